//! What stands around a point: sources, complaints, neighbours, routines; and both sides at once.

use serde_json::{Value, json};

use super::Person;

fn texts<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    list.as_array().expect("a list").iter().filter_map(|one| one[field].as_str()).collect()
}

#[test]
fn a_page_names_sources_complaints_neighbours_and_routines() {
    let page = Person::new().run(&["show", "PC-6"]).out;
    let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for says in [
        "內關 (simplified 内关)",
        "By the standard: 2 B-cun towards the trunk from the palmar wrist crease",
        "- nausea (clinic, MSK-PC6)",
        "Source: P6 acupressure for nausea in pregnancy (OBRIEN).",
        "- MSK-PC6: Acupressure for nausea and vomiting. Memorial Sloan Kettering",
        "- before it: PC-5 Jiānshǐ - after it: PC-7 Dàlíng",
        "Routines that contain it - ",
        "- Nausea, ",
    ] {
        assert!(flat.contains(says), "{says}:\n{page}");
    }
    assert!(!flat.contains("For you"), "nobody has answered anything: {page}");
}

/// Every id that a page mentions is told at its end, over all points.
#[test]
fn every_source_of_a_point_is_told() {
    let person = Person::new();
    let points = person.run(&["points", "forearm", "--json"]).json();
    let list = points["points"].as_array().expect("a list");
    assert!(list.len() > 20, "{}", list.len());
    for point in list {
        let code = point["code"].as_str().expect("a code");
        let shown = person.run(&["show", code, "--json"]).json();
        assert_eq!(&shown["point"], point, "{code}");
        let told = texts(&shown["sources"], "id");
        let own = point["sources"].as_array().expect("a list").iter().filter_map(Value::as_str);
        let evidence = texts(&point["evidence"], "source");
        let complaints = texts(&shown["complaints"], "source");
        for id in own.chain(evidence).chain(complaints) {
            assert!(told.contains(&id), "{code}: {id} of {told:?}");
        }
    }
}

#[test]
fn what_stands_beside_a_point_is_printed_beside_it() {
    let person = Person::new();
    let shown = person.run(&["show", "PC-6", "--json"]).json();
    let nausea =
        json!({ "key": "nausea", "name": "nausea", "label": "clinic", "source": "MSK-PC6" });
    assert!(shown["complaints"].as_array().expect("a list").contains(&nausea), "{shown}");
    assert_eq!(shown["neighbours"], json!(["PC-5", "PC-7"]));
    assert!(texts(&shown["routines"], "key").contains(&"nausea"), "{shown}");
    assert_eq!((&shown["left_out"], &shown["changes"]), (&Value::Null, &json!([])));
    assert_eq!(shown["point"]["related"][0]["kind"], "pair");
    for (code, neighbours) in
        [("PC-1", json!(["PC-2"])), ("PC-9", json!(["PC-8"])), ("EX-HN3", json!([]))]
    {
        assert_eq!(
            person.run(&["show", code, "--json"]).json()["neighbours"],
            neighbours,
            "{code}"
        );
    }
}

#[test]
fn a_complaint_brings_its_red_flags_and_routines() {
    let person = Person::new();
    for (query, names) in [
        ("headache", Some("headache")),
        ("Migraine", Some("headache")),
        ("stuffy nose", Some("stuffy nose")),
        ("PC-6", None),
        ("", None),
    ] {
        let arguments = ["points", query];
        let out = person.run(&arguments).out;
        let printed = person.run(&[&arguments[..], &["--json"]].concat()).json();
        match names {
            None => {
                assert!(!out.contains("See a doctor"), "{query}: {out}");
                assert_eq!(printed["complaint"], Value::Null, "{query}");
            }
            Some(name) => {
                let complaint = &printed["complaint"];
                assert!(
                    complaint["name"].as_str().is_some_and(|own| own.contains(name)),
                    "{complaint}"
                );
                let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(
                    flat.contains(complaint["see_doctor"].as_str().expect("a sentence")),
                    "{out}"
                );
                for routine in complaint["routines"].as_array().expect("a list") {
                    let name = routine["name"].as_str().expect("a name");
                    assert!(flat.contains(&format!("- {name}, ")), "{name}: {out}");
                }
                assert!(!complaint["routines"].as_array().expect("a list").is_empty(), "{query}");
                assert_eq!(complaint["points"][0]["code"], printed["points"][0]["code"], "{query}");
            }
        }
    }
    assert!(person.run(&["points", "headache"]).out.contains("  ! Do not start, call for help: "));
}

#[test]
fn both_sides_at_once_are_one_press() {
    let person = Person::new();
    let once =
        person.run(&["plan", "GB-20", "--side", "at-once", "--seconds", "120", "--json"]).json();
    let both =
        person.run(&["plan", "GB-20", "--side", "both", "--seconds", "120", "--json"]).json();
    let sides = |plan: &Value| -> Vec<String> {
        let steps = plan["steps"].as_array().expect("a list").iter();
        let pressed = steps.filter(|step| step["phase"] == "press");
        pressed.filter_map(|step| step["side"].as_str()).map(str::to_owned).collect()
    };
    assert_eq!(
        (sides(&once), sides(&both)),
        (vec!["both".to_owned()], vec!["left".to_owned(), "right".to_owned()])
    );
    assert_eq!((&once["total_seconds"], &both["total_seconds"]), (&json!(130), &json!(268)));
    let refused = person.run(&["plan", "PC-6", "--side", "at-once"]);
    assert_eq!(refused.code, 1, "{refused:?}");
    // It is played, noted, and listed as both sides.
    let played =
        person.typing("yes\n\n\n\n\n", &["start", "GB-20", "--side", "at-once", "--terminal"]);
    assert_eq!(played.code, 0, "{played:?}");
    assert!(played.out.contains("neck, both sides"), "{played:?}");
    let history = person.run(&["history", "--json"]);
    assert_eq!((history.code, history.err.as_str()), (0, ""));
    assert_eq!(history.json()["sessions"][0]["presses"][0]["side"], "both");
    // With one side left out, the other one is left.
    assert_eq!(person.run(&["profile", "skin", "yes", "--place", "left neck"]).code, 0);
    let other = person.run(&["plan", "GB-20", "--side", "at-once", "--json"]).json();
    assert_eq!(sides(&other), ["right"]);
}
