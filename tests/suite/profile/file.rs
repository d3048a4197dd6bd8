//! The file of the answers: read as it was written, and what is not understood is told and kept.

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use wellspring::domain::point::{Region, Side};
use wellspring::domain::profile::{Answer, Answered, Part, Place, Profile};
use wellspring::format::profile::{NotAnswers, read, write};

use super::{profile, today, yes};

fn all_places() -> Vec<Place> {
    let parts = Region::ALL.into_iter().map(Part::Region).chain([Part::Arm, Part::Leg]);
    let sides = [None, Some(Side::Left), Some(Side::Right)];
    parts.flat_map(|part| sides.map(|side| Place { part, side })).collect()
}

fn answers() -> impl Strategy<Value = Answered> {
    let answer =
        prop_oneof![Just(Answer::No), subsequence(all_places(), 0..5).prop_map(Answer::Yes),];
    let at =
        (0_i64..4_000_000_000).prop_map(|seconds| Timestamp::from_second(seconds).expect("a time"));
    (answer, at).prop_map(|(answer, at)| Answered { answer, at })
}

fn profiles() -> impl Strategy<Value = Profile> {
    let keys =
        prop_oneof![select(vec!["skin", "heart", "young"]).prop_map(str::to_owned), "[a-z-]{1,12}"];
    prop::collection::btree_map(keys, answers(), 0..8).prop_map(|answers| Profile { answers })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(one in profiles(), other in profiles()) {
        let text = write(&one, None);
        let (again, told) = read(&text).expect("JSON");
        prop_assert_eq!((&again, told.len()), (&one, 0));
        prop_assert_eq!(write(&again, Some(&text)), text.clone(), "nothing changed, nothing is written anew");
        // Answers that were taken back are gone, whatever stood there before.
        let (after, told) = read(&write(&other, Some(&text))).expect("JSON");
        prop_assert_eq!((&after, told.len()), (&other, 0));
    }

    /// No text stops it; and a text that holds no answers never becomes answers.
    #[test]
    fn any_text_is_read(text in ".{0,80}") {
        if let Ok((profile, _)) = read(&text) {
            prop_assert!(profile.answers.is_empty());
        }
        let _ = read(&write(&Profile::default(), Some(&text))).expect("JSON");
    }
}

#[test]
fn places_are_read_as_people_write_them() {
    for place in all_places() {
        assert_eq!(Place::named(&place.name()), Some(place));
    }
    for (text, name) in [
        ("left knee", "left knee"),
        ("Knee:left", "left knee"),
        (" knee ", "knee"),
        ("right lower leg", "right lower-leg"),
        ("LEFT ARM", "left arm"),
        ("leg:right", "right leg"),
    ] {
        assert_eq!(Place::named(text).map(Place::name).as_deref(), Some(name), "{text}");
    }
    for text in ["", "left", "left left knee", "middle knee", "heart", "knee left"] {
        assert_eq!(Place::named(text), None, "{text}");
    }
}

/// What this version does not know may be a newer version's, or a hand's: it stays.
#[test]
fn what_is_not_understood_is_told_and_kept() {
    let at = "2026-11-23T08:00:00Z";
    let text = json!({
        "version": 1,
        "mood": { "of": "a newer version" },
        "answers": {
            "heart": { "answer": "no", "at": at },
            "skin": { "answer": "yes", "places": ["left knee"], "at": at },
            "sleepwalking": { "answer": "no", "at": at, "how": "often" },
            "young": { "answer": "perhaps", "at": at },
            "veins": { "answer": "yes", "places": ["the moon"], "at": at },
            "bones": { "answer": "no" },
            "lymph": "yes"
        }
    })
    .to_string();
    let (answers, told) = read(&text).expect("JSON");
    let keys: Vec<&str> = answers.answers.keys().map(String::as_str).collect();
    assert_eq!(keys, ["heart", "skin", "sleepwalking"]);
    assert_eq!(told.len(), 4, "{told:?}");
    for key in ["young", "veins", "bones", "lymph"] {
        assert!(told.iter().any(|one| one.contains(&format!("`{key}`"))), "{key}: {told:?}");
        assert_eq!(answers.answer(key, today()), None, "{key} counts as not given");
    }
    // One answer changes; all that was not understood stays as it was.
    let mut changed = answers.clone();
    let _ = changed.answers.remove("heart");
    let _ = changed.answers.insert("bones".to_owned(), Answered { answer: yes(&[]), at: today() });
    let written: Value = serde_json::from_str(&write(&changed, Some(&text))).expect("JSON");
    let before: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(written["mood"], before["mood"]);
    for key in ["skin", "young", "veins", "lymph"] {
        assert_eq!(written["answers"][key], before["answers"][key], "{key}");
    }
    assert_eq!(written["answers"].get("heart"), None, "taken back");
    assert_eq!(written["answers"]["bones"]["answer"], "yes", "answered anew");
    assert_eq!(written["version"], 1);
}

#[test]
fn a_newer_version_keeps_its_number_and_what_is_no_object_is_refused() {
    let written = write(&Profile::default(), Some("{ \"version\": 7, \"answers\": {} }"));
    let written: Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(written, json!({ "version": 7, "answers": {} }));
    for (text, is_json) in [("", false), ("{", false), ("[]", true), ("12", true), ("null", true)] {
        let error = read(text).expect_err(text);
        assert_eq!(matches!(error, NotAnswers::NotAnObject), is_json, "{text}: {error}");
    }
    let (answers, told) = read("{ \"answers\": [] }").expect("JSON");
    assert_eq!((answers.answers.len(), told.len()), (0, 1));
    assert_eq!(
        read("\u{feff}{}").expect("JSON").1.len(),
        0,
        "a mark at the beginning is passed over"
    );
}

/// The form that stands in people's folders.
#[test]
fn the_form_of_the_file() {
    let given = profile(&[("heart", Answer::No), ("skin", yes(&["left knee", "arm"]))], today());
    let written: Value = serde_json::from_str(&write(&given, None)).expect("JSON");
    let expected = json!({
        "version": 1,
        "answers": {
            "heart": { "answer": "no", "at": "2026-11-23T08:00:00Z" },
            "skin": { "answer": "yes", "places": ["left knee", "arm"], "at": "2026-11-23T08:00:00Z" }
        }
    });
    assert_eq!(written, expected);
}
