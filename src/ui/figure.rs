//! The human form on the screen: a point close up, the whole body beside it, the body under the hand, and the
//! moving mark of the player.
//!
//! The form is drawn by [`crate::body`] at exactly the pixels that it covers and kept until what it shows
//! changes. Words stand in a layer above it, since the software renderer paints the images of a layer last.

pub mod labels;
pub mod moving;
pub mod palette;
pub mod print;
pub mod shown;
pub mod widget;

use std::sync::Arc;

use crate::body::lines::Stretch;
use crate::body::plate::Detail;
use crate::body::view::Camera;
use crate::body::{self, Half};
use crate::domain::point::{Point, Region, Side};
use crate::words::measure;

/// What a figure shows.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A point close up.
    CloseUp {
        /// Its code on the form.
        code: &'static str,
        /// In that view rather than its best.
        view: Option<String>,
        /// Which half of the body.
        half: Half,
        /// Mark the other side too.
        both: bool,
        /// What is shown beside the body.
        detail: Detail,
        /// The measure, written at the ruler.
        measure: String,
    },
    /// The whole body with the point on it.
    Whole {
        /// Its code on the form.
        code: &'static str,
        /// Which half of the body.
        half: Half,
    },
    /// The body under the hand.
    Turned {
        /// From where.
        camera: Camera,
        /// What lies on it.
        stars: Arc<Stars>,
        /// A point that stands out.
        chosen: Option<(&'static str, Half)>,
    },
}

/// What lies on the body under the hand.
#[derive(Debug, Default)]
pub struct Stars {
    /// The points.
    pub codes: Vec<&'static str>,
    /// The meridians between them.
    pub stretches: Vec<&'static Stretch>,
}

/// The same stars are the same object: comparing thousands of places at every redraw would be dear.
impl PartialEq for Stars {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// The half of the body for a side; both sides are shown by the left.
#[must_use]
pub const fn half(side: Side) -> Half {
    match side {
        Side::Right => Half::Right,
        Side::Left | Side::Midline | Side::Both => Half::Left,
    }
}

/// A point close up; where the form does not know it (a person's own point), its region without a mark, by a
/// point that lies there.
#[must_use]
pub fn close_up(point: &Point, side: Side, detail: Detail) -> Option<What> {
    let known = body::body()?.code(point.code.as_str());
    let (code, detail) = match known {
        Some(code) => (code, detail),
        None => (of_region(point.region)?, Detail::Bare),
    };
    let measure = point.measure.as_ref().filter(|_| known.is_some()).map(measure::ruler);
    Some(What::CloseUp {
        code,
        view: None,
        half: half(side),
        both: side == Side::Both,
        detail,
        measure: measure.unwrap_or_default(),
    })
}

/// The whole body with that point on it.
#[must_use]
pub fn whole(point: &Point, side: Side) -> Option<What> {
    Some(What::Whole { code: body::body()?.code(point.code.as_str())?, half: half(side) })
}

/// A point of the catalogue that shows the region well.
fn of_region(region: Region) -> Option<&'static str> {
    let code = match region {
        Region::Head => "GV-20",
        Region::Face => "ST-3",
        Region::Mouth => "GV-28",
        Region::Neck => "ST-9",
        Region::Shoulder => "LI-15",
        Region::Axilla => "HE-1",
        Region::Chest => "CV-17",
        Region::Abdomen => "CV-8",
        Region::UpperBack => "GV-9",
        Region::LowerBack => "GV-4",
        Region::SacrumButtock => "BL-54",
        Region::Groin => "ST-30",
        Region::PelvicFloor => "CV-1",
        Region::UpperArm => "LU-3",
        Region::Elbow => "LI-11",
        Region::Forearm => "PC-4",
        Region::Wrist => "PC-7",
        Region::Hand => "LI-4",
        Region::Thigh => "ST-32",
        Region::Knee => "ST-35",
        Region::LowerLeg => "ST-37",
        Region::Ankle => "ST-41",
        Region::Foot => "LR-3",
    };
    body::body()?.code(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_is_shown_by_a_point_of_its_own() {
        let catalogue = crate::format::shipped::catalogue().expect("the shipped points");
        for region in Region::ALL {
            let code = of_region(region).unwrap_or_else(|| panic!("{region:?}"));
            assert_eq!(catalogue.find(code).expect("a point").region, region, "{code}");
        }
    }
}
