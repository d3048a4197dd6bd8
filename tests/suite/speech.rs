//! What sessions say: every shipped session as a transcript, and the sentences that the shipped voice must know.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use wellspring::domain::caution::{Fresh, Prompt};
use wellspring::domain::conductor::{Ask, Conductor, Input, Moment};
use wellspring::domain::history::Occasion;
use wellspring::domain::plan::{Choices, Pacing, Phase, Plan, Sides};
use wellspring::domain::profile::{Person, Profile};
use wellspring::domain::routine::{Item, Routine};
use wellspring::domain::run::{Foreseen, foreseen};
use wellspring::domain::settings::Settings;
use wellspring::domain::sound::{Cue, Scheduled, Sound};
use wellspring::domain::speech::Amount;
use wellspring::platform::library::Library;
use wellspring::platform::voice::Pack;
use wellspring::words::session;
use wellspring::words::speech::shipped::{Shelf, family, sentences};
use wellspring::words::speech::{Manner, all_sentences, caution_sentences, estimate, name, script};

fn library() -> Library {
    Library::open(None).expect("the shipped library").0
}

fn shelf(library: &Library) -> Shelf<'_> {
    Shelf {
        catalogue: &library.catalogue,
        routines: &library.routines,
        rules: &library.rules,
        lines: &library.lines,
    }
}

/// Where the list of sentences lies that are recorded.
fn list() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sounds/voice/en/sentences.txt")
}

/// A sentence that was added or changed must be recorded: the list is written by
/// `UPDATE_SENTENCES=1 cargo test --test suite -- speech`, the recordings by `tools/voice`.
#[test]
fn the_list_of_recorded_sentences_is_that_of_the_sessions() {
    let library = library();
    let all = sentences(&shelf(&library));
    let mut text = String::new();
    for sentence in &all {
        assert!(!sentence.contains(['\n', '{']), "no sentence: {sentence:?}");
        writeln!(text, "{sentence}").unwrap();
    }
    if std::env::var_os("UPDATE_SENTENCES").is_some() {
        std::fs::write(list(), &text).unwrap();
    }
    let listed = std::fs::read_to_string(list()).unwrap_or_default();
    let listed: BTreeSet<String> = listed.lines().map(str::to_owned).collect();
    let missing: Vec<_> = all.difference(&listed).take(5).collect();
    let needless: Vec<_> = listed.difference(&all).take(5).collect();
    assert!(
        missing.is_empty() && needless.is_empty(),
        "not in the list: {missing:#?}; not said any more: {needless:#?}. \
         UPDATE_SENTENCES=1 writes the list anew, tools/voice records what is missing"
    );
}

/// How long the shipped voice takes for a sentence; one that it does not know takes as long as an engine of the
/// machine would, at 150 words a minute.
fn length(sentence: &str) -> Duration {
    let known = Pack::shipped().and_then(|pack| pack.length(sentence));
    known.unwrap_or_else(|| estimate(&[sentence.into()]))
}

/// What is said and sounded in a session of a plan, with the times.
fn heard(library: &Library, plan: &Plan, amount: Amount, settings: &Settings) -> Foreseen {
    let length = |sentence: &str| Some(length(sentence));
    let manner = Manner::of(settings, amount, &length);
    let script = script(plan, &library.lines, &manner).map(Arc::new);
    foreseen(plan, &settings.guidance(script))
}

/// Holds a session to what every session must be; says what is wrong with it.
fn faults(plan: &Plan, heard: &Foreseen, amount: Amount) -> Vec<String> {
    let mut faults = Vec::new();
    let said = |from: Duration, to: Duration| {
        let cues = heard.cues.iter().filter(move |one| (from..to).contains(&one.after));
        cues.filter_map(|one| match &one.cue {
            Cue::Say(text) => Some(text.to_lowercase()),
            Cue::Sound(_) => None,
        })
    };
    let begins = |step: usize| heard.steps.get(step).copied().unwrap_or(heard.total);
    // Each phase is announced in the one before it, and the end in the last.
    for (index, step) in plan.steps().iter().enumerate().skip(1) {
        let press = &plan.presses()[step.press];
        let announced = match step.phase {
            Phase::Find => vec![name(plan.point_of(press)).to_lowercase(), "once more".to_owned()],
            Phase::Rest => vec!["let your hands rest".to_owned()],
            Phase::EaseIn => vec!["ease in".to_owned()],
            Phase::Press => vec!["then small circles".to_owned(), "then hold".to_owned()],
            Phase::EaseOff => vec!["then ease off".to_owned()],
            Phase::Change => vec!["then change sides".to_owned()],
        };
        let (from, to) = (begins(index - 1), begins(index));
        if !said(from, to).any(|text| announced.iter().any(|words| text.contains(words))) {
            faults.push(format!("{:?} {index} is not announced before {to:?}", step.phase));
        }
    }
    let last = begins(plan.steps().len() - 1);
    if !said(last, heard.total).any(|text| text.contains("you are done")) {
        faults.push("the end is not announced".to_owned());
    }
    if !said(heard.total, Duration::MAX).any(|text| text.contains("session is over")) {
        faults.push("the end is not told".to_owned());
    }
    // Each side is named while it is found or changed to.
    for (index, step) in plan.steps().iter().enumerate() {
        let press = &plan.presses()[step.press];
        if matches!(step.phase, Phase::Find | Phase::Change) {
            let place = session::place(plan.point_of(press), press.side).to_lowercase();
            // What is said of a step may end a little after it.
            let by = begins(index + 1) + Duration::from_secs(1);
            if !said(begins(index), by).any(|text| text.contains(&place)) {
                faults.push(format!("{place} is not named in step {index}"));
            }
        }
    }
    // No two sentences at once, each after a chime or a cue, and no long silence in a press.
    let (mut free, mut last_heard) = (Duration::ZERO, Duration::ZERO);
    for one in &heard.cues {
        let silent = one.after.saturating_sub(last_heard);
        let pressing = plan.steps().iter().enumerate().any(|(index, step)| {
            step.phase == Phase::Press && (begins(index)..begins(index + 1)).contains(&last_heard)
        });
        let most = if pressing { 15 } else { 20 };
        if silent > Duration::from_secs(most) {
            faults.push(format!("silent for {silent:?} before {one:?}"));
        }
        last_heard = last_heard.max(one.after);
        if let Cue::Say(text) = &one.cue {
            if one.after < free {
                faults.push(format!("{text:?} begins while another is being said"));
            }
            free = one.after + length(text);
            last_heard = last_heard.max(free);
        }
    }
    if amount == Amount::Full {
        let guides = plan.points().iter().filter_map(|point| point.guide.as_ref());
        for step in guides.flat_map(|guide| &guide.find) {
            let first = wellspring::words::speech::sentences(step)[0].to_lowercase();
            if !said(Duration::ZERO, heard.total).any(|text| text == first) {
                faults.push(format!("{step:?} is not said"));
            }
        }
    }
    faults
}

/// Every point that can be played, in every motion, with much and with little said, with and without beat and
/// breath.
#[test]
fn every_point_is_told_completely() {
    let library = library();
    let profile = Profile::default();
    let person = Person { rules: &library.rules, profile: &profile, now: Timestamp::UNIX_EPOCH };
    let quiet = Settings { beat_percent: 0, breath_percent: 0, ..Settings::default() };
    let mut played = 0;
    for point in library.catalogue.iter() {
        let Ok(suited) = person.suit(point) else { continue };
        played += 1;
        for motion in suited.technique().motions.clone() {
            for sides in [Sides::Both, Sides::AtOnce] {
                let dose = suited.choices(None).dose;
                let choices = Choices { sides, motion, dose };
                let Ok(plan) = Plan::new(&[(suited.clone(), choices)], Pacing::default()) else {
                    continue;
                };
                for amount in [Amount::Full, Amount::Short] {
                    for settings in [&Settings::default(), &quiet] {
                        let heard = heard(&library, &plan, amount, settings);
                        let faults = faults(&plan, &heard, amount);
                        let faults: Vec<_> = faults.into_iter().take(3).collect();
                        assert!(faults.is_empty(), "{} {amount:?}: {faults:#?}", point.code);
                    }
                }
            }
        }
    }
    assert!(played > 370, "{played} points");
}

/// Every shipped routine, with a wait for finding and with a key for it.
#[test]
fn every_routine_is_told_completely() {
    let library = library();
    let profile = Profile::default();
    let person = Person { rules: &library.rules, profile: &profile, now: Timestamp::UNIX_EPOCH };
    for routine in &library.routines {
        let fitted = routine.fit(&library.catalogue, &person);
        for find_wait in [None, Some(Duration::from_secs(20))] {
            let plan = fitted.plan(Pacing { find_wait, ..Pacing::default() }).expect("a plan");
            for amount in [Amount::Full, Amount::Short] {
                let heard = heard(&library, &plan, amount, &Settings::default());
                let faults: Vec<_> = faults(&plan, &heard, amount).into_iter().take(3).collect();
                assert!(faults.is_empty(), "{} {amount:?}: {faults:#?}", routine.key);
            }
        }
    }
}

/// A routine in which a point is pressed twice in a row and hands rest: what a rest says, and when.
#[test]
fn rests_and_repeats_are_told() {
    let library = library();
    let profile = Profile::default();
    let person = Person { rules: &library.rules, profile: &profile, now: Timestamp::UNIX_EPOCH };
    let item = |code: &str, times, rest| {
        let suited = person.suit(library.catalogue.find(code).expect("known")).expect("playable");
        let rest = Duration::from_secs(rest);
        Item { times, rest, ..Item::of(&suited, suited.choices(None)) }
    };
    let mut routine = Routine::own("mine", "Mine");
    // The shortest rest that can be set is stretched until it has been told.
    routine.items = vec![item("HE-1", 2, 30), item("LI-4", 1, 1), item("CV-17", 2, 0)];
    for find_wait in [None, Some(Duration::from_secs(10))] {
        let pacing = Pacing { find_wait, ..Pacing::default() };
        let plan = routine.fit(&library.catalogue, &person).plan(pacing).expect("a plan");
        for amount in [Amount::Full, Amount::Short] {
            let heard = heard(&library, &plan, amount, &Settings::default());
            let faults = faults(&plan, &heard, amount);
            assert!(faults.is_empty(), "{amount:?}: {faults:#?}");
            let said_in = |step: usize| -> Vec<&str> {
                let to = heard.steps.get(step + 1).copied().unwrap_or(heard.total);
                let within = |one: &&Scheduled| (heard.steps[step]..to).contains(&one.after);
                let said = heard.cues.iter().filter(within).filter_map(|one| match &one.cue {
                    Cue::Say(text) => Some(&**text),
                    Cue::Sound(_) => None,
                });
                said.collect()
            };
            let rests =
                (0..plan.steps().len()).filter(|step| plan.steps()[*step].phase == Phase::Rest);
            let rests: Vec<usize> = rests.collect();
            let large_intestine = name(library.catalogue.find("LI-4").expect("known"));
            let conception = name(library.catalogue.find("CV-17").expect("known"));
            let expected: [&[&str]; 3] = [
                &["Then the same point once more."],
                &["Then the next point.", &large_intestine],
                &["Then the next point.", &conception],
            ];
            assert_eq!(rests.len(), expected.len());
            for (rest, expected) in rests.into_iter().zip(expected) {
                assert_eq!(said_in(rest), expected, "{amount:?}");
                assert!(said_in(rest - 1).contains(&"Then let your hands rest."), "{amount:?}");
                let first = said_in(rest + 1).first().map(|text| (*text).to_owned());
                let again = expected.len() == 1;
                let named = first.is_some_and(|first| expected.contains(&first.as_str()));
                assert!(!named, "a name is said once");
                assert!(!again || said_in(rest + 1).len() > 1, "the same point is found again");
            }
            // Without a rest the easing off leads to the same point.
            let last =
                plan.steps().iter().rposition(|step| step.phase == Phase::Find).expect("one");
            assert!(said_in(last - 1).contains(&"Then the same point once more."), "{amount:?}");
        }
    }
}

/// The transcript of HE-1 from beginning to end, so that a change of any word or time in it is seen.
#[test]
fn the_transcript_of_he_1() {
    let library = library();
    let profile = Profile::default();
    let person = Person { rules: &library.rules, profile: &profile, now: Timestamp::UNIX_EPOCH };
    let point = library.catalogue.find("HE-1").expect("HE-1");
    let suited = person.suit(point).expect("playable");
    let choices = suited.choices(None);
    let plan = Plan::new(&[(suited, choices)], Pacing::default()).expect("a plan");
    let heard = heard(&library, &plan, Amount::Full, &Settings::default());
    let mut text = String::new();
    for one in &heard.cues {
        let at = format!("{}:{:04.1}", one.after.as_secs() / 60, one.after.as_secs_f64() % 60.0);
        match &one.cue {
            Cue::Sound(Sound::Beat) => {}
            Cue::Sound(sound) => writeln!(text, "{at}  [{}]", sound.name()).unwrap(),
            Cue::Say(said) => writeln!(text, "{at}  {said}").unwrap(),
        }
    }
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/speech/he-1.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(text, kept, "UPDATE_GOLDEN=1 writes it anew; read it first");
}

/// What is recorded covers the sessions that it is meant to cover: nothing of them is left to the screen.
#[test]
fn the_shipped_voice_says_every_word_of_its_family() {
    let library = library();
    let shelf = shelf(&library);
    let pack = Pack::shipped().expect("a voice");
    let known = |sentence: &str| pack.length(sentence);
    let profile = Profile::default();
    let person = Person { rules: &library.rules, profile: &profile, now: Timestamp::UNIX_EPOCH };
    let mut points = 0;
    for code in family(&shelf) {
        let point = library.catalogue.find(code.as_str()).expect("a known point");
        let Ok(suited) = person.suit(point) else { continue };
        points += 1;
        let choices = suited.choices(None);
        let plan = Plan::new(&[(suited, choices)], Pacing::default()).expect("a plan");
        let prompt = Prompt::new(plan, &library.lines);
        let settings = Settings { any_key: true, ..Settings::default() };
        let manner = Manner::of(&settings, Amount::Full, &|_| None);
        let all = all_sentences(&prompt, &library.lines, &manner);
        let missing: Vec<_> = all.iter().filter(|one| known(one).is_none()).take(3).collect();
        assert!(missing.is_empty(), "{code}: {missing:#?}");
    }
    assert!(points >= 50, "{points} points");
    for point in library.catalogue.iter() {
        assert!(known(&name(point)).is_some(), "{}", name(point));
    }
    // A number that nobody has recorded is said in words.
    let in_words = sentences(&shelf).into_iter().filter(|one| one.contains("the emergency number"));
    assert!(in_words.filter(|one| known(one).is_some()).count() > 3);
}

/// What is kept of speech at any time, at 48 kHz and in 16 bits, stays under 30 MB: for every routine the sentences of
/// each point with what finds the next, and the caution before it.
#[test]
fn little_speech_is_in_memory_at_any_time() {
    const MOST: f64 = 30e6;
    let library = library();
    let profile = Profile::default();
    let person = Person { rules: &library.rules, profile: &profile, now: Timestamp::UNIX_EPOCH };
    let known = |sentence: &str| Some(length(sentence));
    let bytes = |texts: &[Arc<str>]| {
        texts.iter().map(|text| length(text).as_secs_f64() * 96_000.0).sum::<f64>()
    };
    let settings = Settings::default();
    for routine in &library.routines {
        let plan =
            routine.fit(&library.catalogue, &person).plan(Pacing::default()).expect("a plan");
        let manner = Manner::of(&settings, Amount::Full, &known);
        let script = script(&plan, &library.lines, &manner).map(Arc::new);
        let prompt = Prompt::new(plan, &library.lines);
        let caution = bytes(&caution_sentences(&prompt, &manner));
        assert!(caution < MOST, "{}: {caution} bytes of caution", routine.key);
        let cleared = prompt.acknowledge(Fresh::click());
        let now = |millis: u64| Moment {
            mono: Duration::from_millis(millis),
            wall: Timestamp::from_millisecond(i64::try_from(millis).unwrap()).unwrap(),
        };
        let (mut conductor, mut asks) =
            Conductor::begin(cleared, settings.guidance(script), Occasion::default(), now(0));
        let mut points = 0;
        for step in 1..200 {
            for ask in &asks {
                if let Ask::Voice(texts) = ask {
                    points += usize::from(!texts.is_empty());
                    let kept = bytes(texts);
                    assert!(kept < MOST, "{}: {kept} bytes at point {points}", routine.key);
                }
            }
            if conductor.outcome().is_some() {
                break;
            }
            asks = conductor.input(Input::Skip, now(step * 1000));
        }
        assert_eq!(points, conductor.run().plan().points().len(), "{}", routine.key);
    }
}
