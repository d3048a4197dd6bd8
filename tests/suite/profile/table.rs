//! Each answer to each question, over every point and every routine: it does what its rule says, and nothing else.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;
use wellspring::domain::caution::Weight;
use wellspring::domain::plan::{Dose, Pacing, Sides};
use wellspring::domain::point::{NotPlayable, Point, Side};
use wellspring::domain::profile::{Answer, Person, Place, Profile, Question};

use super::expected::{Expected, Given, Shown, expected};
use super::{long_ago, person, profile, today};
use crate::points::{files_as_json, here, json_file, library, none, texts};

const REGIONS: [&str; 20] = [
    "head",
    "face",
    "neck",
    "shoulder",
    "axilla",
    "chest",
    "abdomen",
    "upper-back",
    "lower-back",
    "sacrum-buttock",
    "upper-arm",
    "elbow",
    "forearm",
    "wrist",
    "hand",
    "thigh",
    "knee",
    "lower-leg",
    "ankle",
    "foot",
];

type Spot = (Option<&'static str>, &'static str);

/// What the program makes of a point for that person, in the words of [`Expected`].
fn found(person: &Person<'_>, question: &Question, point: &Point) -> Expected {
    let guide = point.guide.as_ref().expect("playable");
    let suited = match person.suit(point) {
        Ok(suited) => suited,
        Err(NotPlayable::LeftOut { code, because }) => {
            assert_eq!((&code, &because), (&point.code, &question.because));
            return Expected { gone: true, ..Expected::default() };
        }
        Err(other) => panic!("{}: {other}", point.code),
    };
    let technique = suited.technique();
    let out = |side: &Side| {
        let because = suited.left_out(*side);
        assert!(because.is_none_or(|because| because == question.because), "{}", point.code);
        because.is_some()
    };
    let sides = [Side::Left, Side::Right, Side::Midline];
    let of_question = |weight| {
        let line = question.line.as_ref();
        suited.lines().iter().any(|shown| {
            shown.weight == weight
                && line.is_some_and(|line| (&line.title, &line.text) == (&shown.title, &shown.text))
        })
    };
    // Every change is told, with its reason; and nothing is told that did not change.
    let longer = guide.technique.most > technique.most;
    let harder = guide.technique.pressure > technique.pressure;
    let told = |is: &dyn Fn(&wellspring::domain::profile::Change) -> bool| {
        suited.changes().iter().any(|change| is(change) && change.because == question.because)
    };
    assert_eq!(told(&|one| one.length == Some(technique.most)), longer, "{}", point.code);
    assert_eq!(told(&|one| one.pressure == Some(technique.pressure)), harder, "{}", point.code);
    for side in sides {
        assert_eq!(told(&|one| one.side == Some(side)), out(&side), "{}", point.code);
    }
    let adapted = suited.adapted().guide.expect("a guide");
    assert_eq!(&adapted.technique, technique);
    let press = if harder { &person.rules.light_press } else { &guide.press };
    assert_eq!(&adapted.press, press, "{}", point.code);
    Expected {
        left_out: sides.into_iter().filter(out).map(Side::name).collect(),
        gone: false,
        most: technique.most.as_secs(),
        default: technique.default.as_secs(),
        least: technique.least.as_secs(),
        until_release: technique.until_release,
        pressure: technique.pressure.name().to_owned(),
        line: match (of_question(Weight::MayApply), of_question(Weight::Care)) {
            (false, false) => Shown::No,
            (true, false) => Shown::MayApply,
            (false, true) => Shown::Flagged,
            (true, true) => panic!("{}: the line of {} twice", point.code, question.key),
        },
    }
}

/// What an answer did, counted over all points.
#[derive(Default)]
struct Counts {
    gone: BTreeSet<String>,
    one_side: BTreeSet<String>,
    shorter: BTreeSet<String>,
    lighter: BTreeSet<String>,
    flagged: usize,
    may_apply: usize,
}

fn check(question: &Question, rule: &Value, given: Given<'_>, answers: &Profile) -> Counts {
    let library = library();
    let person = person(&library.rules, answers);
    let mut counts = Counts::default();
    let mut faults = Vec::new();
    for (code, file) in files_as_json().iter().filter(|(_, file)| file["grade"] != "no") {
        let point = library.catalogue.find(code).expect("a point");
        let told = found(&person, question, point);
        let wanted = expected(rule, given, file);
        let agrees = if wanted.gone { told.gone } else { told == wanted };
        if !agrees {
            faults.push(format!("{code} {} {given:?}: {told:?}, not {wanted:?}", question.key));
        }
        let file = &file["technique"];
        if told.gone {
            let _ = counts.gone.insert((*code).to_owned());
            continue;
        }
        if !told.left_out.is_empty() {
            let _ = counts.one_side.insert((*code).to_owned());
        }
        if told.most < file["most_seconds"].as_u64().expect("seconds") {
            let _ = counts.shorter.insert((*code).to_owned());
        }
        if told.pressure != file["pressure"] {
            let _ = counts.lighter.insert((*code).to_owned());
        }
        counts.flagged += usize::from(told.line == Shown::Flagged);
        counts.may_apply += usize::from(told.line == Shown::MayApply);
    }
    none(&faults);
    counts
}

/// How many routines lose a point, and in how many a press is shorter, lighter or on one side alone; told by the
/// points, and what the routines do agrees.
fn routines(counts: &Counts, person: &Person<'_>) -> (usize, usize) {
    let library = library();
    let (mut shorter, mut changed) = (0, 0);
    for routine in &library.routines {
        let fitted = routine.fit(&library.catalogue, person);
        let left_out: BTreeSet<String> =
            fitted.left_out.iter().map(|(code, _)| code.to_string()).collect();
        let lost: BTreeSet<String> = routine
            .items
            .iter()
            .filter(|item| {
                let code = item.code.as_str();
                // A routine that asks for the very side that is left out loses the point.
                let only = match item.sides {
                    Sides::Left => Some(Side::Left),
                    Sides::Right => Some(Side::Right),
                    Sides::Both | Sides::AtOnce => None,
                };
                let is_out = |side: Side| {
                    let point = library.catalogue.find(code).expect("a point");
                    person.suit(point).is_ok_and(|suited| suited.left_out(side).is_some())
                };
                counts.gone.contains(code)
                    || (counts.one_side.contains(code) && only.is_some_and(is_out))
            })
            .map(|item| item.code.to_string())
            .collect();
        assert_eq!(left_out, lost, "{}", routine.key);
        assert_eq!(fitted.parts.len() + lost.len(), routine.items.len(), "{}", routine.key);
        shorter += usize::from(!lost.is_empty());
        if fitted.parts.is_empty() {
            assert!(fitted.plan(Pacing::default()).is_err(), "{}: a plan of nothing", routine.key);
            continue;
        }
        let plan = fitted.plan(Pacing::default());
        let plan = plan.unwrap_or_else(|error| panic!("{}: {error}", routine.key));
        let mut is_changed = false;
        for press in plan.presses() {
            let point = plan.point_of(press);
            let (code, technique) =
                (point.code.as_str(), &point.guide.as_ref().expect("playable").technique);
            let item = routine.items.iter().find(|item| item.code == point.code).expect("its item");
            let Dose::Fixed(length) = item.dose else { panic!("{code}: a time is shipped") };
            assert_eq!(press.length, length.min(technique.most), "{} {code}", routine.key);
            is_changed |= press.length < length
                || counts.lighter.contains(code)
                || counts.one_side.contains(code);
        }
        changed += usize::from(is_changed);
    }
    (shorter, changed)
}

fn spots(question: &Question, rule: &Value) -> Vec<Spot> {
    let names = texts(rule, "places");
    let parts: Vec<&'static str> = if names == ["any"] {
        REGIONS.to_vec()
    } else {
        question.offered.0.iter().map(|part| part.name()).collect()
    };
    let sides = [None, Some("left"), Some("right")];
    parts.into_iter().flat_map(|part| sides.map(|side| (side, part))).collect()
}

fn at((side, part): Spot) -> Place {
    let name = side.map_or_else(|| part.to_owned(), |side| format!("{side} {part}"));
    Place::named(&name).expect("a place")
}

/// The table is the proof: how many points each answer leaves out, holds back and flags.
#[test]
fn each_answer_does_what_its_rule_says() {
    let library = library();
    let rules = json_file(&here("sessions/profile.json"));
    let mut table = format!(
        "{:15} {:26} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>8} {:>8}\n",
        "question",
        "answer",
        "left out",
        "one side",
        "shorter",
        "lighter",
        "flagged",
        "may apply",
        "routines",
        "changed"
    );
    let mut offered = 0;
    for (question, rule) in
        library.rules.questions.iter().zip(rules["questions"].as_array().expect("a list"))
    {
        let key = question.key.as_str();
        assert_eq!(rule["key"], key);
        let spots = spots(question, rule);
        offered += usize::from(!spots.is_empty());
        let mut rows: Vec<(String, Given<'_>, Profile)> = vec![
            ("not given".to_owned(), Given::None, Profile::default()),
            ("no".to_owned(), Given::No, profile(&[(key, Answer::No)], today())),
            ("no, long ago".to_owned(), Given::None, profile(&[(key, Answer::No)], long_ago())),
            (
                "yes".to_owned(),
                Given::Yes(&[]),
                profile(&[(key, Answer::Yes(Vec::new()))], today()),
            ),
            (
                "yes, long ago".to_owned(),
                Given::Yes(&[]),
                profile(&[(key, Answer::Yes(Vec::new()))], long_ago()),
            ),
        ];
        for spot in &spots {
            let one = Answer::Yes(vec![at(*spot)]);
            rows.push((
                format!("yes, {}", at(*spot).name()),
                Given::Yes(std::slice::from_ref(spot)),
                profile(&[(key, one)], today()),
            ));
        }
        for pair in spots.chunks_exact(2) {
            let both = Answer::Yes(pair.iter().copied().map(at).collect());
            rows.push((
                format!("yes, {} and {}", at(pair[0]).name(), at(pair[1]).name()),
                Given::Yes(pair),
                profile(&[(key, both)], today()),
            ));
        }
        for (name, given, answers) in rows {
            let counts = check(question, rule, given, &answers);
            let (touched, changed) = routines(&counts, &person(&library.rules, &answers));
            // The places of one question stand for those of all that ask for any.
            if spots.len() > 6 && name.contains("yes, ") && key != "skin" && !name.contains("ago") {
                continue;
            }
            if name.contains(" and ") {
                continue;
            }
            let _ = writeln!(
                table,
                "{key:15} {name:26} {:8} {:8} {:8} {:8} {:8} {:9} {touched:8} {changed:8}",
                counts.gone.len(),
                counts.one_side.len(),
                counts.shorter.len(),
                counts.lighter.len(),
                counts.flagged,
                counts.may_apply
            );
        }
    }
    println!("{table}");
    assert_eq!(offered, 5, "questions that ask for a place");
}
