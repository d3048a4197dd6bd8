//! How long a session takes, and how much each side is pressed.

use std::time::Duration;

use crate::domain::plan::{Phase, Plan};
use crate::domain::point::{Guide, Side};

/// How fast finding is read or told: 150 words a minute, a calm reading voice.
const WORD: Duration = Duration::from_millis(400);
/// Room to move after each step of finding, as the voice leaves it.
const MOVE: Duration = Duration::from_secs(6);
/// The words that name the hand: "with the fingertips of your left hand".
const HAND_WORDS: u32 = 7;
/// Finding a point takes no less than this, however few its words are.
const LEAST_FINDING: Duration = Duration::from_secs(15);
/// Finding a point again that was pressed just before.
const FINDING_AGAIN: Duration = Duration::from_secs(10);

/// The times of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// All timed steps, with until-release at its most. Finding is not among them, whether it waits for the
    /// person or ends by itself.
    pub timed: Duration,
    /// About how long finding the points takes: an estimate of ours from the length of what is told.
    pub finding: Duration,
    /// For how long the left side is pressed.
    pub left: Duration,
    /// For how long the right side is pressed.
    pub right: Duration,
    /// For how long the midline is pressed.
    pub midline: Duration,
}

impl Totals {
    /// The times of that plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let timed = plan.steps().iter().filter(|step| step.phase != Phase::Find);
        let mut totals = Self {
            timed: timed.filter_map(|step| step.length).sum(),
            finding: finding(plan),
            ..Self::default()
        };
        for press in plan.presses() {
            match press.side {
                Side::Left => totals.left += press.length,
                Side::Right => totals.right += press.length,
                Side::Midline => totals.midline += press.length,
                Side::Both => {
                    totals.left += press.length;
                    totals.right += press.length;
                }
            }
        }
        totals
    }

    /// The timed steps and the finding together: "about 12 minutes with finding".
    #[must_use]
    pub fn with_finding(&self) -> Duration {
        self.timed + self.finding
    }
}

fn finding(plan: &Plan) -> Duration {
    let points = plan.points();
    let again =
        |nth: usize| nth.checked_sub(1).is_some_and(|last| points[last].code == points[nth].code);
    let of = |nth: usize| match &points[nth].guide {
        _ if again(nth) => FINDING_AGAIN,
        Some(guide) => told(guide).max(LEAST_FINDING),
        None => LEAST_FINDING,
    };
    (0..points.len()).map(of).sum()
}

/// How long it takes to tell how a point is found, with the room to do it.
fn told(guide: &Guide) -> Duration {
    let texts = [&guide.posture, &guide.feel].into_iter().chain(&guide.find);
    let words: usize = texts.map(|text| text.split_whitespace().count()).sum();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    WORD * count(words).saturating_add(HAND_WORDS) + MOVE * count(guide.find.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::{Choices, Dose, Pacing, Sides};
    use crate::domain::point::Point;
    use crate::domain::sample;
    use crate::domain::technique::Motion;

    fn totals(points: &[Point], sides: Sides, dose: Dose, pacing: Pacing) -> Totals {
        Totals::of(&sample::plan(points, Choices { sides, motion: Motion::Steady, dose }, pacing))
    }

    fn seconds(totals: Totals) -> [u64; 4] {
        [totals.timed, totals.left, totals.right, totals.midline].map(|time| time.as_secs())
    }

    #[test]
    fn what_each_side_is_pressed() {
        let minute = Dose::Fixed(Duration::from_secs(60));
        for (bilateral, sides, dose, expected) in [
            (true, Sides::Both, minute, [148, 60, 60, 0]),
            (true, Sides::Left, minute, [70, 60, 0, 0]),
            (true, Sides::AtOnce, minute, [70, 60, 60, 0]),
            (false, Sides::Both, minute, [70, 0, 0, 60]),
            (true, Sides::Both, Dose::UntilRelease, [268, 120, 120, 0]),
        ] {
            let points = [sample::point("HE-1", bilateral)];
            let waits = Pacing { find_wait: Some(Duration::from_secs(45)), ..Pacing::default() };
            for pacing in [Pacing::default(), waits] {
                assert_eq!(seconds(totals(&points, sides, dose, pacing)), expected, "{sides:?}");
            }
        }
    }

    #[test]
    fn finding_is_as_long_as_what_is_told() {
        let short = sample::point("HE-1", true);
        let mut long = sample::point("LU-1", true);
        if let Some(guide) = long.guide.as_mut() {
            guide.posture = ["word"; 20].join(" ");
            guide.find = vec![["word"; 10].join(" "), ["word"; 10].join(" ")];
            guide.feel = ["word"; 3].join(" ");
        }
        let rows: [(&[&Point], u64); 4] = [
            (&[&short], 15),
            // Fifty words, and two steps.
            (&[&long], 20 + 12),
            (&[&long, &long, &short], 32 + 10 + 15),
            (&[&long, &short, &long], 32 + 15 + 32),
        ];
        for (points, expected) in rows {
            let points: Vec<Point> = points.iter().map(|point| (*point).clone()).collect();
            let dose = Dose::Fixed(Duration::from_secs(60));
            let totals = totals(&points, Sides::Both, dose, Pacing::default());
            assert_eq!(totals.finding.as_secs(), expected, "{} points", points.len());
            assert_eq!(totals.with_finding(), totals.timed + totals.finding);
        }
    }
}
