//! Times and dates in words.

use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use crate::t;

/// "1:05": a clock that counts down; a begun second counts whole, so that it shows 0:00 only at the end.
#[must_use]
pub fn clock(left: Duration) -> String {
    let seconds = left.as_millis().div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// "1:05": a clock that counts up; it shows a second once that has passed.
#[must_use]
pub fn clock_up(passed: Duration) -> String {
    clock(Duration::from_secs(passed.as_secs()))
}

/// "4 min 28 s", "45 s", "2 min": to the nearest second.
#[must_use]
pub fn length(time: Duration) -> String {
    let seconds = (time.as_millis() + 500) / 1000;
    let (minutes, rest) = (seconds / 60, seconds % 60);
    let number = |value: u128| u32::try_from(value).unwrap_or(u32::MAX);
    match (minutes, rest) {
        (0, _) => t!("length-seconds", seconds = number(rest)),
        (_, 0) => t!("length-minutes", minutes = number(minutes)),
        _ => t!("length-both", minutes = number(minutes), seconds = number(rest)),
    }
}

/// "1 to 2 minutes", "30 seconds to 2 minutes", "1 minute": a range as one says it.
#[must_use]
pub fn range(least: Duration, most: Duration) -> String {
    let words = |time: Duration| {
        let seconds = u32::try_from(time.as_secs()).unwrap_or(u32::MAX);
        if seconds.is_multiple_of(60) {
            t!("range-minutes", minutes = seconds / 60)
        } else {
            t!("range-seconds", seconds = seconds)
        }
    };
    if least == most {
        words(most)
    } else if least.as_secs().is_multiple_of(60) && most.as_secs().is_multiple_of(60) {
        let minutes = |time: Duration| u32::try_from(time.as_secs() / 60).unwrap_or(u32::MAX);
        t!("range-from-to-minutes", least = minutes(least), most = minutes(most))
    } else {
        t!("range-from-to", least = words(least), most = words(most))
    }
}

/// "1 minute 30 seconds", "45 seconds": a length as one says it.
#[must_use]
pub fn spoken(time: Duration) -> String {
    let seconds = u32::try_from(time.as_secs()).unwrap_or(u32::MAX);
    let words = |minutes: u32, seconds: u32| match (minutes, seconds) {
        (0, seconds) => t!("range-seconds", seconds = seconds),
        (minutes, 0) => t!("range-minutes", minutes = minutes),
        (minutes, seconds) => {
            let minutes = t!("range-minutes", minutes = minutes);
            format!("{minutes} {}", t!("range-seconds", seconds = seconds))
        }
    };
    words(seconds / 60, seconds % 60)
}

/// "Today 08:12", "Yesterday 21:40", "Fri 20 Nov 13:05", with the year where it is another one.
#[must_use]
pub fn day_and_time(at: &Zoned, today: Date) -> String {
    let time = at.strftime("%H:%M").to_string();
    let date = at.date();
    if date == today {
        t!("today-at", time = time)
    } else if today.yesterday().is_ok_and(|yesterday| yesterday == date) {
        t!("yesterday-at", time = time)
    } else if date.year() == today.year() {
        at.strftime("%a %-d %b %H:%M").to_string()
    } else {
        at.strftime("%a %-d %b %Y %H:%M").to_string()
    }
}

/// "today 13:00", "tomorrow 08:00", "Fri 27 Nov 13:05": what is to come, within a sentence.
#[must_use]
pub fn day_ahead(at: &Zoned, today: Date) -> String {
    let time = at.strftime("%H:%M").to_string();
    if at.date() == today {
        t!("today-small-at", time = time)
    } else if today.tomorrow().is_ok_and(|tomorrow| tomorrow == at.date()) {
        t!("tomorrow-at", time = time)
    } else {
        at.strftime("%a %-d %b %H:%M").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_and_lengths() {
        let rows = [
            (0, "0:00", "0 s"),
            (1, "0:01", "0 s"),
            (999, "0:01", "1 s"),
            (1000, "0:01", "1 s"),
            (59_001, "1:00", "59 s"),
            (65_000, "1:05", "1 min 5 s"),
            (120_000, "2:00", "2 min"),
            (3_661_000, "61:01", "61 min 1 s"),
        ];
        for (millis, on_the_clock, in_words) in rows {
            let time = Duration::from_millis(millis);
            assert_eq!(
                (clock(time).as_str(), length(time).as_str()),
                (on_the_clock, in_words),
                "{millis}"
            );
        }
    }

    #[test]
    fn ranges() {
        let rows = [
            (60, 120, "1 to 2 minutes"),
            (60, 60, "1 minute"),
            (30, 120, "30 seconds to 2 minutes"),
            (30, 45, "30 seconds to 45 seconds"),
            (120, 120, "2 minutes"),
        ];
        for (least, most, expected) in rows {
            assert_eq!(range(Duration::from_secs(least), Duration::from_secs(most)), expected);
        }
    }

    #[test]
    fn days() {
        let today = jiff::civil::date(2026, 11, 23);
        let rows = [
            ("2026-11-23T08:12:00+00:00[UTC]", "Today 08:12"),
            ("2026-11-22T21:40:00+00:00[UTC]", "Yesterday 21:40"),
            ("2026-11-20T13:05:00+00:00[UTC]", "Fri 20 Nov 13:05"),
            ("2025-11-20T13:05:00+00:00[UTC]", "Thu 20 Nov 2025 13:05"),
        ];
        for (at, expected) in rows {
            assert_eq!(day_and_time(&at.parse().expect("a time"), today), expected);
        }
    }
}
