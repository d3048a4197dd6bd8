//! The desktop round a session: its media control with the keys that belong to it (media keys, headset
//! buttons), the screen that stays on, and news of sleep and of the lock.
//!
//! On Linux all of it is spoken over the message bus (D-Bus), through the `zbus` that the window toolkit
//! brings anyway. Why no crate made for the purpose, as of 2026: `mpris-server` and `notify-rust` bring a
//! second zbus; `souvlaki` tells no jump of the position and wants a window's handle on Windows;
//! `keepawake` knows one service for the screen and panics where that one has gone.
//!
//! On macOS and Windows nothing happens: no event comes, and the screen goes dark by the system's own
//! clock. What does it there cannot be done in safe Rust without a crate, and could not be tried.

use std::time::Duration;

#[cfg(target_os = "linux")]
pub(in crate::platform) mod linux;
#[cfg(target_os = "linux")]
use linux::Desk;

/// Name of the program, as people read it.
pub const NAME: &str = "Wellspring";
/// Name of the program, as the desktop knows it: that of its `.desktop` file, without the ending.
pub const ENTRY: &str = "wellspring";

/// What the desktop tells of. The keys are wishes: what one does is the session's own matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Pause, or go on.
    PlayPause,
    /// Go on.
    Play,
    /// Pause.
    Pause,
    /// To the next step.
    Next,
    /// To the step before.
    Previous,
    /// End the playing. Nobody says by it that a press is too much.
    Stop,
    /// The machine is about to sleep. It waits for what is shown after this, for a second at the most.
    WillSleep,
    /// The machine has slept.
    Woke,
    /// The screen has been locked.
    Locked,
    /// The screen has been unlocked.
    Unlocked,
}

/// What the media control shows. Between two of them it reckons the position by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Showing {
    /// Which step of the session it is, counted from 0: another one is as another piece of music.
    pub step: usize,
    /// What is played: `HE-1 Jíquán`.
    pub title: String,
    /// The line below: `Press in circles, left armpit`.
    pub below: String,
    /// How long the step takes; none where it waits for the person.
    pub length: Option<Duration>,
    /// How far it has come at the moment of showing.
    pub position: Duration,
    /// Whether time passes.
    pub going: bool,
}

/// Where the message buses are: addresses as in `DBUS_SESSION_BUS_ADDRESS`, none for what the environment
/// says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buses {
    /// That of the person's session: media control, screen saver.
    pub session: Option<String>,
    /// That of the machine: sleep, lock.
    pub system: Option<String>,
}

/// A handle on the desktop, to be cloned freely. Nothing that it does makes its caller wait or can fail:
/// without a bus nothing happens. With the last handle goes all that was held.
#[derive(Debug, Clone)]
pub struct Desktop {
    desk: Option<Desk>,
}

impl Desktop {
    /// Starts the thread `desktop`, which sleeps and has opened nothing until a session is shown or the
    /// screen is to stay on. `on_event` is called on that thread and must not block.
    #[must_use]
    pub fn spawn(on_event: impl Fn(Event) + Send + Sync + 'static) -> Self {
        Self::spawn_on(Buses::default(), on_event)
    }

    /// The same with other buses.
    #[must_use]
    pub fn spawn_on(buses: Buses, on_event: impl Fn(Event) + Send + Sync + 'static) -> Self {
        Self { desk: Desk::spawn(buses, on_event) }
    }

    /// A handle that does nothing.
    #[must_use]
    pub const fn none() -> Self {
        Self { desk: None }
    }

    /// A session is on and stands there: to be said at its beginning, at each step, when it pauses, goes
    /// on or jumps, and when a length changes; not every second. A bus that was lost, or was not there,
    /// is looked for anew each time.
    pub fn show(&self, showing: Showing) {
        if let Some(desk) = &self.desk {
            desk.show(showing);
        }
    }

    /// The session is over: the media control goes away, and no more events come.
    pub fn hide(&self) {
        if let Some(desk) = &self.desk {
            desk.hide();
        }
    }

    /// Whether the screen is to stay on: true while time passes in a session, false as soon as it pauses
    /// or ends. To say the same again does no harm, and tries again where nothing could be had before.
    pub fn awake(&self, wanted: bool) {
        if let Some(desk) = &self.desk {
            desk.awake(wanted);
        }
    }
}

/// There is none that we can speak to.
#[cfg(not(target_os = "linux"))]
#[derive(Debug, Clone)]
enum Desk {}

#[cfg(not(target_os = "linux"))]
impl Desk {
    fn spawn(_: Buses, _: impl Fn(Event) + Send + Sync + 'static) -> Option<Self> {
        None
    }

    fn show(&self, _: Showing) {
        match *self {}
    }

    fn hide(&self) {
        match *self {}
    }

    fn awake(&self, _: bool) {
        match *self {}
    }
}
