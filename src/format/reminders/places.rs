//! On which line a field of an entry stands, so that whoever edits the file by hand finds it.

/// The line, counted from 1, of a field of that entry of `reminders`; of the entry itself where it lacks the
/// field. `None` where the text has no such entry.
pub(super) fn line_of(text: &str, index: usize, field: &str) -> Option<usize> {
    let list = text.find("\"reminders\"")? + "\"reminders\"".len();
    let open = list + text[list..].find('[')? + 1;
    let (start, end) = entry(&text[open..], index)?;
    let entry = &text[open + start..open + end];
    let key = format!("\"{field}\"");
    let inside = entry
        .match_indices(&key)
        .map(|(at, _)| at)
        .find(|at| entry[at + key.len()..].trim_start().starts_with(':'))
        .unwrap_or_default();
    let before = &text[..open + start + inside];
    Some(before.matches('\n').count() + 1)
}

/// Where an item of a list begins and ends; the text begins behind the bracket.
fn entry(list: &str, index: usize) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut is_text = false;
    let mut is_escaped = false;
    let mut start = None;
    let mut count = 0;
    for (at, sign) in list.char_indices() {
        if is_text {
            match sign {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '"' => is_text = false,
                _ => {}
            }
            continue;
        }
        let is_end = depth == 0 && matches!(sign, ',' | ']');
        if is_end {
            if count == index {
                return start.map(|start| (start, at));
            }
            if sign == ']' {
                return None;
            }
            count += 1;
            start = None;
            continue;
        }
        if start.is_none() && !sign.is_whitespace() {
            start = Some(at);
        }
        match sign {
            '"' => is_text = true,
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
