//! What the window does about reminders: their screen, and what is answered on a notification.

use std::time::Instant;

use super::aloud::hush;
use super::effect::Effect;
use super::{App, Played, Room, Screen};
use crate::domain::reminder::{Reminder, What};
use crate::platform::reminding::Told;
use crate::screen::reminders::{Action, Message, Reminders};
use crate::t;

impl App {
    /// To the reminders; where something is named, with a reminder of it.
    pub(super) fn open_reminders(&mut self, wanted: Option<What>) -> Vec<Effect> {
        self.screen = Screen::Reminders(Reminders::new(wanted));
        self.world.notices.clear();
        vec![Effect::ScrollTo(0.0), Effect::ReadReminders, Effect::LookAtReminding]
    }

    /// On their screen.
    pub(super) fn reminders(&mut self, message: Message) -> Vec<Effect> {
        let Screen::Reminders(page) = &mut self.screen else { return Vec::new() };
        let action = page.update(message, &self.world);
        self.act(action)
    }

    /// They have been read anew.
    pub(super) fn reminders_read(&mut self, reminders: Vec<Reminder>) -> Vec<Effect> {
        let Screen::Reminders(page) = &mut self.screen else {
            self.world.reminders = reminders;
            return Vec::new();
        };
        if page.is_changed() {
            // What the person did meanwhile is being saved.
            return Vec::new();
        }
        self.world.reminders = reminders;
        let action = page.read(&self.world);
        self.act(action)
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::None => Vec::new(),
            Action::Set(reminders) => {
                self.world.reminders.clone_from(&reminders);
                vec![Effect::SaveReminders(reminders)]
            }
            Action::StartAtLogin(is_on) => {
                vec![Effect::StartAtLogin(is_on), Effect::LookAtReminding]
            }
            Action::Points => {
                self.go(Room::Points);
                vec![Effect::ScrollTo(self.list.offset())]
            }
            Action::Back => {
                self.go(Room::Settings);
                vec![Effect::ScrollTo(0.0)]
            }
        }
    }

    /// A notification of ours was answered, or could not be shown.
    pub(super) fn reminding(&mut self, told: Told, now: Instant) -> Vec<Effect> {
        match told {
            Told::Open => vec![Effect::Raise],
            Told::Trouble(None) => Vec::new(),
            Told::Trouble(Some(why)) => {
                self.world.notices = vec![t!("reminder-not-shown", why = why)];
                Vec::new()
            }
            Told::Start(_) if matches!(&self.screen, Screen::Player(player, _) if !player.is_over()) =>
            {
                // One session at a time, and the one that runs goes first.
                vec![Effect::Raise]
            }
            Told::Start(what) => {
                let origin = match what {
                    What::Point(code) => Played::Point(code),
                    What::Routine(key) => Played::Routine(key),
                };
                let mut effects = vec![Effect::Raise];
                if matches!(self.screen, Screen::Caution(..)) {
                    effects.push(Effect::Sound { asks: hush(), at: now });
                }
                effects.extend(self.go_to_caution(origin, None));
                effects
            }
        }
    }
}
