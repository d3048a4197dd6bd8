//! The points that a page says go well with its own.

use super::headings::Section;
use super::names::{codes, is_dash, words};
use super::parts::add_words;
use super::sort::Sorted;
use crate::domain::catalogue::{Catalogue, squeeze};
use crate::domain::code::Code;
use crate::domain::point::{Grade, Point, Related};

/// The related points: `LU-1 Zhongfu (Central Palace): why`, `LI 4 – Hegu`, or several on one line.
pub(super) fn related(
    sorted: &Sorted,
    own: &Code,
    catalogue: &Catalogue,
    notes: &mut Vec<String>,
) -> Vec<Related> {
    let mut related: Vec<Related> = Vec::new();
    for text in sorted.of(Section::Related) {
        let found = codes(text);
        // "HE-1 goes well with LU-1 for the breath": each other point, and the sentence for a reason.
        let own_first = found.first().is_some_and(|(at, code)| at.start == 0 && code == own);
        if own_first && found.len() > 1 {
            let others = found.into_iter().filter(|(_, code)| code != own);
            let named = others.filter_map(|(at, _)| companion(&text[at], catalogue, notes));
            related.extend(named.map(|one| Related { why: text.to_owned(), ..one }));
            continue;
        }
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
                Some(companion) => match related.last_mut() {
                    // "LU-1", and its name on the next line.
                    Some(last)
                        if companion.written.is_empty()
                            && last.code == companion.code
                            && last.why.is_empty() =>
                    {
                        last.name = companion.name;
                        last.why = companion.why;
                    }
                    _ => related.push(companion),
                },
                // What names no point and follows none is left over, and told in the notes.
                None => {
                    if let Some(last) = related.last_mut() {
                        add_words(&mut last.why, part);
                    }
                }
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
    let edges = |c: char| c.is_whitespace() || is_dash(c) || ",;:.".contains(c);
    let name = name.trim_matches(edges);
    let mut name = if name == "and" {
        String::new()
    } else {
        name.trim_end_matches(" and").trim_matches(edges).to_owned()
    };
    if name.starts_with('(') && name.ends_with(')') && name.matches('(').count() == 1 {
        name = name[1..name.len() - 1].to_owned();
    }
    let name = name.replace("()", "").replace("( )", "").trim().to_owned();
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
    // "LI 4: Hegu"
    let is_name = |point: &Point| point.names().any(|name| squeeze(name) == squeeze(why));
    let (name, why) = match point {
        Some(point) if name.is_empty() && is_name(point) => (why, ""),
        Some(point) if name.is_empty() => (point.pinyin.as_str(), why),
        _ => (name, why),
    };
    Some(Related {
        code: point.map(|point| point.code.clone()),
        written,
        name: name.to_owned(),
        relation: None,
        why: why.trim_end_matches([';', ',']).to_owned(),
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
            *c == '—'
                || is_dash(*c)
                    && rest[..*at].ends_with(' ')
                    && rest[at + c.len_utf8()..].starts_with(' ')
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
