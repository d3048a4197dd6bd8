//! What a history comes to, in words. It says what was done and how it was rated, and never what that did.

use std::time::Duration;

use jiff::civil::Date;

use super::session::{capital, stop_reason};
use super::time;
use crate::domain::history::review::{Changes, Day, Dose, Grouping, LOWER_BY, Stops};
use crate::domain::history::{Rating, Said, StepOutcome, StopReason};
use crate::domain::routine::Routine;
use crate::t;
use crate::words::text;

/// "45 s", "34 min", "2 h 13 min": a sum, to the minute from one minute on.
#[must_use]
pub fn sum(length: Duration) -> String {
    if length < Duration::from_secs(60) {
        return time::length(length);
    }
    let minutes = u32::try_from((length.as_secs() + 30) / 60).unwrap_or(u32::MAX);
    if minutes < 60 {
        t!("sum-minutes", minutes = minutes)
    } else {
        t!("sum-hours", hours = minutes / 60, minutes = minutes % 60)
    }
}

/// "1 session", "41 sessions".
#[must_use]
pub fn sessions(count: usize) -> String {
    t!("count-sessions", count = count)
}

/// "1 day", "28 days".
#[must_use]
pub fn days(count: usize) -> String {
    t!("count-days", count = count)
}

/// "once", "twice", "3 times".
#[must_use]
pub fn times(count: usize) -> String {
    t!("count-times", count = count)
}

/// "9 of 14": in how many weeks something was done, and of how many.
#[must_use]
pub fn weeks(practised: usize, all: usize) -> String {
    t!("review-weeks", practised = practised, all = all)
}

/// "9 of the last 12".
#[must_use]
pub fn last_weeks(practised: usize, all: usize) -> String {
    t!("review-weeks-last", practised = practised, all = all)
}

/// "lower by 2 or more in 3 of 8 sessions".
#[must_use]
pub fn lower(changes: &Changes) -> String {
    t!("review-lower", by = LOWER_BY, lower = changes.lower, rated = changes.rated)
}

/// "lower by 2 or more in 3 of 8 sessions, higher by as much in 1, about the same in 4".
#[must_use]
pub fn changes(changes: &Changes) -> String {
    t!("review-changes", lower = lower(changes), higher = changes.higher, same = changes.same)
}

/// "HE-1: twice today, 4 min".
#[must_use]
pub fn dose(point: &str, dose: Dose) -> String {
    t!("dose-line", point = point, times = times(dose.times), pressed = sum(dose.pressed))
}

/// "You have pressed HE-1 Jíquán 3 times today. Its page suggests up to 3 times a day; it will be there tomorrow.
/// LI-4 Hégǔ goes well in its place.": before one more start.
#[must_use]
pub fn enough(point: &str, dose: Dose, a_day: u8, instead: Option<&str>) -> String {
    let times = times(dose.times);
    let enough = t!("dose-enough", point = point, times = times, suggested = a_day);
    match instead {
        Some(other) => format!("{enough} {}", t!("dose-instead", point = other)),
        None => enough,
    }
}

/// "Friday 20 November 2026".
#[must_use]
pub fn day(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// "20 Nov 2026".
#[must_use]
pub fn short_day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// "Friday 20 November 2026: 2 sessions, 4 min", or that nothing was done: a cell of the calendar.
#[must_use]
pub fn day_done(date: Date, done: Day) -> String {
    if done.sessions == 0 {
        return t!("day-nothing", day = day(date));
    }
    let sessions = sessions(done.sessions as usize);
    t!("day-done", day = day(date), sessions = sessions, pressed = sum(done.pressed))
}

/// "24 Aug to 23 Nov 2026", "20 Nov 2026": without the first year where both are the same.
#[must_use]
pub fn span(from: Date, to: Date) -> String {
    if from == to {
        return short_day(to);
    }
    let first = if from.year() == to.year() { "%-d %b" } else { "%-d %b %Y" };
    t!("span-days", from = from.strftime(first).to_string(), to = short_day(to))
}

/// The heading of a group that begins on that day: "Friday 20 November 2026", "Week 47, 16 Nov to 22 Nov 2026",
/// "November 2026".
#[must_use]
pub fn heading(start: Date, by: Grouping) -> String {
    match by {
        Grouping::Day => day(start),
        Grouping::Week => {
            let end = start.saturating_add(jiff::Span::new().days(6));
            t!("week-named", number = start.iso_week_date().week(), days = span(start, end))
        }
        Grouping::Month => start.strftime("%B %Y").to_string(),
    }
}

/// "ended early, when it let go": how a press came out.
#[must_use]
pub fn step_outcome(outcome: StepOutcome) -> String {
    text(&format!("step-outcome-{}", outcome.name()))
}

/// The name of a routine; its key where it is not known any more.
#[must_use]
pub fn routine_name(key: &str, routines: &[Routine]) -> String {
    let known = routines.iter().find(|routine| routine.key == key);
    known.map_or(key, |routine| &routine.name).to_owned()
}

/// "Nov".
#[must_use]
pub fn month(date: Date) -> String {
    date.strftime("%b").to_string()
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

/// The heading of a group as one says it today: "Today", "Yesterday", else as [`heading`] has it.
#[must_use]
pub fn heading_today(start: Date, by: Grouping, today: Date) -> String {
    match by {
        Grouping::Day if start == today => t!("day-today"),
        Grouping::Day if start.tomorrow().is_ok_and(|next| next == today) => t!("day-yesterday"),
        _ => heading(start, by),
    }
}

/// "6 → 4", "6 →", "→ 4", or nothing.
#[must_use]
pub fn rated(said: &Said) -> String {
    if said.before.is_none() && said.after.is_none() {
        return String::new();
    }
    let of_ten =
        |rating: Option<Rating>| rating.map_or_else(String::new, |it| it.get().to_string());
    format!("{} → {}", of_ten(said.before), of_ten(said.after)).trim().to_owned()
}

/// "Lower by 2 or more in 3 of 8 sessions."
#[must_use]
pub fn lower_sentence(changes: &Changes) -> String {
    capital(&format!("{}.", lower(changes)))
}

/// "Higher by 2 or more in 1, about the same in 4."
#[must_use]
pub fn others(changes: &Changes) -> String {
    t!("ratings-others", by = LOWER_BY, higher = changes.higher, same = changes.same)
}

/// "Headache: lower by 2 or more in 3 of 8 sessions."
#[must_use]
pub fn lower_of(complaint: &str, changes: &Changes) -> String {
    format!("{}: {}.", capital(complaint), lower(changes))
}

/// How often it was stopped because it was too much, why and where: a sentence each.
#[must_use]
pub fn stops(stops: &Stops) -> Vec<String> {
    if stops.sessions == 0 {
        return vec![t!("stops-none")];
    }
    let mut all = vec![format!("{}.", t!("count-stops", count = stops.sessions))];
    for reason in StopReason::ALL {
        let count = stops.because(reason);
        if count > 0 {
            let at = stops.at.iter().filter(|at| at.reason == reason);
            let at: Vec<String> = at
                .map(|at| t!("stops-at", point = at.code.to_string(), times = times(at.times)))
                .collect();
            let why = capital(&stop_reason(reason));
            all.push(if at.is_empty() {
                t!("stops-because", why = why, times = times(count))
            } else {
                t!("stops-because-at", why = why, times = times(count), at = at.join(", "))
            });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn sums() {
        for (seconds, expected) in [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (89, "1 min"),
            (90, "2 min"),
            (3569, "59 min"),
            (3570, "1 h 0 min"),
            (7_980, "2 h 13 min"),
        ] {
            assert_eq!(sum(Duration::from_secs(seconds)), expected, "{seconds}");
        }
    }

    #[test]
    fn lines() {
        let pressed = Duration::from_secs(240);
        let two = Dose { times: 2, pressed };
        let rated = |rated, lower, higher, same| Changes { rated, lower, higher, same };
        for (line, expected) in [
            (dose("HE-1", two), "HE-1: twice today, 4 min"),
            (dose("HE-1", Dose { times: 1, ..two }), "HE-1: once today, 4 min"),
            (
                enough("HE-1", Dose { times: 3, ..two }, 3, Some("LI-4")),
                "You have pressed HE-1 3 times today. Its page suggests up to 3 times a day; it will be there \
                 tomorrow. LI-4 goes well in its place.",
            ),
            (
                enough("HE-1", two, 1, None),
                "You have pressed HE-1 twice today. Its page suggests once a day; it will be there tomorrow.",
            ),
            (lower(&rated(8, 3, 1, 4)), "lower by 2 or more in 3 of 8 sessions"),
            (lower(&rated(1, 0, 0, 1)), "lower by 2 or more in 0 of 1 session"),
            (
                changes(&rated(8, 3, 1, 4)),
                "lower by 2 or more in 3 of 8 sessions, higher by as much in 1, about the same in 4",
            ),
            (day_done(date(2026, 11, 20), Day::default()), "Friday 20 November 2026: nothing"),
            (
                day_done(date(2026, 11, 20), Day { sessions: 1, pressed }),
                "Friday 20 November 2026: 1 session, 4 min",
            ),
            (span(date(2026, 8, 24), date(2026, 11, 23)), "24 Aug to 23 Nov 2026"),
            (span(date(2025, 8, 24), date(2026, 11, 23)), "24 Aug 2025 to 23 Nov 2026"),
            (span(date(2026, 8, 24), date(2026, 8, 24)), "24 Aug 2026"),
            (heading(date(2026, 11, 1), Grouping::Month), "November 2026"),
            (heading(date(2026, 12, 28), Grouping::Week), "Week 53, 28 Dec 2026 to 3 Jan 2027"),
            (last_weeks(9, 12), "9 of the last 12"),
        ] {
            assert_eq!(line, expected);
        }
        for outcome in StepOutcome::ALL {
            assert!(!step_outcome(outcome).contains("step-outcome"), "{outcome:?}");
        }
    }
}
