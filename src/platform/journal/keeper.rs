//! Appending: the rules by which a note gets to disk.
//!
//! - A file is opened anew for each note: a syncing program may have put another in its place.
//! - Where the last byte is no line end, a write was torn: one is set first, so that the torn line
//!   stays a line of its own.
//! - A note is written in one go. What fits in part only is cut off again.
//! - A note counts as saved when it and the name of its file are synced.
//! - After a sync that failed, nothing is known about the file any more, and a later success would
//!   say nothing: the note goes into a new file.

use std::collections::{HashMap, HashSet, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::history::Entry;
use crate::format::log::{self, Record, TooLong};
use crate::platform::clock;
use crate::platform::dirs::Dirs;
use crate::platform::store::fs::{Fs, RealFs, advice, make_dirs};
use crate::platform::store::replace::put;

use super::device::{Device, Writer};
use super::load::{self, Damaged, Loaded};
use super::{NotSaved, unique};

/// A file that has grown to this many bytes is followed by a new one.
const LARGEST_FILE: u64 = 8 * 1024 * 1024;
/// So many new files are tried for one note, then it waits.
const MOST_NEW_FILES: usize = 3;

const READ_ME: &str = include_str!("about.txt");
const GIT_ATTRIBUTES: &str = "*.jsonl merge=union -text\n";

/// Holds what is not on disk yet, and puts it there.
pub struct Keeper {
    fs: Arc<dyn Fs>,
    dirs: Dirs,
    device: Device,
    next: u64,
    last_at: Option<Timestamp>,
    waiting: VecDeque<Waiting>,
    /// The file of each year that is appended to.
    files: HashMap<i16, PathBuf>,
    /// The files whose names are known to be synced.
    named: HashSet<PathBuf>,
    /// The files that are never touched again.
    given_up: HashSet<PathBuf>,
    /// Whether the folders are there and synced.
    settled: bool,
}

struct Waiting {
    year: i16,
    seq: u64,
    line: String,
}

enum Failure {
    /// Nothing was written, or it does no harm.
    NotWritten(io::Error),
    /// Nothing is known about the file any more.
    NotSynced(io::Error),
    /// The file is large enough.
    Full,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::NotWritten(error)
    }
}

impl Keeper {
    /// Reads the history, copies what is damaged to quarantine, and takes a name to write under.
    #[must_use]
    pub fn open(fs: Arc<dyn Fs>, dirs: &Dirs) -> (Self, Loaded) {
        let mut device = Device::take(Arc::clone(&fs), dirs);
        let (loaded, lasts) = load::load(&*fs, dirs, Some(device.id()), Damaged::Copied);
        let last = |device: &Device| lasts.get(&device.folder_name()).copied();
        let _ = device.renounce_if_doubled(last(&device).map_or(0, |(seq, _)| seq));
        let last = last(&device);
        (Self::of(fs, dirs, device, last), loaded)
    }

    /// Takes a name to write under, and reads no more of the history than it takes to know how its notes are numbered.
    #[must_use]
    pub fn begin(fs: Arc<dyn Fs>, dirs: &Dirs) -> Self {
        let mut device = Device::take(Arc::clone(&fs), dirs);
        let mut last = load::last(&*fs, dirs, &device.folder_name());
        if device.renounce_if_doubled(last.map_or(0, |(seq, _)| seq)) {
            last = None;
        }
        // Where the clock was set back by a year, the greatest number does not stand in the newest file.
        let next = device.least_next(last.map(|(seq, _)| seq));
        let mut keeper = Self::of(fs, dirs, device, last);
        keeper.next = next;
        keeper
    }

    fn of(fs: Arc<dyn Fs>, dirs: &Dirs, device: Device, last: Option<(u64, Timestamp)>) -> Self {
        Self {
            fs,
            dirs: dirs.clone(),
            next: last.map_or(1, |(seq, _)| seq.saturating_add(1)),
            last_at: last.map(|(_, at)| at),
            device,
            waiting: VecDeque::new(),
            files: HashMap::new(),
            named: HashSet::new(),
            given_up: HashSet::new(),
            settled: false,
        }
    }

    /// Which of this device's writers it is.
    #[must_use]
    pub const fn writer(&self) -> &Writer {
        &self.device.writer
    }

    /// The folder that it writes to.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.dirs.history_dir().join(self.device.folder_name())
    }

    /// How many notes are in memory alone.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Writes the notes that are in memory alone to a file elsewhere, durably; they stay in memory as well, and are tried
    /// again. Taking the file in later brings each of them once.
    ///
    /// # Errors
    /// When it cannot be written there either.
    pub fn save_elsewhere(&self, path: &Path) -> io::Result<usize> {
        let lines: String = self.waiting.iter().map(|waiting| waiting.line.as_str()).collect();
        if !lines.is_empty() {
            put(&RealFs, path, lines.as_bytes())?;
        }
        Ok(self.waiting.len())
    }

    /// Finds out whether anything can be written at all, before there is anything to write.
    ///
    /// # Errors
    /// When it cannot.
    pub fn prepare(&mut self) -> Result<(), NotSaved> {
        // A second writer makes no folder before it has something to keep in it.
        if *self.writer() != Writer::First {
            return Ok(());
        }
        let year = clock::zoned().year();
        self.settle()
            .and_then(|()| self.file_of(year))
            .and_then(|path| self.fs.open_append(&path).map(drop))
            .map_err(|error| self.not_saved(&self.folder(), &error))
    }

    /// Takes a note to be saved.
    ///
    /// # Errors
    /// When no line can hold it.
    pub fn note(&mut self, entry: &Entry) -> Result<(), TooLong> {
        let at = entry.at.timestamp();
        let record = Record {
            id: unique::id(at),
            device: self.device.folder_name(),
            seq: self.next,
            clock_back: self.last_at.is_some_and(|last| at < last),
            entry: entry.clone(),
        };
        let line = log::write(&record)?;
        self.waiting.push_back(Waiting { year: entry.at.year(), seq: self.next, line });
        self.next = self.next.saturating_add(1);
        self.last_at = Some(at);
        Ok(())
    }

    /// Saves what waits, the oldest first.
    ///
    /// # Errors
    /// At the first note that cannot be saved: it and those after it stay in memory.
    pub fn save(&mut self) -> Result<(), NotSaved> {
        while let Some(Waiting { year, seq, line }) = self.waiting.pop_front() {
            if let Err((path, error)) = self.append(year, seq, &line) {
                self.waiting.push_front(Waiting { year, seq, line });
                self.settled = false;
                self.files.clear();
                self.named.clear();
                return Err(self.not_saved(&path, &error));
            }
        }
        Ok(())
    }

    fn not_saved(&self, path: &Path, error: &io::Error) -> NotSaved {
        let why = format!(
            "{} could not be written: {error}. {}. What was noted is kept in memory and tried again until it is saved",
            path.display(),
            advice(error)
        );
        NotSaved { why, waiting: self.waiting.len() }
    }

    fn append(&mut self, year: i16, seq: u64, line: &str) -> Result<(), (PathBuf, io::Error)> {
        let folder = self.folder();
        self.settle().map_err(|error| (folder.clone(), error))?;
        self.device.count(seq);
        let mut new_files = 0;
        loop {
            let path = self.file_of(year).map_err(|error| (folder.clone(), error))?;
            match self.append_to(&path, line) {
                Ok(()) => return Ok(()),
                Err(Failure::NotWritten(error)) => return Err((path, error)),
                Err(Failure::NotSynced(error)) if new_files == MOST_NEW_FILES => {
                    let _ = self.given_up.insert(path.clone());
                    return Err((path, error));
                }
                Err(Failure::NotSynced(_)) => {
                    new_files += 1;
                    let _ = self.given_up.insert(path);
                    let _ = self.files.remove(&year);
                }
                Err(Failure::Full) => {
                    let _ = self.files.insert(year, self.next_file(year, &path));
                }
            }
        }
    }

    fn append_to(&mut self, path: &Path, line: &str) -> Result<(), Failure> {
        let mut file = self.fs.open_append(path)?;
        let length = file.length()?;
        if length >= LARGEST_FILE {
            return Err(Failure::Full);
        }
        let torn = file.last_byte()?.is_some_and(|byte| byte != b'\n');
        let mut bytes = Vec::with_capacity(line.len() + 1);
        if torn {
            bytes.push(b'\n');
        }
        bytes.extend_from_slice(line.as_bytes());
        let written = loop {
            match file.write(&bytes) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let failed = match written {
            Ok(count) if count == bytes.len() => None,
            Ok(count) => {
                let why = format!("only {count} of {} bytes found room", bytes.len());
                Some(io::Error::new(io::ErrorKind::StorageFull, why))
            }
            Err(error) => Some(error),
        };
        if let Some(error) = failed {
            // Where even this fails, the torn line gets its end with the next note.
            let _ = file.set_length(length);
            return Err(Failure::NotWritten(error));
        }
        file.sync().map_err(Failure::NotSynced)?;
        if !self.named.contains(path) {
            self.fs.sync_dir(&self.folder()).map_err(Failure::NotSynced)?;
            let _ = self.named.insert(path.to_owned());
        }
        Ok(())
    }

    /// The file that this year's notes go to: the last there is, or a new one.
    fn file_of(&mut self, year: i16) -> io::Result<PathBuf> {
        if let Some(path) = self.files.get(&year) {
            return Ok(path.clone());
        }
        let there = self.fs.list(&self.folder())?.into_iter().map(|item| item.path);
        let last = there.filter_map(|path| number_of(&path, year)).max().unwrap_or(1);
        let given_up =
            self.given_up.iter().filter_map(|path| number_of(path, year)).max().unwrap_or(0);
        let path = self.file(year, if given_up >= last { given_up + 1 } else { last });
        let _ = self.files.insert(year, path.clone());
        Ok(path)
    }

    fn next_file(&self, year: i16, path: &Path) -> PathBuf {
        self.file(year, number_of(path, year).unwrap_or(1) + 1)
    }

    fn file(&self, year: i16, number: u64) -> PathBuf {
        let name =
            if number <= 1 { format!("{year}.jsonl") } else { format!("{year}.{number}.jsonl") };
        self.folder().join(name)
    }

    fn settle(&mut self) -> io::Result<()> {
        if self.settled {
            return Ok(());
        }
        make_dirs(&*self.fs, &self.folder(), &self.dirs.config)?;
        self.settled = true;
        for (name, text) in [("README.txt", READ_ME), (".gitattributes", GIT_ATTRIBUTES)] {
            let path = self.dirs.history_dir().join(name);
            if self.fs.kind(&path).is_err()
                && let Err(error) = put(&*self.fs, &path, text.as_bytes())
            {
                // They help, and nothing depends on them.
                ::log::debug!("{} could not be written: {error}", path.display());
            }
        }
        Ok(())
    }
}

/// The number of a file of that year: 1 for `2026.jsonl`, 2 for `2026.2.jsonl`.
fn number_of(path: &Path, year: i16) -> Option<u64> {
    let name = path.file_name()?.to_str()?;
    let middle = name.strip_prefix(&year.to_string())?.strip_suffix(".jsonl")?;
    match middle.strip_prefix('.') {
        None => middle.is_empty().then_some(1),
        Some(digits) => digits.parse().ok().filter(|number| *number > 1 && *number < u64::MAX / 2),
    }
}
