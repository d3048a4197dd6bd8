//! What programs may rely on: the objects that `--json` prints for points (`docs/json.md`).

use serde::Serialize;

use super::point::{PointFile, VERSION};
use crate::domain::point::Point;

/// One point under `point`.
#[derive(Debug, Serialize)]
pub struct OnePoint {
    /// The version of this object.
    pub version: u32,
    /// The point.
    pub point: PointFile,
}

/// A list of points under `points`.
#[derive(Debug, Serialize)]
pub struct ManyPoints {
    /// The version of this object.
    pub version: u32,
    /// The points, in the order in which they were found.
    pub points: Vec<PointFile>,
}

/// A whole point as it is printed.
#[must_use]
pub fn point_object(point: &Point) -> PointFile {
    PointFile::printed(point)
}

/// What `show` and `import` print.
#[must_use]
pub fn one(point: &Point) -> OnePoint {
    OnePoint { version: VERSION, point: point_object(point) }
}

/// What `points` prints.
#[must_use]
pub fn many<'a>(points: impl IntoIterator<Item = &'a Point>) -> ManyPoints {
    ManyPoints { version: VERSION, points: points.into_iter().map(point_object).collect() }
}

/// An object as text, ending in a new line.
///
/// # Errors
/// When serde cannot write it, which none of these objects gives it a reason for.
pub fn text(object: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(object).map(|text| text + "\n")
}
