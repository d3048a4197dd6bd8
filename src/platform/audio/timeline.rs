//! One schedule of sounds as one source: every sound starts at an exact frame.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use rodio::Source;

use super::Volumes;
use crate::domain::sound::Channel;

/// How long a stopped timeline takes to fade to nothing: long enough not to click on a low tone.
pub const FADE: Duration = Duration::from_millis(20);

/// How long a change of volume takes to arrive, so that it does not click.
const RAMP: Duration = Duration::from_millis(5);

/// How often, in frames, the volumes and the stop flag are looked at (1.3 ms at 48 kHz).
const GLANCE: u64 = 64;

/// The number of frames nearest to a length of time.
#[must_use]
pub fn frames_in(time: Duration, rate: NonZero<u32>) -> u64 {
    let second = 1_000_000_000_u128;
    let frames = (time.as_nanos() * u128::from(rate.get()) + second / 2) / second;
    u64::try_from(frames).unwrap_or(u64::MAX)
}

/// A sound at its frame.
#[derive(Debug, Clone)]
pub struct Cue {
    /// The frame of the stream at which it starts; at once, if that has gone by.
    pub frame: u64,
    /// Its samples at the stream's rate, one channel.
    pub clip: Arc<[f32]>,
    /// Which volume rules it.
    pub channel: Channel,
}

/// The two volumes, read live by every timeline.
#[derive(Debug)]
pub struct Levels {
    cues: AtomicU32,
    beat: AtomicU32,
}

impl Levels {
    /// Levels that begin with these volumes.
    #[must_use]
    pub fn new(volumes: Volumes) -> Self {
        let levels = Self { cues: AtomicU32::new(0), beat: AtomicU32::new(0) };
        levels.set(volumes);
        levels
    }

    /// Changes both volumes.
    pub fn set(&self, volumes: Volumes) {
        let store = |level: &AtomicU32, volume| {
            level.store(gain_of(volume).to_bits(), Ordering::Relaxed);
        };
        store(&self.cues, volumes.cues);
        store(&self.beat, volumes.beat);
    }

    fn gains(&self) -> [f32; 2] {
        [&self.cues, &self.beat].map(|level| f32::from_bits(level.load(Ordering::Relaxed)))
    }
}

/// The factor for a volume: its square, because loudness is heard by ratios and a straight line
/// would crowd everything audible into the lowest fifth of a slider.
fn gain_of(volume: f32) -> f32 {
    if volume.is_finite() { volume.clamp(0.0, 1.0).powi(2) } else { 0.0 }
}

/// What the audio thread may tell a playing timeline, and what it can learn from it.
#[derive(Debug)]
pub struct Control {
    stop: AtomicBool,
    last: AtomicU64,
    started: AtomicUsize,
    ringing: AtomicUsize,
    ended: AtomicBool,
}

impl Default for Control {
    fn default() -> Self {
        Self {
            stop: AtomicBool::new(false),
            last: AtomicU64::new(u64::MAX),
            started: AtomicUsize::new(0),
            ringing: AtomicUsize::new(0),
            ended: AtomicBool::new(false),
        }
    }
}

impl Control {
    /// Fades out all that rings, and ends.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// No sound starts after this frame; what rings goes on ringing.
    pub fn nothing_after(&self, frame: u64) {
        let _ = self.last.fetch_min(frame, Ordering::Relaxed);
    }

    /// How many of its cues, in the order of their frames, have started.
    #[must_use]
    pub fn started(&self) -> usize {
        self.started.load(Ordering::Relaxed)
    }

    /// How many of its cues ring at this moment.
    #[must_use]
    pub fn ringing(&self) -> usize {
        self.ringing.load(Ordering::Relaxed)
    }

    /// Whether nothing will come any more.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }
}

/// A clip that is being played: whose it is, and the next of its samples.
#[derive(Debug)]
struct Playing {
    cue: usize,
    sample: usize,
}

/// A source of one channel that plays its cues at their frames. `next` neither locks nor allocates.
#[derive(Debug)]
pub struct Timeline {
    rate: NonZero<u32>,
    cues: Vec<Cue>,
    next: usize,
    playing: Vec<Playing>,
    frame: u64,
    levels: Arc<Levels>,
    gains: [f32; 2],
    targets: [f32; 2],
    step: f32,
    control: Arc<Control>,
    fade_length: u32,
    fade_left: Option<u32>,
}

impl Timeline {
    /// A timeline that stands at frame 0 of a stream of `rate` frames a second.
    #[must_use]
    pub fn new(
        mut cues: Vec<Cue>,
        rate: NonZero<u32>,
        levels: Arc<Levels>,
        control: Arc<Control>,
    ) -> Self {
        cues.sort_by_key(|cue| cue.frame);
        let short = |time: Duration| u16::try_from(frames_in(time, rate)).unwrap_or(u16::MAX);
        let gains = levels.gains();
        Self {
            rate,
            next: 0,
            playing: Vec::with_capacity(cues.len()),
            cues,
            frame: 0,
            levels,
            gains,
            targets: gains,
            step: 1.0 / f32::from(short(RAMP).max(1)),
            control,
            fade_length: u32::from(short(FADE).max(1)),
            fade_left: None,
        }
    }

    /// The stream stands at this frame when the timeline joins it.
    pub fn join_at(&mut self, frame: u64) {
        self.frame = frame;
        self.gains = self.levels.gains();
        self.targets = self.gains;
    }

    fn glance(&mut self) {
        self.targets = self.levels.gains();
        if self.fade_left.is_none() && self.control.stop.load(Ordering::Relaxed) {
            self.fade_left = Some(self.fade_length);
        }
    }

    /// Starts the cues whose frame has come.
    fn start_due(&mut self) {
        while self.cues.get(self.next).is_some_and(|cue| cue.frame <= self.frame) {
            if self.cues[self.next].frame > self.control.last.load(Ordering::Relaxed) {
                self.next = self.cues.len();
                return;
            }
            if self.playing.is_empty() {
                self.gains = self.targets; // nobody hears this step
            }
            self.playing.push(Playing { cue: self.next, sample: 0 });
            self.next += 1;
            self.control.started.store(self.next, Ordering::Relaxed);
            self.control.ringing.store(self.playing.len(), Ordering::Relaxed);
        }
    }

    /// The sum of all clips that play, at their volumes.
    fn mix(&mut self) -> f32 {
        for (gain, target) in self.gains.iter_mut().zip(self.targets) {
            *gain += (target - *gain).clamp(-self.step, self.step);
        }
        let before = self.playing.len();
        let mut sum = 0.0;
        let (cues, gains) = (&self.cues, self.gains);
        self.playing.retain_mut(|playing| {
            let cue = &cues[playing.cue];
            let Some(sample) = cue.clip.get(playing.sample) else {
                return false;
            };
            sum += sample * gains[usize::from(cue.channel == Channel::Beat)];
            playing.sample += 1;
            playing.sample < cue.clip.len()
        });
        if self.playing.len() != before {
            self.control.ringing.store(self.playing.len(), Ordering::Relaxed);
        }
        sum
    }

    /// Whether nothing plays and nothing will.
    fn over(&self) -> bool {
        if !self.playing.is_empty() {
            return false;
        }
        let coming = self
            .cues
            .get(self.next)
            .is_some_and(|cue| cue.frame <= self.control.last.load(Ordering::Relaxed));
        self.fade_left.is_some() || !coming
    }
}

impl Iterator for Timeline {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.frame.is_multiple_of(GLANCE) {
            self.glance();
        }
        if self.fade_left.is_none() {
            self.start_due();
        }
        if self.over() {
            return None;
        }
        let mut sample = if self.playing.is_empty() { 0.0 } else { self.mix() };
        if let Some(left) = &mut self.fade_left {
            if *left == 0 {
                return None;
            }
            *left -= 1;
            #[allow(clippy::cast_precision_loss)] // under 65,536
            let part = *left as f32 / self.fade_length as f32;
            sample *= part * part * (3.0 - 2.0 * part); // level at both ends
        }
        self.frame += 1;
        Some(sample)
    }
}

impl Source for Timeline {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZero<u16> {
        NonZero::<u16>::MIN
    }

    fn sample_rate(&self) -> NonZero<u32> {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

impl Drop for Timeline {
    fn drop(&mut self) {
        self.control.ringing.store(0, Ordering::Relaxed);
        self.control.ended.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests;
