//! Which sessions a person wants to see.

use jiff::civil::Date;

use super::{Book, Outcome, Past};
use crate::domain::code::Code;

/// What must be true of a session; what is `None` or empty is not asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// It planned this point.
    pub point: Option<Code>,
    /// It played the routine of this key.
    pub routine: Option<String>,
    /// The complaint of this key was rated.
    pub complaint: Option<String>,
    /// It ended so.
    pub outcome: Option<Outcome>,
    /// It began on this local day or later.
    pub from: Option<Date>,
    /// It began on this local day or earlier.
    pub to: Option<Date>,
    /// Every word of this stands in its remark or its tags, in small or capital letters.
    pub text: String,
    /// Struck sessions, and none but these; else they are left out.
    pub struck: bool,
}

impl Filter {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { text: self.text.clone(), ..Self::default() } && self.text.trim().is_empty()
    }

    /// Whether a session is one of those. Asking of many, [`Book::filtered`] is faster.
    #[must_use]
    pub fn passes(&self, past: Past<'_>) -> bool {
        self.passes_plain(past) && has_words(past, &self.words())
    }

    fn passes_plain(&self, past: Past<'_>) -> bool {
        past.is_struck() == self.struck
            && self.from.is_none_or(|from| past.date() >= from)
            && self.to.is_none_or(|to| past.date() <= to)
            && self.outcome.is_none_or(|outcome| past.outcome().0 == outcome)
            && self.point.as_ref().is_none_or(|code| past.has_point(code))
            && self.routine.as_deref().is_none_or(|key| past.routine() == Some(key))
            && self.complaint.as_deref().is_none_or(|key| past.complaint() == Some(key))
    }

    fn words(&self) -> Vec<String> {
        self.text.split_whitespace().map(str::to_lowercase).collect()
    }
}

fn has_words(past: Past<'_>, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let remark = past.remark().to_lowercase();
    let tags: Vec<String> = past.tags().iter().map(|tag| tag.to_lowercase()).collect();
    let stands = |word: &String| {
        remark.contains(word.as_str()) || tags.iter().any(|tag| tag.contains(word.as_str()))
    };
    words.iter().all(stands)
}

impl Book {
    /// The places of the sessions that pass, newest first, to be looked up with [`Self::at`]. A place stays that of the
    /// same session for as long as the book lives.
    #[must_use]
    pub fn places(&self, filter: &Filter) -> Vec<u32> {
        let words = filter.words();
        let passes = |past: Past<'_>| filter.passes_plain(past) && has_words(past, &words);
        self.placed().filter(|(_, past)| passes(*past)).map(|(place, _)| place).collect()
    }

    /// The sessions that pass, newest first.
    pub fn filtered<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = Past<'a>> + 'a {
        let words = filter.words();
        self.all().filter(move |past| filter.passes_plain(*past) && has_words(*past, &words))
    }
}
