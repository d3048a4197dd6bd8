//! Days, weeks and doses, case by case.

use std::time::Duration;

use jiff::civil::{Date, date};
use jiff::{Timestamp, Zoned};

use super::super::super::{
    Book, Entry, Note, Outcome, PlannedPress, PressEnd, SessionId, StepOutcome, StopReason,
};
use super::super::*;
use crate::domain::catalogue::Catalogue;
use crate::domain::code::Code;
use crate::domain::complaint::Complaints;
use crate::domain::point::{Grade, Point, Related, Side};
use crate::domain::profile::{Person, Profile, Rules};
use crate::domain::routine::Shelves;
use crate::domain::sample;
use crate::domain::technique::Motion;

#[test]
fn names_stand_in_the_order_of_their_numbers() {
    assert!(Outcome::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
    assert!(StepOutcome::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
    assert!(StopReason::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
}

#[test]
fn steps_through_a_year() {
    let grid = Grid::year(2026);
    let day = |text: &str| text.parse::<Date>().expect("a day");
    // 1 January 2026 is a Thursday, 31 December too.
    for (from, step, to) in [
        ("2026-03-31", Step::NextDay, "2026-04-01"),
        ("2026-01-01", Step::PreviousDay, "2026-01-01"),
        ("2026-12-31", Step::NextDay, "2026-12-31"),
        ("2026-03-10", Step::NextWeek, "2026-03-17"),
        ("2026-01-05", Step::PreviousWeek, "2026-01-05"),
        ("2026-12-30", Step::NextWeek, "2026-12-30"),
        ("2026-03-31", Step::PreviousMonth, "2026-02-28"),
        ("2026-01-31", Step::NextMonth, "2026-02-28"),
        ("2026-01-15", Step::PreviousMonth, "2026-01-01"),
        ("2026-12-15", Step::NextMonth, "2026-12-31"),
        // Mondays from the 5th of January to the 28th of December.
        ("2026-06-01", Step::RowStart, "2026-01-05"),
        ("2026-06-01", Step::RowEnd, "2026-12-28"),
        ("2026-06-04", Step::RowStart, "2026-01-01"),
        ("2026-06-04", Step::RowEnd, "2026-12-31"),
        ("2026-06-07", Step::RowEnd, "2026-12-27"),
        ("2026-06-07", Step::First, "2026-01-01"),
        ("2026-06-07", Step::Last, "2026-12-31"),
        // A day outside counts as the nearest one within.
        ("2025-06-07", Step::NextDay, "2026-01-02"),
    ] {
        assert_eq!(grid.step(day(from), step), day(to), "{from} {step:?}");
    }
    assert_eq!(grid.columns(), 53);
    assert_eq!(Grid::year(2012).columns(), 54, "a leap year from a Sunday on");
    assert_eq!(Grid::year(2012).cell(date(2012, 12, 31)), Some((53, 0)));
    let months: Vec<(usize, Date)> = grid.months().collect();
    assert_eq!(months.len(), 12);
    assert_eq!(months[..2], [(0, date(2026, 1, 1)), (4, date(2026, 2, 1))]);
    let back = Grid::up_to(date(2026, 11, 23));
    assert_eq!((back.first(), back.columns()), (date(2025, 11, 24), 53));
    assert_eq!(back.cell(date(2026, 11, 23)), Some((52, 0)));
    assert_eq!(back.months().count(), 12);
}

#[test]
fn shades_of_days() {
    for (sessions, seconds, expected) in [
        (0, 0, 0),
        (1, 0, 1),
        (1, 299, 1),
        (1, 300, 2),
        (3, 899, 2),
        (3, 900, 3),
        (1, 1799, 3),
        (1, 1800, 4),
        (9, 36_000, 4),
    ] {
        let day = Day { sessions, pressed: Duration::from_secs(seconds) };
        assert_eq!(shade(day), expected, "{day:?}");
    }
}

/// A session at that moment, one press of HE-1 on that side for a minute.
fn at(moment: &str, side: Side, id: &str, continues: Option<&str>) -> Vec<Entry> {
    let at: Zoned = moment.parse().expect("a moment");
    let press = PlannedPress {
        point: Code::parse("HE-1").expect("a code"),
        side,
        motion: Motion::Steady,
        most: Duration::from_secs(60),
        until_release: false,
    };
    let session = SessionId(id.to_owned());
    let started = Note::Started {
        presses: vec![press],
        routine: None,
        continues: continues.map(|id| SessionId(id.to_owned())),
        by_hand: None,
    };
    let pressed = Duration::from_secs(60);
    let pressed = Note::Press { index: 0, pressed, end: PressEnd::Done };
    [started, pressed].map(|note| Entry { session: session.clone(), at: at.clone(), note }).into()
}

#[test]
fn the_local_day_counts_whatever_its_length() {
    let moments = [
        // 23 hours: the clocks go forward.
        ("2026-03-29T00:30:00+01:00[Europe/Berlin]", date(2026, 3, 29)),
        ("2026-03-29T23:30:00+02:00[Europe/Berlin]", date(2026, 3, 29)),
        // 25 hours: half past two comes twice.
        ("2026-10-25T02:30:00+02:00[Europe/Berlin]", date(2026, 10, 25)),
        ("2026-10-25T02:30:00+01:00[Europe/Berlin]", date(2026, 10, 25)),
        ("2026-10-25T23:59:00+01:00[Europe/Berlin]", date(2026, 10, 25)),
        // The same night in two places.
        ("2026-12-31T23:30:00-05:00[America/New_York]", date(2026, 12, 31)),
        ("2027-01-01T17:30:00+13:00[Pacific/Auckland]", date(2027, 1, 1)),
    ];
    let all: Vec<Entry> = (0..)
        .zip(moments)
        .flat_map(|(nth, (moment, _))| at(moment, Side::Left, &format!("{nth}"), None))
        .collect();
    let book = Book::of(&all);
    let calendar = Calendar::of(book.sessions(), Grid::year(2026));
    for day in [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31)] {
        let expected = moments.iter().filter(|(_, on)| *on == day).count();
        assert_eq!(calendar.on(day).sessions as usize, expected, "{day}");
    }
    assert_eq!(calendar.on(date(2027, 1, 1)), Day::default());
    assert_eq!(calendar.iter().map(|(_, day)| day.sessions).sum::<u32>(), 6);
    let code = Code::parse("HE-1").expect("a code");
    let dose = dose_today(&book, &code, date(2026, 10, 25));
    assert_eq!(dose, Dose { times: 3, pressed: Duration::from_secs(180) });
    // 2026 has a week 53, from 28 December to 3 January: both sides of the year's end are one week.
    let weeks = Weeks::of(book.sessions());
    let last = weeks.practised().last().expect("a week");
    assert_eq!((last.monday, last.sessions, last.days), (date(2026, 12, 28), 2, 2));
    assert_eq!(
        (last.monday.iso_week_date().week(), last.monday.iso_week_date().year()),
        (53, 2026)
    );
    assert_eq!(weeks.practised_of(date(2026, 12, 21), date(2027, 1, 4)), (1, 3));
    assert_eq!(weeks.practised_of(date(2027, 1, 4), date(2026, 12, 21)), (0, 0));
    let twelve: Vec<Week> = weeks.last(12, date(2027, 1, 1)).collect();
    assert_eq!((twelve.len(), twelve[11].sessions), (12, 2));
    assert_eq!(twelve[0].monday, date(2026, 10, 12));
    assert_eq!(weeks.last(0, date(2027, 1, 1)).count(), 0);
}

#[test]
fn a_day_that_comes_twice_has_two_headings() {
    let all = [
        at("2026-05-02T00:30:00+02:00[Europe/Berlin]", Side::Left, "a", None),
        at("2026-05-01T20:00:00-04:00[America/New_York]", Side::Left, "b", None),
        at("2026-05-02T06:30:00+02:00[Europe/Berlin]", Side::Left, "c", None),
    ]
    .concat();
    let book = Book::of(&all);
    let groups = Groups::of(book.sessions(), Grouping::Day);
    let starts: Vec<Date> = groups.as_slice().iter().map(|group| group.start).collect();
    assert_eq!(starts, [date(2026, 5, 2), date(2026, 5, 1), date(2026, 5, 2)]);
    assert_eq!(Groups::of(book.sessions(), Grouping::Month).as_slice().len(), 1);
}

#[test]
fn a_dose_counts_what_belongs_together_once() {
    let code = Code::parse("HE-1").expect("a code");
    let today = date(2026, 11, 23);
    let morning = at("2026-11-23T08:00:00+00:00[UTC]", Side::Left, "a", None);
    let taken_up = at("2026-11-23T08:10:00+00:00[UTC]", Side::Right, "b", Some("a"));
    let apart = at("2026-11-23T08:10:00+00:00[UTC]", Side::Right, "b", None);
    let of_yesterday = at("2026-11-23T08:10:00+00:00[UTC]", Side::Right, "b", Some("old"));
    let minutes = |count: u64| Duration::from_secs(count * 60);
    for (entries, times, pressed) in [
        (vec![], 0, minutes(0)),
        (morning.clone(), 1, minutes(1)),
        ([morning.clone(), taken_up].concat(), 1, minutes(2)),
        ([morning, apart].concat(), 2, minutes(2)),
        (of_yesterday, 1, minutes(1)),
    ] {
        let book = Book::of(&entries);
        assert_eq!(dose_today(&book, &code, today), Dose { times, pressed });
        assert_eq!(dose_today(&book, &code, date(2026, 11, 22)), Dose::default());
    }
}

/// Sessions of today that press that point so often, a minute each on the left.
fn today_of(code: &str, times: usize) -> Vec<Entry> {
    let mut all = Vec::new();
    for nth in 0..times {
        let moment = format!("2026-11-23T{nth:02}:00:00+00:00[UTC]");
        let mut entries = at(&moment, Side::Left, &format!("{code} {nth}"), None);
        for entry in &mut entries {
            if let Note::Started { presses, .. } = &mut entry.note {
                presses[0].point = Code::parse(code).expect("a code");
            }
        }
        all.extend(entries);
    }
    all
}

#[test]
fn past_its_own_guidance_another_point_is_offered() {
    let today = date(2026, 11, 23);
    let related = |code: &str| Related {
        code: Code::parse(code),
        written: code.to_owned(),
        name: String::new(),
        relation: None,
        why: "It goes well.".to_owned(),
    };
    let mut asked = sample::point("HE-1", true);
    let guide = asked.guide.as_mut().expect("it is played");
    "A few times a day".clone_into(&mut guide.how_often);
    guide.related = vec![related("CV-8"), related("LI-4"), related("PC-6")];
    let mut once = sample::point("LI-4", true);
    "Once a day.".clone_into(&mut once.guide.as_mut().expect("it is played").how_often);
    let never = Point { grade: Grade::No { why: String::new() }, ..sample::point("CV-8", false) };
    let catalogue =
        Catalogue::new(vec![asked.clone(), once.clone(), sample::point("PC-6", true), never]);
    let complaints = Complaints::default();
    let shelves = Shelves { catalogue: &catalogue, complaints: &complaints, routines: &[] };
    let (rules, profile) = (Rules::default(), Profile::default());
    let person = Person { rules: &rules, profile: &profile, now: Timestamp::UNIX_EPOCH };
    for (pressed, enough, offered) in [
        ([("HE-1", 2), ("LI-4", 0), ("PC-6", 0)], None, Some("LI-4")),
        ([("HE-1", 3), ("LI-4", 0), ("PC-6", 0)], Some(3), Some("LI-4")),
        ([("HE-1", 4), ("LI-4", 1), ("PC-6", 2)], Some(3), Some("PC-6")),
        ([("HE-1", 3), ("LI-4", 1), ("PC-6", 3)], Some(3), None),
    ] {
        let entries: Vec<Entry> =
            pressed.iter().flat_map(|(code, times)| today_of(code, *times)).collect();
        let book = Book::of(&entries);
        let dose = dose_today(&book, &asked.code, today);
        assert_eq!(had_enough(dose, &asked), enough, "{pressed:?}");
        let instead = instead(&asked, &shelves, &person, &book, today);
        let code = instead.as_ref().map(|other| other.item.code.as_str());
        assert_eq!(code, offered, "{pressed:?}");
    }
}
