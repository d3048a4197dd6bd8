//! The complaints that came with Wellspring.

use serde::Deserialize;

use super::point::FormatError;
use super::shipped::parse;
use crate::domain::code::Code;
use crate::domain::complaint::{Complaint, Complaints, Link};
use crate::domain::point::EvidenceKind;

const COMPLAINTS: &str = include_str!("../../sessions/complaints.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComplaintsFile {
    #[allow(dead_code, reason = "kept for the day when there is a second version")]
    version: u32,
    complaints: Vec<ComplaintFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComplaintFile {
    key: String,
    name: String,
    ask: String,
    words: Vec<String>,
    red_flags: Vec<String>,
    see_doctor: String,
    points: Vec<LinkFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkFile {
    code: String,
    label: String,
    source: Option<String>,
}

/// The complaints, in the order of their file.
///
/// # Errors
/// When the shipped file is damaged, which the tests rule out for a released Wellspring.
pub fn complaints() -> Result<Complaints, FormatError> {
    let file: ComplaintsFile = parse(COMPLAINTS)?;
    let complaints = file.complaints.into_iter().map(|complaint| {
        Ok(Complaint {
            links: complaint.points.into_iter().map(link).collect::<Result<_, _>>()?,
            key: complaint.key,
            name: complaint.name,
            ask: complaint.ask,
            words: complaint.words,
            red_flags: complaint.red_flags,
            see_doctor: complaint.see_doctor,
        })
    });
    Ok(Complaints::new(complaints.collect::<Result<_, FormatError>>()?))
}

fn link(file: LinkFile) -> Result<Link, FormatError> {
    let fault = |text: &str, field| {
        FormatError::new(
            format!("\"{text}\" is not known"),
            "Give the code of a point, and trial, clinic or tradition.",
        )
        .at(field)
    };
    Ok(Link {
        code: Code::parse(&file.code).ok_or_else(|| fault(&file.code, "points.code"))?,
        ground: EvidenceKind::named(&file.label)
            .ok_or_else(|| fault(&file.label, "points.label"))?,
        source: file.source,
    })
}
