//! Routines that are being built and not saved yet: written at each change, so that a crash loses none.

use std::io;
use std::path::PathBuf;

use super::{Fs, NotRemoved, NotStored, Notice, RealFs, Replaced, Store};
use crate::platform::dirs::Dirs;

/// The files of the drafts, in the order of their names, each with its text.
#[must_use]
pub fn load_drafts(dirs: &Dirs) -> (Vec<(PathBuf, String)>, Vec<Notice>) {
    Store::new(RealFs, dirs.clone()).load_drafts()
}

/// Saves a draft as `drafts/<key>.json`. The key must be fit for the name of a file.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn save_draft(dirs: &Dirs, key: &str, json: &str) -> Result<Replaced, NotStored> {
    Store::new(RealFs, dirs.clone()).save_draft(key, json)
}

/// Removes a draft that has been saved as a routine, or thrown away.
///
/// # Errors
/// When the system refuses.
pub fn remove_draft(dirs: &Dirs, key: &str) -> Result<(), NotRemoved> {
    Store::new(RealFs, dirs.clone()).remove_draft(key)
}

impl<F: Fs> Store<F> {
    /// See [`load_drafts`].
    pub fn load_drafts(&self) -> (Vec<(PathBuf, String)>, Vec<Notice>) {
        self.texts_in(&self.dirs.drafts_dir(), "your drafts of routines", "the draft")
    }

    /// See [`save_draft`].
    ///
    /// # Errors
    /// When the system refuses; the file is then as it was.
    pub fn save_draft(&self, key: &str, json: &str) -> Result<Replaced, NotStored> {
        // Each change replaces the one before; the bench keeps what they were.
        self.replace(&self.draft(key), json, |_| true)
    }

    /// See [`remove_draft`].
    ///
    /// # Errors
    /// When the system refuses.
    pub fn remove_draft(&self, key: &str) -> Result<(), NotRemoved> {
        let path = self.draft(key);
        let files = [super::replace::backup_of(&path), path.clone()];
        let removed = files
            .iter()
            .try_for_each(|path| unless_missing(self.fs.remove(path)))
            .and_then(|()| unless_missing(self.fs.sync_dir(&self.dirs.drafts_dir())));
        removed.map_err(|source| NotRemoved { path, source })
    }

    fn draft(&self, key: &str) -> PathBuf {
        self.dirs.drafts_dir().join(format!("{key}.json"))
    }
}

/// What is not there need not be removed.
fn unless_missing(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
