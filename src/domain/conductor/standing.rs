//! What is heard while a session stands still.

use std::time::Duration;

use super::Standstill;
use crate::domain::sound::{Cue, Scheduled, Sound};
use crate::domain::speech::{Line, Script, length_of, one_after_another};

/// While the session stands still a soft tick tells that it is still there: so often,
const TICK_EVERY: Duration = Duration::from_secs(10);
/// and for so long; whoever has not come back by then is not listening.
const TICK_FOR: Duration = Duration::from_secs(600);

/// What is said about a session that stands still.
pub(super) fn standing(script: &Script, why: Standstill) -> &[Line] {
    match why {
        Standstill::Paused => &script.paused,
        Standstill::Slept => &script.slept,
        Standstill::Leaving => &script.leaving,
    }
}

/// What is heard while a session stands still: a cue, a few words, and a soft tick now and then, so that
/// silence is not taken for a crash.
pub(super) fn standing_still(sound: Option<Sound>, lines: Option<&[Line]>) -> Vec<Scheduled> {
    let cue = |after, sound| Scheduled { after, cue: Cue::Sound(sound) };
    let mut all: Vec<Scheduled> =
        sound.map(|sound| cue(Duration::ZERO, sound)).into_iter().collect();
    let lines = lines.unwrap_or_default();
    all.extend(one_after_another(lines, Duration::ZERO, sound.is_some()));
    let mut at = length_of(lines) + TICK_EVERY;
    while at < TICK_FOR {
        all.push(cue(at, Sound::Here));
        at += TICK_EVERY;
    }
    all
}
