//! A long list under headings: where each day, week or month begins.

use std::time::Duration;

use jiff::civil::Date;

use super::{Past, days};

/// What stands under one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Grouping {
    /// A local day.
    Day,
    /// A week, from Monday to Sunday.
    #[default]
    Week,
    /// A month.
    Month,
}

impl Grouping {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// The first day of the group that a day belongs to: itself, its Monday, the first of its month.
    #[must_use]
    pub fn start(self, date: Date) -> Date {
        match self {
            Self::Day => date,
            Self::Week => days::monday(days::week(date)),
            Self::Month => date.first_of_month(),
        }
    }
}

/// The sessions under one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// The day, the Monday of the week, or the first of the month.
    pub start: Date,
    /// The position of its first session in the list that was given, counted from 0.
    pub first: usize,
    /// How many sessions it has; at least one.
    pub count: usize,
    /// How long was pressed in them.
    pub pressed: Duration,
}

/// What stands at one line of a list with headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of the group of that number.
    Heading(usize),
    /// The session at that position of the list that was given.
    Session(usize),
}

/// The headings of a list of sessions: which stands where, asked for in no time for any line.
///
/// A group is what stands together. Sessions stand in the order in which they began; where somebody flew westwards
/// a day may come twice, with another between its parts, and has two headings then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Groups {
    groups: Vec<Group>,
    sessions: usize,
}

impl Groups {
    /// The groups of a list, in its order.
    #[must_use]
    pub fn of<'a>(sessions: impl IntoIterator<Item = Past<'a>>, by: Grouping) -> Self {
        let mut all = Self::default();
        // Many of one day follow each other.
        let mut known: Option<(Date, Date)> = None;
        for past in sessions {
            let date = past.date();
            let start = match known {
                Some((of, start)) if of == date => start,
                _ => by.start(date),
            };
            known = Some((date, start));
            match all.groups.last_mut().filter(|group| group.start == start) {
                Some(group) => {
                    group.count += 1;
                    group.pressed += past.pressed();
                }
                None => all.groups.push(Group {
                    start,
                    first: all.sessions,
                    count: 1,
                    pressed: past.pressed(),
                }),
            }
            all.sessions += 1;
        }
        all
    }

    /// The groups, in the order of the list.
    #[must_use]
    pub fn as_slice(&self) -> &[Group] {
        &self.groups
    }

    /// How many lines the list has with its headings.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.sessions + self.groups.len()
    }

    /// What stands at a line, counted from 0; `None` past the end.
    #[must_use]
    pub fn line(&self, line: usize) -> Option<Line> {
        if line >= self.lines() {
            return None;
        }
        // The heading of each group stands at its first session, further down by the headings before it.
        let after = self.begun_by(|number, group| group.first + number <= line);
        let number = after.checked_sub(1)?;
        let heading = self.groups.get(number)?.first + number;
        Some(if line == heading { Line::Heading(number) } else { Line::Session(line - number - 1) })
    }

    /// The number of the group of the session at that position; `None` past the end.
    #[must_use]
    pub fn of_session(&self, position: usize) -> Option<usize> {
        let after = self.begun_by(|_, group| group.first <= position);
        after.checked_sub(1).filter(|_| position < self.sessions)
    }

    /// The line at which the session at that position stands; `None` past the end.
    #[must_use]
    pub fn line_of_session(&self, position: usize) -> Option<usize> {
        Some(position + self.of_session(position)? + 1)
    }

    /// How many groups, from the first on, are so.
    fn begun_by(&self, is: impl Fn(usize, &Group) -> bool) -> usize {
        let (mut low, mut high) = (0, self.groups.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if is(middle, &self.groups[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
