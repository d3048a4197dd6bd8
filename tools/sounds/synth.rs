//! Makes the sounds of a session out of nothing but arithmetic.
//!
//! Only `+ - * /`, rounding and a sine of our own are used, because the standard library's `sin` and
//! `exp` may differ in the last bit from one platform to the next: two runs anywhere give the same
//! bytes, and a test compares them with the files in `sounds/`.
//!
//! # The families
//! Sounds that a person must tell apart with closed eyes differ in timbre, rhythm and register, not
//! in loudness (`McGookin` & Brewster 2004; Edworthy et al. 2017):
//!
//! | family | timbre | sounds |
//! | --- | --- | --- |
//! | bowl | singing bowl, beating, long | start: two rising; least: one, open; ease: one, low and humming; end: three falling |
//! | bar | wooden bar, dry | change: two strikes, the second lower |
//! | pipe | hollow, even | last-ten: four equal short notes |
//! | tick | soft wood, very short | beat: one; count-in: one, lower; turn: three that turn about |
//! | glide | one voice that slides | pause: down; resume: up; back: up twice; release: long, low, down |
//! | harp | soft strings, the only chord | attention: three notes rolled upwards, ringing together |
//! | tap | muffled, low | here: two like a heartbeat, the second softer |
//! | swell | one string, bowed, never struck | rise: five seconds of swelling and climbing; fall: its mirror |
//!
//! The breath guide is of a length that a person sets, and so has no file: the program makes it
//! (`src/platform/audio/breath.rs`).
//!
//! The strongest partials lie between 300 and 2,000 Hz and none above 4,000 Hz, so that a small
//! loudspeaker carries them and hearing that has lost its high notes still gets them.

pub mod loudness;
mod recipes;

pub use recipes::RECIPES;

use loudness::{Loudness, mean_square};

/// Frames a second of every file.
pub const RATE: u32 = 48_000;

/// The highest peak of any file: -3 dBFS, so that two sounds may overlap.
pub const PEAK: f64 = 0.707;

/// Nothing sounds above this, in Hz.
const HIGHEST: f64 = 4_000.0;

/// How long a struck or blown note takes to reach its full strength, in seconds.
const ATTACK: f64 = 0.004;

/// How long the very end of a file takes to die away, in seconds.
const RELEASE: f64 = 0.06;

/// One of the tones that together make a timbre.
struct Partial {
    /// Its frequency as a multiple of the note's pitch.
    ratio: f64,
    /// Its strength beside the other partials.
    strength: f64,
    /// Seconds until it has fallen by 60 dB.
    dies_in: f64,
    /// Hertz between the two close tones that make it beat, as real bowls do; 0 for a plain tone.
    split: f64,
}

const fn partial(ratio: f64, strength: f64, dies_in: f64, split: f64) -> Partial {
    Partial { ratio, strength, dies_in, split }
}

/// One strike of a timbre, or one stroke of a bow.
struct Note {
    timbre: &'static [Partial],
    /// Seconds after the file's beginning.
    at: f64,
    /// Hertz at the strike.
    pitch: f64,
    /// Hertz at the end of the slide, and how many seconds the slide takes.
    slide: Option<(f64, f64)>,
    /// Strength beside the other notes.
    strength: f64,
    /// How long it takes to reach its full strength, in seconds.
    attack: f64,
    /// Seconds after which the note is damped; `f64::INFINITY` lets it ring.
    held: f64,
    /// How long it takes to die away once it is damped, in seconds.
    release: f64,
}

const fn strike(timbre: &'static [Partial], at: f64, pitch: f64) -> Note {
    Note {
        timbre,
        at,
        pitch,
        slide: None,
        strength: 1.0,
        attack: ATTACK,
        held: f64::INFINITY,
        release: RELEASE,
    }
}

impl Note {
    const fn sliding(mut self, to: f64, seconds: f64) -> Self {
        self.slide = Some((to, seconds));
        self
    }

    const fn strength(mut self, strength: f64) -> Self {
        self.strength = strength;
        self
    }

    const fn held(mut self, seconds: f64) -> Self {
        self.held = seconds;
        self
    }

    const fn attack(mut self, seconds: f64) -> Self {
        self.attack = seconds;
        self
    }

    /// Grows for so many seconds, and then weakens for so many.
    const fn swelling(mut self, up: f64, away: f64) -> Self {
        self.attack = up;
        self.held = up;
        self.release = away;
        self
    }

    /// Turns of the partial `ratio` since the strike, `t` seconds later.
    fn turns(&self, t: f64) -> f64 {
        match self.slide {
            Some((to, seconds)) if t < seconds => {
                self.pitch * t + (to - self.pitch) * t * t / (2.0 * seconds)
            }
            Some((to, seconds)) => f64::midpoint(self.pitch, to) * seconds + to * (t - seconds),
            None => self.pitch * t,
        }
    }

    fn highest_pitch(&self) -> f64 {
        self.slide.map_or(self.pitch, |(to, _)| if to > self.pitch { to } else { self.pitch })
    }

    /// Adds the note to `sum`.
    fn add_to(&self, sum: &mut [f64]) {
        let first = frames(self.at);
        for part in self.timbre.iter().filter(|part| part.ratio * self.highest_pitch() <= HIGHEST) {
            let fall = fall_per_frame(part.dies_in);
            let mut strength = self.strength * part.strength;
            for (frame, out) in sum.iter_mut().skip(first).enumerate() {
                let t = seconds(frame);
                let left = self.held + self.release - t;
                if left < 0.0 {
                    break;
                }
                let turns = self.turns(t) * part.ratio;
                let beat = part.split * t / 2.0;
                // The two tones are not equally strong, so that the beating swells and never falls silent.
                let tone = if part.split > 0.0 {
                    0.7 * sine(turns + beat) + 0.3 * sine(turns - beat)
                } else {
                    sine(turns)
                };
                *out += tone * strength * rise(t / self.attack) * rise(left / self.release);
                strength *= fall;
            }
        }
    }
}

/// A sound of the session: its file's name, its length in seconds, its loudness and its notes.
pub struct Recipe {
    /// The file's name without its ending.
    pub name: &'static str,
    /// Its length in seconds.
    pub seconds: f64,
    /// How loud it is to be.
    pub loudness: Loudness,
    notes: &'static [Note],
}

impl Recipe {
    /// The samples, 48,000 a second, one channel.
    #[must_use]
    pub fn samples(&self) -> Vec<i16> {
        let mut sum = vec![0.0; frames(self.seconds)];
        for note in self.notes {
            note.add_to(&mut sum);
        }
        let last = sum.len().saturating_sub(1);
        for (frame, sample) in sum.iter_mut().enumerate() {
            *sample *= rise(seconds(last - frame) / RELEASE);
        }
        let peak = sum
            .iter()
            .fold(1e-9, |most, sample| if sample.abs() > most { sample.abs() } else { most });
        let by_loudness = (self.loudness.mean_square() / mean_square(&sum)).sqrt();
        let gain = if by_loudness * peak > PEAK { PEAK / peak } else { by_loudness };
        sum.iter().map(|sample| to_integer(sample * gain)).collect()
    }

    /// The whole WAV file: 16-bit PCM, one channel, 48 kHz.
    #[must_use]
    pub fn wav(&self) -> Vec<u8> {
        wav(&self.samples())
    }
}

fn wav(samples: &[i16]) -> Vec<u8> {
    let data = u32::try_from(samples.len() * 2).unwrap_or(u32::MAX - 36);
    let mut file = Vec::with_capacity(samples.len() * 2 + 44);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(data + 36).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    file.extend_from_slice(&16_u32.to_le_bytes()); // length of this part
    file.extend_from_slice(&1_u16.to_le_bytes()); // plain numbers, not compressed
    file.extend_from_slice(&1_u16.to_le_bytes()); // channels
    file.extend_from_slice(&RATE.to_le_bytes());
    file.extend_from_slice(&(RATE * 2).to_le_bytes()); // bytes a second
    file.extend_from_slice(&2_u16.to_le_bytes()); // bytes a frame
    file.extend_from_slice(&16_u16.to_le_bytes()); // bits a sample
    file.extend_from_slice(b"data");
    file.extend_from_slice(&data.to_le_bytes());
    for sample in samples {
        file.extend_from_slice(&sample.to_le_bytes());
    }
    file
}

#[allow(clippy::cast_possible_truncation)] // the peak is under 1
fn to_integer(sample: f64) -> i16 {
    (sample * 32_767.0).round() as i16
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few seconds, never negative
fn frames(seconds: f64) -> usize {
    (seconds * f64::from(RATE)).round() as usize
}

#[allow(clippy::cast_precision_loss)] // a few hundred thousand at the most
fn seconds(frame: usize) -> f64 {
    frame as f64 / f64::from(RATE)
}

/// A raised cosine from 0 (at 0 and below) to 1 (at 1 and above).
fn rise(x: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x >= 1.0 {
        1.0
    } else {
        (1.0 - sine(x / 2.0 + 0.25)) / 2.0
    }
}

/// The factor by which a tone weakens in each frame to fall by 60 dB in `seconds`: `exp(-ln 1000 / n)`.
fn fall_per_frame(seconds: f64) -> f64 {
    let x = -6.907_755_278_982_137 / (seconds * f64::from(RATE));
    // x is under 0.003, so that four terms are exact to the last bit that matters.
    1.0 + x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0)))
}

/// The sine of an angle in whole turns, right to about 1e-11, the same on every platform.
#[must_use]
pub fn sine(turns: f64) -> f64 {
    let turn = turns - (turns + 0.5).floor(); // -0.5 ..= 0.5
    let quarter = if turn > 0.25 {
        0.5 - turn
    } else if turn < -0.25 {
        -0.5 - turn
    } else {
        turn
    };
    let x = quarter * core::f64::consts::TAU;
    let square = x * x;
    // Taylor's series, from the last term inwards.
    let mut sum = 1.0;
    for pair in [15.0 * 14.0, 13.0 * 12.0, 11.0 * 10.0, 9.0 * 8.0, 7.0 * 6.0, 5.0 * 4.0, 3.0 * 2.0]
    {
        sum = 1.0 - square / pair * sum;
    }
    x * sum
}
