//! The swells are soft, of one piece, and join.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp
)]

use ebur128::{EbuR128, Mode};
use proptest::prelude::*;

use super::*;

const RATES: [u32; 4] = [16_000, 44_100, 48_000, 96_000];

fn rate(rate: u32) -> NonZero<u32> {
    NonZero::new(rate).unwrap()
}

/// Half a breath at so many breaths a minute.
fn half_at(breaths: f64) -> Duration {
    Duration::from_secs_f64(30.0 / breaths)
}

fn largest_step(samples: &[f32]) -> f32 {
    let steps = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    steps.fold(0.0, f32::max)
}

/// Four half breaths as a session would play them.
fn two_breaths(half: Duration, rate: NonZero<u32>) -> Vec<f32> {
    let frame = |part: f64| (half.as_secs_f64() * part * f64::from(rate.get())).round() as usize;
    let swells = [false, true].map(|out| swell(half, out, rate));
    let mut sum = vec![0.0; frame(3.0) + swells[0].len()];
    for part in 0_u8..4 {
        let clip = &swells[usize::from(part % 2)];
        for (out, sample) in sum[frame(f64::from(part))..].iter_mut().zip(clip) {
            *out += sample;
        }
    }
    sum
}

/// The strongest sample of each stretch of 20 ms: longer than a swing of the lowest partial.
fn envelope(samples: &[f32], rate: NonZero<u32>) -> Vec<f32> {
    let stretches = samples.chunks_exact(rate.get() as usize / 50);
    stretches
        .map(|part| part.iter().fold(0.0, |most: f32, sample| most.max(sample.abs())))
        .collect()
}

/// The pitch of a stretch, by the partial at twice the pitch (the strongest), in Hz.
fn pitch(samples: &[f32], rate: NonZero<u32>) -> f64 {
    let strength = |pitch: f64| {
        let turn = TAU * 2.0 * pitch / f64::from(rate.get());
        let part = |(sine, cosine): (f64, f64), (at, sample): (usize, &f32)| {
            let (s, c) = (turn * at as f64).sin_cos();
            (sine + s * f64::from(*sample), cosine + c * f64::from(*sample))
        };
        let (sine, cosine) = samples.iter().enumerate().fold((0.0, 0.0), part);
        sine.hypot(cosine)
    };
    let pitches = (0_u16..200).map(|step| 205.0 + 0.5 * f64::from(step));
    pitches.max_by(|a, b| strength(*a).total_cmp(&strength(*b))).unwrap()
}

#[test]
fn it_is_as_loud_as_a_background_may_be_at_every_length_and_rate() {
    for (breaths, hertz) in [(4.5, 48_000), (5.5, 16_000), (5.5, 44_100), (7.0, 48_000)] {
        for out in [false, true] {
            let samples = swell(half_at(breaths), out, rate(hertz));
            let mut meter = EbuR128::new(1, hertz, Mode::I).unwrap();
            meter.add_frames_f32(&samples).unwrap();
            let loudness = meter.loudness_global().unwrap();
            assert!((loudness + 27.0).abs() < 1.0, "{breaths}, out: {out}, {hertz}: {loudness}");
            let peak = samples.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
            assert!(peak < 0.3, "{peak}");
        }
    }
}

#[test]
fn pitch_and_strength_climb_for_breathing_in_and_fall_for_breathing_out() {
    let half = half_at(5.5);
    for hertz in [16_000, 48_000] {
        let rate = rate(hertz);
        let (rise, fall) = (swell(half, false, rate), swell(half, true, rate));
        let fifth = (half.as_secs_f64() * f64::from(hertz) / 5.0) as usize;
        let fifths = |samples: &[f32]| -> Vec<(f64, f64)> {
            let part = |part: &[f32]| {
                let energy: f64 = part.iter().map(|sample| f64::from(*sample).powi(2)).sum();
                (pitch(&part[..fifth.min(8_000)], rate), energy)
            };
            samples.chunks_exact(fifth).map(part).collect()
        };
        let (rising, falling) = (fifths(&rise), fifths(&fall));
        assert_eq!((rising.len(), falling.len()), (5, 5));
        assert!(rising.is_sorted_by(|one, two| one.0 < two.0 && one.1 < two.1), "{rising:?}");
        assert!(falling.is_sorted_by(|one, two| one.0 > two.0 && one.1 > two.1), "{falling:?}");
    }
}

#[test]
fn most_of_it_lies_where_small_loudspeakers_are_good() {
    let rate = rate(16_000);
    for out in [false, true] {
        // The power in steps of 10 Hz, over all tenths of a second.
        let mut powers = vec![0.0; 800];
        for part in swell(HALF, out, rate).chunks_exact(1_600) {
            for (step, power) in powers.iter_mut().enumerate() {
                let turn = TAU * step as f64 / 1_600.0;
                // Goertzel's filter.
                let twice = 2.0 * turn.cos();
                let swing = |(one, two): (f64, f64), sample: &f32| {
                    (f64::from(*sample) + twice * one - two, one)
                };
                let (one, two) = part.iter().fold((0.0, 0.0), swing);
                *power += one * one + two * two - twice * one * two;
            }
        }
        let share = |range: std::ops::Range<usize>| {
            powers[range].iter().sum::<f64>() / powers.iter().sum::<f64>()
        };
        assert!(share(20..120) > 0.9, "200 to 1,200 Hz: {}", share(20..120));
        assert!(share(30..200) > 0.7, "300 to 2,000 Hz: {}", share(30..200));
        assert!(share(200..800) < 0.02, "over 2,000 Hz: {}", share(200..800));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn breaths_join_without_click_or_gap(breaths in 4.5_f64..=7.0, which in 0_usize..4) {
        let (half, rate) = (half_at(breaths), rate(RATES[which]));
        let [rise, fall] = [false, true].map(|out| swell(half, out, rate));
        let length = (half + JOIN).as_secs_f64() * f64::from(rate.get());
        for clip in [&rise, &fall] {
            prop_assert!((clip.len() as f64 - length - 1.0).abs() <= 1.0);
            prop_assert_eq!((clip[0], clip[clip.len() - 1]), (0.0, 0.0));
        }
        let whole = two_breaths(half, rate);
        // A full swing of the highest partial at full strength is the steepest there may be.
        let steepest = largest_step(&rise).max(largest_step(&fall));
        prop_assert!(largest_step(&whole) <= 1.3 * steepest, "a click");
        let heard = envelope(&whole, rate);
        let most = heard.iter().copied().fold(0.0, f32::max);
        // But for the first and the last fading, it never falls silent, and never swells at a seam.
        let inner = &heard[15..heard.len() - 16];
        let least = inner.iter().copied().fold(f32::MAX, f32::min);
        // At the seams the breath is at its softest, about a tenth of its strength; a gap would be nothing.
        prop_assert!(least > 0.07 * most, "a gap: {least} of {most}");
        let alone = [&rise, &fall].map(|clip| envelope(clip, rate).into_iter().fold(0.0, f32::max));
        prop_assert!(most <= 1.15 * alone[0].max(alone[1]), "a bump: {most} of {alone:?}");
    }
}

#[test]
fn no_length_is_too_short_or_too_long() {
    for (asked, made) in [(Duration::ZERO, 1.3), (Duration::MAX, 20.3)] {
        let samples = swell(asked, false, rate(8_000));
        assert_eq!(samples.len(), (made * 8_000.0) as usize + 1);
        assert!(samples.iter().all(|sample| sample.abs() < 0.3));
    }
}
