//! The same sound without a device, as fast as the machine can: for tests and for files.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::levels::Levels;
use super::master::Master;
use super::timeline::{Control, Timeline, frames_in};
use super::{Clips, Cue, Volumes};
use crate::domain::sound::Scheduled;

/// Plays cues through the very source that a device hears: one channel, `rate` frames a second,
/// without end (silence follows upon the last). Nothing is kept, so that an hour takes no more
/// memory than a minute.
pub fn play(cues: Vec<Cue>, rate: NonZero<u32>, volumes: Volumes) -> impl Iterator<Item = f32> {
    let (sender, arrivals) = channel();
    let (levels, control) = (Arc::new(Levels::new(volumes)), Arc::new(Control::default()));
    // The receiving end is held until the master has it.
    let _ = sender.send(Timeline::new(cues, rate, levels, control));
    let counter = Arc::new(AtomicU64::new(0));
    Master::new(rate, NonZero::<u16>::MIN, arrivals, counter)
}

/// Plays a schedule in the same way with those clips, exactly `total` long. A sentence that is not among them is
/// left out.
pub fn render(
    clips: &Clips,
    schedule: &[Scheduled],
    volumes: Volumes,
    total: Duration,
) -> impl Iterator<Item = f32> {
    let rate = clips.rate();
    let cues = schedule.iter().filter_map(|one| clips.heard(&one.cue, frames_in(one.after, rate)));
    let length = usize::try_from(frames_in(total, rate)).unwrap_or(usize::MAX);
    play(cues.collect(), rate, volumes).take(length)
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::super::clip::FILE_RATE;
    use super::super::master::CEILING;
    use super::*;
    use crate::domain::sound::{Cue as Heard, Sound};

    #[test]
    fn a_schedule_of_real_sounds_is_exact_at_every_rate() {
        let cues: Vec<Scheduled> = [(0, Sound::Start), (3_000, Sound::Beat), (4_500, Sound::Beat)]
            .map(|(after, sound)| Scheduled {
                after: Duration::from_millis(after),
                cue: Heard::Sound(sound),
            })
            .into();
        let volumes = Volumes { cues: 1.0, beat: 0.5, breath: 0.3, voice: 0.2 };
        for rate in [FILE_RATE, NonZero::new(44_100).unwrap()] {
            let clips = Clips::at(rate);
            let made: Vec<f32> = render(&clips, &cues, volumes, Duration::from_secs(6)).collect();
            assert_eq!(made.len(), 6 * rate.get() as usize);
            let [beat, start] = [Sound::Beat, Sound::Start]
                .map(|sound| clips.of(sound).iter().collect::<Vec<f32>>());
            assert_eq!(made[..start.len()], start);
            for at in [3 * rate.get() as usize, 9 * rate.get() as usize / 2] {
                let wanted: Vec<f32> = beat.iter().map(|sample| sample * 0.25).collect();
                assert_eq!(made[at..at + beat.len()], wanted, "at {at} of {rate}");
                assert_eq!(made[at - 1], 0.0);
            }
        }
    }

    #[test]
    fn all_sounds_at_once_stay_under_the_ceiling() {
        let cues = Sound::ALL
            .map(|sound| Scheduled { after: Duration::from_millis(100), cue: Heard::Sound(sound) });
        let volumes = Volumes { cues: 1.0, beat: 1.0, breath: 1.0, voice: 1.0 };
        let clips = Clips::at(FILE_RATE);
        let made: Vec<f32> = render(&clips, &cues, volumes, Duration::from_secs(5)).collect();
        let peak = made.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
        assert!(peak <= CEILING && peak > 0.85, "{peak}");
    }
}
