//! Reminding: looks at the clock, the reminders and the history, and shows what is due as notifications.
//!
//! The window does it while it is open, and `wellspring remind` in the background while none is. Both read
//! the history and never write to it, and share what was said through `reminded.json`:
//! - the first window holds `reminding-window`; while anybody does, the background says nothing;
//! - `reminding-background` lets one background run at a time;
//! - `reminding-change` is held for the moments in which `reminded.json` is read and written.
//!
//! It looks when the next time comes, and once a minute at most: so it sees a machine that woke, a clock that
//! was set, and files that changed, and a minute without anything to do costs two questions to the disk.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp, Zoned};

use super::dirs::Dirs;
use super::lock::{Lock, Refused};
use super::notify::{Answer, Event, Notifier};
use super::store::fs::{RealFs, make_dirs};
use super::{autostart, clock, notify, store};
use crate::domain::reminder::{Due, LATE, Memory, Reminder, Standing, What};
use crate::t;
use crate::words::reminder as words;

mod known;

pub use known::{Known, find, points};

/// The longest time between two looks.
const MINUTE: Duration = Duration::from_secs(60);
/// After this time a notification that could not be shown is tried again.
const RETRY: SignedDuration = SignedDuration::from_secs(60);
/// How long an end waits until what is shown has been taken away.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// What the person wants, or should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Start this, at its caution.
    Start(What),
    /// Open the program.
    Open,
    /// Reminders cannot be shown, and why; nothing once they can.
    Trouble(Option<String>),
}

/// Who reminds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The window, which goes first.
    Window,
    /// A process without one.
    Background,
}

/// What it takes.
pub struct Setup {
    /// The person's files.
    pub dirs: Dirs,
    /// Who reminds.
    pub place: Place,
    /// The address of the session's bus; none for what the environment says.
    pub bus: Option<String>,
    /// The wall clock.
    pub wall: Arc<dyn Fn() -> Zoned + Send + Sync>,
}

impl Setup {
    /// The usual: the clock and the bus of this machine.
    #[must_use]
    pub fn usual(dirs: Dirs, place: Place) -> Self {
        Self { dirs, place, bus: None, wall: Arc::new(clock::zoned) }
    }
}

/// Reminds until it is dropped.
#[derive(Debug)]
pub struct Reminding {
    words: Sender<Word>,
    ended: Receiver<()>,
}

enum Word {
    Look,
    Playing(bool),
    Notice(Event),
    End,
}

impl Reminding {
    /// Starts the thread `remind`. `on` is called on it and must not block.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn spawn(setup: Setup, on: impl Fn(Told) + Send + 'static) -> std::io::Result<Self> {
        let (words, heard) = channel();
        let (end, ended) = channel();
        let told = words.clone();
        let (leave, left) = channel::<()>();
        let notifier = Notifier::spawn(setup.bus.clone(), move |event| {
            // Goes with this closure, when all that stood has been taken away.
            let _leave = &leave;
            let _ = told.send(Word::Notice(event));
        });
        let mut keeper = Keeper::new(setup, notifier, on);
        let work = move || {
            keeper.work(&heard);
            drop(keeper);
            let _ = left.recv_timeout(LAST_WORDS);
            drop(end);
        };
        let _ = std::thread::Builder::new().name("remind".to_owned()).spawn(work)?;
        Ok(Self { words, ended })
    }

    /// A handle for others that change something.
    #[must_use]
    pub fn nudge(&self) -> Nudge {
        Nudge(self.words.clone())
    }

    /// A session goes on, and nothing is said until it is over.
    pub fn playing(&self, is_playing: bool) {
        let _ = self.words.send(Word::Playing(is_playing));
    }

    /// Reminds until the system or the person ends the program, and takes away what is shown then.
    pub fn until_told_to_end(&self) {
        #[cfg(unix)]
        {
            use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGTERM};
            match signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) {
                Ok(mut signals) => {
                    let _ = signals.forever().next();
                    return self.end();
                }
                Err(error) => log::info!("signals cannot be waited for: {error}"),
            }
        }
        let _ = self.ended.recv();
    }

    /// Takes away what is shown, and says nothing more.
    pub fn end(&self) {
        let _ = self.words.send(Word::End);
        let _ = self.ended.recv_timeout(LAST_WORDS);
    }
}

/// Says that something has changed.
#[derive(Debug, Clone)]
pub struct Nudge(Sender<Word>);

impl Nudge {
    /// The reminders have changed.
    pub fn look(&self) {
        let _ = self.0.send(Word::Look);
    }
}

impl Drop for Reminding {
    fn drop(&mut self) {
        let _ = self.words.send(Word::End);
    }
}

/// Takes the place of the one background process.
///
/// # Errors
/// When another has it, or there can be none here.
pub fn background_lock(dirs: &Dirs) -> Result<Lock, Refused> {
    make_dirs(&RealFs, &dirs.state, &dirs.state).map_err(Refused::Impossible)?;
    Lock::try_take(&dirs.reminding_lock("background"))
}

/// Notes that everything up to that moment has been seen, so that a reminder that is made now is not said
/// for a time that is over.
pub fn seen(dirs: &Dirs, now: Timestamp) {
    change(dirs, true, |memory| memory.looked = memory.looked.max(Some(now)));
}

/// Reads what was said, changes it, and writes it where there is news. That somebody looked is none, unless
/// `looks_count`.
fn change<T>(dirs: &Dirs, looks_count: bool, work: impl FnOnce(&mut Memory) -> T) -> T {
    let lock = make_dirs(&RealFs, &dirs.state, &dirs.state)
        .map_err(Refused::Impossible)
        .and_then(|()| Lock::take(&dirs.reminding_lock("change")));
    if let Err(why) = &lock {
        log::info!("what was said of the reminders is not shared: {why}");
    }
    let mut memory = store::load_reminded(dirs);
    let before = memory.clone();
    let done = work(&mut memory);
    let is_same = Memory { looked: before.looked, ..memory.clone() } == before;
    let is_news = !is_same || looks_count || before.looked.is_none();
    if is_news && let Err(error) = store::save_reminded(dirs, &memory) {
        log::warn!("{error}");
    }
    done
}

/// Whether and how reminding works here, for a screen or a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// Who shows notifications; else why nobody does, and what to do.
    pub notifications: Result<notify::Server, String>,
    /// How it stands with the start at login.
    pub login: autostart::Login,
}

impl Here {
    /// Looks. It waits for the desktop's answer, for some seconds at the most.
    #[must_use]
    pub fn look() -> Self {
        Self { notifications: notify::server(None), login: autostart::status() }
    }

    /// Whether notifications work here, in a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match &self.notifications {
            Ok(server) if server.has_actions => t!("notify-shown-by", server = &*server.name),
            Ok(server) => t!("notify-without-buttons", server = &*server.name),
            Err(why) => format!("{why}."),
        }
    }
}

/// A file or folder as it was when it was read.
type Stamp = Option<(SystemTime, u64)>;

fn stamp(path: &Path) -> Stamp {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

struct Keeper<F> {
    setup: Setup,
    notifier: Notifier,
    on: F,
    reminders: Vec<Reminder>,
    /// The file of the reminders when it was read; none before that.
    read: Option<Stamp>,
    /// Whether they were changed since: then what came before them counts as seen.
    are_new: bool,
    looked: Option<Timestamp>,
    is_playing: bool,
    window: Option<Lock>,
    standing: HashMap<u64, Due>,
    /// The number of the last notification.
    last: u64,
    trouble: Option<String>,
}

impl<F: Fn(Told)> Keeper<F> {
    fn new(setup: Setup, notifier: Notifier, on: F) -> Self {
        Self {
            setup,
            notifier,
            on,
            reminders: Vec::new(),
            read: None,
            are_new: false,
            looked: None,
            is_playing: false,
            window: None,
            standing: HashMap::new(),
            last: 0,
            trouble: None,
        }
    }

    fn work(&mut self, words: &Receiver<Word>) {
        loop {
            let now = (self.setup.wall)();
            self.look(&now);
            match words.recv_timeout(self.pause(&now)) {
                Ok(Word::Look) | Err(RecvTimeoutError::Timeout) => {}
                Ok(Word::Playing(is_playing)) => self.is_playing = is_playing,
                Ok(Word::Notice(event)) => self.hear(event),
                Ok(Word::End) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// How long there is nothing to look for.
    fn pause(&self, now: &Zoned) -> Duration {
        let memory = store::load_reminded(&self.setup.dirs);
        let next = memory.next_at(&self.reminders, now).filter(|at| *at > now.timestamp());
        let until = next.map(|at| at.duration_since(now.timestamp()).unsigned_abs());
        // A little longer, so that the wait does not end a blink before the time.
        until.map_or(MINUTE, |until| (until + Duration::from_millis(20)).min(MINUTE))
    }

    fn look(&mut self, now: &Zoned) {
        let dirs = self.setup.dirs.clone();
        self.read_reminders();
        let is_idle = self.reminders.is_empty() && self.standing.is_empty();
        if is_idle || self.is_playing {
            // Nothing is missed: what came meanwhile is said when it is over, if that is not too late.
            if !self.is_playing {
                self.looked = Some(now.timestamp());
            }
            return;
        }
        if !self.is_ours() {
            self.looked = Some(now.timestamp());
            return;
        }
        let mut known = None;
        let mut standing =
            |what: &What| known.get_or_insert_with(|| Known::read(&dirs)).standing(what, now);
        let is_over = |due: &Due, standing: &mut dyn FnMut(&What) -> Standing| {
            standing(&due.what) != Standing::Open
        };
        let over: Vec<u64> = self
            .standing
            .iter()
            .filter(|(_, due)| is_over(due, &mut standing))
            .map(|(number, _)| *number)
            .collect();
        let looked = self.looked;
        let due = change(&dirs, std::mem::take(&mut self.are_new), |memory| {
            memory.looked = memory.looked.max(looked);
            memory.look(&self.reminders, now, &mut standing)
        });
        self.looked = Some(now.timestamp());
        for number in over {
            self.take_away(number);
        }
        for one in due {
            let name = known.get_or_insert_with(|| Known::read(&dirs)).name(&one.what);
            self.show(one, &name);
        }
    }

    fn read_reminders(&mut self) {
        let stamp = stamp(&self.setup.dirs.reminders_file());
        if self.read != Some(stamp) {
            self.are_new = self.read.is_some();
            self.read = Some(stamp);
            let notices;
            (self.reminders, notices) = store::load_reminders(&self.setup.dirs);
            for notice in notices {
                log::warn!("{notice}");
            }
        }
    }

    /// Whether it is for us to remind.
    fn is_ours(&mut self) -> bool {
        if self.window.is_some() {
            return true;
        }
        let dirs = &self.setup.dirs;
        if make_dirs(&RealFs, &dirs.state, &dirs.state).is_err() {
            return true;
        }
        match (Lock::try_take(&dirs.reminding_lock("window")), self.setup.place) {
            (Err(Refused::Held), _) => return false,
            (Ok(lock), Place::Window) => self.window = Some(lock),
            (Ok(_) | Err(Refused::Impossible(_)), _) => {}
        }
        true
    }

    fn show(&mut self, due: Due, name: &str) {
        // One of a kind: an older one that still stands makes room.
        let older: Vec<u64> = self
            .standing
            .iter()
            .filter(|(_, other)| other.what == due.what)
            .map(|(number, _)| *number)
            .collect();
        for number in older {
            self.take_away(number);
        }
        self.last += 1;
        self.notifier.show(self.last, words::note(name, &due.label));
        let _ = self.standing.insert(self.last, due);
    }

    fn take_away(&mut self, number: u64) {
        self.notifier.close(number);
        let _ = self.standing.remove(&number);
    }

    fn hear(&mut self, event: Event) {
        let now = (self.setup.wall)();
        match event {
            Event::Shown(_) => self.trouble(None),
            Event::Gone(number) => drop(self.standing.remove(&number)),
            Event::Answered(number, answer) => {
                let Some(due) = self.standing.remove(&number) else { return };
                let dirs = &self.setup.dirs;
                match answer {
                    Answer::Start => (self.on)(Told::Start(due.what)),
                    Answer::Open => (self.on)(Told::Open),
                    Answer::Later => {
                        change(dirs, false, |memory| memory.snooze(&due, now.timestamp()));
                    }
                    Answer::NotToday => {
                        change(dirs, false, |memory| memory.leave_for(&due.what, now.date()));
                    }
                }
            }
            Event::Failed(number, why) => {
                let Some(due) = self.standing.remove(&number) else { return };
                // At a login the desktop may not be there yet.
                let at = now.timestamp();
                if at.duration_since(due.at) < LATE {
                    let until = at.checked_add(RETRY).unwrap_or(at);
                    change(&self.setup.dirs, false, |memory| memory.again(&due, until));
                }
                self.trouble(Some(why));
            }
        }
    }

    /// Tells of a trouble, and of its end, once.
    fn trouble(&mut self, why: Option<String>) {
        if self.trouble != why {
            self.trouble.clone_from(&why);
            (self.on)(Told::Trouble(why));
        }
    }
}
