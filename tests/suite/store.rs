//! What is kept on disk: the journal and the store, on a disk in memory that fails in every way, and
//! on the kernel of this machine.

#![allow(
    clippy::expect_used,
    clippy::panic,
    unused_results,
    reason = "a test stops at the first thing that is wrong, and need not look at the rest"
)]

pub mod disk;

mod crash;
#[cfg(target_os = "linux")]
mod injected;
mod kernel;
mod mount;
mod places;
#[cfg(target_os = "linux")]
mod power;
mod replacing;
mod settings;
#[cfg(unix)]
mod together;
pub mod writer;
mod writing;

use std::path::Path;
use std::time::Duration;

use jiff::Zoned;
use wellspring::domain::code::Code;
use wellspring::domain::history::{
    Entry, Note, Occasion, Outcome, PlannedPress, PressEnd, SessionId, StopReason,
};
use wellspring::domain::point::Side;
use wellspring::domain::technique::Motion;
use wellspring::platform::dirs::Dirs;

/// The folders of a test below `root`.
pub fn dirs(root: &Path) -> Dirs {
    Dirs { config: root.join("config"), state: root.join("state") }
}

pub fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

pub fn entry(session: &str, at: &str, note: Note) -> Entry {
    let at: Zoned = at.parse().expect("a moment");
    Entry { session: SessionId(session.to_owned()), at, note }
}

pub fn planned(point: &str, side: Side) -> PlannedPress {
    PlannedPress {
        point: code(point),
        side,
        motion: Motion::Circular,
        most: Duration::from_secs(120),
        until_release: true,
    }
}

/// The notes of one session of HE-1 on both sides, stopped on the second; all different.
pub fn session(name: &str) -> Vec<Entry> {
    let press =
        |index, millis, end| Note::Press { index, pressed: Duration::from_millis(millis), end };
    let presses = vec![planned("HE-1", Side::Left), planned("HE-1", Side::Right)];
    let notes = [
        Occasion::default().started(presses),
        press(0, 30_000, PressEnd::GoesOn),
        press(0, 60_250, PressEnd::Released),
        press(1, 12_345, PressEnd::Stopped),
        Note::Ended { outcome: Outcome::Stopped, reason: Some(StopReason::Tingling) },
    ];
    notes
        .into_iter()
        .enumerate()
        .map(|(index, note)| {
            let at = format!("2026-11-22T16:43:{:02}.5+00:00[Europe/Lisbon]", index * 10);
            entry(name, &at, note)
        })
        .collect()
}

/// What an entry says, in one text that leaves nothing out (two moments with other time zones are
/// equal to `==`).
pub fn told(entry: &Entry) -> String {
    format!("{entry:?}")
}
