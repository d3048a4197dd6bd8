//! Versioned files and printed JSON, to and from the domain. Text in, values out; no file is opened here.

pub mod complaint;
pub mod contract;
pub mod csv;
pub mod handout;
pub mod log;
pub mod page;
pub mod point;
pub mod profile;
pub mod reminded;
pub mod reminders;
pub mod routine;
pub mod sessions;
pub mod settings;
pub mod sheet;
pub mod shipped;
pub mod stats;

/// A value, short enough for a sentence.
fn short(value: &serde_json::Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 40 {
        text
    } else {
        text.chars().take(40).chain("...".chars()).collect()
    }
}
