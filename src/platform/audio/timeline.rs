//! One schedule of sounds as one source: every sound starts at an exact frame.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use super::levels::{Gains, Levels};
use super::samples::Samples;
use crate::domain::sound::Channel;

/// How long a stopped timeline, or a sentence that is hushed, takes to fade to nothing: long enough
/// not to click on a low tone.
pub const FADE: Duration = Duration::from_millis(20);

/// How often, in frames, the volumes and the wishes of the audio thread are looked at (1.3 ms at
/// 48 kHz).
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
    pub samples: Samples,
    /// Which volume rules it.
    pub channel: Channel,
}

impl Cue {
    /// A spoken sentence. No two of one plan may overlap; where they do, the earlier one gives way.
    #[must_use]
    pub const fn sentence(frame: u64, samples: Samples) -> Self {
        Self { frame, samples, channel: Channel::Voice }
    }

    fn is_spoken(&self) -> bool {
        self.channel == Channel::Voice
    }
}

/// What the audio thread may tell a playing timeline, and what it can learn from it.
#[derive(Debug)]
pub struct Control {
    stop: AtomicBool,
    hush: AtomicBool,
    last: AtomicU64,
    started: AtomicUsize,
    ringing: AtomicUsize,
    ended: AtomicBool,
}

impl Default for Control {
    fn default() -> Self {
        Self {
            stop: AtomicBool::new(false),
            hush: AtomicBool::new(false),
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

    /// Fades out the sentence that is being spoken, and no other of this timeline is; all else plays
    /// on.
    pub fn hush(&self) {
        self.hush.store(true, Ordering::Relaxed);
    }

    /// No sound starts after this frame; what rings goes on ringing.
    pub fn nothing_after(&self, frame: u64) {
        let _ = self.last.fetch_min(frame, Ordering::Relaxed);
    }

    /// How many of its cues, in the order of their frames, have had their turn.
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

/// A clip that is being played: whose it is, the next of its samples, and its fade.
#[derive(Debug)]
struct Playing {
    cue: usize,
    sample: usize,
    fade: Option<Fade>,
}

/// A way to silence, level at both ends.
#[derive(Debug, Clone, Copy)]
struct Fade {
    left: u16,
    length: u16,
}

impl Fade {
    fn new(rate: NonZero<u32>) -> Self {
        let length = u16::try_from(frames_in(FADE, rate)).unwrap_or(u16::MAX).max(1);
        Self { left: length, length }
    }

    /// The factor of the next frame; nothing when all is silent.
    fn advance(&mut self) -> Option<f32> {
        self.left = self.left.checked_sub(1)?;
        let part = f32::from(self.left) / f32::from(self.length);
        Some(part * part * (3.0 - 2.0 * part))
    }
}

/// One frame of a timeline, at its volumes.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Frame {
    /// What is spoken.
    pub voice: f32,
    /// Everything else, which is to be turned down under speech.
    pub rest: f32,
    /// Whether a sentence is being spoken that can be heard.
    pub speaking: bool,
}

/// A source of one channel that plays its cues at their frames. `next` neither locks nor allocates.
#[derive(Debug)]
pub struct Timeline {
    cues: Vec<Cue>,
    next: usize,
    playing: Vec<Playing>,
    frame: u64,
    levels: Arc<Levels>,
    gains: Gains,
    control: Arc<Control>,
    /// No sentence starts any more.
    hushed: bool,
    /// A fade that has not begun.
    fade: Fade,
    fading: Option<Fade>,
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
        Self {
            next: 0,
            playing: Vec::with_capacity(cues.len()),
            cues,
            frame: 0,
            gains: Gains::new(&levels, rate),
            levels,
            control,
            hushed: false,
            fade: Fade::new(rate),
            fading: None,
        }
    }

    /// The stream stands at this frame when the timeline joins it.
    pub fn join_at(&mut self, frame: u64) {
        self.frame = frame;
        self.gains.aim(&self.levels);
        self.gains.arrive();
    }

    /// Whether a sentence is being spoken that does not fade yet.
    #[must_use]
    pub fn speaks(&self) -> bool {
        let spoken =
            |playing: &Playing| playing.fade.is_none() && self.cues[playing.cue].is_spoken();
        self.fading.is_none() && self.playing.iter().any(spoken)
    }

    /// Fades out the sentence that is being spoken; later ones come.
    pub fn break_off(&mut self) {
        for playing in &mut self.playing {
            if self.cues[playing.cue].is_spoken() {
                let _ = playing.fade.get_or_insert(self.fade);
            }
        }
    }

    fn glance(&mut self) {
        self.gains.aim(&self.levels);
        if !self.hushed && self.control.hush.load(Ordering::Relaxed) {
            self.hushed = true;
            self.break_off();
        }
        if self.control.stop.load(Ordering::Relaxed) {
            let _ = self.fading.get_or_insert(self.fade);
        }
    }

    /// Starts the cues whose frame has come.
    fn start_due(&mut self) {
        while let Some(cue) = self.cues.get(self.next).filter(|cue| cue.frame <= self.frame) {
            if cue.frame > self.control.last.load(Ordering::Relaxed) {
                self.next = self.cues.len();
                return;
            }
            let is_spoken = cue.is_spoken();
            if !(is_spoken && self.hushed) {
                if is_spoken {
                    self.break_off(); // never two voices at once
                }
                if self.playing.is_empty() {
                    self.gains.arrive(); // nobody hears this step
                }
                self.playing.push(Playing { cue: self.next, sample: 0, fade: None });
            }
            self.next += 1;
            self.control.started.store(self.next, Ordering::Relaxed);
            self.control.ringing.store(self.playing.len(), Ordering::Relaxed);
        }
    }

    /// The sums of all clips that play, at their volumes.
    fn mix(&mut self) -> Frame {
        self.gains.advance();
        let before = self.playing.len();
        let mut frame = Frame::default();
        let (cues, gains) = (&self.cues, &self.gains);
        self.playing.retain_mut(|playing| {
            let cue = &cues[playing.cue];
            let Some(sample) = cue.samples.get(playing.sample) else {
                return false;
            };
            let Some(part) = playing.fade.as_mut().map_or(Some(1.0), Fade::advance) else {
                return false;
            };
            let gain = gains.of(cue.channel);
            if cue.is_spoken() {
                frame.voice += sample * gain * part;
                frame.speaking |= gain > 0.0;
            } else {
                frame.rest += sample * gain * part;
            }
            playing.sample += 1;
            playing.sample < cue.samples.len()
        });
        if self.playing.len() != before {
            self.control.ringing.store(self.playing.len(), Ordering::Relaxed);
        }
        frame
    }

    /// Whether nothing plays and nothing will.
    fn over(&self) -> bool {
        if !self.playing.is_empty() {
            return false;
        }
        let mut rest = self.cues.iter().skip(self.next);
        let coming = rest
            .find(|cue| !(self.hushed && cue.is_spoken()))
            .is_some_and(|cue| cue.frame <= self.control.last.load(Ordering::Relaxed));
        self.fading.is_some() || !coming
    }
}

impl Iterator for Timeline {
    type Item = Frame;

    fn next(&mut self) -> Option<Frame> {
        if self.frame.is_multiple_of(GLANCE) {
            self.glance();
        }
        if self.fading.is_none() {
            self.start_due();
        }
        if self.over() {
            return None;
        }
        let mut frame = if self.playing.is_empty() { Frame::default() } else { self.mix() };
        if let Some(fading) = &mut self.fading {
            let part = fading.advance()?;
            frame.voice *= part;
            frame.rest *= part;
        }
        self.frame += 1;
        Some(frame)
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
