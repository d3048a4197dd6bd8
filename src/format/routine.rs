//! The file of a routine: `sessions/routines/*.json`, and the person's `routines/*.json`
//! (`routine.schema.json`).

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::point::FormatError;
use crate::domain::catalogue::Catalogue;
use crate::domain::code::Code;
use crate::domain::plan::Sides;
use crate::domain::point::{NotPlayable, Origin};
use crate::domain::routine::{Ground, Item, Routine};
use crate::domain::technique::Motion;

/// The version of the files that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// A routine as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "described once, in sessions/routines/routine.schema.json")]
pub struct RoutineFile {
    pub version: u32,
    pub key: String,
    pub name: String,
    pub about: String,
    pub grade: String,
    pub sources: Vec<String>,
    #[serde(default)]
    pub complaints: Vec<String>,
    #[serde(default)]
    pub how_often: String,
    #[serde(default)]
    pub notes: Vec<String>,
    pub points: Vec<ItemFile>,
}

/// A point of a routine with its dose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "described once, in sessions/routines/routine.schema.json")]
pub struct ItemFile {
    pub code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motion: Option<String>,
    pub seconds: u64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Reads a routine and holds it to the catalogue.
///
/// # Errors
/// When the text is no JSON or from a newer version, a field is unknown or holds what it may not, a point
/// is not known or graded "no", or a dose lies outside its technique; the error names line and field, and says
/// what would be right.
pub fn read(text: &str, catalogue: &Catalogue) -> Result<Routine, FormatError> {
    let text = text.trim_start_matches('\u{feff}');
    let file: RoutineFile =
        serde_json::from_str(text).map_err(|error| FormatError::from_json(&error, text))?;
    file.into_routine(catalogue).map_err(|error| error.found_in(text))
}

/// The text of a routine's file.
///
/// # Errors
/// When serde cannot write it, which a routine gives it no reason for.
pub fn write(routine: &Routine) -> Result<String, serde_json::Error> {
    let items = routine.items.iter().map(|item| ItemFile {
        code: item.code.to_string(),
        sides: Some(item.sides.name().to_owned()),
        motion: item.motion.map(|motion| motion.name().to_owned()),
        seconds: item.length.as_secs(),
        note: item.note.clone(),
    });
    let file = RoutineFile {
        version: VERSION,
        points: items.collect(),
        key: routine.key.clone(),
        name: routine.name.clone(),
        about: routine.about.clone(),
        grade: routine.ground.letter().to_owned(),
        sources: routine.sources.clone(),
        complaints: routine.complaints.clone(),
        how_often: routine.how_often.clone(),
        notes: routine.notes.clone(),
    };
    serde_json::to_string_pretty(&file).map(|text| text + "\n")
}

impl RoutineFile {
    fn into_routine(self, catalogue: &Catalogue) -> Result<Routine, FormatError> {
        if self.version != VERSION {
            return Err(FormatError::new(
                format!("version {} of the file is not known", self.version),
                "This Wellspring reads version 1; a newer one may read it.",
            )
            .at("version"));
        }
        let ground = Ground::lettered(&self.grade).ok_or_else(|| {
            FormatError::new(
                format!("\"{}\" is not known", self.grade),
                "It must be one of: A (trial), B (clinic), C (widely taught).",
            )
            .at("grade")
        })?;
        Ok(Routine {
            items: self
                .points
                .into_iter()
                .map(|item| item.into_item(catalogue))
                .collect::<Result<_, _>>()?,
            key: self.key,
            name: self.name,
            about: self.about,
            ground,
            sources: self.sources,
            complaints: self.complaints,
            how_often: self.how_often,
            notes: self.notes,
            origin: Origin::Own,
        })
    }
}

impl ItemFile {
    fn into_item(self, catalogue: &Catalogue) -> Result<Item, FormatError> {
        let point = catalogue.find(&self.code).ok_or_else(|| {
            FormatError::new(
                format!("there is no point {}", self.code),
                "Write its code, such as \"HE-1\"; `wellspring points` lists all.",
            )
            .at("points.code")
        })?;
        let playable = point.playable().map_err(|error| {
            let advice = match error {
                NotPlayable::GradedNo { .. } => "Take it out of the routine.",
                _ => "Take it out, or import a page for it first.",
            };
            FormatError::new(error.to_string(), advice).at("points.code")
        })?;
        let technique = &playable.guide().technique;
        let length = Duration::from_secs(self.seconds);
        if !(technique.least..=technique.most).contains(&length) {
            return Err(FormatError::new(
                format!("{} seconds is outside the range of {}", self.seconds, point.code),
                format!(
                    "Give {} to {} seconds a side.",
                    technique.least.as_secs(),
                    technique.most.as_secs()
                ),
            )
            .at("points.seconds"));
        }
        let sides = match self.sides.as_deref() {
            None => Sides::Both,
            Some(name) => Sides::named(name).ok_or_else(|| {
                FormatError::new(
                    format!("\"{name}\" is not known"),
                    format!("It must be one of: {}.", Sides::ALL.map(Sides::name).join(", ")),
                )
                .at("points.sides")
            })?,
        };
        if sides == Sides::AtOnce && !playable.guide().hands.both_at_once {
            return Err(FormatError::new(
                format!("two hands cannot press both sides of {} at once", point.code),
                "Write \"both\" for one side after the other.",
            )
            .at("points.sides"));
        }
        let motion = self
            .motion
            .as_deref()
            .map(|name| {
                Motion::named(name).filter(|motion| technique.motions.contains(motion)).ok_or_else(
                    || {
                        let offered: Vec<_> =
                            technique.motions.iter().map(|motion| motion.name()).collect();
                        FormatError::new(
                            format!("{} is not pressed \"{name}\"", point.code),
                            format!("It must be one of: {}.", offered.join(", ")),
                        )
                        .at("points.motion")
                    },
                )
            })
            .transpose()?;
        let code = Code::parse(point.code.as_str()).unwrap_or_else(|| point.code.clone());
        Ok(Item { code, sides, motion, length, note: self.note })
    }
}
