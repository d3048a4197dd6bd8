//! The real window under a private display, with real keys and a private sound server whose output is recorded.
//!
//! These run in real time; `./test` runs them side by side, on the release program.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::rig::{AppUnderTest, Display, PATIENCE, SoundServer, wait_until, wellspring};

mod painting;
mod put_right;
mod routine;
mod sound;
mod speech;

pub use painting::at_rest;

mod killed;
mod newer;
mod two;

const SESSION: [&str; 8] =
    ["HE-1", "--side", "left", "--seconds", "60", "--motion", "circular", "--json"];
/// Samples a second of every recording.
const RATE: f64 = 48_000.0;

/// What the program prints as JSON with those arguments.
fn printed(config: &Path, arguments: &[&str]) -> Value {
    let output = Command::new(wellspring())
        .args(arguments)
        .env("WELLSPRING_CONFIG_DIR", config)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

/// A window at the caution of the session, with chimes only: what is spoken has tests of its own.
fn start<'a>(display: &'a Display, sound: Option<&SoundServer>, config: &Path) -> AppUnderTest<'a> {
    std::fs::write(config.join("settings.json"), r#"{ "voice_amount": "chimes" }"#)
        .expect("settings are written");
    start_as_set(display, sound, config)
}

fn start_as_set<'a>(
    display: &'a Display,
    sound: Option<&SoundServer>,
    config: &Path,
) -> AppUnderTest<'a> {
    let mut arguments = vec!["start"];
    arguments.extend(SESSION.iter().filter(|argument| **argument != "--json"));
    // What the sound is put right by is told at `info`.
    let app = AppUnderTest::start_with(display, sound, config, &arguments, |command| {
        command.env("WELLSPRING_LOG", "info");
    });
    app.wait_painted();
    app
}

/// The caution wears paper, the player night: the colour of a corner tells them apart.
fn is_playing(app: &AppUnderTest<'_>) -> bool {
    let corner = app.pixels().last().copied().unwrap_or_default();
    corner.iter().all(|part| *part < 0x40)
}

fn begin(app: &AppUnderTest<'_>) {
    assert!(!is_playing(app), "the caution comes first");
    app.key("Return");
    wait_until(PATIENCE, "the player", || is_playing(app));
}

fn keep_picture(app: &AppUnderTest<'_>, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/window");
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    app.screenshot(&folder.join(format!("{name}.png")));
}

fn the_session(config: &Path) -> Value {
    let history = printed(config, &["history", "--json"]);
    let sessions = history["sessions"].as_array().expect("a list").clone();
    assert_eq!(sessions.len(), 1, "{history:#}");
    sessions[0].clone()
}

/// Whether the journal holds a record of that kind.
fn noted(config: &Path, kind: &str) -> bool {
    let wanted = format!("\"k\":\"{kind}\"");
    walk(&config.join("history")).iter().any(|text| text.contains(&wanted))
}

fn walk(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .flatten()
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                walk(&path)
            } else {
                std::fs::read_to_string(&path).into_iter().collect()
            }
        })
        .collect()
}

#[test]
#[ignore = "real time; ./test runs it"]
fn a_key_held_since_before_the_window_does_not_answer_the_caution() {
    let folder = tempfile::tempdir().expect("a folder");
    let display = Display::start();
    let _ = display.xdotool(&["keydown", "Return"]);
    let app = start(&display, None, folder.path());
    // Long enough for the X server to repeat the key some thirty times.
    std::thread::sleep(Duration::from_secs(2));
    assert!(!is_playing(&app), "the held key answered");
    app.key_up("Return");
    app.key_down("space");
    std::thread::sleep(Duration::from_millis(500));
    app.key_up("space");
    begin(&app);
}

#[test]
#[ignore = "real time; ./test runs it"]
fn without_a_sound_device_the_session_goes_on_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path();
    let display = Display::start();
    let mut app = start(&display, None, config);
    begin(&app);
    app.key("space");
    wait_until(PATIENCE, "the first note", || noted(config, "start"));
    let (cpu, begun) = (app.cpu_seconds(), Instant::now());
    wait_until(Duration::from_secs(60), "30 s of pressing noted", || noted(config, "step"));
    let share = (app.cpu_seconds() - cpu) / begun.elapsed().as_secs_f64();
    keep_picture(&app, "no-sound");
    assert!(share < 0.25, "without a device the program is busy: {:.0} % of a core", share * 100.0);
    // Left by closing the window: noted as left, with what was pressed.
    app.close();
    assert!(app.wait_exit(PATIENCE).success());
    let session = the_session(config);
    assert_eq!(session["outcome"], "left");
    assert!(
        session["pressed_seconds"].as_u64().is_some_and(|seconds| (30..=40).contains(&seconds)),
        "{session:#}"
    );
}

#[test]
#[ignore = "real time; ./test runs it"]
fn an_idle_window_is_idle() {
    let folder = tempfile::tempdir().expect("a folder");
    let display = Display::start();
    let app = AppUnderTest::start(&display, None, folder.path(), &[]);
    app.wait_painted();
    let cpu = app.cpu_seconds();
    std::thread::sleep(Duration::from_secs(10));
    let share = (app.cpu_seconds() - cpu) / 10.0;
    println!("processor while idle: {:.2} % of a core", share * 100.0);
    assert!(share < 0.02, "{:.1} % of a core", share * 100.0);
}
