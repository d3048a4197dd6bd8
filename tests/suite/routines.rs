//! Routines: that each can be played as it stands, and for how long.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong, and shows what it counted"
)]

use std::collections::{BTreeMap, BTreeSet};

use std::time::Duration;

use jiff::Timestamp;
use wellspring::domain::caution::Prompt;
use wellspring::domain::code::Code;
use wellspring::domain::plan::{Dose, Pacing, Plan};
use wellspring::domain::point::{Grade, Origin, Side};
use wellspring::domain::profile::{Answer, Person, Profile};
use wellspring::domain::routine::{Ease, Ground, Routine};
use wellspring::format::{routine, shipped};

use crate::points::{here, json_file, library, none, schema};

mod files;
mod propose;
mod sharing;

/// The session of a routine for somebody who has answered nothing.
fn played(routine: &Routine) -> (Plan, Vec<Code>) {
    let library = library();
    let profile = Profile::default();
    let person = Person { rules: &library.rules, profile: &profile, now: Timestamp::UNIX_EPOCH };
    let fitted = routine.fit(&library.catalogue, &person);
    let left_out = fitted.left_out.iter().map(|(code, _)| code.clone()).collect();
    (fitted.plan(pacing()).expect("something to play"), left_out)
}

fn pacing() -> Pacing {
    Pacing::default()
}

#[test]
fn every_file_fits_the_schema() {
    let schema = json_file(&here("sessions/routines/routine.schema.json"));
    let mut faults = Vec::new();
    for (key, text) in shipped::ROUTINE_FILES {
        let file = serde_json::from_str(text).expect("JSON");
        faults.extend(schema::faults(&schema, &file).into_iter().map(|one| format!("{key}{one}")));
    }
    none(&faults);
}

#[test]
fn all_routines_are_whole() {
    let library = library();
    let mut faults = Vec::new();
    let mut names = BTreeSet::new();
    for (routine, (key, _)) in library.routines.iter().zip(shipped::ROUTINE_FILES) {
        let mut tell = |why: String| faults.push(format!("{}: {why}", routine.key));
        if routine.key != key {
            tell(format!("its file is called {key}"));
        }
        if !names.insert(&routine.name) {
            tell("its name stands twice".to_owned());
        }
        if routine.items.is_empty() || routine.origin != Origin::Shipped {
            tell("no point, or not shipped".to_owned());
        }
        if routine.sources.is_empty() || routine.about.is_empty() || routine.complaints.is_empty() {
            tell("no source, no complaint, or nothing about it".to_owned());
        }
        for id in &routine.sources {
            let kind = library.source(id).map(|source| source.kind.as_str());
            if kind.is_none() {
                tell(format!("the source {id} is not known"));
            }
        }
        let kinds: Vec<&str> = routine
            .sources
            .iter()
            .filter_map(|id| library.source(id))
            .map(|source| source.kind.as_str())
            .collect();
        let grounded = match routine.ground {
            Ground::Trial => kinds.iter().any(|kind| matches!(*kind, "trial" | "review")),
            Ground::Clinic => kinds.iter().any(|kind| matches!(*kind, "clinic" | "professional")),
            Ground::Taught => true,
        };
        if !grounded {
            tell(format!("graded {}, by {kinds:?}", routine.ground.letter()));
        }
        for complaint in &routine.complaints {
            if !library.complaints.iter().any(|known| known.key == *complaint) {
                tell(format!("the complaint {complaint} is not known"));
            }
        }
        for item in &routine.items {
            let point = library.catalogue.find(item.code.as_str()).expect("held to the catalogue");
            if matches!(point.grade, Grade::No { .. }) {
                tell(format!("{} is not offered", item.code));
            }
        }
        let codes: BTreeSet<&Code> = routine.items.iter().map(|item| &item.code).collect();
        if codes.len() < routine.items.len() {
            tell("a point stands twice".to_owned());
        }
    }
    none(&faults);
    assert_eq!(library.routines.len(), 28);
}

/// The times as they are played: computed here from the doses, and by the plan, and the same.
#[test]
fn total_times() {
    let library = library();
    let pacing = pacing();
    let mut grounds: BTreeMap<&str, usize> = BTreeMap::new();
    println!(
        "{:25} {:5} {:6} {:>7} {:>8} {:>8}",
        "routine", "grade", "points", "presses", "pressed", "in all"
    );
    for routine in &library.routines {
        *grounds.entry(routine.ground.letter()).or_default() += 1;
        let (plan, left_out) = played(routine);
        assert_eq!(left_out, [], "{}", routine.key);
        assert_eq!(plan.changes(), [], "{}: nothing is answered, nothing is changed", routine.key);
        let mut pressed = 0;
        let mut total = 0;
        let mut count = 0;
        for item in &routine.items {
            let point = library.catalogue.find(item.code.as_str()).expect("known");
            let sides = match (point.bilateral, item.sides.name()) {
                (true, "both") => 2,
                _ => 1,
            };
            let Dose::Fixed(length) = item.dose else { panic!("{code}", code = item.code) };
            let seconds = length.as_secs();
            count += sides;
            pressed += u64::try_from(sides).expect("few") * seconds;
            // Easing in and off, five seconds each; finding once; changing over once.
            total += u64::try_from(sides).expect("few") * (seconds + 10)
                + pacing.find_wait.map_or(0, |wait| wait.as_secs())
                + if sides == 2 { pacing.change.as_secs() } else { 0 };
        }
        let planned: u64 = plan.presses().iter().map(|press| press.length.as_secs()).sum();
        println!(
            "{:25} {:5} {:6} {:7} {:5}:{:02} {:5}:{:02}",
            routine.key,
            routine.ground.letter(),
            routine.items.len(),
            count,
            pressed / 60,
            pressed % 60,
            total / 60,
            total % 60
        );
        assert_eq!(
            (plan.presses().len(), planned, plan.total().as_secs()),
            (count, pressed, total),
            "{}",
            routine.key
        );
        assert!((60..=45 * 60).contains(&total), "{}: {total} s", routine.key);
    }
    println!("by grade: {grounds:?}");
    assert_eq!(grounds.values().sum::<usize>(), 28);
    assert_eq!(grounds.keys().copied().collect::<Vec<_>>(), ["A", "B", "C"]);
}

/// A routine that says "both at once" has a point for two hands, and the midline is pressed once.
#[test]
fn sides_of_routines_are_pressed() {
    let library = library();
    for routine in &library.routines {
        let (plan, _) = played(routine);
        for (item, nth) in routine.items.iter().zip(0..) {
            let point = library.catalogue.find(item.code.as_str()).expect("known");
            let sides: Vec<Side> = plan
                .presses()
                .iter()
                .filter(|press| press.point == nth)
                .map(|press| press.side)
                .collect();
            let expected = if point.bilateral { item.sides.in_order() } else { &[Side::Midline] };
            assert_eq!(sides, expected, "{} {}", routine.key, item.code);
        }
    }
}

/// Everything that must be minded with any of its points is read before a routine, once.
#[test]
fn the_prompt_of_a_routine_holds_the_cautions_of_all_its_points() {
    let library = library();
    let mut faults = Vec::new();
    for routine in &library.routines {
        let (plan, _) = played(routine);
        let prompt = Prompt::new(plan, &library.lines);
        for point in prompt.plan().points() {
            let guide = point.guide.as_ref().expect("playable");
            let flags =
                guide.red_flags.iter().filter_map(|flag| library.lines.of_red_flag(flag)).cloned();
            let tags = point.tags.iter().map(|tag| library.lines.of_tag(tag));
            for line in flags.chain(tags) {
                if prompt.lines().iter().filter(|shown| **shown == line).count() != 1 {
                    faults.push(format!("{} {}: \"{}\"", routine.key, point.code, line.title));
                }
            }
            if !prompt.lines().iter().any(|line| line.text == guide.caution) {
                faults.push(format!("{} {}: its own caution", routine.key, point.code));
            }
        }
    }
    none(&faults);
}

/// A person's own routine is refused where it asks for what a point does not offer, and told what would be right.
#[test]
fn broken_routines_are_refused_with_line_field_and_remedy() {
    let head = "{ \"version\": 1, \"key\": \"x\", \"name\": \"X\", \"about\": \"X.\", \"grade\": \"C\", \"sources\": [],\n \"points\": [\n";
    let item = |item: &str| format!("{head}{item}\n] }}");
    let rows: Vec<(String, Option<usize>, Option<&str>, &str)> = vec![
        (
            item("{ \"code\": \"ST-17\", \"seconds\": 60 }"),
            Some(3),
            Some("points.code"),
            "Take it out",
        ),
        (
            item("{ \"code\": \"LU-99\", \"seconds\": 60 }"),
            Some(3),
            Some("points.code"),
            "no point",
        ),
        (
            item("{ \"code\": \"HE-1\", \"seconds\": 121 }"),
            Some(3),
            Some("points.seconds"),
            "60 to 120",
        ),
        (
            item("{ \"code\": \"HE-1\", \"seconds\": 59 }"),
            Some(3),
            Some("points.seconds"),
            "60 to 120",
        ),
        (
            item("{ \"code\": \"HE-1\", \"seconds\": 60, \"sides\": \"at-once\" }"),
            Some(3),
            Some("points.sides"),
            "both",
        ),
        (
            item("{ \"code\": \"HE-1\", \"seconds\": 60, \"sides\": \"up\" }"),
            Some(3),
            Some("points.sides"),
            "at-once",
        ),
        (
            item("{ \"code\": \"BL-40\", \"seconds\": 30, \"motion\": \"circular\" }"),
            Some(3),
            Some("points.motion"),
            "steady",
        ),
        (item("{ \"code\": \"HE-1\" }"), Some(3), None, "seconds"),
        (
            item("{ \"code\": \"HE-1\", \"seconds\": 60, \"secnods\": 1 }"),
            Some(3),
            Some("secnods"),
            "seconds",
        ),
        (
            item("{ \"code\": \"HE-1\", \"seconds\": 60 }").replace("\"C\"", "\"D\""),
            Some(1),
            Some("grade"),
            "A (trial)",
        ),
        (
            item("{ \"code\": \"HE-1\", \"seconds\": 60 }")
                .replace("\"version\": 1", "\"version\": 3"),
            Some(1),
            Some("version"),
            "newer",
        ),
    ];
    for (text, line, field, help) in rows {
        let errors = routine::read_strictly(&text, &library().catalogue).expect_err(&text);
        let error = &errors[0];
        let text = text.trim_start_matches(head);
        assert!(error.to_string().contains(help), "{text}: {error}");
        if field.is_some() {
            assert_eq!(error.field.as_deref(), field, "{text}: {error}");
        }
        if text.starts_with("{ \"code\"") {
            assert_eq!(error.line, line, "{text}: {error}");
        }
    }
    let right = item("{ \"code\": \"ht 1\", \"seconds\": 90 }");
    let read = routine::read(&right, &library().catalogue).expect("right").routine;
    assert_eq!(
        (read.items[0].code.as_str(), read.items[0].dose),
        ("HE-1", Dose::Fixed(Duration::from_secs(90)))
    );
}

/// An easier order has the same points and asks for no more; what is left out for somebody keeps its place.
#[test]
fn routines_are_put_in_an_easier_order() {
    let library = library();
    let profile = Profile::default();
    let at = Timestamp::UNIX_EPOCH;
    let person = |profile| Person { rules: &library.rules, profile, now: at };
    let ease = |routine: &Routine, profile| {
        let fitted = routine.fit(&library.catalogue, &person(profile));
        Ease::of(&fitted.plan(pacing()).expect("something to play"))
    };
    let sorted = |routine: &Routine| {
        let mut items = routine.items.clone();
        items.sort_by(|one, other| one.code.as_str().cmp(other.code.as_str()));
        items
    };
    let mut long = Routine::own("long", "Long");
    long.items = library.routines.iter().flat_map(|routine| routine.items.clone()).collect();
    let mut easier = 0;
    for routine in library.routines.iter().chain([&long]) {
        let eased = routine.eased(&library.catalogue, &person(&profile));
        let (before, after) = (ease(routine, &profile), ease(&eased, &profile));
        assert!(after.posture_changes <= before.posture_changes, "{}", routine.key);
        assert_eq!(sorted(&eased), sorted(routine), "{}", routine.key);
        assert_eq!(eased.eased(&library.catalogue, &person(&profile)), eased, "{}", routine.key);
        easier += usize::from(after.posture_changes < before.posture_changes);
    }
    assert!(long.items.len() > 100 && easier > 3, "{easier} of {} points", long.items.len());

    // Without LI-4, the two points that lie on the other knee come together around it.
    let mut own = Routine::own("own", "Own");
    let named = |code: &str| long.items.iter().find(|item| item.code.as_str() == code).cloned();
    own.items = ["KI-3", "LI-4", "GB-20", "KI-1"].into_iter().filter_map(named).collect();
    let mut profile = Profile::default();
    profile.answer_with("pregnancy", Some(Answer::Yes(Vec::new())), at);
    let eased = own.eased(&library.catalogue, &person(&profile));
    let codes: Vec<&str> = eased.items.iter().map(|item| item.code.as_str()).collect();
    assert_eq!(codes, ["KI-3", "LI-4", "KI-1", "GB-20"]);
    assert_eq!(ease(&own, &profile).posture_changes, 2);
    assert_eq!(ease(&eased, &profile).posture_changes, 1);
}

/// A routine that is written is read again as it was.
#[test]
fn writing_and_reading_are_one() {
    let schema = json_file(&here("sessions/routines/routine.schema.json"));
    for shipped in &library().routines {
        let text = routine::write(shipped).expect("text");
        let faults = schema::faults(&schema, &serde_json::from_str(&text).expect("JSON"));
        none(&faults);
        let mut read = routine::read(&text, &library().catalogue).expect("its own text").routine;
        assert_eq!(read.origin, Origin::Own, "what stands in a file is the person's own");
        read.origin = shipped.origin;
        assert_eq!(&read, shipped);
        assert_eq!(routine::write(&read).expect("text"), text);
    }
}
