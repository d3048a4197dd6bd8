//! `wellspring export`: the history as a table for spreadsheet programs, or as the lines of the log.

use std::io::{self, Write as _};
use std::path::Path;

use super::history::{self, FilterFlags};
use super::{Failure, complain, known, print_lines};
use crate::platform::dirs::Dirs;
use crate::platform::history_files::{self, NotWritten};
use crate::t;

/// What names standard output.
const STANDARD: &str = "-";

/// What is wanted, and where.
pub(super) struct Asked<'a> {
    pub(super) jsonl: bool,
    pub(super) csv: bool,
    pub(super) output: Option<&'a Path>,
    pub(super) replace: bool,
}

pub(super) fn run(dirs: &Dirs, flags: &FilterFlags, asked: &Asked<'_>) -> Result<(), Failure> {
    let library = known::library(dirs)?;
    let filter = history::filter(flags, &library, dirs)?;
    let output = asked.output.filter(|path| path.as_os_str() != STANDARD);
    let named = |ending: &str| {
        output.and_then(Path::extension).is_some_and(|it| it.eq_ignore_ascii_case(ending))
    };
    let (bytes, told) = if asked.jsonl || (!asked.csv && named("jsonl")) {
        let exported = history_files::export(dirs, &filter);
        for problem in &exported.problems {
            complain(&problem.to_string());
        }
        (exported.text, t!("history-exported-notes", count = exported.notes))
    } else {
        let book = history::book(dirs);
        let count = book.filtered(&filter).count();
        let table = history::table(&book, &filter, &library);
        (table.into_bytes(), t!("history-exported", count = count))
    };
    let Some(path) = output else {
        let mut out = io::stdout().lock();
        return out.write_all(&bytes).and_then(|()| out.flush()).map_err(Failure::Output);
    };
    history_files::write(path, &bytes, asked.replace).map_err(|error| match error {
        NotWritten::Exists(_) => Failure::refused(&error),
        NotWritten::Failed { .. } => Failure::machine(&error),
    })?;
    print_lines(&[told, t!("export-done", file = path.display().to_string())])
}
