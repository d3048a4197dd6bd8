//! Routines on the command line: what is listed, built, kept, shared, and what is refused.

use std::fs;

use serde_json::{Value, json};

use super::{Person, golden};
use crate::points::{here, json_file, none, schema};

/// A routine from elsewhere, with every kind of point.
const FROM_ANNA: &str = r#"{
  "version": 2,
  "key": "from-anna",
  "name": "From Anna",
  "about": "For the evening.",
  "grade": "C",
  "sources": [],
  "therapist_note": "Slowly, please.",
  "points": [
    { "code": "HE-1", "seconds": 60 },
    { "code": "LI-4", "seconds": 540, "sides": "at-once" },
    { "code": "EX-LE40", "seconds": 45 },
    { "code": "CV-8", "seconds": 60, "note": "Warm it with the palm." }
  ]
}
"#;

/// The point that nobody knows but Anna.
const HEEL: &str = r#"{
  "version": 1, "code": "EX-LE40", "region": "foot", "grade": "with care", "why_not": "Press lightly.",
  "location": "Under the heel.", "find": ["Sit down.", "Feel the hollow under the heel."],
  "technique": { "pressure": "light", "motion": ["steady"], "least_seconds": 30, "most_seconds": 60, "source": "YOURS" },
  "sources": ["YOURS"]
}"#;

/// With the folder of that person taken out, so that it is the same everywhere.
fn told(person: &Person, text: &str) -> String {
    text.replace(&person.config().display().to_string(), "CONFIG")
}

/// With its lines joined.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_people_read_of_routines() {
    let person = Person::new();
    let file = person.write("elsewhere/from-anna.json", FROM_ANNA);
    let file = file.display().to_string();
    let rows: [(&str, &[&str]); 8] = [
        ("routine-list.txt", &["routine", "list"]),
        ("routine-show.txt", &["routine", "show", "bedtime"]),
        ("routine-build.txt", &["routine", "build", "HE-1", "--minutes", "10"]),
        ("routine-build-complaint.txt", &["routine", "build", "stuffy", "nose", "--minutes", "5"]),
        ("routine-check.txt", &["routine", "import", &file, "--check"]),
        ("routine-import.txt", &["routine", "import", &file]),
        ("routine-show-own.txt", &["routine", "show", "From Anna"]),
        ("routine-delete.txt", &["routine", "delete", "from-anna"]),
    ];
    for (name, arguments) in rows {
        let came = person.run(arguments);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
        golden(name, &told(&person, &came.out));
        for line in came.out.lines() {
            let is_wide = line.chars().count() > 86
                && !line.contains(&file)
                && !line.contains(".bak")
                && !line.starts_with("Keep it: ");
            assert!(!is_wide, "{arguments:?}: {line}");
        }
    }
    let mut help = String::new();
    for command in
        ["", "list", "show", "start", "build", "export", "import", "delete", "rename", "copy"]
    {
        let arguments = ["routine", command, "--help"];
        let arguments: Vec<&str> = arguments.into_iter().filter(|one| !one.is_empty()).collect();
        let came = person.run(&arguments);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
        help.push_str(&came.out);
        help.push_str("\n----\n\n");
    }
    golden("routine-help.txt", &help);
}

#[test]
fn a_routine_is_built_for_the_person_and_the_time() {
    let person = Person::new();
    let printed = person.run(&["routine", "build", "ht1", "--minutes", "10", "--json"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let printed = printed.json();
    let codes: Vec<&str> = printed["points"]
        .as_array()
        .expect("points")
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert_eq!(codes[..3], ["HE-1", "LU-1", "LI-4"], "{printed}");
    let total = printed["total_seconds"].as_u64().expect("seconds");
    assert!((570..=630).contains(&total), "{total}");
    assert_eq!((&printed["unmet"], &printed["saved"]), (&Value::Null, &Value::Null));
    for point in printed["points"].as_array().expect("points") {
        assert!(point["why"].as_str().is_some_and(|why| why.ends_with('.')), "{point}");
        assert!(point["seconds"].as_u64().is_some() && point["sides"].is_string(), "{point}");
    }
    assert!(!person.config().join("routines").exists(), "nothing is kept unasked");

    let _ = person.run(&["profile", "pregnancy", "yes"]);
    let built = ["routine", "build", "HE-1", "--minutes", "10", "--save", "My heart's", "--json"];
    let printed = person.run(&built).json();
    let left_out = printed["left_out"].to_string();
    assert!(left_out.contains("LI-4") && left_out.contains("pregnancy"), "{left_out}");
    assert_eq!(printed["saved"]["key"], "my-hearts");
    let shown = person.run(&["routine", "show", "my-hearts", "--json"]).json();
    assert_eq!(shown["total_seconds"], printed["total_seconds"]);
    assert_eq!(shown["find_seconds"], printed["find_seconds"]);
    let checked = person.run(&["check"]);
    assert!(checked.code == 0 && checked.out.contains("1 file, all well"), "{checked:?}");

    for (arguments, says) in [
        (&["build", "CV-8"][..], "palm warmth"),
        (&["build", "no", "such", "thing"], "A complaint is named in plain words"),
        (&["build", "LI-4"], "pregnancy"),
        (&["build", "HE-1", "--save", "two\nlines"], "1 to 80 characters"),
    ] {
        let came = person.run(&[&["routine"], arguments].concat());
        assert_eq!(came.code, 1, "{came:?}");
        assert!(came.err.contains(says), "{came:?}");
    }
    for minutes in ["0", "61", "-1", "x"] {
        assert_eq!(person.run(&["routine", "build", "HE-1", "--minutes", minutes]).code, 2);
    }
}

#[test]
fn what_is_not_known_here_is_played_once_it_is() {
    let person = Person::new();
    let _ = person.typing(FROM_ANNA, &["routine", "import", "-"]);
    let verdicts = |person: &Person| {
        let shown = person.run(&["routine", "show", "from-anna", "--json"]).json();
        let of = |one: &Value| one["verdict"].as_str().expect("a verdict").to_owned();
        let verdicts: Vec<String> =
            shown["points"].as_array().expect("points").iter().map(of).collect();
        (verdicts.join(" "), shown["left_out"].as_array().expect("a list").len())
    };
    assert_eq!(verdicts(&person), ("known differs unknown cannot-be-played".to_owned(), 2));
    let played = person.typing("no\n", &["routine", "start", "from-anna", "--terminal"]);
    assert!(played.err.contains("EX-LE40 is left out: not known here"), "{played:?}");
    let _ = person.typing(HEEL, &["import", "-"]);
    assert_eq!(verdicts(&person), ("known differs known cannot-be-played".to_owned(), 1));
    // What the file says was never changed.
    let file = fs::read_to_string(person.config().join("routines/from-anna.json")).expect("kept");
    let file: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(
        (&file["points"][1]["seconds"], &file["points"][1]["sides"]),
        (&json!(540), &json!("at-once"))
    );
}

#[test]
fn a_routine_is_started_after_its_one_caution() {
    let person = Person::new();
    let refused = person.typing("no\n", &["routine", "start", "Jaw release", "--terminal"]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert_eq!(refused.out.matches("Before you begin:").count(), 1, "{refused:?}");
    assert!(refused.err.contains("nothing was started"), "{refused:?}");
    let _ = person.run(&["routine", "copy", "jaw-release", "My jaw"]);
    let left =
        person.typing("yes\n\n\nleave\nyes\n", &["routine", "start", "my-jaw", "--terminal"]);
    assert_eq!(left.code, 0, "{left:?}");
    let history = person.run(&["history", "--json"]).json();
    let routine = person.run(&["routine", "list", "--json"]).json()["routines"][0].clone();
    assert_eq!((&routine["key"], &routine["own"]), (&json!("my-jaw"), &json!(true)));
    assert_eq!(history["sessions"][0]["points"], routine["points"]);

    let nothing = FROM_ANNA.replace("HE-1", "CV-8").replace("LI-4", "CV-8");
    let _ = person.typing(&nothing, &["routine", "import", "-"]);
    let came = person.run(&["routine", "start", "from-anna", "--terminal"]);
    assert_eq!(came.code, 1, "{came:?}");
    assert!(came.err.contains("nothing of \"From Anna\" can be played now"), "{came:?}");
}

#[test]
fn several_files_are_imported_whole_or_not_at_all() {
    let person = Person::new();
    let good = person.write("in/a.json", FROM_ANNA).display().to_string();
    let again =
        person.write("in/b.json", &FROM_ANNA.replace("evening", "morning")).display().to_string();
    let bad =
        person.write("in/c.json", "{ \"version\": 2,\n \"key\": \"x\" ").display().to_string();
    let kept = || person.config().join("routines").exists();

    let came = person.run(&["routine", "import", &good, &bad, "--json"]);
    assert_eq!(came.code, 1, "{came:?}");
    assert!(came.err.contains(&format!("{bad}: line 2, the file ends in the middle")), "{came:?}");
    assert!(came.err.contains("nothing was imported."), "{came:?}");
    assert_eq!(came.json()["routines"][0]["kept"], Value::Null);
    assert!(!kept(), "{came:?}");
    // Two files with one key stand in each other's way.
    let came = person.run(&["routine", "import", &good, &again]);
    assert_eq!(came.code, 1, "{came:?}");
    assert!(came.err.contains("--replace") && came.err.contains("--keep-both"), "{came:?}");
    assert!(!kept(), "{came:?}");
    let came = person.run(&["routine", "import", &good, &again, "--keep-both", "--json"]).json();
    let keys = [&came["routines"][0]["key"], &came["routines"][1]["key"]];
    assert_eq!(keys, ["from-anna", "from-anna-2"]);
    let came = person.run(&["routine", "import", &good]);
    assert!(came.code == 0 && came.out.contains("nothing was done"), "{came:?}");
    let came = person.run(&["routine", "import", &again]);
    assert_eq!(came.code, 1, "{came:?}");
    let came = person.run(&["routine", "import", &again, "--check"]);
    assert!(came.code == 0 && flat(&came.out).contains("--replace or --keep-both"), "{came:?}");
    let came = person.run(&["routine", "import", &again, "--replace", "--json"]).json();
    let before = came["routines"][0]["before"].as_str().expect("kept beside it").to_owned();
    assert!(fs::read_to_string(before).expect("kept").contains("evening"));
    let folder = person.config().join("in").display().to_string();
    assert!(person.run(&["routine", "import", &folder]).err.contains("it is a folder"));
}

#[test]
fn own_routines_are_renamed_copied_exported_and_deleted() {
    let person = Person::new();
    for command in [&["delete", "bedtime"][..], &["rename", "bedtime", "X"]] {
        let came = person.run(&[&["routine"], command].concat());
        assert_eq!(came.code, 1, "{came:?}");
        assert!(came.err.contains("wellspring routine copy bedtime \"My bedtime\""), "{came:?}");
    }
    let came = person.run(&["routine", "show", "bedtim"]);
    assert!(came.code == 1 && came.err.contains("Did you mean bedtime?"), "{came:?}");
    let came = person.run(&["routine", "export", "--all", "-o", "x"]);
    assert!(came.code == 1 && came.err.contains("no routines of your own yet"), "{came:?}");

    assert_eq!(person.run(&["routine", "copy", "bedtime", "My bed"]).code, 0);
    assert_eq!(person.run(&["routine", "copy", "bedtime", "My bed"]).code, 0);
    assert_eq!(person.run(&["routine", "rename", "my-bed-2", "Sunday 💆"]).code, 0);
    let list = person.run(&["routine", "list", "--json"]).json();
    let own: Vec<[&Value; 2]> = list["routines"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["own"] == true)
        .map(|one| [&one["key"], &one["name"]])
        .collect();
    assert_eq!(json!(own), json!([["my-bed", "My bed"], ["my-bed-2", "Sunday 💆"]]));

    let out = person.config().join("out");
    let folder = out.display().to_string();
    assert_eq!(person.run(&["routine", "export", "--all", "-o", &folder]).code, 0);
    let schema = json_file(&here("sessions/routines/routine.schema.json"));
    for name in ["my-bed.json", "my-bed-2.json"] {
        none(&schema::faults(&schema, &json_file(&out.join(name))));
    }
    let text = person.run(&["routine", "export", "my-bed", "-o", "-"]).out;
    assert_eq!(text, fs::read_to_string(out.join("my-bed.json")).expect("exported"));
    fs::write(out.join("my-bed.json"), "mine").expect("changed");
    let came = person.run(&["routine", "export", "my-bed", "-o", &folder]);
    assert!(came.code == 1 && came.err.contains("--force"), "{came:?}");
    assert_eq!(person.run(&["routine", "export", "my-bed", "-o", &folder, "--force"]).code, 0);
    assert_eq!(text, fs::read_to_string(out.join("my-bed.json")).expect("exported"));
    assert_eq!(person.run(&["routine", "export", "my-bed"]).code, 2, "where to is said");

    let deleted = person.run(&["routine", "delete", "my-bed"]);
    assert_eq!(person.run(&["routine", "show", "my-bed"]).code, 1);
    let back = deleted.out.split('"').rev().nth(1).expect("how to bring it back");
    assert_eq!(person.run(&["routine", "import", back]).code, 0);
    assert_eq!(person.run(&["routine", "export", "my-bed", "-o", "-"]).out, text);
    // What is printed can be imported too.
    let shown = person.run(&["routine", "show", "my-bed", "--json"]).out;
    let came = person.typing(&shown, &["routine", "import", "-"]);
    assert!(came.out.contains("nothing was done"), "{came:?}");
}
