//! The sound files are what their generator makes, and sound as they are meant to.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::unwrap_used
)] // samples are small numbers, and exactness is the point

use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::time::Duration;

use wellspring::domain::sound::{Scheduled, Sound};
use wellspring::platform::audio::{Volumes, offline};

#[path = "../../tools/sounds/synth.rs"]
mod synth;

use synth::loudness::{Loudness, mean_square};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sounds")
}

fn lufs(samples: &[f64]) -> f64 {
    10.0 * mean_square(samples).log10() - 0.691
}

fn wanted(loudness: Loudness) -> f64 {
    match loudness {
        Loudness::Bell => -18.0,
        Loudness::Glide => -20.0,
        Loudness::Turn => -22.0,
        Loudness::Tick => -26.0,
    }
}

#[test]
fn the_folder_the_generator_and_the_session_know_the_same_sounds() {
    let meant: BTreeSet<String> = Sound::ALL.iter().map(|sound| sound.name().to_owned()).collect();
    let made = synth::RECIPES.iter().map(|recipe| recipe.name.to_owned());
    assert_eq!(made.collect::<BTreeSet<_>>(), meant);
    assert_eq!(synth::RECIPES.len(), Sound::ALL.len());
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let waves = files.filter(|path| path.extension().is_some_and(|ending| ending == "wav"));
    let names = waves.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    assert_eq!(names.collect::<BTreeSet<_>>(), meant);
}

#[test]
fn every_file_is_what_the_generator_makes() {
    let mut total = 0;
    for recipe in synth::RECIPES {
        let path = folder().join(recipe.name).with_extension("wav");
        let file = std::fs::read(&path).unwrap();
        assert!(
            file == recipe.wav(),
            "{} differs: run `cargo run --example make-sounds`",
            path.display()
        );
        total += file.len();
    }
    assert!(total < 1_500_000, "{total} bytes");
}

#[test]
fn every_sound_is_clean_and_of_its_loudness() {
    for recipe in synth::RECIPES {
        let name = recipe.name;
        let samples = recipe.samples();
        let length = samples.len() as f64 / f64::from(synth::RATE);
        assert!((length - recipe.seconds).abs() < 1e-4, "{name}: {length} s");
        assert_eq!(samples.first(), Some(&0), "{name} begins at zero");
        assert_eq!(samples.last(), Some(&0), "{name} ends at zero");
        let exact: Vec<f64> = samples.iter().map(|sample| f64::from(*sample) / 32_768.0).collect();
        let peak = exact.iter().fold(0.0_f64, |most, sample| most.max(sample.abs()));
        assert!(20.0 * peak.log10() <= -3.0, "{name}: peak {peak}");
        // A single struck bowl may reach its peak before its loudness.
        let off = lufs(&exact) - wanted(recipe.loudness);
        assert!((-1.0..0.1).contains(&off), "{name}: {off} LU off");
        // In the first millisecond of a rise of four there is hardly anything yet.
        let early = exact[..48].iter().fold(0.0_f64, |most, sample| most.max(sample.abs()));
        assert!(early < 0.2 * peak, "{name} begins softly");
    }
}

#[test]
fn the_meter_agrees_with_the_standard() {
    // ITU-R BS.1770-4: a full 997 Hz sine in one channel reads -3.01 LUFS.
    let sine = |frame: u32| synth::sine(997.0 * f64::from(frame) / 48_000.0);
    for frames in [19_200, 144_000] {
        let tone: Vec<f64> = (0..frames).map(sine).collect();
        assert!((lufs(&tone) + 3.01).abs() < 0.05, "{}", lufs(&tone));
    }
    // Silence after a long tone is gated out.
    let mut tone: Vec<f64> = (0..144_000).map(sine).collect();
    tone.resize(600_000, 0.0);
    assert!((lufs(&tone) + 3.01).abs() < 0.3, "{}", lufs(&tone));
}

#[test]
fn our_sine_is_a_sine() {
    for step in -5_000..5_000 {
        let turns = f64::from(step) / 777.0;
        let off = synth::sine(turns) - (turns * std::f64::consts::TAU).sin();
        assert!(off.abs() < 1e-9, "{turns}: {off}");
    }
}

/// The strongest pitch from 300 to 2,000 Hz in a part of a sound.
fn pitch(sound: Sound, from: f64, to: f64) -> f64 {
    // Nothing sounds above 4 kHz, so that every fourth sample tells as much as all.
    let rate = f64::from(synth::RATE) / 4.0;
    let file = std::fs::read(folder().join(sound.name()).with_extension("wav")).unwrap();
    let samples = file[44..].chunks_exact(8).map(|four| i16::from_le_bytes([four[0], four[1]]));
    let frame = |seconds: f64| (seconds * rate) as usize;
    let part = samples.skip(frame(from)).take(frame(to) - frame(from));
    let part: Vec<f64> = part.map(f64::from).collect();
    let strength = |pitch: f64| {
        // Goertzel's filter.
        let twice = 2.0 * (std::f64::consts::TAU * pitch / rate).cos();
        let step = |(one, two): (f64, f64), sample: &f64| (sample + twice * one - two, one);
        let (one, two) = part.iter().fold((0.0, 0.0), step);
        one * one + two * two - twice * one * two
    };
    let pitches = (0..640).map(|step| 300.0 * 1.003_f64.powi(step));
    pitches.max_by(|a, b| strength(*a).total_cmp(&strength(*b))).unwrap()
}

#[test]
fn the_contours_say_what_they_mean() {
    let rising = |sound, first: (f64, f64), second: (f64, f64)| {
        pitch(sound, second.0, second.1) > 1.15 * pitch(sound, first.0, first.1)
    };
    let falling = |sound, first: (f64, f64), second: (f64, f64)| {
        pitch(sound, first.0, first.1) > 1.15 * pitch(sound, second.0, second.1)
    };
    assert!(rising(Sound::Start, (0.0, 0.5), (0.6, 1.1)));
    assert!(falling(Sound::Change, (0.0, 0.4), (0.42, 0.9)));
    assert!(falling(Sound::End, (0.0, 0.6), (0.65, 1.2)));
    assert!(falling(Sound::End, (0.65, 1.2), (1.25, 2.5)));
    assert!(falling(Sound::Pause, (0.0, 0.1), (0.35, 0.5)));
    assert!(rising(Sound::Resume, (0.0, 0.1), (0.35, 0.5)));
    assert!(rising(Sound::Back, (0.0, 0.05), (0.5, 0.7)));
    assert!(falling(Sound::Release, (0.0, 0.1), (0.85, 1.1)));
    assert!(pitch(Sound::CountIn, 0.0, 0.1) < 0.8 * pitch(Sound::Beat, 0.0, 0.1));
    let even = pitch(Sound::LastTen, 0.0, 0.1) / pitch(Sound::LastTen, 0.6, 0.7);
    assert!((even - 1.0).abs() < 0.02);
}

#[test]
fn a_session_sounds_at_its_frames() {
    let cues = [(0, Sound::Start), (5_000, Sound::Beat), (6_500, Sound::Beat), (9_999, Sound::End)];
    let cues = cues.map(|(after, sound)| Scheduled { after: Duration::from_millis(after), sound });
    let volumes = Volumes { cues: 1.0, beat: 1.0 };
    let rate = NonZero::new(synth::RATE).unwrap();
    let made = offline::render(&cues, rate, volumes, Duration::from_secs(14));
    for cue in cues {
        let recipe = synth::RECIPES.iter().find(|recipe| recipe.name == cue.sound.name()).unwrap();
        let frame = cue.after.as_millis() as usize * 48;
        for (at, sample) in recipe.samples().into_iter().enumerate() {
            let wanted = f32::from(sample) / 32_768.0;
            assert_eq!(made[frame + at], wanted, "{:?}, sample {at}", cue.sound);
        }
    }
}
