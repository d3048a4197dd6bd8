//! `wellspring stats`: what past sessions come to.

use jiff::civil::Date;

use super::known::Here;
use super::span::{self, SpanFlags};
use super::{Failure, history, print, print_lines};
use crate::domain::code::Code;
use crate::domain::history::review::{Balance, Review};
use crate::domain::history::{StepOutcome, StopReason};
use crate::domain::point::Point;
use crate::domain::routine::Routine;
use crate::format::stats;
use crate::platform::clock;
use crate::platform::dirs::Dirs;
use crate::t;
use crate::words::columns::aligned;
use crate::words::{review as words, session};

/// So many weeks are told one by one; a program gets all of them.
const WEEKS: u16 = 12;

pub(super) fn run(dirs: &Dirs, flags: &SpanFlags, json: bool) -> Result<(), Failure> {
    let here = Here::open(dirs)?;
    let routines = span::routines(dirs, &here);
    let filter = flags.filter(&here, &routines)?;
    let book = history::book(dirs);
    let review = Review::of(book.filtered(&filter));
    if json {
        return print(&stats::write(&review, filter.from, filter.to));
    }
    print_lines(&lines(&review, (filter.from, filter.to), &here, &routines))
}

fn lines(
    review: &Review,
    asked: (Option<Date>, Option<Date>),
    here: &Here,
    routines: &[Routine],
) -> Vec<String> {
    let Some((first, last)) = review.span else { return vec![t!("stats-none")] };
    let (from, to) = (asked.0.unwrap_or(first), asked.1.unwrap_or(last));
    let today = clock::zoned().date();
    // Days to come were not missed.
    let to = if to > today { last.max(today.max(from)) } else { to };
    let mut lines = vec![t!(
        "stats-total",
        span = words::span(from, to),
        sessions = words::sessions(review.sessions),
        days = words::days(review.days),
        pressed = words::sum(review.pressed)
    )];
    if review.by_hand > 0 {
        lines.push(t!("stats-by-hand", count = review.by_hand));
    }
    let (practised, all) = review.weeks.practised_of(from, to);
    lines.extend([String::new(), t!("stats-weeks", weeks = words::weeks(practised, all))]);
    lines.extend(weeks(review, from, to));
    let title = |code: &Code| {
        here.library.catalogue.find(code.as_str()).map_or_else(|| code.to_string(), Point::title)
    };
    lines.extend(points(review, title));
    section(&mut lines, t!("stats-sides"), &[sides(&review.sides)]);
    let rows = review.routines.iter().map(|routine| {
        [
            words::routine_name(&routine.key, routines),
            words::sessions(routine.sessions),
            words::sum(routine.pressed),
            t!("stats-last", day = words::short_day(routine.last.date())),
        ]
    });
    section(&mut lines, t!("stats-routines"), &rows.collect::<Vec<_>>());
    ratings(&mut lines, review, here);
    let steps = StepOutcome::ALL.into_iter().filter(|one| review.came_out(*one) > 0);
    let rows = steps.map(|one| [words::step_outcome(one), review.came_out(one).to_string()]);
    section(&mut lines, t!("stats-steps"), &rows.collect::<Vec<_>>());
    let because = StopReason::ALL.into_iter().filter(|one| review.stops.because(*one) > 0);
    let reasons =
        because.map(|one| [session::stop_reason(one), review.stops.because(one).to_string()]);
    let at = review.stops.at.iter().map(|at| {
        let reason = session::stop_reason(at.reason);
        [t!("stats-at", point = title(&at.code), reason = reason), at.times.to_string()]
    });
    section(&mut lines, t!("stats-stops"), &reasons.chain(at).collect::<Vec<_>>());
    lines
}

/// A heading and a table under it, after an empty line; nothing where the table is empty.
fn section<const N: usize>(lines: &mut Vec<String>, heading: String, rows: &[[String; N]]) {
    if !rows.is_empty() {
        lines.extend([String::new(), heading]);
        lines.extend(aligned(rows).into_iter().map(|line| format!("  {line}")));
    }
}

fn weeks(review: &Review, from: Date, to: Date) -> Vec<String> {
    let span = review.weeks.between(from, to).count();
    let first = span.saturating_sub(WEEKS.into());
    let rows = review.weeks.between(from, to).skip(first).map(|week| {
        let iso = week.monday.iso_week_date();
        let cells = if week.sessions == 0 {
            [String::new(), String::new(), String::new()]
        } else {
            [
                words::sessions(week.sessions),
                words::days(week.days.into()),
                words::sum(week.pressed),
            ]
        };
        let [sessions, days, pressed] = cells;
        [format!("{}-W{:02}", iso.year(), iso.week()), sessions, days, pressed]
    });
    let rows: Vec<_> = rows.collect();
    aligned(&rows).into_iter().map(|line| format!("  {line}")).collect()
}

fn points(review: &Review, title: impl Fn(&Code) -> String) -> Vec<String> {
    let rows = review.points.iter().map(|point| {
        let [left, right, both, midline] = sides(&point.sides);
        [
            title(&point.code),
            words::sessions(point.sessions),
            words::sum(point.pressed()),
            left,
            right,
            both,
            midline,
            t!("stats-last", day = words::short_day(point.last.date())),
        ]
    });
    let mut lines = Vec::new();
    section(&mut lines, t!("stats-points"), &rows.collect::<Vec<_>>());
    lines
}

/// "left 4 min", and so on; empty where nothing was pressed.
fn sides(sides: &Balance) -> [String; 4] {
    let told = |pressed: std::time::Duration, words: fn(String) -> String| {
        if pressed.is_zero() { String::new() } else { words(words::sum(pressed)) }
    };
    [
        told(sides.left, |pressed| t!("stats-left", pressed = pressed)),
        told(sides.right, |pressed| t!("stats-right", pressed = pressed)),
        told(sides.both, |pressed| t!("stats-both", pressed = pressed)),
        told(sides.midline, |pressed| t!("stats-midline", pressed = pressed)),
    ]
}

fn ratings(lines: &mut Vec<String>, review: &Review, here: &Here) {
    let ratings = &review.ratings;
    if ratings.changes.rated > 0 {
        lines.extend([String::new(), t!("stats-ratings")]);
        lines.push(format!("  {}", words::changes(&ratings.changes)));
        let named = ratings.complaints.iter().any(|(key, _)| key.is_some());
        for (key, changes) in ratings.complaints.iter().filter(|_| named) {
            let name = match key {
                None => t!("stats-no-complaint"),
                Some(key) => {
                    let known = here.library.complaints.iter().find(|one| one.key == *key);
                    known.map_or_else(|| key.clone(), |complaint| complaint.name.clone())
                }
            };
            lines.push(format!("  {name}: {}", words::changes(changes)));
        }
    }
    if ratings.halves > 0 {
        if ratings.changes.rated == 0 {
            lines.extend([String::new(), t!("stats-ratings")]);
        }
        lines.push(format!("  {}", t!("review-halves", count = ratings.halves)));
    }
}
