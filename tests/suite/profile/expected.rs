//! What an answer must do to a point, told by the files alone: rules and points are read as plain JSON, and the
//! program's own types are not asked.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::points::texts;

/// What an answer must do to one point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expected {
    /// The sides that are left out.
    pub left_out: BTreeSet<&'static str>,
    /// Whether those are all its sides.
    pub gone: bool,
    /// The most seconds a side.
    pub most: u64,
    /// The seconds that are set first.
    pub default: u64,
    /// The least seconds a side.
    pub least: u64,
    /// Whether it may end at a release.
    pub until_release: bool,
    /// How firmly, by name.
    pub pressure: String,
    /// Whether the question's line stands in the prompt, and as what.
    pub line: Shown,
}

/// How the line of a question is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// Not at all.
    #[default]
    No,
    /// As what may apply.
    MayApply,
    /// As what does.
    Flagged,
}

/// An answer as the files would spell it.
#[derive(Debug, Clone, Copy)]
pub enum Given<'a> {
    /// None, or a "no" that is too old.
    None,
    /// "No".
    No,
    /// "Yes", at those places: side and part.
    Yes(&'a [(Option<&'static str>, &'static str)]),
}

const ARM: [&str; 9] =
    ["shoulder", "axilla", "chest", "upper-back", "upper-arm", "elbow", "forearm", "wrist", "hand"];
const LEG: [&str; 7] = ["sacrum-buttock", "groin", "thigh", "knee", "lower-leg", "ankle", "foot"];

fn covers(part: &str, region: &str) -> bool {
    match part {
        "arm" => ARM.contains(&region),
        "leg" => LEG.contains(&region),
        _ => part == region,
    }
}

fn is_true(effect: &Value, field: &str) -> bool {
    effect[field] == true
}

fn everywhere(effect: &Value) -> bool {
    texts(effect, "tags").is_empty()
        && texts(effect, "regions").is_empty()
        && !is_true(effect, "places")
}

/// Whether tags or region of the point are named.
fn named(effect: &Value, point: &Value) -> bool {
    let tags = texts(point, "cautions");
    texts(effect, "tags").iter().any(|tag| tags.contains(tag))
        || point["region"].as_str().is_some_and(|region| texts(effect, "regions").contains(&region))
}

fn holds(effect: &Value, point: &Value, side: &str, places: &[(Option<&str>, &str)]) -> bool {
    let region = point["region"].as_str().expect("a region");
    if is_true(effect, "without_places") && !places.is_empty() {
        return false;
    }
    if is_true(effect, "sides_of_places")
        && !places.is_empty()
        && !places.iter().any(|(own, _)| own.is_none_or(|own| own == side))
    {
        return false;
    }
    let at_a_place = is_true(effect, "places")
        && places
            .iter()
            .any(|(own, part)| covers(part, region) && own.is_none_or(|own| own == side));
    everywhere(effect) || named(effect, point) || at_a_place
}

/// What that answer to that question must do to that point.
pub fn expected(question: &Value, given: Given<'_>, point: &Value) -> Expected {
    let technique = &point["technique"];
    let seconds = |field: &str| technique[field].as_u64().expect("seconds");
    let mut all = Expected {
        most: seconds("most_seconds"),
        default: seconds("default_seconds"),
        least: seconds("least_seconds"),
        until_release: technique["until_release"] == true,
        pressure: technique["pressure"].as_str().expect("a pressure").to_owned(),
        ..Expected::default()
    };
    let has_line = question.get("line").is_some();
    let effects = question["effects"].as_array().expect("effects");
    let places = match given {
        Given::No => return all,
        Given::None => {
            let may = |effect: &Value| {
                everywhere(effect) || is_true(effect, "places") || named(effect, point)
            };
            if has_line && effects.iter().any(may) {
                all.line = Shown::MayApply;
            }
            return all;
        }
        Given::Yes(places) => places,
    };
    let sides: &[&'static str] =
        if point["bilateral"] == true { &["left", "right"] } else { &["midline"] };
    let mut flagged = places.is_empty() && !texts(question, "places").is_empty();
    // What lies in the middle of a place named on one side is played, and flagged.
    let region = point["region"].as_str().expect("a region");
    flagged |= point["bilateral"] == false && places.iter().any(|(_, part)| covers(part, region));
    for effect in effects {
        let there: Vec<&'static str> =
            sides.iter().copied().filter(|side| holds(effect, point, side, places)).collect();
        if there.is_empty() {
            continue;
        }
        match effect["do"].as_str().expect("what it does") {
            "hide" => all.left_out.extend(there),
            "flag" => flagged = true,
            "cap" => cap(effect, &mut all),
            other => panic!("{other}"),
        }
    }
    if flagged && has_line {
        all.line = Shown::Flagged;
    }
    all.gone = all.left_out.len() == sides.len();
    all
}

fn cap(effect: &Value, all: &mut Expected) {
    if let Some(seconds) = effect["seconds"].as_u64().filter(|seconds| *seconds < all.most) {
        all.most = seconds;
        all.default = all.default.min(seconds);
        all.least = all.least.min(seconds);
        all.until_release = all.until_release && all.least < seconds;
    }
    let firmness =
        |name: &str| ["light", "firm but gentle", "firm"].iter().position(|one| *one == name);
    if let Some(pressure) = effect["pressure"].as_str()
        && firmness(pressure) < firmness(&all.pressure)
    {
        pressure.clone_into(&mut all.pressure);
    }
}
