//! Records to compare with: the golden ones of version 1, and any.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use proptest::prelude::*;
use wellspring::domain::code::Code;
use wellspring::domain::history::{
    Began, ByHand, Change, Entry, Note, Occasion, Outcome, PlannedPress, PressEnd, Rating,
    SessionId, StopReason,
};
use wellspring::domain::point::Side;
use wellspring::domain::technique::Motion;
use wellspring::format::log::Record;

pub fn planned(
    point: &str,
    side: Side,
    motion: Motion,
    seconds: u64,
    until_release: bool,
) -> PlannedPress {
    let point = Code::parse(point).expect("a code");
    PlannedPress { point, side, motion, most: Duration::from_secs(seconds), until_release }
}

pub fn entry(session: &str, at: &str, note: Note) -> Entry {
    Entry { session: SessionId(session.to_owned()), at: at.parse().expect("a moment"), note }
}

pub fn press(index: usize, millis: u64, end: PressEnd) -> Note {
    Note::Press { index, pressed: Duration::from_millis(millis), end }
}

/// Every kind of note with every value that it can hold, as version 1 wrote them.
pub fn golden() -> Vec<Record> {
    let evening = "019ab0c4-5e10-7a3b-9d21-3f0c9e5b7a11";
    let night = "019ab0ff-0000-7000-8000-000000000001";
    let mut entries = vec![
        entry(
            evening,
            "2026-11-22T16:43:45.25+00:00[Europe/Lisbon]",
            Note::Started {
                presses: vec![
                    planned("HE-1", Side::Left, Motion::Circular, 120, true),
                    planned("HE-1", Side::Right, Motion::Steady, 90, false),
                    planned("CV-17", Side::Midline, Motion::Steady, 60, false),
                    planned("EX-HN3", Side::Midline, Motion::Circular, 60, false),
                ],
                routine: None,
                continues: None,
                by_hand: None,
            },
        ),
        entry(
            evening,
            "2026-11-22T16:44:20+00:00[Europe/Lisbon]",
            press(0, 30_000, PressEnd::GoesOn),
        ),
        entry(
            evening,
            "2026-11-22T16:44:51.5+00:00[Europe/Lisbon]",
            press(0, 61_230, PressEnd::Released),
        ),
        entry(
            evening,
            "2026-11-22T16:46:40+00:00[Europe/Lisbon]",
            press(1, 90_000, PressEnd::Done),
        ),
        entry(
            evening,
            "2026-11-22T16:46:50+00:00[Europe/Lisbon]",
            press(2, 1_007, PressEnd::Skipped),
        ),
        entry(
            evening,
            "2026-11-22T16:46:59.123456789+00:00[Europe/Lisbon]",
            press(3, 9_999, PressEnd::Stopped),
        ),
    ];
    let reasons = StopReason::ALL.into_iter().map(|reason| (Outcome::Stopped, Some(reason)));
    let ends = Outcome::ALL.into_iter().map(|outcome| (outcome, None)).chain(reasons);
    for (at, (outcome, reason)) in ends.enumerate() {
        let at = format!("2026-11-22T23:59:{at:02}-05:00[America/New_York]");
        entries.push(entry(night, &at, Note::Ended { outcome, reason }));
    }
    let rest = vec![planned("CV-17", Side::Midline, Motion::Steady, 60, false)];
    let continued = Occasion {
        routine: Some("chest-and-shoulder-opener".to_owned()),
        continues: Some(SessionId(evening.to_owned())),
    };
    entries.push(entry(
        "019ab100-0000-7000-8000-000000000002",
        "2026-11-23T08:00:00+00:00[Europe/Lisbon]",
        continued.started(rest),
    ));
    entries.extend(said());
    let numbered = entries.into_iter().zip(1..);
    numbered
        .map(|(entry, seq)| Record {
            id: format!("019ab0c4-5e10-7000-8000-{seq:012x}"),
            device: "d7f3a1b2".to_owned(),
            seq,
            clock_back: seq == 4,
            entry,
        })
        .collect()
}

/// What a person says of sessions: one that was done without the program, everything that can be put right, everything
/// taken away again, a strike.
fn said() -> Vec<Entry> {
    let garden = "019ab100-0000-7000-8000-000000000003";
    let at = |second: u32| format!("2026-11-23T09:00:{second:02}+00:00[Europe/Lisbon]");
    let by_hand = ByHand {
        began: "2026-11-20T21:15:00+01:00[Europe/Paris]".parse().expect("a moment"),
        presses: vec![planned("LI-4", Side::Right, Motion::Steady, 180, false)],
        change: Change {
            before: Some(Rating::new(6)),
            after: Some(Rating::new(4)),
            complaint: Some(Some("headache".to_owned())),
            remark: Some("In the garden, “thumb” tired.\nTwice.".to_owned()),
            ..Change::default()
        },
    };
    let right = Change {
        before: Some(Rating::new(10)),
        worse: Some(Some(Side::Left)),
        tags: Some(vec!["evening".to_owned(), "work".to_owned()]),
        began: Some(Began("2026-11-20T20:15:00+01:00[Europe/Paris]".parse().expect("a moment"))),
        pressed: BTreeMap::from([(0, Duration::from_secs(240))]),
        outcome: Some((Outcome::Stopped, Some(StopReason::Tired))),
        ..Change::default()
    };
    let away = Change {
        before: Some(None),
        after: Some(None),
        complaint: Some(None),
        worse: Some(None),
        remark: Some(String::new()),
        tags: Some(Vec::new()),
        ..Change::default()
    };
    let changes = [right, away, Change::strike(true), Change::strike(false)];
    let amendments = (2_u32..)
        .zip(changes)
        .map(|(revision, change)| Note::Changed { revision, change: Box::new(change) });
    let notes = by_hand.notes().into_iter().chain(amendments);
    (0..).zip(notes).map(|(second, note)| entry(garden, &at(second), note)).collect()
}

fn any_press_end() -> impl Strategy<Value = PressEnd> {
    prop::sample::select(PressEnd::ALL.as_slice())
}

fn any_planned() -> impl Strategy<Value = PlannedPress> {
    let points = prop::sample::select(&["HE-1", "LU-1", "EX-B1", "GV-20"]);
    let sides = prop::sample::select(&[Side::Left, Side::Right, Side::Midline]);
    let motions = prop::sample::select(&[Motion::Circular, Motion::Steady]);
    (points, sides, motions, 0_u64..700, any::<bool>()).prop_map(
        |(point, side, motion, seconds, release)| planned(point, side, motion, seconds, release),
    )
}

fn any_occasion() -> impl Strategy<Value = Occasion> {
    let routine = prop::option::of("[a-z-]{1,12}");
    let continues = prop::option::of("[a-f0-9-]{1,36}".prop_map(SessionId));
    (routine, continues).prop_map(|(routine, continues)| Occasion { routine, continues })
}

fn any_change() -> impl Strategy<Value = Change> {
    let rating = || {
        prop::option::of(prop::option::of(
            (0_u8..=10).prop_map(|it| Rating::new(it).expect("of ten")),
        ))
    };
    let sides = prop::sample::select(&[Side::Left, Side::Right]);
    let words = || prop::option::of(prop::option::of("[a-c]{1,2}"));
    let outcome = prop::option::of((
        prop::sample::select(Outcome::ALL.as_slice()),
        prop::option::of(prop::sample::select(StopReason::ALL.as_slice())),
    ));
    let rated = (rating(), rating(), words(), prop::option::of(prop::option::of(sides)));
    let put_right = (
        prop::option::of("[a-c\n\"]{0,3}"),
        prop::option::of(prop::collection::vec("[a-c]{1,2}", 0..3)),
        prop::option::of((0_u8..3).prop_map(|minute| {
            Began(
                format!("2026-11-20T20:0{minute}:00+01:00[Europe/Paris]")
                    .parse()
                    .expect("a moment"),
            )
        })),
        prop::collection::btree_map(0_usize..3, (0_u64..3).prop_map(Duration::from_secs), 0..2),
        outcome,
        prop::option::of(any::<bool>()),
    );
    (rated, put_right).prop_map(
        |((before, after, complaint, worse), (remark, tags, began, pressed, outcome, struck))| {
            Change {
                before,
                after,
                complaint,
                worse,
                remark,
                tags,
                began,
                pressed,
                outcome,
                struck,
            }
        },
    )
}

fn any_note() -> impl Strategy<Value = Note> {
    let outcome = prop::sample::select(Outcome::ALL.as_slice());
    let reason = prop::option::of(prop::sample::select(StopReason::ALL.as_slice()));
    prop_oneof![
        (prop::collection::vec(any_planned(), 0..4), any_occasion())
            .prop_map(|(presses, occasion)| occasion.started(presses)),
        (0_usize..4, 0_u64..4, any_press_end()).prop_map(|(index, step, end)| press(
            index,
            step * 15_000,
            end
        )),
        (outcome, reason).prop_map(|(outcome, reason)| Note::Ended { outcome, reason }),
        (1_u32..4, any_change())
            .prop_map(|(revision, change)| Note::Changed { revision, change: Box::new(change) }),
    ]
}

/// Moments of two centuries, in zones with and without a name, near the changes of the clocks too.
pub fn any_moment() -> impl Strategy<Value = Zoned> {
    let zones = prop::sample::select(&[
        "UTC",
        "Europe/Lisbon",
        "America/New_York",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Africa/Monrovia",
    ]);
    let zones = prop_oneof![
        zones.prop_map(|name| TimeZone::get(name).expect("a zone")),
        (-14_i32 * 4..=14 * 4).prop_map(|quarters| {
            TimeZone::fixed(Offset::from_seconds(quarters * 900).expect("an offset"))
        }),
    ];
    (-2_200_000_000_i64..7_000_000_000, 0_i32..1_000_000_000, zones).prop_map(
        |(second, nano, zone)| Timestamp::new(second, nano).expect("in range").to_zoned(zone),
    )
}

/// Notes on one of few sessions, at one of few moments: meant to contradict each other.
pub fn any_entry() -> impl Strategy<Value = Entry> {
    (0_u8..3, 0_u8..5, any_note()).prop_map(|(session, second, note)| {
        entry(
            &format!("session {session}"),
            &format!("2026-11-22T16:43:0{second}+00:00[Europe/Lisbon]"),
            note,
        )
    })
}

pub fn any_record() -> impl Strategy<Value = Record> {
    (any_moment(), any_note(), any::<u64>(), any::<bool>(), "\\PC{0,12}").prop_map(
        |(at, note, seq, clock_back, session)| Record {
            id: format!("id {session}"),
            device: "d7f3a1b2-2".to_owned(),
            seq,
            clock_back,
            entry: Entry { session: SessionId(session), at, note },
        },
    )
}
