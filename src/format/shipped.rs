//! The content that came with Wellspring: embedded, so that one file runs anywhere.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::point::{FormatError, PointFile};
use super::routine;
use crate::domain::catalogue::Catalogue;
use crate::domain::caution::{Line, Lines, Tag, Weight};
use crate::domain::point::Origin;
use crate::domain::routine::Routine;

const CAUTIONS: &str = include_str!("../../sessions/cautions.json");
const SENTENCES: &str = include_str!("../../sessions/sentences.json");
const SOURCES: &str = include_str!("../../sessions/sources.json");

include!(concat!(env!("OUT_DIR"), "/points.rs"));
include!(concat!(env!("OUT_DIR"), "/routines.rs"));

/// Sentences that many points share: a point's file names them by key.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    #[allow(dead_code, reason = "kept for the day when there is a second version")]
    version: u32,
    posture: BTreeMap<String, String>,
    press: BTreeMap<String, String>,
    stop: BTreeMap<String, String>,
}

impl Sentences {
    /// The posture of that key; a text that is no key stands for itself.
    #[must_use]
    pub fn posture(&self, key: &str) -> String {
        self.posture.get(key).map_or(key, String::as_str).to_owned()
    }

    /// What is said while pressing, by key; a text that is no key stands for itself.
    #[must_use]
    pub fn press(&self, key: &str) -> String {
        self.press.get(key).map_or(key, String::as_str).to_owned()
    }

    /// What to do after stopping, by key; a text that is no key stands for itself.
    #[must_use]
    pub fn stop(&self, key: &str) -> String {
        self.stop.get(key).map_or(key, String::as_str).to_owned()
    }

    /// The key of a shared sentence, by which it is spoken and translated.
    #[must_use]
    pub fn key_of(&self, sentence: &str) -> Option<&str> {
        self.posture
            .iter()
            .chain(&self.press)
            .chain(&self.stop)
            .find(|(_, text)| *text == sentence)
            .map(|(key, _)| key.as_str())
    }
}

/// Where a statement comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id, as statements name it.
    pub id: String,
    /// Its title, or what it is about.
    pub title: String,
    /// `standard`, `textbook`, `data`, `trial`, `review`, `clinic`, `professional`, `page` or `own`.
    pub kind: String,
    /// The year, where it is known.
    pub year: Option<u16>,
    /// Where it is found.
    #[serde(rename = "where")]
    pub place: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourcesFile {
    #[allow(dead_code, reason = "kept for the day when there is a second version")]
    version: u32,
    sources: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CautionsFile {
    #[allow(dead_code, reason = "kept for the day when there is a second version")]
    version: u32,
    tags: Vec<LineFile>,
    red_flags: Vec<LineFile>,
    always: Vec<LineFile>,
    after_stop: Vec<LineFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineFile {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) sources: Vec<String>,
}

impl LineFile {
    pub(super) fn line(self, weight: Weight) -> (String, Line) {
        (self.key, Line { weight, title: self.title, text: self.text, sources: self.sources })
    }
}

pub(super) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, FormatError> {
    serde_json::from_str(text).map_err(|error| FormatError::from_json(&error, text))
}

/// Every shipped point, meridian by meridian.
///
/// # Errors
/// When a shipped file is damaged, which the tests rule out for a released Wellspring.
pub fn catalogue() -> Result<Catalogue, FormatError> {
    let sentences = sentences()?;
    let mut points = POINT_FILES
        .iter()
        .map(|(_, text)| parse::<PointFile>(text)?.into_shipped(&sentences))
        .collect::<Result<Vec<_>, _>>()?;
    points.sort_by_cached_key(|point| point.code.place());
    Ok(Catalogue::new(points))
}

/// Every shipped routine, in the order of their files; each is held to the catalogue.
///
/// # Errors
/// As [`catalogue`].
pub fn routines(catalogue: &Catalogue) -> Result<Vec<Routine>, FormatError> {
    let shipped = |routine| Routine { origin: Origin::Shipped, ..routine };
    ROUTINE_FILES
        .iter()
        .map(|(_, text)| {
            routine::read_strictly(text, catalogue).map(shipped).map_err(routine::first)
        })
        .collect()
}

/// What the caution prompt says for each tag and red flag, and to everybody.
///
/// `{emergency}` in a title or text stands for the person's emergency number.
///
/// # Errors
/// As [`catalogue`].
pub fn lines() -> Result<Lines, FormatError> {
    let file: CautionsFile = parse(CAUTIONS)?;
    let plain =
        |lines: Vec<LineFile>, weight| lines.into_iter().map(|line| line.line(weight).1).collect();
    Ok(Lines {
        tags: file
            .tags
            .into_iter()
            .map(|line| line.line(Weight::Care))
            .map(|(key, line)| (Tag(key), line))
            .collect(),
        red_flags: file.red_flags.into_iter().map(|line| line.line(Weight::RedFlag)).collect(),
        always: plain(file.always, Weight::Always),
        after_stop: plain(file.after_stop, Weight::RedFlag),
    })
}

/// The shared sentences.
///
/// # Errors
/// As [`catalogue`].
pub fn sentences() -> Result<Sentences, FormatError> {
    parse(SENTENCES)
}

/// All sources, in the order of the file.
///
/// # Errors
/// As [`catalogue`].
pub fn sources() -> Result<Vec<Source>, FormatError> {
    Ok(parse::<SourcesFile>(SOURCES)?.sources)
}
