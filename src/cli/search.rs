//! Finding points by what a person remembers of them.

use crate::domain::catalogue::{Catalogue, squeeze};
use crate::domain::code::Code;
use crate::domain::point::Point;
use crate::words::session;

/// How well a point answers a word; the lower the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// It is its code or one of its names.
    Whole,
    /// The letters of its meridian.
    Meridian,
    /// Its region.
    Region,
    /// One of its names begins so.
    Begins,
    /// A word of one of its names begins so.
    WordBegins,
    /// It is somewhere within its names or its meridian's.
    Within,
}

/// The points that answer a query, the best first, those that can be played before the others; all
/// of them for an empty query.
pub(super) fn matching<'a>(points: &'a Catalogue, query: &str) -> Vec<&'a Point> {
    let mut found: Vec<(Match, bool, &Point)> = points
        .iter()
        .filter_map(|point| Some((answers(point, query)?, point.playable().is_err(), point)))
        .collect();
    // Within one rank the catalogue's order stands.
    found.sort_by_key(|(how, unplayable, _)| (*how, *unplayable));
    found.into_iter().map(|(.., point)| point).collect()
}

fn answers(point: &Point, query: &str) -> Option<Match> {
    let whole = squeeze(query);
    if whole.is_empty() {
        return Some(Match::Within);
    }
    let is_code = Code::parse(query).is_some_and(|code| code == point.code);
    if is_code || names(point).any(|name| squeeze(name) == whole) {
        return Some(Match::Whole);
    }
    let letters = query.trim().to_uppercase();
    if point.meridian.letters() == letters
        || point.meridian.other_letters().contains(&letters.as_str())
    {
        return Some(Match::Meridian);
    }
    // All words must fit; the worst of them ranks the point.
    let words = query.split_whitespace().map(squeeze).filter(|word| !word.is_empty());
    let mut worst = None;
    for word in words {
        worst = worst.max(Some(answers_word(point, &word)?));
    }
    worst
}

fn answers_word(point: &Point, word: &str) -> Option<Match> {
    let spoken = session::region(point.region);
    let within = |text: &str| squeeze(text).contains(word);
    let is_region = [spoken.as_str(), point.region.name()].into_iter().any(|name| {
        squeeze(name) == word || name.split([' ', '-']).any(|part| squeeze(part) == word)
    });
    if is_region {
        Some(Match::Region)
    } else if squeeze(point.code.as_str()) == word
        || names(point).any(|name| squeeze(name).starts_with(word))
    {
        Some(Match::Begins)
    } else if names(point)
        .any(|name| name.split_whitespace().any(|part| squeeze(part).starts_with(word)))
    {
        Some(Match::WordBegins)
    } else if within(point.code.as_str())
        || names(point).any(within)
        || within(point.meridian.name())
        || within(&spoken)
    {
        Some(Match::Within)
    } else {
        None
    }
}

/// The points whose code or name is most like the text, the most like first; none where nothing is
/// like it at all.
pub(super) fn nearest<'a>(points: &'a Catalogue, text: &str) -> Vec<&'a Point> {
    let wanted = squeeze(text);
    let near = wanted.chars().count().div_ceil(3).min(3);
    let code = Code::parse(text);
    let mut found: Vec<(usize, usize, bool, &Point)> = points
        .iter()
        .filter_map(|point| {
            let codes = [point.code.as_str(), &point.pinyin_plain, &point.english];
            let far = codes
                .into_iter()
                .chain(point.aliases.iter().map(String::as_str))
                .filter(|name| !name.is_empty())
                .map(|name| distance(&squeeze(name), &wanted))
                .min()?;
            // On the same meridian, the nearest number.
            let beside = code.as_ref().filter(|code| code.meridian() == point.meridian);
            let apart = beside.map_or(usize::MAX, |code| {
                usize::from(code.number().abs_diff(point.code.number()))
            });
            (far <= near || apart != usize::MAX).then_some((
                far,
                apart,
                point.playable().is_err(),
                point,
            ))
        })
        .collect();
    found.sort_by_key(|(far, apart, unplayable, _)| {
        (*apart == usize::MAX, *far, *apart, *unplayable)
    });
    found.into_iter().map(|(.., point)| point).collect()
}

fn names(point: &Point) -> impl Iterator<Item = &str> {
    let own = [
        &point.pinyin,
        &point.pinyin_plain,
        &point.english,
        &point.chinese,
        &point.chinese_simplified,
    ];
    own.into_iter().chain(&point.aliases).map(String::as_str).filter(|name| !name.is_empty())
}

/// How many letters must be added, taken away or changed to make one text of the other
/// (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for (at, wanted) in other.iter().enumerate() {
            let changed = corner + usize::from(letter != *wanted);
            corner = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Meridian;
    use crate::format::shipped;

    #[test]
    fn the_best_answer_comes_first() {
        let points = shipped::catalogue().expect("shipped points");
        let check = |query: &str, expected: &[&str]| {
            let found: Vec<String> = matching(&points, query)
                .iter()
                .take(expected.len())
                .map(|point| point.code.to_string())
                .collect();
            assert_eq!(found, expected, "{query}");
        };
        check("ht 1", &["HE-1"]);
        check("Heart1", &["HE-1"]);
        check("極泉", &["HE-1"]);
        check("jiquan", &["HE-1"]);
        check("Jíquán", &["HE-1"]);
        check("Ji\u{301}qua\u{301}n", &["HE-1"]);
        check("highest", &["HE-1"]);
        check("hoku", &["LI-4"]);
        check("HE", &["HE-1", "HE-2"]);
        check("armpit", &["HE-1"]);
        check("hand", &["LI-4"]);
        check("joining valley", &["LI-4"]);
        assert_eq!(matching(&points, "").len(), 411);
        assert!(
            matching(&points, "HE")
                .iter()
                .take(9)
                .all(|point| point.code.meridian() == Meridian::Heart)
        );
        assert!(matching(&points, "no such thing at all").is_empty());
        assert!(
            matching(&points, "wrist").iter().all(|point| session::region(point.region) == "wrist"
                || names(point).any(|name| squeeze(name).contains("wrist")))
        );
    }

    #[test]
    fn near_codes_and_names_are_offered() {
        let points = shipped::catalogue().expect("shipped points");
        let check = |text: &str, expected: Option<&str>| {
            let found = nearest(&points, text).first().map(|point| point.code.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("HE-10", Some("HE-1"));
        check("HE-11", Some("HE-1"));
        check("Jiqan", Some("HE-1"));
        check("hegou", Some("LI-4"));
        check("zzzzzzzzzzzz", None);
        check("", None);
    }

    #[test]
    fn distances() {
        for (one, other, expected) in [
            ("", "", 0),
            ("a", "", 1),
            ("", "ab", 2),
            ("hegu", "hegou", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
        }
    }
}
