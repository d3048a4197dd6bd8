//! Behind the window: the sound, the log and the files, and the one function that performs effects.

use std::path::Path;
use std::sync::mpsc as channel;
use std::time::Duration;

use iced::Task;
use iced::futures::channel::mpsc::UnboundedSender;

use super::effect::Effect;
use super::{Message, opener};
use crate::domain::catalogue::Catalogue;
use crate::domain::caution::Lines;
use crate::domain::history::Entry;
use crate::domain::settings::Settings;
use crate::format::shipped;
use crate::platform::audio::{self, Audio, Volumes};
use crate::platform::dirs::Dirs;
use crate::platform::journal::{Journal, JournalStatus, Writer};
use crate::platform::stage::Stage;
use crate::platform::store::Replaced;
use crate::platform::{display, library, store};
use crate::t;
use crate::ui::reveal;

/// How long closing waits for what is not saved yet.
const LAST_SAVE: Duration = Duration::from_secs(5);

/// What was found when everything was opened.
pub struct Opened {
    pub catalogue: Catalogue,
    pub lines: Lines,
    pub settings: Settings,
    pub entries: Vec<Entry>,
    pub notices: Vec<String>,
    pub unsaved: Option<String>,
    pub files: String,
}

/// The sound, the log and the files.
pub struct Backstage {
    stage: Option<Stage>,
    saver: Option<channel::Sender<Settings>>,
}

/// The volumes of those settings.
pub fn volumes(settings: &Settings) -> Volumes {
    Volumes {
        cues: f32::from(settings.cue_percent) / 100.0,
        beat: f32::from(settings.beat_percent) / 100.0,
    }
}

impl Backstage {
    /// Opens everything; what fails is told in what was opened, and stops nothing.
    pub fn open(messages: &UnboundedSender<Message>) -> (Self, Opened) {
        match Dirs::find() {
            Ok(dirs) => Self::open_in(&dirs, messages),
            Err(error) => {
                let mut opened = read(None);
                opened.notices.push(error.to_string());
                opened.unsaved = Some(error.to_string());
                (Self::empty(), opened)
            }
        }
    }

    pub fn open_in(dirs: &Dirs, messages: &UnboundedSender<Message>) -> (Self, Opened) {
        let mut opened = read(Some(dirs));
        let told = messages.clone();
        let audio = Audio::spawn(
            volumes(&opened.settings),
            opened.settings.sound_device.clone(),
            move |status| {
                let _ = told.unbounded_send(Message::Sound(status));
            },
        );
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
            stage: Some(Stage { audio, journal }),
            saver: Some(saver(dirs.clone(), messages.clone())),
        };
        (backstage, opened)
    }

    /// A backstage without sound, files or log: everything that would happen is left out.
    pub const fn empty() -> Self {
        Self { stage: None, saver: None }
    }

    /// Performs an effect.
    pub fn perform(&self, effect: Effect) -> Task<Message> {
        match effect {
            Effect::Perform { session, asks, at, now } => {
                if let Some(stage) = &self.stage {
                    let _ = stage.perform(&session, asks, at, &now);
                }
            }
            Effect::SaveSettings(settings) => {
                if let Some(stage) = &self.stage {
                    stage.audio.volumes(volumes(&settings));
                    stage.audio.device(settings.sound_device.clone());
                }
                if let Some(saver) = &self.saver {
                    let _ = saver.send(*settings);
                }
            }
            Effect::Play(sound) => {
                if let Some(stage) = &self.stage {
                    stage.audio.play(sound);
                }
            }
            Effect::FindDevices => {
                return Task::perform(async { audio::devices() }, Message::Devices);
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
            Effect::Quit => {
                if let Some(stage) = &self.stage
                    && let Err(not_saved) = stage.journal.flush(LAST_SAVE)
                {
                    log::error!("{not_saved}");
                }
                return iced::exit();
            }
        }
        Task::none()
    }
}

/// Reads the person's files, as far as there are any.
pub fn read(dirs: Option<&Dirs>) -> Opened {
    let mut notices = Vec::new();
    let mut tell = |error: crate::format::point::FormatError| {
        log::error!("{error}");
        notices.push(error.to_string());
    };
    let (catalogue, skipped) = library::catalogue(dirs).unwrap_or_else(|error| {
        tell(error);
        (Catalogue::default(), Vec::new())
    });
    let lines = shipped::lines().unwrap_or_else(|error| {
        tell(error);
        Lines::default()
    });
    let (settings, odd) =
        dirs.map_or_else(|| (Settings::default(), Vec::new()), store::load_settings);
    notices.extend(skipped.iter().chain(&odd).map(ToString::to_string));
    let files = dirs.map(|dirs| folder(&dirs.config)).unwrap_or_default();
    Opened { catalogue, lines, settings, entries: Vec::new(), notices, unsaved: None, files }
}

fn folder(path: &Path) -> String {
    path.display().to_string()
}

/// A thread that saves settings one after the other; of several that wait, the newest.
fn saver(dirs: Dirs, messages: UnboundedSender<Message>) -> channel::Sender<Settings> {
    let (sender, receiver) = channel::channel::<Settings>();
    let save = move || {
        let mut failed = false;
        while let Ok(first) = receiver.recv() {
            let newest = receiver.try_iter().last().unwrap_or(first);
            match store::save_settings(&dirs, &newest) {
                Ok(_) if failed => {
                    failed = false;
                    let _ = messages.unbounded_send(Message::Unsaved(None));
                }
                Ok(Replaced::BrokenKept(kept)) => {
                    let kept = kept.display().to_string();
                    let _ = messages
                        .unbounded_send(Message::Notice(t!("settings-broken-kept", path = kept)));
                }
                Ok(_) => {}
                Err(error) => {
                    failed = true;
                    let _ = messages.unbounded_send(Message::Unsaved(Some(error.to_string())));
                }
            }
        }
    };
    if let Err(error) = std::thread::Builder::new().name("settings".to_owned()).spawn(save) {
        log::error!("no thread for saving the settings: {error}");
    }
    sender
}
