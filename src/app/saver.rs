//! What the window keeps on disk, saved one after the other on a thread of its own.

use std::sync::mpsc as channel;

use iced::futures::channel::mpsc::UnboundedSender;

use super::Message;
use crate::domain::profile::Profile;
use crate::domain::reminder::Reminder;
use crate::domain::routine::Routine;
use crate::domain::settings::Settings;
use crate::format::routine;
use crate::platform::dirs::Dirs;
use crate::platform::reminding::Nudge;
use crate::platform::store::{self, NotStored, Replaced};
use crate::t;

/// Something to be saved.
pub(super) enum Saved {
    Settings(Box<Settings>),
    Profile(Box<Profile>),
    /// The reminders, and who is told when they are saved.
    Reminders(Vec<Reminder>, Option<Nudge>),
    Routine(Box<Routine>),
    /// One of the person's own routines is put away.
    NoRoutine(String),
    /// A routine that is being built.
    Draft(Box<Routine>),
    NoDraft(String),
    /// Whoever waits until all before this is saved.
    Wait(channel::Sender<()>),
}

/// A thread that saves one after the other; of several settings, answers or states of one routine that
/// wait, the newest.
pub(super) fn saver(dirs: Dirs, messages: UnboundedSender<Message>) -> channel::Sender<Saved> {
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
                if let Saved::Wait(until) = &one {
                    let _ = until.send(());
                    continue;
                }
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
                        let _ = messages.unbounded_send(Message::Unsaved(Some(error)));
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
            Self::Settings(settings) => told(store::save_settings(dirs, settings)),
            Self::Profile(profile) => told(store::save_profile(dirs, profile)),
            Self::Reminders(reminders, nudge) => {
                let saved = store::save_reminders(dirs, reminders);
                if let Some(nudge) = nudge {
                    nudge.look();
                }
                told(saved)
            }
            Self::Routine(routine) => written(routine, |text| {
                store::save_routine(dirs, &routine.key, text).map(|_| Replaced::Written)
            }),
            Self::Draft(routine) => {
                written(routine, |text| store::save_draft(dirs, &routine.key, text))
            }
            Self::NoRoutine(key) => {
                told(store::remove_routine(dirs, key).map(|_| Replaced::Written))
            }
            Self::NoDraft(key) => told(store::remove_draft(dirs, key).map(|()| Replaced::Written)),
            Self::Wait(_) => Ok(Replaced::Unchanged),
        }
    }

    /// Whether this makes saving the other needless.
    fn replaces(&self, before: &Self) -> bool {
        match (self, before) {
            (Self::Settings(_), Self::Settings(_))
            | (Self::Profile(_), Self::Profile(_))
            | (Self::Reminders(..), Self::Reminders(..)) => true,
            _ => self.routine().is_some() && self.routine() == before.routine(),
        }
    }

    /// Which file of a routine it is about: the draft, or not, and its key.
    fn routine(&self) -> Option<(bool, &str)> {
        match self {
            Self::Settings(_) | Self::Profile(_) | Self::Reminders(..) | Self::Wait(_) => None,
            Self::Routine(routine) => Some((false, &routine.key)),
            Self::NoRoutine(key) => Some((false, key)),
            Self::Draft(routine) => Some((true, &routine.key)),
            Self::NoDraft(key) => Some((true, key)),
        }
    }
}

fn told<T>(saved: Result<T, impl ToString>) -> Result<T, String> {
    saved.map_err(|error| error.to_string())
}

/// Saves the text of a routine.
fn written(
    routine: &Routine,
    save: impl FnOnce(&str) -> Result<Replaced, NotStored>,
) -> Result<Replaced, String> {
    match routine::write(routine) {
        Ok(text) => told(save(&text)),
        Err(error) => {
            log::error!("{}: {error}", routine.key);
            Ok(Replaced::Unchanged)
        }
    }
}
