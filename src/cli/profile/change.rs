//! What an answer changes over the whole catalogue.

use std::time::Duration;

use crate::cli::around::{self, Effect};
use crate::cli::known::Here;
use crate::domain::point::{Point, Side};
use crate::domain::profile::Change;
use crate::domain::technique::Pressure;
use crate::t;

/// So many points are named before "and N more".
const NAMED: usize = 4;

/// What the answers do to each point, in the order of the catalogue.
pub(super) fn effects(here: &Here) -> Vec<Effect> {
    here.library.catalogue.iter().map(|point| around::effect(&here.person(), point)).collect()
}

/// What became of the points that something else holds for now.
pub(super) fn told(before: &[Effect], after: &Here) -> Vec<String> {
    let now = effects(after);
    let [mut left_out, mut one_side, mut gentler, mut back, mut as_usual, mut laxer] =
        [const { Vec::new() }; 6];
    for ((point, was), is) in after.library.catalogue.iter().zip(before).zip(&now) {
        match (was, is) {
            (Effect::LeftOut(_), Effect::LeftOut(_)) => {}
            (_, Effect::LeftOut(_)) => left_out.push(point),
            (Effect::LeftOut(_), _) => back.push(point),
            (Effect::Played(was), Effect::Played(is)) => {
                let (was, is) = (Held::by(was), Held::by(is));
                match () {
                    () if was == is => {}
                    () if is == Held::by(&[]) => as_usual.push(point),
                    () if !is.sides.iter().all(|side| was.sides.contains(side)) => {
                        one_side.push(point);
                    }
                    () if is.is_gentler(&was) => gentler.push(point),
                    () => laxer.push(point),
                }
            }
            (Effect::None, _) | (_, Effect::None) => {}
        }
    }
    let mut lines = Vec::new();
    let mut tell = |points: &[&Point], say: &dyn Fn(usize, String) -> String| {
        if !points.is_empty() {
            lines.push(say(points.len(), names(points)));
        }
    };
    tell(&left_out, &|count, names| t!("profile-now-left-out", count = count, names = names));
    tell(&one_side, &|count, names| t!("profile-now-one-side", count = count, names = names));
    tell(&gentler, &|count, names| t!("profile-now-gentler", count = count, names = names));
    tell(&back, &|count, names| t!("profile-now-back", count = count, names = names));
    tell(&laxer, &|count, names| t!("profile-now-laxer", count = count, names = names));
    tell(&as_usual, &|count, names| t!("profile-now-usual", count = count, names = names));
    if lines.is_empty() {
        lines.push(t!("profile-no-point-changes"));
    }
    lines
}

/// What a press is held to, whatever the reasons.
#[derive(Debug, PartialEq, Eq)]
struct Held {
    length: Option<Duration>,
    pressure: Option<Pressure>,
    sides: Vec<Side>,
}

impl Held {
    fn by(changes: &[Change]) -> Self {
        Self {
            length: changes.iter().filter_map(|change| change.length).min(),
            pressure: changes.iter().filter_map(|change| change.pressure).min(),
            sides: changes.iter().filter_map(|change| change.side).collect(),
        }
    }

    fn is_gentler(&self, other: &Self) -> bool {
        let shorter = self.length.is_some_and(|own| other.length.is_none_or(|length| own < length));
        let lighter =
            self.pressure.is_some_and(|own| other.pressure.is_none_or(|pressure| own < pressure));
        shorter || lighter
    }
}

/// "ST-34 Liángqiū, ST-35 Dúbí and 12 more".
fn names(points: &[&Point]) -> String {
    // Two in place of "and 1 more": no longer, and it says which.
    let most = if points.len() == NAMED + 1 { points.len() } else { NAMED };
    let names: Vec<String> = points.iter().take(most).map(|point| point.title()).collect();
    match points.len().checked_sub(most) {
        Some(more @ 1..) => t!("profile-and-more", names = names.join(", "), more = more),
        _ => names.join(", "),
    }
}
