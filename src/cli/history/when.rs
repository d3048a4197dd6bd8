//! Moments as a person types them: `2026-11-20 21:15`, `yesterday 21:15`, `21:15`.

use std::time::Duration;

use jiff::Zoned;
use jiff::civil::date;

use crate::cli::dates;
use crate::format::reminders::time_named;
use crate::t;

/// When something began that lasted so long and is over by now; else a sentence that says why not.
pub(super) fn moment(text: &str, lasted: Duration, now: &Zoned) -> Result<Zoned, String> {
    let text = text.trim();
    let is_iso = text.get(10..11) == Some("T") && dates::date(&text[..10], now.date()).is_some();
    let (day, time) = if is_iso {
        text.split_once('T').unwrap_or_default()
    } else {
        text.rsplit_once(' ').unwrap_or(("today", text))
    };
    let day = dates::date(day, now.date());
    let at = day.zip(time_named(time)).ok_or_else(|| t!("history-bad-time", text = text))?;
    let began = at.0.to_datetime(at.1).to_zoned(now.time_zone().clone());
    let began = began.map_err(|_| t!("history-bad-time", text = text))?;
    // Whoever notes it at once may round up.
    let soon = now.saturating_add(jiff::Span::new().minutes(1));
    let ended = began.checked_add(lasted).map_err(|_| t!("history-bad-time", text = text))?;
    if began > soon {
        return Err(t!("history-future", when = began.strftime("%Y-%m-%d %H:%M").to_string()));
    }
    if ended > soon {
        return Err(t!("history-not-over", when = ended.strftime("%Y-%m-%d %H:%M").to_string()));
    }
    if began.date() < date(1900, 1, 1) {
        return Err(t!("history-long-ago", when = began.date().to_string()));
    }
    Ok(began)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let now: Zoned = "2026-11-23T08:00:00+01:00[Europe/Paris]".parse().expect("a moment");
        let check = |text: &str, minutes: u64, expected: Result<&str, &str>| {
            let came = moment(text, Duration::from_secs(minutes * 60), &now);
            match (came, expected) {
                (Ok(at), Ok(expected)) => {
                    assert_eq!(at.strftime("%Y-%m-%d %H:%M").to_string(), expected, "{text}");
                }
                (Err(why), Err(expected)) => assert!(why.contains(expected), "{text}: {why}"),
                (came, _) => panic!("{text}: {came:?}"),
            }
        };
        check("2026-11-20 21:15", 5, Ok("2026-11-20 21:15"));
        check("2026-11-20T21:15", 5, Ok("2026-11-20 21:15"));
        check(" yesterday 21:15 ", 5, Ok("2026-11-22 21:15"));
        check("3d 7:05", 5, Ok("2026-11-20 07:05"));
        check("7:50", 10, Ok("2026-11-23 07:50"));
        check("7:50", 11, Ok("2026-11-23 07:50"));
        check("7:50", 12, Err("not be over"));
        check("8:02", 1, Err("future"));
        check("21:15", 5, Err("future"));
        check("2027-01-01 10:00", 5, Err("future"));
        check("0202-11-20 21:15", 5, Err("1900"));
        check("tomorrow 10:00", 5, Err("2026-11-20 21:15"));
        for text in ["", "2026-11-20", "2026-02-30 10:00", "25:00", "9999999d 1:00", "é", "éééééT"]
        {
            check(text, 5, Err("2026-11-20 21:15"));
        }
        // An hour that a spring night skips is told as it is counted on.
        check("2026-03-29 02:30", 5, Ok("2026-03-29 03:30"));
    }
}
