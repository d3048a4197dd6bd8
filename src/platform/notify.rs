//! Notifications of the desktop, with buttons that are answered.
//!
//! On Linux they are spoken over the message bus, through the `zbus` that the window toolkit brings anyway
//! (why no crate made for the purpose: see `desktop`). macOS shows notifications of bundled and signed
//! programs alone, and Windows those of installed ones; neither could be tried, so there it is said that
//! nothing is shown yet.

use crate::words::reminder::Note;

/// What a person does with a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Starts it.
    Start,
    /// Lets it come again in a while.
    Later,
    /// Wants to hear no more of it today.
    NotToday,
    /// Opens the program.
    Open,
}

/// What becomes of a notification, by the number that was given to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It is shown.
    Shown(u64),
    /// It was answered, and is gone.
    Answered(u64, Answer),
    /// It is gone without an answer.
    Gone(u64),
    /// It could not be shown: why, and what to do, in a sentence without its full stop.
    Failed(u64, String),
}

/// What is wished.
#[derive(Debug)]
pub(in crate::platform) enum Wish {
    /// Show this under that number.
    Show(u64, Box<Note>),
    /// Take it away.
    Close(u64),
}

/// Who shows notifications here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name: `gnome-shell`.
    pub name: String,
    /// Whether it shows buttons.
    pub has_actions: bool,
}

/// Shows notifications. Nothing that it does makes its caller wait. When it is dropped, what it shows is
/// taken away, and `on_event` is dropped when that is done.
#[derive(Debug)]
pub struct Notifier {
    #[cfg(target_os = "linux")]
    wishes: Option<async_channel::Sender<Wish>>,
}

#[cfg(target_os = "linux")]
impl Notifier {
    /// Starts the thread `notify`, which sleeps and has opened nothing until something is shown. `bus` is the
    /// address of the session's bus, none for what the environment says. `on_event` is called on that
    /// thread and must not block.
    #[must_use]
    pub fn spawn(bus: Option<String>, on_event: impl Fn(Event) + Send + 'static) -> Self {
        Self { wishes: super::desktop::linux::notify::spawn(bus, on_event) }
    }

    /// Shows a notification under a number of the caller's choice.
    pub fn show(&self, number: u64, note: Note) {
        self.wish(Wish::Show(number, Box::new(note)));
    }

    /// Takes a notification away, where it still stands.
    pub fn close(&self, number: u64) {
        self.wish(Wish::Close(number));
    }

    fn wish(&self, wish: Wish) {
        if let Some(wishes) = &self.wishes {
            // Full it never is, and closed only if the thread has died.
            let _ = wishes.try_send(wish);
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl Notifier {
    /// There is none that we can speak to: `on_event` is never called.
    #[must_use]
    pub fn spawn(_: Option<String>, _: impl Fn(Event) + Send + 'static) -> Self {
        Self {}
    }

    /// Does nothing.
    pub fn show(&self, _: u64, _: Note) {}

    /// Does nothing.
    pub fn close(&self, _: u64) {}
}

/// Whether anything can be shown on this system at all, whoever may listen.
pub const IS_KNOWN_HERE: bool = cfg!(target_os = "linux");

/// Looks who shows notifications. It waits for the answer, for some seconds at the most.
///
/// # Errors
/// Why nobody does, and what to do, in a sentence without its full stop.
#[cfg(target_os = "linux")]
pub fn server(bus: Option<String>) -> Result<Server, String> {
    super::desktop::linux::notify::server(bus)
}

/// Looks who shows notifications.
///
/// # Errors
/// Always: why nobody does, in a sentence without its full stop.
#[cfg(not(target_os = "linux"))]
pub fn server(_: Option<String>) -> Result<Server, String> {
    Err(crate::t!("notify-not-here"))
}
