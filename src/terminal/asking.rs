//! The caution: read first, then answered by a typed yes. Nothing else starts a session.

use std::time::Duration;

use crate::domain::caution::{Cleared, Fresh, Prompt};
use crate::domain::plan::Plan;
use crate::platform::keyboard::{Heard, Key, Manner};
use crate::t;

use super::{World, telling};

/// No answer is longer; more is not kept.
const LONGEST_ANSWER: usize = 40;
/// Waiting for an answer costs a look at this interval.
const PATIENCE: Duration = Duration::from_secs(60);

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
    world.say(&t!("ask-question"));
    world.say(&t!("ask-answer"));
    // Whatever was typed before the question stood there is no answer to it.
    world.listen();
    let answer = match manner {
        Manner::Keys => {
            world.show("> ");
            typed(world)
        }
        Manner::Lines => line(world),
    };
    match answer {
        Some(answer) => match Fresh::typed(&answer) {
            Some(act) => Ok(prompt.acknowledge(act)),
            None => Err(Box::new((prompt.plan().clone(), Refusal::NotYes))),
        },
        None => Err(Box::new((prompt.plan().clone(), Refusal::NoAnswer))),
    }
}

fn line<W: World>(world: &mut W) -> Option<String> {
    loop {
        match world.hear(PATIENCE) {
            Heard::Line(line) => return Some(line),
            Heard::Ended | Heard::ToldToEnd | Heard::Key(_) => return None,
            Heard::Nothing => {}
        }
    }
}

/// A line typed key by key, shown as it is typed.
fn typed<W: World>(world: &mut W) -> Option<String> {
    let mut answer = String::new();
    loop {
        match world.hear(PATIENCE) {
            Heard::Key(Key::Enter) => {
                world.show("\r\n");
                return Some(answer);
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
