//! What stands in the library, in words.

use crate::domain::plan::Dose;
use crate::domain::point::{EvidenceKind, Side};
use crate::domain::routine::{Ground, Item};
use crate::t;
use crate::words::{session, time};

/// "Trial", "Clinic", "Tradition".
#[must_use]
pub fn ground(kind: EvidenceKind) -> String {
    match kind {
        EvidenceKind::Trial => t!("evidence-trial"),
        EvidenceKind::Clinic => t!("evidence-clinic"),
        EvidenceKind::Tradition => t!("evidence-tradition"),
    }
}

/// "From a trial", "From a clinic's page", "Widely taught; the times are ours".
#[must_use]
pub fn routine_ground(ground: Ground) -> String {
    match ground {
        Ground::Trial => t!("routine-trial"),
        Ground::Clinic => t!("routine-clinic"),
        Ground::Taught => t!("routine-taught"),
    }
}

/// "both sides · 3 min", "3 min" on the midline.
#[must_use]
pub fn dose(item: &Item, bilateral: bool) -> String {
    let mut parts = Vec::new();
    if bilateral {
        parts.push(crate::words::text(&format!("sides-{}", item.sides.name())));
    }
    parts.push(dose_alone(item.dose));
    if item.times > 1 {
        parts.push(t!("dose-times", times = item.times));
    }
    if !item.rest.is_zero() {
        parts.push(t!("dose-rest", time = time::length(item.rest)));
    }
    parts.join(" · ")
}

/// "3 min", "until release".
#[must_use]
pub fn dose_alone(dose: Dose) -> String {
    match dose {
        Dose::Fixed(length) => time::length(length),
        Dose::UntilRelease => t!("dose-until-release"),
    }
}

/// "Left", "Right": the sides that a place can be on.
#[must_use]
pub fn side(side: Side) -> String {
    session::capital(&crate::words::text(&format!("side-{}", side.name())))
}
