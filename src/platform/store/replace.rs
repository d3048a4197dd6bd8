//! Replacing a file in one step.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::LARGEST_FILE;
use super::fs::{Appending, Fs, Kind, make_dirs, read_bounded};

/// What saving did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replaced {
    /// The file holds the new text.
    Written,
    /// The file held that text already.
    Unchanged,
    /// The file holds the new text. What stood there could not be read, and stays under that name.
    BrokenKept(PathBuf),
}

/// Where the text before the last one is kept.
pub(in crate::platform) fn backup_of(path: &Path) -> PathBuf {
    with_ending(path, ".bak")
}

/// Replaces the file by the text. A link is followed: its target is replaced, not the link.
///
/// `sound` tells whether an old text is worth being the backup; one that is not is kept under a
/// name of its own, and the backup stays.
pub(super) fn replace(
    fs: &dyn Fs,
    path: &Path,
    base: &Path,
    text: &[u8],
    sound: impl Fn(&[u8]) -> bool,
) -> io::Result<Replaced> {
    if let Some(folder) = path.parent() {
        make_dirs(fs, folder, base)?;
    }
    let target = fs.resolve(path);
    let mut outcome = Replaced::Written;
    match read_bounded(fs, &target, LARGEST_FILE) {
        Ok(old) if old == text => return Ok(Replaced::Unchanged),
        Ok(old) if sound(&old) => put(fs, &fs.resolve(&backup_of(path)), &old)?,
        Ok(old) => {
            let kept = free_name(fs, path);
            put(fs, &kept, &old)?;
            outcome = Replaced::BrokenKept(kept);
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(_) if fs.kind(&target).is_ok_and(|kind| kind == Kind::File) && target == path => {
            // It can be neither read nor copied, but moved it can be.
            let kept = free_name(fs, path);
            fs.rename(path, &kept)?;
            outcome = Replaced::BrokenKept(kept);
        }
        Err(error) => return Err(error),
    }
    put(fs, &target, text)?;
    Ok(outcome)
}

/// Writes a file under a name of its own, and gives it its name when it is safe on disk.
pub(in crate::platform) fn put(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let (draft, file) = draft(fs, path)?;
    let written = write_whole(file, bytes).and_then(|()| fs.rename(&draft, path));
    if let Err(error) = written {
        let _ = fs.remove(&draft);
        return Err(error);
    }
    fs.sync_dir(folder)
}

fn write_whole(mut file: Box<dyn Appending>, bytes: &[u8]) -> io::Result<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        match file.write(rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => rest = rest.get(count..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    file.sync()
}

/// A draft of its own. Drafts that a crash left behind are out of the way, and harmless.
fn draft(fs: &dyn Fs, path: &Path) -> io::Result<(PathBuf, Box<dyn Appending>)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    for number in 1..1000 {
        let draft = path.with_file_name(format!(".{name}.draft-{number}"));
        match fs.create_new(&draft) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|file| (draft, file)),
        }
    }
    let why = "a thousand drafts lie beside it; remove the files whose names begin with a dot and hold `.draft-`";
    Err(io::Error::new(io::ErrorKind::AlreadyExists, why))
}

/// The first name for a broken file that is free: `settings.json.broken-<seconds since 1970>`.
fn free_name(fs: &dyn Fs, path: &Path) -> PathBuf {
    let stamp = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or(Duration::ZERO)
        .as_secs();
    let mut name = with_ending(path, &format!(".broken-{stamp}"));
    let mut number = 2;
    while fs.kind(&name).is_ok() && number < 1000 {
        name = with_ending(path, &format!(".broken-{stamp}-{number}"));
        number += 1;
    }
    name
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
