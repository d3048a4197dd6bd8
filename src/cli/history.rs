//! `wellspring history`: past sessions, newest first; what was done without the program; what is put right.

use super::{Failure, complain, known, print, print_lines};
use crate::domain::code::Code;
use crate::domain::history::{Book, Filter, Past, Session};
use crate::domain::point::Point;
use crate::domain::routine::Routine;
use crate::format::{csv, sessions};
use crate::platform::dirs::Dirs;
use crate::platform::journal;
use crate::platform::library::{Library, own_routines};
use crate::t;

mod arguments;
mod change;
mod listed;
mod when;

pub(super) use arguments::{AsFlags, FilterFlags, HistoryChange};
use listed::Names;

pub(super) fn run(
    dirs: &Dirs,
    change: Option<HistoryChange>,
    filter: &FilterFlags,
    as_what: AsFlags,
) -> Result<(), Failure> {
    match change {
        Some(change) => change::run(dirs, change),
        None => list(dirs, filter, as_what),
    }
}

fn list(dirs: &Dirs, flags: &FilterFlags, as_what: AsFlags) -> Result<(), Failure> {
    let library = known::library(dirs)?;
    let filter = filter(flags, &library, dirs)?;
    let book = book(dirs);
    let past = || book.filtered(&filter);
    if as_what.csv {
        return print(&table(&book, &filter, &library));
    }
    if as_what.json {
        let sessions: Vec<Session> = past().map(Past::session).collect();
        return print(&sessions::write(&sessions));
    }
    if past().next().is_none() {
        let is_all = filter == Filter::default();
        return print_lines(&[if is_all { t!("list-empty") } else { t!("history-none-such") }]);
    }
    let names = Names::new(&library, dirs);
    print_lines(&names.listed(&book, past()))
}

/// The sessions that pass, as a table for spreadsheet programs.
pub(super) fn table(book: &Book, filter: &Filter, library: &Library) -> String {
    let name =
        |code: &Code| library.catalogue.find(code.as_str()).map(Point::title).unwrap_or_default();
    csv::write(book.filtered(filter).map(Past::session), name)
}

/// All sessions; what could not be read is told.
pub(super) fn book(dirs: &Dirs) -> Book {
    let (book, problems) = journal::read_book(dirs);
    for problem in &problems {
        complain(&problem.to_string());
    }
    book
}

/// What those flags ask for. A point must be known; a routine or a complaint may be one that no longer is.
pub(super) fn filter(
    flags: &FilterFlags,
    library: &Library,
    dirs: &Dirs,
) -> Result<Filter, Failure> {
    let point = match &flags.point {
        None => None,
        Some(text) => match known::find(&library.catalogue, text) {
            Ok(point) => Some(point.code.clone()),
            // A point of one's own that was thrown away since.
            Err(failure) => Some(Code::parse(text).ok_or(failure)?),
        },
    };
    let routine = flags.routine.as_deref().map(|text| {
        let own = own_routines(dirs, &library.catalogue).0;
        let is_it = |one: &&Routine| one.key == text || one.name.eq_ignore_ascii_case(text);
        let known = own.iter().chain(&library.routines).find(is_it);
        known.map_or_else(|| text.to_owned(), |one| one.key.clone())
    });
    Ok(Filter {
        point,
        routine,
        complaint: flags.complaint.as_deref().map(|text| {
            library.complaints.find(text).map_or_else(|| text.to_owned(), |one| one.key.clone())
        }),
        outcome: flags.outcome,
        from: flags.since,
        to: flags.until,
        text: flags.search.clone(),
        struck: flags.struck,
    })
}
