//! Wellspring in a real window, with real keys and clicks.

use super::{
    Display, PATIENCE, Process, SoundServer, alone, measures, printed, program, wait_for,
    wait_until, wellspring,
};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt as _, EventMask};
use x11rb::wrapper::ConnectionExt as _;

/// What the title of the window holds.
const TITLE: &str = "Wellspring";

/// A running program and its window. It is killed with the value; when the test has failed by then, the
/// end of what it wrote to standard error is shown.
pub struct AppUnderTest<'a> {
    display: &'a Display,
    process: Process,
    window: String,
    /// Home, state and the files that hold its output.
    folder: TempDir,
}

impl<'a> AppUnderTest<'a> {
    /// Starts the program with the window's keyboard focus; its files are kept in `config`.
    #[track_caller]
    pub fn start(
        display: &'a Display,
        sound: Option<&SoundServer>,
        config: &Path,
        arguments: &[&str],
    ) -> Self {
        Self::start_with(display, sound, config, arguments, |_| {})
    }

    /// As `start`; `adjust` may change the command first, such as its environment.
    #[track_caller]
    pub fn start_with(
        display: &'a Display,
        sound: Option<&SoundServer>,
        config: &Path,
        arguments: &[&str],
        adjust: impl FnOnce(&mut Command),
    ) -> Self {
        let mut command = Command::new(wellspring());
        command.args(arguments).env("WELLSPRING_CONFIG_DIR", config);
        Self::launch(display, sound, command, TITLE, adjust)
    }

    /// Starts any program that opens a window with that title.
    #[track_caller]
    pub fn launch(
        display: &'a Display,
        sound: Option<&SoundServer>,
        mut command: Command,
        title: &str,
        adjust: impl FnOnce(&mut Command),
    ) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let file = |name: &str| File::create(folder.path().join(name)).expect("a temporary file");
        alone(&mut command, folder.path().as_os_str());
        let state = folder.path().join("state");
        fs::create_dir(&state).expect("a temporary folder");
        display.on_it(&mut command).env("WELLSPRING_STATE_DIR", state).stdin(Stdio::null());
        command.stdout(file("stdout")).stderr(file("stderr"));
        command.env(
            "PULSE_SERVER",
            sound.map_or_else(|| "unix:/nonexistent".to_owned(), SoundServer::address),
        );
        adjust(&mut command);

        let process = Process::start(&mut command);
        let mut app = Self { display, process, window: String::new(), folder };
        let what = format!("a window titled \"{title}\"");
        app.window = wait_for(PATIENCE, &what, || {
            if let Some(status) = app.process.ended() {
                panic!("the program ended before it showed {what}: {status}\n{}", app.stderr());
            }
            display.window_titled(title)
        });
        // Without a window manager nobody else gives it the keyboard.
        app.focus();
        app
    }

    /// Gives the keyboard to the window.
    #[track_caller]
    pub fn focus(&self) {
        wait_until(PATIENCE, "the keyboard focus", || {
            self.display.xdotool(&["windowfocus", &self.window]);
            self.display.xdotool(&["getwindowfocus", "-f"]).trim() == self.window
        });
    }

    /// Presses and lets go a key by its X name: `space`, `Return`, `Escape`, `Left`, `plus`, `s`, `ctrl+q`.
    #[track_caller]
    pub fn key(&self, key: &str) {
        self.display.xdotool(&["key", "--clearmodifiers", key]);
    }

    /// Holds a key down, so that the X server repeats it.
    #[track_caller]
    pub fn key_down(&self, key: &str) {
        self.display.xdotool(&["keydown", key]);
    }

    /// Lets a held key go.
    #[track_caller]
    pub fn key_up(&self, key: &str) {
        self.display.xdotool(&["keyup", key]);
    }

    /// Types that text.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.display.xdotool(&["type", "--clearmodifiers", text]);
    }

    /// Moves the pointer there, in pixels of the window.
    #[track_caller]
    pub fn point_at(&self, x: u32, y: u32) {
        self.display.xdotool(&[
            "mousemove",
            "--window",
            &self.window,
            &x.to_string(),
            &y.to_string(),
        ]);
    }

    /// Clicks there, in pixels of the window.
    #[track_caller]
    pub fn click(&self, x: u32, y: u32) {
        self.point_at(x, y);
        self.display.xdotool(&["click", "1"]);
    }

    /// Asks the window to close, as the button of its frame does.
    #[track_caller]
    pub fn close(&self) {
        let (connection, _) = x11rb::connect(Some(self.display.name())).expect("the display");
        let atom = |name: &str| {
            let asked = connection.intern_atom(false, name.as_bytes()).expect("the display");
            asked.reply().expect("the display").atom
        };
        let window: u32 = self.window.parse().expect("a window is a number");
        let words = [atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
        let wish = ClientMessageEvent::new(32, window, atom("WM_PROTOCOLS"), words);
        connection.send_event(false, window, EventMask::NO_EVENT, wish).expect("the display");
        connection.sync().expect("the display");
    }

    /// Gives the window that size, in pixels, and waits until it has it.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.display.xdotool(&[
            "windowsize",
            &self.window,
            &width.to_string(),
            &height.to_string(),
        ]);
        wait_until(PATIENCE, "the new size of the window", || self.size() == (width, height));
    }

    /// The size of the window, in pixels.
    #[track_caller]
    pub fn size(&self) -> (u32, u32) {
        let told = self.display.xdotool(&["getwindowgeometry", "--shell", &self.window]);
        let value = |name: &str| {
            let line = told.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|value| value.parse().ok())
                .unwrap_or_else(|| panic!("no {name} in {told:?}"))
        };
        (value("WIDTH="), value("HEIGHT="))
    }

    /// A picture of the window, in the format that the ending of `path` names.
    #[track_caller]
    pub fn screenshot(&self, path: &Path) {
        printed(
            self.display.on_it(&mut program("import")).args(["-window", &self.window]).arg(path),
        );
    }

    /// The colour of every pixel of the window, row by row, as red, green, blue.
    #[track_caller]
    pub fn pixels(&self) -> Vec<[u8; 3]> {
        let path = self.folder.path().join("picture.rgb");
        let target = format!("rgb:{}", path.display());
        printed(self.display.on_it(&mut program("import")).args([
            "-window",
            &self.window,
            "-depth",
            "8",
            &target,
        ]));
        let bytes = fs::read(&path).expect("the picture");
        bytes.chunks_exact(3).map(|part| [part[0], part[1], part[2]]).collect()
    }

    /// Waits until the window holds more than one colour: something has been drawn.
    #[track_caller]
    pub fn wait_painted(&self) {
        wait_until(PATIENCE, "a painted window", || {
            self.pixels().windows(2).any(|two| two[0] != two[1])
        });
    }

    /// The title of the window.
    #[track_caller]
    pub fn title(&self) -> String {
        self.display.xdotool(&["getwindowname", &self.window]).trim_end().to_owned()
    }

    /// Processor time used until now, in seconds.
    #[track_caller]
    pub fn cpu_seconds(&self) -> f64 {
        measures::cpu_seconds(self.process.id())
    }

    /// Memory held at the moment, in KiB.
    #[track_caller]
    pub fn rss_kib(&self) -> u64 {
        measures::rss_kib(self.process.id())
    }

    /// The process, for a signal.
    pub fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Stops the process in its tracks, as a machine does that goes to sleep.
    pub fn freeze(&self) {
        self.process.signal(rustix::process::Signal::STOP);
    }

    /// Lets a frozen process go on.
    pub fn thaw(&self) {
        self.process.signal(rustix::process::Signal::CONT);
    }

    /// Kills the process without a chance to save anything.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Whether the program has not ended.
    pub fn is_running(&mut self) -> bool {
        self.process.ended().is_none()
    }

    /// Waits for the end of the program.
    #[track_caller]
    pub fn wait_exit(&mut self, limit: Duration) -> ExitStatus {
        self.process.wait_exit(limit)
    }

    /// What it has written to standard output.
    pub fn stdout(&self) -> String {
        fs::read_to_string(self.folder.path().join("stdout")).unwrap_or_default()
    }

    /// What it has written to standard error.
    pub fn stderr(&self) -> String {
        fs::read_to_string(self.folder.path().join("stderr")).unwrap_or_default()
    }
}

impl Drop for AppUnderTest<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let stderr = self.stderr();
            let lines: Vec<&str> = stderr.lines().collect();
            eprintln!(
                "the end of what the program said:\n{}",
                lines[lines.len().saturating_sub(40)..].join("\n")
            );
        }
    }
}
