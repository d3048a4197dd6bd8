//! The caution: read first, then answered by a typed yes. Nothing else starts a session.

use std::time::Duration;

use crate::domain::caution::{Cleared, Fresh, HeldKeys, Prompt};
use crate::domain::history::Rating;
use crate::domain::plan::Plan;
use crate::platform::keyboard::{Heard, Key, Manner};
use crate::t;

use super::{World, rating, telling};

/// No answer is longer; more is not kept.
const LONGEST_ANSWER: usize = 40;
/// Waiting for an answer costs a look at this interval.
const PATIENCE: Duration = Duration::from_secs(60);

/// A key answers only if it has been at rest for so long: one that is held repeats sooner.
const AT_REST: Duration = Duration::from_secs(1);

/// Why nothing was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Something else than yes was typed.
    NotYes,
    /// Nobody answered.
    NoAnswer,
}

/// Says the caution and waits for the answer.
pub(super) fn ask<W: World>(
    prompt: Prompt,
    emergency: &str,
    manner: Manner,
    world: &mut W,
) -> Result<Cleared<Plan>, Box<(Plan, Refusal)>> {
    for line in telling::before(&prompt, emergency) {
        world.say(&line);
    }
    for line in rating::first(manner, world) {
        world.say(&line);
    }
    world.say(&t!("ask-question"));
    world.say(&t!("ask-answer"));
    let elbow = manner == Manner::Keys && world.any_key();
    if elbow {
        let but = world.question().is_some();
        world.say(&if but { t!("ask-answer-elbow-but") } else { t!("ask-answer-elbow") });
    }
    let read = world.read(&prompt);
    // Whatever was typed before the question stood there is no answer to it.
    world.listen();
    let answer = match manner {
        Manner::Keys => {
            world.show("> ");
            let read = world.now().mono + read;
            typed(world, elbow, read)
        }
        Manner::Lines => line(world).map(Answer::Typed),
    };
    let act = match &answer {
        Some(Answer::Typed(line)) => Fresh::typed(line),
        Some(Answer::Pressed(act)) => Some(*act),
        None => return Err(Box::new((prompt.plan().clone(), Refusal::NoAnswer))),
    };
    match act {
        Some(act) => Ok(prompt.acknowledge(act)),
        None => Err(Box::new((prompt.plan().clone(), Refusal::NotYes))),
    }
}

/// What was answered.
enum Answer {
    /// A line.
    Typed(String),
    /// Any key, after everything had been read.
    Pressed(Fresh),
}

fn line<W: World>(world: &mut W) -> Option<String> {
    loop {
        match world.hear(PATIENCE) {
            Heard::Line(line) => {
                match Rating::of_line(&line).filter(|_| world.question().is_some()) {
                    Some(rating) => rating::take_first(rating, true, world),
                    None => return Some(line),
                }
            }
            Heard::Ended | Heard::ToldToEnd | Heard::Key(_) => return None,
            Heard::Nothing => {}
        }
    }
}

/// A line typed key by key, shown as it is typed.
///
/// Where it is asked how strong it is, a digit or T in an empty line answers that, and never the caution. With `elbow`
/// any other key answers after `read` that goes down afresh: one that has been held since before repeats faster than a
/// hand can press it.
fn typed<W: World>(world: &mut W, elbow: bool, read: Duration) -> Option<Answer> {
    let mut answer = String::new();
    let mut last: Option<(Key, Duration)> = None;
    loop {
        let heard = world.hear(PATIENCE);
        if let Heard::Key(Key::Character(letter)) = heard
            && let Some(rating) = Rating::of_key(letter)
            && answer.is_empty()
            && world.question().is_some()
        {
            let now = world.now().mono;
            let _ = last.replace((Key::Character(letter), now));
            rating::take_first(rating, now >= read, world);
            continue;
        }
        if let Heard::Key(key) = heard
            && elbow
            && !matches!(key, Key::Interrupt | Key::Escape)
        {
            let now = world.now().mono;
            let before = last.replace((key, now));
            let held = before.is_some_and(|(last, at)| last == key && now < at + AT_REST);
            if now >= read && !held {
                world.show("\r\n");
                return HeldKeys::default().pressed(key, false).map(Answer::Pressed);
            }
        }
        match heard {
            Heard::Key(Key::Enter) => {
                world.show("\r\n");
                return Some(Answer::Typed(answer));
            }
            Heard::Key(Key::Interrupt | Key::Escape) | Heard::Ended | Heard::ToldToEnd => {
                world.show("\r\n");
                return None;
            }
            Heard::Key(Key::Backspace) => {
                if answer.pop().is_some() {
                    world.show("\u{8} \u{8}");
                }
            }
            Heard::Key(Key::Space) => letter(' ', &mut answer, world),
            // Others than these may take two places, which could not be taken back one by one.
            Heard::Key(Key::Character(c)) if c.is_ascii_graphic() => letter(c, &mut answer, world),
            Heard::Key(_) | Heard::Line(_) | Heard::Nothing => {}
        }
    }
}

fn letter<W: World>(letter: char, answer: &mut String, world: &mut W) {
    if answer.len() < LONGEST_ANSWER {
        answer.push(letter);
        world.show(letter.encode_utf8(&mut [0; 4]));
    }
}
