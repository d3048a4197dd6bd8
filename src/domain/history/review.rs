//! What past sessions come to: minutes, weeks, points, sides, ratings, stops.
//!
//! Everything here counts the sessions that it is given, whatever filter they passed, in any order, each once; they
//! must be of one book. Nothing rewards or scolds: there is no streak, and nothing claims that a point had an effect.

mod calendar;
mod days;
mod dose;
mod groups;
mod ratings;
mod stops;
mod tally;
#[cfg(test)]
mod tests;
mod weeks;

use std::time::Duration;

use jiff::civil::Date;

use super::{Outcome, Past, StepOutcome};
use tally::Tallies;

pub use calendar::{Calendar, Day, Grid, SHADES, Step, shade};
pub use dose::{Dose, dose_today, had_enough, instead};
pub use groups::{Group, Grouping, Groups, Line};
pub use ratings::{Changes, LOWER_BY, Pair, Ratings};
pub use stops::{StoppedAt, Stops};
pub use tally::{Balance, OfPoint, OfRoutine};
pub use weeks::{Week, Weeks};

/// All numbers of some sessions at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// How many there are.
    pub sessions: usize,
    /// How many of them were noted by hand.
    pub by_hand: usize,
    /// On how many local days they began.
    pub days: usize,
    /// How long was pressed in all.
    pub pressed: Duration,
    /// The local days of the earliest and of the latest; `None` without any.
    pub span: Option<(Date, Date)>,
    /// The weeks in which something was done.
    pub weeks: Weeks,
    /// How long was pressed on which side.
    pub sides: Balance,
    /// The points that were pressed at all, the longest pressed first.
    pub points: Vec<OfPoint>,
    /// The routines that were played, the most often played first.
    pub routines: Vec<OfRoutine>,
    /// How many sessions ended in which way, in the order of [`Outcome::ALL`].
    pub outcomes: [usize; Outcome::ALL.len()],
    /// How many presses came out in which way, in the order of [`StepOutcome::ALL`].
    pub steps: [usize; StepOutcome::ALL.len()],
    /// The sessions that were stopped because it was too much.
    pub stops: Stops,
    /// The ratings before and after.
    pub ratings: Ratings,
}

impl Review {
    /// The numbers of those sessions, in one pass.
    #[must_use]
    pub fn of<'a>(sessions: impl IntoIterator<Item = Past<'a>>) -> Self {
        let mut review = Self::default();
        let mut weeks = weeks::Gathering::default();
        let mut tallies = Tallies::default();
        let mut stops = stops::Gathering::default();
        let mut ratings = ratings::Gathering::default();
        for past in sessions {
            let date = past.date();
            review.sessions += 1;
            review.by_hand += usize::from(past.is_by_hand());
            let (from, to) = review.span.unwrap_or((date, date));
            review.span = Some((from.min(date), to.max(date)));
            let (outcome, reason) = past.outcome();
            review.outcomes[outcome as usize] += 1;
            let mut millis = 0;
            tallies.next_session();
            for step in past.steps() {
                millis += u64::from(step.pressed);
                review.steps[step.came_out as usize] += 1;
                tallies.step(past, step);
                if outcome == Outcome::Stopped && step.came_out == StepOutcome::Stopped {
                    stops.at(past, step.point, reason);
                }
            }
            if outcome == Outcome::Stopped {
                stops.session(reason);
            }
            tallies.end_session(past, millis);
            weeks.session(date, millis);
            ratings.session(past);
        }
        review.weeks = weeks.done();
        review.days = review.weeks.days();
        (review.points, review.routines, review.sides) = tallies.done();
        review.pressed = review.weeks.pressed();
        review.stops = stops.done();
        review.ratings = ratings.done();
        review
    }

    /// How many sessions ended so.
    #[must_use]
    pub const fn ended(&self, outcome: Outcome) -> usize {
        self.outcomes[outcome as usize]
    }

    /// How many presses came out so.
    #[must_use]
    pub const fn came_out(&self, outcome: StepOutcome) -> usize {
        self.steps[outcome as usize]
    }
}
