//! What a person says of the session at hand, as it is said: only what is new becomes a note.

use std::collections::HashMap;

use super::{Change, Note, Rating, Said};

impl Rating {
    /// All eleven, from none to the strongest.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=Self::MOST.get()).filter_map(Self::new)
    }

    /// The rating of one key: a digit, or T for ten.
    #[must_use]
    pub fn of_key(key: char) -> Option<Self> {
        match key {
            't' | 'T' => Some(Self::MOST),
            digit => Self::new(u8::try_from(digit.to_digit(10)?).ok()?),
        }
    }

    /// The rating of a line that holds nothing else: "7", "10", "T".
    #[must_use]
    pub fn of_line(line: &str) -> Option<Self> {
        let line = line.trim();
        let mut letters = line.chars();
        match (letters.next(), letters.next()) {
            (Some(key), None) => Self::of_key(key),
            _ if line == "10" => Some(Self::MOST),
            _ => None,
        }
    }
}

impl Said {
    /// Takes what is said; the note that says it, or none where nothing of it is new.
    #[must_use]
    pub fn hear(&mut self, change: Change) -> Option<Note> {
        let mut change = change.tidied();
        change.before = change.before.filter(|before| *before != self.before);
        change.after = change.after.filter(|after| *after != self.after);
        change.complaint = change.complaint.filter(|complaint| *complaint != self.complaint);
        change.worse = change.worse.filter(|worse| *worse != self.worse);
        change.remark = change.remark.filter(|remark| *remark != self.remark);
        change.tags = change.tags.filter(|tags| *tags != self.tags);
        change.struck = change.struck.filter(|struck| *struck != self.struck);
        if change.is_empty() {
            return None;
        }
        let note = change.clone().note(self);
        let Change { before, after, complaint, worse, remark, tags, struck, .. } = change;
        self.before = before.unwrap_or(self.before);
        self.after = after.unwrap_or(self.after);
        self.worse = worse.unwrap_or(self.worse);
        self.struck = struck.unwrap_or(self.struck);
        if let Some(complaint) = complaint {
            self.complaint = complaint;
        }
        if let Some(remark) = remark {
            self.remark = remark;
        }
        if let Some(tags) = tags {
            self.tags = tags;
        }
        self.revision = self.revision.saturating_add(1);
        Some(note)
    }
}

/// The tags that were given most often, the most used first, so many at the most; those used as often in the order of
/// the alphabet.
#[must_use]
pub fn most_used<'a>(tags: impl Iterator<Item = &'a str>, most: usize) -> Vec<String> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for tag in tags {
        *times.entry(tag).or_default() += 1;
    }
    let mut all: Vec<_> = times.into_iter().collect();
    all.sort_unstable_by(|(one, once), (other, often)| often.cmp(once).then(one.cmp(other)));
    all.into_iter().take(most).map(|(tag, _)| tag.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::point::Side;

    #[test]
    fn one_key_is_one_rating() {
        for (of_ten, rating) in (0..=10).zip(Rating::all()) {
            assert_eq!(rating.get(), of_ten);
        }
        let rows = [
            ("0", Some(0)),
            ("9", Some(9)),
            ("t", Some(10)),
            ("T", Some(10)),
            (" 10 ", Some(10)),
            ("5\r", Some(5)),
            ("11", None),
            ("-1", None),
            ("05", None),
            ("yes", None),
            ("ten", None),
            ("", None),
            ("y", None),
        ];
        for (line, expected) in rows {
            assert_eq!(Rating::of_line(line).map(Rating::get), expected, "{line:?}");
        }
    }

    #[test]
    fn only_what_is_new_becomes_a_note() {
        let mut said = Said::default();
        let after = |of_ten| Change { after: Some(Rating::new(of_ten)), ..Change::default() };
        let revision = |note: Option<Note>| match note {
            Some(Note::Changed { revision, .. }) => revision,
            None => 0,
            other => panic!("{other:?}"),
        };
        assert_eq!(revision(said.hear(after(4))), 1);
        assert_eq!(revision(said.hear(after(4))), 0, "the same again");
        assert_eq!(revision(said.hear(after(3))), 2, "another");
        let taken_back = Change { after: Some(None), ..Change::default() };
        assert_eq!(revision(said.hear(taken_back)), 3);
        let remark = |text: &str| Change { remark: Some(text.to_owned()), ..Change::default() };
        assert_eq!(revision(said.hear(remark("  "))), 0, "nothing but blanks");
        assert_eq!(revision(said.hear(remark("lighter "))), 4);
        assert_eq!(revision(said.hear(remark("lighter"))), 0);
        let worse = Change { worse: Some(Some(Side::Left)), ..remark("lighter") };
        assert_eq!(
            said.hear(worse),
            Some(Note::Changed {
                revision: 5,
                change: Box::new(Change { worse: Some(Some(Side::Left)), ..Change::default() })
            }),
            "of two matters the new one alone"
        );
        assert_eq!((said.after, said.remark.as_str()), (None, "lighter"));
    }

    #[test]
    fn the_tags_most_used_come_first() {
        let tags = ["work", "rain", "work", "late", "rain", "work", "after sport"];
        assert_eq!(most_used(tags.into_iter(), 3), ["work", "rain", "after sport"]);
    }
}
