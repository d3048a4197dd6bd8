//! The file of a routine: what is refused and how that is said, what is kept and told, and that nothing is lost.

use std::time::Duration;

use jiff::Timestamp;
use proptest::prelude::*;
use wellspring::domain::code::Code;
use wellspring::domain::plan::{Dose, Sides};
use wellspring::domain::point::NotPlayable;
use wellspring::domain::profile::{Person, Profile};
use wellspring::domain::routine::{Difference, Ground, Item, Routine, Verdict, is_key, judge};
use wellspring::domain::technique::Motion;
use wellspring::format::point::FormatError;
use wellspring::format::routine::{read, read_draft, write};

use crate::points::library;

/// A file that is well.
pub const GOOD: &str = r#"{
 "version": 2,
 "key": "my-evening",
 "name": "My evening",
 "about": "For the evening.",
 "grade": "C",
 "sources": ["YOURS"],
 "points": [
  { "code": "HE-1", "seconds": 60 },
  { "code": "LI-4",
    "seconds": 90, "times": 2, "rest_seconds": 30 }
 ]
}
"#;

fn refused(text: &str) -> FormatError {
    let error = read(text, &library().catalogue).expect_err(text);
    assert!(
        error.help.ends_with(['.', '?']) && error.help.len() > 7,
        "{text}: no remedy: {error:?}"
    );
    error
}

/// Each fault alone, put into a file that is well: the line and the field it is told at, and a piece of what is said.
#[test]
#[allow(clippy::too_many_lines, reason = "a table: a row for each fault")]
fn each_fault_is_told_with_its_line_and_what_would_be_right() {
    let long = format!("\"name\": \"{}\"", "a".repeat(81));
    let novel = format!("\"about\": \"{}\"", "a".repeat(2001));
    let rows: &[(&str, &str, usize, &str, &str)] = &[
        (
            "\"version\": 2",
            "\"version\": 3",
            2,
            "version",
            "newer Wellspring: version 3; this one reads 1 and 2",
        ),
        ("\"version\": 2", "\"version\": 0", 2, "version", "there is no version 0"),
        ("\"version\": 2", "\"version\": -1", 2, "version", "there is no version -1"),
        ("\"version\": 2", "\"version\": 1.5", 2, "version", "there is no version 1.5"),
        (
            "\"version\": 2",
            "\"version\": 99999999999999999999999",
            2,
            "version",
            "there is no version",
        ),
        ("\"version\": 2", "\"version\": 18446744073709551615", 2, "version", "newer"),
        ("\"version\": 2", "\"version\": \"2\"", 2, "version", "the text \"2\" is no version"),
        ("\"version\": 2,", "", 1, "version", "missing. Write \"version\": 2."),
        ("\"version\": 2", "\"version\": 2, \"version\": 3", 2, "version", "stands twice"),
        ("\"key\": \"my-evening\"", "\"key\": \"a\",\n\"key\": \"b\"", 4, "key", "stands twice"),
        ("\"key\": \"my-evening\",", "", 1, "key", "missing. Write small letters"),
        (
            "\"key\": \"my-evening\"",
            "\"key\": [\"a\"]",
            3,
            "key",
            "a list stands where a text belongs",
        ),
        ("\"key\": \"my-evening\"", "\"key\": \"a\\u0000\"", 3, "key", "U+0000"),
        ("\"name\": \"My evening\"", "\"name\": \"  \"", 4, "name", "it is empty"),
        ("\"name\": \"My evening\"", "\"name\": null", 4, "name", "missing"),
        (
            "\"name\": \"My evening\"",
            "\"name\": 7",
            4,
            "name",
            "the number 7 stands where a text belongs",
        ),
        ("\"name\": \"My evening\"", "\"name\": \"red \\u001b[31m\"", 4, "name", "U+001B"),
        ("\"name\": \"My evening\"", "\"name\": \"two\\nlines\"", 4, "name", "U+000A"),
        (
            "\"name\": \"My evening\"",
            &long,
            4,
            "name",
            "81 characters long. Shorten it to at most 80.",
        ),
        ("\"about\": \"For the evening.\"", &novel, 5, "about", "at most 2000"),
        ("\"about\"", "\"abuot\"", 5, "abuot", "Did you mean `about`?"),
        ("\"about\"", "\"\\u001b[2J\"", 5, "\u{fffd}[2J", "not known"),
        ("\"grade\": \"C\"", "\"grade\": \"D\"", 6, "grade", "A (trial)"),
        ("[\"YOURS\"]", "\"YOURS\"", 7, "sources", "[\"YOURS\"]"),
        ("[\"YOURS\"]", "[\"YOURS\",\n 3]", 8, "sources", "the number 3"),
        ("\"HE-1\"", "\"bedtime\"", 9, "points.code", "\"bedtime\" is not the code of a point"),
        ("\"HE-1\"", "\"XY-3\"", 9, "points.code", "`wellspring points` lists all"),
        ("\"HE-1\"", "\"\"", 9, "points.code", "it is empty"),
        ("\"HE-1\"", "1", 9, "points.code", "the number 1"),
        ("{ \"code\": \"HE-1\", \"seconds\": 60 }", "\"HE-1\"", 9, "points", "the text \"HE-1\""),
        ("{ \"code\": \"HE-1\", \"seconds\": 60 }", "[\"HE-1\", 60]", 9, "points", "a list stands"),
        (
            "{ \"code\": \"HE-1\", \"seconds\": 60 }",
            "{ \"routine\": \"bedtime\" }",
            9,
            "routine",
            "cannot stand in a routine",
        ),
        ("\"seconds\": 90", "\"seconds\": -1", 11, "points.seconds", "-1 is not possible. Give "),
        ("\"seconds\": 90", "\"seconds\": 0", 11, "points.seconds", "seconds a side."),
        ("\"seconds\": 90", "\"seconds\": 90.5", 11, "points.seconds", "90.5 is not possible"),
        ("\"seconds\": 90", "\"seconds\": 601", 11, "points.seconds", "601 is not possible"),
        ("\"seconds\": 90", "\"seconds\": 1e300", 11, "points.seconds", "is not possible. Give "),
        (
            "\"seconds\": 90",
            "\"seconds\": 99999999999999999999",
            11,
            "points.seconds",
            "is not possible",
        ),
        (
            "\"seconds\": 90",
            "\"seconds\": \"90\"",
            11,
            "points.seconds",
            "the text \"90\" stands where a number belongs",
        ),
        ("\"seconds\": 90", "\"seconds\": true", 11, "points.seconds", "true stands"),
        (
            "\"seconds\": 90",
            "\"seconds\": 90, \"seconds\": 60",
            11,
            "points.seconds",
            "stands twice",
        ),
        ("\"seconds\": 90,", "", 10, "points.code", "LI-4 has no seconds"),
        ("\"seconds\": 90", "\"until_release\": false", 10, "points.code", "has no seconds"),
        (
            "\"seconds\": 90",
            "\"seconds\": 90, \"until_release\": true",
            11,
            "points.until_release",
            "Leave one of the two out",
        ),
        ("\"seconds\": 90", "\"until_release\": \"yes\"", 11, "points.until_release", "Write true"),
        ("\"times\": 2", "\"times\": 0", 11, "points.times", "1 to 5"),
        ("\"times\": 2", "\"times\": 6", 11, "points.times", "1 to 5"),
        ("\"times\": 2", "\"times\": 1.5", 11, "points.times", "1.5 is not possible"),
        ("\"rest_seconds\": 30", "\"rest_seconds\": 301", 11, "points.rest_seconds", "at most 300"),
        (
            "\"rest_seconds\": 30",
            "\"rest_seconds\": -5",
            11,
            "points.rest_seconds",
            "-5 is not possible",
        ),
        ("\"times\": 2", "\"sides\": \"up\"", 11, "points.sides", "left, right, both, at-once"),
        ("\"times\": 2", "\"motion\": \"round\"", 11, "points.motion", "circular, steady"),
        ("\"times\": 2", "\"note\": \"\\u0007\"", 11, "points.note", "U+0007"),
        ("\"times\": 2", "\"tmies\": 2", 11, "tmies", "Did you mean `times`?"),
    ];
    for (right, wrong, line, field, says) in rows {
        assert_eq!(GOOD.matches(right).count(), 1, "{right}");
        let error = refused(&GOOD.replace(right, wrong));
        assert!(error.to_string().contains(says), "{wrong}: {error}");
        assert_eq!(
            (error.line, error.field.as_deref()),
            (Some(*line), Some(*field)),
            "{wrong}: {error}"
        );
    }
}

/// What is no routine at all, and what is said of it.
#[test]
fn what_is_something_else_is_told() {
    let point = r#"{ "version": 1, "code": "KI-3", "find": [] }"#;
    let proposal =
        r#"{ "version": 1, "points": [], "total_seconds": 0, "find_seconds": 0, "left_out": [] }"#;
    let nan = GOOD.replace("90", "NaN");
    let half = &GOOD[..GOOD.len() / 2];
    let twice = GOOD.repeat(2);
    let deep = format!("{{\"points\": {}", "[".repeat(500_000));
    for (text, line, says) in [
        ("", None, "the file is empty"),
        ("\u{feff} \n", None, "the file is empty"),
        ("[]", Some(1), "this is a list, not a routine"),
        ("\n\n17", Some(1), "the number 17"),
        ("null", Some(1), "null"),
        (
            r#"{ "name": "left-pad", "version": "1.0.0", "license": "MIT" }"#,
            Some(1),
            "names no points",
        ),
        (
            point,
            Some(1),
            "this is a point, not a routine. Import it with `wellspring import FILE`.",
        ),
        (proposal, Some(1), "--save NAME"),
        (r#"{ "version": 1, "routines": [] }"#, Some(1), "a list of routines"),
        (r#"{ "version": 1, "points": [] }"#, Some(1), "it has no name"),
        ("{\"version\": 2,", Some(1), "ends in the middle"),
        (half, Some(7), "ends in the middle"),
        (&nan, Some(11), "Write a whole number, such as 60."),
        (&twice, Some(14), "Keep one routine in a file"),
        (&deep, Some(1), "too deep"),
        ("PK\u{3}\u{4}", Some(1), "Mend the JSON there"),
        ("<html>", Some(1), "Mend the JSON there"),
    ] {
        let error = refused(text);
        assert!(error.to_string().contains(says), "{text:.60}: {error}");
        assert_eq!(error.line, line, "{text:.60}: {error}");
    }
}

#[test]
fn no_more_points_are_read_than_anybody_presses() {
    let of = |count: usize| {
        let points = vec![r#"{ "code": "HE-1", "seconds": 60 }"#; count].join(",\n");
        let (head, _) = GOOD.split_once("\"points\"").expect("points");
        format!("{head}\"points\": [{points}] }}")
    };
    for count in [101, 10_000] {
        let error = refused(&of(count));
        let says = format!("there are {count} points. A routine has at most 100");
        assert!(error.to_string().contains(&says), "{error}");
    }
    let read = read(&of(100), &library().catalogue).expect("a hundred");
    assert_eq!(read.routine.items.len(), 100);
}

#[test]
fn keys_become_names_of_files() {
    for (key, name, expected) in [
        ("my-evening", "My evening", "my-evening"),
        ("../../etc/passwd", "X", "etc-passwd"),
        ("..\\\\x", "X", "x"),
        ("con", "X", "routine-con"),
        ("My Evening", "X", "my-evening"),
        ("", "My evening", "my-evening"),
        ("../..", "Am Abend", "am-abend"),
        ("", "朝", "routine"),
        ("a.json", "X", "a-json"),
    ] {
        let text =
            GOOD.replace("\"my-evening\"", &format!("\"{key}\"")).replace("My evening", name);
        let read = read(&text, &library().catalogue).expect(key).routine;
        assert_eq!(read.key, expected, "{key:?} {name:?}");
        assert!(is_key(&read.key));
    }
}

#[test]
fn a_draft_may_have_no_name_yet() {
    let text = GOOD.replace("My evening", "");
    assert!(refused(&text).to_string().contains("it is empty"));
    assert_eq!(read_draft(&text, &library().catalogue).expect("a draft").routine.name, "");
    let _ = read_draft(&text.replace("\"version\": 2", "\"version\": 3"), &library().catalogue)
        .expect_err("else a draft is held to the same");
}

fn seconds(seconds: u64) -> Dose {
    Dose::Fixed(Duration::from_secs(seconds))
}

/// What a file asks for and is not offered here is kept as it says, and told with what is played instead.
#[test]
fn what_is_not_offered_here_is_kept_and_told() {
    let catalogue = &library().catalogue;
    let (least, most) = (Duration::from_secs(60), Duration::from_secs(120));
    let no_release = catalogue
        .iter()
        .find(|point| {
            let guide = point.playable().map(wellspring::domain::point::Playable::guide);
            guide.is_ok_and(|guide| !guide.technique.until_release)
        })
        .expect("a point that is not pressed until release");
    let its = &no_release.guide.as_ref().expect("a guide").technique;
    let dose = |what, becomes| vec![Difference::Dose { what, becomes, least, most }];
    let rows = [
        (r#""code": "ht 1", "seconds": 60"#, Verdict::Known),
        (r#""code": "Jiquan", "seconds": 60.0"#, Verdict::Known),
        (r#""code": "CV-17", "sides": "at-once", "seconds": 60"#, Verdict::Known),
        (r#""code": "LU-99", "seconds": 600, "sides": "at-once""#, Verdict::Unknown),
        (r#""code": "EX-LE40", "until_release": true"#, Verdict::Unknown),
        (r#""code": "HE-1", "seconds": 121"#, Verdict::Differs(dose(seconds(121), seconds(120)))),
        (r#""code": "HE-1", "seconds": 59"#, Verdict::Differs(dose(seconds(59), seconds(60)))),
        (
            r#""code": "HE-1", "seconds": 10, "sides": "at-once""#,
            Verdict::Differs(
                [
                    vec![Difference::Sides { what: Sides::AtOnce, becomes: Sides::Both }],
                    dose(seconds(10), seconds(60)),
                ]
                .concat(),
            ),
        ),
        (
            r#""code": "BL-40", "seconds": 30, "motion": "circular""#,
            Verdict::Differs(vec![Difference::Motion {
                what: Motion::Circular,
                becomes: Motion::Steady,
            }]),
        ),
        (
            &format!(r#""code": "{}", "until_release": true"#, no_release.code),
            Verdict::Differs(vec![Difference::Dose {
                what: Dose::UntilRelease,
                becomes: Dose::Fixed(its.default),
                least: its.least,
                most: its.most,
            }]),
        ),
    ];
    for (point, expected) in &rows {
        let text = GOOD.replace("\"code\": \"HE-1\", \"seconds\": 60", point);
        let reading = read(&text, catalogue).expect(point);
        assert_eq!(reading.points[0], *expected, "{point}");
        assert_eq!(reading.points, judge(&reading.routine, catalogue));
        // Written and read again it says what it said.
        let again = read(&write(&reading.routine).expect("text"), catalogue).expect(point);
        assert_eq!(again, reading, "{point}");
    }
    let text = GOOD.replace("HE-1", "ST-17");
    let reading = read(&text, catalogue).expect("kept");
    assert!(
        matches!(&reading.points[0], Verdict::CannotBePlayed { why: NotPlayable::GradedNo { code, .. } } if code.as_str() == "ST-17"),
        "{:?}",
        reading.points[0]
    );
}

fn texts() -> impl Strategy<Value = String> {
    let letters = prop::sample::select(vec![
        'a',
        'Z',
        ' ',
        '"',
        '\\',
        '/',
        '\n',
        '\t',
        'é',
        '朝',
        '💆',
        '\u{1f3fd}',
        '\u{200d}',
        '{',
        ']',
        '\u{202e}',
        '0',
    ]);
    prop::collection::vec(letters, 0..40).prop_map(|letters| letters.into_iter().collect())
}

fn names() -> impl Strategy<Value = String> {
    texts().prop_map(|text| format!("N{}", text.replace(['\n', '\t'], "-")))
}

fn codes() -> impl Strategy<Value = Code> {
    let known: Vec<Code> = library().catalogue.iter().map(|point| point.code.clone()).collect();
    let unknown = ["LU-99", "EX-LE40", "GB-1000"].map(|code| Code::parse(code).expect("a code"));
    prop_oneof![9 => prop::sample::select(known), 1 => prop::sample::select(unknown.to_vec())]
}

fn sides() -> impl Strategy<Value = Sides> {
    prop::sample::select(Sides::ALL.to_vec())
}

fn motions() -> impl Strategy<Value = Option<Motion>> {
    prop::option::of(prop::sample::select(Motion::ALL.to_vec()))
}

/// A point as a file can say it.
fn items() -> impl Strategy<Value = Item> {
    let dose = prop_oneof![(10_u64..=600).prop_map(seconds), Just(Dose::UntilRelease)];
    (codes(), sides(), motions(), dose, 1_u8..=5, 0_u64..=300, texts()).prop_map(
        |(code, sides, motion, dose, times, rest, note)| Item {
            code,
            sides,
            motion,
            dose,
            times,
            rest: Duration::from_secs(rest),
            note,
        },
    )
}

/// A point as no file can say it.
fn wild_items() -> impl Strategy<Value = Item> {
    let dose = prop_oneof![any::<u64>().prop_map(seconds), Just(Dose::UntilRelease)];
    (codes(), sides(), motions(), dose, any::<u8>(), any::<u64>()).prop_map(
        |(code, sides, motion, dose, times, rest)| {
            let rest = Duration::from_secs(rest);
            Item { code, sides, motion, dose, times, rest, note: String::new() }
        },
    )
}

prop_compose! {
    fn routines()(
        name in names(), about in texts(), therapist in texts(), how_often in texts(),
        notes in prop::collection::vec(texts(), 0..3),
        words in prop::collection::vec(names(), 0..3),
        ground in prop::sample::select(Ground::ALL.to_vec()),
        items in prop::collection::vec(items(), 0..12),
    ) -> Routine {
        let mut routine = Routine::own("some-key", &name);
        (routine.about, routine.therapist, routine.how_often) = (about, therapist, how_often);
        (routine.notes, routine.complaints, routine.sources) = (notes, words.clone(), words);
        (routine.ground, routine.items) = (ground, items);
        routine
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn written_and_read_it_is_the_same(routine in routines()) {
        let catalogue = &library().catalogue;
        let text = write(&routine).expect("text");
        let reading = read(&text, catalogue).expect("its own text");
        prop_assert_eq!(&reading.routine, &routine);
        prop_assert_eq!(reading.points.len(), routine.items.len());
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_remedy(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        if let Err(error) = read(&text, &library().catalogue) {
            prop_assert!(error.help.ends_with(['.', '?']), "{}", error);
        }
    }

    /// A file with a piece of it gone, doubled or replaced.
    #[test]
    fn a_damaged_file_is_read_or_refused_with_a_remedy(
        from in 0..GOOD.len(), length in 0..40_usize, piece in ".{0,6}"
    ) {
        let to = (from + length).min(GOOD.len());
        let text = format!("{}{piece}{}", &GOOD[..from], &GOOD[to..]);
        match read(&text, &library().catalogue) {
            Ok(reading) => prop_assert!(is_key(&reading.routine.key) && reading.routine.items.len() <= 2),
            Err(error) => {
                prop_assert!(error.help.ends_with(['.', '?']), "{}", error);
                prop_assert!(!error.to_string().contains(char::is_control), "{}", error);
            }
        }
    }

    /// What is said of a point is what becomes of it in a session of somebody who has answered nothing.
    #[test]
    fn what_is_judged_is_what_is_played(items in prop::collection::vec(wild_items(), 1..20)) {
        let library = library();
        let profile = Profile::default();
        let person = Person { rules: &library.rules, profile: &profile, now: Timestamp::UNIX_EPOCH };
        let mut routine = Routine::own("wild", "Wild");
        routine.items = items;
        let fitted = routine.fit(&library.catalogue, &person);
        let verdicts = judge(&routine, &library.catalogue);
        let mut left_out = 0;
        for (place, (item, verdict)) in routine.items.iter().zip(&verdicts).enumerate() {
            let parts: Vec<_> = fitted.parts.iter().filter(|part| part.place == place).collect();
            let is_as_said = parts.first().is_some_and(|part| {
                part.choices.dose == item.dose
                    && item.motion.is_none_or(|motion| part.choices.motion == motion)
                    && (!part.suited.point().bilateral || part.choices.sides == item.sides)
                    && part.rest == item.rest
                    && parts.len() == usize::from(item.times)
            });
            match verdict {
                Verdict::Known => prop_assert!(is_as_said, "{:?}", item),
                Verdict::Differs(all) => {
                    prop_assert!(!is_as_said && !parts.is_empty() && !all.is_empty(), "{:?}", item);
                }
                Verdict::Unknown | Verdict::CannotBePlayed { .. } => {
                    prop_assert!(parts.is_empty(), "{:?}", item);
                    left_out += 1;
                }
            }
        }
        prop_assert_eq!(fitted.left_out.len(), left_out, "nothing is passed over in silence");
    }
}
