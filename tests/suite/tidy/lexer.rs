//! Rust source as words, signs and string literals: just enough of the language that no comment, string
//! or lifetime is taken for code.

/// A piece of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name, a keyword or a number.
    Word(&'a str),
    /// A string literal as it is written, without its quotes.
    Text(&'a str),
    /// Any other single character.
    Sign(char),
}

/// A token and its line, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed<'a> {
    pub(super) token: Token<'a>,
    pub(super) line: usize,
}

/// All tokens of a source text; comments and character literals are left out.
pub(super) fn tokens(text: &str) -> Vec<Placed<'_>> {
    let mut lexer = Lexer { text, at: 0, line: 1, found: Vec::new() };
    lexer.run();
    lexer.found
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    found: Vec<Placed<'a>>,
}

impl<'a> Lexer<'a> {
    fn run(&mut self) {
        while let Some(next) = self.rest().chars().next() {
            let rest = self.rest();
            if rest.starts_with("//") {
                self.skip(rest.find('\n').unwrap_or(rest.len()));
            } else if rest.starts_with("/*") {
                self.skip(block_comment(rest));
            } else if next.is_whitespace() {
                self.skip(next.len_utf8());
            } else if let Some((open, close, length)) = raw_string(rest) {
                self.push(Token::Text(&rest[open..close]), length);
            } else if next == '"' {
                let length = quoted(rest, '"');
                self.push(Token::Text(&rest[1..length.max(2) - 1]), length);
            } else if next == '\'' {
                self.quote(rest);
            } else if next.is_alphanumeric() || next == '_' {
                let length =
                    rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                // A prefix such as `b` stays a word of its own before its string; that harms no rule.
                self.push(Token::Word(&rest[..length]), length);
            } else {
                self.push(Token::Sign(next), next.len_utf8());
            }
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip(&mut self, length: usize) {
        self.line += self.rest()[..length].matches('\n').count();
        self.at += length;
    }

    fn push(&mut self, token: Token<'a>, length: usize) {
        self.found.push(Placed { token, line: self.line });
        self.skip(length);
    }

    /// A character literal, which is left out, or the quote of a lifetime.
    fn quote(&mut self, rest: &str) {
        let mut after = rest[1..].chars();
        let is_literal = match after.next() {
            Some('\\') => true,
            Some(_) => after.next() == Some('\''),
            None => false,
        };
        self.skip(if is_literal { quoted(rest, '\'') } else { 1 });
    }
}

/// The length of a block comment, which may hold others.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a literal in `quote`s, with its escapes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Where the content of a raw string begins and ends, and the length of the whole.
fn raw_string(rest: &str) -> Option<(usize, usize, usize)> {
    let body = rest
        .strip_prefix("br")
        .or_else(|| rest.strip_prefix("cr"))
        .or_else(|| rest.strip_prefix('r'))?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    if !body[hashes..].starts_with('"') {
        return None;
    }
    let open = rest.len() - body.len() + hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    let close = rest[open..].find(&end).map_or(rest.len(), |at| open + at);
    Some((open, close, (close + end.len()).min(rest.len())))
}

#[test]
fn only_code_is_code() {
    use Token::{Sign, Text, Word};
    let rows: &[(&str, &[Token<'_>])] = &[
        ("a // b\nc", &[Word("a"), Word("c")]),
        ("a /* b /* c */ d */ e", &[Word("a"), Word("e")]),
        (
            r#"f("x \" // y", g)"#,
            &[Word("f"), Sign('('), Text(r#"x \" // y"#), Sign(','), Word("g"), Sign(')')],
        ),
        ("r#\"a \"b\" c\"# d", &[Text("a \"b\" c"), Word("d")]),
        ("'\"' a", &[Word("a")]),
        (r"'\'' a '\u{41}' b", &[Word("a"), Word("b")]),
        ("&'a str", &[Sign('&'), Word("a"), Word("str")]),
        ("\"\"", &[Text("")]),
        ("é_1+2", &[Word("é_1"), Sign('+'), Word("2")]),
        ("/* never closed", &[]),
        ("\"never closed", &[Text("never close")]),
    ];
    for (text, expected) in rows {
        let found: Vec<Token<'_>> = tokens(text).iter().map(|placed| placed.token).collect();
        assert_eq!(&found, expected, "{text}");
    }
    let lines: Vec<usize> =
        tokens("a\n\"b\nc\" d\n/* \n */ e").iter().map(|placed| placed.line).collect();
    assert_eq!(lines, [1, 2, 3, 5]);
}
