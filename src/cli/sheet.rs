//! `wellspring sheet`: what was done as one page for a clinician.

use std::path::Path;

use super::known::Here;
use super::span::{self, SpanFlags};
use super::{Failure, history, print_lines};
use crate::domain::routine::Shelves;
use crate::format::sheet::{self, Options, Remarks};
use crate::platform::clock;
use crate::platform::dirs::Dirs;
use crate::t;

pub(super) fn run(
    dirs: &Dirs,
    flags: &SpanFlags,
    no_notes: bool,
    output: &Path,
) -> Result<(), Failure> {
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let write = match ending.as_deref() {
        Some("html" | "htm") => sheet::html,
        Some("svg") => sheet::svg,
        _ => return Err(Failure::Refused(t!("sheet-bad-name"))),
    };
    let here = Here::open(dirs)?;
    let routines = span::routines(dirs, &here);
    let filter = flags.filter(&here, &routines)?;
    let book = history::book(dirs);
    if book.filtered(&filter).next().is_none() {
        return Err(Failure::Refused(t!("sheet-empty")));
    }
    let shelves = Shelves { routines: &routines, ..here.library.shelves() };
    let remarks = if no_notes { Remarks::None } else { Remarks::All };
    let options = Options { today: clock::zoned().date(), remarks };
    let page = write(&sheet::of(&book, &filter, &shelves, &options));
    let file = output.display().to_string();
    std::fs::write(output, page).map_err(|error| {
        Failure::Machine(t!("handout-not-written", file = file.as_str(), why = error.to_string()))
    })?;
    print_lines(&[t!("handout-written", file = file)])
}
