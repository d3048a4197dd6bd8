//! What past sessions come to, as `wellspring stats --json` prints it. `docs/json.md` is the contract.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::history::review::{Balance, Changes, LOWER_BY, Review};
use crate::domain::history::{Outcome, StepOutcome, StopReason};

/// The version of the object that is printed.
pub const VERSION: u64 = 1;

#[derive(Serialize)]
struct Printed<'a> {
    version: u64,
    since: Option<String>,
    until: Option<String>,
    first: Option<String>,
    last: Option<String>,
    sessions: usize,
    by_hand: usize,
    days: usize,
    pressed_seconds: u64,
    weeks: Weeks,
    sides: Sides,
    points: Vec<PrintedPoint<'a>>,
    routines: Vec<PrintedRoutine<'a>>,
    outcomes: BTreeMap<&'static str, usize>,
    presses: BTreeMap<&'static str, usize>,
    stops: Stops<'a>,
    ratings: Ratings<'a>,
}

#[derive(Serialize)]
struct Weeks {
    practised: usize,
    of: usize,
    list: Vec<Week>,
}

#[derive(Serialize)]
struct Week {
    #[serde(rename = "week")]
    named: String,
    monday: String,
    sessions: usize,
    days: u8,
    pressed_seconds: u64,
}

#[derive(Serialize)]
struct Sides {
    #[serde(rename = "left_seconds")]
    left: u64,
    #[serde(rename = "right_seconds")]
    right: u64,
    #[serde(rename = "both_seconds")]
    both: u64,
    #[serde(rename = "midline_seconds")]
    midline: u64,
}

#[derive(Serialize)]
struct PrintedPoint<'a> {
    code: &'a str,
    sessions: usize,
    pressed_seconds: u64,
    #[serde(flatten)]
    sides: Sides,
    last: String,
}

#[derive(Serialize)]
struct PrintedRoutine<'a> {
    key: &'a str,
    sessions: usize,
    pressed_seconds: u64,
    last: String,
}

#[derive(Serialize)]
struct Stops<'a> {
    sessions: usize,
    reasons: BTreeMap<&'static str, usize>,
    at: Vec<StoppedAt<'a>>,
}

#[derive(Serialize)]
struct StoppedAt<'a> {
    point: &'a str,
    reason: &'static str,
    times: usize,
}

#[derive(Serialize)]
struct Ratings<'a> {
    lower_by: u8,
    #[serde(flatten)]
    changes: PrintedChanges,
    only_one: usize,
    complaints: Vec<OfComplaint<'a>>,
    pairs: Vec<Pair>,
}

#[derive(Serialize)]
struct PrintedChanges {
    rated: usize,
    lower: usize,
    higher: usize,
    same: usize,
}

#[derive(Serialize)]
struct OfComplaint<'a> {
    complaint: Option<&'a str>,
    #[serde(flatten)]
    changes: PrintedChanges,
}

#[derive(Serialize)]
struct Pair {
    date: String,
    before: u8,
    after: u8,
}

/// The numbers as one JSON object; `since` and `until` are the days that were asked for, if any.
#[must_use]
pub fn write(review: &Review, since: Option<Date>, until: Option<Date>) -> String {
    let (first, last) = (review.span.map(|(first, _)| first), review.span.map(|(_, last)| last));
    let printed = Printed {
        version: VERSION,
        since: since.map(day),
        until: until.map(day),
        first: first.map(day),
        last: last.map(day),
        sessions: review.sessions,
        by_hand: review.by_hand,
        days: review.days,
        pressed_seconds: seconds(review.pressed),
        weeks: weeks(review, since.or(first).zip(until.or(last))),
        sides: sides(&review.sides),
        points: points(review),
        routines: routines(review),
        outcomes: Outcome::ALL.map(|one| (one.name(), review.ended(one))).into(),
        presses: StepOutcome::ALL.map(|one| (one.name(), review.came_out(one))).into(),
        stops: stops(review),
        ratings: ratings(review),
    };
    // Serializing plain numbers and texts cannot fail.
    let mut text = serde_json::to_string_pretty(&printed).unwrap_or_default();
    text.push('\n');
    text
}

fn weeks(review: &Review, span: Option<(Date, Date)>) -> Weeks {
    let (practised, of) = span.map_or((0, 0), |(from, to)| review.weeks.practised_of(from, to));
    let week = |week: &crate::domain::history::review::Week| {
        let iso = week.monday.iso_week_date();
        Week {
            named: format!("{:04}-W{:02}", iso.year(), iso.week()),
            monday: day(week.monday),
            sessions: week.sessions,
            days: week.days,
            pressed_seconds: seconds(week.pressed),
        }
    };
    Weeks { practised, of, list: review.weeks.practised().iter().map(week).collect() }
}

fn sides(balance: &Balance) -> Sides {
    Sides {
        left: seconds(balance.left),
        right: seconds(balance.right),
        both: seconds(balance.both),
        midline: seconds(balance.midline),
    }
}

fn points(review: &Review) -> Vec<PrintedPoint<'_>> {
    let points = review.points.iter().map(|point| PrintedPoint {
        code: point.code.as_str(),
        sessions: point.sessions,
        pressed_seconds: seconds(point.pressed()),
        sides: sides(&point.sides),
        last: day(point.last.date()),
    });
    points.collect()
}

fn routines(review: &Review) -> Vec<PrintedRoutine<'_>> {
    let routines = review.routines.iter().map(|routine| PrintedRoutine {
        key: &routine.key,
        sessions: routine.sessions,
        pressed_seconds: seconds(routine.pressed),
        last: day(routine.last.date()),
    });
    routines.collect()
}

fn stops(review: &Review) -> Stops<'_> {
    let at = review.stops.at.iter().map(|at| StoppedAt {
        point: at.code.as_str(),
        reason: at.reason.name(),
        times: at.times,
    });
    Stops {
        sessions: review.stops.sessions,
        reasons: StopReason::ALL.map(|one| (one.name(), review.stops.because(one))).into(),
        at: at.collect(),
    }
}

fn ratings(review: &Review) -> Ratings<'_> {
    let ratings = &review.ratings;
    let complaints = ratings
        .complaints
        .iter()
        .map(|(key, one)| OfComplaint { complaint: key.as_deref(), changes: changes(one) });
    let pairs = ratings.pairs.iter().map(|pair| Pair {
        date: day(pair.date),
        before: pair.before.get(),
        after: pair.after.get(),
    });
    Ratings {
        lower_by: LOWER_BY,
        changes: changes(&ratings.changes),
        only_one: ratings.halves,
        complaints: complaints.collect(),
        pairs: pairs.collect(),
    }
}

const fn changes(changes: &Changes) -> PrintedChanges {
    let Changes { rated, lower, higher, same } = *changes;
    PrintedChanges { rated, lower, higher, same }
}

fn day(date: Date) -> String {
    date.to_string()
}

/// Whole seconds, rounded to the nearest.
fn seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_millis() >= 500)
}
