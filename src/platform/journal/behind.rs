//! Reading the history behind the window: what is newest first, so that there is something to see at once however long
//! the history is.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::history::Book;
use crate::platform::dirs::Dirs;
use crate::platform::store::fs::{Fs, RealFs};

use super::device;
use super::load::{Damaged, Loading, Problem, age, beginless};

/// What has been read until now.
#[derive(Debug, Clone)]
pub enum Reading {
    /// The newest file of each device has been read.
    First(Box<Book>),
    /// Older ones are being read: so many of so many.
    Older {
        /// How many have been read.
        done: usize,
        /// How many there are.
        files: usize,
    },
    /// Everything has been read; what could not be is told.
    All(Box<Book>, Vec<Problem>),
}

/// Reads the history of all devices on a thread of its own, and tells how far it has come. It takes no lock; damaged
/// lines are copied to quarantine.
pub fn read_behind(dirs: &Dirs, tell: impl Fn(Reading) + Send + 'static) {
    read_behind_on(Arc::new(RealFs), dirs, tell);
}

/// The same on any file system.
pub fn read_behind_on(fs: Arc<dyn Fs>, dirs: &Dirs, tell: impl Fn(Reading) + Send + 'static) {
    let dirs = dirs.clone();
    let thread = std::thread::Builder::new().name("history".to_owned());
    let started = thread.spawn(move || {
        let (book, problems) = read(&*fs, &dirs, Damaged::Copied, &tell);
        tell(Reading::All(Box::new(book), problems));
    });
    if let Err(error) = started {
        ::log::error!("no thread for reading the history: {error}");
    }
}

/// Reads the history of all devices into a book. Takes no lock, creates nothing, and never fails: what could not be
/// read is told in the problems.
#[must_use]
pub fn read_book(dirs: &Dirs) -> (Book, Vec<Problem>) {
    read(&RealFs, dirs, Damaged::Named, &|_| {})
}

fn read(
    fs: &dyn Fs,
    dirs: &Dirs,
    damaged: Damaged,
    tell: &dyn Fn(Reading),
) -> (Book, Vec<Problem>) {
    let device = device::known(fs, dirs).map(|(id, _)| id);
    let mut loading = Loading::new(fs, dirs, device.as_deref(), damaged);
    let files = newest_first(loading.files());
    let count = files.len();
    let mut first = newest_of_each(&files);
    let mut book = Book::default();
    for (done, file) in (1..).zip(files) {
        loading.file(&file, &mut |record| book.gather(&record.entry));
        let _ = first.remove(&file);
        if done == count {
            break;
        }
        if first.is_empty() && first.capacity() > 0 {
            first = HashSet::new();
            book.settle();
            tell(Reading::First(Box::new(book.clone())));
        } else if first.is_empty() {
            tell(Reading::Older { done, files: count });
        }
    }
    book.settle();
    let mut problems = loading.into_problems();
    problems.extend(beginless(book.startless().len(), dirs.history_dir()));
    (book, problems)
}

/// The newest file of each folder first, whatever the folder; then the others from new to old, and last those of
/// other names.
fn newest_first(mut files: Vec<PathBuf>) -> Vec<PathBuf> {
    let newest = newest_of_each(&files);
    files.sort_by_key(|file| (!newest.contains(file), std::cmp::Reverse(age(file))));
    files
}

fn newest_of_each(files: &[PathBuf]) -> HashSet<PathBuf> {
    let folders: HashSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    let newest = folders.into_iter().filter_map(|folder| {
        let within = files.iter().filter(|file| file.parent() == Some(folder));
        within.max_by_key(|file| age(file)).cloned()
    });
    newest.collect()
}
