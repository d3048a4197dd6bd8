//! Behind the window: the sound, the log and the files, and the one function that performs effects.

use std::path::Path;
use std::sync::mpsc as channel;
use std::time::Duration;

use iced::Task;
use iced::futures::channel::mpsc::UnboundedSender;

use super::effect::Effect;
use super::{Message, opener, sharing};
use crate::domain::history::Entry;
use crate::domain::profile::Profile;
use crate::domain::routine::Routine;
use crate::domain::settings::Settings;
use crate::format::routine;
use crate::platform::audio::{self, Audio, Volumes};
use crate::platform::desktop::Desktop;
use crate::platform::dirs::Dirs;
use crate::platform::journal::{Journal, JournalStatus, Writer};
use crate::platform::library::{self, Shelf};
use crate::platform::stage::Stage;
use crate::platform::store::{NotStored, Replaced};
use crate::platform::voice::{self, Voice};
use crate::platform::{clock, display, store};
use crate::screen::World;
use crate::t;
use crate::ui::reveal;

/// How long closing waits for what is not saved yet.
const LAST_SAVE: Duration = Duration::from_secs(5);

/// What was found when everything was opened.
pub struct Opened {
    pub library: Shelf,
    pub settings: Settings,
    pub profile: Profile,
    pub entries: Vec<Entry>,
    pub notices: Vec<String>,
    pub unsaved: Option<String>,
    pub files: String,
}

/// The sound, the log and the files.
pub struct Backstage {
    stage: Option<Stage>,
    saver: Option<channel::Sender<Saved>>,
    dirs: Option<Dirs>,
}

/// Something to be saved.
enum Saved {
    Settings(Box<Settings>),
    Profile(Box<Profile>),
    Routine(Box<Routine>),
    Draft(Box<Routine>),
    NoDraft(String),
    NoRoutine(String),
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
        let told = messages.clone();
        let (journal, loaded) = Journal::open(dirs, move |status| {
            let unsaved = match status {
                JournalStatus::Saved => None,
                JournalStatus::NotSaved(not_saved) => Some(not_saved.why),
            };
            let _ = told.unbounded_send(Message::Unsaved(unsaved));
        });
        opened.entries = loaded.entries;
        opened.notices.extend(
            loaded.problems.iter().filter(|problem| !problem.known).map(ToString::to_string),
        );
        if let Writer::Unlocked { why } = journal.writer() {
            opened.notices.push(why.clone());
        }
        let backstage = Self {
            stage: Some(Stage { audio, journal: Some(journal), voice, desktop }),
            saver: Some(saver(dirs.clone(), messages.clone())),
            dirs: Some(dirs.clone()),
        };
        (backstage, opened)
    }

    /// A backstage without sound, files or log: everything that would happen is left out.
    pub const fn empty() -> Self {
        Self { stage: None, saver: None, dirs: None }
    }

    fn save(&self, saved: Saved) {
        if let Some(saver) = &self.saver {
            let _ = saver.send(saved);
        }
    }

    /// Performs an effect.
    pub fn perform(&self, effect: Effect, world: &World) -> Task<Message> {
        match effect {
            Effect::Perform { session, asks, at, now } => {
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
            Effect::Export(routines) => return sharing::export(routines),
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
            Effect::OpenFolder(folder) => {
                if let Err(why) = opener::open(&folder) {
                    return Task::done(Message::Notice(why));
                }
            }
            Effect::Focus { back } => return reveal::focus(back),
            Effect::Turn(by) => return reveal::turn(by),
            Effect::ScrollTo(offset) => return reveal::scroll_to(offset),
            Effect::FocusOn(name) => return reveal::focus_on(name),
            Effect::Quit => {
                let journal = self.stage.as_ref().and_then(|stage| stage.journal.as_ref());
                if let Some(Err(not_saved)) = journal.map(|journal| journal.flush(LAST_SAVE)) {
                    log::error!("{not_saved}");
                }
                return iced::exit();
            }
        }
        Task::none()
    }
}

/// Reads the person's files, as far as there are any; the library comes from elsewhere.
fn read(dirs: Option<&Dirs>, library: Shelf) -> Opened {
    let (mut settings, mut profile) = Default::default();
    let mut odd = Vec::new();
    if let Some(dirs) = dirs {
        let told;
        (settings, told) = store::load_settings(dirs);
        odd.extend(told);
        let told;
        (profile, told) = store::load_profile(dirs);
        odd.extend(told);
    }
    Opened {
        library,
        settings,
        profile,
        entries: Vec::new(),
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

fn folder(path: &Path) -> String {
    path.display().to_string()
}

/// A thread that saves one after the other; of several settings, answers or states of one routine that
/// wait, the newest.
fn saver(dirs: Dirs, messages: UnboundedSender<Message>) -> channel::Sender<Saved> {
    let (sender, receiver) = channel::channel::<Saved>();
    let save = move || {
        let mut failed = false;
        while let Ok(first) = receiver.recv() {
            let mut waiting = vec![first];
            for next in receiver.try_iter() {
                waiting.retain(|before| !next.replaces(before));
                waiting.push(next);
            }
            for one in waiting {
                match one.save(&dirs) {
                    Ok(_) if failed => {
                        failed = false;
                        let _ = messages.unbounded_send(Message::Unsaved(None));
                    }
                    Ok(Replaced::BrokenKept(kept)) => {
                        let kept = kept.display().to_string();
                        let told = t!("settings-broken-kept", path = kept);
                        let _ = messages.unbounded_send(Message::Notice(told));
                    }
                    Ok(_) => {}
                    Err(error) => {
                        failed = true;
                        let _ = messages.unbounded_send(Message::Unsaved(Some(error.to_string())));
                    }
                }
            }
        }
    };
    if let Err(error) = std::thread::Builder::new().name("settings".to_owned()).spawn(save) {
        log::error!("no thread for saving the settings: {error}");
    }
    sender
}

impl Saved {
    fn save(&self, dirs: &Dirs) -> Result<Replaced, String> {
        match self {
            Self::Settings(settings) => {
                store::save_settings(dirs, settings).map_err(|error| error.to_string())
            }
            Self::Profile(profile) => {
                store::save_profile(dirs, profile).map_err(|error| error.to_string())
            }
            Self::Routine(routine) => written(routine, |text| {
                store::save_routine(dirs, &routine.key, text).map(|_| Replaced::Written)
            }),
            Self::Draft(routine) => {
                written(routine, |text| store::save_draft(dirs, &routine.key, text))
            }
            Self::NoDraft(key) => store::remove_draft(dirs, key)
                .map(|()| Replaced::Written)
                .map_err(|error| error.to_string()),
            Self::NoRoutine(key) => store::remove_routine(dirs, key)
                .map(|_| Replaced::Written)
                .map_err(|error| error.to_string()),
        }
    }

    /// Whether this makes saving the other needless.
    fn replaces(&self, before: &Self) -> bool {
        match (self, before) {
            (Self::Settings(_), Self::Settings(_)) | (Self::Profile(_), Self::Profile(_)) => true,
            _ => self.routine().is_some() && self.routine() == before.routine(),
        }
    }

    /// Which file of a routine it is about: the routine's, or the draft's.
    fn routine(&self) -> Option<(bool, &str)> {
        match self {
            Self::Settings(_) | Self::Profile(_) => None,
            Self::Routine(routine) => Some((false, &routine.key)),
            Self::NoRoutine(key) => Some((false, key)),
            Self::Draft(routine) => Some((true, &routine.key)),
            Self::NoDraft(key) => Some((true, key)),
        }
    }
}

/// Saves the text of a routine.
fn written(
    routine: &Routine,
    save: impl FnOnce(&str) -> Result<Replaced, NotStored>,
) -> Result<Replaced, String> {
    match routine::write(routine) {
        Ok(text) => save(&text).map_err(|error| error.to_string()),
        Err(error) => {
            log::error!("{}: {error}", routine.key);
            Ok(Replaced::Unchanged)
        }
    }
}
