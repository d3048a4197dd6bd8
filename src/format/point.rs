//! The file of a point: what stands in `sessions/points/*.json` and in the person's `points/*.json`,
//! what `--json` prints, and what `import` takes back (`docs/json.md`, `point.schema.json`).
//!
//! One type serves all four, so that what is printed can be read again. Version 1. A field may be
//! added within a version; a field never changes its meaning. A field that is not known is
//! refused by name: a misspelt `caution` must not be lost in silence.

use serde::{Deserialize, Serialize};

mod fault;
mod from_point;
mod into_point;
mod read;

pub use fault::FormatError;
pub use into_point::default_technique;
pub(crate) use read::{LARGEST, guessed_region, not_in_catalogue, ungraded};
pub use read::{Reading, looks_like_json, read};

/// The version of the files that is written, and the newest that is read.
pub const VERSION: u32 = 1;
/// The id of the source "a page or file of the person's own".
pub const OWN_SOURCE: &str = "YOURS";

/// A point as JSON; every field but the code may be missing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "described once, in sessions/points/point.schema.json")]
pub struct PointFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    pub code: String,
    /// Printed only: the WHO's code where it differs from ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who_code: Option<String>,
    pub aliases: Vec<String>,
    pub pinyin: String,
    pub pinyin_plain: String,
    pub chinese: String,
    pub chinese_simplified: String,
    pub english: String,
    pub meridian: String,
    pub region: String,
    pub location: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<MeasureFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spots: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bilateral: Option<bool>,
    pub grade: String,
    pub why_not: Option<String>,
    /// Printed only: whether it can be played.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub playable: Option<bool>,
    /// Printed only: whether it is the person's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<bool>,
    pub introduction: String,
    pub posture: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hands: Option<HandsFile>,
    pub find: Vec<String>,
    pub feel: String,
    pub press: String,
    pub technique: Option<TechniqueFile>,
    pub cautions: Vec<String>,
    pub caution: String,
    pub stop: String,
    pub red_flags: Vec<String>,
    pub traditional_uses: Vec<String>,
    pub conditions: Vec<String>,
    pub evidence: Vec<EvidenceFile>,
    pub related: Vec<RelatedFile>,
    pub questions: Vec<QuestionFile>,
    pub how_often: String,
    pub sources: Vec<String>,
    pub notes: Vec<String>,
}

/// A measure: `from`, `direction`, `cun`, `unit` and `line`, or `from`, `to`, `fraction` and `line`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "described once, in sessions/points/point.schema.json")]
pub struct MeasureFile {
    pub from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fraction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cun: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<Box<MeasureFile>>,
}

/// Which hand presses the left side, which the right (`left`, `right`, `either`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "described once, in sessions/points/point.schema.json")]
pub struct HandsFile {
    pub left: String,
    pub right: String,
    #[serde(default)]
    pub both_at_once: bool,
}

/// How it is pressed; whatever is missing is filled in, and told in the notes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "described once, in sessions/points/point.schema.json")]
pub struct TechniqueFile {
    pub applicator: Option<String>,
    pub pressure: Option<String>,
    pub motion: Vec<String>,
    pub least_seconds: Option<u64>,
    pub default_seconds: Option<u64>,
    pub most_seconds: Option<u64>,
    pub until_release: bool,
    pub source: Option<String>,
}

/// Who found what: `label` is `trial`, `clinic` or `tradition`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "described once, in sessions/points/point.schema.json")]
pub struct EvidenceFile {
    pub label: String,
    pub text: String,
    #[serde(default)]
    pub source: String,
}

/// A point that goes well with this one, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "described once, in sessions/points/point.schema.json")]
pub struct RelatedFile {
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default)]
    pub why: String,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "described once, in sessions/points/point.schema.json")]
pub struct QuestionFile {
    pub question: String,
    #[serde(default)]
    pub answer: String,
}
