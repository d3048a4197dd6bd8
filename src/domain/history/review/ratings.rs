//! The discomfort before and after, as people rated it. Numbers to look at; nothing here says what they come from.

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::civil::Date;

use super::super::Rating;
use super::Past;

/// A change of so much in a rating of 0 to 10 counts; less is within what people rate one time and another. Its source
/// stands at [`Rating`].
pub const LOWER_BY: u8 = 2;

/// The ratings of one session that has both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// When the session began.
    pub at: Timestamp,
    /// The local day on which it began.
    pub date: Date,
    /// Before it.
    pub before: Rating,
    /// After it.
    pub after: Rating,
}

/// How ratings changed, over sessions that have both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// How many sessions have both.
    pub rated: usize,
    /// After is lower than before by [`LOWER_BY`] or more.
    pub lower: usize,
    /// After is higher than before by [`LOWER_BY`] or more.
    pub higher: usize,
    /// The others: about the same.
    pub same: usize,
}

impl Changes {
    fn count(&mut self, before: Rating, after: Rating) {
        self.rated += 1;
        if after.get() + LOWER_BY <= before.get() {
            self.lower += 1;
        } else if before.get() + LOWER_BY <= after.get() {
            self.higher += 1;
        } else {
            self.same += 1;
        }
    }
}

/// All ratings of some sessions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ratings {
    /// Of each session that has both, the earliest first.
    pub pairs: Vec<Pair>,
    /// How many sessions have only one of the two.
    pub halves: usize,
    /// How they changed.
    pub changes: Changes,
    /// The same by the key of the complaint that was rated (`None` where none was named), the most often rated first.
    /// Complaints that never have both ratings are left out.
    pub complaints: Vec<(Option<String>, Changes)>,
}

/// Ratings while sessions come in.
#[derive(Debug, Default)]
pub struct Gathering<'a> {
    ratings: Ratings,
    /// By the number of the complaint plus one.
    complaints: Vec<(Option<&'a str>, Changes)>,
}

impl<'a> Gathering<'a> {
    pub fn session(&mut self, past: Past<'a>) {
        let (before, after) = match past.rated() {
            (Some(before), Some(after)) => (before, after),
            (None, None) => return,
            _ => {
                self.ratings.halves += 1;
                return;
            }
        };
        self.ratings.changes.count(before, after);
        let pair = Pair { at: past.moment(), date: past.date(), before, after };
        self.ratings.pairs.push(pair);
        let number = past.numbers().1.map_or(0, |number| number as usize + 1);
        if number >= self.complaints.len() {
            self.complaints.resize(number + 1, (None, Changes::default()));
        }
        let (key, changes) = &mut self.complaints[number];
        *key = past.complaint();
        changes.count(before, after);
    }

    pub fn done(mut self) -> Ratings {
        // They mostly come newest first.
        self.ratings.pairs.reverse();
        self.ratings.pairs.sort_by_key(|pair| pair.at);
        let mut complaints = self.complaints;
        complaints.retain(|(_, changes)| changes.rated > 0);
        complaints.sort_by_key(|(key, changes)| (Reverse(changes.rated), *key));
        let owned = |(key, changes): (Option<&str>, Changes)| (key.map(str::to_owned), changes);
        self.ratings.complaints = complaints.into_iter().map(owned).collect();
        self.ratings
    }
}
