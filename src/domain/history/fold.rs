//! Sessions from notes, whatever the order of the notes.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use jiff::{Timestamp, Zoned};

use super::{
    Entry, Note, Outcome, PastPress, PlannedPress, PressEnd, Session, SessionId, StopReason,
};

/// Folds entries into sessions, newest first.
///
/// Entries may come in any order and any number of times: the result is the same. A note on a
/// session whose start is unknown is left out (it cannot be dated or named); [`startless`] names it.
/// `running` is the session that goes on at this moment, if any: it is left out.
#[must_use]
pub fn fold(entries: &[Entry], running: Option<&SessionId>) -> Vec<Session> {
    let mut sessions: Vec<Session> = gather(entries)
        .into_iter()
        .filter(|(id, _)| running != Some(*id))
        .filter_map(|(id, notes)| notes.into_session(id))
        .collect();
    sessions.sort_unstable_by(|one, other| {
        (other.started.timestamp(), &other.id).cmp(&(one.started.timestamp(), &one.id))
    });
    sessions
}

/// The sessions that have notes but no start, in the order of their names: the line that told of
/// their start was lost or has not arrived yet.
#[must_use]
pub fn startless(entries: &[Entry]) -> Vec<SessionId> {
    let mut ids: Vec<SessionId> = gather(entries)
        .into_iter()
        .filter(|(_, notes)| notes.start.is_none())
        .map(|(id, _)| id.clone())
        .collect();
    ids.sort_unstable();
    ids
}

fn gather(entries: &[Entry]) -> HashMap<&SessionId, Notes<'_>> {
    let mut sessions: HashMap<&SessionId, Notes<'_>> = HashMap::new();
    for entry in entries {
        sessions.entry(&entry.session).or_default().take(entry);
    }
    sessions
}

/// What stands of one session's notes. Of notes that say different things of one matter, one is
/// chosen by what they say alone, so that neither order nor repetition can change the choice.
#[derive(Default)]
struct Notes<'a> {
    start: Option<Start<'a>>,
    last: Option<&'a Zoned>,
    presses: BTreeMap<usize, Came>,
    end: Option<Finish>,
}

/// How a session began; the earliest stands.
#[derive(Clone, Copy)]
struct Start<'a> {
    at: &'a Zoned,
    presses: &'a [PlannedPress],
    routine: Option<&'a str>,
    continues: Option<&'a SessionId>,
}

impl Start<'_> {
    fn is_before(&self, other: &Self) -> bool {
        self.says().cmp(&other.says()).then_with(|| by_words(self.at, other.at)).is_lt()
    }

    fn says(&self) -> (Timestamp, &[PlannedPress], Option<&str>, Option<&SessionId>) {
        (self.at.timestamp(), self.presses, self.routine, self.continues)
    }
}

/// One moment may be told in several zones: then the words decide.
fn by_words(one: &Zoned, other: &Zoned) -> Ordering {
    one.timestamp().cmp(&other.timestamp()).then_with(|| one.to_string().cmp(&other.to_string()))
}

/// How far a press came; the greatest stands. The time pressed leads, because it only ever grows
/// while the wall clock may be set back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Came {
    pressed: Duration,
    ended: bool,
    at: Timestamp,
    end: PressEnd,
}

/// How a session ended; the greatest stands. A session that was played to its end outranks one that
/// was not, and a reason that was said outranks none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Finish {
    played: bool,
    at: Timestamp,
    outcome: Outcome,
    said: bool,
    reason: Option<StopReason>,
}

impl<'a> Notes<'a> {
    fn take(&mut self, entry: &'a Entry) {
        let at = entry.at.timestamp();
        if self.last.is_none_or(|last| by_words(&entry.at, last).is_gt()) {
            self.last = Some(&entry.at);
        }
        match &entry.note {
            Note::Started { presses, routine, continues } => {
                let start = Start {
                    at: &entry.at,
                    presses,
                    routine: routine.as_deref(),
                    continues: continues.as_ref(),
                };
                if self.start.is_none_or(|first| start.is_before(&first)) {
                    self.start = Some(start);
                }
            }
            Note::Press { index, pressed, end } => {
                let came =
                    Came { pressed: *pressed, ended: *end != PressEnd::GoesOn, at, end: *end };
                let kept = self.presses.entry(*index).or_insert(came);
                *kept = came.max(*kept);
            }
            Note::Ended { outcome, reason } => {
                let finish = Finish {
                    played: matches!(outcome, Outcome::Done | Outcome::Released | Outcome::Partial),
                    at,
                    outcome: *outcome,
                    said: reason.is_some_and(|reason| reason != StopReason::Unsaid),
                    reason: *reason,
                };
                self.end = self.end.max(Some(finish));
            }
        }
    }

    fn into_session(self, id: &SessionId) -> Option<Session> {
        let start = self.start?;
        let presses: Vec<PastPress> = start
            .presses
            .iter()
            .enumerate()
            .map(|(index, planned)| {
                let came = self.presses.get(&index);
                PastPress {
                    planned: planned.clone(),
                    pressed: came.map_or(Duration::ZERO, |came| came.pressed),
                    end: came.map(|came| came.end),
                }
            })
            .collect();
        let (outcome, reason) = match self.end {
            Some(finish) => (finish.outcome, finish.reason),
            // Somebody stopped because it was too much, and no reason could be asked any more.
            None if presses.iter().any(|press| press.end == Some(PressEnd::Stopped)) => {
                (Outcome::Stopped, Some(StopReason::Unsaid))
            }
            None => (Outcome::Interrupted, None),
        };
        Some(Session {
            id: id.clone(),
            started: start.at.clone(),
            last: self.last.unwrap_or(start.at).clone(),
            routine: start.routine.map(str::to_owned),
            continues: start.continues.cloned(),
            presses,
            outcome,
            reason,
        })
    }
}
