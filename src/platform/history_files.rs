//! The history as files that come and go: what a copy of another machine's, or an earlier export, would bring; taking
//! it in; and writing it out.
//!
//! Histories are united line by line: a line that is here already is passed over, so taking in the same twice, or two
//! copies that share a part, changes nothing. What is taken in goes into a file of its own below `history/import/`;
//! no file that is there is touched.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::domain::history::{Book, Entry, Filter, Past, SessionId};
use crate::format::log::{Found, Reader};
use crate::platform::dirs::Dirs;
use crate::platform::journal::Problem;
use crate::platform::store::NotStored;
use crate::platform::store::fs::{Fs, RealFs, advice, make_dirs};
use crate::platform::store::replace::put;
use crate::t;

use super::tree::{Tree, is_log};
use lines::{Line, Lines};

mod lines;

/// What files would bring into the history. Nothing is changed by looking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// How many files were read.
    pub files: usize,
    /// How many sessions are not known here.
    pub sessions_new: usize,
    /// Of how many sessions that are known here there are further notes.
    pub sessions_grown: usize,
    /// How many sessions are known here just so.
    pub sessions_known: usize,
    /// The local day of the first session that is not known here.
    pub from: Option<Date>,
    /// The local day of the last one.
    pub to: Option<Date>,
    /// The devices that wrote the notes, sorted.
    pub devices: Vec<String>,
    /// How many notes are not known here.
    pub notes_new: usize,
    /// How many notes are known here.
    pub notes_known: usize,
    /// How many of the new ones a newer version wrote: they are taken too, for the version that understands them.
    pub notes_newer: usize,
    /// How many lines are damaged: they are not taken.
    pub damaged: usize,
    /// What was read past, by file and line; of many damaged lines the first.
    pub problems: Vec<Problem>,
    /// The lines that are not known here, in order.
    text: Vec<u8>,
}

impl Preview {
    /// Whether there is nothing that is not here already.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What it would bring, a sentence each.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        let mut lines = vec![t!(
            "history-preview",
            files = self.files,
            notes = self.notes_new + self.notes_known,
            devices = self.devices.len()
        )];
        lines.push(match (self.from, self.to) {
            (Some(from), Some(to)) => t!(
                "history-preview-new",
                count = self.sessions_new,
                from = from.to_string(),
                to = to.to_string()
            ),
            _ => t!("history-preview-no-new"),
        });
        let mut also = |count: usize, text: String| {
            if count > 0 {
                lines.push(text);
            }
        };
        let grown = self.sessions_grown;
        also(grown, t!("history-preview-grown", count = grown));
        let known = self.sessions_known;
        also(known, t!("history-preview-known", count = known));
        also(self.notes_newer, t!("history-preview-newer", count = self.notes_newer));
        also(self.damaged, t!("history-preview-damaged", count = self.damaged));
        if self.is_empty() {
            lines.push(t!("history-preview-nothing"));
        }
        lines
    }
}

/// What came of taking in.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The file that holds it; none where nothing was new.
    pub path: Option<PathBuf>,
    /// The notes, for a book that is open ([`Book::gather`]).
    pub entries: Vec<Entry>,
}

/// Why files bring nothing.
#[derive(Debug)]
pub enum NotRead {
    /// The system refuses to read.
    Unreadable {
        /// Which file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// There is not one whole note in it.
    NoHistory {
        /// Which file or folder.
        path: PathBuf,
        /// How many damaged lines there are.
        damaged: usize,
    },
}

impl std::fmt::Display for NotRead {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&match self {
            Self::Unreadable { path, source } => {
                let file = path.display().to_string();
                t!("history-unreadable", file = file, why = source.to_string())
            }
            Self::NoHistory { path, damaged } => {
                t!("history-none-in", file = path.display().to_string(), damaged = *damaged)
            }
        })
    }
}

impl std::error::Error for NotRead {}

/// Whether a path leads to something that may be a history: a folder, or a file of lines as the log has them.
#[must_use]
pub fn is_history(path: &Path) -> bool {
    if path.is_dir() || is_log(path) {
        return true;
    }
    let mut start = Vec::new();
    let read = RealFs
        .open_read(path)
        .and_then(|file| io::Read::read_to_end(&mut io::Read::take(file, 64), &mut start));
    read.is_ok() && start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&start).starts_with(b"{\"v\":")
}

/// What those files and folders would bring: an exported file, a history folder, a whole configuration folder, a
/// backup. Below a folder every `*.jsonl` is read; where it holds a `history`, those below that. Nothing is changed.
///
/// # Errors
/// When one of them cannot be read, or holds no history.
pub fn look(paths: &[PathBuf], dirs: &Dirs) -> Result<Preview, NotRead> {
    let mut known = Lines::default();
    for log in Tree::below(&dirs.history_dir()).logs() {
        // What cannot be read is not known: it may come a second time, which does no harm.
        let _ = known.read(log, |_, _| {});
    }
    let mut coming = Lines::default();
    let mut preview = Preview::default();
    let mut book = Book::default();
    for path in paths {
        let read = read_all(path, &mut coming, &mut |found| {
            if let Found::Record(record, _) = found {
                book.gather(&record.entry);
            }
        })?;
        preview.files += read.files;
        preview.damaged += read.damaged;
        preview.problems.extend(read.problems);
    }
    book.settle();
    let lines = coming.in_order();
    let (new, old): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|line| !known.holds(&line.text));
    preview.notes_new = new.len();
    preview.notes_known = old.len();
    preview.notes_newer = new.iter().filter(|line| line.is_newer).count();
    preview.devices = new.iter().chain(&old).map(|line| line.device.clone()).collect();
    preview.devices.sort_unstable();
    preview.devices.dedup();
    let grown: BTreeSet<&SessionId> = new.iter().filter_map(|line| line.session.as_ref()).collect();
    for past in book.all() {
        let id = past.id();
        if !known.starts(&id) {
            preview.sessions_new += 1;
            preview.from = preview.from.into_iter().chain([past.date()]).min();
            preview.to = preview.to.max(Some(past.date()));
        } else if grown.contains(&id) {
            preview.sessions_grown += 1;
        } else {
            preview.sessions_known += 1;
        }
    }
    preview.text = text_of(&new);
    Ok(preview)
}

/// Takes in what a preview found: into a file of its own, synced, for this user only.
///
/// # Errors
/// When the system refuses; nothing is changed then.
pub fn take(preview: &Preview, dirs: &Dirs) -> Result<Taken, NotStored> {
    if preview.is_empty() {
        return Ok(Taken { path: None, entries: Vec::new() });
    }
    let folder = dirs.history_dir().join("import");
    // Named by what it holds: the same taken in twice at once is one file.
    let sum = Sha256::digest(&preview.text);
    let number = sum.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    let path = folder.join(format!("{number:016x}.jsonl"));
    make_dirs(&RealFs, &folder, &dirs.config)
        .and_then(|()| put(&RealFs, &path, &preview.text))
        .map_err(|source| NotStored { path: path.clone(), source })?;
    let mut entries = Vec::new();
    Reader::default().push(&preview.text, &mut |_, found| {
        if let Found::Record(record, _) = found {
            entries.push(record.entry);
        }
    });
    Ok(Taken { path: Some(path), entries })
}

/// The history as lines of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// The lines, each once, by time, as they stand in the files: [`look`] and [`take`] take them all back.
    pub text: Vec<u8>,
    /// How many they are.
    pub notes: usize,
    /// How many of them a newer version wrote.
    pub newer: usize,
    /// What was read past.
    pub problems: Vec<Problem>,
}

/// The history as lines of the log: all that there are, or those of the sessions that pass. Nothing is changed.
#[must_use]
pub fn export(dirs: &Dirs, filter: &Filter) -> Exported {
    let mut lines = Lines::default();
    let mut book = Book::default();
    let mut problems = Vec::new();
    for log in Tree::below(&dirs.history_dir()).logs() {
        let read = lines.read(log, |number, found| match found {
            Found::Record(record, _) => book.gather(&record.entry),
            Found::Damaged(why, _) => problems.push(problem(log, Some(number), &why)),
            Found::Newer => {}
        });
        if let Err(error) = read {
            problems.push(problem(log, None, &format!("{error}. {}", advice(&error))));
        }
    }
    book.settle();
    let mut lines = lines.in_order();
    if !filter.is_empty() {
        let ids: BTreeSet<SessionId> = book.filtered(filter).map(Past::id).collect();
        lines.retain(|line| line.session.as_ref().is_some_and(|id| ids.contains(id)));
    }
    Exported {
        notes: lines.len(),
        newer: lines.iter().filter(|line| line.is_newer).count(),
        text: text_of(&lines),
        problems,
    }
}

/// Why an export was not written.
#[derive(Debug)]
pub enum NotWritten {
    /// Something is there already.
    Exists(PathBuf),
    /// The system refused.
    Failed {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl std::fmt::Display for NotWritten {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&match self {
            Self::Exists(path) => t!("history-export-exists", file = path.display().to_string()),
            Self::Failed { path, source } => {
                let file = path.display().to_string();
                t!("export-not-written", file = file, why = source.to_string())
            }
        })
    }
}

impl std::error::Error for NotWritten {}

/// Writes an export in one step, for this user only.
///
/// # Errors
/// When something is there and `replace` is not given, or the system refuses; what was there is then as it was.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), NotWritten> {
    let is_there = std::fs::symlink_metadata(path).is_ok();
    if is_there && (!replace || path.is_dir()) {
        return Err(NotWritten::Exists(path.to_owned()));
    }
    put(&RealFs, &RealFs.resolve(path), bytes)
        .map_err(|source| NotWritten::Failed { path: path.to_owned(), source })
}

/// What was read of one path.
struct ReadPath {
    files: usize,
    damaged: usize,
    problems: Vec<Problem>,
}

/// So many damaged lines of a path are named; the rest is counted.
const MOST_NAMED: usize = 20;

fn read_all(
    path: &Path,
    lines: &mut Lines,
    take: &mut dyn FnMut(&Found),
) -> Result<ReadPath, NotRead> {
    let unreadable = |source| NotRead::Unreadable { path: path.to_owned(), source };
    let _ = RealFs.kind(path).map_err(unreadable)?;
    let inner = path.join("history");
    let tree = Tree::below(if inner.is_dir() { &inner } else { path });
    // A file that is named itself is read whatever its name.
    let files: Vec<&PathBuf> =
        if path.is_dir() { tree.logs().collect() } else { tree.files.iter().collect() };
    let mut read = ReadPath { files: files.len(), damaged: 0, problems: Vec::new() };
    let mut whole = 0_usize;
    for file in files {
        let done = lines.read(file, |number, found| {
            if let Found::Damaged(why, _) = found {
                read.damaged += 1;
                if read.damaged <= MOST_NAMED {
                    read.problems.push(problem(file, Some(number), why));
                }
            } else {
                whole += 1;
                take(found);
            }
        });
        done.map_err(|source| NotRead::Unreadable { path: file.clone(), source })?;
    }
    for (folder, error) in &tree.unread {
        read.problems.push(problem(folder, None, &format!("{error}. {}", advice(error))));
    }
    if whole == 0 {
        return Err(NotRead::NoHistory { path: path.to_owned(), damaged: read.damaged });
    }
    Ok(read)
}

fn problem(file: &Path, line: Option<u64>, why: &impl ToString) -> Problem {
    Problem { file: file.to_owned(), line, why: why.to_string(), known: false }
}

fn text_of(lines: &[Line]) -> Vec<u8> {
    let mut text = Vec::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for line in lines {
        text.extend_from_slice(&line.text);
        text.push(b'\n');
    }
    text
}
