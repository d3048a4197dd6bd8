//! The reminders in their file, and how days and times are written.
//!
//! The rules of the settings file hold: an entry that cannot be understood is told of with line, field and
//! remedy, reminds of nothing, spoils no other, and is kept; fields that this version does not know are kept
//! and written back, and so is the version of a newer file.

use std::collections::BTreeSet;

use jiff::civil::{Time, Weekday};
use serde_json::{Map, Value, json};

use super::point::FormatError;
use super::short;
use crate::domain::code::Code;
use crate::domain::reminder::{Days, Reminder, WEEK, What};

mod places;
#[cfg(test)]
mod tests;

/// The version of the file that is written.
pub const VERSION: u64 = 1;
/// A person's own words for when are no longer than this, in characters.
pub const LONGEST_LABEL: usize = 60;
/// No reminder has more times a day than this.
pub const MOST_TIMES: usize = 24;
/// No file has more reminders than this.
pub const MOST: usize = 100;

/// The fields of an entry that this version knows.
const KNOWN: [&str; 6] = ["point", "routine", "label", "days", "at", "on"];

/// Why a text holds no reminders at all.
#[derive(Debug, thiserror::Error)]
pub enum NotReminders {
    /// It is no JSON.
    #[error("it is not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// It is JSON, but no object.
    #[error("it is JSON, but not an object in braces")]
    NotAnObject,
}

/// Reads the reminders, and tells in sentences what was not as it should be.
///
/// # Errors
/// When the text is not a JSON object: then nothing in it can be trusted.
pub fn read(text: &str) -> Result<(Vec<Reminder>, Vec<String>), NotReminders> {
    let file = object(text)?;
    let mut told = Vec::new();
    match file.get("version").map(Value::as_u64) {
        None | Some(Some(0..=VERSION)) => {}
        Some(Some(newer)) => told.push(format!(
            "they were written by a newer version ({newer}; this one knows {VERSION}). What is known is used, the rest is kept"
        )),
        Some(None) => told.push("`version` is not a whole number; it is left aside".to_owned()),
    }
    let mut reminders = Vec::new();
    match file.get("reminders") {
        None => {}
        Some(Value::Array(entries)) => {
            for (index, entry) in entries.iter().enumerate() {
                match one(entry) {
                    Ok(_) if reminders.len() >= MOST => {
                        told.push(format!(
                            "it holds more than {MOST} reminders; the first {MOST} are used, the others are kept. Take out what you no longer need"
                        ));
                        break;
                    }
                    Ok(reminder) => reminders.push(reminder),
                    Err(fault) => told.push(format!(
                        "{} This reminder is left aside and kept as it is",
                        fault.error(text, index)
                    )),
                }
            }
        }
        Some(_) => told.push(
            "`reminders` is not a list in brackets; none is used. Write \"reminders\": []"
                .to_owned(),
        ),
    }
    Ok((reminders, told))
}

/// The text of the file. `before` is what the file holds now: what this version does not know in it is kept.
#[must_use]
pub fn write(reminders: &[Reminder], before: Option<&str>) -> String {
    let mut file = before.and_then(|text| object(text).ok()).unwrap_or_default();
    let newer = file.get("version").and_then(Value::as_u64).filter(|version| *version > VERSION);
    let mut known: Vec<Option<(Reminder, Map<String, Value>)>> = Vec::new();
    let mut kept = Vec::new();
    if let Some(Value::Array(entries)) = file.remove("reminders") {
        for entry in entries {
            match (one(&entry), entry) {
                (Ok(reminder), Value::Object(fields)) if known.len() < MOST => {
                    known.push(Some((reminder, unknown(fields))));
                }
                (_, entry) => kept.push(entry),
            }
        }
    }
    // What is not known of an entry goes with the very same one, else with the next of the same thing.
    let mut take = |wanted: &dyn Fn(&Reminder) -> bool| {
        known
            .iter_mut()
            .find(|place| place.as_ref().is_some_and(|(own, _)| wanted(own)))
            .and_then(Option::take)
            .map(|(_, fields)| fields)
    };
    let mut fields: Vec<Option<Map<String, Value>>> =
        reminders.iter().map(|one| take(&|own| own == one)).collect();
    for (one, place) in reminders.iter().zip(&mut fields) {
        if place.is_none() {
            *place = take(&|own| own.what == one.what);
        }
    }
    let entries = reminders.iter().zip(fields).map(|(one, extra)| {
        let mut entry = extra.unwrap_or_default();
        entry.extend(entry_of(one));
        Value::Object(entry)
    });
    let entries: Vec<Value> = entries.chain(kept).collect();
    let _ = file.insert("version".to_owned(), json!(newer.unwrap_or(VERSION)));
    let _ = file.insert("reminders".to_owned(), Value::Array(entries));
    let mut text = format!("{:#}", Value::Object(file));
    text.push('\n');
    text
}

/// A reminder as JSON: `{"point": "HE-1", "label": "after lunch", "days": ["mon"], "at": ["13:00"], "on": true}`.
#[must_use]
pub fn entry_of(reminder: &Reminder) -> Map<String, Value> {
    let (kind, name) = what_of(&reminder.what);
    let days: Vec<&str> = reminder.days.days().map(day_name).collect();
    let at: Vec<String> = reminder.times.iter().copied().map(time_name).collect();
    let fields = [
        (kind, json!(name)),
        ("label", json!(reminder.label)),
        ("days", json!(days)),
        ("at", json!(at)),
        ("on", json!(reminder.is_on)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The field that names it, and what stands there.
pub(super) fn what_of(what: &What) -> (&'static str, &str) {
    match what {
        What::Point(code) => ("point", code.as_str()),
        What::Routine(key) => ("routine", key),
    }
}

fn unknown(mut fields: Map<String, Value>) -> Map<String, Value> {
    fields.retain(|name, _| !KNOWN.contains(&name.as_str()));
    fields
}

fn object(text: &str) -> Result<Map<String, Value>, NotReminders> {
    match serde_json::from_str(text.trim_start_matches('\u{feff}'))? {
        Value::Object(object) => Ok(object),
        _ => Err(NotReminders::NotAnObject),
    }
}

/// What is wrong with an entry.
struct Fault {
    field: &'static str,
    why: String,
    help: &'static str,
}

impl Fault {
    fn new(field: &'static str, why: impl Into<String>, help: &'static str) -> Self {
        Self { field, why: why.into(), help }
    }

    fn error(self, text: &str, index: usize) -> FormatError {
        FormatError {
            line: places::line_of(text, index, self.field),
            field: Some(format!("reminders[{index}].{}", self.field)),
            why: self.why,
            help: self.help.to_owned(),
        }
    }
}

const NAME_ONE: &str = "Name one of the two: \"point\": \"HE-1\", or \"routine\": \"bedtime\".";
const NAME_DAYS: &str = "Write a list of mon, tue, wed, thu, fri, sat, sun.";
const NAME_TIMES: &str = "Write a list of times of day such as \"13:00\".";

fn one(entry: &Value) -> Result<Reminder, Fault> {
    let Value::Object(fields) = entry else {
        let why = format!("{} is no reminder", short(entry));
        return Err(Fault::new("point", why, "Write an object in braces, or take it out."));
    };
    Ok(Reminder {
        what: what(fields)?,
        label: label_of(fields)?,
        days: match fields.get("days") {
            None => Days::ALL,
            Some(value) => list(value, day_named)
                .map_err(|bad| {
                    Fault::new("days", format!("{bad} is no day of the week"), NAME_DAYS)
                })?
                .into_iter()
                .fold(Days::default(), |all, day| all.with(day, true)),
        },
        times: match fields.get("at") {
            None => BTreeSet::new(),
            Some(value) => {
                let times: BTreeSet<Time> = list(value, time_named)
                    .map_err(|bad| {
                        Fault::new("at", format!("{bad} is no time of day"), NAME_TIMES)
                    })?
                    .into_iter()
                    .collect();
                if times.len() > MOST_TIMES {
                    let why = format!("{} times a day are more than {MOST_TIMES}", times.len());
                    return Err(Fault::new("at", why, "Take some out."));
                }
                times
            }
        },
        is_on: match fields.get("on") {
            None => true,
            Some(value) => value.as_bool().ok_or_else(|| {
                Fault::new(
                    "on",
                    format!("{} is neither yes nor no", short(value)),
                    "Write true or false.",
                )
            })?,
        },
    })
}

/// Of what an object reminds.
pub(super) fn what_named(fields: &Map<String, Value>) -> Option<What> {
    what(fields).ok()
}

fn what(fields: &Map<String, Value>) -> Result<What, Fault> {
    let text = |value: &Value| value.as_str().map(str::trim).unwrap_or_default().to_owned();
    match (fields.get("point"), fields.get("routine")) {
        (Some(value), None) => Code::parse(&text(value)).map(What::Point).ok_or_else(|| {
            let why = format!("{} is no code of a point", short(value));
            Fault::new("point", why, "Write one that \"wellspring points\" lists, such as HE-1.")
        }),
        (None, Some(value)) => {
            let key = text(value);
            if key.is_empty() {
                let why = format!("{} is no key of a routine", short(value));
                return Err(Fault::new(
                    "routine",
                    why,
                    "Write the name of its file without .json.",
                ));
            }
            Ok(What::Routine(key))
        }
        (None, None) => {
            Err(Fault::new("point", "it names neither a point nor a routine", NAME_ONE))
        }
        (Some(_), Some(_)) => {
            Err(Fault::new("routine", "it names a point and a routine", NAME_ONE))
        }
    }
}

fn label_of(fields: &Map<String, Value>) -> Result<String, Fault> {
    let Some(value) = fields.get("label") else { return Ok(String::new()) };
    let label = value.as_str().ok_or_else(|| {
        Fault::new("label", format!("{} is no text", short(value)), "Write words in quotes.")
    })?;
    label_named(label).ok_or_else(|| {
        Fault::new("label", "it is too long", "Say it in at most 60 characters, on one line.")
    })
}

/// The items of a list, or the first that is none.
fn list<T>(value: &Value, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    let items = value.as_array().ok_or_else(|| short(value))?;
    items.iter().map(|item| item.as_str().and_then(&read).ok_or_else(|| short(item))).collect()
}

/// A person's own words for when, trimmed; `None` for what is longer than [`LONGEST_LABEL`] or holds
/// characters that are none.
#[must_use]
pub fn label_named(text: &str) -> Option<String> {
    let text = text.trim();
    let is_well = text.chars().count() <= LONGEST_LABEL && !text.chars().any(char::is_control);
    is_well.then(|| text.to_owned())
}

/// A day as the files spell it: `mon`.
#[must_use]
pub const fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

/// The day of that name, in short or in full: `mon`, `Monday`.
#[must_use]
pub fn day_named(text: &str) -> Option<Weekday> {
    let text = text.trim().to_lowercase();
    let full = |day: &Weekday| format!("{day:?}").to_lowercase();
    WEEK.into_iter().find(|day| text.starts_with(day_name(*day)) && full(day).starts_with(&text))
}

/// The days that a text means: `daily`, `weekdays`, `weekends`, `mon-fri`, `mon,wed`.
#[must_use]
pub fn days_named(text: &str) -> Option<Days> {
    let mut days = Days::default();
    for part in text.split([',', ' ']).filter(|part| !part.is_empty()) {
        let part = part.to_lowercase();
        let more = match part.as_str() {
            "daily" => Days::ALL,
            "weekdays" => Days::WEEKDAYS,
            "weekend" | "weekends" => Days::WEEKEND,
            _ => match part.split_once(['-', '–']) {
                Some((first, last)) => range(day_named(first)?, day_named(last)?),
                None => Days::default().with(day_named(&part)?, true),
            },
        };
        days = more.days().fold(days, |all, day| all.with(day, true));
    }
    (!days.is_empty()).then_some(days)
}

/// From one day to another, over the end of the week where need be.
fn range(first: Weekday, last: Weekday) -> Days {
    let length = usize::try_from(first.until(last)).unwrap_or_default();
    first.cycle_forward().take(length + 1).fold(Days::default(), |all, day| all.with(day, true))
}

/// A time of day as the files spell it: `09:05`.
#[must_use]
pub fn time_name(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The time of day that a text means: `13:00`, `9:05`.
#[must_use]
pub fn time_named(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |text: &str, longest: usize| {
        let is_number =
            (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.parse::<i8>().ok()).flatten()
    };
    let minute = number(minute, 2).filter(|_| minute.len() == 2)?;
    Time::new(number(hour, 2)?, minute, 0, 0).ok()
}
