//! The texts in `i18n/en/*.ftl` and the code agree: every key that the code asks for is there, and every
//! key that is there is used.

use super::lexer::{self, Placed, Token};
use super::{Fault, Source, none, paths, places, repository, sample};

/// A message, or an attribute of one (`key.attribute`), and where it is defined.
struct Defined<'a> {
    key: String,
    source: &'a Source,
    line: usize,
}

/// Keys asked for and not defined, defined and not used, defined twice, or announced as put together at
/// run time (`# dynamic: prefix-*`) and not there at all.
fn disagreements(sources: &[Source]) -> Vec<Fault> {
    let is_text =
        |source: &&Source| source.path.starts_with("i18n/en/") && source.path.ends_with(".ftl");
    let is_code =
        |source: &&Source| source.path.starts_with("src/") && source.path.ends_with(".rs");
    let mut defined = Vec::new();
    let mut dynamic = Vec::new();
    let mut referred = Vec::new();
    for source in sources.iter().filter(is_text) {
        read_texts(source, &mut defined, &mut dynamic, &mut referred);
    }

    let mut faults = Vec::new();
    for (at, message) in defined.iter().enumerate() {
        if defined[..at].iter().any(|earlier| earlier.key == message.key) {
            faults.push(Fault::new(
                message.source,
                message.line,
                format!("`{}` is defined twice", message.key),
            ));
        }
    }
    for (prefix, source, line) in &dynamic {
        if !defined.iter().any(|message| message.key.starts_with(prefix)) {
            faults.push(Fault::new(source, *line, format!("no key begins with `{prefix}`")));
        }
    }

    let mut literals = Vec::new();
    for source in sources.iter().filter(is_code) {
        let tokens = lexer::tokens(&source.text);
        for (key, line) in asked_for(&source.path, &tokens) {
            if !defined.iter().any(|message| message.key == key) {
                faults.push(Fault::new(source, line, format!("`{key}` is in no file of i18n/en")));
            }
        }
        literals.extend(tokens.into_iter().filter_map(|placed| match placed.token {
            Token::Text(text) => Some(text),
            _ => None,
        }));
    }
    for message in &defined {
        let key = message.key.as_str();
        // A key may travel as a literal (`Phase::Press => "phase-press"`) before it is looked up.
        let is_used = literals.contains(&key)
            || referred.iter().any(|other| other == key)
            || dynamic.iter().any(|(prefix, ..)| key.starts_with(prefix));
        if !is_used {
            faults.push(Fault::new(
                message.source,
                message.line,
                format!("`{key}` is used nowhere in src"),
            ));
        }
    }
    faults
}

/// The keys, the dynamic prefixes, and the keys that other messages refer to.
fn read_texts<'a>(
    source: &'a Source,
    defined: &mut Vec<Defined<'a>>,
    dynamic: &mut Vec<(String, &'a Source, usize)>,
    referred: &mut Vec<String>,
) {
    let mut message = String::new();
    for (number, line) in source.text.lines().enumerate() {
        let number = number + 1;
        if let Some(comment) = line.strip_prefix('#') {
            let announced = comment.split_once("dynamic:").map_or("", |(_, announced)| announced);
            for prefix in announced.split([' ', ',']) {
                if let Some(prefix) = prefix.strip_suffix('*') {
                    dynamic.push((prefix.to_owned(), source, number));
                }
            }
            continue;
        }
        let is_name = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        };
        if let Some((name, _)) = line.split_once('=') {
            let name = name.trim_end();
            if is_name(name) {
                name.clone_into(&mut message);
                // A term, `-name`, is for other messages alone; fluent itself tells of a missing one.
                if !name.starts_with('-') {
                    defined.push(Defined { key: message.clone(), source, line: number });
                }
            } else if let Some(attribute) = name.trim_start().strip_prefix('.')
                && is_name(attribute)
                && line.starts_with(' ')
                && !message.starts_with('-')
            {
                defined.push(Defined {
                    key: format!("{message}.{attribute}"),
                    source,
                    line: number,
                });
            }
        }
        // `{ other-key }`; variables begin with `$`, terms with `-`, literals with a quote or a digit.
        for part in line.split('{').skip(1) {
            let name = part.split('}').next().unwrap_or_default().trim();
            if is_name(name.split('.').next().unwrap_or_default()) {
                referred.push(name.to_owned());
            }
        }
    }
}

/// The keys in `t!("key", ..)` and `words::text("key")`, each the first literal among the arguments. A plain
/// `text` counts where it was imported from `words`; elsewhere it is iced's.
fn asked_for<'a>(path: &str, tokens: &'a [Placed<'a>]) -> Vec<(&'a str, usize)> {
    let mut all = paths::named(path, tokens);
    let from_words = |name: &str| {
        all.iter().any(|named| {
            let is_call = tokens.get(named.end).is_some_and(|next| next.token == Token::Sign('('));
            !is_call && named.absolute().is_some_and(|path| path == ["words", name])
        })
    };
    let (has_text, has_text_with) = (from_words("text"), from_words("text_with"));
    let looks_up = |named: &paths::Named| {
        let last = named.segments.last().map(String::as_str);
        match last {
            Some("t") => named.is_macro,
            Some("text") => {
                named.holds(&["words", "text"]) || has_text && named.segments.len() == 1
            }
            Some("text_with") => {
                named.holds(&["words", "text_with"]) || has_text_with && named.segments.len() == 1
            }
            _ => false,
        }
    };
    let key_after = |named: paths::Named| {
        let mut depth = 0;
        for placed in &tokens[named.end..] {
            match placed.token {
                Token::Sign('(' | '[' | '{') => depth += 1,
                Token::Sign(')' | ']' | '}') => depth -= 1,
                Token::Text(text) if depth == 1 => return Some((text, placed.line)),
                _ => {}
            }
            if depth == 0 && placed.token != Token::Sign('!') {
                return None;
            }
        }
        None
    };
    all.retain(|named| looks_up(named) && !named.in_test);
    all.into_iter().filter_map(key_after).collect()
}

#[test]
fn texts_and_code_agree() {
    none(&disagreements(&repository()));
}

#[test]
fn a_disagreement_is_found() {
    let texts = "\
# The rail.
today = Today
start = Start { point-name }
    .hint = Starts { $point } at { today }
point-name = Point
unused = Never seen
## Said while it runs. dynamic: phase-*, side-*
phase-press = Press
-brand = Wellspring
about = About { -brand }, in
    several = lines
lost =
    .attribute = Lost
";
    let code = "use crate::words::text_with; fn f() {
        t!(\"today\"); crate::t!(\"start\", point = name); words::text(\"start.hint\");
        // t!(\"in-a-comment\")
        let key = match x { A => \"about\", B => \"lost\" };
        t!(\"missing\");
        words::text(&format!(\"phase-{x}\"));
        let words = super::words::text(\"gone\", \"not-a-key\");
        text(\"iced's own\"); text_with(\"lacking\", &[(\"not-a-key\", 1)]);
    }
    #[cfg(test)] mod tests { fn f() { t!(\"not-there\"); } }";
    let faults = disagreements(&sample(&[("i18n/en/a.ftl", texts), ("src/ui.rs", code)]));
    assert_eq!(
        places(&faults),
        [
            "i18n/en/a.ftl:7",
            "src/ui.rs:5",
            "src/ui.rs:7",
            "src/ui.rs:8",
            "i18n/en/a.ftl:6",
            "i18n/en/a.ftl:13",
        ]
    );
    let twice = disagreements(&sample(&[
        ("i18n/en/a.ftl", "a = A\n"),
        ("i18n/en/b.ftl", "a = B\n"),
        ("src/ui.rs", "t!(\"a\")"),
    ]));
    assert_eq!(places(&twice), ["i18n/en/b.ftl:1"]);
}
