//! What is chosen for a proposal, as long as there is room for it, and in which order it is played.

use std::time::Duration;

use super::Why;
use crate::domain::code::Code;
use crate::domain::plan::{Choices, Dose, EASE, Pacing, Plan, sides};
use crate::domain::point::{NotPlayable, Point};
use crate::domain::profile::{Person, Suited};
use crate::domain::routine::adjust::range;
use crate::domain::routine::order::easiest_after;
use crate::domain::routine::{MOST_ITEMS, Part};
use crate::domain::technique::Technique;

/// Where in the order a point belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Where it stands.
    First,
    /// Wherever it is easiest.
    Middle,
    /// At the end.
    Last,
}

impl Place {
    pub const fn after(calms: bool) -> Self {
        if calms { Self::Last } else { Self::Middle }
    }
}

/// A point that was chosen.
#[derive(Clone)]
pub struct Chosen<'a> {
    pub suited: Suited<'a>,
    pub choices: Choices,
    pub why: Vec<Why>,
    place: Place,
}

impl<'a> Chosen<'a> {
    fn part(&self, place: usize) -> Part<'a> {
        let (suited, choices) = (self.suited.clone(), self.choices);
        Part { suited, choices, rest: Duration::ZERO, place }
    }
}

/// How long something takes: with presses as short as can be, as long as is set, and as long as can be.
#[derive(Debug, Clone, Copy, Default)]
struct Times {
    least: Duration,
    default: Duration,
    most: Duration,
}

impl Times {
    fn with(self, other: Self) -> Self {
        Self {
            least: self.least + other.least,
            default: self.default + other.default,
            most: self.most + other.most,
        }
    }
}

/// What has been chosen so far.
pub struct Basket<'a> {
    /// What was chosen, in the order in which it was found.
    pub chosen: Vec<Chosen<'a>>,
    /// What would have been chosen, but for the person's answers or its grade.
    pub left_out: Vec<(Code, NotPlayable)>,
    times: Times,
    target: Duration,
    pacing: Pacing,
    person: Person<'a>,
    /// Whether nothing more is looked for.
    is_full: bool,
}

impl<'a> Basket<'a> {
    /// An empty one, for so much time.
    pub const fn new(target: Duration, pacing: Pacing, person: Person<'a>) -> Self {
        Self {
            chosen: Vec::new(),
            left_out: Vec::new(),
            times: Times { least: Duration::ZERO, default: Duration::ZERO, most: Duration::ZERO },
            target,
            pacing,
            person,
            is_full: false,
        }
    }

    /// Takes the point if there is room for it, and tells if it is left out for the person.
    ///
    /// What belongs to the heart of the routine needs room for its least time alone. Beyond that, the first that
    /// has no room ends the search, unless time would be left over.
    pub fn offer(&mut self, point: &'a Point, why: Vec<Why>, place: Place, is_heart: bool) {
        let is_there = |one: &Chosen<'_>| one.suited.point().is_same_spot(point);
        let is_full = self.is_full || self.chosen.len() == MOST_ITEMS;
        let is_told = self.left_out.iter().any(|(code, _)| *code == point.code);
        if is_full || is_told || self.chosen.iter().any(is_there) {
            return;
        }
        let suited = self.person.suit(point);
        let times = match &suited {
            Ok(suited) => self.times_of(suited),
            Err(_) => self.usual_times_of(point),
        };
        if self.has_room(times, is_heart) {
            match suited {
                Ok(suited) => self.put(suited, why, place),
                Err(because) => self.left_out.push((point.code.clone(), because)),
            }
        } else if place != Place::First && !self.falls_short() {
            self.is_full = !is_heart || self.times.default >= self.target;
        }
    }

    /// Whether even the longest presses would not come near the target.
    fn falls_short(&self) -> bool {
        self.times.most < self.target.saturating_sub(self.target / 20)
    }

    fn has_room(&self, times: Times, is_heart: bool) -> bool {
        let all = self.times.with(times);
        let by_least = is_heart || self.falls_short();
        all.default <= self.target || (by_least && all.least <= self.target)
    }

    pub fn put(&mut self, suited: Suited<'a>, why: Vec<Why>, place: Place) {
        self.times = self.times.with(self.times_of(&suited));
        let choices = offered(&suited);
        self.chosen.push(Chosen { suited, choices, why, place });
    }

    /// How long that point takes for the person.
    fn times_of(&self, suited: &Suited<'_>) -> Times {
        let presses = sides(suited, offered(suited).sides).map_or(0, |sides| sides.len());
        self.lasting(suited.technique(), u32::try_from(presses).unwrap_or_default())
    }

    /// How long that point takes for somebody whose answers change nothing.
    fn usual_times_of(&self, point: &Point) -> Times {
        let Some(guide) = &point.guide else { return Times::default() };
        let in_turn = point.bilateral && !guide.hands.both_at_once;
        self.lasting(&guide.technique, if in_turn { 2 } else { 1 })
    }

    fn lasting(&self, technique: &Technique, presses: u32) -> Times {
        let (least, most) = range(technique);
        let lasting = |press: Duration| {
            (press + EASE * 2) * presses + self.pacing.change * presses.saturating_sub(1)
        };
        Times {
            least: lasting(Duration::from_secs(least)),
            default: lasting(technique.default),
            most: lasting(Duration::from_secs(most)),
        }
    }

    /// Remembers the point that takes the least time of all.
    pub fn note_quickest(
        &self,
        quickest: &mut Option<(Duration, Chosen<'a>)>,
        point: &'a Point,
        why: &[Why],
        place: Place,
    ) {
        let Ok(suited) = self.person.suit(point) else { return };
        let least = self.times_of(&suited).least;
        if quickest.as_ref().is_none_or(|(known, _)| least < *known) {
            let choices = offered(&suited);
            *quickest = Some((least, Chosen { suited, choices, why: why.to_vec(), place }));
        }
    }
}

/// What is offered first for that point, for a fixed time.
pub fn offered(suited: &Suited<'_>) -> Choices {
    Choices { dose: Dose::Fixed(suited.technique().default), ..suited.choices(None) }
}

/// The points in playing order; what comes at the end because it calms says so.
pub fn in_order(mut chosen: Vec<Chosen<'_>>) -> Vec<Chosen<'_>> {
    chosen.sort_by_key(|one| one.place);
    if chosen.first().is_some_and(|first| first.place != Place::Last) {
        for one in chosen.iter_mut().filter(|one| one.place == Place::Last) {
            one.why.push(Why::Calming);
        }
    }
    let parts: Vec<Part<'_>> = chosen.iter().zip(0..).map(|(one, nth)| one.part(nth)).collect();
    let Ok(plan) = Plan::of_parts(&parts, Pacing::default()) else { return chosen };
    let places = |place| (0..chosen.len()).filter(|nth| chosen[*nth].place == place).collect();
    let mut order: Vec<usize> = places(Place::First);
    for place in [Place::Middle, Place::Last] {
        let group: Vec<usize> = places(place);
        order.extend(easiest_after(&plan, order.last().copied(), &group));
    }
    let mut slots: Vec<Option<Chosen<'_>>> = chosen.into_iter().map(Some).collect();
    order.into_iter().filter_map(|nth| slots[nth].take()).collect()
}
