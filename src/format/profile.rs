//! About me in files: the questions that came with Wellspring, and the person's answers.
//!
//! The answers follow the rules of the settings file: one that cannot be understood is told of, kept, and
//! counts as not given; fields and answers that this version does not know are kept and written back.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::point::FormatError;
use super::shipped::{LineFile, parse};
use crate::domain::caution::{Tag, Weight};
use crate::domain::point::Region;
use crate::domain::profile::{
    Answer, Answered, Does, Effect, Offered, Part, Place, Profile, Question, Rules, Scope,
};
use crate::domain::technique::Pressure;

/// The version of the answers' file that is written.
pub const VERSION: u64 = 1;

const RULES: &str = include_str!("../../sessions/profile.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    #[allow(dead_code, reason = "kept for the day when there is a second version")]
    version: u32,
    light_press: String,
    questions: Vec<QuestionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    key: String,
    ask: String,
    hint: String,
    because: String,
    #[serde(default)]
    places: Vec<String>,
    effects: Vec<EffectFile>,
    #[serde(default)]
    settles: Vec<String>,
    line: Option<RuleLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleLine {
    title: String,
    text: String,
    sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EffectFile {
    #[serde(rename = "do")]
    does: String,
    seconds: Option<u16>,
    pressure: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    regions: Vec<String>,
    #[serde(default)]
    places: bool,
    #[serde(default)]
    sides_of_places: bool,
    #[serde(default)]
    without_places: bool,
}

/// The questions that came with Wellspring, and what their answers do.
///
/// # Errors
/// When the shipped file is damaged, which the tests rule out for a released Wellspring.
pub fn rules() -> Result<Rules, FormatError> {
    let file: RulesFile = parse(RULES)?;
    Ok(Rules {
        questions: file.questions.into_iter().map(question).collect::<Result<_, _>>()?,
        light_press: file.light_press,
    })
}

fn question(file: QuestionFile) -> Result<Question, FormatError> {
    let line = file.line.map(|line| {
        let line = LineFile {
            key: file.key.clone(),
            title: line.title,
            text: line.text,
            sources: line.sources,
        };
        line.line(Weight::Care).1
    });
    Ok(Question {
        offered: offered(&file.places)?,
        effects: file.effects.into_iter().map(effect).collect::<Result<_, _>>()?,
        settles: file.settles.into_iter().map(Tag).collect(),
        key: file.key,
        ask: file.ask,
        hint: file.hint,
        because: file.because,
        line,
    })
}

fn offered(names: &[String]) -> Result<Offered, FormatError> {
    if names.iter().any(|name| name == "any") {
        // Places that are never played need not be named.
        let hidden = [Region::Mouth, Region::Groin, Region::PelvicFloor];
        let shown = Region::ALL.into_iter().filter(|region| !hidden.contains(region));
        return Ok(Offered(shown.map(Part::Region).collect()));
    }
    let part = |name: &String| Part::named(name).ok_or_else(|| unknown("places", name));
    Ok(Offered(names.iter().map(part).collect::<Result<_, _>>()?))
}

fn effect(file: EffectFile) -> Result<Effect, FormatError> {
    let pressure =
        |name: &String| Pressure::named(name).ok_or_else(|| unknown("effects.pressure", name));
    let region = |name: &String| Region::named(name).ok_or_else(|| unknown("regions", name));
    let does = match file.does.as_str() {
        "hide" => Does::Hide,
        "flag" => Does::Flag,
        "cap" => Does::Cap {
            seconds: file.seconds,
            pressure: file.pressure.as_ref().map(pressure).transpose()?,
        },
        other => return Err(unknown("effects.do", other)),
    };
    Ok(Effect {
        does,
        scope: Scope {
            tags: file.tags.into_iter().map(Tag).collect(),
            regions: file.regions.iter().map(region).collect::<Result<_, _>>()?,
            places: file.places,
            sides_of_places: file.sides_of_places,
            without_places: file.without_places,
        },
    })
}

fn unknown(field: &'static str, text: &str) -> FormatError {
    FormatError::new(format!("\"{text}\" is not known"), "See sessions/profile.json.").at(field)
}

/// Why a text holds no answers at all.
#[derive(Debug, thiserror::Error)]
pub enum NotAnswers {
    /// It is no JSON.
    #[error("it is not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// It is JSON, but no object.
    #[error("it is JSON, but not an object in braces")]
    NotAnObject,
}

/// Reads the answers, and tells in sentences what was not as it should be.
///
/// # Errors
/// When the text is not a JSON object: then nothing in it can be trusted.
pub fn read(text: &str) -> Result<(Profile, Vec<String>), NotAnswers> {
    let file = object(text)?;
    let mut profile = Profile::default();
    let mut told = Vec::new();
    match file.get("answers") {
        None => {}
        Some(Value::Object(answers)) => {
            for (key, value) in answers {
                if let Some(answered) = answered(value) {
                    let _ = profile.answers.insert(key.clone(), answered);
                } else {
                    told.push(format!("the answer to `{key}` is not understood; it counts as not given and is kept as it is"));
                }
            }
        }
        Some(_) => told.push("`answers` is not understood; none is used".to_owned()),
    }
    Ok((profile, told))
}

/// The text of the answers' file. `before` is what the file holds now: what this version does not know in
/// it is kept.
#[must_use]
pub fn write(profile: &Profile, before: Option<&str>) -> String {
    let mut file = before.and_then(|text| object(text).ok()).unwrap_or_default();
    let newer = file.get("version").and_then(Value::as_u64).filter(|version| *version > VERSION);
    let mut answers = match file.remove("answers") {
        // An answer that was taken back goes; one that was never understood stays.
        Some(Value::Object(before)) => {
            before.into_iter().filter(|(_, value)| answered(value).is_none()).collect()
        }
        _ => Map::new(),
    };
    for (key, given) in &profile.answers {
        let _ = answers.insert(key.clone(), value(given));
    }
    let _ = file.insert("version".to_owned(), json!(newer.unwrap_or(VERSION)));
    let _ = file.insert("answers".to_owned(), Value::Object(answers));
    let mut text = format!("{:#}", Value::Object(file));
    text.push('\n');
    text
}

/// An answer as JSON: `{"answer": "yes", "places": ["left knee"], "at": "2026-11-23T08:00:00Z"}`.
#[must_use]
pub fn value(given: &Answered) -> Value {
    let mut value = json!({
        "answer": match given.answer { Answer::No => "no", Answer::Yes(_) => "yes" },
        "at": given.at.to_string(),
    });
    if let (Answer::Yes(places), Some(object)) = (&given.answer, value.as_object_mut())
        && !places.is_empty()
    {
        let names: Vec<String> = places.iter().map(|place| place.name()).collect();
        let _ = object.insert("places".to_owned(), json!(names));
    }
    value
}

fn answered(value: &Value) -> Option<Answered> {
    let at: Timestamp = value.get("at")?.as_str()?.parse().ok()?;
    let places = match value.get("places") {
        None => Vec::new(),
        Some(places) => places
            .as_array()?
            .iter()
            .map(|place| Place::named(place.as_str()?))
            .collect::<Option<_>>()?,
    };
    let answer = match value.get("answer")?.as_str()? {
        "no" => Answer::No,
        "yes" => Answer::Yes(places),
        _ => return None,
    };
    Some(Answered { answer, at })
}

fn object(text: &str) -> Result<Map<String, Value>, NotAnswers> {
    match serde_json::from_str(text.trim_start_matches('\u{feff}'))? {
        Value::Object(object) => Ok(object),
        _ => Err(NotAnswers::NotAnObject),
    }
}
