//! The questions and answers in lines, and what the answers do.

use super::{change, places};
use crate::cli::around::Effect;
use crate::cli::known::Here;
use crate::domain::caution::Weight;
use crate::domain::code::Code;
use crate::domain::profile::{Answer, Change, Question};
use crate::domain::routine::Routine;
use crate::platform::clock;
use crate::t;
use crate::words::person;

/// All questions in their order, and what the answers do.
pub(super) fn all(here: &Here) -> Vec<String> {
    let person = here.person();
    let mut lines = vec![t!("profile-heading")];
    for one in &here.library.rules.questions {
        lines.push(String::new());
        lines.extend(question(one, here));
    }
    lines.push(String::new());
    lines.push(t!("profile-does"));
    lines.extend(does(here));
    lines.push(String::new());
    let open = here.profile.open_questions(&here.library.rules, person.now);
    lines.push(t!("profile-open", count = open));
    lines.push(t!("profile-how"));
    lines
}

/// A question, its key and its answer.
pub(super) fn question(question: &Question, here: &Here) -> Vec<String> {
    vec![
        t!("profile-question", key = question.key.as_str(), ask = question.ask.as_str()),
        format!("  {}", answer(question, here)),
    ]
}

fn answer(question: &Question, here: &Here) -> String {
    let Some(given) = here.profile.answers.get(&question.key) else {
        return t!("profile-not-answered");
    };
    let zone = clock::zoned().time_zone().clone();
    let day = given.at.to_zoned(zone).strftime("%-d %b %Y").to_string();
    let words = match &given.answer {
        Answer::No => t!("profile-no", day = day),
        Answer::Yes(places) if places.is_empty() => t!("profile-yes", day = day),
        Answer::Yes(places) => {
            let places: Vec<String> = places.iter().map(|place| person::place(*place)).collect();
            t!("profile-yes-at", places = places.join(", "), day = day)
        }
    };
    let is_old = here.profile.is_old(&question.key, here.person().now);
    match &given.answer {
        Answer::No if is_old => format!("{words} {}", t!("profile-old-no")),
        Answer::Yes(_) if is_old => format!("{words} {}", t!("profile-old-yes")),
        _ => words,
    }
}

/// "blood-thinners: yes", "injury: yes, at left knee", "pregnancy: not answered".
pub(super) fn answer_of(key: &str, here: &Here) -> String {
    match here.profile.answers.get(key).map(|given| &given.answer) {
        None => t!("profile-answer-none", key = key),
        Some(Answer::No) => t!("profile-answer-no", key = key),
        Some(Answer::Yes(places)) if places.is_empty() => t!("profile-answer-yes", key = key),
        Some(Answer::Yes(places)) => {
            let places: Vec<String> = places.iter().map(|place| person::place(*place)).collect();
            t!("profile-answer-yes-at", key = key, places = places.join(", "))
        }
    }
}

/// What a question is good for, and how it is answered.
pub(super) fn how_to_answer(question: &Question) -> Vec<String> {
    let key = question.key.as_str();
    let mut lines = vec![format!("  {}", question.hint), String::new()];
    lines.push(t!("profile-answer-with", key = key));
    if !question.offered.0.is_empty() {
        lines.push(t!("profile-places", known = places::known(question)));
    }
    lines
}

/// What the answers do to points and routines, counted.
fn does(here: &Here) -> Vec<String> {
    let effects = change::effects(here);
    let left_out = effects.iter().filter(|one| matches!(one, Effect::LeftOut(_))).count();
    let played = |wanted: fn(&Change) -> bool| {
        let has = |one: &&Effect| matches!(one, Effect::Played(all) if all.iter().any(wanted));
        effects.iter().filter(has).count()
    };
    let gentler = played(|change| change.side.is_none());
    let one_side = played(|change| change.side.is_some());
    let mut lines = vec![t!("profile-left-out", count = left_out)];
    for (reason, count) in because(here, &effects) {
        lines.push(t!("profile-left-out-because", count = count, because = reason));
    }
    let losing = routines_that_lose(here);
    let all = here.library.routines.len();
    lines.push(t!("profile-gentler", count = gentler));
    lines.push(t!("profile-one-side", count = one_side));
    lines.push(t!("profile-routines", count = losing.len(), all = all));
    for (routine, codes) in losing {
        let codes: Vec<&str> = codes.iter().map(Code::as_str).collect();
        let (name, codes) = (routine.name.as_str(), codes.join(", "));
        lines.push(t!("profile-routine", name = name, codes = codes));
    }
    lines
}

/// How many points each reason leaves out.
fn because(here: &Here, effects: &[Effect]) -> Vec<(String, usize)> {
    let reasons = here.library.rules.questions.iter().map(|question| question.because.clone());
    reasons
        .map(|reason| {
            let by = |one: &&Effect| matches!(one, Effect::LeftOut(because) if *because == reason);
            let count = effects.iter().filter(by).count();
            (reason, count)
        })
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// The routines that lose points, and which.
pub(super) fn routines_that_lose(here: &Here) -> Vec<(&Routine, Vec<Code>)> {
    let person = here.person();
    here.library
        .routines
        .iter()
        .map(|routine| {
            let fitted = routine.fit(&here.library.catalogue, &person);
            (routine, fitted.left_out.into_iter().map(|(code, _)| code).collect::<Vec<_>>())
        })
        .filter(|(_, codes)| !codes.is_empty())
        .collect()
}

/// Before how many points the line of a question is shown now.
pub(super) fn line_now(question: &Question, here: &Here) -> Option<String> {
    let line = question.line.as_ref()?;
    let person = here.person();
    let (mut care, mut may_apply) = (0_usize, 0_usize);
    for point in here.library.catalogue.iter() {
        let Ok(suited) = person.suit(point) else { continue };
        match suited.lines().iter().find(|one| one.title == line.title) {
            Some(one) if one.weight == Weight::MayApply => may_apply += 1,
            Some(_) => care += 1,
            None => {}
        }
    }
    let is_no = here.profile.answer(&question.key, person.now) == Some(&Answer::No);
    match (care, may_apply) {
        (0, 0) => is_no.then(|| t!("profile-line-none")),
        (0, count) => Some(t!("profile-line-may-apply", count = count, line = line.title.as_str())),
        (count, _) => Some(t!("profile-line-shown", count = count, line = line.title.as_str())),
    }
}

/// That a "yes" without a place leaves nothing out yet.
pub(super) fn name_places(question: &Question, here: &Here) -> Option<String> {
    let Some(Answer::Yes(named)) =
        here.profile.answers.get(&question.key).map(|given| &given.answer)
    else {
        return None;
    };
    let is_open = named.is_empty() && question.effects.iter().any(|effect| effect.scope.places);
    is_open.then(|| {
        let known = places::known(question);
        t!("profile-name-places", key = question.key.as_str(), known = known)
    })
}
