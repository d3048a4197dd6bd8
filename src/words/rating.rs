//! How it is asked how strong a discomfort is, and what is said of it.

use super::session;
use crate::domain::complaint::Complaint;
use crate::domain::history::Rating;
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
