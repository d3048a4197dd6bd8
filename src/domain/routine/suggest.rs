//! What could be added to a routine, and which shipped routines serve a complaint.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::propose::{Links, Shelves, Why, offered, related};
use super::{Item, Routine};
use crate::domain::code::Code;
use crate::domain::complaint::Complaint;
use crate::domain::point::{Grade, Point};
use crate::domain::profile::{Person, Suited};

/// No more than so many points are suggested.
pub const MOST_SUGGESTIONS: usize = 12;
/// What it weighs that the page of a point in the routine names another: more than any shared complaint.
const NAMED: u32 = 100_000;
/// What it weighs that a shipped routine holds a point together with two of the routine.
const TOGETHER: u32 = 500;

/// A point that could be added to a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The point, with what is offered first for it, for a fixed time.
    pub item: Item,
    /// Why it goes well with the routine; never empty.
    pub why: Vec<Why>,
}

/// What could be added to a routine: points that the pages of its points name, the most often named first, then
/// points that are used for the same complaints, as a proposal weighs them.
///
/// A routine that names complaints is held to those; else to those of its points. Nothing is suggested that the
/// routine has already, that lies at the same spot as one of its points, or that this person cannot play.
#[must_use]
pub fn suggestions<'a>(
    routine: &Routine,
    shelves: &Shelves<'a>,
    person: &Person<'a>,
) -> Vec<Suggestion> {
    let links = Links::of(shelves);
    let mut seen: HashSet<&Code> = HashSet::new();
    let points: Vec<&Point> = routine
        .items
        .iter()
        .filter(|item| seen.insert(&item.code))
        .filter_map(|item| shelves.catalogue.find(item.code.as_str()))
        .collect();
    let mut named: HashMap<&Code, (u32, Why)> = HashMap::new();
    for point in &points {
        for (other, why) in related(point, shelves.catalogue) {
            named.entry(&other.code).or_insert((0, why)).0 += 1;
        }
    }
    // How many points of the routine are used for each complaint.
    let mut wanted: HashMap<&str, u32> = HashMap::new();
    if routine.complaints.is_empty() {
        for used in points.iter().flat_map(|point| links.of_point(&point.code)) {
            *wanted.entry(&used.complaint.key).or_default() += 1;
        }
    } else {
        wanted.extend(routine.complaints.iter().map(|key| (key.as_str(), 1)));
    }
    // How many of the shipped routines that hold two of its points hold each other point, and the first of them.
    let mut company: HashMap<&Code, (u32, &Routine)> = HashMap::new();
    let holds_two = |shipped: &&Routine| {
        shipped.items.iter().filter(|item| seen.contains(&item.code)).nth(1).is_some()
    };
    for shipped in shelves.shipped().filter(holds_two) {
        for item in &shipped.items {
            company.entry(&item.code).or_insert((0, shipped)).0 += 1;
        }
    }
    let taken: HashSet<&str> = points.iter().flat_map(|point| point.at_its_spot()).collect();
    let score = |other: &Point| {
        let times = named.get(&other.code).map_or(0, |(times, _)| *times);
        let shared = links.score(other, |used| {
            used.weight * wanted.get(used.complaint.key.as_str()).copied().unwrap_or_default()
        });
        let together = company.get(&other.code).map_or(0, |(times, _)| *times);
        times * NAMED + shared.min(NAMED - 1) + together * TOGETHER
    };
    let mut scored: Vec<(u32, &Point)> = shelves
        .catalogue
        .iter()
        .filter(|other| !matches!(other.grade, Grade::No { .. }))
        .filter(|other| !taken.contains(other.code.as_str()))
        .map(|other| (score(other), other))
        .filter(|(score, _)| *score > 0)
        .collect();
    scored.sort_by_key(|(score, _)| Reverse(*score));
    let suited = scored.into_iter().filter_map(|(_, other)| person.suit(other).ok());
    let suggestion = |suited: Suited<'_>| {
        let point = suited.point();
        let mut why: Vec<Why> =
            named.get(&point.code).map(|(_, why)| why.clone()).into_iter().collect();
        why.extend(links.shares_of(point, |complaint| wanted.contains_key(complaint.key.as_str())));
        let holding = company.get(&point.code).map(|(_, shipped)| shipped.key.clone());
        why.extend(holding.map(|key| Why::InRoutine { key }));
        Suggestion { item: Item::of(&suited, offered(&suited)), why }
    };
    suited.take(MOST_SUGGESTIONS).map(suggestion).collect()
}

/// The shipped routines that serve a complaint: those on the firmest ground first, and of those the ones that name
/// it the earliest among what they serve.
#[must_use]
pub fn shipped_for<'a>(complaint: &Complaint, shelves: &Shelves<'a>) -> Vec<&'a Routine> {
    let place = |routine: &Routine| routine.complaints.iter().position(|key| *key == complaint.key);
    let mut serving: Vec<(usize, &Routine)> =
        shelves.shipped().filter_map(|routine| Some((place(routine)?, routine))).collect();
    serving.sort_by_key(|(place, routine)| (routine.ground, *place));
    serving.into_iter().map(|(_, routine)| routine).collect()
}
