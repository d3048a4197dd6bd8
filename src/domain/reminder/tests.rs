//! The laws of reminders, over made-up reminders and the days on which clocks change.

use std::time::Duration;

use jiff::civil::{date, time};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use super::*;
use crate::domain::history::{PastPress, PlannedPress, PressEnd, Said, SessionId};
use crate::domain::point::Side;
use crate::domain::technique::Motion;

const LISBON: &str = "Europe/Lisbon";

fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

fn he1() -> What {
    What::Point(code("HE-1"))
}

fn at(text: &str) -> Zoned {
    let zoned = if text.contains('[') { text.to_owned() } else { format!("{text}[{LISBON}]") };
    zoned.parse().expect("a moment")
}

fn reminder(what: What, times: &[(i8, i8)]) -> Reminder {
    let times = times.iter().map(|(hour, minute)| time(*hour, *minute, 0, 0)).collect();
    Reminder { what, label: "after lunch".to_owned(), days: Days::ALL, times, is_on: true }
}

fn open(_: &What) -> Standing {
    Standing::Open
}

/// What is said when one looks at those moments, one after the other.
fn said(reminders: &[Reminder], looks: &[&str]) -> Vec<String> {
    let mut memory = Memory::default();
    looks
        .iter()
        .flat_map(|look| {
            let now = at(look);
            let due = memory.look(reminders, &now, open);
            due.into_iter().map(move |one| {
                let was = one.at.to_zoned(now.time_zone().clone());
                format!("{} for {}", now.strftime("%a %H:%M"), was.strftime("%H:%M"))
            })
        })
        .collect()
}

/// What it is, the reminders, when is looked, and what is said.
type SaidRow<'a> = (&'a str, Vec<Reminder>, &'a [&'a str], &'a [&'a str]);

#[test]
fn when_it_is_said() {
    let daily = reminder(he1(), &[(13, 0), (13, 30)]);
    let weekdays = Reminder { days: Days::WEEKDAYS, ..reminder(he1(), &[(13, 0)]) };
    let off = Reminder { is_on: false, ..daily.clone() };
    let no_day = Reminder { days: Days::default(), ..daily.clone() };
    let twins = vec![daily.clone(), daily.clone()];
    let rows: [SaidRow<'_>; 12] = [
        (
            "at its time",
            vec![daily.clone()],
            &["2026-11-23T12:59", "2026-11-23T13:00"],
            &["Mon 13:00 for 13:00"],
        ),
        ("the first look says nothing old", vec![daily.clone()], &["2026-11-23T13:10"], &[]),
        (
            "a little late",
            vec![daily.clone()],
            &["2026-11-23T12:00", "2026-11-23T13:10"],
            &["Mon 13:10 for 13:00"],
        ),
        (
            "once",
            vec![daily.clone()],
            &["2026-11-23T12:59", "2026-11-23T13:00", "2026-11-23T13:00", "2026-11-23T13:01"],
            &["Mon 13:00 for 13:00"],
        ),
        (
            "slept past both: the newer",
            vec![daily.clone()],
            &["2026-11-23T12:00", "2026-11-23T14:45"],
            &["Mon 14:45 for 13:30"],
        ),
        ("slept for too long", vec![daily.clone()], &["2026-11-23T12:00", "2026-11-23T15:31"], &[]),
        (
            "the clock set back",
            vec![daily.clone()],
            &["2026-11-23T12:59", "2026-11-23T13:00", "2026-11-23T12:00", "2026-11-23T13:01"],
            &["Mon 13:00 for 13:00"],
        ),
        (
            "on its days",
            vec![weekdays],
            &[
                "2026-11-27T12:59",
                "2026-11-27T13:00",
                "2026-11-28T13:00",
                "2026-11-29T13:00",
                "2026-11-30T12:00",
                "2026-11-30T13:00",
            ],
            &["Fri 13:00 for 13:00", "Mon 13:00 for 13:00"],
        ),
        ("off", vec![off], &["2026-11-23T12:59", "2026-11-23T13:00"], &[]),
        ("without a day", vec![no_day], &["2026-11-23T12:59", "2026-11-23T13:00"], &[]),
        (
            "two of one thing",
            twins,
            &["2026-11-23T12:59", "2026-11-23T13:00"],
            &["Mon 13:00 for 13:00"],
        ),
        (
            "over midnight",
            vec![reminder(he1(), &[(23, 50)])],
            &["2026-11-23T23:00", "2026-11-24T00:30"],
            &["Tue 00:30 for 23:50"],
        ),
    ];
    for (what, reminders, looks, expected) in rows {
        assert_eq!(said(&reminders, looks), expected, "{what}");
    }
}

#[test]
fn days_with_23_and_25_hours() {
    let night = reminder(he1(), &[(1, 30)]);
    // Lisbon skips from 01:00 to 02:00 on 29 March 2026, and has 01:00 to 02:00 twice on 25 October.
    let hours = |day: &str, of: i64| {
        let midnight = at(&format!("{day}T00:00"));
        let mut memory = Memory::default();
        let mut all = Vec::new();
        for minute in 0..of * 60 {
            let now = midnight.checked_add(SignedDuration::from_mins(minute)).expect("a moment");
            let due = memory.look(std::slice::from_ref(&night), &now, open);
            all.extend(due.iter().map(|_| now.strftime("%H:%M %z").to_string()));
        }
        all
    };
    assert_eq!(hours("2026-03-29", 23), ["02:30 +0100"]);
    assert_eq!(hours("2026-10-25", 25), ["01:30 +0100"]);
    // Midnight itself is skipped there: the day begins at one o'clock.
    let beirut = at("2026-03-28T23:50[Asia/Beirut]");
    let early = reminder(he1(), &[(0, 30)]);
    let next = early.next(&beirut).expect("a next time");
    assert_eq!(next.to_string(), "2026-03-29T01:30:00+03:00[Asia/Beirut]");
}

#[test]
fn travelling_west_brings_no_second_lunch() {
    let lunch = [reminder(he1(), &[(13, 0)])];
    let mut memory = Memory::default();
    let mut look = |text: &str| memory.look(&lunch, &at(text), open).len();
    assert_eq!(look("2026-11-23T12:59[Europe/Lisbon]"), 0);
    assert_eq!(look("2026-11-23T13:00[Europe/Lisbon]"), 1);
    assert_eq!(look("2026-11-23T12:30[America/New_York]"), 0);
    assert_eq!(look("2026-11-23T13:00[America/New_York]"), 0);
    assert_eq!(look("2026-11-24T12:30[America/New_York]"), 0);
    assert_eq!(look("2026-11-24T13:00[America/New_York]"), 1);
}

#[test]
fn snoozed_it_comes_once_more() {
    let lunch = [reminder(he1(), &[(13, 0)])];
    let mut memory = Memory::default();
    assert!(memory.look(&lunch, &at("2026-11-23T12:59"), open).is_empty());
    let due = memory.look(&lunch, &at("2026-11-23T13:00"), open).remove(0);
    memory.snooze(&due, at("2026-11-23T13:02").timestamp());
    let now = at("2026-11-23T13:03");
    assert_eq!(memory.next_at(&lunch, &now), Some(at("2026-11-23T13:12").timestamp()));
    assert!(memory.look(&lunch, &at("2026-11-23T13:11"), open).is_empty());
    assert_eq!(memory.look(&lunch, &at("2026-11-23T13:12"), open).len(), 1);
    assert!(memory.look(&lunch, &at("2026-11-23T13:40"), open).is_empty());
    assert!(memory.snoozed.is_empty());
}

/// What it is, the reminder, when is looked, how it stands then, and how often it is said.
type SnoozeRow<'a> = (&'a str, Reminder, &'a str, Standing, usize);

#[test]
fn what_becomes_of_a_snooze() {
    let lunch = reminder(he1(), &[(13, 0), (13, 5)]);
    let only = reminder(he1(), &[(13, 0)]);
    let off = Reminder { is_on: false, ..only.clone() };
    let rows: [SnoozeRow<'_>; 6] = [
        ("in time", only.clone(), "2026-11-23T13:10", Standing::Open, 1),
        ("done meanwhile", only.clone(), "2026-11-23T13:10", Standing::Done, 0),
        ("slept past it", only.clone(), "2026-11-23T14:00", Standing::Open, 1),
        ("slept past it for long", only, "2026-11-23T15:11", Standing::Open, 0),
        ("switched off", off, "2026-11-23T13:10", Standing::Open, 0),
        ("another time came", lunch, "2026-11-23T13:10", Standing::Open, 1),
    ];
    for (what, reminder, look, standing, expected) in rows {
        let mut memory =
            Memory { looked: Some(at("2026-11-23T13:00").timestamp()), ..Memory::default() };
        let due = Due { what: he1(), label: String::new(), at: at("2026-11-23T13:00").timestamp() };
        memory.snooze(&due, due.at);
        let found = memory.look(&[reminder], &at(look), |_| standing);
        assert_eq!(found.len(), expected, "{what}");
        assert!(memory.snoozed.is_empty(), "{what}");
    }
    // A clock set back by a day does not make ten minutes a day.
    let mut memory = Memory::default();
    let due = Due { what: he1(), label: String::new(), at: at("2026-11-24T13:00").timestamp() };
    memory.snooze(&due, due.at);
    let _ = memory.look(&[], &at("2026-11-23T13:00"), open);
    assert_eq!(memory.snoozed[&he1()].until, at("2026-11-23T13:10").timestamp());
}

#[test]
fn not_today_ends_with_the_day() {
    let lunch = [reminder(he1(), &[(13, 0), (18, 0)])];
    let mut memory = Memory::default();
    let look = |memory: &mut Memory, text: &str| memory.look(&lunch, &at(text), open);
    assert!(look(&mut memory, "2026-11-23T12:59").is_empty());
    let due = look(&mut memory, "2026-11-23T13:00").remove(0);
    memory.snooze(&due, due.at);
    memory.leave_for(&due.what, date(2026, 11, 23));
    assert!(look(&mut memory, "2026-11-23T13:30").is_empty());
    assert!(look(&mut memory, "2026-11-23T18:00").is_empty());
    assert!(look(&mut memory, "2026-11-24T12:30").is_empty());
    assert_eq!(look(&mut memory, "2026-11-24T13:00").len(), 1);
}

fn session(started: &str, outcome: Outcome, presses: &[(&str, u64)]) -> Session {
    let press = |(point, seconds): &(&str, u64)| PastPress {
        planned: PlannedPress {
            point: code(point),
            side: Side::Left,
            motion: Motion::Steady,
            most: Duration::from_secs(120),
            until_release: false,
        },
        pressed: Duration::from_secs(*seconds),
        end: Some(PressEnd::Done),
    };
    Session {
        id: SessionId("one".to_owned()),
        started: at(started),
        last: at(started),
        routine: None,
        continues: None,
        by_hand: false,
        said: Said::default(),
        presses: presses.iter().map(press).collect(),
        outcome,
        reason: None,
    }
}

/// What it is, the points, when the session began, how it ended, what was pressed, and whether that counts.
type DoneRow<'a> = (&'a str, &'a [Code], &'a str, Outcome, &'a [(&'a str, u64)], bool);

#[test]
fn what_counts_as_done() {
    let one: &[Code] = &[code("HE-1")];
    let both: &[Code] = &[code("HE-1"), code("LI-4")];
    let morning = "2026-11-23T08:00";
    let rows: [DoneRow<'_>; 14] = [
        ("done", one, morning, Outcome::Done, &[("HE-1", 60)], true),
        ("released", one, morning, Outcome::Released, &[("HE-1", 60)], true),
        ("in part", one, morning, Outcome::Partial, &[("HE-1", 20)], true),
        ("skipped", one, morning, Outcome::Partial, &[("HE-1", 0), ("LI-4", 60)], false),
        ("stopped", one, morning, Outcome::Stopped, &[("HE-1", 60)], false),
        ("left", one, morning, Outcome::Left, &[("HE-1", 60)], false),
        ("interrupted", one, morning, Outcome::Interrupted, &[("HE-1", 60)], false),
        ("another point", one, morning, Outcome::Done, &[("LI-4", 60)], false),
        ("a minute past midnight", one, "2026-11-23T00:00", Outcome::Done, &[("HE-1", 60)], true),
        ("before midnight", one, "2026-11-22T23:59", Outcome::Done, &[("HE-1", 60)], false),
        (
            "elsewhere, yesterday there",
            one,
            "2026-11-22T23:00[America/New_York]",
            Outcome::Done,
            &[("HE-1", 60)],
            true,
        ),
        ("a whole routine", both, morning, Outcome::Done, &[("HE-1", 60), ("LI-4", 60)], true),
        ("half of a routine", both, morning, Outcome::Done, &[("HE-1", 60)], false),
        ("nothing at all", &[], morning, Outcome::Done, &[("HE-1", 60)], false),
    ];
    for (what, points, started, outcome, presses, expected) in rows {
        let sessions = [session(started, outcome, presses)];
        assert_eq!(is_done(points, &sessions, &at("2026-11-23T13:00")), expected, "{what}");
    }
}

#[test]
fn a_set_of_days() {
    assert_eq!(Days::WEEKDAYS.days().collect::<Vec<_>>(), WEEK[..5]);
    assert_eq!(Days::WEEKEND.days().collect::<Vec<_>>(), WEEK[5..]);
    assert_eq!(WEEK.into_iter().fold(Days::default(), Days::turned), Days::ALL);
    assert!(Days::WEEKEND.turned(Weekday::Saturday).turned(Weekday::Sunday).is_empty());
}

prop_compose! {
    fn some_reminder()(
        point in 0_usize..3,
        times in btree_set((0_i8..24, 0_i8..60), 0..4),
        days in vec(any::<bool>(), 7),
        is_on in prop::bool::weighted(0.8),
    ) -> Reminder {
        let what = What::Point(code(["HE-1", "LI-4", "LU-1"][point]));
        let days = WEEK.into_iter().zip(days).fold(Days::default(), |all, (day, is_in)| all.with(day, is_in));
        let times = times.into_iter().map(|(hour, minute)| time(hour, minute, 0, 0)).collect();
        Reminder { what, label: String::new(), days, times, is_on }
    }
}

/// Starts of stretches of time that hold a change of clocks, or none.
fn some_start() -> impl Strategy<Value = Zoned> {
    prop::sample::select(vec![
        at("2026-03-28T18:00"),
        at("2026-10-24T18:00"),
        at("2026-11-23T06:00"),
        at("2026-03-28T18:00[Asia/Beirut]"),
        at("2026-04-04T18:00[Australia/Lord_Howe]"),
    ])
}

fn after(start: &Zoned, seconds: i64) -> Zoned {
    start.checked_add(SignedDuration::from_secs(seconds)).expect("a moment")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Looking at any moments, however close, says nothing twice for one time of one day, nothing that is
    /// off, done or of another day, and nothing early or too late.
    #[test]
    fn never_twice_and_never_what_is_done(
        reminders in vec(some_reminder(), 1..5),
        start in some_start(),
        steps in vec(1_i64..9000, 1..60),
        done in 0_usize..4,
    ) {
        let done = ["HE-1", "LI-4", "LU-1", "PC-6"][done];
        let standing = |what: &What| match what {
            What::Point(point) if point.as_str() == done => Standing::Done,
            _ => Standing::Open,
        };
        let mut memory = Memory::default();
        let mut seen = BTreeSet::new();
        let mut passed = 0;
        for step in std::iter::once(0).chain(steps) {
            passed += step;
            let now = after(&start, passed);
            for due in memory.look(&reminders, &now, standing) {
                prop_assert!(seen.insert((due.what.clone(), due.at)), "{due:?} twice");
                prop_assert_eq!(standing(&due.what), Standing::Open);
                prop_assert!(due.at <= now.timestamp() && due.at >= earlier(now.timestamp(), LATE));
                let was = due.at.to_zoned(now.time_zone().clone());
                prop_assert!(reminders.iter().any(|one| one.is_on && one.what == due.what
                    && one.days.has(was.date().weekday())));
            }
        }
    }

    /// In portions of time of any size up to the longest sleep, each thing is said whose time passed in the
    /// portion: once, for the last of its times in it.
    #[test]
    fn portions_of_time_make_no_difference(
        reminders in vec(some_reminder(), 1..4),
        start in some_start(),
        steps in vec(1_i64..7200, 1..12),
    ) {
        let total: i64 = steps.iter().sum();
        let mut fine = Memory::default();
        let mut all: Vec<Due> = Vec::new();
        for minute in 0..=total / 60 {
            all.extend(fine.look(&reminders, &after(&start, minute * 60), open));
        }
        let mut coarse = Memory::default();
        prop_assert!(coarse.look(&reminders, &start, open).is_empty());
        let mut passed = 0;
        for step in steps {
            let since = after(&start, passed).timestamp();
            passed += step;
            let now = after(&start, passed);
            let mut expected: BTreeMap<What, Due> = BTreeMap::new();
            for due in all.iter().filter(|due| due.at > since && due.at <= now.timestamp()) {
                let _ = expected.insert(due.what.clone(), due.clone());
            }
            let found = coarse.look(&reminders, &now, open);
            prop_assert_eq!(found, expected.into_values().collect::<Vec<_>>());
        }
    }

    /// Whoever sleeps until the next moment that is named misses nothing: between now and it nothing is due.
    #[test]
    fn nothing_comes_before_the_next_moment(
        reminders in vec(some_reminder(), 1..4),
        start in some_start(),
        ahead in 0_i64..100_000,
    ) {
        let now = after(&start, ahead);
        let mut memory = Memory::default();
        let _ = memory.look(&reminders, &now, open);
        if let Some(next) = memory.next_at(&reminders, &now) {
            let zone = now.time_zone().clone();
            // Only what was due within the longest sleep is said, so the last hours before it suffice.
            memory.looked = Some(now.timestamp().max(earlier(next, LATE)));
            let just_before = earlier(next, SignedDuration::from_secs(1)).to_zoned(zone.clone());
            prop_assert!(memory.look(&reminders, &just_before, open).is_empty());
            let due = memory.look(&reminders, &next.to_zoned(zone), open);
            prop_assert!(due.iter().all(|one| one.at == next) && !due.is_empty());
        }
    }
}
