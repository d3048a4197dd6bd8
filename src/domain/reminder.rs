//! Reminders: what a person wants to be reminded of, on which days, at which times, and when it is said.
//!
//! A reminder is due when one of its times passes on one of its days. It is said once, and not at all when
//! what it reminds of was done that day, when the person said "not today", or when the machine slept past
//! it for longer than [`LATE`]. Times are those of the wall: on the day that skips an hour a time within
//! it comes an hour later, and on the day that has an hour twice it comes the first time only.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time, Weekday};
use jiff::{SignedDuration, Timestamp, Zoned};

use super::code::Code;
use super::history::{Outcome, Session};

#[cfg(test)]
mod tests;

/// "In 10 minutes".
pub const SNOOZE: SignedDuration = SignedDuration::from_mins(10);
/// What the machine slept past is still said when it wakes within this time, and left out after it.
pub const LATE: SignedDuration = SignedDuration::from_hours(2);

/// The days of a week, Monday first.
pub const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// What one can be reminded of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// A point.
    Point(Code),
    /// A routine, by its key.
    Routine(String),
}

/// A set of the days of a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Days([bool; 7]);

impl Days {
    /// Every day.
    pub const ALL: Self = Self([true; 7]);
    /// Monday to Friday.
    pub const WEEKDAYS: Self = Self([true, true, true, true, true, false, false]);
    /// Saturday and Sunday.
    pub const WEEKEND: Self = Self([false, false, false, false, false, true, true]);

    /// Whether that day is among them.
    #[must_use]
    pub fn has(self, day: Weekday) -> bool {
        self.days().any(|one| one == day)
    }

    /// The same with that day in it if it was not, and without it if it was.
    #[must_use]
    pub fn turned(self, day: Weekday) -> Self {
        self.with(day, !self.has(day))
    }

    /// The same with or without that day.
    #[must_use]
    pub fn with(mut self, day: Weekday, is_in: bool) -> Self {
        for (place, one) in self.0.iter_mut().zip(WEEK) {
            if one == day {
                *place = is_in;
            }
        }
        self
    }

    /// Those that are in it, Monday first.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().zip(self.0).filter_map(|(day, is_in)| is_in.then_some(day))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.days().next().is_none()
    }
}

/// One reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Of what.
    pub what: What,
    /// In the person's own words when: "after lunch". May be empty.
    pub label: String,
    /// On which days.
    pub days: Days,
    /// At which times of day, each a whole minute.
    pub times: BTreeSet<Time>,
    /// Whether it is on.
    pub is_on: bool,
}

impl Reminder {
    /// When it comes next after `now`; `None` when it is off or has no day or no time.
    #[must_use]
    pub fn next(&self, now: &Zoned) -> Option<Zoned> {
        // Eight days: today's times may be over, and those of this day next week come then.
        let mut date = now.date();
        for _ in 0..=7 {
            let next = self.moments(date, now).map(|(_, at)| at).filter(|at| at > now).min();
            if next.is_some() {
                return next;
            }
            date = date.tomorrow().ok()?;
        }
        None
    }

    /// Its times on a day, as moments in the time zone of `now`.
    fn moments(&self, date: Date, now: &Zoned) -> impl Iterator<Item = (Time, Zoned)> {
        let is_due = self.is_on && self.days.has(date.weekday());
        let zone = now.time_zone().clone();
        self.times.iter().filter(move |_| is_due).filter_map(move |time| {
            let at = date.to_datetime(*time).to_zoned(zone.clone()).ok()?;
            Some((*time, at))
        })
    }
}

/// How it stands with something that one could be reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was not done today.
    Open,
    /// It was done today.
    Done,
    /// It is not known any more, or the person's answers leave it out.
    NotOffered,
}

/// Whether each of those points was pressed since midnight, in sessions that were played to their end.
/// A routine is done when every point that is played of it is: the history knows no routines yet. Without
/// points nothing is done.
#[must_use]
pub fn is_done(points: &[Code], sessions: &[Session], now: &Zoned) -> bool {
    let Ok(midnight) = now.start_of_day() else { return false };
    let today: Vec<&Session> = sessions
        .iter()
        .filter(|one| {
            // Another device may have been in another time zone: the moment counts, not its date there.
            one.started.timestamp() >= midnight.timestamp()
                && matches!(one.outcome, Outcome::Done | Outcome::Released | Outcome::Partial)
        })
        .collect();
    let is_pressed = |code: &Code| {
        let presses = today.iter().flat_map(|session| &session.presses);
        presses.into_iter().any(|press| press.planned.point == *code && !press.pressed.is_zero())
    };
    !points.is_empty() && points.iter().all(is_pressed)
}

/// A reminder to be said now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Of what.
    pub what: What,
    /// The person's own words for when; may be empty.
    pub label: String,
    /// The moment for which it was set.
    pub at: Timestamp,
}

/// A reminder that is to come again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snoozed {
    /// The person's own words for when; may be empty.
    pub label: String,
    /// When it comes again.
    pub until: Timestamp,
}

/// What has been said and answered, so that nothing is said twice. It outlives the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// When was looked last; what was due before counts as said.
    pub looked: Option<Timestamp>,
    /// The times that have passed, said or not: a clock that is set back brings none of them again.
    pub passed: BTreeSet<(What, Date, Time)>,
    /// What comes again.
    pub snoozed: BTreeMap<What, Snoozed>,
    /// What is not to be heard of on that day.
    pub not_today: BTreeSet<(What, Date)>,
}

impl Memory {
    /// What is due at `now`, each thing once, however many of its times have passed since the last look.
    ///
    /// `standing` is asked only of what would otherwise be said.
    pub fn look(
        &mut self,
        reminders: &[Reminder],
        now: &Zoned,
        mut standing: impl FnMut(&What) -> Standing,
    ) -> Vec<Due> {
        let at = now.timestamp();
        // The first look ever begins the count, and so does one after the clock was set back.
        let since = self.looked.filter(|looked| *looked <= at).unwrap_or(at).max(earlier(at, LATE));
        self.looked = Some(at);
        let mut due: BTreeMap<What, Due> = BTreeMap::new();
        let mut take = |one: Due| match due.get(&one.what) {
            Some(known) if known.at >= one.at => {}
            _ => drop(due.insert(one.what.clone(), one)),
        };
        let today = now.date();
        let yesterday = today.yesterday().unwrap_or(today);
        for (reminder, date) in
            reminders.iter().flat_map(|one| [yesterday, today].map(|date| (one, date)))
        {
            for (time, moment) in reminder.moments(date, now) {
                let moment = moment.timestamp();
                if moment > since
                    && moment <= at
                    && self.passed.insert((reminder.what.clone(), date, time))
                {
                    let (what, label) = (reminder.what.clone(), reminder.label.clone());
                    take(Due { what, label, at: moment });
                }
            }
        }
        for (what, one) in self.ripe(at) {
            let is_wanted = reminders.iter().any(|own| own.is_on && own.what == what);
            if is_wanted && one.until >= earlier(at, LATE) {
                take(Due { what, label: one.label, at: one.until });
            }
        }
        self.passed.retain(|(_, date, _)| *date >= yesterday);
        self.not_today.retain(|(_, date)| *date >= yesterday);
        let is_open = |one: &Due| {
            !self.not_today.contains(&(one.what.clone(), today))
                && standing(&one.what) == Standing::Open
        };
        let due: Vec<Due> = due.into_values().filter(is_open).collect();
        for one in &due {
            // What is said now need not come again in a few minutes.
            let _ = self.snoozed.remove(&one.what);
        }
        due
    }

    /// Takes out what is to come again by now. A clock that was set back lets nothing wait for longer than
    /// was asked for.
    fn ripe(&mut self, at: Timestamp) -> BTreeMap<What, Snoozed> {
        let latest = later(at, SNOOZE);
        for one in self.snoozed.values_mut() {
            one.until = one.until.min(latest);
        }
        let (ripe, waiting) =
            std::mem::take(&mut self.snoozed).into_iter().partition(|(_, one)| one.until <= at);
        self.snoozed = waiting;
        ripe
    }

    /// Lets it come again after [`SNOOZE`].
    pub fn snooze(&mut self, due: &Due, now: Timestamp) {
        self.again(due, later(now, SNOOZE));
    }

    /// Lets it come again at that moment, at the latest after [`SNOOZE`].
    pub fn again(&mut self, due: &Due, until: Timestamp) {
        let snoozed = Snoozed { label: due.label.clone(), until };
        let _ = self.snoozed.insert(due.what.clone(), snoozed);
    }

    /// Says no more of it on that day.
    pub fn leave_for(&mut self, what: &What, day: Date) {
        let _ = self.snoozed.remove(what);
        let _ = self.not_today.insert((what.clone(), day));
    }

    /// When there is something to look for next.
    #[must_use]
    pub fn next_at(&self, reminders: &[Reminder], now: &Zoned) -> Option<Timestamp> {
        let times = reminders.iter().filter_map(|one| one.next(now)).map(|at| at.timestamp());
        times.chain(self.snoozed.values().map(|one| one.until)).min()
    }
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}
