//! The files agree with the folder, with the schema, and with the facts that they were made from.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wellspring::format::shipped;

use super::{files_as_json, here, none, point_schema, schema};

#[test]
fn the_embedded_files_are_the_folder() {
    for (folder, embedded) in [
        ("sessions/points", shipped::POINT_FILES.map(|(code, _)| code.to_owned()).to_vec()),
        ("sessions/routines", shipped::ROUTINE_FILES.map(|(key, _)| key.to_owned()).to_vec()),
    ] {
        let mut found: Vec<String> = std::fs::read_dir(here(folder))
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("plain"))
            .filter_map(|name| {
                name.strip_suffix(".json")
                    .filter(|name| !name.ends_with(".schema"))
                    .map(str::to_owned)
            })
            .collect();
        found.sort();
        assert_eq!(found, embedded, "{folder}");
    }
}

/// Shipped files leave nothing out, hold nothing unknown, and are named after their code.
#[test]
fn every_file_fits_the_schema() {
    let schema = point_schema();
    let facts = [
        "version",
        "code",
        "aliases",
        "pinyin",
        "pinyin_plain",
        "chinese",
        "chinese_simplified",
        "english",
        "meridian",
        "region",
        "location",
        "bilateral",
        "grade",
        "cautions",
        "sources",
    ];
    let guide = [
        "introduction",
        "posture",
        "hands",
        "find",
        "feel",
        "press",
        "technique",
        "caution",
        "stop",
        "red_flags",
        "traditional_uses",
        "conditions",
        "evidence",
        "related",
    ];
    let mut faults = Vec::new();
    for (code, file) in files_as_json() {
        faults.extend(schema::faults(&schema, file).into_iter().map(|one| format!("{code}{one}")));
        if (&file["version"], &file["code"]) != (&json!(1), &json!(code)) {
            faults.push(format!("{code}: version or code"));
        }
        let played = file["grade"] != "no";
        let missing = facts
            .iter()
            .chain(guide.iter().filter(|_| played))
            .chain(["why_not"].iter().filter(|_| file["grade"] != "yes"))
            .filter(|field| file.get(field).is_none());
        faults.extend(missing.map(|field| format!("{code}: {field} is missing")));
        let needless = guide.iter().filter(|field| !played && file.get(field).is_some());
        faults
            .extend(needless.map(|field| format!("{code}: {field} of a point that is not played")));
        if file["measure"] == Value::Null && file.get("measure").is_some() {
            faults.push(format!("{code}: an empty measure"));
        }
    }
    none(&faults);
}

/// The facts that the files were made from, where they stand beside the checkout. A file may name more
/// aliases and more sources, and says more; what both know is the same.
#[test]
fn the_files_agree_with_their_facts() {
    let path = here("../shared/points.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!(
            "SKIPPED: {} is not there, so the points were not compared with it",
            path.display()
        );
        return;
    };
    let facts: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let files = files_as_json();
    assert_eq!(files.len(), facts.len());
    let ours = |text: &Value| text.as_str().expect("text").replace("HT-", "HE-");
    let set = |value: &Value| {
        value.as_array().into_iter().flatten().map(&ours).collect::<BTreeSet<String>>()
    };
    let mut faults = Vec::new();
    for fact in &facts {
        let code = ours(&fact["code"]);
        let file = &files[code.as_str()];
        for (field, expected) in fact.as_object().expect("an object") {
            let field = match field.as_str() {
                "count" => "spots",
                "self_massage" => "grade",
                field => field,
            };
            let found = file.get(field).cloned().unwrap_or(Value::Null);
            let agrees = match field {
                "code" => found == json!(code),
                "aliases" => {
                    let mut all = set(&found);
                    let _ = all.insert(code.clone());
                    set(expected).is_subset(&all)
                }
                "sources" => set(expected).is_subset(&set(&found)),
                "cautions" => set(expected) == set(&found),
                // Written in words of their own; what is measured is compared as it stands.
                "location" | "why_not" => {
                    let said = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
                    said(&found) == said(expected)
                }
                _ => found == *expected,
            };
            if !agrees {
                faults.push(format!("{code}: {field} is {found}, and was {expected}"));
            }
        }
    }
    none(&faults);
}
