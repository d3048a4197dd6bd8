//! Days and weeks as numbers, for reckoning with many of them.

use jiff::Span;
use jiff::civil::Date;

/// A Monday.
const ORIGIN: Date = jiff::civil::date(2001, 1, 1);

/// How many days a day lies after 1 January 2001, a Monday; less than 0 before it.
pub fn number(date: Date) -> i32 {
    i32::try_from(date.duration_since(ORIGIN).as_hours() / 24).unwrap_or_default()
}

/// The day of a number; the first or the last that there is for one outside of the calendar.
pub fn day(number: i32) -> Date {
    ORIGIN.saturating_add(Span::new().days(number.clamp(-5_000_000, 5_000_000)))
}

/// The number of the week of a day; weeks begin on Monday, as those of ISO 8601 do.
pub fn week(date: Date) -> i32 {
    number(date).div_euclid(7)
}

/// The Monday of the week of a number.
pub fn monday(week: i32) -> Date {
    day(week.saturating_mul(7))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;

    #[test]
    fn days_and_weeks_come_back() {
        assert_eq!(ORIGIN.weekday(), Weekday::Monday);
        for at in [
            date(2001, 1, 1),
            date(2000, 12, 31),
            date(1970, 1, 1),
            date(2026, 12, 31),
            date(2024, 2, 29),
            date(-9999, 1, 3),
            date(9999, 12, 30),
        ] {
            assert_eq!(day(number(at)), at);
            let start = monday(week(at));
            assert_eq!(start.weekday(), Weekday::Monday, "{at}");
            assert!((0..7).contains(&(number(at) - number(start))), "{at}");
            assert_eq!(start.iso_week_date().week(), at.iso_week_date().week(), "{at}");
        }
    }
}
