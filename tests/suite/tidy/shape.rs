//! The shape of files: their length, their heading, and words that do not belong into a finished work.

use super::{Fault, Source, none, places, product, repository, sample};

/// A source file fits on a few screens; longer ones hold two ideas. Lines.
const LONGEST: usize = 500;

fn too_long(sources: &[Source]) -> Vec<Fault> {
    let long = |source: &&Source| source.text.lines().count() > LONGEST;
    let tell = |source: &Source| {
        let lines = source.text.lines().count();
        Fault::new(
            source,
            lines,
            format!("{lines} lines; from {LONGEST} on two ideas live in one file"),
        )
    };
    sources.iter().filter(long).map(tell).collect()
}

fn without_heading(sources: &[Source]) -> Vec<Fault> {
    let begins = |source: &Source| {
        source.text.lines().find(|line| !line.trim().is_empty()).map(str::to_owned)
    };
    sources
        .iter()
        .filter(|source| source.path.ends_with(".rs"))
        .filter(|source| !begins(source).is_some_and(|line| line.starts_with("//!")))
        .map(|source| Fault::new(source, 1, "says nothing about itself: begin with a `//!` line"))
        .collect()
}

/// Words of unfinished work, and hosts and folders that no reader of this repository has anything to do
/// with. Each is given in two halves, so that this list does not find itself.
const UNWANTED: &[(&str, &str)] = &[
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X"),
    ("todo", "!"),
    ("unimplemented", "!"),
    ("crates", ".io"),
    ("pypi", ".org"),
    ("pythonhosted", ".org"),
    ("npmjs", ".org"),
    ("npmjs", ".com"),
    ("deb.debian", ".org"),
    ("proxy.golang", ".org"),
    ("/work", "/"),
];

fn unwanted_words(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    // The lock file is cargo's, and names the registry on every line.
    for source in sources.iter().filter(|source| source.path != "Cargo.lock") {
        for (number, line) in source.text.lines().enumerate() {
            for (one, two) in UNWANTED {
                if holds_word(line, &format!("{one}{two}")) {
                    faults.push(Fault::new(
                        source,
                        number + 1,
                        format!("`{one}{two}` has no place here"),
                    ));
                }
            }
        }
    }
    faults
}

/// Whether `word` stands in `line` with no letter or digit directly before or after its own.
fn holds_word(line: &str, word: &str) -> bool {
    let touches = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric)
            && outer.is_some_and(|c| c.is_alphanumeric() || c == '_')
    };
    line.match_indices(word).any(|(at, _)| {
        let before = touches(word.chars().next(), line[..at].chars().next_back());
        let after = touches(word.chars().next_back(), line[at + word.len()..].chars().next());
        !before && !after
    })
}

#[test]
fn files_fit_on_a_few_screens() {
    none(&too_long(&product()));
}

#[test]
fn every_rust_file_says_what_it_is() {
    none(&without_heading(&repository()));
}

#[test]
fn nothing_speaks_of_unfinished_work_or_of_other_places() {
    none(&unwanted_words(&repository()));
}

#[test]
fn a_file_out_of_shape_is_found() {
    let files = sample(&[
        ("src/long.rs", &format!("//! Long.\n{}", "x\n".repeat(LONGEST))),
        ("src/right.rs", &format!("//! Right.\n{}", "x\n".repeat(LONGEST - 1))),
        ("src/mute.rs", "// Nothing.\n"),
        ("src/empty.rs", ""),
        ("notes.txt", "no heading needed"),
    ]);
    assert_eq!(places(&too_long(&files)), ["src/long.rs:501"]);
    assert_eq!(places(&without_heading(&files)), ["src/mute.rs:1", "src/empty.rs:1"]);
}

#[test]
fn an_unwanted_word_is_found() {
    let check = |line: &str, expected: usize| {
        let found = unwanted_words(&sample(&[("README.md", &format!("fine\n{line}\n"))]));
        assert_eq!(found.len(), expected, "{line}");
        assert!(found.iter().all(|fault| fault.line == 2), "{line}");
    };
    for (one, two) in UNWANTED {
        check(&format!("({one}{two}"), 1);
        check(&format!("{one}-{two}"), 0);
    }
    check(&format!("{}{}: {}{} later", "TO", "DO", "FIX", "ME"), 2);
    check("a to-do list in a todo app, mastodon", 0);
    check(&format!("_{}{}S", "TO", "DO"), 0);
    check(&format!("see https://index.{}{}/x", "crates", ".io"), 1);
    check(&format!("in {}{}main", "/work", "/"), 1);
    check("your homework/plan", 0);
    let lock = sample(&[("Cargo.lock", &format!("source = \"{}{}\"", "crates", ".io"))]);
    assert!(unwanted_words(&lock).is_empty());
}
