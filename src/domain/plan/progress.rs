//! How far a plan has come, counted in points as a person counts them.

use super::Plan;

/// Where a step stands within its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which point, counted from 1; one that is pressed several times in a row is one point.
    pub point: usize,
    /// Of how many.
    pub points: usize,
    /// Which time it is pressed in a row, counted from 1.
    pub time: usize,
    /// Of how many.
    pub times: usize,
}

impl Plan {
    /// Where that step stands; a rest belongs to the point that it leads to. `None` where there is no such step.
    #[must_use]
    pub fn progress(&self, step: usize) -> Option<Progress> {
        let mut time = self.presses[self.steps.get(step)?.press].point;
        let in_a_row = || self.points.chunk_by(|one, other| one.code == other.code);
        let points = in_a_row().count();
        for (nth, row) in in_a_row().enumerate() {
            if time < row.len() {
                return Some(Progress { point: nth + 1, points, time: time + 1, times: row.len() });
            }
            time -= row.len();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::domain::plan::{Choices, Dose, Pacing, Phase, Sides};
    use crate::domain::sample;
    use crate::domain::technique::Motion;

    #[test]
    fn points_are_counted_as_a_person_counts_them() {
        let rest = Duration::from_secs(20);
        let points =
            ["HE-1", "LI-4", "LI-4", "LI-4", "HE-1"].map(|code| (sample::point(code, true), rest));
        let choices = Choices {
            sides: Sides::Both,
            motion: Motion::Steady,
            dose: Dose::Fixed(Duration::from_secs(60)),
        };
        let plan = sample::resting_plan(&points, choices, Pacing::default());
        let at = |phase: Phase| {
            let steps =
                plan.steps().iter().enumerate().filter(move |(_, step)| step.phase == phase);
            let progress = steps.filter_map(|(index, _)| plan.progress(index));
            progress.map(|all| (all.point, all.points, all.time, all.times)).collect::<Vec<_>>()
        };
        let each = [(1, 3, 1, 1), (2, 3, 1, 3), (2, 3, 2, 3), (2, 3, 3, 3), (3, 3, 1, 1)];
        assert_eq!(at(Phase::Find), each);
        assert_eq!(at(Phase::Rest), each[1..], "a rest leads to the point after it");
        assert_eq!(at(Phase::Change), each);
        assert_eq!(plan.progress(plan.steps().len()), None);
    }
}
