//! About me: what each answer does, over every point and every routine; and the file of the answers.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong, and shows what it counted"
)]

use jiff::{SignedDuration, Timestamp};
use wellspring::domain::profile::{Answer, Answered, Person, Place, Profile, Rules};

use crate::points::{here, json_file, library, none, schema};

mod expected;
mod file;
pub mod laws;
mod prompt;
mod table;

/// The day on which all this happens.
pub fn today() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().expect("a time")
}

/// A time so long ago that an answer is asked for again.
pub fn long_ago() -> Timestamp {
    today() - SignedDuration::from_hours(24 * 91)
}

pub fn yes(places: &[&str]) -> Answer {
    Answer::Yes(places.iter().map(|place| Place::named(place).expect("a place")).collect())
}

/// A profile of those answers, given at that time.
pub fn profile(answers: &[(&str, Answer)], at: Timestamp) -> Profile {
    let given = |(key, answer): &(&str, Answer)| {
        ((*key).to_owned(), Answered { answer: answer.clone(), at })
    };
    Profile { answers: answers.iter().map(given).collect() }
}

pub fn person<'a>(rules: &'a Rules, profile: &'a Profile) -> Person<'a> {
    Person { rules, profile, now: today() }
}

#[test]
fn the_questions_fit_their_schema_and_name_what_is_known() {
    let rules = json_file(&here("sessions/profile.json"));
    none(&schema::faults(&json_file(&here("sessions/profile.schema.json")), &rules));
    let library = library();
    let mut faults = Vec::new();
    for question in &library.rules.questions {
        let tags = question.effects.iter().flat_map(|effect| &effect.scope.tags);
        for tag in tags.chain(&question.settles) {
            if !library.catalogue.iter().any(|point| point.tags.contains(tag)) {
                faults.push(format!("{}: no point has the tag {tag}", question.key));
            }
        }
        if question.effects.is_empty() {
            faults.push(format!("{}: does nothing", question.key));
        }
        if question.line.is_none() && question.settles.is_empty() {
            faults.push(format!("{}: neither a line nor the line of a tag", question.key));
        }
        let by_place = question.effects.iter().any(|effect| {
            effect.scope.places || effect.scope.sides_of_places || effect.scope.without_places
        });
        if by_place == question.offered.0.is_empty() {
            faults.push(format!("{}: places are offered or used, not both", question.key));
        }
        if library.rules.questions.iter().filter(|other| other.key == question.key).count() > 1 {
            faults.push(format!("{}: stands twice", question.key));
        }
    }
    none(&faults);
    assert_eq!(library.rules.questions.len(), 13);
}

/// Ninety days are not more than ninety days; a second more is. An old "yes" goes on protecting.
#[test]
fn answers_grow_old_after_ninety_days() {
    let rules = &library().rules;
    let ninety = SignedDuration::from_hours(24 * 90);
    let second = SignedDuration::from_secs(1);
    let rows = [
        (Answer::No, ninety - second, true, false),
        (Answer::No, ninety, true, false),
        (Answer::No, ninety + second, false, true),
        (yes(&[]), ninety, true, false),
        (yes(&[]), ninety + second, true, true),
        // A clock that was set back makes no answer old.
        (Answer::No, -ninety, true, false),
    ];
    for (answer, ago, counts, asked_again) in rows {
        let given = profile(&[("heart", answer.clone())], today() - ago);
        assert_eq!(given.answer("heart", today()).is_some(), counts, "{answer:?} {ago:?}");
        assert_eq!(given.is_old("heart", today()), asked_again, "{answer:?} {ago:?}");
        let open = rules.questions.len() - usize::from(!asked_again);
        assert_eq!(given.open_questions(rules, today()), open, "{answer:?} {ago:?}");
    }
    assert_eq!(Profile::default().open_questions(rules, today()), 13);
}
