//! Everything that can happen to the window.

use std::path::PathBuf;

use iced::theme::Mode;
use iced::window;

use super::{Room, handing_over};
use crate::domain::history::Entry;
use crate::domain::reminder::Reminder;
use crate::platform::display::HeldKey;
use crate::platform::journal::Reading;
use crate::platform::library::Arrival;
use crate::platform::reminding::{Here, Told};
use crate::platform::sharing::Accepted;
use crate::platform::{audio, desktop, voice};
use crate::screen::routines::{bring, builder};
use crate::screen::{
    about_me, history, player, point, points, reminders, routines, settings, today,
};

/// Everything that can happen.
#[derive(Debug, Clone)]
pub enum Message {
    /// To a place in the rail.
    Go(Room),
    /// On today.
    Today(today::Message),
    /// On the list of points.
    Points(points::Message),
    /// On a point's page.
    Point(point::Message),
    /// On the list of routines.
    Routines(routines::Message),
    /// On a routine's page.
    Routine(routines::PageMessage),
    /// In the builder of routines.
    Builder(builder::Message),
    /// Bringing in a routine.
    Bring(bring::Message),
    /// A file was dropped on the window.
    Dropped(PathBuf),
    /// What came of keeping what a file brings.
    Brought(Result<Accepted, String>),
    /// How many routines were written as files and where, or why not.
    Exported(Result<(usize, PathBuf), String>),
    /// Enough points have been picked for what is being built.
    Picked,
    /// On the person's answers.
    AboutMe(about_me::Message),
    /// On the caution prompt.
    Caution(crate::screen::caution::Message),
    /// In the player.
    Player(player::Message),
    /// On the history.
    History(history::Message),
    /// On the page of a past session.
    Session(history::session::Message),
    /// On the form for what was done without the program.
    ByHand(history::by_hand::Message),
    /// On the page for taking in a history.
    TakeIn(history::bring::Message),
    /// What came of taking it in.
    TookIn(Result<Vec<Entry>, String>),
    /// On the settings.
    Settings(settings::Message),
    /// On the reminders.
    Reminders(reminders::Message),
    /// The reminders as they stand in their file.
    RemindersRead(Vec<Reminder>),
    /// Whether and how reminding works here.
    RemindingHere(Here),
    /// From a notification of ours.
    Reminding(Told),
    /// The ring of the focus goes on, or back.
    Focus {
        /// Back rather than on.
        back: bool,
    },
    /// The page is turned by so many pixels, down if positive.
    Turn(f32),
    /// How it stands with the sound.
    Sound(audio::Status),
    /// The library has been read.
    Arrived(Arrival),
    /// So far the history has been read.
    Read(Reading),
    /// What could not be saved, if anything.
    Unsaved(Option<String>),
    /// What is not saved is to be written elsewhere.
    SaveElsewhere,
    /// The sound devices that were found.
    Devices(Vec<String>),
    /// How long the voice takes for each sentence that it can say.
    Spoken(voice::Told),
    /// The voices of this machine: what the settings call each, and its name.
    Voices(Vec<(String, String)>),
    /// From the desktop: a media key, sleep.
    Desktop(desktop::Event),
    /// The weekly copy has been looked after; what went wrong, if anything.
    BackedUp(Option<String>),
    /// What came of something asked of the system.
    Notice(String),
    /// The system wears light or dark.
    System(Mode),
    /// The window is open, and may be asked.
    Opened(window::Id),
    /// So many physical pixels are in a logical one, before the size of text counts.
    Density(f32),
    /// The window got the keyboard.
    Focused,
    /// Those keys were held when it got it.
    Held(Vec<HeldKey>),
    /// Between this window and another.
    Window(handing_over::Message),
    /// The window is to close.
    Close,
}
