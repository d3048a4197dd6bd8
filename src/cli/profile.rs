//! `wellspring profile`: About me on the command line: the questions, the answers, and what they do.

use super::arguments::{ProfileChange, Reply};
use super::describe::WIDEST;
use super::known::Here;
use super::{Failure, print, print_lines};
use crate::domain::profile::{Answer, Answered, Place, Profile, Question};
use crate::format::contract;
use crate::platform::dirs::Dirs;
use crate::platform::store::{self, Replaced};
use crate::platform::{clock, diagnostics};
use crate::t;
use crate::words::columns::paragraph;

mod change;
mod listing;
mod places;
mod printed;

/// Takes all answers back.
const CLEAR: &str = "clear";

pub(super) fn run(dirs: &Dirs, change: &ProfileChange, json: bool) -> Result<(), Failure> {
    let here = Here::open(dirs)?;
    let (here, told) = match wanted(&here, change)? {
        Wanted::All => (here, None),
        Wanted::Clear => changed(dirs, here, None, |_| Profile::default())?,
        // Only one question is looked at; as JSON all are printed.
        Wanted::About(_) if json => (here, None),
        Wanted::About(key) => {
            let lines = here.library.rules.question(&key).map(|question| {
                let mut lines = listing::question(question, &here);
                lines.extend(listing::how_to_answer(question));
                lines
            });
            (here, lines)
        }
        Wanted::Answer { key, answer } => {
            let given = answer.map(|answer| Answered { answer, at: clock::now() });
            let taken = key.clone();
            changed(dirs, here, Some(&key), move |before| {
                let mut profile = before.clone();
                match given {
                    Some(given) => drop(profile.answers.insert(taken, given)),
                    None => drop(profile.answers.remove(&taken)),
                }
                profile
            })?
        }
    };
    if json {
        for line in told.iter().flatten().filter(|line| !line.is_empty()) {
            diagnostics::say(line.trim_start());
        }
        let text = contract::text(&printed::object(&here));
        return print(&text.map_err(|error| Failure::machine(&error))?);
    }
    let lines = told.unwrap_or_else(|| listing::all(&here));
    print_lines(&lines.iter().flat_map(|line| paragraph(line, WIDEST)).collect::<Vec<_>>())
}

/// What the words of the command mean.
enum Wanted {
    All,
    Clear,
    About(String),
    Answer { key: String, answer: Option<Answer> },
}

fn wanted(here: &Here, change: &ProfileChange) -> Result<Wanted, Failure> {
    let Some(text) = &change.key else { return Ok(Wanted::All) };
    let key = text.trim().to_lowercase().replace([' ', '_'], "-");
    if key == CLEAR {
        return match change.answer {
            None => Ok(Wanted::Clear),
            Some(_) => Err(Failure::Refused(t!("profile-clear-alone"))),
        };
    }
    let rules = &here.library.rules;
    let Some(question) = rules.question(&key) else {
        let known: Vec<&str> = rules.questions.iter().map(|one| one.key.as_str()).collect();
        return Err(Failure::Refused(t!(
            "profile-no-question",
            key = text.as_str(),
            known = known.join(", ")
        )));
    };
    let answer = match change.answer {
        None => return Ok(Wanted::About(key)),
        Some(Reply::Yes) => Some(Answer::Yes(named_places(question, &change.places)?)),
        Some(Reply::No | Reply::Skip) if !change.places.is_empty() => {
            return Err(Failure::Refused(t!("profile-places-need-yes", key = key)));
        }
        Some(Reply::No) => Some(Answer::No),
        Some(Reply::Skip) => None,
    };
    Ok(Wanted::Answer { key, answer })
}

/// The places of the question that were named, each once.
fn named_places(question: &Question, texts: &[String]) -> Result<Vec<Place>, Failure> {
    let mut named: Vec<Place> = Vec::new();
    for text in texts {
        if question.offered.0.is_empty() {
            return Err(Failure::Refused(t!(
                "profile-takes-no-place",
                key = question.key.as_str()
            )));
        }
        let place = places::read(text).filter(|place| question.offered.0.contains(&place.part));
        let place = place.ok_or_else(|| {
            Failure::Refused(t!(
                "profile-no-place",
                place = text.as_str(),
                known = places::known(question)
            ))
        })?;
        if !named.contains(&place) {
            named.push(place);
        }
    }
    Ok(named)
}

/// Saves the answers as they are to be, and tells what that changes.
fn changed(
    dirs: &Dirs,
    before: Here,
    key: Option<&str>,
    make: impl FnOnce(&Profile) -> Profile,
) -> Result<(Here, Option<Vec<String>>), Failure> {
    let profile = make(&before.profile);
    if profile.answers.is_empty() && before.profile.answers.is_empty() {
        return Ok((before, Some(vec![t!("profile-nothing-to-take-back")])));
    }
    if let Some(key) = key
        && !profile.answers.contains_key(key)
        && !before.profile.answers.contains_key(key)
    {
        return Ok((before, Some(vec![t!("profile-was-not-answered", key = key)])));
    }
    let effects = change::effects(&before);
    let routines = listing::routines_that_lose(&before).len();
    let replaced = store::save_profile(dirs, &profile).map_err(|error| Failure::machine(&error))?;
    let after = Here { profile, ..before };
    let mut lines = vec![match key {
        Some(key) => t!("profile-kept", answer = listing::answer_of(key, &after)),
        None => t!("profile-cleared"),
    }];
    lines.extend(change::told(&effects, &after));
    let losing = listing::routines_that_lose(&after).len();
    if losing != routines {
        lines.push(t!("profile-routines-now", count = losing, all = after.library.routines.len()));
    }
    if let Some(question) = key.and_then(|key| after.library.rules.question(key)) {
        lines.extend(listing::line_now(question, &after));
        lines.extend(listing::name_places(question, &after));
    }
    let file = dirs.profile_file();
    match replaced {
        Replaced::BrokenKept(kept) => {
            lines.push(t!("profile-broken-kept", file = kept.display().to_string()));
        }
        // What is taken back lies beside the file for one change more.
        Replaced::Written | Replaced::Unchanged if key.is_none() => {
            lines.push(t!("profile-before", file = format!("{}.bak", file.display())));
        }
        Replaced::Written | Replaced::Unchanged => {}
    }
    Ok((after, Some(lines)))
}
