//! A pressure point: what everybody knows of it, and how a person is guided to press it.

use super::caution::Tag;
use super::code::{Code, Meridian};
use super::technique::Technique;

mod hands;
mod measure;
mod region;
mod same;

pub use hands::{Hand, Hands};
pub use measure::{Distance, Measure};
pub use region::Region;

/// Whether a point suits self-massage (`research`: a judgement from the safety sources of its tags).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grade {
    /// Reachable with one's own hand; no change of technique for a healthy adult.
    Yes,
    /// Reachable, but everybody must press lighter or avoid something.
    WithCare {
        /// What to mind.
        why: String,
    },
    /// Not to be pressed: shown with its reason, never played.
    No {
        /// Why not.
        why: String,
    },
}

impl Grade {
    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::WithCare { .. } => "with care",
            Self::No { .. } => "no",
        }
    }

    /// What to mind, or why not.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::Yes => None,
            Self::WithCare { why } | Self::No { why } => Some(why),
        }
    }

    /// How strict it is: a person's own file may make a point stricter, never laxer.
    #[must_use]
    pub const fn strictness(&self) -> u8 {
        match self {
            Self::Yes => 0,
            Self::WithCare { .. } => 1,
            Self::No { .. } => 2,
        }
    }
}

/// One side of the body, or its midline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The person's own left.
    Left,
    /// The person's own right.
    Right,
    /// A point on the midline has one place only.
    Midline,
    /// Both sides at the same time, with two hands.
    Both,
}

impl Side {
    /// The other side; the midline, and both together, are their own.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::Midline => Self::Midline,
            Self::Both => Self::Both,
        }
    }

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Midline => "midline",
            Self::Both => "both",
        }
    }
}

/// Why a point goes well with another, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// They lie close by; true from both ends.
    Neighbour,
    /// A pair that the field knows as one; true from both ends.
    Pair,
    /// They lie on opposite sides of a limb; true from both ends.
    Opposite,
    /// It is used for the same complaint.
    Complaint,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Neighbour, Self::Pair, Self::Opposite, Self::Complaint];

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neighbour => "neighbour",
            Self::Pair => "pair",
            Self::Opposite => "opposite",
            Self::Complaint => "complaint",
        }
    }

    /// The relation of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// A point that goes well with another, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Which point; `None` where the page named one that the catalogue does not know.
    pub code: Option<Code>,
    /// The code as it was written, and the name.
    pub written: String,
    /// Its name.
    pub name: String,
    /// In which way, where its file says so.
    pub relation: Option<Relation>,
    /// Why it goes well with this one.
    pub why: String,
}

/// A question people ask, and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}

/// What kind of ground a statement stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceKind {
    /// A clinical trial or a review of trials.
    Trial,
    /// A hospital or clinic page.
    Clinic,
    /// The tradition of the field.
    Tradition,
}

impl EvidenceKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Trial, Self::Clinic, Self::Tradition];

    /// The ground of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::Clinic => "clinic",
            Self::Tradition => "tradition",
        }
    }
}

/// Who found what about a point, also when they found nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its ground.
    pub kind: EvidenceKind,
    /// The statement.
    pub text: String,
    /// The id of its source.
    pub source: String,
}

/// How a person is led to a point and through pressing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// A sentence or two that introduce the point; may be empty.
    pub introduction: String,
    /// How to sit and hold the body; may be empty.
    pub posture: String,
    /// Which hand presses.
    pub hands: Hands,
    /// How to find the point: short steps in order, at least one.
    pub find: Vec<String>,
    /// What the right spot feels like; may be empty.
    pub feel: String,
    /// One or two short sentences for while it is pressed; may be empty.
    pub press: String,
    /// How it is pressed and for how long.
    pub technique: Technique,
    /// What is special to mind with this point.
    pub caution: String,
    /// What to do after stopping because it was too much.
    pub stop: String,
    /// Which red flags matter for it: keys of the shared list.
    pub red_flags: Vec<String>,
    /// What it is traditionally used for, bare.
    pub traditional_uses: Vec<String>,
    /// The complaints its page lists.
    pub conditions: Vec<String>,
    /// Who found what.
    pub evidence: Vec<Evidence>,
    /// Points that go well with it.
    pub related: Vec<Related>,
    /// Questions and answers.
    pub questions: Vec<Question>,
    /// How often a day its source suggests; may be empty.
    pub how_often: String,
}

/// Whose point it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It came with Wellspring.
    Shipped,
    /// The person imported or wrote it, or changed a shipped one.
    Own,
}

/// A pressure point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The spelling it is kept under.
    pub code: Code,
    /// Other codes and names people use.
    pub aliases: Vec<String>,
    /// Pinyin with tone marks.
    pub pinyin: String,
    /// Pinyin without tone marks.
    pub pinyin_plain: String,
    /// Traditional characters.
    pub chinese: String,
    /// Simplified characters.
    pub chinese_simplified: String,
    /// English name.
    pub english: String,
    /// The meridian it lies on.
    pub meridian: Meridian,
    /// Where on the body.
    pub region: Region,
    /// Where exactly, in words.
    pub location: String,
    /// How it is measured from a landmark, where the standard counts.
    pub measure: Option<Measure>,
    /// How many spots it has in all, where they are more than one on each side.
    pub spots: Option<u8>,
    /// Whether there is one on each side.
    pub bilateral: bool,
    /// Whether it suits self-massage.
    pub grade: Grade,
    /// What must be minded, by tag.
    pub tags: Vec<Tag>,
    /// The ids of its sources.
    pub sources: Vec<String>,
    /// How a person is led through it; `None` while only its facts are known.
    pub guide: Option<Guide>,
    /// Whose it is.
    pub origin: Origin,
    /// What a reader of its file or page noticed or could not place.
    pub notes: Vec<String>,
}

/// Why a point cannot be played.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotPlayable {
    /// Graded "no".
    #[error("{code} is not offered for self-massage: {why}")]
    GradedNo {
        /// Which point.
        code: Code,
        /// Why not.
        why: String,
    },
    /// The person's own answers leave it out.
    #[error(
        "{code} is left out for you: {because}. Your answers stand in About me; `wellspring profile` shows and changes them"
    )]
    LeftOut {
        /// Which point.
        code: Code,
        /// Which answer.
        because: String,
    },
    /// Nobody has written how to press it yet.
    #[error(
        "{code} is known, but how to press it has not been written yet; import a page for it with `wellspring import FILE`"
    )]
    NoGuide {
        /// Which point.
        code: Code,
    },
    /// A routine names a point that is not known here.
    #[error("{code} is not known here; import a page for it with `wellspring import FILE`")]
    Unknown {
        /// Which point.
        code: Code,
    },
}

/// A point that may be played; a plan is made from what [`super::profile::Person::suit`] makes of it.
///
/// It can be had from [`Point::playable`] alone, so a point graded "no" never reaches a plan.
#[derive(Debug, Clone, Copy)]
pub struct Playable<'a> {
    point: &'a Point,
    guide: &'a Guide,
}

impl<'a> Playable<'a> {
    /// The point.
    #[must_use]
    pub const fn point(self) -> &'a Point {
        self.point
    }

    /// How it is pressed.
    #[must_use]
    pub const fn guide(self) -> &'a Guide {
        self.guide
    }
}

impl Point {
    /// A point of that code of which nothing else is known yet.
    #[must_use]
    pub fn unknown(code: Code, region: Region, grade: Grade) -> Self {
        Self {
            meridian: code.meridian(),
            code,
            aliases: Vec::new(),
            pinyin: String::new(),
            pinyin_plain: String::new(),
            chinese: String::new(),
            chinese_simplified: String::new(),
            english: String::new(),
            region,
            location: String::new(),
            measure: None,
            spots: None,
            bilateral: true,
            grade,
            tags: Vec::new(),
            sources: Vec::new(),
            guide: None,
            origin: Origin::Own,
            notes: Vec::new(),
        }
    }

    /// The point as one that may be played.
    ///
    /// # Errors
    /// When it is graded "no", or has no guide.
    pub fn playable(&self) -> Result<Playable<'_>, NotPlayable> {
        if let Grade::No { why } = &self.grade {
            return Err(NotPlayable::GradedNo { code: self.code.clone(), why: why.clone() });
        }
        match &self.guide {
            Some(guide) => Ok(Playable { point: self, guide }),
            None => Err(NotPlayable::NoGuide { code: self.code.clone() }),
        }
    }

    /// All its names and aliases that are not empty, its code apart.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.pinyin, &self.pinyin_plain, &self.english, &self.chinese, &self.chinese_simplified]
            .into_iter()
            .chain(&self.aliases)
            .map(String::as_str)
            .filter(|name| !name.is_empty())
    }

    /// "HE-1 Jíquán".
    #[must_use]
    pub fn title(&self) -> String {
        if self.pinyin.is_empty() {
            self.code.to_string()
        } else {
            format!("{} {}", self.code, self.pinyin)
        }
    }
}
