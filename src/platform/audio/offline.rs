//! The same sound without a device, as fast as the machine can: for tests and for files.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use super::Volumes;
use super::clip::Clips;
use super::master::Limiter;
use super::timeline::{Control, Levels, Timeline, frames_in};
use crate::domain::sound::Scheduled;

/// Plays a schedule through the very source and limiter that a device hears: one channel, `rate`
/// frames a second, exactly `total` long.
#[must_use]
pub fn render(
    cues: &[Scheduled],
    rate: NonZero<u32>,
    volumes: Volumes,
    total: Duration,
) -> Vec<f32> {
    let clips = Clips::at(rate);
    let cues = cues.iter().map(|cue| clips.cue(cue.sound, frames_in(cue.after, rate)));
    let levels = Arc::new(Levels::new(volumes));
    let timeline = Timeline::new(cues.collect(), rate, levels, Arc::new(Control::default()));
    let mut limiter = Limiter::new(rate);
    let length = usize::try_from(frames_in(total, rate)).unwrap_or(usize::MAX);
    timeline
        .chain(std::iter::repeat(0.0))
        .take(length)
        .map(|sample| limiter.apply(sample))
        .collect()
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::super::clip::FILE_RATE;
    use super::super::master::CEILING;
    use super::*;
    use crate::domain::sound::Sound;

    #[test]
    fn a_schedule_of_real_sounds_is_exact_at_every_rate() {
        let cues: Vec<Scheduled> = [(0, Sound::Start), (3_000, Sound::Beat), (4_500, Sound::Beat)]
            .map(|(after, sound)| Scheduled { after: Duration::from_millis(after), sound })
            .into();
        let volumes = Volumes { cues: 1.0, beat: 0.5 };
        for rate in [FILE_RATE, NonZero::new(44_100).unwrap()] {
            let made = render(&cues, rate, volumes, Duration::from_secs(6));
            assert_eq!(made.len(), 6 * rate.get() as usize);
            let clips = Clips::at(rate);
            let beat = clips.of(Sound::Beat);
            let start = clips.of(Sound::Start);
            assert_eq!(made[..start.len()], *start);
            for at in [3 * rate.get() as usize, 9 * rate.get() as usize / 2] {
                let wanted: Vec<f32> = beat.iter().map(|sample| sample * 0.25).collect();
                assert_eq!(made[at..at + beat.len()], wanted, "at {at} of {rate}");
                assert_eq!(made[at - 1], 0.0);
            }
        }
    }

    #[test]
    fn all_sounds_at_once_stay_under_the_ceiling() {
        let cues = Sound::ALL.map(|sound| Scheduled { after: Duration::from_millis(100), sound });
        let volumes = Volumes { cues: 1.0, beat: 1.0 };
        let made = render(&cues, FILE_RATE, volumes, Duration::from_secs(5));
        let peak = made.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
        assert!(peak <= CEILING && peak > 0.85, "{peak}");
    }
}
