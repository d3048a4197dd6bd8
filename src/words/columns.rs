//! Text in columns for a terminal: Chinese characters take two places, marks on letters take none.

/// How many places of a terminal a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().map(places).sum()
}

/// East Asian wide and fullwidth characters, and marks that combine with the letter before them
/// (Unicode 16, `EastAsianWidth.txt`, as far as points' names and notes can hold them).
const fn places(c: char) -> usize {
    match c as u32 {
        0x0300..=0x036F | 0x200B..=0x200F | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1F64F
        | 0x1F900..=0x1F9FF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

/// Rows as lines whose columns begin one below the other, two spaces apart. A column that is empty
/// in every row is left out, and no line ends in spaces.
#[must_use]
pub fn aligned<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    rows.iter()
        .map(|row| {
            let mut line = String::new();
            for (cell, widest) in row.iter().zip(widths).filter(|(_, widest)| *widest > 0) {
                line.push_str(cell);
                line.push_str(&" ".repeat(widest - width(cell) + 2));
            }
            line.trim_end().to_owned()
        })
        .collect()
}

/// A line as lines of at most `most` places, broken at spaces. Those after the first begin where its
/// text does, past a mark such as `- ` or `1. `. A word that is longer than a line stands alone, and a
/// line in columns (spaces side by side) stays whole.
#[must_use]
pub fn paragraph(line: &str, most: usize) -> Vec<String> {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let mark = text.split_once(' ').map_or("", |(first, _)| first);
    let is_mark = matches!(mark, "-" | "!")
        || mark.strip_suffix('.').is_some_and(|number| number.parse::<u8>().is_ok());
    let hang = indent + if is_mark { mark.len() + 1 } else { 0 };
    if width(line) <= most || text.contains("  ") {
        return vec![line.to_owned()];
    }
    let mut lines = Vec::new();
    let mut part = " ".repeat(indent);
    let mut is_fresh = true;
    for word in text.split_whitespace() {
        if !is_fresh && width(&part) + 1 + width(word) > most {
            lines.push(std::mem::replace(&mut part, " ".repeat(hang)));
        } else if !is_fresh {
            part.push(' ');
        }
        part.push_str(word);
        is_fresh = false;
    }
    lines.push(part);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_characters() {
        for (text, expected) in [
            ("", 0),
            ("HE-1", 4),
            ("Jíquán", 6),
            ("Ji\u{301}", 2),
            ("極泉", 4),
            ("極 a", 4),
            ("（）", 4),
        ] {
            assert_eq!(width(text), expected, "{text}");
        }
    }

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [["HE-1", "極泉", "", "armpit"], ["EX-HN3", "印", "", ""]]
            .map(|row| row.map(str::to_owned));
        assert_eq!(aligned(&rows), ["HE-1    極泉  armpit", "EX-HN3  印"]);
    }

    #[test]
    fn long_lines_are_broken_at_spaces() {
        let check = |line: &str, most, expected: &[&str]| {
            assert_eq!(paragraph(line, most), expected, "{line}");
        };
        check("one two three", 13, &["one two three"]);
        check("one two three", 9, &["one two", "three"]);
        check(" one two three", 9, &[" one two", " three"]);
        check("- one two three", 9, &["- one two", "  three"]);
        check("  10. one two", 9, &["  10. one", "      two"]);
        check("one two three four", 7, &["one two", "three", "four"]);
        check("incomprehensibilities are", 8, &["incomprehensibilities", "are"]);
        check("極泉 極泉", 8, &["極泉", "極泉"]);
        check("HE-1  a row of a table", 8, &["HE-1  a row of a table"]);
        check("", 8, &[""]);
    }
}
