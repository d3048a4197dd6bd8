//! Routines in words: what their order asks for, why a point stands in one, what a time cannot reach, and what
//! to mind.

use std::time::Duration;

use super::{session, time};
use crate::domain::code::Code;
use crate::domain::complaint::Complaints;
use crate::domain::point::{EvidenceKind, Relation};
use crate::domain::routine::{
    Ease, LONGEST_THUMB, Routine, Shelves, Start, Totals, Unmet, Warning, Why,
};
use crate::t;

/// "2 changes of posture; thumbs rest after at most 3 min."
#[must_use]
pub fn ease(ease: Ease) -> String {
    let thumbs = if ease.thumb.is_zero() { "rest" } else { "work" };
    t!("ease", changes = ease.posture_changes, thumbs = thumbs, time = time::length(ease.thumb))
}

/// "Easier now: from 5 changes of posture to 2.": what a new order has gained.
#[must_use]
pub fn eased(before: Ease, after: Ease) -> String {
    if after.posture_changes < before.posture_changes {
        t!("eased-postures", before = before.posture_changes, after = after.posture_changes)
    } else if after.thumb < before.thumb {
        t!("eased-thumbs", before = time::length(before.thumb), after = time::length(after.thumb))
    } else {
        t!("eased-hands")
    }
}

/// What a proposal was built from, to stand as what the routine is about.
#[must_use]
pub fn about(start: &Start<'_>) -> String {
    match start {
        Start::Point(point) => t!("proposal-from-point", point = point.title()),
        Start::Complaint(complaint) => {
            t!("proposal-for-complaint", complaint = complaint.name.as_str())
        }
    }
}

/// What a proposal is called: "Around HE-1 Jíquán", "Headache".
#[must_use]
pub fn name(start: &Start<'_>) -> String {
    match start {
        Start::Point(point) => t!("proposal-name", point = point.title()),
        Start::Complaint(complaint) => session::capital(&complaint.name),
    }
}

/// "9:50, about 12 minutes with finding".
#[must_use]
pub fn total(totals: &Totals) -> String {
    let minutes = minutes(totals.with_finding()).as_secs() / 60;
    t!("routine-total", timed = time::clock(totals.timed), minutes = minutes)
}

/// The nearest whole minutes, one at least: what holds an estimate is told no finer.
#[must_use]
pub fn minutes(time: Duration) -> Duration {
    Duration::from_secs(((time.as_secs() + 30) / 60).max(1) * 60)
}

/// "left 4:30 · right 4:20 · midline 1:00": for how long each side is pressed.
#[must_use]
pub fn sides(totals: &Totals) -> String {
    let sides = [
        (totals.left, t!("side-left")),
        (totals.right, t!("side-right")),
        (totals.midline, t!("side-midline")),
    ];
    let pressed = sides.into_iter().filter(|(time, _)| !time.is_zero());
    pressed
        .map(|(time, side)| format!("{side} {}", time::clock(time)))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Why a point stands in a routine, or is suggested: "Related to HE-1: on the upper chest, …", "Also used for
/// shoulder pain and tension and a tight chest."
#[must_use]
pub fn why(why: &Why, shelves: &Shelves<'_>) -> String {
    match why {
        Why::Asked => t!("why-asked"),
        Why::Related { to, relation, why } => related(to, *relation, why),
        Why::Shares { complaints } => {
            let names = complaints.iter().map(|key| complaint(key, shelves.complaints));
            t!("why-shares", complaints = list(&names.collect::<Vec<_>>()))
        }
        Why::UsedFor { complaint: key, ground, source } => {
            let complaint = complaint(key, shelves.complaints);
            let source =
                source.as_deref().map_or_else(String::new, |id| t!("why-source", source = id));
            match ground {
                EvidenceKind::Trial => {
                    t!("why-used-trial", complaint = complaint, source = source)
                }
                EvidenceKind::Clinic => {
                    t!("why-used-clinic", complaint = complaint, source = source)
                }
                EvidenceKind::Tradition => t!("why-used-tradition", complaint = complaint),
            }
        }
        Why::InRoutine { key } => {
            let of_key = |routine: &&Routine| routine.key == *key;
            let name = shelves.routines.iter().find(of_key).map_or(key, |routine| &routine.name);
            t!("why-in-routine", routine = name.as_str())
        }
        Why::Calming => t!("why-calming"),
    }
}

/// All those reasons, one sentence after the other.
#[must_use]
pub fn whys(whys: &[Why], shelves: &Shelves<'_>) -> String {
    whys.iter().map(|one| why(one, shelves)).collect::<Vec<_>>().join(" ")
}

fn related(to: &Code, relation: Option<Relation>, why: &str) -> String {
    let (point, why) = (to.as_str(), why.trim_end_matches('.'));
    match relation {
        None => t!("why-related", point = point, why = why),
        Some(Relation::Neighbour) => t!("why-related-neighbour", point = point, why = why),
        Some(Relation::Pair) => t!("why-related-pair", point = point, why = why),
        Some(Relation::Opposite) => t!("why-related-opposite", point = point, why = why),
        Some(Relation::Complaint) => t!("why-related-complaint", point = point, why = why),
    }
}

/// The name of the complaint of that key; the key where it is not known.
fn complaint<'a>(key: &'a str, complaints: &'a Complaints) -> &'a str {
    complaints.iter().find(|one| one.key == key).map_or(key, |one| one.name.as_str())
}

/// "a", "a and b", "a, b and c".
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => t!("list-and", others = others.join(", "), last = *last),
    }
}

fn points(codes: &[Code]) -> String {
    list(&codes.iter().map(Code::as_str).collect::<Vec<_>>())
}

/// Why that time is not met, and what to do: "10 min cannot be reached: …"
#[must_use]
pub fn unmet(unmet: &Unmet, target: Duration) -> String {
    let target = time::length(target);
    match unmet {
        Unmet::Empty => t!("unmet-empty"),
        Unmet::AtMost { total } => {
            t!("unmet-at-most", target = target, total = time::length(*total))
        }
        Unmet::AtLeast { total } => {
            t!("unmet-at-least", target = target, total = time::length(*total))
        }
        Unmet::UntilRelease { total, codes } => t!(
            "unmet-release",
            target = target,
            points = points(codes),
            count = codes.len(),
            total = time::length(*total)
        ),
        Unmet::Nearest { total } => {
            t!("unmet-nearest", target = target, total = time::length(*total))
        }
    }
}

/// What to mind about a routine, and what to do.
#[must_use]
pub fn warning(warning: &Warning) -> String {
    match warning {
        Warning::TooOften { code, times, a_day } => {
            t!("warning-too-often", point = code.as_str(), times = *times, day = *a_day)
        }
        Warning::LongThumb { side, time: length } => t!(
            "warning-long-thumb",
            side = side.name(),
            time = time::length(*length),
            limit = time::length(LONGEST_THUMB)
        ),
        Warning::Pregnancy { codes } => t!("warning-pregnancy", points = points(codes)),
        Warning::Postures { changes, least } => {
            t!("warning-postures", changes = *changes, least = *least)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(posture_changes: usize, seconds: u64) -> Ease {
        Ease { posture_changes, thumb: Duration::from_secs(seconds) }
    }

    #[test]
    fn an_order_in_words() {
        for (order, words) in [
            (asks(2, 180), "2 changes of posture; thumbs rest after at most 3 min."),
            (asks(1, 90), "1 change of posture; thumbs rest after at most 1 min 30 s."),
            (asks(0, 0), "No change of posture; no work for the thumbs."),
        ] {
            assert_eq!(ease(order), words);
        }
    }

    #[test]
    fn what_was_gained_in_words() {
        for (before, after, words) in [
            (asks(5, 60), asks(2, 120), "Easier now: from 5 changes of posture to 2."),
            (asks(1, 60), asks(0, 60), "Easier now: from 1 change of posture to none."),
            (asks(2, 300), asks(2, 120), "Easier now: thumbs rest after at most 2 min, not 5 min."),
            (asks(2, 60), asks(2, 60), "Easier now: thumbs and hands rest more often."),
        ] {
            assert_eq!(eased(before, after), words);
        }
    }

    #[test]
    fn lists() {
        for (names, words) in [
            (vec![], ""),
            (vec!["a"], "a"),
            (vec!["a", "b"], "a and b"),
            (vec!["a", "b", "c"], "a, b and c"),
        ] {
            assert_eq!(list(&names), words);
        }
    }

    fn codes(codes: &[&str]) -> Vec<Code> {
        codes.iter().map(|code| Code::parse(code).expect("a code")).collect()
    }

    #[test]
    fn what_cannot_be_met_in_words() {
        let total = Duration::from_secs(460);
        let release = |all: &[&str]| Unmet::UntilRelease { total, codes: codes(all) };
        for (why, words) in [
            (
                Unmet::AtMost { total },
                "10 min cannot be reached: with every press as long as its technique allows, this takes 7 min 40 s. Add a point, or choose a shorter time.",
            ),
            (
                Unmet::AtLeast { total },
                "10 min is too short: with every press as short as its technique allows, this takes 7 min 40 s. Take out a point, or choose a longer time.",
            ),
            (
                release(&["HE-1"]),
                "10 min is too short: HE-1 is pressed until release and counts with its longest time, so this takes 7 min 40 s. Set a fixed time there, or choose a longer time.",
            ),
            (
                release(&["HE-1", "LI-4"]),
                "10 min is too short: HE-1 and LI-4 are pressed until release and count with their longest times, so this takes 7 min 40 s. Set a fixed time there, or choose a longer time.",
            ),
            (
                Unmet::Nearest { total },
                "10 min is not met: presses change by five seconds at a time, and the nearest is 7 min 40 s. Change a rest or a repeat, or keep 7 min 40 s.",
            ),
            (
                Unmet::Empty,
                "Nothing in this routine can be played for you, so it takes no time. Add another point, or look at your answers in About me.",
            ),
        ] {
            assert_eq!(unmet(&why, Duration::from_secs(600)), words);
        }
    }

    #[test]
    fn what_to_mind_in_words() {
        use crate::domain::point::Side;
        let often =
            |times, a_day| Warning::TooOften { code: codes(&["HE-1"]).remove(0), times, a_day };
        for (one, words) in [
            (
                often(2, 1),
                "HE-1 comes 2 times here, and once a day is what is suggested. Take it out where it is not needed.",
            ),
            (
                often(4, 3),
                "HE-1 comes 4 times here, and 3 times a day is what is suggested. Take it out where it is not needed.",
            ),
            (
                Warning::LongThumb { side: Side::Left, time: Duration::from_secs(1860) },
                "Your left thumb presses for 31 min: more than 30 min in one session tires it. Use the fingertips or a knuckle for a while, or make it shorter.",
            ),
            (
                Warning::Pregnancy { codes: codes(&["LI-4", "SP-6"]) },
                "In pregnancy LI-4 and SP-6 would be left out. Answer that question in About me before you play this.",
            ),
            (
                Warning::Postures { changes: 5, least: 1 },
                "The posture changes 5 times, and once is enough. “Put in an easier order” brings the points of a posture together.",
            ),
        ] {
            assert_eq!(warning(&one), words);
        }
    }
}
