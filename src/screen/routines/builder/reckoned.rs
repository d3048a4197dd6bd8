//! All that follows from a routine on the bench, reckoned once after each change and not at each picture.

use std::collections::HashMap;
use std::time::Duration;

use crate::domain::caution::{Prompt, Weight};
use crate::domain::code::Code;
use crate::domain::plan::{Pacing, Phase, Plan};
use crate::domain::point::Point;
use crate::domain::routine::{Ease, Fitted, Part, Routine, Totals, Warning, suggestions, warnings};
use crate::screen::World;
use crate::t;
use crate::words::{library, person, routine as words, time};

/// So many points that were found are shown.
const FOUND: usize = 6;

/// A point of the routine in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) code: Code,
    /// "Highest Spring"; empty for a point that is not known here.
    pub(super) name: String,
    /// Why it is there, or why it is not played.
    pub(super) why: String,
    /// "both sides · 1 min".
    pub(super) dose: String,
    /// How long it takes with easing in and off and changing sides; nothing where it is not played.
    pub(super) time: String,
    /// Whether it is left out for this person.
    pub(super) is_out: bool,
}

/// A point that could be put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) code: Code,
    pub(super) name: String,
    /// Why it is offered, or why it cannot be pressed.
    pub(super) why: String,
    /// Whether it can be pressed by this person.
    pub(super) is_playable: bool,
}

/// What follows from a routine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reckoned {
    pub(super) rows: Vec<Row>,
    /// "9:50, about 12 minutes with finding".
    pub(super) total: String,
    /// "left 4:30 · right 4:20".
    pub(super) sides: String,
    /// What the order asks of posture and thumbs.
    pub(super) ease: String,
    /// Whether the order can be easier.
    pub(super) can_be_easier: bool,
    pub(super) warnings: Vec<String>,
    /// What the person's answers change.
    pub(super) changes: Vec<String>,
    /// The cautions of the whole set, nothing twice.
    pub(super) cautions: Vec<(Weight, String, String)>,
    pub(super) offers: Vec<Offer>,
    /// What answers the search.
    pub(super) found: Vec<Offer>,
}

impl Reckoned {
    /// `as_proposed` if nobody has changed it by hand: then its order was chosen with care, and nothing is said of it.
    pub(super) fn of(
        routine: &Routine,
        why: &HashMap<Code, String>,
        as_proposed: bool,
        world: &World,
    ) -> Self {
        let person = world.person();
        let fitted = routine.fit(&world.library.catalogue, &person);
        let plan = fitted.plan(Pacing { find_wait: None, ..world.pacing() }).ok();
        let mut reckoned = Self {
            rows: rows(routine, &fitted, plan.as_ref(), why, world),
            offers: offers(routine, world),
            ..Self::default()
        };
        let Some(plan) = plan else {
            reckoned.total = t!("builder-empty-total");
            return reckoned;
        };
        let totals = Totals::of(&plan);
        reckoned.total = words::total(&totals);
        reckoned.sides = words::sides(&totals);
        let minded = warnings(&plan, &person);
        let is_told = |one: &&Warning| !(as_proposed && matches!(one, Warning::Postures { .. }));
        reckoned.warnings = minded.iter().filter(is_told).map(words::warning).collect();
        reckoned.changes = person::changes(plan.changes());
        if plan.points().len() > 1 {
            reckoned.ease = words::ease(Ease::of(&plan));
            reckoned.can_be_easier = routine.eased(&world.library.catalogue, &person) != *routine;
        }
        let emergency = world.settings.emergency();
        let fill = |text: &str| text.replace("{emergency}", emergency);
        let prompt = Prompt::new(plan, &world.library.lines);
        let lines = prompt.lines().iter();
        reckoned.cautions =
            lines.map(|line| (line.weight, fill(&line.title), fill(&line.text))).collect();
        reckoned
    }

    /// Finds points for what was typed.
    pub(super) fn search(&mut self, text: &str, world: &World) {
        self.found.clear();
        if text.trim().is_empty() {
            return;
        }
        let found = world.library.index().find(text).into_iter().take(FOUND);
        self.found =
            found.filter_map(|code| world.point(code)).map(|point| offer(point, world)).collect();
    }

    /// Why a point is offered, if it is.
    pub(super) fn reason(&self, code: &Code) -> Option<String> {
        self.offers.iter().find(|offer| offer.code == *code).map(|offer| offer.why.clone())
    }
}

fn offer(point: &Point, world: &World) -> Offer {
    let suited = world.person().suit(point);
    Offer {
        code: point.code.clone(),
        name: point.english.clone(),
        why: match &suited {
            Ok(_) => crate::words::session::region(point.region),
            Err(why) => why.to_string(),
        },
        is_playable: suited.is_ok(),
    }
}

fn offers(routine: &Routine, world: &World) -> Vec<Offer> {
    let all = suggestions(routine, &world.library.shelves(), &world.person());
    all.into_iter()
        .filter_map(|one| {
            let point = world.point(&one.item.code)?;
            // The weightiest reason; all of them would be a page.
            let why = one.why.first().map(|why| words::why(why, &world.library.shelves()))?;
            Some(Offer { why, ..offer(point, world) })
        })
        .collect()
}

fn rows(
    routine: &Routine,
    fitted: &Fitted<'_>,
    plan: Option<&Plan>,
    why: &HashMap<Code, String>,
    world: &World,
) -> Vec<Row> {
    let mut times = vec![Duration::ZERO; routine.items.len()];
    if let Some(plan) = plan {
        add_times(plan, &fitted.parts, &mut times);
    }
    let each = routine.items.iter().enumerate();
    each.map(|(place, item)| {
        let point = world.point(&item.code);
        let part = fitted.parts.iter().find(|part| part.place == place);
        let is_played = part.is_some();
        // As it is played: a file may ask for what its point does not allow.
        let mut played = item.clone();
        if let Some(part) = part {
            (played.sides, played.dose) = (part.choices.sides, part.choices.dose);
        }
        let left_out = fitted.left_out.iter().find(|(code, _)| *code == item.code);
        let reason = match (point, is_played, left_out) {
            (None, ..) => t!("builder-unknown"),
            (_, false, Some((_, why))) => why.to_string(),
            _ if !item.note.is_empty() => item.note.clone(),
            _ => why.get(&item.code).cloned().unwrap_or_default(),
        };
        Row {
            code: item.code.clone(),
            name: point.map(|point| point.english.clone()).unwrap_or_default(),
            why: reason,
            dose: library::dose(&played, point.is_some_and(|point| point.bilateral)),
            time: if is_played { time::clock(times[place]) } else { String::new() },
            is_out: !is_played,
        }
    })
    .collect()
}

/// Adds to each item the time of its steps; a rest belongs to the point before it.
fn add_times(plan: &Plan, parts: &[Part<'_>], times: &mut [Duration]) {
    for step in plan.steps() {
        let point = plan.presses()[step.press].point;
        let point = if step.phase == Phase::Rest { point.saturating_sub(1) } else { point };
        let place = parts.get(point).map(|part| part.place);
        if let Some(time) = place.and_then(|place| times.get_mut(place)) {
            *time += step.length.unwrap_or_default();
        }
    }
}
