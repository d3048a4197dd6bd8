//! Files and printed JSON of points: one form, read again as it was printed, and refused with a remedy.

use serde_json::{Value, json};
use wellspring::domain::point::Grade;
use wellspring::format::{contract, point as files};

use super::{catalogue, point_schema, printed, schema};

fn flags(printed: &Value) -> Vec<&str> {
    super::texts(&printed["point"], "red_flags")
}

/// What is printed fits the schema, is read again, and prints the same.
#[test]
fn printing_and_reading_are_one() {
    let catalogue = catalogue();
    let schema = point_schema();
    for point in catalogue.iter() {
        let mut first = printed(point);
        assert_eq!(schema::faults(&schema, &first["point"]), [""; 0], "{}", point.code);
        let text = contract::text(&contract::one(point)).expect("text");
        let reading = files::read(&text, &catalogue)
            .unwrap_or_else(|error| panic!("{}: {error}", point.code));
        let again = printed(&reading.point);
        assert_eq!(first["point"]["own"], false);
        assert_eq!(again["point"]["own"], true);
        first["point"]["own"] = json!(true);
        // A person's own point is held to the red flags of its place and its words; none is ever lost.
        let (before, after) = (flags(&first), flags(&again));
        assert!(
            before.iter().all(|flag| after.contains(flag)),
            "{}: {before:?} {after:?}",
            point.code
        );
        first["point"]["red_flags"] = again["point"]["red_flags"].clone();
        if let Grade::No { .. } = point.grade {
            let notes = again["point"]["notes"].as_array().expect("notes");
            assert!(
                notes.len() == 1 && notes[0].as_str().expect("text").contains("never played"),
                "{notes:?}"
            );
            first["point"]["notes"] = again["point"]["notes"].clone();
        }
        assert_eq!(first, again, "{}", point.code);
        let third = files::read(&again.to_string(), &catalogue).expect("read again");
        assert_eq!(printed(&third.point), again, "{}: the second time", point.code);
        let stored =
            serde_json::to_string(&files::PointFile::stored(&reading.own)).expect("stored");
        assert_eq!(
            files::read(&stored, &catalogue).expect("stored").point,
            reading.point,
            "{}: stored",
            point.code
        );
    }
    let list = serde_json::to_value(contract::many(catalogue.iter())).expect("a list");
    assert_eq!(
        (list["version"].clone(), list["points"].as_array().expect("a list").len()),
        (json!(1), 411)
    );
}

/// The schema and the reader refuse the same.
#[test]
fn broken_files_are_refused_with_line_field_and_remedy() {
    let catalogue = catalogue();
    let schema = point_schema();
    let rows: &[(&str, Option<usize>, &str, &str)] = &[
        ("{\n \"code\": \"HE-1\",\n \"cautoin\": \"x\"\n}", Some(3), "cautoin", "caution"),
        (
            "{\n \"code\": \"HE-1\",\n \"grade\": \"maybe\"\n}",
            Some(3),
            "grade",
            "yes, with care, no",
        ),
        ("{\n \"code\": \"HE-1\",\n \"region\": \"armpit\"\n}", Some(3), "region", "axilla"),
        ("{\n \"code\": \"HE-1\",\n \"find\": \"there\"\n}", Some(3), "find", "sequence"),
        ("{ \"code\": \"HE-1\",\n \"meridian\": \"Soul\" }", Some(2), "meridian", "Heart"),
        (
            "{ \"code\": \"HE-1\",\n \"technique\": {\n  \"motion\": [\"zigzag\"] } }",
            Some(3),
            "technique.motion",
            "circular, steady",
        ),
        (
            "{ \"code\": \"HE-1\",\n \"technique\": {\n  \"pressure\": \"hard\" } }",
            Some(3),
            "technique.pressure",
            "firm but gentle",
        ),
        (
            "{ \"code\": \"HE-1\", \"technique\": {\n \"most_seconds\": 9000 } }",
            Some(1),
            "technique",
            "600",
        ),
        (
            "{ \"code\": \"HE-1\", \"hands\": { \"left\": \"left\", \"right\": \"left\" } }",
            Some(1),
            "hands",
            "either",
        ),
        (
            "{ \"code\": \"HE-1\",\n\n \"red_flags\": [\"heartbreak\"] }",
            Some(3),
            "red_flags",
            "chest",
        ),
        ("{ \"code\": \"HE-1\", \"version\": 2 }", Some(1), "version", "newer"),
        (
            "{ \"code\": \"HE-1\", \"measure\": { \"from\": \"x\", \"cun\": 99 } }",
            Some(1),
            "measure",
            "30",
        ),
        ("{ \"code\": \"\" }", Some(1), "code", "HE-1"),
    ];
    for (text, line, field, help) in rows {
        let error = files::read(text, &catalogue).map(|reading| reading.point).expect_err(text);
        assert_eq!((error.line, error.field.as_deref()), (*line, Some(*field)), "{text}: {error}");
        assert!(error.to_string().contains(help), "{text}: {error}");
        let value: Value = serde_json::from_str(text).expect("JSON");
        assert_ne!(schema::faults(&schema, &value), [""; 0], "the schema lets {text} pass");
    }
    // What a schema cannot say, or is no JSON.
    let rows: &[(&str, Option<usize>, &str)] = &[
        ("{ \"code\": \"Q-1\" }", Some(1), "HE-1"),
        ("{\n \"code\": \"HE-1\",\n}", Some(3), "comma"),
        ("{}", None, "no code"),
        ("[]", None, "braces"),
        ("HE-1", Some(1), "JSON"),
        ("{ \"version\": 1, \"points\": [] }", None, "one point"),
        ("{ \"code\": \"LU-99\", \"english\": \"New\", \"caution\": \"x\" }", None, "find"),
        (
            "{ \"code\": \"HE-1\", \"technique\": { \"least_seconds\": 90, \"most_seconds\": 60 } }",
            Some(1),
            "order",
        ),
        ("{ \"code\": \"HE-1\", \"code\": \"HE-2\" }", Some(1), "duplicate"),
    ];
    for (text, line, help) in rows {
        let error = files::read(text, &catalogue).map(|reading| reading.point).expect_err(text);
        assert_eq!(error.line, *line, "{text}: {error}");
        assert!(error.to_string().contains(help), "{text}: {error}");
    }
    assert!(
        files::read(&" ".repeat(1 << 21), &catalogue)
            .is_err_and(|error| error.why.contains("1 MiB"))
    );
}

/// Files that people write by hand leave things out; what is assumed is told.
#[test]
fn hand_written_files_may_leave_things_out() {
    let catalogue = catalogue();
    let rows: &[(&str, &str, &[&str])] = &[
        ("{ \"code\": \"ht 1\" }", "HE-1 with care 60-120 chest", &[]),
        (
            "{ \"code\": \"LI4\", \"find\": [\"There.\"], \"grade\": \"no\", \"why_not\": \"My thumb.\" }",
            "LI-4 no 60-120 head",
            &["No technique", "never played"],
        ),
        (
            "{ \"code\": \"PC-6\", \"technique\": {} }",
            "PC-6 yes 60-120 chest belly",
            &["No steps", "No time", "No motion"],
        ),
        (
            "{ \"code\": \"PC-6\", \"find\": [\"x\"], \"technique\": { \"most_seconds\": 30, \"motion\": [\"steady\"] } }",
            "PC-6 yes 30-30 chest belly",
            &[],
        ),
        (
            "{ \"code\": \"PC-6\", \"find\": [\"x\"], \"technique\": { \"least_seconds\": 240, \"motion\": [\"steady\"] } }",
            "PC-6 yes 180-180 chest belly",
            &["at most 180 seconds"],
        ),
        (
            "{ \"code\": \"EX-B20\", \"find\": [\"On the calf.\"], \"conditions\": [\"nausea\"] }",
            "EX-B20 with care 60-120 belly",
            &["knows no EX-B20", "No technique"],
        ),
        (
            "{ \"code\": \"EX-B20\", \"find\": [\"Somewhere.\"], \"grade\": \"yes\" }",
            "EX-B20 yes 60-120 chest",
            &["treated like a point of the chest", "knows no EX-B20", "No technique"],
        ),
        (
            "{ \"version\": 1, \"point\": { \"code\": \"GV 29\", \"find\": [\"x\"], \"related\": [{ \"code\": \"LU-77\" }] } }",
            "EX-HN3 yes 60-120 mood head",
            &["kept as EX-HN3", "no related point LU-77", "No technique"],
        ),
    ];
    for (text, expected, notes) in rows {
        let point =
            files::read(text, &catalogue).unwrap_or_else(|error| panic!("{text}: {error}")).point;
        let guide = point.guide.as_ref().expect("a guide");
        let told = format!(
            "{} {} {}-{} {}",
            point.code,
            point.grade.name(),
            guide.technique.least.as_secs(),
            guide.technique.most.as_secs(),
            guide.red_flags.join(" ")
        );
        assert_eq!(told, *expected, "{text}");
        assert_eq!(point.notes.len(), notes.len(), "{text}: {:?}", point.notes);
        for (found, expected) in point.notes.iter().zip(*notes) {
            assert!(found.contains(expected), "{text}: {found}");
        }
    }
}
