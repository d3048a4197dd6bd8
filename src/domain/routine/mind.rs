//! What to mind about a routine as a whole: warnings that help while it is built.

use std::time::Duration;

use crate::domain::caution::Tag;
use crate::domain::code::Code;
use crate::domain::plan::Plan;
use crate::domain::point::{Point, Side};
use crate::domain::profile::{Does, Person};

use super::order::{Ease, least_changes, thumb_work};

/// A thumb presses no longer than this in one session: thirty minutes, a comfort setting of ours.
pub const LONGEST_THUMB: Duration = Duration::from_secs(30 * 60);
/// How often a day a point may be pressed whose source does not say: "a few times a day", as the page of
/// HE-1 has it (SEED).
const A_FEW: u8 = 3;
/// "Several times a day": before three meals and before bed, as the page on nausea explains it (MSK-PC6).
const SEVERAL: u8 = 4;

/// Something to mind about a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// A point is pressed more often in it than its source suggests for a whole day.
    TooOften {
        /// Which point.
        code: Code,
        /// How often the routine presses it.
        times: usize,
        /// How often a day its source suggests.
        a_day: u8,
    },
    /// One thumb works longer than [`LONGEST_THUMB`].
    LongThumb {
        /// Which thumb.
        side: Side,
        /// For how long it presses.
        time: Duration,
    },
    /// Points that would be left out in pregnancy, and the person has not answered whether that applies.
    Pregnancy {
        /// Which points, each once.
        codes: Vec<Code>,
    },
    /// The posture goes back and forth.
    Postures {
        /// How often it changes.
        changes: usize,
        /// How often it has to.
        least: usize,
    },
}

/// What to mind about a routine that is played by that plan, for that person.
#[must_use]
pub fn warnings(plan: &Plan, person: &Person<'_>) -> Vec<Warning> {
    let mut warnings = too_often(plan);
    let thumbs = [Side::Left, Side::Right].into_iter().zip(thumb_work(plan));
    let long = thumbs.filter(|(_, time)| *time > LONGEST_THUMB);
    warnings.extend(long.map(|(side, time)| Warning::LongThumb { side, time }));
    warnings.extend(pregnancy(plan, person));
    let (changes, least) = (Ease::of(plan).posture_changes, least_changes(plan));
    warnings.extend((changes > least).then_some(Warning::Postures { changes, least }));
    warnings
}

fn too_often(plan: &Plan) -> Vec<Warning> {
    let mut counts: Vec<(&Point, usize)> = Vec::new();
    for point in plan.points() {
        match counts.iter_mut().find(|(known, _)| known.code == point.code) {
            Some((_, times)) => *times += 1,
            None => counts.push((point, 1)),
        }
    }
    let warning = |(point, times): (&Point, usize)| {
        let says = point.guide.as_ref().and_then(|guide| times_a_day(&guide.how_often));
        let a_day = says.unwrap_or(A_FEW);
        let code = point.code.clone();
        (times > a_day.into()).then_some(Warning::TooOften { code, times, a_day })
    };
    counts.into_iter().filter_map(warning).collect()
}

/// The points that an answer "yes" would leave out, where the question of pregnancy is open.
fn pregnancy(plan: &Plan, person: &Person<'_>) -> Option<Warning> {
    let tag = Tag("pregnancy".to_owned());
    let hides = |does: Does| does == Does::Hide;
    let open = person.rules.questions.iter().filter(|question| {
        let asks = |tags: &[Tag]| tags.contains(&tag);
        question.effects.iter().any(|effect| hides(effect.does) && asks(&effect.scope.tags))
            && person.profile.answer(&question.key, person.now).is_none()
    });
    let effects = open.flat_map(|question| &question.effects).filter(|effect| hides(effect.does));
    let tags: Vec<&Tag> = effects.flat_map(|effect| &effect.scope.tags).collect();
    let mut codes: Vec<Code> = Vec::new();
    for point in plan.points() {
        let concerns = point.tags.iter().any(|tag| tags.contains(&tag));
        if concerns && !codes.contains(&point.code) {
            codes.push(point.code.clone());
        }
    }
    (!codes.is_empty()).then_some(Warning::Pregnancy { codes })
}

/// How often a day a source's sentence suggests, at the most: "Once a day" is 1, "one to three times a day" 3,
/// "a few times a day" 3, "several times a day" 4, "as needed" a few. `None` where it does not say.
#[must_use]
pub fn times_a_day(how_often: &str) -> Option<u8> {
    let words: Vec<String> = how_often
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let at = |nth: usize| words.get(nth).map_or("", String::as_str);
    let is_a_day = |nth: usize| {
        matches!(at(nth), "daily")
            || matches!((at(nth), at(nth + 1)), ("a" | "per" | "each" | "every", "day"))
    };
    let of = |nth: usize| match at(nth) {
        "once" if is_a_day(nth + 1) => Some(1),
        "twice" if is_a_day(nth + 1) => Some(2),
        "times" | "x" if is_a_day(nth + 1) => nth.checked_sub(1).and_then(|nth| number(at(nth))),
        "daily" => Some(1),
        "every" | "each" if at(nth + 1) == "day" => Some(1),
        _ => None,
    };
    let said = (0..words.len()).filter_map(of).max();
    let needed = words.iter().any(|word| matches!(word.as_str(), "need" | "needed"));
    said.or(needed.then_some(A_FEW))
}

fn number(word: &str) -> Option<u8> {
    const NUMBERS: [&str; 10] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    match word {
        "few" => Some(A_FEW),
        "several" | "many" => Some(SEVERAL),
        _ => {
            let spelt = NUMBERS.into_iter().zip(1..).find(|(name, _)| *name == word);
            spelt.map(|(_, number)| number).or_else(|| word.parse().ok()).filter(|times| *times > 0)
        }
    }
}
