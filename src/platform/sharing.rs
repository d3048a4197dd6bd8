//! Routines that go from one person to another, as files: what one would bring is shown before it is kept, and
//! nothing that is there is overwritten unasked.

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::domain::point::Origin;
use crate::domain::routine::{LONGEST_NAME, Routine, Verdict, free_key};
use crate::format::point::FormatError;
use crate::format::routine;
use crate::platform::dirs::Dirs;
use crate::platform::library::Library;
use crate::platform::store::fs::RealFs;
use crate::platform::store::{LARGEST_FILE, NotStored, replace, save_routine};
use crate::t;

/// What is here already, to which a file is held.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What came with Wellspring, and the person's own points.
    pub library: &'a Library,
    /// The person's own routines.
    pub own: &'a [Routine],
    /// Where these are kept.
    pub dirs: &'a Dirs,
}

/// How a file stands to what is here under its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Present {
    /// Nothing is.
    No,
    /// The same routine.
    Same,
    /// Another routine of the person's own.
    Own,
    /// Another routine, one that came with Wellspring: it is never replaced.
    Shipped,
    /// A file of the person's own that cannot be read.
    Unread,
}

impl Present {
    /// Its name as programs read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Same => "same",
            Self::Own => "own",
            Self::Shipped => "shipped",
            Self::Unread => "unread",
        }
    }
}

/// What to do where another routine has its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clash {
    /// Nothing: say so.
    #[default]
    Refuse,
    /// Put it in place of the one that is here, which is kept as `.bak`.
    Replace,
    /// Keep it under a key and a name of its own.
    KeepBoth,
}

/// What a file would bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The file, as it was named.
    pub file: String,
    /// The routine as the file has it.
    pub routine: Routine,
    /// How each of its points stands to what is known here.
    pub points: Vec<Verdict>,
    /// What is here under its key.
    pub present: Present,
}

/// What came of accepting a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    /// It was here already; nothing was done.
    Same,
    /// It is kept.
    Saved {
        /// As it is kept: its key and name may be other than in the file.
        routine: Box<Routine>,
        /// In which file.
        path: PathBuf,
        /// Where what it replaced is kept.
        before: Option<PathBuf>,
    },
}

/// Why a file is not taken or not written: what happened, where, and what to do.
#[derive(Debug)]
pub enum Refused {
    /// It cannot be read.
    Unreadable {
        /// Which file.
        file: String,
        /// Why, and what to do.
        why: String,
    },
    /// It is no routine, or one with faults.
    Broken {
        /// Which file.
        file: String,
        /// Where, why, and what would be right.
        error: FormatError,
    },
    /// Something else is here under its key.
    Clash {
        /// Which file.
        file: String,
        /// The routine as the file has it.
        routine: Box<Routine>,
        /// What is here.
        present: Present,
    },
    /// A file is where one would be exported to.
    Exists(PathBuf),
    /// A file is where a folder is needed.
    NoFolder(PathBuf),
    /// The system refused to write.
    NotWritten {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused to save.
    NotStored(NotStored),
}

impl Refused {
    /// Whether this machine is to blame, and not what was asked of it.
    #[must_use]
    pub const fn is_failure(&self) -> bool {
        matches!(self, Self::NotWritten { .. } | Self::NotStored(_))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Unreadable { file, why } => format!("{file}: {why}"),
            Self::Broken { file, error } => format!("{file}: {error}"),
            Self::Clash { file, routine, present: Present::Shipped } => {
                t!("import-clash-shipped", file = file, key = &routine.key)
            }
            Self::Clash { file, routine, present: Present::Unread } => {
                t!("import-clash-unread", file = file, key = &routine.key)
            }
            Self::Clash { file, routine, .. } => {
                t!("import-clash", file = file, key = &routine.key)
            }
            Self::Exists(path) => t!("export-exists", file = path.display().to_string()),
            Self::NoFolder(path) => t!("export-no-folder", file = path.display().to_string()),
            Self::NotWritten { path, source } => {
                let why = source.to_string();
                t!("export-not-written", file = path.display().to_string(), why = why)
            }
            Self::NotStored(error) => error.to_string(),
        };
        formatter.write_str(&text)
    }
}

impl std::error::Error for Refused {}

/// What the file at that path would bring. Nothing is changed.
///
/// # Errors
/// When it cannot be read or is no routine.
pub fn preview(path: &Path, known: Known<'_>) -> Result<Preview, Refused> {
    let file = path.display().to_string();
    let text = text_at(path).map_err(|why| Refused::Unreadable { file: file.clone(), why })?;
    preview_text(&file, &text, known)
}

/// What that text would bring, which came from the file of that name. Nothing is changed.
///
/// # Errors
/// When it is no routine.
pub fn preview_text(file: &str, text: &str, known: Known<'_>) -> Result<Preview, Refused> {
    let reading = routine::read(text, &known.library.catalogue)
        .map_err(|error| Refused::Broken { file: file.to_owned(), error })?;
    let present = known.present(&reading.routine);
    let (routine, points) = (reading.routine, reading.points);
    Ok(Preview { file: file.to_owned(), routine, points, present })
}

/// Keeps the routine of a preview among the person's own. That it is the same as one that is here is no error.
///
/// # Errors
/// When another routine has its key and nothing was said of it, or the system refuses to save.
pub fn accept(preview: &Preview, clash: Clash, known: Known<'_>) -> Result<Accepted, Refused> {
    let Some(routine) = place(preview, clash, known)? else { return Ok(Accepted::Same) };
    let path = known.path(&routine.key);
    let before = fs::read(&path).ok();
    let text = routine::write(&routine).map_err(|error| Refused::NotWritten {
        path: path.clone(),
        source: io::Error::other(error),
    })?;
    let path = save_routine(known.dirs, &routine.key, &text).map_err(Refused::NotStored)?;
    let kept = replace::backup_of(&path);
    let before = before.is_some_and(|old| fs::read(&kept).is_ok_and(|kept| kept == old));
    let before = before.then_some(kept);
    Ok(Accepted::Saved { routine: Box::new(routine), path, before })
}

/// The routine as it is to be kept, with the key and the name that it gets; none if it is here already. Nothing is
/// changed.
///
/// # Errors
/// When another routine has its key and nothing was said of it.
pub fn place(
    preview: &Preview,
    clash: Clash,
    known: Known<'_>,
) -> Result<Option<Routine>, Refused> {
    // Not as it was when it was previewed: much may have happened meanwhile.
    let present = known.present(&preview.routine);
    let mut routine = preview.routine.clone();
    match (present, clash) {
        (Present::Same, _) => return Ok(None),
        (Present::No, _) | (Present::Own | Present::Unread, Clash::Replace) => {}
        (_, Clash::KeepBoth) => {
            routine.key = known.free_key(&routine.key);
            routine.name = known.free_name(&routine.name);
        }
        (_, Clash::Refuse | Clash::Replace) => {
            let routine = Box::new(routine);
            return Err(Refused::Clash { file: preview.file.clone(), routine, present });
        }
    }
    Ok(Some(routine))
}

impl Known<'_> {
    /// All routines that are here, the person's own first.
    pub fn routines(&self) -> impl Iterator<Item = &Routine> {
        self.own.iter().chain(&self.library.routines)
    }

    fn path(&self, key: &str) -> PathBuf {
        self.dirs.routines_dir().join(format!("{key}.json"))
    }

    /// How that routine stands to what is here under its key.
    #[must_use]
    pub fn present(&self, routine: &Routine) -> Present {
        match self.routines().find(|one| one.key == routine.key) {
            Some(one) if Routine { origin: routine.origin, ..one.clone() } == *routine => {
                Present::Same
            }
            Some(one) if one.origin == Origin::Own => Present::Own,
            Some(_) => Present::Shipped,
            None if fs::symlink_metadata(self.path(&routine.key)).is_ok() => Present::Unread,
            None => Present::No,
        }
    }

    /// That key, or one made of it that no routine and no file has.
    #[must_use]
    pub fn free_key(&self, key: &str) -> String {
        free_key(key, |key| {
            self.routines().any(|one| one.key == key)
                || fs::symlink_metadata(self.path(key)).is_ok()
        })
    }

    /// That name, or the first of "name (2)", "name (3)", ... that no routine has.
    #[must_use]
    pub fn free_name(&self, name: &str) -> String {
        let is_taken = |name: &str| self.routines().any(|one| one.name == name);
        let mut free = name.to_owned();
        let mut number = 2_u64;
        while is_taken(&free) {
            let ending = format!(" ({number})");
            let begin = name.chars().take(LONGEST_NAME - ending.len());
            free = begin.chain(ending.chars()).collect();
            number += 1;
        }
        free
    }
}

/// Writes routines as files that [`preview`] reads: one into that file, or into that folder where it is one; several
/// into that folder, which is made, each under its key. Gives the files.
///
/// # Errors
/// When a file is there that holds something else and `force` is not given, before anything is written; or when the
/// system refuses.
pub fn export(routines: &[&Routine], to: &Path, force: bool) -> Result<Vec<PathBuf>, Refused> {
    let failed = |path: &Path, source| Refused::NotWritten { path: path.to_owned(), source };
    let ends_open = to.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    let is_folder = routines.len() != 1 || to.is_dir() || ends_open;
    let mut files = Vec::new();
    for one in routines {
        let path = if is_folder { to.join(format!("{}.json", one.key)) } else { to.to_owned() };
        let text = routine::write(one).map_err(|error| failed(&path, io::Error::other(error)))?;
        files.push((path, text));
    }
    if is_folder && to.exists() && !to.is_dir() {
        return Err(Refused::NoFolder(to.to_owned()));
    }
    let holds = |path: &Path, text: &str| fs::read(path).is_ok_and(|old| old == text.as_bytes());
    let in_the_way = files.iter().find(|(path, text)| {
        fs::symlink_metadata(path).is_ok() && (path.is_dir() || !force && !holds(path, text))
    });
    if let Some((path, _)) = in_the_way {
        return Err(Refused::Exists(path.clone()));
    }
    if is_folder {
        fs::create_dir_all(to).map_err(|error| failed(to, error))?;
    }
    for (path, text) in &files {
        if !holds(path, text) {
            replace::put(&RealFs, path, text.as_bytes()).map_err(|error| failed(path, error))?;
        }
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// A file in that folder for that routine: one where nothing is, or that holds just this.
#[must_use]
pub fn free_file(folder: &Path, routine: &Routine) -> PathBuf {
    let path = |key: &str| folder.join(format!("{key}.json"));
    let text = routine::write(routine).unwrap_or_default();
    let is_taken = |key: &str| match fs::read(path(key)) {
        Ok(old) => old != text.as_bytes(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    };
    path(&free_key(&routine.key, is_taken))
}

/// The text of a file.
fn text_at(path: &Path) -> Result<String, String> {
    if path.is_dir() {
        return Err(t!("import-is-folder"));
    }
    let open = fs::File::open(path);
    text_of(open.map_err(|error| t!("import-not-opened", why = error.to_string()))?)
}

/// The text that something holds: no more than a routine can.
///
/// # Errors
/// When it cannot be read, is too large or no text: why, and what to do.
pub fn text_of(from: impl Read) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = from.take(LARGEST_FILE + 1).read_to_end(&mut bytes);
    let _ = read.map_err(|error| t!("import-not-opened", why = error.to_string()))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_FILE {
        return Err(t!("import-routine-too-large"));
    }
    // The marks with which UTF-16 begins; without one, every other byte of plain text is zero.
    let is_wide = bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || bytes.len() > 3 && (bytes[0] == 0) != (bytes[1] == 0);
    if is_wide {
        return Err(t!("import-utf16"));
    }
    if bytes.contains(&0) {
        return Err(t!("import-binary"));
    }
    String::from_utf8(bytes).map_err(|_| t!("import-binary"))
}
