//! Days, times and lengths as a person types them, and what to do when they cannot be read.

use std::time::Duration;

use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::t;

/// No press is noted by hand that lasted longer.
pub const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// "2026-11-20 21:15".
#[must_use]
pub fn moment(at: &Zoned) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// The moment that was typed, in that zone; `now` is the latest it can be.
///
/// # Errors
/// A sentence that says what is wrong and how it is typed.
pub fn moment_of(text: &str, zone: TimeZone, now: &Zoned) -> Result<Zoned, String> {
    let unread = || t!("typed-moment", text = text.trim());
    let civil = DateTime::strptime("%Y-%m-%d %H:%M", text.trim()).map_err(|_| unread())?;
    let at = civil.to_zoned(zone).map_err(|_| unread())?;
    if at.timestamp() > now.timestamp() {
        return Err(t!("typed-future", text = text.trim()));
    }
    Ok(at)
}

/// The length that was typed: "2" or "2:30", in minutes.
///
/// # Errors
/// A sentence that says what is wrong and how it is typed.
pub fn length_of(text: &str) -> Result<Duration, String> {
    let unread = || t!("typed-length", text = text.trim());
    let (minutes, seconds) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let number = |text: &str| text.parse::<u64>().ok().filter(|number| *number <= 100_000);
    let (minutes, seconds) =
        (number(minutes).ok_or_else(unread)?, number(seconds).ok_or_else(unread)?);
    let length = Duration::from_secs(minutes * 60 + seconds);
    if seconds > 59 || length > LONGEST {
        return Err(unread());
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_minutes() {
        let rows = [
            ("2", Some(120)),
            (" 2:05 ", Some(125)),
            ("0:30", Some(30)),
            ("1440", Some(86_400)),
            ("1440:01", None),
            ("1:60", None),
            ("-1", None),
            ("", None),
            ("two", None),
            ("99999999999999999999", None),
        ];
        for (text, seconds) in rows {
            assert_eq!(length_of(text).ok().map(|it| it.as_secs()), seconds, "{text:?}");
        }
    }

    #[test]
    fn moments_are_read_in_their_zone_and_never_to_come() {
        let now: Zoned = "2026-11-22T16:43:00+00:00[Europe/Lisbon]".parse().unwrap();
        let rows = [
            ("2026-11-22 16:43", true),
            ("2026-11-22 16:44", false),
            ("2026-11-20 9:05", true),
            ("2026-02-30 09:05", false),
            ("yesterday", false),
            ("", false),
        ];
        for (text, is_read) in rows {
            let read = moment_of(text, now.time_zone().clone(), &now);
            assert_eq!(read.is_ok(), is_read, "{text:?}: {read:?}");
            if let Ok(at) = read {
                let again = moment_of(&moment(&at), now.time_zone().clone(), &now).unwrap();
                assert_eq!(again, at);
            }
        }
    }
}
