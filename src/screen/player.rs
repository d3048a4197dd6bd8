//! The player: leads through a session. Read from three metres, steered by one key.

mod noting;
mod stage;
mod view;

use std::time::Duration;

use iced::Size;
use iced::keyboard::{Key, key::Named};

pub use noting::Message as Saying;
pub use stage::Stage;

use super::World;
use crate::domain::caution::Cleared;
use crate::domain::conductor::{Ask, Conductor, Input, Moment, Telling};
use crate::domain::history::{Occasion, SessionId, StopReason};
use crate::domain::plan::Plan;
use crate::domain::run::{ADJUSTMENT, Guidance, Run, State};
use crate::domain::sound::Sound;
use crate::domain::technique::Motion;
use crate::t;
use crate::ui::Element;
use crate::ui::keys::{Pressed, is_modifier};
use crate::words::{session, time};

/// A session in the player.
#[derive(Debug, Clone)]
pub struct Player {
    conductor: Conductor,
    id: SessionId,
    /// Whether the finding steps are shown again.
    again: bool,
    /// A short line about the last key or cue, and the monotonic moment until which it stands.
    remark: Option<(String, Duration)>,
    /// The cue that a flash mirrors, and the monotonic moment until which it stands.
    flash: Option<(Sound, Duration)>,
    /// What is said once it is over.
    noting: noting::Noting,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// The session is over: what the person says of it.
    Note(Saying),
    /// Something for the session.
    Input(Input),
    /// Time has passed.
    Tick,
    /// Show the finding steps again, or put them away; and say again what is to be done.
    Again,
    /// Say more, or less.
    Amount,
    /// The session is over: leave the player.
    Close,
    /// The session is over: once more.
    Repeat,
}

/// What the app should do.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Perform what the session asks.
    Perform(Vec<Ask>),
    /// Say more, or less, from now on, and remember it.
    Amount,
    /// Bring the cursor to the box of that name.
    FocusOn(&'static str),
    /// Leave the player.
    Close,
    /// The same once more, from the caution prompt.
    Repeat,
}

impl Player {
    /// Begins the session that was cleared, played for that.
    #[must_use]
    pub fn begin(
        cleared: Cleared<Plan>,
        guidance: Guidance,
        occasion: Occasion,
        id: SessionId,
        now: Moment,
    ) -> (Self, Vec<Ask>) {
        let (conductor, asks) = Conductor::begin(cleared, guidance, occasion, now);
        let player = Self {
            conductor,
            id,
            again: false,
            remark: None,
            flash: None,
            noting: noting::Noting::default(),
        };
        (player, asks)
    }

    /// Other guidance from now on.
    pub fn guide(&mut self, guidance: Guidance, now: Moment) -> Vec<Ask> {
        self.conductor.guide(guidance, now)
    }

    /// Shows a short line for a while.
    pub fn tell(&mut self, remark: String, now: Moment) {
        self.remark = Some((remark, now.mono + REMARK));
    }

    /// The cue that a flash mirrors at present.
    #[must_use]
    pub fn flash(&self) -> Option<Sound> {
        self.flash.map(|(sound, _)| sound)
    }

    /// Its name in the log.
    #[must_use]
    pub const fn id(&self) -> &SessionId {
        &self.id
    }

    /// The run, to be shown.
    #[must_use]
    pub const fn run(&self) -> &Run {
        self.conductor.run()
    }

    /// Whether the session is over.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.conductor.outcome().is_some()
    }

    /// Whether time has to be told to it: while a clock runs on the screen.
    #[must_use]
    pub fn wants_ticks(&self) -> bool {
        let run = self.conductor.run();
        if self.flash.is_some() || self.is_typing() {
            return true;
        }
        match run.state() {
            State::Going => run.length().is_some(),
            State::CountIn { .. } => true,
            State::Paused | State::Stopped | State::Over => false,
        }
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: &Message, now: Moment) -> Action {
        match message {
            Message::Note(saying) => self.note(saying, now),
            &Message::Input(input) => {
                self.remark = None;
                self.again = false;
                let asks = self.conductor.input(input, now);
                self.remark(&asks, now);
                Action::Perform(asks)
            }
            Message::Tick => {
                let mut asks = self.conductor.tick(now);
                asks.extend(self.keep_in_time(now));
                self.remark = self.remark.take().filter(|(_, until)| now.mono < *until);
                self.flash = self.flash.filter(|(_, until)| now.mono < *until);
                self.remark(&asks, now);
                Action::Perform(asks)
            }
            Message::Again => {
                self.again = !self.again;
                Action::Perform(self.conductor.input(Input::Again, now))
            }
            Message::Amount => Action::Amount,
            Message::Close => Action::Close,
            Message::Repeat => Action::Repeat,
        }
    }

    fn remark(&mut self, asks: &[Ask], now: Moment) {
        let most = self.run().press().most;
        for ask in asks {
            let Ask::Tell(telling) = ask else { continue };
            if let Telling::Cue(sound) = telling {
                self.flash = Some((*sound, now.mono + FLASH));
            }
            let remark = match telling {
                Telling::Length(length) => t!("length-now", time = time::length(*length)),
                Telling::Unchanged(why) => session::unchanged(*why, most),
                Telling::Cue(Sound::Turn) => match self.run().press().motion {
                    Motion::Circular => t!("say-turned"),
                    Motion::Steady => t!("say-half"),
                },
                Telling::Cue(Sound::LastTen) => t!("say-last-ten"),
                Telling::Began(_) => {
                    self.remark = None;
                    self.again = false;
                    continue;
                }
                _ => continue,
            };
            self.remark = Some((remark, now.mono + REMARK));
        }
    }

    /// What a key does in the present stage. With `any_key` every key by itself is the big key, but for the one
    /// that stops; whoever wants another's usual meaning holds Shift.
    #[must_use]
    pub fn key(&self, pressed: &Pressed<'_>, any_key: bool) -> Option<Message> {
        let alone = pressed.modifiers.is_empty();
        let stops = matches!(pressed.key.as_ref(), Key::Character("s" | "S"));
        if any_key && is_modifier(pressed.key) {
            return None;
        }
        if self.is_over()
            && let Some(saying) = self.noting_key(pressed, any_key)
        {
            return Some(Message::Note(saying));
        }
        if any_key && alone && !stops {
            let _ = pressed.fresh?;
            return Some(self.elbow());
        }
        self.usual_key(pressed)
    }

    /// What the elbow does: the big key, and where the session is over, the way out.
    #[must_use]
    pub fn elbow(&self) -> Message {
        match self.stage() {
            Stage::Over => Message::Close,
            _ => Message::Input(Input::Elbow),
        }
    }

    fn usual_key(&self, pressed: &Pressed<'_>) -> Option<Message> {
        // A repeat is no answer and no second press; only longer and shorter may be held.
        let fresh = pressed.fresh.is_some();
        let plain =
            !pressed.modifiers.control() && !pressed.modifiers.alt() && !pressed.modifiers.logo();
        let input = |input| Some(Message::Input(input));
        match (self.stage(), pressed.key.as_ref()) {
            (Stage::Going | Stage::Paused | Stage::Leaving, Key::Character("+" | "=")) if plain => {
                input(Input::Longer)
            }
            (Stage::Going | Stage::Paused | Stage::Leaving, Key::Character("-" | "_")) if plain => {
                input(Input::Shorter)
            }
            _ if !fresh || !plain => None,
            (Stage::Going | Stage::Paused | Stage::Leaving, Key::Named(Named::Space)) => {
                input(Input::Big)
            }
            (Stage::Going | Stage::Paused, Key::Named(Named::Enter)) => input(Input::Proceed),
            (Stage::Going | Stage::Paused, Key::Named(Named::ArrowRight)) => input(Input::Skip),
            (Stage::Going | Stage::Paused, Key::Named(Named::ArrowLeft)) => input(Input::Back),
            (Stage::Going | Stage::Paused, Key::Character("a" | "A")) => input(Input::OnceMore),
            (Stage::Going | Stage::Paused, Key::Character("r" | "R")) => Some(Message::Again),
            (Stage::Going | Stage::Paused, Key::Character("v" | "V")) => Some(Message::Amount),
            (Stage::Stopped, Key::Character("r" | "R")) => input(Input::Again),
            (Stage::Going | Stage::Paused | Stage::Leaving, Key::Character("s" | "S")) => {
                input(Input::Stop)
            }
            (Stage::Going | Stage::Paused, Key::Named(Named::Escape)) => input(Input::Leave),
            (Stage::Leaving | Stage::Stopped, Key::Named(Named::Escape)) => input(Input::LeaveNow),
            (Stage::Stopped, Key::Character("g" | "G")) => input(Input::Slip),
            (Stage::Stopped, Key::Character(digit)) => {
                let index = digit.parse::<usize>().ok()?.checked_sub(1)?;
                let reason =
                    StopReason::ALL.get(index).filter(|reason| **reason != StopReason::Unsaid)?;
                input(Input::StopStands(*reason))
            }
            (Stage::Over, Key::Named(Named::Escape | Named::Enter)) => Some(Message::Close),
            _ => None,
        }
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        view::view(self, world, size)
    }
}

/// How long a flash stands: long enough to be seen from the corner of an eye.
const FLASH: Duration = Duration::from_millis(400);

/// How long a remark stands.
const REMARK: Duration = Duration::from_secs(5);

/// Seconds that one key adds or takes, for its label.
pub(super) const ADJUST_SECONDS: u64 = ADJUSTMENT.as_secs();
