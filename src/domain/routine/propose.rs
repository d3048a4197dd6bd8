//! A routine proposed from what a person knows: a point, or a complaint.
//!
//! What is chosen, and in which order it is played:
//! 1. The point that was asked for.
//! 2. The points that its own page names as related, in the page's order, as far as their least times fit.
//! 3. Points that are used for the same complaints: see [`Links::shared`]. They come while all fits at the lengths
//!    that are set unless a person chooses; and where even the longest presses would fall short of the target, as
//!    long as the least ones fit.
//!
//! From a complaint it is the points that are used for it, the best founded first: three as far as their least
//! times fit, the others as above.
//!
//! The first two keep their order. The rest is put in the easiest order after them, and what calms
//! ([`Links::calms`]) comes at the end. At last every press is made longer or shorter to meet the target.
//! What the person's answers leave out is left out and told, and no point comes beside one at the same spot.

mod basket;
mod links;

use std::time::Duration;

use super::adjust::{Unmet, adjust};
use super::{Item, Routine};
use crate::domain::catalogue::Catalogue;
use crate::domain::code::Code;
use crate::domain::complaint::{Complaint, Complaints};
use crate::domain::plan::Pacing;
use crate::domain::point::{EvidenceKind, NotPlayable, Origin, Point, Relation};
use crate::domain::profile::Person;

use basket::{Basket, Place, in_order};
use links::used_for;

pub(super) use basket::offered;
pub(super) use links::Links;

/// The lengths that are offered for a proposal, in minutes.
pub const TARGETS: [u16; 4] = [5, 10, 15, 20];
/// The shortest length that a person may ask for, in minutes.
pub const SHORTEST_TARGET: u16 = 1;
/// The longest length that a person may ask for, in minutes.
pub const LONGEST_TARGET: u16 = 60;

/// So many points of a complaint come as soon as their least times fit, as the related points of a point do.
const HEART: usize = 3;

/// Where proposals and suggestions are taken from: all that is known.
#[derive(Debug, Clone, Copy)]
pub struct Shelves<'a> {
    /// Every point.
    pub catalogue: &'a Catalogue,
    /// Every complaint.
    pub complaints: &'a Complaints,
    /// Every routine; only the shipped ones are looked at.
    pub routines: &'a [Routine],
}

impl<'a> Shelves<'a> {
    /// The routines that came with Wellspring.
    pub(super) fn shipped(self) -> impl Iterator<Item = &'a Routine> {
        self.routines.iter().filter(|routine| routine.origin == Origin::Shipped)
    }
}

/// What a routine is built from.
#[derive(Debug, Clone, Copy)]
pub enum Start<'a> {
    /// A point and what goes well with it.
    Point(&'a Point),
    /// A complaint and the points that are used for it.
    Complaint(&'a Complaint),
}

/// Why a point stands in a proposal, or is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It was asked for.
    Asked,
    /// The page of another point names it.
    Related {
        /// Which point's page.
        to: Code,
        /// In which way, where the page says so.
        relation: Option<Relation>,
        /// Why, in the page's words.
        why: String,
    },
    /// It is used for complaints that another point of the routine is used for.
    Shares {
        /// Their keys, the most telling first.
        complaints: Vec<String>,
    },
    /// It is used for the complaint that was asked for.
    UsedFor {
        /// Its key.
        complaint: String,
        /// On what ground.
        ground: EvidenceKind,
        /// The id of the source, where it is more than tradition.
        source: Option<String>,
    },
    /// It stands together with the others in a shipped routine.
    InRoutine {
        /// The key of that routine.
        key: String,
    },
    /// It stands at the end because it is used to calm.
    Calming,
}

/// A proposed routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The routine, the person's own: named after what it was built from; nothing is written about it yet.
    pub routine: Routine,
    /// Why each item stands there, parallel to the items; never empty.
    pub why: Vec<Vec<Why>>,
    /// How long it takes, finding apart.
    pub total: Duration,
    /// What would have been proposed, but for the person's answers or its grade.
    pub left_out: Vec<(Code, NotPlayable)>,
    /// Why it does not take the time that was asked for, if it is further off than 5 %.
    pub unmet: Option<Unmet>,
}

/// Why nothing can be proposed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoProposal {
    /// The point that was asked for cannot be played.
    #[error(transparent)]
    NotPlayable(#[from] NotPlayable),
    /// No point that is used for the complaint can be played.
    #[error(
        "nothing can be proposed for {complaint}: no point that is used for it is left for you. Your answers stand in About me; `wellspring profile` shows and changes them"
    )]
    NothingLeft {
        /// The name of the complaint.
        complaint: String,
        /// What is left out, and why.
        left_out: Vec<(Code, NotPlayable)>,
    },
}

/// A routine of about that length from that start, for that person.
///
/// The length is that of the timed steps: finding waits for the person, whatever the pacing says. The doses are
/// fixed times. The same start, length and person always give the same routine.
///
/// # Errors
/// When the point cannot be played, or no point that is used for the complaint can.
pub fn propose<'a>(
    start: &Start<'a>,
    target: Duration,
    pacing: Pacing,
    shelves: &Shelves<'a>,
    person: &Person<'a>,
) -> Result<Proposal, NoProposal> {
    let links = Links::of(shelves);
    let mut basket = Basket::new(target, pacing, *person);
    match start {
        Start::Point(point) => {
            let suited = person.suit(point)?;
            basket.put(suited, vec![Why::Asked], Place::First);
            for (other, why) in related(point, shelves.catalogue) {
                let mut why = vec![why];
                why.extend(links.shares(point, other));
                basket.offer(other, why, Place::First, true);
            }
            for other in links.shared(point, shelves) {
                let mut why: Vec<Why> = links.shares(point, other).into_iter().collect();
                why.extend(together(shelves, &point.code, &other.code));
                basket.offer(other, why, Place::after(links.calms(other)), false);
            }
        }
        Start::Complaint(complaint) => {
            let mut quickest = None;
            for (other, used_for) in used_for(complaint, shelves) {
                let mut why = vec![used_for];
                why.extend(serves(shelves, complaint, &other.code));
                let place = Place::after(links.calms(other));
                if basket.chosen.is_empty() {
                    basket.note_quickest(&mut quickest, other, &why, place);
                }
                let is_heart = basket.chosen.len() < HEART;
                basket.offer(other, why, place, is_heart);
            }
            if basket.chosen.is_empty() {
                let Some((_, chosen)) = quickest else {
                    let (complaint, left_out) = (complaint.name.clone(), basket.left_out);
                    return Err(NoProposal::NothingLeft { complaint, left_out });
                };
                basket.chosen.push(chosen);
            }
        }
    }
    let left_out = basket.left_out;
    let ordered = in_order(basket.chosen);
    let mut routine = empty(start, &links);
    routine.items = ordered.iter().map(|one| Item::of(&one.suited, one.choices)).collect();
    let why = ordered.into_iter().map(|one| one.why).collect();
    let adjusted = adjust(&routine, target, pacing, shelves.catalogue, person);
    let (routine, total, unmet) = (adjusted.routine, adjusted.total, adjusted.unmet);
    Ok(Proposal { routine, why, total, left_out, unmet })
}

fn empty(start: &Start<'_>, links: &Links<'_>) -> Routine {
    match start {
        Start::Point(point) => {
            let key = format!("from-{}", point.code.as_str().to_lowercase());
            let complaints = links.of_point(&point.code).map(|used| used.complaint.key.clone());
            Routine { complaints: complaints.collect(), ..Routine::own(&key, &point.title()) }
        }
        Start::Complaint(complaint) => {
            let key = format!("for-{}", complaint.key);
            let complaints = vec![complaint.key.clone()];
            Routine { complaints, ..Routine::own(&key, &complaint.name) }
        }
    }
}

/// The points that the page of a point names, in its order, and its words on them.
pub(super) fn related<'a>(
    point: &'a Point,
    catalogue: &'a Catalogue,
) -> impl Iterator<Item = (&'a Point, Why)> {
    let named = point.guide.iter().flat_map(|guide| &guide.related);
    named.filter_map(|named| {
        let other = catalogue.find(named.code.as_ref()?.as_str())?;
        let (to, relation, why) = (point.code.clone(), named.relation, named.why.clone());
        (other.code != point.code).then_some((other, Why::Related { to, relation, why }))
    })
}

/// The shipped routine that holds both points, if one does.
fn together(shelves: &Shelves<'_>, one: &Code, other: &Code) -> Option<Why> {
    let routine = shelves.shipped().find(|routine| routine.has(one) && routine.has(other))?;
    Some(Why::InRoutine { key: routine.key.clone() })
}

/// The shipped routine for that complaint that holds the point, if one does.
fn serves(shelves: &Shelves<'_>, complaint: &Complaint, code: &Code) -> Option<Why> {
    let serving = |routine: &&Routine| routine.complaints.contains(&complaint.key);
    let routine = shelves.shipped().filter(serving).find(|routine| routine.has(code))?;
    Some(Why::InRoutine { key: routine.key.clone() })
}
