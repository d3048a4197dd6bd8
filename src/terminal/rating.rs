//! How strong it is, before and after: asked by words, answered by one key or a short line.

use std::time::Duration;

use super::World;
use crate::domain::conductor::Conductor;
use crate::domain::history::Rating;
use crate::platform::keyboard::{Heard, Key, Manner};
use crate::t;
use crate::words::rating as words;

/// After a session the question waits no longer than this.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is asked before a session, if anything is.
pub(super) fn first(manner: Manner, world: &impl World) -> Vec<String> {
    let Some(question) = world.question() else { return Vec::new() };
    let how = match manner {
        Manner::Keys => t!("ask-rate-first-key"),
        Manner::Lines => t!("ask-rate-first-line"),
    };
    vec![question, how, String::new()]
}

/// Takes a rating before a session; it never answers the caution. `aloud` unless the caution is being read.
pub(super) fn take_first<W: World>(rating: Rating, aloud: bool, world: &mut W) {
    // A key that is held down gives the same rating again and again.
    if world.before().1 != Some(rating) {
        world.rated(rating, aloud);
        world.say(&t!("say-rated", rating = rating.get()));
    }
}

/// Asks how strong it is after a session, and notes the answer. Whoever passes it over loses nothing.
pub(super) fn after<W: World>(conductor: &mut Conductor, manner: Manner, world: &mut W) {
    let Some(question) = world.question().filter(|_| conductor.can_be_rated()) else { return };
    let before = conductor.said().before.map(words::before);
    world.say("");
    world.say(&[Some(question), before].into_iter().flatten().collect::<Vec<_>>().join(" "));
    world.say(&match (manner, world.any_key()) {
        (Manner::Keys, false) => t!("ask-rate-key"),
        (Manner::Keys, true) => t!("ask-rate-elbow"),
        (Manner::Lines, _) => t!("ask-rate-line"),
    });
    world.listen();
    let Some(answer) = answer(manner, world) else { return };
    let asks = conductor.rates(answer);
    drop(world.perform(asks));
    world.say(
        &answer
            .map_or_else(|| t!("say-not-rated"), |rating| t!("say-rated", rating = rating.get())),
    );
}

/// The rating, or that there is none; nothing where nobody answers.
#[allow(clippy::option_option, reason = "no answer is not the same as passing it over")]
fn answer<W: World>(manner: Manner, world: &mut W) -> Option<Option<Rating>> {
    let by = world.now().mono + PATIENCE;
    loop {
        let left = by.saturating_sub(world.now().mono);
        if left.is_zero() {
            return None;
        }
        match world.hear(left) {
            Heard::Key(Key::Character(letter)) if Rating::of_key(letter).is_some() => {
                return Some(Rating::of_key(letter));
            }
            Heard::Key(Key::Space | Key::Enter | Key::Escape | Key::Interrupt) => {
                return Some(None);
            }
            Heard::Key(_) if world.any_key() && manner == Manner::Keys => return Some(None),
            Heard::Line(line) if line.trim().is_empty() => return Some(None),
            Heard::Line(line) => match Rating::of_line(&line) {
                Some(rating) => return Some(Some(rating)),
                None => world.say(&t!("ask-rate-line")),
            },
            Heard::Ended | Heard::ToldToEnd => return None,
            Heard::Key(_) | Heard::Nothing => {}
        }
    }
}
