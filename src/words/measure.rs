//! The measure of a point in words.

use crate::domain::code::Code;
use crate::domain::point::{Distance, Measure};
use crate::t;
use crate::words;

/// The directions of the standard, each with a plain word of its own.
const DIRECTIONS: [&str; 8] =
    ["superior", "inferior", "lateral", "medial", "proximal", "distal", "anterior", "posterior"];

/// "2 B-cun towards the trunk from palmar wrist crease, between the tendons of ...", and what the unit is.
#[must_use]
pub fn words(measure: &Measure) -> String {
    let (where_to, line, unit) = match measure {
        Measure::Along { distance, line, offset } => {
            let offset = offset.as_ref().map(along);
            let both: Vec<String> = std::iter::once(along(distance)).chain(offset).collect();
            (both.join(&t!("standard-and")), line, distance.unit.as_str())
        }
        Measure::Share { from, to, fraction, line } => {
            let share = t!(
                "standard-share",
                fraction = fraction.as_str(),
                from = landmark(from),
                to = landmark(to)
            );
            (share, line, "")
        }
    };
    let measure = if line.is_empty() {
        where_to
    } else {
        t!("standard-line", measure = where_to, line = line.as_str())
    };
    let unit = match unit {
        "B-cun" => t!("standard-b-cun"),
        "F-cun" => t!("standard-f-cun"),
        _ => String::new(),
    };
    t!("standard-measure", measure = measure, unit = unit).trim_end().to_owned()
}

/// What stands at the ruler of a figure: "2 cun: three fingers wide".
#[must_use]
pub fn ruler(measure: &Measure) -> String {
    match measure {
        Measure::Along { distance, offset, .. } => {
            let stretches: Vec<String> =
                std::iter::once(distance).chain(offset).filter_map(stretch).collect();
            stretches.join(&t!("standard-and"))
        }
        Measure::Share { fraction, .. } => t!("ruler-share", fraction = fraction.as_str()),
    }
}

/// "2 cun (three fingers)"; nothing for a point on the line itself.
fn stretch(distance: &Distance) -> Option<String> {
    let number = number(distance.tenths);
    match (distance.tenths, distance.unit.as_str()) {
        (0, _) => None,
        (10, "fingerbreadth") => Some(t!("ruler-finger")),
        (_, "fingerbreadth") => Some(t!("ruler-fingerbreadth", count = number)),
        (_, "F-cun") => Some(t!("ruler-thumb", count = number)),
        (tenths, _) => Some(match fingers(tenths) {
            Some(fingers) => t!("ruler-cun-fingers", cun = number, fingers = fingers),
            None => t!("ruler-cun", cun = number),
        }),
    }
}

/// A length in cun as widths of the person's own fingers: four are 3 cun, three 2, two 1.5, the thumb 1
/// (research/points.md A2, CUN-FINGER). To the nearest half; nothing under a quarter.
fn fingers(tenths: u16) -> Option<String> {
    let halves = (tenths + 2) / 5;
    let (hands, rest) = (halves / 6, halves % 6);
    let hands = match hands {
        0 => None,
        1 => Some(t!("fingers-four")),
        more => Some(t!("fingers-fours", count = more)),
    };
    let rest = match rest {
        0 => None,
        1 => Some(t!("fingers-half-thumb")),
        2 => Some(t!("fingers-thumb")),
        3 => Some(t!("fingers-two")),
        4 => Some(t!("fingers-three")),
        _ => Some(t!("fingers-two-and-thumb")),
    };
    let parts: Vec<String> = hands.into_iter().chain(rest).collect();
    (!parts.is_empty()).then(|| parts.join(&t!("fingers-and")))
}

/// 15 is "1.5", 20 is "2".
fn number(tenths: u16) -> String {
    if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

fn along(distance: &Distance) -> String {
    if distance.tenths == 0 {
        return t!("standard-on", from = landmark(&distance.from));
    }
    t!(
        "standard-along",
        cun = number(distance.tenths),
        unit = distance.unit.as_str(),
        direction = direction(&distance.direction),
        from = landmark(&distance.from)
    )
}

/// "the palmar wrist crease", "TE-17".
fn landmark(name: &str) -> String {
    if Code::parse(name).is_some() { name.to_owned() } else { t!("standard-the", landmark = name) }
}

/// "towards the trunk" for `proximal`; two for `superomedial`; what is no such word stays as it is.
fn direction(name: &str) -> String {
    let plain = |part: &str| {
        let whole = DIRECTIONS.into_iter().find(|known| {
            *known == part
                || known.strip_suffix("ior").is_some_and(|stem| part == format!("{stem}o"))
        });
        whole.map(|known| words::text(&format!("direction-{known}")))
    };
    let parts: Option<Vec<String>> = if name.contains('-') {
        name.split('-').map(plain).collect()
    } else if let Some(one) = plain(name) {
        Some(vec![one])
    } else {
        name.split_once('o')
            .filter(|(stem, _)| ["super", "infer", "anter", "poster"].contains(stem))
            .map(|(stem, rest)| [plain(&format!("{stem}o")), plain(rest)])
            .and_then(|parts| parts.into_iter().flatten().map(Some).collect())
    };
    parts.map_or_else(|| name.to_owned(), |parts| parts.join(&t!("direction-and")))
}

#[cfg(test)]
mod tests {
    use super::{direction, fingers, ruler};
    use crate::domain::point::{Distance, Measure};

    #[test]
    fn what_stands_at_a_ruler() {
        let distance = |tenths, unit: &str| Distance {
            from: "wrist".to_owned(),
            direction: "proximal".to_owned(),
            tenths,
            unit: unit.to_owned(),
        };
        for (tenths, unit, expected) in [
            (20, "B-cun", "2 cun (three fingers)"),
            (10, "fingerbreadth", "one finger wide"),
            (20, "fingerbreadth", "2 fingers wide"),
            (1, "F-cun", "0.1 of your thumb’s width"),
            (0, "B-cun", ""),
        ] {
            let distance = distance(tenths, unit);
            let measure = Measure::Along { distance, line: String::new(), offset: None };
            assert_eq!(ruler(&measure), expected, "{tenths} {unit}");
        }
    }

    #[test]
    fn cun_as_fingers() {
        for (tenths, expected) in [
            (1, None),
            (5, Some("half a thumb")),
            (10, Some("a thumb")),
            (15, Some("two fingers")),
            (20, Some("three fingers")),
            (25, Some("two fingers and a thumb")),
            (30, Some("four fingers")),
            (43, Some("four fingers and two fingers")),
            (70, Some("twice four fingers and a thumb")),
        ] {
            assert_eq!(fingers(tenths).as_deref(), expected, "{tenths}");
        }
    }

    #[test]
    fn directions_in_plain_words() {
        for (name, expected) in [
            ("proximal", "towards the trunk"),
            ("lateral", "outwards"),
            ("superomedial", "upwards and inwards"),
            ("inferomedial", "downwards and inwards"),
            ("anterosuperior", "forwards and upwards"),
            ("proximal-lateral", "towards the trunk and outwards"),
            ("medial and lateral", "medial and lateral"),
            ("anterior, posterior, left and right", "anterior, posterior, left and right"),
        ] {
            assert_eq!(direction(name), expected, "{name}");
        }
    }
}
