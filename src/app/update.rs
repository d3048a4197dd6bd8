//! What each message does.

use std::time::Instant;

use iced::keyboard;

use super::effect::Effect;
use super::{App, Message, Room, Screen, to_player};
use crate::domain::caution::Cleared;
use crate::domain::code::Code;
use crate::domain::conductor::{Ask, Input};
use crate::domain::history::Entry;
use crate::domain::plan::{Choices, Pacing, Plan};
use crate::domain::sound::Sound as Cue;
use crate::platform::audio::Status;
use crate::platform::display::HeldKey;
use crate::platform::stage::new_session_id;
use crate::screen::caution::{self, Caution};
use crate::screen::player::{self, Player};
use crate::screen::point::{self, PointPage};
use crate::screen::{Sound, points, settings, today};
use crate::t;

/// The key as the window names it.
const fn code(key: HeldKey) -> keyboard::key::Code {
    match key {
        HeldKey::Enter => keyboard::key::Code::Enter,
        HeldKey::NumpadEnter => keyboard::key::Code::NumpadEnter,
        HeldKey::Space => keyboard::key::Code::Space,
    }
}

impl App {
    /// Takes one message and says what is to be done in the world.
    pub fn step(&mut self, message: Message, now: Instant) -> Vec<Effect> {
        self.world.now = (self.wall)();
        match message {
            Message::Go(room) => self.go(room),
            Message::Today(message) => match message {
                today::Message::Start(code) => self.go_to_caution(code, None),
                today::Message::Open(code) => self.screen = Screen::Point(PointPage::new(code)),
            },
            Message::Points(points::Message::Open(code)) => {
                self.screen = Screen::Point(PointPage::new(code));
            }
            Message::Point(message) => return self.point(message),
            Message::Caution(message) => return self.caution(&message, now),
            Message::Player(message) => return self.player(&message, now),
            Message::History(message) => match message {},
            Message::Settings(message) => return self.settings(message),
            Message::Focus { back } => return vec![Effect::Focus { back }],
            Message::Turn(by) => return vec![Effect::Turn(by)],
            Message::Sound(status) => self.sound(status),
            Message::Unsaved(unsaved) => self.world.unsaved = unsaved,
            Message::Devices(devices) => {
                if devices.is_empty() {
                    self.world.notices = vec![t!("no-devices")];
                }
                self.world.devices = devices;
            }
            Message::Notice(notice) => self.world.notices = vec![notice],
            Message::System(mode) => self.world.system = mode,
            Message::Focused => return vec![Effect::AskHeldKeys],
            Message::Held(keys) => {
                self.held.answers += 1;
                self.held.keys = keys.into_iter().map(code).collect();
            }
            Message::Close => {
                let mut effects = self.leave_player(now);
                effects.push(Effect::Quit);
                return effects;
            }
        }
        Vec::new()
    }

    fn go(&mut self, room: Room) {
        self.screen = match room {
            Room::Today => Screen::Today,
            Room::Points => Screen::Points,
            Room::History => Screen::History,
            Room::Settings => Screen::Settings,
        };
        // A notice has been read when the person goes on.
        self.world.notices.clear();
    }

    /// To the caution prompt of that point, with those choices or the ones chosen last.
    pub(super) fn go_to_caution(&mut self, code: Code, choices: Option<Choices>) {
        let Some(point) = self.world.catalogue.find(code.as_str()) else { return };
        let pacing = Pacing {
            change: self.world.settings.change(),
            find_wait: self.world.settings.find_wait(),
        };
        let plan = point.playable().map_err(|error| error.to_string()).and_then(|playable| {
            let choices = choices.or_else(|| self.world.choices(point));
            let choices = choices.unwrap_or_else(|| Choices::offered(&playable.guide().technique));
            Plan::new(&[(playable, choices)], pacing).map_err(|error| error.to_string())
        });
        match plan {
            Ok(plan) => {
                self.world.notices.clear();
                self.screen = Screen::Caution(Caution::new(plan, &self.world), code);
            }
            Err(why) => self.world.notices = vec![why],
        }
    }

    fn point(&mut self, message: point::Message) -> Vec<Effect> {
        let Screen::Point(page) = &mut self.screen else { return Vec::new() };
        match page.update(message) {
            point::Action::None => {}
            point::Action::Remember(code, choices) => {
                let _ = self.world.settings.choices.insert(code, choices);
                return vec![Effect::SaveSettings(Box::new(self.world.settings.clone()))];
            }
            point::Action::Open(code) => self.screen = Screen::Point(PointPage::new(code)),
            point::Action::Back => self.go(Room::Points),
            point::Action::Start(code) => self.go_to_caution(code, None),
        }
        Vec::new()
    }

    fn caution(&mut self, message: &caution::Message, now: Instant) -> Vec<Effect> {
        let Screen::Caution(screen, code) = &mut self.screen else { return Vec::new() };
        let code = code.clone();
        match screen.update(message) {
            caution::Action::None => Vec::new(),
            caution::Action::NotNow => {
                self.screen = Screen::Point(PointPage::new(code));
                Vec::new()
            }
            caution::Action::Begin(cleared) => self.begin(cleared, code, now),
        }
    }

    fn begin(&mut self, cleared: Cleared<Plan>, code: Code, now: Instant) -> Vec<Effect> {
        let id = new_session_id(&self.world.now);
        let (player, asks) = Player::begin(cleared, id.clone(), self.moment(now));
        self.playing = Some(id);
        self.screen = Screen::Player(Box::new(player), code);
        self.perform(asks, now)
    }

    fn player(&mut self, message: &player::Message, now: Instant) -> Vec<Effect> {
        let moment = self.moment(now);
        let Screen::Player(player, code) = &mut self.screen else { return Vec::new() };
        match player.update(message, moment) {
            player::Action::Perform(asks) => {
                if player.is_over() {
                    self.playing = None;
                }
                self.perform(asks, now)
            }
            player::Action::Close => {
                self.go(Room::Today);
                Vec::new()
            }
            player::Action::Repeat => {
                let code = code.clone();
                self.go_to_caution(code, None);
                Vec::new()
            }
        }
    }

    fn perform(&mut self, asks: Vec<Ask>, now: Instant) -> Vec<Effect> {
        let Screen::Player(player, _) = &self.screen else { return Vec::new() };
        let session = player.id().clone();
        for ask in &asks {
            if let Ask::Note(note) = ask {
                self.entries.push(Entry {
                    session: session.clone(),
                    at: self.world.now.clone(),
                    note: note.clone(),
                });
            }
        }
        if self.playing.is_none() {
            self.fold_history();
        }
        if asks.is_empty() {
            return Vec::new();
        }
        vec![Effect::Perform { session, asks, at: now, now: self.world.now.clone() }]
    }

    /// A session that is left by closing the window ends as left.
    fn leave_player(&mut self, now: Instant) -> Vec<Effect> {
        match &self.screen {
            Screen::Player(player, _) if !player.is_over() => {
                self.step(to_player(Input::LeaveNow), now)
            }
            _ => Vec::new(),
        }
    }

    fn settings(&mut self, message: settings::Message) -> Vec<Effect> {
        match settings::update(message) {
            settings::Action::Set(settings) => {
                let before = std::mem::replace(&mut self.world.settings, (*settings).clone());
                let mut effects = vec![Effect::SaveSettings(settings.clone())];
                // A volume is heard while it is set.
                if before.cue_percent != settings.cue_percent {
                    effects.push(Effect::Play(Cue::CountIn));
                }
                if before.beat_percent != settings.beat_percent {
                    effects.push(Effect::Play(Cue::Beat));
                }
                effects
            }
            settings::Action::TestSound => vec![Effect::Play(Cue::Start)],
            settings::Action::FindDevices => vec![Effect::FindDevices],
            settings::Action::OpenFolder => vec![Effect::OpenFolder(self.world.files.clone())],
        }
    }

    fn sound(&mut self, status: Status) {
        self.world.sound = match status {
            Status::Closed => Sound::Quiet,
            Status::Sounding { device } => Sound::Sounding { device },
            Status::NoSound { why } => Sound::None { why },
            Status::Restored => return,
        };
    }
}
