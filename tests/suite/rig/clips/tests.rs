//! The finder of clips on made-up recordings.

use super::*;

/// A struck bell, or with one partial a tick: decaying tones of these frequencies, in Hz.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "sound")]
fn bell(partials: &[f64], seconds: f64, samples: usize) -> Vec<f32> {
    let tone = |at: usize, partial: f64| {
        let time = at as f64 / 48_000.0;
        (time * partial * std::f64::consts::TAU).sin() * (-time / seconds).exp()
    };
    (0..samples)
        .map(|at| partials.iter().map(|&partial| tone(at, partial)).sum::<f64>() as f32 * 0.2)
        .collect()
}

/// A clip in which `parts` begin at these samples.
fn together(parts: &[(usize, &[f32])]) -> Vec<f32> {
    let length = parts.iter().map(|(at, part)| at + part.len()).max().unwrap_or(0);
    let mut clip = vec![0.0; length];
    for (at, part) in parts {
        mix(&mut clip, part, *at, 1.0);
    }
    clip
}

fn mix(recording: &mut [f32], clip: &[f32], at: usize, gain: f32) {
    for (sample, add) in recording[at..].iter_mut().zip(clip) {
        *sample += add * gain;
    }
}

/// The hiss of a bad line, 60 dB below full scale.
fn hiss(recording: &mut [f32]) {
    let mut noise = 1_u32;
    for sample in recording {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *sample += (f32::from(noise.to_be_bytes()[0]) / 256.0 - 0.5) * 0.001;
    }
}

fn places(found: &[(usize, f32)]) -> Vec<usize> {
    found.iter().map(|&(at, _)| at).collect()
}

#[test]
fn clips_that_overlap_are_found_to_the_sample() {
    let low = bell(&[523.0, 1417.0, 2683.0], 0.8, 96_000);
    let high = bell(&[784.0, 2125.0], 0.5, 72_000);
    // Two cues of the same two notes in the other order, and a tick that sounds all the while.
    let rising = together(&[(0, &low), (14_400, &high)]);
    let falling = together(&[(0, &high), (14_400, &low)]);
    let tick = bell(&[880.0], 0.03, 5_760);
    let mut recording = vec![0.0; 48_000 * 13];
    let mut played: Vec<(usize, usize)> = vec![(0, 12_345), (1, 250_001), (0, 470_007)];
    for (&(clip, at), gain) in played.iter().zip([1.0, 0.1, 0.5]) {
        mix(&mut recording, [&rising, &falling][clip], at, gain);
    }
    for number in 0..8 {
        let at = 12_345 + number * 72_001;
        mix(&mut recording, &tick, at, 0.5);
        played.push((2, at));
    }
    hiss(&mut recording);
    played.sort_by_key(|&(clip, at)| (at, clip));

    let heard = find_clips(&recording, &[&rising, &falling, &tick]);
    let found: Vec<(usize, usize)> = heard.iter().map(|heard| (heard.clip, heard.at)).collect();
    assert_eq!(found, played);
    assert!(heard.iter().all(|heard| heard.score <= 1.001), "{heard:?}");
    let falling = heard.iter().find(|heard| heard.clip == 1).expect("just compared");
    assert!((falling.gain - 0.1).abs() < 0.005, "{falling:?}");
}

#[test]
fn one_clip_is_found_by_itself() {
    let clip = bell(&[523.0, 1417.0], 0.3, 48_000);
    let check = |recording: &[f32], expected: &[usize]| {
        assert_eq!(places(&find_clip(recording, &clip)), expected);
    };
    check(&[], &[]);
    check(&vec![0.0; 100_000], &[]);
    check(&clip, &[0]);
    check(&[clip.clone(), clip.clone()].concat(), &[0, 48_000]);
    // A fading that goes on is no second stroke, and one that is cut short leaves no shadow.
    for end in [6_000, 12_000, 20_000, 30_000] {
        check(&[&[0.0; 1_000], &clip[..end], &vec![0.0; 100_000]].concat(), &[1_000]);
    }
    // Stopped while it sounds.
    check(&[&[0.0; 1_000], &clip[..20_000]].concat(), &[1_000]);
    // Other sounds over it pull at no place.
    let mut under = vec![0.0; 200_000];
    mix(&mut under, &clip, 50_001, 1.0);
    mix(&mut under, &bell(&[880.0], 0.03, 5_760), 62_000, 1.0);
    check(&under, &[50_001]);
    let mut other = vec![0.0; 200_000];
    mix(&mut other, &bell(&[700.0, 1900.0], 0.3, 48_000), 50_000, 1.0);
    check(&other, &[]);
    mix(&mut other, &clip, 50_000, 0.7);
    check(&other, &[50_000]);
    assert!(find_clip(&other, &[0.0; 100]).is_empty() && find_clip(&other, &[]).is_empty());
}
