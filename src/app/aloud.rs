//! What the window has said aloud, and what it hears from the desktop.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::effect::Effect;
use super::{App, Message, Screen, to_player};
use crate::domain::conductor::{Ask, reading};
use crate::domain::speech::Amount;
use crate::platform::desktop::Event;
use crate::platform::stage::wish;
use crate::platform::voice::Told;
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

    /// Has the voice make sentences ready.
    pub(super) fn prepare(&mut self, sentences: Vec<Arc<str>>) -> Effect {
        self.preparing += 1;
        self.world.lengths = Arc::default();
        Effect::Prepare { number: self.preparing, sentences }
    }

    /// The voice has told how long its sentences are.
    pub(super) fn spoken(&mut self, told: Told, now: Instant) -> Vec<Effect> {
        if told.number != self.preparing {
            // Of sentences that nobody waits for any more.
            return Vec::new();
        }
        self.world.lengths = told.lengths;
        match &self.screen {
            Screen::Caution(screen, _) if screen.waits_for_voice(&self.world, told.all_came) => {
                self.read_caution(now)
            }
            Screen::Player(..) => self.guide(now),
            Screen::Settings if told.all_came => self.say_sample(now),
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
    pub(super) fn desktop(&mut self, event: Event, now: Instant) -> Vec<Effect> {
        if !matches!(self.screen, Screen::Player(..)) {
            return Vec::new();
        }
        match wish(event) {
            Some(input) => self.step(to_player(input), now),
            // When the machine wakes up, the tick sees how long it slept, and the session pauses.
            None => self.step(Message::Player(player::Message::Tick), now),
        }
    }

    /// Lets the voice say a sentence, once it is ready.
    pub(super) fn test_voice(&mut self) -> Vec<Effect> {
        let sample = crate::words::speech::sentences(&t!("voice-sample"))
            .into_iter()
            .map(Arc::from)
            .collect();
        vec![self.prepare(sample)]
    }

    /// The sample that the voice is to say, as it can.
    pub(super) fn say_sample(&mut self, now: Instant) -> Vec<Effect> {
        let sample = t!("voice-sample");
        let lines = self.world.speaking(Amount::Full, |manner| manner.say(&[sample]));
        if lines.is_empty() {
            self.world.notices = vec![t!("no-sample")];
        }
        vec![Effect::Sound { asks: reading(&lines), at: now }]
    }
}

/// Ends what is being read aloud.
pub(super) fn hush() -> Vec<Ask> {
    vec![Ask::Silence, Ask::CloseSound(Duration::ZERO)]
}
