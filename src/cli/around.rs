//! What stands around a point: its neighbours, complaints, routines and sources, and what the person's
//! answers do to it. The same for what is read and for what is printed as JSON.

use super::known::Here;
use crate::domain::code::Code;
use crate::domain::complaint::{Complaint, Link};
use crate::domain::plan::Plan;
use crate::domain::point::{NotPlayable, Point};
use crate::domain::profile::{Change, Person};
use crate::domain::routine::Routine;
use crate::format::shipped::Source;
use crate::platform::library::Library;

/// The complaints that it is used for, each with its ground where the list gives one.
pub(super) fn complaints<'a>(
    library: &'a Library,
    point: &'a Point,
) -> Vec<(&'a Complaint, Option<&'a Link>)> {
    library
        .complaints
        .of_point(point)
        .map(|complaint| (complaint, complaint.links.iter().find(|link| link.code == point.code)))
        .collect()
}

/// The routines that contain it.
pub(super) fn routines<'a>(
    library: &'a Library,
    code: &'a Code,
) -> impl Iterator<Item = &'a Routine> {
    library
        .routines
        .iter()
        .filter(move |routine| routine.items.iter().any(|item| item.code == *code))
}

/// A routine as the person would play it; none where their answers leave nothing of it.
pub(super) fn plan(routine: &Routine, here: &Here) -> Option<Plan> {
    routine.fit(&here.library.catalogue, &here.person()).plan(here.pacing()).ok()
}

/// The sources of all that is said of it, each once, in the order in which they are met.
pub(super) fn sources<'a>(library: &'a Library, point: &'a Point) -> Vec<&'a Source> {
    let guide = point.guide.as_ref();
    let evidence = guide.into_iter().flat_map(|guide| &guide.evidence).map(|one| &one.source);
    let technique = guide.map(|guide| &guide.technique.source);
    let links =
        complaints(library, point).into_iter().filter_map(|(_, link)| link?.source.as_ref());
    let mut all: Vec<&Source> = Vec::new();
    for id in evidence.chain(links).chain(technique).chain(&point.sources) {
        if let Some(source) = library.source(id)
            && !all.contains(&source)
        {
            all.push(source);
        }
    }
    all
}

/// What the person's answers do to a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    /// It cannot be played whatever the answers: graded "no", or nobody has written how.
    None,
    /// Left out, and because of what.
    LeftOut(String),
    /// Played, with these changes; none where it is played as it stands.
    Played(Vec<Change>),
}

/// What that person's answers do to that point.
pub(super) fn effect(person: &Person<'_>, point: &Point) -> Effect {
    match person.suit(point) {
        Ok(suited) => Effect::Played(suited.changes().to_vec()),
        Err(NotPlayable::LeftOut { because, .. }) => Effect::LeftOut(because),
        Err(_) => Effect::None,
    }
}
