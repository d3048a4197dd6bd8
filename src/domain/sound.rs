//! The sounds of a session: what each one means, and when one is due.

use std::time::Duration;

/// A sound with one meaning. Its file is `sounds/<name>.wav`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sound {
    /// The timed part begins: ease in.
    Start,
    /// One circle begins (soft, frequent).
    Beat,
    /// Half-way: turn the circles the other way, or simply half-way.
    Turn,
    /// Change to the other side.
    Change,
    /// The least time has been reached: you may stop now.
    Least,
    /// Ten seconds of the press are left.
    LastTen,
    /// Ease off: the press is over.
    Ease,
    /// The session is complete.
    End,
    /// The session pauses.
    Pause,
    /// The session goes on.
    Resume,
    /// One second of the count-in before going on.
    CountIn,
    /// Stopped because it is too much: let go.
    Release,
    /// The sound device is back.
    Back,
}

impl Sound {
    /// Every sound, in the order of the list above.
    pub const ALL: [Self; 13] = [
        Self::Start,
        Self::Beat,
        Self::Turn,
        Self::Change,
        Self::Least,
        Self::LastTen,
        Self::Ease,
        Self::End,
        Self::Pause,
        Self::Resume,
        Self::CountIn,
        Self::Release,
        Self::Back,
    ];

    /// The name of its file, without the ending.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Beat => "beat",
            Self::Turn => "turn",
            Self::Change => "change",
            Self::Least => "least",
            Self::LastTen => "last-ten",
            Self::Ease => "ease",
            Self::End => "end",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::CountIn => "count-in",
            Self::Release => "release",
            Self::Back => "back",
        }
    }

    /// Which of the two volumes rules it.
    #[must_use]
    pub const fn channel(self) -> Channel {
        match self {
            Self::Beat => Channel::Beat,
            _ => Channel::Cues,
        }
    }
}

/// The two volumes that a person can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// Every cue that tells of a change.
    Cues,
    /// The soft beat of the circles.
    Beat,
}

/// A sound that is due some time after the moment a schedule counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheduled {
    /// How long after that moment.
    pub after: Duration,
    /// What sounds.
    pub sound: Sound,
}
