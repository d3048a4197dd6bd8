//! Folders, the name of the device, locks, modes, room on the disk: what the machine says of the files.

use std::fs;
use std::path::{Path, PathBuf};

use super::Finding;
use crate::platform::backup;
use crate::platform::dirs::Dirs;
use crate::platform::tree::Tree;
use crate::t;

/// Below this many bytes of room, something must be done.
#[cfg(unix)]
const LEAST_ROOM: u64 = 50 * 1024 * 1024;

/// Whether the two folders are there, and may be written.
pub(super) fn folders(dirs: &Dirs) -> Vec<Finding> {
    [("config", &dirs.config), ("state", &dirs.state)]
        .into_iter()
        .map(|(part, folder)| match fs::metadata(folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Finding::well(part, folder, t!("doctor-folder-not-there"))
            }
            Err(error) => {
                let what = t!("doctor-unread", why = error.to_string());
                Finding::trouble(part, folder, what, t!("doctor-folder-allow"))
            }
            Ok(about) if !about.is_dir() => {
                Finding::trouble(part, folder, t!("doctor-no-folder"), t!("doctor-no-folder-now"))
            }
            Ok(_) => match writable(folder) {
                Ok(()) => Finding::well(part, folder, t!("doctor-folder-well")),
                Err(why) => {
                    let what = t!("doctor-read-only", why = why);
                    Finding::trouble(part, folder, what, t!("doctor-folder-allow"))
                }
            },
        })
        .collect()
}

/// Whether this user may write there, as far as the system tells without writing.
#[cfg(unix)]
fn writable(folder: &Path) -> Result<(), String> {
    use rustix::fs::{Access, access};
    access(folder, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK)
        .map_err(|error| std::io::Error::from(error).to_string())
}

#[cfg(not(unix))]
fn writable(folder: &Path) -> Result<(), String> {
    match fs::metadata(folder) {
        Ok(about) if about.permissions().readonly() => Err(t!("doctor-marked-read-only")),
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// The name under which this machine writes.
pub(super) fn device(dirs: &Dirs, has_history: bool) -> Vec<Finding> {
    let path = dirs.device_file();
    let finding = match backup::device(dirs) {
        Some(id) => Finding::well("device", &path, t!("doctor-device", id = id)),
        None if path.exists() => {
            let now = t!("doctor-device-now");
            Finding::trouble("device", &path, t!("doctor-device-unread"), now)
        }
        None if has_history => {
            Finding::note("device", &path, t!("doctor-device-new"), String::new())
        }
        None => Finding::well("device", &path, t!("doctor-not-there")),
    };
    vec![finding]
}

/// Who writes at this moment.
pub(super) fn locks(dirs: &Dirs) -> Finding {
    let held: Vec<String> = (1..=32)
        .map(|number| dirs.lock_file(number))
        .filter(|path| path.exists())
        .filter_map(|path| holder(&path))
        .collect();
    let path = dirs.lock_file(1);
    if held.is_empty() {
        Finding::well("lock", &path, t!("doctor-lock-free"))
    } else {
        Finding::well("lock", &path, t!("doctor-lock-held", who = held.join(", ")))
    }
}

/// Who holds the lock on that file. Linux tells without taking it.
fn holder(path: &Path) -> Option<String> {
    #[cfg(target_os = "linux")]
    if let Ok(locks) = fs::read_to_string("/proc/locks") {
        use std::os::unix::fs::MetadataExt as _;
        let file = fs::metadata(path).ok()?.ino().to_string();
        let pid = holder_in(&locks, &file)?;
        let program = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        return Some(match program.trim() {
            "" => t!("doctor-lock-someone"),
            program => t!("doctor-lock-process", program = program, pid = pid),
        });
    }
    let file = fs::File::open(path).ok()?;
    let is_held = matches!(file.try_lock_shared(), Err(fs::TryLockError::WouldBlock));
    is_held.then(|| t!("doctor-lock-someone"))
}

/// The process that holds a lock on the file of that number: `1: FLOCK  ADVISORY  WRITE 1234 fe:01:123456 0 EOF`.
#[cfg(any(target_os = "linux", test))]
fn holder_in<'a>(locks: &'a str, file: &str) -> Option<&'a str> {
    locks.lines().find_map(|line| {
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        let [_, "FLOCK", _, _, pid, place, ..] = words.as_slice() else { return None };
        (place.rsplit(':').next() == Some(file)).then_some(*pid)
    })
}

/// Whether other users may read anything.
#[cfg(unix)]
pub(super) fn modes(dirs: &Dirs) -> Finding {
    use std::os::unix::fs::PermissionsExt as _;
    let mut open: Vec<PathBuf> = Vec::new();
    let mut count = 0_usize;
    for folder in [&dirs.config, &dirs.state] {
        let tree = Tree::below(folder);
        for path in tree.folders.into_iter().chain(tree.files) {
            let Ok(about) = fs::metadata(&path) else { continue };
            count += 1;
            if about.permissions().mode() & 0o077 != 0 && !open.contains(&path) {
                open.push(path);
            }
        }
    }
    match open.first() {
        None => Finding::well("modes", &dirs.config, t!("doctor-modes-well", count = count)),
        Some(first) => {
            let what = t!("doctor-modes-open", count = open.len());
            let folder = if first.starts_with(&dirs.config) { &dirs.config } else { &dirs.state };
            let now = t!("doctor-modes-now", folder = folder.display().to_string());
            Finding::trouble("modes", first, what, now)
        }
    }
}

#[cfg(not(unix))]
pub(super) fn modes(dirs: &Dirs) -> Finding {
    Finding::well("modes", &dirs.config, t!("doctor-modes-elsewhere"))
}

/// How much room is left where the files are.
#[cfg(unix)]
pub(super) fn space(dirs: &Dirs) -> Vec<Finding> {
    let Some(there) = dirs.config.ancestors().find(|folder| folder.is_dir()) else {
        return Vec::new();
    };
    let Ok(about) = rustix::fs::statvfs(there) else { return Vec::new() };
    let room = about.f_bavail.saturating_mul(about.f_frsize);
    let shown = (room / (1024 * 1024)).to_string();
    vec![if room < LEAST_ROOM {
        let what = t!("doctor-space-little", megabytes = shown);
        Finding::trouble("space", &dirs.config, what, t!("doctor-space-now"))
    } else {
        Finding::well("space", &dirs.config, t!("doctor-space-well", megabytes = shown))
    }]
}

/// Nothing tells it here without a crate of its own.
#[cfg(not(unix))]
pub(super) fn space(_: &Dirs) -> Vec<Finding> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::holder_in;

    #[test]
    fn holders() {
        let locks = "1: POSIX  ADVISORY  WRITE 11 fe:01:77 0 EOF\n\
                     2: FLOCK  ADVISORY  WRITE 22 fe:01:7 0 EOF\n\
                     2: -> FLOCK  ADVISORY  WRITE 44 fe:01:77 0 EOF\n\
                     3: FLOCK  ADVISORY  WRITE 33 fe:01:77 0 EOF\n";
        for (file, expected) in [("77", Some("33")), ("7", Some("22")), ("1", None)] {
            assert_eq!(holder_in(locks, file), expected, "{file}");
        }
    }
}
