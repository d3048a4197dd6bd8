//! Relations between points: where they lead, and that both ends know of them.

use std::collections::{BTreeMap, BTreeSet};

use wellspring::domain::code::Code;
use wellspring::domain::point::{Grade, Relation};

use super::{library, none};

#[test]
fn relations_lead_to_points_that_can_be_played() {
    let catalogue = &library().catalogue;
    let mut faults = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for point in catalogue.iter() {
        let Some(guide) = &point.guide else { continue };
        let mut seen = BTreeSet::new();
        if !(2..=5).contains(&guide.related.len()) {
            faults.push(format!("{}: {} relations", point.code, guide.related.len()));
        }
        for related in &guide.related {
            let tell = |why: &str| format!("{} to {}: {why}", point.code, related.written);
            let Some(relation) = related.relation else {
                faults.push(tell("no kind"));
                continue;
            };
            *counts.entry(relation.name()).or_default() += 1;
            let code = related.code.as_ref().map_or("", Code::as_str);
            let Some(other) = catalogue.find(code) else {
                faults.push(tell("no such point"));
                continue;
            };
            if matches!(other.grade, Grade::No { .. }) {
                faults.push(tell("it is not offered"));
            }
            if other.code == point.code || !seen.insert(&other.code) {
                faults.push(tell("itself, or twice"));
            }
            if related.name != other.pinyin || related.written != other.code.as_str() {
                faults.push(tell(&format!("its name is {} {}", other.code, other.pinyin)));
            }
            if related.why.is_empty() {
                faults.push(tell("no reason"));
            }
            let answers = || {
                other.guide.as_ref().is_some_and(|guide| {
                    guide.related.iter().any(|back| {
                        back.code.as_ref() == Some(&point.code) && back.relation == Some(relation)
                    })
                })
            };
            // Neighbours, pairs and opposites are so from both ends.
            if relation != Relation::Complaint && !answers() {
                faults.push(tell(&format!("{}, but not from there", relation.name())));
            }
        }
    }
    println!("relations: {counts:?}");
    none(&faults);
    assert_eq!(
        counts.keys().copied().collect::<BTreeSet<_>>(),
        Relation::ALL.map(Relation::name).into()
    );
}
