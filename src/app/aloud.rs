//! What the window has said aloud, and what it hears from the desktop.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::effect::Effect;
use super::{App, Message, Screen, to_player};
use crate::domain::conductor::{Ask, Input};
use crate::domain::speech::{self as domain, Amount, LEAD_IN};
use crate::platform::desktop;
use crate::screen::player;
use crate::t;

impl App {
    /// Reads the caution aloud, from its beginning.
    pub(super) fn read_caution(&mut self, now: Instant) -> Vec<Effect> {
        let moment = self.moment(now);
        let Screen::Caution(screen, _) = &mut self.screen else { return Vec::new() };
        let asks = screen.read(&self.world, moment);
        vec![Effect::Sound { asks, at: now }]
    }

    /// The voice has told how long its sentences are.
    pub(super) fn spoken(
        &mut self,
        lengths: Arc<HashMap<Arc<str>, Duration>>,
        now: Instant,
    ) -> Vec<Effect> {
        self.world.lengths = lengths;
        match &self.screen {
            Screen::Caution(screen, _) if screen.waits_for_voice() => self.read_caution(now),
            Screen::Player(..) => self.guide(now),
            Screen::Settings if !self.world.lengths.is_empty() => self.say_sample(now),
            _ => Vec::new(),
        }
    }

    /// Guides the session that runs by what is set now.
    pub(super) fn guide(&mut self, now: Instant) -> Vec<Effect> {
        let moment = self.moment(now);
        let Screen::Player(player, _) = &mut self.screen else { return Vec::new() };
        let guidance = self.world.guidance(player.run().plan());
        let asks = player.guide(guidance, moment);
        self.perform(asks, now)
    }

    /// A media key, a button of a headset, sleep.
    pub(super) fn desktop(&mut self, event: desktop::Event, now: Instant) -> Vec<Effect> {
        if !matches!(self.screen, Screen::Player(..)) {
            return Vec::new();
        }
        let input = match event {
            desktop::Event::PlayPause => Input::Big,
            desktop::Event::Play => Input::Go,
            // Paused before the machine sleeps, so that nothing runs on; going on asks for a key.
            desktop::Event::Pause | desktop::Event::WillSleep => Input::Pause,
            desktop::Event::Next => Input::Skip,
            desktop::Event::Previous => Input::Back,
            // The media control's "stop" is not "it is too much": it asks whether to leave.
            desktop::Event::Stop => Input::Leave,
            // When the machine wakes up, the tick sees how long it slept, and the session pauses.
            desktop::Event::Woke => return self.step(Message::Player(player::Message::Tick), now),
            desktop::Event::Locked | desktop::Event::Unlocked => return Vec::new(),
        };
        self.step(to_player(input), now)
    }

    /// Lets the voice say a sentence, once it is ready.
    pub(super) fn test_voice(&mut self) -> Vec<Effect> {
        self.world.lengths = Arc::default();
        let sample = crate::words::speech::sentences(&t!("voice-sample"))
            .into_iter()
            .map(Arc::from)
            .collect();
        vec![Effect::Prepare(sample)]
    }

    /// The sample that the voice is to say, as it can.
    pub(super) fn say_sample(&self, now: Instant) -> Vec<Effect> {
        let sample = t!("voice-sample");
        let lines = self.world.speaking(Amount::Full, |manner| manner.say(&[sample]));
        let mut asks = domain::reading(&lines);
        asks.push(Ask::CloseSound(LEAD_IN + domain::length_of(&lines)));
        vec![Effect::Sound { asks, at: now }]
    }
}

/// Ends what is being read aloud.
pub(super) fn hush() -> Vec<Ask> {
    vec![Ask::Silence, Ask::CloseSound(Duration::ZERO)]
}
