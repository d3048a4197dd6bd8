//! The cues within a step: where they lie, and which have sounded.

use std::time::Duration;

use super::{Event, Happening, LAST, Run};
use crate::domain::plan::Phase;
use crate::domain::sound::Sound;
use crate::domain::technique::Motion;

/// Two cues of different meaning keep at least this distance.
const APART: Duration = Duration::from_secs(3);
/// So long after the last thing heard a soft tick sounds. With [`APART`] it keeps every silence under 15 s.
pub(super) const HERE: Duration = Duration::from_secs(10);
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

    /// How far the breath of the present press has come, if its last breath is to end with it.
    #[must_use]
    pub fn breathed(&self) -> Duration {
        let breath = self.guidance.breath;
        let length = self.length.unwrap_or_default();
        let nanos = length.as_nanos() % breath.as_nanos().max(1);
        let lead = Duration::from_nanos(u64::try_from(nanos).unwrap_or_default());
        // The time before the first breath belongs to one that nobody has paced.
        self.elapsed + breath.saturating_sub(lead)
    }

    fn beat_at(&self) -> Option<Duration> {
        let circles = self.step().phase == Phase::Press && self.press().motion == Motion::Circular;
        let at = self.guidance.circle * self.beats;
        (circles && self.guidance.beat && self.length.is_some_and(|length| at < length))
            .then_some(at)
    }

    /// When the next thing happens in this step: a cue that has not sounded, a beat, or its end.
    pub(super) fn next_due(&self) -> Option<Duration> {
        let milestones = self.milestones().into_iter().zip(self.sounded);
        milestones
            .filter_map(|(milestone, sounded)| milestone.filter(|_| !sounded).map(|(at, _)| at))
            .chain(self.beat_at())
            .chain(self.breath_at().map(|(at, _)| at))
            .chain(self.sentence_due())
            .chain(self.here_at())
            .chain(self.length)
            .min()
    }

    /// When the next breath in (true) or out is paced. The last breath out ends with the press, so the
    /// paces are counted back from its end.
    fn breath_at(&self) -> Option<(Duration, bool)> {
        let steady = self.step().phase == Phase::Press && self.press().motion == Motion::Steady;
        let length = self.length.filter(|_| steady && self.guidance.breath_guide)?;
        let half = self.guidance.breath / 2;
        let halves_to = |left: Duration| u32::try_from(left.as_nanos() / half.as_nanos().max(1));
        let (mut halves, follows) = match self.breathed {
            None => (halves_to(length).ok()?, false),
            Some((last, into)) => {
                // The next that lies more than a quarter of a breath after the last.
                let after = length.saturating_sub(last + half / 2);
                let halves = halves_to(after).ok()?;
                let at = length.saturating_sub(half * halves);
                (halves, into && at.abs_diff(last + half) < Duration::from_millis(5))
            }
        };
        // An odd half is a breath out, which only follows its breath in.
        if halves % 2 == 1 && !follows {
            halves -= 1;
        }
        (halves > 0).then(|| (length.saturating_sub(half * halves), halves % 2 == 0))
    }

    /// When a soft tick tells that the session is still there, because nothing has been heard for long and
    /// nothing will be heard soon.
    fn here_at(&self) -> Option<Duration> {
        let at = (self.speech.heard + HERE).saturating_sub(self.time) + self.elapsed;
        let soon = |other: Duration| other >= self.elapsed && other < at + APART;
        let milestones = self.milestones().into_iter().zip(self.sounded);
        let covered = milestones
            .filter_map(|(milestone, sounded)| milestone.filter(|_| !sounded).map(|(at, _)| at))
            .chain(self.length)
            .chain(self.sentence_due())
            .any(soon);
        (!covered).then_some(at)
    }

    /// Sounds every cue of this step whose place has been reached and that has not sounded.
    pub(super) fn sound_what_is_due(&mut self, happenings: &mut Vec<Happening>) {
        if self.here_at().is_some_and(|at| at <= self.elapsed) {
            self.push(Event::Sound(Sound::Here), happenings);
        }
        let milestones = self.milestones();
        for (index, milestone) in milestones.into_iter().enumerate() {
            if let Some((at, sound)) = milestone
                && at <= self.elapsed
                && !self.sounded[index]
            {
                self.sounded[index] = true;
                self.push(Event::Sound(sound), happenings);
                self.speak_of_cue(sound);
            }
        }
        while let Some((at, into)) = self.breath_at().filter(|(at, _)| *at <= self.elapsed) {
            self.breathed = Some((at, into));
            let sound = if into { Sound::BreathIn } else { Sound::BreathOut };
            self.push(Event::Sound(sound), happenings);
        }
        while let Some(at) = self.beat_at().filter(|at| *at <= self.elapsed) {
            self.beats += 1;
            // A beat gives way to a cue that lies on it.
            let covered = milestones
                .iter()
                .flatten()
                .any(|(other, _)| other.abs_diff(at) < self.guidance.circle / 2);
            if !covered {
                self.push(Event::Sound(Sound::Beat), happenings);
            }
        }
        self.say_what_is_due(happenings);
    }
}
