//! A query, taken apart: the whole of it, without the words that say nothing, and word by word.

use super::{Index, Match, squeeze};
use crate::domain::code::Code;

/// What was asked for.
pub(super) struct Query {
    code: Option<Code>,
    /// The whole of it, with and without words that say nothing, and without the numbers of tones.
    wholes: Vec<String>,
    words: Vec<String>,
}

impl Query {
    /// Takes a text apart.
    pub fn new(text: &str) -> Self {
        let all: Vec<String> =
            text.split_whitespace().map(squeeze).filter(|word| !word.is_empty()).collect();
        let said = |word: &&String| !is_filler(word);
        let mut words: Vec<String> =
            all.iter().filter(said).map(|word| plain(word).to_owned()).collect();
        if words.is_empty() {
            words.clone_from(&all);
        }
        let toneless: Option<Vec<&str>> = all.iter().map(|word| without_number(word)).collect();
        let mut wholes = vec![all.concat(), words.concat()];
        wholes.extend(toneless.map(|words| words.concat()));
        wholes.dedup();
        Self { code: Code::parse(text), wholes, words }
    }

    /// How each entry of the index answers it.
    pub fn matches(&self, index: &Index) -> Vec<Option<Match>> {
        if self.words.is_empty() {
            // Every code begins with nothing.
            return vec![Some(Match::CodeBegins); index.entries.len()];
        }
        let found = self.matched(index, false);
        if found.iter().any(Option::is_some) { found } else { self.matched(index, true) }
    }

    fn matched(&self, index: &Index, with_beginnings: bool) -> Vec<Option<Match>> {
        let answers = |text: &String, is_whole| index.answers(text, is_whole, with_beginnings);
        let mut best = vec![None; index.entries.len()];
        for whole in &self.wholes {
            for (best, how) in best.iter_mut().zip(answers(whole, true)) {
                *best = better(*best, how);
            }
        }
        if let Some(code) = &self.code
            && let Some(nth) = index.entries.iter().position(|entry| entry.code == *code)
        {
            best[nth] = Some(Match::Whole);
        }
        // The worst of its words ranks a point.
        if self.words.len() > 1 {
            let mut each = self
                .words
                .iter()
                .map(|word| answers(word, false))
                .filter(|found| found.iter().any(Option::is_some));
            let first = each.next().unwrap_or_else(|| vec![None; best.len()]);
            let all = each.fold(first, |worst, next| {
                worst.into_iter().zip(next).map(|(one, other)| Some(one?.max(other?))).collect()
            });
            for (best, how) in best.iter_mut().zip(all) {
                *best = better(*best, how);
            }
        }
        best
    }
}

fn better(one: Option<Match>, other: Option<Match>) -> Option<Match> {
    one.into_iter().chain(other).min()
}

/// Whether a word of a query says nothing: "points for a headache".
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

const FILLERS: [&str; 22] = [
    "a", "an", "and", "are", "at", "behind", "for", "have", "help", "i", "in", "is", "me", "my",
    "of", "on", "point", "points", "the", "to", "when", "with",
];

/// What hurts, in the word that complaints use.
fn plain(word: &str) -> &str {
    match word {
        "hurt" | "hurts" | "hurting" | "painful" | "aches" | "aching" => "pain",
        other => other,
    }
}

/// A syllable without the number of its tone: `quan2`.
fn without_number(word: &str) -> Option<&str> {
    let syllable = word.strip_suffix(['1', '2', '3', '4', '5'])?;
    let is_spelled = syllable.len() > 1 && syllable.chars().all(|c| c.is_ascii_lowercase());
    is_spelled.then_some(syllable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taken_apart() {
        for (text, wholes, words) in [
            ("", vec![""], vec![]),
            ("Leg  Three Miles", vec!["legthreemiles"], vec!["leg", "three", "miles"]),
            ("points for a headache", vec!["pointsforaheadache", "headache"], vec!["headache"]),
            ("my head hurts", vec!["myheadhurts", "headpain"], vec!["head", "pain"]),
            ("ji2 quan2", vec!["ji2quan2", "jiquan"], vec!["ji2", "quan2"]),
            ("LI 4", vec!["li4"], vec!["li", "4"]),
            ("the", vec!["the"], vec!["the"]),
        ] {
            let query = Query::new(text);
            assert_eq!(
                (query.wholes, query.words),
                (
                    wholes.into_iter().map(str::to_owned).collect(),
                    words.into_iter().map(str::to_owned).collect()
                ),
                "{text:?}"
            );
        }
    }
}
