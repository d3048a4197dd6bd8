//! `wellspring history add`, `amend`, `strike` and `restore`: the log only ever grows, so each appends notes.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Zoned;

use super::arguments::{HistoryChange, NONE, Place, SaidFlags, Told};
use super::listed::Names;
use super::{book, when};
use crate::cli::known::{self, Here};
use crate::cli::{Failure, print_lines};
use crate::domain::history::{
    Began, Book, ByHand, Change, Entry, Note, Past, PlannedPress, Session, SessionId,
};
use crate::domain::plan::Sides;
use crate::domain::point::{NotPlayable, Point, Side};
use crate::domain::technique::Motion;
use crate::platform::dirs::Dirs;
use crate::platform::journal::{Journal, unique};
use crate::platform::{clock, library::Library};
use crate::t;
use crate::words::time::day_and_time;

/// How long a command waits for the disk.
const PATIENCE: Duration = Duration::from_secs(30);
/// No shorter beginning of an id is taken: a day's sessions begin alike.
const SHORTEST_ID: usize = 8;

pub(super) fn run(dirs: &Dirs, change: HistoryChange) -> Result<(), Failure> {
    match change {
        HistoryChange::Add { code, minutes, side, at, said } => {
            add(dirs, &code, minutes, side, at.as_deref(), &said)
        }
        HistoryChange::Amend { id, minutes, at, said, untag } => {
            amend(dirs, &id, minutes, at.as_deref(), &said, &untag)
        }
        HistoryChange::Strike { id } => strike(dirs, &id, true),
        HistoryChange::Restore { id } => strike(dirs, &id, false),
    }
}

fn add(
    dirs: &Dirs,
    code: &str,
    lasted: Duration,
    side: Option<Place>,
    at: Option<&str>,
    said: &SaidFlags,
) -> Result<(), Failure> {
    let here = Here::open(dirs)?;
    let point = known::find(&here.library.catalogue, code)?;
    let now = clock::zoned();
    let began = match at {
        Some(text) => when::moment(text, lasted, &now).map_err(Failure::Refused)?,
        None => now.checked_sub(lasted).map_err(|error| Failure::refused(&error))?,
    };
    let presses = presses(point, side, lasted)?;
    let mut change = Change {
        tags: (!said.tag.is_empty()).then(|| said.tag.clone()),
        ..told(said, &here.library)?
    };
    // There is nothing yet to be taken back.
    change.before = change.before.filter(Option::is_some);
    change.after = change.after.filter(Option::is_some);
    change.complaint = change.complaint.filter(Option::is_some);
    change.worse = change.worse.filter(Option::is_some);
    change.remark = change.remark.filter(|text| !text.trim().is_empty());
    let id = unique::session(now.timestamp());
    let notes = ByHand { began, presses, change }.notes();
    let entries: Vec<Entry> = notes.into_iter().map(|note| entry(&id, &now, note)).collect();
    append(dirs, &entries)?;
    let mut lines = shown(dirs, &here.library, &Book::of(&entries), &id, t!("history-noted"));
    lines.push(t!("history-noted-id", id = id.0.as_str()));
    // A diary holds what was done. That it is not offered is said, and it is never played.
    if let Err(why @ (NotPlayable::GradedNo { .. } | NotPlayable::LeftOut { .. })) =
        here.person().suit(point)
    {
        lines.push(t!("history-not-played", why = why.to_string()));
    }
    print_lines(&lines)
}

/// What was pressed, and how long each: both sides one after the other share the time.
fn presses(
    point: &Point,
    side: Option<Place>,
    lasted: Duration,
) -> Result<Vec<PlannedPress>, Failure> {
    let sides: &[Side] = match (point.bilateral, side) {
        (false, None | Some(Place::Midline)) => &[Side::Midline],
        (true, None) => Sides::Both.in_order(),
        (true, Some(Place::Sides(sides))) => sides.in_order(),
        (false, Some(Place::Sides(_))) => {
            return Err(Failure::Refused(t!("history-only-midline", point = point.title())));
        }
        (true, Some(Place::Midline)) => {
            return Err(Failure::Refused(t!("history-no-midline", point = point.title())));
        }
    };
    let motions = point.guide.as_ref().map(|guide| guide.technique.motions.as_slice());
    let motion = motions.and_then(<[Motion]>::first).copied().unwrap_or(Motion::Steady);
    let count = u32::try_from(sides.len()).unwrap_or(1).max(1);
    let press = |side: &Side| PlannedPress {
        point: point.code.clone(),
        side: *side,
        motion,
        most: lasted / count,
        until_release: false,
    };
    Ok(sides.iter().map(press).collect())
}

/// What the flags say of a session, but for its tags.
fn told(said: &SaidFlags, library: &Library) -> Result<Change, Failure> {
    let complaint = match said.complaint.as_deref() {
        None => None,
        Some(NONE) => Some(None),
        Some(text) => {
            let complaint = library.complaints.find(text).ok_or_else(|| {
                let keys: Vec<&str> =
                    library.complaints.iter().map(|one| one.key.as_str()).collect();
                Failure::Refused(t!("history-no-complaint", text = text, keys = keys.join(", ")))
            })?;
            Some(Some(complaint.key.clone()))
        }
    };
    Ok(Change {
        before: said.before.map(|Told(rating)| rating),
        after: said.after.map(|Told(rating)| rating),
        complaint,
        worse: said.worse.map(|Told(side)| side),
        remark: said.note.clone(),
        ..Change::default()
    })
}

fn amend(
    dirs: &Dirs,
    id: &str,
    lasted: Option<Duration>,
    at: Option<&str>,
    said: &SaidFlags,
    untag: &[String],
) -> Result<(), Failure> {
    let library = known::library(dirs)?;
    let mut book = book(dirs);
    let session = find(&book, id)?.session();
    let now = clock::zoned();
    let mut change = told(said, &library)?;
    if !said.tag.is_empty() || !untag.is_empty() {
        let kept = session.said.tags.iter().filter(|tag| !untag.contains(tag));
        change.tags = Some(kept.chain(&said.tag).cloned().collect());
    }
    if let Some(lasted) = lasted {
        change.pressed = shared_out(&session, lasted)?;
    }
    if let Some(at) = at {
        let lasted = lasted.unwrap_or_else(|| session.pressed());
        let began = when::moment(at, lasted, &now).map_err(Failure::Refused)?;
        change.began = Some(Began(began));
    } else if let Some(lasted) = lasted
        && session.started.checked_add(lasted).is_ok_and(|end| end > now)
    {
        return Err(Failure::Refused(t!("history-too-long")));
    }
    if change.is_empty() {
        return Err(Failure::Refused(t!("history-amend-what")));
    }
    let entry = entry(&session.id, &now, change.note(&session.said));
    append(dirs, std::slice::from_ref(&entry))?;
    book.take(&entry);
    print_lines(&shown(dirs, &library, &book, &session.id, t!("history-amended")))
}

/// A time in all, shared out as the presses were; evenly where none was pressed.
fn shared_out(session: &Session, lasted: Duration) -> Result<BTreeMap<usize, Duration>, Failure> {
    let whole = session.pressed().as_secs_f64();
    let count = session.presses.len();
    if count == 0 {
        return Err(Failure::Refused(t!("history-no-presses")));
    }
    #[expect(clippy::cast_precision_loss, reason = "a session has few presses")]
    let even = 1.0 / count as f64;
    let share = |pressed: Duration| if whole > 0.0 { pressed.as_secs_f64() / whole } else { even };
    let presses = session.presses.iter().enumerate();
    Ok(presses.map(|(index, press)| (index, lasted.mul_f64(share(press.pressed)))).collect())
}

fn strike(dirs: &Dirs, id: &str, struck: bool) -> Result<(), Failure> {
    let library = known::library(dirs)?;
    let mut book = book(dirs);
    let session = find(&book, id)?.session();
    if session.said.struck == struck {
        let already = if struck { t!("history-struck-already") } else { t!("history-not-struck") };
        return print_lines(&shown(dirs, &library, &book, &session.id, already));
    }
    let note = Change::strike(struck).note(&session.said);
    let entry = entry(&session.id, &clock::zoned(), note);
    append(dirs, std::slice::from_ref(&entry))?;
    book.take(&entry);
    let done = if struck { t!("history-struck-done") } else { t!("history-restored") };
    let mut lines = shown(dirs, &library, &book, &session.id, done);
    if struck {
        lines.push(t!("history-struck-back", id = session.id.0.as_str()));
    }
    print_lines(&lines)
}

/// The session that a beginning of its id names.
fn find<'a>(book: &'a Book, text: &str) -> Result<Past<'a>, Failure> {
    let text = text.trim();
    if let Some(past) = book.find(&SessionId(text.to_owned())) {
        return Ok(past);
    }
    if text.chars().count() < SHORTEST_ID {
        return Err(Failure::Refused(t!("history-id-short", text = text, least = SHORTEST_ID)));
    }
    let begin = text.to_lowercase();
    let found: Vec<Past<'_>> =
        book.all().filter(|past| past.id().0.to_lowercase().starts_with(&begin)).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Failure::Refused(t!("history-id-unknown", text = text))),
        several => {
            let today = clock::zoned().date();
            let one = |past: &Past<'_>| {
                format!("{} ({})", past.id().0, day_and_time(&past.began(), today))
            };
            let all = several.iter().take(10).map(one).collect::<Vec<_>>().join(", ");
            Err(Failure::Refused(t!("history-id-several", text = text, all = all)))
        }
    }
}

fn entry(session: &SessionId, at: &Zoned, note: Note) -> Entry {
    Entry { session: session.clone(), at: at.clone(), note }
}

/// Puts notes into the log, and waits until they would survive a power cut.
fn append(dirs: &Dirs, entries: &[Entry]) -> Result<(), Failure> {
    let (journal, _) = Journal::open(dirs, |_| ());
    for entry in entries {
        journal.append(entry.clone());
    }
    journal.flush(PATIENCE).map_err(|why| Failure::Machine(t!("history-not-noted", why = why.why)))
}

/// What was done, and the session as it stands now.
fn shown(dirs: &Dirs, library: &Library, book: &Book, id: &SessionId, done: String) -> Vec<String> {
    let rows = Names::new(library, dirs).listed(book, book.find(id).into_iter());
    std::iter::once(done).chain(rows).collect()
}
