//! The timbres, and every sound as the notes that it is made of.

use super::loudness::Loudness;
use super::{Partial, Recipe, partial, strike};

/// A singing bowl: inharmonic, each partial a beating pair (Inacio, Henrique, Antunes 2004).
const BOWL: &[Partial] = &[
    partial(1.0, 1.0, 4.2, 0.9),
    partial(2.71, 0.55, 2.2, 1.3),
    partial(5.13, 0.22, 1.0, 1.7),
    partial(8.2, 0.08, 0.5, 2.0),
];

/// A bowl with little brightness that hums: the pair beats five times a second.
const HUM: &[Partial] =
    &[partial(1.0, 1.0, 3.6, 5.0), partial(2.0, 0.35, 2.2, 5.0), partial(3.01, 0.12, 1.4, 5.0)];

/// A bowl struck with a soft mallet: open, with little brightness.
const SOFT_BOWL: &[Partial] =
    &[partial(1.0, 1.0, 4.2, 0.9), partial(2.71, 0.3, 2.2, 1.3), partial(5.13, 0.06, 1.0, 1.7)];

/// A wooden bar, tuned like a marimba's.
const BAR: &[Partial] =
    &[partial(1.0, 1.0, 1.1, 0.0), partial(3.93, 0.4, 0.5, 0.0), partial(6.6, 0.1, 0.15, 0.0)];

/// A hollow pipe: odd partials that hardly fade.
const PIPE: &[Partial] = &[partial(1.0, 1.0, 3.0, 0.0), partial(3.0, 0.3, 3.0, 0.0)];

/// Soft wood.
const TICK: &[Partial] = &[partial(1.0, 1.0, 0.11, 0.0), partial(2.76, 0.25, 0.05, 0.0)];

/// One voice that slides from a pitch to another.
const VOICE: &[Partial] =
    &[partial(1.0, 1.0, 1.4, 0.0), partial(2.0, 0.45, 1.1, 0.0), partial(3.0, 0.2, 0.8, 0.0)];

/// Soft strings, plucked with the fingertips: hardly more than their fundamental.
const HARP: &[Partial] =
    &[partial(1.0, 1.0, 1.0, 0.7), partial(2.0, 0.28, 0.7, 0.9), partial(3.0, 0.1, 0.4, 1.1)];

/// A knuckle on a cushion: low, but with the overtones that a small loudspeaker needs.
const TAP: &[Partial] =
    &[partial(1.0, 1.0, 0.2, 0.0), partial(1.59, 0.7, 0.14, 0.0), partial(2.14, 0.35, 0.1, 0.0)];

/// A string under the bow, which does not fade by itself. Nothing beats in it, because the swelling
/// itself is what it has to say.
const BOWED: &[Partial] = &[
    partial(1.0, 1.0, f64::INFINITY, 0.0),
    partial(2.0, 0.5, f64::INFINITY, 0.0),
    partial(3.0, 0.2, f64::INFINITY, 0.0),
];

/// Every sound that has a file.
pub const RECIPES: &[Recipe] = &[
    Recipe {
        name: "start",
        seconds: 2.2,
        loudness: Loudness::Bell,
        notes: &[strike(BOWL, 0.0, 440.0).strength(0.9), strike(BOWL, 0.55, 659.26)],
    },
    Recipe {
        name: "beat",
        seconds: 0.12,
        loudness: Loudness::Tick,
        notes: &[strike(TICK, 0.0, 880.0)],
    },
    Recipe {
        name: "turn",
        seconds: 0.5,
        loudness: Loudness::Soft,
        notes: &[strike(TICK, 0.0, 698.46), strike(TICK, 0.14, 987.77), strike(TICK, 0.28, 554.37)],
    },
    Recipe {
        name: "change",
        seconds: 1.5,
        loudness: Loudness::Bell,
        notes: &[strike(BAR, 0.0, 739.99), strike(BAR, 0.4, 493.88)],
    },
    Recipe {
        name: "least",
        seconds: 1.6,
        loudness: Loudness::Bell,
        notes: &[strike(SOFT_BOWL, 0.0, 587.33)],
    },
    Recipe {
        name: "last-ten",
        seconds: 0.86,
        loudness: Loudness::Bell,
        notes: &[
            strike(PIPE, 0.0, 1_046.5).held(0.06),
            strike(PIPE, 0.2, 1_046.5).held(0.06),
            strike(PIPE, 0.4, 1_046.5).held(0.06),
            strike(PIPE, 0.6, 1_046.5).held(0.12),
        ],
    },
    Recipe {
        name: "ease",
        seconds: 1.5,
        loudness: Loudness::Bell,
        notes: &[strike(HUM, 0.0, 392.0)],
    },
    Recipe {
        name: "end",
        seconds: 3.9,
        loudness: Loudness::Bell,
        notes: &[
            strike(BOWL, 0.0, 659.26).strength(0.8),
            strike(BOWL, 0.6, 523.25).strength(0.9),
            strike(BOWL, 1.2, 392.0),
        ],
    },
    Recipe {
        name: "pause",
        seconds: 0.6,
        loudness: Loudness::Glide,
        notes: &[strike(VOICE, 0.0, 698.46).sliding(466.16, 0.32)],
    },
    Recipe {
        name: "resume",
        seconds: 0.6,
        loudness: Loudness::Glide,
        notes: &[strike(VOICE, 0.0, 466.16).sliding(698.46, 0.32)],
    },
    Recipe {
        name: "count-in",
        seconds: 0.16,
        loudness: Loudness::Tick,
        notes: &[strike(TICK, 0.0, 622.25)],
    },
    Recipe {
        name: "release",
        seconds: 1.2,
        loudness: Loudness::Glide,
        notes: &[strike(VOICE, 0.0, 440.0).sliding(311.13, 0.8)],
    },
    Recipe {
        name: "back",
        seconds: 0.75,
        loudness: Loudness::Glide,
        notes: &[
            strike(VOICE, 0.0, 466.16).sliding(622.25, 0.16).held(0.14),
            strike(VOICE, 0.26, 466.16).sliding(932.33, 0.2),
        ],
    },
    Recipe {
        name: "attention",
        seconds: 0.56,
        loudness: Loudness::Soft,
        notes: &[
            strike(HARP, 0.0, 622.25).attack(0.012).strength(0.8),
            strike(HARP, 0.07, 783.99).attack(0.012).strength(0.9),
            strike(HARP, 0.14, 932.33).attack(0.012),
        ],
    },
    Recipe {
        name: "here",
        seconds: 0.42,
        loudness: Loudness::Faint,
        notes: &[
            strike(TAP, 0.0, 349.23).attack(0.01),
            strike(TAP, 0.17, 329.63).attack(0.01).strength(0.6),
        ],
    },
    Recipe {
        name: "rise",
        seconds: 5.0,
        loudness: Loudness::Under,
        notes: &[strike(BOWED, 0.0, 392.0).sliding(523.25, 5.0).swelling(4.3, 0.7)],
    },
    Recipe {
        name: "fall",
        seconds: 5.0,
        loudness: Loudness::Under,
        notes: &[strike(BOWED, 0.0, 523.25).sliding(392.0, 5.0).swelling(0.7, 4.3)],
    },
];
