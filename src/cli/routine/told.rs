//! `wellspring routine list` and `show`.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Routines, print, print_lines};
use crate::cli::Failure;
use crate::cli::around;
use crate::cli::describe::{self, WIDEST};
use crate::domain::code::Code;
use crate::domain::plan::{Dose, Plan};
use crate::domain::point::{NotPlayable, Origin, Point};
use crate::domain::routine::{Difference, Ease, Item, Routine, Totals, Verdict, judge};
use crate::format::contract;
use crate::format::routine::{self, RoutineFile};
use crate::t;
use crate::words::columns::{aligned, paragraph};
use crate::words::{
    library as words, person as answers, routine as routine_words, session, sharing, time,
};

/// The version of the objects that are printed.
pub(super) const VERSION: u64 = 1;

pub(super) fn list(all: &Routines, json: bool) -> Result<(), Failure> {
    if json {
        let routines = all.all().map(|one| in_short(all, one)).collect();
        return print_json(&Many { version: VERSION, routines });
    }
    let rows: Vec<[String; 4]> = all.all().map(|one| row(all, one)).collect();
    let mut lines = aligned(&rows).into_iter().map(|line| format!("  {line}")).collect::<Vec<_>>();
    lines.insert(all.own.len(), t!("routine-list-shipped"));
    if all.own.is_empty() {
        lines.push(String::new());
        lines.extend(paragraph(&t!("routine-list-none"), WIDEST));
    } else {
        lines.insert(0, t!("routine-list-own"));
        lines.insert(all.own.len() + 1, String::new());
        lines.push(String::new());
    }
    lines.extend(paragraph(&t!("routine-list-more"), WIDEST));
    print_lines(&lines)
}

fn row(all: &Routines, routine: &Routine) -> [String; 4] {
    let plan = around::plan(routine, &all.here);
    let length = plan.map(|plan| time::length(Totals::of(&plan).timed));
    [
        routine.key.clone(),
        routine.name.clone(),
        t!("routine-list-points", count = routine.items.len()),
        length.unwrap_or_else(|| t!("routine-list-nothing-left")),
    ]
}

/// Routines in short.
#[derive(Serialize)]
struct Many<'a> {
    version: u64,
    routines: Vec<Short<'a>>,
}

#[derive(Serialize)]
struct Short<'a> {
    key: &'a str,
    name: &'a str,
    own: bool,
    points: Vec<&'a str>,
    complaints: &'a [String],
    /// `null` where nothing of it is left for the person.
    total_seconds: Option<u64>,
    find_seconds: Option<u64>,
}

fn in_short<'a>(all: &Routines, routine: &'a Routine) -> Short<'a> {
    let totals = around::plan(routine, &all.here).map(|plan| Totals::of(&plan));
    Short {
        key: &routine.key,
        name: &routine.name,
        own: routine.origin == Origin::Own,
        points: routine.items.iter().map(|item| item.code.as_str()).collect(),
        complaints: &routine.complaints,
        total_seconds: totals.map(|totals| totals.timed.as_secs()),
        find_seconds: totals.map(|totals| totals.finding.as_secs()),
    }
}

/// A routine as its file has it, and beside it what is worked out.
#[derive(Serialize)]
struct One<'a> {
    version: u64,
    routine: RoutineFile<'a>,
    own: bool,
    points: Vec<Judged>,
    total_seconds: Option<u64>,
    find_seconds: Option<u64>,
    left_out: Vec<LeftOut>,
}

/// What is said of a point of a routine to programs.
#[derive(Serialize)]
pub(super) struct Judged {
    code: String,
    verdict: &'static str,
    differs: Vec<Differing>,
    why: Option<String>,
}

#[derive(Serialize)]
struct Differing {
    field: &'static str,
    asks: Value,
    becomes: Value,
}

/// A point that is left out, and why.
#[derive(Serialize)]
pub(super) struct LeftOut {
    code: String,
    why: String,
}

pub(super) fn left_out(all: &[(Code, NotPlayable)]) -> Vec<LeftOut> {
    let one = |(code, why): &(Code, NotPlayable)| LeftOut {
        code: code.to_string(),
        why: sharing::left_out(why),
    };
    all.iter().map(one).collect()
}

/// The same for people.
pub(super) fn left_out_lines(all: &[(Code, NotPlayable)]) -> Vec<String> {
    all.iter().map(|(code, why)| format!("{code}: {}", sharing::left_out(why))).collect()
}

pub(super) fn show(all: &Routines, routine: &Routine, json: bool) -> Result<(), Failure> {
    let catalogue = &all.here.library.catalogue;
    let fitted = routine.fit(catalogue, &all.here.person());
    let verdicts = judge(routine, catalogue);
    let plan = fitted.plan(all.here.pacing()).ok();
    if json {
        let totals = plan.as_ref().map(Totals::of);
        return print_json(&One {
            version: VERSION,
            routine: routine::file(routine),
            own: routine.origin == Origin::Own,
            points: judged(routine, &verdicts),
            total_seconds: totals.map(|totals| totals.timed.as_secs()),
            find_seconds: totals.map(|totals| totals.finding.as_secs()),
            left_out: left_out(&fitted.left_out),
        });
    }
    let mut page = describe::Page::new();
    let (key, name) = (routine.key.as_str(), routine.name.as_str());
    if routine.origin == Origin::Own {
        page.line(&t!("routine-show-key", key = key, name = name));
    } else {
        page.line(&t!("routine-show-key-shipped", key = key, name = name));
        page.line(&session::capital(&words::routine_ground(routine.ground)));
    }
    page.section("", [routine.about.as_str()]);
    page.section(&t!("routine-show-therapist"), [routine.therapist.as_str()]);
    page.lines([String::new(), t!("routine-show-points")]);
    page.lines(points(all, routine, &verdicts, false));
    page.list(&t!("routine-show-left-out"), &left_out_lines(&fitted.left_out));
    if let Some(plan) = &plan {
        let changes = answers::changes(plan.changes());
        page.section(&t!("plan-changes"), changes.iter().map(String::as_str));
    }
    page.lines([String::new()]);
    match &plan {
        Some(plan) => {
            for line in length(plan) {
                page.line(&line);
            }
        }
        None => page.line(&t!("routine-show-nothing")),
    }
    let library = &all.here.library;
    let served = library.complaints.iter().filter(|one| routine.complaints.contains(&one.key));
    let served: Vec<&str> = served.map(|one| one.name.as_str()).collect();
    page.section(&t!("routine-show-for"), [served.join(", ").as_str()]);
    page.section(&t!("routine-show-often"), [routine.how_often.as_str()]);
    page.list(&t!("routine-notes"), &routine.notes);
    let sources = routine.sources.iter().filter_map(|id| library.source(id));
    page.list(&t!("show-sources"), &sources.map(describe::source).collect::<Vec<_>>());
    if plan.is_some() {
        page.lines([String::new()]);
        page.line(&t!("routine-show-start", key = key));
    }
    print_lines(&page.all())
}

/// "9 min 50 s in all, about 12 min with finding the points.", and what the order asks for.
pub(super) fn length(plan: &Plan) -> Vec<String> {
    let totals = Totals::of(plan);
    let mut lines = vec![t!(
        "routine-show-time",
        time = time::length(totals.timed),
        with = time::length(routine_words::minutes(totals.with_finding()))
    )];
    if plan.points().len() > 1 {
        lines.push(routine_words::ease(Ease::of(plan)));
    }
    lines
}

/// A line for each point; under it what is behind its verdict, and the note. Where every verdict is told, also
/// that a point is known.
pub(super) fn points(
    all: &Routines,
    routine: &Routine,
    verdicts: &[Verdict],
    tells_all: bool,
) -> Vec<String> {
    let rows: Vec<[String; 4]> = routine
        .items
        .iter()
        .zip(verdicts)
        .enumerate()
        .map(|(place, (item, verdict))| {
            let point = all.here.library.catalogue.find(item.code.as_str());
            let title = point.map_or_else(|| item.code.to_string(), Point::title);
            let verdict = match verdict {
                Verdict::Known if !tells_all => String::new(),
                other => sharing::verdict(other),
            };
            // What is not known may have two sides.
            let dose = words::dose(item, point.is_none_or(|point| point.bilateral));
            [format!("{:>2}.", place + 1), title, dose, verdict]
        })
        .collect();
    let mut lines = Vec::new();
    for ((line, item), verdict) in aligned(&rows).into_iter().zip(&routine.items).zip(verdicts) {
        lines.push(format!("  {line}"));
        let reasons = sharing::reasons(verdict);
        let below = reasons.iter().map(|one| session::capital(one)).chain([item.note.clone()]);
        lines.extend(below.filter(|text| !text.is_empty()).flat_map(|text| beneath(&text)));
    }
    lines
}

/// A text under the line of a point.
pub(super) fn beneath(text: &str) -> Vec<String> {
    text.lines().flat_map(|line| paragraph(&format!("       {line}"), WIDEST)).collect()
}

/// What is said of each point to programs.
pub(super) fn judged(routine: &Routine, verdicts: &[Verdict]) -> Vec<Judged> {
    let one = |(item, verdict): (&Item, &Verdict)| {
        let differs = match verdict {
            Verdict::Differs(all) => all.iter().map(|one| differing(*one)).collect(),
            _ => Vec::new(),
        };
        let why = match verdict {
            Verdict::CannotBePlayed { why } => Some(sharing::left_out(why)),
            _ => None,
        };
        Judged { code: item.code.to_string(), verdict: verdict.name(), differs, why }
    };
    routine.items.iter().zip(verdicts).map(one).collect()
}

fn differing(difference: Difference) -> Differing {
    let dose = |dose: Dose| match dose {
        Dose::Fixed(length) => json!(length.as_secs()),
        Dose::UntilRelease => json!("until-release"),
    };
    let (field, asks, becomes) = match difference {
        Difference::Sides { what, becomes } => ("sides", json!(what.name()), json!(becomes.name())),
        Difference::Motion { what, becomes } => {
            ("motion", json!(what.name()), json!(becomes.name()))
        }
        Difference::Dose { what, becomes, .. } => ("seconds", dose(what), dose(becomes)),
        Difference::Times { what, becomes } => ("times", json!(what), json!(becomes)),
        Difference::Rest { what, becomes } => {
            ("rest_seconds", json!(what.as_secs()), json!(becomes.as_secs()))
        }
    };
    Differing { field, asks, becomes }
}

pub(super) fn print_json(object: &impl Serialize) -> Result<(), Failure> {
    print(&contract::text(object).map_err(|error| Failure::machine(&error))?)
}
