//! What a person's answers change, in words.

use super::time;
use crate::domain::code::Code;
use crate::domain::point::Side;
use crate::domain::profile::{Change, Part, Place};
use crate::domain::technique::Pressure;
use crate::t;
use crate::words::{session, text};

/// "Set to 1 minute, light: blood thinners." or "The left side is left out: lymphoedema."
#[must_use]
pub fn change(change: &Change) -> String {
    let because = change.because.as_str();
    let pressure = change.pressure.map(|pressure| match pressure {
        Pressure::Light => t!("pressure-light"),
        Pressure::FirmButGentle => t!("pressure-firm-but-gentle"),
        Pressure::Firm => t!("pressure-firm"),
    });
    let length = change.length.map(|length| time::range(length, length));
    if let Some(Side::Left | Side::Right) = change.side {
        let side = change.side.map(Side::name).unwrap_or_default();
        return t!("change-side", side = text(&format!("side-{side}")), because = because);
    }
    let to: Vec<String> = length.into_iter().chain(pressure).collect();
    t!("change-set", to = to.join(", "), because = because)
}

/// What answers changed, in sentences: one for each change, with all the points that it holds for.
#[must_use]
pub fn changes(changes: &[(Code, Change)]) -> Vec<String> {
    let mut grouped: Vec<(&Change, Vec<&str>)> = Vec::new();
    for (code, change) in changes {
        match grouped.iter_mut().find(|(known, _)| *known == change) {
            Some((_, codes)) if codes.contains(&code.as_str()) => {}
            Some((_, codes)) => codes.push(code.as_str()),
            None => grouped.push((change, vec![code.as_str()])),
        }
    }
    grouped
        .iter()
        .map(|(change, codes)| format!("{}: {}", codes.join(", "), self::change(change)))
        .collect()
}

/// "left knee", "both arms".
#[must_use]
pub fn place(place: Place) -> String {
    let part = part(place.part);
    match place.side {
        Some(side) => {
            t!("place-of-side", side = text(&format!("side-{}", side.name())), region = part)
        }
        None => part,
    }
}

/// "knee", "arm".
#[must_use]
pub fn part(part: Part) -> String {
    match part {
        Part::Region(region) => session::region(region),
        Part::Arm => t!("limb-arm"),
        Part::Leg => t!("limb-leg"),
    }
}
