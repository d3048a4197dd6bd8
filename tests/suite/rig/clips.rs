//! Finds the places in a recording where known clips were played, to the exact sample.
//!
//! The measure is the normalised cross-correlation: 1 for the clip itself at any volume, near 0 for
//! anything else. By itself it is fooled by bells, whose fading looks like a quieter stroke and covers what
//! sounds meanwhile. So the clip that explains most of the recording is taken first and subtracted, and so
//! on with what is left. Candidates are sought in thinned copies with each clip's loudest part alone; each
//! is then placed at the full rate with the whole clip, since a tone looks much like itself one swing later.

use std::iter::zip;
use std::ops::Range;

/// A place in a recording at which a clip was played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heard {
    /// Which of the clips.
    pub clip: usize,
    /// Where it begins, in samples from the beginning of the recording.
    pub at: usize,
    /// How sure that is: from 0.5, the least that is told, to 1.
    pub score: f32,
    /// How loud it was played; 1 is as loud as the clip itself.
    pub gain: f32,
}

/// Below this a place is not the clip.
const LEAST_SCORE: f64 = 0.5;

/// One of so many samples is left for the search: 6,000 a second, enough for tones to 3,000 Hz, where all
/// that carries in a cue lies.
const THINNING: usize = 8;

/// The length of the part of a clip that candidates are sought with, in thinned samples: 0.1 s.
const PROBE: usize = 600;

/// How far around a candidate its best place is sought, in thinned samples: 10 ms, and 40 ms once it counts.
const AROUND: usize = 60;
const WIDER: usize = 240;

/// How many swings of a tone are tried there with the whole clip.
const SWINGS: usize = 8;

/// What subtracting leaves behind counts as at least this part of the energy that was there: a leftover of
/// a few hundredths, though it has the clip's shape, is no clip. (14 dB)
const LEFTOVER: f64 = 0.04;

/// The steps in which the end of a clip that was cut short is sought, in samples: 10 ms.
const BLOCK: usize = 480;

/// How often what is left is searched again for what was covered before.
const ROUNDS: usize = 4;

/// All places where `clip` was played in `recording`: where it begins, in samples, and how sure that is.
pub fn find_clip(recording: &[f32], clip: &[f32]) -> Vec<(usize, f32)> {
    find_clips(recording, &[clip]).into_iter().map(|heard| (heard.at, heard.score)).collect()
}

/// All places where any of the clips was played in `recording`, in order. Clips may overlap. Those that
/// sound alike are best sought together: then each place goes to the one that explains it best.
pub fn find_clips(recording: &[f32], clips: &[&[f32]]) -> Vec<Heard> {
    let clips: Vec<Clip<'_>> = clips.iter().map(|clip| Clip::new(clip)).collect();
    let mut search =
        Search::new(recording, clips.iter().map(|clip| clip.full.len()).max().unwrap_or(0));
    let mut heard = Vec::new();
    for _ in 0..ROUNDS {
        let found_before = heard.len();
        search.round(&clips, &mut heard);
        if heard.len() == found_before {
            break;
        }
    }
    // Each was placed while others lay over it; now each again, with all others taken away.
    for heard in &mut heard {
        search.place_again(&clips[heard.clip], heard);
    }
    heard.sort_by_key(|heard| (heard.at, heard.clip));
    heard
}

/// A clip and what is needed to find it.
struct Clip<'a> {
    full: &'a [f32],
    thin: Vec<f32>,
    /// Its loudest part, in thinned samples.
    probe: Range<usize>,
}

impl<'a> Clip<'a> {
    fn new(full: &'a [f32]) -> Self {
        let thin = thinned(full);
        let sums = sums(&thin);
        let length = PROBE.min(thin.len());
        let energy_at = |at: usize| sums[at + length] - sums[at];
        let loudest = (0..=thin.len() - length)
            .max_by(|&a, &b| energy_at(a).total_cmp(&energy_at(b)).then(b.cmp(&a)));
        let from = loudest.unwrap_or(0);
        Self { full, thin, probe: from..from + length }
    }

    /// How far candidates are apart at least, in thinned samples: half the clip, but 0.25 s is enough.
    fn apart(&self) -> usize {
        (self.thin.len() / 2).clamp(AROUND, 12_000 / THINNING)
    }
}

/// A place that may be a clip's, in thinned samples.
struct Candidate {
    clip: usize,
    at: usize,
    /// How much energy the clip would explain there.
    explains: f64,
}

/// How well a clip fits at a place.
struct Fit {
    score: f64,
    gain: f64,
}

/// The recording, and what is left of it.
struct Search {
    /// The sums of the energy of the recording, at the full rate and thinned.
    sums: Vec<f64>,
    thin_sums: Vec<f64>,
    left: Vec<f32>,
    thin_left: Vec<f32>,
}

impl Search {
    /// With silence after the recording, for a clip that had not ended when it was stopped.
    fn new(recording: &[f32], silence: usize) -> Self {
        let left = [recording, &vec![0.0; silence]].concat();
        let thin_left = thinned(&left);
        Self { sums: sums(&left), thin_sums: sums(&thin_left), left, thin_left }
    }

    /// Takes whatever clips can be found now out of what is left.
    fn round(&mut self, clips: &[Clip<'_>], heard: &mut Vec<Heard>) {
        let left_sums = sums(&self.thin_left);
        let mut candidates: Vec<Candidate> = Vec::new();
        for (number, clip) in clips.iter().enumerate() {
            for at in self.suspects(clip, &left_sums) {
                candidates.extend(self.candidate(clips, number, at));
            }
        }
        candidates.sort_by(|a, b| a.explains.total_cmp(&b.explains));
        while let Some(candidate) = candidates.pop() {
            // What was subtracted since may have explained it, or uncovered it.
            let Some(now) = self.candidate(clips, candidate.clip, candidate.at) else { continue };
            if candidates.last().is_some_and(|next| next.explains > now.explains * 1.001) {
                let place = candidates.partition_point(|other| other.explains < now.explains);
                candidates.insert(place, now);
                continue;
            }
            let clip = &clips[now.clip];
            let Some((at, fit)) = self.place(clip, now.at) else { continue };
            let is_near = |other: &Heard| {
                other.clip == now.clip && other.at.abs_diff(at) < clip.apart() * THINNING
            };
            if heard.iter().any(is_near) {
                continue;
            }
            heard.push(self.take(clip, now.clip, at, &fit));
        }
    }

    /// Takes a clip out at that place.
    fn take(&mut self, clip: &Clip<'_>, number: usize, at: usize, fit: &Fit) -> Heard {
        let played = &clip.full[..self.played(clip, at, fit.gain)];
        let gain = dot(&self.left[at..at + played.len()], played) / energy(played);
        #[expect(clippy::cast_possible_truncation, reason = "small numbers")]
        let (score, gain) = (fit.score as f32, gain as f32);
        self.add(played, at, -gain);
        Heard { clip: number, at, score, gain }
    }

    /// Puts a clip back and takes it out where it fits best now.
    fn place_again(&mut self, clip: &Clip<'_>, heard: &mut Heard) {
        let played = self.played(clip, heard.at, f64::from(heard.gain));
        self.add(&clip.full[..played], heard.at, heard.gain);
        match self.place(clip, heard.at / THINNING) {
            Some((at, fit)) => *heard = self.take(clip, heard.clip, at, &fit),
            None => self.add(&clip.full[..played], heard.at, -heard.gain),
        }
    }

    /// Where the clip's loudest part looks like itself, as beginnings of the clip in thinned samples.
    fn suspects(&self, clip: &Clip<'_>, left_sums: &[f64]) -> Vec<usize> {
        let probe = &clip.thin[clip.probe.clone()];
        let probe_energy = energy(probe);
        let places = (self.thin_left.len() + 1).saturating_sub(clip.probe.end);
        if probe_energy == 0.0 || places == 0 {
            return Vec::new();
        }
        let correlation = |at: usize| {
            let here = at + clip.probe.start..at + clip.probe.end;
            let least = LEFTOVER * (self.thin_sums[here.end] - self.thin_sums[here.start]);
            let energy_here = (left_sums[here.end] - left_sums[here.start]).max(least);
            if is_silent(energy_here, probe.len()) {
                return 0.0;
            }
            let correlation = dot(&self.thin_left[here], probe);
            // Half the certainty that is asked for in the end: other sounds may lie over the loudest part.
            let is_alike = correlation >= LEAST_SCORE / 2.0 * (energy_here * probe_energy).sqrt();
            if is_alike { correlation } else { 0.0 }
        };
        peaks(&(0..places).map(correlation).collect::<Vec<f64>>(), clip.apart())
    }

    /// The best thinned place for the clip near `at`, if it may be one.
    fn candidate(&self, clips: &[Clip<'_>], number: usize, at: usize) -> Option<Candidate> {
        let thin = &clips[number].thin;
        let thin_energy = energy(thin);
        let fits = around(at).filter_map(|at| Some((at, self.thin_fit(thin, thin_energy, at)?)));
        let (at, fit) = fits.max_by(|a, b| a.1.gain.total_cmp(&b.1.gain))?;
        let explains = fit.gain * fit.gain * thin_energy;
        (fit.score >= LEAST_SCORE / 2.0).then_some(Candidate { clip: number, at, explains })
    }

    /// The best place for the clip near the thinned place `near`, if it is good enough.
    fn place(&self, clip: &Clip<'_>, near: usize) -> Option<(usize, Fit)> {
        let thin_energy = energy(&clip.thin);
        let from = near.saturating_sub(WIDER);
        let gain_at =
            |at: usize| self.thin_fit(&clip.thin, thin_energy, at).map_or(0.0, |fit| fit.gain);
        let gains: Vec<f64> = (from..=near + WIDER).map(gain_at).collect();
        // Thinning shifts the swings of a tone against its grid, so the right one need not look best yet.
        let is_swing = |&index: &usize| {
            let beside = |other: Option<usize>| {
                other.and_then(|other| gains.get(other)).is_none_or(|&other| gains[index] >= other)
            };
            gains[index] > 0.0 && beside(index.checked_sub(1)) && beside(Some(index + 1))
        };
        let swings = (0..gains.len()).filter(is_swing).map(|index| (from + index) * THINNING);
        // First with the loudest part, which is short, at every sample near each swing.
        let (begin, end) = (clip.probe.start * THINNING, clip.probe.end * THINNING);
        let explains = |at: usize| {
            let here = self.left.get(at + begin..at + end);
            here.map_or(0.0, |here| dot(here, &clip.full[begin..end]))
        };
        let best_of = |center: usize| {
            let near = center.saturating_sub(THINNING)..=center + THINNING;
            near.map(|at| (at, explains(at))).max_by(|a, b| a.1.total_cmp(&b.1))
        };
        let mut places: Vec<(usize, f64)> = swings.filter_map(best_of).collect();
        places.sort_by(|a, b| b.1.total_cmp(&a.1));
        let nearby = places.iter().take(SWINGS).flat_map(|&(at, _)| at.saturating_sub(1)..=at + 1);
        let full_energy = energy(clip.full);
        let fits = nearby
            .filter_map(|at| Some((at, fit(&self.left, &self.sums, clip.full, full_energy, at)?)));
        // The one that explains most, not the one that looks most alike: that may lie later in the fading,
        // where nothing else sounds.
        let (at, fit) = fits.max_by(|a, b| a.1.gain.total_cmp(&b.1.gain))?;
        (fit.score > LEAST_SCORE).then_some((at, fit))
    }

    fn thin_fit(&self, thin: &[f32], thin_energy: f64, at: usize) -> Option<Fit> {
        fit(&self.thin_left, &self.thin_sums, thin, thin_energy, at)
    }

    /// Adds what was played, that loud, to what is left.
    fn add(&mut self, played: &[f32], at: usize, gain: f32) {
        for (left, played) in zip(&mut self.left[at..], played) {
            *left += played * gain;
        }
        let from = at / THINNING;
        let to = ((at + played.len()) / THINNING + 1).min(self.thin_left.len());
        let renewed = thinned(&self.left[from * THINNING..to * THINNING]);
        self.thin_left[from..to].copy_from_slice(&renewed);
    }

    /// How much of the clip was played before it was cut short, in samples: up to where the recording is
    /// silent and the clip is not.
    fn played(&self, clip: &Clip<'_>, at: usize, gain: f64) -> usize {
        let ended = |number: &usize| {
            let (from, to) = (number * BLOCK, clip.full.len().min((number + 1) * BLOCK));
            let expected = gain * gain * energy(&clip.full[from..to]);
            let recorded = self.sums[at + to] - self.sums[at + from];
            !is_silent(expected, to - from) && recorded < 0.1 * expected
        };
        (0..clip.full.len().div_ceil(BLOCK))
            .find(ended)
            .map_or(clip.full.len(), |number| number.max(1) * BLOCK)
    }
}

/// How well the clip fits into `left` at that place; nothing where there is silence or no room. `sums` are
/// those of the recording before anything was subtracted.
fn fit(left: &[f32], sums: &[f64], clip: &[f32], clip_energy: f64, at: usize) -> Option<Fit> {
    let here = left.get(at..at + clip.len())?;
    let energy_before = sums[at + clip.len()] - sums[at];
    if is_silent(energy_before, clip.len()) || clip_energy == 0.0 {
        return None;
    }
    let correlation = dot(here, clip);
    let gain = correlation / clip_energy;
    // No clip explains more than there was: that is the shadow of one that was cut short.
    if gain <= 0.0 || gain * correlation > 1.2 * energy_before {
        return None;
    }
    let energy_here = energy(here).max(LEFTOVER * energy_before);
    Some(Fit { score: correlation / (energy_here * clip_energy).sqrt(), gain })
}

fn around(at: usize) -> std::ops::RangeInclusive<usize> {
    at.saturating_sub(AROUND)..=at + AROUND
}

/// Whether that energy is no more than the rounding of the sums: 100 dB below the loudest tone.
fn is_silent(energy: f64, samples: usize) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "a few million samples")]
    let samples = samples as f64;
    energy <= 1e-10 * samples
}

/// The sums of the energy up to each sample, which make that of any stretch a subtraction.
fn sums(samples: &[f32]) -> Vec<f64> {
    let mut sums = Vec::with_capacity(samples.len() + 1);
    let mut sum = 0.0;
    sums.push(sum);
    for &sample in samples {
        sum += f64::from(sample) * f64::from(sample);
        sums.push(sum);
    }
    sums
}

/// The tops of `scores` that are the highest within `apart` on both sides, in order.
fn peaks(scores: &[f64], apart: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).filter(|&at| scores[at] > 0.0).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let mut taken: std::collections::BTreeSet<usize> = std::collections::BTreeSet::new();
    for at in order {
        if taken.range(at.saturating_sub(apart)..=at + apart).next().is_none() {
            taken.insert(at);
        }
    }
    taken.into_iter().collect()
}

/// Every `THINNING` samples as their mean; a rest of fewer is left out.
fn thinned(samples: &[f32]) -> Vec<f32> {
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    samples.chunks_exact(THINNING).map(|part| part.iter().sum::<f32>() / THINNING as f32).collect()
}

fn energy(samples: &[f32]) -> f64 {
    dot(samples, samples)
}

/// The sum of the products. Sixteen at a time by hand: where nothing is optimised, as in a test, that takes
/// a fifteenth of the time of an iterator (1.4 ns a product), and the search is made of little else.
fn dot(a: &[f32], b: &[f32]) -> f64 {
    let ((a_parts, a_rest), (b_parts, b_rest)) = (a.as_chunks::<16>(), b.as_chunks::<16>());
    let mut total: f64 = zip(a_rest, b_rest).map(|(a, b)| f64::from(a * b)).sum();
    let mut part = 0;
    while part < a_parts.len().min(b_parts.len()) {
        let (a, b) = (&a_parts[part], &b_parts[part]);
        let first = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
        let second = a[4] * b[4] + a[5] * b[5] + a[6] * b[6] + a[7] * b[7];
        let third = a[8] * b[8] + a[9] * b[9] + a[10] * b[10] + a[11] * b[11];
        let fourth = a[12] * b[12] + a[13] * b[13] + a[14] * b[14] + a[15] * b[15];
        total += f64::from(first + second + third + fourth);
        part += 1;
    }
    total
}

#[cfg(test)]
mod tests;
