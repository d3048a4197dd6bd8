//! `wellspring plan`: what a session would be, without starting it.

use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use super::arguments::ChoiceFlags;
use super::describe::WIDEST;
use super::known::{self, Here};
use super::start::choose;
use super::{Failure, print, print_lines};
use crate::domain::plan::Plan;
use crate::domain::point::Point;
use crate::domain::routine::Ease;
use crate::domain::run::foreseen;
use crate::domain::sound::Scheduled;
use crate::format::contract;
use crate::platform::dirs::Dirs;
use crate::t;
use crate::words::columns::paragraph;
use crate::words::{person as answers, plan as words, routine, time};

/// The version of the object that is printed.
const VERSION: u64 = 1;

pub(super) fn run(
    dirs: &Dirs,
    codes: &[String],
    flags: &ChoiceFlags,
    json: bool,
) -> Result<(), Failure> {
    let here = Here::open(dirs)?;
    let person = here.person();
    let mut parts = Vec::new();
    for code in codes {
        let point = known::find(&here.library.catalogue, code)?;
        let suited = person.suit(point).map_err(|error| Failure::refused(&error))?;
        parts.push(choose(suited, flags, &here.settings));
    }
    let plan = Plan::new(&parts, here.pacing()).map_err(|error| Failure::refused(&error))?;
    if json {
        let text = contract::text(&printed(&plan)).map_err(|error| Failure::machine(&error))?;
        return print(&text);
    }
    let titles: Vec<String> = plan.points().iter().map(Point::title).collect();
    let mut lines = vec![t!("plan-heading", points = titles.join(", "))];
    lines.extend(words::steps(&plan).into_iter().map(|line| format!("  {line}")));
    lines.push(t!("plan-total", total = time::length(plan.total())));
    if plan.points().len() > 1 {
        lines.push(routine::ease(Ease::of(&plan)));
    }
    let changes = answers::changes(plan.changes());
    if !changes.is_empty() {
        lines.extend([String::new(), t!("plan-changes")]);
        lines.extend(changes.iter().flat_map(|line| paragraph(&format!("  {line}"), WIDEST)));
    }
    print_lines(&lines)
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
}

fn printed(plan: &Plan) -> Printed {
    let mut at = Duration::ZERO;
    let mut steps = Vec::new();
    for step in plan.steps() {
        let press = &plan.presses()[step.press];
        let length = step.length.unwrap_or_default();
        steps.push(PrintedStep {
            phase: step.phase.name(),
            point: plan.point_of(press).code.to_string(),
            side: press.side.name(),
            at_seconds: seconds(at),
            seconds: seconds(length),
            waits: step.length.is_none(),
        });
        at += length;
    }
    let cue = |one: Scheduled| PrintedCue { at_seconds: seconds(one.after), cue: one.sound.name() };
    let cues = foreseen(plan).into_iter().map(cue).collect();
    Printed { version: VERSION, steps, cues, total_seconds: seconds(plan.total()) }
}

/// Whole seconds as a whole number, others with their fraction.
fn seconds(time: Duration) -> Value {
    if time.subsec_nanos() == 0 { json!(time.as_secs()) } else { json!(time.as_secs_f64()) }
}
