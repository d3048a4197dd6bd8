//! What goes into a session and what comes out of it, as values.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::domain::history::{Note, Outcome, StopReason};
use crate::domain::plan::Plan;
use crate::domain::run::Unchanged;
use crate::domain::sound::{Scheduled, Sound};
use crate::domain::speech::{LEAD_IN, Line, length_of, one_after_another};

/// A moment, by both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The monotonic clock, counted from any fixed beginning.
    pub mono: Duration,
    /// The wall clock.
    pub wall: Timestamp,
}

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// The big key: pause or go on; while finding, the point is found.
    Big,
    /// Any key, where one elbow has to do: the big key, and pressed twice at once, stop. After a stop
    /// one press says again what to do, and a double press takes the stop back.
    Elbow,
    /// Pause, unless it pauses.
    Pause,
    /// Go on, unless it goes on; while finding, the point is found.
    Go,
    /// Says again what is to be done.
    Again,
    /// Go on: the point is found, the press let go, the hands have changed.
    Proceed,
    /// To the next step.
    Skip,
    /// To the beginning of the step, or the one before.
    Back,
    /// The point in hand once more, from its finding; in a rest the one before it.
    OnceMore,
    /// Fifteen seconds more.
    Longer,
    /// Fifteen seconds less.
    Shorter,
    /// Stop, it is too much.
    Stop,
    /// The stop was a slip.
    Slip,
    /// The stop stands, for that reason.
    StopStands(StopReason),
    /// Wants to leave: a pause first.
    Leave,
    /// Does not leave.
    Stay,
    /// Leaves.
    LeaveNow,
}

/// What a session asks of the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// A session begins: keep the sound device open.
    OpenSound,
    /// These are all sounds to come, counted from the moment of this answer; forget any others.
    Schedule(Vec<Scheduled>),
    /// Have these sentences at hand: they may be said soon.
    Voice(Vec<Arc<str>>),
    /// Fade what is being said; cues ring on.
    Hush,
    /// Fade what rings.
    Silence,
    /// The session is over: let what rings, and what is due within that time, end; then close the sound
    /// device.
    CloseSound(Duration),
    /// Keep the screen awake, or let it sleep again.
    Awake(bool),
    /// Show this in the desktop's own media control; nothing once the session is over.
    Show(Option<Showing>),
    /// Note this in the log.
    Note(Note),
    /// Tell the person, where telling is by words.
    Tell(Telling),
}

/// Where a session stands, for the desktop's own media control.
#[derive(Debug, Clone, PartialEq)]
pub struct Showing {
    /// What is played.
    pub plan: Arc<Plan>,
    /// The present step's place in it.
    pub step: usize,
    /// Time spent in the step.
    pub elapsed: Duration,
    /// Length of the step; `None` waits for the person.
    pub length: Option<Duration>,
    /// Whether time counts.
    pub going: bool,
}

/// What can be told in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// A step began; its place in the plan.
    Began(usize),
    /// A cue sounded; beats and breaths apart, which come too often to be told.
    Cue(Sound),
    /// The session pauses.
    Paused,
    /// The machine slept; the session pauses.
    Slept,
    /// Counting in.
    GoingOn,
    /// Stopped because it was too much.
    Stopped,
    /// The press is as long as this now, in all.
    Length(Duration),
    /// The length stays as it is.
    Unchanged(Unchanged),
    /// The session is over.
    Over(Outcome),
}

/// Why the session stands still, as far as the person should be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standstill {
    /// The person paused.
    Paused,
    /// The machine slept.
    Slept,
    /// Asked whether to leave.
    Leaving,
}

/// Reads such sentences aloud outside of a session, and lets the sound device go after the last.
#[must_use]
pub fn reading(lines: &[Line]) -> Vec<Ask> {
    vec![
        Ask::OpenSound,
        Ask::Voice(lines.iter().map(|line| Arc::clone(&line.text)).collect()),
        Ask::Hush,
        Ask::Schedule(one_after_another(lines, LEAD_IN, false)),
        Ask::CloseSound(LEAD_IN + length_of(lines)),
    ]
}
