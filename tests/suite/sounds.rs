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

use ebur128::{EbuR128, Mode};
use wellspring::domain::sound::{Channel, Cue as Heard, Scheduled, Sound};
use wellspring::platform::audio::{Clips, Cue, Volumes, offline};

#[path = "../../tools/sounds/synth.rs"]
mod synth;

use synth::loudness::mean_square;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sounds")
}

const RATE: NonZero<u32> = NonZero::new(synth::RATE).unwrap();

const FULL: Volumes = Volumes { cues: 1.0, beat: 1.0, breath: 1.0, voice: 1.0 };

/// How loud every sound is to be, in LUFS, and which volume rules it. Speech is at -18 too.
const SOUNDS: [(Sound, f64, Channel); 19] = [
    // What tells of a change, in the range that AES TD1004 asks of streams.
    (Sound::Start, -18.0, Channel::Cues),
    (Sound::Change, -18.0, Channel::Cues),
    (Sound::Least, -18.0, Channel::Cues),
    (Sound::LastTen, -18.0, Channel::Cues),
    (Sound::Ease, -18.0, Channel::Cues),
    (Sound::End, -18.0, Channel::Cues),
    // What answers a key.
    (Sound::Pause, -20.0, Channel::Cues),
    (Sound::Resume, -20.0, Channel::Cues),
    (Sound::Release, -20.0, Channel::Cues),
    (Sound::Back, -20.0, Channel::Cues),
    // What must not startle.
    (Sound::Turn, -22.0, Channel::Cues),
    (Sound::Attention, -22.0, Channel::Cues),
    // What comes often.
    (Sound::Beat, -26.0, Channel::Beat),
    (Sound::CountIn, -26.0, Channel::Cues),
    // What lies under something else.
    (Sound::Rise, -27.0, Channel::Cues),
    (Sound::Fall, -27.0, Channel::Cues),
    (Sound::BreathIn, -27.0, Channel::Breath),
    (Sound::BreathOut, -27.0, Channel::Breath),
    // What only says that there is still something to hear.
    (Sound::Here, -30.0, Channel::Cues),
];

fn lufs(samples: &[f64]) -> f64 {
    10.0 * mean_square(samples).log10() - 0.691
}

/// How loud a sound is by a meter that is not ours: integrated if it is a second or longer, else
/// the most that the momentary loudness (400 ms) comes to.
fn measured(samples: &[f32]) -> f64 {
    let mut meter = EbuR128::new(1, RATE.get(), Mode::I | Mode::M).unwrap();
    if samples.len() >= 48_000 {
        meter.add_frames_f32(samples).unwrap();
        return meter.loudness_global().unwrap();
    }
    let padded = [samples, &vec![0.0; 19_200]].concat();
    let momentary = padded.chunks(480).map(|part| {
        meter.add_frames_f32(part).unwrap();
        meter.loudness_momentary().unwrap()
    });
    momentary.fold(f64::NEG_INFINITY, f64::max)
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |most, sample| most.max(sample.abs()))
}

#[test]
fn the_folder_the_generator_and_the_session_know_the_same_sounds() {
    let meant: BTreeSet<String> = Sound::with_file().map(|sound| sound.name().to_owned()).collect();
    let made = synth::RECIPES.iter().map(|recipe| recipe.name.to_owned());
    assert_eq!(made.collect::<BTreeSet<_>>(), meant);
    assert_eq!(synth::RECIPES.len(), Sound::with_file().count());
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
    assert!(total < 2_600_000, "{total} bytes");
}

#[test]
fn every_sound_is_as_loud_as_the_table_says_and_ruled_by_its_volume() {
    let told: BTreeSet<Sound> = SOUNDS.iter().map(|row| row.0).collect();
    assert_eq!(told, BTreeSet::from(Sound::ALL));
    let clips = Clips::at(RATE);
    for (sound, wanted, channel) in SOUNDS {
        assert_eq!(sound.channel(), channel, "{sound:?}");
        let samples: Vec<f32> = clips.of(sound).iter().collect();
        let loudness = measured(&samples);
        assert!((loudness - wanted).abs() < 1.0, "{sound:?}: {loudness} LUFS");
        let peak = 20.0 * peak(&samples).log10();
        assert!(peak <= -3.0, "{sound:?}: peak {peak} dBFS");
    }
}

#[test]
fn every_sound_is_clean() {
    for recipe in synth::RECIPES {
        let name = recipe.name;
        let samples = recipe.samples();
        let length = samples.len() as f64 / f64::from(synth::RATE);
        assert!((length - recipe.seconds).abs() < 1e-4, "{name}: {length} s");
        assert_eq!(samples.first(), Some(&0), "{name} begins at zero");
        assert_eq!(samples.last(), Some(&0), "{name} ends at zero");
        let exact: Vec<f64> = samples.iter().map(|sample| f64::from(*sample) / 32_768.0).collect();
        let peak = exact.iter().fold(0.0_f64, |most, sample| most.max(sample.abs()));
        // In the first millisecond of a rise of four there is hardly anything yet.
        let early = exact[..48].iter().fold(0.0_f64, |most, sample| most.max(sample.abs()));
        assert!(early < 0.2 * peak, "{name} begins softly");
        // The two meters agree, but for what is softer so that its peak stays under -3 dBFS.
        let short: Vec<f32> = samples.iter().map(|sample| f32::from(*sample) / 32_768.0).collect();
        assert!((lufs(&exact) - measured(&short)).abs() < 0.5, "{name}: {} LUFS", lufs(&exact));
    }
}

#[test]
fn everything_at_once_under_speech_stays_a_decibel_under_the_most() {
    let clips = Clips::at(RATE);
    let mut cues: Vec<Cue> = Sound::ALL.map(|sound| clips.cue(sound, 0)).into();
    let full_scale: Vec<i16> =
        (0..48_000).map(|at| if at % 96 < 48 { 23_100 } else { -23_100 }).collect();
    cues.push(Cue::sentence(0, full_scale.into()));
    let made: Vec<f32> = offline::play(cues, RATE, FULL).take(6 * 48_000).collect();
    let peak = 20.0 * peak(&made).log10();
    assert!((-1.1..=-0.999).contains(&peak), "{peak} dBFS");
}

/// The energy of a sound in steps of so many seconds, beside the greatest of them.
fn course(sound: Sound, step: f64) -> Vec<f32> {
    let samples: Vec<f32> = Clips::at(RATE).of(sound).iter().collect();
    let steps = samples.chunks((step * 48_000.0) as usize);
    let energies: Vec<f32> =
        steps.map(|part| part.iter().map(|sample| sample * sample).sum()).collect();
    let most = energies.iter().copied().fold(0.0, f32::max);
    energies.into_iter().map(|energy| energy / most).collect()
}

#[test]
fn what_lies_under_the_easing_swells_to_the_press_and_sinks_from_it() {
    let rise = course(Sound::Rise, 0.25);
    let mut fall = course(Sound::Fall, 0.25);
    assert_eq!((rise.len(), fall.len()), (20, 20), "five seconds");
    assert!(rise[..17].is_sorted(), "it only grows until 4.25 s: {rise:?}");
    assert!(rise[17..].is_sorted_by(|one, two| one >= two), "and then goes: {rise:?}");
    // From nothing to half its greatest strength in two seconds.
    assert!(rise[2] < 0.01 && rise[8] > 0.1, "{rise:?}");
    fall.reverse();
    for (step, (one, two)) in rise.iter().zip(&fall).enumerate() {
        assert!((one - two).abs() < 0.03, "step {step}: the one is the mirror of the other");
    }
}

#[test]
fn the_sign_of_life_is_two_soft_taps_and_the_beat_one() {
    let taps = |sound: Sound| {
        let course = course(sound, 0.02);
        let loud = |at: usize| course.get(at).is_some_and(|energy| *energy > 0.15);
        (0..course.len()).filter(|at| loud(*at) && (*at == 0 || !loud(at - 1))).count()
    };
    assert_eq!((taps(Sound::Beat), taps(Sound::CountIn), taps(Sound::Here)), (1, 1, 2));
}

#[test]
fn the_chime_before_speech_and_the_sign_of_life_share_hardly_a_tone_with_any_other_sound() {
    let clips = Clips::at(RATE);
    let tones = |sound: Sound| {
        // The first second at 6,000 samples: nothing here sounds above 2,000 Hz.
        let clip = clips.of(sound);
        let samples: Vec<f64> = clip.iter().step_by(8).take(6_000).map(f64::from).collect();
        let strength = |step: i32| {
            let pitch = 300.0 * 1.012_f64.powi(step);
            let twice = 2.0 * (std::f64::consts::TAU * pitch / 6_000.0).cos();
            let swing = |(one, two): (f64, f64), sample: &f64| (sample + twice * one - two, one);
            let (one, two) = samples.iter().fold((0.0, 0.0), swing);
            (one * one + two * two - twice * one * two).max(0.0).sqrt()
        };
        (0..170).map(strength).collect::<Vec<f64>>()
    };
    let all = Sound::ALL.map(|sound| (sound, tones(sound)));
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    for sound in [Sound::Attention, Sound::Here] {
        let own = tones(sound);
        for (other, theirs) in all.iter().filter(|(other, _)| *other != sound) {
            let alike = dot(&own, theirs) / (dot(&own, &own) * dot(theirs, theirs)).sqrt();
            assert!(alike < 0.55, "{sound:?} is {alike} like {other:?}");
        }
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
    assert!(rising(Sound::Attention, (0.0, 0.07), (0.16, 0.4)));
    assert!(rising(Sound::Rise, (0.8, 1.3), (4.2, 4.7)));
    assert!(falling(Sound::Fall, (0.3, 0.8), (3.7, 4.2)));
    // An octave under the beat, and twice: not to be mistaken for it.
    assert!(pitch(Sound::Here, 0.0, 0.15) < 0.5 * pitch(Sound::Beat, 0.0, 0.1));
    assert!(pitch(Sound::CountIn, 0.0, 0.1) < 0.8 * pitch(Sound::Beat, 0.0, 0.1));
    let even = pitch(Sound::LastTen, 0.0, 0.1) / pitch(Sound::LastTen, 0.6, 0.7);
    assert!((even - 1.0).abs() < 0.02);
}

#[test]
fn a_session_sounds_at_its_frames() {
    let cues = [(0, Sound::Start), (5_000, Sound::Beat), (6_500, Sound::Beat), (9_999, Sound::End)];
    let cues = cues.map(|(after, sound)| Scheduled {
        after: Duration::from_millis(after),
        cue: Heard::Sound(sound),
    });
    let clips = Clips::at(RATE);
    let made: Vec<f32> = offline::render(&clips, &cues, FULL, Duration::from_secs(14)).collect();
    for cue in cues {
        let Heard::Sound(sound) = cue.cue else { panic!("no sentence among them") };
        let recipe = synth::RECIPES.iter().find(|recipe| recipe.name == sound.name()).unwrap();
        let frame = cue.after.as_millis() as usize * 48;
        for (at, sample) in recipe.samples().into_iter().enumerate() {
            let wanted = f32::from(sample) / 32_768.0;
            assert_eq!(made[frame + at], wanted, "{sound:?}, sample {at}");
        }
    }
}
