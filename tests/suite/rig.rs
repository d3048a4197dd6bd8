//! The workshop for tests with a real window, real sound and a real terminal: each test gets a display and
//! a sound server of its own, so that they run side by side and nobody hears or sees them.
//!
//! A missing program is a failure that names it, never a skipped test; `./test` installs them all.
//!
//! ```ignore
//! let display = Display::start();
//! let sound = SoundServer::start();
//! let recording = sound.record();
//! let app = AppUnderTest::start(&display, Some(&sound), config.path(), &["start", "HE-1"]);
//! app.key("space");
//! wait_until(Duration::from_secs(5), "the session in the log", || log_holds_a_start(config.path()));
//! let heard = recording.stop();
//! let cues = find_clip(&heard, &clip);
//! ```

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is wrong"
)]
#![allow(
    clippy::print_stderr,
    reason = "what a program said before its test failed is for a person to read"
)]
#![allow(dead_code, reason = "a workshop holds tools that no test needs at the moment")]
#![allow(unused_imports, reason = "the tools are taken from here, each test its own")]

mod app;
mod bus;
mod clips;
mod display;
mod measures;
mod sound;
mod terminal;

pub use app::AppUnderTest;
pub use bus::MessageBus;
pub use clips::{Heard, find_clip, find_clips};
pub use display::Display;
pub use sound::{Recording, SoundServer};
pub use terminal::Terminal;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long things that take no time on an idle machine may take on a busy one.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks at a condition.
const POLL: Duration = Duration::from_millis(50);

/// Waits until the condition holds; fails after `limit`, saying what was waited for.
#[track_caller]
pub fn wait_until(limit: Duration, what: &str, mut condition: impl FnMut() -> bool) {
    let since = Instant::now();
    while !condition() {
        assert!(since.elapsed() < limit, "waited {limit:?} in vain for {what}");
        thread::sleep(POLL);
    }
}

/// Waits until there is a value; fails after `limit`, saying what was waited for.
#[track_caller]
pub fn wait_for<T>(limit: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let mut found = None;
    wait_until(limit, what, || {
        found = look();
        found.is_some()
    });
    found.expect("the wait ended because it was found")
}

/// The binary that is tested: the release build that `./test` made, else cargo's own.
pub fn wellspring() -> PathBuf {
    std::env::var_os("WELLSPRING_BIN")
        .map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_wellspring")), PathBuf::from)
}

/// A command for a program that must be there.
#[track_caller]
fn program(name: &str) -> Command {
    assert!(
        is_here(name),
        "this test needs the program `{name}`, which is not here; ./test installs what it needs"
    );
    Command::new(name)
}

fn is_here(name: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(name).is_file())
}

/// Runs a command to its end and returns what it printed; fails with its own words when it fails.
#[track_caller]
fn printed(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().expect("the program runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {}: {errors}", output.status);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A process that does not outlive its test.
struct Process {
    child: Child,
    name: String,
}

impl Process {
    #[track_caller]
    fn start(command: &mut Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let child =
            command.spawn().unwrap_or_else(|error| panic!("{name} does not start: {error}"));
        Self { child, name }
    }

    fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it has.
    fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("a child of ours")
    }

    /// Sends a signal; a process that has ended gets none.
    fn signal(&self, signal: rustix::process::Signal) {
        let id = i32::try_from(self.id())
            .ok()
            .and_then(rustix::process::Pid::from_raw)
            .expect("a process id");
        let _ = rustix::process::kill_process(id, signal);
    }

    /// Kills it, without a chance to tidy up, and waits until it is gone.
    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    #[track_caller]
    fn wait_exit(&mut self, limit: Duration) -> ExitStatus {
        let what = format!("the end of {}", self.name);
        wait_for(limit, &what, || self.ended())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Takes away whatever of this session could reach the program under test: its displays, sound servers,
/// message buses and folders.
fn alone(command: &mut Command, home: &OsStr) {
    for name in [
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "WAYLAND_SOCKET",
        "PULSE_SERVER",
        "PULSE_SINK",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "LC_ALL",
        "RUST_LOG",
    ] {
        command.env_remove(name);
    }
    command
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .env("DBUS_SYSTEM_BUS_ADDRESS", "disabled:")
        // No card of this machine: without a private server there is no sound at all.
        .env("ALSA_CONFIG_PATH", "/dev/null")
        .env("LANG", "C.UTF-8");
}
