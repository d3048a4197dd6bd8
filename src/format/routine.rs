//! The file of a routine: `sessions/routines/*.json`, and the person's `routines/*.json`
//! (`routine.schema.json`).

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::point::FormatError;
use crate::domain::catalogue::Catalogue;
use crate::domain::code::Code;
use crate::domain::plan::{Dose, Sides};
use crate::domain::point::{NotPlayable, Origin};
use crate::domain::routine::{Ground, Item, LONGEST_REST, MOST_TIMES, Routine};
use crate::domain::technique::Motion;

/// The version of the files that is written, and the newest that is read.
pub const VERSION: u32 = 2;

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
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub therapist_note: String,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub until_release: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest_seconds: Option<u64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference over")]
const fn is_false(value: &bool) -> bool {
    !*value
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
        seconds: match item.dose {
            Dose::Fixed(length) => Some(length.as_secs()),
            Dose::UntilRelease => None,
        },
        until_release: item.dose == Dose::UntilRelease,
        times: Some(item.times).filter(|times| *times != 1),
        rest_seconds: Some(item.rest.as_secs()).filter(|seconds| *seconds != 0),
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
        therapist_note: routine.therapist.clone(),
    };
    serde_json::to_string_pretty(&file).map(|text| text + "\n")
}

impl RoutineFile {
    fn into_routine(self, catalogue: &Catalogue) -> Result<Routine, FormatError> {
        if !(1..=VERSION).contains(&self.version) {
            return Err(FormatError::new(
                format!("version {} of the file is not known", self.version),
                "This Wellspring reads versions 1 and 2; a newer one may read it.",
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
            therapist: self.therapist_note,
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
        let (least, most) = (technique.least.as_secs(), technique.most.as_secs());
        let dose = match (self.seconds, self.until_release) {
            (None, true) if technique.until_release => Dose::UntilRelease,
            (None, true) => {
                return Err(FormatError::new(
                    format!("{} is pressed for a fixed time, not until release", point.code),
                    format!("Give {least} to {most} seconds a side."),
                )
                .at("points.until_release"));
            }
            (Some(_), true) => {
                return Err(FormatError::new(
                    format!("{} has seconds and is until release as well", point.code),
                    "Leave one of the two out.",
                )
                .at("points.until_release"));
            }
            (Some(seconds), false) if (least..=most).contains(&seconds) => {
                Dose::Fixed(Duration::from_secs(seconds))
            }
            (Some(seconds), false) => {
                return Err(FormatError::new(
                    format!("{seconds} seconds is outside the range of {}", point.code),
                    format!("Give {least} to {most} seconds a side."),
                )
                .at("points.seconds"));
            }
            (None, false) => {
                return Err(FormatError::new(
                    format!("{} has no seconds", point.code),
                    format!("Give {least} to {most} seconds a side."),
                )
                .at("points.code"));
            }
        };
        let times = self.times.unwrap_or(1);
        if !(1..=MOST_TIMES).contains(&times) {
            return Err(FormatError::new(
                format!("{} is not pressed {times} times in a row", point.code),
                format!("Give 1 to {MOST_TIMES} times."),
            )
            .at("points.times"));
        }
        let rest = Duration::from_secs(self.rest_seconds.unwrap_or_default());
        if rest > LONGEST_REST {
            return Err(FormatError::new(
                format!("a rest of {} seconds is too long", rest.as_secs()),
                format!("Give at most {} seconds.", LONGEST_REST.as_secs()),
            )
            .at("points.rest_seconds"));
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
        Ok(Item { code, sides, motion, dose, times, rest, note: self.note })
    }
}
