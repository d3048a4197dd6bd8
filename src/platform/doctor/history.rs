//! The history, line by line.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use jiff::Timestamp;

use super::Finding;
use crate::domain::history::Book;
use crate::format::log::{Damage, Found, Reader};
use crate::platform::backup;
use crate::platform::dirs::Dirs;
use crate::platform::store::fs::{Fs, RealFs, advice, read_bounded};
use crate::platform::tree::Tree;
use crate::t;

const PART: &str = "history";
/// So many damaged lines of a file are named; the rest is counted.
const MOST_NAMED: usize = 20;
/// No copy in quarantine is much larger than this.
const LARGEST_COPY: u64 = 4 * 1024 * 1024;

/// What the history came to.
#[derive(Default)]
pub(super) struct Looked {
    pub(super) findings: Vec<Finding>,
    /// How many notes there are, each once.
    pub(super) notes: usize,
    /// When the last of them was written.
    pub(super) last: Option<Timestamp>,
}

#[derive(Default)]
struct Counts {
    lines: u64,
    newer: usize,
    again: usize,
    differing: usize,
}

pub(super) fn look(dirs: &Dirs) -> Looked {
    let folder = dirs.history_dir();
    let tree = Tree::below(&folder);
    let copied = copied(dirs);
    let own = backup::device(dirs);
    let mut looked = Looked::default();
    let mut all = Counts::default();
    let mut sums: HashMap<String, u32> = HashMap::new();
    let mut book = Book::default();
    for path in tree.logs() {
        let mut damaged: Vec<(u64, Damage, bool)> = Vec::new();
        let mut newer = 0;
        let mut tell = |number: u64, found: Found| match found {
            Found::Record(record, sum) => {
                looked.last = looked.last.max(Some(record.entry.at.timestamp()));
                match sums.insert(record.id, sum) {
                    Some(known) if known == sum => all.again += 1,
                    Some(_) => all.differing += 1,
                    None => {}
                }
                book.gather(&record.entry);
            }
            Found::Newer => newer += 1,
            Found::Damaged(why, bytes) => damaged.push((number, why, copied.contains(&bytes))),
        };
        let mut reader = Reader::default();
        let read = read(path, |bytes| reader.push(bytes, &mut tell));
        all.lines += reader.lines();
        let _ = reader.finish(is_own(path, own.as_deref()), &mut tell);
        if let Err(error) = read {
            let what = t!("doctor-unread", why = error.to_string());
            let now = format!("{}.", advice(&error));
            looked.findings.push(Finding::trouble(PART, path, what, now));
        }
        looked.findings.extend(lines(path, &damaged));
        if newer > 0 {
            let what = t!("doctor-newer", count = newer);
            looked.findings.push(Finding::note(PART, path, what, t!("doctor-newer-now")));
        }
        all.newer += newer;
        if !is_usual(path) {
            let what = t!("doctor-other-name");
            looked.findings.push(Finding::note(PART, path, what, String::new()));
        }
    }
    for (path, error) in &tree.unread {
        let what = t!("doctor-unread", why = error.to_string());
        let now = format!("{}.", advice(error));
        looked.findings.push(Finding::trouble(PART, path, what, now));
    }
    book.settle();
    let beginless = book.startless().len();
    if beginless > 0 {
        let what = t!("doctor-beginless", count = beginless);
        looked.findings.push(Finding::note(PART, &folder, what, t!("doctor-beginless-now")));
    }
    if all.differing > 0 {
        let what = t!("doctor-differing", count = all.differing);
        looked.findings.push(Finding::note(PART, &folder, what, String::new()));
    }
    looked.notes = sums.len();
    let what = t!(
        "doctor-history",
        files = tree.logs().count(),
        notes = looked.notes,
        sessions = book.all().count(),
        again = all.again
    );
    looked.findings.insert(0, Finding::well(PART, &folder, what));
    looked
}

/// The damaged lines of a file: those of which a copy is kept need nothing any more.
fn lines(path: &Path, damaged: &[(u64, Damage, bool)]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = damaged
        .iter()
        .take(MOST_NAMED)
        .map(|(number, why, is_copied)| {
            let what = t!("doctor-damaged", why = why.to_string());
            let finding = if *is_copied {
                Finding::note(PART, path, what, t!("doctor-damaged-known"))
            } else {
                Finding::trouble(PART, path, what, t!("doctor-damaged-now"))
            };
            Finding { line: Some(*number), ..finding }
        })
        .collect();
    let rest = damaged.get(MOST_NAMED..).unwrap_or_default();
    if !rest.is_empty() {
        let what = t!("doctor-damaged-more", count = rest.len());
        findings.push(if rest.iter().all(|(.., is_copied)| *is_copied) {
            Finding::note(PART, path, what, t!("doctor-damaged-known"))
        } else {
            Finding::trouble(PART, path, what, t!("doctor-damaged-now"))
        });
    }
    findings
}

/// The damaged lines of which a copy lies in quarantine.
fn copied(dirs: &Dirs) -> HashSet<Vec<u8>> {
    let mut copied = HashSet::new();
    for path in Tree::below(&dirs.quarantine_dir()).files {
        let Ok(bytes) = read_bounded(&RealFs, &path, LARGEST_COPY) else { continue };
        copied.extend(bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec));
    }
    copied
}

fn read(path: &Path, mut take: impl FnMut(&[u8])) -> std::io::Result<()> {
    let mut file = RealFs.open_read(path)?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => take(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether this machine wrote the file.
fn is_own(path: &Path, own: Option<&str>) -> bool {
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let rest = folder.zip(own).and_then(|(folder, own)| folder.strip_prefix(own));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether a file bears a name such as Wellspring gives; another is the copy of a syncing program, or the person's.
fn is_usual(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    folder.is_some_and(|folder| folder == "import")
        || stem.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}
