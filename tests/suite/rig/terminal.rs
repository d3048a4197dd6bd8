//! A real terminal for the session in the terminal: the program's standard input, output and error are
//! the other end of a pseudo-terminal that is its controlling one.

use super::{PATIENCE, Process, alone, measures, program, wait_until, wellspring};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};
use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// A program in a terminal of 100 columns and 40 rows. It is killed with the value.
pub struct Terminal {
    keyboard: File,
    /// Kept open, so that the terminal can be asked about itself after the program has ended.
    line: File,
    shown: Arc<Mutex<Vec<u8>>>,
    process: Process,
    /// Home and state.
    _folder: TempDir,
}

impl Terminal {
    /// Starts Wellspring in a terminal; its files are kept in `config`.
    #[track_caller]
    pub fn start(config: &Path, arguments: &[&str], adjust: impl FnOnce(&mut Command)) -> Self {
        // setsid makes the terminal the controlling one, and then becomes the program itself.
        let mut command = program("setsid");
        command
            .arg("--ctty")
            .arg(wellspring())
            .args(arguments)
            .env("WELLSPRING_CONFIG_DIR", config);
        Self::launch(command, adjust)
    }

    #[track_caller]
    fn launch(mut command: Command, adjust: impl FnOnce(&mut Command)) -> Self {
        let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&keyboard).expect("a pseudo-terminal of ours");
        unlockpt(&keyboard).expect("a pseudo-terminal of ours");
        let name = ptsname(&keyboard, Vec::new()).expect("its name");
        let path = Path::new(OsStr::from_bytes(name.to_bytes()));
        let line = OpenOptions::new().read(true).write(true).open(path).expect("its other end");
        let size = Winsize { ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&line, size).expect("its size");

        let folder = TempDir::new().expect("a temporary folder");
        alone(&mut command, folder.path().as_os_str());
        let end = || line.try_clone().expect("its other end");
        command.env("WELLSPRING_STATE_DIR", folder.path()).env("TERM", "xterm");
        command.env("PULSE_SERVER", "unix:/nonexistent").stdin(end()).stdout(end()).stderr(end());
        adjust(&mut command);
        let process = Process::start(&mut command);

        let keyboard = File::from(keyboard);
        let shown = Arc::new(Mutex::new(Vec::new()));
        let (mut screen, sink) = (keyboard.try_clone().expect("its screen"), Arc::clone(&shown));
        // Ends with the terminal: then reading fails.
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length @ 1..) = screen.read(&mut bytes) {
                sink.lock().expect("no panic").extend_from_slice(&bytes[..length]);
            }
        });
        Self { keyboard, line, shown, process, _folder: folder }
    }

    /// Everything that has been shown until now, as it was sent, with line ends as `\n` alone.
    pub fn shown(&self) -> String {
        let bytes = self.shown.lock().expect("no panic");
        String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
    }

    /// Waits until that text has been shown.
    #[track_caller]
    pub fn wait_shown(&self, limit: Duration, text: &str) {
        let since = std::time::Instant::now();
        while !self.shown().contains(text) {
            assert!(
                since.elapsed() < limit,
                "waited {limit:?} in vain for {text:?}; shown was:\n{}",
                self.shown()
            );
            std::thread::sleep(super::POLL);
        }
    }

    /// Sends what a keyboard would: `"yes\r"`, `" "`, `"\x1b"` for Esc, `"\x1b[C"` for the right arrow,
    /// `"\x03"` for Ctrl+C.
    #[track_caller]
    pub fn send(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal takes keys");
    }

    /// Whether the terminal shows what is typed and gathers whole lines, as it does for a shell.
    pub fn is_in_line_mode(&self) -> bool {
        let modes = tcgetattr(&self.line).expect("a terminal").local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO)
    }

    /// Processor time used until now, in seconds.
    #[track_caller]
    pub fn cpu_seconds(&self) -> f64 {
        measures::cpu_seconds(self.process.id())
    }

    /// The process, for a signal.
    pub fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Waits for the end of the program, and until all that it wrote has arrived.
    #[track_caller]
    pub fn wait_exit(&mut self, limit: Duration) -> ExitStatus {
        let status = self.process.wait_exit(limit);
        let mut before = usize::MAX;
        wait_until(PATIENCE, "the last words on the terminal", || {
            let now = self.shown.lock().expect("no panic").len();
            std::mem::replace(&mut before, now) == now
        });
        status
    }
}

#[test]
fn a_program_has_a_real_terminal() {
    let mut command = program("setsid");
    command.args([
        "--ctty",
        "sh",
        "-c",
        "stty size </dev/tty; stty -echo -icanon; echo ready; cat; echo never",
    ]);
    let mut terminal = Terminal::launch(command, |_| {});
    terminal.wait_shown(PATIENCE, "40 100\nready\n");
    assert!(!terminal.is_in_line_mode());
    terminal.send("typed\r");
    terminal.wait_shown(PATIENCE, "typed\n");
    // The terminal turns Ctrl+C into the signal that a shell's programs get.
    terminal.send("\x03");
    assert_eq!(
        std::os::unix::process::ExitStatusExt::signal(&terminal.wait_exit(PATIENCE)),
        Some(2)
    );
    assert!(!terminal.shown().contains("never"));
}
