//! Taking up a session that broke off: what is left of it, and how that is played today.

use jiff::Zoned;

use super::{Outcome, PastPress, PlannedPress, PressEnd, Session, SessionId};
use crate::domain::catalogue::Catalogue;
use crate::domain::plan::{Dose, Sides};
use crate::domain::point::Side;
use crate::domain::profile::Person;
use crate::domain::routine::{Fitted, Item, Routine};

/// A session that broke off, with what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Its name in the log.
    pub id: SessionId,
    /// The key of the routine that was played, if one was.
    pub routine: Option<String>,
    /// Whether the person left it; else the program or the machine went away.
    pub was_left: bool,
    /// When.
    pub at: Zoned,
    /// How many points there were over the whole: where it had been taken up before, from its first beginning on. A
    /// point that is pressed several times in a row counts once.
    pub points: usize,
    /// At how many of them nothing is left to do.
    pub done: usize,
    /// The presses that are left, in playing order; at least one.
    pub remaining: Vec<PlannedPress>,
}

/// So many days are looked back over for a session to take up, and for those that it took up itself.
pub const TAKEN_UP: i64 = 14;

/// The session to take up, if there is one: the newest that was left, or broke off, today or yesterday by the local
/// date with a press not done, unless it was taken up since, the same was begun anew since, or the person has let it be.
///
/// One that was stopped is none: it was too much. Neither is one of a single press, which can as well be begun anew,
/// unless it took up another. `sessions` are in the order of [`super::fold`], newest first.
#[must_use]
pub fn interrupted(
    sessions: &[Session],
    catalogue: &Catalogue,
    let_be: Option<&SessionId>,
    now: &Zoned,
) -> Option<Unfinished> {
    let today = now.date();
    let yesterday = today.yesterday().ok()?;
    // One that began before midnight may have gone on for long.
    let oldest = yesterday.yesterday().ok()?;
    let mut later: Vec<&Session> = Vec::new();
    for session in sessions.iter().take_while(|session| session.started.date() >= oldest) {
        let day = session.last.date();
        if (day == today || day == yesterday)
            && is_open(session, catalogue)
            && !later.iter().any(|later| replaces(later, session))
        {
            // An older one is not offered in its place: it would come back each time.
            return (let_be != Some(&session.id)).then(|| unfinished(session, sessions, catalogue));
        }
        later.push(session);
    }
    None
}

fn is_open(session: &Session, catalogue: &Catalogue) -> bool {
    let broke_off = matches!(session.outcome, Outcome::Left | Outcome::Interrupted);
    broke_off
        && (session.presses.len() > 1 || session.continues.is_some())
        && session.presses.iter().any(|press| is_left(press, catalogue))
}

/// Whether a later session takes that one up, or was the same from its beginning.
fn replaces(later: &Session, session: &Session) -> bool {
    later.continues.as_ref() == Some(&session.id)
        || match (&later.routine, &session.routine) {
            (Some(one), Some(other)) => one == other,
            (None, None) => later.points() == session.points(),
            _ => false,
        }
}

/// Whether that press is left to be done: it never began, or was pressed for less than its least time. What the person
/// skipped is not offered to them again.
fn is_left(press: &PastPress, catalogue: &Catalogue) -> bool {
    match press.end {
        None => true,
        Some(PressEnd::Done | PressEnd::Released | PressEnd::Skipped) => false,
        Some(PressEnd::GoesOn | PressEnd::Stopped) => {
            let most = press.planned.most;
            let guide =
                catalogue.find(press.planned.point.as_str()).and_then(|point| point.guide.as_ref());
            press.pressed < guide.map_or(most, |guide| guide.technique.least.min(most))
        }
    }
}

fn unfinished(session: &Session, sessions: &[Session], catalogue: &Catalogue) -> Unfinished {
    let left = |press: &&PastPress| is_left(press, catalogue);
    let at = |press: &PastPress, other: &PastPress| press.planned.point == other.planned.point;
    let open = session.presses.chunk_by(at).filter(|point| point.iter().any(|one| left(&one)));
    let points = beginning(session, sessions).presses.chunk_by(at).count();
    Unfinished {
        id: session.id.clone(),
        routine: session.routine.clone(),
        was_left: session.outcome == Outcome::Left,
        at: session.last.clone(),
        points,
        done: points.saturating_sub(open.count()),
        remaining: session.presses.iter().filter(left).map(|press| press.planned.clone()).collect(),
    }
}

/// The session with which it all began, where it had been taken up before.
fn beginning<'a>(session: &'a Session, sessions: &'a [Session]) -> &'a Session {
    let mut first = session;
    // Each is older than the one before, so this ends whatever the log says.
    while let Some(continued) = &first.continues
        && let Some(before) = sessions.iter().find(|one| one.id == *continued)
        && before.started.timestamp() < first.started.timestamp()
    {
        first = before;
    }
    first
}

impl Unfinished {
    /// What is left of it for that person as they and the catalogue are today. What is not known or not played any
    /// more is left out and told. The rests are those of its routine as it is now.
    #[must_use]
    pub fn fit<'a>(
        &self,
        catalogue: &'a Catalogue,
        person: &Person<'a>,
        routine: Option<&Routine>,
    ) -> Fitted<'a> {
        let items = self.items(routine);
        Routine { items, ..Routine::own("", "") }.fit(catalogue, person)
    }

    fn items(&self, routine: Option<&Routine>) -> Vec<Item> {
        let mut items = Vec::new();
        let mut presses = self.remaining.iter().peekable();
        while let Some(press) = presses.next() {
            let right = PlannedPress { side: Side::Right, ..press.clone() };
            let sides = match press.side {
                Side::Left if presses.next_if(|next| **next == right).is_some() => Sides::Both,
                Side::Left => Sides::Left,
                Side::Right => Sides::Right,
                Side::Both => Sides::AtOnce,
                Side::Midline => Sides::Both,
            };
            let of_routine = routine.into_iter().flat_map(|routine| &routine.items);
            let rest = of_routine.filter(|item| item.code == press.point).map(|item| item.rest);
            items.push(Item {
                code: press.point.clone(),
                sides,
                motion: Some(press.motion),
                dose: if press.until_release {
                    Dose::UntilRelease
                } else {
                    Dose::Fixed(press.most)
                },
                times: 1,
                rest: rest.max().unwrap_or_default(),
                note: String::new(),
            });
        }
        items
    }
}

#[cfg(test)]
mod tests;
