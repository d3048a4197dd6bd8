//! The breath guide: a swell to breathe in with, and its mirror to breathe out with.
//!
//! It is as long as half a breath, which a person sets (4.5 to 7 breaths a minute; slow breathing
//! with equal halves at 5.5 calmed the heart the most of four patterns, Lin et al. 2014), and so it
//! is made when it is needed. What it is made of:
//! - a soft tone of four harmonic partials between 200 and 1,200 Hz that climbs by a fourth,
//!   strengthens and opens while one breathes in, and does the contrary while one breathes out;
//! - air: noise in a band that moves along, so that it is breath and not one more melody.
//!
//! Each clip is [`JOIN`] longer than half a breath. There it fades while the next one grows, and
//! because every half breath holds a whole number of swings the two tones are in step: the guide
//! goes on and on without a gap, a click or a beat at the seam.

use std::f64::consts::{PI, TAU};
use std::num::NonZero;
use std::time::Duration;

/// Half a breath at 5.5 breaths a minute.
pub const HALF: Duration = Duration::from_nanos(60_000_000_000 / 11);

/// How long one clip fades into the next.
pub const JOIN: Duration = Duration::from_millis(300);

/// Half a breath is brought into this range.
const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(20);

/// The pitch with empty lungs and with full ones, in Hz: A3 and D4.
const EMPTY: f64 = 220.0;
const FULL: f64 = 293.66;

/// The strength with empty lungs beside that with full ones (-11 dB): still heard, and no gap.
const FAINTEST: f64 = 0.28;

/// The strengths of the partials with full lungs. The second is the strongest, because a small
/// loudspeaker hardly gives the first.
const PARTIALS: [f64; 4] = [0.6, 0.8, 0.5, 0.25];

/// The middle of the band of air with empty lungs and with full ones, in Hz, and its narrowness.
const AIR_EMPTY: f64 = 480.0;
const AIR_FULL: f64 = 900.0;
const NARROWNESS: f64 = 1.4;

/// The strength of the air beside the tone.
const AIR: f64 = 1.7;

/// New values of the noise a second, the same at every rate: nothing above 2 kHz is needed.
const GRAINS: f64 = 4_000.0;

/// What makes a swell -27 LUFS.
const GAIN: f64 = 0.076;

/// A swell to breathe in with, or `out`, for half a breath of so long (1 to 20 s), at a device's
/// rate. It begins and ends with 0 and is longer than `half` by [`JOIN`]: the next one is to begin
/// when `half` has gone by.
#[must_use]
pub fn swell(half: Duration, out: bool, rate: NonZero<u32>) -> Vec<f32> {
    let half = half.clamp(SHORTEST, LONGEST).as_secs_f64();
    let rate = f64::from(rate.get());
    let join = JOIN.as_secs_f64();
    // So much flatter or sharper (a few parts in ten thousand) that the swings come out whole.
    let swings = half * f64::midpoint(EMPTY, FULL);
    let tune = swings.round() / swings;
    let (from, to) = if out { (FULL, EMPTY) } else { (EMPTY, FULL) };
    let (from, to) = (from * tune, to * tune);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 21 seconds at the most
    let last = ((half + join) * rate).round() as u32;
    let end = f64::from(last) / rate;
    let mut air = Air::new(u64::from(out), rate);
    let made = (0..=last).map(|frame| {
        let time = f64::from(frame) / rate;
        let way = (time / half).min(1.0);
        let (sine, cosine) = (PI * way).sin_cos();
        let gone = (1.0 - cosine) / 2.0; // level at both ends
        // The pitch, from one to the other as `gone` goes, added up over time.
        let swings = half * (from * way + (to - from) * (way / 2.0 - sine / TAU))
            + to * (time - half).max(0.0);
        let lungs = if out { 1.0 - gone } else { gone };
        let strength = FAINTEST + (1.0 - FAINTEST) * lungs;
        let edge = smooth(time / join) * smooth((end - time) / join);
        let sum = tone(swings, lungs) + AIR * air.next(time, lungs);
        #[allow(clippy::cast_possible_truncation)] // a sample
        let sample = (GAIN * edge * strength * sum) as f32;
        sample
    });
    made.collect()
}

/// The partials together, the higher ones stronger with fuller lungs.
fn tone(swings: f64, lungs: f64) -> f64 {
    let (sine, cosine) = (TAU * swings.fract()).sin_cos();
    let (mut before, mut now) = (0.0, sine);
    let (mut sum, mut open) = (0.0, 1.0);
    for strength in PARTIALS {
        sum += strength * open * now;
        (before, now) = (now, 2.0 * cosine * now - before); // the sine of the next multiple
        open *= 0.7 + 0.3 * lungs;
    }
    sum
}

/// Noise through a filter that lets a moving band pass (a state-variable filter).
struct Air {
    rate: f64,
    seed: u64,
    grain: u64,
    /// The values of the noise before and after this moment.
    noise: [f64; 2],
    band: f64,
    low: f64,
}

impl Air {
    fn new(seed: u64, rate: f64) -> Self {
        let noise = [chance(seed, 0), chance(seed, 1)];
        Self { rate, seed, grain: 0, noise, band: 0.0, low: 0.0 }
    }

    fn next(&mut self, time: f64, lungs: f64) -> f64 {
        let place = time * GRAINS;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // under 100,000
        let grain = place as u64;
        if grain != self.grain {
            self.grain = grain;
            self.noise = [chance(self.seed, grain), chance(self.seed, grain + 1)];
        }
        let noise = self.noise[0] + (self.noise[1] - self.noise[0]) * place.fract();
        let middle = AIR_EMPTY + (AIR_FULL - AIR_EMPTY) * lungs;
        // Far below the rate an angle and its tangent are the same.
        let step = PI * middle / self.rate;
        let damping = 1.0 / NARROWNESS;
        let band = (self.band + step * (noise - self.low)) / (1.0 + step * (step + damping));
        let low = self.low + step * band;
        self.band = 2.0 * band - self.band;
        self.low = 2.0 * low - self.low;
        damping * band
    }
}

/// A number from -1 to 1 that looks like chance and is always the same (`SplitMix64`).
fn chance(seed: u64, grain: u64) -> f64 {
    let mut bits = (2 * grain + seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^= bits >> 31;
    #[allow(clippy::cast_precision_loss)] // 53 bits are a double's own
    let part = (bits >> 11) as f64 / (1_u64 << 53) as f64;
    2.0 * part - 1.0
}

/// A raised cosine from 0 (at 0 and below) to 1 (at 1 and above).
fn smooth(x: f64) -> f64 {
    if x >= 1.0 { 1.0 } else { (1.0 - (PI * x.max(0.0)).cos()) / 2.0 }
}

#[cfg(test)]
mod tests;
