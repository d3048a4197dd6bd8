//! A person's own point under the catalogue's protection.
//!
//! Words may change; what keeps a person safe may only be added to.

use std::time::Duration;

use super::{Catalogue, squeeze};
use crate::domain::point::{Grade, Guide, Origin, Point};
use crate::domain::technique::Pressure;

/// The longest press of a point graded "with care" that has no shipped technique: two minutes.
pub const CAREFUL_CEILING: Duration = Duration::from_secs(120);

/// Every red flag, with the words of complaints that bring it.
///
/// The chest's also comes with the places where trouble of the heart may be felt, the leg's with the
/// places where a clot forms.
pub const RED_FLAG_WORDS: [(&str, &[&str]); 8] = [
    ("chest", &["chest", "breath", "respirat", "palpitat", "heart", "lung", "asthma"]),
    ("stroke", &["stroke", "paraly", "facial palsy", "speech"]),
    ("head", &["head", "migraine"]),
    ("back", &["back pain", "lumbar", "sciatic", "lower back", "low back"]),
    ("leg", &["calf", "leg cramp", "leg pain", "swollen leg"]),
    ("pregnancy", &["pregnan", "labour", "labor", "morning sickness"]),
    ("belly", &["nausea", "vomit", "abdom", "belly", "stomach", "diarr"]),
    ("mood", &["depress", "anxi", "mood", "grief"]),
];

pub(super) fn laid_over(catalogue: &Catalogue, mut own: Point) -> Point {
    own.origin = Origin::Own;
    if let Some(shipped) = catalogue.shipped(&own.code) {
        if own.code != shipped.code {
            note(
                &mut own.notes,
                format!("{} is kept as {}, its code in the catalogue.", own.code, shipped.code),
            );
            own.code = shipped.code.clone();
        }
        let strangers = tell_other_names(catalogue, &mut own, shipped);
        take_facts(&mut own, shipped);
        take_words(&mut own, shipped);
        take_care(&mut own, shipped);
        for stranger in strangers {
            take_care(&mut own, stranger);
        }
    } else {
        let alike: Vec<&Point> = own.names().flat_map(|name| bearers(catalogue, name)).collect();
        for shipped in alike {
            let told = format!(
                "It bears a name of {}, so the cautions of {} hold here too.",
                shipped.title(),
                shipped.code
            );
            note(&mut own.notes, told);
            take_care(&mut own, shipped);
        }
        if matches!(own.grade, Grade::WithCare { .. }) {
            hold_to(&mut own, CAREFUL_CEILING, Pressure::Firm);
        }
    }
    add_red_flags(&mut own);
    if let Grade::No { why } = &own.grade {
        let told = format!("{} is kept and shown, but never played: {why}", own.code);
        note(&mut own.notes, told);
    }
    own
}

/// The shipped points that bear that name, alias or code.
fn bearers<'a>(catalogue: &'a Catalogue, name: &str) -> impl Iterator<Item = &'a Point> {
    catalogue
        .named(name)
        .chain(catalogue.find(name))
        .filter_map(|point| catalogue.shipped(&point.code))
}

/// What the catalogue knows better than any page.
fn take_facts(own: &mut Point, shipped: &Point) {
    own.bilateral = shipped.bilateral;
    own.region = shipped.region;
    own.meridian = shipped.meridian;
    own.spots = shipped.spots;
    own.measure.clone_from(&shipped.measure);
    add_missing(&mut own.aliases, &shipped.aliases);
    add_missing(&mut own.sources, &shipped.sources);
}

/// Words that the own point lacks.
fn take_words(own: &mut Point, shipped: &Point) {
    let alike = |mine: &str, theirs: &str| mine.is_empty() || squeeze(mine) == squeeze(theirs);
    if alike(&own.pinyin, &shipped.pinyin) {
        own.pinyin.clone_from(&shipped.pinyin);
        own.pinyin_plain.clone_from(&shipped.pinyin_plain);
    }
    if [&shipped.chinese, &shipped.chinese_simplified]
        .iter()
        .any(|theirs| alike(&own.chinese, theirs))
    {
        own.chinese.clone_from(&shipped.chinese);
        own.chinese_simplified.clone_from(&shipped.chinese_simplified);
    }
    if alike(&own.english, &shipped.english) {
        own.english.clone_from(&shipped.english);
    }
    fill(&mut own.location, &shipped.location);
    match (own.guide.as_mut(), &shipped.guide) {
        (None, theirs) => own.guide.clone_from(theirs),
        (Some(mine), Some(theirs)) => {
            fill(&mut mine.introduction, &theirs.introduction);
            fill(&mut mine.posture, &theirs.posture);
            fill(&mut mine.feel, &theirs.feel);
            fill(&mut mine.press, &theirs.press);
            fill(&mut mine.stop, &theirs.stop);
            fill(&mut mine.how_often, &theirs.how_often);
            mine.hands = theirs.hands;
        }
        (Some(_), None) => {}
    }
}

/// Names that are not the catalogue's are kept, and told; gives the points that they belong to.
fn tell_other_names<'a>(
    catalogue: &'a Catalogue,
    own: &mut Point,
    shipped: &Point,
) -> Vec<&'a Point> {
    let mut strangers = Vec::new();
    for name in [own.pinyin.clone(), own.chinese.clone(), own.english.clone()] {
        let known =
            name.is_empty() || shipped.names().any(|theirs| squeeze(theirs) == squeeze(&name));
        if known {
            continue;
        }
        let told = format!(
            "The name \"{name}\" is not one of the catalogue's for {} ({}, {}, {}).",
            shipped.code, shipped.pinyin, shipped.chinese, shipped.english
        );
        note(&mut own.notes, told);
        // An own point of the same code that came before is no stranger.
        for point in bearers(catalogue, &name).filter(|point| point.code != shipped.code) {
            let told = format!(
                "\"{name}\" is {} there: check the code. The cautions of both hold.",
                point.code
            );
            note(&mut own.notes, told);
            strangers.push(point);
        }
    }
    strangers
}

/// Tags, grade, ceilings, caution and red flags of the shipped point.
fn take_care(own: &mut Point, shipped: &Point) {
    add_missing(&mut own.tags, &shipped.tags);
    if own.grade.strictness() < shipped.grade.strictness() {
        let told = format!(
            "The catalogue grades {} \"{}\"; \"{}\" does not stand.",
            shipped.code,
            shipped.grade.name(),
            own.grade.name()
        );
        note(&mut own.notes, told);
        own.grade = shipped.grade.clone();
    }
    let theirs = shipped.guide.as_ref();
    if let Some(guide) = own.guide.as_mut() {
        let caution = theirs
            .map_or_else(|| shipped.grade.why().unwrap_or_default(), |theirs| &theirs.caution);
        if !guide.caution.contains(caution) {
            let between = if guide.caution.is_empty() { "" } else { " " };
            guide.caution = format!("{caution}{between}{}", guide.caution);
        }
        if let Some(theirs) = theirs {
            add_missing(&mut guide.red_flags, &theirs.red_flags);
        }
    }
    if let Some(theirs) = theirs {
        hold_to(own, theirs.technique.most, theirs.technique.pressure);
    } else if matches!(shipped.grade, Grade::WithCare { .. }) {
        hold_to(own, CAREFUL_CEILING, Pressure::Light);
    } else if matches!(own.grade, Grade::WithCare { .. }) {
        hold_to(own, CAREFUL_CEILING, Pressure::Firm);
    }
}

/// Caps the time and the pressure, and tells what was capped.
fn hold_to(own: &mut Point, ceiling: Duration, pressure: Pressure) {
    let Some(technique) = own.guide.as_mut().map(|guide| &mut guide.technique) else { return };
    if technique.most > ceiling {
        technique.most = ceiling;
        technique.default = technique.default.min(ceiling);
        technique.least = technique.least.min(ceiling);
        let told = format!(
            "Pressed for at most {} seconds: that is the ceiling of {}.",
            ceiling.as_secs(),
            own.code
        );
        note(&mut own.notes, told);
    }
    if technique.pressure > pressure {
        technique.pressure = pressure;
        note(
            &mut own.notes,
            format!(
                "Pressed no harder than \"{}\": that is the limit of {}.",
                pressure.name(),
                own.code
            ),
        );
    }
}

fn add_red_flags(own: &mut Point) {
    let by_the_heart = own.region.is_by_the_heart();
    let by_a_clot = own.tags.iter().any(|tag| tag.0 == "dvt");
    let Some(guide) = own.guide.as_mut() else { return };
    let complaints = complaints(guide);
    for (flag, words) in RED_FLAG_WORDS {
        let called = words.iter().any(|word| complaints.contains(word))
            || (flag == "chest" && by_the_heart)
            || (flag == "leg" && by_a_clot);
        if called {
            add_missing(&mut guide.red_flags, &[flag.to_owned()]);
        }
    }
}

fn complaints(guide: &Guide) -> String {
    [&guide.traditional_uses[..], &guide.conditions[..]].concat().join("\n").to_lowercase()
}

fn fill(mine: &mut String, theirs: &str) {
    if mine.is_empty() {
        theirs.clone_into(mine);
    }
}

fn add_missing<T: Clone + PartialEq>(mine: &mut Vec<T>, theirs: &[T]) {
    for one in theirs {
        if !mine.contains(one) {
            mine.push(one.clone());
        }
    }
}

fn note(notes: &mut Vec<String>, text: String) {
    if !notes.contains(&text) {
        notes.push(text);
    }
}
