//! A disk in memory that fails as disks do, and forgets what was not synced when the power goes.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use wellspring::platform::store::fs::Appending;

mod operations;

/// What goes wrong, and at which operation, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// That operation fails and does nothing.
    At(usize, io::ErrorKind),
    /// That operation is done and fails all the same; of a write only half is done.
    Half(usize, io::ErrorKind),
    /// That write stores half and says so.
    Short(usize),
    /// That operation and all after it fail.
    From(usize, io::ErrorKind),
    /// That operation is done; then the machine is gone.
    Crash(usize),
    /// The first fails and does nothing; at the second the machine is gone.
    AtThenCrash(usize, io::ErrorKind, usize),
}

/// What is left, after a power cut, of what was written and not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// All of it.
    All,
    /// The first bytes of it.
    First(usize),
    /// Its length, filled with zeros.
    Zeros,
    /// Its length: the first bytes of it, then zeros.
    FirstThenZeros(usize),
}

/// What is left, after a power cut, of the changes to names that were not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// None of them.
    Lost,
    /// All of them.
    Kept,
    /// The first of them, in the order in which they were made.
    First(usize),
    /// That one alone: file systems may put a later change on disk before an earlier one.
    Only(usize),
}

/// A change to the names of a folder.
#[derive(Debug, Clone)]
enum Change {
    Made(PathBuf, Node),
    Renamed(PathBuf, PathBuf, Node),
    Removed(PathBuf),
}

impl Change {
    /// The folder that has to be synced for it; a file keeps its folder when it is renamed.
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Made(path, _) | Self::Renamed(path, ..) | Self::Removed(path) => path.parent(),
        }
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Self::Made(path, node) => {
                let _ = names.insert(path.clone(), *node);
            }
            Self::Renamed(from, to, node) => {
                let _ = names.remove(from);
                let _ = names.insert(to.clone(), *node);
            }
            Self::Removed(path) => {
                let _ = names.remove(path);
            }
        }
    }
}

/// A sync that is not done and says that it was: what a journal without it would be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    Nothing,
    FileSync,
    FolderSync,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    Folder,
    File(usize),
}

#[derive(Debug, Clone, Default)]
struct Content {
    data: Vec<u8>,
    synced: Vec<u8>,
    /// What a failed sync held: the kernel takes it for written, and it never will be.
    dropped: Vec<Range<usize>>,
}

#[derive(Debug, Clone)]
struct State {
    contents: Vec<Content>,
    names: BTreeMap<PathBuf, Node>,
    synced_names: BTreeMap<PathBuf, Node>,
    /// The changes to names since their folders were synced, oldest first.
    changes: Vec<Change>,
    locks: HashSet<PathBuf>,
    operations: usize,
    syncs: Vec<usize>,
    fault: Fault,
    skip: Skip,
    gone: bool,
}

/// The disk; a clone is another handle on it.
#[derive(Clone)]
pub struct Disk(Arc<Mutex<State>>);

struct Handle {
    disk: Disk,
    content: usize,
}

struct Held(Disk, PathBuf);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.state().locks.remove(&self.1);
    }
}

impl Disk {
    pub fn new(fault: Fault, skip: Skip) -> Self {
        let root = BTreeMap::from([(PathBuf::from("/"), Node::Folder)]);
        Self(Arc::new(Mutex::new(State {
            contents: Vec::new(),
            names: root.clone(),
            synced_names: root,
            changes: Vec::new(),
            locks: HashSet::new(),
            operations: 0,
            syncs: Vec::new(),
            fault,
            skip,
            gone: false,
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics inside the disk")
    }

    /// How many operations have been asked for.
    pub fn operations(&self) -> usize {
        self.state().operations
    }

    /// Which operations synced a file.
    pub fn syncs(&self) -> Vec<usize> {
        self.state().syncs.clone()
    }

    pub fn set_fault(&self, fault: Fault) {
        self.state().fault = fault;
    }

    pub fn set_skip(&self, skip: Skip) {
        self.state().skip = skip;
    }

    /// Puts a file there, safe and sound.
    pub fn put(&self, path: &Path, data: &[u8]) {
        let mut state = self.state();
        let content = Content { data: data.to_vec(), synced: data.to_vec(), dropped: Vec::new() };
        state.contents.push(content);
        let node = Node::File(state.contents.len() - 1);
        for folder in path.ancestors().skip(1) {
            let _ = state.names.insert(folder.to_owned(), Node::Folder);
            let _ = state.synced_names.insert(folder.to_owned(), Node::Folder);
        }
        let _ = state.names.insert(path.to_owned(), node);
        let _ = state.synced_names.insert(path.to_owned(), node);
    }

    /// All files and what they hold.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let state = self.state();
        let files = state.names.iter().filter_map(|(path, node)| match node {
            Node::File(content) => Some((path.clone(), state.contents[*content].data.clone())),
            Node::Folder => None,
        });
        files.collect()
    }

    /// The greatest number of bytes that are not synced, of one file whose name holds that.
    pub fn unsynced(&self, part: &str) -> usize {
        let state = self.state();
        let open = |path: &Path, node: &Node| match node {
            Node::File(content) if path.to_string_lossy().contains(part) => {
                let content = &state.contents[*content];
                content.data.len().saturating_sub(content.synced.len())
            }
            _ => 0,
        };
        state.names.iter().map(|(path, node)| open(path, node)).max().unwrap_or(0)
    }

    /// Whether the kernel takes something for written that never will be.
    pub fn has_dropped(&self) -> bool {
        self.state().contents.iter().any(|content| !content.dropped.is_empty())
    }

    /// How many changes to names are not synced.
    pub fn changes(&self) -> usize {
        self.state().changes.len()
    }

    /// The disk as it is found after a power cut.
    pub fn after_power_cut(&self, left: Left, names: Names) -> Self {
        let mut state = self.state().clone();
        for content in &mut state.contents {
            content.cut(left);
        }
        let mut found = state.synced_names.clone();
        let changes = std::mem::take(&mut state.changes);
        for (number, change) in changes.iter().enumerate() {
            let kept = match names {
                Names::Lost => false,
                Names::Kept => true,
                Names::First(count) => number < count,
                Names::Only(one) => number == one,
            };
            if kept {
                change.apply(&mut found);
            }
        }
        let reachable = |path: &Path| path.ancestors().all(|folder| found.contains_key(folder));
        state.names = found
            .iter()
            .filter(|(path, _)| reachable(path))
            .map(|(path, node)| (path.clone(), *node))
            .collect();
        state.synced_names = state.names.clone();
        state.restart()
    }

    /// Every disk that may be found after a power cut, each with what is left on it. The bytes that are torn
    /// are those of the files whose names hold `part`.
    pub fn after_power_cuts(&self, part: &str) -> impl Iterator<Item = (String, Self)> + '_ {
        let whole = [Left::Nothing, Left::All, Left::Zeros];
        let some =
            (1..self.changes()).map(Names::First).chain((0..self.changes()).map(Names::Only));
        let names: Vec<Names> = [Names::Lost, Names::Kept].into_iter().chain(some).collect();
        let both = names.into_iter().flat_map(move |names| whole.map(|left| (left, names)));
        let torn = (0..self.unsynced(part))
            .map(
                |count| {
                    if count % 8 == 7 { Left::FirstThenZeros(count) } else { Left::First(count) }
                },
            )
            .map(|left| (left, Names::Kept));
        both.chain(torn).map(|(left, names)| {
            (format!("left {left:?}, names {names:?}"), self.after_power_cut(left, names))
        })
    }

    /// The disk as it is found after the program alone was killed.
    pub fn after_kill(&self) -> Self {
        self.state().clone().restart()
    }

    /// Counts an operation; whether it is still to be done, and how it ends.
    fn operate(state: &mut State) -> (bool, io::Result<()>) {
        let number = state.operations;
        state.operations += 1;
        let fail = |kind: io::ErrorKind| Err(io::Error::from(kind));
        if state.gone {
            return (false, fail(io::ErrorKind::Other));
        }
        match state.fault {
            Fault::At(at, kind) | Fault::AtThenCrash(at, kind, _) if number == at => {
                (false, fail(kind))
            }
            Fault::From(at, kind) if number >= at => (false, fail(kind)),
            Fault::Half(at, kind) if number == at => (true, fail(kind)),
            Fault::Crash(at) | Fault::AtThenCrash(_, _, at) if number == at => {
                state.gone = true;
                (true, fail(io::ErrorKind::Other))
            }
            _ => (true, Ok(())),
        }
    }

    fn open(&self, content: usize) -> Box<dyn Appending> {
        Box::new(Handle { disk: self.clone(), content })
    }
}

impl State {
    fn restart(mut self) -> Disk {
        self.locks.clear();
        self.fault = Fault::None;
        self.skip = Skip::Nothing;
        self.gone = false;
        self.operations = 0;
        Disk(Arc::new(Mutex::new(self)))
    }

    fn make_file(&mut self, path: &Path) -> io::Result<usize> {
        let parent = path.parent().unwrap_or(Path::new("/"));
        if self.names.get(parent) != Some(&Node::Folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.contents.push(Content::default());
        let content = self.contents.len() - 1;
        self.change(Change::Made(path.to_owned(), Node::File(content)));
        Ok(content)
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.names);
        self.changes.push(change);
    }
}

impl Content {
    /// So many bytes at the beginning are as they were synced: files only grow, or are cut.
    fn kept(&self) -> usize {
        if self.data.len() >= self.synced.len() { self.synced.len() } else { 0 }
    }

    fn cut(&mut self, left: Left) {
        let kept = self.kept();
        let open = self.data.len() - kept;
        match left {
            Left::Nothing => self.data = self.synced.clone(),
            Left::All => {}
            Left::First(count) => self.data.truncate(kept + count.min(open)),
            Left::Zeros => self.data[kept..].fill(0),
            Left::FirstThenZeros(count) => self.data[kept + count.min(open)..].fill(0),
        }
        for range in self.dropped.drain(..) {
            let end = range.end.min(self.data.len());
            self.data[range.start.min(end)..end].fill(0);
        }
        self.synced = self.data.clone();
    }

    fn sync(&mut self) {
        self.synced = self.data.clone();
        for range in &self.dropped {
            let end = range.end.min(self.synced.len());
            self.synced[range.start.min(end)..end].fill(0);
        }
    }

    fn fail_to_sync(&mut self) {
        self.dropped.push(self.kept()..self.data.len());
        self.sync();
    }
}
