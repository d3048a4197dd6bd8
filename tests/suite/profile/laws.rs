//! Laws of answers, whatever they are: a "yes" never makes anything laxer, and none undoes another.

use std::collections::BTreeSet;
use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use wellspring::domain::caution::{Prompt, Weight};
use wellspring::domain::plan::{Choices, Pacing, Plan, Sides};
use wellspring::domain::point::{Point, Side};
use wellspring::domain::profile::{Answer, Answered, Place, Profile, Rules};
use wellspring::domain::technique::Pressure;

use super::{person, today};
use crate::points::library;

fn points() -> Vec<&'static Point> {
    library().catalogue.iter().filter(|point| point.playable().is_ok()).collect()
}

fn places(key: &'static str) -> impl Strategy<Value = Vec<Place>> {
    let offered = &library().rules.question(key).expect("a question").offered.0;
    let sides = [None, Some(Side::Left), Some(Side::Right)];
    let all: Vec<Place> =
        offered.iter().flat_map(|part| sides.map(|side| Place { part: *part, side })).collect();
    let most = all.len().min(4);
    subsequence(all, 0..=most)
}

fn answers(key: &'static str) -> impl Strategy<Value = Option<Answer>> {
    prop_oneof![
        Just(None),
        Just(Some(Answer::No)),
        places(key).prop_map(|places| Some(Answer::Yes(places))),
    ]
}

fn keys() -> Vec<&'static str> {
    library().rules.questions.iter().map(|question| question.key.as_str()).collect()
}

pub fn profiles() -> impl Strategy<Value = Profile> {
    let each: Vec<_> =
        keys().into_iter().map(|key| answers(key).prop_map(move |answer| (key, answer))).collect();
    each.prop_map(|given| {
        let given = given.into_iter().filter_map(|(key, answer)| Some((key.to_owned(), answer?)));
        Profile {
            answers: given.map(|(key, answer)| (key, Answered { answer, at: today() })).collect(),
        }
    })
}

/// What a person may do with a point.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Allowed {
    sides: BTreeSet<&'static str>,
    most: Duration,
    default: Duration,
    least: Duration,
    until_release: bool,
    pressure: Pressure,
    lines: BTreeSet<(Weight, String)>,
    settled: BTreeSet<String>,
}

/// `None` where it is left out.
fn allowed(rules: &Rules, answers: &Profile, point: &Point) -> Option<Allowed> {
    let suited = person(rules, answers).suit(point).ok()?;
    let sides: &[Side] =
        if point.bilateral { &[Side::Left, Side::Right] } else { &[Side::Midline] };
    let technique = suited.technique();
    Some(Allowed {
        sides: sides
            .iter()
            .filter(|side| suited.left_out(**side).is_none())
            .map(|side| side.name())
            .collect(),
        most: technique.most,
        default: technique.default,
        least: technique.least,
        until_release: technique.until_release,
        pressure: technique.pressure,
        lines: suited
            .lines()
            .iter()
            .map(|line| (line.weight, format!("{}: {}", line.title, line.text)))
            .collect(),
        settled: suited.settled().iter().map(ToString::to_string).collect(),
    })
}

/// The answers with one more.
fn with(answers: &Profile, key: &str, answer: Answer) -> Profile {
    let mut answers = answers.clone();
    let _ = answers.answers.insert(key.to_owned(), Answered { answer, at: today() });
    answers
}

fn without(answers: &Profile, key: &str) -> Profile {
    let mut answers = answers.clone();
    let _ = answers.answers.remove(key);
    answers
}

fn asked() -> impl Strategy<Value = (&'static str, Answer)> {
    let each: Vec<_> = keys()
        .into_iter()
        .map(|key| places(key).prop_map(move |places| (key, Answer::Yes(places))).boxed())
        .collect();
    proptest::strategy::Union::new(each)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A "yes" only ever takes away: sides, time, firmness; and it never takes away a line of another question.
    #[test]
    fn a_yes_is_never_laxer(answers in profiles(), (key, yes) in asked(), which in any::<Index>()) {
        let rules = &library().rules;
        let point = *which.get(&points());
        let before = allowed(rules, &without(&answers, key), point);
        let after = allowed(rules, &with(&answers, key, yes), point);
        let Some(after) = after else { return Ok(()) };
        let Some(before) = before else {
            return Err(TestCaseError::fail("an answer brought back what another left out"));
        };
        prop_assert!(after.sides.is_subset(&before.sides), "a side came back");
        prop_assert!(after.most <= before.most && after.default <= before.default && after.least <= before.least);
        prop_assert!(after.pressure <= before.pressure, "a harder press");
        prop_assert!(!after.until_release || before.until_release);
        prop_assert!(after.least <= after.default && after.default <= after.most);
        prop_assert_eq!(&after.settled, &before.settled);
        let own = rules.question(key).and_then(|question| question.line.as_ref()).map(|line| format!("{}: {}", line.title, line.text));
        for line in before.lines {
            prop_assert!(own.as_ref() == Some(&line.1) || after.lines.contains(&line), "lost: {:?}", line);
        }
    }

    /// A "no" hides, caps and flags nothing.
    #[test]
    fn a_no_changes_no_press(answers in profiles(), question in any::<Index>(), which in any::<Index>()) {
        let rules = &library().rules;
        let key = *question.get(&keys());
        let point = *which.get(&points());
        let open = allowed(rules, &without(&answers, key), point);
        let no = allowed(rules, &with(&answers, key, Answer::No), point);
        prop_assert_eq!(open.is_some(), no.is_some());
        if let (Some(open), Some(no)) = (open, no) {
            prop_assert_eq!((open.sides, open.most, open.pressure), (no.sides, no.most, no.pressure));
            prop_assert!(no.lines.is_subset(&open.lines));
        }
    }

    /// In whatever order the questions stand, a person may do the same.
    #[test]
    fn the_order_of_questions_does_not_matter(
        answers in profiles(),
        questions in Just(library().rules.questions.clone()).prop_shuffle(),
        which in any::<Index>(),
    ) {
        let shuffled = Rules { questions, ..library().rules.clone() };
        let point = *which.get(&points());
        prop_assert_eq!(allowed(&shuffled, &answers, point), allowed(&library().rules, &answers, point));
    }

    /// Two answers together do what each does, and nothing more.
    #[test]
    fn two_answers_are_the_union_of_both(one in asked(), other in asked(), which in any::<Index>()) {
        prop_assume!(one.0 != other.0);
        let rules = &library().rules;
        let point = *which.get(&points());
        let none = Profile::default();
        let first = allowed(rules, &with(&none, one.0, one.1.clone()), point);
        let second = allowed(rules, &with(&none, other.0, other.1.clone()), point);
        let both = allowed(rules, &with(&with(&none, one.0, one.1), other.0, other.1), point);
        let (Some(first), Some(second)) = (first, second) else {
            prop_assert_eq!(both, None, "left out by one of them");
            return Ok(());
        };
        let sides: BTreeSet<_> = first.sides.intersection(&second.sides).copied().collect();
        let Some(both) = both else {
            prop_assert!(sides.is_empty(), "left out by neither");
            return Ok(());
        };
        prop_assert_eq!(both.sides, sides);
        prop_assert_eq!(both.most, first.most.min(second.most));
        prop_assert_eq!(both.pressure, first.pressure.min(second.pressure));
        let care = |of: &Allowed| -> BTreeSet<String> {
            of.lines.iter().filter(|(weight, _)| *weight == Weight::Care).map(|(_, text)| text.clone()).collect()
        };
        let union: BTreeSet<String> = care(&first).union(&care(&second)).cloned().collect();
        prop_assert_eq!(care(&Allowed { lines: both.lines, ..first }), union);
    }

    /// Whatever was chosen before, the session keeps to what the answers allow.
    #[test]
    fn no_choice_passes_the_answers_by(answers in profiles(), which in any::<Index>(), sides in 0..4_usize) {
        let library = library();
        let point = *which.get(&points());
        let Ok(suited) = person(&library.rules, &answers).suit(point) else { return Ok(()) };
        let usual = Choices::offered(&point.guide.as_ref().expect("playable").technique, suited.guide().hands);
        let choices = suited.choices(Some(Choices { sides: Sides::ALL[sides], ..usual }));
        let out: Vec<Side> = [Side::Left, Side::Right].into_iter().filter(|side| suited.left_out(*side).is_some()).collect();
        let most = suited.technique().most;
        match Plan::new(&[(suited, choices)], Pacing::default()) {
            Err(why) => {
                // Only a side that was asked for alone, and is left out, cannot be pressed.
                prop_assert!(matches!(choices.sides, Sides::Left | Sides::Right) && out.len() == 1, "{}", why);
            }
            Ok(plan) => {
                for press in plan.presses() {
                    prop_assert!(press.length <= most && press.most <= most);
                    prop_assert!(!out.contains(&press.side), "{:?} is left out", press.side);
                    prop_assert!(press.side != Side::Both || out.is_empty(), "both sides at once");
                }
                let prompt = Prompt::new(plan, &library.lines);
                let guide = point.guide.as_ref().expect("playable");
                for flag in &guide.red_flags {
                    let line = library.lines.of_red_flag(flag).expect("known");
                    prop_assert!(prompt.lines().contains(line), "no answer puts a red flag away");
                }
            }
        }
    }
}
