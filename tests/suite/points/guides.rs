//! Guides: that each finds its own point, and presses no longer and no harder than its grade allows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use wellspring::domain::point::Guide;
use wellspring::domain::technique::{Applicator, Motion, Pressure};

use super::{files_as_json, here, json_file, library, none, texts};

/// Landmarks: words that mean the same place, in the words of a location and in those of plain speech.
const LANDMARKS: &[&[&str]] = &[
    &["navel", "umbilicus"],
    &["armpit", "axilla"],
    &["nipple"],
    &["breastbone", "sternum"],
    &["collarbone", "clavicle"],
    &["rib"],
    &["hairline"],
    &["eyebrow", "brow"],
    &["eye", "pupil"],
    &["ear", "earlobe", "mastoid"],
    &["nose", "nostril"],
    &["lip", "mouth"],
    &["jaw"],
    &["chin"],
    &["cheek", "cheekbone"],
    &["temple"],
    &["throat", "windpipe", "adam"],
    &["skull", "occipital"],
    &["head", "crown"],
    &["neck", "nape"],
    &["shoulder", "blade", "scapula"],
    &["spine", "vertebra", "thoracic", "lumbar"],
    &["midline"],
    &["sacrum", "sacral", "tailbone", "coccyx"],
    &["buttock"],
    &["hip", "trochanter"],
    &["groin", "pubic"],
    &["belly"],
    &["elbow"],
    &["biceps"],
    &["crease", "fold"],
    &["wrist"],
    &["forearm"],
    &["palm"],
    &["thumb"],
    &["finger"],
    &["nail"],
    &["knuckle"],
    &["fist"],
    &["thigh"],
    &["knee", "kneecap", "patella"],
    &["shin", "tibia"],
    &["calf"],
    &["fibula"],
    &["ankle", "malleolus"],
    &["heel", "achilles"],
    &["sole"],
    &["toe", "metatarsal"],
    &["foot"],
    &["skin"],
    &["web"],
    &["tendon", "cord"],
    &["waist"],
    &["chest"],
    &["arm"],
    &["hand"],
    &["leg"],
];

/// The landmarks that a text names, as places in the list.
fn landmarks(text: &str) -> BTreeSet<usize> {
    let text = text.to_lowercase();
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
    let named =
        |name: &str| words.iter().any(|word| *word == name || word.strip_suffix('s') == Some(name));
    let place =
        |(nth, names): (usize, &&[&str])| names.iter().any(|name| named(name)).then_some(nth);
    LANDMARKS.iter().enumerate().filter_map(place).collect()
}

#[test]
fn each_way_to_a_point_is_its_own_and_names_its_landmark() {
    let mut faults = Vec::new();
    let mut ways: HashMap<Vec<String>, String> = HashMap::new();
    let mut steps: HashMap<String, String> = HashMap::new();
    for point in library().catalogue.iter() {
        let Some(guide) = &point.guide else { continue };
        let code = point.code.to_string();
        if !(2..=4).contains(&guide.find.len()) {
            faults.push(format!("{code}: {} steps", guide.find.len()));
        }
        if let Some(other) = ways.insert(guide.find.clone(), code.clone()) {
            faults.push(format!("{code} is found as {other} is"));
        }
        // The last step is the one that tells a point from its neighbours.
        if let Some(other) =
            guide.find.last().and_then(|last| steps.insert(last.clone(), code.clone()))
        {
            faults.push(format!("{code} ends as {other} does: {:?}", guide.find.last()));
        }
        if landmarks(&point.location).is_disjoint(&landmarks(&guide.find.join(" "))) {
            faults.push(format!(
                "{code}: {:?} names no landmark of \"{}\"",
                guide.find, point.location
            ));
        }
    }
    none(&faults);
    assert_eq!(ways.len(), 376);
}

/// With care: light, a minute unless chosen otherwise, two minutes at most, but where a cited trial or page gave
/// its own figures. Behind the knee half a minute, and one at most.
#[test]
fn no_press_is_longer_or_harder_than_its_grade_allows() {
    // Each with the source of its figures.
    let exceptions: &[(&str, &str, Pressure, u64, u64)] = &[
        ("CV-6", "ZICK", Pressure::Light, 60, 180),
        ("HE-1", "SEED", Pressure::FirmButGentle, 60, 120),
    ];
    let mut faults = Vec::new();
    let mut behind_the_knee = 0;
    for point in library().catalogue.iter() {
        let Some(guide) = &point.guide else { continue };
        let technique = &guide.technique;
        let (default, most) = (technique.default.as_secs(), technique.most.as_secs());
        let told = format!(
            "{}: {} {}-{default}-{most} of {}",
            point.code,
            technique.pressure.name(),
            technique.least.as_secs(),
            technique.source
        );
        if technique.clone().check().is_err() {
            faults.push(format!("{told}: out of order"));
        }
        let is_careful = point.grade.name() == "with care";
        let exception = exceptions.iter().find(|(code, ..)| *code == point.code.as_str());
        let (source, pressure, usual, ceiling) = match exception {
            Some((_, source, pressure, usual, ceiling)) => {
                (Some(*source), *pressure, *usual, *ceiling)
            }
            None if is_careful => (None, Pressure::Light, 60, 120),
            None => (None, Pressure::Firm, 600, 600),
        };
        if technique.pressure > pressure
            || default > usual
            || most > ceiling
            || source.is_some_and(|source| source != technique.source)
        {
            faults.push(told.clone());
        }
        // More than three minutes stands on somebody's page.
        if !is_careful && most > 180 && technique.source == "OURS" {
            faults.push(format!("{told}: ours, and so long"));
        }
        if point.tags.iter().any(|tag| tag.0 == "popliteal") {
            behind_the_knee += 1;
            if default > 30 || most > 60 || technique.pressure != Pressure::Light {
                faults.push(format!("{told}: behind the knee"));
            }
        }
        if technique.motions.is_empty() || technique.motions.len() > Motion::ALL.len() {
            faults.push(format!("{told}: motions"));
        }
    }
    none(&faults);
    assert!(behind_the_knee >= 4, "{behind_the_knee}");
}

/// What is said while pressing speaks of what presses, and as firmly.
#[test]
fn words_and_technique_agree() {
    let keys: &[(&str, &[Applicator])] = &[
        ("thumb", &[Applicator::Thumb]),
        ("fingertip", &[Applicator::Fingertip]),
        ("fingertips", &[Applicator::Fingertips, Applicator::FingertipsOrThumb]),
        ("flat-hand", &[Applicator::FlatHand]),
        ("knuckle", &[Applicator::Knuckle]),
        ("fist", &[Applicator::Fist]),
        ("ball", &[Applicator::Ball]),
        ("thumb-and-fingertip", &[Applicator::ThumbAndFingertip]),
        ("pinch", &[Applicator::ThumbAndFingertip]),
    ];
    let shared = json_file(&here("sessions/sentences.json"));
    let mut faults = Vec::new();
    for (code, file) in files_as_json().iter().filter(|(_, file)| file["grade"] != "no") {
        let technique = &file["technique"];
        let (applicator, pressure) =
            (technique["applicator"].as_str(), technique["pressure"].as_str());
        let press = file["press"].as_str().expect("text");
        let posture = file["posture"].as_str().expect("text");
        let told = format!("{code}: {posture}, {press} with {applicator:?} {pressure:?}");
        let by_ball = applicator == Some("ball");
        if by_ball != posture.starts_with("ball-") || (by_ball && !press.contains("ball")) {
            faults.push(told.clone());
        }
        if shared["press"].get(press).is_none() {
            continue;
        }
        let (with, how) = press.rsplit_once('-').expect("what, and how firmly");
        let known = keys.iter().find(|(key, _)| *key == with).expect("a known key").1;
        let says = match how {
            "light" => "light",
            "gentle" => "firm but gentle",
            "firm" => "firm",
            other => panic!("{other}"),
        };
        if pressure != Some(says) || !known.iter().any(|one| Some(one.name()) == applicator) {
            faults.push(told);
        }
    }
    none(&faults);
}

/// What to do after a stop fits the part of the body.
#[test]
fn advice_after_a_stop_fits_the_place() {
    let leg = ["thigh", "knee", "lower-leg", "ankle", "foot", "sacrum-buttock", "abdomen"];
    let arm = [
        "shoulder",
        "axilla",
        "chest",
        "upper-back",
        "upper-arm",
        "elbow",
        "forearm",
        "wrist",
        "hand",
    ];
    let places: &[(&str, &[&str])] = &[
        ("nerve-and-vessel", &arm),
        ("let-go-and-rest", &arm),
        ("let-go-head", &["head", "face"]),
        ("let-go-eye", &["head", "face"]),
        ("let-go-neck", &["neck", "head", "upper-back"]),
        ("let-go-chest", &["chest", "abdomen"]),
        ("let-go-belly", &["abdomen"]),
        ("let-go-back", &["upper-back", "lower-back", "sacrum-buttock"]),
        ("let-go-leg", &leg),
        ("nerve-in-leg", &leg),
        ("vein-in-leg", &leg),
    ];
    let mut faults = Vec::new();
    for (code, file) in files_as_json().iter().filter(|(_, file)| file["grade"] != "no") {
        let (stop, region) = (&file["stop"], file["region"].as_str().expect("text"));
        let fits = places
            .iter()
            .find(|(key, _)| stop == key)
            .is_some_and(|(_, places)| places.contains(&region));
        if !fits {
            faults.push(format!("{code}: {stop} at the {region}"));
        }
    }
    none(&faults);
}

/// Signs that must be looked for, by what lies under the point or is close by.
#[test]
fn red_flags_stand_where_they_may_matter() {
    let rules: &[(&str, &str, &str)] = &[
        ("cautions", "dvt", "leg"),
        ("cautions", "popliteal", "leg"),
        ("cautions", "carotid", "stroke"),
        ("region", "chest", "chest"),
        ("region", "axilla", "chest"),
        ("conditions", "tight chest", "chest"),
        ("conditions", "headache", "head"),
    ];
    let mut faults = Vec::new();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (code, file) in files_as_json().iter().filter(|(_, file)| file["grade"] != "no") {
        for (field, value, flag) in rules {
            let holds = file[field] == *value || texts(file, field).contains(value);
            if holds {
                *counts.entry((value, flag)).or_default() += 1;
                if !texts(file, "red_flags").contains(flag) {
                    faults.push(format!("{code}: {field} {value}, but not the red flag {flag}"));
                }
            }
        }
    }
    println!("red flags asked for: {counts:?}");
    none(&faults);
}

/// Statements are labelled, and lie in the open: a trial or a clinic is named.
#[test]
fn statements_are_labelled() {
    let library = library();
    let mut faults = Vec::new();
    for point in library.catalogue.iter() {
        let Some(Guide { evidence, technique, .. }) = &point.guide else { continue };
        for one in evidence {
            let kind = library.source(&one.source).map(|source| source.kind.as_str());
            let fits = match one.kind.name() {
                "trial" => matches!(kind, Some("trial" | "review")),
                "clinic" => matches!(kind, Some("clinic" | "professional")),
                _ => kind.is_some(),
            };
            if !fits || (one.source != "OURS" && !point.sources.contains(&one.source)) {
                faults.push(format!(
                    "{}: {} by {} ({kind:?})",
                    point.code,
                    one.kind.name(),
                    one.source
                ));
            }
        }
        if technique.source != "OURS" && !point.sources.contains(&technique.source) {
            faults.push(format!(
                "{}: its dose is {}'s, who is not named",
                point.code, technique.source
            ));
        }
    }
    none(&faults);
}
