//! Sessions from notes, whatever the order of the notes.

use super::{Book, Entry, Past, Session, SessionId};

/// Folds entries into sessions, newest first.
///
/// Entries may come in any order and any number of times: the result is the same. A note on a
/// session whose start is unknown is left out (it cannot be dated or named); [`startless`] names it.
/// `running` is the session that goes on at this moment, if any: it is left out. Struck sessions are
/// in, and say so.
#[must_use]
pub fn fold(entries: &[Entry], running: Option<&SessionId>) -> Vec<Session> {
    let mut book = Book::of(entries);
    book.leave_out(running.cloned());
    book.all().map(Past::session).collect()
}

/// The sessions that have notes but no start, in the order of their names: the line that told of
/// their start was lost or has not arrived yet.
#[must_use]
pub fn startless(entries: &[Entry]) -> Vec<SessionId> {
    Book::of(entries).startless()
}
