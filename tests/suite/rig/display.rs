//! A private X display without a screen.

use super::{PATIENCE, Process, printed, program};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;

/// A display of its own, ended with the value.
pub struct Display {
    /// Held for its end.
    _server: Process,
    name: String,
}

impl Display {
    /// A display of 1280 by 832 pixels, the size at which the window is designed.
    pub fn start() -> Self {
        Self::start_with(1280, 832)
    }

    /// A display of that size, in pixels.
    pub fn start_with(width: u32, height: u32) -> Self {
        let screen = format!("{width}x{height}x24");
        let mut server = Process::start(
            program("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp", "-noreset"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        // It looks for a free number itself, and tells it when it is ready.
        let mut output = BufReader::new(server.child.stdout.take().expect("its output"));
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let mut number = String::new();
            let _ = output.read_line(&mut number);
            let _ = sender.send(number.trim().to_owned());
            let _ = output.read_to_end(&mut Vec::new());
        });
        let number = receiver.recv_timeout(PATIENCE).unwrap_or_default();
        assert!(!number.is_empty(), "Xvfb gave no display within {PATIENCE:?}");
        Self { _server: server, name: format!(":{number}") }
    }

    /// What belongs into `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `xdotool` with those arguments, on this display; what it prints.
    #[track_caller]
    pub fn xdotool(&self, arguments: &[&str]) -> String {
        printed(self.on_it(&mut program("xdotool")).args(arguments))
    }

    /// The window whose title holds that text, if it is on the screen.
    pub fn window_titled(&self, title: &str) -> Option<String> {
        // Not `printed`: where there is no such window, xdotool fails.
        let mut search = program("xdotool");
        let search = self.on_it(&mut search).args(["search", "--onlyvisible", "--name", title]);
        let output = search.stderr(Stdio::null()).output().expect("xdotool runs");
        String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_owned)
    }

    /// A picture of everything on the display, in the format that the ending of `path` names.
    #[track_caller]
    pub fn screenshot(&self, path: &Path) {
        printed(self.on_it(&mut program("import")).args(["-window", "root"]).arg(path));
    }

    pub(super) fn on_it<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("DISPLAY", &self.name)
    }
}
