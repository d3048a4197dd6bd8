//! The log: one line of JSON a note, as it is written and as it is read.
//!
//! A line is never changed once it is written. Whoever reads takes every line for what it is worth:
//! a damaged one is told of and passed over, one of a newer version is let be, and neither is ever
//! an error. `docs/files.md` describes the lines for people and other programs.

#![expect(clippy::option_option, reason = "a field may be missing, null, or say something")]

use std::borrow::Cow;
use std::fmt::Write;
use std::time::Duration;

use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use crate::domain::history::{Change, Entry, Note, PlannedPress, Rating};

mod line;
mod newer;
mod reader;

pub use line::Damage;
pub use newer::Newer;
pub use reader::{Found, Reader, Tail};

/// The version of the lines that are written.
pub const VERSION: u64 = 1;
/// No line is longer than this many bytes, its end not counted; what is longer is damage.
pub const LONGEST_LINE: usize = 64 * 1024;

/// A note of the log with what a file needs to keep it apart from all others.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Unique over all devices: two lines with one id are the same note.
    pub id: String,
    /// Whose file it was written to.
    pub device: String,
    /// Its number among the notes of that device; it grows also when the wall clock is set back.
    pub seq: u64,
    /// The wall clock stood before that of the note that was written last.
    pub clock_back: bool,
    /// What was noted. Times are kept to the millisecond, the moment to the nanosecond.
    pub entry: Entry,
}

/// A note that does not fit a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a note of {bytes} bytes does not fit a line of the log, which holds {LONGEST_LINE}; plan fewer presses in one session"
)]
pub struct TooLong {
    /// Its length.
    pub bytes: usize,
}

/// The line of a record, with its end.
///
/// # Errors
/// When the line would be longer than a reader takes: a session of some five hundred presses.
pub fn write(record: &Record) -> Result<String, TooLong> {
    let mut line = serde_json::to_string(&Fields::of(record)).unwrap_or_default();
    // Serializing plain numbers and texts cannot fail; an object ends in a brace.
    let _ = line.pop();
    let sum = crc32fast::hash(line.as_bytes());
    let _ = write!(line, ",\"crc\":\"{sum:08x}\"}}");
    if line.len() > LONGEST_LINE {
        return Err(TooLong { bytes: line.len() });
    }
    line.push('\n');
    Ok(line)
}

/// A line as it stands in the file, without its checksum. The order is the order in the file.
#[derive(Serialize, Deserialize)]
struct Fields<'a> {
    v: u64,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    dev: Cow<'a, str>,
    seq: u64,
    #[serde(borrow)]
    k: Cow<'a, str>,
    #[serde(borrow)]
    t: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    zone: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    clk: Option<Cow<'a, str>>,
    #[serde(borrow)]
    session: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    presses: Option<Vec<Planned<'a>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    routine: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    continues: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    by: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    began: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rev: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    press: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pressed_ms: Option<u64>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    end: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    outcome: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    reason: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "told")]
    before: Option<Option<u8>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "told")]
    after: Option<Option<u8>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "told")]
    complaint: Option<Option<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "told")]
    worse: Option<Option<String>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "text")]
    note: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tags: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pressed: Option<Vec<(usize, u64)>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    struck: Option<bool>,
}

/// A text that is borrowed from the line where it stands there as it is: most do, and a long history has millions.
fn text<'de: 'a, 'a, D>(deserializer: D) -> Result<Option<Cow<'a, str>>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    #[derive(Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
    Option::<Text<'_>>::deserialize(deserializer).map(|text| text.map(|text| text.0))
}

/// A field that is there, `null` included: then the person took away what was said.
fn told<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

#[derive(Serialize, Deserialize)]
struct Planned<'a> {
    #[serde(borrow)]
    point: Cow<'a, str>,
    #[serde(borrow)]
    side: Cow<'a, str>,
    #[serde(borrow)]
    motion: Cow<'a, str>,
    most_ms: u64,
    until_release: bool,
}

impl<'a> Fields<'a> {
    fn of(record: &'a Record) -> Self {
        let entry = &record.entry;
        // RFC 3339 knows whole minutes of offset only; the moment stays exact.
        let seconds = entry.at.offset().seconds();
        let offset = Offset::from_seconds(seconds - seconds % 60).unwrap_or(Offset::UTC);
        let mut fields = Self {
            v: VERSION,
            id: record.id.as_str().into(),
            dev: record.device.as_str().into(),
            seq: record.seq,
            k: "start".into(),
            t: entry.at.timestamp().display_with_offset(offset).to_string().into(),
            zone: entry.at.time_zone().iana_name().map(Cow::from),
            clk: record.clock_back.then_some(Cow::from("back")),
            session: entry.session.0.as_str().into(),
            presses: None,
            routine: None,
            continues: None,
            press: None,
            pressed_ms: None,
            end: None,
            outcome: None,
            reason: None,
            by: None,
            began: None,
            rev: None,
            before: None,
            after: None,
            complaint: None,
            worse: None,
            note: None,
            tags: None,
            pressed: None,
            struck: None,
        };
        match &entry.note {
            Note::Started { presses, routine, continues, by_hand } => {
                fields.by = by_hand.as_ref().map(|_| BY_HAND.into());
                fields.began = by_hand.as_ref().map(|began| began.to_string().into());
                fields.presses = Some(presses.iter().map(Planned::of).collect());
                fields.routine = routine.as_deref().map(Cow::from);
                fields.continues = continues.as_ref().map(|session| session.0.as_str().into());
            }
            Note::Press { index, pressed, end } => {
                fields.k = "step".into();
                fields.press = Some(*index);
                fields.pressed_ms = Some(millis(*pressed));
                fields.end = Some(end.name().into());
            }
            Note::Ended { outcome, reason } => {
                fields.k = "end".into();
                fields.outcome = Some(outcome.name().into());
                fields.reason = reason.map(|reason| reason.name().into());
            }
            Note::Changed { revision, change } => {
                fields.k = "amend".into();
                fields.rev = Some(*revision);
                fields.change(change);
            }
        }
        fields
    }

    fn change(&mut self, change: &'a Change) {
        let of_ten = |rating: Option<Rating>| rating.map(Rating::get);
        self.before = change.before.map(of_ten);
        self.after = change.after.map(of_ten);
        self.complaint.clone_from(&change.complaint);
        self.worse = change.worse.map(|side| side.map(|side| side.name().to_owned()));
        self.note = change.remark.as_deref().map(Cow::from);
        self.tags.clone_from(&change.tags);
        self.began = change.began.as_ref().map(|began| began.0.to_string().into());
        let pressed = change.pressed.iter().map(|(index, time)| (*index, millis(*time)));
        self.pressed = (!change.pressed.is_empty()).then(|| pressed.collect());
        if let Some((outcome, reason)) = change.outcome {
            self.outcome = Some(outcome.name().into());
            self.reason = reason.map(|reason| reason.name().into());
        }
        self.struck = change.struck;
    }
}

/// What `by` says of a session that was done without the program.
const BY_HAND: &str = "hand";

impl<'a> Planned<'a> {
    fn of(press: &'a PlannedPress) -> Self {
        Self {
            point: press.point.as_str().into(),
            side: press.side.name().into(),
            motion: press.motion.name().into(),
            most_ms: millis(press.most),
            until_release: press.until_release,
        }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
