//! Reading the history of all devices.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::domain::history::{Entry, startless};
use crate::format::log::{Found, Reader, Record};
use crate::platform::dirs::Dirs;
use crate::platform::store::fs::{Fs, Kind, advice, make_dirs};
use crate::platform::store::replace::put;

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loaded {
    /// The notes, each once, by time.
    pub entries: Vec<Entry>,
    /// What was read past, by file and line.
    pub problems: Vec<Problem>,
}

/// The greatest number of each device, and the moment of that note.
pub(super) type Lasts = HashMap<String, (u64, Timestamp)>;

/// Something in the history that could not be read. The file is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which file.
    pub file: PathBuf,
    /// Which line, from 1; `None` when it concerns the whole file.
    pub line: Option<u64>,
    /// What is wrong with it.
    pub why: String,
    /// An earlier start met it already, and a copy lies in quarantine.
    pub known: bool,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(formatter, ", line {line}")?;
        }
        write!(formatter, ": {}", self.why)
    }
}

/// What is done about damaged lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damaged {
    /// They are named.
    Named,
    /// They are named, and copied to quarantine.
    Copied,
}

/// Folders below the history are read to this depth.
const DEEPEST: u32 = 6;
/// So much of a file's damage is copied, and so many lines of it are named; the rest is counted.
const MOST_COPIED: usize = 1024 * 1024;
const MOST_NAMED: usize = 100;

/// Reads every `*.jsonl` below the history, whatever its name: copies that a syncing program made
/// are data too.
pub(super) fn load(
    fs: &dyn Fs,
    dirs: &Dirs,
    own: Option<&str>,
    damaged: Damaged,
) -> (Loaded, Lasts) {
    let mut loading = Loading::new(fs, dirs, own, damaged);
    let mut records = Vec::new();
    for file in loading.files() {
        loading.file(&file, &mut |record| records.push(record));
    }
    loading.loaded(records)
}

/// The greatest number under one name, as far as it can be known without reading everything: that of the newest file
/// of its folder, and of those that bear another name than this program gives.
pub(super) fn last(fs: &dyn Fs, dirs: &Dirs, own: &str) -> Option<(u64, Timestamp)> {
    let mut loading = Loading::new(fs, dirs, Some(own), Damaged::Named);
    let mut files = Vec::new();
    loading.walk(&dirs.history_dir().join(own), DEEPEST, &mut HashSet::new(), &mut files);
    files.sort_by_key(|file| std::cmp::Reverse(age(file)));
    let newest = files.iter().filter_map(|file| age(file)).max();
    let mut last: Option<(u64, Timestamp)> = None;
    for file in files.iter().filter(|file| age(file).is_none() || age(file) == newest) {
        loading.file(file, &mut |record| {
            if record.device == own {
                last = last.max(Some((record.seq, record.entry.at.timestamp())));
            }
        });
    }
    last
}

/// The year and the number of a file that bears a name such as this program gives: 2026 and 1 for `2026.jsonl`, 2026
/// and 3 for `2026.3.jsonl`.
pub(super) fn age(file: &Path) -> Option<(i16, u64)> {
    let name = file.file_name()?.to_str()?.strip_suffix(".jsonl")?;
    match name.split_once('.') {
        None => Some((name.parse().ok()?, 1)),
        Some((year, number)) => Some((year.parse().ok()?, number.parse().ok()?)),
    }
}

/// Reads files of the history one by one.
pub(super) struct Loading<'a> {
    fs: &'a dyn Fs,
    dirs: &'a Dirs,
    own: Option<&'a str>,
    damaged: Damaged,
    /// The checksums of the lines that were read, by a hash of their ids: two that meet in both are one.
    sums: HashMap<u64, u32>,
    hasher: RandomState,
    problems: Vec<Problem>,
}

impl<'a> Loading<'a> {
    pub(super) fn new(
        fs: &'a dyn Fs,
        dirs: &'a Dirs,
        own: Option<&'a str>,
        damaged: Damaged,
    ) -> Self {
        Self {
            fs,
            dirs,
            own,
            damaged,
            sums: HashMap::new(),
            hasher: RandomState::new(),
            problems: Vec::new(),
        }
    }

    /// The files there are, in the order of their names.
    pub(super) fn files(&mut self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        self.walk(&self.dirs.history_dir(), DEEPEST, &mut HashSet::new(), &mut files);
        files.sort_unstable();
        files
    }

    /// What was read past until now.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

impl Loading<'_> {
    fn walk(
        &mut self,
        folder: &Path,
        depth: u32,
        seen: &mut HashSet<PathBuf>,
        files: &mut Vec<PathBuf>,
    ) {
        if depth == 0 || !seen.insert(self.fs.resolve(folder)) {
            return;
        }
        let items = match self.fs.list(folder) {
            Ok(items) => items,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => {
                self.problem(
                    folder,
                    None,
                    format!("it cannot be read: {error}. {}", advice(&error)),
                );
                return;
            }
        };
        for item in items {
            let log =
                item.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
            match item.kind {
                Kind::Folder => self.walk(&item.path, depth - 1, seen, files),
                Kind::File if log => files.push(item.path),
                Kind::File | Kind::Other => {}
            }
        }
    }

    /// Reads one file; every note that was not read before is handed over.
    pub(super) fn file(&mut self, path: &Path, take: &mut dyn FnMut(Record)) {
        let own = self.is_own(path);
        let first_problem = self.problems.len();
        let mut damage = FileDamage::default();
        let mut reader = Reader::default();
        let mut is_new = false;
        let mut tell = |number: u64, found: Found| match found {
            Found::Record(record, sum) => {
                let known =
                    *self.sums.entry(self.hasher.hash_one(&record.id)).or_insert_with(|| {
                        is_new = true;
                        sum
                    });
                if std::mem::take(&mut is_new) {
                    take(record);
                } else if known != sum {
                    damage.differing.push(number);
                    take(record);
                }
            }
            Found::Newer => damage.newer += 1,
            Found::Damaged(why, bytes) => damage.add(number, why.to_string(), &bytes),
        };
        let read = read_all(self.fs, path, |bytes| reader.push(bytes, &mut tell));
        let lines = reader.lines();
        let _ = reader.finish(own, &mut tell);
        let known = !damage.copy.is_empty() && self.copy(path, &damage.copy);
        for (number, why) in damage.lines {
            self.problem(path, Some(number), why);
        }
        for number in damage.differing {
            let why = "another line with the same id says something else; both are kept";
            self.problem(path, Some(number), why.to_owned());
        }
        if damage.more > 0 {
            self.problem(path, None, format!("further damaged lines: {}", damage.more));
        }
        for problem in &mut self.problems[first_problem..] {
            problem.known = known;
        }
        if damage.newer > 0 {
            let why = format!(
                "lines that a newer version wrote: {}. They are kept, and not shown; start that version to see them",
                damage.newer
            );
            self.problem(path, None, why);
        }
        if let Err(error) = read {
            let why = format!("it could be read to line {lines} only: {error}. {}", advice(&error));
            self.problem(path, None, why);
        }
    }

    /// Whether this very machine wrote the file.
    fn is_own(&self, path: &Path) -> bool {
        let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        let rest = folder.zip(self.own).and_then(|(folder, own)| folder.strip_prefix(own));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }

    /// Copies a file's damage to quarantine, once; says whether it was there already.
    fn copy(&self, path: &Path, damage: &[u8]) -> bool {
        let folder = self.dirs.quarantine_dir();
        let part = |part: Option<&std::ffi::OsStr>| {
            part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let name = format!(
            "{}-{}-{:016x}.txt",
            part(path.parent().and_then(Path::file_name)),
            part(path.file_stem()),
            fingerprint(damage)
        );
        let copy = folder.join(name);
        if self.fs.kind(&copy).is_ok() {
            return true;
        }
        if self.damaged == Damaged::Copied {
            let copied = make_dirs(self.fs, &folder, &self.dirs.config)
                .and_then(|()| put(self.fs, &copy, damage));
            if let Err(error) = copied {
                // The original is untouched, so nothing is lost.
                log::warn!("damaged lines could not be copied to quarantine: {error}");
            }
        }
        false
    }

    fn problem(&mut self, file: &Path, line: Option<u64>, why: String) {
        self.problems.push(Problem { file: file.to_owned(), line, why, known: false });
    }

    fn loaded(self, mut records: Vec<Record>) -> (Loaded, Lasts) {
        records.sort_by(|one, other| {
            (one.entry.at.timestamp(), &one.device, one.seq).cmp(&(
                other.entry.at.timestamp(),
                &other.device,
                other.seq,
            ))
        });
        let mut lasts = Lasts::new();
        for record in &records {
            let this = (record.seq, record.entry.at.timestamp());
            match lasts.get_mut(&record.device) {
                Some(known) => *known = this.max(*known),
                None => {
                    let _ = lasts.insert(record.device.clone(), this);
                }
            }
        }
        let entries: Vec<Entry> = records.into_iter().map(|record| record.entry).collect();
        let folder = self.dirs.history_dir();
        let mut problems = self.problems;
        problems.extend(beginless(startless(&entries).len(), folder));
        (Loaded { entries, problems }, lasts)
    }
}

/// That so many sessions have no beginning, if any has none.
pub(super) fn beginless(count: usize, folder: PathBuf) -> Option<Problem> {
    let why = format!(
        "sessions whose beginning is missing: {count}. They cannot be shown; if another device wrote them, it may arrive yet"
    );
    (count > 0).then_some(Problem { file: folder, line: None, why, known: false })
}

/// What is wrong in one file.
#[derive(Default)]
struct FileDamage {
    lines: Vec<(u64, String)>,
    more: u64,
    copy: Vec<u8>,
    differing: Vec<u64>,
    newer: u64,
}

impl FileDamage {
    fn add(&mut self, number: u64, why: String, bytes: &[u8]) {
        if self.lines.len() < MOST_NAMED {
            self.lines.push((number, why));
        } else {
            self.more += 1;
        }
        if self.copy.len() < MOST_COPIED {
            self.copy.extend_from_slice(bytes);
            self.copy.push(b'\n');
        }
    }
}

fn read_all(fs: &dyn Fs, path: &Path, mut take: impl FnMut(&[u8])) -> io::Result<()> {
    let mut file = fs.open_read(path)?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => take(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// FNV-1a, 64 bits: the same in every version, which the hash of the standard library is not.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}
