//! All words that can be looked for, in one text: a pass over it tells which of them a query is, begins, or lies
//! within; and which of them it is like.

/// How a text fits a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the word.
    Equal,
    /// The word begins so.
    Begins,
    /// It stands within the word.
    Within,
    /// It is the word but for so many letters.
    Like(usize),
    /// The word begins so, but for so many letters.
    BeginsLike(usize),
}

/// Stands between two words; no word holds it.
const BETWEEN: char = '\n';

/// Words, each with what it is used for.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary<U> {
    /// All words, each between two [`BETWEEN`].
    text: String,
    words: Vec<Word<U>>,
}

#[derive(Debug, Clone)]
struct Word<U> {
    /// Where it begins in the text, and where it ends.
    from: usize,
    to: usize,
    letters: Vec<char>,
    kinds: u64,
    uses: Vec<U>,
}

impl<U> Default for Vocabulary<U> {
    fn default() -> Self {
        Self { text: BETWEEN.to_string(), words: Vec::new() }
    }
}

impl<U: Ord> Vocabulary<U> {
    /// The vocabulary of those words and uses; a word may stand more than once.
    pub fn new(mut uses: Vec<(String, U)>) -> Self {
        uses.retain(|(word, _)| !word.is_empty());
        uses.sort_unstable();
        uses.dedup();
        let mut all = Self::default();
        for (word, place) in uses {
            match all.words.last_mut() {
                Some(last) if all.text[last.from..last.to] == word => last.uses.push(place),
                _ => {
                    let letters: Vec<char> = word.chars().collect();
                    let from = all.text.len();
                    all.text.push_str(&word);
                    let to = all.text.len();
                    all.text.push(BETWEEN);
                    let kinds = kinds(&letters);
                    all.words.push(Word { from, to, letters, kinds, uses: vec![place] });
                }
            }
        }
        all
    }

    /// Tells every use of every word that the text fits, and how; a word may be told twice.
    pub fn fits(&self, wanted: &str, with_beginnings: bool, mut tell: impl FnMut(&U, Fit)) {
        if wanted.is_empty() {
            return;
        }
        for (at, _) in self.text.match_indices(wanted) {
            let nth = self.words.partition_point(|word| word.to <= at);
            let Some(word) = self.words.get(nth) else { continue };
            let fit = match (at == word.from, at + wanted.len() == word.to) {
                (true, true) => Fit::Equal,
                (true, false) => Fit::Begins,
                _ => Fit::Within,
            };
            word.uses.iter().for_each(|place| tell(place, fit));
        }
        let letters: Vec<char> = wanted.chars().collect();
        let near = allowed(&letters);
        if near == 0 {
            return;
        }
        let own = kinds(&letters);
        for word in &self.words {
            // Each wrong letter brings one kind of letter too many, or lacks one.
            let missing = (own & !word.kinds).count_ones() as usize;
            if missing > near {
                continue;
            }
            let spare = (word.kinds & !own).count_ones() as usize;
            if spare <= near && word.letters.len().abs_diff(letters.len()) <= near {
                let far = distances(&word.letters, &letters)[letters.len()];
                if (1..=near).contains(&far) {
                    word.uses.iter().for_each(|place| tell(place, Fit::Like(far)));
                    continue;
                }
            }
            if with_beginnings && letters.len() > 4 && word.letters.len() > letters.len() {
                let most = (letters.len() + near).min(word.letters.len());
                let row = distances(&letters, &word.letters[..most]);
                if let Some(far) = row.into_iter().min().filter(|far| *far <= near) {
                    word.uses.iter().for_each(|place| tell(place, Fit::BeginsLike(far)));
                }
            }
        }
    }
}

/// Which kinds of letters there are, a bit each; a rough picture that never hides a likeness.
fn kinds(letters: &[char]) -> u64 {
    letters.iter().fold(0, |kinds, letter| kinds | 1 << (u32::from(*letter) % 64))
}

/// How many letters may be wrong in a word: none in a short one, where all is like all, and none beside
/// numbers, where one wrong is another point.
fn allowed(letters: &[char]) -> usize {
    match letters.len() {
        _ if letters.iter().any(char::is_ascii_digit) => 0,
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// How many letters must be added, taken away, changed, or swapped with the next to make one text of
/// the other (optimal string alignment).
pub(super) fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    distances(&one, &other)[other.len()]
}

/// The distances of a text from all beginnings of another, the empty one first.
fn distances(one: &[char], other: &[char]) -> Vec<usize> {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let mut passed = None;
    for (line, letter) in one.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(line + 1);
        for (at, wanted) in other.iter().enumerate() {
            let changed = row[at] + usize::from(letter != wanted);
            let mut least = changed.min(row[at + 1] + 1).min(next[at] + 1);
            if at > 0 && passed == Some(wanted) && other[at - 1] == *letter {
                least = least.min(before[at - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
        passed = Some(letter);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_between_words() {
        for (one, other, expected) in [
            ("", "", 0),
            ("a", "", 1),
            ("", "ab", 2),
            ("hegu", "hegou", 1),
            ("jiquan", "jiqaun", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
            assert_eq!(distance(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn words_that_fit() {
        let words = ["hegu", "hegou", "he", "the", "headache", "li4", "li14", "合谷"];
        let uses = words.iter().map(|word| ((*word).to_owned(), *word)).collect();
        let vocabulary = Vocabulary::new(uses);
        let check = |wanted: &str, with_beginnings: bool, expected: &[(&str, Fit)]| {
            let mut found = Vec::new();
            vocabulary.fits(wanted, with_beginnings, |word, fit| found.push((*word, fit)));
            // What is told twice is told best first.
            found.sort_by_key(|(word, _)| *word);
            found.dedup_by_key(|(word, _)| *word);
            let mut expected = expected.to_vec();
            expected.sort_by_key(|(word, _)| *word);
            assert_eq!(found, expected, "{wanted}");
        };
        check("hegu", false, &[("hegu", Fit::Equal), ("hegou", Fit::Like(1))]);
        check(
            "he",
            false,
            &[
                ("he", Fit::Equal),
                ("hegu", Fit::Begins),
                ("hegou", Fit::Begins),
                ("headache", Fit::Begins),
                ("the", Fit::Within),
            ],
        );
        check("headahce", false, &[("headache", Fit::Like(1))]);
        check("haedac", false, &[]);
        check("haedac", true, &[("headache", Fit::BeginsLike(1))]);
        check("li4", false, &[("li4", Fit::Equal)]);
        check("谷", false, &[("合谷", Fit::Within)]);
        check("", false, &[]);
    }
}
