//! Reminders on the command line.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use super::{Person, came};
use crate::points::schema;

#[test]
fn a_list_of_reminders_is_kept() {
    let person = Person::new();
    assert!(person.run(&["remind", "--list"]).out.starts_with("No reminders. Add one:"));
    assert!(!person.config().join("reminders.json").exists(), "looking makes nothing");
    let rows: [(&[&str], &str); 6] = [
        (
            &[
                "add",
                "ht1",
                "--at",
                "13:00",
                "--at",
                "9:05",
                "--days",
                "mon-fri",
                "--label",
                "after lunch",
            ],
            "1. HE-1 Jíquán, after lunch: weekdays at 09:05, 13:00.",
        ),
        (&["add", "Bedtime", "--at", "22:30"], "2. Bedtime: every day at 22:30."),
        (
            &["add", "LI-4", "--at", "08:00", "--days", "sun,wed"],
            "3. LI-4 Hégǔ: Wed, Sun at 08:00.",
        ),
        (&["off", "1"], "1. HE-1 Jíquán, after lunch is off."),
        (&["remove", "2"], "Removed: Bedtime, every day at 22:30."),
        (&["on", "1"], "1. HE-1 Jíquán, after lunch is on: weekdays at 09:05, 13:00."),
    ];
    for (words, expected) in rows {
        let came = person.run(&[&["remind"], words].concat());
        assert_eq!(
            (came.code, came.out.lines().next()),
            (0, Some(expected)),
            "{words:?}: {came:?}"
        );
    }
    let listed = person.run(&["remind", "--list", "--json"]).json();
    let first = &listed["reminders"][0];
    assert_eq!(first["days"], json!(["mon", "tue", "wed", "thu", "fri"]));
    assert_eq!((&first["number"], &first["today"]), (&json!(1), &json!("open")));
    assert_eq!(listed["reminders"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (&listed["login"], &listed["notifications"]["server"]),
        (&json!("off"), &Value::Null)
    );
    assert!(listed["notifications"]["why_not"].as_str().is_some_and(|why| !why.is_empty()));

    let text = fs::read_to_string(person.config().join("reminders.json")).expect("it is kept");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schemas/reminders.schema.json");
    let rules = serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(schema::faults(&rules, &file), Vec::<String>::new());
}

#[test]
fn what_cannot_be_done_is_refused_with_a_remedy() {
    let person = Person::new();
    let pregnant = person.run(&["profile", "pregnancy", "yes"]);
    assert_eq!(pregnant.code, 0, "{pregnant:?}");
    let rows: [(&[&str], i32, &str); 10] = [
        (&["add", "HE-1"], 2, "--at"),
        (&["add", "HE-1", "--at", "25:00"], 2, "such as 13:00"),
        (&["add", "HE-1", "--at", "13:00", "--days", "someday"], 2, "mon-fri"),
        (&["add", "the-heel", "--at", "13:00"], 1, "no point is called"),
        (&["add", "LI-4", "--at", "13:00"], 1, "your answers leave it out"),
        (&["add", "ST-9", "--at", "13:00"], 1, "is not offered"),
        (&["off", "1"], 1, "there are none"),
        (&["remove", "0"], 1, "no reminder 0"),
        (&["--json"], 2, "--list"),
        (&["--list", "--login", "on"], 2, "--login"),
    ];
    for (words, code, expected) in rows {
        let came = person.run(&[&["remind"], words].concat());
        assert_eq!(came.code, code, "{words:?}: {came:?}");
        assert!(came.err.contains(expected), "{words:?}: {came:?}");
    }
    assert!(!person.config().join("reminders.json").exists());
    let path = person
        .write("reminders.json", "{\"reminders\": [\n{\"point\": \"HE-1\", \"at\": [\"1pm\"]}]}");
    let came = person.run(&["remind", "--list"]);
    assert!(
        came.err.contains("line 2, field `reminders[0].at`: \"1pm\" is no time of day."),
        "{came:?}"
    );
    assert_eq!(person.run(&["remind", "add", "HE-1", "--at", "13:00"]).code, 0);
    assert!(fs::read_to_string(path).expect("a file").contains("1pm"), "it is kept");
}

#[cfg(target_os = "linux")]
#[test]
fn the_start_at_login_is_one_file() {
    let person = Person::new();
    let home = person.config().parent().expect("a folder").to_owned();
    let login = |what: &str| {
        let mut command: Command = person.command(&["remind", "--login", what]);
        let _ = command.env_remove("XDG_CONFIG_HOME");
        came(command, "")
    };
    let file = home.join(".config/autostart/wellspring-remind.desktop");
    assert!(login("status").out.starts_with("Off: nothing starts at login."));
    let on = login("on");
    assert!(
        on.out.starts_with(&file.display().to_string()) && on.out.contains("--login off"),
        "{on:?}"
    );
    let text = fs::read_to_string(&file).expect("it is written");
    let config = person.config().display().to_string();
    let line = text.lines().find(|line| line.starts_with("Exec=")).expect("a command");
    assert!(line.contains(&config) && line.ends_with(" remind"), "{line}");
    assert!(login("status").out.starts_with("On: "));
    assert!(login("off").out.contains("is removed"));
    assert!(!file.exists());
}
