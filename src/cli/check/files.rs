//! Which files are looked at, and what each of them is.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::platform::store::LARGEST_FILE;
use crate::t;

/// A file and what it is.
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a file is, by its fields and, where they do not tell, by its folder.
pub(super) enum Kind {
    /// A point: its text.
    Point(String),
    /// A routine: its text.
    Routine(String),
    /// Neither: why.
    Neither(String),
    /// One that is not read where it lies: why, and what would be right.
    Misplaced(String, String),
    /// It cannot be read: why, and what would be right.
    Unreadable(String, String),
}

/// Which files a folder is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Home {
    Points,
    Routines,
    Any,
}

/// The files of a folder in the order of their names: those in its `points` and `routines`, or where it
/// has neither, those directly in it. Of the person's own folder only the former are looked at; a file
/// alone is looked at alone.
///
/// # Errors
/// When the folder cannot be listed; the person's own may be missing.
pub(super) fn in_folder(folder: &Path, is_own: bool) -> io::Result<Vec<Found>> {
    if fs::metadata(folder).is_ok_and(|data| data.is_file()) {
        return Ok(vec![found(folder.to_owned(), Home::Any)]);
    }
    let (points, routines) = (folder.join("points"), folder.join("routines"));
    let mut all = Vec::new();
    if is_own || points.is_dir() || routines.is_dir() {
        for (folder, home) in [(points, Home::Points), (routines, Home::Routines)] {
            if folder.exists() {
                all.extend(files(&folder)?.into_iter().map(|path| found(path, home)));
            }
        }
        return Ok(all);
    }
    let home = match folder.file_name().and_then(|name| name.to_str()) {
        Some("points") => Home::Points,
        Some("routines") => Home::Routines,
        _ => Home::Any,
    };
    all.extend(files(folder)?.into_iter().map(|path| found(path, home)));
    Ok(all)
}

/// The files directly in a folder but for those that nobody reads: hidden ones, and what Wellspring keeps
/// beside a file that it has replaced.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_kept = has_ending(&path, "bak") || name.contains(".broken-");
        if !path.is_dir() && !name.starts_with('.') && !is_kept {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn has_ending(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted))
}

fn found(path: PathBuf, home: Home) -> Found {
    let kind = kind_of(&path, home);
    Found { path, kind }
}

fn kind_of(path: &Path, home: Home) -> Kind {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    if !has_ending(path, "json") {
        return Kind::Neither(t!("check-not-json"));
    }
    if name.contains(".schema.") {
        return Kind::Neither(t!("check-schema"));
    }
    let text = match text_of(path) {
        Ok(text) => text,
        Err(why) => return Kind::Unreadable(why, t!("check-unreadable-help")),
    };
    let value: Option<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok();
    let has = |field: &str| value.as_ref().is_some_and(|value| value.get(field).is_some());
    let is_routine = has("points") && (has("key") || has("about") || has("name"));
    let is_point = !is_routine && (has("code") || has("point"));
    match home {
        Home::Points if is_routine => {
            Kind::Misplaced(t!("check-routine-among-points"), t!("check-move", folder = "routines"))
        }
        Home::Routines if is_point => {
            Kind::Misplaced(t!("check-point-among-routines"), t!("check-move", folder = "points"))
        }
        Home::Points => Kind::Point(text),
        Home::Routines => Kind::Routine(text),
        Home::Any if is_routine => Kind::Routine(text),
        // What is no JSON at all is told by the reader of points, with its line.
        Home::Any if is_point || value.is_none() => Kind::Point(text),
        Home::Any => Kind::Neither(t!("check-neither")),
    }
}

fn text_of(path: &Path) -> Result<String, String> {
    let cannot = |why: String| t!("check-unreadable", why = why);
    let mut bytes = Vec::new();
    let open = fs::File::open(path);
    let read = open.and_then(|open| open.take(LARGEST_FILE + 1).read_to_end(&mut bytes));
    let _ = read.map_err(|error| cannot(error.to_string()))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_FILE {
        return Err(cannot(t!("import-too-large")));
    }
    String::from_utf8(bytes).map_err(|_| cannot(t!("import-no-text")))
}
