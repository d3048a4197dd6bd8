//! The settings file: what a person has set, read field by field.
//!
//! The rules of compatibility, each held by a test:
//! - A missing field has its default. A field that cannot be understood has its default too, is told
//!   of, and spoils no other. A number outside its range is drawn into it, and told of.
//! - What this version does not know is kept and written back: fields, and choices for points.
//! - A file of a newer version is read as far as it is known. When it is written, its version stays,
//!   and a value that was not understood stays as long as the person sets nothing in its place.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::short;
use crate::domain::code::Code;
use crate::domain::history::SessionId;
use crate::domain::plan::{Choices, Dose, Sides};
use crate::domain::settings::{Settings, SkinTone, ThemeChoice};
use crate::domain::speech::Amount;
use crate::domain::technique::Motion;

/// The version of the file that is written.
pub const VERSION: u64 = 1;

/// Why a text holds no settings at all.
#[derive(Debug, thiserror::Error)]
pub enum NotSettings {
    /// It is no JSON.
    #[error("it is not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// It is JSON, but no object.
    #[error("it is JSON, but not an object in braces")]
    NotAnObject,
}

/// Reads settings, and tells in sentences what was not as it should be.
///
/// # Errors
/// When the text is not a JSON object: then nothing in it can be trusted.
pub fn read(text: &str) -> Result<(Settings, Vec<String>), NotSettings> {
    let file = object(text)?;
    let mut reading = Reading::of(&file);
    match file.get("version").map(Value::as_u64) {
        None | Some(Some(0..=VERSION)) => {}
        Some(Some(newer)) => reading.notices.push(format!(
            "they were written by a newer version ({newer}; this one knows {VERSION}). What is known is used, the rest is kept"
        )),
        Some(None) => reading.notices.push("`version` is not a whole number; it is left aside".to_owned()),
    }
    let read = reading.all();
    let settings = read.clone().within_ranges();
    reading.drawn("text_percent", &read.text_percent, &settings.text_percent);
    reading.drawn("cue_percent", &read.cue_percent, &settings.cue_percent);
    reading.drawn("beat_percent", &read.beat_percent, &settings.beat_percent);
    reading.drawn("voice_percent", &read.voice_percent, &settings.voice_percent);
    reading.drawn("breath_percent", &read.breath_percent, &settings.breath_percent);
    reading.drawn("circles_per_minute", &read.circles_per_minute, &settings.circles_per_minute);
    reading.drawn("breaths_per_minute", &read.breath_tenths, &settings.breath_tenths);
    reading.drawn("change_seconds", &read.change_seconds, &settings.change_seconds);
    reading.drawn("find_wait_seconds", &read.find_wait_seconds, &settings.find_wait_seconds);
    reading.drawn("emergency_number", &read.emergency_number, &settings.emergency_number);
    Ok((settings, reading.notices))
}

/// The text of the settings file. `before` is what the file holds now: what this version does not
/// know in it is kept.
#[must_use]
pub fn write(settings: &Settings, before: Option<&str>) -> String {
    let before = before.and_then(|text| object(text).ok()).unwrap_or_default();
    let newer = before.get("version").and_then(Value::as_u64).filter(|version| *version > VERSION);
    let mut file = Map::new();
    let _ = file.insert("version".to_owned(), json!(newer.unwrap_or(VERSION)));
    let kept_choices = kept_choices(&before);
    for (name, value) in fields(settings, kept_choices) {
        let _ = file.insert(name.to_owned(), value);
    }
    if newer.is_some() {
        keep_not_understood(&before, &mut file);
    }
    for (name, value) in before {
        let _ = file.entry(name).or_insert(value);
    }
    let mut text = format!("{:#}", Value::Object(file));
    text.push('\n');
    text
}

fn object(text: &str) -> Result<Map<String, Value>, NotSettings> {
    match serde_json::from_str(text.trim_start_matches('\u{feff}'))? {
        Value::Object(object) => Ok(object),
        _ => Err(NotSettings::NotAnObject),
    }
}

fn fields(settings: &Settings, mut choices: Map<String, Value>) -> [(&'static str, Value); 26] {
    for (code, choice) in &settings.choices {
        let (seconds, until_release) = match choice.dose {
            Dose::Fixed(time) => (json!(time.as_secs()), false),
            Dose::UntilRelease => (Value::Null, true),
        };
        let value = json!({
            "sides": choice.sides.name(),
            "motion": choice.motion.name(),
            "seconds": seconds,
            "until_release": until_release,
        });
        let known = choices.entry(code.to_string()).or_insert_with(|| json!({}));
        if let (Value::Object(known), Value::Object(value)) = (known, value) {
            known.extend(value);
        }
    }
    let rated = settings.rated.iter().map(|(code, key)| (code.to_string(), json!(key))).collect();
    let favourites: Vec<&str> = settings.favourites.iter().map(Code::as_str).collect();
    [
        ("theme", json!(settings.theme.name())),
        ("text_percent", json!(settings.text_percent)),
        ("skin_tone", json!(settings.skin_tone.name())),
        ("reduced_motion", json!(settings.reduced_motion)),
        ("cue_percent", json!(settings.cue_percent)),
        ("beat_percent", json!(settings.beat_percent)),
        ("voice_amount", json!(settings.amount.name())),
        ("speaker", json!(settings.voice)),
        ("voice_percent", json!(settings.voice_percent)),
        ("breath_percent", json!(settings.breath_percent)),
        ("circles_per_minute", json!(settings.circles_per_minute)),
        ("breaths_per_minute", json!(f64::from(settings.breath_tenths) / 10.0)),
        ("any_key", json!(settings.any_key)),
        ("flash", json!(settings.flash)),
        ("sound_heard", json!(settings.sound_heard)),
        ("sound_device", json!(settings.sound_device)),
        ("change_seconds", json!(settings.change_seconds)),
        ("find_wait_seconds", json!(settings.find_wait_seconds)),
        ("emergency_number", json!(settings.emergency_number)),
        ("choices", Value::Object(choices)),
        ("favourites", json!(favourites)),
        ("favourite_routines", json!(settings.favourite_routines)),
        ("ask_ratings", json!(settings.ask_ratings)),
        ("rated", rated),
        ("let_be", json!(settings.let_be.as_ref().map(|session| session.0.as_str()))),
        ("backup_folder", json!(settings.backup_folder)),
    ]
}

/// The choices that were not understood, whole, and of the others what is not known in them.
fn kept_choices(before: &Map<String, Value>) -> Map<String, Value> {
    let Some(Value::Object(choices)) = before.get("choices") else { return Map::new() };
    choices
        .iter()
        .filter_map(|(name, value)| {
            let Some((code, _)) = choice(name, value) else {
                return Some((name.clone(), value.clone()));
            };
            let unknown = value.as_object()?.iter().filter(|(field, _)| {
                !["sides", "motion", "seconds", "until_release"].contains(&field.as_str())
            });
            let unknown: Map<_, _> =
                unknown.map(|(field, value)| (field.clone(), value.clone())).collect();
            (!unknown.is_empty()).then(|| (code.to_string(), Value::Object(unknown)))
        })
        .collect()
}

/// Leaves a value of a newer version in its place where it was not understood and nothing was set.
fn keep_not_understood(before: &Map<String, Value>, file: &mut Map<String, Value>) {
    let mut reading = Reading::of(before);
    let _ = reading.all();
    let usual = fields(&Settings::default(), Map::new());
    for (name, usual) in usual.iter().filter(|(name, _)| reading.not_understood.contains(name)) {
        if let Some(value) = before.get(*name)
            && file.get(*name) == Some(usual)
        {
            let _ = file.insert((*name).to_owned(), value.clone());
        }
    }
}

struct Reading<'a> {
    file: &'a Map<String, Value>,
    notices: Vec<String>,
    /// The fields that stand in the file and have their usual value all the same.
    not_understood: Vec<&'static str>,
}

impl<'a> Reading<'a> {
    const fn of(file: &'a Map<String, Value>) -> Self {
        Self { file, notices: Vec::new(), not_understood: Vec::new() }
    }

    fn all(&mut self) -> Settings {
        let usual = Settings::default();
        Settings {
            theme: self.field("theme", usual.theme, |value| ThemeChoice::named(value.as_str()?)),
            text_percent: self.field("text_percent", usual.text_percent, whole),
            skin_tone: self
                .field("skin_tone", usual.skin_tone, |value| SkinTone::named(value.as_str()?)),
            reduced_motion: self.field("reduced_motion", usual.reduced_motion, Value::as_bool),
            cue_percent: self.field("cue_percent", usual.cue_percent, whole),
            beat_percent: self.field("beat_percent", usual.beat_percent, whole),
            amount: self
                .field("voice_amount", usual.amount, |value| Amount::named(value.as_str()?)),
            voice: self.field("speaker", usual.voice, name_or_none),
            voice_percent: self.field("voice_percent", usual.voice_percent, whole),
            breath_percent: self.field("breath_percent", usual.breath_percent, whole),
            circles_per_minute: self.field("circles_per_minute", usual.circles_per_minute, whole),
            breath_tenths: self.field("breaths_per_minute", usual.breath_tenths, tenths),
            any_key: self.field("any_key", usual.any_key, Value::as_bool),
            flash: self.field("flash", usual.flash, Value::as_bool),
            sound_heard: self.field("sound_heard", usual.sound_heard, Value::as_bool),
            sound_device: self.field("sound_device", usual.sound_device, name_or_none),
            change_seconds: self.field("change_seconds", usual.change_seconds, whole),
            find_wait_seconds: self.field("find_wait_seconds", usual.find_wait_seconds, |value| {
                if value.is_null() { Some(None) } else { whole(value).map(Some) }
            }),
            emergency_number: self.field("emergency_number", usual.emergency_number, |value| {
                value.as_str().map(str::to_owned)
            }),
            choices: self.choices(),
            favourites: self.field("favourites", usual.favourites, |value| {
                value.as_array()?.iter().map(|code| Code::parse(code.as_str()?)).collect()
            }),
            favourite_routines: self.field(
                "favourite_routines",
                usual.favourite_routines,
                |value| {
                    value.as_array()?.iter().map(|key| key.as_str().map(str::to_owned)).collect()
                },
            ),
            ask_ratings: self.field("ask_ratings", usual.ask_ratings, Value::as_bool),
            rated: self.field("rated", usual.rated, |value| {
                let one =
                    |(code, key): (&String, &Value)| Some((Code::parse(code)?, name_or_none(key)?));
                value.as_object()?.iter().map(one).collect()
            }),
            let_be: self.field("let_be", usual.let_be, |value| {
                name_or_none(value).map(|name| name.map(SessionId))
            }),
            backup_folder: self.field("backup_folder", usual.backup_folder, name_or_none),
        }
    }

    fn field<T>(&mut self, name: &'static str, usual: T, read: impl Fn(&Value) -> Option<T>) -> T {
        let Some(value) = self.file.get(name) else { return usual };
        read(value).unwrap_or_else(|| {
            self.not_understood.push(name);
            self.notices
                .push(format!("`{name}` is not understood ({}); the usual is used", short(value)));
            usual
        })
    }

    fn choices(&mut self) -> BTreeMap<Code, Choices> {
        let choices = match self.file.get("choices") {
            None => return BTreeMap::new(),
            Some(Value::Object(choices)) => choices,
            Some(value) => {
                self.not_understood.push("choices");
                self.notices
                    .push(format!("`choices` is not understood ({}); none is used", short(value)));
                return BTreeMap::new();
            }
        };
        let mut read = BTreeMap::new();
        for (name, value) in choices {
            if let Some((code, choice)) = choice(name, value) {
                let _ = read.insert(code, choice);
            } else {
                self.notices.push(format!(
                    "the choice for {} is not understood; it is kept and not used",
                    short(&json!(name))
                ));
            }
        }
        read
    }

    fn drawn<T: PartialEq + Debug>(&mut self, name: &str, read: &T, used: &T) {
        if read != used {
            self.notices.push(format!("`{name}` is out of its range; {used:?} is used"));
        }
    }
}

/// A name, or none, where it is one of the two.
#[allow(clippy::option_option, reason = "what cannot be understood is not the same as none")]
fn name_or_none(value: &Value) -> Option<Option<String>> {
    match value {
        Value::Null => Some(None),
        value => value.as_str().map(|name| Some(name.to_owned())),
    }
}

/// A number in tenths.
fn tenths(value: &Value) -> Option<u16> {
    let number = value.as_f64().filter(|number| (0.0..=6000.0).contains(number))?;
    // Not below 0, and far below 65,536.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some((number * 10.0).round() as u16)
}

/// A number of any size as a whole one; what does not fit becomes the greatest, to be drawn into its
/// range later.
fn whole<N: TryFrom<u64> + Bounded>(value: &Value) -> Option<N> {
    let number = value.as_f64().filter(|number| number.is_finite())?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it saturates, as is wanted"
    )]
    let number = number.round() as u64;
    Some(N::try_from(number).unwrap_or(N::MOST))
}

trait Bounded {
    const MOST: Self;
}

impl Bounded for u8 {
    const MOST: Self = Self::MAX;
}

impl Bounded for u16 {
    const MOST: Self = Self::MAX;
}

fn choice(name: &str, value: &Value) -> Option<(Code, Choices)> {
    let field = |field: &str| value.get(field);
    let until_release = field("until_release").and_then(Value::as_bool).unwrap_or(false);
    let dose = if until_release {
        Dose::UntilRelease
    } else {
        Dose::Fixed(Duration::from_secs(field("seconds")?.as_u64()?))
    };
    let sides = Sides::named(field("sides")?.as_str()?)?;
    let motion = Motion::named(field("motion")?.as_str()?)?;
    Some((Code::parse(name)?, Choices { sides, motion, dose }))
}
