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

fn along(distance: &Distance) -> String {
    if distance.tenths == 0 {
        return t!("standard-on", from = landmark(&distance.from));
    }
    let cun = if distance.tenths.is_multiple_of(10) {
        (distance.tenths / 10).to_string()
    } else {
        format!("{}.{}", distance.tenths / 10, distance.tenths % 10)
    };
    t!(
        "standard-along",
        cun = cun,
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
    use super::direction;

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
