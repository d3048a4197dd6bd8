//! Days as the command line takes them: `2026-11-20`, `today`, `yesterday`, `7d`, `4w`, `3m`.

use jiff::Span;
use jiff::civil::Date;

use crate::platform::clock;
use crate::t;

/// Nothing lies further back than this many days, weeks or months.
const FURTHEST: i32 = 9_999;

/// The day that a text names, seen from today: a date, `today`, `yesterday`, or so many days, weeks or months ago
/// (`7d`, `4w`, `3m`). A month ago is the same day of that month, or its last where it is shorter. `None` for anything
/// else.
pub(super) fn date(text: &str, today: Date) -> Option<Date> {
    let text = text.trim().to_ascii_lowercase();
    match text.as_str() {
        "today" => return Some(today),
        "yesterday" => return today.yesterday().ok(),
        _ => {}
    }
    if let Some((count, unit)) = ago(&text) {
        let span = match unit {
            'd' => Span::new().days(count),
            'w' => Span::new().weeks(count),
            'm' => Span::new().months(count),
            _ => return None,
        };
        return today.checked_sub(span).ok();
    }
    // Strictly so: a reader of dates and times would take more.
    let is_date = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if is_date { text.parse().ok() } else { None }
}

/// "4w": a number and a letter.
fn ago(text: &str) -> Option<(i32, char)> {
    let unit = text.chars().next_back()?;
    let digits = text.strip_suffix(unit)?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let count = if is_number { digits.parse().ok()? } else { return None };
    (count <= FURTHEST).then_some((count, unit))
}

/// The same seen from this day, for the arguments; else a sentence that says what would be right.
pub(super) fn from_today(text: &str) -> Result<Date, String> {
    date(text, clock::zoned().date()).ok_or_else(|| t!("date-bad"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        let today = jiff::civil::date(2026, 3, 31);
        for (text, expected) in [
            ("2026-11-20", Some("2026-11-20")),
            ("2024-02-29", Some("2024-02-29")),
            ("today", Some("2026-03-31")),
            (" Today ", Some("2026-03-31")),
            ("yesterday", Some("2026-03-30")),
            ("0d", Some("2026-03-31")),
            ("7d", Some("2026-03-24")),
            ("31d", Some("2026-02-28")),
            ("4w", Some("2026-03-03")),
            ("4W", Some("2026-03-03")),
            // February is shorter.
            ("1m", Some("2026-02-28")),
            ("3m", Some("2025-12-31")),
            ("13m", Some("2025-02-28")),
            ("2026-02-29", None),
            ("2026-13-01", None),
            ("2026-1-1", None),
            ("20261120", None),
            ("2026-11-20T08:00", None),
            ("tomorrow", None),
            ("7", None),
            ("d", None),
            ("-7d", None),
            ("+7d", None),
            ("7y", None),
            ("7é", None),
            ("10000d", None),
            ("99999999999999999999d", None),
            ("", None),
        ] {
            let expected: Option<Date> = expected.map(|date| date.parse().expect("a date"));
            assert_eq!(date(text, today), expected, "{text:?}");
        }
    }
}
