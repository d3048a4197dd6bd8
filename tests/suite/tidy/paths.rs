//! The paths that a source file names (`crate::domain::plan`, `std::{fs, io}`), each written out in full.

use super::lexer::{Placed, Token};

/// A path as it stands in the code, with groups taken apart.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) line: usize,
    /// The path as written: `["super", "run", "Run"]`; the last may be `*`.
    pub(super) segments: Vec<String>,
    /// The module in which it stands, from the root of the crate.
    module: Vec<String>,
    /// Called as a macro.
    pub(super) is_macro: bool,
    /// Inside of a module that only tests see.
    pub(super) in_test: bool,
    /// The token after it.
    pub(super) end: usize,
}

impl Named {
    /// The path from the root of the crate, for a path that says how it gets there.
    pub(super) fn absolute(&self) -> Option<Vec<String>> {
        let (first, rest) = self.segments.split_first()?;
        let supers = self.segments.iter().take_while(|segment| *segment == "super").count();
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([&self.module, rest].concat()),
            "super" => {
                let parents = self.module.len().saturating_sub(supers);
                Some([&self.module[..parents], &self.segments[supers..]].concat())
            }
            _ => None,
        }
    }

    /// Whether the path holds `run`, such as `std::fs`, as neighbours.
    pub(super) fn holds(&self, run: &[&str]) -> bool {
        self.segments.windows(run.len()).any(|window| window == run)
    }
}

/// The module of a file: `src/screen/player.rs` is `["screen", "player"]`; the roots are `[]`.
pub(super) fn module_of(path: &str) -> Vec<String> {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    let inner = inner.strip_suffix(".rs").unwrap_or(inner);
    if matches!(inner, "lib" | "main") {
        return Vec::new();
    }
    inner.split('/').map(str::to_owned).collect()
}

/// All paths in the tokens of the file at `path`.
pub(super) fn named(path: &str, tokens: &[Placed<'_>]) -> Vec<Named> {
    let file_is_test = path.ends_with("/tests.rs") || path.ends_with("_tests.rs");
    let mut finder =
        Finder { tokens, module: module_of(path), in_test: file_is_test, found: Vec::new() };
    // The inline modules around the current token: the brace depth, and whether only tests see it.
    let mut inline: Vec<(usize, bool)> = Vec::new();
    let mut depth: usize = 0;
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].token {
            Token::Sign('{') => depth += 1,
            Token::Sign('}') => {
                depth = depth.saturating_sub(1);
                if inline.last().is_some_and(|&(opened_at, _)| opened_at == depth) {
                    let was_in_test = inline.pop().is_some_and(|(_, before)| before);
                    finder.module.pop();
                    finder.in_test = was_in_test;
                }
            }
            Token::Word("mod") if finder.sign(at + 2) == Some('{') => {
                if let Some(name) = finder.word(at + 1) {
                    inline.push((depth, finder.in_test));
                    finder.module.push(name.to_owned());
                    finder.in_test |= finder.is_marked_as_test(at);
                    depth += 1;
                    at += 3;
                    continue;
                }
            }
            Token::Word(_) if finder.begins(at) => {
                at = finder.tree(at, &[]).max(at + 1);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    finder.found
}

struct Finder<'a> {
    tokens: &'a [Placed<'a>],
    module: Vec<String>,
    in_test: bool,
    found: Vec<Named>,
}

impl<'a> Finder<'a> {
    fn word(&self, at: usize) -> Option<&'a str> {
        match self.tokens.get(at)?.token {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.token {
            Token::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    fn colons(&self, at: usize) -> bool {
        self.sign(at) == Some(':') && self.sign(at + 1) == Some(':')
    }

    /// Whether a path begins with the word at `at`: it is no field, method or inner part of a path.
    fn begins(&self, at: usize) -> bool {
        let before = |steps: usize| at.checked_sub(steps).map(|at| self.tokens[at].token);
        match before(1) {
            Some(Token::Sign('.')) => before(2) == Some(Token::Sign('.')),
            Some(Token::Sign(':')) if before(2) == Some(Token::Sign(':')) => {
                !matches!(before(3), Some(Token::Word(_) | Token::Sign('>')))
            }
            // `pub(super)` and `pub(in crate::screen)` use nothing.
            Some(Token::Sign('(')) => before(2) != Some(Token::Word("pub")),
            Some(Token::Word("in")) => {
                !(before(2) == Some(Token::Sign('(')) && before(3) == Some(Token::Word("pub")))
            }
            _ => true,
        }
    }

    /// Whether `#[cfg(test)]`, alone or with visibility after it, stands before the `mod` at `at`.
    fn is_marked_as_test(&self, at: usize) -> bool {
        let start = at.saturating_sub(12);
        let before: String = self.tokens[start..at]
            .iter()
            .map(|placed| match placed.token {
                Token::Word(word) => word.to_owned(),
                Token::Sign(sign) => sign.to_string(),
                Token::Text(_) => "\"".to_owned(),
            })
            .collect();
        before.rsplit([';', '}']).next().is_some_and(|last| last.contains("#[cfg(test)]"))
    }

    /// Reads the path, or the tree of a `use`, at `at`; returns the index after it.
    fn tree(&mut self, at: usize, prefix: &[String]) -> usize {
        let mut segments = prefix.to_vec();
        let mut at = at;
        loop {
            match self.word(at) {
                // `use a::{self}` names `a`.
                Some("self") if !segments.is_empty() => {}
                Some(word) => segments.push(word.to_owned()),
                None if self.sign(at) == Some('*') => segments.push("*".to_owned()),
                None if self.sign(at) == Some('{') => return self.group(at + 1, &segments),
                None => return at,
            }
            at += 1;
            let goes_on = self.word(at + 2).is_some()
                || matches!(self.sign(at + 2), Some('{' | '*')) && !segments.is_empty();
            if !(self.colons(at) && goes_on) {
                break;
            }
            at += 2;
        }
        let is_macro =
            self.sign(at) == Some('!') && matches!(self.sign(at + 1), Some('(' | '[' | '{'));
        let line = self.tokens[at - 1].line;
        let (module, in_test) = (self.module.clone(), self.in_test);
        self.found.push(Named { line, segments, module, is_macro, in_test, end: at });
        at
    }

    /// Reads the parts of a group up to its closing brace; returns the index after that.
    fn group(&mut self, mut at: usize, prefix: &[String]) -> usize {
        while at < self.tokens.len() {
            match self.tokens[at].token {
                Token::Sign('}') => return at + 1,
                Token::Word("as") => at += 2,
                Token::Word(_) | Token::Sign('{' | '*') => at = self.tree(at, prefix).max(at + 1),
                _ => at += 1,
            }
        }
        at
    }
}

#[test]
fn paths_are_written_out_in_full() {
    let check = |path: &str, text: &str, expected: &[&str]| {
        let tokens = super::lexer::tokens(text);
        let found: Vec<String> = named(path, &tokens)
            .iter()
            .filter(|named| named.segments.len() > 1)
            .map(|named| named.absolute().unwrap_or_else(|| named.segments.clone()).join("::"))
            .collect();
        assert_eq!(found, expected, "{text}");
    };
    let file = "src/screen/player.rs";
    check(file, "use crate::domain::plan;", &["domain::plan"]);
    check(
        file,
        "use crate::{ui::{self, ring::Ring}, words as w};",
        &["ui", "ui::ring::Ring", "words"],
    );
    check(
        file,
        "use super::today; use self::inner::X;",
        &["screen::today", "screen::player::inner::X"],
    );
    check(file, "use super::super::app;", &["app"]);
    check(
        file,
        "mod tests { use super::*; mod deep { use super::super::X; } } use super::Y;",
        &["screen::player::*", "screen::player::X", "screen::Y"],
    );
    check(
        file,
        "fn f(x: ::std::fs::File) { a.b::<T>(); std::env::var(\"x\") }",
        &["std::fs::File", "std::env::var"],
    );
    check(file, "let v = Vec::<u8>::new(); if a::B { c } else { d::E {} }", &["a::B", "d::E"]);
    check(file, "fn f() { 0..crate::app::N }", &["app::N"]);
    check(file, "pub(in crate::screen) fn f() { for x in a::b {} (c::d) }", &["a::b", "c::d"]);
    check("src/lib.rs", "pub mod domain; use self::domain::X;", &["domain::X"]);
}

#[test]
fn test_modules_and_macros_are_known() {
    let text = "#[cfg(test)]\nmod tests { fn f() { a!(); } }\nfn g() { b::c![]; } mod plain { fn h() { d!{} } }";
    let tokens = super::lexer::tokens(text);
    let found: Vec<(String, bool)> = named("src/domain.rs", &tokens)
        .into_iter()
        .filter(|named| named.is_macro)
        .map(|named| (named.segments.join("::"), named.in_test))
        .collect();
    assert_eq!(found, [("a".into(), true), ("b::c".into(), false), ("d".into(), false)]);
}
