//! The commands as a person or a program meets them: the real binary, with folders of its own and no
//! display.
//!
//! What it prints for people is compared with the files in `tests/golden/cli/`. After a change that is
//! meant, `UPDATE_GOLDEN=1 cargo test --test suite cli` writes them anew; read them before you keep them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is wrong"
)]

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The files of one person.
pub struct Person {
    folder: TempDir,
}

/// What a command came to.
#[derive(Debug)]
pub struct Came {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Came {
    /// Standard output as JSON, when it is that alone.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Person {
    /// Somebody who has never used it.
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    /// The configuration folder.
    pub fn config(&self) -> PathBuf {
        self.folder.path().join("config")
    }

    /// The program with nothing of this machine in reach: no display, no sound.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let program = std::env::var_os("WELLSPRING_BIN")
            .map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_wellspring")), PathBuf::from);
        let mut command = Command::new(program);
        for name in [
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "WELLSPRING_STATE_DIR",
            "WELLSPRING_LOG",
        ] {
            let _ = command.env_remove(name);
        }
        let _ = command
            .args(arguments)
            .env("WELLSPRING_CONFIG_DIR", self.config())
            .env("HOME", self.folder.path())
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env("PULSE_SERVER", "unix:/nonexistent")
            .env("ALSA_CONFIG_PATH", "/dev/null")
            .env("TZ", "UTC")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .stdin(Stdio::piped());
        command
    }

    /// Runs it to its end with that on standard input.
    pub fn typing(&self, input: &str, arguments: &[&str]) -> Came {
        came(self.command(arguments), input)
    }

    /// Runs it to its end with nothing on standard input.
    pub fn run(&self, arguments: &[&str]) -> Came {
        self.typing("", arguments)
    }
}

/// Runs a command to its end.
pub fn came(mut command: Command, input: &str) -> Came {
    let mut child = command.spawn().expect("the program starts");
    // It may end without having read all of it.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    Came {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

/// The page of a point that has no guide of its own, ten seconds at the least.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/cli/page.txt");

/// Compares with the golden file of that name, or writes it where that is asked for.
#[track_caller]
fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cli").join(name);
    assert!(!text.contains("{$"), "{name}: a place was not filled:\n{text}");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).expect("the golden file is written");
        return;
    }
    let expected =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let expected = expected.replace("\r\n", "\n");
    assert!(text == expected, "{name} differs. Now it is:\n{text}\n\nIt was:\n{expected}");
}

#[test]
fn the_help_is_as_it_was_read() {
    let person = Person::new();
    let mut all = Vec::new();
    for command in ["", "start", "history", "import", "points", "show", "plan"] {
        let arguments: Vec<&str> =
            [command, "--help"].into_iter().filter(|part| !part.is_empty()).collect();
        let came = person.run(&arguments);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{command}");
        all.push(came.out);
    }
    golden("help.txt", &all.join("\n----\n\n").replace("wellspring.exe", "wellspring"));
    assert!(
        person
            .run(&["--version"])
            .out
            .starts_with(concat!("wellspring ", env!("CARGO_PKG_VERSION")))
    );
}

#[test]
fn what_people_read_is_as_it_was_read() {
    let person = Person::new();
    let rows: [(&str, &[&str]); 7] = [
        ("points.txt", &["points", "axilla"]),
        ("points-hand.txt", &["points", "hand"]),
        ("points-none.txt", &["points", "no such thing"]),
        ("show-he-1.txt", &["show", "ht 1"]),
        ("show-no.txt", &["show", "CV-8"]),
        ("show-facts.txt", &["show", "KI-3"]),
        ("plan.txt", &["plan", "HE-1", "li4", "--motion", "steady"]),
    ];
    for (name, arguments) in rows {
        let came = person.run(arguments);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
        golden(name, &came.out);
    }
    let refused = person.run(&["start", "HE-1", "--side", "left", "--seconds", "60", "--terminal"]);
    golden("start-refused.txt", &format!("{}----\n{}", refused.out, refused.err));
    golden("import.txt", &person.run(&["import", PAGE, "--check"]).out);
    golden("history-empty.txt", &person.run(&["history"]).out);
}

#[test]
fn no_line_of_a_page_is_too_wide_to_read() {
    let person = Person::new();
    for arguments in
        [&["show", "HE-1"][..], &["import", PAGE, "--check"], &["start", "HE-1", "--terminal"]]
    {
        for line in person.run(arguments).out.lines() {
            assert!(line.chars().count() <= 86, "{arguments:?}: {line}");
        }
    }
}

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
    check(&["start", "LU-2"], 1, "has not been written yet");
    check(&["plan", "HE-1", "--seconds", "5"], 1, "60 to 120 seconds");
    check(&["plan", "LI-4", "--until-release"], 1, "fixed time");
    check(&["import", "there-is-no-such-file"], 1, "cannot be read");
    check(&["import", env!("CARGO_MANIFEST_DIR")], 1, "cannot be read");
    check(&["import", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")], 1, "Cargo.toml");
    check(&["import", "-"], 1, "standard input: the file is empty");
    check(&["plan", "HE-1", "--seconds", "60", "--until-release"], 2, "cannot be used with");
    check(&["plan", "HE-1", "--seconds", "many"], 2, "invalid value");
    check(&["plan", "HE-1", "--seconds", "-1"], 2, "");
    check(&["plan", "HE-1", "--side", "both sides"], 2, "left, right, both");
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
fn a_point_is_printed_whole() {
    let person = Person::new();
    let points = person.run(&["points", "--json"]);
    assert_eq!((points.code, points.err.as_str()), (0, ""));
    let points = points.json();
    assert_eq!(points["version"], 1);
    let list = points["points"].as_array().expect("a list");
    assert_eq!(list.len(), 411);
    for point in list {
        for field in [
            "code", "pinyin", "chinese", "english", "meridian", "region", "location", "grade",
            "caution",
        ] {
            assert!(point[field].is_string(), "{field}: {point}");
        }
        for field in
            ["aliases", "find", "cautions", "traditional_uses", "related", "questions", "notes"]
        {
            assert!(point[field].is_array(), "{field}: {point}");
        }
    }
    let one = person.run(&["show", "Jiquan", "--json"]).json();
    assert_eq!((&one["version"], &one["point"]["code"]), (&Value::from(1), &Value::from("HE-1")));
    assert_eq!(one["point"]["technique"]["least_seconds"], 60);
    assert_eq!(Some(&one["point"]), list.iter().find(|point| point["code"] == "HE-1"));
    let found = person.run(&["points", "he", "1", "--json"]).json();
    assert_eq!(found["points"][0]["code"], "HE-1");
    assert_eq!(
        person.run(&["points", "no such thing", "--json"]).json()["points"],
        Value::Array(Vec::new())
    );
}

#[test]
fn a_plan_adds_up() {
    let person = Person::new();
    let plan = |arguments: &[&str]| {
        let came = person.run(&[&["plan"], arguments, &["--json"]].concat());
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
        came.json()
    };
    for (arguments, total, steps) in [
        (&["HE-1"][..], 268, 8),
        (&["HE-1", "--side", "left", "--seconds", "60"], 70, 4),
        (&["HE-1", "LI-4", "--side", "right", "--motion", "steady", "--seconds", "90"], 200, 8),
    ] {
        let plan = plan(arguments);
        assert_eq!(
            (&plan["version"], &plan["total_seconds"]),
            (&Value::from(1), &Value::from(total)),
            "{arguments:?}"
        );
        let mut at = 0;
        let list = plan["steps"].as_array().expect("a list");
        assert_eq!(list.len(), steps);
        for step in list {
            assert_eq!(step["at_seconds"], at, "{arguments:?}: {step}");
            at += step["seconds"].as_u64().expect("whole seconds");
        }
        assert_eq!(at, total);
        let cues: Vec<(f64, &str)> = plan["cues"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|cue| {
                (
                    cue["at_seconds"].as_f64().expect("a number"),
                    cue["cue"].as_str().expect("a name"),
                )
            })
            .collect();
        assert!(cues.is_sorted_by(|one, other| one.0 <= other.0), "{arguments:?}");
        assert_eq!(cues.first(), Some(&(0.0, "start")));
        assert_eq!(cues.last().map(|cue| cue.1), Some("end"));
    }
    let left = plan(&["HE-1", "--side", "left", "--seconds", "60"]);
    assert_eq!(
        (&left["steps"][2]["phase"], &left["steps"][2]["side"]),
        (&Value::from("press"), &Value::from("left"))
    );
    let named = |name: &str| -> Vec<f64> {
        let cues = left["cues"].as_array().expect("a list").iter();
        cues.filter(|cue| cue["cue"] == name).filter_map(|cue| cue["at_seconds"].as_f64()).collect()
    };
    assert_eq!(
        (named("turn"), named("last-ten"), named("ease")),
        (vec![35.0], vec![55.0], vec![65.0])
    );
    assert_eq!(named("beat").first(), Some(&5.0));
}

#[test]
fn an_imported_page_can_be_shown_planned_and_played() {
    let person = Person::new();
    assert_eq!(person.run(&["plan", "KI-3"]).code, 1);
    let checked = person.run(&["import", PAGE, "--check", "--json"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    let point = &checked.json()["point"];
    assert_eq!(
        (&point["code"], &point["technique"]["least_seconds"]),
        (&Value::from("KI-3"), &Value::from(10))
    );
    assert!(point["notes"].to_string().contains("Great Ravine"), "{point}");
    assert!(!person.config().join("points").exists(), "--check keeps nothing");

    let imported = person.run(&["import", PAGE]);
    let file = person.config().join("points/KI-3.json");
    assert_eq!(imported.code, 0);
    assert!(imported.out.contains(&file.display().to_string()), "{imported:?}");
    assert!(imported.out.contains("wellspring start KI-3"), "{imported:?}");
    assert!(person.run(&["show", "KI 3"]).out.contains("Not on a swollen ankle."));
    assert!(person.run(&["points", "KI-3"]).out.contains("ready"));
    assert_eq!(
        person.run(&["plan", "KI-3", "--json", "--seconds", "10", "--side", "left"]).json()["total_seconds"],
        20
    );

    // Found, through easing in, released at once, through easing off.
    let played = person.typing("yes\n\n\n\n\n", &["start", "KI-3", "--side", "left", "--terminal"]);
    assert_eq!(played.code, 0, "{played:?}");
    assert!(played.out.contains("1. Sit and lay the foot on the other knee."), "{played:?}");
    assert!(played.out.contains("It is over: released early."), "{played:?}");
    let history = person.run(&["history", "--json"]).json();
    assert_eq!(history["sessions"][0]["points"][0], "KI-3");
    assert_eq!(history["sessions"][0]["outcome"], "released");
    assert!(person.run(&["history"]).out.starts_with("Today "), "the list");

    // What was there before is kept beside it, and said.
    let again = person.run(&["import", PAGE]);
    assert!(!again.out.contains(".bak"), "{again:?}");
    let changed = fs::read_to_string(PAGE).expect("the page").replace("swollen", "bruised");
    let other = person.typing(&changed, &["import", "-"]);
    assert!(other.out.contains("KI-3.json.bak"), "{other:?}");
    assert!(
        fs::read_to_string(person.config().join("points/KI-3.json.bak"))
            .expect("kept")
            .contains("swollen")
    );
}

#[test]
fn what_is_printed_can_be_imported_again() {
    let person = Person::new();
    let printed = person.run(&["show", "LI-4", "--json"]);
    let imported = person.typing(&printed.out, &["import", "-", "--json"]);
    assert_eq!(imported.code, 0, "{imported:?}");
    assert!(imported.err.contains("LI-4.json"), "{imported:?}");
    let (before, after) = (printed.json(), imported.json());
    for field in [
        "code",
        "pinyin",
        "chinese",
        "location",
        "find",
        "technique",
        "cautions",
        "questions",
        "related",
    ] {
        assert_eq!(before["point"][field], after["point"][field], "{field}");
    }
    assert_eq!(
        (&before["point"]["own"], &after["point"]["own"]),
        (&Value::from(false), &Value::from(true))
    );
}

#[test]
fn a_page_for_a_point_graded_no_is_kept_and_never_played() {
    let person = Person::new();
    let page = fs::read_to_string(PAGE)
        .expect("the page")
        .replace("KI 3 - Taixi (Great Ravine)", "CV 8 - Shenque");
    let imported = person.typing(&page, &["import", "-"]);
    assert_eq!(imported.code, 0, "{imported:?}");
    assert!(imported.out.contains("never played"), "{imported:?}");
    assert!(person.run(&["show", "CV-8"]).out.contains("on the other knee"));
    for arguments in [&["start", "CV-8", "--terminal"][..], &["plan", "CV-8"]] {
        let came = person.typing("yes\n\n", arguments);
        assert_eq!(came.code, 1, "{came:?}");
        assert!(came.err.contains("palm warmth"), "{came:?}");
    }
}

#[test]
fn remembered_choices_stand_under_the_flags() {
    let person = Person::new();
    fs::create_dir_all(person.config()).expect("a folder");
    let settings = r#"{ "version": 1, "change_seconds": 10, "choices": { "HE-1": { "sides": "right", "motion": "steady", "seconds": 90, "until_release": false } } }"#;
    fs::write(person.config().join("settings.json"), settings).expect("settings");
    let total = |arguments: &[&str]| {
        person.run(&[&["plan", "HE-1", "--json"], arguments].concat()).json()["total_seconds"]
            .clone()
    };
    assert_eq!(total(&[]), 100);
    assert_eq!(total(&["--side", "both"]), 210);
    assert_eq!(total(&["--seconds", "60"]), 70);
    assert_eq!(total(&["--until-release"]), 130);
    let broken = "{ \"change_seconds\": \"soon\" ";
    fs::write(person.config().join("settings.json"), broken).expect("settings");
    let came = person.run(&["plan", "HE-1"]);
    assert_eq!(came.code, 0, "{came:?}");
    assert!(came.err.contains("settings.json"), "{came:?}");
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
