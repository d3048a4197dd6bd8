//! What is said of a session: what can be rated, and words that no change of screen may lose.

use std::time::Instant;

use super::effect::Effect;
use super::{App, Played, Screen};
use crate::domain::complaint::ToRate;
use crate::domain::conductor::{Ask, reading};
use crate::domain::history::{Entry, Note, Past, Rating, SessionId, most_used};
use crate::domain::point::Point;
use crate::domain::speech::Amount;
use crate::screen::player::Player;
use crate::words::speech;

/// So many tags are offered.
const MOST_TAGS: usize = 6;

impl App {
    /// What can be rated before and after that is played.
    pub(super) fn to_rate(&self, origin: &Played, first: &Point) -> ToRate<'_> {
        let key = match origin {
            Played::Routine(key) => Some(key),
            Played::Unfinished(left) => left.routine.as_ref(),
            Played::Point(_) => None,
        };
        let routine = key.and_then(|key| self.world.routine(key));
        let of_routine = routine.map(|routine| routine.complaints.as_slice()).unwrap_or_default();
        let remembered = self.world.settings.rated.get(&first.code);
        let came_for = self.came_for.as_deref();
        self.world.library.complaints.to_rate(first, came_for, of_routine, remembered)
    }

    /// Says a rating aloud that was given before a session.
    pub(super) fn say_rating(&self, rating: Rating, now: Instant) -> Vec<Effect> {
        let amount = self.world.settings.amount;
        if amount == Amount::Chimes && !self.world.settings.any_key {
            return Vec::new();
        }
        let lines = self.world.speaking(Amount::Full, |manner| speech::rated(rating, manner));
        if lines.is_empty() {
            return Vec::new();
        }
        vec![Effect::Sound { asks: reading(&lines), at: now }]
    }

    /// Offers the tags that are used most, once a session is over.
    pub(super) fn offer_tags(&mut self) {
        let sessions = self.world.history.sessions();
        let tags = sessions.flat_map(Past::tags).map(String::as_str);
        let tags = most_used(tags, MOST_TAGS);
        if let Screen::Player(player, _) = &mut self.screen {
            player.offer_tags(tags);
        }
    }

    /// The player, if words stand in it that are not noted yet.
    pub(super) fn words_in_hand(&self) -> Option<Player> {
        match &self.screen {
            Screen::Player(player, _) if player.has_words_in_hand() => Some((**player).clone()),
            _ => None,
        }
    }

    /// Notes the words of a player that is shown no more.
    pub(super) fn keep_words(&mut self, mut left: Player, now: Instant) -> Option<Effect> {
        if matches!(&self.screen, Screen::Player(player, _) if player.id() == left.id()) {
            return None;
        }
        let asks = left.keep_words();
        (!asks.is_empty()).then(|| self.note_of(left.id().clone(), asks, now))
    }

    /// Performs what a session asks, and takes its notes into the history.
    pub(super) fn note_of(&mut self, session: SessionId, asks: Vec<Ask>, now: Instant) -> Effect {
        let notes = asks.iter().filter_map(|ask| match ask {
            Ask::Note(note) => Some(note),
            _ => None,
        });
        let entry = |note: &Note| Entry {
            session: session.clone(),
            at: self.world.now.clone(),
            note: note.clone(),
        };
        let entries: Vec<Entry> = notes.map(entry).collect();
        for entry in entries {
            self.note(entry);
        }
        // A session that goes on is not among the past ones.
        self.leave_out();
        Effect::Perform { session, asks, at: now, now: self.world.now.clone() }
    }
}
