//! Complaints: what a person comes with, the points that are used for it, and when it is a doctor's matter.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong, and shows what it counted"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};

use wellspring::domain::catalogue::squeeze;
use wellspring::domain::complaint::Complaint;
use wellspring::domain::point::EvidenceKind;

use crate::points::{here, json_file, library, none, schema};

#[test]
fn the_file_fits_its_schema() {
    let schema = json_file(&here("sessions/complaints.schema.json"));
    let file = json_file(&here("sessions/complaints.json"));
    none(&schema::faults(&schema, &file));
}

#[test]
fn complaints_are_named_once_and_link_what_can_be_played() {
    let library = library();
    let mut faults = Vec::new();
    let mut names: HashMap<String, &str> = HashMap::new();
    let mut table = Vec::new();
    for complaint in library.complaints.iter() {
        let key = complaint.key.as_str();
        for name in complaint.names() {
            if let Some(other) = names.insert(squeeze(name), key).filter(|other| *other != key) {
                faults.push(format!("{key} and {other} are both called \"{name}\""));
            }
        }
        if complaint.words.len() < 3 {
            faults.push(format!("{key}: {} other words", complaint.words.len()));
        }
        let doubled = complaint.words.iter().collect::<BTreeSet<_>>().len() < complaint.words.len();
        if doubled || complaint.words.contains(&complaint.name) {
            faults.push(format!("{key}: a word stands twice"));
        }
        for flag in &complaint.red_flags {
            if library.lines.of_red_flag(flag).is_none() {
                faults.push(format!("{key}: the red flag {flag} is not known"));
            }
        }
        let ask = &complaint.ask;
        if !(ask.starts_with("How strong ") && ask.ends_with(" now") && ask.len() <= 62) {
            faults.push(format!("{key}: how strong is it? {ask:?}"));
        }
        if !complaint.see_doctor.contains("See a ") {
            faults.push(format!("{key}: when is it a doctor's matter? {:?}", complaint.see_doctor));
        }
        faults.extend(links(complaint));
        let on = |kind| complaint.links.iter().filter(|link| link.ground == kind).count();
        table.push(format!(
            "{:16} {:>3} points ({} trial, {} clinic), {} routines",
            key,
            complaint.links.len(),
            on(EvidenceKind::Trial),
            on(EvidenceKind::Clinic),
            library.routines_for(key).count()
        ));
    }
    println!("{}", table.join("\n"));
    none(&faults);
    assert!((40..=60).contains(&table.len()), "{} complaints", table.len());
}

/// What is wrong with the links of a complaint.
fn links(complaint: &Complaint) -> Vec<String> {
    let library = library();
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    if complaint.links.is_empty() {
        faults.push(format!("{}: no point", complaint.key));
    }
    for link in &complaint.links {
        let tell = |why: &str| format!("{} to {}: {why}", complaint.key, link.code);
        let Some(point) = library.catalogue.find(link.code.as_str()) else {
            faults.push(tell("no such point"));
            continue;
        };
        if point.playable().is_err() {
            faults.push(tell("it cannot be played"));
        }
        if point.code != link.code || !seen.insert(&link.code) {
            faults.push(tell("another spelling, or twice"));
        }
        let kind = link.source.as_deref().and_then(|id| library.source(id));
        let kind = kind.map(|source| source.kind.as_str());
        let fits = match link.ground {
            EvidenceKind::Trial => matches!(kind, Some("trial" | "review")),
            EvidenceKind::Clinic => matches!(kind, Some("clinic" | "professional")),
            EvidenceKind::Tradition => link.source.is_none() || kind.is_some(),
        };
        if !fits {
            faults.push(tell(&format!("{} by {:?} ({kind:?})", link.ground.name(), link.source)));
        }
        // What is more than tradition must stand on the point's own page too.
        let guide = point.guide.as_ref();
        if let Some(source) = &link.source
            && !point.sources.contains(source)
            && !guide.is_some_and(|guide| guide.evidence.iter().any(|one| one.source == *source))
        {
            faults.push(tell(&format!("the point does not name {source}")));
        }
        let named = guide.is_some_and(|guide| {
            guide
                .conditions
                .iter()
                .chain(&guide.traditional_uses)
                .any(|one| complaint.is_called(one))
        });
        if !named {
            faults.push(tell("the point does not name it"));
        }
    }
    // The best founded first.
    let grounds = complaint.links.iter().map(|link| {
        EvidenceKind::ALL.iter().position(|kind| *kind == link.ground).unwrap_or_default()
    });
    if !grounds.is_sorted() {
        faults.push(format!("{}: tradition stands before a trial or a clinic", complaint.key));
    }
    faults
}

/// What a point is used for is a complaint, by its name, and that complaint knows of the point.
#[test]
fn points_and_complaints_know_of_each_other() {
    let library = library();
    let mut faults = Vec::new();
    for point in library.catalogue.iter() {
        let Some(guide) = &point.guide else { continue };
        let mut named = BTreeSet::new();
        for condition in &guide.conditions {
            match library.complaints.find(condition) {
                None => faults.push(format!("{}: \"{condition}\" is no complaint", point.code)),
                Some(complaint) => {
                    if !named.insert(&complaint.key) {
                        faults.push(format!("{}: \"{condition}\" twice", point.code));
                    }
                    if !complaint.links.iter().any(|link| link.code == point.code) {
                        faults
                            .push(format!("{}: {} knows nothing of it", point.code, complaint.key));
                    }
                }
            }
        }
        if named.is_empty() {
            faults.push(format!("{}: used for nothing", point.code));
        }
    }
    none(&faults);
}

/// Signs that call for help are shown with every complaint whose cause they may be.
#[test]
fn grave_complaints_carry_their_red_flags() {
    let rows: &[(&str, &[&str])] = &[
        ("headache", &["head", "stroke"]),
        ("dizziness", &["stroke"]),
        ("tight-chest", &["chest"]),
        ("congested-chest", &["chest"]),
        ("breathing", &["chest"]),
        ("palpitations", &["chest"]),
        ("shoulder", &["chest"]),
        ("low-back", &["back"]),
        ("calf", &["leg"]),
        ("belly-ache", &["belly"]),
        ("mood", &["mood"]),
        ("worry", &["mood"]),
    ];
    let complaints = &library().complaints;
    let known: BTreeMap<&str, &Complaint> =
        complaints.iter().map(|complaint| (complaint.key.as_str(), complaint)).collect();
    let mut faults = Vec::new();
    for (key, flags) in rows {
        for flag in *flags {
            if !known[key].red_flags.iter().any(|own| own == flag) {
                faults.push(format!("{key}: {flag}"));
            }
        }
    }
    none(&faults);
}

/// The words of the page that Wellspring began with lead somewhere.
#[test]
fn words_people_use_find_their_complaint() {
    for (word, key) in [
        ("shoulder pain and tension", "shoulder"),
        ("shoulder and arm pain", "shoulder"),
        ("a congested chest", "congested-chest"),
        ("breathing complaints", "breathing"),
        ("Headache", "headache"),
        ("migraine", "headache"),
        ("insomnia", "sleep"),
        ("can\u{2019}t sleep", "sleep"),
        ("a stuffy nose", "stuffy-nose"),
        ("period cramps", "period-cramps"),
    ] {
        let found = library().complaints.find(word).map(|complaint| complaint.key.as_str());
        assert_eq!(found, Some(key), "{word}");
    }
    assert!(library().complaints.find("").is_none());
}
