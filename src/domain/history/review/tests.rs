//! The numbers, held to a plain reckoning over whole sessions.

mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::super::{
    Book, Change, Entry, Note, Outcome, PlannedPress, PressEnd, Rating, Said, Session, SessionId,
    StepOutcome, StopReason,
};
use super::*;
use crate::domain::code::Code;
use crate::domain::point::Side;
use crate::domain::technique::Motion;

const ZONES: [&str; 5] =
    ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Apia"];
const CODES: [&str; 4] = ["HE-1", "LI-4", "CV-17", "PC-6"];

/// One session in few numbers.
#[derive(Debug, Clone)]
struct Made {
    /// Minutes after the evening before 2026 ended.
    minute: i64,
    zone: usize,
    presses: Vec<(usize, Side, u32, Option<PressEnd>)>,
    routine: Option<u8>,
    outcome: Option<(Outcome, Option<StopReason>)>,
    rated: (Option<u8>, Option<u8>, Option<u8>),
    struck: bool,
}

fn entries(all: &[Made]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let start: Timestamp = "2026-12-31T18:00:00Z".parse().expect("a moment");
    for (nth, made) in all.iter().enumerate() {
        let zone = TimeZone::get(ZONES[made.zone]).expect("a zone");
        let at = (start + SignedDuration::from_mins(made.minute)).to_zoned(zone);
        let mut note = |note| {
            let session = SessionId(format!("{nth:05}"));
            entries.push(Entry { session, at: at.clone(), note });
        };
        let planned = |(point, side, ..): &(usize, Side, u32, Option<PressEnd>)| PlannedPress {
            point: Code::parse(CODES[*point]).expect("a code"),
            side: *side,
            motion: Motion::Steady,
            most: Duration::from_secs(60),
            until_release: false,
        };
        note(Note::Started {
            presses: made.presses.iter().map(planned).collect(),
            routine: made.routine.map(|key| format!("routine-{key}")),
            continues: None,
            by_hand: made.struck.then(|| at.clone()),
        });
        for (index, (_, _, millis, end)) in made.presses.iter().enumerate() {
            if let Some(end) = *end {
                let pressed = Duration::from_millis(u64::from(*millis));
                note(Note::Press { index, pressed, end });
            }
        }
        if let Some((outcome, reason)) = made.outcome {
            note(Note::Ended { outcome, reason });
        }
        let (before, after, complaint) = made.rated;
        let change = Change {
            before: before.map(Rating::new),
            after: after.map(Rating::new),
            complaint: complaint.map(|key| Some(format!("complaint-{key}"))),
            struck: made.struck.then_some(true),
            ..Change::default()
        };
        if !change.is_empty() {
            note(change.note(&Said::default()));
        }
    }
    entries
}

fn any_made() -> impl Strategy<Value = Made> {
    let sides = [Side::Left, Side::Right, Side::Both, Side::Midline];
    let press = (
        0..CODES.len(),
        prop::sample::select(sides.to_vec()),
        prop_oneof![Just(0_u32), 0_u32..400_000],
        prop::option::of(prop::sample::select(PressEnd::ALL.as_slice())),
    );
    let outcome = (
        prop::sample::select(Outcome::ALL.as_slice()),
        prop::option::of(prop::sample::select(StopReason::ALL.as_slice())),
    );
    let rating = || prop::option::of(0_u8..=10);
    (
        // About a year and a half, so that weeks, months and the year end are met, often on one day.
        prop_oneof![0_i64..4_000, -400_000_i64..400_000],
        0..ZONES.len(),
        prop::collection::vec(press, 0..5),
        prop::option::of(0_u8..3),
        prop::option::of(outcome),
        (rating(), rating(), prop::option::of(0_u8..3)),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(minute, zone, presses, routine, outcome, rated, struck)| Made {
            minute,
            zone,
            presses,
            routine,
            outcome,
            rated,
            struck,
        })
}

fn sum<'a>(sessions: impl IntoIterator<Item = &'a Session>) -> Duration {
    sessions.into_iter().map(Session::pressed).sum()
}

/// How long a point was pressed in those, on that side or on any.
fn pressed(sessions: &[Session], code: Option<&Code>, side: Option<Side>) -> Duration {
    let presses = sessions.iter().flat_map(|session| &session.presses);
    let those = presses.filter(|press| {
        code.is_none_or(|code| press.planned.point == *code)
            && side.is_none_or(|side| press.planned.side == side)
    });
    those.map(|press| press.pressed).sum()
}

fn balance_of(sessions: &[Session], code: Option<&Code>) -> Balance {
    let of = |side| pressed(sessions, code, Some(side));
    Balance {
        left: of(Side::Left),
        right: of(Side::Right),
        both: of(Side::Both),
        midline: of(Side::Midline),
    }
}

fn check_points(review: &Review, sessions: &[Session]) {
    assert_eq!(review.sides, balance_of(sessions, None));
    let has = |session: &Session, code: &Code| {
        session.presses.iter().any(|press| press.planned.point == *code && !press.pressed.is_zero())
    };
    let codes: BTreeSet<Code> = CODES.iter().filter_map(|code| Code::parse(code)).collect();
    let pressed_at_all = |code: &&Code| sessions.iter().any(|session| has(session, code));
    assert_eq!(review.points.len(), codes.iter().filter(pressed_at_all).count());
    for point in &review.points {
        let with: Vec<&Session> =
            sessions.iter().filter(|session| has(session, &point.code)).collect();
        assert_eq!(point.sessions, with.len(), "{}", point.code);
        assert_eq!(point.sides, balance_of(sessions, Some(&point.code)), "{}", point.code);
        let last = with.iter().map(|session| session.started.timestamp()).max();
        assert_eq!(Some(point.last.timestamp()), last, "{}", point.code);
    }
    assert!(review.points.is_sorted_by(|one, other| one.pressed() >= other.pressed()));
    let routines: BTreeSet<&str> =
        sessions.iter().filter_map(|session| session.routine.as_deref()).collect();
    assert_eq!(review.routines.len(), routines.len());
    for routine in &review.routines {
        let with =
            || sessions.iter().filter(|session| session.routine.as_deref() == Some(&*routine.key));
        assert_eq!((routine.sessions, routine.pressed), (with().count(), sum(with())));
        let last = with().map(|session| session.started.timestamp()).max();
        assert_eq!(Some(routine.last.timestamp()), last, "{}", routine.key);
    }
}

fn check_weeks(review: &Review, sessions: &[Session]) {
    let week = |date: Date| (date.iso_week_date().year(), date.iso_week_date().week());
    let mut weeks: BTreeMap<(i16, i8), (usize, BTreeSet<Date>, Duration)> = BTreeMap::new();
    for session in sessions {
        let day = session.started.date();
        let entry = weeks.entry(week(day)).or_default();
        entry.0 += 1;
        let _ = entry.1.insert(day);
        entry.2 += session.pressed();
    }
    let days: BTreeSet<Date> = sessions.iter().map(|session| session.started.date()).collect();
    assert_eq!(review.days, days.len());
    let practised = review.weeks.practised();
    assert_eq!(practised.len(), weeks.len());
    for (one, (key, (count, days, pressed))) in practised.iter().zip(&weeks) {
        assert_eq!(one.monday.weekday(), Weekday::Monday);
        assert_eq!(week(one.monday), *key);
        assert_eq!((one.sessions, usize::from(one.days)), (*count, days.len()));
        assert_eq!(one.pressed, *pressed);
    }
    let Some((from, to)) = review.span else { return };
    assert_eq!(review.weeks.practised_of(from, to).0, weeks.len());
    let all: Vec<Week> = review.weeks.between(from, to).collect();
    assert_eq!(review.weeks.practised_of(from, to).1, all.len());
    assert_eq!(all.iter().filter(|week| week.sessions > 0).count(), weeks.len());
    assert_eq!(all.iter().map(|week| week.sessions).sum::<usize>(), sessions.len());
}

fn check_ratings(review: &Review, sessions: &[Session]) {
    let both = |session: &&Session| session.said.before.is_some() && session.said.after.is_some();
    let change = |session: &Session| {
        let of_ten = |rating: Option<Rating>| i32::from(rating.expect("rated").get());
        of_ten(session.said.after) - of_ten(session.said.before)
    };
    let changes = |sessions: &[&Session]| {
        let count = |is: &dyn Fn(i32) -> bool| {
            sessions.iter().filter(|session| is(change(session))).count()
        };
        Changes {
            rated: sessions.len(),
            lower: count(&|by| by <= -2),
            higher: count(&|by| by >= 2),
            same: count(&|by| by.abs() < 2),
        }
    };
    let rated: Vec<&Session> = sessions.iter().filter(both).collect();
    let ratings = &review.ratings;
    assert_eq!(ratings.changes, changes(&rated));
    assert_eq!(ratings.pairs.len(), rated.len());
    assert!(ratings.pairs.is_sorted_by_key(|pair| pair.at));
    let any = |session: &&Session| session.said.before.is_some() || session.said.after.is_some();
    assert_eq!(ratings.halves, sessions.iter().filter(any).count() - rated.len());
    for (key, one) in &ratings.complaints {
        let of: Vec<&Session> =
            rated.iter().filter(|session| session.said.complaint == *key).copied().collect();
        assert_eq!(*one, changes(&of), "{key:?}");
        assert!(one.rated > 0);
    }
    let all: usize = ratings.complaints.iter().map(|(_, changes)| changes.rated).sum();
    assert_eq!(all, rated.len());
}

fn check_endings(review: &Review, sessions: &[Session]) {
    for outcome in Outcome::ALL {
        let count = sessions.iter().filter(|session| session.outcome == outcome).count();
        assert_eq!(review.ended(outcome), count, "{outcome:?}");
    }
    let presses = || sessions.iter().flat_map(|session| &session.presses);
    for outcome in StepOutcome::ALL {
        let count = presses().filter(|press| press.came_out() == outcome).count();
        assert_eq!(review.came_out(outcome), count, "{outcome:?}");
    }
    let stopped = || sessions.iter().filter(|session| session.outcome == Outcome::Stopped);
    assert_eq!(review.stops.sessions, stopped().count());
    for reason in StopReason::ALL {
        let because = |session: &&Session| session.reason.unwrap_or(StopReason::Unsaid) == reason;
        assert_eq!(review.stops.because(reason), stopped().filter(because).count(), "{reason:?}");
        for code in CODES.iter().filter_map(|code| Code::parse(code)) {
            let presses = stopped().filter(because).flat_map(|session| &session.presses);
            let times = presses.filter(|press| {
                press.planned.point == code && press.came_out() == StepOutcome::Stopped
            });
            let told = review.stops.at.iter().find(|at| at.code == code && at.reason == reason);
            assert_eq!(told.map_or(0, |at| at.times), times.count(), "{code} {reason:?}");
        }
    }
}

fn check_groups(book: &Book, by: Grouping) {
    let sessions: Vec<Past<'_>> = book.sessions().collect();
    let groups = Groups::of(book.sessions(), by);
    assert_eq!(groups.as_slice().iter().map(|group| group.count).sum::<usize>(), sessions.len());
    assert_eq!(groups.lines(), sessions.len() + groups.as_slice().len());
    let (mut line, mut position) = (0, 0);
    for (number, group) in groups.as_slice().iter().enumerate() {
        assert_eq!(group.first, position);
        assert_eq!(groups.line(line), Some(Line::Heading(number)));
        line += 1;
        let mut pressed = Duration::ZERO;
        for _ in 0..group.count {
            let past = sessions[position];
            assert_eq!(by.start(past.date()), group.start);
            assert_eq!(groups.line(line), Some(Line::Session(position)));
            assert_eq!(groups.of_session(position), Some(number));
            assert_eq!(groups.line_of_session(position), Some(line));
            pressed += past.pressed();
            line += 1;
            position += 1;
        }
        assert_eq!(group.pressed, pressed);
    }
    assert_eq!(groups.line(line), None);
    assert_eq!((groups.of_session(position), groups.line_of_session(position)), (None, None));
    assert!(groups.as_slice().windows(2).all(|two| two[0].start != two[1].start));
}

fn check_calendar(book: &Book, sessions: &[Session], grid: Grid) {
    let calendar = Calendar::of(book.sessions(), grid);
    let mut within = 0;
    for (day, done) in calendar.iter() {
        let that_day: Vec<&Session> =
            sessions.iter().filter(|session| session.started.date() == day).collect();
        let expected = Day {
            sessions: u32::try_from(that_day.len()).expect("few"),
            pressed: sum(that_day.iter().copied()),
        };
        assert_eq!(done, expected, "{day}");
        assert_eq!(calendar.on(day), done);
        within += that_day.len();
    }
    assert_eq!(calendar.iter().count(), grid.days());
    let all = sessions.iter().filter(|session| grid.has(session.started.date()));
    assert_eq!(within, all.count());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn numbers_agree_with_whole_sessions(all in prop::collection::vec(any_made(), 0..40)) {
        let entries = entries(&all);
        let book = Book::of(&entries);
        let sessions: Vec<Session> = book.sessions().map(Past::session).collect();
        let review = Review::of(book.sessions());
        assert_eq!(review.sessions, sessions.len());
        assert_eq!(review.by_hand, sessions.iter().filter(|session| session.by_hand).count());
        assert_eq!(review.pressed, sum(&sessions));
        assert_eq!(review.weeks, Weeks::of(book.sessions()));
        check_points(&review, &sessions);
        check_weeks(&review, &sessions);
        check_ratings(&review, &sessions);
        check_endings(&review, &sessions);
        for by in Grouping::ALL {
            check_groups(&book, by);
        }
        check_calendar(&book, &sessions, Grid::year(2026));
        check_calendar(&book, &sessions, Grid::up_to(date(2027, 1, 3)));
        // The order in which they come makes no difference.
        let mut turned: Vec<Past<'_>> = book.sessions().collect();
        turned.reverse();
        let again = Review::of(turned);
        assert_eq!((&again.points, &again.weeks, &again.span), (&review.points, &review.weeks, &review.span));
        for day in [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)] {
            for code in CODES.iter().filter_map(|code| Code::parse(code)) {
                let dose = dose_today(&book, &code, day);
                let that_day: Vec<Session> =
                    sessions.iter().filter(|it| it.started.date() == day).cloned().collect();
                assert_eq!(dose.pressed, pressed(&that_day, Some(&code), None));
                assert_eq!(dose.times == 0, dose.pressed.is_zero());
            }
        }
    }

    #[test]
    fn every_day_has_its_cell_and_every_step_stays_within(year in 1900_i16..2200, start in 0_i32..366) {
        for grid in [Grid::year(year), Grid::up_to(days::day(days::number(date(year, 1, 1)) + start))] {
            let mut count = 0;
            for column in 0..grid.columns() {
                for row in 0..Grid::ROWS {
                    if let Some(day) = grid.day(column, row) {
                        count += 1;
                        assert_eq!(grid.cell(day), Some((column, row)));
                        assert_eq!(usize::from(day.weekday().to_monday_zero_offset().unsigned_abs()), row);
                        for step in STEPS {
                            assert!(grid.has(grid.step(day, step)), "{day} {step:?}");
                        }
                    }
                }
            }
            assert_eq!(count, grid.days());
            assert!((53..=54).contains(&grid.columns()));
            assert_eq!(grid.day(grid.columns(), 0), None);
            assert_eq!(grid.day(0, 7), None);
            assert_eq!(grid.cell(grid.last().tomorrow().expect("a day")), None);
        }
    }
}

const STEPS: [Step; 10] = [
    Step::PreviousDay,
    Step::NextDay,
    Step::PreviousWeek,
    Step::NextWeek,
    Step::PreviousMonth,
    Step::NextMonth,
    Step::RowStart,
    Step::RowEnd,
    Step::First,
    Step::Last,
];
