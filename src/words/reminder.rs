//! Reminders in words: days, times, and what the notification says.

use jiff::civil::Weekday;

use crate::domain::reminder::{Days, Reminder};
use crate::t;

/// What a notification says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its first line: "HE-1 Jíquán, after lunch".
    pub title: String,
    /// What stands below it.
    pub body: String,
    /// The same where the desktop shows no buttons.
    pub body_alone: String,
    /// On the button that starts.
    pub start: String,
    /// On the button that lets it come again.
    pub later: String,
    /// On the button that says no more of it today.
    pub not_today: String,
    /// What a click beside the buttons does.
    pub open: String,
}

/// What is said of that point or routine.
#[must_use]
pub fn note(name: &str, label: &str) -> Note {
    Note {
        title: titled(name, label),
        body: t!("reminder-body"),
        body_alone: t!("reminder-body-alone"),
        start: t!("start"),
        later: t!("reminder-later"),
        not_today: t!("reminder-not-today"),
        open: t!("reminder-open"),
    }
}

/// "HE-1 Jíquán, after lunch".
#[must_use]
pub fn titled(name: &str, label: &str) -> String {
    if label.is_empty() {
        name.to_owned()
    } else {
        t!("reminder-title", name = name, label = label)
    }
}

/// "weekdays", "every day", "Mon, Wed".
#[must_use]
pub fn days(days: Days) -> String {
    match days {
        Days::ALL => t!("days-all"),
        Days::WEEKDAYS => t!("days-weekdays"),
        Days::WEEKEND => t!("days-weekend"),
        days if days.is_empty() => t!("days-none"),
        days => days.days().map(day).collect::<Vec<_>>().join(", "),
    }
}

/// "Mon".
#[must_use]
pub fn day(day: Weekday) -> String {
    match day {
        Weekday::Monday => t!("day-mon"),
        Weekday::Tuesday => t!("day-tue"),
        Weekday::Wednesday => t!("day-wed"),
        Weekday::Thursday => t!("day-thu"),
        Weekday::Friday => t!("day-fri"),
        Weekday::Saturday => t!("day-sat"),
        Weekday::Sunday => t!("day-sun"),
    }
}

/// "weekdays at 13:00, 20:00".
#[must_use]
pub fn when(reminder: &Reminder) -> String {
    let times: Vec<String> =
        reminder.times.iter().map(|time| time.strftime("%H:%M").to_string()).collect();
    if times.is_empty() {
        t!("reminder-no-time", days = days(reminder.days))
    } else {
        t!("reminder-when", days = days(reminder.days), times = times.join(", "))
    }
}
