//! What a command comes to: exit codes, and what is refused or missing.

use std::fs;
use std::io::Read as _;

use super::{Person, came};

#[test]
fn exit_codes_tell_what_went_wrong() {
    let person = Person::new();
    let check = |arguments: &[&str], code: i32, says: &str| {
        let came = person.run(arguments);
        assert_eq!(came.code, code, "{arguments:?}: {came:?}");
        assert!(came.err.contains(says), "{arguments:?}: {came:?}");
    };
    check(&["points"], 0, "");
    check(&["history"], 0, "");
    check(&["plan", "HE-1"], 0, "");
    check(&["show", "HE-11"], 1, "Nearest: HE-1");
    check(&["show", "zzzzzzzzzzz"], 1, "no point is called");
    check(&["plan", "CV-8"], 1, "palm warmth");
    check(&["start", "CV-8"], 1, "not offered");
    let _ = person.write("points/EX-HN40.json", r#"{ "version": 1, "code": "EX-HN40" }"#);
    check(&["start", "EX-HN40"], 1, "has not been written yet");
    check(&["plan", "HE-1", "--seconds", "5"], 1, "60 to 120 seconds");
    check(&["plan", "LI-4", "--until-release"], 1, "fixed time");
    check(&["import", "there-is-no-such-file"], 1, "cannot be read");
    check(&["import", concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli")], 1, "holds no history");
    check(&["import", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")], 1, "Cargo.toml");
    check(&["import", "-"], 1, "standard input: the file is empty");
    check(&["plan", "HE-1", "--seconds", "60", "--until-release"], 2, "cannot be used with");
    check(&["plan", "HE-1", "--seconds", "many"], 2, "invalid value");
    check(&["plan", "HE-1", "--seconds", "-1"], 2, "");
    check(&["plan", "HE-1", "--side", "both sides"], 2, "left, right, both, at-once");
    check(&["plan", "HE-1", "--side", "at-once"], 1, "choose `both`");
    check(&["profile", "nonsense", "yes"], 1, "blood-thinners");
    check(&["profile", "clear", "yes"], 1, "stands alone");
    check(&["profile", "clot", "maybe"], 2, "yes, no, skip");
    check(&["profile", "injury", "--place", "knee"], 2, "ANSWER");
    check(&["check", "there-is-no-such-folder"], 1, "cannot be read");
    check(&["export", "-o", "/nonexistent/history.csv"], 3, "could not be written");
    check(&["backup"], 1, "--weekly FOLDER");
    check(&["history", "amend", "00000000", "--after", "3"], 1, "no session has an id");
    check(&["history", "--json", "add", "HE-1", "--minutes", "1"], 2, "");
    check(&["plan"], 2, "CODE");
    check(&["press", "HE-1"], 2, "press");
    check(&["start", "HE-1", "--yes"], 2, "--yes");
    check(&[], 3, "wellspring start HE-1 --terminal");
}

#[test]
fn a_dead_display_leads_to_the_terminal_and_says_so() {
    let person = Person::new();
    for (name, value) in [("DISPLAY", ":4321"), ("WAYLAND_DISPLAY", "/nonexistent/wayland")] {
        let with = |arguments: &[&str]| {
            let mut command = person.command(arguments);
            let _ = command.env(name, value);
            came(command, "")
        };
        let came = with(&["start", "HE-1"]);
        assert_eq!(came.code, 1);
        assert!(
            came.err.contains(value) && came.err.contains("So it runs in the terminal"),
            "{came:?}"
        );
        assert!(came.out.contains("Type yes to begin."), "{came:?}");
        assert_eq!(with(&[]).code, 3);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let person = Person::new();
    for arguments in [&["points"][..], &["points", "--json"], &["show", "HE-1"], &["--help"]] {
        let mut child = person.command(arguments).spawn().expect("it starts");
        let mut out = child.stdout.take().expect("piped");
        let mut first = [0; 1];
        out.read_exact(&mut first).expect("the first letter");
        drop(out);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure_of_the_machine() {
    let person = Person::new();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let mut command = person.command(&["points"]);
    let _ = command.stdout(full);
    let came = came(command, "");
    assert_eq!(came.code, 3, "{came:?}");
    assert!(came.err.contains("could not be written"), "{came:?}");
}
