//! A lock that lasts as long as the program, and goes with it however it ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// A lock that is held until it is dropped; the system drops it when the program is killed.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Another running program holds it.
    #[error("another running Wellspring holds it")]
    Held,
    /// There can be none here: the folder cannot be written, or its file system knows no locks.
    #[error("no lock can be had: {0}")]
    Impossible(#[source] io::Error),
}

impl Lock {
    /// Takes the lock on that file, which is made when it is missing and stays empty. Its folder
    /// must exist.
    ///
    /// # Errors
    /// When another holds it, or there can be none.
    pub fn try_take(path: &Path) -> Result<Self, Refused> {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Refused::Held),
            Err(TryLockError::Error(error)) => Err(Refused::Impossible(error)),
        }
    }

    /// The same, waiting for whoever holds it: for locks that are held for moments alone.
    ///
    /// # Errors
    /// When there can be none.
    pub fn take(path: &Path) -> Result<Self, Refused> {
        let file = open(path)?;
        file.lock().map_err(Refused::Impossible)?;
        Ok(Self { _file: file })
    }
}

fn open(path: &Path) -> Result<File, Refused> {
    let mut options = super::store::fs::private_file();
    let options = options.read(true).write(true).create(true).truncate(false);
    options.open(path).map_err(Refused::Impossible)
}
