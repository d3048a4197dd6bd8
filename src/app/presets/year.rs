//! A year of use, the same each time.

use std::time::Duration;

use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::code::Code;
use crate::domain::history::{
    Change, Entry, Note, Occasion, Outcome, PlannedPress, PressEnd, Rating, Said, SessionId,
    StopReason,
};
use crate::domain::point::Side;
use crate::domain::technique::Motion;

/// So many sessions.
const SESSIONS: u32 = 150;
const POINTS: [&str; 5] = ["HE-1", "LI-4", "HE-1", "LU-1", "PC-6"];
const REMARKS: [&str; 3] = [
    "Softer after the first minute.",
    "After a day at the desk.",
    "The left one gives more slowly.",
];

/// The notes of a year that ends on that day.
pub(super) fn entries(today: Date) -> Vec<Entry> {
    (0..SESSIONS).flat_map(|number| session(number, today)).collect()
}

fn session(number: u32, today: Date) -> Vec<Entry> {
    let days = i64::from(number * 7 / 3 + number * number % 5);
    let day = today.saturating_sub(Span::new().days(days));
    let hour = i8::try_from(8 + number * 5 % 13).unwrap_or(8);
    let minute = i8::try_from(number * 17 % 60).unwrap_or(0);
    let at = day.at(hour, minute, 0, 0).to_zoned(TimeZone::UTC).unwrap_or_default();
    let Some(point) = Code::parse(POINTS[number as usize % POINTS.len()]) else {
        return Vec::new();
    };
    let stopped = number % 37 == 11;
    let press = |side| PlannedPress {
        point: point.clone(),
        side,
        motion: Motion::Circular,
        most: Duration::from_secs(120),
        until_release: true,
    };
    let routine = (number % 9 == 4).then(|| "bedtime".to_owned());
    let occasion = Occasion { routine, ..Occasion::default() };
    let mut notes = vec![occasion.started(vec![press(Side::Left), press(Side::Right)])];
    let pressed = |index: u32| Duration::from_secs(u64::from(70 + (number * 13 + index * 29) % 51));
    let end = if stopped { PressEnd::Stopped } else { PressEnd::Released };
    notes.push(Note::Press { index: 0, pressed: pressed(0), end });
    if stopped {
        let reason = Some(StopReason::Tingling);
        notes.push(Note::Ended { outcome: Outcome::Stopped, reason });
    } else {
        notes.push(Note::Press { index: 1, pressed: pressed(1), end });
        notes.push(Note::Ended { outcome: Outcome::Released, reason: None });
    }
    if number.is_multiple_of(2) {
        let before = u8::try_from(3 + number % 5).unwrap_or(3);
        let after = before.saturating_sub(u8::try_from(number % 4).unwrap_or(0));
        let complaint = if number.is_multiple_of(3) { "headache" } else { "shoulder" };
        let change = Change {
            before: Some(Rating::new(before)),
            after: Some(Rating::new(after)),
            complaint: Some(Some(complaint.to_owned())),
            remark: (number.is_multiple_of(6))
                .then(|| REMARKS[number as usize % REMARKS.len()].to_owned()),
            tags: (number.is_multiple_of(6)).then(|| vec!["evening".to_owned()]),
            ..Change::default()
        };
        notes.push(change.note(&Said::default()));
    }
    let id = SessionId(format!("year-{number}"));
    notes.into_iter().map(|note| Entry { session: id.clone(), at: at.clone(), note }).collect()
}
