//! Points and plans as JSON.

use std::fs;

use serde_json::Value;

use super::Person;

#[test]
fn a_point_is_printed_whole() {
    let person = Person::new();
    let points = person.run(&["points", "--json"]);
    assert_eq!((points.code, points.err.as_str()), (0, ""));
    let points = points.json();
    assert_eq!(points["version"], 1);
    let list = points["points"].as_array().expect("a list");
    assert_eq!(list.len(), 411);
    for point in list {
        for field in [
            "code", "pinyin", "chinese", "english", "meridian", "region", "location", "grade",
            "caution",
        ] {
            assert!(point[field].is_string(), "{field}: {point}");
        }
        for field in
            ["aliases", "find", "cautions", "traditional_uses", "related", "questions", "notes"]
        {
            assert!(point[field].is_array(), "{field}: {point}");
        }
    }
    let one = person.run(&["show", "Jiquan", "--json"]).json();
    assert_eq!((&one["version"], &one["point"]["code"]), (&Value::from(1), &Value::from("HE-1")));
    assert_eq!(one["point"]["technique"]["least_seconds"], 60);
    assert_eq!(Some(&one["point"]), list.iter().find(|point| point["code"] == "HE-1"));
    let found = person.run(&["points", "he", "1", "--json"]).json();
    assert_eq!(found["points"][0]["code"], "HE-1");
    assert_eq!(
        person.run(&["points", "no such thing", "--json"]).json()["points"],
        Value::Array(Vec::new())
    );
}

#[test]
fn a_plan_adds_up() {
    let person = Person::new();
    let plan = |arguments: &[&str]| {
        let came = person.run(&[&["plan"], arguments, &["--json"]].concat());
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
        came.json()
    };
    for (arguments, total, steps) in [
        (&["HE-1"][..], 268, 8),
        (&["HE-1", "--side", "left", "--seconds", "60"], 70, 4),
        (&["HE-1", "LI-4", "--side", "right", "--motion", "steady", "--seconds", "90"], 200, 8),
    ] {
        let plan = plan(arguments);
        assert_eq!(
            (&plan["version"], &plan["total_seconds"]),
            (&Value::from(1), &Value::from(total)),
            "{arguments:?}"
        );
        let mut at = 0;
        let list = plan["steps"].as_array().expect("a list");
        assert_eq!(list.len(), steps);
        for step in list {
            assert_eq!(step["at_seconds"], at, "{arguments:?}: {step}");
            at += step["seconds"].as_u64().expect("whole seconds");
        }
        assert_eq!(at, total);
        let cues: Vec<(f64, &str)> = plan["cues"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|cue| {
                (
                    cue["at_seconds"].as_f64().expect("a number"),
                    cue["cue"].as_str().expect("a name"),
                )
            })
            .collect();
        assert!(cues.is_sorted_by(|one, other| one.0 <= other.0), "{arguments:?}");
        assert_eq!(cues.first(), Some(&(0.0, "start")));
        assert_eq!(cues.last().map(|cue| cue.1), Some("end"));
    }
    let left = plan(&["HE-1", "--side", "left", "--seconds", "60"]);
    assert_eq!(
        (&left["steps"][2]["phase"], &left["steps"][2]["side"]),
        (&Value::from("press"), &Value::from("left"))
    );
    let named = |name: &str| -> Vec<f64> {
        let cues = left["cues"].as_array().expect("a list").iter();
        cues.filter(|cue| cue["cue"] == name).filter_map(|cue| cue["at_seconds"].as_f64()).collect()
    };
    assert_eq!(
        (named("turn"), named("last-ten"), named("ease")),
        (vec![35.0], vec![55.0], vec![65.0])
    );
    assert_eq!(named("beat").first(), Some(&5.0));
}

#[test]
fn remembered_choices_stand_under_the_flags() {
    let person = Person::new();
    fs::create_dir_all(person.config()).expect("a folder");
    let settings = r#"{ "version": 1, "change_seconds": 10, "choices": { "HE-1": { "sides": "right", "motion": "steady", "seconds": 90, "until_release": false } } }"#;
    fs::write(person.config().join("settings.json"), settings).expect("settings");
    let total = |arguments: &[&str]| {
        person.run(&[&["plan", "HE-1", "--json"], arguments].concat()).json()["total_seconds"]
            .clone()
    };
    assert_eq!(total(&[]), 100);
    assert_eq!(total(&["--side", "both"]), 210);
    assert_eq!(total(&["--seconds", "60"]), 70);
    assert_eq!(total(&["--until-release"]), 130);
    let broken = "{ \"change_seconds\": \"soon\" ";
    fs::write(person.config().join("settings.json"), broken).expect("settings");
    let came = person.run(&["plan", "HE-1"]);
    assert_eq!(came.code, 0, "{came:?}");
    assert!(came.err.contains("settings.json"), "{came:?}");
}
