//! Sentences in memory, at the rate of the device.

use std::collections::HashMap;
use std::f64::consts::PI;
use std::num::NonZero;
use std::sync::Arc;

use super::samples::Samples;
use crate::platform::voice::Clip;

/// Sentences that may be played soon, once each, at the device's rate and in 16 bits: of speech there is much.
#[derive(Debug, Clone, Default)]
pub struct Spoken {
    rate: Option<NonZero<u32>>,
    sentences: HashMap<Arc<str>, Clip>,
}

impl Spoken {
    /// The device takes so many samples a second from now on.
    pub fn at(&mut self, rate: NonZero<u32>) {
        self.rate = Some(rate);
        for clip in self.sentences.values_mut() {
            bring_to(clip, rate);
        }
    }

    /// Takes a sentence in. Says whether it is new.
    pub fn learn(&mut self, sentence: Arc<str>, mut clip: Clip) -> bool {
        if let Some(rate) = self.rate {
            bring_to(&mut clip, rate);
        }
        self.sentences.insert(sentence, clip).is_none()
    }

    /// Forgets all sentences but these.
    pub fn keep(&mut self, sentences: &[Arc<str>]) {
        self.sentences.retain(|sentence, _| sentences.contains(sentence));
    }

    /// The samples of a sentence, if it is here.
    #[must_use]
    pub fn get(&self, sentence: &str) -> Option<Samples> {
        self.sentences.get(sentence).map(|clip| Samples::Short(Arc::clone(&clip.samples)))
    }
}

/// Half the length of the filter, in samples of the lower rate.
const REACH: u32 = 12;

fn bring_to(clip: &mut Clip, rate: NonZero<u32>) {
    if clip.rate != rate {
        clip.samples = resample(&clip.samples, clip.rate, rate).into();
        clip.rate = rate;
    }
}

/// The same sound at another rate. Speech reaches up to half its rate, so that the shape of the steps between its
/// samples would be heard: a windowed sinc takes what lies above it away (under -60 dB).
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap
)] // a sentence has a few hundred thousand samples
fn resample(samples: &[i16], from: NonZero<u32>, to: NonZero<u32>) -> Vec<i16> {
    let common = gcd(from.get(), to.get());
    let (up, down) = (u64::from(to.get() / common), u64::from(from.get() / common));
    let cutoff = (f64::from(to.get()) / f64::from(from.get())).min(1.0);
    let reach = (f64::from(REACH) / cutoff).ceil() as i64;
    // One filter for each place that a new sample can have between two old ones.
    let filters: Vec<Vec<f32>> = (0..up)
        .map(|phase| {
            let between = phase as f64 / up as f64;
            let taps: Vec<f64> = (1 - reach..=reach)
                .map(|tap| {
                    let x = tap as f64 - between;
                    sinc(x * cutoff) * window(x / reach as f64)
                })
                .collect();
            let sum: f64 = taps.iter().sum();
            taps.iter().map(|tap| (tap / sum) as f32).collect()
        })
        .collect();
    let length = (samples.len() as u64 * up).div_ceil(down);
    (0..length)
        .map(|frame| {
            let place = (frame * down / up) as i64;
            let filter = &filters[(frame * down % up) as usize];
            let first = place + 1 - reach;
            let sum: f32 = filter
                .iter()
                .zip(first..)
                .filter_map(|(tap, at)| {
                    let at = usize::try_from(at).ok()?;
                    samples.get(at).map(|sample| tap * f32::from(*sample))
                })
                .sum();
            sum.round().clamp(-32_768.0, 32_767.0) as i16
        })
        .collect()
}

fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-9 { 1.0 } else { (PI * x).sin() / (PI * x) }
}

/// Blackman's window, over -1 to 1.
fn window(x: f64) -> f64 {
    if x.abs() >= 1.0 {
        return 0.0;
    }
    0.42 + 0.5 * (PI * x).cos() + 0.08 * (2.0 * PI * x).cos()
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(hertz: u32) -> NonZero<u32> {
        NonZero::new(hertz).expect("not 0")
    }

    /// A tone of that many hertz, one second at that rate.
    #[allow(clippy::cast_possible_truncation)]
    fn tone(hertz: f64, of: u32) -> Vec<i16> {
        (0..of)
            .map(|n| (10_000.0 * (2.0 * PI * hertz * f64::from(n) / f64::from(of)).sin()) as i16)
            .collect()
    }

    #[test]
    fn a_tone_is_the_same_tone_at_every_rate() {
        for (from, to) in [(16_000, 48_000), (16_000, 44_100), (22_050, 48_000), (48_000, 16_000)] {
            for hertz in [200.0, 1000.0, 5000.0] {
                let made = resample(&tone(hertz, from), rate(from), rate(to));
                let wanted = tone(hertz, to);
                assert_eq!(made.len(), wanted.len());
                let middle = wanted.len() / 4..wanted.len() * 3 / 4;
                let worst = made[middle.clone()]
                    .iter()
                    .zip(&wanted[middle])
                    .map(|(made, wanted)| i32::from(*made).abs_diff(i32::from(*wanted)))
                    .max();
                assert!(worst < Some(60), "{hertz} Hz from {from} to {to}: off by {worst:?}");
            }
        }
    }

    #[test]
    fn sentences_follow_the_rate_of_the_device_and_are_forgotten() {
        let mut spoken = Spoken::default();
        let clip = Clip { rate: rate(16_000), samples: tone(300.0, 16_000).into() };
        assert!(spoken.learn("one".into(), clip.clone()));
        assert!(!spoken.learn("one".into(), clip.clone()), "known already");
        assert!(spoken.learn("two".into(), clip));
        for hertz in [48_000, 44_100, 16_000] {
            spoken.at(rate(hertz));
            assert_eq!(spoken.get("one").map(|samples| samples.len()), Some(hertz as usize));
        }
        spoken.keep(&["two".into()]);
        assert!(spoken.get("one").is_none());
        assert!(spoken.get("two").is_some());
    }
}
