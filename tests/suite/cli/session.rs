//! A session on the command line: its caution, and the log.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use super::{Person, came};

#[test]
fn nothing_but_a_typed_yes_answers_the_caution() {
    let person = Person::new();
    for input in ["", "\n", "y\n", "yes please\n", "no\nyes\n", "1\n"] {
        let came = person.typing(input, &["start", "HE-1", "--terminal"]);
        assert_eq!(came.code, 1, "{input:?}: {came:?}");
        assert!(came.err.contains("nothing was started"), "{input:?}: {came:?}");
        assert!(came.out.contains("0:05  Press in circles"), "{input:?}: {came:?}");
        assert!(!came.out.contains("Sit, the arm"), "{input:?}: {came:?}");
    }
    let mut command = person.command(&["start", "HE-1", "--terminal"]);
    let _ = command.envs([
        ("YES", "yes"),
        ("WELLSPRING_YES", "1"),
        ("WELLSPRING_CAUTION", "yes"),
        ("CI", "true"),
    ]);
    assert_eq!(came(command, "").code, 1);
    assert!(!person.config().join("history").exists(), "a session that never began is not noted");
}

#[test]
fn damage_in_the_log_is_told_and_read_past() {
    let person = Person::new();
    assert_eq!(
        person.typing("yes\n\n\n\n\n", &["start", "HE-1", "--side", "left", "--terminal"]).code,
        0
    );
    let mut folders: Vec<PathBuf> = vec![person.config().join("history")];
    let mut logs = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "jsonl") {
                logs.push(path);
            }
        }
    }
    assert_eq!(logs.len(), 1, "{logs:?}");
    let mut log = fs::OpenOptions::new().append(true).open(&logs[0]).expect("the log");
    log.write_all(b"{\"v\":1,\"torn\n").expect("written");
    for arguments in [&["history"][..], &["history", "--json"]] {
        let came = person.run(arguments);
        assert_eq!(came.code, 0, "{came:?}");
        assert!(came.err.contains(&logs[0].display().to_string()), "{came:?}");
        assert!(came.out.contains("HE-1"), "{came:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_log_that_cannot_be_written_is_told_and_the_session_goes_on() {
    let person = Person::new();
    fs::create_dir_all(person.config()).expect("a folder");
    // A file where the folder of the log should be: not even root can write through it.
    fs::write(person.config().join("history"), "in the way").expect("a file");
    let came = person.typing("yes\n\n\n\n\n", &["start", "HE-1", "--side", "left", "--terminal"]);
    assert_eq!(came.code, 3, "{came:?}");
    assert!(came.out.contains("It is over: released early."), "{came:?}");
    assert!(came.err.contains("not fully in your history"), "{came:?}");
    assert!(came.err.contains("history"), "{came:?}");
}
