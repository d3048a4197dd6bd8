//! Past sessions on the command line: listed, added by hand, put right, struck.

use std::fs;

use serde_json::{Value, json};

use super::Person;

/// The sessions that are printed with those flags.
#[track_caller]
fn sessions(person: &Person, flags: &[&str]) -> Vec<Value> {
    let came = person.run(&[&["history", "--json"], flags].concat());
    assert_eq!((came.code, came.err.as_str()), (0, ""), "{flags:?}");
    came.json()["sessions"].as_array().expect("a list").clone()
}

/// Adds a session, and gives its id.
#[track_caller]
fn added(person: &Person, flags: &[&str]) -> String {
    let came = person.run(&[&["history", "add"], flags].concat());
    assert_eq!((came.code, came.err.as_str()), (0, ""), "{flags:?}: {came:?}");
    let id = came.out.split("Its id is ").nth(1).expect("an id").split(". ").next();
    id.expect("an id").to_owned()
}

/// All bytes of the history.
fn log(person: &Person) -> String {
    let mut text = String::new();
    for device in fs::read_dir(person.config().join("history")).expect("a history").flatten() {
        for file in fs::read_dir(device.path()).into_iter().flatten().flatten() {
            text += &fs::read_to_string(file.path()).expect("a log");
        }
    }
    text
}

#[test]
fn what_was_done_without_the_program_is_noted() {
    for (flags, side, seconds) in [
        (&["LI-4", "--minutes", "5"][..], json!(["left", "right"]), 300),
        (&["li4", "--minutes", "5", "--side", "right"], json!(["right"]), 300),
        (&["Hegu", "--minutes", "2.5", "--side", "both"], json!(["left", "right"]), 150),
        (&["GB-20", "--minutes", "3", "--side", "at-once"], json!(["both"]), 180),
        (&["CV-17", "--minutes", "1"], json!(["midline"]), 60),
        (&["CV-17", "--minutes", "1440", "--side", "midline"], json!(["midline"]), 86_400),
    ] {
        let person = Person::new();
        let id = added(&person, flags);
        let all = sessions(&person, &[]);
        assert_eq!(all.len(), 1, "{flags:?}");
        let one = &all[0];
        assert_eq!(
            (&one["id"], &one["sides"], &one["pressed_seconds"], &one["by_hand"], &one["outcome"]),
            (&json!(id), &side, &json!(seconds), &json!(true), &json!("done")),
            "{flags:?}"
        );
    }
    let person = Person::new();
    let flags = [
        "HE-1",
        "--minutes",
        "4",
        "--at",
        "2025-11-20 21:15",
        "--before",
        "6",
        "--after",
        "4",
        "--complaint",
        "headache",
        "--worse",
        "left",
        "--note",
        "in the garden",
        "--tag",
        "work",
        "--tag",
        "evening",
    ];
    let _ = added(&person, &flags);
    let one = sessions(&person, &[]).remove(0);
    for (field, expected) in [
        ("started", json!("2025-11-20T21:15:00+00:00")),
        ("before", json!(6)),
        ("after", json!(4)),
        ("complaint", json!("headache")),
        ("worse", json!("left")),
        ("note", json!("in the garden")),
        ("tags", json!(["evening", "work"])),
        ("struck", json!(false)),
    ] {
        assert_eq!(one[field], expected, "{field}");
    }
    let read = person.run(&["history"]).out;
    for says in ["20 Nov 2025 21:15", "6, then 4", "left worse", "in the garden", "evening, work"] {
        assert!(read.contains(says), "{says}: {read}");
    }
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_noted() {
    let person = Person::new();
    for (flags, code, says) in [
        (&["LI-4", "--minutes", "0"][..], 2, "1440"),
        (&["LI-4", "--minutes", "1441"], 2, "1440"),
        (&["LI-4", "--minutes", "-5"], 2, "-5"),
        (&["LI-4"], 2, "--minutes"),
        (&["LI-99", "--minutes", "5"], 1, "LI-99"),
        (&["LI-4", "--minutes", "5", "--side", "midline"], 1, "left and a right"),
        (&["CV-17", "--minutes", "5", "--side", "left"], 1, "midline"),
        (&["LI-4", "--minutes", "5", "--at", "2999-01-01 10:00"], 1, "in the future"),
        (&["LI-4", "--minutes", "5", "--at", "soon"], 1, "2026-11-20 21:15"),
        (&["LI-4", "--minutes", "5", "--at", "1000-01-01 10:00"], 1, "1900"),
        (&["LI-4", "--minutes", "5", "--before", "11"], 2, "0 (none) to 10"),
        (&["LI-4", "--minutes", "5", "--worse", "both"], 2, "left"),
        (&["LI-4", "--minutes", "5", "--complaint", "nonsense"], 1, "headache"),
    ] {
        let came = person.run(&[&["history", "add"], flags].concat());
        assert_eq!(came.code, code, "{flags:?}: {came:?}");
        assert!(came.err.contains(says) && came.out.is_empty(), "{flags:?}: {came:?}");
    }
    assert!(!person.config().join("history").exists());
}

/// A diary holds what was done; that Wellspring does not play it is said.
#[test]
fn a_point_that_is_not_offered_is_noted_and_said_so() {
    let person = Person::new();
    let came = person.run(&["history", "add", "CV-8", "--minutes", "5"]);
    assert_eq!(came.code, 0, "{came:?}");
    assert!(came.out.contains("does not play this point") && came.out.contains("palm warmth"));
    assert_eq!(sessions(&person, &["--point", "CV-8"]).len(), 1);
    assert_eq!(person.run(&["start", "CV-8", "--terminal"]).code, 1, "noted is not offered");
    assert_eq!(person.run(&["profile", "clot", "yes"]).code, 0);
    let came = person.run(&["history", "add", "ST-36", "--minutes", "5"]);
    assert!(came.out.contains("left out for you"), "{came:?}");
}

#[test]
fn filters_pick_what_they_say() {
    let person = Person::new();
    let add = |flags: &[&str]| added(&person, flags);
    let old = add(&[
        "LI-4",
        "--minutes",
        "5",
        "--at",
        "2025-01-10 10:00",
        "--note",
        "Desk work",
        "--complaint",
        "headache",
        "--before",
        "7",
    ]);
    let middle = add(&["HE-1", "--minutes", "2", "--at", "2025-06-10 10:00", "--tag", "desk"]);
    let new = add(&["LI-4", "--minutes", "5", "--side", "left"]);
    assert_eq!(person.run(&["history", "strike", &middle]).code, 0);
    for (flags, expected) in [
        (&[][..], vec![&new, &old]),
        (&["--struck"], vec![&middle]),
        (&["--since", "2025-01-10"], vec![&new, &old]),
        (&["--since", "2025-01-11"], vec![&new]),
        (&["--since", "today"], vec![&new]),
        (&["--since", "7d", "--point", "HE-1"], vec![]),
        (&["--until", "2025-01-10"], vec![&old]),
        (&["--until", "2025-01-09"], vec![]),
        (&["--point", "hegu"], vec![&new, &old]),
        (&["--search", "DESK work"], vec![&old]),
        (&["--search", "desk", "--struck"], vec![&middle]),
        (&["--complaint", "headache"], vec![&old]),
        (&["--outcome", "done"], vec![&new, &old]),
        (&["--outcome", "stopped"], vec![]),
        (&["--routine", "bedtime"], vec![]),
    ] {
        let ids: Vec<Value> =
            sessions(&person, flags).iter().map(|one| one["id"].clone()).collect();
        let expected: Vec<Value> = expected.into_iter().map(|id| json!(id)).collect();
        assert_eq!(ids, expected, "{flags:?}");
    }
    for (flags, code) in [
        (&["--point", "XX-1"][..], 1),
        (&["--since", "soon"], 2),
        (&["--outcome", "well"], 2),
        (&["--csv", "--json"], 2),
    ] {
        assert_eq!(person.run(&[&["history"], flags].concat()).code, code, "{flags:?}");
    }
    assert!(person.run(&["history", "--point", "KI-3"]).out.contains("No session is like that"));
}

#[test]
fn what_is_noted_can_be_put_right_and_the_log_only_grows() {
    let person = Person::new();
    let at = ["--at", "2025-11-20 21:15"];
    let id = added(
        &person,
        &[&["LI-4", "--minutes", "5", "--tag", "a", "--tag", "b"], &at[..]].concat(),
    );
    let mut before = log(&person);
    for (flags, field, expected) in [
        (&["--after", "3"][..], "after", json!(3)),
        (&["--before", "8"], "before", json!(8)),
        (&["--before", "none"], "before", Value::Null),
        (&["--note", "softer"], "note", json!("softer")),
        (&["--note", ""], "note", json!("")),
        (&["--worse", "right"], "worse", json!("right")),
        (&["--worse", "none"], "worse", Value::Null),
        (&["--complaint", "headache"], "complaint", json!("headache")),
        (&["--tag", "c", "--untag", "a"], "tags", json!(["b", "c"])),
        (&["--minutes", "8"], "pressed_seconds", json!(480)),
        (&["--at", "2025-11-19 07:00"], "started", json!("2025-11-19T07:00:00+00:00")),
    ] {
        // By a beginning of its id, in large letters too.
        let begin = id[..13].to_uppercase();
        let came = person.run(&[&["history", "amend", &begin], flags].concat());
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{flags:?}");
        assert_eq!(sessions(&person, &[])[0][field], expected, "{flags:?}");
        let after = log(&person);
        assert!(after.starts_with(&before) && after.len() > before.len(), "{flags:?}: it grows");
        before = after;
    }
    assert_eq!(sessions(&person, &[])[0]["after"], 3, "what is not named stays");

    assert_eq!(person.run(&["history", "strike", &id]).code, 0);
    assert_eq!(sessions(&person, &[]), Vec::<Value>::new());
    assert_eq!(sessions(&person, &["--struck"])[0]["struck"], true);
    let struck = log(&person);
    assert!(person.run(&["history", "strike", &id]).out.contains("already"));
    assert_eq!(log(&person), struck, "nothing is noted twice");
    assert_eq!(person.run(&["history", "restore", &id]).code, 0);
    assert_eq!(sessions(&person, &[]).len(), 1);
}

#[test]
fn an_id_must_name_one_session() {
    let person = Person::new();
    let one = added(&person, &["LI-4", "--minutes", "5"]);
    let other = added(&person, &["HE-1", "--minutes", "5"]);
    // Both began within the same minute, so that they begin alike.
    let shared: String =
        one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    assert!(shared.len() >= 8, "{one} and {other}");
    let before = log(&person);
    for (id, says) in [
        (&one[..7], "at least 8"),
        (&shared[..8], "several sessions"),
        ("ffffffff-ffff", "no session"),
        ("", "at least 8"),
    ] {
        let came = person.run(&["history", "strike", id]);
        assert_eq!((came.code, came.out.as_str()), (1, ""), "{id}: {came:?}");
        assert!(came.err.contains(says), "{id}: {came:?}");
    }
    let came = person.run(&["history", "amend", &one, "--at", "2999-01-01 10:00"]);
    assert!(came.code == 1 && came.err.contains("future"), "{came:?}");
    assert_eq!(person.run(&["history", "amend", &one]).code, 1, "nothing was said");
    assert_eq!(log(&person), before);
    // What the list shows at the end of a line names that session.
    for line in person.run(&["history"]).out.lines().filter(|line| line.contains("done")) {
        let shown = line.split_whitespace().last().expect("an id");
        let came = person.run(&["history", "strike", shown]);
        assert_eq!(came.code, 0, "{line}: {came:?}");
    }
    assert_eq!(sessions(&person, &["--struck"]).len(), 2);
}

/// What another's file says is printed, and not obeyed by the terminal.
#[test]
fn notes_cannot_command_the_terminal() {
    let person = Person::new();
    let _ = added(&person, &["LI-4", "--minutes", "5", "--note", "red \u{1b}[31m\u{7}"]);
    let came = person.run(&["history"]);
    assert!(came.out.contains("red \u{fffd}[31m\u{fffd}") && !came.out.contains('\u{1b}'));
}
