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

/// The line of the key of that name in the item of that place of the list of that name.
pub(super) fn line_in_list(text: &str, list: &str, nth: usize, field: &str) -> Option<usize> {
    let from = keys(text, &format!("\"{list}\"")).next()?;
    let open = from + text[from..].find('[')? + 1;
    // An item begins at each brace of the first depth.
    let (mut depth, mut count, mut is_text, mut is_escaped) = (0_usize, 0, false, false);
    for (at, letter) in text[open..].char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if is_text => is_escaped = true,
            '"' => is_text = !is_text,
            _ if is_text => {}
            '{' | '[' => {
                if depth == 0 {
                    if count == nth {
                        let item = open + at;
                        let key = keys(&text[item..], &format!("\"{field}\"")).next();
                        return Some(line_at(text, item + key.unwrap_or_default()));
                    }
                    count += 1;
                }
                depth += 1;
            }
            ']' | '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
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
        assert_eq!(line_in_list(TEXT, "related", 0, "why"), Some(6));
        assert_eq!(line_in_list(TEXT, "related", 1, "code"), Some(7));
        assert_eq!(line_in_list(TEXT, "related", 2, "code"), None);
    }
}
