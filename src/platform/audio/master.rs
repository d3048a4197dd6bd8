//! The one source that a stream plays: all timelines together, turned down under speech, limited,
//! counted and paced.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use rodio::Source;

use super::duck::Duck;
use super::timeline::{Frame, Timeline};

/// No sample is ever stronger than this: -1 dBFS.
pub const CEILING: f32 = 0.891_250_9;

/// How often, in frames, new timelines are looked for.
const GLANCE: u64 = 32;

/// How often, in frames, the pace is checked.
const STRIDE: u64 = 1024;

/// A device that takes sound this much sooner than time passes is no real one.
const LEAD: Duration = Duration::from_millis(500);

/// Keeps the sum of several sounds under [`CEILING`], and leaves anything softer as it is.
#[derive(Debug, Clone)]
pub struct Limiter {
    gain: f32,
    recovery: f32,
}

impl Limiter {
    /// A limiter that recovers in about 50 ms at this rate.
    #[must_use]
    pub fn new(rate: NonZero<u32>) -> Self {
        #[allow(clippy::cast_precision_loss)] // rates are far below 2^24
        let frames = rate.get() as f32 * 0.05;
        Self { gain: 1.0, recovery: (1.0 / frames).min(1.0) }
    }

    /// The sample as it may be played.
    pub fn apply(&mut self, sample: f32) -> f32 {
        if self.gain < 1.0 {
            self.gain += (1.0 - self.gain) * self.recovery;
            if self.gain > 0.999 {
                self.gain = 1.0;
            }
        }
        let strength = sample.abs();
        if strength * self.gain > CEILING {
            self.gain = CEILING / strength;
        }
        (sample * self.gain).clamp(-CEILING, CEILING)
    }
}

/// Holds back a "device" that swallows sound faster than real time, such as ALSA's `null` and
/// `file`, which would otherwise run through a session in an instant and keep a core busy.
#[derive(Debug, Default)]
struct Pace {
    began: Option<Instant>,
}

impl Pace {
    fn keep(&mut self, frame: u64, rate: NonZero<u32>) {
        let began = *self.began.get_or_insert_with(Instant::now);
        #[allow(clippy::cast_precision_loss)] // exact for thousands of years
        let played = Duration::from_secs_f64(frame as f64 / f64::from(rate.get()));
        let lead = played.saturating_sub(began.elapsed());
        if lead > LEAD {
            let rest = lead.saturating_sub(LEAD);
            std::thread::sleep(rest.min(Duration::from_millis(100)));
        }
    }
}

/// The source that a stream plays for as long as it is open; it never ends.
#[derive(Debug)]
pub struct Master {
    rate: NonZero<u32>,
    channels: NonZero<u16>,
    channel: u16,
    sample: f32,
    frame: u64,
    counter: Arc<AtomicU64>,
    arrivals: Receiver<Timeline>,
    timelines: Vec<Timeline>,
    duck: Duck,
    limiter: Limiter,
    pace: Option<Pace>,
}

impl Master {
    /// A master for a stream; `counter` is set to the number of frames made so far.
    #[must_use]
    pub fn new(
        rate: NonZero<u32>,
        channels: NonZero<u16>,
        arrivals: Receiver<Timeline>,
        counter: Arc<AtomicU64>,
    ) -> Self {
        Self {
            rate,
            channels,
            channel: 0,
            sample: 0.0,
            frame: 0,
            counter,
            arrivals,
            timelines: Vec::with_capacity(32),
            duck: Duck::new(rate),
            limiter: Limiter::new(rate),
            pace: None,
        }
    }

    /// The same, which never runs ahead of the clock by more than half a second.
    #[must_use]
    pub fn paced(mut self) -> Self {
        self.pace = Some(Pace::default());
        self
    }

    fn make_frame(&mut self) -> f32 {
        if let Some(pace) = &mut self.pace
            && self.frame.is_multiple_of(STRIDE)
        {
            pace.keep(self.frame, self.rate);
        }
        if self.frame.is_multiple_of(GLANCE) {
            while let Ok(mut timeline) = self.arrivals.try_recv() {
                timeline.join_at(self.frame);
                self.timelines.push(timeline);
            }
            self.keep_one_voice();
        }
        let mut sum = Frame::default();
        self.timelines.retain_mut(|timeline| {
            let frame = timeline.next();
            if let Some(frame) = frame {
                sum.voice += frame.voice;
                sum.rest += frame.rest;
                sum.speaking |= frame.speaking;
            }
            frame.is_some()
        });
        self.frame += 1;
        self.counter.store(self.frame, Ordering::Relaxed);
        self.limiter.apply(self.duck.apply(sum))
    }

    /// No two sentences at once: what an older timeline says gives way to what a newer one says.
    fn keep_one_voice(&mut self) {
        let newest = self.timelines.iter().rposition(Timeline::speaks);
        for timeline in self.timelines.iter_mut().take(newest.unwrap_or(0)) {
            timeline.break_off();
        }
    }
}

impl Iterator for Master {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.channel == 0 {
            self.sample = self.make_frame();
        }
        // The two front loudspeakers; a subwoofer or the rear gets nothing.
        let heard = self.channel < 2;
        self.channel = (self.channel + 1) % self.channels.get();
        Some(if heard { self.sample } else { 0.0 })
    }
}

impl Source for Master {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZero<u16> {
        self.channels
    }

    fn sample_rate(&self) -> NonZero<u32> {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

#[cfg(test)]
mod speech;

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use std::sync::mpsc::channel;

    use proptest::prelude::*;

    use super::super::Volumes;
    use super::super::levels::Levels;
    use super::super::timeline::{Control, Cue};
    use super::*;
    use crate::domain::sound::Channel;

    const RATE: NonZero<u32> = NonZero::new(48_000).unwrap();

    fn timeline(frame: u64, samples: &[f32]) -> Timeline {
        let full = Volumes { cues: 1.0, beat: 1.0, breath: 1.0, voice: 1.0 };
        let cue = Cue { frame, samples: samples.to_vec().into(), channel: Channel::Cues };
        let levels = Arc::new(Levels::new(full));
        Timeline::new(vec![cue], RATE, levels, Arc::new(Control::default()))
    }

    #[test]
    fn it_never_ends_counts_frames_and_leaves_the_rear_silent() {
        for (channels, row) in [(1, vec![0.5]), (2, vec![0.5, 0.5]), (4, vec![0.5, 0.5, 0.0, 0.0])]
        {
            let counter = Arc::new(AtomicU64::new(0));
            let (sender, arrivals) = channel();
            let width = NonZero::new(channels).unwrap();
            let mut master = Master::new(RATE, width, arrivals, Arc::clone(&counter));
            let wide = usize::from(channels);
            assert_eq!(master.by_ref().take(100 * wide).count(), 100 * wide);
            assert_eq!(counter.load(Ordering::Relaxed), 100);
            sender.send(timeline(150, &[0.5])).unwrap();
            let made: Vec<f32> = master.by_ref().take(100 * wide).collect();
            assert_eq!(made[50 * wide..51 * wide], row, "{channels} channels");
            let rest = made.iter().enumerate().filter(|(at, _)| at / wide != 50);
            assert!(rest.into_iter().all(|(_, sample)| *sample == 0.0));
        }
    }

    #[test]
    fn sounds_together_stay_under_the_ceiling() {
        let (sender, arrivals) = channel();
        let counter = Arc::new(AtomicU64::new(0));
        let mut master = Master::new(RATE, NonZero::<u16>::MIN, arrivals, counter);
        for _ in 0..40 {
            sender.send(timeline(0, &[0.7; 1_000])).unwrap();
        }
        let made: Vec<f32> = master.by_ref().take(1_000).collect();
        assert!(made.iter().all(|sample| *sample <= CEILING));
        assert!(made[500] > 0.85, "and are not simply turned down");
    }

    #[test]
    fn a_device_without_a_clock_is_held_back() {
        let (_sender, arrivals) = channel();
        let counter = Arc::new(AtomicU64::new(0));
        let master = Master::new(RATE, NonZero::<u16>::MIN, arrivals, counter).paced();
        let start = Instant::now();
        assert_eq!(master.take(48_000).count(), 48_000);
        let took = start.elapsed();
        assert!(took > Duration::from_millis(400), "{took:?} for a second");
    }

    proptest! {
        #[test]
        fn the_limiter_leaves_soft_sound_alone(samples in prop::collection::vec(-0.891_f32..0.891, 1..500)) {
            let mut limiter = Limiter::new(RATE);
            for sample in samples {
                prop_assert_eq!(limiter.apply(sample), sample);
            }
        }

        #[test]
        fn nothing_passes_the_ceiling(samples in prop::collection::vec(-30.0_f32..30.0, 1..500)) {
            let mut limiter = Limiter::new(RATE);
            for sample in samples {
                let made = limiter.apply(sample);
                prop_assert!(made.abs() <= CEILING);
                prop_assert!(made * sample >= 0.0, "the sign stays");
            }
            // It lets go again within a quarter of a second.
            for _ in 0..24_000 {
                let _ = limiter.apply(0.0);
            }
            prop_assert_eq!(limiter.apply(0.5), 0.5);
        }
    }
}
