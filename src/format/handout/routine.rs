//! The handout of a routine.

use super::markup::Markup;
use super::point::title;
use super::{Basis, Pictures, Room, dose, mind, page};
use crate::domain::caution::Prompt;
use crate::domain::plan::{Plan, Press};
use crate::domain::point::{Origin, Point, Side};
use crate::domain::routine::{Fitted, Item, Routine, Totals};
use crate::t;
use crate::words::{library, routine as words, session, time};

/// How much each room holds on A4, in [`Markup::load`] and [`CARD`], without the steps that lead to the points:
/// found as for a point.
const MOST: [usize; 6] = [2750, 3300, 4800, 6080, 7800, 8900];

/// The same with the steps; where there is less room than that nobody could follow them.
const MOST_WITH_STEPS: [usize; 6] = [2750, 3300, 4480, 5480, 0, 0];

/// What the picture of a point takes beside its words.
const CARD: usize = 60;

/// So few points stand one below the other, with larger pictures.
const FEW: usize = 3;

/// A point of the routine as it stands on the page.
struct Card<'a> {
    point: &'a Point,
    item: &'a Item,
    presses: Vec<&'a Press>,
    times: usize,
}

/// The points that are played, each once however many times in a row.
fn cards<'a>(routine: &'a Routine, fitted: &Fitted<'_>, plan: &'a Plan) -> Vec<Card<'a>> {
    let mut cards: Vec<(usize, Card<'a>)> = Vec::new();
    for (nth, part) in fitted.parts.iter().enumerate() {
        if let Some((place, card)) = cards.last_mut()
            && *place == part.place
        {
            card.times += 1;
            continue;
        }
        let (Some(point), Some(item)) = (plan.points().get(nth), routine.items.get(part.place))
        else {
            continue;
        };
        let presses = plan.presses().iter().filter(|press| press.point == nth).collect();
        cards.push((part.place, Card { point, item, presses, times: 1 }));
    }
    cards.into_iter().map(|(_, card)| card).collect()
}

/// The handout of a routine as it is fitted to a person, with the caution of the whole set. The pictures are
/// those of its items that are played, in their order; where there are fewer the rest stand without.
#[must_use]
pub fn routine(
    routine: &Routine,
    fitted: &Fitted<'_>,
    prompt: &Prompt,
    pictures: &[Pictures],
    basis: &Basis<'_>,
) -> String {
    let cards = cards(routine, fitted, prompt.plan());
    let make = |with_steps: bool, is_long: bool| {
        let mut all = Markup::default();
        header(&mut all, routine, prompt.plan(), cards.len(), is_long);
        // Nobody turns over to a caution: on more than one page it comes first.
        if is_long {
            care(&mut all, prompt, basis);
        }
        all.element("h2", &[], &t!("handout-order"));
        all.open("ol", &[("class", "cards")]);
        for (nth, card) in cards.iter().enumerate() {
            self::card(&mut all, nth + 1, card, pictures.get(nth), with_steps);
        }
        all.close("ol");
        if !is_long {
            care(&mut all, prompt, basis);
        }
        if !routine.notes.is_empty() {
            all.open("section", &[("class", "ground")]);
            all.led("p", &format!("{}.", t!("handout-notes")), &routine.notes.join(" "));
            all.close("section");
        }
        mind::ground(&mut all, &grounds(routine, basis));
        mind::foot(&mut all, prompt, &fitted.left_out, basis);
        all
    };
    let room = |all: &Markup, most| Room::of(all.load() + cards.len() * CARD, most, basis.paper);
    // The steps that lead to each point stand there where one page holds them too, or does not hold the rest.
    let (short, full) = (make(false, false), make(true, false));
    let (room, all) = match (room(&short, MOST), room(&full, MOST_WITH_STEPS)) {
        (Room::Pages, _) => (Room::Pages, make(true, true)),
        (room, Room::Pages) => (room, short),
        (_, room) => (room, full),
    };
    let kind = if cards.len() <= FEW { "routine few" } else { "routine" };
    let title = t!("handout-title-routine", name = routine.name.as_str());
    page(&title, kind, room, basis, &all)
}

fn care(all: &mut Markup, prompt: &Prompt, basis: &Basis<'_>) {
    mind::mind(all, prompt, basis);
    mind::stop(all, prompt, basis, false);
}

fn header(all: &mut Markup, routine: &Routine, plan: &Plan, points: usize, is_long: bool) {
    all.open("header", &[]);
    // A routine of the person's own claims no ground.
    let kicker = match routine.origin {
        Origin::Own => t!("handout-kicker-own"),
        Origin::Shipped => {
            t!("handout-kicker-routine", ground = library::routine_ground(routine.ground))
        }
    };
    all.element("p", &[("class", "kicker")], &kicker);
    all.element("h1", &[], &routine.name);
    all.element("p", &[("class", "about")], &routine.about);
    let points = t!("handout-points", count = points);
    let points = if is_long { t!("handout-points-pages", points = points) } else { points };
    all.element("p", &[("class", "dose")], &[points, takes(plan)].join(" · "));
    if !routine.how_often.trim().is_empty() {
        all.paragraph(&t!("handout-often", often = routine.how_often.as_str()));
    }
    if !routine.therapist.trim().is_empty() {
        all.open("aside", &[("class", "therapist")]);
        all.heading(&t!("handout-therapist"));
        for paragraph in routine.therapist.lines() {
            all.paragraph(paragraph);
        }
        all.close("aside");
    }
    all.close("header");
}

fn card(all: &mut Markup, number: usize, card: &Card<'_>, pictures: Option<&Pictures>, full: bool) {
    let point = card.point;
    all.open("li", &[("class", "card")]);
    if let Some(pictures) = pictures
        && let Some(picture) = &pictures.close_up
    {
        let side = card.presses.first().map_or(Side::Midline, |press| press.side);
        let place = session::capital(&session::place(point, side));
        let alt = if pictures.is_marked {
            t!("handout-close-up-alt", title = point.title(), place = place)
        } else {
            t!("handout-region-alt", place = place)
        };
        all.picture(picture, &alt);
    }
    all.open("div", &[]);
    all.open("h3", &[]);
    all.element("span", &[("class", "number")], &number.to_string());
    title(all, point);
    all.close("h3");
    let mut how = dose(point, &card.presses);
    if card.times > 1 {
        how.push(t!("handout-times", times = card.times));
    }
    if !card.item.rest.is_zero() {
        how.push(t!("handout-rest", time = time::length(card.item.rest)));
    }
    all.element("p", &[("class", "dose")], &session::capital(&how.join(" · ")));
    all.paragraph(&point.location);
    if let (true, Some(guide)) = (full, &point.guide) {
        all.open("ol", &[("class", "steps")]);
        for step in &guide.find {
            all.element("li", &[], step);
        }
        all.close("ol");
    }
    all.element("p", &[("class", "note")], &card.item.note);
    all.close("div");
    all.close("li");
}

/// How long it takes: all timed steps, with until release at its most; and about how long with finding.
fn takes(plan: &Plan) -> String {
    words::total(&Totals::of(plan))
}

/// Its ground and its sources.
fn grounds(routine: &Routine, basis: &Basis<'_>) -> Vec<(String, Vec<String>)> {
    if routine.sources.is_empty() || routine.origin == Origin::Own {
        return Vec::new();
    }
    let sources = routine.sources.iter().map(|id| basis.source(id)).collect();
    vec![(session::capital(&library::routine_ground(routine.ground)), sources)]
}
