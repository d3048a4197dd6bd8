//! Files of earlier versions and of later ones: the first are read to the last field, the second are left as
//! they are to the last byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::{Weekday, time};
use serde_json::{Value, json};
use wellspring::domain::code::Code;
use wellspring::domain::history::SessionId;
use wellspring::domain::plan::{Choices, Dose, Sides};
use wellspring::domain::profile::{Answer, Answered, Place, Profile};
use wellspring::domain::reminder::{Days, Reminder, What};
use wellspring::domain::settings::{Settings, SkinTone, ThemeChoice};
use wellspring::domain::speech::Amount;
use wellspring::domain::technique::Motion;
use wellspring::format::{routine, shipped};
use wellspring::platform::dirs::Dirs;
use wellspring::platform::{journal, store};

use crate::cli::Person;
use crate::log::records;

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for item in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            copy(&item.path(), &target);
        } else {
            let _ = fs::copy(item.path(), target).expect("copied");
        }
    }
}

/// Every file below a folder, and what it holds.
pub fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for item in fs::read_dir(folder).expect("a folder").flatten() {
        if item.path().is_dir() {
            found.extend(contents(&item.path()));
        } else {
            let _ = found.insert(item.path(), fs::read(item.path()).expect("a file"));
        }
    }
    found
}

/// Somebody with a copy of that golden home.
pub fn person_of(home: &str) -> Person {
    let person = Person::new();
    copy(&golden(home), &person.config());
    person
}

fn v1() -> Dirs {
    Dirs { config: golden("home-v1"), state: golden("home-v1/.state") }
}

fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

#[test]
#[allow(clippy::needless_update, reason = "settings of later versions have their usual value here")]
fn the_settings_of_version_1_are_read_to_the_last_field() {
    let choices = [
        (
            code("HE-1"),
            Choices {
                sides: Sides::Left,
                motion: Motion::Steady,
                dose: Dose::Fixed(Duration::from_secs(75)),
            },
        ),
        (
            code("LU-1"),
            Choices { sides: Sides::Both, motion: Motion::Circular, dose: Dose::UntilRelease },
        ),
    ];
    let expected = Settings {
        theme: ThemeChoice::Night,
        text_percent: 130,
        skin_tone: SkinTone::Brown,
        reduced_motion: true,
        cue_percent: 55,
        beat_percent: 0,
        amount: Amount::Chimes,
        voice: Some("espeak-ng/en-gb".to_owned()),
        voice_percent: 65,
        breath_percent: 10,
        circles_per_minute: 32,
        breath_tenths: 55,
        any_key: true,
        flash: true,
        sound_heard: true,
        sound_device: Some("Köln \"1\"".to_owned()),
        change_seconds: 12,
        find_wait_seconds: Some(25),
        emergency_number: "112".to_owned(),
        choices: choices.into(),
        favourites: [code("HE-1"), code("LI-4")].into(),
        favourite_routines: ["bedtime".to_owned()].into(),
        let_be: Some(SessionId("019ab0c4-5e10-7a3b-9d21-3f0c9e5b7a11".to_owned())),
        ..Settings::default()
    };
    assert_eq!(store::load_settings(&v1()), (expected, Vec::new()));
}

#[test]
fn the_answers_and_reminders_of_version_1_are_read_to_the_last_field() {
    let place = |name: &str| Place::named(name).expect("a place");
    let at = |text: &str| text.parse().expect("a time");
    let answers = [
        (
            "injury".to_owned(),
            Answered {
                answer: Answer::Yes(vec![place("left knee"), place("left ankle")]),
                at: at("2026-11-23T19:22:49.583233828Z"),
            },
        ),
        (
            "pregnancy".to_owned(),
            Answered { answer: Answer::No, at: at("2026-11-23T19:22:49.74727581Z") },
        ),
    ];
    assert_eq!(store::load_profile(&v1()), (Profile { answers: answers.into() }, Vec::new()));
    let reminders = vec![
        Reminder {
            what: What::Point(code("HE-1")),
            label: "after lunch".to_owned(),
            days: Days::WEEKDAYS,
            times: [time(13, 0, 0, 0)].into(),
            is_on: true,
        },
        Reminder {
            what: What::Routine("bedtime".to_owned()),
            label: String::new(),
            days: Days::ALL,
            times: [time(6, 15, 0, 0), time(22, 30, 0, 0)].into(),
            is_on: false,
        },
    ];
    assert!(!reminders[0].days.has(Weekday::Sunday));
    assert_eq!(store::load_reminders(&v1()), (reminders, Vec::new()));
}

#[test]
fn the_routines_drafts_and_points_of_version_1_are_read_to_the_last_field() {
    let catalogue = shipped::catalogue().expect("it came with Wellspring");
    let (texts, notices) = store::load_routines(&v1());
    assert_eq!((texts.len(), notices.as_slice()), (1, [].as_slice()));
    let read = routine::read(&texts[0].1, &catalogue).expect("a routine").routine;
    assert_eq!((read.key.as_str(), read.name.as_str()), ("for-my-neck", "For my neck"));
    assert_eq!(
        (read.sources.as_slice(), read.complaints.as_slice()),
        (["YEUNG-INS".to_owned()].as_slice(), ["sleep".to_owned()].as_slice())
    );
    assert_eq!(
        (read.how_often.as_str(), read.notes.len()),
        ("Daily. The trial ran for four weeks.", 4)
    );
    let items: Vec<_> = read.items.iter().map(|item| item.code.to_string()).collect();
    assert_eq!(items, ["GV-20", "GB-20", "PC-6", "HE-7", "CV-12", "KI-1"]);
    assert_eq!(read.items[4].note, "Lightly, with a flat hand.");
    // Written again it is the same file, so that nothing of it was passed over.
    assert_eq!(routine::write(&read).expect("text").trim_end(), texts[0].1.trim_end());

    let (texts, notices) = store::load_drafts(&v1());
    assert_eq!((texts.len(), notices.as_slice()), (1, [].as_slice()));
    let draft = routine::read_draft(&texts[0].1, &catalogue).expect("a draft").routine;
    let item = &draft.items[0];
    assert_eq!((draft.name.as_str(), item.code.to_string().as_str()), ("", "HE-1"));
    assert_eq!(
        (item.times, item.rest, item.note.as_str()),
        (2, Duration::from_secs(15), "Slowly.")
    );

    let (texts, notices) = store::load_points(&v1());
    assert_eq!((texts.len(), notices.as_slice()), (1, [].as_slice()));
    let point = wellspring::format::point::read(&texts[0].1, &catalogue).expect("a point");
    assert_eq!(point.own.code.to_string(), "KI-3");
    assert!(format!("{:?}", point.point).contains("swollen ankle"), "its caution");
}

/// Every field of `expected` is in `found`, with that value; a later version may add others.
fn holds(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => expected
            .iter()
            .all(|(name, value)| found.get(name).is_some_and(|one| holds(one, value))),
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len()
                && found.iter().zip(expected).all(|(one, two)| holds(one, two))
        }
        _ => found == expected,
    }
}

#[test]
fn the_history_of_version_1_is_read_note_by_note() {
    let loaded = journal::load(&v1());
    let read: Vec<String> = loaded.entries.iter().map(|entry| format!("{entry:?}")).collect();
    let mut noted: Vec<_> = records::golden().into_iter().map(|record| record.entry).collect();
    noted.sort_by_key(|entry| entry.at.timestamp());
    let noted: Vec<String> = noted.iter().map(|entry| format!("{entry:?}")).collect();
    assert_eq!(read, noted);
    assert!(loaded.problems.iter().all(|problem| problem.line.is_none()), "{:?}", loaded.problems);

    let person = person_of("home-v1");
    let printed = person.run(&["history", "--json"]).json();
    let expected = json!({ "sessions": [
        { "id": "019ab100-0000-7000-8000-000000000002", "started": "2026-11-23T08:00:00+00:00", "points": ["CV-17"],
          "sides": [], "pressed_seconds": 0, "outcome": "interrupted", "reason": null,
          "routine": "chest-and-shoulder-opener", "continues": "019ab0c4-5e10-7a3b-9d21-3f0c9e5b7a11" },
        { "id": "019ab0c4-5e10-7a3b-9d21-3f0c9e5b7a11", "started": "2026-11-22T16:43:45+00:00",
          "points": ["HE-1", "CV-17", "EX-HN3"], "sides": ["left", "right", "midline"], "pressed_seconds": 162,
          "outcome": "stopped", "reason": "unsaid", "routine": null, "continues": null, "presses": [
            { "point": "HE-1", "side": "left", "motion": "circular", "pressed_seconds": 61, "end": "released" },
            { "point": "HE-1", "side": "right", "motion": "steady", "pressed_seconds": 90, "end": "done" },
            { "point": "CV-17", "side": "midline", "motion": "steady", "pressed_seconds": 1, "end": "skipped" },
            { "point": "EX-HN3", "side": "midline", "motion": "circular", "pressed_seconds": 10, "end": "stopped" } ] },
        { "id": "019ab100-0000-7000-8000-000000000003", "started": "2026-11-20T20:15:00+01:00", "points": ["LI-4"],
          "sides": ["right"], "pressed_seconds": 240, "outcome": "stopped", "reason": "tired", "by_hand": true,
          "before": null, "after": null, "complaint": null, "worse": null, "note": "", "tags": [], "presses": [
            { "point": "LI-4", "side": "right", "motion": "steady", "pressed_seconds": 240, "end": "done",
              "outcome": "extended" } ] },
    ] });
    assert!(holds(&printed, &expected), "{printed:#}");
    assert!(!holds(&printed, &json!({ "sessions": [{}] })), "a session more is noticed");
}

/// Commands that ask and change nothing.
const ASKING: [&[&str]; 12] = [
    &["history"],
    &["history", "--json"],
    &["points"],
    &["points", "--json"],
    &["show", "HE-1"],
    &["plan", "HE-1"],
    &["profile"],
    &["profile", "--json"],
    &["remind", "--list"],
    &["routine", "list"],
    &["routine", "list", "--json"],
    &["routine", "show", "bedtime"],
];

/// The files that were there before are as they were; says which is not.
pub fn untouched(before: &BTreeMap<PathBuf, Vec<u8>>, folder: &Path) -> Result<(), String> {
    let after = contents(folder);
    let changed = before.iter().find(|(path, bytes)| after.get(*path) != Some(bytes));
    changed.map_or(Ok(()), |(path, _)| Err(format!("{} is changed or gone", path.display())))
}

#[test]
fn no_command_changes_the_files_of_another_version() {
    for home in ["home-v1", "home-newer"] {
        let person = person_of(home);
        let before = contents(&person.config());
        for arguments in ASKING {
            let came = person.run(arguments);
            assert_eq!(came.code, 0, "{home} {arguments:?}: {came:?}");
            let after = contents(&person.config());
            let added: Vec<_> = after.keys().filter(|path| !before.contains_key(*path)).collect();
            assert_eq!(added, [] as [&PathBuf; 0], "{home} {arguments:?}");
            untouched(&before, &person.config())
                .unwrap_or_else(|why| panic!("{arguments:?}: {why}"));
        }
        // A whole session is noted beside what is there.
        let played =
            person.typing("yes\n\n\n\n\n", &["start", "HE-1", "--side", "left", "--terminal"]);
        assert_eq!(played.code, 0, "{home}: {played:?}");
        untouched(&before, &person.config()).unwrap_or_else(|why| panic!("{home}: {why}"));
        let sessions =
            person.run(&["history", "--json"]).json()["sessions"].as_array().map(Vec::len);
        assert_eq!(sessions, Some(4), "{home}");
    }
}

#[test]
fn what_is_not_known_here_is_told_and_the_rest_is_used() {
    let person = person_of("home-newer");
    let told = person.run(&["history"]).err;
    for words in [
        "2026.jsonl: lines that a newer version wrote: 3",
        "2027.jsonl: lines that a newer version wrote: 1",
        "line 2",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let told = person.run(&["routine", "list"]).err;
    for words in [
        "settings.json: they were written by a newer version (9",
        "routines/from-later.json",
        "points/QQ-77.json",
        "`gills`",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let listed = person.run(&["remind", "--list"]);
    assert!(listed.out.contains("after lunch") && listed.err.contains("caturday"), "{listed:?}");
    // What one command changes in a file keeps all that it does not know.
    assert_eq!(person.run(&["remind", "off", "1"]).code, 0);
    let kept = fs::read_to_string(person.config().join("reminders.json")).expect("there");
    for words in ["\"tone\"", "\"garden\"", "caturday", "\"quiet\"", "\"version\": 9"] {
        assert!(kept.contains(words), "{words}: {kept}");
    }
    assert_eq!(person.run(&["profile", "pregnancy", "no"]).code, 0);
    let kept = fs::read_to_string(person.config().join("profile.json")).expect("there");
    for words in ["gills", "perhaps", "left moon", "sprained", "\"asked\"", "\"version\": 9"] {
        assert!(kept.contains(words), "{words}: {kept}");
    }
}

#[test]
fn a_changed_file_is_noticed() {
    let person = person_of("home-newer");
    let before = contents(&person.config());
    assert!(untouched(&before, &person.config()).is_ok());
    let _ = person.write("settings.json", "{}");
    assert!(untouched(&before, &person.config()).is_err());
}
