//! Behind the window: the sound, the log and the files, and the one function that performs effects.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, mpsc as channel};
use std::time::Duration;

use iced::Task;
use iced::futures::channel::mpsc::UnboundedSender;

use super::effect::Effect;
use super::saver::{Saved, saver};
use super::{Message, handing_over, keeping, opener, printing, sharing};
use crate::domain::conductor::Ask;
use crate::domain::history::Note;
use crate::domain::profile::Profile;
use crate::domain::reminder::Reminder;
use crate::domain::settings::Settings;
use crate::platform::audio::{self, Audio, Volumes};
use crate::platform::desktop::Desktop;
use crate::platform::dirs::Dirs;
use crate::platform::journal::{Journal, JournalStatus, Reading, Writer, read_behind};
use crate::platform::library::{self, Shelf};
use crate::platform::reminding::{self, Here, Reminding};
use crate::platform::stage::Stage;
use crate::platform::voice::{self, Voice};
use crate::platform::window_door::{Answer, Door, Reason};
use crate::platform::{autostart, clock, display, store};
use crate::screen::World;
use crate::ui::reveal;

/// How long closing waits for what is not saved yet.
const LAST_SAVE: Duration = Duration::from_secs(5);
/// How long opening waits for the newest sessions.
const A_MOMENT: Duration = Duration::from_millis(150);

/// What was found when everything was opened.
pub struct Opened {
    pub library: Shelf,
    pub settings: Settings,
    pub profile: Profile,
    pub reminders: Vec<Reminder>,
    /// What has been read of the history; none where there are no files.
    pub history: Option<Reading>,
    pub notices: Vec<String>,
    pub unsaved: Option<String>,
    pub files: String,
}

/// The sound, the log and the files.
pub struct Backstage {
    stage: Option<Stage>,
    saver: Option<channel::Sender<Saved>>,
    reminding: Option<Reminding>,
    dirs: Option<Dirs>,
    messages: Option<UnboundedSender<Message>>,
    door: Option<Door>,
}

impl Backstage {
    /// Opens everything; what fails is told in what was opened, and stops nothing.
    pub fn open(messages: &UnboundedSender<Message>) -> (Self, Opened) {
        match Dirs::find() {
            Ok(dirs) => Self::open_in(&dirs, messages),
            Err(error) => {
                let mut opened = read(None, library_behind(None, messages));
                opened.notices.push(error.to_string());
                opened.unsaved = Some(error.to_string());
                (Self::empty(), opened)
            }
        }
    }

    pub fn open_in(dirs: &Dirs, messages: &UnboundedSender<Message>) -> (Self, Opened) {
        let library = library_behind(Some(dirs.clone()), messages);
        let mut opened = read(Some(dirs), library);
        let told = messages.clone();
        let audio = Audio::spawn(
            Volumes::of(&opened.settings),
            opened.settings.sound_device.clone(),
            move |status| {
                let _ = told.unbounded_send(Message::Sound(status));
            },
        );
        audio.breathe(opened.settings.guidance(None).breath / 2);
        let told = messages.clone();
        let voice = Voice::spawn(audio.clone(), opened.settings.voice.clone(), move |spoken| {
            let _ = told.unbounded_send(Message::Spoken(spoken));
        });
        let told = messages.clone();
        let desktop = Desktop::spawn(move |event| {
            let _ = told.unbounded_send(Message::Desktop(event));
        });
        let journal = journal_in(dirs, messages);
        let told = messages.clone();
        let door = Door::open(dirs, move |one| {
            let _ = told.unbounded_send(Message::Window(handing_over::Message::Told(one)));
        });
        opened.history = Some(history_behind(dirs, messages));
        if let Writer::Unlocked { why } = journal.writer() {
            opened.notices.push(why.clone());
        }
        let told = messages.clone();
        let setup = reminding::Setup::usual(dirs.clone(), reminding::Place::Window);
        let reminding = Reminding::spawn(setup, move |one| {
            let _ = told.unbounded_send(Message::Reminding(one));
        });
        if let Err(error) = &reminding {
            log::error!("no thread for reminding: {error}");
        }
        let backstage = Self {
            stage: Some(Stage { audio, journal: Some(journal), voice, desktop }),
            saver: Some(saver(dirs.clone(), messages.clone())),
            reminding: reminding.ok(),
            dirs: Some(dirs.clone()),
            messages: Some(messages.clone()),
            door: Some(door),
        };
        (backstage, opened)
    }

    /// A backstage without sound, files or log: everything that would happen is left out.
    pub const fn empty() -> Self {
        Self { stage: None, saver: None, reminding: None, dirs: None, messages: None, door: None }
    }

    fn save(&self, saved: Saved) {
        if let Some(saver) = &self.saver {
            let _ = saver.send(saved);
        }
    }

    /// While a session goes on, nobody is to be reminded.
    fn mind(&self, asks: &[Ask]) {
        let Some(reminding) = &self.reminding else { return };
        for ask in asks {
            match ask {
                Ask::Note(Note::Started { .. }) => reminding.playing(true),
                Ask::Note(Note::Ended { .. }) => reminding.playing(false),
                _ => {}
            }
        }
    }

    /// Performs an effect.
    #[expect(clippy::too_many_lines, reason = "one arm an effect, and nothing else")]
    pub fn perform(&mut self, effect: Effect, world: &World) -> Task<Message> {
        match effect {
            Effect::Perform { session, asks, at, now } => {
                self.mind(&asks);
                if let Some(stage) = &self.stage {
                    let _ = stage.perform(Some(&session), asks, at, &now);
                }
            }
            Effect::Sound { asks, at } => {
                if let Some(stage) = &self.stage {
                    let _ = stage.perform(None, asks, at, &clock::zoned());
                }
            }
            Effect::Prepare { number, sentences } => {
                if let Some(stage) = &self.stage {
                    stage.voice.prepare(number, sentences);
                }
            }
            Effect::FindVoices => {
                return Task::perform(async { voice::voices() }, Message::Voices);
            }
            Effect::SaveSettings(settings) => {
                if let Some(stage) = &self.stage {
                    stage.audio.volumes(Volumes::of(&settings));
                    stage.audio.breathe(settings.guidance(None).breath / 2);
                    stage.voice.choose(settings.voice.clone());
                    stage.audio.device(settings.sound_device.clone());
                }
                self.save(Saved::Settings(settings));
            }
            Effect::SaveProfile(profile) => self.save(Saved::Profile(profile)),
            Effect::SaveRoutine(routine) => self.save(Saved::Routine(routine)),
            Effect::SaveDraft(routine) => self.save(Saved::Draft(routine)),
            Effect::RemoveDraft(key) => self.save(Saved::NoDraft(key)),
            Effect::RemoveRoutine(key) => self.save(Saved::NoRoutine(key)),
            Effect::LookInto(file) => {
                if let Some(dirs) = &self.dirs {
                    return sharing::look(file, world, dirs);
                }
            }
            Effect::Accept(preview, clash) => {
                if let Some(dirs) = &self.dirs {
                    return sharing::accept(preview, clash, world, dirs);
                }
            }
            Effect::Print(printed) => return printing::print(printed, world),
            Effect::Sheet(filter, remarks) => return printing::sheet(*filter, remarks, world),
            Effect::ExportHistory(filter) => {
                if let Some(dirs) = &self.dirs {
                    return keeping::export(*filter, world, dirs);
                }
            }
            Effect::LookIntoHistory(file) => {
                if let Some(dirs) = &self.dirs {
                    return keeping::look(file, dirs);
                }
            }
            Effect::TakeHistory(preview) => {
                if let Some(dirs) = &self.dirs {
                    return keeping::take(preview, dirs);
                }
            }
            Effect::SaveElsewhere => {
                let journal = self.stage.as_ref().and_then(|stage| stage.journal.as_ref());
                return journal
                    .map_or_else(Task::none, |journal| keeping::elsewhere(journal, world));
            }
            Effect::BackUpWeekly => {
                if let Some(dirs) = &self.dirs {
                    return keeping::back_up_weekly(world, dirs);
                }
            }
            Effect::BackUp(folder) => {
                if let Some(dirs) = &self.dirs {
                    return keeping::back_up(folder, world, dirs);
                }
            }
            Effect::Export(routines) => return sharing::export(routines),
            Effect::SaveReminders(reminders) => {
                let nudge = self.reminding.as_ref().map(Reminding::nudge);
                self.save(Saved::Reminders(reminders, nudge));
            }
            Effect::ReadReminders => {
                if let Some(dirs) = &self.dirs {
                    let (reminders, _) = store::load_reminders(dirs);
                    return Task::done(Message::RemindersRead(reminders));
                }
            }
            Effect::LookAtReminding => {
                return Task::perform(async { Here::look() }, Message::RemindingHere);
            }
            Effect::StartAtLogin(is_on) => {
                if let Err(why) = autostart::set(is_on) {
                    return Task::done(Message::Notice(format!("{why}.")));
                }
            }
            Effect::Raise => return raise(),
            Effect::Play(sound) => {
                if let Some(stage) = &self.stage {
                    stage.audio.play(sound);
                }
            }
            Effect::FindDevices => {
                return Task::perform(async { audio::devices() }, Message::Devices);
            }
            Effect::AskDensity(window) => {
                return iced::window::scale_factor(window).map(Message::Density);
            }
            Effect::AskHeldKeys => {
                return Task::perform(async { display::held_keys() }, Message::Held);
            }
            Effect::OpenFolder(folder) => return show(&folder),
            Effect::Focus { back } => return reveal::focus(back),
            Effect::Turn(by) => return reveal::turn(by),
            Effect::ScrollTo(offset) => return reveal::scroll_to(offset),
            Effect::FocusOn(name) => return reveal::focus_on(name),
            Effect::AskToGoOn => self.ask(),
            Effect::Decline(reason) => self.answer(Answer::No(reason)),
            Effect::HandOver => return self.hand_over(),
            Effect::GoOn => return self.go_on(),
            Effect::Quit => return self.quit(),
        }
        Task::none()
    }

    fn quit(&self) -> Task<Message> {
        if let Some(reminding) = &self.reminding {
            reminding.end();
        }
        if let Err(not_saved) = self.save_all() {
            log::error!("{not_saved}");
        }
        if let Some(door) = &self.door {
            door.shut();
        }
        iced::exit()
    }

    /// Waits until everything that was handed over to be saved is.
    fn save_all(&self) -> Result<(), String> {
        let (until, saved) = channel::channel();
        self.save(Saved::Wait(until));
        // Without a saver nobody holds the other end.
        if saved.recv_timeout(LAST_SAVE) == Err(channel::RecvTimeoutError::Timeout) {
            return Err("the disk has not answered".to_owned());
        }
        let journal = self.stage.as_ref().and_then(|stage| stage.journal.as_ref());
        let flushed = journal.map_or(Ok(()), |journal| journal.flush(LAST_SAVE));
        flushed.map_err(|not_saved| not_saved.to_string())
    }

    fn ask(&self) {
        if let Some(door) = &self.door {
            door.ask();
        }
    }

    fn answer(&self, answer: Answer) {
        if let Some(door) = &self.door {
            door.answer(answer);
        }
    }

    /// Lets another window go on, once everything is saved.
    fn hand_over(&self) -> Task<Message> {
        if let Err(why) = self.save_all() {
            self.answer(Answer::No(Reason::NotSaved));
            return Task::done(Message::Unsaved(Some(why)));
        }
        self.answer(Answer::Yes);
        self.quit()
    }

    /// Writes on in the first folder, now that it is free, and reads what the other window has left there.
    fn go_on(&mut self) -> Task<Message> {
        let saved = self.save_all();
        let (Some(dirs), Some(messages)) = (&self.dirs, &self.messages) else {
            return Task::none();
        };
        if let Some(stage) = &mut self.stage
            && saved.is_ok()
        {
            // The old one lets go of its lock before the new one looks for the first that is free.
            drop(stage.journal.take());
            stage.journal = Some(journal_in(dirs, messages));
        }
        let told = messages.clone();
        read_behind(dirs, move |reading| {
            // What is known already stays in sight until everything has been read.
            if let Reading::All(..) = reading {
                let _ = told.unbounded_send(Message::Read(reading));
            }
        });
        drop(library_behind(Some(dirs.clone()), messages));
        let (settings, _) = store::load_settings(dirs);
        let (profile, _) = store::load_profile(dirs);
        let (reminders, _) = store::load_reminders(dirs);
        let left = handing_over::Left { settings, profile, reminders };
        Task::done(Message::Window(handing_over::Message::GoesOn(Box::new(left))))
    }
}

/// Shows that folder in the file manager; tells why not.
fn show(folder: &str) -> Task<Message> {
    opener::open(folder).map_or_else(|why| Task::done(Message::Notice(why)), |()| Task::none())
}

/// Brings the window before the others.
fn raise() -> Task<Message> {
    iced::window::latest().and_then(|window| {
        iced::window::minimize(window, false).chain(iced::window::gain_focus(window))
    })
}

/// Begins to write the history, and tells how saving stands.
fn journal_in(dirs: &Dirs, messages: &UnboundedSender<Message>) -> Journal {
    let told = messages.clone();
    Journal::begin(dirs, move |status| {
        let unsaved = match status {
            JournalStatus::Saved => None,
            JournalStatus::NotSaved(not_saved) => Some(not_saved.why),
        };
        let _ = told.unbounded_send(Message::Unsaved(unsaved));
    })
}

/// Reads the person's files, as far as there are any; the library comes from elsewhere.
fn read(dirs: Option<&Dirs>, library: Shelf) -> Opened {
    let (mut settings, mut profile, mut reminders) = Default::default();
    let mut odd = Vec::new();
    if let Some(dirs) = dirs {
        let told;
        (settings, told) = store::load_settings(dirs);
        odd.extend(told);
        let told;
        (profile, told) = store::load_profile(dirs);
        odd.extend(told);
        let told;
        (reminders, told) = store::load_reminders(dirs);
        odd.extend(told);
    }
    Opened {
        library,
        settings,
        profile,
        reminders,
        history: None,
        notices: odd.iter().map(ToString::to_string).collect(),
        unsaved: None,
        files: dirs.map(|dirs| folder(&dirs.config)).unwrap_or_default(),
    }
}

/// What a window without any files would find.
pub fn read_nothing() -> Opened {
    read(None, library::shelf(library::read_all(None).0))
}

/// Reads the library behind the window, and tells it when that is done.
fn library_behind(dirs: Option<Dirs>, messages: &UnboundedSender<Message>) -> Shelf {
    let told = messages.clone();
    library::read_behind(dirs, move |arrival| {
        let _ = told.unbounded_send(Message::Arrived(arrival));
    })
}

/// Reads the history behind the window. What is there within a moment (a few years are) is there at once, so that
/// nobody who has done much is greeted as new; the rest arrives as a message.
fn history_behind(dirs: &Dirs, messages: &UnboundedSender<Message>) -> Reading {
    let (early, at_once) = channel::channel();
    let told = messages.clone();
    // Whoever waits holds the one end of this; once it is let go, everything is a message.
    let waits = Arc::new(Mutex::new(true));
    let waited_for = Arc::clone(&waits);
    read_behind(dirs, move |reading| {
        let mut waits = waited_for.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::take(&mut *waits) {
            let _ = early.send(reading);
        } else {
            let _ = told.unbounded_send(Message::Read(reading));
        }
    });
    let read = at_once.recv_timeout(A_MOMENT).ok();
    *waits.lock().unwrap_or_else(PoisonError::into_inner) = false;
    // It may have come in the very last moment.
    let read = read.or_else(|| at_once.try_recv().ok());
    read.unwrap_or_else(|| Reading::First(Box::default()))
}

fn folder(path: &Path) -> String {
    path.display().to_string()
}
