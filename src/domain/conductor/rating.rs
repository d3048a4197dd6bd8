//! What the person says of the session at hand: how strong it was before and is now, a remark, tags.

use super::{Ask, Conductor, reading};
use crate::domain::history::{Change, Rating, Said};

impl Conductor {
    /// What the person has said of the session, as it stands in the log.
    #[must_use]
    pub const fn said(&self) -> &Said {
        &self.said
    }

    /// What is rated, and how strong it is before the session begins. It is noted with the session's beginning, and not
    /// at all if there is none.
    pub fn rated_before(&mut self, complaint: Option<String>, before: Option<Rating>) -> Vec<Ask> {
        self.complaint = complaint;
        if before.is_some() {
            self.said_before =
                Change { before: Some(before), ..self.with_complaint(Change::default()) };
        }
        let mut asks = Vec::new();
        if self.noted {
            self.note_what_was_said(&mut asks);
        }
        asks
    }

    /// The key of the complaint that is rated; none for something else.
    #[must_use]
    pub fn complaint(&self) -> Option<&str> {
        self.complaint.as_deref()
    }

    /// Whether it is over, and was a session of which something can be said.
    #[must_use]
    pub fn can_be_rated(&self) -> bool {
        self.over.is_some() && self.noted && self.run.pressed_something()
    }

    /// Notes what is said of the session, as far as it is new. Of what is not in the log nothing is noted.
    pub fn says(&mut self, change: Change) -> Vec<Ask> {
        let change = if change.after.is_some() { self.with_complaint(change) } else { change };
        let note = if self.noted { self.said.hear(change) } else { None };
        note.map(Ask::Note).into_iter().collect()
    }

    /// The answer to how strong it is now, or that there is none; the voice says what it heard.
    pub fn rates(&mut self, rating: Option<Rating>) -> Vec<Ask> {
        if !self.can_be_rated() {
            return Vec::new();
        }
        // Passing over the question takes nothing back that was said.
        let change = Change { after: rating.map(Some), ..Change::default() };
        let mut asks = self.says(change);
        let lines = self.script().map(|script| match rating {
            Some(rating) => script.rated.get(usize::from(rating.get())).cloned(),
            None => script.not_rated.first().cloned(),
        });
        if let Some(line) = lines.flatten() {
            asks.extend(reading(&[line]));
        }
        asks
    }

    fn with_complaint(&self, change: Change) -> Change {
        Change { complaint: self.complaint.clone().map(Some), ..change }
    }

    pub(super) fn note_what_was_said(&mut self, asks: &mut Vec<Ask>) {
        let said = std::mem::take(&mut self.said_before);
        asks.extend(self.said.hear(said).map(Ask::Note));
    }
}
