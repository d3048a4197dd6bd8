//! How loud each channel is, read live by every timeline.

use std::num::NonZero;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::Volumes;
use super::timeline::frames_in;
use crate::domain::sound::Channel;

/// How long a change of volume takes to arrive, so that it does not click.
const RAMP: Duration = Duration::from_millis(5);

/// How many channels there are.
const CHANNELS: usize = 4;

/// The four volumes as factors, shared by whoever sets them and all that plays.
#[derive(Debug)]
pub struct Levels {
    /// In the order of [`Channel`], as the bits of an `f32`.
    factors: [AtomicU32; CHANNELS],
}

impl Levels {
    /// Levels that begin with these volumes.
    #[must_use]
    pub fn new(volumes: Volumes) -> Self {
        let levels = Self { factors: std::array::from_fn(|_| AtomicU32::new(0)) };
        levels.set(volumes);
        levels
    }

    /// Changes all volumes.
    pub fn set(&self, volumes: Volumes) {
        for channel in [Channel::Cues, Channel::Beat, Channel::Breath, Channel::Voice] {
            let volume = match channel {
                Channel::Cues => volumes.cues,
                Channel::Beat => volumes.beat,
                Channel::Breath => volumes.breath,
                Channel::Voice => volumes.voice,
            };
            let bits = factor_of(volume).to_bits();
            self.factors[channel as usize].store(bits, Ordering::Relaxed);
        }
    }

    fn factors(&self) -> [f32; CHANNELS] {
        let factor = |channel: usize| f32::from_bits(self.factors[channel].load(Ordering::Relaxed));
        std::array::from_fn(factor)
    }
}

/// The factor for a volume: its square, because loudness is heard by ratios and a straight line
/// would crowd everything audible into the lowest fifth of a slider.
fn factor_of(volume: f32) -> f32 {
    if volume.is_finite() { volume.clamp(0.0, 1.0).powi(2) } else { 0.0 }
}

/// The factors of one timeline, on their way to where the volumes stand.
#[derive(Debug)]
pub struct Gains {
    now: [f32; CHANNELS],
    aim: [f32; CHANNELS],
    step: f32,
}

impl Gains {
    /// The factors of this moment.
    #[must_use]
    pub fn new(levels: &Levels, rate: NonZero<u32>) -> Self {
        let now = levels.factors();
        let ramp = u16::try_from(frames_in(RAMP, rate)).unwrap_or(u16::MAX);
        Self { now, aim: now, step: 1.0 / f32::from(ramp.max(1)) }
    }

    /// Sets out for the volumes of this moment.
    pub fn aim(&mut self, levels: &Levels) {
        self.aim = levels.factors();
    }

    /// Is there at once: for when nobody hears the step.
    pub fn arrive(&mut self) {
        self.now = self.aim;
    }

    /// Goes on by one frame.
    pub fn advance(&mut self) {
        for (now, aim) in self.now.iter_mut().zip(self.aim) {
            *now += (aim - *now).clamp(-self.step, self.step);
        }
    }

    /// The factor of a channel.
    #[must_use]
    pub fn of(&self, channel: Channel) -> f32 {
        self.now[channel as usize]
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn volumes_out_of_range_are_brought_into_it() {
        for (volume, gain) in [(-1.0, 0.0), (0.5, 0.25), (1.0, 1.0), (7.0, 1.0), (f32::NAN, 0.0)] {
            let volumes = Volumes { cues: volume, beat: 1.0, breath: 0.0, voice: volume };
            assert_eq!(Levels::new(volumes).factors(), [gain, 1.0, 0.0, gain], "{volume}");
        }
    }

    #[test]
    fn each_channel_has_its_own_volume() {
        let volumes = Volumes { cues: 0.1, beat: 0.2, breath: 0.3, voice: 0.4 };
        let gains = Gains::new(&Levels::new(volumes), NonZero::new(48_000).unwrap());
        let rows = [
            (Channel::Cues, 0.1_f32),
            (Channel::Beat, 0.2),
            (Channel::Breath, 0.3),
            (Channel::Voice, 0.4),
        ];
        for (channel, volume) in rows {
            assert_eq!(gains.of(channel), volume.powi(2), "{channel:?}");
        }
    }
}
