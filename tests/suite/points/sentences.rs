//! What is said: short enough to be followed with closed eyes, promising nothing, and shared by key.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use wellspring::domain::caution::Line;
use wellspring::format::shipped;

use super::{files_as_json, here, json_file, library, none};

/// The most words that somebody who listens with closed eyes can follow.
const LONGEST: usize = 18;
/// So many words in a row are no accident.
const RUN: usize = 7;

/// Everything that is said or shown, with where it stands.
fn all_texts() -> Vec<(String, String)> {
    let library = library();
    let lines = &library.lines;
    let mut texts: Vec<(String, String)> = Vec::new();
    let line_texts = |line: &Line| {
        [line.title.clone(), line.text.clone()].map(|text| ("a caution".to_owned(), text))
    };
    texts.extend(lines.tags.iter().flat_map(|(_, line)| line_texts(line)));
    texts.extend(lines.red_flags.iter().flat_map(|(_, line)| line_texts(line)));
    texts.extend(lines.always.iter().chain(&lines.after_stop).flat_map(line_texts));
    texts.push(("profile".to_owned(), library.rules.light_press.clone()));
    for question in &library.rules.questions {
        texts.extend(
            [&question.hint, &question.because]
                .into_iter()
                .map(|text| (format!("profile {}", question.key), text.clone())),
        );
        texts.extend(question.line.iter().flat_map(line_texts));
    }
    for complaint in library.complaints.iter() {
        let place = format!("complaint {}", complaint.key);
        texts.push((place.clone(), complaint.see_doctor.clone()));
        texts.push((place, complaint.name.clone()));
    }
    for routine in &library.routines {
        let said = [&routine.name, &routine.about, &routine.how_often];
        let notes = routine.items.iter().map(|item| &item.note).chain(&routine.notes);
        let all = said.into_iter().chain(notes);
        texts.extend(all.map(|text| (format!("routine {}", routine.key), text.clone())));
    }
    let shared = json_file(&here("sessions/sentences.json"));
    for kind in ["posture", "press", "stop"] {
        let sentences = shared[kind].as_object().expect("an object");
        texts.extend(sentences.iter().map(|(key, text)| {
            (format!("sentences {kind} {key}"), text.as_str().expect("text").to_owned())
        }));
    }
    for point in library.catalogue.iter() {
        let place = point.code.to_string();
        let Some(guide) = &point.guide else { continue };
        let said = [
            &guide.introduction,
            &guide.posture,
            &guide.feel,
            &guide.press,
            &guide.caution,
            &guide.stop,
            &guide.how_often,
        ];
        let lists = [&guide.find, &guide.traditional_uses, &guide.conditions];
        let more = guide
            .evidence
            .iter()
            .map(|one| &one.text)
            .chain(guide.related.iter().map(|one| &one.why))
            .chain(guide.questions.iter().flat_map(|one| [&one.question, &one.answer]));
        let all = said.into_iter().chain(lists.into_iter().flatten()).chain(more);
        texts.extend(all.map(|text| (place.clone(), text.clone())));
    }
    texts
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The sentences of a text that are longer than can be followed.
fn long_sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '!', '?', ';'])
        .filter(|sentence| sentence.split_whitespace().count() > LONGEST)
        .collect()
}

#[test]
fn a_long_sentence_is_found() {
    let long = "word ".repeat(LONGEST + 1);
    assert_eq!(long_sentences(&long).len(), 1);
    assert_eq!(long_sentences(&"word ".repeat(LONGEST)).len(), 0);
    assert_eq!(long_sentences(&format!("Short. {long}. Short.")).len(), 1);
}

#[test]
fn sentences_are_short_and_promise_nothing() {
    let texts = all_texts();
    assert!(texts.len() > 8000, "{} texts", texts.len());
    let promises =
        ["powerful", "amazing", "essential", "heals", "treats", "miracle", "guarantee", "detox"];
    let mut faults = Vec::new();
    for (place, text) in texts {
        for sentence in long_sentences(&text) {
            let count = sentence.split_whitespace().count();
            faults.push(format!("{place}: {count} words: {sentence}"));
        }
        let said = words(&text);
        let is_promise =
            |word: &String| promises.contains(&word.as_str()) || word.starts_with("cure");
        if let Some(word) = said.iter().find(|word| is_promise(word)) {
            faults.push(format!("{place}: \"{word}\": {text}"));
        }
        if text.contains('{') != text.contains("{emergency}") || text.contains("  ") {
            faults.push(format!("{place}: {text}"));
        }
    }
    none(&faults);
}

#[test]
fn nothing_is_left_unsaid() {
    let mut faults = Vec::new();
    for point in library().catalogue.iter() {
        let Some(guide) = &point.guide else { continue };
        let said = [
            ("introduction", &guide.introduction),
            ("posture", &guide.posture),
            ("feel", &guide.feel),
            ("press", &guide.press),
            ("caution", &guide.caution),
            ("stop", &guide.stop),
        ];
        let unsaid = said.into_iter().filter(|(_, text)| text.trim().is_empty());
        faults.extend(unsaid.map(|(field, _)| format!("{}: {field}", point.code)));
        if guide.traditional_uses.is_empty() || guide.conditions.is_empty() {
            faults.push(format!("{}: no use", point.code));
        }
    }
    none(&faults);
}

/// A key of the file is used, and a sentence of the file is never written out.
#[test]
fn shared_sentences_are_shared() {
    let shared = json_file(&here("sessions/sentences.json"));
    let mut faults = Vec::new();
    let mut own = Vec::new();
    for kind in ["posture", "press", "stop"] {
        let sentences = shared[kind].as_object().expect("an object");
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for (code, file) in files_as_json() {
            let Some(said) = file[kind].as_str() else { continue };
            if sentences.contains_key(said) {
                let _ = used.insert(said);
            } else if !said.contains(' ') {
                faults.push(format!("{code}: {kind} \"{said}\" is no key"));
            } else if sentences.values().any(|text| text == said) {
                faults.push(format!("{code}: {kind} is written out"));
            } else {
                own.push(format!("{code} {kind}"));
            }
        }
        let unused = sentences.keys().filter(|key| !used.contains(key.as_str()));
        faults.extend(unused.map(|key| format!("sentences.json: nobody uses {kind} {key}")));
    }
    println!("sentences of their own: {}", own.join(", "));
    none(&faults);
    assert!(own.len() <= 8, "{} sentences of their own: {own:?}", own.len());
    let known = shipped::sentences().expect("sentences");
    assert_eq!(known.key_of(&known.press("ball-light")), Some("ball-light"));
    assert_eq!(known.press("Just so."), "Just so.");
}

/// The runs of words in a text.
fn runs(text: &str) -> BTreeSet<String> {
    words(text).windows(RUN).map(|run| run.join(" ")).collect()
}

/// A caution that is copied is read by nobody: what many points share stands in the lines of their tags.
#[test]
fn no_caution_repeats_another() {
    assert_eq!(runs("a b c d e f g h").len(), 2);
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut faults: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut compare = |place: String, text: &str| {
        // Lines of tags are one family, and may sound alike.
        let is_tag = place.starts_with("the tag");
        for run in runs(text) {
            match seen.get(&run) {
                Some(other) if !(is_tag && other.starts_with("the tag")) => {
                    let _ = faults.entry((other.clone(), place.clone())).or_insert(run);
                }
                _ => {
                    let _ = seen.insert(run, place.clone());
                }
            }
        }
    };
    for (tag, line) in &library().lines.tags {
        compare(format!("the tag {tag}"), &line.text);
    }
    for point in library().catalogue.iter() {
        if let Some(guide) = &point.guide {
            compare(point.code.to_string(), &guide.caution);
        }
    }
    let told: Vec<String> =
        faults.iter().map(|((one, other), run)| format!("{one} and {other}: {run}")).collect();
    none(&told);
}
