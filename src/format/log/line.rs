//! One line of the log, read for what it is worth.

#![expect(clippy::option_option, reason = "a field may be missing, null, or say something")]

use std::borrow::Cow;
use std::time::Duration;

use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{BY_HAND, Fields, Planned, Record, VERSION};
use crate::domain::code::Code;
use crate::domain::history::{
    Began, Change, Entry, Note, Outcome, PlannedPress, PressEnd, Rating, SessionId, StopReason,
};
use crate::domain::point::Side;
use crate::domain::technique::Motion;

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum Damage {
    /// Longer than any line that is written.
    #[error("it is longer than 64 KiB")]
    TooLong,
    /// Zero bytes, as a disk leaves them after a power cut.
    #[error("it holds nothing but zero bytes, as a power cut leaves them")]
    Zeros,
    /// Not UTF-8, or not JSON.
    #[error("it is not text that this program writes")]
    NotJson,
    /// No checksum stands at its end.
    #[error("no checksum stands at its end; it was cut off or changed")]
    NoChecksum,
    /// The checksum says that something was changed.
    #[error("it does not fit its checksum; something changed it")]
    Checksum,
    /// Cut off while it was written.
    #[error("it was cut off while it was written")]
    Torn,
    /// Whole notes stood in it, and were read, but other bytes too.
    #[error("something else stood in one line with a whole note; the note was read")]
    Mixed,
}

/// A line with a right checksum.
#[expect(clippy::large_enum_variant, reason = "nearly every line is a record")]
pub(super) enum Whole {
    /// A note.
    Record(Record),
    /// Somebody wrote it who knew more than this version does.
    Newer,
}

const CRC: &[u8] = b",\"crc\":\"";
/// The bytes from the comma before the checksum to the closing brace.
const CRC_LENGTH: usize = CRC.len() + 8 + 2;
/// Every version of a line begins so.
const HEAD: &[u8] = b"{\"v\":";

/// Reads a line that holds one note and nothing else.
pub(super) fn read(line: &[u8]) -> Result<(Whole, u32), Damage> {
    if line.iter().all(|byte| *byte == 0) {
        return Err(Damage::Zeros);
    }
    let at = line.len().checked_sub(CRC_LENGTH).ok_or(Damage::NoChecksum)?;
    let (body, tail) = line.split_at(at);
    let claimed = checksum(tail).ok_or(Damage::NoChecksum)?;
    if crc32fast::hash(body) != claimed {
        return Err(Damage::Checksum);
    }
    let text = std::str::from_utf8(line).map_err(|_| Damage::NotJson)?;
    if let Some(record) = serde_json::from_str(text).ok().and_then(understand) {
        return Ok((Whole::Record(record), claimed));
    }
    match serde_json::from_str(text) {
        Ok(serde_json::Value::Object(_)) => Ok((Whole::Newer, claimed)),
        _ => Err(Damage::NotJson),
    }
}

/// Whole notes among other bytes, each with its own: two lines that ran together, or a torn line with a note after it.
pub(super) fn salvage(line: &[u8]) -> Vec<(&[u8], Whole, u32)> {
    let mut found = Vec::new();
    let mut heads = (0..line.len()).filter(|at| line[*at..].starts_with(HEAD)).collect::<Vec<_>>();
    heads.push(line.len());
    for piece in heads.windows(2).filter_map(|bounds| line.get(bounds[0]..bounds[1])) {
        let mut end =
            piece.windows(CRC_LENGTH).enumerate().filter(|(_, tail)| checksum(tail).is_some());
        found.extend(end.find_map(|(at, _)| {
            let bytes = &piece[..at + CRC_LENGTH];
            read(bytes).ok().map(|(whole, sum)| (bytes, whole, sum))
        }));
    }
    found
}

/// The checksum in the tail of a line, if it is one: `,"crc":"9d49a0b0"}`.
fn checksum(tail: &[u8]) -> Option<u32> {
    let digits = tail.strip_prefix(CRC)?.strip_suffix(b"\"}")?;
    let lower = digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    let digits = std::str::from_utf8(digits).ok().filter(|_| lower && digits.len() == 8)?;
    u32::from_str_radix(digits, 16).ok()
}

/// The record of a line; `None` when it says something that this version does not know.
fn understand(fields: Fields<'_>) -> Option<Record> {
    if fields.v != VERSION {
        return None;
    }
    let note = match fields.k.as_ref() {
        "start" => Note::Started {
            presses: fields.presses?.iter().map(planned).collect::<Option<Vec<_>>>()?,
            routine: fields.routine.map(Cow::into_owned),
            continues: fields.continues.map(|session| SessionId(session.into_owned())),
            by_hand: match (fields.by.as_deref(), fields.began) {
                (None, _) => None,
                (Some(BY_HAND), Some(began)) => Some(annotated(&began)?),
                _ => return None,
            },
        },
        "step" => Note::Press {
            index: fields.press?,
            pressed: Duration::from_millis(fields.pressed_ms?),
            end: PressEnd::named(&fields.end?)?,
        },
        "end" => {
            let (outcome, reason) = ended(&fields)??;
            Note::Ended { outcome, reason }
        }
        "amend" => Note::Changed { revision: fields.rev?, change: Box::new(changed(&fields)?) },
        _ => return None,
    };
    Some(Record {
        id: fields.id.into_owned(),
        device: fields.dev.into_owned(),
        seq: fields.seq,
        clock_back: fields.clk.as_deref() == Some("back"),
        entry: Entry {
            session: SessionId(fields.session.into_owned()),
            at: moment(&fields.t, fields.zone.as_deref())?,
            note,
        },
    })
}

/// How a session ended, as far as that is told: `Some(None)` for a word that this version does not know.
fn ended(fields: &Fields<'_>) -> Option<Option<(Outcome, Option<StopReason>)>> {
    let outcome = fields.outcome.as_deref()?;
    let reason = fields.reason.as_deref().map(StopReason::named);
    Some(match (Outcome::named(outcome), reason) {
        (Some(outcome), None) => Some((outcome, None)),
        (Some(outcome), Some(Some(reason))) => Some((outcome, Some(reason))),
        _ => None,
    })
}

/// What a person says of a session; `None` when it is more than this version understands.
fn changed(fields: &Fields<'_>) -> Option<Change> {
    let rating = |said: Option<Option<u8>>| match said {
        Some(Some(of_ten)) => Some(Some(Some(Rating::new(of_ten)?))),
        Some(None) => Some(Some(None)),
        None => Some(None),
    };
    let worse = match &fields.worse {
        Some(Some(name)) => {
            let side = [Side::Left, Side::Right].into_iter().find(|side| side.name() == name)?;
            Some(Some(side))
        }
        Some(None) => Some(None),
        None => None,
    };
    let pressed = fields.pressed.iter().flatten();
    Some(Change {
        before: rating(fields.before)?,
        after: rating(fields.after)?,
        complaint: fields.complaint.clone(),
        worse,
        remark: fields.note.as_deref().map(str::to_owned),
        tags: fields.tags.clone(),
        began: match fields.began.as_deref() {
            Some(began) => Some(Began(annotated(began)?)),
            None => None,
        },
        pressed: pressed.map(|(index, ms)| (*index, Duration::from_millis(*ms))).collect(),
        outcome: match ended(fields) {
            Some(ended) => Some(ended?),
            None => None,
        },
        struck: fields.struck,
    })
}

fn planned(press: &Planned<'_>) -> Option<PlannedPress> {
    Some(PlannedPress {
        point: Code::parse(&press.point)?,
        side: [Side::Left, Side::Right, Side::Midline, Side::Both]
            .into_iter()
            .find(|side| side.name() == press.side)?,
        motion: Motion::named(&press.motion)?,
        most: Duration::from_millis(press.most_ms),
        until_release: press.until_release,
    })
}

/// A moment with its zone in brackets: `2026-11-22T16:43:45+00:00[Europe/Lisbon]`.
fn annotated(text: &str) -> Option<Zoned> {
    let (moment_text, zone) = text.split_once('[').map_or((text, None), |(moment, zone)| {
        (moment, Some(zone.trim_start_matches('!').trim_end_matches(']')))
    });
    moment(moment_text, zone)
}

/// The moment with the zone in force then. The local time that was written is the one that is shown
/// ever after: where the zone is unknown here, or its rules have been changed since, the offset stays.
fn moment(text: &str, zone: Option<&str>) -> Option<Zoned> {
    let pieces = DateTimeParser::new().parse_pieces(text).ok()?;
    let offset = pieces.to_numeric_offset()?;
    let timestamp: Timestamp =
        offset.to_timestamp(pieces.date().to_datetime(pieces.time()?)).ok()?;
    if let Some(zone) = zone.and_then(|name| TimeZone::get(name).ok()) {
        let zoned = timestamp.to_zoned(zone);
        // Offsets of the distant past have seconds, which the text leaves out.
        if (zoned.offset().seconds() - offset.seconds()).abs() < 60 {
            return Some(zoned);
        }
    }
    Some(timestamp.to_zoned(TimeZone::fixed(offset)))
}
