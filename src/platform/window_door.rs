//! The door between the windows of one person: the first that is open holds it, and another may ask there to go on
//! in its place.
//!
//! Whoever holds the lock is the first; it goes with its program however that ends, and whoever waits for it has it
//! then. Asking goes by a socket of this machine beside the lock, in a folder that is the person's alone. A socket
//! that a killed program left behind answers nobody, and the next holder of the lock replaces it.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::dirs::Dirs;
use super::lock::{Lock, Refused};
use super::store::fs::{RealFs, make_dirs};

#[cfg(unix)]
mod socket;
#[cfg(all(test, unix))]
mod tests;

/// Whether one window can ask another here.
pub const CAN_ASK: bool = cfg!(unix);

/// How long whoever asks waits for the other to answer, and then to be gone.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// A program that ends lets go of its two locks one after the other: how often the second is looked at, and how long
/// between.
const LOOKS: u32 = 40;
const BETWEEN: Duration = Duration::from_millis(25);

/// What the door tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Another window was there before this one.
    Another,
    /// It is gone: this window is the first now.
    Ours,
    /// Another window asks to go on in place of this one; [`Door::answer`] answers.
    Asked,
    /// The other window goes on, for that reason.
    Kept(Reason),
}

/// Why a window does not let another go on in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A session is played there, or about to begin.
    InSession,
    /// Something there is not saved.
    NotSaved,
    /// It did not answer, or is not gone yet.
    Silent,
}

/// What a window answers to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It saves and closes.
    Yes,
    /// It does not.
    No(Reason),
}

/// The door, held or waited for as long as it lives.
#[derive(Debug)]
pub struct Door {
    shared: Arc<Shared>,
    answers: Sender<Answer>,
}

type Tell = Arc<dyn Fn(Told) + Send + Sync>;

struct Shared {
    dirs: Dirs,
    tell: Tell,
    held: Mutex<Held>,
    on_change: Condvar,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("held", &self.held).finish_non_exhaustive()
    }
}

#[derive(Debug, Default)]
struct Held {
    lock: Option<Lock>,
    is_closed: bool,
}

impl Door {
    /// Takes the door where it is free. Where another window holds it, that is told, and it is waited for. Never
    /// fails: where there can be no lock, nobody asks and nobody is asked.
    ///
    /// `tell` is called on threads of the door's own, and once in here where another window holds it.
    pub fn open(dirs: &Dirs, tell: impl Fn(Told) + Send + Sync + 'static) -> Self {
        let (answers, given) = channel();
        let shared = Arc::new(Shared {
            dirs: dirs.clone(),
            tell: Arc::new(tell),
            held: Mutex::default(),
            on_change: Condvar::new(),
        });
        let door = Self { shared: Arc::clone(&shared), answers };
        let file = dirs.window_lock();
        let made = make_dirs(&RealFs, &dirs.state, &dirs.state);
        match made.map_err(Refused::Impossible).and_then(|()| Lock::try_take(&file)) {
            Ok(lock) => {
                if shared.keep(lock) {
                    start("door", move || shared.serve(&given));
                }
            }
            Err(Refused::Held) => {
                (shared.tell)(Told::Another);
                start("door", move || shared.wait(&given));
            }
            Err(Refused::Impossible(error)) => log::info!("windows cannot see each other: {error}"),
        }
        door
    }

    /// Answers the window that asked last.
    pub fn answer(&self, answer: Answer) {
        // Where nobody listens any more, nobody has asked.
        let _ = self.answers.send(answer);
    }

    /// Asks the first window to let this one go on in its place. Returns at once; that it is gone is told, or why not
    /// within [`PATIENCE`].
    pub fn ask(&self) {
        let shared = Arc::clone(&self.shared);
        start("ask", move || {
            if let Some(reason) = shared.ask() {
                (shared.tell)(Told::Kept(reason));
            }
        });
    }

    /// Lets nobody ask any more: this window is about to close. The lock stays until it is gone.
    pub fn shut(&self) {
        let mut held = self.shared.held();
        held.is_closed = true;
        #[cfg(unix)]
        if held.lock.is_some() {
            socket::remove(&self.shared.dirs);
        }
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.shared.held().is_closed = true;
        // Whoever listens sees that, and goes.
        #[cfg(unix)]
        if self.shared.held().lock.is_some() {
            socket::wake(&self.shared.dirs);
        }
        self.shut();
        self.shared.held().lock = None;
    }
}

impl Shared {
    fn held(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_closed(&self) -> bool {
        self.held().is_closed
    }

    /// Keeps the lock, unless the door is closed already.
    fn keep(&self, lock: Lock) -> bool {
        let mut held = self.held();
        if !held.is_closed {
            held.lock = Some(lock);
            self.on_change.notify_all();
        }
        held.lock.is_some()
    }

    /// Waits until the other window is gone, which costs nothing, and takes its place.
    fn wait(&self, given: &Receiver<Answer>) {
        let lock = match Lock::take(&self.dirs.window_lock()) {
            Ok(lock) => lock,
            Err(error) => return log::info!("the other window cannot be waited for: {error}"),
        };
        for _ in 0..LOOKS {
            // A session in a terminal may hold it for long: then this window writes on as a second.
            if !matches!(Lock::try_take(&self.dirs.lock_file(1)), Err(Refused::Held)) {
                break;
            }
            thread::sleep(BETWEEN);
        }
        if self.keep(lock) {
            (self.tell)(Told::Ours);
            self.serve(given);
        }
    }

    /// Lets other windows ask, one after the other.
    #[cfg(unix)]
    fn serve(&self, given: &Receiver<Answer>) {
        if let Err(error) = socket::serve(self, given) {
            log::info!("other windows cannot ask this one: {error}");
        }
    }

    #[cfg(not(unix))]
    fn serve(&self, _given: &Receiver<Answer>) {}

    /// Asks the first window; says why it stays, where it does.
    fn ask(&self) -> Option<Reason> {
        #[cfg(unix)]
        let answer = socket::ask(&self.dirs).unwrap_or_else(|error| {
            log::info!("the other window has not answered: {error}");
            Answer::No(Reason::Silent)
        });
        #[cfg(not(unix))]
        let answer = Answer::No(Reason::Silent);
        match answer {
            Answer::No(reason) => Some(reason),
            Answer::Yes => {
                let held = self.held();
                let waited = self.on_change.wait_timeout_while(held, PATIENCE, |held| {
                    held.lock.is_none() && !held.is_closed
                });
                let (held, _) = waited.unwrap_or_else(PoisonError::into_inner);
                held.lock.is_none().then_some(Reason::Silent)
            }
        }
    }
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(work) {
        log::error!("no thread for the door between the windows: {error}");
    }
}
