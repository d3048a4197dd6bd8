//! How it is asked how strong a discomfort is, and what is said of it.

use super::{session, time};
use crate::domain::code::Code;
use crate::domain::complaint::Complaint;
use crate::domain::history::Rating;
use crate::domain::history::review::Dose;
use crate::t;

/// "How strong is the headache now, from 0 (none) to 10 (as strong as you can imagine)?"
#[must_use]
pub fn question(complaint: Option<&Complaint>) -> String {
    let ask = complaint.map(|complaint| complaint.ask.clone());
    t!("rate-question", ask = ask.unwrap_or_else(|| t!("rate-something")))
}

/// "Headache"; "Something else" for none.
#[must_use]
pub fn name(complaint: Option<&Complaint>) -> String {
    complaint.map_or_else(|| t!("rate-else"), |complaint| session::capital(&complaint.name))
}

/// "Before: 6."
#[must_use]
pub fn before(rating: Rating) -> String {
    t!("rate-before", rating = rating.get())
}

/// "HE-1: 2 times today, 4 minutes."; nothing where it was not pressed.
#[must_use]
pub fn dose(code: &Code, dose: Dose) -> Option<String> {
    let Dose { times, pressed } = dose;
    let code = code.to_string();
    (times > 0).then(|| t!("dose-today", code = code, times = times, time = time::spoken(pressed)))
}

/// "3 times a day are usually enough for this point.": a kind word, and no refusal.
#[must_use]
pub fn enough(a_day: u8) -> String {
    t!("dose-enough", times = a_day)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn doses_in_words() {
        let code = Code::parse("HE-1").expect("a code");
        let rows = [
            (0, 0, None),
            (1, 45, Some("HE-1: once today, 45 seconds.")),
            (2, 240, Some("HE-1: 2 times today, 4 minutes.")),
        ];
        for (times, seconds, expected) in rows {
            let pressed = Duration::from_secs(seconds);
            assert_eq!(dose(&code, Dose { times, pressed }).as_deref(), expected);
        }
        assert!(enough(1).starts_with("Once a day is usually enough"), "{}", enough(1));
        assert!(enough(3).starts_with("3 times a day are usually enough"), "{}", enough(3));
    }
}
