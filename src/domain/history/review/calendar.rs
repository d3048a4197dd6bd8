//! A year on one sheet: a column for each week, Monday on top, a shade for each day.

use std::time::Duration;

use jiff::Span;
use jiff::civil::{Date, date};

use super::{Past, days};

/// From how many minutes on a day has the second, the third and the fourth shade; the first is for less.
///
/// A point on both sides takes two to four minutes, proposed routines take 5, 10, 15 and 20, and after thirty the
/// thumbs are to rest ([`crate::domain::routine::LONGEST_THUMB`]). The shades are the same for everybody and for each
/// year, so that no day grows pale beside another.
pub const SHADES: [u64; 3] = [5, 15, 30];

/// What was done on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Day {
    /// How many sessions began on it.
    pub sessions: u32,
    /// How long was pressed in them.
    pub pressed: Duration,
}

/// The shade of a day: 0 where nothing was done, then 1 to 4 as [`SHADES`] says.
#[must_use]
pub fn shade(day: Day) -> u8 {
    if day.sessions == 0 {
        return 0;
    }
    SHADES.iter().zip(2..).fold(
        1,
        |shade, (minutes, next)| {
            if day.pressed.as_secs() >= minutes * 60 { next } else { shade }
        },
    )
}

/// Where to go from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// To the day before.
    PreviousDay,
    /// To the day after.
    NextDay,
    /// To the same weekday of the week before.
    PreviousWeek,
    /// To the same weekday of the week after.
    NextWeek,
    /// To the same day of the month before, or its last.
    PreviousMonth,
    /// To the same day of the month after, or its last.
    NextMonth,
    /// To the first day of its row: the same weekday.
    RowStart,
    /// To the last day of its row.
    RowEnd,
    /// To the first day of all.
    First,
    /// To the last day of all.
    Last,
}

/// The days of a calendar in columns of weeks, Monday on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    first: Date,
    last: Date,
}

impl Grid {
    /// Monday to Sunday.
    pub const ROWS: usize = 7;

    /// A calendar year: 53 columns, or 54 in a leap year that begins on a Sunday (2012, 2040).
    #[must_use]
    pub fn year(year: i16) -> Self {
        let first = Date::new(year, 1, 1).unwrap_or(date(1970, 1, 1));
        Self { first, last: first.last_of_year() }
    }

    /// The 53 weeks up to a day: always 53 columns, that day in the last one.
    #[must_use]
    pub fn up_to(today: Date) -> Self {
        Self { first: days::monday(days::week(today).saturating_sub(52)), last: today }
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub const fn last(self) -> Date {
        self.last
    }

    /// How many days it has.
    #[must_use]
    pub fn days(self) -> usize {
        usize::try_from(days::number(self.last) - days::number(self.first) + 1).unwrap_or_default()
    }

    /// How many columns it has.
    #[must_use]
    pub fn columns(self) -> usize {
        usize::try_from(days::week(self.last) - days::week(self.first) + 1).unwrap_or_default()
    }

    /// Whether it holds that day.
    #[must_use]
    pub fn has(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The column and the row of a day, counted from 0; `None` for a day that it does not hold.
    #[must_use]
    pub fn cell(self, day: Date) -> Option<(usize, usize)> {
        if !self.has(day) {
            return None;
        }
        let column = usize::try_from(days::week(day) - days::week(self.first)).ok()?;
        let row = usize::try_from(days::number(day).rem_euclid(7)).ok()?;
        Some((column, row))
    }

    /// The day of a column and a row; `None` outside of the calendar.
    #[must_use]
    pub fn day(self, column: usize, row: usize) -> Option<Date> {
        if column >= self.columns() || row >= Self::ROWS {
            return None;
        }
        let week = days::week(self.first) + i32::try_from(column).ok()?;
        let day = days::day(week * 7 + i32::try_from(row).ok()?);
        self.has(day).then_some(day)
    }

    /// The day that a step leads to. A step that would lead out of the calendar leads nowhere, but for one by a month,
    /// which ends at its first or last day; so does one from a day outside.
    #[must_use]
    pub fn step(self, from: Date, step: Step) -> Date {
        let from = from.clamp(self.first, self.last);
        let by = |count: i32| {
            let day = days::day(days::number(from) + count);
            if self.has(day) { day } else { from }
        };
        let months = |count: i32| {
            from.saturating_add(Span::new().months(count)).clamp(self.first, self.last)
        };
        let (row, end) = (days::number(from), days::number(self.last));
        match step {
            Step::PreviousDay => by(-1),
            Step::NextDay => by(1),
            Step::PreviousWeek => by(-7),
            Step::NextWeek => by(7),
            Step::PreviousMonth => months(-1),
            Step::NextMonth => months(1),
            Step::RowStart => by(-((row - days::number(self.first)) / 7 * 7)),
            Step::RowEnd => by((end - row) / 7 * 7),
            Step::First => self.first,
            Step::Last => self.last,
        }
    }

    /// The first day of each month within it, and the column of that day: where the names of the months stand.
    pub fn months(self) -> impl Iterator<Item = (usize, Date)> {
        let mut month = self.first.first_of_month();
        std::iter::from_fn(move || {
            let this = month;
            month = this.checked_add(Span::new().months(1)).ok()?;
            Some(this)
        })
        .take_while(move |month| *month <= self.last)
        .filter_map(move |month| Some((self.cell(month)?.0, month)))
    }
}

/// What was done on each day of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its days.
    pub grid: Grid,
    /// One for each day, from the first on.
    days: Vec<Day>,
}

impl Calendar {
    /// What those sessions come to on each day; those outside of the grid are passed over.
    #[must_use]
    pub fn of<'a>(sessions: impl IntoIterator<Item = Past<'a>>, grid: Grid) -> Self {
        let mut all = Self { grid, days: vec![Day::default(); grid.days()] };
        for past in sessions {
            if let Some(place) = all.place(past.date())
                && let Some(day) = all.days.get_mut(place)
            {
                day.sessions = day.sessions.saturating_add(1);
                day.pressed += past.pressed();
            }
        }
        all
    }

    /// What was done on a day; nothing for one outside of the grid.
    #[must_use]
    pub fn on(&self, date: Date) -> Day {
        self.place(date).and_then(|place| self.days.get(place).copied()).unwrap_or_default()
    }

    /// The days of the grid, each with what was done on it.
    pub fn iter(&self) -> impl Iterator<Item = (Date, Day)> {
        let first = days::number(self.grid.first);
        (first..).map(days::day).zip(self.days.iter().copied())
    }

    fn place(&self, date: Date) -> Option<usize> {
        if !self.grid.has(date) {
            return None;
        }
        usize::try_from(days::number(date) - days::number(self.grid.first)).ok()
    }
}
