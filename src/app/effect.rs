//! What the window asks of the world, as values that a test can compare.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use jiff::Zoned;

use crate::domain::code::Code;
use crate::domain::conductor::Ask;
use crate::domain::history::{Filter, SessionId};
use crate::domain::profile::Profile;
use crate::domain::reminder::Reminder;
use crate::domain::routine::Routine;
use crate::domain::settings::Settings;
use crate::domain::sound::Sound;
use crate::platform::history_files;
use crate::platform::sharing::{Clash, Preview};
use crate::platform::window_door::Reason;

/// Something to be done in the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// What a session asks.
    Perform {
        /// Which session.
        session: SessionId,
        /// What it asks.
        asks: Vec<Ask>,
        /// The moment it counts from.
        at: Instant,
        /// The wall clock then.
        now: Zoned,
    },
    /// What is to be heard outside of a session, in the words of a session; nothing of it is noted.
    Sound {
        /// What is asked.
        asks: Vec<Ask>,
        /// The moment it counts from.
        at: Instant,
    },
    /// Find out who can say these sentences, and how long each takes.
    Prepare {
        /// What is told of it bears this number.
        number: u32,
        /// The sentences, in the order in which they are said.
        sentences: Vec<Arc<str>>,
    },
    /// Look for voices on this machine.
    FindVoices,
    /// Save the settings; volumes and device take effect at once.
    SaveSettings(Box<Settings>),
    /// Save what the person has answered about themselves.
    SaveProfile(Box<Profile>),
    /// Save one of the person's own routines.
    SaveRoutine(Box<Routine>),
    /// Keep what is being built.
    SaveDraft(Box<Routine>),
    /// Forget what was being built under that key.
    RemoveDraft(String),
    /// Put one of the person's own routines away.
    RemoveRoutine(String),
    /// Look into the file of a routine.
    LookInto(PathBuf),
    /// Keep what a file brings.
    Accept(Box<Preview>, Clash),
    /// Make a handout of that point or routine, and open it where it can be printed.
    Print(Printed),
    /// Write the sessions that pass as a table and as lines of the log.
    ExportHistory(Box<Filter>),
    /// Make a page for a clinician of the sessions that pass, with the remarks or without, and open it.
    Sheet(Box<Filter>, bool),
    /// Look into a history.
    LookIntoHistory(PathBuf),
    /// Take in what it brings.
    TakeHistory(Box<history_files::Preview>),
    /// Write what of the history is in memory alone to a file among the person's documents.
    SaveElsewhere,
    /// Copy everything to the folder that is set, if a week has passed.
    BackUpWeekly,
    /// Copy everything to that folder now.
    BackUp(PathBuf),
    /// Write these routines as files.
    Export(Vec<Routine>),
    /// Read the reminders anew, which a command may have changed.
    ReadReminders,
    /// Save the reminders.
    SaveReminders(Vec<Reminder>),
    /// Look whether and how reminding works here.
    LookAtReminding,
    /// Let reminding start at login, or no longer.
    StartAtLogin(bool),
    /// Bring the window before the others.
    Raise,
    /// Scroll the page so far down, in pixels from its top.
    ScrollTo(f32),
    /// Bring the cursor to the box of that name.
    FocusOn(&'static str),
    /// Let that sound be heard at once.
    Play(Sound),
    /// Look for sound devices.
    FindDevices,
    /// Show that folder in the file manager.
    OpenFolder(String),
    /// Ask how dense the pixels of that window are.
    AskDensity(iced::window::Id),
    /// Ask which keys are held.
    AskHeldKeys,
    /// Move the ring of the focus.
    Focus {
        /// Back rather than on.
        back: bool,
    },
    /// Turn the page by so many pixels, down if positive.
    Turn(f32),
    /// Ask the other window to let this one go on in its place.
    AskToGoOn,
    /// Tell the other window that this one stays, and why.
    Decline(Reason),
    /// Save what is not saved yet; tell the other window to go on, and close. Stay where something cannot be saved.
    HandOver,
    /// Write as the first window, and read anew what the other has left.
    GoOn,
    /// Save what is not saved yet, and close.
    Quit,
}

/// What a handout is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Printed {
    /// A point, by its code.
    Point(Code),
    /// A routine.
    Routine(Box<Routine>),
}
