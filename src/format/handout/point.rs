//! The handout of a point.

use super::markup::Markup;
use super::{Basis, Pictures, Room, dose, mind, page};
use crate::domain::caution::Prompt;
use crate::domain::plan::Press;
use crate::domain::point::{EvidenceKind, Guide, Point, Side};
use crate::t;
use crate::words::{library, measure, session};

/// How much each room holds on A4, in [`Markup::load`]: found by printing points with and without answers, in a
/// narrow and in a wide type, and taking the least.
const MOST: [usize; 6] = [2780, 3130, 4150, 4920, 6000, usize::MAX];

/// The handout of the point of a plan, with the caution that stands before it.
#[must_use]
pub fn point(prompt: &Prompt, pictures: &Pictures, basis: &Basis<'_>) -> String {
    let point = &prompt.plan().points()[0];
    let presses: Vec<&Press> = prompt.plan().presses().iter().collect();
    let side = presses.first().map_or(Side::Midline, |press| press.side);
    let mut all = Markup::default();
    header(&mut all, point);
    all.open("div", &[("class", "body")]);
    all.open("div", &[("class", "words")]);
    if let Some(guide) = &point.guide {
        words(&mut all, point, guide, &presses);
    }
    all.close("div");
    self::pictures(&mut all, point, side, pictures);
    all.close("div");
    mind::mind(&mut all, prompt, basis);
    mind::stop(&mut all, prompt, basis, true);
    mind::ground(&mut all, &grounds(point, basis));
    mind::foot(&mut all, prompt, &[], basis);
    let room = Room::of(all.load(), MOST, basis.paper);
    let title = t!("handout-title-point", title = point.title());
    page(&title, "point", room, basis, &all)
}

fn header(all: &mut Markup, point: &Point) {
    all.open("header", &[]);
    let kicker = t!(
        "handout-kicker-point",
        meridian = point.meridian.name(),
        region = session::region(point.region)
    );
    all.element("p", &[("class", "kicker")], &kicker);
    all.open("div", &[("class", "names")]);
    all.open("h1", &[]);
    title(all, point);
    all.close("h1");
    all.element("p", &[("class", "english")], &point.english);
    all.close("div");
    if let Some(guide) = &point.guide
        && !guide.traditional_uses.is_empty()
    {
        let uses = guide.traditional_uses.join(", ");
        let uses = t!("handout-uses-end", uses = uses.trim_end_matches('.'));
        all.open("div", &[("class", "uses")]);
        all.led("p", &t!("handout-uses"), &uses);
        all.close("div");
    }
    all.close("header");
}

/// The names of a point, within a heading.
pub(super) fn title(all: &mut Markup, point: &Point) {
    all.element("span", &[("class", "code")], point.code.as_str());
    all.element("span", &[("lang", "zh-Latn")], &point.pinyin);
    let (usual, simplified) = (point.chinese.as_str(), point.chinese_simplified.as_str());
    let (chinese, lang) =
        if usual.is_empty() { (simplified, "zh-Hans") } else { (usual, "zh-Hant") };
    all.element("span", &[("class", "chinese"), ("lang", lang)], chinese);
}

fn words(all: &mut Markup, point: &Point, guide: &Guide, presses: &[&Press]) {
    all.heading(&t!("handout-where"));
    all.paragraph(&point.location);
    let measure = point.measure.as_ref().map(measure::words).unwrap_or_default();
    all.element("p", &[("class", "beside")], &measure);
    all.heading(&t!("handout-sit"));
    all.paragraph(&guide.posture);
    for hand in hands(point, presses) {
        all.paragraph(&hand);
    }
    all.heading(&t!("handout-find"));
    all.open("ol", &[]);
    for step in &guide.find {
        all.element("li", &[], step);
    }
    all.close("ol");
    if !guide.feel.trim().is_empty() {
        all.heading(&t!("handout-feel"));
        all.paragraph(&guide.feel);
    }
    all.heading(&t!("handout-press"));
    all.element("p", &[("class", "dose")], &session::technique(&guide.technique));
    // Where its source lets the time be chosen, the one that is set.
    if presses.iter().any(|press| !press.until_release && press.least < press.most) {
        let set = dose(point, presses).join(" · ");
        all.paragraph(&t!("handout-set", dose = set));
    }
    all.paragraph(&guide.press);
    if !guide.how_often.trim().is_empty() {
        all.paragraph(&t!("handout-often", often = guide.how_often.as_str()));
    }
}

/// "Left armpit: with the fingertips of your right hand."; one line where both sides are alike.
fn hands(point: &Point, presses: &[&Press]) -> Vec<String> {
    let with: Vec<String> =
        presses.iter().map(|press| session::hand_and_finger(point, press.side)).collect();
    let of_side = |(press, with): (&&Press, &String)| {
        let side = session::capital(&session::place(point, press.side));
        t!("handout-side-hand", side = side, hand = with.as_str())
    };
    match with.as_slice() {
        [first, rest @ ..] if rest.iter().all(|other| other == first) => {
            presses.iter().zip(&with).take(1).map(of_side).collect()
        }
        _ => presses.iter().zip(&with).map(of_side).collect(),
    }
}

fn pictures(all: &mut Markup, point: &Point, side: Side, pictures: &Pictures) {
    if pictures.close_up.is_none() && pictures.whole.is_none() {
        return;
    }
    // The frame has no height of its own: it takes what the words beside it leave.
    all.open("div", &[("class", "pictures")]);
    all.open("div", &[("class", "frame")]);
    if let Some(picture) = &pictures.close_up {
        let place = session::capital(&session::place(point, side));
        all.open("figure", &[("class", "close-up")]);
        if pictures.is_marked {
            let alt = t!("handout-close-up-alt", title = point.title(), place = place.as_str());
            all.picture(picture, &alt);
            all.element("figcaption", &[], &place);
        } else {
            all.picture(picture, &t!("handout-region-alt", place = place.as_str()));
            all.element("figcaption", &[], &t!("figure-region-only", place = place));
        }
        all.close("figure");
    }
    if let Some(picture) = &pictures.whole {
        all.open("figure", &[("class", "whole")]);
        all.picture(picture, &t!("handout-whole-alt", title = point.title()));
        all.element("figcaption", &[], &t!("handout-whole"));
        all.close("figure");
    }
    all.close("div");
    all.close("div");
}

/// The sources of what is said of it, by their kind.
fn grounds(point: &Point, basis: &Basis<'_>) -> Vec<(String, Vec<String>)> {
    let evidence = point.guide.iter().flat_map(|guide| &guide.evidence);
    let mut grounds = Vec::new();
    for kind in EvidenceKind::ALL {
        let mut sources: Vec<String> = Vec::new();
        for one in evidence.clone().filter(|one| one.kind == kind && !one.source.is_empty()) {
            let source = basis.source(&one.source);
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        if !sources.is_empty() {
            grounds.push((library::ground(kind), sources));
        }
    }
    grounds
}
