//! What is said in the terminal: whole lines, each of which makes sense when it is read aloud alone.

use crate::domain::caution::{Line, Prompt, Weight};
use crate::domain::conductor::Conductor;
use crate::domain::history::{Outcome, StopReason};
use crate::domain::plan::{Phase, Plan};
use crate::domain::point::Point;
use crate::domain::run::{Run, State};
use crate::domain::sound::Sound;
use crate::domain::technique::Motion;
use crate::platform::keyboard::Manner;
use crate::t;
use crate::words::columns::aligned;
use crate::words::plan::place_with_hand;
use crate::words::{self, caution, person as answers, playing, session, time};

use super::acts::REASONS;

/// "HE-1 Jíquán, 極泉, Highest Spring".
pub(super) fn title(point: &Point) -> String {
    let parts = [point.title(), point.chinese.clone(), point.english.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What a person reads before anything starts.
pub(super) fn before(prompt: &Prompt, emergency: &str) -> Vec<String> {
    let plan = prompt.plan();
    let mut lines = Vec::new();
    for point in plan.points() {
        lines.push(title(point));
        if let Some(guide) = &point.guide {
            lines.push(session::technique(&guide.technique));
        }
    }
    lines.push(this_session(plan));
    lines.extend(answers::changes(plan.changes()));
    lines.push(String::new());
    lines.push(t!("ask-heading"));
    let mut before = None;
    for line in prompt.lines() {
        // What may apply stands together, under a line that says why it is there.
        if line.weight == Weight::MayApply && before != Some(Weight::MayApply) {
            lines.push(t!("ask-may-apply"));
        }
        before = Some(line.weight);
        lines.push(warning(line, emergency));
    }
    lines.push(String::new());
    lines
}

fn this_session(plan: &Plan) -> String {
    let presses: Vec<String> = plan
        .presses()
        .iter()
        .map(|press| {
            let point = plan.point_of(press);
            let motion = session::motion(press.motion);
            let length = if press.until_release {
                t!("dose-up-to", time = time::length(press.length))
            } else {
                time::length(press.length)
            };
            t!(
                "ask-press",
                place = session::place(point, press.side),
                motion = motion,
                time = length
            )
        })
        .collect();
    t!("ask-session", presses = presses.join("; "), total = time::length(plan.total()))
}

/// A line of the caution, marked by how grave it is.
pub(super) fn warning(line: &Line, emergency: &str) -> String {
    let text = caution::line(line, emergency);
    match line.weight {
        Weight::RedFlag => format!("! {text}"),
        Weight::Care | Weight::MayApply | Weight::Always => format!("- {text}"),
    }
}

/// A step begins.
pub(super) fn began(plan: &Plan, step: usize, manner: Manner) -> Vec<String> {
    let Some(now) = plan.steps().get(step) else { return Vec::new() };
    let press = &plan.presses()[now.press];
    let point = plan.point_of(press);
    let phase = session::phase(plan, step);
    if now.phase == Phase::Find {
        let lines = find(point, &phase, &place_with_hand(point, press.side), manner);
        // Under the empty line that parts it from what was before.
        let mut lines = lines.into_iter();
        let progress =
            playing::progress(plan, step).map(|words| t!("told-progress", progress = words));
        return lines.next().into_iter().chain(progress).chain(lines).collect();
    }
    let length = now.length.map(time::length).unwrap_or_default();
    let length = if now.phase == Phase::Press && press.until_release {
        t!("dose-up-to", time = length)
    } else {
        length
    };
    let place = match now.phase {
        Phase::Change | Phase::Rest => String::new(),
        _ => session::capital(&place_with_hand(point, press.side)),
    };
    let what = t!("told-step", phase = phase, time = length);
    let mut lines = vec![
        [what, sentence(&place), session::instruction(plan, step)].join(" ").replace("  ", " "),
    ];
    if now.phase == Phase::Rest {
        lines.push(t!("told-next", next = session::next(plan, step)));
        let posture = point.guide.as_ref().map(|guide| guide.posture.clone());
        lines.extend(posture.filter(|words| !words.is_empty()));
    }
    if now.phase == Phase::Press && press.until_release && press.least < press.length {
        let least = time::length(press.least);
        lines.push(match manner {
            Manner::Keys => t!("told-release-key", time = least),
            Manner::Lines => t!("told-release-line", time = least),
        });
    }
    lines
}

fn find(point: &Point, phase: &str, place: &str, manner: Manner) -> Vec<String> {
    let mut lines =
        vec![String::new(), t!("told-find", phase = phase, point = point.title(), place = place)];
    if let Some(guide) = &point.guide {
        if !guide.posture.is_empty() {
            lines.push(guide.posture.clone());
        }
        for (number, step) in guide.find.iter().enumerate() {
            lines.push(format!("{}. {step}", number + 1));
        }
        if !guide.feel.is_empty() {
            lines.push(t!("told-feel", feel = guide.feel.as_str()));
        }
    }
    lines.push(match manner {
        Manner::Keys => t!("told-found-key"),
        Manner::Lines => t!("told-found-line"),
    });
    lines
}

fn sentence(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{text}.") }
}

/// A cue that has words of its own.
pub(super) fn cue(sound: Sound, motion: Motion) -> Option<String> {
    match (sound, motion) {
        (Sound::Turn, Motion::Circular) => Some(t!("say-turned")),
        (Sound::Turn, Motion::Steady) => Some(t!("say-half")),
        (Sound::Least, _) => Some(t!("say-may-stop")),
        (Sound::LastTen, _) => Some(t!("say-last-ten")),
        _ => None,
    }
}

/// How to go on from a pause.
pub(super) fn to_go_on(manner: Manner) -> String {
    match manner {
        Manner::Keys => t!("told-go-on-key"),
        Manner::Lines => t!("told-go-on-line"),
    }
}

/// What is left of the step and of all.
pub(super) fn left(run: &Run) -> Option<String> {
    let step = run.left()?;
    Some(t!("told-left", step = time::length(step), total = time::length(run.total_left())))
}

/// What is to be done now, once more.
pub(super) fn again(conductor: &Conductor, manner: Manner) -> Vec<String> {
    let run = conductor.run();
    let mut lines = began(run.plan(), run.step_index(), manner);
    lines.extend(left(run));
    if run.step().phase != Phase::Rest {
        lines.push(t!("told-next", next = session::next(run.plan(), run.step_index())));
    }
    if run.state() == State::Paused {
        lines.push(t!("told-still-paused", how = to_go_on(manner)));
    }
    lines
}

/// The page of a stop: what to do now, what to watch for, and the reasons to choose from.
pub(super) fn stopped(point: &Point, after_stop: &[Line], emergency: &str) -> Vec<String> {
    let mut lines = vec![String::new(), t!("stop-heading")];
    let advice = point.guide.as_ref().map(|guide| guide.stop.as_str()).unwrap_or_default();
    lines.push(if advice.is_empty() {
        t!("stop-advice")
    } else {
        advice.replace("{emergency}", emergency)
    });
    lines.extend(after_stop.iter().map(|line| format!("- {}", caution::line(line, emergency))));
    lines.push(String::new());
    lines.extend(reasons());
    lines
}

/// The reasons to choose from.
pub(super) fn reasons() -> Vec<String> {
    let mut lines = vec![t!("stop-why")];
    for (number, reason) in REASONS.into_iter().enumerate() {
        lines.push(format!("{}  {}", number + 1, session::stop_reason(reason)));
    }
    lines.push(format!("0  {}", session::stop_reason(StopReason::Unsaid)));
    lines.push(t!("stop-slip"));
    lines
}

/// The list of keys, or of words.
pub(super) fn help(manner: Manner) -> Vec<String> {
    let text = match manner {
        Manner::Keys => words::text("help-of-keys"),
        Manner::Lines => words::text("help-of-lines"),
    };
    text.lines().map(str::to_owned).collect()
}

/// How it went.
pub(super) fn summary(run: &Run, outcome: Outcome, reason: Option<StopReason>) -> Vec<String> {
    let plan = run.plan();
    let mut lines = vec![String::new(), t!("summary", outcome = session::outcome(outcome, reason))];
    let rows: Vec<[String; 3]> = plan
        .presses()
        .iter()
        .zip(run.tallies())
        .map(|(press, tally)| {
            let point = plan.point_of(press);
            let pressed = if tally.pressed.is_zero() {
                t!("summary-not-pressed")
            } else {
                t!("summary-pressed", time = time::length(tally.pressed))
            };
            [point.title(), session::place(point, press.side), pressed]
        })
        .collect();
    lines.extend(aligned(&rows));
    if run.can_be_taken_up() && outcome == Outcome::Left {
        lines.push(t!("told-take-up"));
    }
    lines
}
