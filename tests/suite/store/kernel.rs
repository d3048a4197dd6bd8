//! The journal on the kernel of this machine: full disks, folders that may not be written. What
//! needs rights that a test may not have is skipped loudly.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use wellspring::domain::settings::Settings;
use wellspring::platform::journal::{Journal, JournalStatus, Writer, load};
use wellspring::platform::store::save_settings;

use super::mount::Mount;
use super::writer::skipped;
use super::{dirs, session};

const LONG: Duration = Duration::from_secs(30);
const SHORT: Duration = Duration::from_millis(100);

fn note_all(journal: &Journal, name: &str) {
    for note in session(name) {
        journal.append(note);
    }
}

fn open(root: &Path) -> Journal {
    Journal::open(&dirs(root), |_| {}).0
}

#[test]
fn a_disk_of_64_kib_runs_full_and_is_cleared() {
    let root = tempfile::tempdir().expect("a folder");
    let disk = root.path().join("disk");
    fs::create_dir(&disk).expect("made");
    let Some(_mount) = Mount::make(&["-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs"], &disk)
    else {
        return;
    };
    let ballast = disk.join("ballast");
    fs::write(&ballast, vec![0; 16 * 1024]).expect("written");
    let journal = open(&disk);
    let mut noted = 0;
    let not_saved = loop {
        note_all(&journal, &format!("session {noted}"));
        noted += 1;
        assert!(noted < 1000, "64 KiB cannot hold that");
        if let Err(not_saved) = journal.flush(SHORT) {
            break not_saved;
        }
    };
    assert!(not_saved.why.contains("make some room"), "{not_saved}");
    assert!((1..=5).contains(&not_saved.waiting), "{not_saved:?}");
    let loaded = load(&dirs(&disk));
    assert_eq!(loaded.entries.len(), noted * 5 - not_saved.waiting, "what was saved, and no more");
    assert_eq!(loaded.problems, [], "no line is torn");
    assert!(save_settings(&dirs(&disk), &Settings::default()).is_err());
    fs::remove_file(&ballast).expect("removed");
    journal.flush(LONG).expect("there is room again");
    assert_eq!(load(&dirs(&disk)).entries.len(), noted * 5);
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_that_is_always_full_keeps_everything_in_memory() {
    let root = tempfile::tempdir().expect("a folder");
    let first = open(root.path());
    first.append(session("first").remove(0));
    first.flush(LONG).expect("saved");
    let folder = first.folder().to_owned();
    drop(first);
    let log = folder.join("2026.jsonl");
    let aside = folder.join("2026.aside");
    fs::rename(&log, &aside).expect("moved");
    std::os::unix::fs::symlink("/dev/full", &log).expect("linked");
    let journal = open(root.path());
    note_all(&journal, "second");
    let not_saved = journal.flush(SHORT).expect_err("it is full");
    assert_eq!(not_saved.waiting, 5, "{not_saved}");
    assert!(not_saved.why.contains("No space left"), "{not_saved}");
    fs::remove_file(&log).expect("removed");
    fs::rename(&aside, &log).expect("moved back");
    journal.flush(LONG).expect("saved");
    assert_eq!(load(&dirs(root.path())).entries.len(), 6);
}

/// A folder that even this user cannot write to, until it is dropped.
struct ReadOnly {
    folder: PathBuf,
    mount: Option<Mount>,
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        use std::os::unix::fs::PermissionsExt;
        self.mount = None;
        let _ = fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o700));
    }
}

/// Makes a folder read-only, or says that it cannot.
fn read_only(folder: &Path) -> Option<ReadOnly> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).expect("ours");
    if fs::write(folder.join("probe"), "").is_err() {
        return Some(ReadOnly { folder: folder.to_owned(), mount: None });
    }
    // Root may write everywhere but on a file system that is read-only.
    fs::remove_file(folder.join("probe")).expect("removed");
    let path = folder.to_str().expect("text");
    let mount = Mount::make(&["--bind", path], folder)?;
    let again = Command::new("mount").args(["-o", "remount,ro,bind"]).arg(folder).output();
    match again {
        Ok(output) if output.status.success() => {
            Some(ReadOnly { folder: folder.to_owned(), mount: Some(mount) })
        }
        other => skipped(&format!("{other:?}")),
    }
}

#[test]
fn where_nothing_can_be_written_it_runs_and_says_so() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("disk");
    fs::create_dir(&folder).expect("made");
    let Some(guard) = read_only(&folder) else { return };
    let (status, statuses) = std::sync::mpsc::channel();
    let (journal, loaded) = Journal::open(&dirs(&folder), move |new| {
        let _ = status.send(new);
    });
    assert_eq!(loaded.problems, []);
    assert!(matches!(journal.writer(), Writer::Unlocked { .. }), "{:?}", journal.writer());
    journal.append(session("evening").remove(0));
    let Ok(JournalStatus::NotSaved(told)) = statuses.recv_timeout(LONG) else {
        panic!("it is told")
    };
    assert!(told.why.contains("may not be written"), "{told}");
    assert_eq!(journal.flush(SHORT).expect_err("it cannot be saved").waiting, 1);
    let error =
        save_settings(&dirs(&folder), &Settings::default()).expect_err("it cannot be saved");
    assert!(error.to_string().contains("may not be written"), "{error}");
    drop(guard);
    journal.flush(LONG).expect("the folder may be written again");
}

#[test]
fn a_file_where_the_folder_should_be_is_told() {
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("config"), "a file").expect("written");
    let journal = open(root.path());
    journal.append(session("evening").remove(0));
    let not_saved = journal.flush(SHORT).expect_err("it cannot be saved");
    assert!(not_saved.why.contains("config"), "{not_saved}");
}

#[test]
fn pipes_and_devices_are_never_opened_to_be_read() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = dirs(root.path()).history_dir().join("0badcafe");
    fs::create_dir_all(&folder).expect("made");
    let pipe = folder.join("2026.jsonl");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is everywhere");
    std::os::unix::fs::symlink("/dev/zero", folder.join("2025.jsonl")).expect("linked");
    std::os::unix::fs::symlink("..", folder.join("circle")).expect("linked");
    assert_eq!(load(&dirs(root.path())).entries, []);
}
