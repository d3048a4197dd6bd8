//! Looking back: days, groups, ratings, stops, and what a list leaves out.

use jiff::civil::Date;

use super::{session, time};
use crate::domain::history::review::{Changes, Day, Grouping, Stops};
use crate::domain::history::{Said, StepOutcome, StopReason};
use crate::t;

/// "Sunday 22 November 2026".
#[must_use]
pub fn day(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// "Nov".
#[must_use]
pub fn month(date: Date) -> String {
    date.strftime("%b").to_string()
}

/// "Sunday 22 November 2026: 2 sessions, 8 min 30 s of pressing."
#[must_use]
pub fn day_of(date: Date, done: Day) -> String {
    if done.sessions == 0 {
        return t!("day-nothing", day = day(date));
    }
    let pressed = time::length(done.pressed);
    t!("day-done", day = day(date), sessions = done.sessions, time = pressed)
}

/// "Days", "Weeks", "Months".
#[must_use]
pub fn grouping(by: Grouping) -> String {
    match by {
        Grouping::Day => t!("by-day"),
        Grouping::Week => t!("by-week"),
        Grouping::Month => t!("by-month"),
    }
}

/// What stands above the sessions of that day, week or month.
#[must_use]
pub fn group(start: Date, by: Grouping, today: Date) -> String {
    match by {
        Grouping::Day if start == today => session::capital(&t!("day-today")),
        Grouping::Day if start.tomorrow().is_ok_and(|next| next == today) => {
            session::capital(&t!("day-yesterday"))
        }
        Grouping::Day => day(start),
        Grouping::Week => {
            let week = start.iso_week_date();
            let from = start.strftime("%-d %B %Y").to_string();
            t!("week-of", week = i64::from(week.week()), from = from)
        }
        Grouping::Month => start.strftime("%B %Y").to_string(),
    }
}

/// "6 → 4", "6 →", "→ 4", or nothing.
#[must_use]
pub fn rated(said: &Said) -> String {
    let of_ten = |rating: Option<crate::domain::history::Rating>| {
        rating.map(|rating| rating.get().to_string()).unwrap_or_default()
    };
    if said.before.is_none() && said.after.is_none() {
        return String::new();
    }
    format!("{} → {}", of_ten(said.before), of_ten(said.after)).trim().to_owned()
}

/// "Lower by 2 or more in 3 of 8 sessions."
#[must_use]
pub fn lower(changes: Changes) -> String {
    t!("ratings-lower", lower = changes.lower, rated = changes.rated)
}

/// "Higher by 2 or more in 1, about the same in 4."
#[must_use]
pub fn others(changes: Changes) -> String {
    t!("ratings-others", higher = changes.higher, same = changes.same)
}

/// "Headache: lower by 2 or more in 3 of 8."
#[must_use]
pub fn lower_of(complaint: &str, changes: Changes) -> String {
    let complaint = session::capital(complaint);
    t!("ratings-lower-of", complaint = complaint, lower = changes.lower, rated = changes.rated)
}

/// How often it was stopped because it was too much, why and where: a sentence each.
#[must_use]
pub fn stops(stops: &Stops) -> Vec<String> {
    if stops.sessions == 0 {
        return vec![t!("stops-none")];
    }
    let mut all = vec![t!("stops-count", sessions = stops.sessions)];
    for reason in StopReason::ALL {
        let times = stops.because(reason);
        if times > 0 {
            let at = stops.at.iter().filter(|at| at.reason == reason);
            let at: Vec<String> = at
                .map(|at| t!("stops-at", point = at.code.to_string(), times = at.times))
                .collect();
            let why = session::capital(&session::stop_reason(reason));
            all.push(if at.is_empty() {
                t!("stops-because", why = why, times = times)
            } else {
                t!("stops-because-at", why = why, times = times, at = at.join(", "))
            });
        }
    }
    all
}

/// How a press came out: "done", "let go early".
#[must_use]
pub fn came_out(outcome: StepOutcome) -> String {
    match outcome {
        StepOutcome::Done => t!("step-done"),
        StepOutcome::Released => t!("step-released"),
        StepOutcome::Extended => t!("step-extended"),
        StepOutcome::Skipped => t!("step-skipped"),
        StepOutcome::Stopped => t!("step-stopped"),
        StepOutcome::Interrupted => t!("step-interrupted"),
        StepOutcome::NotBegun => t!("step-not-begun"),
    }
}
