//! `wellspring import` of a history: first what it would bring, then, when the person says so, taking it in.

use std::io::{self, BufRead as _};
use std::path::PathBuf;

use serde_json::json;

use crate::cli::{Failure, REFUSED, WELL, complain, print, print_lines};
use crate::platform::dirs::Dirs;
use crate::platform::history_files::{self, NotRead, Preview, Taken};
use crate::t;

/// What was asked for beside the files.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct Asked {
    /// Only look.
    pub(in crate::cli) check: bool,
    /// Take it without asking.
    pub(in crate::cli) yes: bool,
    /// Print for programs.
    pub(in crate::cli) json: bool,
}

/// Gives the exit code.
pub(super) fn run(dirs: &Dirs, paths: &[PathBuf], asked: Asked) -> Result<u8, Failure> {
    let preview = history_files::look(paths, dirs).map_err(|error| match error {
        NotRead::NoHistory { .. } | NotRead::Unreadable { .. } => Failure::refused(&error),
    })?;
    for problem in &preview.problems {
        complain(&problem.to_string());
    }
    if !asked.json {
        print_lines(&preview.told())?;
    }
    let wanted = !preview.is_empty() && !asked.check && (asked.yes || agreed(asked)?);
    let taken = if wanted {
        history_files::take(&preview, dirs).map_err(|error| Failure::machine(&error))?
    } else {
        Taken { path: None, entries: Vec::new() }
    };
    if asked.json {
        print(&object(&preview, &taken))?;
    } else if let Some(path) = &taken.path {
        print_lines(&[t!("history-taken", file = path.display().to_string())])?;
    } else if asked.check {
        print_lines(&[t!("history-only-looked")])?;
    }
    let is_refused = !preview.is_empty() && !asked.check && taken.path.is_none();
    if is_refused {
        complain(&t!("history-not-taken"));
    }
    Ok(if is_refused { REFUSED } else { WELL })
}

/// Whether the person types that it is to be taken. Programs say so with a flag.
fn agreed(asked: Asked) -> Result<bool, Failure> {
    if asked.json {
        return Ok(false);
    }
    print_lines(&[t!("history-ask")])?;
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    Ok(read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "yes" | "y"))
}

fn object(preview: &Preview, taken: &Taken) -> String {
    let object = json!({
        "version": 1,
        "files": preview.files,
        "sessions_new": preview.sessions_new,
        "sessions_grown": preview.sessions_grown,
        "sessions_known": preview.sessions_known,
        "from": preview.from.map(|day| day.to_string()),
        "to": preview.to.map(|day| day.to_string()),
        "devices": preview.devices,
        "notes_new": preview.notes_new,
        "notes_known": preview.notes_known,
        "notes_newer": preview.notes_newer,
        "damaged": preview.damaged,
        "taken": taken.path.as_ref().map(|path| path.display().to_string()),
    });
    format!("{object:#}\n")
}
