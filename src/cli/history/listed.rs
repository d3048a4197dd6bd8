//! Past sessions in lines, for people.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::domain::code::Code;
use crate::domain::history::{Book, Past, Session, SessionId};
use crate::domain::point::Point;
use crate::domain::routine::Routine;
use crate::platform::clock;
use crate::platform::dirs::Dirs;
use crate::platform::library::{Library, own_routines};
use crate::t;
use crate::words::columns::{aligned, paragraph};
use crate::words::{session, text, time};

use super::super::describe::WIDEST;

/// What things are called.
pub(super) struct Names<'a> {
    library: &'a Library,
    own: Vec<Routine>,
    today: Date,
}

/// An id is told by so many characters where they are enough; else by more, up to all.
const LENGTHS: [usize; 3] = [8, 13, 18];

impl<'a> Names<'a> {
    pub(super) fn new(library: &'a Library, dirs: &Dirs) -> Self {
        // What is wrong with a routine is told where routines are asked for.
        let own = own_routines(dirs, &library.catalogue).0;
        Self { library, own, today: clock::zoned().date() }
    }

    /// Those sessions of that book, a row each, and below it what the person said of it.
    pub(super) fn listed<'b>(
        &self,
        book: &Book,
        past: impl Iterator<Item = Past<'b>>,
    ) -> Vec<String> {
        let ids = Ids::of(book);
        let sessions: Vec<Session> = past.map(Past::session).collect();
        let rows: Vec<[String; 7]> =
            sessions.iter().map(|one| self.row(one, ids.short(&one.id))).collect();
        let below = sessions.iter().map(below);
        aligned(&rows)
            .into_iter()
            .zip(below)
            .flat_map(|(row, below)| std::iter::once(row).chain(below))
            .collect()
    }

    fn row(&self, one: &Session, id: &str) -> [String; 7] {
        [
            time::day_and_time(&one.started, self.today),
            self.title(one),
            session::pressed_sides(&one.sides()),
            time::length(one.pressed()),
            session::outcome(one.outcome, one.reason),
            self.rated(one),
            id.to_owned(),
        ]
    }

    fn title(&self, one: &Session) -> String {
        let points = one.points();
        let mut routines = self.own.iter().chain(&self.library.routines);
        let routine = one.routine.as_ref().and_then(|key| routines.find(|it| it.key == *key));
        if let Some(routine) = routine {
            let name = plain(&routine.name);
            return t!("history-routine", name = name, count = points.len());
        }
        let title = |code: &Code| {
            let point = self.library.catalogue.find(code.as_str());
            point.map_or_else(|| code.to_string(), Point::title)
        };
        points.iter().map(title).collect::<Vec<_>>().join(", ")
    }

    /// "headache 6, then 4, left worse".
    fn rated(&self, one: &Session) -> String {
        let said = &one.said;
        let what = said.complaint.as_deref().map_or_else(
            || t!("history-discomfort"),
            |key| {
                self.library.complaints.find(key).map_or_else(|| plain(key), |it| it.name.clone())
            },
        );
        let rated = match (said.before, said.after) {
            (Some(before), Some(after)) => {
                t!("history-rated-both", what = what, before = before.get(), after = after.get())
            }
            (Some(before), None) => t!("history-rated-before", what = what, before = before.get()),
            (None, Some(after)) => t!("history-rated-after", what = what, after = after.get()),
            (None, None) if said.complaint.is_some() => what,
            (None, None) => String::new(),
        };
        let worse = said
            .worse
            .map(|side| t!("history-worse", side = text(&format!("side-{}", side.name()))));
        let parts = [Some(rated).filter(|rated| !rated.is_empty()), worse];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// What the person said of it, in lines below its row.
fn below(one: &Session) -> Vec<String> {
    let mut lines: Vec<String> = one.said.remark.lines().map(plain).collect();
    if !one.said.tags.is_empty() {
        lines.push(t!("history-tags", tags = plain(&one.said.tags.join(", "))));
    }
    if one.by_hand {
        lines.push(t!("history-by-hand"));
    }
    let indented = lines.iter().map(|line| format!("    {}", line.trim()));
    indented.flat_map(|line| paragraph(&line, WIDEST)).collect()
}

/// A text without what a terminal would obey: it may come from another's file.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// The ids of a book, each as short as it is unique.
struct Ids {
    counts: HashMap<String, u32>,
}

impl Ids {
    fn of(book: &Book) -> Self {
        let mut counts = HashMap::new();
        for id in book.all().map(Past::id) {
            for length in LENGTHS {
                if let Some(begin) = id.0.get(..length) {
                    *counts.entry(begin.to_lowercase()).or_insert(0_u32) += 1;
                }
            }
        }
        Self { counts }
    }

    fn short<'i>(&self, id: &'i SessionId) -> &'i str {
        let is_unique =
            |begin: &&str| self.counts.get(&begin.to_lowercase()).is_none_or(|count| *count <= 1);
        LENGTHS.into_iter().filter_map(|length| id.0.get(..length)).find(is_unique).unwrap_or(&id.0)
    }
}
