//! The session in the terminal: in a real pseudo-terminal with real keys, and with piped input.

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is wrong"
)]

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{Came, Person};
use crate::rig::{PATIENCE, Terminal};

const CAUTION: &str = "Type yes";
/// What takes half a minute by the clock takes no more than this.
const MINUTE: Duration = Duration::from_secs(60);
const FOUND: &str = "Press Enter or Space when you are on it.";

/// A terminal at the question whether the caution was read.
fn at_the_caution(config: &Path, arguments: &[&str]) -> Terminal {
    let terminal = Terminal::start(config, arguments, |_| {});
    terminal.wait_shown(PATIENCE, CAUTION);
    terminal.wait_shown(PATIENCE, "> ");
    terminal
}

/// A terminal in which the point is being found.
fn at_the_point(config: &Path) -> Terminal {
    let mut terminal =
        at_the_caution(config, &["start", "HE-1", "--side", "left", "--seconds", "60"]);
    terminal.send("yes\r");
    terminal.wait_shown(PATIENCE, FOUND);
    terminal
}

/// What `history --json` says of the newest session, of so many.
#[track_caller]
fn newest(config: &Path, count: usize) -> Value {
    let program = crate::rig::wellspring();
    let output = Command::new(program)
        .args(["history", "--json"])
        .env("WELLSPRING_CONFIG_DIR", config)
        .output()
        .expect("history is printed");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let history: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(history["sessions"].as_array().map(Vec::len), Some(count), "{history}");
    history["sessions"][0].clone()
}

fn exit_code(terminal: &mut Terminal) -> Option<i32> {
    terminal.wait_exit(PATIENCE).code()
}

#[test]
fn what_was_typed_ahead_answers_no_caution() {
    let config = TempDir::new().expect("a folder");
    // Typed before the program could ask: the terminal keeps it until it is read.
    let mut command_line = Terminal::start(config.path(), &["start", "HE-1"], |_| {});
    command_line.send("yes\r");
    command_line.wait_shown(PATIENCE, CAUTION);
    command_line.wait_shown(PATIENCE, "> ");
    assert!(!command_line.shown().contains(FOUND));
    command_line.send("no\r");
    assert_eq!(exit_code(&mut command_line), Some(1));
    assert!(command_line.shown().contains("nothing was started"), "{}", command_line.shown());
    assert!(command_line.is_in_line_mode());
    assert!(!config.path().join("history").exists());
}

#[test]
fn the_terminal_is_as_before_on_every_way_out() {
    let ways: [(&str, Option<i32>); 4] =
        [("\x03", Some(1)), ("\x1b", Some(1)), ("\x04", Some(1)), ("ja\r", Some(1))];
    for (keys, code) in ways {
        let config = TempDir::new().expect("a folder");
        let mut terminal = at_the_caution(config.path(), &["start", "HE-1"]);
        assert!(!terminal.is_in_line_mode());
        terminal.send(keys);
        assert_eq!(exit_code(&mut terminal), code, "{keys:?}: {}", terminal.shown());
        assert!(terminal.is_in_line_mode(), "{keys:?}");
    }
    let config = TempDir::new().expect("a folder");
    let mut terminal = at_the_point(config.path());
    assert!(!terminal.is_in_line_mode());
    terminal.send("\x03");
    terminal.wait_shown(PATIENCE, "Leave the session?");
    terminal.send("\x03");
    assert_eq!(exit_code(&mut terminal), Some(0));
    assert!(terminal.is_in_line_mode());
}

/// In a terminal that gives single keys, a line that ends in "\n" alone begins the next one below its end.
#[test]
fn no_line_steps_to_the_right() {
    let person = Person::new();
    let program = crate::rig::wellspring();
    let line = format!("'{}' start HE-1 --terminal", program.display());
    // `script` hands on what arrives at the terminal, byte for byte.
    let mut script = Command::new("script");
    let _ = script.args(["--quiet", "--flush", "--command", &line, "/dev/null"]);
    let _ = script
        .env("WELLSPRING_CONFIG_DIR", person.config())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = script.spawn().expect("script, of util-linux");
    let (mut input, mut output) =
        (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
    let mut shown = Vec::new();
    let mut bytes = [0; 4096];
    let mut is_answered = false;
    while let Ok(length @ 1..) = output.read(&mut bytes) {
        shown.extend_from_slice(&bytes[..length]);
        if !is_answered && shown.ends_with(b"> ") {
            input.write_all(b"no\r").expect("the terminal takes keys");
            is_answered = true;
        }
    }
    let _ = child.wait().expect("it ends");
    assert!(is_answered && shown.len() > 1000, "{}", String::from_utf8_lossy(&shown));
    for (line, bytes) in shown.split_inclusive(|byte| *byte == b'\n').enumerate() {
        assert!(bytes.ends_with(b"\r\n"), "line {line}: {:?}", String::from_utf8_lossy(bytes));
    }
}

/// Whoever closes the terminal, or shuts the machine down, leaves the session; the log knows it.
#[test]
fn being_told_to_end_is_noted() {
    for signal in ["TERM", "HUP"] {
        let config = TempDir::new().expect("a folder");
        let mut terminal = at_the_point(config.path());
        terminal.send("\r");
        terminal.wait_shown(PATIENCE, "Ease in");
        let told = Command::new("kill")
            .args([format!("-{signal}"), terminal.process_id().to_string()])
            .status();
        assert!(told.expect("kill").success());
        assert_eq!(exit_code(&mut terminal), Some(0), "{signal}");
        assert!(terminal.is_in_line_mode(), "{signal}");
        assert_eq!(newest(config.path(), 1)["outcome"], "left", "{signal}");
    }
}

/// The machine or the program may go away at any moment: what was going on is found again.
#[test]
fn a_session_that_was_killed_is_taken_up() {
    let config = TempDir::new().expect("a folder");
    let mut terminal =
        at_the_caution(config.path(), &["start", "HE-1", "--side", "both", "--seconds", "60"]);
    terminal.send("yes\r");
    terminal.wait_shown(PATIENCE, FOUND);
    terminal.send("\r");
    terminal.wait_shown(PATIENCE, "Ease in");
    crate::rig::wait_until(PATIENCE, "the beginning is in the log", || {
        let logs = std::fs::read_dir(config.path().join("history"));
        logs.into_iter().flatten().flatten().any(|folder| {
            let files = std::fs::read_dir(folder.path()).into_iter().flatten().flatten();
            files.into_iter().any(|file| {
                std::fs::read_to_string(file.path()).is_ok_and(|log| log.contains("\"start\""))
            })
        })
    });
    let killed = Command::new("kill").args(["-KILL", &terminal.process_id().to_string()]).status();
    assert!(killed.expect("kill").success());
    assert!(!terminal.wait_exit(PATIENCE).success());
    let broken_off = newest(config.path(), 1);
    assert_eq!(broken_off["outcome"], "interrupted");

    let mut terminal = at_the_caution(config.path(), &["start", "--resume"]);
    let told = "HE-1 Jíquán broke off before the left armpit, today at ";
    assert!(terminal.shown().contains(told), "{}", terminal.shown());
    terminal.send("yes\r");
    terminal.wait_shown(PATIENCE, FOUND);
    terminal.send("\r");
    terminal.wait_shown(PATIENCE, "Ease in");
    terminal.send("qy");
    assert_eq!(exit_code(&mut terminal), Some(0));
    let taken_up = newest(config.path(), 2);
    assert_eq!(taken_up["continues"], broken_off["id"]);
    assert_eq!(taken_up["presses"].as_array().map(Vec::len), Some(2));
}

#[test]
fn no_sound_is_said_once_and_stops_nothing() {
    let config = TempDir::new().expect("a folder");
    let mut terminal = at_the_point(config.path());
    terminal.wait_shown(PATIENCE, "No sound: ");
    terminal.send("\r");
    terminal.wait_shown(PATIENCE, "Press in circles");
    assert_eq!(terminal.shown().matches("No sound: ").count(), 1, "{}", terminal.shown());
    // The system's sound library tells of each try on standard error, unless it is asked not to.
    assert!(!terminal.shown().contains("ALSA lib"), "{}", terminal.shown());
    terminal.send("qy");
    assert_eq!(exit_code(&mut terminal), Some(0));
}

#[test]
#[ignore = "real time; ./test runs it"]
fn a_session_with_real_keys() {
    let config = TempDir::new().expect("a folder");
    let mut terminal = at_the_point(config.path());
    let begun = Instant::now();
    terminal.send("\r");
    terminal.wait_shown(PATIENCE, "Press in circles, 1 min.");
    terminal.wait_shown(MINUTE, "Now circle the other way.");
    // 5 s of easing in, and half of the minute.
    let turned = begun.elapsed();
    assert!((34.5..36.5).contains(&turned.as_secs_f64()), "{turned:?}");
    terminal.send(" ");
    terminal.wait_shown(PATIENCE, "left of this press. Space or Enter goes on.");
    let cpu = terminal.cpu_seconds();
    let still = Instant::now();
    crate::rig::wait_until(PATIENCE, "five seconds of pause", || {
        still.elapsed() >= Duration::from_secs(5)
    });
    let used = (terminal.cpu_seconds() - cpu) / still.elapsed().as_secs_f64();
    assert!(used < 0.01, "{:.2} % of a core in a pause", used * 100.0);
    terminal.send("\r");
    terminal.wait_shown(PATIENCE, "Going on in 3 seconds.");
    let counting = terminal.shown().len();
    terminal.send("s");
    terminal.wait_shown(PATIENCE, "Stopped. Let go.");
    terminal.wait_shown(PATIENCE, "1  it hurt");
    assert!(terminal.shown()[counting..].contains("112"), "{}", terminal.shown());
    terminal.send("g");
    crate::rig::wait_until(PATIENCE, "going on after the slip", || {
        terminal.shown().matches("Going on in 3 seconds.").count() == 2
    });
    let going = Instant::now();
    let cpu = terminal.cpu_seconds();
    terminal.wait_shown(MINUTE, "Ten seconds left.");
    let used = (terminal.cpu_seconds() - cpu) / going.elapsed().as_secs_f64();
    assert!(used < 0.01, "{:.2} % of a core while it runs", used * 100.0);
    // 3 s of counting in, and 20 s from the turn to the last ten.
    assert!((22.0..25.0).contains(&going.elapsed().as_secs_f64()), "{:?}", going.elapsed());
    terminal.send("\r");
    terminal.wait_shown(PATIENCE, "It is over: released early.");
    terminal.wait_shown(PATIENCE, "Press 0 to 9, T for ten, or the space bar to skip.");
    terminal.send("4");
    terminal.wait_shown(PATIENCE, "Noted: 4.");
    assert_eq!(exit_code(&mut terminal), Some(0));
    let session = newest(config.path(), 1);
    assert_eq!(session["after"], Value::from(4), "{session}");
    assert_eq!(
        (&session["outcome"], &session["sides"]),
        (&Value::from("released"), &Value::from(vec!["left"]))
    );
    let pressed = session["pressed_seconds"].as_u64().expect("seconds");
    assert!((49..=52).contains(&pressed), "{session}");
    let told = terminal.shown().split("Ease in").nth(1).map_or(0, |rest| rest.lines().count());
    assert!(
        (10..40).contains(&told),
        "told at milestones only, in {told} lines:\n{}",
        terminal.shown()
    );
}

#[test]
#[ignore = "real time; ./test runs it"]
fn a_piped_session_runs_to_its_end() {
    let person = Person::new();
    let arguments = ["start", "HE-1", "--side", "left", "--seconds", "60"];
    let begun = Instant::now();
    let came: Came = person.typing("yes\n\n", &arguments);
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(came.code, 0, "{came:?}");
    assert!((70.0..78.0).contains(&took), "{took} s");
    for line in ["Now circle the other way.", "Ten seconds left.", "It is over: done."] {
        assert!(came.out.contains(line), "{line}: {came:?}");
    }
    let session = person.run(&["history", "--json"]).json()["sessions"][0].clone();
    assert_eq!(
        (
            &session["points"][0],
            &session["sides"],
            &session["pressed_seconds"],
            &session["outcome"]
        ),
        (&Value::from("HE-1"), &Value::from(vec!["left"]), &Value::from(60), &Value::from("done"))
    );
}

/// Somebody at the other end of a pipe who types while the session runs.
#[test]
fn words_in_a_pipe_steer_it() {
    let person = Person::new();
    let mut child = person.command(&["start", "HE-1", "--terminal"]).spawn().expect("it starts");
    let mut input = child.stdin.take().expect("piped");
    input.write_all(b"yes\n\np\nr\nnonsense\nstop\n2\n").expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{out}");
    for line in [
        "Paused.",
        "Still paused.",
        "\"nonsense\" means nothing here.",
        "It is over: stopped: tingling or numbness.",
    ] {
        assert!(out.contains(line), "{line}:\n{out}");
    }
    drop(input);
    let session = person.run(&["history", "--json"]).json()["sessions"][0].clone();
    assert_eq!(
        (&session["outcome"], &session["reason"]),
        (&Value::from("stopped"), &Value::from("tingling"))
    );
}
