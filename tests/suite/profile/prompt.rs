//! What is read before a start: no caution is lost, and only what was answered with "no" is put away.

use std::collections::BTreeMap;

use proptest::prelude::*;
use wellspring::domain::caution::{Line, Prompt, Weight};
use wellspring::domain::plan::{Pacing, Plan};
use wellspring::domain::point::Point;
use wellspring::domain::profile::{Answer, Profile};

use super::laws::profiles;
use super::{long_ago, person, profile, today};
use crate::points::{library, none};

/// The lines that are read before that point is pressed; `None` where it is left out.
fn lines(answers: &Profile, point: &Point) -> Option<Vec<Line>> {
    let library = library();
    let suited = person(&library.rules, answers).suit(point).ok()?;
    let choices = suited.choices(None);
    let plan = Plan::new(&[(suited, choices)], Pacing::default()).expect("a plan");
    Some(Prompt::new(plan, &library.lines).lines().to_vec())
}

fn playable() -> impl Iterator<Item = &'static Point> {
    library().catalogue.iter().filter(|point| point.playable().is_ok())
}

/// Whether it is that line of a question, shown because it may apply.
fn is_asked(shown: &Line, own: Option<&Line>) -> bool {
    shown.weight == Weight::MayApply
        && own.is_some_and(|own| (&own.title, &own.text) == (&shown.title, &shown.text))
}

/// With nothing answered, everything that is known of a point is read before it.
#[test]
fn every_tag_red_flag_and_open_question_has_its_line() {
    let library = library();
    let mut faults = Vec::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for point in playable() {
        let shown = lines(&Profile::default(), point).expect("nothing is left out");
        let guide = point.guide.as_ref().expect("playable");
        for tag in &point.tags {
            *counts.entry(tag.0.clone()).or_default() += 1;
            let line = library.lines.of_tag(tag);
            assert!(!line.text.contains("does not know"), "{tag} has no line");
            if !shown.contains(&line) {
                faults.push(format!("{}: the tag {tag}", point.code));
            }
        }
        for flag in &guide.red_flags {
            let line = library.lines.of_red_flag(flag).expect("known");
            if !shown.contains(line) || line.weight != Weight::RedFlag {
                faults.push(format!("{}: the red flag {flag}", point.code));
            }
        }
        if !shown.iter().any(|line| line.text == guide.caution && line.weight == Weight::Care) {
            faults.push(format!("{}: its own caution", point.code));
        }
        for line in &library.lines.always {
            if !shown.contains(line) {
                faults.push(format!("{}: {}", point.code, line.title));
            }
        }
        if !shown.is_sorted_by_key(|line| line.weight) {
            faults.push(format!("{}: the gravest is not first", point.code));
        }
        // A rule that could hold on the point is asked after.
        for question in &library.rules.questions {
            let Some(line) = &question.line else { continue };
            let asked = shown.iter().any(|one| is_asked(one, Some(line)));
            let concerns = question.effects.iter().any(|effect| {
                let scope = &effect.scope;
                scope.places
                    || (scope.tags.is_empty() && scope.regions.is_empty())
                    || scope.regions.contains(&point.region)
                    || scope.tags.iter().any(|tag| point.tags.contains(tag))
            });
            if asked != concerns {
                faults.push(format!("{}: {} is asked: {asked}", point.code, question.key));
            }
        }
    }
    println!("lines of tags shown: {counts:?}");
    none(&faults);
    assert!(counts.len() >= 20, "{} tags on points that can be played", counts.len());
}

/// Only a fresh "no", and only to the question that a tag's line asks, puts that line away.
#[test]
fn a_no_puts_away_its_own_lines_alone() {
    let library = library();
    let mut faults = Vec::new();
    let mut put_away = 0;
    for question in &library.rules.questions {
        let no = profile(&[(question.key.as_str(), Answer::No)], today());
        let old = profile(&[(question.key.as_str(), Answer::No)], long_ago());
        for point in playable() {
            let empty = lines(&Profile::default(), point).expect("nothing is left out");
            let shown = lines(&no, point).expect("nothing is left out");
            let settled: Vec<Line> = question
                .settles
                .iter()
                .filter(|tag| point.tags.contains(tag))
                .map(|tag| library.lines.of_tag(tag))
                .collect();
            let own = question.line.as_ref();
            let kept: Vec<&Line> = empty
                .iter()
                .filter(|line| !settled.contains(line))
                .filter(|line| !is_asked(line, own))
                .collect();
            put_away += settled.len();
            if shown.iter().collect::<Vec<_>>() != kept {
                faults.push(format!("{} {}", question.key, point.code));
            }
            if lines(&old, point).expect("nothing is left out") != empty {
                faults.push(format!("{} {}: an old no", question.key, point.code));
            }
        }
    }
    none(&faults);
    assert!(put_away > 50, "{put_away} lines put away");
}

/// A "yes" adds lines and takes none away, but for its own: what may apply now does.
#[test]
fn a_yes_puts_nothing_away() {
    let library = library();
    let mut faults = Vec::new();
    for question in &library.rules.questions {
        let own = question.line.as_ref();
        let given = profile(&[(question.key.as_str(), Answer::Yes(Vec::new()))], today());
        for point in playable() {
            let Some(shown) = lines(&given, point) else { continue };
            let empty = lines(&Profile::default(), point).expect("nothing is left out");
            let lost = empty
                .iter()
                .filter(|line| !is_asked(line, own))
                .filter(|line| !shown.contains(line));
            faults.extend(
                lost.map(|line| format!("{} {}: {}", question.key, point.code, line.title)),
            );
        }
    }
    none(&faults);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// The prompt of a set holds every line of each of its points, each once: merging loses none.
    #[test]
    fn a_set_has_every_line_of_its_points_once(answers in profiles()) {
        let library = library();
        let person = person(&library.rules, &answers);
        for routine in &library.routines {
            let fitted = routine.fit(&library.catalogue, &person);
            let Ok(plan) = fitted.plan(Pacing::default()) else { continue };
            let prompt = Prompt::new(plan, &library.lines);
            let all = prompt.lines();
            for part in &fitted.parts {
                let alone = [(part.suited.clone(), part.choices)];
                let alone = Plan::new(&alone, Pacing::default()).expect("a plan");
                for line in Prompt::new(alone, &library.lines).lines() {
                    let is_it = |one: &Line| (&one.title, &one.text) == (&line.title, &line.text);
                    prop_assert!(
                        all.iter().any(is_it),
                        "{}: \"{} {}\" of {} is lost",
                        routine.key,
                        line.title,
                        line.text,
                        part.suited.point().code
                    );
                }
            }
            for (nth, line) in all.iter().enumerate() {
                prop_assert!(!all[..nth].contains(line), "{}: {} twice", routine.key, line.title);
            }
        }
    }
}
