//! Past sessions: what was noted while they ran, folded into what a person reads.
//!
//! The log only ever grows. A session is a `Started`, some `Step`s and an `Ended`; one without an end
//! was interrupted, and counts for what its steps say.

use std::time::Duration;

use jiff::Zoned;

use super::code::Code;
use super::point::Side;
use super::technique::Motion;

mod book;
mod change;
mod filter;
mod fold;
mod resume;
pub mod review;
mod saying;

pub use book::{Book, Past};
pub use change::{Began, ByHand, Change, LONGEST_REMARK, LONGEST_TAG, MOST_TAGS, Rating};
pub use filter::Filter;
pub use fold::{fold, startless};
pub use resume::{TAKEN_UP, Unfinished, interrupted};
pub use saying::most_used;

/// The name of a session in the log: unique over all devices.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(pub String);

/// How a session ended: a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Every press ran for its time.
    Done,
    /// Every side was pressed, and at least one press was ended by the person when it let go.
    Released,
    /// Some press was skipped.
    Partial,
    /// Stopped because it was too much.
    Stopped,
    /// The person left before the end.
    Left,
    /// It has no end: the program or the machine went away.
    Interrupted,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Done, Self::Released, Self::Partial, Self::Stopped, Self::Left, Self::Interrupted];

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Released => "released",
            Self::Partial => "partial",
            Self::Stopped => "stopped",
            Self::Left => "left",
            Self::Interrupted => "interrupted",
        }
    }

    /// The outcome of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// Why a person stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StopReason {
    /// It hurt.
    Pain,
    /// Tingling, numbness, or a shock into the fingers.
    Tingling,
    /// Dizzy, faint, short of breath, or unwell.
    Unwell,
    /// The hand or the arm is tired.
    Tired,
    /// Something came up.
    Interruption,
    /// No reason was given.
    Unsaid,
}

impl StopReason {
    /// Those a person can choose from, and the one that stands when they do not.
    pub const ALL: [Self; 6] =
        [Self::Pain, Self::Tingling, Self::Unwell, Self::Tired, Self::Interruption, Self::Unsaid];

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pain => "pain",
            Self::Tingling => "tingling",
            Self::Unwell => "unwell",
            Self::Tired => "tired",
            Self::Interruption => "interruption",
            Self::Unsaid => "unsaid",
        }
    }

    /// The reason of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// How one press ended, or that it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PressEnd {
    /// It ran for its time.
    Done,
    /// The person said that it let go.
    Released,
    /// It was skipped.
    Skipped,
    /// Stopped because it was too much.
    Stopped,
    /// It goes on: written now and then so that a crash loses little.
    GoesOn,
}

impl PressEnd {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Done, Self::Released, Self::Skipped, Self::Stopped, Self::GoesOn];

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Released => "released",
            Self::Skipped => "skipped",
            Self::Stopped => "stopped",
            Self::GoesOn => "goes-on",
        }
    }

    /// The ending of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.name() == name)
    }
}

/// One press that a session plans.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlannedPress {
    /// Which point.
    pub point: Code,
    /// On which side.
    pub side: Side,
    /// In which motion.
    pub motion: Motion,
    /// For how long at the most.
    pub most: Duration,
    /// Whether it may end earlier, when it lets go.
    pub until_release: bool,
}

/// What is noted while a session runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The session begins.
    Started {
        /// What it plans, in order.
        presses: Vec<PlannedPress>,
        /// The key of the routine that is played, if one is.
        routine: Option<String>,
        /// The session that broke off and is taken up with this one, if one is.
        continues: Option<SessionId>,
        /// When it took place, if it was done without the program and noted by hand.
        by_hand: Option<Zoned>,
    },
    /// How far one press has come. A later note on the same press replaces an earlier one.
    Press {
        /// Which of the planned presses, counted from 0.
        index: usize,
        /// How long it has been pressed in all, pauses not counted and going back to it counted in,
        /// so that it only ever grows.
        pressed: Duration,
        /// Whether and how it ended.
        end: PressEnd,
    },
    /// The session is over.
    Ended {
        /// How.
        outcome: Outcome,
        /// Why, if it was stopped.
        reason: Option<StopReason>,
    },
    /// The person says something of the session, or says it anew.
    Changed {
        /// One more than the greatest that is known of this session, from 1: of two that speak of one matter the greater
        /// stands, whatever the clocks said.
        revision: u32,
        /// What is said.
        change: Box<Change>,
    },
}

/// What a session is played for: what its first note says beside its plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Occasion {
    /// The key of the routine that is played, if one is.
    pub routine: Option<String>,
    /// The session that broke off and is taken up, if one is.
    pub continues: Option<SessionId>,
}

impl Occasion {
    /// The first note of a session that is played for this and plans such presses.
    #[must_use]
    pub fn started(&self, presses: Vec<PlannedPress>) -> Note {
        let Self { routine, continues } = self.clone();
        Note::Started { presses, routine, continues, by_hand: None }
    }
}

/// A note together with where and when it belongs.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The session it belongs to.
    pub session: SessionId,
    /// When it was written, with the time zone in force.
    pub at: Zoned,
    /// What it says.
    pub note: Note,
}

/// A press is longer than planned from so many milliseconds on: half a second may pass between two looks at the clock.
const LONGER: u32 = 500;

/// One press of a past session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastPress {
    /// What was planned.
    pub planned: PlannedPress,
    /// How long it was pressed.
    pub pressed: Duration,
    /// How it ended; `None` if it never began.
    pub end: Option<PressEnd>,
}

impl PastPress {
    /// How the press came out. One that was left standing when its session broke off was interrupted; one that went
    /// on past its time was extended.
    #[must_use]
    pub fn came_out(&self) -> StepOutcome {
        let is_longer = self.pressed > self.planned.most + Duration::from_millis(LONGER.into());
        StepOutcome::of(self.end, is_longer)
    }
}

/// How one press of a past session came out: a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepOutcome {
    /// It ran for its time.
    Done,
    /// It let go, and the person went on before the time was over.
    Released,
    /// It was pressed for longer than planned.
    Extended,
    /// It was skipped.
    Skipped,
    /// Stopped because it was too much; the session holds the reason.
    Stopped,
    /// It was under way when the session was left, or the program or the machine went away.
    Interrupted,
    /// It was planned and not reached.
    NotBegun,
}

impl StepOutcome {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Done,
        Self::Released,
        Self::Extended,
        Self::Skipped,
        Self::Stopped,
        Self::Interrupted,
        Self::NotBegun,
    ];

    /// How a press came out that ended so, and was pressed for longer than planned or not.
    const fn of(end: Option<PressEnd>, is_longer: bool) -> Self {
        match end {
            None => Self::NotBegun,
            Some(PressEnd::GoesOn) => Self::Interrupted,
            Some(PressEnd::Skipped) => Self::Skipped,
            Some(PressEnd::Stopped) => Self::Stopped,
            Some(_) if is_longer => Self::Extended,
            Some(PressEnd::Released) => Self::Released,
            Some(PressEnd::Done) => Self::Done,
        }
    }

    /// Its name as exported files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Released => "released",
            Self::Extended => "extended",
            Self::Skipped => "skipped",
            Self::Stopped => "stopped",
            Self::Interrupted => "interrupted",
            Self::NotBegun => "not-begun",
        }
    }
}

/// A past session.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Its name in the log.
    pub id: SessionId,
    /// When it began, with the time zone in force then.
    pub started: Zoned,
    /// When the last of its notes was written: with its end, or not long before it broke off.
    pub last: Zoned,
    /// The key of the routine that was played, if one was.
    pub routine: Option<String>,
    /// The session that had broken off and was taken up with this one, if one was.
    pub continues: Option<SessionId>,
    /// Its presses, in order.
    pub presses: Vec<PastPress>,
    /// How it ended.
    pub outcome: Outcome,
    /// Why, if it was stopped.
    pub reason: Option<StopReason>,
    /// It was done without the program and noted by hand.
    pub by_hand: bool,
    /// What the person says of it.
    pub said: Said,
}

/// What a person says of a past session, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// How strong the discomfort was before it.
    pub before: Option<Rating>,
    /// And after it.
    pub after: Option<Rating>,
    /// The key of the complaint that was rated.
    pub complaint: Option<String>,
    /// The side that was worse: left or right.
    pub worse: Option<Side>,
    /// A remark in the person's own words; empty without one.
    pub remark: String,
    /// Short words to find it by, sorted.
    pub tags: Vec<String>,
    /// It is struck: kept, and counted nowhere.
    pub struck: bool,
    /// The greatest revision that is known; 0 when nothing was ever said.
    pub revision: u32,
}

impl Session {
    /// The points it planned, each once, in order.
    #[must_use]
    pub fn points(&self) -> Vec<Code> {
        let mut points = Vec::new();
        for press in &self.presses {
            if !points.contains(&press.planned.point) {
                points.push(press.planned.point.clone());
            }
        }
        points
    }

    /// The sides that were pressed at all, each once, in order.
    #[must_use]
    pub fn sides(&self) -> Vec<Side> {
        let mut sides = Vec::new();
        for press in self.presses.iter().filter(|press| !press.pressed.is_zero()) {
            if !sides.contains(&press.planned.side) {
                sides.push(press.planned.side);
            }
        }
        sides
    }

    /// How long was pressed in all, pauses and changes not counted.
    #[must_use]
    pub fn pressed(&self) -> Duration {
        self.presses.iter().fold(Duration::ZERO, |sum, press| sum.saturating_add(press.pressed))
    }
}
