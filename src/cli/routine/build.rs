//! `wellspring routine build`: a routine from a point or a complaint, for this person and that time.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use super::arguments::BuildFlags;
use super::told::{self, LeftOut, VERSION, print_json};
use super::{Routines, change, print_lines};
use crate::cli::describe::Page;
use crate::cli::show::routine_object;
use crate::cli::{Failure, around, known};
use crate::domain::plan::Dose;
use crate::domain::point::Point;
use crate::domain::routine::{
    Item, NoProposal, Proposal, Routine, Shelves, Start, Totals, Warning, Why, key_for, propose,
    shipped_for, warnings,
};
use crate::domain::technique::Motion;
use crate::platform::dirs::Dirs;
use crate::t;
use crate::words::columns::aligned;
use crate::words::{library as words, routine as routine_words, time};

/// How long a routine is that nobody said a length for, in minutes.
const USUAL: u16 = 10;

pub(super) fn run(all: &Routines, dirs: &Dirs, flags: &BuildFlags) -> Result<(), Failure> {
    let (library, here) = (&all.here.library, &all.here);
    let from = flags.from.join(" ");
    let start = start(all, &from)?;
    let target = Duration::from_secs(60 * u64::from(flags.minutes.unwrap_or(USUAL)));
    let (shelves, person, pacing) = (library.shelves(), here.person(), here.pacing());
    let proposal =
        propose(&start, target, pacing, &shelves, &person).map_err(|error| none(&error))?;
    let plan = proposal.routine.fit(&library.catalogue, &person).plan(pacing);
    let plan = plan.map_err(|error| Failure::refused(&error))?;
    let unmet = proposal.unmet.as_ref().map(|unmet| routine_words::unmet(unmet, target));
    let serving = match start {
        Start::Complaint(complaint) => shipped_for(complaint, &shelves),
        Start::Point(_) => Vec::new(),
    };
    // Its order was chosen with care: nothing is said of that.
    let minded = warnings(&plan, &person);
    let minded = minded.iter().filter(|one| !matches!(one, Warning::Postures { .. }));
    let minded: Vec<String> = minded.map(routine_words::warning).collect();
    let saved = match &flags.save {
        Some(name) => Some(save(all, dirs, &start, &proposal.routine, name)?),
        None => None,
    };
    if flags.json {
        let items = proposal.routine.items.iter().zip(&proposal.why);
        let totals = Totals::of(&plan);
        return print_json(&Printed {
            version: VERSION,
            name: &routine_words::name(&start),
            points: items.map(|(item, why)| printed(item, why, &shelves)).collect(),
            target_seconds: target.as_secs(),
            total_seconds: totals.timed.as_secs(),
            find_seconds: totals.finding.as_secs(),
            left_out: told::left_out(&proposal.left_out),
            unmet,
            warnings: minded,
            routines: serving.iter().map(|one| routine_object(one, here)).collect(),
            saved,
        });
    }
    let mut page = Page::new();
    let name = routine_words::name(&start);
    let serving: Vec<String> = serving.iter().map(|one| shipped(all, one)).collect();
    page.list(&t!("points-routines"), &serving);
    page.lines((!serving.is_empty()).then(String::new));
    page.line(&t!("build-heading", name = name.as_str(), time = time::length(target)));
    page.lines([String::new()]);
    page.lines(points(all, &proposal));
    page.lines([String::new()]);
    for line in told::length(&plan) {
        page.line(&line);
    }
    if let Some(unmet) = &unmet {
        page.line(unmet);
    }
    page.list(&t!("build-mind"), &minded);
    page.list(&t!("routine-show-left-out"), &told::left_out_lines(&proposal.left_out));
    if let Start::Complaint(complaint) = start {
        page.section(&t!("build-doctor"), [complaint.see_doctor.as_str()]);
    }
    page.lines([String::new()]);
    if let Some(Saved { key, file }) = &saved {
        page.lines([
            t!("import-kept", file = file.as_str()),
            t!("routine-show-start", key = key.as_str()),
        ]);
    } else {
        let minutes = target.as_secs() / 60;
        page.lines([t!("build-save", from = from, minutes = minutes, name = name)]);
    }
    print_lines(&page.all())
}

/// What is printed for programs.
#[derive(Serialize)]
struct Printed<'a> {
    version: u64,
    name: &'a str,
    points: Vec<PrintedPoint<'a>>,
    target_seconds: u64,
    total_seconds: u64,
    find_seconds: u64,
    left_out: Vec<LeftOut>,
    unmet: Option<String>,
    warnings: Vec<String>,
    routines: Vec<Value>,
    saved: Option<Saved>,
}

#[derive(Serialize)]
struct PrintedPoint<'a> {
    code: &'a str,
    sides: &'static str,
    motion: Option<&'static str>,
    seconds: Option<u64>,
    why: String,
}

/// Under which key, and in which file, a proposal is kept.
#[derive(Serialize)]
struct Saved {
    key: String,
    file: String,
}

fn printed<'a>(item: &'a Item, why: &[Why], shelves: &Shelves<'_>) -> PrintedPoint<'a> {
    let seconds = match item.dose {
        Dose::Fixed(length) => Some(length.as_secs()),
        Dose::UntilRelease => None,
    };
    PrintedPoint {
        code: item.code.as_str(),
        sides: item.sides.name(),
        motion: item.motion.map(Motion::name),
        seconds,
        why: routine_words::whys(why, shelves),
    }
}

/// The point or the complaint of that name.
fn start<'a>(all: &'a Routines, from: &str) -> Result<Start<'a>, Failure> {
    let library = &all.here.library;
    if let Some(point) = library.catalogue.find(from) {
        return Ok(Start::Point(point));
    }
    let complaint = library.complaints.find(from).filter(|_| !from.trim().is_empty());
    match complaint {
        Some(complaint) => Ok(Start::Complaint(complaint)),
        None => match known::find(&library.catalogue, from) {
            Ok(point) => Ok(Start::Point(point)),
            Err(Failure::Refused(why)) => Err(Failure::Refused(t!("build-none", why = why))),
            Err(other) => Err(other),
        },
    }
}

/// Why nothing can be proposed; what is left out is told with it.
fn none(error: &NoProposal) -> Failure {
    let why = error.to_string();
    let left_out = match error {
        NoProposal::NotPlayable(_) => Vec::new(),
        NoProposal::NothingLeft { left_out, .. } => told::left_out_lines(left_out),
    };
    Failure::Refused(std::iter::once(why).chain(left_out).collect::<Vec<_>>().join("\n  "))
}

/// A line for each point, and under it why it stands there.
fn points(all: &Routines, proposal: &Proposal) -> Vec<String> {
    let library = &all.here.library;
    let items = proposal.routine.items.iter().enumerate();
    let rows: Vec<[String; 3]> = items
        .map(|(place, item)| {
            let point = library.catalogue.find(item.code.as_str());
            let title = point.map_or_else(|| item.code.to_string(), Point::title);
            let dose = words::dose(item, point.is_none_or(|point| point.bilateral));
            [format!("{:>2}.", place + 1), title, dose]
        })
        .collect();
    let mut lines = Vec::new();
    for (line, why) in aligned(&rows).into_iter().zip(&proposal.why) {
        lines.push(format!("  {line}"));
        lines.extend(told::beneath(&routine_words::whys(why, &library.shelves())));
    }
    lines
}

fn shipped(all: &Routines, routine: &Routine) -> String {
    let length = around::plan(routine, &all.here).map(|plan| Totals::of(&plan).timed);
    let length = length.map_or_else(|| t!("routine-list-nothing-left"), time::length);
    t!("build-serving", name = routine.name.as_str(), key = routine.key.as_str(), time = length)
}

/// Keeps the proposal under that name.
fn save(
    all: &Routines,
    dirs: &Dirs,
    start: &Start<'_>,
    routine: &Routine,
    name: &str,
) -> Result<Saved, Failure> {
    let name = change::fit(name)?;
    let key = all.known(&all.own, dirs).free_key(&key_for(&name));
    let about = routine_words::about(start);
    let routine = Routine { key, name, about, ..routine.clone() };
    let file = change::save(dirs, &routine)?;
    Ok(Saved { key: routine.key, file })
}
