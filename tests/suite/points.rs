//! The shipped points: their files and schema, what they say, and what a person's own point can never do.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong, and says aloud what it skips"
)]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use wellspring::domain::catalogue::{Catalogue, RED_FLAG_WORDS};
use wellspring::domain::point::{Grade, Point};
use wellspring::format::{contract, shipped};
use wellspring::platform::library::Library;

mod facts;
mod files;
mod guides;
mod hands;
mod own;
mod related;
pub mod schema;
mod sentences;

pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub fn catalogue() -> Catalogue {
    shipped::catalogue().expect("the shipped points are whole")
}

/// All that is shipped, read once for all tests.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let (library, notices) = Library::open(None).expect("all that is shipped is whole");
        assert_eq!(notices, [], "nothing shipped is skipped");
        library
    })
}

/// The files of the points as they stand, by code.
pub fn files_as_json() -> &'static BTreeMap<&'static str, Value> {
    static FILES: OnceLock<BTreeMap<&'static str, Value>> = OnceLock::new();
    FILES.get_or_init(|| {
        let read = |text: &str| serde_json::from_str(text).expect("JSON");
        shipped::POINT_FILES.iter().map(|(code, text)| (*code, read(text))).collect()
    })
}

pub fn json_file(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("JSON")
}

/// Fails with every fault at once, so that a whole folder of content can be put right in one go.
pub fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The texts of a list in a file; empty where it is left out.
pub fn texts<'a>(file: &'a Value, field: &str) -> Vec<&'a str> {
    file[field].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn point_schema() -> Value {
    json_file(&here("sessions/points/point.schema.json"))
}

pub fn printed(point: &Point) -> Value {
    serde_json::to_value(contract::one(point)).expect("a point prints")
}

#[test]
fn every_meridian_is_complete() {
    let mut counts: BTreeMap<&str, (u16, BTreeSet<u16>)> = BTreeMap::new();
    for point in library().catalogue.iter() {
        assert_eq!(point.code.meridian(), point.meridian, "{}", point.code);
        let entry = counts.entry(point.meridian.letters()).or_default();
        entry.0 += 1;
        let _ = entry.1.insert(point.code.number());
    }
    let expected = [
        ("LU", 11),
        ("LI", 20),
        ("ST", 45),
        ("SP", 21),
        ("HE", 9),
        ("SI", 19),
        ("BL", 67),
        ("KI", 27),
        ("PC", 9),
        ("TE", 23),
        ("GB", 44),
        ("LR", 14),
        ("GV", 28),
        ("CV", 24),
        ("EX", 50),
    ];
    for (letters, count) in expected {
        let (found, numbers) = &counts[letters];
        assert_eq!(*found, count, "{letters}");
        if letters != "EX" {
            assert_eq!(
                numbers.iter().copied().collect::<Vec<_>>(),
                (1..=count).collect::<Vec<_>>(),
                "{letters}"
            );
        }
    }
}

/// Every point that is not refused can be played, and none that is refused says how.
#[test]
fn grades_say_what_can_be_played() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for point in library().catalogue.iter() {
        *counts.entry(point.grade.name()).or_default() += 1;
        let refused = matches!(point.grade, Grade::No { .. });
        if point.playable().is_ok() == refused || point.guide.is_some() == refused {
            faults.push(format!("{}: graded \"{}\"", point.code, point.grade.name()));
        }
        if point.grade.why().is_some_and(|why| why.trim().is_empty()) {
            faults.push(format!(
                "{}: says nothing of why it is \"{}\"",
                point.code,
                point.grade.name()
            ));
        }
    }
    none(&faults);
    assert_eq!(counts, BTreeMap::from([("yes", 250), ("with care", 126), ("no", 35)]));
}

#[test]
fn every_code_and_alias_finds_its_point() {
    let catalogue = &library().catalogue;
    let mut seen = HashSet::new();
    for point in catalogue.iter() {
        for name in point.aliases.iter().map(String::as_str).chain([point.code.as_str()]) {
            assert_eq!(catalogue.find(name).map(|found| &found.code), Some(&point.code), "{name}");
            assert!(seen.insert(name.to_lowercase()), "{name} stands twice");
        }
        for name in point.names() {
            assert!(catalogue.named(name).any(|found| found.code == point.code), "{name}");
        }
    }
    for (text, code) in [
        ("ht1", "HE-1"),
        ("Heart 1", "HE-1"),
        ("jiquan", "HE-1"),
        ("JÍQUÁN", "HE-1"),
        ("极泉", "HE-1"),
        ("Hoku", "LI-4"),
        ("Third Eye", "EX-HN3"),
        ("Inner Gate", "PC-6"),
        ("Leg Three Miles", "ST-36"),
        ("SJ 5", "TE-5"),
        ("P6", "PC-6"),
        ("GV-29", "EX-HN3"),
    ] {
        assert_eq!(catalogue.find(text).map(|point| point.code.as_str()), Some(code), "{text}");
    }
    assert!(catalogue.find("").is_none() && catalogue.find("nowhere").is_none());
}

#[test]
fn every_source_tag_and_red_flag_is_known() {
    let library = library();
    let lines = &library.lines;
    let sources: HashSet<&str> = library.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(sources.len(), library.sources.len(), "a source stands twice");
    let tags: BTreeSet<&str> =
        library.catalogue.iter().flat_map(|point| &point.tags).map(|tag| tag.0.as_str()).collect();
    let written: BTreeSet<&str> = lines.tags.iter().map(|(tag, _)| tag.0.as_str()).collect();
    assert_eq!((&tags, tags.len(), lines.tags.len()), (&written, 26, 26));
    let flags: BTreeSet<&str> = lines.red_flags.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(flags, RED_FLAG_WORDS.iter().map(|(key, _)| *key).collect());
    let mut used: Vec<(String, String)> = Vec::new();
    let all = lines
        .tags
        .iter()
        .map(|(_, line)| line)
        .chain(lines.red_flags.iter().map(|(_, line)| line))
        .chain(&lines.always)
        .chain(&lines.after_stop)
        .chain(library.rules.questions.iter().filter_map(|question| question.line.as_ref()));
    for line in all {
        assert!(!line.sources.is_empty(), "{} has no source", line.title);
        used.extend(line.sources.iter().map(|source| (line.title.clone(), source.clone())));
    }
    for point in library.catalogue.iter() {
        assert!(!point.sources.is_empty(), "{} has no source", point.code);
        used.extend(point.sources.iter().map(|source| (point.code.to_string(), source.clone())));
        if let Some(guide) = &point.guide {
            used.push((point.code.to_string(), guide.technique.source.clone()));
            used.extend(
                guide.evidence.iter().map(|one| (point.code.to_string(), one.source.clone())),
            );
            assert!(
                guide.red_flags.iter().all(|flag| flags.contains(flag.as_str())),
                "{}",
                point.code
            );
        }
    }
    for (place, source) in used {
        assert!(sources.contains(source.as_str()), "{place} names the unknown source {source}");
    }
}
