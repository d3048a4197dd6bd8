//! The sounds of a session: what each one means, and when one is due.

use std::sync::Arc;
use std::time::Duration;

/// A sound with one meaning. Its file, if it has one, is `sounds/<name>.wav`.
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
    /// A spoken sentence follows.
    Attention,
    /// Nothing is new: still here (very soft, for waits and long silences).
    Here,
    /// Lies under the easing in: press a little more and more, for five seconds.
    Rise,
    /// Lies under the easing off: a little less and less, for five seconds.
    Fall,
    /// The breath guide: breathe in for as long as it swells.
    BreathIn,
    /// The breath guide: breathe out for as long as it sinks.
    BreathOut,
}

impl Sound {
    /// Every sound, in the order of the list above.
    pub const ALL: [Self; 19] = [
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
        Self::Attention,
        Self::Here,
        Self::Rise,
        Self::Fall,
        Self::BreathIn,
        Self::BreathOut,
    ];

    /// Every sound that has a file, in the same order.
    pub fn with_file() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|sound| sound.has_file())
    }

    /// Whether it has a file. The breath guide has none: how long it is follows from how many
    /// breaths a minute the person has set, so that it is made when it is needed.
    #[must_use]
    pub const fn has_file(self) -> bool {
        !matches!(self, Self::BreathIn | Self::BreathOut)
    }

    /// Its name: that of its file, without the ending.
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
            Self::Attention => "attention",
            Self::Here => "here",
            Self::Rise => "rise",
            Self::Fall => "fall",
            Self::BreathIn => "breath-in",
            Self::BreathOut => "breath-out",
        }
    }

    /// Whether it marks the beginning or the end of a step.
    #[must_use]
    pub const fn marks_step(self) -> bool {
        matches!(self, Self::Start | Self::Ease | Self::Change | Self::End)
    }

    /// Which of the volumes rules it.
    #[must_use]
    pub const fn channel(self) -> Channel {
        match self {
            Self::Beat => Channel::Beat,
            Self::BreathIn | Self::BreathOut => Channel::Breath,
            _ => Channel::Cues,
        }
    }
}

/// The volumes that a person can set. No [`Sound`] is of the voice: that is spoken sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// Every cue that tells of a change.
    Cues,
    /// The soft beat of the circles.
    Beat,
    /// The breath guide of a steady press.
    Breath,
    /// Spoken sentences, under which everything else is turned down.
    Voice,
}

impl Channel {
    /// Whether its sounds pace the hands or the breath, and come all the time.
    #[must_use]
    pub const fn paces(self) -> bool {
        matches!(self, Self::Beat | Self::Breath)
    }
}

/// Something that is heard.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cue {
    /// A sound with a meaning.
    Sound(Sound),
    /// A sentence that is said.
    Say(Arc<str>),
}

impl Cue {
    /// Whether it is that sound.
    #[must_use]
    pub fn is(&self, sound: Sound) -> bool {
        matches!(self, Self::Sound(this) if *this == sound)
    }
}

/// Something to be heard some time after the moment a schedule counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduled {
    /// How long after that moment.
    pub after: Duration,
    /// What is heard.
    pub cue: Cue,
}
