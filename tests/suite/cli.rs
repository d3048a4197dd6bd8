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
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

mod answers;
mod around;
mod backup;
mod check;
mod codes;
mod doctor;
mod export;
mod figure;
mod handout;
mod history;
mod import;
mod points;
mod remind;
mod render;
mod resume;
mod routine;
mod session;
mod sheet;
mod stats;
mod words;

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

    /// Writes a file in the configuration folder.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.config().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("the file is written");
        path
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
    if output.status.code().is_none() {
        println!("it was ended from outside: {}", output.status);
    }
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
