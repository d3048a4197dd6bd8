//! `wellspring points`: what is known, found by code, name, region or complaint.

use serde::Serialize;
use serde_json::{Value, json};

use super::around::{self, Effect};
use super::describe::WIDEST;
use super::known::Here;
use super::show::routine_object;
use super::{Failure, print, print_lines};
use crate::domain::complaint::Complaint;
use crate::domain::point::{Grade, Point};
use crate::format::contract::{self, ManyPoints};
use crate::platform::dirs::Dirs;
use crate::t;
use crate::words::columns::{aligned, paragraph};
use crate::words::{caution, session, time};

pub(super) fn run(dirs: &Dirs, query: &str, json: bool) -> Result<(), Failure> {
    let here = Here::open(dirs)?;
    let library = &here.library;
    let found: Vec<&Point> = library
        .index()
        .find(query)
        .into_iter()
        .filter_map(|code| library.catalogue.find(code.as_str()))
        .collect();
    let complaint = library.complaints.find(query).filter(|_| !query.trim().is_empty());
    if json {
        let text = contract::text(&printed(&found, complaint, &here))
            .map_err(|error| Failure::machine(&error))?;
        return print(&text);
    }
    if found.is_empty() {
        return print_lines(&[t!("points-none", query = query)]);
    }
    let mut lines = table(&found, &here);
    if let Some(complaint) = complaint {
        lines.extend(about(complaint, &here));
    }
    print_lines(&lines)
}

fn table(found: &[&Point], here: &Here) -> Vec<String> {
    let heading = [
        t!("points-code"),
        t!("points-pinyin"),
        t!("points-chinese"),
        t!("points-english"),
        t!("points-region"),
        t!("points-how"),
    ];
    let effects: Vec<Effect> =
        found.iter().map(|point| around::effect(&here.person(), point)).collect();
    let rows: Vec<[String; 6]> = std::iter::once(heading)
        .chain(found.iter().zip(&effects).map(|(point, effect)| row(point, effect)))
        .collect();
    let mut lines = aligned(&rows);
    let ready = effects.iter().filter(|effect| matches!(effect, Effect::Played(_))).count();
    let left_out = effects.iter().filter(|effect| matches!(effect, Effect::LeftOut(_))).count();
    lines.push(String::new());
    lines.push(t!("list-count", count = found.len(), playable = ready));
    if left_out > 0 {
        lines.push(t!("list-count-left-out", count = left_out));
    }
    lines
}

fn row(point: &Point, effect: &Effect) -> [String; 6] {
    let how = match (&point.grade, effect) {
        (Grade::No { .. }, _) => t!("points-not-offered"),
        (_, Effect::LeftOut(_)) => t!("points-left-out"),
        (_, Effect::Played(_)) => t!("points-playable"),
        (_, Effect::None) => String::new(),
    };
    [
        point.code.to_string(),
        point.pinyin.clone(),
        point.chinese.clone(),
        point.english.clone(),
        session::region(point.region),
        how,
    ]
}

/// When a complaint is a doctor's matter, and the routines for it.
fn about(complaint: &Complaint, here: &Here) -> Vec<String> {
    let library = &here.library;
    let mut lines = vec![String::new(), t!("points-complaint", name = complaint.name.as_str())];
    let flags = complaint.red_flags.iter().filter_map(|flag| library.lines.of_red_flag(flag));
    let flags = flags.map(|flag| format!("  ! {}", caution::line(flag, &t!("show-emergency"))));
    let doctor = (!complaint.see_doctor.is_empty()).then(|| format!("  {}", complaint.see_doctor));
    let routines: Vec<String> = library
        .routines_for(&complaint.key)
        .map(|routine| match around::plan(routine, here) {
            Some(plan) => {
                t!("show-routine", name = routine.name.as_str(), time = time::length(plan.total()))
            }
            None => {
                t!("show-with-state", title = routine.name.as_str(), state = t!("points-left-out"))
            }
        })
        .map(|line| format!("  - {line}"))
        .collect();
    let heading = (!routines.is_empty()).then(|| t!("points-routines"));
    let all = flags.chain(doctor).chain(heading).chain(routines);
    lines.extend(all.flat_map(|line| paragraph(&line, WIDEST)));
    lines
}

/// What is printed: the points, and beside them what the query and the answers of the person say.
#[derive(Serialize)]
struct Printed {
    #[serde(flatten)]
    many: ManyPoints,
    complaint: Option<Value>,
    left_out: Vec<Value>,
}

fn printed(found: &[&Point], complaint: Option<&Complaint>, here: &Here) -> Printed {
    let person = here.person();
    let left_out = found.iter().filter_map(|point| match around::effect(&person, point) {
        Effect::LeftOut(because) => {
            Some(json!({ "code": point.code.as_str(), "because": because }))
        }
        Effect::None | Effect::Played(_) => None,
    });
    Printed {
        many: contract::many(found.iter().copied()),
        complaint: complaint.map(|complaint| complaint_object(complaint, here)),
        left_out: left_out.collect(),
    }
}

fn complaint_object(complaint: &Complaint, here: &Here) -> Value {
    let points = complaint.links.iter().map(|link| {
        json!({ "code": link.code.as_str(), "label": link.ground.name(), "source": link.source })
    });
    let routines =
        here.library.routines_for(&complaint.key).map(|routine| routine_object(routine, here));
    json!({
        "key": complaint.key,
        "name": complaint.name,
        "red_flags": complaint.red_flags,
        "see_doctor": complaint.see_doctor,
        "points": points.collect::<Vec<_>>(),
        "routines": routines.collect::<Vec<_>>(),
    })
}
