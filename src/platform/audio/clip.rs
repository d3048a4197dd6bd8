//! The sounds in memory, at the rate of the device.

use std::io::Cursor;
use std::num::NonZero;
use std::sync::OnceLock;
use std::time::Duration;

use rodio::{Decoder, Source};

use super::breath;
use super::samples::Samples;
use super::spoken::Spoken;
use super::timeline::Cue;
use crate::domain::sound::{Channel, Cue as Heard, Sound};

/// The rate of the files in `sounds/`.
#[cfg(test)]
pub const FILE_RATE: NonZero<u32> = NonZero::new(48_000).unwrap();

macro_rules! files {
    ($($sound:ident $name:literal),* $(,)?) => {
        const fn file(sound: Sound) -> Option<&'static [u8]> {
            match sound {
                $(Sound::$sound => {
                    Some(include_bytes!(concat!("../../../sounds/", $name, ".wav")))
                })*
                Sound::BreathIn | Sound::BreathOut => None,
            }
        }
    };
}

files! {
    Start "start", Beat "beat", Turn "turn", Change "change", Least "least",
    LastTen "last-ten", Ease "ease", End "end", Pause "pause", Resume "resume",
    CountIn "count-in", Release "release", Back "back", Attention "attention", Here "here",
    Rise "rise", Fall "fall",
}

/// Every sound, decoded once.
#[derive(Debug, Clone)]
pub struct Clips {
    rate: NonZero<u32>,
    /// In the order of [`Sound::with_file`].
    with_file: Vec<Samples>,
    half: Duration,
    /// In and out; made when they are first asked for.
    breath: OnceLock<[Samples; 2]>,
    spoken: Spoken,
}

impl Clips {
    /// All sounds at a device's rate, the breath guide at 5.5 breaths a minute. A file that cannot
    /// be read becomes a plain beep.
    #[must_use]
    pub fn at(rate: NonZero<u32>) -> Self {
        let clip = |sound: Sound| file(sound).map(|file| load(sound.name(), file, rate));
        let with_file = Sound::ALL.into_iter().filter_map(clip).collect();
        Self {
            rate,
            with_file,
            half: breath::HALF,
            breath: OnceLock::new(),
            spoken: Spoken::default(),
        }
    }

    /// The rate that they are at.
    #[must_use]
    pub const fn rate(&self) -> NonZero<u32> {
        self.rate
    }

    /// Makes the breath guide for half a breath of so long, which takes some hundredths of a
    /// second. What has been handed out already stays as it is.
    pub fn breathe(&mut self, half: Duration) {
        if self.half != half {
            self.half = half;
            self.breath = OnceLock::new();
        }
        let _ = self.breath();
    }

    fn breath(&self) -> &[Samples; 2] {
        let swell = |out| breath::swell(self.half, out, self.rate).into();
        self.breath.get_or_init(|| [false, true].map(swell))
    }

    /// One of them.
    #[must_use]
    pub fn of(&self, sound: Sound) -> Samples {
        let clip = match sound {
            Sound::BreathIn => Some(&self.breath()[0]),
            Sound::BreathOut => Some(&self.breath()[1]),
            _ => {
                let place = Sound::with_file().position(|other| other == sound);
                place.and_then(|place| self.with_file.get(place))
            }
        };
        clip.cloned().unwrap_or_else(|| beep(self.rate).into())
    }

    /// Takes over sentences, at this rate.
    pub fn take_spoken(&mut self, mut spoken: Spoken) {
        spoken.at(self.rate);
        self.spoken = spoken;
    }

    /// The sentences that may be played.
    pub fn spoken(&mut self) -> &mut Spoken {
        &mut self.spoken
    }

    /// What is to be heard, to begin at a frame; nothing for a sentence that is not here.
    #[must_use]
    pub fn heard(&self, heard: &Heard, frame: u64) -> Option<Cue> {
        match heard {
            Heard::Sound(sound) => Some(self.cue(*sound, frame)),
            Heard::Say(sentence) => {
                let samples = self.spoken.get(sentence)?;
                Some(Cue { frame, samples, channel: Channel::Voice })
            }
        }
    }

    /// One of them, to begin at a frame.
    #[must_use]
    pub fn cue(&self, sound: Sound, frame: u64) -> Cue {
        Cue { frame, samples: self.of(sound), channel: sound.channel() }
    }
}

fn load(name: &str, file: &'static [u8], rate: NonZero<u32>) -> Samples {
    match decode(file) {
        Ok((samples, own)) => resample(samples, own, rate).into(),
        Err(why) => {
            log::warn!("The sound {name} cannot be read ({why}); a plain beep stands in for it.");
            beep(rate).into()
        }
    }
}

/// The samples of a WAV file, all its channels mixed into one, and its rate.
fn decode(file: &'static [u8]) -> Result<(Vec<f32>, NonZero<u32>), String> {
    let decoder = Decoder::new_wav(Cursor::new(file)).map_err(|error| error.to_string())?;
    let rate = decoder.sample_rate();
    let channels = decoder.channels();
    let all: Vec<f32> = decoder.collect();
    if all.is_empty() {
        return Err("it holds no sound".to_owned());
    }
    let frames = all.chunks_exact(usize::from(channels.get()));
    let mixed = frames.map(|frame| frame.iter().sum::<f32>() / f32::from(channels.get()));
    Ok((mixed.collect(), rate))
}

/// The same sound at another rate, by cubic interpolation: the files hold nothing above 4 kHz, so
/// no more is needed.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::many_single_char_names
)] // a clip has a few hundred thousand samples
fn resample(samples: Vec<f32>, from: NonZero<u32>, to: NonZero<u32>) -> Vec<f32> {
    if from == to {
        return samples;
    }
    let at = |place: usize, offset: isize| {
        let place = place.checked_add_signed(offset);
        place.and_then(|place| samples.get(place)).copied().unwrap_or(0.0)
    };
    let ratio = f64::from(from.get()) / f64::from(to.get());
    let length = (samples.len() as f64 / ratio).ceil() as usize + 1; // the last is silence
    (0..length)
        .map(|frame| {
            let exact = frame as f64 * ratio;
            let place = exact.floor() as usize;
            let x = (exact - exact.floor()) as f32;
            let [a, b, c, d] = [-1, 0, 1, 2].map(|offset| at(place, offset));
            let bend = 2.0 * a - 5.0 * b + 4.0 * c - d;
            let twist = 3.0 * (b - c) + d - a;
            b + 0.5 * x * (c - a + x * (bend + x * twist))
        })
        .collect()
}

/// A quarter of a second of 660 Hz, soft at both ends.
#[allow(clippy::cast_precision_loss)] // far below 2^24
fn beep(rate: NonZero<u32>) -> Vec<f32> {
    let rate = rate.get() as f32;
    let length = rate * 0.25;
    let turn = std::f32::consts::TAU;
    (0_u16..=u16::MAX)
        .map(f32::from)
        .take_while(|frame| *frame <= length)
        .map(|frame| {
            let swell = 0.5 - 0.5 * (turn * frame / length).cos();
            0.25 * swell * (turn * 660.0 * frame / rate).sin()
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::float_cmp)]
mod tests {
    use super::*;

    const RATES: [u32; 5] = [16_000, 44_100, 48_000, 96_000, 192_000];

    #[test]
    fn every_sound_is_read_and_keeps_its_length_at_every_rate() {
        let plain = Clips::at(FILE_RATE);
        for rate in RATES.map(|rate| NonZero::new(rate).unwrap()) {
            let clips = Clips::at(rate);
            for sound in Sound::ALL {
                let (file, clip) = (plain.of(sound), clips.of(sound));
                let seconds =
                    |clip: &Samples, rate: NonZero<u32>| clip.len() as f64 / f64::from(rate.get());
                let off = seconds(&clip, rate) - seconds(&file, FILE_RATE);
                assert!(off.abs() < 0.000_2, "{sound:?} at {rate}: {off} s");
                assert_eq!(clip.get(0).map(f32::abs), Some(0.0), "{sound:?}");
                assert!(clip.iter().last().unwrap().abs() < 1e-4, "{sound:?} at {rate}");
                let peak = clip.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
                assert!((0.05..0.72).contains(&peak), "{sound:?} at {rate}: {peak}");
            }
        }
        let beep = Samples::from(beep(FILE_RATE));
        for sound in Sound::ALL {
            assert_ne!(plain.of(sound), beep, "{sound:?} is decoded, not beeped");
        }
    }

    #[test]
    fn another_rate_keeps_the_shape_of_a_tone() {
        let tone = |rate: f64, length: usize| {
            (0..length).map(move |frame| {
                (std::f64::consts::TAU * 1_000.0 * frame as f64 / rate).sin() as f32
            })
        };
        let rate = NonZero::new(44_100).unwrap();
        let made = resample(tone(48_000.0, 4_800).collect(), FILE_RATE, rate);
        let worst = made
            .iter()
            .zip(tone(44_100.0, 4_400))
            .skip(2)
            .take(4_390)
            .fold(0.0_f32, |most, (a, b)| most.max((a - b).abs()));
        assert!(worst < 0.001, "{worst}");
    }

    #[test]
    fn each_sound_has_samples_of_its_own_in_the_order_of_the_list() {
        let clips = Clips::at(FILE_RATE);
        for sound in Sound::ALL {
            for other in Sound::ALL.into_iter().filter(|other| *other != sound) {
                assert_ne!(clips.of(sound), clips.of(other), "{sound:?} and {other:?}");
            }
            let wanted = file(sound).map(|file| decode(file).unwrap().0.into());
            assert_eq!(wanted.is_some(), sound.has_file());
            assert!(wanted.is_none_or(|wanted| clips.of(sound) == wanted), "{sound:?}");
        }
    }

    #[test]
    fn another_length_of_breath_leaves_what_was_handed_out_as_it_is() {
        let mut clips = Clips::at(FILE_RATE);
        let (cue, other) = (clips.cue(Sound::BreathOut, 7), clips.of(Sound::Beat));
        let half = Duration::from_millis(4_300);
        clips.breathe(half);
        assert_eq!(clips.of(Sound::BreathOut), breath::swell(half, true, FILE_RATE).into());
        assert_eq!(clips.of(Sound::BreathIn), breath::swell(half, false, FILE_RATE).into());
        assert_eq!(cue.samples, breath::swell(breath::HALF, true, FILE_RATE).into());
        assert_eq!(clips.of(Sound::Beat), other);
    }

    #[test]
    fn a_broken_file_becomes_a_beep() {
        let rate = NonZero::new(8_000).unwrap();
        let empty: &[u8] = include_bytes!("../../../sounds/beat.wav");
        for broken in [b"".as_slice(), b"RIFF", &[0x55; 300], &empty[..44]] {
            let clip: Vec<f32> = load("broken", broken, rate).iter().collect();
            assert_eq!(clip.len(), 2_001, "{} bytes", broken.len());
            assert!(clip.iter().any(|sample| *sample > 0.2));
            assert!(clip[0].abs() < 1e-6 && clip[2_000].abs() < 1e-3);
        }
    }
}
