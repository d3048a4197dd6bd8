//! Sentences and names as they are said.

use super::*;
use crate::domain::sample;

#[test]
fn texts_are_taken_apart_into_sentences() {
    let rows: [(&str, &[&str]); 7] = [
        ("", &[]),
        ("One sentence", &["One sentence"]),
        ("One. Two? Three!", &["One.", "Two?", "Three!"]),
        ("At 1.5 cun, not 2. Then stop.", &["At 1.5 cun, not 2.", "Then stop."]),
        ("Do not start: call 112.", &["Do not start: call 112."]),
        ("Lymphoedema? Not on that arm.", &["Lymphoedema?", "Not on that arm."]),
        ("  Sit.\n Rest. ", &["Sit.", "Rest."]),
    ];
    for (text, expected) in rows {
        assert_eq!(sentences(text), expected, "{text:?}");
    }
}

#[test]
fn names_are_said_in_words() {
    let rows = [
        ("HE-1", "Heart 1, Jiquan, Highest Spring."),
        ("TE-5", "Triple Energizer 5, Jiquan, Highest Spring."),
        ("EX-HN3", "Extra point of the head and neck 3, Jiquan, Highest Spring."),
    ];
    for (code, expected) in rows {
        assert_eq!(name(&sample::point(code, true)), expected);
    }
}
