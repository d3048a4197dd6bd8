//! Codes and names as pages write them.

use std::ops::Range;

use crate::domain::catalogue::squeeze;
use crate::domain::code::Code;
use crate::domain::point::Point;

/// The codes in a text, where they stand: `HE 1`, `HE-1`, `ht1`, `Heart 1`, `Ex-HN 3`.
pub(super) fn codes(text: &str) -> Vec<(Range<usize>, Code)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(Range<usize>, Code)> = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|next| at + next) {
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = end;
        let decimal = text[end..].starts_with(['.', ','])
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if decimal || end - start > 3 || text[end..].starts_with(char::is_alphanumeric) {
            continue;
        }
        if let Some((from, code)) = letters_before(text, start).into_iter().find_map(|from| {
            let written = &text[from..end];
            is_written_as_code(&text[from..start], from == 0)
                .then(|| Code::parse(written))
                .flatten()
                .map(|code| (from, code))
        }) {
            found.push((from..end, code));
        }
    }
    found
}

/// Where the one to three words before a number begin, the longest first.
fn letters_before(text: &str, number: usize) -> Vec<usize> {
    let between = |c: char| c == ' ' || c == '.' || is_dash(c);
    let mut starts = Vec::new();
    let mut end = text[..number].trim_end_matches(between).len();
    if text[end..number].chars().count() > 3 {
        return starts;
    }
    for _ in 0..3 {
        let word = text[..end].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if word.len() == end || word.ends_with(char::is_alphanumeric) {
            break;
        }
        starts.insert(0, word.len());
        match word.chars().next_back().filter(|c| *c == ' ' || is_dash(*c)) {
            Some(gap) => end = word.len() - gap.len_utf8(),
            None => break,
        }
    }
    starts
}

/// `for 1` and `a 2` are no codes; `HE 1`, `he-1` and `heart 1` are, and `he 1` where a line begins.
fn is_written_as_code(letters: &str, first: bool) -> bool {
    let word = letters.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
    let spaced = letters[word.len()..].contains(' ');
    let upper = word.starts_with(|c: char| c.is_ascii_uppercase());
    match word.len() {
        0 => false,
        1 => upper,
        2..=4 => upper || !spaced || first,
        _ => true,
    }
}

pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Names as they stand in one value: `Jiquan – (極泉)`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub pinyin: String,
    pub chinese: String,
    pub english: String,
}

/// What an unknown Latin name is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    Pinyin,
    English,
    /// One word is pinyin, several are English.
    Either,
    /// It is left alone: titles say much that is no name.
    Nothing,
}

/// Words of titles that are no part of a name.
const NO_NAME: &str = "acupressure|acupuncture|pressure|point|points|acupoint|meridian|channel|benefits|\
    location|how|massage|guide|uses|your|about|and|for|what|where|find|you|to|page";

impl Names {
    /// Takes what the text adds to the names that are known already.
    pub(super) fn take(&mut self, text: &str, known: Option<&Point>, hint: Hint) {
        let mut text = text.to_owned();
        for (place, _) in codes(&text.clone()).into_iter().rev() {
            text.replace_range(place, "|");
        }
        let is =
            |part: &str, names: &[&String]| names.iter().any(|name| squeeze(name) == squeeze(part));
        for part in text.split(|c: char| "()[]/|,;:\"“”".contains(c)).flat_map(split_at_dash) {
            let han: String = part.chars().filter(|c| is_han(*c)).collect();
            if self.chinese.is_empty() {
                self.chinese = han;
            }
            let latin: String = part.chars().filter(|c| !is_han(*c)).collect();
            let latin = latin.trim().trim_end_matches('.');
            if !latin.chars().any(char::is_alphabetic) {
                continue;
            }
            let hint = match known {
                Some(known) if is(latin, &[&known.pinyin, &known.pinyin_plain]) => Hint::Pinyin,
                Some(known) if is(latin, &[&known.english]) => Hint::English,
                _ if hint != Hint::Either => hint,
                _ if is(latin, &[&self.pinyin, &self.english]) => Hint::Nothing,
                _ if words(latin).any(|word| is_one(&word, NO_NAME)) => Hint::Nothing,
                _ if self.pinyin.is_empty()
                    && (!latin.contains(' ') || !self.english.is_empty()) =>
                {
                    Hint::Pinyin
                }
                _ => Hint::English,
            };
            match hint {
                Hint::Pinyin if self.pinyin.is_empty() => latin.clone_into(&mut self.pinyin),
                Hint::English if self.english.is_empty() => latin.clone_into(&mut self.english),
                _ => {}
            }
        }
    }
}

fn split_at_dash(text: &str) -> impl Iterator<Item = &str> {
    text.split(" - ").flat_map(|part| part.split(|c: char| is_dash(c) && c != '-'))
}

/// Whether a sign is a Chinese character.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether a text in lower case says one of those words or phrases, which `|` parts.
pub(super) fn says(text: &str, phrases: &str) -> bool {
    phrases.split('|').any(|phrase| text.contains(phrase))
}

/// Whether a word is one of those that `|` parts.
pub(super) fn is_one(word: &str, words: &str) -> bool {
    words.split('|').any(|one| one == word)
}

/// The words of a text, in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{Hint, Names, codes};

    #[test]
    fn codes_as_pages_write_them() {
        let rows = [
            ("Pressure Point: HE 1 – Jiquan", "HE-1"),
            ("HT-1 (Jiquan)", "HE-1"),
            ("h-1 and H-1", "HE-1"),
            ("the heart 1 point, ht1, HE–1", "HE-1 HE-1 HE-1"),
            ("Large Intestine 4 or LI4; TE 5, SJ-5", "LI-4 LI-4 TE-5 TE-5"),
            ("EX-HN3, Ex-HN 5, EX-UE 10", "EX-HN3 EX-HN5 EX-UE10"),
            ("for 1 minute, in 5 steps, a 2 minute hold, 1-2 minutes", ""),
            ("HE 1.5 cun, HE2024, xHE 1", ""),
            ("he 1 jiquan", "HE-1"),
            ("where he 1", ""),
        ];
        for (text, expected) in rows {
            let found: Vec<String> =
                codes(text).into_iter().map(|(_, code)| code.to_string()).collect();
            assert_eq!(found.join(" "), expected, "{text:?}");
        }
    }

    #[test]
    fn names_in_a_value() {
        let rows = [
            ("Jiquan – (極泉)", Hint::Pinyin, "Jiquan|極泉|"),
            ("極泉", Hint::Pinyin, "|極泉|"),
            ("Jí Quán 极泉", Hint::Pinyin, "Jí Quán|极泉|"),
            ("Highest Spring", Hint::English, "||Highest Spring"),
            ("HE 1 – Jiquan / Highest Spring (極泉)", Hint::Either, "Jiquan|極泉|Highest Spring"),
            ("All about HE-1", Hint::Nothing, "||"),
        ];
        for (text, hint, expected) in rows {
            let mut names = Names::default();
            names.take(text, None, hint);
            assert_eq!(
                format!("{}|{}|{}", names.pinyin, names.chinese, names.english),
                expected,
                "{text:?}"
            );
        }
    }
}
