//! What is wrong with a file, said so that it can be mended.

use std::fmt;

/// What is wrong with a file: where, why, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatError {
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// The field, such as `technique.most_seconds`.
    pub field: Option<String>,
    /// What is wrong.
    pub why: String,
    /// What would be right.
    pub help: String,
}

impl FormatError {
    pub(crate) fn new(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self { line: None, field: None, why: why.into(), help: help.into() }
    }

    pub(crate) fn at(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// The same, with the line of `text` on which its field stands.
    pub(crate) fn found_in(mut self, text: &str) -> Self {
        if let (None, Some(field)) = (self.line, &self.field) {
            self.line = line_of(text, field);
        }
        self
    }

    /// A field of that name is not known; these are.
    pub(crate) fn unknown_field(unknown: &str, known: &[&str]) -> Self {
        let help = known
            .iter()
            .map(|name| (distance(name, unknown), name))
            .min()
            .filter(|(far, _)| *far <= 3)
            .map_or_else(
                || format!("The fields are: {}.", known.join(", ")),
                |(_, near)| format!("Did you mean `{near}`?"),
            );
        Self::new("this field is not known", help).at(unknown)
    }

    /// The same, on that line.
    pub(crate) const fn on(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// What serde says, with the field that stands last before the place.
    pub(crate) fn from_json(error: &serde_json::Error, text: &str) -> Self {
        let line = error.line();
        let before: String = text
            .lines()
            .take(line)
            .enumerate()
            .map(|(index, one)| {
                let end = if index + 1 == line { error.column() } else { usize::MAX };
                one.char_indices()
                    .take_while(|(at, _)| *at < end)
                    .map(|(_, c)| c)
                    .chain(['\n'])
                    .collect::<String>()
            })
            .collect();
        let message = error.to_string();
        let why = message.split(" at line ").next().unwrap_or(&message);
        let line = (line > 0).then_some(line);
        if let Some((unknown, expected)) =
            why.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'))
        {
            let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
            return Self { line, ..Self::unknown_field(unknown, &known) };
        }
        let help = if error.is_data() {
            "See point.schema.json for the fields and what each may hold."
        } else {
            "Mend the JSON there: a comma, a quote or a bracket is missing or too many."
        };
        let field = if error.is_data() { last_key(&before) } else { None };
        Self { line, field, why: why.to_owned(), help: help.to_owned() }
    }
}

/// How many letters must change to make one name of the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (at, a) in one.chars().enumerate() {
        let mut before = at;
        row[0] = at + 1;
        for (index, b) in other.chars().enumerate() {
            let change = before + usize::from(a != b);
            before = row[index + 1];
            row[index + 1] = change.min(before + 1).min(row[index] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

impl fmt::Display for FormatError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(formatter, "line {line}, ")?;
        }
        if let Some(field) = &self.field {
            write!(formatter, "field `{field}`: ")?;
        }
        write!(formatter, "{}. {}", self.why.trim_end_matches('.'), self.help)
    }
}

impl std::error::Error for FormatError {}

/// The last `"key":` of a text.
fn last_key(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(colon) = rest.rfind(':') {
        let before = rest[..colon].trim_end();
        if let Some(inner) = before.strip_suffix('"')
            && let Some(open) = inner.rfind('"')
        {
            return Some(inner[open + 1..].to_owned());
        }
        rest = &rest[..colon];
    }
    None
}

/// The line on which the key of that path stands: its last part, after its first.
fn line_of(text: &str, path: &str) -> Option<usize> {
    let mut from = 0;
    for part in path.split('.') {
        let name = part.split('[').next().unwrap_or(part);
        let key = format!("\"{name}\"");
        let at = text[from..]
            .match_indices(&key)
            .map(|(at, _)| from + at)
            .find(|at| text[at + key.len()..].trim_start().starts_with(':'))?;
        from = at;
    }
    Some(text[..from].lines().count().max(1) + usize::from(text[..from].ends_with('\n')))
}

#[cfg(test)]
mod tests {
    use super::{distance, last_key, line_of};

    #[test]
    fn where_a_field_stands() {
        let text = "{\n  \"code\": \"HE-1\",\n  \"technique\": {\n    \"motion\": [\"x\"]\n  }\n}";
        let rows = [
            ("code", Some(2)),
            ("technique.motion", Some(4)),
            ("technique.motion[0]", Some(4)),
            ("grade", None),
        ];
        for (path, line) in rows {
            assert_eq!(line_of(text, path), line, "{path}");
        }
        assert_eq!(line_of("{\"code\": 1}", "code"), Some(1));
        assert_eq!(last_key("{\"a\": 1, \"b\": [\"x\", \"y").as_deref(), Some("b"));
        assert_eq!(
            (distance("caution", "cautoin"), distance("", "abc"), distance("a", "a")),
            (2, 3, 0)
        );
        assert_eq!(last_key("nothing"), None);
    }
}
