//! Wall clocks that jump, days with 23 and 25 hours, and zones that change in the middle of a session: what was
//! pressed, for how long and how it ended is the same.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;
use wellspring::domain::history::{Note, Occasion, Outcome, PressEnd, Session, StopReason, fold};
use wellspring::domain::point::Side;
use wellspring::domain::technique::Motion;
use wellspring::platform::journal::Keeper;

use super::records::{entry, planned, press};
use crate::store::dirs;
use crate::store::disk::{Disk, Fault, Left, Names, Skip};

/// A session of two presses that was stopped on the second; the clocks of its notes are the rows' own.
fn notes() -> [Note; 5] {
    let both = [Side::Left, Side::Right];
    let presses = both.map(|side| planned("HE-1", side, Motion::Circular, 120, true)).to_vec();
    [
        Occasion::default().started(presses),
        press(0, 30_000, PressEnd::GoesOn),
        press(0, 60_250, PressEnd::Released),
        press(1, 12_345, PressEnd::Stopped),
        Note::Ended { outcome: Outcome::Stopped, reason: Some(StopReason::Tingling) },
    ]
}

/// Notes them with those clocks, each start of the program followed by another and a power cut at the end; the
/// sessions that are found, and the text of all logs.
fn played(clocks: [&str; 5], starts: bool) -> (Vec<Session>, String) {
    let disk = Disk::new(Fault::None, Skip::Nothing);
    let dirs = dirs(Path::new("/home/me"));
    let open = |disk: &Disk| Keeper::open(Arc::new(disk.clone()), &dirs);
    let mut keeper = Some(open(&disk).0);
    for (note, at) in notes().into_iter().zip(clocks) {
        if starts {
            drop(keeper.take());
        }
        let one = keeper.get_or_insert_with(|| open(&disk).0);
        one.note(&entry("evening", at, note)).expect("a short line");
        one.save().expect("a healthy disk");
    }
    drop(keeper);
    let disk = disk.after_power_cut(Left::Nothing, Names::Lost);
    let (_, loaded) = open(&disk);
    assert_eq!(
        (loaded.entries.len(), loaded.problems.as_slice()),
        (5, [].as_slice()),
        "{clocks:?}"
    );
    let logs =
        disk.files().into_iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "jsonl"));
    let text = logs.map(|(_, bytes)| String::from_utf8(bytes).expect("text")).collect();
    (fold(&loaded.entries, None), text)
}

/// A name, the clocks of the notes, and how many of them stand before the one that was noted before.
type Row = (&'static str, [&'static str; 5], usize);

const ROWS: [Row; 9] = [
    (
        "a clock that goes right",
        [
            "2026-11-22T16:43:00+00:00[Europe/Lisbon]",
            "2026-11-22T16:43:35+00:00[Europe/Lisbon]",
            "2026-11-22T16:44:05+00:00[Europe/Lisbon]",
            "2026-11-22T16:44:30+00:00[Europe/Lisbon]",
            "2026-11-22T16:44:35+00:00[Europe/Lisbon]",
        ],
        0,
    ),
    (
        "set back by a year",
        [
            "2026-11-22T16:43:00+00:00[Europe/Lisbon]",
            "2026-11-22T16:43:35+00:00[Europe/Lisbon]",
            "2025-11-22T16:44:05+00:00[Europe/Lisbon]",
            "2025-11-22T16:44:30+00:00[Europe/Lisbon]",
            "2025-11-22T16:44:35+00:00[Europe/Lisbon]",
        ],
        1,
    ),
    (
        "set on by a year, and back again",
        [
            "2026-11-22T16:43:00+00:00[Europe/Lisbon]",
            "2027-11-22T16:43:35+00:00[Europe/Lisbon]",
            "2027-11-22T16:44:05+00:00[Europe/Lisbon]",
            "2026-11-22T16:44:30+00:00[Europe/Lisbon]",
            "2026-11-22T16:44:35+00:00[Europe/Lisbon]",
        ],
        1,
    ),
    (
        "the night with an hour twice",
        [
            "2026-10-25T01:58:00+01:00[Europe/Lisbon]",
            "2026-10-25T01:59:00+01:00[Europe/Lisbon]",
            "2026-10-25T01:00:00+00:00[Europe/Lisbon]",
            "2026-10-25T01:00:30+00:00[Europe/Lisbon]",
            "2026-10-25T01:00:35+00:00[Europe/Lisbon]",
        ],
        0,
    ),
    (
        "the night without an hour",
        [
            "2026-03-29T00:59:00+00:00[Europe/Lisbon]",
            "2026-03-29T00:59:35+00:00[Europe/Lisbon]",
            "2026-03-29T02:00:05+01:00[Europe/Lisbon]",
            "2026-03-29T02:00:30+01:00[Europe/Lisbon]",
            "2026-03-29T02:00:35+01:00[Europe/Lisbon]",
        ],
        0,
    ),
    (
        "a zone that changes in the middle, over midnight",
        [
            "2026-11-22T23:43:00+00:00[Europe/Lisbon]",
            "2026-11-22T23:43:35+00:00[Europe/Lisbon]",
            "2026-11-23T12:44:05+13:00[Pacific/Auckland]",
            "2026-11-23T12:44:30+13:00[Pacific/Auckland]",
            "2026-11-22T18:44:35-05:00[America/New_York]",
        ],
        0,
    ),
    (
        "a second that comes twice",
        [
            "2026-12-31T23:59:59+00:00[UTC]",
            "2026-12-31T23:59:59+00:00[UTC]",
            "2026-12-31T23:59:59+00:00[UTC]",
            "2026-12-31T23:59:59+00:00[UTC]",
            "2026-12-31T23:59:59+00:00[UTC]",
        ],
        0,
    ),
    (
        "the turn of the year",
        [
            "2026-12-31T23:59:00-05:00[America/New_York]",
            "2026-12-31T23:59:35-05:00[America/New_York]",
            "2027-01-01T00:00:05-05:00[America/New_York]",
            "2027-01-01T00:00:30-05:00[America/New_York]",
            "2027-01-01T00:00:35-05:00[America/New_York]",
        ],
        0,
    ),
    (
        "a clock that runs backwards",
        [
            "2026-11-22T16:43:00+00:00[UTC]",
            "2026-11-22T16:42:59+00:00[UTC]",
            "2026-11-22T16:42:58+00:00[UTC]",
            "2026-11-22T16:42:57+00:00[UTC]",
            "2026-11-22T16:42:56+00:00[UTC]",
        ],
        4,
    ),
];

#[test]
fn whatever_the_clock_does_the_session_is_the_same() {
    for (name, clocks, backwards) in ROWS {
        for starts in [false, true] {
            let (sessions, log) = played(clocks, starts);
            let [session] = sessions.as_slice() else { panic!("{name}: {sessions:?}") };
            assert_eq!(
                (session.outcome, session.reason),
                (Outcome::Stopped, Some(StopReason::Tingling)),
                "{name}"
            );
            let pressed: Vec<_> =
                session.presses.iter().map(|press| (press.pressed, press.end)).collect();
            assert_eq!(
                pressed,
                [
                    (Duration::from_millis(60_250), Some(PressEnd::Released)),
                    (Duration::from_millis(12_345), Some(PressEnd::Stopped)),
                ],
                "{name}: what was pressed is told by the other clock"
            );
            // The day is that of the place where it began.
            let started: Zoned = clocks[0].parse().expect("a moment");
            assert_eq!(
                (session.started.date(), session.started.time_zone()),
                (started.date(), started.time_zone()),
                "{name}"
            );
            // The file says where the clock was set back, and the numbers grow all the same.
            assert_eq!(log.matches("\"clk\":\"back\"").count(), backwards, "{name}: {log}");
            for number in 1..=5 {
                assert_eq!(log.matches(&format!("\"seq\":{number},")).count(), 1, "{name}: {log}");
            }
        }
    }
}
