//! How the points of a routine stand to what is known here, in words.

use super::{library, text, time};
use crate::domain::point::NotPlayable;
use crate::domain::routine::{Difference, Verdict};
use crate::t;

/// "known", "differs", "not known here", "cannot be played".
#[must_use]
pub fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Known => t!("verdict-known"),
        Verdict::Differs(_) => t!("verdict-differs"),
        Verdict::Unknown => t!("verdict-unknown"),
        Verdict::CannotBePlayed { .. } => t!("verdict-cannot-be-played"),
    }
}

/// What is behind a verdict, a sentence each; nothing where the point is known, or not known at all.
#[must_use]
pub fn reasons(verdict: &Verdict) -> Vec<String> {
    match verdict {
        Verdict::Known | Verdict::Unknown => Vec::new(),
        Verdict::Differs(all) => all.iter().map(|one| difference(*one)).collect(),
        Verdict::CannotBePlayed { why } => vec![left_out(why)],
    }
}

/// "9 min becomes 3 min; it is pressed for 1 to 3 minutes a side."
#[must_use]
pub fn difference(difference: Difference) -> String {
    match difference {
        Difference::Sides { what, becomes } => {
            let sides =
                |sides: crate::domain::plan::Sides| text(&format!("sides-{}", sides.name()));
            t!("differs-sides", what = sides(what), becomes = sides(becomes))
        }
        Difference::Motion { what, becomes } => {
            t!("differs-motion", what = what.name(), becomes = becomes.name())
        }
        Difference::Dose { what, becomes, least, most } => t!(
            "differs-dose",
            what = library::dose_alone(what),
            becomes = library::dose_alone(becomes),
            range = time::range(least, most)
        ),
        Difference::Times { what, becomes } => {
            t!("differs-times", what = what, becomes = becomes)
        }
        Difference::Rest { what, becomes } => {
            t!("differs-rest", what = time::length(what), becomes = time::length(becomes))
        }
    }
}

/// Why a point is left out: "pregnancy", "not known here".
#[must_use]
pub fn left_out(why: &NotPlayable) -> String {
    match why {
        NotPlayable::GradedNo { why, .. } => t!("left-out-not-offered", why = why.as_str()),
        NotPlayable::LeftOut { because, .. } => because.clone(),
        NotPlayable::NoGuide { .. } => t!("left-out-no-guide"),
        NotPlayable::Unknown { .. } => t!("verdict-unknown"),
    }
}

/// What all verdicts come to: "All 3 points are known here.", or how many are not, and what becomes of them.
#[must_use]
pub fn summary(verdicts: &[Verdict]) -> Vec<String> {
    let count = |wanted: fn(&Verdict) -> bool| verdicts.iter().filter(|one| wanted(one)).count();
    let differing = count(|one| matches!(one, Verdict::Differs(_)));
    let unknown = count(|one| matches!(one, Verdict::Unknown));
    let never = count(|one| matches!(one, Verdict::CannotBePlayed { .. }));
    let mut lines = Vec::new();
    if verdicts.is_empty() {
        lines.push(t!("import-no-points"));
    } else if differing + unknown + never == 0 {
        lines.push(t!("import-all-known", count = verdicts.len()));
    }
    if differing > 0 {
        lines.push(t!("import-differs", count = differing));
    }
    if unknown > 0 {
        lines.push(t!("import-unknown", count = unknown));
    }
    if never > 0 {
        lines.push(t!("import-never", count = never));
    }
    lines
}
