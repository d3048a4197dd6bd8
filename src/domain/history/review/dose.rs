//! How much of a point somebody has had today, and what to press instead.

use std::time::Duration;

use jiff::civil::Date;

use super::super::{Book, SessionId};
use crate::domain::code::Code;
use crate::domain::plan::{self, Sides};
use crate::domain::point::{Point, Side};
use crate::domain::profile::Person;
use crate::domain::routine::{Item, Routine, Shelves, Suggestion, a_day, suggestions};

/// How often and how long a point was pressed on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dose {
    /// How often: left and right one after the other are once, and so is a session with the one that took it up.
    pub times: usize,
    /// How long in all, both sides together.
    pub pressed: Duration,
}

/// The dose of a point on a local day: "HE-1: 2 times today, 4 minutes". A session that goes on is not in it.
#[must_use]
pub fn dose_today(book: &Book, code: &Code, today: Date) -> Dose {
    // Days of different zones may overlap: two days further on nothing can come any more.
    let far = today.saturating_sub(jiff::Span::new().days(2));
    let recent = book.sessions().take_while(|past| past.date() >= far);
    let mut todays: Vec<_> =
        recent.filter(|past| past.date() == today && past.has_point(code)).collect();
    todays.reverse();
    let mut dose = Dose::default();
    // What was pressed on each side, under the names of the sessions that belong together.
    let mut together: Vec<(Vec<SessionId>, [usize; 4])> = Vec::new();
    for past in todays {
        let earlier =
            past.continues().and_then(|id| together.iter().position(|(ids, _)| ids.contains(&id)));
        let place = earlier.unwrap_or(together.len());
        if earlier.is_none() {
            together.push((Vec::new(), [0; 4]));
        }
        let Some((ids, sides)) = together.get_mut(place) else { continue };
        ids.push(past.id());
        for (point, side, pressed, _) in past.presses() {
            if point == code && !pressed.is_zero() {
                dose.pressed += pressed;
                sides[match side {
                    Side::Left => 0,
                    Side::Right => 1,
                    Side::Midline => 2,
                    Side::Both => 3,
                }] += 1;
            }
        }
    }
    dose.times = together.iter().map(|(_, sides)| sides.iter().max().copied().unwrap_or(0)).sum();
    dose
}

/// How often a day the page of a point suggests, where that has been reached: once more would be past it.
#[must_use]
pub fn had_enough(dose: Dose, point: &Point) -> Option<u8> {
    let a_day = a_day(point);
    (dose.times >= a_day.into()).then_some(a_day)
}

/// What goes well in place of a point that was pressed enough today: the first of what would be suggested beside it that
/// this person may play and has not had enough of.
#[must_use]
pub fn instead<'a>(
    point: &Point,
    shelves: &Shelves<'a>,
    person: &Person<'a>,
    book: &Book,
    today: Date,
) -> Option<Suggestion> {
    let mut alone = Routine::own("", "");
    alone.items.push(Item {
        code: point.code.clone(),
        sides: Sides::Both,
        motion: None,
        dose: plan::Dose::UntilRelease,
        times: 1,
        rest: Duration::ZERO,
        note: String::new(),
    });
    suggestions(&alone, shelves, person).into_iter().find(|suggestion| {
        let other = shelves.catalogue.find(suggestion.item.code.as_str());
        other.is_some_and(|other| had_enough(dose_today(book, &other.code, today), other).is_none())
    })
}
