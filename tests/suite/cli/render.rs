//! The sound of a session in a file.

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::time::Duration;

use serde_json::json;
use wellspring::domain::sound::{Cue, Scheduled, Sound};
use wellspring::platform::audio::{Clips, Volumes, frames_in, offline};
use wellspring::platform::voice::Pack;

use super::Person;

const RATE: NonZero<u32> = NonZero::new(48_000).unwrap();

/// The samples of a WAV file as the program writes it.
fn samples(file: &Path) -> Vec<i16> {
    let bytes = fs::read(file).expect("the file is there");
    assert_eq!(&bytes[..4], b"RIFF");
    assert_eq!(&bytes[20..36], [1, 0, 1, 0, 0x80, 0xBB, 0, 0, 0, 0x77, 1, 0, 2, 0, 16, 0]);
    let counted = u32::from_le_bytes(bytes[40..44].try_into().expect("four bytes"));
    assert_eq!(counted as usize, bytes.len() - 44, "the length in the heading");
    bytes[44..].chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect()
}

/// The longest time without any sound.
fn longest_silence(samples: &[i16]) -> Duration {
    let frames = samples.split(|sample| sample.unsigned_abs() > 8).map(<[i16]>::len).max();
    Duration::from_secs_f64(
        f64::from(u32::try_from(frames.unwrap_or(0)).expect("short")) / 48_000.0,
    )
}

#[test]
fn a_session_is_written_as_it_would_sound() {
    let person = Person::new();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("session.wav");
    let path = file.to_str().expect("a path");
    let short = ["HE-1", "--side", "left", "--seconds", "60", "--voice", "short"];
    let mut arguments = vec!["render"];
    arguments.extend(short);
    arguments.extend(["--wait", "10", "-o", path]);
    let came = person.run(&arguments);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(came.out.contains("session.wav"), "{}", came.out);
    let written = samples(&file);
    assert!(longest_silence(&written) < Duration::from_secs(15), "{:?}", longest_silence(&written));
    let peak = written.iter().map(|sample| sample.unsigned_abs()).max();
    assert!(peak < Some(29_205), "no sample over -1 dBFS: {peak:?}");

    // It opens with the chime and the first words of the caution, sample for sample as a device would get them.
    let first = "Before you begin.";
    let clip =
        Pack::shipped().and_then(|pack| pack.clip(first)).expect("recorded").expect("decoded");
    let length = clip.length();
    let mut clips = Clips::at(RATE);
    clips.spoken().at(RATE);
    let _ = clips.spoken().learn(first.into(), clip);
    let at = |millis| Duration::from_millis(millis);
    let opening = [
        Scheduled { after: at(800), cue: Cue::Sound(Sound::Attention) },
        Scheduled { after: at(1400), cue: Cue::Say(first.into()) },
    ];
    let volumes = Volumes { cues: 0.7, beat: 0.5, breath: 0.25, voice: 0.8 };
    let heard = offline::render(&clips, &opening, volumes, at(1400) + length);
    for (at, (sample, wanted)) in written.iter().zip(heard).enumerate() {
        let off = (f32::from(*sample) / 32_767.0 - wanted).abs();
        assert!(off < 1e-4, "sample {at}: {sample}, not {wanted}");
    }

    // The same with a plan: its cues, after the caution, and a little ringing.
    let mut plan = vec!["plan"];
    plan.extend(short);
    plan.push("--json");
    let plan = person.run(&plan).json();
    let session = plan["total_seconds"].as_f64().expect("a time") + 10.0;
    let total = f64::from(u32::try_from(written.len()).expect("short")) / 48_000.0;
    assert!(total > session + 60.0, "the caution comes before the session: {total} s");
    assert_eq!(frames_in(Duration::from_secs(1), RATE), 48_000);
}

#[test]
fn what_is_not_offered_or_cannot_be_written_is_refused() {
    let person = Person::new();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("no.wav");
    let path = file.to_str().expect("a path");
    let rows = [
        (vec!["render", "ST-17", "-o", path], 1, "ST-17 is not offered"),
        (vec!["render", "XX-1", "-o", path], 1, "XX-1"),
        (vec!["render", "HE-1", "--wait", "5", "-o", path], 2, "--wait"),
        (vec!["render", "HE-1", "-o", "/nowhere/a.wav"], 3, "could not be written"),
    ];
    for (arguments, code, words) in rows {
        let came = person.run(&arguments);
        assert_eq!(came.code, code, "{arguments:?}: {came:?}");
        assert!(came.err.contains(words), "{came:?}");
        assert!(!file.exists(), "{arguments:?} left a file");
    }
}

#[test]
fn a_plan_with_a_voice_tells_sentences_and_their_length() {
    let person = Person::new();
    let plan = person.run(&["plan", "HE-1", "--voice", "full", "--json"]).json();
    let cues = plan["cues"].as_array().expect("a list");
    let said: Vec<_> = cues.iter().filter(|cue| cue["cue"] == json!("say")).collect();
    assert!(said.len() > 30, "{} sentences", said.len());
    assert!(said.iter().all(|cue| cue["seconds"].as_f64() > Some(0.2) && cue["text"].is_string()));
    let sounds = cues.iter().filter(|cue| cue["cue"] != json!("say"));
    assert!(sounds.clone().all(|cue| cue.get("text").is_none()));
    let without = person.run(&["plan", "HE-1", "--json"]).json();
    assert_eq!(without["cues"][0]["cue"], "start", "without a voice finding counts as nothing");
    assert_eq!(without["cues"][0]["at_seconds"], 0);
}
