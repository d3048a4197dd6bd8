//! The kernel's own answers, changed on their way: the Nth call of a kind fails, or kills the program, for every N
//! until there are no more such calls.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use wellspring::platform::journal::load;

use super::dirs;
use super::writer::{Flaw, Said, Writer, check_notes, settings_found, skipped};

/// So many notes each writer writes; few, since every call of each is failed once.
const NOTES: usize = 3;

/// The folder of the history of this device.
fn folder_of_device(root: &Path) -> PathBuf {
    let items = fs::read_dir(dirs(root).history_dir()).expect("a history").flatten();
    items.map(|item| item.path()).find(|path| path.is_dir()).expect("a device")
}

/// Whether calls may be changed here at all; some containers forbid it.
fn may_trace() -> bool {
    let told = std::process::Command::new("strace").args(["-f", "-qq", "true"]).output();
    let told = told.expect("this test needs strace, which ./test installs");
    told.status.success() || skipped::<()>(&String::from_utf8_lossy(&told.stderr)).is_some()
}

/// Runs a writer on a folder that another has written to before; what it said, and whether a call was changed.
fn injected(root: &Path, calls: &str, inject: &str, on_log: bool) -> (Said, bool) {
    let before = Writer::start(root, "before", 1, Flaw::None).end();
    assert_eq!((before.noted, before.set), (1, 1));
    let trace = root.join("trace");
    let log = folder_of_device(root).join("2026.jsonl");
    let (trace_text, log_text) = (trace.to_str().expect("text"), log.to_str().expect("text"));
    let (trace_calls, inject) = (format!("trace={calls}"), format!("inject={calls}:{inject}"));
    let mut command = vec!["strace", "-f", "-qq", "-o", trace_text];
    command.extend(["-e", &trace_calls, "-e", &inject]);
    if on_log {
        command.extend(["-P", log_text]);
    }
    let said = Writer::start_by(&command, root, "injected", NOTES, Flaw::None).end();
    let told = fs::read_to_string(&trace).expect("strace writes what it saw");
    let hit = said.killed || told.contains("(INJECTED)");
    (said, hit)
}

/// What was said to be saved is there; what is there was noted; and the next program writes on.
fn check(root: &Path, said: &Said) -> Result<(), String> {
    let loaded = load(&dirs(root));
    check_notes(&loaded, "before", 1)?;
    check_notes(&loaded, "injected", said.noted)?;
    if loaded.entries.len() > 1 + NOTES {
        return Err(format!("{} notes, and {} were noted", loaded.entries.len(), 1 + NOTES));
    }
    let found = settings_found(root).ok_or("the settings are gone")?;
    if found < said.set {
        return Err(format!("settings {} were saved, {found} are found", said.set));
    }
    let after = Writer::start(root, "after", 1, Flaw::None).end();
    check_notes(&load(&dirs(root)), "after", 1).map_err(|why| format!("afterwards: {why}"))?;
    if after.trouble.is_empty() { Ok(()) } else { Err(format!("afterwards: {:?}", after.trouble)) }
}

#[test]
fn every_call_may_fail() {
    if !may_trace() {
        return;
    }
    // The calls, what happens to the Nth of them, whether only on the log, and whether all is saved in the end.
    let rows = [
        ("write", "error=ENOSPC", true, true),
        ("write", "error=EIO", true, true),
        ("write", "error=EINTR", true, true),
        ("fdatasync", "error=EIO", true, true),
        ("fdatasync", "error=EIO", false, false),
        ("fsync", "error=EIO", false, false),
        ("rename,renameat,renameat2", "error=EIO", false, false),
        ("write", "signal=SIGKILL", true, false),
        ("fdatasync", "signal=SIGKILL", false, false),
        ("rename,renameat,renameat2", "signal=SIGKILL", false, false),
    ];
    for (calls, what, on_log, all_saved) in rows {
        let (mut hits, begun) = (0, Instant::now());
        for number in 1.. {
            let root = tempfile::tempdir().expect("a folder");
            let inject = format!("{what}:when={number}");
            let (said, hit) = injected(root.path(), calls, &inject, on_log);
            check(root.path(), &said)
                .unwrap_or_else(|why| panic!("{calls} {inject}: {why}: {said:?}"));
            if !hit {
                assert_eq!((said.noted, said.set), (NOTES, NOTES), "{calls}: nothing was wrong");
                break;
            }
            assert!(!all_saved || said.noted == NOTES, "{calls} {inject}: {said:?}");
            hits += 1;
        }
        println!("{calls} {what}: {hits} calls, one at a time, {:?}", begun.elapsed());
        assert!(hits >= NOTES, "{calls} {what}: only {hits} calls were changed");
    }
}

/// The kernel says that it wrote more than it did: the one lie that the writer cannot see. The checksum does.
#[test]
fn a_write_that_lies_is_found_out() {
    if !may_trace() {
        return;
    }
    let honest = tempfile::tempdir().expect("a folder");
    let _ = injected(honest.path(), "write", "error=EIO:when=1000", true);
    let log = folder_of_device(honest.path()).join("2026.jsonl");
    let text = fs::read_to_string(log).expect("a log");
    let length = text.lines().nth(2).expect("the second that is injected").len() + 1;
    let root = tempfile::tempdir().expect("a folder");
    let lie = format!("retval={length}:when=2");
    let (said, hit) = injected(root.path(), "write", &lie, true);
    assert!(hit && said.noted == NOTES, "{said:?}");
    let why = check(root.path(), &said).expect_err("the note was never written");
    assert!(why.contains("is there 0 times"), "{why}");
}

/// The largest file that is allowed is smaller than the log: told, kept, and nothing that was saved is lost.
#[test]
fn a_limit_on_the_size_of_files_loses_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    let limited = ["sh", "-c", "ulimit -f 4 && trap '' XFSZ && exec \"$0\" \"$@\""];
    let said = Writer::start_by(&limited, root.path(), "limited", 20, Flaw::None).end();
    assert!(!said.trouble.is_empty(), "it has no effect: {said:?}");
    assert!(said.noted > 0, "{said:?}");
    let loaded = load(&dirs(root.path()));
    check_notes(&loaded, "limited", said.noted).expect("it was saved");
    assert_eq!(loaded.problems.iter().filter(|problem| problem.line.is_some()).count(), 0);
}

/// The program itself is not ended by such a limit: the session goes on, and what was not saved is told.
#[test]
fn a_limit_on_the_size_of_files_does_not_end_the_program() {
    let person = crate::cli::Person::new();
    let plain = person.command(&["start", "HE-1", "--side", "left", "--terminal"]);
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "ulimit -f 0 && exec \"$0\" \"$@\""]);
    limited.arg(plain.get_program()).args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    let pipe = std::process::Stdio::piped;
    limited.stdin(pipe()).stdout(pipe()).stderr(pipe());
    let came = crate::cli::came(limited, "yes\n\n\n\n\n");
    assert!(came.out.contains("It is over"), "{came:?}");
    assert!(came.err.contains("could not be written"), "{came:?}");
}
