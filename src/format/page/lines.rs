//! From the text of a page to its lines: HTML, bullets and Markdown marks taken off.

use super::headings::heading;

/// A line with words in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its words, without bullet and marks.
    pub text: String,
    /// Whether it stood behind a bullet or a number.
    pub bullet: bool,
    /// Whether it was marked as a heading: `#`, all bold, or underlined.
    pub marked: bool,
    /// How many empty lines stood before it.
    pub blanks: usize,
}

/// The lines of a page, wrapped ones joined again.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let text = if is_html(text) { without_tags(text) } else { text.to_owned() };
    let mut lines: Vec<Line> = Vec::new();
    let mut blanks = 0;
    for raw in text.replace("\r\n", "\n").replace('\r', "\n").split('\n') {
        let raw: String = raw.chars().filter(|c| !is_invisible(*c)).map(narrow).collect();
        let raw = without_links(&raw.replace('：', ": ").replace('（', " ("));
        let raw = raw.trim();
        if !raw.chars().any(char::is_alphanumeric) {
            let underline =
                raw.len() >= 3 && (raw.chars().all(|c| c == '=') || raw.chars().all(|c| c == '-'));
            match lines.last_mut().filter(|line| underline && blanks == 0 && !line.bullet) {
                Some(line) => line.marked = true,
                None => blanks += 1,
            }
            continue;
        }
        let line = Line { blanks, ..line(raw) };
        blanks = 0;
        match lines.last_mut().filter(|before| goes_on(before, &line)) {
            Some(before) => {
                before.text.push(' ');
                before.text.push_str(&line.text);
            }
            None => lines.push(line),
        }
    }
    lines
}

fn line(raw: &str) -> Line {
    let raw = raw.trim_start_matches('>').trim_start();
    let table: Vec<&str> = raw
        .strip_prefix('|')
        .map(|row| row.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect())
        .unwrap_or_default();
    let joined = match table.as_slice() {
        [] => raw.to_owned(),
        [name, value] => format!("{name}: {value}"),
        cells => cells.join(" "),
    };
    let (text, bullet) =
        without_bullet(&joined).map_or((joined.as_str(), false), |text| (text, true));
    let after_hashes = text.trim_start_matches('#');
    let hashed = after_hashes.len() < text.len() && after_hashes.starts_with(' ');
    let text = if hashed { after_hashes.trim().trim_end_matches('#').trim_end() } else { text };
    let bold = ["**", "__"].iter().any(|mark| {
        text.trim_end_matches(':').len() > 4
            && text.starts_with(mark)
            && text.trim_end_matches(':').ends_with(mark)
            && text.matches(mark).count() == 2
    });
    Line { text: without_marks(text).trim().to_owned(), bullet, marked: hashed || bold, blanks: 0 }
}

/// Without `**`, `__` and the like; two words that only a mark parts stay two.
fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['*', '`']).into_iter().chain(rest.find("__")).min() {
        plain.push_str(&rest[..at]);
        rest = rest[at..].trim_start_matches(['*', '`', '_']);
        if plain.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric) {
            plain.push(' ');
        }
    }
    plain + rest
}

/// Whether a line is the rest of a sentence that an editor wrapped.
fn goes_on(before: &Line, line: &Line) -> bool {
    line.blanks == 0
        && !line.bullet
        && !line.marked
        && !before.marked
        && !before.text.ends_with(['.', '!', '?', ':', ';'])
        && line.text.starts_with(|c: char| c.is_lowercase() || c == '(')
        && heading(&before.text, before.bullet, &[]).is_none_or(|(_, _, rest)| !rest.is_empty())
}

/// Any space as a plain one, and the wide signs of Chinese text as ours.
const fn narrow(c: char) -> char {
    match c {
        '）' => ')',
        '；' => ';',
        '，' => ',',
        '～' | '〜' => '~',
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// `[words](https://...)` and `![words](picture)` without their addresses.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        let open = rest[..middle].rfind('[');
        let close = rest[middle..].find(')').map(|at| middle + at);
        let picture = open.is_some_and(|open| rest[..open].ends_with('!'));
        match (open, close) {
            (Some(open), Some(close)) if picture || rest[middle + 2..].starts_with("http") => {
                plain.push_str(rest[..open].strip_suffix('!').unwrap_or(&rest[..open]));
                plain.push_str(&rest[open + 1..middle]);
                rest = &rest[close + 1..];
            }
            _ => {
                plain.push_str(&rest[..middle + 2]);
                rest = &rest[middle + 2..];
            }
        }
    }
    plain + rest
}

fn without_bullet(text: &str) -> Option<&str> {
    const ALONE: [char; 16] =
        ['•', '◦', '▪', '‣', '∙', '●', '○', '■', '□', '►', '▶', '➤', '✓', '✔', '\u{f0b7}', '·'];
    const BEFORE_A_SPACE: [char; 7] = ['-', '–', '—', '*', '+', '→', '»'];
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    if ALONE.contains(&first) || (BEFORE_A_SPACE.contains(&first) && rest.starts_with(' ')) {
        return Some(rest.trim_start());
    }
    let text = text.strip_prefix("Step ").or_else(|| text.strip_prefix("STEP ")).unwrap_or(text);
    let numbered = text.strip_prefix('(').unwrap_or(text);
    let digits = numbered.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &numbered[digits..];
    let mark = rest.chars().next()?;
    ((1..=2).contains(&digits) && ['.', ')', ':'].contains(&mark) && rest[1..].starts_with(' '))
        .then(|| rest[1..].trim_start())
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{2060}')
}

fn is_html(text: &str) -> bool {
    let text = text.to_lowercase();
    ["<html", "<p>", "<p ", "<h1", "<h2", "<h3", "<li", "<div", "<br", "<body", "<table", "<tr"]
        .iter()
        .any(|tag| text.contains(tag))
}

/// The words of a web page, its paragraphs, list items and headings on lines of their own.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open].replace(['\n', '\r'], " "));
        rest = &rest[open..];
        let starts = |name: &str| {
            rest.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        let skipped = ["script", "style", "title", "!--"].into_iter().find(|name| starts(name));
        let end = match skipped {
            Some("!--") => rest.find("-->").map(|at| at + 3),
            // Byte positions stay true: only ASCII letters change in lower case.
            Some(name) => rest
                .to_ascii_lowercase()
                .find(&format!("</{name}"))
                .and_then(|at| rest[at..].find('>').map(|end| at + end + 1)),
            None if rest[1..]
                .starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) =>
            {
                rest.find('>').map(|at| at + 1)
            }
            None => {
                text.push('<');
                rest = &rest[1..];
                continue;
            }
        };
        let name: String = rest[1..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .collect::<String>()
            .to_ascii_lowercase();
        text.push_str(match name.as_str() {
            "li" => "\n- ",
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "\n\n# ",
            "p" | "/p" | "ul" | "/ul" | "ol" | "/ol" | "div" | "/div" | "/h1" | "/h2" | "/h3"
            | "/h4" | "/h5" | "/h6" => "\n\n",
            "br" | "br/" | "/tr" | "dt" | "dd" | "section" | "article" | "footer" => "\n",
            // As a table of Markdown.
            "tr" => "\n|",
            "td" | "th" => "|",
            _ => "",
        });
        rest = end.map_or("", |end| &rest[end..]);
    }
    text.push_str(&rest.replace(['\n', '\r'], " "));
    let text = with_numbered_signs(&text);
    [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&bull;", "•"),
        ("&frac12;", "½"),
        ("&hellip;", "…"),
        ("&frac14;", "¼"),
        ("&frac34;", "¾"),
        ("&middot;", "·"),
        ("&raquo;", "»"),
        ("&laquo;", "«"),
        ("&copy;", "©"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text, |text, (entity, sign)| text.replace(entity, sign))
}

/// `&#8211;` and `&#x2013;` as the signs they stand for.
fn with_numbered_signs(text: &str) -> String {
    let mut pieces = text.split("&#");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let sign = piece.split_once(';').and_then(|(number, rest)| {
            let hex = number.strip_prefix(['x', 'X']);
            let number =
                hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            Some((number.and_then(char::from_u32).filter(|sign| !sign.is_control())?, rest))
        });
        if let Some((sign, rest)) = sign {
            plain.push(sign);
            plain.push_str(rest);
        } else {
            plain.push_str("&#");
            plain.push_str(piece);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Line, lines};

    #[test]
    fn what_a_line_is() {
        let rows = [
            ("\u{feff}• Location: here", "Location: here", true, false),
            ("\u{f0b7}\u{a0}Eases pain", "Eases pain", true, false),
            ("- [x", "[x", true, false),
            ("2) Press", "Press", true, false),
            ("Step 1: Sit", "Sit", true, false),
            ("1-2 minutes", "1-2 minutes", false, false),
            ("2 min. each", "2 min. each", false, false),
            ("## Caution ##", "Caution", false, true),
            ("**Caution:**", "Caution:", false, true),
            ("**Caution:** not here", "Caution: not here", false, false),
            ("4*5 **bo**ld `x` __y__", "4 5 bo ld x y", false, false),
            ("| Location | In the armpit |", "Location: In the armpit", false, false),
            ("Related\n=======", "Related", false, true),
            ("one line\nthat goes on", "one line that goes on", false, false),
            ("<h2>Caution</h2>", "Caution", false, true),
            ("<ul><li>a &amp; b</li></ul>", "a & b", true, false),
            ("5 < 6", "5 < 6", false, false),
            ("<p>1&#8211;2 &#x2014; &#0; &# x</p>", "1–2 — &#0; &# x", false, false),
            ("Location：armpit（left）", "Location: armpit (left)", false, false),
            ("see [HE-1](https://x.org/1) [a](b)", "see HE-1 [a](b)", false, false),
            ("![HE-1](he1.png) Jiquan", "HE-1 Jiquan", false, false),
            ("<tr><td>Where</td>\n<td>There</td></tr>", "Where: There", false, false),
            ("<!DOCTYPE html><p>x <!-- y --></p>", "x", false, false),
            ("<p>x<script>let y = 1 < 2;</script></p>", "x", false, false),
        ];
        for (text, expected, bullet, marked) in rows {
            let found = lines(text);
            let [line] = &found[..] else { panic!("{text:?} gave {found:?}") };
            assert_eq!(
                *line,
                Line { text: expected.to_owned(), bullet, marked, blanks: line.blanks },
                "{text:?}"
            );
        }
    }
}
