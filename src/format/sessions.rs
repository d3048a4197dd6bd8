//! Past sessions as `wellspring history --json` prints them. `docs/json.md` is the contract.

use jiff::tz::Offset;
use serde::Serialize;

use crate::domain::history::{PastPress, PressEnd, Rating, Session, StopReason};
use crate::domain::point::Side;

/// The version of the object that is printed.
pub const VERSION: u64 = 1;

#[derive(Serialize)]
struct Printed<'a> {
    version: u64,
    sessions: Vec<PrintedSession<'a>>,
}

#[derive(Serialize)]
struct PrintedSession<'a> {
    id: &'a str,
    started: String,
    points: Vec<String>,
    sides: Vec<&'static str>,
    pressed_seconds: u64,
    outcome: &'static str,
    reason: Option<&'static str>,
    routine: Option<&'a str>,
    continues: Option<&'a str>,
    by_hand: bool,
    before: Option<u8>,
    after: Option<u8>,
    complaint: Option<&'a str>,
    worse: Option<&'static str>,
    note: &'a str,
    tags: &'a [String],
    struck: bool,
    presses: Vec<PrintedPress<'a>>,
}

#[derive(Serialize)]
struct PrintedPress<'a> {
    point: &'a str,
    side: &'static str,
    motion: &'static str,
    pressed_seconds: u64,
    end: Option<&'static str>,
    planned_seconds: u64,
    outcome: &'static str,
}

/// The sessions as one JSON object, in the order they are given: newest first, as `fold` has them.
#[must_use]
pub fn write(sessions: &[Session]) -> String {
    let printed = Printed { version: VERSION, sessions: sessions.iter().map(session).collect() };
    // Serializing plain numbers and texts cannot fail.
    let mut text = serde_json::to_string_pretty(&printed).unwrap_or_default();
    text.push('\n');
    text
}

fn session(session: &Session) -> PrintedSession<'_> {
    PrintedSession {
        id: &session.id.0,
        started: started(session),
        points: session.points().iter().map(ToString::to_string).collect(),
        sides: session.sides().into_iter().map(Side::name).collect(),
        pressed_seconds: seconds(session.pressed()),
        outcome: session.outcome.name(),
        reason: session.reason.map(StopReason::name),
        routine: session.routine.as_deref(),
        continues: session.continues.as_ref().map(|continued| continued.0.as_str()),
        by_hand: session.by_hand,
        before: session.said.before.map(Rating::get),
        after: session.said.after.map(Rating::get),
        complaint: session.said.complaint.as_deref(),
        worse: session.said.worse.map(Side::name),
        note: &session.said.remark,
        tags: &session.said.tags,
        struck: session.said.struck,
        presses: session.presses.iter().map(press).collect(),
    }
}

fn press(press: &PastPress) -> PrintedPress<'_> {
    PrintedPress {
        point: press.planned.point.as_str(),
        side: press.planned.side.name(),
        motion: press.planned.motion.name(),
        pressed_seconds: seconds(press.pressed),
        end: press.end.map(PressEnd::name),
        planned_seconds: seconds(press.planned.most),
        outcome: press.came_out().name(),
    }
}

/// RFC 3339 with the offset in force, to the second that had begun.
fn started(session: &Session) -> String {
    let seconds = session.started.offset().seconds();
    let offset = Offset::from_seconds(seconds - seconds % 60).unwrap_or(Offset::UTC);
    format!("{:.0}", session.started.timestamp().display_with_offset(offset))
}

/// Whole seconds, rounded to the nearest.
fn seconds(time: std::time::Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_millis() >= 500)
}
