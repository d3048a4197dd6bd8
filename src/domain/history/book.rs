//! All sessions, kept small: some 200 bytes each, so that a life's worth of them fits into memory and is searched
//! within a frame.
//!
//! A book takes notes in any order and any number of times, and comes out the same: what it keeps of each matter is
//! the greatest of what was said of it, by what is said alone. Moments are kept to the microsecond.

use std::cmp::Ordering;
use std::collections::HashMap;

use jiff::civil::Date;

use super::{Entry, Note, Session, SessionId};

mod names;
mod past;
mod row;

use names::{Key, Names};
pub use past::Past;
pub(super) use past::Step;
use row::{Came, Finish, Row};

/// Up to so many rows are put in their places one by one; more are sorted with the rest.
const FEW: usize = 64;

/// All sessions that are known, in order.
#[derive(Debug, Clone, Default)]
pub struct Book {
    rows: Vec<Row>,
    index: HashMap<Key, u32>,
    /// The rows that have a start, newest first.
    order: Vec<u32>,
    /// The rows that came or moved since the rest was put in order.
    moved: Vec<u32>,
    names: Names,
    left_out: Option<Key>,
}

impl Book {
    /// A book of those notes.
    #[must_use]
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut book = Self::default();
        for entry in entries {
            book.gather(entry);
        }
        book.settle();
        book
    }

    /// Takes one more note.
    pub fn take(&mut self, entry: &Entry) {
        self.gather(entry);
        self.settle();
    }

    /// Takes one of many notes; [`Self::settle`] must follow the last of them.
    pub fn gather(&mut self, entry: &Entry) {
        let place = self.place_of(&entry.session);
        let names = &mut self.names;
        let Some(row) = self.rows.get_mut(place as usize) else { return };
        let before = row.began();
        let had_start = row.has_start();
        row.saw(&entry.at, names);
        match &entry.note {
            Note::Started { presses, routine, continues, by_hand } => {
                let start = row::Start {
                    at: by_hand.as_ref().unwrap_or(&entry.at),
                    presses,
                    routine: routine.as_deref(),
                    continues: continues.as_ref(),
                    by_hand: by_hand.is_some(),
                };
                row.start(&start, names);
            }
            Note::Press { index, pressed, end } => row.press(*index, Came::new(*pressed, *end)),
            Note::Ended { outcome, reason } => {
                row.end(Finish::new(*outcome, *reason), row::micros(&entry.at));
            }
            Note::Changed { revision, change } => row.change(*revision, change, names),
        }
        if row.has_start() && (!had_start || row.began() != before) {
            self.moved.push(place);
        }
    }

    /// Puts everything in order, and gives back the memory that was set aside for more.
    pub fn settle(&mut self) {
        let mut moved = std::mem::take(&mut self.moved);
        if moved.is_empty() {
            return;
        }
        moved.sort_unstable();
        moved.dedup();
        for place in &moved {
            if let Some(row) = self.rows.get_mut(*place as usize) {
                row.date_it(&self.names);
            }
        }
        let mut order = std::mem::take(&mut self.order);
        if moved.len() < FEW {
            order.retain(|place| moved.binary_search(place).is_err());
            for place in moved {
                let at = order.partition_point(|other| self.newer_first(*other, place).is_lt());
                order.insert(at, place);
            }
        } else {
            order.extend(moved);
            order.sort_unstable();
            order.dedup();
            order.sort_unstable_by(|one, other| self.newer_first(*one, *other));
            order.shrink_to_fit();
            self.rows.shrink_to_fit();
        }
        self.order = order;
    }

    fn newer_first(&self, one: u32, other: u32) -> Ordering {
        let row = |place: u32| self.rows.get(place as usize);
        let (Some(one), Some(other)) = (row(one), row(other)) else { return Ordering::Equal };
        let by_moment = other.began().cmp(&one.began());
        by_moment.then_with(|| self.names.compare(other.key, one.key))
    }

    /// Leaves a session out of everything that is asked, for as long as it goes on.
    pub fn leave_out(&mut self, running: Option<SessionId>) {
        self.left_out = running.map(|id| self.names.key(&id));
    }

    /// Every session that has a start, struck ones too, newest first.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = Past<'_>> + Clone {
        self.placed().map(|(_, past)| past)
    }

    /// The same, each with its place.
    pub(super) fn placed(&self) -> impl DoubleEndedIterator<Item = (u32, Past<'_>)> + Clone {
        let all = self.order.iter().filter_map(|place| Some((*place, self.at(*place)?)));
        all.filter(|(_, past)| self.left_out != Some(past.row.key))
    }

    /// The session at a place that [`Self::places`] gave.
    #[must_use]
    pub fn at(&self, place: u32) -> Option<Past<'_>> {
        self.rows.get(place as usize).map(|row| Past { book: self, row })
    }

    /// Every session that counts: those that are not struck, newest first.
    pub fn sessions(&self) -> impl DoubleEndedIterator<Item = Past<'_>> + Clone {
        self.all().filter(|past| !past.is_struck())
    }

    /// The session of that name.
    #[must_use]
    pub fn find(&self, id: &SessionId) -> Option<Past<'_>> {
        let place = self.index.get(&self.names.known(id)?)?;
        let row = self.rows.get(*place as usize).filter(|row| row.has_start())?;
        Some(Past { book: self, row })
    }

    /// What began on that local day or later, newest first; struck ones are left out.
    #[must_use]
    pub fn since(&self, day: Date) -> Vec<Session> {
        // Days of different zones may overlap: two days further on nothing can come any more.
        let far = day.saturating_sub(jiff::Span::new().days(2));
        self.sessions()
            .take_while(|past| past.date() >= far)
            .filter(|past| past.date() >= day)
            .map(Past::session)
            .collect()
    }

    /// The last session that played the routine of that key, if one did.
    #[must_use]
    pub fn last_of_routine(&self, key: &str) -> Option<Past<'_>> {
        let number = self.names.texts.known(key)?;
        self.sessions().find(|past| past.row.routine_number() == Some(number))
    }

    /// Whether nothing was ever done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sessions().next().is_none()
    }

    /// The sessions that have notes but no start, in the order of their names.
    #[must_use]
    pub fn startless(&self) -> Vec<SessionId> {
        let rows = self.rows.iter().filter(|row| !row.has_start());
        let mut ids: Vec<SessionId> = rows.map(|row| self.names.id(row.key)).collect();
        ids.sort_unstable();
        ids
    }

    fn place_of(&mut self, id: &SessionId) -> u32 {
        let key = self.names.key(id);
        if let Some(place) = self.index.get(&key) {
            return *place;
        }
        // Four thousand million sessions do not fit into memory.
        let place = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(Row::new(key));
        let _ = self.index.insert(key, place);
        place
    }
}
