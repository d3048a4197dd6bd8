//! What a person says of a session: ratings, a remark, and what is put right afterwards.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Zoned;

use super::{Note, Outcome, PlannedPress, PressEnd, Said, StopReason};
use crate::domain::point::Side;

/// A remark holds at most so many characters.
pub const LONGEST_REMARK: usize = 4_000;
/// A tag holds at most so many characters.
pub const LONGEST_TAG: usize = 40;
/// A session has at most so many tags.
pub const MOST_TAGS: usize = 20;

/// How strong a discomfort is, from 0 (none) to 10 (the strongest one can imagine): the numeric rating scale of eleven
/// steps, on which a change of 2 is about the least that people call "much improved" (Farrar and others, Pain 94,
/// 2001, 149-158: 2 points or 30 percent).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rating(u8);

impl Rating {
    /// The strongest.
    pub const MOST: Self = Self(10);

    /// That many of ten; `None` above 10.
    #[must_use]
    pub const fn new(of_ten: u8) -> Option<Self> {
        if of_ten <= Self::MOST.0 { Some(Self(of_ten)) } else { None }
    }

    /// 0 to 10.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// What is said of a session at one time. A field that is `None` (or an empty map) says nothing of its matter; what was
/// said of it earlier stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// The rating before it, or that there is none.
    pub before: Option<Option<Rating>>,
    /// The rating after it, or that there is none.
    pub after: Option<Option<Rating>>,
    /// The key of the complaint that is rated, or that there is none.
    pub complaint: Option<Option<String>>,
    /// The side that was worse, or that none was.
    pub worse: Option<Option<Side>>,
    /// The remark; empty takes it away.
    pub remark: Option<String>,
    /// All tags.
    pub tags: Option<Vec<String>>,
    /// When the session began, where the log has it wrong.
    pub began: Option<Began>,
    /// How long presses were pressed in truth, by their index.
    pub pressed: BTreeMap<usize, Duration>,
    /// How the session ended in truth.
    pub outcome: Option<(Outcome, Option<StopReason>)>,
    /// Whether it is struck.
    pub struck: Option<bool>,
}

/// A moment that can be ordered and compared whole, the zone included.
#[derive(Debug, Clone)]
pub struct Began(pub Zoned);

impl PartialEq for Began {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Began {}

impl PartialOrd for Began {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Began {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let (one, other) = (&self.0, &other.0);
        // One moment may be told in several zones: then the words decide.
        one.timestamp()
            .cmp(&other.timestamp())
            .then_with(|| one.to_string().cmp(&other.to_string()))
    }
}

impl Change {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same within what a session can hold: a remark and tags trimmed and cut to their lengths, tags sorted, each
    /// once, none empty.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.remark = self.remark.map(|text| cut(text.trim(), LONGEST_REMARK));
        self.tags = self.tags.as_deref().map(tidied_tags);
        self
    }

    /// The note that says this of a session.
    #[must_use]
    pub fn note(self, known: &Said) -> Note {
        Note::Changed {
            revision: known.revision.saturating_add(1),
            change: Box::new(self.tidied()),
        }
    }

    /// That a session is struck, or brought back.
    #[must_use]
    pub fn strike(struck: bool) -> Self {
        Self { struck: Some(struck), ..Self::default() }
    }
}

fn tidied_tags(tags: &[String]) -> Vec<String> {
    let cut = tags.iter().map(|tag| cut(tag.trim(), LONGEST_TAG));
    let mut tags: Vec<String> = cut.filter(|tag| !tag.is_empty()).collect();
    tags.sort_unstable();
    tags.dedup();
    tags.truncate(MOST_TAGS);
    tags
}

fn cut(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect::<String>().trim_end().to_owned()
}

/// A press that was done without the program, to be noted by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    /// When it began.
    pub began: Zoned,
    /// What was pressed, and for how long: `most` of each.
    pub presses: Vec<PlannedPress>,
    /// What is said of it.
    pub change: Change,
}

impl ByHand {
    /// The notes that tell of it, to be written in this order under one new name.
    #[must_use]
    pub fn notes(self) -> Vec<Note> {
        let presses = self.presses.iter().enumerate().map(|(index, press)| Note::Press {
            index,
            pressed: press.most,
            end: PressEnd::Done,
        });
        let mut notes: Vec<Note> = presses.collect();
        notes.insert(
            0,
            Note::Started {
                presses: self.presses,
                routine: None,
                continues: None,
                by_hand: Some(self.began),
            },
        );
        notes.push(Note::Ended { outcome: Outcome::Done, reason: None });
        if !self.change.is_empty() {
            notes.push(self.change.note(&Said::default()));
        }
        notes
    }
}
