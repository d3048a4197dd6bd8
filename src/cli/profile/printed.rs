//! What `wellspring profile --json` prints.

use serde::Serialize;
use serde_json::{Value, json};

use super::{change, listing};
use crate::cli::around::Effect;
use crate::cli::known::Here;
use crate::cli::show::change_object;
use crate::domain::profile::{Answer, Does, Effect as Rule, Question};
use crate::domain::technique::Pressure;

/// The version of the object that is printed.
const VERSION: u64 = 1;

/// The questions with their answers, and what the answers do over the whole catalogue.
#[derive(Serialize)]
pub(super) struct Printed {
    version: u64,
    questions: Vec<Value>,
    left_out: Vec<Value>,
    changed: Vec<Value>,
    routines: Vec<Value>,
}

pub(super) fn object(here: &Here) -> Printed {
    let mut left_out = Vec::new();
    let mut held = Vec::new();
    for (point, effect) in here.library.catalogue.iter().zip(change::effects(here)) {
        let code = point.code.as_str();
        match effect {
            Effect::None => {}
            Effect::LeftOut(because) => {
                left_out.push(json!({ "code": code, "because": because }));
            }
            Effect::Played(changes) => held.extend(changes.iter().map(|change| {
                let mut object = change_object(change);
                object["code"] = json!(code);
                object
            })),
        }
    }
    let routines = listing::routines_that_lose(here).into_iter().map(|(routine, codes)| {
        let codes: Vec<&str> = codes.iter().map(crate::domain::code::Code::as_str).collect();
        json!({ "key": routine.key, "name": routine.name, "left_out": codes })
    });
    Printed {
        version: VERSION,
        questions: here.library.rules.questions.iter().map(|one| question(one, here)).collect(),
        left_out,
        changed: held,
        routines: routines.collect(),
    }
}

fn question(question: &Question, here: &Here) -> Value {
    let given = here.profile.answers.get(&question.key);
    let places = match given.map(|given| &given.answer) {
        Some(Answer::Yes(places)) => places.iter().map(|place| place.name()).collect(),
        Some(Answer::No) | None => Vec::new(),
    };
    let offered: Vec<&str> = question.offered.0.iter().map(|part| part.name()).collect();
    json!({
        "key": question.key,
        "ask": question.ask,
        "hint": question.hint,
        "because": question.because,
        "answer": given.map(|given| match given.answer {
            Answer::No => "no",
            Answer::Yes(_) => "yes",
        }),
        "at": given.map(|given| given.at.to_string()),
        "places": places,
        "places_offered": offered,
        "old": here.profile.is_old(&question.key, here.person().now),
        "effects": question.effects.iter().map(rule).collect::<Vec<_>>(),
    })
}

/// What "yes" does, as `sessions/profile.json` spells it.
fn rule(rule: &Rule) -> Value {
    let (does, seconds, pressure) = match rule.does {
        Does::Hide => ("hide", None, None),
        Does::Flag => ("flag", None, None),
        Does::Cap { seconds, pressure } => ("cap", seconds, pressure.map(Pressure::name)),
    };
    let tags: Vec<String> = rule.scope.tags.iter().map(ToString::to_string).collect();
    let regions: Vec<&str> = rule.scope.regions.iter().map(|region| region.name()).collect();
    json!({
        "do": does,
        "seconds": seconds,
        "pressure": pressure,
        "tags": tags,
        "regions": regions,
        "places": rule.scope.places,
        "sides_of_places": rule.scope.sides_of_places,
        "without_places": rule.scope.without_places,
    })
}
