//! The parts of a page made from its sorted lines.

use std::collections::HashSet;

use super::Understood;
use super::headings::Section;
use super::lines::Line;
use super::names::{says, words};
use super::sort::Sorted;
use crate::domain::point::{Point, Question};

/// Where the point is: the page's words, be it in the introduction; else the catalogue's; else its first step.
pub(super) fn location(sorted: &Sorted, known: Option<&Point>, notes: &mut Vec<String>) -> String {
    let said = joined(sorted, Section::Location);
    if !said.is_empty() {
        return said;
    }
    let introduction = sorted.of(Section::Introduction).join(" ");
    let told = sentences(&introduction)
        .into_iter()
        .find(|sentence| sentence.contains(" located ") || sentence.contains(" lies "));
    if let Some(told) = told {
        return told;
    }
    if let Some(known) = known {
        notes.push("The page gives no location; the catalogue's is shown.".to_owned());
        return known.location.clone();
    }
    sorted.of(Section::Find).first().map_or_else(
        || {
            notes.push("The page does not say where the point is.".to_owned());
            "The page does not say where it is.".to_owned()
        },
        |step| (*step).to_owned(),
    )
}

/// The lines of a section as one paragraph.
pub(super) fn joined(sorted: &Sorted, section: Section) -> String {
    sorted.of(section).into_iter().fold(String::new(), |text, piece| {
        match text.chars().next_back() {
            None => piece.to_owned(),
            Some(last) if last.is_alphanumeric() || last == ')' => format!("{text}. {piece}"),
            Some(_) => format!("{text} {piece}"),
        }
    })
}

/// The steps: one for each line, or one for each sentence where there is a single paragraph.
pub(super) fn steps(sorted: &Sorted) -> Vec<String> {
    let said = sorted.of(Section::Find);
    match said[..] {
        [one] => sentences(one),
        _ => said.into_iter().map(str::to_owned).collect(),
    }
}

/// The items of a list; a single line with commas and without a full stop inside is a list too.
pub(super) fn items(sorted: &Sorted, section: Section) -> Vec<String> {
    let said = sorted.of(section);
    let trimmed = |text: &str| text.trim().trim_end_matches(['.', ';', ',']).to_owned();
    let split: Vec<String> = match said[..] {
        [one] if one.contains(". ") => sentences(one),
        [one] if one.contains([',', ';']) => one.split([',', ';']).map(str::to_owned).collect(),
        _ => said.into_iter().map(str::to_owned).collect(),
    };
    split.iter().map(|text| trimmed(text)).filter(|text| !text.is_empty()).collect()
}

pub(super) fn questions(sorted: &Sorted) -> Vec<Question> {
    let mut asked: Vec<Question> = Vec::new();
    for text in sorted.of(Section::Questions) {
        let text = ["Q:", "Q."]
            .into_iter()
            .find_map(|mark| text.strip_prefix(mark))
            .unwrap_or(text)
            .trim();
        let (question, rest) = match text.find("? ") {
            Some(end) => (Some(&text[..=end]), text[end + 1..].trim()),
            None if text.ends_with('?') => (Some(text), ""),
            None => (None, text),
        };
        if let Some(question) = question {
            asked.push(Question { question: question.to_owned(), answer: String::new() });
        }
        let rest = ["A:", "A.", "Answer:"]
            .into_iter()
            .find_map(|mark| rest.strip_prefix(mark))
            .unwrap_or(rest)
            .trim();
        if let Some(last) = asked.last_mut().filter(|_| !rest.is_empty()) {
            add_words(&mut last.answer, rest);
        }
    }
    asked
}

pub(super) fn add_words(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// The sentence that says how often.
pub(super) fn how_often(text: &str) -> Option<String> {
    const SIGNS: &str = "times a day|times daily|times per day|a day|daily|per day|every day|as needed|\
        times a week";
    sentences(text).into_iter().find(|sentence| {
        let lower = sentence.to_lowercase();
        says(&lower, SIGNS)
    })
}

/// The sentences of a paragraph.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '!', '?']) {
        let next = text[at + 1..].trim_start();
        let ends = text[at + 1..].starts_with(' ')
            && next.starts_with(|c: char| c.is_uppercase() || "\"“(".contains(c));
        if ends {
            sentences.push(text[start..=at].trim().to_owned());
            start = at + 1;
        }
    }
    let last = text[start..].trim();
    if !last.is_empty() {
        sentences.push(last.to_owned());
    }
    sentences
}

/// Every line of which a word stands neither in the point nor in a heading or a caption: the net that
/// makes "nothing is dropped" true whatever the sorting did.
pub(super) fn left_over(lines: &[Line], sorted: &Sorted, own: &Point) -> Vec<String> {
    let mut kept: HashSet<String> = HashSet::new();
    let mut hold = |text: &str| kept.extend(words(text));
    for name in own.names().chain([own.code.as_str(), own.location.as_str(), own.meridian.name()]) {
        hold(name);
    }
    if let Some(guide) = &own.guide {
        let lists = [&guide.find, &guide.traditional_uses, &guide.conditions];
        let texts = [&guide.introduction, &guide.press, &guide.caution, &guide.how_often];
        lists.into_iter().flatten().chain(texts).for_each(|text| hold(text));
        guide.questions.iter().for_each(|one| hold(&format!("{} {}", one.question, one.answer)));
        guide
            .related
            .iter()
            .for_each(|one| hold(&format!("{} {} {}", one.written, one.name, one.why)));
    }
    let titles = sorted.captions.iter().chain(sorted.headings.iter().map(|(_, text)| text));
    titles.map(String::as_str).chain(title(sorted)).for_each(&mut hold);
    let marks = ["q", "a", "question", "answer", "and"];
    let lost = |line: &&Line| {
        words(&line.text).any(|word| !kept.contains(&word) && !marks.contains(&word.as_str()))
    };
    lines
        .iter()
        .filter(|line| sorted.unplaced.contains(&line.text) || lost(line))
        .map(|line| line.text.clone())
        .collect()
}

/// What stands behind "Pressure Point:"; a second such line may be about another point.
fn title(sorted: &Sorted) -> Option<&str> {
    sorted.of(Section::Code).first().copied()
}

/// What was found under each part.
pub(super) fn understood(sorted: &Sorted, own: &Point) -> Vec<Understood> {
    let headings = |sections: &[Section]| {
        sorted
            .headings
            .iter()
            .filter(|(section, _)| sections.contains(section))
            .map(|(_, text)| text.clone())
            .collect::<Vec<_>>()
    };
    let one = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
    let part = |part: &'static str, sections: &[Section], found: Vec<String>| Understood {
        part,
        headings: headings(sections),
        found,
    };
    let Some(guide) = &own.guide else { return Vec::new() };
    let technique = &guide.technique;
    let motions: Vec<&str> = technique.motions.iter().map(|motion| motion.name()).collect();
    let told = format!(
        "{}, {}, {}, {} to {} seconds{}",
        technique.applicator.name(),
        technique.pressure.name(),
        motions.join(" or "),
        technique.least.as_secs(),
        technique.most.as_secs(),
        if technique.until_release { ", or until release" } else { "" }
    );
    let names = [own.code.as_str(), &own.pinyin, &own.chinese, &own.english]
        .iter()
        .filter(|name| !name.is_empty())
        .map(|name| (*name).to_owned())
        .collect();
    vec![
        part("names", &[Section::Code, Section::Chinese, Section::English, Section::Name], names),
        part("introduction", &[Section::Introduction], one(&guide.introduction)),
        part("location", &[Section::Location], one(&sorted.of(Section::Location).join(" "))),
        part(
            "steps",
            &[Section::Find],
            if sorted.of(Section::Find).is_empty() { Vec::new() } else { guide.find.clone() },
        ),
        part("uses", &[Section::Uses], guide.traditional_uses.clone()),
        part("technique", &[Section::Technique], vec![told]),
        part("caution", &[Section::Caution], one(&guide.caution)),
        part("conditions", &[Section::Conditions], guide.conditions.clone()),
        part(
            "related",
            &[Section::Related],
            guide
                .related
                .iter()
                .map(|one| format!("{} {}", one.written, one.name).trim().to_owned())
                .collect(),
        ),
        part(
            "questions",
            &[Section::Questions],
            guide.questions.iter().map(|one| one.question.clone()).collect(),
        ),
        part("how often", &[Section::HowOften], one(&guide.how_often)),
        part(
            "captions",
            &[],
            title(sorted).map(str::to_owned).into_iter().chain(sorted.captions.clone()).collect(),
        ),
    ]
}
