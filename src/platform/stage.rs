//! Where the conductor's asks are performed, the same for the window and for the terminal.

use std::time::Instant;

use jiff::Zoned;

use crate::domain::conductor::{self, Ask, Input, Telling};
use crate::domain::history::{Entry, SessionId};
use crate::words::{playing, session};

use super::audio::Audio;
use super::desktop::{Desktop, Event, Showing};
use super::journal::{Journal, unique};
use super::voice::Voice;

/// The sound and the log of a session.
#[derive(Debug)]
pub struct Stage {
    /// What sounds.
    pub audio: Audio,
    /// What is noted; nothing before a session has begun where that is not yet sure.
    pub journal: Option<Journal>,
    /// Who speaks.
    pub voice: Voice,
    /// The media control, and the screen that stays on.
    pub desktop: Desktop,
}

impl Stage {
    /// Performs what a session asks, or what is read aloud before it; what is to be told in words comes back,
    /// in order. Only a session is noted.
    ///
    /// It never waits: sound and log have threads of their own. `at` is the moment of the answer
    /// that the asks are from, `now` the same by the wall clock.
    #[must_use]
    pub fn perform(
        &self,
        session: Option<&SessionId>,
        asks: Vec<Ask>,
        at: Instant,
        now: &Zoned,
    ) -> Vec<Telling> {
        let mut tellings = Vec::new();
        for ask in asks {
            match ask {
                Ask::OpenSound => self.audio.open(),
                Ask::CloseSound(within) => self.audio.close(within),
                Ask::Schedule(cues) => self.audio.schedule(at, cues),
                Ask::Voice(sentences) => self.voice.at_hand(sentences),
                Ask::Hush => self.audio.hush(),
                Ask::Silence => self.audio.silence(),
                Ask::Awake(awake) => self.desktop.awake(awake),
                Ask::Show(Some(showing)) => self.desktop.show(shown(&showing)),
                Ask::Show(None) => self.desktop.hide(),
                Ask::Note(note) => {
                    if let (Some(session), Some(journal)) = (session.cloned(), &self.journal) {
                        journal.append(Entry { session, at: now.clone(), note });
                    }
                }
                Ask::Tell(telling) => tellings.push(telling),
            }
        }
        tellings
    }
}

/// What a media key, a button of a headset or the machine asks of a session.
#[must_use]
pub const fn wish(event: Event) -> Option<Input> {
    match event {
        Event::PlayPause => Some(Input::Big),
        Event::Play => Some(Input::Go),
        // Paused before the machine sleeps, so that nothing runs on; going on asks for a key.
        Event::Pause | Event::WillSleep => Some(Input::Pause),
        Event::Next => Some(Input::Skip),
        Event::Previous => Some(Input::Back),
        // The media control's "stop" is not "it is too much": it asks whether to leave.
        Event::Stop => Some(Input::Leave),
        Event::Woke | Event::Locked | Event::Unlocked => None,
    }
}

/// Where a session stands, in the words of a media control: the point, and what is being done where.
fn shown(showing: &conductor::Showing) -> Showing {
    let plan = &showing.plan;
    let press = plan.steps().get(showing.step).map(|step| &plan.presses()[step.press]);
    let (title, place) = press.map_or_else(Default::default, |press| {
        let point = plan.point_of(press);
        (point.title(), session::place(point, press.side))
    });
    let phase = session::phase(plan, showing.step);
    let mut below = vec![format!("{phase}, {place}")];
    below.extend(playing::progress(plan, showing.step));
    Showing {
        step: showing.step,
        title,
        below: below.join(" · "),
        length: showing.length,
        position: showing.elapsed,
        going: showing.going,
    }
}

/// A name for a session that begins now, unique over all devices.
#[must_use]
pub fn new_session_id(now: &Zoned) -> SessionId {
    unique::session(now.timestamp())
}
