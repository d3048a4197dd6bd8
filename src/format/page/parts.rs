//! The parts of a page made from its sorted lines.

use std::collections::HashSet;

use super::Understood;
use super::headings::Section;
use super::lines::Line;
use super::names::{codes, is_dash, says, words};
use super::sort::Sorted;
use crate::domain::catalogue::{Catalogue, squeeze};
use crate::domain::point::{Grade, Point, Question, Related};

/// Where the point is: the page's words, else the catalogue's, else what the introduction says of it.
pub(super) fn location(sorted: &Sorted, known: Option<&Point>, notes: &mut Vec<String>) -> String {
    let said = joined(sorted, Section::Location);
    if !said.is_empty() {
        return said;
    }
    if let Some(known) = known {
        notes.push("The page gives no location; the catalogue's is shown.".to_owned());
        return known.location.clone();
    }
    let introduction = sorted.of(Section::Introduction).join(" ");
    let told = sentences(&introduction)
        .into_iter()
        .find(|sentence| sentence.contains(" located ") || sentence.contains(" lies "));
    told.or_else(|| sorted.of(Section::Find).first().map(|step| (*step).to_owned())).unwrap_or_else(
        || {
            notes.push("The page does not say where the point is.".to_owned());
            "The page does not say where it is.".to_owned()
        },
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

fn add_words(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// The related points: `LU-1 Zhongfu (Central Palace): why`, `LI 4 – Hegu`, or several on one line.
pub(super) fn related(
    sorted: &Sorted,
    catalogue: &Catalogue,
    notes: &mut Vec<String>,
) -> Vec<Related> {
    let mut related: Vec<Related> = Vec::new();
    for text in sorted.of(Section::Related) {
        let found = codes(text);
        let listed = found.len() > 1 && !text.contains(": ") && text.contains([',', ';'])
            || text.contains(" and ") && found.len() > 1 && words(text).count() < 12;
        let parts: Vec<&str> = if listed {
            let starts: Vec<usize> = found.iter().map(|(at, _)| at.start).collect();
            let ends = starts.iter().skip(1).copied().chain([text.len()]);
            starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect()
        } else {
            vec![text]
        };
        for part in parts {
            match companion(part, catalogue, notes) {
                Some(companion) => related.push(companion),
                None => match related.last_mut() {
                    Some(last) => add_words(&mut last.why, part),
                    None => related.push(Related {
                        code: None,
                        written: String::new(),
                        name: String::new(),
                        why: part.to_owned(),
                    }),
                },
            }
        }
    }
    related
}

fn companion(text: &str, catalogue: &Catalogue, notes: &mut Vec<String>) -> Option<Related> {
    let (head, why) = split_why(text);
    let found = codes(head).into_iter().next();
    let (written, name) = if let Some((at, _)) = &found {
        (head[at.clone()].to_owned(), format!("{} {}", &head[..at.start], &head[at.end..]))
    } else {
        (String::new(), head.to_owned())
    };
    let edges = |c: char| c.is_whitespace() || is_dash(c) || ",;:".contains(c);
    let name = name.trim_matches(edges);
    let mut name = if name == "and" {
        String::new()
    } else {
        name.trim_end_matches(" and").trim_matches(edges).to_owned()
    };
    if name.starts_with('(') && name.ends_with(')') && name.matches('(').count() == 1 {
        name = name[1..name.len() - 1].to_owned();
    }
    let name = name.replace("()", "").trim().to_owned();
    let by_name = || catalogue.named(name.split('(').next().unwrap_or(&name)).next();
    let point = match &found {
        Some((_, code)) => catalogue.find(code.as_str()),
        None => Some(by_name()?),
    };
    match point {
        None => notes.push(format!("The catalogue knows no related point {written}.")),
        Some(point) => {
            if let Grade::No { .. } = point.grade {
                notes.push(format!(
                    "The related point {} is not offered for self-massage.",
                    point.title()
                ));
            }
            let told = squeeze(&name);
            if found.is_some()
                && !told.is_empty()
                && !point.names().any(|known| told.contains(&squeeze(known)))
            {
                notes.push(format!(
                    "The related point {} is {} in the catalogue, not \"{name}\".",
                    point.code, point.pinyin
                ));
            }
        }
    }
    // "LU 1 Zhongfu good for the breath": the name ends where the catalogue's does.
    let (name, why) = match point.filter(|_| why.is_empty() && words(&name).count() > 4) {
        Some(point) => cut_name(&name, point),
        None => (name.as_str(), why),
    };
    let name = match point {
        Some(point) if name.is_empty() => point.pinyin.as_str(),
        _ => name,
    };
    Some(Related {
        code: point.map(|point| point.code.clone()),
        written,
        name: name.to_owned(),
        why: why.to_owned(),
    })
}

fn cut_name<'a>(text: &'a str, point: &Point) -> (&'a str, &'a str) {
    let ends = text.match_indices(' ').map(|(at, _)| at).take(5);
    let cut =
        ends.filter(|at| point.names().any(|name| squeeze(name) == squeeze(&text[..*at]))).last();
    cut.map_or((text, ""), |at| (&text[..at], text[at..].trim()))
}

/// What comes before and after the colon or the spaced dash that opens the reason.
fn split_why(text: &str) -> (&str, &str) {
    let after_code = codes(text).first().map_or(0, |(at, _)| at.end);
    let rest = &text[after_code..];
    if let Some(colon) = rest.find(": ") {
        return (&text[..after_code + colon], rest[colon + 1..].trim());
    }
    let dash = |from: usize| {
        rest[from..].char_indices().map(|(at, c)| (from + at, c)).find(|(at, c)| {
            is_dash(*c) && rest[..*at].ends_with(' ') && rest[at + c.len_utf8()..].starts_with(' ')
        })
    };
    // The first dash may only part code and name: "LU-1 - Zhongfu - for the breath".
    let Some((first, sign)) = dash(0) else {
        // "ST-36 Zusanli, the other point for the stomach"
        let comma = rest
            .find(", ")
            .filter(|at| words(&rest[..*at]).count() <= 4 && words(&rest[*at..]).count() >= 3);
        return comma.map_or((text, ""), |at| (&text[..after_code + at], rest[at + 1..].trim()));
    };
    let after = first + sign.len_utf8();
    let place = if rest[..first].trim().is_empty() { dash(after) } else { Some((first, sign)) };
    match place {
        Some((at, sign)) => (&text[..after_code + at], rest[at + sign.len_utf8()..].trim()),
        None if words(&rest[after..]).count() > 4 => (&text[..after_code], rest[after..].trim()),
        None => (text, ""),
    }
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
