//! The cues within a step: where they lie, and which have sounded.

use std::time::Duration;

use super::{CIRCLE, Event, Happening, LAST, Run};
use crate::domain::plan::Phase;
use crate::domain::sound::Sound;
use crate::domain::technique::Motion;

/// Two cues of different meaning keep at least this distance.
const APART: Duration = Duration::from_secs(3);
/// Place of the last-ten cue in the milestones.
pub(super) const LAST_TEN: usize = 2;

impl Run {
    /// The cues of the present step with their places in it: turn, least time, last ten seconds.
    fn milestones(&self) -> [Option<(Duration, Sound)>; 3] {
        let (Phase::Press, Some(length)) = (self.step().phase, self.length) else {
            return [None; 3];
        };
        let press = self.press();
        let least = (press.until_release && press.least < length).then_some(press.least);
        let mut turn = length / 2;
        if let Some(least) = least
            && turn.abs_diff(least) < APART
        {
            turn = least + APART;
        }
        [
            Some((turn, Sound::Turn)),
            least.map(|least| (least, Sound::Least)),
            (length > LAST * 2).then(|| (length.saturating_sub(LAST), Sound::LastTen)),
        ]
    }

    /// When the direction of the circles turns in the present press.
    #[must_use]
    pub fn turn(&self) -> Option<Duration> {
        self.milestones()[0].map(|(turn, _)| turn)
    }

    fn beat_at(&self) -> Option<Duration> {
        let circles = self.step().phase == Phase::Press && self.press().motion == Motion::Circular;
        let at = CIRCLE * self.beats;
        (circles && self.length.is_some_and(|length| at < length)).then_some(at)
    }

    /// When the next thing happens in this step: a cue that has not sounded, a beat, or its end.
    pub(super) fn next_due(&self) -> Option<Duration> {
        let milestones = self.milestones().into_iter().zip(self.sounded);
        milestones
            .filter_map(|(milestone, sounded)| milestone.filter(|_| !sounded).map(|(at, _)| at))
            .chain(self.beat_at())
            .chain(self.length)
            .min()
    }

    /// Sounds every cue of this step whose place has been reached and that has not sounded.
    pub(super) fn sound_what_is_due(&mut self, happenings: &mut Vec<Happening>) {
        let milestones = self.milestones();
        for (index, milestone) in milestones.into_iter().enumerate() {
            if let Some((at, sound)) = milestone
                && at <= self.elapsed
                && !self.sounded[index]
            {
                self.sounded[index] = true;
                self.push(Event::Sound(sound), happenings);
            }
        }
        while let Some(at) = self.beat_at().filter(|at| *at <= self.elapsed) {
            self.beats += 1;
            // A beat gives way to a cue that lies on it.
            let covered =
                milestones.iter().flatten().any(|(other, _)| other.abs_diff(at) < CIRCLE / 2);
            if !covered {
                self.push(Event::Sound(Sound::Beat), happenings);
            }
        }
    }
}
