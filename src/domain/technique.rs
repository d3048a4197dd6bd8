//! How a point is pressed: with what, how firmly, in which motion, for how long.

use std::time::Duration;

/// How firmly a point is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pressure {
    /// Fingertip-light.
    Light,
    /// Firm but gentle: a dull ache at most.
    FirmButGentle,
    /// Firm: a clear dull ache, never a sharp pain.
    Firm,
}

impl Pressure {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Light, Self::FirmButGentle, Self::Firm];

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::FirmButGentle => "firm but gentle",
            Self::Firm => "firm",
        }
    }

    /// The pressure of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// How the finger moves while it presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Motion {
    /// Small circles, turned the other way half-way.
    Circular,
    /// A steady hold.
    Steady,
}

impl Motion {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Circular, Self::Steady];

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Circular => "circular",
            Self::Steady => "steady",
        }
    }

    /// The motion of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicator {
    /// The pad of the thumb.
    Thumb,
    /// One fingertip.
    Fingertip,
    /// Two or three fingertips.
    Fingertips,
    /// Fingertips or the thumb, whichever reaches better.
    FingertipsOrThumb,
    /// Thumb and fingertip together: they squeeze a spot between them, or press two spots at once.
    ThumbAndFingertip,
    /// The flat of the fingers or the palm.
    FlatHand,
    /// The knuckle of a bent finger.
    Knuckle,
    /// A soft fist.
    Fist,
    /// A ball between the body and a wall.
    Ball,
}

impl Applicator {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Thumb,
        Self::Fingertip,
        Self::Fingertips,
        Self::FingertipsOrThumb,
        Self::ThumbAndFingertip,
        Self::FlatHand,
        Self::Knuckle,
        Self::Fist,
        Self::Ball,
    ];

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thumb => "thumb",
            Self::Fingertip => "fingertip",
            Self::Fingertips => "fingertips",
            Self::FingertipsOrThumb => "fingertips or thumb",
            Self::ThumbAndFingertip => "thumb and fingertip",
            Self::FlatHand => "flat hand",
            Self::Knuckle => "knuckle",
            Self::Fist => "fist",
            Self::Ball => "ball",
        }
    }

    /// Whether it tires the thumbs. Where the fingertips may take its place the thumb counts, as people use it.
    #[must_use]
    pub const fn is_thumb_work(self) -> bool {
        matches!(self, Self::Thumb | Self::FingertipsOrThumb | Self::ThumbAndFingertip)
    }

    /// The applicator of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// How a point is pressed, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Technique {
    /// What presses.
    pub applicator: Applicator,
    /// How firmly.
    pub pressure: Pressure,
    /// The motions its source gives; at least one, the first is offered first.
    pub motions: Vec<Motion>,
    /// The least time of the press a side that its source gives.
    pub least: Duration,
    /// The time that is set unless the person chooses.
    pub default: Duration,
    /// The most time of the press a side.
    pub most: Duration,
    /// Whether its source says "or until you feel a release".
    pub until_release: bool,
    /// The source of these figures: an id such as `SEED` or `MSK-PC6`.
    pub source: String,
}

/// No press is shorter than this: there must be time to feel anything.
pub const SHORTEST_PRESS: Duration = Duration::from_secs(10);
/// No press is longer than this, whatever a file says; single-point clinic pages go up to ten minutes.
pub const LONGEST_PRESS: Duration = Duration::from_secs(600);

/// What is wrong with a technique that was read from somewhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TechniqueError {
    /// There is no motion.
    #[error("no motion is given; name circular, steady or both")]
    NoMotion,
    /// The times do not stand in order, or are out of range.
    #[error(
        "the times must run least <= default <= most, from {shortest} to {longest} seconds; here they are {least}, {default} and {most}",
        shortest = SHORTEST_PRESS.as_secs(), longest = LONGEST_PRESS.as_secs()
    )]
    Times {
        /// seconds
        least: u64,
        /// seconds
        default: u64,
        /// seconds
        most: u64,
    },
}

impl Technique {
    /// Holds the technique to its laws.
    ///
    /// # Errors
    /// When no motion is given, or the times are not `10 s <= least <= default <= most <= 600 s`.
    pub fn check(self) -> Result<Self, TechniqueError> {
        if self.motions.is_empty() {
            return Err(TechniqueError::NoMotion);
        }
        let ordered = SHORTEST_PRESS <= self.least
            && self.least <= self.default
            && self.default <= self.most
            && self.most <= LONGEST_PRESS;
        if ordered {
            Ok(self)
        } else {
            Err(TechniqueError::Times {
                least: self.least.as_secs(),
                default: self.default.as_secs(),
                most: self.most.as_secs(),
            })
        }
    }
}
