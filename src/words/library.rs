//! What stands in the library, in words.

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
    let length = time::length(item.length);
    if bilateral {
        let sides = crate::words::text(&format!("sides-{}", item.sides.name()));
        format!("{sides} · {length}")
    } else {
        length
    }
}

/// "Left", "Right": the sides that a place can be on.
#[must_use]
pub fn side(side: Side) -> String {
    session::capital(&crate::words::text(&format!("side-{}", side.name())))
}
