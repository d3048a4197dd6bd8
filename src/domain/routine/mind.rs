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
        let a_day = a_day(point);
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

/// How often a day a point may be pressed: as its source suggests, or a few times where it does not say.
#[must_use]
pub fn a_day(point: &Point) -> u8 {
    point.guide.as_ref().and_then(|guide| times_a_day(&guide.how_often)).unwrap_or(A_FEW)
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
        short if is_a_day(nth + 1) && short.ends_with('x') => number(short.trim_end_matches('x')),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::Timestamp;

    use super::*;
    use crate::domain::plan::{Choices, Dose, Pacing, Sides};
    use crate::domain::profile::{
        Answer, Answered, Effect, Offered, Profile, Question, Rules, Scope,
    };
    use crate::domain::sample;
    use crate::domain::technique::{Applicator, Motion};

    /// A point of that posture, pressed by that, of which its source says so.
    fn point(code: &str, posture: &str, by: Applicator, how_often: &str) -> Point {
        let mut point = sample::point(code, true);
        if let Some(guide) = point.guide.as_mut() {
            posture.clone_into(&mut guide.posture);
            how_often.clone_into(&mut guide.how_often);
            guide.technique.applicator = by;
            guide.technique.most = Duration::from_secs(600);
        }
        point
    }

    /// What to mind where those points are pressed for so many seconds on each side in turn.
    fn of(points: &[Point], seconds: u64, person: &Person<'_>) -> Vec<Warning> {
        let dose = Dose::Fixed(Duration::from_secs(seconds));
        let choices = Choices { sides: Sides::Both, motion: Motion::Steady, dose };
        warnings(&sample::plan(points, choices, Pacing::default()), person)
    }

    fn for_nobody(points: &[Point], seconds: u64) -> Vec<Warning> {
        let (rules, profile) = (Rules::default(), Profile::default());
        of(
            points,
            seconds,
            &Person { rules: &rules, profile: &profile, now: Timestamp::UNIX_EPOCH },
        )
    }

    #[test]
    fn how_often_a_day() {
        for (text, times) in [
            ("Once a day.", Some(1)),
            ("Once daily", Some(1)),
            ("Every day for four weeks.", Some(1)),
            ("Daily. The programme ran for six weeks.", Some(1)),
            ("Twice a day.", Some(2)),
            ("Up to 5 times a day", Some(5)),
            ("Two or three times per day, one minute each.", Some(3)),
            ("3x daily", Some(3)),
            ("3 x daily", Some(3)),
            ("In the morning, once a day; in bad weeks twice each day.", Some(2)),
            ("Once a day, or as needed.", Some(1)),
            ("Whenever you need it.", Some(3)),
            ("Several times daily", Some(4)),
            ("Three times in a row.", None),
            ("Twice a week.", None),
            ("0 times a day", None),
            ("999 times a day", None),
            ("", None),
        ] {
            assert_eq!(times_a_day(text), times, "{text:?}");
        }
    }

    #[test]
    fn a_point_more_often_than_its_source_says() {
        let made = |how_often: &str| point("HE-1", "", Applicator::Fist, how_often);
        let code = Code::parse("HE-1");
        for (how_often, times, a_day) in [
            ("Once a day.", 1, None),
            ("Once a day.", 2, Some(1)),
            ("A few times a day.", 3, None),
            ("A few times a day.", 4, Some(3)),
            ("", 3, None),
            ("", 4, Some(3)),
        ] {
            let points = vec![made(how_often); times];
            let expected = a_day.map(|a_day| Warning::TooOften {
                code: code.clone().expect("a code"),
                times,
                a_day,
            });
            assert_eq!(for_nobody(&points, 60), Vec::from_iter(expected), "{how_often:?} {times}");
        }
        // Another point between makes no difference.
        let one = made("Once a day.");
        let other = point("LU-1", "", Applicator::Fist, "");
        assert_eq!(for_nobody(&[one.clone(), other, one], 60).len(), 1);
    }

    #[test]
    fn more_than_thirty_minutes_on_a_thumb() {
        // Six points of five minutes on each side are half an hour on each thumb.
        let thumbs = |by: Applicator| -> Vec<Point> {
            let codes = ["LU-1", "LU-2", "LU-3", "LU-4", "LU-5", "LU-6"];
            codes.into_iter().map(|code| point(code, "", by, "")).collect()
        };
        let long = |seconds: u64| -> Vec<Warning> {
            let time = Duration::from_secs(seconds);
            [Side::Left, Side::Right].map(|side| Warning::LongThumb { side, time }).to_vec()
        };
        assert_eq!(for_nobody(&thumbs(Applicator::Thumb), 300), []);
        assert_eq!(for_nobody(&thumbs(Applicator::Thumb), 305), long(1830));
        assert_eq!(for_nobody(&thumbs(Applicator::Fist), 600), []);
    }

    #[test]
    fn a_posture_that_comes_again() {
        let made = |postures: &str| -> Vec<Warning> {
            let named = |(nth, posture): (usize, char)| {
                point(&format!("LU-{}", nth + 1), &posture.to_string(), Applicator::Fist, "")
            };
            for_nobody(&postures.chars().enumerate().map(named).collect::<Vec<_>>(), 60)
        };
        for (postures, flips) in [
            ("A", None),
            ("AABB", None),
            ("ABC", None),
            ("ABA", Some((2, 1))),
            ("ABABC", Some((4, 2))),
        ] {
            let expected = flips.map(|(changes, least)| Warning::Postures { changes, least });
            assert_eq!(made(postures), Vec::from_iter(expected), "{postures}");
        }
    }

    #[test]
    fn a_point_that_pregnancy_would_leave_out_and_no_answer() {
        let tags = ["pregnancy", "abdomen"].map(|tag| Tag(tag.to_owned())).to_vec();
        let scope = Scope { tags, ..Scope::default() };
        let rules = Rules {
            questions: vec![Question {
                key: "expecting".to_owned(),
                ask: String::new(),
                hint: String::new(),
                because: String::new(),
                offered: Offered::default(),
                effects: vec![Effect { does: Does::Hide, scope }],
                line: None,
                settles: Vec::new(),
            }],
            light_press: String::new(),
        };
        let tagged = |code: &str, tag: &str| {
            let mut point = point(code, "", Applicator::Fist, "");
            point.tags = vec![Tag(tag.to_owned())];
            point
        };
        let points =
            [tagged("LI-4", "pregnancy"), tagged("CV-12", "abdomen"), tagged("HE-1", "artery")];
        let now = Timestamp::UNIX_EPOCH;
        let long_ago = now - jiff::SignedDuration::from_hours(24 * 91);
        for (answer, told) in [
            (None, true),
            (Some((Answer::No, now)), false),
            // A "no" that has grown old is none.
            (Some((Answer::No, long_ago)), true),
        ] {
            let given =
                answer.map(|(answer, at)| ("expecting".to_owned(), Answered { answer, at }));
            let profile = Profile { answers: BTreeMap::from_iter(given) };
            let person = Person { rules: &rules, profile: &profile, now };
            let codes = ["LI-4", "CV-12"].map(|code| Code::parse(code).expect("a code")).to_vec();
            let expected = told.then_some(Warning::Pregnancy { codes });
            assert_eq!(of(&points, 60, &person), Vec::from_iter(expected));
        }
    }
}
