//! Taking up a session that was left or broke off.

use std::time::Duration;

use jiff::{SignedDuration, Zoned};
use wellspring::domain::code::Code;
use wellspring::domain::history::{
    Entry, Note, Occasion, Outcome, PlannedPress, PressEnd, SessionId,
};
use wellspring::domain::point::Side;
use wellspring::domain::technique::Motion;
use wellspring::format::log::{Record, write};

use super::Person;

/// Writes the log of a session that began so many hours ago, and planned such presses, of which so many were done.
fn left(person: &Person, hours: i64, occasion: &Occasion, presses: &[(&str, Side)], done: usize) {
    let at = Zoned::now().checked_sub(SignedDuration::from_hours(hours)).expect("in range");
    let planned = presses.iter().map(|(point, side)| PlannedPress {
        point: Code::parse(point).expect("a code"),
        side: *side,
        motion: Motion::Steady,
        most: Duration::from_secs(60),
        until_release: false,
    });
    let mut notes = vec![occasion.started(planned.collect())];
    for index in 0..done {
        notes.push(Note::Press { index, pressed: Duration::from_secs(60), end: PressEnd::Done });
    }
    notes.push(Note::Ended { outcome: Outcome::Left, reason: None });
    let lines = notes.into_iter().zip(1..).map(|(note, seq)| {
        let session = SessionId("earlier".to_owned());
        let entry = Entry { session, at: at.clone(), note };
        let device = "aaaaaaaa".to_owned();
        let record = Record { id: format!("id {seq}"), device, seq, clock_back: false, entry };
        write(&record).expect("a short line")
    });
    let _ = person.write("history/aaaaaaaa/2026.jsonl", &lines.collect::<String>());
}

const TWO: [(&str, Side); 3] =
    [("HE-1", Side::Left), ("HE-1", Side::Right), ("CV-17", Side::Midline)];

fn of_routine(key: &str) -> Occasion {
    Occasion { routine: Some(key.to_owned()), continues: None }
}

#[test]
fn where_there_is_nothing_to_take_up_it_says_so() {
    let person = Person::new();
    let refused = |person: &Person| {
        let came = person.run(&["start", "--resume", "--terminal"]);
        assert_eq!((came.code, came.out.as_str()), (1, ""), "{came:?}");
        assert!(came.err.contains("there is nothing to take up"), "{came:?}");
    };
    refused(&person);
    left(&person, 49, &Occasion::default(), &TWO, 1);
    refused(&person);
    left(&person, 0, &Occasion::default(), &TWO, 3);
    refused(&person);
    // A point that was the person's own and is gone.
    left(&person, 0, &Occasion::default(), &[("KI-99", Side::Left), ("KI-99", Side::Right)], 0);
    let came = person.run(&["start", "--resume"]);
    assert_eq!(came.code, 1, "{came:?}");
    assert!(came.err.contains("KI-99 is not known any more"), "{came:?}");
}

#[test]
fn it_is_taken_up_through_its_caution_with_what_is_left() {
    let person = Person::new();
    let presses = [&TWO[..], &[("KI-99", Side::Left)]].concat();
    left(&person, 0, &of_routine("bedtime"), &presses, 1);
    // No display answers here: it goes on in the terminal, and says why.
    let came = person.typing("no\n", &["start", "--resume"]);
    assert_eq!(came.code, 1, "{came:?}");
    let told = "at HE-1 Jíquán, right armpit (0 of 3 points done), today at";
    assert!(came.out.contains(told) && came.out.contains("You left "), "{came:?}");
    assert!(came.err.contains("KI-99 is not known any more"), "{came:?}");
    for words in ["Find the point", "HE-1: Right armpit", "CV-17: Chest", "Before you begin:"] {
        assert!(came.out.contains(words), "{words}: {came:?}");
    }
    assert!(!came.out.contains("HE-1: Left armpit"), "{came:?}");

    let came = person.typing("yes\n\nleave\nyes\n", &["start", "--resume", "--terminal"]);
    assert_eq!(came.code, 0, "{came:?}");
    let history = person.run(&["history", "--json"]).json();
    let newest = &history["sessions"][0];
    assert_eq!(newest["routine"], "bedtime", "{history}");
    assert_eq!(newest["continues"], "earlier", "{history}");
    assert_eq!(newest["presses"].as_array().map(Vec::len), Some(2), "{history}");
    assert!(history["sessions"][1]["continues"].is_null(), "{history}");
}

#[test]
fn it_takes_no_point_and_no_choices() {
    let person = Person::new();
    for arguments in [
        &["start"][..],
        &["start", "HE-1", "--resume"],
        &["start", "--resume", "--side", "left"],
        &["start", "--resume", "--seconds", "60"],
    ] {
        let came = person.run(arguments);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{arguments:?}: {came:?}");
    }
}
