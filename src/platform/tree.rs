//! Everything below a folder: links are followed, and each folder is entered once.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::store::fs::{Fs, Kind, RealFs};

/// Folders are entered to this depth.
const DEEPEST: u32 = 8;

/// What lies below a folder, in the order of the paths.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The folders, the first of all included.
    pub(super) folders: Vec<PathBuf>,
    /// The ordinary files.
    pub(super) files: Vec<PathBuf>,
    /// Devices, pipes and links to nothing.
    pub(super) others: Vec<PathBuf>,
    /// The folders that could not be read, and why.
    pub(super) unread: Vec<(PathBuf, io::Error)>,
}

impl Tree {
    /// All below that folder, or that file alone. Nothing where there is nothing.
    pub(super) fn below(root: &Path) -> Self {
        let mut tree = Self::default();
        match RealFs.kind(root) {
            Ok(Kind::Folder) => tree.enter(root, DEEPEST, &mut HashSet::new()),
            Ok(Kind::File) => tree.files.push(root.to_owned()),
            Ok(Kind::Other) => tree.others.push(root.to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => tree.unread.push((root.to_owned(), error)),
        }
        tree.folders.sort_unstable();
        tree.files.sort_unstable();
        tree.others.sort_unstable();
        tree
    }

    fn enter(&mut self, folder: &Path, depth: u32, seen: &mut HashSet<PathBuf>) {
        if depth == 0 || !seen.insert(RealFs.resolve(folder)) {
            return;
        }
        self.folders.push(folder.to_owned());
        let items = match RealFs.list(folder) {
            Ok(items) => items,
            Err(error) => {
                self.unread.push((folder.to_owned(), error));
                return;
            }
        };
        for item in items {
            match item.kind {
                Kind::Folder => self.enter(&item.path, depth - 1, seen),
                Kind::File => self.files.push(item.path),
                Kind::Other => self.others.push(item.path),
            }
        }
    }

    /// The files of the log: every `*.jsonl`, whatever its name.
    pub(super) fn logs(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().filter(|path| is_log(path))
    }
}

/// Whether a file is read as a log, by its name.
pub(super) fn is_log(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"))
}
