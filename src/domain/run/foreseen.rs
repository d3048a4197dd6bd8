//! What a whole plan would sound like: told ahead of time, without a run.

use std::sync::Arc;

use super::{Event, Run};
use crate::domain::plan::Plan;
use crate::domain::sound::Scheduled;

/// All sounds of a plan that nobody steers, counted from its beginning; a step that waits for the
/// person counts as no time. Nothing runs: the plan need not have been cleared.
#[must_use]
pub fn foreseen(plan: &Plan) -> Vec<Scheduled> {
    let (mut ghost, mut happenings) = Run::at_the_beginning(Arc::new(plan.clone()));
    for _ in plan.steps() {
        happenings.extend(match ghost.left() {
            Some(left) => ghost.advance(left),
            None => ghost.proceed(),
        });
    }
    let sounds = happenings.into_iter().filter_map(|happening| match happening.event {
        Event::Sound(sound) => Some(Scheduled { after: happening.at, sound }),
        _ => None,
    });
    sounds.collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::plan::{Choices, Dose, Pacing, Sides};
    use crate::domain::sample;
    use crate::domain::sound::Sound;
    use crate::domain::technique::Motion;

    #[test]
    fn every_sound_of_two_points_is_foreseen() {
        let choices =
            Choices { sides: Sides::Both, motion: Motion::Steady, dose: Dose::UntilRelease };
        let points = [sample::point("HE-1", true), sample::point("CV-17", false)];
        let found: Vec<(u64, Sound)> = foreseen(&sample::plan(&points, choices, Pacing::default()))
            .into_iter()
            .map(|one| (one.after.as_secs(), one.sound))
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
        let found = foreseen(&plan);
        assert_eq!(
            found.first().map(|one| (one.after.as_secs(), one.sound)),
            Some((20, Sound::Start))
        );
        assert_eq!(
            found.last().map(|one| (one.after, one.sound)),
            Some((plan.total(), Sound::End))
        );
    }
}
