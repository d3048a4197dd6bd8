//! What is taken up, and what is not.

use std::time::Duration;

use PressEnd::{Done, GoesOn, Released, Skipped, Stopped};

use super::*;
use crate::domain::code::Code;
use crate::domain::history::{Entry, Note, Occasion, fold};
use crate::domain::plan::{Pacing, Phase};
use crate::domain::point::NotPlayable;
use crate::domain::profile::{Profile, Rules};
use crate::domain::sample;
use crate::domain::technique::Motion;

/// Which press, for how many seconds, and how it ended.
type Pressed = (usize, u64, PressEnd);

/// What was pressed; how many presses are left and how many points are done, where something is left.
type Row = (&'static [Pressed], Option<(usize, usize)>);

const NOW: &str = "2026-11-23T09:30:00+01:00[Europe/Berlin]";

fn catalogue() -> Catalogue {
    let points = [("HE-1", true), ("LI-4", true), ("CV-17", false), ("KI-3", true)];
    Catalogue::new(points.map(|(code, both)| sample::point(code, both)).into())
}

fn moment(text: &str) -> Zoned {
    text.parse().expect("a moment")
}

/// Presses of up to two minutes until release.
fn presses(all: &[(&str, Side)]) -> Vec<PlannedPress> {
    let press = |(point, side): &(&str, Side)| PlannedPress {
        point: Code::parse(point).expect("a code"),
        side: *side,
        motion: Motion::Steady,
        most: Duration::from_secs(120),
        until_release: true,
    };
    all.iter().map(press).collect()
}

/// HE-1 on both sides, LI-4 on both sides, CV-17.
fn three() -> Vec<PlannedPress> {
    presses(&[
        ("HE-1", Side::Left),
        ("HE-1", Side::Right),
        ("LI-4", Side::Left),
        ("LI-4", Side::Right),
        ("CV-17", Side::Midline),
    ])
}

/// The log of one session. An end of `None` leaves it interrupted.
struct Log<'a> {
    id: &'a str,
    routine: Option<&'a str>,
    continues: Option<&'a str>,
    /// When it began and when the last note was written.
    times: [&'a str; 2],
    planned: Vec<PlannedPress>,
    pressed: &'a [Pressed],
    end: Option<Outcome>,
}

impl Default for Log<'_> {
    fn default() -> Self {
        Self {
            id: "a",
            routine: Some("evening"),
            continues: None,
            times: [
                "2026-11-22T21:00:00+01:00[Europe/Berlin]",
                "2026-11-22T21:10:00+01:00[Europe/Berlin]",
            ],
            planned: three(),
            pressed: &[(0, 120, Done), (1, 70, Released), (2, 20, GoesOn)],
            end: Some(Outcome::Left),
        }
    }
}

impl Log<'_> {
    fn entries(&self) -> Vec<Entry> {
        let id = |id: &str| SessionId(id.to_owned());
        let entry = |at: &str, note| Entry { session: id(self.id), at: moment(at), note };
        let occasion = Occasion {
            routine: self.routine.map(str::to_owned),
            continues: self.continues.map(id),
        };
        let mut all = vec![entry(self.times[0], occasion.started(self.planned.clone()))];
        for (index, seconds, end) in self.pressed {
            let pressed = Duration::from_secs(*seconds);
            all.push(entry(self.times[1], Note::Press { index: *index, pressed, end: *end }));
        }
        if let Some(outcome) = self.end {
            all.push(entry(self.times[1], Note::Ended { outcome, reason: None }));
        }
        all
    }
}

fn found_at(now: &str, let_be: Option<&str>, logs: &[Log<'_>]) -> Option<Unfinished> {
    let entries: Vec<Entry> = logs.iter().flat_map(Log::entries).collect();
    let let_be = let_be.map(|id| SessionId(id.to_owned()));
    interrupted(&fold(&entries, None), &catalogue(), let_be.as_ref(), &moment(now))
}

fn found(logs: &[Log<'_>]) -> Option<Unfinished> {
    found_at(NOW, None, logs)
}

fn sides(left: &Unfinished) -> Vec<(String, Side)> {
    left.remaining.iter().map(|press| (press.point.to_string(), press.side)).collect()
}

#[test]
fn a_session_that_was_left_is_taken_up_where_it_was() {
    let left = found(&[Log::default()]).expect("it was left");
    assert_eq!(
        (left.id.0.as_str(), left.routine.as_deref(), left.was_left),
        ("a", Some("evening"), true)
    );
    assert_eq!(left.at, moment("2026-11-22T21:10:00+01:00[Europe/Berlin]"));
    assert_eq!((left.done, left.points), (1, 3));
    let expected = [("LI-4", Side::Left), ("LI-4", Side::Right), ("CV-17", Side::Midline)];
    assert_eq!(sides(&left), expected.map(|(point, side)| (point.to_owned(), side)));
}

#[test]
fn what_counts_as_done() {
    let rest = |pressed: &[Pressed]| {
        let log = Log { pressed, end: None, ..Log::default() };
        found(&[log]).map(|left| (left.remaining.len(), left.done))
    };
    let rows: [Row; 8] = [
        (&[], Some((5, 0))),
        (&[(0, 59, GoesOn)], Some((5, 0))),
        // At least its technique's least time.
        (&[(0, 60, GoesOn)], Some((4, 0))),
        (&[(0, 3, Released), (1, 0, Skipped)], Some((3, 1))),
        (&[(0, 3, Stopped), (0, 9, GoesOn)], Some((5, 0))),
        (&[(4, 120, Done)], Some((4, 1))),
        (
            &[(0, 120, Done), (1, 120, Done), (2, 120, Done), (3, 120, Done), (4, 59, GoesOn)],
            Some((1, 2)),
        ),
        (&[(0, 120, Done), (1, 120, Done), (2, 120, Done), (3, 120, Done), (4, 60, GoesOn)], None),
    ];
    for (pressed, expected) in rows {
        assert_eq!(rest(pressed), expected, "{pressed:?}");
    }
}

#[test]
fn which_sessions_are_offered() {
    let late = "2026-11-23T08:00:00+01:00[Europe/Berlin]";
    let ends = [
        (Some(Outcome::Left), true),
        (None, true),
        (Some(Outcome::Interrupted), true),
        (Some(Outcome::Stopped), false),
        (Some(Outcome::Partial), false),
        (Some(Outcome::Done), false),
    ];
    for (end, offered) in ends {
        assert_eq!(found(&[Log { end, ..Log::default() }]).is_some(), offered, "{end:?}");
    }
    let stopped: &[Pressed] = &[(0, 9, Stopped)];
    assert_eq!(
        found(&[Log { pressed: stopped, end: None, ..Log::default() }]),
        None,
        "it was too much"
    );
    let one = presses(&[("CV-17", Side::Midline)]);
    assert_eq!(
        found(&[Log { planned: one.clone(), pressed: &[], ..Log::default() }]),
        None,
        "one press"
    );
    let again = |routine, continues, end| Log {
        id: "b",
        routine,
        continues,
        times: [late; 2],
        pressed: &[],
        end,
        ..Log::default()
    };
    let done = Some(Outcome::Done);
    let rows = [
        ("another was done since", again(Some("morning"), None, done), Some("a")),
        ("a point was pressed since", again(None, None, done), Some("a")),
        (
            "the same was begun anew and stopped",
            again(Some("evening"), None, Some(Outcome::Stopped)),
            None,
        ),
        ("it was taken up, to its end", again(Some("evening"), Some("a"), done), None),
        ("it was taken up as something else", again(None, Some("a"), done), None),
        (
            "it was taken up and left again",
            again(Some("evening"), Some("a"), Some(Outcome::Left)),
            Some("b"),
        ),
        ("another was left since", again(Some("morning"), None, Some(Outcome::Left)), Some("b")),
    ];
    for (what, later, expected) in rows {
        let left = found(&[Log::default(), later]);
        assert_eq!(left.map(|left| left.id.0).as_deref(), expected, "{what}");
    }
    let last = Log {
        id: "b",
        continues: Some("a"),
        times: [late; 2],
        planned: one,
        pressed: &[],
        ..Log::default()
    };
    let left = found(&[Log::default(), last]).expect("the last press of it is left");
    assert_eq!((left.points, left.done), (3, 2), "counted from its first beginning");
}

#[test]
fn it_is_offered_today_and_tomorrow_by_the_local_date() {
    let rows = [
        ("2026-11-22T23:59:59+01:00[Europe/Berlin]", true),
        ("2026-11-23T23:59:59+01:00[Europe/Berlin]", true),
        ("2026-11-24T00:00:01+01:00[Europe/Berlin]", false),
        // Whoever has travelled: Monday there already.
        ("2026-11-24T00:30:00+13:00[Pacific/Auckland]", false),
        // A clock that was set back.
        ("2026-11-21T12:00:00+01:00[Europe/Berlin]", false),
    ];
    for (now, offered) in rows {
        assert_eq!(found_at(now, None, &[Log::default()]).is_some(), offered, "{now}");
    }
    let over_midnight = Log {
        times: [
            "2026-11-21T23:50:00+01:00[Europe/Berlin]",
            "2026-11-22T00:05:00+01:00[Europe/Berlin]",
        ],
        ..Log::default()
    };
    assert!(found(&[over_midnight]).is_some(), "it was left yesterday");
}

#[test]
fn what_the_person_lets_be_is_not_offered_again_nor_an_older_one_in_its_place() {
    let early = "2026-11-22T08:00:00+01:00[Europe/Berlin]";
    let older = Log { id: "older", routine: Some("morning"), times: [early; 2], ..Log::default() };
    let both = [older, Log::default()];
    assert_eq!(found_at(NOW, Some("a"), &both), None);
    assert!(found_at(NOW, Some("older"), &both).is_some_and(|left| left.id.0 == "a"));
}

#[test]
fn a_log_that_goes_in_circles_ends() {
    let itself = Log { continues: Some("a"), ..Log::default() };
    assert!(
        found(&[itself]).is_some_and(|left| left.points == 3),
        "it says that it takes itself up"
    );
    let at = "2026-11-22T20:00:00+01:00[Europe/Berlin]";
    let one = Log {
        id: "b",
        continues: Some("a"),
        times: [at; 2],
        end: Some(Outcome::Done),
        ..Log::default()
    };
    let other = Log { continues: Some("b"), ..Log::default() };
    assert!(found(&[one, other]).is_some_and(|left| left.points == 3));
}

/// The steps of a plan in short.
fn steps(
    left: &Unfinished,
    catalogue: &Catalogue,
    routine: Option<&Routine>,
) -> Vec<(Phase, String, Side)> {
    let (rules, profile) = (Rules::default(), Profile::default());
    let person = Person { rules: &rules, profile: &profile, now: jiff::Timestamp::UNIX_EPOCH };
    let fitted = left.fit(catalogue, &person, routine);
    let plan = fitted.plan(Pacing::default()).expect("something is left");
    let shown = |phase| matches!(phase, Phase::Find | Phase::Change | Phase::Rest);
    let steps = plan.steps().iter().filter(|step| shown(step.phase));
    steps
        .map(|step| {
            let press = &plan.presses()[step.press];
            (step.phase, plan.point_of(press).code.to_string(), press.side)
        })
        .collect()
}

#[test]
fn what_is_left_is_planned_with_its_sides_its_dose_and_its_rests() {
    let log = Log {
        planned: presses(&[
            ("HE-1", Side::Left),
            ("HE-1", Side::Right),
            ("LI-4", Side::Both),
            ("CV-17", Side::Midline),
            ("CV-17", Side::Midline),
            ("KI-3", Side::Left),
            ("KI-3", Side::Right),
        ]),
        pressed: &[(0, 120, Done)],
        ..Log::default()
    };
    let left = found(&[log]).expect("it was left");
    let mut routine = Routine::own("evening", "Evening");
    let rest = |code: &str, seconds| Item {
        code: Code::parse(code).expect("a code"),
        sides: Sides::Both,
        motion: None,
        dose: Dose::UntilRelease,
        times: 1,
        rest: Duration::from_secs(seconds),
        note: String::new(),
    };
    routine.items = vec![rest("HE-1", 0), rest("CV-17", 30), rest("KI-3", 60)];
    let all = steps(&left, &catalogue(), Some(&routine));
    let expected = [
        (Phase::Find, "HE-1", Side::Right),
        (Phase::Find, "LI-4", Side::Both),
        (Phase::Find, "CV-17", Side::Midline),
        (Phase::Rest, "CV-17", Side::Midline),
        (Phase::Find, "CV-17", Side::Midline),
        (Phase::Rest, "KI-3", Side::Left),
        (Phase::Find, "KI-3", Side::Left),
        (Phase::Change, "KI-3", Side::Right),
    ];
    assert_eq!(all, expected.map(|(phase, code, side)| (phase, code.to_owned(), side)));
}

#[test]
fn what_is_not_known_any_more_is_left_out_and_told() {
    let left = found(&[Log::default()]).expect("it was left");
    let without = Catalogue::new(vec![sample::point("CV-17", false)]);
    assert_eq!(steps(&left, &without, None), [(Phase::Find, "CV-17".to_owned(), Side::Midline)]);
    let (rules, profile) = (Rules::default(), Profile::default());
    let person = Person { rules: &rules, profile: &profile, now: jiff::Timestamp::UNIX_EPOCH };
    let out: Vec<String> = left
        .fit(&without, &person, None)
        .left_out
        .iter()
        .map(|(code, why)| format!("{code}: {}", matches!(why, NotPlayable::Unknown { .. })))
        .collect();
    assert_eq!(out, ["LI-4: true"]);
}
