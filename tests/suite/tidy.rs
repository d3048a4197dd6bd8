//! The structure of the house as tests: each rule is a pure function from files to faults, run once on
//! this repository, where it must find nothing, and on small samples that break it, where it must speak.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is wrong"
)]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the repository's own names are lower case"
)]

mod crates;
mod ice;
mod lexer;
mod messages;
mod paths;
mod rooms;
mod shape;

use std::fmt;
use std::fs;
use std::path::Path;

/// A file of the repository, or of a sample that pretends to be one.
struct Source {
    /// The path from the root of the repository, with `/` on every system.
    path: String,
    text: String,
}

/// Something that breaks a rule.
#[derive(Debug)]
struct Fault {
    path: String,
    /// From 1; 0 for the whole file.
    line: usize,
    what: String,
}

impl Fault {
    fn new(source: &Source, line: usize, what: impl Into<String>) -> Self {
        Self { path: source.path.clone(), line, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Every text file of the repository that a person wrote, sorted by path.
fn repository() -> Vec<Source> {
    let mut sources = Vec::new();
    collect(Path::new(env!("CARGO_MANIFEST_DIR")), "", &mut sources);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn collect(folder: &Path, prefix: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let entry = entry.expect("an entry of a folder");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        // What git ignores, and git's own.
        if matches!(path.as_str(), ".git" | "target" | "tests/shots") {
            continue;
        }
        if entry.file_type().expect("a kind of file").is_dir() {
            collect(&entry.path(), &format!("{path}/"), sources);
        } else if let Ok(text) = fs::read_to_string(entry.path())
            && !text.contains('\0')
        {
            sources.push(Source { path, text });
        }
    }
}

/// The Rust files under `src/`.
fn product() -> Vec<Source> {
    let mut sources = repository();
    sources.retain(|source| source.path.starts_with("src/") && source.path.ends_with(".rs"));
    assert!(!sources.is_empty(), "no source was found: the rules would hold by accident");
    sources
}

/// Fails with every fault on a line of its own.
fn none(faults: &[Fault]) {
    let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), list.join("\n"));
}

/// Files made of `(path, text)` pairs.
fn sample(files: &[(&str, &str)]) -> Vec<Source> {
    files
        .iter()
        .map(|&(path, text)| Source { path: path.to_owned(), text: text.to_owned() })
        .collect()
}

/// What a rule says about a sample: `path:line` of every fault, in order.
fn places(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| format!("{}:{}", fault.path, fault.line)).collect()
}
