//! On which line of a file something stands.

/// The line of the field of that path, at that value if it is found there; counted from 1.
///
/// The parts of a path follow each other: `related.code` is the first `code` after `related`.
pub(super) fn line_of(text: &str, path: &str, value: Option<&str>) -> Option<usize> {
    let mut from = 0;
    let mut key = String::new();
    for part in path.split('.') {
        key = format!("\"{part}\"");
        from += keys(&text[from..], &key).next()?;
    }
    let at = value.and_then(|value| {
        let value = serde_json::to_string(value).ok()?;
        let rest = &text[from..];
        // As the value of a field of that name, else anywhere in the list.
        let field = keys(rest, &key).find(|at| {
            let after = rest[at + key.len()..].trim_start().strip_prefix(':');
            after.is_some_and(|after| after.trim_start().starts_with(&value))
        });
        field.or_else(|| rest.find(&value)).map(|at| from + at)
    });
    Some(line_at(text, at.unwrap_or(from)))
}

/// Where a quoted name stands as the key of a field.
fn keys<'a>(text: &'a str, key: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(key)
        .map(|(at, _)| at)
        .filter(|at| text[at + key.len()..].trim_start().starts_with(':'))
}

fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n \"aliases\": [\"one\",\n  \"two\"],\n \"related\": [\n  { \"code\": \"LI-4\",\n    \"why\": \"a } in it\" },\n  { \"code\": \"CV-8\" }\n ]\n}";

    #[test]
    fn lines_of_fields_and_values() {
        for (path, value, expected) in [
            ("aliases", None, Some(2)),
            ("aliases", Some("two"), Some(3)),
            ("aliases", Some("three"), Some(2)),
            ("related.code", Some("LI-4"), Some(5)),
            ("related.code", Some("CV-8"), Some(7)),
            ("sources", None, None),
        ] {
            assert_eq!(line_of(TEXT, path, value), expected, "{path} {value:?}");
        }
    }
}
