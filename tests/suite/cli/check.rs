//! Files of points and routines that are checked: what is found, on which line, and that nothing changes.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::Person;

/// A point of a person's own that is well.
const POINT: &str = r#"{
  "version": 1,
  "code": "EX-LE40",
  "aliases": ["Heel Hollow"],
  "region": "foot",
  "grade": "with care",
  "why_not": "Press lightly.",
  "location": "Under the heel.",
  "find": ["Sit and lay the foot on the other knee.", "Feel the hollow under the heel."],
  "technique": { "pressure": "light", "motion": ["steady"], "least_seconds": 30, "most_seconds": 60, "source": "YOURS" },
  "evidence": [
    { "label": "tradition", "text": "Used for tired feet.", "source": "YOURS" },
    { "label": "clinic", "text": "A clinic shows it.", "source": "MSK-PC6" }
  ],
  "related": [
    { "code": "KI-1", "why": "near it" },
    { "code": "KI-3", "why": "above it" }
  ],
  "sources": ["YOURS"]
}
"#;

/// A routine that is well beside that point.
const ROUTINE: &str = r#"{
  "version": 1,
  "key": "tired-feet",
  "name": "Tired feet",
  "about": "For the evening.",
  "grade": "C",
  "sources": ["YOURS"],
  "complaints": ["sleep"],
  "points": [
    { "code": "KI-1", "seconds": 60 },
    { "code": "EX-LE40",
      "seconds": 45 },
    { "code": "KI-3", "seconds": 60 }
  ]
}
"#;

fn with(person: &Person, point: &str, routine: &str) {
    let _ = person.write("points/EX-LE40.json", point);
    let _ = person.write("routines/tired-feet.json", routine);
}

#[test]
fn what_came_with_it_is_well() {
    let person = Person::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/sessions");
    let came = person.run(&["check", folder, "--json"]);
    let report = came.json();
    assert_eq!(report["problems"], json!([]));
    assert_eq!((came.code, came.err.as_str(), &report["files"]), (0, "", &json!(411 + 28)));
    let passed: Vec<&str> = report["passed_over"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| Path::new(one["file"].as_str()?).file_name()?.to_str())
        .collect();
    assert_eq!(passed, ["point.schema.json", "routine.schema.json"]);
}

#[test]
fn own_files_that_are_well_are_well() {
    let person = Person::new();
    let none = person.run(&["check"]);
    assert_eq!(none.code, 0, "{none:?}");
    assert!(none.out.contains("no points and routines of your own yet"), "{none:?}");
    with(&person, POINT, ROUTINE);
    let _ = person.write("points/EX-LE40.json.bak", "what was there before");
    let _ = person.write("settings.json", "{}");
    for arguments in [&["check"][..], &["check", &person.config().display().to_string()]] {
        let came = person.run(arguments);
        assert_eq!(
            (came.code, came.out.as_str(), came.err.as_str()),
            (0, "2 files, all well.\n", "")
        );
    }
    let one = person.config().join("points/EX-LE40.json").display().to_string();
    assert_eq!(person.run(&["check", &one]).out, "1 file, all well.\n");
}

/// Each fault alone: the file, its line, the field, and a piece of what is said.
#[test]
fn each_problem_is_found_on_its_line() {
    let in_point = "points/EX-LE40.json";
    let in_routine = "routines/tired-feet.json";
    let rows = [
        (in_point, "\"region\": \"foot\"", "\"region\": \"sole\"", "5: region: ", "axilla"),
        (in_point, "\"find\": [", "\"fnid\": [", "9: fnid: ", "Did you mean `find`?"),
        (in_point, "\"version\": 1", "\"version\": 2", "2: version: ", "newer"),
        (
            in_point,
            "\"label\": \"clinic\"",
            "\"label\": \"rumour\"",
            "13: evidence.label: ",
            "trial, clinic, tradition",
        ),
        (in_point, "\"MSK-PC6\"", "\"msk-pc6\"", "13: evidence.source: ", "Did you mean MSK-PC6?"),
        (
            in_point,
            "\"MSK-PC6\"",
            "\"HEARSAY\"",
            "13: evidence.source: ",
            "\"HEARSAY\" is not known",
        ),
        (
            in_point,
            "\"sources\": [\"YOURS\"]",
            "\"sources\": [\"HEARSAY\"]",
            "19: sources: ",
            "YOURS",
        ),
        (in_point, "\"Heel Hollow\"", "\"Hoku\"", "4: aliases: ", "belongs to LI-4"),
        (in_point, "\"Heel Hollow\"", "\"ht 7\"", "4: aliases: ", "belongs to HE-7"),
        (
            in_point,
            "\"code\": \"KI-3\"",
            "\"code\": \"KI-99\"",
            "17: related.code: ",
            "there is no point KI-99",
        ),
        (
            in_point,
            "\"code\": \"KI-3\"",
            "\"code\": \"CV-8\"",
            "17: related.code: ",
            "not offered for self-massage",
        ),
        (
            in_point,
            "[\"Sit and lay the foot on the other knee.\", \"Feel the hollow under the heel.\"]",
            "[]",
            "9: find: ",
            "2 to 4 short steps",
        ),
        (in_routine, "\"sleep\"", "\"slumber-party\"", "8: complaints: ", "there is no complaint"),
        (in_routine, "\"sleep\"", "\"migraine\"", "8: complaints: ", "Did you mean headache?"),
        (
            in_routine,
            "\"sources\": [\"YOURS\"]",
            "\"sources\": [\"HEARSAY\"]",
            "7: sources: ",
            "is not known",
        ),
        (in_routine, "\"KI-3\"", "\"CV-8\"", "13: points.code: ", "not offered"),
        (in_routine, "\"KI-3\"", "\"KI-99\"", "13: points.code: ", "there is no point KI-99"),
        (in_routine, "\"seconds\": 45", "\"seconds\": 90", "12: points.seconds: ", "30 to 60"),
        (in_routine, "\"grade\": \"C\"", "\"grade\": \"D\"", "6: grade: ", "A (trial)"),
        (in_routine, "\"KI-3\", \"seconds\": 60", "\"KI-3\" \"seconds\": 60", "13: ", "comma"),
    ];
    for (file, right, wrong, place, says) in rows {
        let person = Person::new();
        with(&person, POINT, ROUTINE);
        let before = fs::read_to_string(person.config().join(file)).expect("the file");
        assert_eq!(before.matches(right).count(), 1, "{right}");
        // Lines end where they ended, so that the line of a fault is known.
        let path = person.write(file, &before.replace(right, wrong));
        let came = person.run(&["check"]);
        assert_eq!((came.code, came.err.as_str()), (1, ""), "{wrong}: {came:?}");
        let line = came.out.lines().find(|line| line.contains(file)).unwrap_or_default();
        assert!(line.starts_with(&format!("{}:{place}", path.display())), "{wrong}: {came:?}");
        assert!(line.contains(says), "{wrong}: {came:?}");
        assert_eq!(fs::read_to_string(path).expect("the file"), before.replace(right, wrong));
    }
}

#[test]
fn every_item_of_a_routine_that_is_wrong_is_told() {
    let person = Person::new();
    let routine = ROUTINE.replace("\"KI-1\", \"seconds\": 60", "\"KI-1\", \"seconds\": 5");
    with(&person, POINT, &routine.replace("\"KI-3\"", "\"KI-99\""));
    let report = person.run(&["check", "--json"]).json();
    let lines: Vec<&Value> =
        report["problems"].as_array().expect("a list").iter().map(|one| &one["line"]).collect();
    assert_eq!(lines, [10, 13], "{report}");
}

#[test]
fn files_in_the_wrong_place_or_of_another_kind_are_told() {
    let person = Person::new();
    with(&person, POINT, ROUTINE);
    let _ = person.write("points/again.json", &POINT.replace("EX-LE40", "ex-le 40"));
    let _ = person.write("points/tired-feet.json", ROUTINE);
    let _ = person.write("routines/EX-LE40.json", POINT);
    let _ = person.write("routines/other-name.json", ROUTINE);
    let _ = person.write("points/notes.txt", "not for Wellspring");
    let _ = person.write("points/latin.json", "");
    fs::write(person.config().join("points/latin.json"), [b'{', 0xFF, b'}']).expect("a file");
    let came = person.run(&["check"]);
    assert_eq!(came.code, 1, "{came:?}");
    for says in [
        "points/again.json:3: code: EX-LE40 stands in",
        "points/tired-feet.json: this is a routine, and only points are read here. Move it to routines/.",
        "routines/EX-LE40.json: this is a point, and only routines are read here. Move it to points/.",
        "routines/tired-feet.json:3: key: \"tired-feet\" is the key in",
        "routines/other-name.json:3: hint: key: \"tired-feet\" is not the name of the file.",
        "points/notes.txt: no .json file, so neither a point nor a routine; passed over",
        "points/latin.json: it cannot be read: it is not UTF-8 text.",
    ] {
        assert!(came.out.contains(says), "{says}: {}", came.out);
    }
    assert!(came.out.ends_with("7 files, 5 problems.\n"), "{}", came.out);
    // A folder that is neither: its files are told by what they hold.
    let folder = person.write("elsewhere/settings.json", "{}");
    let _ = person.write("elsewhere/feet.json", ROUTINE);
    let _ = person.write("elsewhere/heel.json", POINT);
    let folder = folder.parent().expect("a folder").display().to_string();
    let came = person.run(&["check", &folder]);
    assert_eq!(came.code, 0, "{came:?}");
    assert!(came.out.contains("settings.json: neither a point"), "{came:?}");
    assert!(came.out.contains("2 files, all well, 1 hint."), "{came:?}");
}

#[test]
fn hints_are_no_problems() {
    let person = Person::new();
    let long = "Press until you have counted from one to twenty and back again to one without hurry or pain in it.";
    let point = POINT
        .replace("Feel the hollow under the heel.", long)
        .replace("\"most_seconds\": 60", "\"most_seconds\": 600");
    with(&person, &point, &ROUTINE.replace("For the evening.", long));
    let came = person.run(&["check"]);
    assert_eq!(came.code, 0, "{came:?}");
    for says in [
        "EX-LE40.json:9: hint: find: 20 words in one sentence (\"Press until you have ...\").",
        "EX-LE40.json: hint: Pressed for at most 120 seconds",
        "tired-feet.json:5: hint: about: 20 words",
        "2 files, all well, 3 hints.",
    ] {
        assert!(came.out.contains(says), "{says}: {}", came.out);
    }
    let _ = person.write("points/none.json", "[]");
    assert_eq!(person.run(&["check"]).code, 1);
}
