//! What is asked of a file system, so that tests can put a failing one in its place.

use std::any::Any;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::platform::lock::{Lock, Refused};

/// What a folder holds under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its whole path.
    pub path: PathBuf,
    /// What it is, links followed.
    pub kind: Kind,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A device, a pipe, or a link to nothing: never opened to be read.
    Other,
}

/// The operations that the store and the journal are made of.
///
/// Each does one thing of the system, so that a test may fail any of them.
pub trait Fs: Send + Sync {
    /// Makes one folder, for this user only; its parent must exist.
    ///
    /// # Errors
    /// Those of the system, also when it exists.
    fn make_dir(&self, path: &Path) -> io::Result<()>;

    /// Makes what a folder holds (names, not contents) survive a power cut.
    ///
    /// # Errors
    /// Those of the system.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;

    /// Opens a file to append to; it is made when missing, for this user only.
    ///
    /// # Errors
    /// Those of the system.
    fn open_append(&self, path: &Path) -> io::Result<Box<dyn Appending>>;

    /// Makes a file that must not exist yet, for this user only.
    ///
    /// # Errors
    /// Those of the system.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Appending>>;

    /// Opens a file to be read from its beginning.
    ///
    /// # Errors
    /// Those of the system.
    fn open_read(&self, path: &Path) -> io::Result<Box<dyn Read>>;

    /// Gives a file another name in the same folder; what had that name is gone.
    ///
    /// # Errors
    /// Those of the system.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// Those of the system.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// What a folder holds, in no order.
    ///
    /// # Errors
    /// Those of the system.
    fn list(&self, path: &Path) -> io::Result<Vec<Item>>;

    /// What a path leads to, links followed.
    ///
    /// # Errors
    /// Those of the system, also when it leads nowhere.
    fn kind(&self, path: &Path) -> io::Result<Kind>;

    /// The path with all links followed, also when the last one leads to a file that is not there.
    fn resolve(&self, path: &Path) -> PathBuf;

    /// Takes a lock that is held until it is dropped.
    ///
    /// # Errors
    /// When another holds it, or there can be none.
    fn lock(&self, path: &Path) -> Result<Box<dyn Any + Send>, Refused>;
}

/// A file that is appended to.
pub trait Appending: Send {
    /// Its length in bytes.
    ///
    /// # Errors
    /// Those of the system.
    fn length(&mut self) -> io::Result<u64>;

    /// The last byte; none of an empty file.
    ///
    /// # Errors
    /// Those of the system.
    fn last_byte(&mut self) -> io::Result<Option<u8>>;

    /// Writes at the end, in one go, as much as there is room for; says how much that was.
    ///
    /// # Errors
    /// Those of the system.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// Cuts the file to a length.
    ///
    /// # Errors
    /// Those of the system.
    fn set_length(&mut self, length: u64) -> io::Result<()>;

    /// Makes what was written survive a power cut.
    ///
    /// # Errors
    /// Those of the system. After one, nothing is known about what was written since the last
    /// success, and a later success says nothing about it either.
    fn sync(&mut self) -> io::Result<()>;
}

/// The file system of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealFs;

/// Options for a file that no other user may read, from the moment it is made.
#[must_use]
pub(crate) fn private_file() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "modes are a thing of Unix"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    let _ = std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

struct RealFile {
    file: File,
    /// On Windows a file that is open for appending cannot be cut; it is opened once more for that.
    #[cfg(windows)]
    path: PathBuf,
}

fn real_file(file: File, path: &Path) -> Box<dyn Appending> {
    #[cfg(not(windows))]
    let _ = path;
    Box::new(RealFile {
        file,
        #[cfg(windows)]
        path: path.to_owned(),
    })
}

impl Fs for RealFs {
    fn make_dir(&self, path: &Path) -> io::Result<()> {
        #[cfg_attr(not(unix), expect(unused_mut, reason = "modes are a thing of Unix"))]
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        let _ = std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)
    }

    #[cfg(unix)]
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        match File::open(path)?.sync_all() {
            // Some file systems (of shares, mostly) cannot sync a folder and say so.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            other => other,
        }
    }

    /// Windows has no such thing.
    #[cfg(not(unix))]
    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn open_append(&self, path: &Path) -> io::Result<Box<dyn Appending>> {
        let file = private_file().read(true).append(true).create(true).open(path)?;
        Ok(real_file(file, path))
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Appending>> {
        let file = private_file().read(true).append(true).create_new(true).open(path)?;
        Ok(real_file(file, path))
    }

    fn open_read(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<Item>> {
        fs::read_dir(path)?
            .map(|entry| {
                let path = entry?.path();
                let kind = self.kind(&path).unwrap_or(Kind::Other);
                Ok(Item { path, kind })
            })
            .collect()
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        let kind = fs::metadata(path)?;
        Ok(match (kind.is_file(), kind.is_dir()) {
            (true, _) => Kind::File,
            (_, true) => Kind::Folder,
            _ => Kind::Other,
        })
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        if let Ok(target) = fs::canonicalize(path) {
            return target;
        }
        match fs::read_link(path) {
            Ok(target) => {
                path.parent().map_or_else(|| target.clone(), |parent| parent.join(&target))
            }
            Err(_) => path.to_owned(),
        }
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn Any + Send>, Refused> {
        Lock::try_take(path).map(|lock| Box::new(lock) as Box<dyn Any + Send>)
    }
}

impl Appending for RealFile {
    fn length(&mut self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    fn last_byte(&mut self) -> io::Result<Option<u8>> {
        if self.length()? == 0 {
            return Ok(None);
        }
        let _ = self.file.seek(SeekFrom::End(-1))?;
        let mut byte = [0];
        self.file.read_exact(&mut byte)?;
        Ok(Some(byte[0]))
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    #[cfg(not(windows))]
    fn set_length(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)
    }

    #[cfg(windows)]
    fn set_length(&mut self, length: u64) -> io::Result<()> {
        OpenOptions::new().write(true).open(&self.path)?.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }
}

/// Makes a folder, and those above it that are missing, so that they survive a power cut. Those that
/// exist are synced too: the program that made them may have been killed before it could. Above
/// `base`, which is ours, that is tried only: not every user may read the folder theirs lies in.
///
/// # Errors
/// Those of the system.
pub fn make_dirs(fs: &dyn Fs, path: &Path, base: &Path) -> io::Result<()> {
    let mut folders: Vec<&Path> = path.ancestors().collect();
    folders.reverse();
    for folder in folders {
        let missing = fs.kind(folder).is_err();
        if missing {
            match fs.make_dir(folder) {
                // Another program was quicker.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                other => other?,
            }
        }
        let Some(parent) = folder.parent() else { continue };
        let synced = fs.sync_dir(parent);
        if missing || parent.starts_with(base) {
            synced?;
        }
    }
    Ok(())
}

/// Reads an ordinary file of at most that many bytes.
///
/// # Errors
/// Those of the system; also when it is no ordinary file, or longer.
pub fn read_bounded(fs: &dyn Fs, path: &Path, most: u64) -> io::Result<Vec<u8>> {
    if fs.kind(path)? != Kind::File {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not an ordinary file"));
    }
    let mut bytes = Vec::new();
    let _ = fs.open_read(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let why = format!("it is larger than {} KiB, which no such file is", most / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
    }
    Ok(bytes)
}

/// What a person can do about an error of the file system.
#[must_use]
pub fn advice(error: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded | Kind::WriteZero => {
            "The disk is full: make some room on it"
        }
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            "The folder may not be written: allow it, or set WELLSPRING_CONFIG_DIR to another folder"
        }
        Kind::NotFound | Kind::NotADirectory => {
            "The folder is not there: bring it back (is a disk or a share missing?), or set WELLSPRING_CONFIG_DIR to another folder"
        }
        Kind::FileTooLarge => {
            "The file has reached the greatest size that is allowed here: raise that limit"
        }
        _ => "The disk may be failing: make a copy of your files, and look at the disk",
    }
}
