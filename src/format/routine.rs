//! The file of a routine: `sessions/routines/*.json`, and the person's `routines/*.json`
//! (`routine.schema.json`).
//!
//! What a file *is* must be right, or it is refused whole: [`read`]. What it asks of a point that is not known
//! here, or does not offer it, is kept and told: it may come from another Wellspring, with other points. What came
//! with Wellspring must be right in that too: [`read_strictly`].

mod fields;
mod kind;
mod node;
mod strict;

use std::time::Duration;

use serde::Serialize;

use super::point::FormatError;
use crate::domain::catalogue::Catalogue;
use crate::domain::code::Code;
use crate::domain::plan::{Dose, Sides};
use crate::domain::point::{Origin, Point};
use crate::domain::routine::{
    Ground, Item, LONGEST_REST, MOST_ITEMS, MOST_TIMES, Routine, Verdict, is_key, judge, key_for,
};
use crate::domain::technique::{LONGEST_PRESS, Motion, SHORTEST_PRESS};
use fields::Fields;
use node::{Node, Value, quoted};
pub use strict::read_strictly;

/// The version of the files that is written, and the newest that is read.
pub const VERSION: u32 = 2;

const FIELDS: [&str; 11] = [
    "version",
    "key",
    "name",
    "about",
    "grade",
    "sources",
    "complaints",
    "how_often",
    "notes",
    "therapist_note",
    "points",
];

const ITEM_FIELDS: [&str; 8] =
    ["code", "sides", "motion", "seconds", "until_release", "times", "rest_seconds", "note"];

/// A routine as JSON, as it is written.
#[derive(Debug, Serialize)]
pub struct RoutineFile<'a> {
    version: u32,
    key: &'a str,
    name: &'a str,
    about: &'a str,
    grade: &'static str,
    sources: &'a [String],
    complaints: &'a [String],
    how_often: &'a str,
    notes: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    therapist_note: &'a str,
    points: Vec<ItemFile<'a>>,
}

/// A point of a routine with its dose.
#[derive(Debug, Serialize)]
struct ItemFile<'a> {
    code: &'a str,
    sides: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    motion: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until_release: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rest_seconds: Option<u64>,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

/// What was read of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The routine as the file has it: the person's own, its key fit for the name of a file.
    pub routine: Routine,
    /// How each of its points stands to what is known here.
    pub points: Vec<Verdict>,
}

/// Reads a routine. Points that are not known here, or not played as it says, are kept and told.
///
/// The text may also be what `wellspring routine show --json` prints.
///
/// # Errors
/// When it is no routine: no JSON, other people's JSON, a newer version, a field that is not known, missing or
/// holds what it may not. The error names line and field, and says what would be right.
pub fn read(text: &str, catalogue: &Catalogue) -> Result<Reading, FormatError> {
    reading(text, catalogue, Naming::Must)
}

/// Reads a routine that is still being built: it may have no name yet.
///
/// # Errors
/// As [`read`].
pub fn read_draft(text: &str, catalogue: &Catalogue) -> Result<Reading, FormatError> {
    reading(text, catalogue, Naming::May)
}

fn reading(text: &str, catalogue: &Catalogue, naming: Naming) -> Result<Reading, FormatError> {
    let read = Read::of(text, catalogue, naming)?;
    if let Some(error) = read.errors.into_iter().next() {
        return Err(error);
    }
    let points = judge(&read.routine, catalogue);
    Ok(Reading { routine: read.routine, points })
}

/// Whether a routine must have a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    Must,
    May,
}

pub(super) fn first(errors: Vec<FormatError>) -> FormatError {
    let unknown = || FormatError::new("it cannot be read", "Choose another file.");
    errors.into_iter().next().unwrap_or_else(unknown)
}

/// A routine and where in the text its parts stand.
struct Read {
    routine: Routine,
    /// The key as it is written.
    key: String,
    /// The fields of the whole, and of each point.
    fields: Fields,
    items: Vec<Fields>,
    /// What is wrong with the points that are not among the items.
    errors: Vec<FormatError>,
}

impl Read {
    /// All but the points must be right.
    fn of(text: &str, catalogue: &Catalogue, naming: Naming) -> Result<Self, FormatError> {
        let whole = kind::whole(node::parse(text)?)?;
        let fields = Fields::of(whole, "", &FIELDS)?;
        let mut routine = head(&fields, naming)?;
        let mut items = Vec::new();
        let mut errors = Vec::new();
        for node in points(&fields)? {
            let read = Fields::of(node, "points.", &ITEM_FIELDS)
                .and_then(|fields| Ok((item(&fields, catalogue)?, fields)));
            match read {
                Ok((item, fields)) => {
                    routine.items.push(item);
                    items.push(fields);
                }
                Err(error) => errors.push(error),
            }
        }
        let key = std::mem::take(&mut routine.key);
        routine.key = match key.as_str() {
            key if is_key(key) => key.to_owned(),
            key if key.chars().any(char::is_alphanumeric) => key_for(key),
            _ => key_for(&routine.name),
        };
        Ok(Self { routine, key, fields, items, errors })
    }
}

/// All but the points. The key is as it is written.
fn head(fields: &Fields, naming: Naming) -> Result<Routine, FormatError> {
    let must = |name, text: Option<String>| text.ok_or_else(|| fields.missing(name));
    let name = match naming {
        Naming::May if fields.is_blank("name") => "",
        _ => fields.name("name")?.ok_or_else(|| fields.missing("name"))?,
    };
    let grade = fields.name("grade")?.ok_or_else(|| fields.missing("grade"))?;
    let ground = Ground::lettered(grade).ok_or_else(|| fields.not_known("grade", grade))?;
    Ok(Routine {
        key: must("key", fields.text("key")?)?,
        name: name.to_owned(),
        about: must("about", fields.text("about")?)?,
        ground,
        sources: fields.texts("sources")?.ok_or_else(|| fields.missing("sources"))?,
        complaints: fields.texts("complaints")?.unwrap_or_default(),
        how_often: fields.text("how_often")?.unwrap_or_default(),
        notes: fields.texts("notes")?.unwrap_or_default(),
        therapist: fields.text("therapist_note")?.unwrap_or_default(),
        items: Vec::new(),
        origin: Origin::Own,
    })
}

fn points(fields: &Fields) -> Result<Vec<Node>, FormatError> {
    let node = fields.node("points").ok_or_else(|| fields.missing("points"))?;
    let Value::List(list) = &node.value else {
        let why = format!("{} stands where a list belongs", node.kind());
        let help = "Write a list, such as [{ \"code\": \"HE-1\", \"seconds\": 60 }].";
        return Err(fields.wrong("points", why, help));
    };
    if list.len() > MOST_ITEMS {
        let why = format!("there are {} points", list.len());
        let help = format!("A routine has at most {MOST_ITEMS}: make several of it.");
        return Err(fields.wrong("points", why, &help));
    }
    Ok(list.clone())
}

fn item(fields: &Fields, catalogue: &Catalogue) -> Result<Item, FormatError> {
    let written = fields.name("code")?.ok_or_else(|| fields.missing("code"))?;
    let point = catalogue.find(written);
    let code = point.map(|point| point.code.clone()).or_else(|| Code::parse(written));
    let code = code.ok_or_else(|| {
        let why = format!("{} is not the code of a point", quoted(written));
        fields.wrong(
            "code",
            why,
            "Write its code, such as \"HE-1\"; `wellspring points` lists all.",
        )
    })?;
    let times = fields.whole(
        "times",
        1..=MOST_TIMES.into(),
        &format!("Write how many times in a row, 1 to {MOST_TIMES}."),
    )?;
    let longest = LONGEST_REST.as_secs();
    let rest = fields.whole(
        "rest_seconds",
        0..=longest,
        &format!("Write a whole number of seconds, at most {longest}."),
    )?;
    let sides = word(fields, "sides", Sides::named)?.unwrap_or(Sides::Both);
    let motion = word(fields, "motion", Motion::named)?;
    Ok(Item {
        sides,
        motion,
        dose: dose(fields, &code, point)?,
        times: times.and_then(|times| u8::try_from(times).ok()).unwrap_or(1),
        rest: Duration::from_secs(rest.unwrap_or_default()),
        note: fields.text("note")?.unwrap_or_default(),
        code,
    })
}

/// Seconds or until release: one of the two, and seconds that some point is pressed for.
fn dose(fields: &Fields, code: &Code, point: Option<&Point>) -> Result<Dose, FormatError> {
    let guide = point.and_then(|point| point.guide.as_ref());
    let (least, most) = guide.map_or((SHORTEST_PRESS, LONGEST_PRESS), |guide| {
        (guide.technique.least, guide.technique.most)
    });
    let help = format!("Give {} to {} seconds a side.", least.as_secs(), most.as_secs());
    let range = SHORTEST_PRESS.as_secs()..=LONGEST_PRESS.as_secs();
    let seconds = fields.whole("seconds", range, &help)?;
    match (seconds, fields.truth("until_release")?) {
        (Some(seconds), false) => Ok(Dose::Fixed(Duration::from_secs(seconds))),
        (None, true) => Ok(Dose::UntilRelease),
        (Some(_), true) => {
            let why = format!("{code} has seconds and is until release as well");
            Err(fields.wrong("until_release", why, "Leave one of the two out."))
        }
        (None, false) => {
            let error = FormatError::new(format!("{code} has no seconds"), help);
            Err(error.at("points.code").on(fields.line_of("code")))
        }
    }
}

/// A word from a closed list.
fn word<T>(
    fields: &Fields,
    name: &str,
    named: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, FormatError> {
    let Some(word) = fields.name(name)? else { return Ok(None) };
    match named(word) {
        Some(one) => Ok(Some(one)),
        None => Err(fields.not_known(name, word)),
    }
}

/// The text of a routine's file.
///
/// # Errors
/// When serde cannot write it, which a routine gives it no reason for.
pub fn write(routine: &Routine) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&file(routine)).map(|text| text + "\n")
}

/// A routine as it stands in its file.
#[must_use]
pub fn file(routine: &Routine) -> RoutineFile<'_> {
    let items = routine.items.iter().map(|item| ItemFile {
        code: item.code.as_str(),
        sides: item.sides.name(),
        motion: item.motion.map(Motion::name),
        seconds: match item.dose {
            Dose::Fixed(length) => Some(length.as_secs()),
            Dose::UntilRelease => None,
        },
        until_release: (item.dose == Dose::UntilRelease).then_some(true),
        times: Some(item.times).filter(|times| *times != 1),
        rest_seconds: Some(item.rest.as_secs()).filter(|seconds| *seconds != 0),
        note: &item.note,
    });
    RoutineFile {
        version: VERSION,
        key: &routine.key,
        name: &routine.name,
        about: &routine.about,
        grade: routine.ground.letter(),
        sources: &routine.sources,
        complaints: &routine.complaints,
        how_often: &routine.how_often,
        notes: &routine.notes,
        therapist_note: &routine.therapist,
        points: items.collect(),
    }
}
