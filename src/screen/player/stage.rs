//! Which of its faces the player shows.

use super::Player;
use crate::domain::conductor::Standstill;
use crate::domain::run::State;

/// Which of its faces the player shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The session goes on, or counts in.
    Going,
    /// It pauses.
    Paused,
    /// Asked whether to leave.
    Leaving,
    /// Stopped because it was too much.
    Stopped,
    /// Over.
    Over,
}

impl Player {
    /// The face that is shown.
    #[must_use]
    pub fn stage(&self) -> Stage {
        if self.is_over() {
            return Stage::Over;
        }
        match (self.conductor.run().state(), self.conductor.standstill()) {
            (State::Stopped, _) => Stage::Stopped,
            (State::Paused, Some(Standstill::Leaving)) => Stage::Leaving,
            (State::Paused, _) => Stage::Paused,
            (State::Going | State::CountIn { .. } | State::Over, _) => Stage::Going,
        }
    }

    /// Whether the pause came from sleep.
    #[must_use]
    pub fn slept(&self) -> bool {
        self.conductor.standstill() == Some(Standstill::Slept)
    }

    /// How the session ended.
    #[must_use]
    pub fn outcome(&self) -> Option<crate::domain::history::Outcome> {
        self.conductor.outcome()
    }
}
