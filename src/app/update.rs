//! What each message does.

use std::time::Instant;

use iced::keyboard;

use super::aloud::hush;
use super::effect::{Effect, Printed};
use super::{App, Message, Played, Room, Screen, playing, to_player};
use crate::domain::caution::Cleared;
use crate::domain::code::Code;
use crate::domain::conductor::{Ask, Input};
use crate::domain::plan::{Choices, Plan};
use crate::domain::reminder::What;
use crate::domain::routine::Routine;
use crate::domain::sound::Sound as Cue;
use crate::platform::audio::Status;
use crate::platform::display::HeldKey;
use crate::platform::stage::new_session_id;
use crate::screen::about_me::{self, AboutMe};
use crate::screen::caution::{self, Caution};
use crate::screen::player::{self, Player};
use crate::screen::point::{self, PointPage};
use crate::screen::routines::RoutinePage;
use crate::screen::routines::builder::Asked;
use crate::screen::{Sound, points, settings, today};
use crate::t;
use crate::words::session;

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
        let words = self.words_in_hand();
        let of_past = self.past_words_in_hand();
        let mut effects = self.take(message, now);
        if let Some((session, note)) = of_past
            && !matches!(&self.screen, Screen::Session(page) if *page.id() == session)
        {
            effects.push(self.note_past(session, vec![note]));
        }
        let kept = words.and_then(|player| self.keep_words(player, now));
        kept.into_iter().chain(effects).chain(self.follow()).collect()
    }

    fn take(&mut self, message: Message, now: Instant) -> Vec<Effect> {
        match message {
            Message::Go(room) => {
                // What was being built stands among the drafts.
                self.parked = None;
                self.go(room);
            }
            Message::Today(message) => match message {
                today::Message::Start(code) => {
                    return self.go_to_caution(Played::Point(code), None);
                }
                today::Message::Open(code) => self.screen = Screen::Point(PointPage::new(code)),
                today::Message::AboutMe => self.go(Room::AboutMe),
                today::Message::BrokenOff(message) => return self.broken_off(message),
            },
            Message::Points(message) => return self.points(message),
            Message::Routines(message) => return self.routines(message),
            Message::Routine(message) => return self.routine(message),
            Message::Builder(message) => return self.builder(message),
            Message::Bring(message) => return self.bring(message),
            Message::Dropped(file) => return self.dropped(file),
            Message::Brought(brought) => return self.brought(brought),
            Message::Exported(written) => self.exported(written),
            Message::Picked => {
                let _ = self.unpark();
            }
            Message::AboutMe(message) => return self.about_me(message),
            Message::Point(message) => return self.point(message),
            Message::Caution(message) => return self.caution(&message, now),
            Message::Player(message) => return self.player(&message, now),
            Message::History(message) => return self.history(message),
            Message::Session(message) => return self.past_session(message),
            Message::ByHand(message) => return self.by_hand(message),
            Message::TakeIn(message) => return self.take_in(message),
            Message::BackedUp(wrong) => self.world.notices.extend(wrong),
            Message::TookIn(taken) => return self.took_in(taken),
            Message::Settings(message) => return self.settings(message),
            Message::Reminders(message) => return self.reminders(message),
            Message::RemindersRead(reminders) => return self.reminders_read(reminders),
            Message::RemindingHere(here) => self.world.reminding = Some(here),
            Message::Reminding(told) => return self.reminding(told, now),
            Message::Focus { back } => return vec![Effect::Focus { back }],
            Message::Turn(by) => return vec![Effect::Turn(by)],
            Message::Sound(status) => self.sound(status),
            Message::Read(reading) => self.has_read(reading),
            Message::Arrived(arrival) => {
                self.world.notices.extend(arrival.notices);
                self.world.own_routines = arrival.routines;
                self.world.drafts = arrival.drafts;
                // With them are known the name and the rests of what is taken up.
                if std::mem::take(&mut self.takes_up) {
                    return self.take_up();
                }
            }
            Message::SaveElsewhere => return vec![Effect::SaveElsewhere],
            Message::Unsaved(unsaved) => self.world.unsaved = unsaved,
            Message::Devices(devices) => {
                if devices.is_empty() {
                    self.world.notices = vec![t!("no-devices")];
                }
                self.world.devices = devices;
            }
            Message::Spoken(told) => return self.spoken(told, now),
            Message::Voices(voices) => {
                if voices.is_empty() {
                    self.world.notices = vec![t!("no-voices")];
                }
                self.world.voices = voices;
            }
            Message::Desktop(event) => return self.desktop(event, now),
            Message::Notice(notice) => self.world.notices = vec![notice],
            Message::System(mode) => self.world.system = mode,
            Message::Opened(window) => return vec![Effect::AskDensity(window)],
            Message::Density(density) => self.world.density = density,
            Message::Focused => return vec![Effect::AskHeldKeys],
            Message::Held(keys) => {
                self.held.answers += 1;
                self.held.keys = keys.into_iter().map(code).collect();
            }
            Message::Window(message) => return self.handing_over(message, now),
            Message::Close => {
                let mut effects = self.leave_player(now);
                effects.push(Effect::Quit);
                return effects;
            }
        }
        Vec::new()
    }

    pub(super) fn go(&mut self, room: Room) {
        self.came_for = None;
        self.screen = match room {
            Room::Today => Screen::Today,
            Room::Points => {
                self.list.refresh(&self.world);
                Screen::Points
            }
            Room::Routines => Screen::Routines,
            Room::AboutMe => Screen::AboutMe(AboutMe::default()),
            Room::History => {
                self.history.refresh(&self.world);
                Screen::History
            }
            Room::Settings => Screen::Settings,
        };
        // A notice has been read when the person goes on.
        self.world.notices.clear();
        self.neighbour = self.neighbour.read();
    }

    /// To the caution prompt of that routine. One of the person's own may not have been read here yet.
    pub(super) fn go_to_routine(&mut self, routine: &Routine) -> Vec<Effect> {
        if self.world.routine(&routine.key).is_none() {
            self.world.own_routines.push(routine.clone());
        }
        self.go_to_caution(Played::Routine(routine.key.clone()), None)
    }

    /// To the caution prompt of that point or routine, with those choices or the ones chosen last.
    pub(super) fn go_to_caution(
        &mut self,
        origin: Played,
        choices: Option<Choices>,
    ) -> Vec<Effect> {
        let plan = match &origin {
            Played::Point(code) => {
                let Some(point) = self.world.point(code) else { return Vec::new() };
                self.world.suit(point).map_err(|error| error.to_string()).and_then(
                    |(suited, last)| {
                        let choices = choices.unwrap_or(last);
                        Plan::new(&[(suited, choices)], self.world.pacing())
                            .map_err(|error| error.to_string())
                    },
                )
            }
            Played::Routine(key) => {
                let Some(routine) = self.world.routine(key) else { return Vec::new() };
                let fitted = routine.fit(&self.world.library.catalogue, &self.world.person());
                fitted.plan(self.world.pacing()).map_err(|error| error.to_string())
            }
            Played::Unfinished(left) => {
                let fitted = self.world.fit(left);
                fitted.plan(self.world.pacing()).map_err(|error| error.to_string())
            }
        };
        match plan {
            Ok(plan) => {
                self.world.notices.clear();
                let to_rate = self.to_rate(&origin, &plan.points()[0]);
                let caution = Caution::new(plan, &to_rate, &self.world);
                let sentences = caution.sentences(&self.world);
                self.screen = Screen::Caution(caution, origin);
                vec![self.prepare(sentences)]
            }
            Err(why) => {
                self.world.notices = vec![why];
                Vec::new()
            }
        }
    }

    fn points(&mut self, message: points::Message) -> Vec<Effect> {
        match self.list.update(message, &self.world) {
            points::Action::None => Vec::new(),
            points::Action::Open(code) if self.parked.is_some() => self.add_to_routine(&code),
            points::Action::Open(code) => {
                let complaint = self.list.complaint(&self.world);
                self.came_for = complaint.map(|complaint| complaint.key.clone());
                self.screen = Screen::Point(PointPage::new(code));
                Vec::new()
            }
            points::Action::Build(complaint) => self.propose(Asked::Complaint(complaint)),
            points::Action::Routine(key) => {
                let complaint = self.list.complaint(&self.world);
                self.came_for = complaint.map(|complaint| complaint.key.clone());
                self.screen = Screen::Routine(RoutinePage::new(key));
                Vec::new()
            }
            points::Action::Favourite(code) => {
                let effects = self.turn_favourite(&code);
                self.list.refresh(&self.world);
                effects
            }
            points::Action::ScrollTo(offset) => vec![Effect::ScrollTo(offset)],
            points::Action::ToSearch => vec![Effect::FocusOn(points::SEARCH)],
        }
    }

    fn turn_favourite(&mut self, code: &Code) -> Vec<Effect> {
        self.world.settings.turn_favourite(code);
        vec![Effect::SaveSettings(Box::new(self.world.settings.clone()))]
    }

    fn point(&mut self, message: point::Message) -> Vec<Effect> {
        let Screen::Point(page) = &mut self.screen else { return Vec::new() };
        match page.update(message) {
            point::Action::None => {}
            point::Action::Remember(code, choices) => {
                let _ = self.world.settings.choices.insert(code, choices);
                return vec![Effect::SaveSettings(Box::new(self.world.settings.clone()))];
            }
            point::Action::Favourite(code) => return self.turn_favourite(&code),
            point::Action::AddToRoutine(code) => return self.add_to_routine(&code),
            point::Action::Remind(code) => return self.open_reminders(Some(What::Point(code))),
            point::Action::Complaint(key) => {
                self.list = points::List::for_complaint(&key);
                self.go(Room::Points);
                return vec![Effect::ScrollTo(0.0)];
            }
            point::Action::AboutMe => self.go(Room::AboutMe),
            point::Action::Open(code) => {
                self.screen = Screen::Point(PointPage::new(code));
                return vec![Effect::ScrollTo(0.0)];
            }
            point::Action::Print(code) => return vec![Effect::Print(Printed::Point(code))],
            point::Action::Build(code) => return self.propose(Asked::Point(code)),
            point::Action::Back if self.unpark() => {}
            point::Action::Back => {
                self.go(Room::Points);
                return vec![Effect::ScrollTo(self.list.offset())];
            }
            point::Action::Start(code) => return self.go_to_caution(Played::Point(code), None),
        }
        Vec::new()
    }

    fn about_me(&mut self, message: about_me::Message) -> Vec<Effect> {
        let Screen::AboutMe(page) = &mut self.screen else { return Vec::new() };
        match page.update(message, &self.world) {
            about_me::Action::Answer(key, answer) => {
                let at = self.world.now.timestamp();
                self.world.profile.answer_with(&key, answer, at);
            }
            about_me::Action::Set(profile) => self.world.profile = profile,
        }
        vec![Effect::SaveProfile(Box::new(self.world.profile.clone()))]
    }

    fn caution(&mut self, message: &caution::Message, now: Instant) -> Vec<Effect> {
        let moment = self.moment(now);
        let Screen::Caution(screen, origin) = &mut self.screen else { return Vec::new() };
        let (origin, before) = (origin.clone(), screen.before());
        match screen.update(message, moment) {
            caution::Action::None => Vec::new(),
            caution::Action::NotNow => {
                self.screen = playing::page_of(origin);
                vec![Effect::Sound { asks: hush(), at: now }]
            }
            caution::Action::Begin(cleared) => self.begin(cleared, origin, before, now),
            caution::Action::Say(rating) => self.say_rating(rating, now),
            caution::Action::Remember(code, complaint) => {
                // Also once more after this session.
                self.came_for = None;
                let _ = self.world.settings.rated.insert(code, complaint);
                vec![Effect::SaveSettings(Box::new(self.world.settings.clone()))]
            }
            caution::Action::Instead(code) => {
                let mut effects = vec![Effect::Sound { asks: hush(), at: now }];
                effects.extend(self.go_to_caution(Played::Point(code), None));
                effects
            }
            caution::Action::Read => self.read_caution(now),
            caution::Action::Set(settings) => self.settings(settings::Message::Set(settings)),
        }
    }

    fn begin(
        &mut self,
        cleared: Cleared<Plan>,
        origin: Played,
        before: caution::Before,
        now: Instant,
    ) -> Vec<Effect> {
        let id = new_session_id(&self.world.now);
        let guidance = self.world.guidance(cleared.get());
        let occasion = playing::occasion(&origin);
        let (mut player, mut asks) =
            Player::begin(cleared, guidance, occasion, id.clone(), self.moment(now));
        let asking = self.world.settings.ask_ratings;
        asks.extend(player.rated_before(before.complaint, before.rating, asking));
        self.playing = Some(id);
        self.screen = Screen::Player(Box::new(player), origin);
        // What is still being read of the caution ends here.
        let asks = std::iter::once(Ask::Silence).chain(asks).collect();
        self.perform(asks, now)
    }

    fn player(&mut self, message: &player::Message, now: Instant) -> Vec<Effect> {
        let moment = self.moment(now);
        let Screen::Player(player, origin) = &mut self.screen else { return Vec::new() };
        match player.update(message, moment) {
            player::Action::Perform(asks) => {
                let ends = player.is_over() && self.playing.is_some();
                if ends {
                    self.playing = None;
                }
                let effects = self.perform(asks, now);
                if ends {
                    self.offer_tags();
                }
                effects
            }
            player::Action::FocusOn(name) => vec![Effect::FocusOn(name)],
            player::Action::Close => {
                self.go(Room::Today);
                Vec::new()
            }
            player::Action::Repeat => {
                let origin = playing::whole(origin.clone());
                self.go_to_caution(origin, None)
            }
            player::Action::Amount => {
                let amount = self.world.settings.amount.next();
                self.world.settings.amount = amount;
                let words = session::amount(amount);
                player.tell(t!("amount-now", amount = words), moment);
                let mut effects = self.guide(now);
                effects.push(Effect::SaveSettings(Box::new(self.world.settings.clone())));
                effects
            }
        }
    }

    pub(super) fn perform(&mut self, asks: Vec<Ask>, now: Instant) -> Vec<Effect> {
        let Screen::Player(player, _) = &self.screen else { return Vec::new() };
        let session = player.id().clone();
        if asks.is_empty() {
            return Vec::new();
        }
        vec![self.note_of(session, asks, now)]
    }

    /// A session that is left by closing the window ends as left.
    pub(super) fn leave_player(&mut self, now: Instant) -> Vec<Effect> {
        match &self.screen {
            Screen::Player(player, _) if !player.is_over() => {
                self.step(to_player(Input::LeaveNow), now)
            }
            Screen::Player(player, _) if player.has_words_in_hand() => {
                let mut player = (**player).clone();
                let asks = player.keep_words();
                vec![self.note_of(player.id().clone(), asks, now)]
            }
            Screen::Caution(..) => vec![Effect::Sound { asks: hush(), at: now }],
            Screen::Session(_) => {
                let words = self.past_words_in_hand();
                words
                    .map(|(session, note)| self.note_past(session, vec![note]))
                    .into_iter()
                    .collect()
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
                if before.breath_percent != settings.breath_percent {
                    effects.push(Effect::Play(Cue::BreathIn));
                }
                effects
            }
            settings::Action::TestSound => vec![Effect::Play(Cue::Start)],
            settings::Action::TestVoice => self.test_voice(),
            settings::Action::FindVoices => vec![Effect::FindVoices],
            settings::Action::FindDevices => vec![Effect::FindDevices],
            settings::Action::Reminders => self.open_reminders(None),
            settings::Action::BackUp(folder) => vec![Effect::BackUp(folder.into())],
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
