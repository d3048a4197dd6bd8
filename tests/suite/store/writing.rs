//! The journal as the program uses it: a thread that writes, told statuses, two programs at once.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use wellspring::domain::history::{Entry, Note, Occasion, PlannedPress, fold};
use wellspring::domain::point::Side;
use wellspring::domain::settings::Settings;
use wellspring::platform::history_files;
use wellspring::platform::journal::{Journal, JournalStatus, Loaded, Writer, load};

use super::disk::{Disk, Fault, Skip};
use super::{dirs, entry, planned, session, told};

/// Long enough for any disk; nothing waits for it unless something is wrong.
const LONG: Duration = Duration::from_secs(30);

fn open(root: &Path) -> (Journal, Loaded, Receiver<JournalStatus>) {
    let (status, statuses) = channel();
    let (journal, loaded) = Journal::open(&dirs(root), move |new| {
        let _ = status.send(new);
    });
    (journal, loaded, statuses)
}

fn note_all(journal: &Journal, name: &str) {
    for note in session(name) {
        journal.append(note);
    }
}

fn texts(entries: &[Entry]) -> BTreeSet<String> {
    entries.iter().map(told).collect()
}

fn logs(root: &Path) -> Vec<PathBuf> {
    let mut logs = Vec::new();
    for device in fs::read_dir(dirs(root).history_dir()).expect("a history").flatten() {
        if device.path().is_dir() {
            logs.extend(
                fs::read_dir(device.path()).expect("a folder").flatten().map(|item| item.path()),
            );
        }
    }
    logs.sort();
    logs
}

#[test]
fn a_session_is_saved_and_found_again() {
    let root = tempfile::tempdir().expect("a folder");
    let (journal, loaded, statuses) = open(root.path());
    assert_eq!((loaded, journal.writer()), (Loaded::default(), &Writer::First));
    let notes = session("evening");
    for note in &notes {
        journal.append(note.clone());
    }
    journal.flush(LONG).expect("saved");
    assert_eq!(statuses.recv_timeout(LONG), Ok(JournalStatus::Saved));
    drop(journal);
    let (journal, loaded, _) = open(root.path());
    assert_eq!(journal.writer(), &Writer::First, "the lock went with the first");
    assert_eq!(texts(&loaded.entries), texts(&notes));
    assert_eq!(loaded.problems, []);
    assert_eq!(fold(&loaded.entries, None), fold(&notes, None));
    assert_eq!(load(&dirs(root.path())), loaded, "reading alone reads the same");
}

#[test]
fn a_dropped_journal_saves_what_waits() {
    let root = tempfile::tempdir().expect("a folder");
    let (journal, ..) = open(root.path());
    note_all(&journal, "evening");
    drop(journal);
    assert_eq!(load(&dirs(root.path())).entries.len(), 5);
}

#[test]
fn reading_alone_makes_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    assert_eq!(load(&dirs(root.path())), Loaded::default());
    assert_eq!(fs::read_dir(root.path()).expect("there").count(), 0);
}

#[test]
fn the_year_is_that_of_the_local_day() {
    let root = tempfile::tempdir().expect("a folder");
    let (journal, ..) = open(root.path());
    let press = |millis| Note::Press {
        index: 0,
        pressed: Duration::from_millis(millis),
        end: wellspring::domain::history::PressEnd::GoesOn,
    };
    journal.append(entry("n", "2026-12-31T23:59:59-05:00[America/New_York]", press(1)));
    journal.append(entry("n", "2027-01-01T00:00:00-05:00[America/New_York]", press(2)));
    journal.flush(LONG).expect("saved");
    let names: Vec<_> =
        logs(root.path()).iter().map(|path| path.file_name().expect("named").to_owned()).collect();
    assert!(
        names.contains(&"2026.jsonl".into()) && names.contains(&"2027.jsonl".into()),
        "{names:?}"
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().expect("a folder");
    let (journal, ..) = open(root.path());
    note_all(&journal, "evening");
    journal.flush(LONG).expect("saved");
    wellspring::platform::store::save_settings(&dirs(root.path()), &Settings::default())
        .expect("saved");
    let mut open: Vec<_> = vec![root.path().join("config"), root.path().join("state")];
    let mut seen = 0;
    while let Some(path) = open.pop() {
        let mode = fs::metadata(&path).expect("there").permissions().mode() & 0o777;
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("a folder").flatten().map(|item| item.path()));
            assert_eq!(mode, 0o700, "{}", path.display());
        } else {
            assert_eq!(mode, 0o600, "{}", path.display());
        }
        seen += 1;
    }
    assert!(seen >= 10, "{seen} files and folders");
    for name in ["README.txt", ".gitattributes"] {
        assert!(dirs(root.path()).history_dir().join(name).is_file(), "{name}");
    }
}

#[test]
fn a_full_disk_is_told_and_the_notes_are_saved_when_there_is_room() {
    let disk = Disk::new(Fault::None, Skip::Nothing);
    let (status, statuses) = channel();
    let dirs = dirs(Path::new("/home/me"));
    let (journal, _) = Journal::open_on(Arc::new(disk.clone()), &dirs, move |new| {
        let _ = status.send(new);
    });
    let notes = session("evening");
    journal.append(notes[0].clone());
    journal.flush(LONG).expect("there is room");
    assert_eq!(statuses.recv_timeout(LONG), Ok(JournalStatus::Saved));
    disk.set_fault(Fault::From(0, ErrorKind::StorageFull));
    for note in &notes[1..] {
        journal.append(note.clone());
    }
    let Ok(JournalStatus::NotSaved(first)) = statuses.recv_timeout(LONG) else {
        panic!("it is told")
    };
    assert!(
        first.why.contains("/home/me/config/history") && first.why.contains("make some room"),
        "{first}"
    );
    let not_saved = journal.flush(Duration::from_millis(200)).expect_err("there is no room");
    assert_eq!(not_saved.waiting, 4, "{not_saved}");
    disk.set_fault(Fault::None);
    journal.flush(LONG).expect("there is room again");
    let last = statuses.try_iter().last();
    assert_eq!(last, Some(JournalStatus::Saved), "and that is told too");
    drop(journal);
    let (_, loaded) = Journal::open_on(Arc::new(disk), &dirs, |_| {});
    assert_eq!(texts(&loaded.entries), texts(&notes));
}

#[test]
fn what_waits_is_tried_again_unasked() {
    let disk = Disk::new(Fault::None, Skip::Nothing);
    let (status, statuses) = channel();
    let (journal, _) =
        Journal::open_on(Arc::new(disk.clone()), &dirs(Path::new("/home/me")), move |new| {
            let _ = status.send(new);
        });
    disk.set_fault(Fault::From(0, ErrorKind::StorageFull));
    journal.append(session("evening").remove(0));
    while !matches!(statuses.recv_timeout(LONG), Ok(JournalStatus::NotSaved(not_saved)) if not_saved.waiting == 1)
    {
    }
    disk.set_fault(Fault::None);
    assert_eq!(statuses.recv_timeout(LONG), Ok(JournalStatus::Saved));
}

#[test]
fn a_session_too_long_for_a_line_is_told() {
    let root = tempfile::tempdir().expect("a folder");
    let (journal, _, statuses) = open(root.path());
    let presses: Vec<PlannedPress> = vec![planned("HE-1", Side::Left); 2000];
    journal.append(entry(
        "long",
        "2026-11-22T16:43:00+00:00[UTC]",
        Occasion::default().started(presses),
    ));
    journal.append(session("evening").remove(0));
    let not_saved = journal.flush(LONG).expect_err("no line holds it");
    assert!(not_saved.why.contains("fewer presses"), "{not_saved}");
    assert!(matches!(statuses.recv_timeout(LONG), Ok(JournalStatus::NotSaved(_))));
    assert_eq!(load(&dirs(root.path())).entries.len(), 1, "it holds up nothing else");
}

#[test]
fn damage_is_copied_once_and_the_original_is_let_be() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    let (journal, ..) = open(root.path());
    note_all(&journal, "evening");
    drop(journal);
    let log = logs(root.path()).remove(0);
    let mut bytes = fs::read(&log).expect("a log");
    let at = bytes.iter().position(|byte| *byte == b'\n').expect("a line") + 30;
    bytes[at] ^= 1;
    bytes.extend_from_slice(b"no note at all\n{\"v\":1,\"id\":\"torn");
    fs::write(&log, &bytes).expect("damaged");
    let rows = [(2, "checksum"), (6, "checksum"), (7, "cut off")];
    let check = |loaded: &Loaded, known: bool| {
        assert_eq!(loaded.entries.len(), 4);
        let told: Vec<_> =
            loaded.problems.iter().map(|problem| (problem.line, problem.known)).collect();
        assert_eq!(told, rows.map(|(line, _)| (Some(line), known)));
        for (problem, (_, words)) in loaded.problems.iter().zip(rows) {
            assert!(problem.why.contains(words), "{problem}");
        }
    };
    check(&load(&dirs), false);
    assert!(!dirs.quarantine_dir().exists(), "reading alone makes nothing");
    let (journal, loaded, _) = open(root.path());
    check(&loaded, false);
    drop(journal);
    check(&load(&dirs), true);
    assert_eq!(fs::read(&log).expect("a log"), bytes, "the original");
    let copies: Vec<_> = fs::read_dir(dirs.quarantine_dir()).expect("copies").flatten().collect();
    assert_eq!(copies.len(), 1);
    let copy = fs::read_to_string(copies[0].path()).expect("a copy");
    assert_eq!(copy.lines().count(), 3, "{copy}");
    assert!(copy.contains("\nno note at all\n"), "{copy}");
    let (journal, loaded, _) = open(root.path());
    check(&loaded, true);
    journal.append(session("later").remove(0));
    journal.flush(LONG).expect("saved");
    assert_eq!(load(&dirs).entries.len(), 5, "the torn line did no harm to the next");
}

#[test]
fn the_line_that_has_not_arrived_yet_is_silent_when_another_device_wrote_it() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    let (journal, ..) = open(root.path());
    note_all(&journal, "evening");
    drop(journal);
    let bytes = fs::read(logs(root.path()).remove(0)).expect("a log");
    let other = dirs.history_dir().join("0badcafe");
    fs::create_dir(&other).expect("made");
    // A syncing program's copy under another name, and half of its last line.
    fs::write(other.join("2026.sync-conflict-20261122-1.jsonl"), &bytes[..bytes.len() - 40])
        .expect("written");
    let loaded = load(&dirs);
    assert_eq!((loaded.entries.len(), loaded.problems.as_slice()), (5, [].as_slice()));
}

#[test]
fn a_copied_home_takes_a_new_name_once_the_other_has_written() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    let (journal, ..) = open(root.path());
    journal.append(session("evening").remove(0));
    journal.flush(LONG).expect("saved");
    let name = journal.folder().to_owned();
    drop(journal);
    let device = fs::read_to_string(dirs.device_file()).expect("a name");
    let id = device.split(' ').next().expect("an id");
    // The other machine has gone far beyond what was set aside here.
    fs::write(dirs.device_file(), format!("{id} 0\n")).expect("written");
    let (journal, loaded, _) = open(root.path());
    assert_ne!(journal.folder(), name);
    journal.append(session("later").remove(0));
    journal.flush(LONG).expect("saved");
    assert_eq!((loaded.entries.len(), load(&dirs).entries.len()), (1, 2));
    drop(journal);
    let (journal, ..) = open(root.path());
    assert_ne!(journal.folder(), name, "and keeps it");
}

#[test]
fn a_second_window_writes_beside_the_first() {
    let root = tempfile::tempdir().expect("a folder");
    let (first, ..) = open(root.path());
    let (second, ..) = open(root.path());
    let (third, ..) = open(root.path());
    assert_eq!(first.writer(), &Writer::First);
    assert_eq!(second.writer(), &Writer::Another { number: 2 });
    assert_eq!(third.writer(), &Writer::Another { number: 3 });
    let (one, other) = (session("one"), session("other"));
    for (mine, yours) in one.iter().zip(&other) {
        first.append(mine.clone());
        second.append(yours.clone());
    }
    first.flush(LONG).expect("saved");
    second.flush(LONG).expect("saved");
    assert_eq!(texts(&load(&dirs(root.path())).entries), texts(&[one, other].concat()));
    drop(first);
    let (again, loaded, _) = open(root.path());
    assert_eq!(again.writer(), &Writer::First, "the free lock is taken");
    assert_eq!((loaded.entries.len(), loaded.problems.len()), (10, 0));
}

const HELPER_ROOT: &str = "WELLSPRING_TEST_HELPER_ROOT";

/// The other program: notes a session for each line it is sent, and answers when it is saved.
#[test]
#[ignore = "run by the tests below as a program of its own"]
fn helper() {
    let Some(root) = std::env::var_os(HELPER_ROOT) else { return };
    let (journal, ..) = open(Path::new(&root));
    println!("\nhelper: {:?}", journal.writer());
    for line in std::io::stdin().lines() {
        let name = line.expect("a line");
        note_all(&journal, &name);
        let saved = journal.flush(LONG).is_ok();
        println!("helper: {name} {saved}");
    }
}

fn start_helper(root: &Path) -> (Child, impl FnMut() -> String) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "store::writing::helper", "--nocapture", "--test-threads=1"])
        .env(HELPER_ROOT, root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let next = move || loop {
        let line = lines.next().expect("it goes on").expect("text");
        if let Some(said) = line.strip_prefix("helper: ") {
            return said.to_owned();
        }
    };
    (child, next)
}

#[test]
fn two_programs_write_at_once_and_a_killed_one_leaves_its_lock() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut child, mut said) = start_helper(root.path());
    assert_eq!(said(), "First");
    let (journal, ..) = open(root.path());
    assert_eq!(journal.writer(), &Writer::Another { number: 2 });
    let mut all = Vec::new();
    for round in 0..20 {
        let (mine, yours) = (format!("mine {round}"), format!("yours {round}"));
        writeln!(child.stdin.as_ref().expect("piped"), "{yours}").expect("sent");
        note_all(&journal, &mine);
        journal.flush(LONG).expect("saved");
        assert_eq!(said(), format!("{yours} true"));
        all.extend(session(&mine).into_iter().chain(session(&yours)));
    }
    // On Unix this is SIGKILL: it has no time to say good-bye.
    child.kill().expect("killed");
    let _ = child.wait().expect("gone");
    let (third, loaded, _) = open(root.path());
    assert_eq!(third.writer(), &Writer::First, "the lock went with it");
    assert_eq!(texts(&loaded.entries), texts(&all));
    assert_eq!(loaded.problems, []);
}

#[test]
fn what_cannot_be_saved_is_written_elsewhere_and_counts_once() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let file = elsewhere.path().join("unsaved.jsonl");
    let disk = Disk::new(Fault::None, Skip::Nothing);
    let home = dirs(Path::new("/home/me"));
    let (journal, _) = Journal::open_on(Arc::new(disk.clone()), &home, |_| {});
    let write = || journal.save_elsewhere(file.clone()).recv().expect("an answer");
    assert_eq!(write().expect("nothing to write"), 0);
    assert!(!file.exists());
    let notes = session("evening");
    journal.append(notes[0].clone());
    journal.flush(LONG).expect("there is room");
    disk.set_fault(Fault::From(0, ErrorKind::StorageFull));
    for note in &notes[1..] {
        journal.append(note.clone());
    }
    assert!(journal.flush(Duration::from_millis(200)).is_err(), "there is no room");
    assert_eq!(write().expect("there is room elsewhere"), 4);
    // On another computer, with nothing but that file, the four are there; here, once saved, each counts once.
    let other = tempfile::tempdir().expect("a folder");
    let there = dirs(other.path());
    let preview = history_files::look(std::slice::from_ref(&file), &there).expect("it is read");
    assert_eq!((preview.notes_new, preview.damaged), (4, 0));
    disk.set_fault(Fault::None);
    journal.flush(LONG).expect("there is room again");
    drop(journal);
    let (_, loaded) = Journal::open_on(Arc::new(disk), &home, |_| {});
    assert_eq!(texts(&loaded.entries), texts(&notes), "they were tried again all the same");
}
