//! Points for tests of the rules: made up, so that the rules are tested apart from the content.

#![allow(clippy::missing_panics_doc, reason = "these are made for tests")]

use std::time::Duration;

use super::caution::{Fresh, Lines, Prompt};
use super::code::Code;
use super::plan::{Choices, Pacing, Plan};
use super::point::{Grade, Guide, Hands, Origin, Point, Region};
use super::profile::{Person, Profile, Rules};
use super::routine::Part;
use super::run::{Guidance, Run};
use super::speech::{Amount, Line, Script, StepLines};
use super::technique::{Applicator, Motion, Pressure, Technique};

/// A playable point: one to two minutes, circles or steady, until release.
#[must_use]
pub fn point(code: &str, bilateral: bool) -> Point {
    let code = Code::parse(code).expect("a code");
    Point {
        aliases: Vec::new(),
        pinyin: "Jíquán".to_owned(),
        pinyin_plain: "Jiquan".to_owned(),
        chinese: "極泉".to_owned(),
        chinese_simplified: "极泉".to_owned(),
        english: "Highest Spring".to_owned(),
        meridian: code.meridian(),
        region: Region::Axilla,
        location: "Somewhere.".to_owned(),
        measure: None,
        spots: None,
        bilateral,
        grade: Grade::Yes,
        tags: Vec::new(),
        sources: Vec::new(),
        guide: Some(Guide {
            introduction: String::new(),
            posture: String::new(),
            hands: Hands { opposite: true, both_at_once: true },
            find: vec!["Find it.".to_owned()],
            feel: String::new(),
            press: String::new(),
            technique: Technique {
                applicator: Applicator::Fingertips,
                pressure: Pressure::FirmButGentle,
                motions: vec![Motion::Circular, Motion::Steady],
                least: Duration::from_secs(60),
                default: Duration::from_secs(60),
                most: Duration::from_secs(120),
                until_release: true,
                source: "SEED".to_owned(),
            },
            caution: "Mind it.".to_owned(),
            stop: String::new(),
            red_flags: Vec::new(),
            traditional_uses: Vec::new(),
            conditions: Vec::new(),
            evidence: Vec::new(),
            related: Vec::new(),
            questions: Vec::new(),
            how_often: String::new(),
        }),
        origin: Origin::Shipped,
        notes: Vec::new(),
        code,
    }
}

/// The plan for such points with those choices.
#[must_use]
pub fn plan(points: &[Point], choices: Choices, pacing: Pacing) -> Plan {
    let parts: Vec<_> = points.iter().map(|point| (point.clone(), Duration::ZERO)).collect();
    resting_plan(&parts, choices, pacing)
}

/// The plan for such points with those choices, each with the rest after it.
#[must_use]
pub fn resting_plan(points: &[(Point, Duration)], choices: Choices, pacing: Pacing) -> Plan {
    let (rules, profile) = (Rules::default(), Profile::default());
    let person = Person { rules: &rules, profile: &profile, now: jiff::Timestamp::UNIX_EPOCH };
    let parts = points.iter().enumerate().map(|(place, (point, rest))| {
        let suited = person.suit(point).expect("playable");
        Part { suited, choices, rest: *rest, place }
    });
    let parts: Vec<_> = parts.collect();
    Plan::of_parts(&parts, pacing).expect("a plan")
}

/// A run of that plan, cleared by a click, without words.
#[must_use]
pub fn run(plan: Plan) -> Run {
    guided(plan, Guidance::default())
}

/// A run of that plan with that guidance, cleared by a click.
#[must_use]
pub fn guided(plan: Plan, guidance: Guidance) -> Run {
    Run::begin(Prompt::new(plan, &Lines::default()).acknowledge(Fresh::click()), guidance).0
}

/// A sentence of so many milliseconds.
#[must_use]
pub fn line(text: &str, millis: u64) -> Line {
    Line {
        text: text.into(),
        length: Duration::from_millis(millis),
        wait: Duration::ZERO,
        keeps: false,
    }
}

/// A script with a sentence of so many milliseconds at each place, and two where a step opens.
#[must_use]
pub fn script(plan: &Plan, millis: u64) -> Script {
    let steps = 0..plan.steps().len();
    let of = |step: usize| StepLines {
        opening: vec![
            line(&format!("step {step}"), millis),
            Line { wait: Duration::from_secs(2), ..line(&format!("more of {step}"), millis / 2) },
        ],
        turn: vec![line("turn", millis)],
        least: vec![line("least", millis)],
        last_ten: vec![line("ten", millis)],
    };
    Script {
        amount: Amount::Full,
        steps: steps.map(of).collect(),
        end: vec![line("end", millis)],
        paused: vec![line("paused", millis)],
        going_on: vec![line("going on", 900)],
        leaving: vec![line("leaving", millis)],
        stopped: plan.points().iter().map(|_| vec![line("stopped", millis)]).collect(),
        left: vec![line("left", millis)],
        ..Script::default()
    }
}
