//! What stands beside the guide of a point: what the answers of the person do, complaints, neighbours,
//! routines and sources.

use super::Page;
use crate::cli::around::{self, Effect};
use crate::cli::known::Here;
use crate::domain::point::{Evidence, EvidenceKind, Grade, Guide, Origin, Point};
use crate::format::shipped::Source;
use crate::platform::library::Library;
use crate::t;
use crate::words::{person as answers, time};

/// "內關 (simplified 内关)"; one of them alone where both are the same.
pub(super) fn chinese(point: &Point) -> String {
    let (usual, simplified) = (point.chinese.as_str(), point.chinese_simplified.as_str());
    if usual.is_empty() || simplified.is_empty() || usual == simplified {
        return if usual.is_empty() { simplified } else { usual }.to_owned();
    }
    t!("show-simplified", chinese = usual, simplified = simplified)
}

/// What the answers in About me do to it; nothing where they do nothing.
pub(super) fn person(page: &mut Page, point: &Point, here: &Here) {
    let lines = match around::effect(&here.person(), point) {
        Effect::None => Vec::new(),
        Effect::LeftOut(because) => vec![t!("show-left-out", because = because)],
        Effect::Played(changes) => changes.iter().map(answers::change).collect(),
    };
    page.section(&t!("show-person"), lines.iter().map(String::as_str));
}

/// The complaints that it is used for, each with its ground. A page's own words for them are shown where
/// the page is the person's.
pub(super) fn complaints(page: &mut Page, point: &Point, guide: &Guide, library: &Library) {
    let linked: Vec<String> = around::complaints(library, point)
        .into_iter()
        .map(|(complaint, link)| {
            let Some(link) = link else {
                return t!("show-complaint-page", complaint = complaint.name.as_str());
            };
            let ground = ground(link.ground).to_lowercase();
            match &link.source {
                Some(source) => t!(
                    "show-complaint-source",
                    complaint = complaint.name.as_str(),
                    ground = ground,
                    source = source.as_str()
                ),
                None => {
                    t!("show-complaint", complaint = complaint.name.as_str(), ground = ground)
                }
            }
        })
        .collect();
    page.list(&t!("show-complaints"), &linked);
    if linked.is_empty() || point.origin == Origin::Own {
        page.list(&t!("show-conditions"), &guide.conditions);
    }
}

/// A statement with its ground and the title of its source.
pub(super) fn evidence(one: &Evidence, library: &Library) -> String {
    let text = one.text.as_str();
    let source = match library.source(&one.source) {
        Some(source) => {
            t!("show-evidence-source", title = source.title.as_str(), id = source.id.as_str())
        }
        None if one.source.is_empty() => String::new(),
        None => format!("({})", one.source),
    };
    format!("{}: {text} {source}", ground(one.kind)).trim_end().to_owned()
}

fn ground(kind: EvidenceKind) -> String {
    match kind {
        EvidenceKind::Trial => t!("ground-trial"),
        EvidenceKind::Clinic => t!("ground-clinic"),
        EvidenceKind::Tradition => t!("ground-tradition"),
    }
}

/// The points that go well with it, each with its reason, and whether it can be pressed.
pub(super) fn related(guide: &Guide, here: &Here) -> Vec<String> {
    let catalogue = &here.library.catalogue;
    guide
        .related
        .iter()
        .map(|related| {
            let code =
                related.code.as_ref().map_or_else(|| related.written.clone(), ToString::to_string);
            let title = format!("{code} {}", related.name).trim().to_owned();
            let title = match related.code.as_ref().and_then(|code| catalogue.find(code.as_str())) {
                Some(point) => with_state(title, point, here),
                None => title,
            };
            if related.why.is_empty() {
                title
            } else {
                t!("show-related-why", title = title, why = related.why.as_str())
            }
        })
        .collect()
}

fn with_state(title: String, point: &Point, here: &Here) -> String {
    if matches!(point.grade, Grade::No { .. }) {
        t!("show-with-state", title = title, state = t!("points-not-offered"))
    } else if matches!(around::effect(&here.person(), point), Effect::LeftOut(_)) {
        t!("show-with-state", title = title, state = t!("points-left-out"))
    } else {
        title
    }
}

/// Its neighbours on the meridian, and the routines that contain it.
pub(super) fn places(page: &mut Page, point: &Point, here: &Here) {
    let library = &here.library;
    let [before, after] = library
        .catalogue
        .beside(&point.code)
        .map(|one| one.map(|one| with_state(one.title(), one, here)));
    let neighbours = [
        before.map(|title| t!("show-before", title = title)),
        after.map(|title| t!("show-after", title = title)),
    ];
    let heading = t!("show-neighbours", meridian = point.meridian.name());
    page.list(&heading, &neighbours.into_iter().flatten().collect::<Vec<_>>());
    let routines: Vec<String> = around::routines(library, &point.code)
        .map(|routine| match around::plan(routine, here) {
            Some(plan) => {
                t!("show-routine", name = routine.name.as_str(), time = time::length(plan.total()))
            }
            None => {
                t!("show-with-state", title = routine.name.as_str(), state = t!("points-left-out"))
            }
        })
        .collect();
    page.list(&t!("show-routines"), &routines);
}

/// Where all of it comes from.
pub(super) fn sources(page: &mut Page, point: &Point, library: &Library) {
    let sources: Vec<String> = around::sources(library, point).into_iter().map(source).collect();
    page.list(&t!("show-sources"), &sources);
}

/// "MSK-PC6: title, year. Where it is found."
pub(in crate::cli) fn source(source: &Source) -> String {
    let title = match source.year.map(|year| year.to_string()) {
        Some(year) if !source.place.contains(&year) => {
            t!("show-source-year", title = source.title.as_str(), year = year)
        }
        _ => source.title.clone(),
    };
    t!("show-source", id = source.id.as_str(), title = title, place = source.place.as_str())
}
