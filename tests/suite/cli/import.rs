//! Pages and files that become a person's own points.

use std::fs;

use serde_json::Value;

use super::{PAGE, Person};

#[test]
fn an_imported_page_can_be_shown_planned_and_played() {
    let person = Person::new();
    let ten_seconds = ["plan", "KI-3", "--json", "--seconds", "10", "--side", "left"];
    assert_eq!(person.run(&ten_seconds).code, 1, "longer without the page");
    let checked = person.run(&["import", PAGE, "--check", "--json"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    let point = &checked.json()["point"];
    assert_eq!(
        (&point["code"], &point["technique"]["least_seconds"]),
        (&Value::from("KI-3"), &Value::from(10))
    );
    assert!(point["notes"].to_string().contains("Great Ravine"), "{point}");
    assert!(!person.config().join("points").exists(), "--check keeps nothing");

    let imported = person.run(&["import", PAGE]);
    let file = person.config().join("points/KI-3.json");
    assert_eq!(imported.code, 0);
    assert!(imported.out.contains(&file.display().to_string()), "{imported:?}");
    assert!(imported.out.contains("wellspring start KI-3"), "{imported:?}");
    let page = person.run(&["show", "KI 3"]).out;
    let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("Not on a swollen ankle."), "{page}");
    assert!(person.run(&["points", "KI-3"]).out.contains("ready"));
    assert_eq!(person.run(&ten_seconds).json()["total_seconds"], 20);

    // Found, through easing in, released at once, through easing off.
    let played = person.typing("yes\n\n\n\n\n", &["start", "KI-3", "--side", "left", "--terminal"]);
    assert_eq!(played.code, 0, "{played:?}");
    assert!(played.out.contains("1. Sit and lay the foot on the other knee."), "{played:?}");
    assert!(played.out.contains("It is over: released early."), "{played:?}");
    let history = person.run(&["history", "--json"]).json();
    assert_eq!(history["sessions"][0]["points"][0], "KI-3");
    assert_eq!(history["sessions"][0]["outcome"], "released");
    assert!(person.run(&["history"]).out.starts_with("Today "), "the list");

    // What was there before is kept beside it, and said.
    let again = person.run(&["import", PAGE]);
    assert!(!again.out.contains(".bak"), "{again:?}");
    let changed = fs::read_to_string(PAGE).expect("the page").replace("swollen", "bruised");
    let other = person.typing(&changed, &["import", "-"]);
    assert!(other.out.contains("KI-3.json.bak"), "{other:?}");
    assert!(
        fs::read_to_string(person.config().join("points/KI-3.json.bak"))
            .expect("kept")
            .contains("swollen")
    );
}

#[test]
fn what_is_printed_can_be_imported_again() {
    let person = Person::new();
    let printed = person.run(&["show", "LI-4", "--json"]);
    let imported = person.typing(&printed.out, &["import", "-", "--json"]);
    assert_eq!(imported.code, 0, "{imported:?}");
    assert!(imported.err.contains("LI-4.json"), "{imported:?}");
    let (before, after) = (printed.json(), imported.json());
    for field in [
        "code",
        "pinyin",
        "chinese",
        "location",
        "find",
        "technique",
        "cautions",
        "questions",
        "related",
    ] {
        assert_eq!(before["point"][field], after["point"][field], "{field}");
    }
    assert_eq!(
        (&before["point"]["own"], &after["point"]["own"]),
        (&Value::from(false), &Value::from(true))
    );
}

#[test]
fn a_page_for_a_point_graded_no_is_kept_and_never_played() {
    let person = Person::new();
    let page = fs::read_to_string(PAGE)
        .expect("the page")
        .replace("KI 3 - Taixi (Great Ravine)", "CV 8 - Shenque");
    let imported = person.typing(&page, &["import", "-"]);
    assert_eq!(imported.code, 0, "{imported:?}");
    assert!(imported.out.contains("never played"), "{imported:?}");
    assert!(person.run(&["show", "CV-8"]).out.contains("on the other knee"));
    for arguments in [&["start", "CV-8", "--terminal"][..], &["plan", "CV-8"]] {
        let came = person.typing("yes\n\n", arguments);
        assert_eq!(came.code, 1, "{came:?}");
        assert!(came.err.contains("palm warmth"), "{came:?}");
    }
}
