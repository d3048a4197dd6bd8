//! A schedule of sounds, and how much of it has been played.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::clock::StreamClock;
use super::timeline::Control;
use crate::domain::sound::{Cue, Scheduled, Sound};

/// Two schedules mean the same sound when its moments differ by less.
const SAME: Duration = Duration::from_millis(10);

/// A sound asked for while a device was being opened may come so late.
const OPENING: Duration = Duration::from_secs(2);

/// No session is longer; a sound further away is left out rather than let moments overflow.
const LONGEST: Duration = Duration::from_secs(604_800);

/// The part of a programme that has been handed to a stream.
#[derive(Debug)]
pub struct Armed {
    /// How the stream stands with it.
    pub control: Arc<Control>,
    /// Which of the programme's sounds it holds, in order.
    pub places: Vec<usize>,
    /// Their frames.
    pub frames: Vec<u64>,
}

impl Armed {
    /// Whether nothing rings and nothing starts before this frame.
    pub fn silent_until(&self, frame: u64) -> bool {
        let next = self.frames.get(self.control.started());
        self.control.ringing() == 0 && next.is_none_or(|next| *next > frame)
    }
}

/// A schedule that counts from a moment of the clock.
#[derive(Debug)]
pub struct Programme {
    /// When it was asked for.
    pub asked: Instant,
    /// The moment it counts from.
    pub from: Instant,
    /// Its sounds, in order.
    pub cues: Vec<Scheduled>,
    /// What a stream plays of it.
    pub armed: Option<Armed>,
    /// The first of its sounds that nobody has heard.
    unheard: usize,
}

impl Programme {
    /// A sound that should have begun this long ago is begun anew; an older one is left out.
    pub const LATE: Duration = Duration::from_millis(150);

    /// A programme that no stream plays yet.
    pub fn new(asked: Instant, from: Instant, mut cues: Vec<Scheduled>) -> Self {
        cues.retain(|cue| cue.after < LONGEST);
        cues.sort_by_key(|cue| cue.after);
        let old = |cue: &Scheduled| from + cue.after + Self::LATE < asked;
        Self { asked, from, unheard: cues.partition_point(old), cues, armed: None }
    }

    /// The stream is gone; nobody has heard what began at this frame of it or later.
    pub fn disarm(&mut self, frame: u64) {
        if let Some(armed) = self.armed.take() {
            let started = armed.control.started();
            let heard = armed.frames.partition_point(|start| *start < frame);
            let place = armed.places.get(heard.min(started));
            self.unheard = place.copied().unwrap_or(self.cues.len());
        }
    }

    /// Whether all of it has been due, and nothing of it rings any more.
    pub fn is_over(&self, now: Instant) -> bool {
        let due = self.cues.last().is_none_or(|cue| self.from + cue.after + Self::LATE < now);
        let sounds = |armed: &Armed| {
            armed.control.ringing() > 0 || armed.control.started() < armed.frames.len()
        };
        due && !self.armed.as_ref().is_some_and(sounds)
    }

    /// The last side change or end that was due before a moment and that nobody has heard. These
    /// two are played late, because without them a person would go on and on.
    pub fn swallowed(&self, before: Instant) -> Option<Sound> {
        let unheard = self.cues.iter().skip(self.unheard);
        unheard
            .take_while(|cue| self.from + cue.after < before)
            .filter_map(|cue| match cue.cue {
                Cue::Sound(sound @ (Sound::Change | Sound::End)) => Some(sound),
                Cue::Sound(_) | Cue::Say(_) => None,
            })
            .last()
    }

    /// The places of the sounds that are still to be played. `handled` are those that an earlier
    /// programme sees to.
    pub fn playable(
        &self,
        now: Instant,
        after_gap: bool,
        handled: &[(Instant, Cue)],
    ) -> Vec<usize> {
        let too_old = |due: Instant| {
            if after_gap {
                due + Self::LATE < now
            } else {
                due + Self::LATE < self.asked || due + OPENING < now
            }
        };
        let seen_to = |due: Instant, cue: &Cue| {
            handled
                .iter()
                .any(|(other, of)| of == cue && due < *other + SAME && *other < due + SAME)
        };
        let cues = self.cues.iter().enumerate().skip(self.unheard);
        cues.map(|(place, cue)| (place, self.from + cue.after, &cue.cue))
            .filter(|(_, due, cue)| !too_old(*due) && !seen_to(*due, cue))
            .map(|(place, ..)| place)
            .collect()
    }

    /// The sounds, with their moments, whose frames do not lie after this one.
    pub fn due_by_frame<'a>(
        &'a self,
        frame: u64,
        clock: &'a StreamClock,
    ) -> impl Iterator<Item = (Instant, Cue)> + 'a {
        let cues = self.cues.iter();
        cues.take_while(move |cue| clock.frame(self.from, cue.after) <= frame)
            .map(|cue| (self.from + cue.after, cue.cue.clone()))
    }
}
