//! `wellspring plan`: what a session would be, without starting it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use super::arguments::ChoiceFlags;
use super::describe::WIDEST;
use super::known::{self, Here};
use super::start::choose;
use super::{Failure, print, print_lines};
use crate::domain::caution::Prompt;
use crate::domain::plan::{Pacing, Plan};
use crate::domain::point::Point;
use crate::domain::routine::Ease;
use crate::domain::run::{Foreseen, foreseen};
use crate::domain::sound::{Cue, Scheduled};
use crate::domain::speech::Amount;
use crate::format::contract;
use crate::platform::dirs::Dirs;
use crate::platform::voice;
use crate::t;
use crate::words::columns::paragraph;
use crate::words::speech::{self, Manner};
use crate::words::{person as answers, plan as words, routine, session, time};

/// What a spoken sentence is called among the cues.
const SAY: &str = "say";
/// The version of the object that is printed.
const VERSION: u64 = 1;

pub(super) fn run(
    dirs: &Dirs,
    codes: &[String],
    flags: &ChoiceFlags,
    voice: Option<Amount>,
    json: bool,
) -> Result<(), Failure> {
    let here = Here::open(dirs)?;
    let plan = of_codes(&here, codes, flags, here.pacing())?;
    let heard = heard(&here, &plan, voice);
    if json {
        let text =
            contract::text(&printed(&plan, &heard)).map_err(|error| Failure::machine(&error))?;
        return print(&text);
    }
    let titles: Vec<String> = plan.points().iter().map(Point::title).collect();
    let mut lines = vec![t!("plan-heading", points = titles.join(", "))];
    lines.extend(words::steps(&plan).into_iter().map(|line| format!("  {line}")));
    let total = if voice.is_some() { heard.foreseen.total } else { plan.total() };
    lines.push(t!("plan-total", total = time::length(total)));
    if plan.points().len() > 1 {
        lines.push(routine::ease(Ease::of(&plan)));
    }
    if let Some(amount) = voice {
        let amount = session::amount(amount);
        lines.extend([String::new(), t!("plan-heard", amount = amount.to_lowercase())]);
        lines.extend(transcript(&heard));
    }
    let changes = answers::changes(plan.changes());
    if !changes.is_empty() {
        lines.extend([String::new(), t!("plan-changes")]);
        lines.extend(changes.iter().flat_map(|line| paragraph(&format!("  {line}"), WIDEST)));
    }
    print_lines(&lines)
}

/// The plan of those points, in that order.
pub(super) fn of_codes(
    here: &Here,
    codes: &[String],
    flags: &ChoiceFlags,
    pacing: Pacing,
) -> Result<Plan, Failure> {
    let person = here.person();
    let mut parts = Vec::new();
    for code in codes {
        let point = known::find(&here.library.catalogue, code)?;
        let suited = person.suit(point).map_err(|error| Failure::refused(&error))?;
        parts.push(choose(suited, flags, &here.settings));
    }
    Plan::new(&parts, pacing).map_err(|error| Failure::refused(&error))
}

/// What is heard of a plan, and how long each of its sentences takes.
struct Heard {
    foreseen: Foreseen,
    lengths: HashMap<Arc<str>, Duration>,
}

/// What would be heard with that many words; with none, the cues.
fn heard(here: &Here, plan: &Plan, amount: Option<Amount>) -> Heard {
    let amount = amount.unwrap_or(Amount::Chimes);
    let lines = &here.library.lines;
    let prompt = Prompt::new(plan.clone(), lines);
    let silent = Manner::of(&here.settings, amount, &|_| None);
    let lengths = if amount == Amount::Chimes {
        HashMap::new()
    } else {
        let sentences = speech::all_sentences(&prompt, lines, &silent);
        voice::lengths(here.settings.voice.as_deref(), &sentences)
    };
    let manner = Manner { lengths: &|sentence| lengths.get(sentence).copied(), ..silent };
    let script = speech::script(plan, lines, &manner).map(Arc::new);
    Heard { foreseen: foreseen(plan, &here.settings.guidance(script)), lengths }
}

/// A line for each thing that is heard; beats and breaths, which come too often to be read, as one.
fn transcript(heard: &Heard) -> Vec<String> {
    let mut lines = Vec::new();
    let mut paced = None;
    for one in &heard.foreseen.cues {
        let at = format!("  {:>5}  ", time::clock_up(one.after));
        let words = match &one.cue {
            Cue::Sound(sound) if sound.channel().paces() => {
                if paced.replace(sound.channel()) == Some(sound.channel()) {
                    continue;
                }
                t!("plan-paced", sound = sound.name())
            }
            Cue::Sound(sound) => format!("[{}]", sound.name()),
            Cue::Say(text) => text.to_string(),
        };
        if matches!(&one.cue, Cue::Sound(sound) if sound.marks_step()) {
            paced = None;
        }
        let wrapped = paragraph(&words, WIDEST - 9);
        for (index, line) in wrapped.into_iter().enumerate() {
            let margin = if index == 0 { at.clone() } else { " ".repeat(9) };
            lines.push(margin + line.trim_start());
        }
    }
    lines
}

/// What is printed. Times count from the beginning; a step that waits for the person counts as none.
#[derive(Serialize)]
struct Printed {
    version: u64,
    steps: Vec<PrintedStep>,
    cues: Vec<PrintedCue>,
    total_seconds: Value,
}

#[derive(Serialize)]
struct PrintedStep {
    phase: &'static str,
    point: String,
    side: &'static str,
    at_seconds: Value,
    seconds: Value,
    waits: bool,
}

#[derive(Serialize)]
struct PrintedCue {
    at_seconds: Value,
    cue: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<Value>,
}

fn printed(plan: &Plan, heard: &Heard) -> Printed {
    let foreseen = &heard.foreseen;
    let mut steps = Vec::new();
    for (index, step) in plan.steps().iter().enumerate() {
        let press = &plan.presses()[step.press];
        let at = foreseen.steps.get(index).copied().unwrap_or_default();
        let end = foreseen.steps.get(index + 1).copied().unwrap_or(foreseen.total);
        steps.push(PrintedStep {
            phase: step.phase.name(),
            point: plan.point_of(press).code.to_string(),
            side: press.side.name(),
            at_seconds: seconds(at),
            seconds: seconds(end.saturating_sub(at)),
            waits: step.length.is_none(),
        });
    }
    let cue = |one: &Scheduled| match &one.cue {
        Cue::Sound(sound) => PrintedCue {
            at_seconds: seconds(one.after),
            cue: sound.name(),
            text: None,
            seconds: None,
        },
        Cue::Say(text) => PrintedCue {
            at_seconds: seconds(one.after),
            cue: SAY,
            text: Some(text.to_string()),
            seconds: heard.lengths.get(text).copied().map(seconds),
        },
    };
    let cues = foreseen.cues.iter().map(cue).collect();
    Printed { version: VERSION, steps, cues, total_seconds: seconds(foreseen.total) }
}

/// Whole seconds as a whole number, others with their fraction.
fn seconds(time: Duration) -> Value {
    if time.subsec_nanos() == 0 { json!(time.as_secs()) } else { json!(time.as_secs_f64()) }
}
