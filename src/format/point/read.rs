//! Reading a person's own JSON: a file of theirs, or what `--json` printed.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::into_point::{read_code, read_grade, read_region};
use super::{FormatError, PointFile, VERSION};
use crate::domain::catalogue::Catalogue;
use crate::domain::point::{Grade, Point, Region};
use crate::format::shipped;

/// No file of a point is larger: 1 MiB.
pub(crate) const LARGEST: usize = 1 << 20;

/// A person's own point, as its file says and as it stands under the catalogue.
#[derive(Debug, Clone)]
pub struct Reading {
    /// As the file says: what is stored.
    pub own: Point,
    /// With the catalogue's cautions, grade and ceilings: what is shown, printed and played.
    pub point: Point,
}

/// Whether a file is JSON rather than a page of words.
#[must_use]
pub fn looks_like_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

/// What the outside of a file says, whatever is in it.
#[derive(Deserialize)]
struct Outside {
    version: Option<u64>,
    point: Option<IgnoredAny>,
    points: Option<IgnoredAny>,
    sessions: Option<IgnoredAny>,
}

/// As it is printed: what stands beside the point is worked out, and passed over.
#[derive(Deserialize)]
struct Wrapped {
    #[allow(dead_code, reason = "checked on the outside already")]
    version: Option<u64>,
    point: PointFile,
}

/// Reads the JSON of one point: a file, or `{"version": 1, "point": {...}}` as it is printed.
///
/// What is missing is filled from the catalogue or with what is usual, and told in the notes.
///
/// # Errors
/// When the text is no JSON, too large, from a newer version, or a field is unknown or holds what it
/// may not; the error names line and field, and says what would be right.
pub fn read(text: &str, catalogue: &Catalogue) -> Result<Reading, FormatError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > LARGEST {
        return Err(FormatError::new(
            "the file is larger than 1 MiB",
            "A point takes a few kilobytes; is it the right file?",
        ));
    }
    if text.trim_start().starts_with('[') {
        return Err(FormatError::new(
            "this is a list, not a point",
            "A point stands in braces: { \"version\": 1, \"code\": \"HE-1\", ... }.",
        ));
    }
    let json = |error: serde_json::Error| FormatError::from_json(&error, text);
    let outside: Outside = serde_json::from_str(text).map_err(json)?;
    if outside.version.is_some_and(|version| version != u64::from(VERSION)) {
        return Err(FormatError::new(
            "this version of the file is not known",
            "This Wellspring reads version 1; a newer one may read it.",
        )
        .at("version")
        .found_in(text));
    }
    if outside.points.is_some() || outside.sessions.is_some() {
        return Err(FormatError::new(
            "this is a list, not one point",
            "Import one point at a time, as `wellspring show CODE --json` prints it.",
        ));
    }
    let file: PointFile = if outside.point.is_some() {
        serde_json::from_str::<Wrapped>(text).map_err(json)?.point
    } else {
        serde_json::from_str(text).map_err(json)?
    };
    let own = own_point(file, catalogue).map_err(|error| error.found_in(text))?;
    Ok(Reading { point: catalogue.laid_over(own.clone()), own })
}

fn own_point(mut file: PointFile, catalogue: &Catalogue) -> Result<Point, FormatError> {
    let sentences = shipped::sentences()?;
    let code = read_code(&file.code)?;
    let known = catalogue.shipped(&code);
    if let (Some(known), true) = (known, file.location.is_empty()) {
        file.location.clone_from(&known.location);
    }
    let mut notes = Vec::new();
    if let Some(known) = known.filter(|known| known.code != code) {
        notes.push(format!("{code} is kept as {}, its code in the catalogue.", known.code));
    }
    let region = match (file.region.as_str(), known) {
        ("", Some(known)) => known.region,
        ("", None) => {
            guessed_region(&format!("{}\n{}", file.location, file.find.join("\n")), &mut notes)
        }
        (name, _) => read_region(name)?,
    };
    let grade = match (file.grade.as_str(), known) {
        ("", Some(known)) => known.grade.clone(),
        ("", None) => ungraded(),
        (name, _) => read_grade(name, file.why_not.as_deref())?,
    };
    if known.is_none() {
        notes.push(not_in_catalogue(&file.code));
    }
    for related in &file.related {
        if catalogue.find(&related.code).is_none() && !related.code.is_empty() {
            notes.push(format!("The catalogue knows no related point {}.", related.code));
        }
    }
    let before = std::mem::take(&mut file.notes);
    let mut point = file.into_point(
        Point {
            notes,
            ..Point::unknown(known.map_or(code, |known| known.code.clone()), region, grade)
        },
        &sentences,
    )?;
    let new = std::mem::replace(&mut point.notes, before);
    for note in new {
        if !point.notes.contains(&note) {
            point.notes.push(note);
        }
    }
    Ok(point)
}

/// The grade of a point that nobody has graded.
pub(crate) fn ungraded() -> Grade {
    Grade::WithCare {
        why: "Nobody has graded this point: press lightly, and ask someone who knows it."
            .to_owned(),
    }
}

pub(crate) fn not_in_catalogue(code: &str) -> String {
    format!("The catalogue knows no {code}, so its cautions could not be checked.")
}

/// The region that the words tell; else the chest, which brings the most care.
pub(crate) fn guessed_region(words: &str, notes: &mut Vec<String>) -> Region {
    Region::told_by(words).unwrap_or_else(|| {
        notes.push(
            "No part of the body could be told from it; it is treated like a point of the chest."
                .to_owned(),
        );
        Region::Chest
    })
}
