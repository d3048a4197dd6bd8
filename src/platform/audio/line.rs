//! An open stream, and what the audio thread knows of it.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Instant;

use super::clock::StreamClock;
use super::levels::Levels;
use super::timeline::{Control, Cue, Timeline};
use super::watch::Watchdog;

/// An open stream of a device.
pub trait Stream {
    /// Frames a second.
    fn rate(&self) -> NonZero<u32>;
    /// The device's name.
    fn device(&self) -> &str;
    /// How many frames it has asked for so far.
    fn frames(&self) -> u64;
    /// Whether it has reported an error since the last [`Self::calm`].
    fn troubled(&self) -> bool;
    /// Forgets its errors.
    fn calm(&self);
    /// Plays a timeline over whatever else plays.
    fn add(&self, timeline: Timeline);
}

/// Where streams come from.
pub trait Devices {
    /// Their streams.
    type Stream: Stream;
    /// Opens the device of this name, or the system's default.
    ///
    /// # Errors
    /// Why there is no sound, and what to do, in one or two sentences.
    fn open(&mut self, device: Option<&str>) -> Result<Self::Stream, String>;
}

/// A stream, its clock, its watchdog and all that plays on it.
pub(super) struct Line<S> {
    /// The stream itself.
    pub stream: S,
    /// Which frame stands for which moment.
    pub clock: StreamClock,
    /// Whether it still moves.
    pub watchdog: Watchdog,
    /// Whether it has ever moved.
    pub moved: bool,
    /// The timelines that have not ended.
    pub live: Vec<Arc<Control>>,
    /// Since when none plays.
    pub quiet_since: Option<Instant>,
}

impl<S: Stream> Line<S> {
    /// For a stream opened at this moment.
    pub fn new(stream: S, now: Instant) -> Self {
        Self {
            clock: StreamClock::new(stream.rate(), now),
            watchdog: Watchdog::new(now),
            stream,
            moved: false,
            live: Vec::new(),
            quiet_since: None,
        }
    }

    /// Plays cues as one timeline.
    pub fn play(&mut self, cues: Vec<Cue>, levels: &Arc<Levels>) -> Arc<Control> {
        let control = Arc::new(Control::default());
        let (levels, shared) = (Arc::clone(levels), Arc::clone(&control));
        self.stream.add(Timeline::new(cues, self.stream.rate(), levels, shared));
        self.live.push(Arc::clone(&control));
        self.quiet_since = None;
        control
    }
}
