//! What will be heard: told ahead of time, of a run from now on and of a whole plan without one.

use std::sync::Arc;
use std::time::Duration;

use super::{COUNT_IN, Event, Guidance, Happening, Run, State, WAIT_AHEAD};
use crate::domain::history::PressEnd;
use crate::domain::plan::Plan;
use crate::domain::sound::{Cue, Scheduled, Sound};

impl Run {
    /// What will sound from now on if nobody does anything, until a step waits for the person.
    #[must_use]
    pub fn upcoming(&self) -> Vec<Scheduled> {
        let mut ghost = self.clone();
        let count_in = match self.state {
            State::CountIn { left } => left,
            State::Going => Duration::ZERO,
            State::Paused | State::Stopped | State::Over => return Vec::new(),
        };
        let mut scheduled = Vec::new();
        // The ticks of the count-in lie outside the running time.
        for second in 1..COUNT_IN.as_secs() {
            let at = Duration::from_secs(second);
            if at < count_in {
                let after = count_in.saturating_sub(at);
                scheduled.push(Scheduled { after, cue: Cue::Sound(Sound::CountIn) });
            }
        }
        scheduled.reverse();
        if !count_in.is_zero() {
            scheduled.push(Scheduled { after: count_in, cue: Cue::Sound(Sound::Resume) });
            ghost.state = State::Going;
        }
        let mut happenings = Vec::new();
        while ghost.state == State::Going {
            let Some(left) = ghost.left() else {
                happenings.extend(ghost.advance(WAIT_AHEAD));
                break;
            };
            happenings.extend(ghost.advance(left));
        }
        scheduled.extend(happenings.into_iter().filter_map(|happening| {
            let after = count_in + happening.at.saturating_sub(self.time);
            Some(Scheduled { after, cue: happening.cue()? })
        }));
        scheduled
    }
}

/// Everything that is heard of a plan that nobody steers, counted from its beginning; a step that waits
/// for the person goes on when everything has been said. Nothing runs: the plan need not have been cleared.
#[must_use]
pub fn foreseen(plan: &Plan, guidance: &Guidance) -> Foreseen {
    let (mut ghost, mut happenings) =
        Run::at_the_beginning(Arc::new(plan.clone()), guidance.clone());
    for _ in plan.steps() {
        let left = ghost.left();
        happenings.extend(ghost.advance(left.unwrap_or_else(|| ghost.speech_left())));
        if left.is_none() {
            // Nobody presses a key: what has been said is not cut off.
            ghost.next_step(PressEnd::Done, &mut happenings);
        }
    }
    let steps = happenings.iter().filter_map(|happening| match happening.event {
        Event::Began(_) => Some(happening.at),
        _ => None,
    });
    let steps = steps.collect();
    let cue =
        |happening: &Happening| Some(Scheduled { after: happening.at, cue: happening.cue()? });
    let cues = happenings.iter().filter_map(cue).collect();
    Foreseen { steps, cues, total: ghost.time }
}

/// What will be heard of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Foreseen {
    /// When each of its steps begins.
    pub steps: Vec<Duration>,
    /// What is heard, in the order of time.
    pub cues: Vec<Scheduled>,
    /// When its last step ends; what is said at the end comes after that.
    pub total: Duration,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::plan::{Choices, Dose, Pacing, Sides};
    use crate::domain::sample;
    use crate::domain::sound::{Cue, Sound};
    use crate::domain::technique::Motion;

    #[test]
    fn every_sound_of_two_points_is_foreseen() {
        let choices =
            Choices { sides: Sides::Both, motion: Motion::Steady, dose: Dose::UntilRelease };
        let points = [sample::point("HE-1", true), sample::point("CV-17", false)];
        let found: Vec<(u64, Sound)> =
            foreseen(&sample::plan(&points, choices, Pacing::default()), &Guidance::default())
                .cues
                .into_iter()
                .filter_map(|one| match one.cue {
                    Cue::Sound(Sound::Here | Sound::Rise | Sound::Fall) | Cue::Say(_) => None,
                    Cue::Sound(sound) => Some((one.after.as_secs(), sound)),
                })
                .collect();
        // Each press: 5 s in, 120 s with the least time at 60 (and half-way moved off it to 63), 5 s off.
        let press = |from| {
            [
                (from, Sound::Start),
                (from + 65, Sound::Least),
                (from + 68, Sound::Turn),
                (from + 115, Sound::LastTen),
                (from + 125, Sound::Ease),
            ]
        };
        let mut expected = press(0).to_vec();
        expected.push((130, Sound::Change));
        expected.extend(press(138));
        expected.extend(press(268));
        expected.push((398, Sound::End));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_wait_that_is_set_counts() {
        let choices = Choices {
            sides: Sides::Left,
            motion: Motion::Steady,
            dose: Dose::Fixed(Duration::from_secs(60)),
        };
        let pacing = Pacing { find_wait: Some(Duration::from_secs(20)), ..Pacing::default() };
        let plan = sample::plan(&[sample::point("HE-1", true)], choices, pacing);
        let found = foreseen(&plan, &Guidance::default());
        let start = found.cues.iter().find(|one| one.cue.is(Sound::Start));
        assert_eq!(start.map(|one| one.after.as_secs()), Some(20));
        let end = found.cues.last().map(|one| (one.after, one.cue.clone()));
        assert_eq!(end, Some((plan.total(), Cue::Sound(Sound::End))));
        assert_eq!(found.total, plan.total());
        assert_eq!(found.steps.len(), plan.steps().len());
    }
}
