//! A program of its own that notes and saves without end, so that it can be killed, starved and lied to by the
//! kernel: this very test program in another role.
#![cfg(unix)]

use std::any::Any;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use wellspring::domain::history::Entry;
use wellspring::domain::settings::Settings;
use wellspring::platform::journal::{Journal, Loaded};
use wellspring::platform::lock::Refused;
use wellspring::platform::store::fs::{Appending, Fs, Item, Kind, RealFs};
use wellspring::platform::store::{Store, load_settings};

use super::{dirs, session};

const ROOT: &str = "WELLSPRING_TEST_WRITER_ROOT";
const NAME: &str = "WELLSPRING_TEST_WRITER_NAME";
const COUNT: &str = "WELLSPRING_TEST_WRITER_COUNT";
const FLAW: &str = "WELLSPRING_TEST_WRITER_FLAW";

/// What the writer does wrong, on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing.
    None,
    /// It says that files and folders are synced, and syncs none.
    NoSync,
    /// It takes locks that others hold.
    NoLock,
}

impl Flaw {
    const ALL: [(&'static str, Self); 3] =
        [("none", Self::None), ("no-sync", Self::NoSync), ("no-lock", Self::NoLock)];
}

/// The file system of the machine, used as that flaw has it.
#[derive(Clone, Copy)]
struct Flawed(Flaw);

struct FlawedFile(Flaw, Box<dyn Appending>);

impl Flawed {
    fn file(self, file: Box<dyn Appending>) -> Box<dyn Appending> {
        Box::new(FlawedFile(self.0, file))
    }
}

impl Fs for Flawed {
    fn make_dir(&self, path: &Path) -> io::Result<()> {
        RealFs.make_dir(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        if self.0 == Flaw::NoSync { Ok(()) } else { RealFs.sync_dir(path) }
    }

    fn open_append(&self, path: &Path) -> io::Result<Box<dyn Appending>> {
        RealFs.open_append(path).map(|file| self.file(file))
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Appending>> {
        RealFs.create_new(path).map(|file| self.file(file))
    }

    fn open_read(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        RealFs.open_read(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealFs.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealFs.remove(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<Item>> {
        RealFs.list(path)
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        RealFs.kind(path)
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        RealFs.resolve(path)
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn Any + Send>, Refused> {
        if self.0 == Flaw::NoLock { Ok(Box::new(())) } else { RealFs.lock(path) }
    }
}

impl Appending for FlawedFile {
    fn length(&mut self) -> io::Result<u64> {
        self.1.length()
    }

    fn last_byte(&mut self) -> io::Result<Option<u8>> {
        self.1.last_byte()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.write(bytes)
    }

    fn set_length(&mut self, length: u64) -> io::Result<()> {
        self.1.set_length(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        if self.0 == Flaw::NoSync { Ok(()) } else { self.1.sync() }
    }
}

/// The note of that number.
pub fn note(name: &str, number: usize) -> Entry {
    session(&format!("{name} {number}")).remove(0)
}

/// The settings of that number: they hold it.
fn settings(number: usize) -> Settings {
    Settings { sound_device: Some(format!("number {number}")), ..Settings::default() }
}

/// The number in the settings that are found; none where there are none.
///
/// # Panics
/// When something is told of them: they are whole or not there.
#[track_caller]
pub fn settings_found(root: &Path) -> Option<usize> {
    let (found, notices) = load_settings(&dirs(root));
    assert!(notices.is_empty(), "{notices:?}");
    found.sound_device?.strip_prefix("number ")?.parse().ok()
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

/// The program: says of each note and of each settings whether they are saved.
#[test]
#[ignore = "run by the tests beside it as a program of its own"]
fn writer() {
    let Some(root) = std::env::var_os(ROOT) else { return };
    let (name, count) = (variable(NAME), variable(COUNT).parse().expect("a number"));
    let flaw = variable(FLAW);
    let flaw = Flaw::ALL.into_iter().find(|(name, _)| *name == flaw).expect("a flaw").1;
    let root = Path::new(&root);
    let (journal, _) = Journal::open_on(Arc::new(Flawed(flaw)), &dirs(root), |_| {});
    let store = Store::new(Flawed(flaw), dirs(root));
    println!("\nwriter: {:?}", journal.writer());
    let mut patience = Duration::from_secs(3);
    for number in 1..=count {
        journal.append(note(&name, number));
        match journal.flush(patience) {
            Ok(()) => println!("writer: noted {number}"),
            Err(not_saved) => {
                println!("writer: not saved, {} wait", not_saved.waiting);
                patience = Duration::from_millis(50);
            }
        }
        match store.save_settings(&settings(number)) {
            Ok(_) => println!("writer: set {number}"),
            Err(error) => println!("writer: not set: {error}"),
        }
    }
}

/// What a writer has said.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Which of the writers it is.
    pub writer: String,
    /// The greatest number of a note that is saved, and with it all before.
    pub noted: usize,
    /// The greatest number of settings that are saved.
    pub set: usize,
    /// What it said when something could not be saved.
    pub trouble: Vec<String>,
    /// Whether a signal ended it.
    pub killed: bool,
}

impl Said {
    fn hear(&mut self, line: &str) {
        let Some(said) = line.strip_prefix("writer: ") else { return };
        let number = |text: &str| text.parse().expect("a number");
        if let Some(text) = said.strip_prefix("noted ") {
            self.noted = number(text);
        } else if let Some(text) = said.strip_prefix("set ") {
            self.set = number(text);
        } else if said.starts_with("not ") {
            self.trouble.push(said.to_owned());
        } else {
            said.clone_into(&mut self.writer);
        }
    }
}

/// A running writer; it ends with the value.
pub struct Writer {
    child: Child,
    lines: Receiver<String>,
    said: Said,
}

impl Writer {
    /// A writer of so many notes, started by `command`: a program and its arguments, to which the writer's own
    /// are added.
    #[track_caller]
    pub fn start_by(command: &[&str], root: &Path, name: &str, count: usize, flaw: Flaw) -> Self {
        let this = std::env::current_exe().expect("this program");
        let mut whole: Vec<&std::ffi::OsStr> = command.iter().map(std::ffi::OsStr::new).collect();
        whole.push(this.as_os_str());
        let flaw = Flaw::ALL.into_iter().find(|(_, one)| *one == flaw).expect("a name").0;
        let mut child = Command::new(whole[0])
            .args(&whole[1..])
            .args(["--ignored", "--exact", "store::writer::writer", "--nocapture"])
            .arg("--test-threads=1")
            .env(ROOT, root)
            .env(NAME, name)
            .env(COUNT, count.to_string())
            .env(FLAW, flaw)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", whole[0].display()));
        // It is listened to all the while, so that it never waits for an ear.
        let (sender, lines) = channel();
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        let _ = std::thread::spawn(move || {
            let mut line = String::new();
            while output.read_line(&mut line).is_ok_and(|read| read > 0) {
                // A line without its end was being said when the writer was killed.
                if line.ends_with('\n') && sender.send(line.trim_end().to_owned()).is_err() {
                    return;
                }
                line.clear();
            }
        });
        Self { child, lines, said: Said::default() }
    }

    #[track_caller]
    pub fn start(root: &Path, name: &str, count: usize, flaw: Flaw) -> Self {
        Self::start_by(&[], root, name, count, flaw)
    }

    /// Hears the next line; whether there was one.
    fn hear_line(&mut self) -> bool {
        let line = self.lines.recv();
        let line = line.inspect(|line| self.said.hear(line));
        line.is_ok()
    }

    /// What it has said by now.
    pub fn said(&mut self) -> &Said {
        for line in self.lines.try_iter() {
            self.said.hear(&line);
        }
        &self.said
    }

    /// Listens until so many notes are saved, or it has ended.
    pub fn hear_until(&mut self, noted: usize) {
        while self.said.noted < noted && self.hear_line() {}
    }

    /// Listens until it says who it is.
    pub fn hear_writer(&mut self) -> &str {
        while self.said.writer.is_empty() && self.hear_line() {}
        &self.said.writer
    }

    /// Kills it, without a chance to tidy up.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
    }

    /// All that it said to its end.
    pub fn end(mut self) -> Said {
        while self.hear_line() {}
        let ended = self.child.wait().expect("a child of ours");
        self.said.killed = std::os::unix::process::ExitStatusExt::signal(&ended).is_some();
        std::mem::take(&mut self.said)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.kill();
        let _ = self.child.wait();
    }
}

/// Every note that was said to be saved is there once; says which is not.
pub fn check_notes(loaded: &Loaded, name: &str, noted: usize) -> Result<(), String> {
    check_all(loaded, &[(name.to_owned(), noted)])
}

/// The same for several writers.
pub fn check_all(loaded: &Loaded, writers: &[(String, usize)]) -> Result<(), String> {
    let mut counts: HashMap<(&str, String), usize> = HashMap::new();
    for entry in &loaded.entries {
        *counts.entry((&entry.session.0, super::told(entry))).or_default() += 1;
    }
    for (name, noted) in writers {
        // All notes of a writer say the same but for the name of their session.
        let pattern = super::told(&note(name, 0));
        let (before, after) = pattern.split_once(&format!("\"{name} 0\"")).expect("its name");
        for number in 1..=*noted {
            let session = format!("{name} {number}");
            let said = format!("{before}\"{session}\"{after}");
            let count = counts.get(&(session.as_str(), said)).copied().unwrap_or(0);
            if count != 1 {
                return Err(format!("note {number} of {noted} of {name} is there {count} times"));
            }
        }
    }
    Ok(())
}

/// Past the capture of the test runner, so that it is seen in every run; counted, and no excuse where
/// `WELLSPRING_DEMAND_KERNEL` is 1.
#[track_caller]
pub fn skipped<T>(why: &str) -> Option<T> {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static COUNT: AtomicUsize = AtomicUsize::new(1);
    let name = std::thread::current().name().unwrap_or_default().to_owned();
    let number = COUNT.fetch_add(1, Ordering::SeqCst);
    let _ = writeln!(io::stderr(), "SKIPPED: {name} (number {number} of this run): {}", why.trim());
    assert!(variable("WELLSPRING_DEMAND_KERNEL") != "1", "it was demanded: {why}");
    None
}
