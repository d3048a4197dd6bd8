//! The history as a table of comma-separated values, for spreadsheet programs.
//!
//! RFC 4180 with a byte order mark, by which these programs know UTF-8: a row for each press, the columns of its
//! session in each of them; the rows where `press` is 1 are the sessions. Nothing in it is run as a formula: a cell of
//! text that would begin one has a `'` before it, and so has one that begins with `'`, so that taking one `'` away
//! always gives back what was there. `docs/json.md` describes the columns.

use std::fmt::Write;
use std::time::Duration;

use jiff::Zoned;

use crate::domain::code::Code;
use crate::domain::history::{PastPress, Rating, Session, StopReason};
use crate::domain::point::Side;

/// The names of the columns, in their order.
pub const COLUMNS: [&str; 25] = [
    "session",
    "started",
    "date",
    "time",
    "utc_offset",
    "zone",
    "routine",
    "outcome",
    "reason",
    "by_hand",
    "before",
    "after",
    "complaint",
    "worse",
    "note",
    "tags",
    "struck",
    "press",
    "point",
    "name",
    "side",
    "motion",
    "planned_seconds",
    "pressed_seconds",
    "press_outcome",
];

/// The table of those sessions, in their order; `name` says what a point is called.
#[must_use]
pub fn write(
    sessions: impl IntoIterator<Item = Session>,
    name: impl Fn(&Code) -> String,
) -> String {
    let mut table = String::from("\u{feff}");
    row(&mut table, COLUMNS.into_iter().map(str::to_owned));
    for session in sessions {
        let head = of_session(&session);
        if session.presses.is_empty() {
            let empty = std::iter::repeat_n(String::new(), COLUMNS.len() - head.len());
            row(&mut table, head.iter().cloned().chain(empty));
        }
        for (press, number) in session.presses.iter().zip(1_u32..) {
            let tail = of_press(press, number, &name);
            row(&mut table, head.iter().cloned().chain(tail));
        }
    }
    table
}

fn of_session(session: &Session) -> [String; 17] {
    let Session { started, said, .. } = session;
    let rating =
        |rating: Option<Rating>| rating.map_or_else(String::new, |it| it.get().to_string());
    let of = |text: Option<&str>| safe(text.unwrap_or_default());
    [
        safe(&session.id.0),
        // Before the year 0 they begin with a sign.
        safe(&started.strftime("%Y-%m-%dT%H:%M:%S").to_string()),
        safe(&started.date().to_string()),
        started.strftime("%H:%M:%S").to_string(),
        offset(started),
        of(started.time_zone().iana_name()),
        of(session.routine.as_deref()),
        session.outcome.name().to_owned(),
        of(session.reason.map(StopReason::name)),
        yes(session.by_hand),
        rating(said.before),
        rating(said.after),
        of(said.complaint.as_deref()),
        of(said.worse.map(Side::name)),
        safe(&said.remark),
        safe(&said.tags.join(", ")),
        yes(said.struck),
    ]
}

fn of_press(press: &PastPress, number: u32, name: impl Fn(&Code) -> String) -> [String; 8] {
    let planned = &press.planned;
    [
        number.to_string(),
        safe(planned.point.as_str()),
        safe(&name(&planned.point)),
        planned.side.name().to_owned(),
        planned.motion.name().to_owned(),
        seconds(planned.most),
        seconds(press.pressed),
        press.came_out().name().to_owned(),
    ]
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

/// Whole seconds, rounded to the nearest.
fn seconds(time: Duration) -> String {
    (time.as_secs() + u64::from(time.subsec_millis() >= 500)).to_string()
}

/// `UTC+01:00`: with a sign in front alone it would be taken for a sum.
fn offset(at: &Zoned) -> String {
    let minutes = at.offset().seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// A cell of text that no program takes for a formula; see the head of this file.
#[must_use]
pub fn safe(text: &str) -> String {
    // Programs end a text at a zero byte; the log keeps it.
    let text = text.replace('\0', "\u{fffd}");
    // The wide signs are taken for the same where such letters are typed.
    let signs = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    let begins_formula = text.starts_with(['\t', '\r']) || text.trim_start().starts_with(signs);
    if begins_formula || text.starts_with('\'') { format!("'{text}") } else { text }
}

/// What stood in a cell before [`safe`], but for zero bytes.
#[must_use]
pub fn original(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

fn row(table: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            table.push(',');
        }
        let is_plain = !cell.contains([',', '"', '\r', '\n', ';', '\t'])
            && !cell.starts_with(' ')
            && !cell.ends_with(' ');
        if is_plain {
            table.push_str(&cell);
        } else {
            // Writing to a string does not fail.
            let _ = write!(table, "\"{}\"", cell.replace('"', "\"\""));
        }
    }
    table.push_str("\r\n");
}
