//! A routine held to the catalogue: whatever is not played as it stands is a fault.

use super::fields::Fields;
use super::{Naming, Read};
use crate::domain::catalogue::Catalogue;
use crate::domain::plan::Dose;
use crate::domain::point::{NotPlayable, Point};
use crate::domain::routine::{Difference, Item, Routine, Verdict, judge};
use crate::domain::technique::Motion;
use crate::format::point::FormatError;

/// Reads a routine of which every point is known, and played as it says: one that came with Wellspring, or that
/// `wellspring check` looks at.
///
/// # Errors
/// Every point that is not so, with line, field and remedy; else as [`super::read`].
pub fn read_strictly(text: &str, catalogue: &Catalogue) -> Result<Routine, Vec<FormatError>> {
    let read = Read::of(text, catalogue, Naming::Must).map_err(|error| vec![error])?;
    let mut errors = read.errors;
    if read.key != read.routine.key {
        let help = format!("Write \"{}\": small letters, digits and hyphens.", read.routine.key);
        errors.push(read.fields.wrong("key", "this cannot be the name of a file", &help));
    }
    if read.routine.items.is_empty() && errors.is_empty() {
        let help = "Write at least one, such as { \"code\": \"HE-1\", \"seconds\": 60 }.";
        errors.push(read.fields.wrong("points", "it has no points", help));
    }
    let verdicts = judge(&read.routine, catalogue);
    for ((item, fields), verdict) in read.routine.items.iter().zip(&read.items).zip(&verdicts) {
        match verdict {
            Verdict::Known => {}
            Verdict::Unknown => errors.push(fields.wrong(
                "code",
                format!("there is no point {}", item.code),
                "Write its code, such as \"HE-1\"; `wellspring points` lists all.",
            )),
            Verdict::CannotBePlayed { why } => {
                let help = match why {
                    NotPlayable::GradedNo { .. } => "Take it out of the routine.",
                    _ => "Take it out, or import a page for it first.",
                };
                errors.push(fields.wrong("code", why.to_string(), help));
            }
            Verdict::Differs(differences) => {
                let point = catalogue.find(item.code.as_str());
                errors.extend(differences.iter().map(|one| differing(*one, item, fields, point)));
            }
        }
    }
    errors.sort_by_key(|error| error.line);
    if errors.is_empty() { Ok(read.routine) } else { Err(errors) }
}

fn differing(one: Difference, item: &Item, fields: &Fields, point: Option<&Point>) -> FormatError {
    let code = &item.code;
    match one {
        Difference::Sides { .. } => fields.wrong(
            "sides",
            format!("two hands cannot press both sides of {code} at once"),
            "Write \"both\" for one side after the other.",
        ),
        Difference::Motion { what, .. } => {
            let guide = point.and_then(|point| point.guide.as_ref());
            let offered = guide.map(|guide| guide.technique.motions.as_slice()).unwrap_or_default();
            let offered: Vec<&str> = offered.iter().map(|motion: &Motion| motion.name()).collect();
            let help = format!("It must be one of: {}.", offered.join(", "));
            fields.wrong("motion", format!("{code} is not pressed \"{}\"", what.name()), &help)
        }
        Difference::Dose { what, least, most, .. } => {
            let help = format!("Give {} to {} seconds a side.", least.as_secs(), most.as_secs());
            match what {
                Dose::UntilRelease => fields.wrong(
                    "until_release",
                    format!("{code} is pressed for a fixed time, not until release"),
                    &help,
                ),
                Dose::Fixed(length) => fields.wrong(
                    "seconds",
                    format!("{} seconds is outside the range of {code}", length.as_secs()),
                    &help,
                ),
            }
        }
        Difference::Times { becomes, .. } => fields.wrong(
            "times",
            format!("{code} is not pressed so many times in a row"),
            &format!("Write {becomes}."),
        ),
        Difference::Rest { becomes, .. } => fields.wrong(
            "rest_seconds",
            "this rest is too long",
            &format!("Write {}.", becomes.as_secs()),
        ),
    }
}
