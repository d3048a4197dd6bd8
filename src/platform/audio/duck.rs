//! Turns everything else down while a sentence is spoken.
//!
//! It stands in the master, where all timelines of a stream come together, and counts nothing: each
//! frame itself says whether somebody speaks in it. So a timeline that is dropped, stopped or faded
//! in the middle of a sentence, or that hangs in a stream which the system never gives back, can
//! leave nothing turned down behind it.

use std::num::NonZero;
use std::time::Duration;

use super::timeline::{Frame, frames_in};

/// The factor under speech: 6 dB less (the broadcasters' habit for a voice over music).
pub const DUCKED: f32 = 0.501;

/// How long it takes to turn the rest down: as fast as does not click.
const DOWN: Duration = Duration::from_millis(30);

/// How long it takes to turn it up again: so slowly that it is not noticed.
const UP: Duration = Duration::from_millis(120);

/// How far the rest is turned down at this moment.
#[derive(Debug, Clone)]
pub struct Duck {
    gain: f32,
    down: f32,
    up: f32,
}

impl Duck {
    /// Nobody has spoken yet.
    #[must_use]
    pub fn new(rate: NonZero<u32>) -> Self {
        let step = |time: Duration| {
            let frames = u16::try_from(frames_in(time, rate)).unwrap_or(u16::MAX);
            (1.0 - DUCKED) / f32::from(frames.max(1))
        };
        Self { gain: 1.0, down: step(DOWN), up: step(UP) }
    }

    /// A frame as one sample: the voice as it is, and everything else at its present strength.
    pub fn apply(&mut self, frame: Frame) -> f32 {
        self.gain = if frame.speaking {
            (self.gain - self.down).max(DUCKED)
        } else {
            (self.gain + self.up).min(1.0)
        };
        frame.rest * self.gain + frame.voice
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RATE: NonZero<u32> = NonZero::new(48_000).unwrap();

    fn frame(speaking: bool) -> Frame {
        Frame { voice: 0.0, rest: 1.0, speaking }
    }

    #[test]
    fn the_rest_goes_down_in_30_ms_and_comes_back_in_120() {
        let mut duck = Duck::new(RATE);
        assert_eq!(duck.apply(frame(false)), 1.0);
        let down: Vec<f32> = (0..2_000).map(|_| duck.apply(frame(true))).collect();
        let first = |gains: &[f32], gain: f32| gains.iter().position(|now| *now == gain).unwrap();
        assert!((1_430..=1_450).contains(&first(&down, DUCKED)), "{}", first(&down, DUCKED));
        assert!((20.0 * DUCKED.log10() + 6.0).abs() < 0.01);
        let up: Vec<f32> = (0..7_000).map(|_| duck.apply(frame(false))).collect();
        assert!((5_740..=5_780).contains(&first(&up, 1.0)), "{}", first(&up, 1.0));
    }

    proptest! {
        #[test]
        fn it_never_jumps_and_always_comes_back(spells in prop::collection::vec(1_usize..3_000, 0..12)) {
            let mut duck = Duck::new(RATE);
            let mut last = 1.0;
            for (number, spell) in spells.iter().enumerate() {
                for _ in 0..*spell {
                    let gain = duck.apply(frame(number % 2 == 0));
                    prop_assert!((DUCKED..=1.0).contains(&gain));
                    prop_assert!((gain - last).abs() <= 0.499 / 1_440.0 + 1e-6);
                    last = gain;
                }
            }
            for _ in 0..5_800 {
                let _ = duck.apply(frame(false));
            }
            prop_assert_eq!(duck.apply(frame(false)), 1.0);
            // The voice itself is left as it is, whatever is done to the rest.
            prop_assert_eq!(duck.apply(Frame { voice: 0.3, rest: 0.0, speaking: true }), 0.3);
        }
    }
}
