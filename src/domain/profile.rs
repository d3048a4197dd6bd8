//! About me: what a person has answered about themselves, and what each answer does to a session.
//!
//! The questions and their effects are data (`sessions/profile.json`); the answers are the person's
//! (`profile.json`). A question that is not answered may apply, so its line is shown. An answer "no"
//! grows old after ninety days and counts as no answer; an answer "yes" goes on protecting until it is
//! changed, and is asked for again all the same.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::caution::{Line, Tag};
use super::point::{Point, Region, Side};
use super::technique::Pressure;

mod suit;

pub use suit::{Change, Suited};

/// After this time a question is asked again: ninety days.
pub const ASKED_AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A part of the body that an answer can name: a region, or a whole limb with the quarter of the
/// trunk beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// One region.
    Region(Region),
    /// From the shoulder to the fingers, with the armpit, the chest and the upper back of that side.
    Arm,
    /// From the buttock and the groin to the toes.
    Leg,
}

impl Part {
    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Region(region) => region.name(),
            Self::Arm => "arm",
            Self::Leg => "leg",
        }
    }

    /// The part of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "arm" => Some(Self::Arm),
            "leg" => Some(Self::Leg),
            _ => Region::named(name).map(Self::Region),
        }
    }

    /// Whether that region belongs to it.
    #[must_use]
    pub fn covers(self, region: Region) -> bool {
        match self {
            Self::Region(own) => own == region,
            Self::Arm => matches!(
                region,
                Region::Shoulder
                    | Region::Axilla
                    | Region::Chest
                    | Region::UpperBack
                    | Region::UpperArm
                    | Region::Elbow
                    | Region::Forearm
                    | Region::Wrist
                    | Region::Hand
            ),
            Self::Leg => matches!(
                region,
                Region::SacrumButtock
                    | Region::Groin
                    | Region::Thigh
                    | Region::Knee
                    | Region::LowerLeg
                    | Region::Ankle
                    | Region::Foot
            ),
        }
    }
}

/// A place on the body: a part, on one side or on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Which part.
    pub part: Part,
    /// On which side; `None` is both, and the middle.
    pub side: Option<Side>,
}

impl Place {
    /// Reads `left knee`, `knee:left` or `knee`.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (side, rest) = [Side::Left, Side::Right]
            .into_iter()
            .find_map(|side| {
                let before = text.strip_prefix(&format!("{} ", side.name()));
                let after = text.strip_suffix(&format!(":{}", side.name()));
                before.or(after).map(|rest| (Some(side), rest))
            })
            .unwrap_or((None, text.as_str()));
        let part = Part::named(&rest.trim().replace(' ', "-"))?;
        Some(Self { part, side })
    }

    /// Its name as the files spell it: `left knee`, `knee`.
    #[must_use]
    pub fn name(self) -> String {
        match self.side {
            Some(side) => format!("{} {}", side.name(), self.part.name()),
            None => self.part.name().to_owned(),
        }
    }

    fn covers(self, region: Region, side: Side) -> bool {
        self.part.covers(region) && self.side.is_none_or(|own| own == side)
    }
}

/// Which parts a question lets a person name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offered(pub Vec<Part>);

/// Where an effect holds: everywhere if nothing is named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// On points with one of these tags.
    pub tags: Vec<Tag>,
    /// On points of these regions.
    pub regions: Vec<Region>,
    /// On the places that the answer names.
    pub places: bool,
    /// Only on the sides of the places that the answer names, if it names any.
    pub sides_of_places: bool,
    /// Only where the answer names no place.
    pub without_places: bool,
}

impl Scope {
    fn is_everywhere(&self) -> bool {
        self.tags.is_empty() && self.regions.is_empty() && !self.places
    }

    /// Whether it holds on that side of the point, with those places named.
    fn holds(&self, point: &Point, side: Side, places: &[Place]) -> bool {
        if self.without_places && !places.is_empty() {
            return false;
        }
        let here = self.is_everywhere()
            || point.tags.iter().any(|tag| self.tags.contains(tag))
            || self.regions.contains(&point.region)
            || (self.places && places.iter().any(|place| place.covers(point.region, side)));
        let is_side = !self.sides_of_places
            || places.is_empty()
            || places.iter().any(|place| place.side.is_none_or(|own| own == side));
        here && is_side
    }

    /// Whether it could hold on the point, whatever the answer.
    fn may_hold(&self, point: &Point) -> bool {
        self.places
            || self.is_everywhere()
            || point.tags.iter().any(|tag| self.tags.contains(tag))
            || self.regions.contains(&point.region)
    }
}

/// What an answer "yes" does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// The point, or that side of it, is left out.
    Hide,
    /// The question's line is shown before the start.
    Flag,
    /// The press is held to a time a side, to a pressure, or both.
    Cap {
        /// At most so many seconds a side.
        seconds: Option<u16>,
        /// No harder than this.
        pressure: Option<Pressure>,
    },
}

/// One effect of an answer "yes".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What it does.
    pub does: Does,
    /// Where.
    pub scope: Scope,
}

/// A question of About me.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its key in the files.
    pub key: String,
    /// The question.
    pub ask: String,
    /// What it is good for, in a sentence.
    pub hint: String,
    /// The reason in two or three words: "blood thinners".
    pub because: String,
    /// Which places it lets a person name.
    pub offered: Offered,
    /// What "yes" does.
    pub effects: Vec<Effect>,
    /// What is read before the start: where "yes" flags it, and where it is not answered. `None` where the
    /// lines of its tags say it all.
    pub line: Option<Line>,
    /// Tags whose line asks just this: "no" makes them needless.
    pub settles: Vec<Tag>,
}

/// The questions, and what the answers do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// In the order in which they are asked.
    pub questions: Vec<Question>,
    /// What is said while pressing where an answer has made the press a light one.
    pub light_press: String,
}

impl Rules {
    /// The question of that key.
    #[must_use]
    pub fn question(&self, key: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.key == key)
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It does not apply.
    No,
    /// It applies, or may; at those places, if any are named.
    Yes(Vec<Place>),
}

/// An answer and when it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// When.
    pub at: Timestamp,
}

/// What a person has answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// By key of the question.
    pub answers: BTreeMap<String, Answered>,
}

impl Profile {
    /// The answer as it counts on that day: an old "no" is none.
    #[must_use]
    pub fn answer(&self, key: &str, now: Timestamp) -> Option<&Answer> {
        let given = self.answers.get(key)?;
        let is_old = self.is_old(key, now);
        (given.answer != Answer::No || !is_old).then_some(&given.answer)
    }

    /// Notes an answer that is given now; `None` takes the one before back.
    pub fn answer_with(&mut self, key: &str, answer: Option<Answer>, at: Timestamp) {
        match answer {
            Some(answer) => {
                let _ = self.answers.insert(key.to_owned(), Answered { answer, at });
            }
            None => {
                let _ = self.answers.remove(key);
            }
        }
    }

    /// Whether an answer was given so long ago that it is asked for again.
    #[must_use]
    pub fn is_old(&self, key: &str, now: Timestamp) -> bool {
        self.answers.get(key).is_some_and(|given| now.duration_since(given.at) > ASKED_AGAIN_AFTER)
    }

    /// How many questions wait for an answer on that day, old ones among them.
    #[must_use]
    pub fn open_questions(&self, rules: &Rules, now: Timestamp) -> usize {
        let open = |question: &&Question| {
            !self.answers.contains_key(&question.key) || self.is_old(&question.key, now)
        };
        rules.questions.iter().filter(open).count()
    }
}

/// A person as a session must know them: the rules, their answers, and the day.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// The questions, and what the answers do.
    pub rules: &'a Rules,
    /// The answers.
    pub profile: &'a Profile,
    /// The day on which they are asked for.
    pub now: Timestamp,
}
