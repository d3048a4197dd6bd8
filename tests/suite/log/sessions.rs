//! What `wellspring history --json` prints, and the schemas beside it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wellspring::domain::history::{
    Change, Note, Occasion, Outcome, PressEnd, Rating, Said, SessionId, StopReason, fold,
};
use wellspring::domain::point::Side;
use wellspring::domain::settings::Settings;
use wellspring::domain::technique::Motion;
use wellspring::format::log::write as line;
use wellspring::format::sessions::write;

use super::records::{entry, golden, planned, press};

fn printed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_printed_session_is_the_contract() {
    let presses = vec![
        planned("HE-1", Side::Left, Motion::Circular, 120, true),
        planned("HE-1", Side::Right, Motion::Circular, 120, true),
        planned("CV-17", Side::Midline, Motion::Steady, 60, false),
    ];
    let at = |second: u32| format!("2026-11-22T16:43:{second:02}.75-05:00[America/New_York]");
    let occasion = Occasion {
        routine: Some("bedtime".to_owned()),
        continues: Some(SessionId("earlier".to_owned())),
    };
    let notes = [
        entry("id", &at(0), occasion.started(presses)),
        entry("id", &at(1), press(0, 60_500, PressEnd::Released)),
        entry("id", &at(2), press(1, 12_499, PressEnd::Stopped)),
        entry(
            "id",
            &at(3),
            Note::Ended { outcome: Outcome::Stopped, reason: Some(StopReason::Tingling) },
        ),
        entry(
            "id",
            &at(4),
            Change {
                before: Some(Rating::new(7)),
                tags: Some(vec![" a b ".to_owned(), String::new()]),
                ..Change::default()
            }
            .note(&Said::default()),
        ),
        entry(
            "earlier",
            "2026-11-21T08:00:00+05:45[Asia/Kathmandu]",
            Occasion::default().started(Vec::new()),
        ),
    ];
    let expected = json!({
        "version": 1,
        "sessions": [
            {
                "id": "id",
                "started": "2026-11-22T16:43:00-05:00",
                "points": ["HE-1", "CV-17"],
                "sides": ["left", "right"],
                "pressed_seconds": 73,
                "outcome": "stopped",
                "reason": "tingling",
                "routine": "bedtime",
                "continues": "earlier",
                "by_hand": false,
                "before": 7,
                "after": null,
                "complaint": null,
                "worse": null,
                "note": "",
                "tags": ["a b"],
                "struck": false,
                "presses": [
                    { "point": "HE-1", "side": "left", "motion": "circular", "pressed_seconds": 61, "end": "released", "planned_seconds": 120, "outcome": "released" },
                    { "point": "HE-1", "side": "right", "motion": "circular", "pressed_seconds": 12, "end": "stopped", "planned_seconds": 120, "outcome": "stopped" },
                    { "point": "CV-17", "side": "midline", "motion": "steady", "pressed_seconds": 0, "end": null, "planned_seconds": 60, "outcome": "not-begun" },
                ],
            },
            {
                "id": "earlier",
                "started": "2026-11-21T08:00:00+05:45",
                "points": [],
                "sides": [],
                "pressed_seconds": 0,
                "outcome": "interrupted",
                "reason": null,
                "routine": null,
                "continues": null,
                "by_hand": false,
                "before": null,
                "after": null,
                "complaint": null,
                "worse": null,
                "note": "",
                "tags": [],
                "struck": false,
                "presses": [],
            },
        ],
    });
    let text = write(&fold(&notes, None));
    assert_eq!(printed(&text), expected);
    assert!(text.ends_with("}\n"));
    assert_eq!(printed(&write(&[])), json!({ "version": 1, "sessions": [] }));
}

fn schema(name: &str) -> Value {
    let path = format!("{}/docs/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    printed(&std::fs::read_to_string(path).expect("a schema"))
}

fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

fn texts(list: &Value) -> BTreeSet<String> {
    list.as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}

fn keys(object: &Value) -> BTreeSet<String> {
    object.as_object().expect("an object").keys().cloned().collect()
}

#[test]
fn the_schemas_know_every_name_and_no_other() {
    let outcomes = names(Outcome::ALL.map(Outcome::name));
    let reasons = names(StopReason::ALL.map(StopReason::name));
    let ends = names(PressEnd::ALL.map(PressEnd::name));
    for schema in [schema("sessions"), schema("log")] {
        let kinds = &schema["$defs"];
        assert_eq!(texts(&kinds["outcome"]["enum"]), outcomes);
        assert_eq!(texts(&kinds["reason"]["enum"]), reasons);
        assert_eq!(texts(&kinds["end"]["enum"]), ends);
        assert_eq!(texts(&kinds["side"]["enum"]), names(["left", "right", "midline", "both"]));
        assert_eq!(texts(&kinds["motion"]["enum"]), names(Motion::ALL.map(Motion::name)));
    }
}

#[test]
fn the_schemas_know_every_field() {
    let text =
        write(&fold(&golden().into_iter().map(|record| record.entry).collect::<Vec<_>>(), None));
    let session = &printed(&text)["sessions"][0];
    let sessions = schema("sessions");
    let kind = &sessions["$defs"]["session"];
    assert_eq!(keys(session), keys(&kind["properties"]));
    assert_eq!(keys(session), texts(&kind["required"]));
    let kind = &sessions["$defs"]["press"];
    assert_eq!(keys(&session["presses"][0]), keys(&kind["properties"]));
    assert_eq!(keys(&session["presses"][0]), texts(&kind["required"]));

    let log = schema("log");
    let mut fields = BTreeSet::new();
    for record in golden() {
        let line = printed(&line(&record).expect("short"));
        fields.extend(keys(&line));
        for press in line["presses"].as_array().into_iter().flatten() {
            assert_eq!(keys(press), keys(&log["$defs"]["planned"]["properties"]));
        }
    }
    assert_eq!(fields, keys(&log["properties"]));

    let settings = printed(&wellspring::format::settings::write(&Settings::default(), None));
    assert_eq!(keys(&settings), keys(&schema("settings")["properties"]));
}
