//! The reader of point pages: what it understands, what it refuses, and that it drops nothing.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong, and says aloud what it skips"
)]

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};
use wellspring::domain::catalogue::Catalogue;
use wellspring::domain::point::{Grade, Point};
use wellspring::format::page::{PageReading, read_page};
use wellspring::format::point as files;

use super::points::{catalogue, printed};

fn pages() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut pages: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the pages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind != "json"))
        .map(|path| {
            (
                path.file_name().expect("a name").to_string_lossy().into_owned(),
                std::fs::read_to_string(&path).expect("text"),
            )
        })
        .collect();
    pages.sort();
    pages
}

fn known() -> &'static Catalogue {
    static KNOWN: std::sync::OnceLock<Catalogue> = std::sync::OnceLock::new();
    KNOWN.get_or_init(catalogue)
}

/// What matters of a reading, in the words of the contract.
fn row(reading: &PageReading) -> Value {
    let own =
        serde_json::to_value(files::PointFile::printed(&reading.own)).expect("a point prints");
    let shown = printed(&reading.point)["point"].take();
    let technique = &shown["technique"];
    let codes: Vec<&Value> =
        shown["related"].as_array().expect("a list").iter().map(|one| &one["code"]).collect();
    let asked: Vec<&Value> =
        shown["questions"].as_array().expect("a list").iter().map(|one| &one["question"]).collect();
    json!({
        "code": shown["code"], "pinyin": shown["pinyin"], "chinese": shown["chinese"], "english": shown["english"],
        "playable": shown["playable"], "location": own["location"], "find": own["find"],
        "seconds": [technique["least_seconds"], technique["default_seconds"], technique["most_seconds"]],
        "motion": technique["motion"], "pressure": technique["pressure"], "applicator": technique["applicator"],
        "until_release": technique["until_release"],
        "caution": own["caution"], "cautions": shown["cautions"], "red_flags": shown["red_flags"],
        "traditional_uses": own["traditional_uses"], "conditions": own["conditions"], "related": codes,
        "questions": asked, "how_often": own["how_often"], "notes": shown["notes"],
    })
}

/// `expected.json` holds one row a page. `BLESS=1` writes it anew; read the difference before keeping it.
#[test]
fn pages_are_understood() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/expected.json");
    let found: serde_json::Map<String, Value> = pages()
        .into_iter()
        .map(|(name, text)| {
            let reading =
                read_page(&text, known()).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, row(&reading))
        })
        .collect();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(&found).expect("JSON") + "\n")
            .expect("written");
    }
    let expected: serde_json::Map<String, Value> =
        serde_json::from_str(&std::fs::read_to_string(&path).expect("readable")).expect("JSON");
    assert!(found.len() >= 15, "{} pages", found.len());
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, row) in &found {
        for (field, value) in row.as_object().expect("a row") {
            assert_eq!(*value, expected[name][field], "{name}: {field}");
        }
    }
}

/// The page that Wellspring began with, where it stands beside the checkout.
#[test]
fn the_first_page_is_understood() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/he-1-jiquan.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: {} is not there, so the first page was not read", path.display());
        return;
    };
    let reading = read_page(&text, known()).expect("a point page");
    let row = row(&reading);
    let expected = json!({
        "code": "HE-1", "pinyin": "Jíquán", "chinese": "極泉", "english": "Highest Spring", "playable": true, "seconds": [60, 60, 120],
        "motion": ["circular", "steady"], "pressure": "firm but gentle", "applicator": "fingertips or thumb", "until_release": true,
        "cautions": ["axillary-artery", "brachial-plexus", "lymphoedema", "lymph-nodes"], "red_flags": ["chest"], "related": ["LU-1", "LI-4"], "notes": [],
    });
    for (field, value) in expected.as_object().expect("a row") {
        assert_eq!(row[field], *value, "{field}");
    }
    for (field, count) in
        [("find", 2), ("traditional_uses", 3), ("conditions", 3), ("questions", 3)]
    {
        assert_eq!(row[field].as_array().expect("a list").len(), count, "{field}");
    }
    for (field, word) in [
        ("location", "axillary artery"),
        ("caution", "seek professional advice"),
        ("how_often", "a few times a day"),
    ] {
        assert!(row[field].as_str().expect("text").contains(word), "{field}: {}", row[field]);
    }
    assert_eq!(lost(&text, &reading), BTreeSet::new());
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(str::to_lowercase)
}

/// The words of a page that stand nowhere: in no field, heading, caption or note.
fn lost(text: &str, reading: &PageReading) -> BTreeSet<String> {
    let stored =
        serde_json::to_value(files::PointFile::stored(&reading.own)).expect("a point prints");
    let mut held = BTreeSet::new();
    hold(&stored, &mut held);
    held.extend(
        reading
            .own
            .guide
            .iter()
            .flat_map(|guide| &guide.related)
            .flat_map(|one| words(&one.written)),
    );
    held.extend(
        reading
            .understood
            .iter()
            .filter(|part| part.part == "captions")
            .flat_map(|part| &part.found)
            .flat_map(|text| words(text)),
    );
    held.extend(
        reading.understood.iter().flat_map(|part| &part.headings).flat_map(|text| words(text)),
    );
    // Marks that the reader takes off: "Step 1:", "Q:", "A:", "and" between related points.
    held.extend(["step", "q", "a", "question", "answer", "and"].map(str::to_owned));
    words(text).filter(|word| !held.contains(word)).collect()
}

fn hold(value: &Value, held: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => held.extend(words(text)),
        Value::Array(list) => list.iter().for_each(|one| hold(one, held)),
        Value::Object(fields) => fields.values().for_each(|one| hold(one, held)),
        _ => {}
    }
}

#[test]
fn nothing_is_dropped() {
    for (name, text) in pages()
        .into_iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|kind| kind != "html"))
    {
        let reading = read_page(&text, known()).expect("a page");
        assert_eq!(lost(&text, &reading), BTreeSet::new(), "{name}");
        for line in &reading.unplaced {
            assert!(
                reading.point.notes.iter().any(|note| note.contains(line.as_str())),
                "{name}: {line}"
            );
        }
    }
}

/// What was read can be stored, read again and played as it was shown.
#[test]
fn a_stored_page_is_the_page() {
    for (name, text) in pages() {
        let reading = read_page(&text, known()).expect("a page");
        let stored = serde_json::to_string(&files::PointFile::stored(&reading.own)).expect("JSON");
        let again = files::read(&stored, known()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let plain = |point: &Point| {
            let mut value = printed(point);
            let _ = value["point"].as_object_mut().map(|point| point.remove("notes"));
            value
        };
        assert_eq!(plain(&again.point), plain(&reading.point), "{name}");
        assert!(
            reading.point.notes.iter().all(|note| again.point.notes.contains(note)),
            "{name}: a note was lost"
        );
    }
}

#[test]
fn other_files_get_a_clear_answer() {
    let large = "HE-1 Jiquan\n".repeat(100_000);
    let rows: &[(&str, &str)] = &[
        ("", "empty"),
        (" \r\n\u{feff}\n", "empty"),
        (&large, "1 MiB"),
        ("\u{0}\u{1}\u{2}ELF HE-1", "not text"),
        ("{\\rtf1 HE-1 Jiquan}", "not text"),
        ("%PDF-1.7 HE-1", "not text"),
        ("{ \"code\": \"HE-1\" }", "JSON"),
        ("[1, 2]", "JSON"),
        (
            "Pancakes\n\nMix 200 g of flour with 3 eggs.\nWarning: hot pan.\nFry for 1-2 minutes on each side.",
            "no point was found",
        ),
        (
            "Dear Anna,\n\nsee you at 5 for a walk. Press the bell for 2 seconds.",
            "no point was found",
        ),
        ("HE 1 Jiquan", "HE-1 is named, but nothing more"),
        (
            "Pressure Point: HE 1 – Jiquan\n\nName (English): Highest Spring\n",
            "HE-1 is named, but nothing more",
        ),
        (
            "Erjian\n\nLocation: there.\n\nTechnique: press for 1 minute.",
            "belongs to LI-2 Èrjiān and EX-HN6 Ěrjiān",
        ),
        ("<html><body><p>Welcome to our shop</p></body></html>", "no point was found"),
    ];
    for (text, expected) in rows {
        let error = read_page(text, known())
            .map(|reading| reading.point.code)
            .expect_err(&text[..text.len().min(60)])
            .to_string();
        assert!(error.contains(expected), "{:?}: {error}", &text[..text.len().min(60)]);
    }
}

/// Whatever a page says of it, in whatever spelling.
#[test]
fn no_page_makes_a_refused_point_playable() {
    let refused: Vec<&Point> =
        known().iter().filter(|point| matches!(point.grade, Grade::No { .. })).collect();
    assert_eq!(refused.len(), 35);
    for point in refused {
        let mut titles: Vec<String> = point
            .aliases
            .iter()
            .chain([&point.code.as_str().to_owned()])
            .map(|code| format!("{code} {}", point.pinyin_plain))
            .collect();
        titles.push(format!("LU 55 {}", point.pinyin));
        titles.push(format!("LU-55 {}", point.chinese));
        titles.push(format!("HE 7 – {}", point.chinese));
        for title in titles {
            let page = format!(
                "{title}\n\nLocation: in its place.\n\nTechnique: press firmly with the thumb for 2 minutes.\n\nCaution: none."
            );
            match read_page(&page, known()) {
                Ok(reading) => {
                    assert!(
                        reading.point.playable().is_err(),
                        "{title} gave {}",
                        reading.point.code
                    );
                    assert!(
                        reading.point.notes.iter().any(|note| note.contains("never played")),
                        "{title}: {:?}",
                        reading.point.notes
                    );
                    assert!(reading.point.guide.is_some(), "{title}: it is kept and shown");
                }
                Err(error) => panic!("{title}: {error}"),
            }
        }
    }
}

/// A page may be torn in any way: its lines dropped, doubled, moved, glued, or given other ends.
fn torn_pages() -> impl Strategy<Value = String> {
    let lines: Vec<String> = pages()
        .into_iter()
        .flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let line = prop_oneof![
        8 => prop::sample::select(lines),
        2 => Just(String::new()),
        1 => "[ -~]{0,40}",
        1 => "\\PC{0,20}",
    ];
    let titled = prop_oneof![Just("HE 1 – Jiquan"), Just("LI4"), Just("ST-9 Renying"), Just("")];
    (
        titled,
        prop::collection::vec(line, 0..25),
        prop_oneof![Just("\n"), Just("\r\n"), Just("\n\n")],
    )
        .prop_map(|(title, lines, end)| format!("{title}{end}{}", lines.join(end)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*|[\\x00-\\x7f]{0,300}|(<[a-z!/]{0,6}>?|&[a-z]{0,5};?|[0-9½/ -]{0,6}(min|sec|minutes)?|HE-?[0-9]{0,4}|\\n){0,40}") {
        let _ = read_page(&text, known());
        let _ = files::read(&text, known());
    }

    #[test]
    fn a_torn_page_loses_no_word_and_no_care(text in torn_pages()) {
        if let Ok(reading) = read_page(&text, known()) {
            if !text.contains('<') {
                prop_assert_eq!(lost(&text, &reading), BTreeSet::new());
            }
            let shipped = known().shipped(&reading.point.code);
            if let Some(shipped) = shipped {
                prop_assert!(shipped.tags.iter().all(|tag| reading.point.tags.contains(tag)));
                prop_assert!(shipped.grade.name() != "no" || reading.point.playable().is_err());
            }
            let guide = reading.point.guide.as_ref().expect("a guide");
            prop_assert!(guide.technique.clone().check().is_ok());
            prop_assert!(!guide.find.is_empty());
        }
    }
}
