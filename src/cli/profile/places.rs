//! Places of the body as people name them.

use crate::domain::point::{Region, Side};
use crate::domain::profile::{Part, Place, Question};
use crate::words::person;

/// Reads `left knee`, `knee:left`, `knee`, in the words of the files or in those that are shown: the
/// armpit is `axilla` in a file.
pub(super) fn read(text: &str) -> Option<Place> {
    Place::named(text).or_else(|| {
        let text = text.trim().to_lowercase();
        let (side, name) = [Side::Left, Side::Right]
            .into_iter()
            .find_map(|side| {
                let rest = text.strip_prefix(side.name())?.strip_prefix(' ')?;
                Some((Some(side), rest.trim()))
            })
            .unwrap_or((None, text.as_str()));
        let parts = Region::ALL.into_iter().map(Part::Region).chain([Part::Arm, Part::Leg]);
        let part = parts.into_iter().find(|part| person::part(*part) == name)?;
        Some(Place { part, side })
    })
}

/// The parts that a question lets a person name, in a row.
pub(super) fn known(question: &Question) -> String {
    question.offered.0.iter().map(|part| person::part(*part)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Place, read};

    #[test]
    fn places_as_people_name_them() {
        for (text, expected) in [
            ("left knee", Some("left knee")),
            ("knee:left", Some("left knee")),
            ("Right Armpit", Some("right axilla")),
            ("belly", Some("abdomen")),
            ("left upper arm", Some("left upper-arm")),
            ("leg", Some("leg")),
            ("leftknee", None),
            ("soul", None),
            ("", None),
        ] {
            assert_eq!(read(text).map(Place::name).as_deref(), expected, "{text}");
        }
    }
}
