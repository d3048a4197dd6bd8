//! Runs one program to its end or to its time limit, and leaves nothing of it behind.
//!
//! What it reads and writes are files in a folder of its own that only this user can enter: pipes could fill up and
//! hold both sides, and a text among the arguments could be read by everyone on the machine.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::platform::store::fs::private_file;

/// The longest file that is taken from a program: six minutes at 96 kHz. Bytes.
pub const LARGEST: u64 = 64 << 20;
/// Of what it says on standard error, what lies before this is thrown away. Bytes.
const MOST_WORDS: u64 = 1 << 20;
/// How far from its end the last line is looked for. Bytes.
const LAST_WORDS: i64 = 1_000;
/// How long to wait before looking again: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(10));
/// A program may be just being replaced by its newer version: so often it is tried to start it.
const TRIES: u32 = 5;

/// What a program may know of our surroundings. Neither the display nor the sound server nor the bus is among it:
/// an engine makes a file, and has nothing to show or play.
const SURROUNDINGS: &[&str] = &[
    "ESPEAK_DATA_PATH",
    "HOME",
    "LD_LIBRARY_PATH",
    // Windows programs do not start without these.
    "APPDATA",
    "LOCALAPPDATA",
    "PATHEXT",
    "PROGRAMDATA",
    "SYSTEMDRIVE",
    "SYSTEMROOT",
    "USERPROFILE",
    "WINDIR",
];

/// A folder for one run, which goes when this is dropped.
#[derive(Debug)]
pub struct Folder(tempfile::TempDir);

/// A program, what it is given, and how long it may take.
pub struct Task<'a> {
    /// The absolute path of the program.
    pub program: &'a Path,
    /// What is put after it.
    pub arguments: Vec<OsString>,
    /// Added to its surroundings.
    pub variables: Vec<(&'static str, OsString)>,
    /// Where its files are; nothing but this run uses it.
    pub folder: &'a Folder,
    /// When it is killed.
    pub limit: Duration,
    /// It is killed as soon as this says no.
    pub is_wanted: &'a dyn Fn() -> bool,
}

/// How a program ended of itself.
#[derive(Debug)]
pub struct Ended {
    /// The code, or the signal that killed it.
    pub status: ExitStatus,
    /// The last line that it wrote on standard error; may be empty.
    pub last_words: String,
}

/// Why it did not.
#[derive(Debug)]
pub enum NotEnded {
    /// It is not where it was, or may not be run.
    NotStarted(io::Error),
    /// It was killed at the limit.
    TooSlow,
    /// It was killed because it wrote more than [`LARGEST`].
    TooMuch,
    /// It was killed because nobody waits for it any more.
    Cancelled,
    /// The machine failed: no room for a file, say.
    Machine(io::Error),
}

impl Folder {
    /// Makes one in that folder.
    ///
    /// # Errors
    /// Those of the system.
    pub fn new(parent: &Path) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        let _ = builder.prefix("wellspring-voice-");
        #[cfg(unix)]
        let _ = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        builder.tempdir_in(parent).map(Self)
    }

    /// What the program reads from standard input.
    pub fn text(&self) -> PathBuf {
        self.0.path().join("text.txt")
    }

    /// Where the program is to write the speech.
    pub fn speech(&self) -> PathBuf {
        self.0.path().join("speech.wav")
    }

    /// What the program writes on standard output.
    pub fn output(&self) -> PathBuf {
        self.0.path().join("output")
    }

    /// Writes what the program is to say.
    ///
    /// # Errors
    /// Those of the system.
    pub fn write_text(&self, text: &str) -> io::Result<()> {
        let mut file = private_file().write(true).create_new(true).open(self.text())?;
        io::Write::write_all(&mut file, text.as_bytes())
    }

    fn file(&self, name: &str) -> io::Result<File> {
        let path = self.0.path().join(name);
        private_file().read(true).append(true).create(true).open(path)
    }
}

/// Runs it and waits.
///
/// # Errors
/// When it did not end of itself.
pub fn run(task: &Task<'_>) -> Result<Ended, NotEnded> {
    let mut words = task.folder.file("words").map_err(NotEnded::Machine)?;
    let mut running = Running { child: start(task, &words)?, is_over: false };
    let (begun, mut pause) = (Instant::now(), PAUSES.0);
    while !running.has_ended().map_err(NotEnded::Machine)? {
        if !(task.is_wanted)() {
            return Err(NotEnded::Cancelled);
        }
        let Some(left) = task.limit.checked_sub(begun.elapsed()).filter(|left| !left.is_zero())
        else {
            return Err(NotEnded::TooSlow);
        };
        let size = |path: PathBuf| path.metadata().map_or(0, |file| file.len());
        if size(task.folder.speech()).max(size(task.folder.output())) > LARGEST {
            return Err(NotEnded::TooMuch);
        }
        if words.metadata().map_err(NotEnded::Machine)?.len() > MOST_WORDS {
            words.set_len(0).map_err(NotEnded::Machine)?;
        }
        std::thread::sleep(pause.min(left));
        pause = (pause * 3 / 2).min(PAUSES.1);
    }
    let status = running.finish().map_err(NotEnded::Machine)?;
    Ok(Ended { status, last_words: last_line(&mut words).unwrap_or_default() })
}

fn start(task: &Task<'_>, words: &File) -> Result<Child, NotEnded> {
    let input = match File::open(task.folder.text()) {
        Ok(file) => Stdio::from(file),
        Err(_) => Stdio::null(),
    };
    let output = task.folder.file("output").map_err(NotEnded::Machine)?;
    let mut command = Command::new(task.program);
    let _ = command
        .args(&task.arguments)
        .env_clear()
        .envs(SURROUNDINGS.iter().filter_map(|name| Some((name, std::env::var_os(name)?))))
        .env("PATH", super::places::absolute_path())
        .env("LC_ALL", "C.UTF-8")
        .envs(["TMPDIR", "TMP", "TEMP"].map(|name| (name, task.folder.0.path())))
        .envs(task.variables.iter().map(|(name, value)| (name, value)))
        .current_dir(task.folder.0.path())
        .stdin(input)
        .stdout(output)
        .stderr(words.try_clone().map_err(NotEnded::Machine)?);
    system::prepare(&mut command);
    let mut tries = 1;
    loop {
        match command.spawn() {
            Ok(child) => {
                system::lower(&child);
                return Ok(child);
            }
            Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy && tries < TRIES => {
                tries += 1;
                std::thread::sleep(PAUSES.1);
            }
            Err(error) => return Err(NotEnded::NotStarted(error)),
        }
    }
}

/// The last line that is not empty, without what would confuse a reader of it.
fn last_line(words: &mut File) -> io::Result<String> {
    let length = i64::try_from(words.metadata()?.len()).unwrap_or(i64::MAX);
    let _ = words.seek(SeekFrom::End(-length.min(LAST_WORDS)))?;
    let mut bytes = Vec::new();
    let _ = words.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    Ok(line.chars().filter(|character| !character.is_control()).take(200).collect())
}

/// A child that is killed with all that it started, and reaped, however this goes.
struct Running {
    child: Child,
    is_over: bool,
}

impl Running {
    /// Whether it has ended; it is not reaped yet, so that nothing else can take its number.
    fn has_ended(&mut self) -> io::Result<bool> {
        system::has_ended(&mut self.child)
    }

    fn finish(&mut self) -> io::Result<ExitStatus> {
        self.is_over = true;
        system::kill_all(&mut self.child);
        self.child.wait()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.is_over {
            let _ = self.finish();
        }
    }
}

#[cfg(unix)]
mod system {
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};

    use rustix::process::{
        Pid, Signal, WaitId, WaitIdOptions, kill_process_group, setpriority_pgrp, waitid,
    };

    /// A group of its own, so that what it starts can be killed with it.
    pub fn prepare(command: &mut Command) {
        let _ = command.process_group(0);
    }

    fn number(child: &Child) -> Option<Pid> {
        i32::try_from(child.id()).ok().and_then(Pid::from_raw)
    }

    /// Speech is made ahead: it gives way to what is heard and seen now.
    pub fn lower(child: &Child) {
        if let Some(number) = number(child) {
            let _ = setpriority_pgrp(Some(number), 10);
        }
    }

    pub fn has_ended(child: &mut Child) -> io::Result<bool> {
        let Some(number) = number(child) else { return Ok(true) };
        let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        Ok(waitid(WaitId::Pid(number), look)?.is_some())
    }

    /// Only before it has been reaped: then the number of the group is still its own.
    pub fn kill_all(child: &mut Child) {
        if let Some(number) = number(child) {
            let _ = kill_process_group(number, Signal::KILL);
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::io;
    use std::process::{Child, Command};

    #[cfg(windows)]
    pub fn prepare(command: &mut Command) {
        /// `CREATE_NO_WINDOW` and `BELOW_NORMAL_PRIORITY_CLASS`.
        const FLAGS: u32 = 0x0800_0000 | 0x0000_4000;
        let _ = std::os::windows::process::CommandExt::creation_flags(command, FLAGS);
    }

    #[cfg(not(windows))]
    pub fn prepare(_: &mut Command) {}

    pub fn lower(_: &Child) {}

    pub fn has_ended(child: &mut Child) -> io::Result<bool> {
        Ok(child.try_wait()?.is_some())
    }

    pub fn kill_all(child: &mut Child) {
        let _ = child.kill();
    }
}
