//! Makes all voices alike: without silence at the ends, and equally loud.

use std::f64::consts::PI;
use std::num::NonZero;

use crate::platform::voice::Clip;

#[cfg(test)]
#[allow(dead_code)] // the measure of the sounds at 48 kHz; what is measured with it is no matter here
#[path = "../../../tools/sounds/loudness.rs"]
mod yardstick;

/// How loud speech is to be, in LUFS: that of the bells (see `tools/sounds/loudness.rs`).
pub const LOUDNESS: f64 = -18.0;
/// How far a peak may be pressed down, as a ratio (6 dB). Engines speak with sharp peaks: without this, eSpeak NG
/// would stay 5 LU under the bells.
const MOST_PRESSED: f64 = 2.0;
/// How long before and after a peak that is: seconds, about one swing of a low voice.
const REACH: f64 = 0.006;
/// What no sample goes above: -3 dBFS.
const HIGHEST: f64 = 0.707_945_784_384_138 * 32_768.0;
/// Nothing is made louder than this many times (24 dB): what needs more is noise.
const MOST_GAIN: f64 = 16.0;
/// A file whose highest sample stays under this (-54 dBFS) holds no speech.
const SILENCE: u16 = 64;
/// What lies this far under the loudest 5 ms is silence: -45 dB as a mean square. Breathy ends of words,
/// an f or a th, lie between -30 and -40 dB.
const QUIET: f64 = 3.162e-5;

/// What is kept before the first sound and after the last, and how long the fades over it are: seconds.
const BEFORE: f64 = 0.020;
const AFTER: f64 = 0.080;
const FADE_IN: f64 = 0.005;
const FADE_OUT: f64 = 0.040;

/// The clip of what an engine made, or nothing where there is no sound.
#[must_use]
pub fn finish(rate: NonZero<u32>, samples: &[i16]) -> Option<Clip> {
    let spoken = trim(samples, rate.get())?;
    let peak = f64::from(peak(&spoken));
    let wanted = 10_f64.powf((LOUDNESS - loudness(&spoken, rate.get())) / 20.0);
    let gain = wanted.min(MOST_PRESSED * HIGHEST / peak).min(MOST_GAIN);
    Some(Clip { rate, samples: faded(&limited(&spoken, gain, rate.get()), rate.get()).into() })
}

/// Seconds as a number of samples.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few thousand
fn frames(seconds: f64, rate: u32) -> usize {
    (seconds * f64::from(rate)).round() as usize
}

fn peak(samples: &[i16]) -> u16 {
    samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or(0)
}

/// What lies between the first sound and the last, with exactly the silence that is kept on both sides:
/// where the engine left less, it is added, so that a fade never takes the first consonant.
fn trim(samples: &[i16], rate: u32) -> Option<Vec<i16>> {
    if peak(samples) < SILENCE {
        return None;
    }
    let window = frames(0.005, rate);
    let energies: Vec<f64> = samples.chunks(window).map(energy).collect();
    let quiet = QUIET * energies.iter().copied().fold(0.0, f64::max);
    let first = energies.iter().position(|energy| *energy > quiet)? * window;
    let last = energies.iter().rposition(|energy| *energy > quiet)? * window + window;
    let last = last.min(samples.len());
    let (before, after) = (frames(BEFORE, rate), frames(AFTER, rate));
    let from = first.saturating_sub(before);
    let to = (last + after).min(samples.len());
    let mut kept = vec![0; before - (first - from)];
    kept.extend_from_slice(&samples[from..to]);
    kept.resize(kept.len() + after - (to - last), 0);
    Some(kept)
}

/// The sum of the squares.
fn energy(samples: &[i16]) -> f64 {
    samples.iter().map(|sample| f64::from(*sample).powi(2)).sum()
}

/// The samples made so many times as high, and where that is over [`HIGHEST`], pressed under it: the gain goes
/// down over [`REACH`] before such a peak and up again after it, so slowly that nothing crackles.
#[allow(clippy::cast_precision_loss)] // a few hundred
fn limited(samples: &[i16], gain: f64, rate: u32) -> Vec<f64> {
    let reach = frames(REACH, rate);
    let around = |at: usize| at.saturating_sub(reach)..(at + reach + 1).min(samples.len());
    let raised: Vec<f64> = samples.iter().map(|sample| f64::from(*sample) * gain).collect();
    let mut least = vec![1.0_f64; raised.len()];
    for (at, sample) in raised.iter().enumerate().filter(|(_, sample)| sample.abs() > HIGHEST) {
        let allowed = HIGHEST / sample.abs();
        least[around(at)].iter_mut().for_each(|gain| *gain = gain.min(allowed));
    }
    // The mean of gains of which each is low enough for this sample is low enough for it too.
    let mut sums = vec![0.0];
    sums.extend(least.iter().scan(0.0, |sum, gain| {
        *sum += gain;
        Some(*sum)
    }));
    let mean =
        |part: std::ops::Range<usize>| (sums[part.end] - sums[part.start]) / part.len() as f64;
    raised.iter().enumerate().map(|(at, sample)| sample * mean(around(at))).collect()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // under the highest; short fades
fn faded(samples: &[f64], rate: u32) -> Vec<i16> {
    let (into, out) = (frames(FADE_IN, rate) as f64, frames(FADE_OUT, rate) as f64);
    let length = samples.len();
    samples
        .iter()
        .enumerate()
        .map(|(at, sample)| {
            let near = (at as f64 / into).min((length - 1 - at) as f64 / out).min(1.0);
            let swell = 0.5 - 0.5 * (PI * near).cos();
            (sample * swell).round() as i16
        })
        .collect()
}

/// The loudness of one channel in LUFS, after ITU-R BS.1770-4 with both gates; of a sound under 400 ms, that of
/// its whole. The filters are those of the standard, computed for any rate from their analogue forms.
#[must_use]
#[allow(clippy::cast_precision_loss)] // lengths of a few million
pub fn loudness(samples: &[i16], rate: u32) -> f64 {
    let weighted = weigh(samples, f64::from(rate));
    let block = frames(0.4, rate).min(weighted.len()).max(1);
    let means: Vec<f64> = weighted
        .windows(block)
        .step_by((block / 4).max(1))
        .map(|part| part.iter().map(|sample| sample * sample).sum::<f64>() / block as f64)
        .collect();
    let over = |gate: f64| {
        let heard: Vec<f64> = means.iter().copied().filter(|mean| *mean > gate).collect();
        heard.iter().sum::<f64>() / heard.len().max(1) as f64
    };
    // The first gate is -70 LUFS, the second 10 LU under what passes it.
    -0.691 + 10.0 * over(over(1.172e-7) / 10.0).log10()
}

/// The two filters of the standard: the head (+4 dB above 1.7 kHz), and the ear's weakness under 40 Hz.
fn weigh(samples: &[i16], rate: f64) -> Vec<f64> {
    let (k, q) = ((PI * 1_681.974_450_955_533 / rate).tan(), 0.707_175_236_955_419_6);
    let high = 10_f64.powf(3.999_843_853_973_347 / 20.0);
    let band = high.powf(0.499_666_774_154_541_6);
    let scale = 1.0 + k / q + k * k;
    let shelf = [high + band * k / q + k * k, 2.0 * (k * k - high), high - band * k / q + k * k];
    let back = [2.0 * (k * k - 1.0) / scale, (1.0 - k / q + k * k) / scale];
    let plain = samples.iter().map(|sample| f64::from(*sample) / 32_768.0);
    let head = filter(plain, shelf.map(|part| part / scale), back);

    let (k, q) = ((PI * 38.135_470_876_024_44 / rate).tan(), 0.500_327_037_323_877_3);
    let scale = 1.0 + k / q + k * k;
    let back = [2.0 * (k * k - 1.0) / scale, (1.0 - k / q + k * k) / scale];
    filter(head.into_iter(), [1.0, -2.0, 1.0], back)
}

fn filter(samples: impl Iterator<Item = f64>, ahead: [f64; 3], back: [f64; 2]) -> Vec<f64> {
    let (mut one, mut two) = (0.0, 0.0);
    samples
        .map(|sample| {
            let out = ahead[0] * sample + one;
            one = ahead[1] * sample - back[0] * out + two;
            two = ahead[2] * sample - back[1] * out;
            out
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RATES: [u32; 6] = [8_000, 16_000, 22_050, 32_000, 44_100, 48_000];

    /// A tone, its height from 0 to 1.
    fn tone(hertz: f64, height: f64, seconds: f64, rate: u32) -> Vec<i16> {
        (0..frames(seconds, rate))
            .map(|at| (2.0 * PI * hertz * at as f64 / f64::from(rate)).sin())
            .map(|value| (value * height * 32_767.0).round() as i16)
            .collect()
    }

    #[test]
    fn a_full_tone_measures_what_the_standard_says_at_every_rate() {
        for rate in RATES {
            for seconds in [0.1, 0.6, 2.0] {
                let level = loudness(&tone(997.0, 1.0, seconds, rate), rate);
                assert!((level + 3.01).abs() < 0.15, "{level} LUFS, {seconds} s at {rate}");
            }
            let quiet = loudness(&tone(997.0, 0.1, 2.0, rate), rate);
            assert!((quiet + 23.01).abs() < 0.05, "{quiet} LUFS at {rate}");
        }
    }

    #[test]
    fn it_measures_as_the_yardstick_of_the_sounds_does() {
        let pauses = vec![0; 60_000];
        let speechlike = [tone(300.0, 0.4, 1.0, 48_000), pauses, tone(3_000.0, 0.1, 1.0, 48_000)];
        let sound = speechlike.concat();
        let exact: Vec<f64> = sound.iter().map(|sample| f64::from(*sample) / 32_768.0).collect();
        let wanted = -0.691 + 10.0 * yardstick::mean_square(&exact).log10();
        let level = loudness(&sound, 48_000);
        assert!((level - wanted).abs() < 0.02, "{level} instead of {wanted} LUFS");
    }

    #[test]
    fn both_ends_are_cut_or_filled_to_the_same_silence() {
        for rate in RATES {
            let window = frames(0.005, rate);
            let spoken = window * 100;
            let speech = &tone(500.0, 0.3, 1.0, rate)[..spoken];
            let whole = frames(BEFORE, rate) + spoken + frames(AFTER, rate);
            for (before, after) in [(0, 0), (1, 2), (2, 30), (40, 5), (200, 200)] {
                let made = [vec![0; before * window], speech.to_vec(), vec![0; after * window]];
                let clip = finish(NonZero::new(rate).unwrap(), &made.concat()).unwrap();
                let off = clip.samples.len().abs_diff(whole);
                assert!(off <= window, "{off} samples off with {before}, {after} at {rate}");
                assert_eq!(clip.samples.first(), Some(&0));
                assert_eq!(clip.samples.last(), Some(&0));
            }
        }
    }

    #[test]
    fn every_voice_comes_out_equally_loud_but_for_its_peaks() {
        let rate = NonZero::new(22_050).unwrap();
        for height in [0.02, 0.05, 0.3, 1.0] {
            let clip = finish(rate, &tone(500.0, height, 2.0, 22_050)).unwrap();
            let level = loudness(&clip.samples, 22_050);
            assert!((level - LOUDNESS).abs() < 0.3, "{level} LUFS from {height}");
        }
        // Peaks that can be pressed down are, and what is far from them keeps its shape.
        let mut sharp = tone(500.0, 0.1, 2.0, 22_050);
        for at in [10_000, 20_000, 20_050] {
            sharp[at] = 20_000;
        }
        let clip = finish(rate, &sharp).unwrap();
        let level = loudness(&clip.samples, 22_050);
        assert!((level - LOUDNESS).abs() < 0.3, "{level} LUFS");
        assert!((22_000..=23_199).contains(&peak(&clip.samples)), "-3 dBFS");
        let ratio = |at: usize| f64::from(clip.samples[at]) / f64::from(sharp[at]);
        assert!((ratio(5_000 + 11) / ratio(15_000 + 11) - 1.0).abs() < 0.01);
        // One sharp click in faint speech: what it allows, and no more.
        let mut faint = tone(500.0, 0.02, 2.0, 22_050);
        faint[20_000] = i16::MIN;
        let clip = finish(rate, &faint).unwrap();
        let level = loudness(&clip.samples, 22_050);
        assert!(level < LOUDNESS - 10.0, "{level} LUFS");
        assert!((22_000..=23_199).contains(&peak(&clip.samples)));
    }

    #[test]
    fn silence_is_no_clip() {
        let rate = NonZero::new(16_000).unwrap();
        let hum: Vec<i16> = (0..16_000).map(|at| at % 60).collect();
        for samples in [Vec::new(), vec![0; 16_000], hum] {
            assert_eq!(finish(rate, &samples), None);
        }
    }

    proptest! {
        #[test]
        fn any_samples_make_a_clip_within_its_bounds_or_none(
            samples in prop::collection::vec(any::<i16>(), 0..5_000),
            rate in 4_000_u32..=192_000,
        ) {
            if let Some(clip) = finish(NonZero::new(rate).unwrap(), &samples) {
                prop_assert!(f64::from(peak(&clip.samples)) <= HIGHEST.round());
                let most = samples.len() + frames(BEFORE, rate) + frames(AFTER, rate);
                prop_assert!(clip.samples.len() <= most);
            }
        }
    }
}
