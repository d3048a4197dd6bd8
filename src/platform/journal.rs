//! The history on disk: every note of a session is appended to this device's own file, and counts as
//! saved only when it would survive a power cut.
//!
//! Writing happens on a thread of its own, so that a slow or failing disk never holds up a session.
//! What cannot be written stays in memory and is tried again, and the person is told. Reading takes
//! in the files of all devices. `docs/files.md` says what lies where.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::history::Entry;
use crate::platform::dirs::Dirs;
use crate::platform::store::fs::{Fs, RealFs};

mod behind;
mod device;
mod keeper;
mod load;
pub mod unique;

pub use behind::{Reading, read_behind, read_behind_on, read_book};
pub use device::Writer;
pub use keeper::Keeper;
pub use load::{Loaded, Problem};

/// How saving stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalStatus {
    /// All that was noted would survive a power cut.
    Saved,
    /// Something is in memory alone; it is tried again until it is saved.
    NotSaved(NotSaved),
}

/// Something is not on disk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct NotSaved {
    /// Where, why, and what the person can do: sentences.
    pub why: String,
    /// How many notes wait in memory.
    pub waiting: usize,
}

/// The first wait before writing is tried again; it doubles up to the longest.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait before writing is tried again.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// The wait while somebody waits for the answer: the program is about to end.
const HURRIED_WAIT: Duration = Duration::from_millis(50);
/// How long a journal that is dropped without [`Journal::flush`] waits for the disk.
const LAST_CHANCE: Duration = Duration::from_secs(2);

/// Reads the history of all devices. Takes no lock, creates nothing, and never fails: what could
/// not be read is told in the problems.
#[must_use]
pub fn load(dirs: &Dirs) -> Loaded {
    let device = device::known(&RealFs, dirs).map(|(id, _)| id);
    load::load(&RealFs, dirs, device.as_deref(), load::Damaged::Named).0
}

/// Writes the history of this device.
#[derive(Debug)]
pub struct Journal {
    /// None only while it is being dropped.
    asks: Option<Sender<Ask>>,
    shared: Arc<Shared>,
    writer: Writer,
    folder: PathBuf,
}

#[derive(Debug)]
enum Ask {
    Append(Box<Entry>),
    Flush { answer: Sender<()>, until: Instant },
    Elsewhere { path: PathBuf, answer: Sender<io::Result<usize>> },
}

/// What the thread and the journal both see.
#[derive(Debug, Default)]
struct Shared {
    waiting: AtomicUsize,
    trouble: Mutex<Option<String>>,
    /// A note that no file can hold; it is never tried again.
    refused: Mutex<Option<String>>,
    /// Whether the thread has gone, and the lock with it.
    ended: Mutex<bool>,
    on_end: Condvar,
}

impl Shared {
    fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }

    fn end(&self) {
        *self.ended.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.on_end.notify_all();
    }

    fn wait_for_end(&self, limit: Duration) {
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = self.on_end.wait_timeout_while(ended, limit, |ended| !*ended);
    }
}

impl Journal {
    /// Reads the history of all devices and begins to write this one's. Never fails: where nothing
    /// can be written, all is kept in memory, and `on_status` says so at once.
    ///
    /// `on_status` is called on the writing thread.
    pub fn open(dirs: &Dirs, on_status: impl Fn(JournalStatus) + Send + 'static) -> (Self, Loaded) {
        Self::open_on(Arc::new(RealFs), dirs, on_status)
    }

    /// The same on any file system.
    pub fn open_on(
        fs: Arc<dyn Fs>,
        dirs: &Dirs,
        on_status: impl Fn(JournalStatus) + Send + 'static,
    ) -> (Self, Loaded) {
        let (keeper, loaded) = Keeper::open(fs, dirs);
        (Self::of(keeper, on_status), loaded)
    }

    /// Begins to write without waiting for the history to be read: [`read_behind`] does that.
    pub fn begin(dirs: &Dirs, on_status: impl Fn(JournalStatus) + Send + 'static) -> Self {
        Self::of(Keeper::begin(Arc::new(RealFs), dirs), on_status)
    }

    fn of(keeper: Keeper, on_status: impl Fn(JournalStatus) + Send + 'static) -> Self {
        let shared = Arc::new(Shared::default());
        let (asks, inbox) = channel();
        let journal = Self {
            asks: Some(asks),
            shared: Arc::clone(&shared),
            writer: keeper.writer().clone(),
            folder: keeper.folder(),
        };
        let mut thread = Thread { keeper, shared: Arc::clone(&shared), on_status, told: None };
        let started = std::thread::Builder::new().name("journal".to_owned()).spawn(move || {
            thread.work(&inbox);
            drop(thread);
            shared.end();
        });
        if let Err(error) = started {
            let why = format!(
                "the history cannot be saved: the system gives no thread to write it ({error}). Close other programs and start again"
            );
            set(&journal.shared.trouble, Some(why));
            journal.shared.end();
        }
        journal
    }

    /// Hands over a note to be saved. Returns at once.
    pub fn append(&self, entry: Entry) {
        let _ = self.shared.waiting.fetch_add(1, Ordering::SeqCst);
        // Without the thread it stays counted as waiting, and `flush` says why.
        let _ = self.asks.as_ref().map(|asks| asks.send(Ask::Append(Box::new(entry))));
    }

    /// Waits until all is saved, at most that long.
    ///
    /// # Errors
    /// When something is still in memory alone, with the reason.
    pub fn flush(&self, limit: Duration) -> Result<(), NotSaved> {
        let (answer, answered) = channel();
        let ask = Ask::Flush { answer, until: Instant::now() + limit };
        let asked = self.asks.as_ref().is_some_and(|asks| asks.send(ask).is_ok());
        let saved = asked && answered.recv_timeout(limit).is_ok();
        let waiting = self.shared.waiting();
        if saved || waiting == 0 {
            return match get(&self.shared.refused) {
                None => Ok(()),
                Some(why) => Err(NotSaved { why, waiting: 1 }),
            };
        }
        let why = get(&self.shared.trouble)
            .unwrap_or_else(|| format!("{}: the disk has not answered yet", self.folder.display()));
        Err(NotSaved { why, waiting })
    }

    /// Writes what is in memory alone to a file elsewhere; how many notes that were comes out of the receiver. They stay
    /// in memory as well, and are tried again: taken in later, each counts once.
    #[must_use]
    pub fn save_elsewhere(&self, path: PathBuf) -> Receiver<io::Result<usize>> {
        let (answer, answered) = channel();
        // Without the thread nobody answers, and the receiver says so.
        let _ = self.asks.as_ref().map(|asks| asks.send(Ask::Elsewhere { path, answer }));
        answered
    }

    /// Whether another Wellspring writes at the same time.
    #[must_use]
    pub const fn writer(&self) -> &Writer {
        &self.writer
    }

    /// The folder that is written to.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if self.shared.waiting() > 0 {
            let _ = self.flush(LAST_CHANCE);
        }
        self.asks = None;
        self.shared.wait_for_end(LAST_CHANCE);
    }
}

struct Thread<F> {
    keeper: Keeper,
    shared: Arc<Shared>,
    on_status: F,
    told: Option<JournalStatus>,
}

impl<F: Fn(JournalStatus)> Thread<F> {
    fn work(&mut self, inbox: &Receiver<Ask>) {
        let mut flushes: Vec<(Sender<()>, Instant)> = Vec::new();
        let mut wait = FIRST_WAIT;
        if let Err(not_saved) = self.keeper.prepare() {
            self.trouble(not_saved);
        }
        loop {
            let asked = if self.keeper.waiting() == 0 {
                inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else if flushes.is_empty() {
                inbox.recv_timeout(wait)
            } else {
                inbox.recv_timeout(HURRIED_WAIT)
            };
            let closing = matches!(asked, Err(RecvTimeoutError::Disconnected));
            let timed_out = matches!(asked, Err(RecvTimeoutError::Timeout));
            for ask in asked.into_iter().chain(inbox.try_iter()) {
                match ask {
                    Ask::Append(entry) => self.note(&entry),
                    Ask::Flush { answer, until } => flushes.push((answer, until)),
                    Ask::Elsewhere { path, answer } => {
                        let _ = answer.send(self.keeper.save_elsewhere(&path));
                    }
                }
            }
            if self.save() {
                wait = FIRST_WAIT;
                for (answer, _) in flushes.drain(..) {
                    let _ = answer.send(());
                }
            } else if timed_out && flushes.is_empty() {
                wait = (wait * 2).min(LONGEST_WAIT);
            }
            flushes.retain(|(_, until)| *until > Instant::now());
            if closing {
                return;
            }
        }
    }

    fn note(&mut self, entry: &Entry) {
        if let Err(too_long) = self.keeper.note(entry) {
            let _ = self.shared.waiting.fetch_sub(1, Ordering::SeqCst);
            let why = format!("the history cannot hold this session: {too_long}");
            set(&self.shared.refused, Some(why.clone()));
            self.tell(JournalStatus::NotSaved(NotSaved { why, waiting: 1 }));
        }
    }

    /// Whether nothing waits any more.
    fn save(&mut self) -> bool {
        let before = self.keeper.waiting();
        let result = self.keeper.save();
        let saved = before - self.keeper.waiting();
        let _ = self.shared.waiting.fetch_sub(saved, Ordering::SeqCst);
        match result {
            Ok(()) => {
                set(&self.shared.trouble, None);
                if saved > 0 {
                    self.told = None;
                    self.tell(JournalStatus::Saved);
                }
                true
            }
            Err(not_saved) => {
                self.trouble(not_saved);
                false
            }
        }
    }

    fn trouble(&mut self, not_saved: NotSaved) {
        set(&self.shared.trouble, Some(not_saved.why.clone()));
        self.tell(JournalStatus::NotSaved(not_saved));
    }

    /// Tells a status, once until it changes.
    fn tell(&mut self, status: JournalStatus) {
        if self.told.as_ref() != Some(&status) {
            (self.on_status)(status.clone());
            self.told = Some(status);
        }
    }
}

fn set(place: &Mutex<Option<String>>, value: Option<String>) {
    *place.lock().unwrap_or_else(PoisonError::into_inner) = value;
}

fn get(place: &Mutex<Option<String>>) -> Option<String> {
    place.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
