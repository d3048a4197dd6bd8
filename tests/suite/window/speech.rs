//! What is spoken in a session, as it was recorded: word for word and to the sample.

use std::collections::HashMap;
use std::num::NonZero;
use std::path::Path;
use std::time::Duration;

use wellspring::platform::audio::Spoken;
use wellspring::platform::voice::Pack;

use super::put_right::{Planned, Witnesses, compare, samples};
use super::{SESSION, begin, keep_picture, noted, printed, start_as_set, the_session};
use crate::rig::{Display, PATIENCE, SoundServer, find_clips, wait_until};

/// What is said once a session is over, the question how strong it is included, has been said by then.
const LAST_WORDS: Duration = Duration::from_secs(20);

/// The sentences that the plan at full guidance says: each with its place and its samples at 48 kHz.
fn sentences(config: &Path) -> Vec<(Planned, Vec<f32>)> {
    let mut arguments = vec!["plan", "--voice", "full"];
    arguments.extend(SESSION);
    let plan = printed(config, &arguments);
    let pack = Pack::shipped().expect("a voice");
    let mut spoken = Spoken::default();
    spoken.at(NonZero::new(48_000).expect("not 0"));
    let cues = plan["cues"].as_array().expect("a list of cues");
    let said = cues.iter().filter(|cue| cue["cue"] == "say");
    said.map(|cue| {
        let text = cue["text"].as_str().expect("a sentence").to_owned();
        let clip = pack.clip(&text).expect("it is recorded").expect("it can be decoded");
        let _ = spoken.learn(text.as_str().into(), clip);
        let clip: Vec<f32> = spoken.get(&text).expect("just learned").iter().collect();
        let at = samples(cue["at_seconds"].as_f64().expect("a time"));
        (Planned { what: text, at, length: place(clip.len()) }, clip)
    })
    .collect()
}

/// How alike a recording is, from a place on, to a clip: 1 for the same at any volume.
fn alike(recording: &[f32], at: usize, clip: &[f32]) -> f64 {
    let Some(part) = recording.get(at..at + clip.len()) else { return 0.0 };
    let dot = |a: &[f32], b: &[f32]| {
        a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>()
    };
    let energy = dot(part, part) * dot(clip, clip);
    if energy > 0.0 { dot(part, clip) / energy.sqrt() } else { 0.0 }
}

#[track_caller]
fn word_for_word(recording: &[f32], sentences: &[(Planned, Vec<f32>)], witnesses: &Witnesses) {
    said_in_time(recording, sentences, witnesses).unwrap_or_else(|why| panic!("{why}"));
}

/// Finds each sentence at its planned distance from the first of them that is heard. On a machine that was short of
/// time that may be a later one.
fn said_in_time(
    recording: &[f32],
    sentences: &[(Planned, Vec<f32>)],
    witnesses: &Witnesses,
) -> Result<(), String> {
    let may_begin = if witnesses.is_calm() { 1 } else { 4 };
    // The name of the point is said in the caution too, before the session.
    let earliest = sentences.iter().take(may_begin).enumerate().find_map(|(number, (_, clip))| {
        let found = find_clips(recording, &[clip.as_slice()]);
        found.last().map(|heard| (number, place(heard.at)))
    });
    let (number, begin) = earliest.ok_or(format!("{:?} was not heard", sentences[0].0.what))?;
    let sentences = &sentences[number..];
    let planned: Vec<Planned> = sentences.iter().map(|(planned, _)| planned.clone()).collect();
    let mut everywhere: HashMap<i64, Vec<i64>> = HashMap::new();
    compare(&planned, begin, witnesses, |sound, expected, around| {
        let clip = sentences.iter().find(|(one, _)| one.at == sound.at).expect("one of them");
        let mut places = exactly(recording, &clip.1, expected);
        if around > 0 {
            let exact = begin + sound.at - planned[0].at;
            let all = everywhere.entry(sound.at);
            let all = all.or_insert_with(|| nearby(recording, &clip.1, exact));
            places.extend(all.iter().filter(|at| (**at - expected).abs() <= around));
        }
        places
    })
}

/// Where a sentence is heard, if it is heard within half a millisecond of where it is expected.
fn exactly(recording: &[f32], clip: &[f32], expected: i64) -> Vec<i64> {
    let near = expected - 24..=expected + 24;
    let near = near.filter_map(|at| Some((at, alike(recording, usize::try_from(at).ok()?, clip))));
    let best = near.max_by(|a, b| a.1.total_cmp(&b.1));
    best.filter(|best| best.1 > 0.6).map(|best| best.0).into_iter().collect()
}

/// Wherever a sentence is heard within three seconds of its place.
fn nearby(recording: &[f32], clip: &[f32], exact: i64) -> Vec<i64> {
    let index = |at: i64| usize::try_from(at).unwrap_or(0).min(recording.len());
    let (from, to) = (index(exact - 144_000), index(exact + 144_000 + place(clip.len())));
    find_clips(&recording[from..to], &[clip]).iter().map(|heard| place(from + heard.at)).collect()
}

fn place(at: usize) -> i64 {
    i64::try_from(at).expect("minutes of sound")
}

#[test]
fn a_sentence_that_is_said_too_late_is_found_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let sentences = &sentences(folder.path())[..4];
    let gap = 13_708;
    let dry = Witnesses::new(Vec::new(), vec![48_000 + sentences[2].0.at]);
    let shifted = Witnesses::new(vec![gap], Vec::new());
    let calm = Witnesses::default();
    // By how much the last two are late, what the witnesses say, and whether that holds.
    for (late, witnesses, holds) in [
        (0, &calm, true),
        (gap, &calm, false),
        (gap, &dry, true),
        (gap, &shifted, true),
        (-gap, &dry, false),
    ] {
        let length = samples(5.0) + sentences[3].0.at + sentences[3].0.length;
        let mut recording = vec![0.0; usize::try_from(length).expect("some seconds")];
        for (number, (planned, clip)) in sentences.iter().enumerate() {
            let at = 48_000 + planned.at + if number < 2 { 0 } else { late };
            let at = usize::try_from(at).expect("after the beginning");
            recording[at..at + clip.len()]
                .iter_mut()
                .zip(clip)
                .for_each(|(one, other)| *one += other * 0.5);
        }
        let told = said_in_time(&recording, sentences, witnesses);
        assert_eq!(told.is_ok(), holds, "{late} {witnesses:?}: {told:?}");
    }
}

/// The whole way with closed eyes: no key but the one that answers the caution.
#[test]
#[ignore = "real time; ./test runs it"]
fn a_session_at_full_guidance_is_recorded_word_for_word() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path();
    std::fs::write(config.join("settings.json"), r#"{ "find_wait_seconds": 10 }"#)
        .expect("settings");
    let display = Display::start();
    let sound = SoundServer::start();
    let app = start_as_set(&display, Some(&sound), config);
    wait_until(PATIENCE, "the caution being read", || sound.players() == 1);
    let recording = sound.record();
    recording.wait_more(Duration::from_millis(2500));
    begin(&app);
    keep_picture(&app, "told");
    wait_until(Duration::from_secs(200), "the session's end", || noted(config, "end"));
    recording.wait_more(LAST_WORDS);
    let samples = recording.stop();
    let witnesses = Witnesses::of(&app, &sound);
    let sentences = sentences(config);
    assert!(sentences.len() > 20, "{} sentences", sentences.len());
    word_for_word(&samples, &sentences, &witnesses);
    assert_eq!(the_session(config)["outcome"], "done");
}

#[test]
#[ignore = "real time; ./test runs it"]
fn a_lost_sound_server_comes_back_in_the_middle_of_recorded_speech() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path();
    std::fs::write(config.join("settings.json"), r#"{ "find_wait_seconds": 10 }"#)
        .expect("settings");
    let display = Display::start();
    let mut sound = SoundServer::start();
    let app = start_as_set(&display, Some(&sound), config);
    wait_until(PATIENCE, "the caution being read", || sound.players() == 1);
    begin(&app);
    wait_until(Duration::from_secs(120), "the first note", || noted(config, "start"));
    sound.restart();
    let recording = sound.record();
    wait_until(Duration::from_secs(120), "the session's end", || noted(config, "end"));
    recording.wait_more(LAST_WORDS);
    let samples = recording.stop();
    let witnesses = Witnesses::of(&app, &sound);
    let sentences = sentences(config);
    let turn = sentences
        .iter()
        .position(|(planned, _)| planned.what == "Now circle the other way.")
        .expect("the turn is told");
    word_for_word(&samples, &sentences[turn..], &witnesses);
    assert_eq!(the_session(config)["outcome"], "done");
}
