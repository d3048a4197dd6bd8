//! Routines: points in an order, each with its dose, played as one session.

mod adjust;
mod edit;
mod judge;
mod key;
mod mind;
mod order;
mod propose;
mod suggest;
mod totals;

use std::time::Duration;

pub use adjust::{Adjusted, Unmet, adjust};
pub use edit::{Bench, Change, Edit, LONGEST_NAME, LONGEST_NOTE};
pub use judge::{Difference, Verdict, judge};
pub use key::{free_key, is_key, key_for};
pub use mind::{LONGEST_THUMB, Warning, a_day, times_a_day, warnings};
pub use order::{Ease, easiest, easiest_after};
pub use propose::{
    LONGEST_TARGET, NoProposal, Proposal, SHORTEST_TARGET, Shelves, Start, TARGETS, Why, propose,
};
pub use suggest::{MOST_SUGGESTIONS, Suggestion, shipped_for, suggestions};
pub use totals::Totals;

use super::catalogue::Catalogue;
use super::code::Code;
use super::plan::{Choices, Dose, Pacing, Plan, PlanError, Sides};
use super::point::{NotPlayable, Origin, Side};
use super::profile::{Person, Suited};
use super::technique::Motion;

/// On what ground a routine stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Points and dose from a trial or a trial's protocol.
    Trial,
    /// From the page of a hospital or clinic.
    Clinic,
    /// Widely taught; the dose is ours.
    Taught,
}

impl Ground {
    /// All of them, the firmest first.
    pub const ALL: [Self; 3] = [Self::Trial, Self::Clinic, Self::Taught];

    /// Its letter in the files.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Trial => "A",
            Self::Clinic => "B",
            Self::Taught => "C",
        }
    }

    /// The ground of that letter.
    #[must_use]
    pub fn lettered(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.letter() == letter)
    }
}

/// One point of a routine with its dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which point.
    pub code: Code,
    /// On which sides; points on the midline ignore it.
    pub sides: Sides,
    /// In which motion; `None` takes the one the point offers first.
    pub motion: Option<Motion>,
    /// For how long a side.
    pub dose: Dose,
    /// How many times in a row: 1 to [`MOST_TIMES`].
    pub times: u8,
    /// The rest after each time, before whatever comes next: up to [`LONGEST_REST`].
    pub rest: Duration,
    /// What is special here, or empty.
    pub note: String,
}

/// A routine has at most so many points: more than anybody presses in a day.
pub const MOST_ITEMS: usize = 100;
/// A point is pressed at most so many times in a row.
pub const MOST_TIMES: u8 = 5;
/// No rest between two points is longer than this.
pub const LONGEST_REST: Duration = Duration::from_secs(300);

/// A routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routine {
    /// Its key: the name of its file.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is for, in a sentence or two.
    pub about: String,
    /// On what ground it stands.
    pub ground: Ground,
    /// The ids of its sources.
    pub sources: Vec<String>,
    /// The keys of the complaints it serves.
    pub complaints: Vec<String>,
    /// How often, where its source says; may be empty.
    pub how_often: String,
    /// What is inferred, left out or to be minded, a sentence each.
    pub notes: Vec<String>,
    /// What the person's therapist says about it, or empty.
    pub therapist: String,
    /// The points in playing order.
    pub items: Vec<Item>,
    /// Whose it is.
    pub origin: Origin,
}

/// A point of a routine as one person plays it.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// The point.
    pub suited: Suited<'a>,
    /// How it is pressed.
    pub choices: Choices,
    /// The rest after it.
    pub rest: Duration,
    /// Which item of the routine it is, counted from 0.
    pub place: usize,
}

/// A routine as it suits one person.
#[derive(Debug)]
pub struct Fitted<'a> {
    /// What is played, in order; an item that is pressed several times in a row is as many parts.
    pub parts: Vec<Part<'a>>,
    /// What is left out, and why.
    pub left_out: Vec<(Code, NotPlayable)>,
}

impl Routine {
    /// An empty routine of the person's own.
    #[must_use]
    pub fn own(key: &str, name: &str) -> Self {
        Self {
            key: key.to_owned(),
            name: name.to_owned(),
            about: String::new(),
            ground: Ground::Taught,
            sources: Vec::new(),
            complaints: Vec::new(),
            how_often: String::new(),
            notes: Vec::new(),
            therapist: String::new(),
            items: Vec::new(),
            origin: Origin::Own,
        }
    }

    /// Whether it holds that point.
    #[must_use]
    pub fn has(&self, code: &Code) -> bool {
        self.items.iter().any(|item| item.code == *code)
    }

    /// The routine for that person: what their answers leave out, and what is not known here, is left out and
    /// told, and each press is held to what its technique allows them.
    #[must_use]
    pub fn fit<'a>(&self, catalogue: &'a Catalogue, person: &Person<'a>) -> Fitted<'a> {
        let mut fitted = Fitted { parts: Vec::new(), left_out: Vec::new() };
        for (place, item) in self.items.iter().enumerate() {
            let Some(point) = catalogue.find(item.code.as_str()) else {
                let code = item.code.clone();
                fitted.left_out.push((code.clone(), NotPlayable::Unknown { code }));
                continue;
            };
            match person.suit(point) {
                Ok(suited) => {
                    if let Some(because) = item.side_left_out(&suited) {
                        let code = item.code.clone();
                        let because = because.to_owned();
                        let why = NotPlayable::LeftOut { code: code.clone(), because };
                        fitted.left_out.push((code, why));
                    } else {
                        let choices = item.choices(&suited);
                        let rest = item.rest.min(LONGEST_REST);
                        let part = Part { suited, choices, rest, place };
                        let times = item.times.clamp(1, MOST_TIMES).into();
                        fitted.parts.extend(std::iter::repeat_n(part, times));
                    }
                }
                Err(why) => fitted.left_out.push((item.code.clone(), why)),
            }
        }
        fitted
    }

    /// The same points in the order that is easiest for that person: see [`easiest`].
    ///
    /// What is not played for them keeps its place.
    #[must_use]
    pub fn eased(&self, catalogue: &Catalogue, person: &Person<'_>) -> Self {
        let mut eased = self.clone();
        let fitted = self.fit(catalogue, person);
        // How long a pause is makes no difference to the order.
        // An item stays in one piece: its first time stands for all.
        let mut parts = fitted.parts;
        parts.dedup_by_key(|part| part.place);
        let places: Vec<usize> = parts.iter().map(|part| part.place).collect();
        let Ok(plan) = Plan::of_parts(&parts, Pacing::default()) else { return eased };
        for (place, nth) in places.iter().zip(easiest(&plan)) {
            eased.items[*place] = self.items[places[nth]].clone();
        }
        eased
    }
}

impl Item {
    /// A point as a person has chosen it.
    #[must_use]
    pub fn of(suited: &Suited<'_>, choices: Choices) -> Self {
        Self {
            code: suited.point().code.clone(),
            sides: choices.sides,
            motion: Some(choices.motion),
            dose: choices.dose,
            times: 1,
            rest: Duration::ZERO,
            note: String::new(),
        }
    }

    /// Why its only side is left out for that person, if it is.
    fn side_left_out<'a>(&self, suited: &'a Suited<'_>) -> Option<&'a str> {
        let side = match self.sides {
            Sides::Left => Side::Left,
            Sides::Right => Side::Right,
            Sides::Both | Sides::AtOnce => return None,
        };
        suited.left_out(side).filter(|_| suited.point().bilateral)
    }

    /// The choices that its dose means for that person.
    #[must_use]
    pub fn choices(&self, suited: &Suited<'_>) -> Choices {
        suited.choices(Some(Choices {
            sides: self.sides,
            motion: self.motion.unwrap_or_else(|| suited.choices(None).motion),
            dose: self.dose,
        }))
    }
}

impl Fitted<'_> {
    /// The plan of it.
    ///
    /// # Errors
    /// When nothing is left to play.
    pub fn plan(&self, pacing: Pacing) -> Result<Plan, PlanError> {
        Plan::of_parts(&self.parts, pacing)
    }
}
