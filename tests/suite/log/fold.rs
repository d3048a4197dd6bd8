//! Sessions folded from notes: the same whatever the order, the repetition and the files.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use wellspring::domain::history::{
    Entry, Note, Occasion, Outcome, PressEnd, Session, SessionId, StopReason, fold, startless,
};
use wellspring::domain::point::Side;
use wellspring::domain::technique::Motion;
use wellspring::format::log::{Record, write};
use wellspring::platform::journal::Keeper;

use super::records::{any_entry, entry, planned, press};
use crate::store::dirs;
use crate::store::disk::{Disk, Fault, Skip};

fn start() -> Note {
    let press = |side| planned("HE-1", side, Motion::Circular, 60, false);
    Occasion::default().started(vec![press(Side::Left), press(Side::Right)])
}

fn ended(outcome: Outcome) -> Note {
    Note::Ended { outcome, reason: None }
}

fn stopped(reason: StopReason) -> Note {
    Note::Ended { outcome: Outcome::Stopped, reason: Some(reason) }
}

/// One session whose notes came a second apart.
fn one(notes: &[Note]) -> Vec<Entry> {
    let entry_at = |(second, note): (usize, &Note)| {
        entry("s", &format!("2026-11-22T16:43:{second:02}+00:00[Europe/Lisbon]"), note.clone())
    };
    notes.iter().enumerate().map(entry_at).collect()
}

fn texts(sessions: &[Session]) -> Vec<String> {
    sessions.iter().map(|session| format!("{session:?}")).collect()
}

/// A name, the notes, and what they make: outcome, reason, seconds of both presses.
type Row = (&'static str, Vec<Note>, Outcome, Option<StopReason>, [u64; 2]);

#[test]
fn notes_make_a_session() {
    use Outcome::{Done, Interrupted, Left, Partial, Released, Stopped};
    use StopReason::{Pain, Unsaid};
    let done = |index| press(index, 60_000, PressEnd::Done);
    let rows: [Row; 13] = [
        ("done", vec![start(), done(0), done(1), ended(Done)], Done, None, [60, 60]),
        ("nothing but a start", vec![start()], Interrupted, None, [0, 0]),
        (
            "no end",
            vec![start(), done(0), press(1, 30_000, PressEnd::GoesOn)],
            Interrupted,
            None,
            [60, 30],
        ),
        (
            "a stop, and the machine gone before the reason",
            vec![start(), press(0, 5_000, PressEnd::Stopped)],
            Stopped,
            Some(Unsaid),
            [5, 0],
        ),
        (
            "a stop that was a slip",
            vec![start(), press(0, 5_000, PressEnd::Stopped), done(0), done(1), ended(Done)],
            Done,
            None,
            [60, 60],
        ),
        (
            "a slip, and the machine gone",
            vec![start(), press(0, 5_000, PressEnd::Stopped), press(0, 9_000, PressEnd::GoesOn)],
            Interrupted,
            None,
            [9, 0],
        ),
        ("left", vec![start(), press(0, 9_000, PressEnd::GoesOn), ended(Left)], Left, None, [9, 0]),
        (
            "two ends, the later stands",
            vec![start(), stopped(Pain), ended(Left)],
            Left,
            None,
            [0, 0],
        ),
        (
            "two ends, and one of a session played to its end",
            vec![start(), ended(Done), ended(Left)],
            Done,
            None,
            [0, 0],
        ),
        (
            "a reason given later",
            vec![start(), stopped(Unsaid), stopped(Pain)],
            Stopped,
            Some(Pain),
            [0, 0],
        ),
        (
            "released",
            vec![start(), press(0, 45_000, PressEnd::Released), done(1), ended(Released)],
            Released,
            None,
            [45, 60],
        ),
        (
            "back to a press that was skipped",
            vec![start(), press(0, 1_000, PressEnd::Skipped), done(0), ended(Partial)],
            Partial,
            None,
            [60, 0],
        ),
        (
            "a press that was never planned",
            vec![start(), done(7), ended(Partial)],
            Partial,
            None,
            [0, 0],
        ),
    ];
    for (name, notes, outcome, reason, seconds) in rows {
        let sessions = fold(&one(&notes), None);
        assert_eq!(sessions.len(), 1, "{name}");
        let session = &sessions[0];
        assert_eq!((session.outcome, session.reason), (outcome, reason), "{name}");
        let pressed: Vec<u64> =
            session.presses.iter().map(|press| press.pressed.as_secs()).collect();
        assert_eq!(pressed, seconds, "{name}");
    }
}

#[test]
fn a_wall_clock_that_is_set_back_does_not_undo_a_press() {
    let mut notes = one(&[
        start(),
        press(0, 5_000, PressEnd::Stopped),
        press(0, 60_000, PressEnd::Done),
        ended(Outcome::Done),
    ]);
    for (hour, note) in notes[1..].iter_mut().enumerate() {
        note.at = note
            .at
            .checked_sub(jiff::SignedDuration::from_hours(i64::try_from(hour).expect("small") + 1))
            .expect("in range");
    }
    let session = fold(&notes, None).remove(0);
    assert_eq!((session.outcome, session.presses[0].end), (Outcome::Done, Some(PressEnd::Done)));
}

#[test]
fn what_is_at_one_moment_the_same_is_chosen_by_what_it_says() {
    let at = |note: Note| entry("s", "2026-11-22T16:43:00+00:00[Europe/Lisbon]", note);
    let other_plan =
        Occasion::default().started(vec![planned("LU-1", Side::Left, Motion::Steady, 60, false)]);
    let of = |routine: Option<&str>, continues: Option<&str>| {
        let Note::Started { presses, .. } = start() else { panic!("a start") };
        let occasion = Occasion {
            routine: routine.map(str::to_owned),
            continues: continues.map(|id| SessionId(id.to_owned())),
        };
        occasion.started(presses)
    };
    let pairs = [
        (start(), other_plan),
        (of(Some("bedtime"), None), of(Some("nausea"), None)),
        (of(None, None), of(Some("nausea"), None)),
        (of(Some("nausea"), Some("a")), of(Some("nausea"), Some("b"))),
        (press(0, 5_000, PressEnd::Done), press(0, 5_000, PressEnd::Released)),
        (press(0, 5_000, PressEnd::GoesOn), press(0, 5_000, PressEnd::Skipped)),
        (stopped(StopReason::Pain), stopped(StopReason::Tired)),
        (stopped(StopReason::Unsaid), ended(Outcome::Left)),
    ];
    for (first, second) in pairs {
        let there = fold(&[at(start()), at(first.clone()), at(second.clone())], None);
        let back = fold(&[at(second.clone()), at(first.clone()), at(start())], None);
        assert_eq!(texts(&there), texts(&back), "{first:?} {second:?}");
    }
    let said =
        fold(&[at(start()), at(stopped(StopReason::Unsaid)), at(stopped(StopReason::Pain))], None);
    assert_eq!(said[0].reason, Some(StopReason::Pain), "a reason outranks none");
}

#[test]
fn sessions_come_newest_first_without_the_one_that_runs() {
    let at = |name: &str, hour: u32, note: Note| {
        entry(name, &format!("2026-11-22T{hour:02}:00:00+00:00[UTC]"), note)
    };
    let entries = [
        at("b", 9, start()),
        at("a", 9, start()),
        at("late", 20, start()),
        at("orphan", 8, ended(Outcome::Done)),
        at("runs", 21, start()),
    ];
    let runs = SessionId("runs".to_owned());
    let names = |sessions: Vec<Session>| {
        sessions.into_iter().map(|session| session.id.0).collect::<Vec<_>>()
    };
    assert_eq!(names(fold(&entries, Some(&runs))), ["late", "b", "a"]);
    assert_eq!(names(fold(&entries, None)), ["runs", "late", "b", "a"]);
    assert_eq!(startless(&entries), [SessionId("orphan".to_owned())]);
}

#[test]
fn a_session_tells_its_points_sides_and_time_however_absurd() {
    let mut session = fold(
        &one(&[start(), press(0, u64::MAX, PressEnd::Done), press(1, u64::MAX, PressEnd::Done)]),
        None,
    )
    .remove(0);
    assert_eq!(session.sides(), [Side::Left, Side::Right]);
    assert_eq!(session.points().len(), 1);
    session.presses = vec![session.presses[0].clone(); 2000];
    // A press is kept to 49 days.
    assert_eq!(session.pressed(), Duration::from_millis(u32::MAX.into()) * 2000);
}

proptest! {
    #[test]
    fn order_and_repetition_change_nothing(
        entries in prop::collection::vec(any_entry(), 0..25),
        order in any::<prop::sample::Index>(),
        shuffled in Just(()).prop_perturb(|(), random| random),
    ) {
        let mut random = shuffled;
        let mut other = entries.clone();
        for entry in &entries {
            if random.random_bool(0.3) {
                other.push(entry.clone());
            }
        }
        for at in (1..other.len()).rev() {
            other.swap(at, random.random_range(0..=at));
        }
        if !other.is_empty() {
            let by = order.index(other.len());
            other.rotate_left(by);
        }
        prop_assert_eq!(texts(&fold(&entries, None)), texts(&fold(&other, None)));
        prop_assert_eq!(startless(&entries), startless(&other));
    }

    /// The lines of a log dealt out to files of any names, some of them to more than one.
    #[test]
    fn files_are_merged_by_union(
        entries in prop::collection::vec((any_entry(), 1_u8..8), 0..20),
    ) {
        const NAMES: [&str; 3] = ["aaaaaaaa/2026.jsonl", "aaaaaaaa/2026 (conflicted copy).jsonl", "b/c/2026.sync-conflict-1.JSONL"];
        let disk = Disk::new(Fault::None, Skip::Nothing);
        let dirs = dirs(Path::new("/home/me"));
        let mut files = vec![String::new(); NAMES.len()];
        for (seq, (entry, places)) in (1..).zip(&entries) {
            let record = Record { id: format!("id {seq}"), device: "aaaaaaaa".to_owned(), seq, clock_back: false, entry: entry.clone() };
            for (place, file) in files.iter_mut().enumerate() {
                if places & (1 << place) != 0 {
                    file.push_str(&write(&record).expect("short"));
                }
            }
        }
        for (name, text) in NAMES.iter().zip(&files) {
            disk.put(&dirs.history_dir().join(name), text.as_bytes());
        }
        let (_, loaded) = Keeper::open(Arc::new(disk), &dirs);
        let entries: Vec<Entry> = entries.into_iter().map(|(entry, _)| entry).collect();
        prop_assert_eq!(loaded.entries.len(), entries.len());
        prop_assert_eq!(texts(&fold(&loaded.entries, None)), texts(&fold(&entries, None)));
        prop_assert!(loaded.problems.iter().all(|problem| problem.why.contains("beginning")), "{:?}", loaded.problems);
    }
}
