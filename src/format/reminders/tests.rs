//! What is read from a file of reminders, what is told of it, and what stays in it.

use jiff::civil::time;
use proptest::prelude::*;

use super::*;

fn lunch() -> Reminder {
    Reminder {
        what: What::Point(Code::parse("HE-1").expect("a code")),
        label: "after lunch".to_owned(),
        days: Days::WEEKDAYS,
        times: [time(13, 0, 0, 0)].into(),
        is_on: true,
    }
}

#[test]
fn round_and_nothing_grows_by_itself() {
    let bedtime = Reminder {
        what: What::Routine("bedtime".to_owned()),
        label: String::new(),
        days: Days::default(),
        times: [time(9, 5, 0, 0), time(22, 30, 0, 0)].into(),
        is_on: false,
    };
    let all = vec![lunch(), bedtime];
    let text = write(&all, None);
    assert_eq!(read(&text).expect("ours"), (all.clone(), Vec::new()));
    assert_eq!(write(&all, Some(&text)), text);
    assert_eq!(read("{}").expect("an object"), (Vec::new(), Vec::new()), "none unless asked for");
    assert!(read("[]").is_err() && read("lunch").is_err());
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_to_do() {
    let rows = [
        (
            r#"{"point": "HE-1", "at": ["25:00"]}"#,
            r#"line 3, field `reminders[1].at`: "25:00" is no time of day. Write a list of times of day such as "13:00""#,
        ),
        (r#"{"point": "HE-1", "at": "13:00"}"#, r#"`reminders[1].at`: "13:00" is no time of day"#),
        (
            r#"{"point": "HE-1", "days": ["mon", "someday"]}"#,
            r#"`reminders[1].days`: "someday" is no day of the week. Write a list of mon"#,
        ),
        (r#"{"point": "HE-1", "on": "yes"}"#, r#"`reminders[1].on`: "yes" is neither"#),
        (
            r#"{"point": "the heel"}"#,
            r#"`reminders[1].point`: "the heel" is no code of a point. Write one that"#,
        ),
        (
            r#"{"point": "HE-1", "routine": "bedtime"}"#,
            "`reminders[1].routine`: it names a point and a routine",
        ),
        (r#"{"routine": ""}"#, r#"`reminders[1].routine`: "" is no key"#),
        (r#"{"at": ["13:00"]}"#, "`reminders[1].point`: it names neither"),
        (r#"{"point": "HE-1", "label": 7}"#, "`reminders[1].label`: 7 is no text"),
        ("17", "17 is no reminder"),
    ];
    for (entry, words) in rows {
        let text = format!(
            "{{\"reminders\": [\n  {{\"point\": \"LI-4\", \"label\": \"a ] \\\" at\", \"at\": [\"8:00\"]}},\n  {entry},\n  {{\"routine\": \"bedtime\"}}\n]}}"
        );
        let (read_back, told) = read(&text).expect("an object");
        assert_eq!(read_back.len(), 2, "{entry}: the others stand");
        assert_eq!(told.len(), 1, "{entry}: {told:?}");
        assert!(told[0].contains(words) && told[0].starts_with("line 3, "), "{entry}: {told:?}");
        // It is kept as it is, whatever is saved.
        let kept: Value = serde_json::from_str(&write(&[], Some(&text))).expect("JSON");
        assert_eq!(kept["reminders"], json!([serde_json::from_str::<Value>(entry).expect("JSON")]));
    }
    let (none, told) = read(r#"{"version": 9, "reminders": {}}"#).expect("an object");
    assert!(
        none.is_empty() && told[0].contains("newer version (9") && told[1].contains("list"),
        "{told:?}"
    );
}

#[test]
fn what_is_not_known_is_kept() {
    let before = r#"{"version": 9, "colour": "blue", "reminders": [
        {"point": "HE-1", "label": "after lunch", "days": ["mon", "tue", "wed", "thu", "fri"], "at": ["13:00"], "sound": "bell"},
        {"point": "HE-1", "at": ["20:00"], "sound": "harp"}]}"#;
    let changed = Reminder { is_on: false, ..lunch() };
    let rows = [
        ("unchanged", vec![lunch()], vec!["bell"]),
        ("changed", vec![changed.clone()], vec!["bell"]),
        (
            "the second with the first gone",
            vec![read(before).expect("ours").0.remove(1)],
            vec!["harp"],
        ),
        ("a new one after it", vec![lunch(), changed], vec!["bell", "harp"]),
    ];
    for (what, reminders, sounds) in rows {
        let after: Value = serde_json::from_str(&write(&reminders, Some(before))).expect("JSON");
        assert_eq!((&after["version"], &after["colour"]), (&json!(9), &json!("blue")), "{what}");
        let found: Vec<&str> = after["reminders"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|one| one["sound"].as_str())
            .collect();
        assert_eq!(found, sounds, "{what}");
    }
}

#[test]
fn days_and_times_in_words() {
    let days = |text: &str| {
        days_named(text).map(|days| days.days().map(day_name).collect::<Vec<_>>().join(" "))
    };
    let rows = [
        ("daily", Some("mon tue wed thu fri sat sun")),
        ("weekdays", Some("mon tue wed thu fri")),
        ("mon-fri", Some("mon tue wed thu fri")),
        ("Weekends", Some("sat sun")),
        ("fri-mon", Some("mon fri sat sun")),
        ("mon-mon", Some("mon")),
        ("wed, Monday", Some("mon wed")),
        ("tues,thurs", Some("tue thu")),
        ("weekdays,sat", Some("mon tue wed thu fri sat")),
        ("", None),
        ("mo", None),
        ("monkey", None),
        ("mon-", None),
    ];
    for (text, expected) in rows {
        assert_eq!(days(text).as_deref(), expected, "{text:?}");
    }
    let rows = [
        ("13:00", Some((13, 0))),
        (" 9:05 ", Some((9, 5))),
        ("00:00", Some((0, 0))),
        ("23:59", Some((23, 59))),
        ("24:00", None),
        ("13:60", None),
        ("13", None),
        ("13:0", None),
        ("1pm", None),
        ("-1:00", None),
        ("+1:00", None),
        ("013:00", None),
        ("", None),
    ];
    for (text, expected) in rows {
        assert_eq!(
            time_named(text),
            expected.map(|(hour, minute)| time(hour, minute, 0, 0)),
            "{text:?}"
        );
    }
}

proptest! {
    /// Any text is read or refused, and writing over it loses nothing that was understood.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}", point in "\\PC{0,8}") {
        let _ = read(&text);
        let entry = json!({"version": 1, "reminders": [{"point": point, "at": [text], "label": text}]}).to_string();
        let (reminders, told) = read(&entry).expect("an object");
        prop_assert_eq!(reminders.len() + told.len(), 1);
        let again = write(&reminders, Some(&entry));
        prop_assert_eq!(read(&again).expect("ours").0, reminders);
    }
}
