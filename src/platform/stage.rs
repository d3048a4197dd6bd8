//! Where the conductor's asks are performed, the same for the window and for the terminal.

use std::time::Instant;

use jiff::Zoned;

use crate::domain::conductor::{Ask, Telling};
use crate::domain::history::{Entry, SessionId};

use super::audio::Audio;
use super::journal::{Journal, unique};

/// The sound and the log of a session.
#[derive(Debug)]
pub struct Stage {
    /// What sounds.
    pub audio: Audio,
    /// What is noted.
    pub journal: Journal,
}

impl Stage {
    /// Performs what a session asks; what is to be told in words comes back, in order.
    ///
    /// It never waits: sound and log have threads of their own. `at` is the moment of the answer
    /// that the asks are from, `now` the same by the wall clock.
    #[must_use]
    pub fn perform(
        &self,
        session: &SessionId,
        asks: Vec<Ask>,
        at: Instant,
        now: &Zoned,
    ) -> Vec<Telling> {
        let mut tellings = Vec::new();
        for ask in asks {
            match ask {
                Ask::OpenSound => self.audio.open(),
                Ask::CloseSound => self.audio.close(),
                Ask::Schedule(sounds) => self.audio.schedule(at, sounds),
                Ask::Silence => self.audio.silence(),
                Ask::Note(note) => {
                    self.journal.append(Entry { session: session.clone(), at: now.clone(), note });
                }
                Ask::Tell(telling) => tellings.push(telling),
            }
        }
        tellings
    }
}

/// A name for a session that begins now, unique over all devices.
#[must_use]
pub fn new_session_id(now: &Zoned) -> SessionId {
    unique::session(now.timestamp())
}
