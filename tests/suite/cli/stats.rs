//! What past sessions come to, from the command line.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use wellspring::domain::code::Code;
use wellspring::domain::history::{
    Change, Entry, Note, Outcome, PlannedPress, PressEnd, Rating, Said, SessionId, StopReason,
};
use wellspring::domain::point::Side;
use wellspring::domain::technique::Motion;
use wellspring::format::log::{Record, write};

use super::{Person, golden};

/// One past session in few words.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// When it began: RFC 9557.
    pub at: String,
    /// Point, side, seconds pressed of 60, how it ended.
    pub presses: Vec<(&'static str, Side, u64, PressEnd)>,
    pub routine: Option<&'static str>,
    pub outcome: Option<(Outcome, Option<StopReason>)>,
    pub said: Change,
}

/// A session that was rated so.
pub fn rated(before: u8, after: u8, complaint: Option<&str>) -> Change {
    Change {
        before: Some(Rating::new(before)),
        after: Some(Rating::new(after)),
        complaint: complaint.map(|key| Some(key.to_owned())),
        ..Change::default()
    }
}

/// Writes the log of those sessions.
pub fn history(person: &Person, all: &[Done]) {
    let mut records = Vec::new();
    for (nth, done) in all.iter().enumerate() {
        let planned = done.presses.iter().map(|(point, side, ..)| PlannedPress {
            point: Code::parse(point).expect("a code"),
            side: *side,
            motion: Motion::Steady,
            most: Duration::from_secs(60),
            until_release: false,
        });
        let mut notes = vec![Note::Started {
            presses: planned.collect(),
            routine: done.routine.map(str::to_owned),
            continues: None,
            by_hand: None,
        }];
        for (index, (.., seconds, end)) in done.presses.iter().enumerate() {
            let pressed = Duration::from_secs(*seconds);
            notes.push(Note::Press { index, pressed, end: *end });
        }
        let (outcome, reason) = done.outcome.unwrap_or((Outcome::Done, None));
        notes.push(Note::Ended { outcome, reason });
        if !done.said.is_empty() {
            notes.push(done.said.clone().note(&Said::default()));
        }
        let at = done.at.parse().expect("a moment");
        let session = SessionId(format!("session-{nth:04}"));
        records.extend(notes.into_iter().map(|note| Entry {
            session: session.clone(),
            at: jiff::Zoned::clone(&at),
            note,
        }));
    }
    let lines = records.into_iter().zip(1..).map(|(entry, seq)| {
        let device = "aaaaaaaa".to_owned();
        let record = Record { id: format!("id {seq}"), device, seq, clock_back: false, entry };
        write(&record).expect("a short line")
    });
    let _ = person.write("history/aaaaaaaa/2026.jsonl", &lines.collect::<String>());
}

/// Four weeks of sessions: left, right, both at once and the midline, one stopped, three rated, one struck.
fn some() -> Vec<Done> {
    let both = |seconds| {
        vec![
            ("HE-1", Side::Left, seconds, PressEnd::Done),
            ("HE-1", Side::Right, seconds, PressEnd::Released),
        ]
    };
    let at = |day: &str| format!("2026-{day}T20:15:00+01:00[Europe/Paris]");
    vec![
        Done {
            at: at("11-02"),
            presses: both(60),
            said: rated(7, 4, Some("shoulder")),
            ..Done::default()
        },
        Done {
            at: at("11-03"),
            presses: both(60),
            said: rated(4, 4, Some("shoulder")),
            ..Done::default()
        },
        Done {
            at: at("11-03"),
            presses: vec![
                ("CV-17", Side::Midline, 60, PressEnd::Done),
                ("GB-20", Side::Both, 45, PressEnd::Skipped),
            ],
            routine: Some("bedtime"),
            said: rated(3, 6, None),
            ..Done::default()
        },
        Done {
            at: at("11-20"),
            presses: vec![("LI-4", Side::Right, 12, PressEnd::Stopped)],
            outcome: Some((Outcome::Stopped, Some(StopReason::Tingling))),
            said: Change { before: Some(Rating::new(5)), ..Change::default() },
            ..Done::default()
        },
        Done { at: at("11-21"), presses: both(60), said: Change::strike(true), ..Done::default() },
    ]
}

#[test]
fn the_lines_are_as_they_were_read() {
    let person = Person::new();
    history(&person, &some());
    let came = person.run(&["stats", "--since", "2026-11-01", "--until", "2026-11-23"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    golden("stats.txt", &came.out);
    for nobody in [&["stats", "--until", "2020-01-01"][..], &["stats", "--routine", "no-such"]] {
        let came = person.run(nobody);
        assert_eq!((came.code, came.out.as_str()), (0, "Nothing was done in that time.\n"));
    }
    assert_eq!(Person::new().run(&["stats"]).out, "Nothing was done in that time.\n");
}

#[test]
fn programs_get_the_same_numbers() {
    let person = Person::new();
    history(&person, &some());
    let stats = person.run(&["stats", "--json"]).json();
    let expected = json!({
        "version": 1,
        "since": null,
        "until": null,
        "first": "2026-11-02",
        "last": "2026-11-20",
        "sessions": 4,
        "by_hand": 0,
        "days": 3,
        "pressed_seconds": 357,
        "weeks": {
            "practised": 2,
            "of": 3,
            "list": [
                { "week": "2026-W45", "monday": "2026-11-02", "sessions": 3, "days": 2, "pressed_seconds": 345 },
                { "week": "2026-W47", "monday": "2026-11-16", "sessions": 1, "days": 1, "pressed_seconds": 12 },
            ],
        },
        "sides": { "left_seconds": 120, "right_seconds": 132, "both_seconds": 45, "midline_seconds": 60 },
        "points": [
            { "code": "HE-1", "sessions": 2, "pressed_seconds": 240, "left_seconds": 120, "right_seconds": 120, "both_seconds": 0, "midline_seconds": 0, "last": "2026-11-03" },
            { "code": "CV-17", "sessions": 1, "pressed_seconds": 60, "left_seconds": 0, "right_seconds": 0, "both_seconds": 0, "midline_seconds": 60, "last": "2026-11-03" },
            { "code": "GB-20", "sessions": 1, "pressed_seconds": 45, "left_seconds": 0, "right_seconds": 0, "both_seconds": 45, "midline_seconds": 0, "last": "2026-11-03" },
            { "code": "LI-4", "sessions": 1, "pressed_seconds": 12, "left_seconds": 0, "right_seconds": 12, "both_seconds": 0, "midline_seconds": 0, "last": "2026-11-20" },
        ],
        "routines": [{ "key": "bedtime", "sessions": 1, "pressed_seconds": 105, "last": "2026-11-03" }],
        "outcomes": { "done": 3, "released": 0, "partial": 0, "stopped": 1, "left": 0, "interrupted": 0 },
        "presses": { "done": 3, "released": 2, "extended": 0, "skipped": 1, "stopped": 1, "interrupted": 0, "not-begun": 0 },
        "stops": {
            "sessions": 1,
            "reasons": { "pain": 0, "tingling": 1, "unwell": 0, "tired": 0, "interruption": 0, "unsaid": 0 },
            "at": [{ "point": "LI-4", "reason": "tingling", "times": 1 }],
        },
        "ratings": {
            "lower_by": 2,
            "rated": 3,
            "lower": 1,
            "higher": 1,
            "same": 1,
            "only_one": 1,
            "complaints": [
                { "complaint": "shoulder", "rated": 2, "lower": 1, "higher": 0, "same": 1 },
                { "complaint": null, "rated": 1, "lower": 0, "higher": 1, "same": 0 },
            ],
            "pairs": [
                { "date": "2026-11-02", "before": 7, "after": 4 },
                { "date": "2026-11-03", "before": 4, "after": 4 },
                { "date": "2026-11-03", "before": 3, "after": 6 },
            ],
        },
    });
    assert_eq!(stats, expected);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schemas/stats.schema.json");
    let schema = std::fs::read_to_string(path).expect("a schema");
    let schema = serde_json::from_str(&schema).expect("JSON");
    same_fields(&stats, &schema, &schema, "stats");
}

/// An object and its schema know the same fields, all the way down.
fn same_fields(value: &Value, schema: &Value, root: &Value, at: &str) {
    let schema = match schema["$ref"].as_str() {
        Some(kind) => &root["$defs"][kind.trim_start_matches("#/$defs/")],
        None => schema,
    };
    if let Some(fields) = value.as_object() {
        let names: BTreeSet<&str> = fields.keys().map(String::as_str).collect();
        let known =
            schema["properties"].as_object().unwrap_or_else(|| panic!("{at} has no schema"));
        assert_eq!(names, known.keys().map(String::as_str).collect(), "{at}");
        let required = schema["required"].as_array().unwrap_or_else(|| panic!("{at}"));
        assert_eq!(names, required.iter().filter_map(Value::as_str).collect(), "{at}");
        for (name, value) in fields {
            same_fields(value, &schema["properties"][name], root, &format!("{at}.{name}"));
        }
    }
    for item in value.as_array().into_iter().flatten() {
        same_fields(item, &schema["items"], root, &format!("{at}[]"));
    }
}

#[test]
fn what_is_asked_for_is_kept_to() {
    let person = Person::new();
    history(&person, &some());
    for (arguments, sessions) in [
        (&[][..], 4),
        (&["--since", "2026-11-03"], 3),
        (&["--until", "2026-11-03"], 3),
        (&["--since", "2026-11-03", "--until", "2026-11-03"], 2),
        (&["--point", "ht1"], 2),
        (&["--point", "Jiquan", "--since", "2026-11-03"], 1),
        (&["--routine", "Bedtime"], 1),
        (&["--complaint", "shoulder"], 2),
        (&["--point", "KI-3"], 0),
    ] {
        let stats = person.run(&[&["stats", "--json"], arguments].concat()).json();
        assert_eq!(stats["sessions"], sessions, "{arguments:?}");
        let list = stats["weeks"]["list"].as_array().expect("a list");
        let sum: u64 = list.iter().filter_map(|week| week["sessions"].as_u64()).sum();
        assert_eq!(sum, sessions, "{arguments:?}");
    }
    for (arguments, code, says) in [
        (&["--since", "soon"][..], 2, "a day is 2026-11-20, today"),
        (&["--since", "2026-11-03", "--until", "2026-11-02"], 1, "Turn the two round"),
        (&["--point", "XX-99"], 1, "XX-99"),
    ] {
        let came = person.run(&[&["stats"], arguments].concat());
        assert_eq!((came.code, came.out.as_str()), (code, ""), "{arguments:?}");
        assert!(came.err.contains(says), "{arguments:?}: {}", came.err);
    }
}
