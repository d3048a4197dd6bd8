//! The shipped points, their files and schema, and what a person's own point can never do.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong, and says aloud what it skips"
)]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use wellspring::domain::catalogue::{Catalogue, RED_FLAG_WORDS};
use wellspring::domain::caution::Line;
use wellspring::domain::code::Code;
use wellspring::domain::point::{Grade, Point};
use wellspring::format::{contract, shipped};

mod files;
mod own;
mod schema;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub fn catalogue() -> Catalogue {
    shipped::catalogue().expect("the shipped points are whole")
}

fn json_file(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("JSON")
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
    for point in catalogue().iter() {
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

#[test]
fn the_embedded_files_are_the_folder() {
    let mut folder: Vec<String> = std::fs::read_dir(here("sessions/points"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("plain"))
        .filter_map(|name| {
            name.strip_suffix(".json").filter(|name| !name.ends_with(".schema")).map(str::to_owned)
        })
        .collect();
    folder.sort();
    assert_eq!(folder, shipped::POINT_FILES.map(|(code, _)| code.to_owned()));
}

/// A whole point's file agrees with the catalogue's line in all that the catalogue knows.
#[test]
fn files_agree_with_the_catalogue() {
    let lines = json_file(&here("sessions/catalogue.json"));
    let schema = point_schema();
    for (code, text) in shipped::POINT_FILES {
        let file: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(schema::faults(&schema, &file), [""; 0], "{code}");
        assert_eq!((&file["version"], &file["code"]), (&json!(1), &json!(code)));
        let line = lines["points"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|line| line["code"] == code)
            .expect("its line");
        for (field, known) in line.as_object().expect("an object") {
            match field.as_str() {
                "location" | "why_not" => {}
                "aliases" => {
                    let has =
                        |alias: &Value| file["aliases"].as_array().expect("a list").contains(alias);
                    assert!(known.as_array().expect("a list").iter().all(has), "{code} {field}");
                }
                _ => assert_eq!(file[field], *known, "{code} {field}"),
            }
        }
    }
    for line in lines["points"].as_array().expect("a list") {
        assert_eq!(schema::faults(&schema, line), [""; 0], "{line}");
    }
}

/// The facts that the catalogue was made from, where they stand beside the checkout.
#[test]
fn the_catalogue_agrees_with_its_facts() {
    let path = here("../shared/points.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!(
            "SKIPPED: {} is not there, so the catalogue was not compared with it",
            path.display()
        );
        return;
    };
    let facts: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let lines = json_file(&here("sessions/catalogue.json"));
    let lines = lines["points"].as_array().expect("a list");
    assert_eq!(lines.len(), facts.len());
    let names = [("count", "spots"), ("self_massage", "grade")];
    for (fact, line) in facts.iter().zip(lines) {
        for (field, expected) in fact.as_object().expect("an object") {
            let ours = names
                .iter()
                .find(|(theirs, _)| theirs == field)
                .map_or(field.as_str(), |(_, ours)| ours);
            let found = line.get(ours).cloned().unwrap_or(Value::Null);
            let text = |value: &Value| value.as_str().expect("text").replace("HT-", "HE-");
            let list = |value: &Value| {
                value.as_array().expect("a list").iter().map(text).collect::<BTreeSet<_>>()
            };
            match ours {
                "code" => assert_eq!(found, text(expected), "{fact}"),
                "aliases" => {
                    let all = list(&found)
                        .into_iter()
                        .chain([line["code"].as_str().expect("a code").to_owned()])
                        .collect::<BTreeSet<_>>();
                    assert!(list(expected).is_subset(&all), "{fact}");
                }
                _ => assert_eq!(found, *expected, "{} {field}", line["code"]),
            }
        }
    }
}

#[test]
fn every_code_and_alias_finds_its_point() {
    let catalogue = catalogue();
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
    let sources: HashSet<String> =
        shipped::sources().expect("sources").into_iter().map(|source| source.id).collect();
    let lines = shipped::lines().expect("lines");
    let catalogue = catalogue();
    let tags: BTreeSet<&str> =
        catalogue.iter().flat_map(|point| &point.tags).map(|tag| tag.0.as_str()).collect();
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
        .chain(&lines.after_stop);
    for line in all {
        assert!(!line.sources.is_empty(), "{} has no source", line.title);
        used.extend(line.sources.iter().map(|source| (line.title.clone(), source.clone())));
    }
    for point in catalogue.iter() {
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
        assert!(sources.contains(&source), "{place} names the unknown source {source}");
    }
}

/// Long sentences are lost on somebody who listens with closed eyes.
#[test]
fn sentences_are_short_and_promise_nothing() {
    let lines = shipped::lines().expect("lines");
    let mut texts: Vec<(String, String)> = Vec::new();
    let line_texts = |line: &Line| {
        [line.title.clone(), line.text.clone()].map(|text| ("cautions.json".to_owned(), text))
    };
    texts.extend(lines.tags.iter().flat_map(|(_, line)| line_texts(line)));
    texts.extend(lines.red_flags.iter().flat_map(|(_, line)| line_texts(line)));
    texts.extend(lines.always.iter().chain(&lines.after_stop).flat_map(line_texts));
    for point in catalogue().iter() {
        let Some(guide) = &point.guide else { continue };
        assert!(
            (2..=4).contains(&guide.find.len()),
            "{} has {} steps",
            point.code,
            guide.find.len()
        );
        let said = [
            &guide.introduction,
            &guide.posture,
            &guide.feel,
            &guide.press,
            &guide.caution,
            &guide.stop,
            &guide.how_often,
        ];
        for text in said {
            assert!(!text.is_empty(), "{} leaves something unsaid", point.code);
        }
        let lists = [&guide.find, &guide.traditional_uses, &guide.conditions];
        let more = guide
            .evidence
            .iter()
            .map(|one| &one.text)
            .chain(guide.related.iter().map(|one| &one.why))
            .chain(guide.questions.iter().map(|one| &one.answer));
        texts.extend(
            said.into_iter()
                .chain(lists.into_iter().flatten())
                .chain(more)
                .map(|text| (point.code.to_string(), text.clone())),
        );
    }
    assert!(texts.len() > 100, "{} texts", texts.len());
    for (place, text) in texts {
        for sentence in text.split_inclusive(['.', '!', '?', ';']) {
            let words = sentence.split_whitespace().count();
            assert!(words <= 18, "{place}: {words} words: {sentence}");
        }
        for bad in ["powerful", "amazing", "essential", "cure", "heals", "treats"] {
            assert!(!text.to_lowercase().contains(bad), "{place}: {text}");
        }
        assert_eq!(text.contains('{'), text.contains("{emergency}"), "{place}: {text}");
    }
}

/// What HE-1's page says, and what the safety sources add, stands in HE-1.
#[test]
fn he_1_says_what_its_page_says() {
    let catalogue = catalogue();
    let point = catalogue.find("HT-1").expect("HE-1");
    let guide = point.guide.as_ref().expect("a guide");
    assert_eq!(
        (point.grade.name(), point.english.as_str(), point.chinese.as_str()),
        ("with care", "Highest Spring", "極泉")
    );
    let technique = &guide.technique;
    assert_eq!(
        (technique.least.as_secs(), technique.most.as_secs(), technique.until_release),
        (60, 120, true)
    );
    assert!(guide.hands.opposite && !guide.hands.both_at_once);
    assert_eq!(guide.red_flags, ["chest"]);
    assert_eq!(
        guide
            .related
            .iter()
            .filter_map(|one| one.code.as_ref())
            .map(Code::as_str)
            .collect::<Vec<_>>(),
        ["LU-1", "LI-4"]
    );
    assert_eq!(guide.questions.len(), 3);
    for word in [
        "beside the pulse, never on it",
        "tingling",
        "numbness",
        "injury",
        "operation",
        "dislocation",
        "swollen arm",
        "lighter",
        "pillow",
        "never forced",
        "hurts more",
    ] {
        assert!(guide.caution.contains(word), "the caution says nothing of {word}");
    }
    let red = shipped::lines().expect("lines").of_red_flag("chest").cloned().expect("the chest");
    assert!(red.text.contains("New or unexplained") && red.text.contains("{emergency}"), "{red:?}");
    for related in
        catalogue.iter().filter_map(|point| point.guide.as_ref()).flat_map(|guide| &guide.related)
    {
        let other = related
            .code
            .as_ref()
            .and_then(|code| catalogue.find(code.as_str()))
            .expect("a known point");
        assert!(
            !matches!(other.grade, Grade::No { .. }),
            "{} leads to {}",
            related.written,
            other.code
        );
        assert_eq!(related.name, other.pinyin);
    }
}
