//! How much was done in which week.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;

use super::days;

/// One week, from Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its Monday; `monday.iso_week_date()` gives its number and year by ISO 8601.
    pub monday: Date,
    /// How many sessions began in it.
    pub sessions: usize,
    /// On how many of its days: 0 to 7.
    pub days: u8,
    /// How long was pressed.
    pub pressed: Duration,
}

/// The weeks in which something was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weeks {
    /// The earliest first; no week without a session.
    weeks: Vec<Week>,
}

impl Weeks {
    /// The weeks of those sessions.
    #[must_use]
    pub fn of<'a>(sessions: impl IntoIterator<Item = super::Past<'a>>) -> Self {
        let mut weeks = Gathering::default();
        for past in sessions {
            weeks.session(past.date(), millis(past.pressed()));
        }
        weeks.done()
    }

    /// The weeks in which something was done, the earliest first.
    #[must_use]
    pub fn practised(&self) -> &[Week] {
        &self.weeks
    }

    /// Every week from that of one day to that of another, also those in which nothing was done; none where the second
    /// day lies before the first.
    pub fn between(&self, from: Date, to: Date) -> impl Iterator<Item = Week> {
        let (first, last) = (days::week(from), days::week(to));
        let begin = self.weeks.partition_point(|week| days::week(week.monday) < first);
        let mut known = self.weeks[begin..].iter().copied().peekable();
        (first..=last).map(move |number| {
            let empty = Week {
                monday: days::monday(number),
                sessions: 0,
                days: 0,
                pressed: Duration::ZERO,
            };
            known.next_if(|week| days::week(week.monday) == number).unwrap_or(empty)
        })
    }

    /// The last so many weeks, that of today the last.
    pub fn last(&self, count: u16, today: Date) -> impl Iterator<Item = Week> {
        let from = days::monday(days::week(today).saturating_sub(i32::from(count) - 1));
        let take = usize::from(count);
        self.between(from, today).take(take)
    }

    /// In how many weeks from that of one day to that of another something was done, and how many there are:
    /// "9 of 12".
    #[must_use]
    pub fn practised_of(&self, from: Date, to: Date) -> (usize, usize) {
        let (first, last) = (days::week(from), days::week(to));
        let within =
            self.weeks.iter().filter(|week| (first..=last).contains(&days::week(week.monday)));
        let all = last.saturating_sub(first).saturating_add(1);
        (within.count(), usize::try_from(all).unwrap_or_default())
    }

    /// On how many days something was done.
    #[must_use]
    pub fn days(&self) -> usize {
        self.weeks.iter().map(|week| usize::from(week.days)).sum()
    }

    /// How long was pressed in all.
    #[must_use]
    pub fn pressed(&self) -> Duration {
        self.weeks.iter().map(|week| week.pressed).sum()
    }
}

/// A length in milliseconds; those that a session can have fit.
pub fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    sessions: usize,
    /// A bit for each day, Monday the lowest.
    days: u8,
    millis: u64,
}

/// Weeks while sessions come in, mostly one week after the other.
#[derive(Debug, Default)]
pub struct Gathering {
    done: BTreeMap<i32, Sum>,
    /// The day of the session before, and its number: many of one day follow each other.
    day: Option<(Date, i32)>,
    week: i32,
    now: Sum,
}

impl Gathering {
    pub fn session(&mut self, date: Date, millis: u64) {
        let number = match self.day {
            Some((day, number)) if day == date => number,
            _ => days::number(date),
        };
        self.day = Some((date, number));
        let week = number.div_euclid(7);
        if week != self.week {
            self.put_away();
            self.week = week;
        }
        self.now.sessions += 1;
        self.now.days |= 1 << number.rem_euclid(7);
        self.now.millis += millis;
    }

    fn put_away(&mut self) {
        let now = std::mem::take(&mut self.now);
        if now.sessions > 0 {
            let sum = self.done.entry(self.week).or_default();
            sum.sessions += now.sessions;
            sum.days |= now.days;
            sum.millis += now.millis;
        }
    }

    pub fn done(mut self) -> Weeks {
        self.put_away();
        let week = |(number, sum): (i32, Sum)| Week {
            monday: days::monday(number),
            sessions: sum.sessions,
            days: u8::try_from(sum.days.count_ones()).unwrap_or(7),
            pressed: Duration::from_millis(sum.millis),
        };
        Weeks { weeks: self.done.into_iter().map(week).collect() }
    }
}
