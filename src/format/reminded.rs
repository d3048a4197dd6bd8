//! What has been said of the reminders and answered, kept beside the lock, so that a restart says nothing
//! twice. Whatever is wrong in it is left out: at worst something is said once more.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::reminders::{time_name, time_named, what_named, what_of};
use crate::domain::reminder::{Memory, Snoozed, What};

/// The version of the file that is written.
pub const VERSION: u64 = 1;

/// Reads it; what cannot be understood is left out.
#[must_use]
pub fn read(text: &str) -> Memory {
    let file: Value = serde_json::from_str(text).unwrap_or_default();
    let entries = |name: &str| {
        let items = file.get(name).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(|item| Some((what_named(item.as_object()?)?, item))).collect::<Vec<_>>()
    };
    let text = |item: &Value, field: &str| item.get(field)?.as_str().map(str::to_owned);
    let date = |item: &Value| text(item, "date")?.parse::<Date>().ok();
    let moment = |item: &Value, field: &str| text(item, field)?.parse::<Timestamp>().ok();
    Memory {
        looked: moment(&file, "looked"),
        passed: entries("passed")
            .into_iter()
            .filter_map(|(what, item)| Some((what, date(item)?, time_named(&text(item, "at")?)?)))
            .collect(),
        snoozed: entries("snoozed")
            .into_iter()
            .filter_map(|(what, item)| {
                let label = text(item, "label").unwrap_or_default();
                Some((what, Snoozed { label, until: moment(item, "until")? }))
            })
            .collect(),
        not_today: entries("not_today")
            .into_iter()
            .filter_map(|(what, item)| Some((what, date(item)?)))
            .collect(),
    }
}

/// The text of it.
#[must_use]
pub fn write(memory: &Memory) -> String {
    let entry = |what: &What, fields: &[(&str, String)]| {
        let (kind, name) = what_of(what);
        let own = std::iter::once((kind, name.to_owned())).chain(fields.iter().cloned());
        let fields: Map<String, Value> =
            own.map(|(name, value)| (name.to_owned(), Value::String(value))).collect();
        Value::Object(fields)
    };
    let passed: Vec<Value> = memory
        .passed
        .iter()
        .map(|(what, date, at)| entry(what, &[("date", date.to_string()), ("at", time_name(*at))]))
        .collect();
    let snoozed: Vec<Value> = memory
        .snoozed
        .iter()
        .map(|(what, one)| {
            entry(what, &[("label", one.label.clone()), ("until", one.until.to_string())])
        })
        .collect();
    let not_today: Vec<Value> = memory
        .not_today
        .iter()
        .map(|(what, date)| entry(what, &[("date", date.to_string())]))
        .collect();
    let file = json!({
        "version": VERSION,
        "looked": memory.looked.map(|at| at.to_string()),
        "passed": passed,
        "snoozed": snoozed,
        "not_today": not_today,
    });
    format!("{file:#}\n")
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn round_and_tolerant() {
        let what = What::Routine("bedtime".to_owned());
        let at: Timestamp = "2026-11-23T13:00:00Z".parse().expect("a moment");
        let memory = Memory {
            looked: Some(at),
            passed: [(what.clone(), date(2026, 11, 23), time(13, 0, 0, 0))].into(),
            snoozed: [(what.clone(), Snoozed { label: "after \"lunch\"".to_owned(), until: at })]
                .into(),
            not_today: [(what, date(2026, 11, 23))].into(),
        };
        let text = write(&memory);
        assert_eq!(read(&text), memory);
        assert_eq!(read(""), Memory::default());
        assert_eq!(read("[1"), Memory::default());
        let damaged = text.replace("13:00\"", "99:00\"");
        assert_eq!(read(&damaged), Memory { passed: [].into(), ..memory });
    }
}
