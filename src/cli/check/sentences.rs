//! Sentences that are too long to be spoken.

/// A sentence that is spoken or read with closed eyes has at most so many words.
pub(super) const MOST_WORDS: usize = 18;

/// The sentences of a text with more words than that: how they begin, and how many words they have.
pub(super) fn too_long(text: &str) -> Vec<(String, usize)> {
    text.split_inclusive(['.', '!', '?', ';'])
        .map(|sentence| {
            let words: Vec<&str> = sentence
                .split_whitespace()
                .filter(|word| word.chars().any(char::is_alphanumeric))
                .collect();
            (words.iter().take(4).copied().collect::<Vec<_>>().join(" "), words.len())
        })
        .filter(|(_, count)| *count > MOST_WORDS)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::too_long;

    #[test]
    fn sentences_are_counted_in_words() {
        let eighteen = "a b c d e f g h i j k l m n o p q r.";
        let nineteen = "a b c d e f g h i j k l m n o p q r s.";
        for (text, expected) in [
            (eighteen.to_owned(), vec![]),
            (nineteen.to_owned(), vec![("a b c d".to_owned(), 19)]),
            (format!("{eighteen} {nineteen}"), vec![("a b c d".to_owned(), 19)]),
            (nineteen.replace(" s.", " - ."), vec![]),
            (String::new(), vec![]),
        ] {
            assert_eq!(too_long(&text), expected, "{text}");
        }
    }
}
