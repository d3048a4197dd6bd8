//! One past session as a book holds it: cheap to ask, and made whole where all of it is wanted.

use std::time::Duration;

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use super::super::{
    LONGER, Outcome, PastPress, PressEnd, Rating, Said, Session, SessionId, StepOutcome, StopReason,
};
use super::Book;
use super::row::Row;
use crate::domain::code::Code;
use crate::domain::point::Side;

/// A past session in its book.
#[derive(Debug, Clone, Copy)]
pub struct Past<'a> {
    pub(super) book: &'a Book,
    pub(super) row: &'a Row,
}

/// One press of a past session in few bytes: its point as the number that it has in its book.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain::history) struct Step {
    pub(in crate::domain::history) point: u32,
    pub(in crate::domain::history) side: Side,
    /// In milliseconds.
    pub(in crate::domain::history) pressed: u32,
    pub(in crate::domain::history) came_out: StepOutcome,
}

impl<'a> Past<'a> {
    /// Its name in the log.
    #[must_use]
    pub fn id(self) -> SessionId {
        self.book.names.id(self.row.key)
    }

    /// When it began, with the time zone in force then.
    #[must_use]
    pub fn began(self) -> Zoned {
        self.row.began_at(&self.book.names)
    }

    /// The same without its zone; cheaper.
    #[must_use]
    pub fn moment(self) -> Timestamp {
        Timestamp::from_microsecond(self.row.began()).unwrap_or_default()
    }

    /// The session that had broken off and was taken up with this one, if one was.
    #[must_use]
    pub fn continues(self) -> Option<SessionId> {
        self.row.continues().map(|key| self.book.names.id(key))
    }

    /// The local day on which it began.
    #[must_use]
    pub const fn date(self) -> Date {
        self.row.date
    }

    /// Its presses: which point, which side, how long, and how it ended.
    pub fn presses(self) -> impl Iterator<Item = (&'a Code, Side, Duration, Option<PressEnd>)> {
        self.row.presses.iter().enumerate().filter_map(move |(index, press)| {
            let code = self.book.names.code_of(press.point)?;
            let pressed = Duration::from_millis(self.row.pressed_ms(index, press).into());
            Some((code, press.side, pressed, press.end))
        })
    }

    /// Its presses with numbers in place of codes: the cheapest way to look at many.
    pub(in crate::domain::history) fn steps(self) -> impl Iterator<Item = Step> + 'a {
        self.row.presses.iter().enumerate().map(move |(index, press)| {
            let pressed = self.row.pressed_ms(index, press);
            let is_longer = pressed > press.most_ms.saturating_add(LONGER);
            let came_out = StepOutcome::of(press.end, is_longer);
            Step { point: press.point, side: press.side, pressed, came_out }
        })
    }

    /// When it began, in microseconds since 1970.
    pub(in crate::domain::history) fn micros(self) -> i64 {
        self.row.began()
    }

    /// The point of a number.
    pub(in crate::domain::history) fn code_of(self, number: u32) -> Option<&'a Code> {
        self.book.names.code_of(number)
    }

    /// The numbers of its routine and of its complaint.
    pub(in crate::domain::history) fn numbers(self) -> (Option<u32>, Option<u32>) {
        (self.row.routine_number(), self.row.complaint_number())
    }

    /// How long was pressed in all, pauses and changes not counted.
    #[must_use]
    pub fn pressed(self) -> Duration {
        let presses = self.row.presses.iter().enumerate();
        let millis = presses.map(|(index, press)| u64::from(self.row.pressed_ms(index, press)));
        Duration::from_millis(millis.sum())
    }

    /// Whether it planned that point.
    #[must_use]
    pub fn has_point(self, code: &Code) -> bool {
        let number = self.book.names.known_code(code);
        number.is_some_and(|number| self.row.presses.iter().any(|press| press.point == number))
    }

    /// The key of the routine that was played, if one was.
    #[must_use]
    pub fn routine(self) -> Option<&'a str> {
        self.row.routine(&self.book.names)
    }

    /// The key of the complaint that was rated, if one was.
    #[must_use]
    pub fn complaint(self) -> Option<&'a str> {
        self.row.complaint_number().map(|number| self.book.names.texts.text(number))
    }

    /// How it ended, and why if it was stopped.
    #[must_use]
    pub fn outcome(self) -> (Outcome, Option<StopReason>) {
        self.row.finish()
    }

    /// How strong the discomfort was before and after it.
    #[must_use]
    pub fn rated(self) -> (Option<Rating>, Option<Rating>) {
        self.row.rated()
    }

    /// The remark, empty without one.
    #[must_use]
    pub fn remark(self) -> &'a str {
        self.row.remark()
    }

    /// The tags, sorted.
    #[must_use]
    pub fn tags(self) -> &'a [String] {
        self.row.tags()
    }

    /// It was noted by hand.
    #[must_use]
    pub const fn is_by_hand(self) -> bool {
        self.row.by_hand
    }

    /// It is struck: kept, and counted nowhere.
    #[must_use]
    pub fn is_struck(self) -> bool {
        self.row.is_struck()
    }

    /// The whole of it.
    #[must_use]
    pub fn session(self) -> Session {
        let (row, names) = (self.row, &self.book.names);
        let presses = row.presses.iter().enumerate().filter_map(|(index, press)| {
            Some(PastPress {
                planned: press.plan(names)?,
                pressed: Duration::from_millis(row.pressed_ms(index, press).into()),
                end: press.end,
            })
        });
        let (outcome, reason) = row.finish();
        let (before, after) = row.rated();
        Session {
            id: self.id(),
            started: self.began(),
            last: row.last_at(names),
            routine: self.routine().map(str::to_owned),
            continues: row.continues().map(|key| names.id(key)),
            presses: presses.collect(),
            outcome,
            reason,
            by_hand: row.by_hand,
            said: Said {
                before,
                after,
                complaint: self.complaint().map(str::to_owned),
                worse: row.worse(),
                remark: row.remark().to_owned(),
                tags: row.tags().to_vec(),
                struck: row.is_struck(),
                revision: row.revision(),
            },
        }
    }
}
