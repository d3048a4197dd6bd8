//! About me on the command line: what is asked, kept, changed and told.

use std::fs;

use serde_json::{Value, json};

use super::{Person, golden};

/// The answer of that key as the file keeps it.
fn kept(person: &Person, key: &str) -> Value {
    let text = fs::read_to_string(person.config().join("profile.json")).expect("the answers");
    serde_json::from_str::<Value>(&text).expect("JSON")["answers"][key].clone()
}

fn printed(person: &Person) -> Value {
    let came = person.run(&["profile", "--json"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    came.json()
}

/// The question of that key in what is printed.
fn asked<'a>(printed: &'a Value, key: &str) -> &'a Value {
    let questions = printed["questions"].as_array().expect("a list");
    questions.iter().find(|one| one["key"] == key).expect("the question")
}

fn codes(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(|one| one["code"].as_str()).collect()
}

#[test]
fn an_answer_is_kept_and_its_doings_are_told() {
    let person = Person::new();
    for (arguments, answer, places, says) in [
        (
            &["blood-thinners", "yes"][..],
            json!("yes"),
            Value::Null,
            "Lighter or shorter from now on",
        ),
        (&["Blood Thinners", "no"], json!("no"), Value::Null, "Pressed as usual again"),
        (
            &["injury", "yes", "--place", "left knee", "--place", "right armpit"],
            json!("yes"),
            json!(["left knee", "right axilla"]),
            "Left out on one side from now on",
        ),
        (&["injury", "yes", "--place", "knee"], json!("yes"), json!(["knee"]), "ST-35 Dúbí"),
        (&["injury", "yes"], json!("yes"), Value::Null, "Say where"),
        (&["clot", "yes"], json!("yes"), Value::Null, "Routines that lose points: now"),
        (&["clot", "skip"], Value::Null, Value::Null, "Back again"),
        (&["young", "no"], json!("no"), Value::Null, "Nothing is said of it"),
        (&["young", "skip"], Value::Null, Value::Null, "It may apply"),
    ] {
        let came = person.run(&[&["profile"], arguments].concat());
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
        assert!(came.out.replace('\n', " ").contains(says), "{arguments:?}: {}", came.out);
        let key = arguments[0].to_lowercase().replace(' ', "-");
        let kept = kept(&person, &key);
        assert_eq!((&kept["answer"], &kept["places"]), (&answer, &places), "{arguments:?}");
    }
    let change = ["profile", "injury", "yes", "--place", "left knee"];
    golden("profile-change.txt", &person.run(&change).out);
}

/// What is told is what a session does.
#[test]
fn answers_hold_in_plans_pages_and_lists() {
    let person = Person::new();
    let plan = |code: &str| person.run(&["plan", code, "--json"]).json()["total_seconds"].clone();
    assert_eq!(plan("PC-6"), 268);
    assert_eq!(person.run(&["profile", "blood-thinners", "yes"]).code, 0);
    assert_eq!(plan("PC-6"), 148);
    let told = "PC-6, HE-7: Set to 1 minute, light: blood thinners.";
    assert!(person.run(&["plan", "PC-6", "HE-7"]).out.contains(told));
    assert!(person.run(&["show", "PC-6"]).out.contains("\nFor you\n  Set to 1 minute, light"));

    assert_eq!(person.run(&["profile", "clot", "yes"]).code, 0);
    let left_out = "left out for you: a clot, or a sign of one";
    for arguments in [&["plan", "ST-36"][..], &["start", "ST-36", "--terminal"]] {
        let came = person.run(arguments);
        assert_eq!((came.code, came.out.as_str()), (1, ""), "{arguments:?}");
        assert!(came.err.contains(left_out), "{came:?}");
    }
    let page = person.run(&["show", "ST-36"]).out;
    assert!(page.contains("Left out for you: a clot, or a sign of one."), "{page}");
    assert!(!page.contains("wellspring start"), "{page}");
    let table = person.run(&["points", "ST-36"]).out;
    assert!(table.contains("left out for you") && !table.contains("ready\n"), "{table}");
    let list = person.run(&["points", "ST-36", "--json"]).json();
    assert_eq!(
        list["left_out"],
        json!([{ "code": "ST-36", "because": "a clot, or a sign of one" }])
    );
    // The neighbour and the relation of a point that is left out say so too.
    assert!(person.run(&["show", "PC-6"]).out.contains("ST-36 Zúsānlǐ (left out for you)"));

    let printed = printed(&person);
    assert!(codes(&printed["left_out"]).contains(&"ST-36"));
    let changed = printed["changed"].as_array().expect("a list");
    let of = changed.iter().find(|one| one["code"] == "PC-6").expect("PC-6 is changed");
    let expected = json!({
        "code": "PC-6", "seconds": 60, "pressure": "light", "side": null, "because": "blood thinners"
    });
    assert_eq!(of, &expected);
    let routines = printed["routines"].as_array().expect("a list");
    let knee = routines.iter().find(|one| one["key"] == "knee-comfort").expect("it loses points");
    assert!(knee["left_out"].to_string().contains("ST-36"), "{knee}");
    let person_reads = person.run(&["profile"]).out;
    let count = codes(&printed["left_out"]).len();
    assert!(person_reads.contains(&format!("Left out for you: {count} points.")), "{person_reads}");
}

#[test]
fn questions_are_printed_with_their_answers() {
    let person = Person::new();
    let before = printed(&person);
    assert_eq!(before["version"], 1);
    assert_eq!(before["questions"].as_array().map(Vec::len), Some(13));
    for list in ["left_out", "changed", "routines"] {
        assert_eq!(before[list], json!([]), "{list}: no answer, no effect");
    }
    let thinners = asked(&before, "blood-thinners");
    assert_eq!(
        (&thinners["answer"], &thinners["at"], &thinners["old"]),
        (&Value::Null, &Value::Null, &json!(false))
    );
    assert_eq!(
        (&thinners["effects"][0]["do"], &thinners["effects"][0]["seconds"]),
        (&json!("cap"), &json!(60))
    );
    assert_eq!(asked(&before, "lymph")["places_offered"], json!(["arm", "leg"]));
    // A change prints the same object, and what it changed on standard error.
    let came = person.run(&["profile", "lymph", "yes", "--place", "left arm", "--json"]);
    assert!(came.err.contains("Kept. lymph: yes, left arm."), "{came:?}");
    let after = came.json();
    assert_eq!(
        (&asked(&after, "lymph")["answer"], &asked(&after, "lymph")["places"]),
        (&json!("yes"), &json!(["left arm"]))
    );
    let sides: Vec<&Value> =
        after["changed"].as_array().expect("a list").iter().map(|one| &one["side"]).collect();
    assert!(!sides.is_empty() && sides.iter().all(|side| *side == "left"), "{after}");
}

/// After ninety days a "no" counts as not answered, and a "yes" goes on counting.
#[test]
fn old_answers_are_asked_for_again() {
    let person = Person::new();
    let _ = person.write(
        "profile.json",
        r#"{ "version": 1, "answers": {
            "clot": { "answer": "yes", "at": "2020-02-01T12:00:00Z" },
            "young": { "answer": "no", "at": "2020-02-01T12:00:00Z" } } }"#,
    );
    let printed = printed(&person);
    for (key, answer) in [("clot", "yes"), ("young", "no")] {
        let one = asked(&printed, key);
        assert_eq!((&one["answer"], &one["old"]), (&json!(answer), &json!(true)), "{key}");
        assert_eq!(one["at"], "2020-02-01T12:00:00Z");
    }
    assert!(codes(&printed["left_out"]).contains(&"ST-36"), "an old yes counts");
    let read = person.run(&["profile"]).out.replace('\n', " ");
    for says in [
        "Yes, on 1 Feb 2020. That is more than 90 days ago: it still counts.",
        "No, on 1 Feb 2020. That is more than 90 days ago: it counts as not answered.",
        "13 questions wait for an answer.",
    ] {
        assert!(read.contains(says), "{says}: {read}");
    }
    let prompt = person.run(&["start", "PC-6", "--terminal"]).out;
    assert!(prompt.contains("Under 18?"), "an old no is no answer: {prompt}");
    assert_eq!(person.run(&["profile", "young", "no"]).code, 0);
    assert!(!person.run(&["start", "PC-6", "--terminal"]).out.contains("Under 18?"));
}

#[test]
fn what_is_taken_back_is_kept_for_one_answer_more() {
    let person = Person::new();
    for nothing in [&["profile", "clear"][..], &["profile", "clot", "skip"]] {
        let came = person.run(nothing);
        assert_eq!(came.code, 0, "{came:?}");
        assert!(
            came.out.contains("nothing to take back")
                || came.out.contains("no answer to take back"),
            "{came:?}"
        );
    }
    assert!(!person.config().join("profile.json").exists(), "nothing was written for nothing");
    assert_eq!(person.run(&["profile", "clot", "yes"]).code, 0);
    assert_eq!(person.run(&["profile", "pregnancy", "yes"]).code, 0);
    let cleared = person.run(&["profile", "clear"]);
    let backup = person.config().join("profile.json.bak");
    assert!(cleared.out.contains(&backup.display().to_string()), "{cleared:?}");
    assert_eq!(kept(&person, "clot"), Value::Null);
    let before = fs::read_to_string(backup).expect("the answers before");
    assert!(before.contains("clot") && before.contains("pregnancy"), "{before}");
    assert_eq!(printed(&person)["left_out"], json!([]));
}

#[test]
fn what_is_not_understood_changes_nothing() {
    let person = Person::new();
    assert_eq!(person.run(&["profile", "skin", "yes", "--place", "left hand"]).code, 0);
    let before = fs::read(person.config().join("profile.json")).expect("the answers");
    for (arguments, says) in [
        (&["injury", "yes", "--place", "soul"][..], "shoulder, armpit, chest"),
        (&["lymph", "yes", "--place", "knee"], "arm, leg"),
        (&["clot", "yes", "--place", "knee"], "without --place"),
        (&["skin", "no", "--place", "knee"], "places go with a yes"),
        (&["skin", "skip", "--place", "knee"], "places go with a yes"),
        (&["skni", "no"], "The questions are: skin, injury"),
    ] {
        let came = person.run(&[&["profile"], arguments].concat());
        assert_eq!((came.code, came.out.as_str()), (1, ""), "{arguments:?}");
        assert!(came.err.contains(says), "{arguments:?}: {came:?}");
    }
    // One question alone is only shown.
    let one = person.run(&["profile", "lymph"]).out;
    assert!(one.contains("lymphoedema") && one.contains("arm, leg"), "{one}");
    assert_eq!(fs::read(person.config().join("profile.json")).expect("the answers"), before);
}

#[test]
fn answers_that_cannot_be_read_are_kept_aside_and_told() {
    let person = Person::new();
    let _ = person.write("profile.json", "{ broken");
    let came = person.run(&["profile"]);
    assert_eq!(came.code, 0, "{came:?}");
    assert!(came.err.contains("profile.json"), "{came:?}");
    let changed = person.run(&["profile", "clot", "yes"]);
    assert_eq!(changed.code, 0, "{changed:?}");
    assert!(changed.out.contains("profile.json.broken-"), "{changed:?}");
    assert_eq!(kept(&person, "clot")["answer"], "yes");
}

#[cfg(unix)]
#[test]
fn answers_that_cannot_be_saved_are_a_failure_of_the_machine() {
    let person = Person::new();
    let _ = person.write("profile.json/in-the-way", "");
    let came = person.run(&["profile", "clot", "yes"]);
    assert_eq!((came.code, came.out.as_str()), (3, ""), "{came:?}");
    assert!(came.err.contains("profile.json"), "{came:?}");
}
