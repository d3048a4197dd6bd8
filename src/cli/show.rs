//! `wellspring show`: all that is known of one point.

use serde::Serialize;
use serde_json::{Value, json};

use super::around::{self, Effect};
use super::known::{self, Here};
use super::{Failure, describe, print, print_lines};
use crate::domain::point::Point;
use crate::domain::profile::Change;
use crate::domain::routine::Routine;
use crate::format::contract::{self, OnePoint};
use crate::platform::dirs::Dirs;

pub(super) fn run(dirs: &Dirs, code: &str, json: bool) -> Result<(), Failure> {
    let here = Here::open(dirs)?;
    let point = known::find(&here.library.catalogue, code)?;
    if json {
        let text =
            contract::text(&printed(point, &here)).map_err(|error| Failure::machine(&error))?;
        return print(&text);
    }
    let mut lines = describe::point(point, &here);
    lines.push(String::new());
    lines.extend(describe::what_now(point, &here));
    print_lines(&lines)
}

/// What is printed: the point as its file has it, and beside it what is worked out.
#[derive(Serialize)]
struct Printed {
    #[serde(flatten)]
    one: OnePoint,
    complaints: Vec<Value>,
    neighbours: Vec<String>,
    routines: Vec<Value>,
    sources: Vec<Value>,
    left_out: Option<String>,
    changes: Vec<Value>,
}

fn printed(point: &Point, here: &Here) -> Printed {
    let library = &here.library;
    let (left_out, changes) = match around::effect(&here.person(), point) {
        Effect::None => (None, Vec::new()),
        Effect::LeftOut(because) => (Some(because), Vec::new()),
        Effect::Played(changes) => (None, changes),
    };
    let complaints = around::complaints(library, point).into_iter().map(|(complaint, link)| {
        json!({
            "key": complaint.key,
            "name": complaint.name,
            "label": link.map(|link| link.ground.name()),
            "source": link.and_then(|link| link.source.as_ref()),
        })
    });
    let sources = around::sources(library, point).into_iter().map(|source| {
        json!({
            "id": source.id,
            "title": source.title,
            "kind": source.kind,
            "year": source.year,
            "where": source.place,
        })
    });
    Printed {
        one: contract::one(point),
        complaints: complaints.collect(),
        neighbours: library
            .catalogue
            .beside(&point.code)
            .into_iter()
            .flatten()
            .map(|point| point.code.to_string())
            .collect(),
        routines: around::routines(library, &point.code)
            .map(|routine| routine_object(routine, here))
            .collect(),
        sources: sources.collect(),
        left_out,
        changes: changes.iter().map(change_object).collect(),
    }
}

/// A routine in short: how long it takes this person, `null` where nothing of it is left for them.
pub(super) fn routine_object(routine: &Routine, here: &Here) -> Value {
    let seconds = around::plan(routine, here).map(|plan| plan.total().as_secs());
    json!({ "key": routine.key, "name": routine.name, "seconds": seconds })
}

/// A change that an answer makes.
pub(super) fn change_object(change: &Change) -> Value {
    json!({
        "seconds": change.length.map(|length| length.as_secs()),
        "pressure": change.pressure.map(crate::domain::technique::Pressure::name),
        "side": change.side.map(crate::domain::point::Side::name),
        "because": change.because,
    })
}
