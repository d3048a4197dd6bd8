//! SVG that cannot hold what somebody else has written, and texts that keep to their places.

use std::fmt::Write as _;

use crate::format::handout::escape;
use crate::words::columns;

/// Ink on the page; no tinted grounds, which a laser printer makes grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Black,
    Muted,
    Accent,
    Danger,
    Rule,
}

impl Ink {
    const fn colour(self) -> &'static str {
        match self {
            Self::Black => "#000000",
            Self::Muted => "#4a453f",
            Self::Accent => "#14655a",
            Self::Danger => "#a3281c",
            Self::Rule => "#b9b2a7",
        }
    }
}

/// How a line of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    /// In millimetres.
    pub size: f32,
    pub bold: bool,
    pub serif: bool,
    pub ink: Ink,
}

impl Type {
    pub const BODY: Self = Self { size: 3.3, bold: false, serif: false, ink: Ink::Black };
    pub const SMALL: Self = Self { size: 2.9, ink: Ink::Muted, ..Self::BODY };
    pub const HEADING: Self = Self { size: 3.5, bold: true, ink: Ink::Accent, ..Self::BODY };
    pub const FIGURE: Self = Self { size: 6.0, ..Self::BODY };
    pub const TITLE: Self = Self { size: 8.0, serif: true, ..Self::BODY };

    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// How wide a text is at the most, in millimetres, whatever usual type there is.
    pub fn width(self, text: &str) -> f32 {
        let ems: f32 = text.chars().map(em).sum();
        ems * self.size * if self.bold { 1.12 } else { 1.0 }
    }

    /// A text in one line, cut with an ellipsis where it does not fit.
    pub fn fit(self, text: &str, width: f32) -> String {
        self.wrap(text, width, 1).pop().unwrap_or_default()
    }

    /// A text in up to so many lines; the last ends in an ellipsis where more would follow.
    pub fn wrap(self, text: &str, width: f32, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let mut words = text.split_whitespace().peekable();
        let mut rest = "";
        loop {
            let word = if rest.is_empty() {
                match words.next() {
                    Some(word) => word,
                    None => break,
                }
            } else {
                std::mem::take(&mut rest)
            };
            let gap = if line.is_empty() { "" } else { " " };
            if self.width(&line) + self.width(gap) + self.width(word) <= width {
                line.push_str(gap);
                line.push_str(word);
                continue;
            }
            if line.is_empty() {
                // A word that is longer than a line is broken anywhere.
                let at = self.fitting(word, width);
                let (head, tail) = word.split_at(at);
                line.push_str(head);
                rest = tail;
            } else {
                rest = word;
            }
            if lines.len() + 1 >= most {
                break;
            }
            if !rest.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
        }
        let is_cut = !rest.is_empty() || words.peek().is_some();
        if is_cut {
            let room = width - self.width("…");
            let at = self.fitting(&line, room.max(0.0));
            line.truncate(at);
            line.truncate(line.trim_end().len());
            line.push('…');
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines.truncate(most);
        lines
    }

    /// How many bytes of a text fit; at least one letter where anything is asked to.
    fn fitting(self, text: &str, width: f32) -> usize {
        let mut at = 0;
        for (start, letter) in text.char_indices() {
            let end = start + letter.len_utf8();
            if self.width(&text[..end]) > width && at > 0 {
                break;
            }
            at = end;
        }
        at
    }
}

/// How wide a letter is at the most, in ems: as in `DejaVu Sans` and Verdana, the widest of the usual types.
fn em(letter: char) -> f32 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '|' | '\'' | '.' | ',' | ':' | ';' | ' ' => 0.35,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' | '!' | '·' => 0.46,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 1.0,
        'a'..='z' | '0'..='9' => 0.64,
        'A'..='Z' => 0.79,
        ' '..='~' => 0.84,
        '\u{A0}'..='\u{24F}' if letter.is_lowercase() => 0.64,
        '\u{A0}'..='\u{24F}' => 0.9,
        '\u{1F000}'.. => 1.4,
        other => match columns::width(other.encode_utf8(&mut [0; 4])) {
            0 => 0.0,
            _ => 1.05,
        },
    }
}

/// Where a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    End,
}

/// A drawing in millimetres.
#[derive(Debug, Default)]
pub struct Drawing {
    svg: String,
}

impl Drawing {
    /// A line of text whose letters stand on `y`.
    pub fn text(&mut self, x: f32, y: f32, anchor: Anchor, kind: Type, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if kind.bold { " font-weight=\"700\"" } else { "" };
        let family = if kind.serif { SERIF } else { "" };
        let (size, fill, text) = (kind.size, kind.ink.colour(), escape(text));
        self.push(format_args!(
            "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size:.2}\" fill=\"{fill}\"{weight}{anchor}{family}>{text}</text>\n"
        ));
    }

    /// A line.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Ink) {
        let ((x1, y1), (x2, y2)) = (from, to);
        let stroke = ink.colour();
        self.push(format_args!(
            "<line x1=\"{x1:.2}\" y1=\"{y1:.2}\" x2=\"{x2:.2}\" y2=\"{y2:.2}\" stroke=\"{stroke}\" stroke-width=\"{width:.2}\"/>\n"
        ));
    }

    /// A box full of ink.
    pub fn bar(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        let fill = ink.colour();
        self.push(format_args!(
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{fill}\"/>\n"
        ));
    }

    /// A dot full of ink, or a ring.
    pub fn dot(&mut self, x: f32, y: f32, radius: f32, is_full: bool, ink: Ink) {
        let stroke = ink.colour();
        let fill = if is_full { stroke } else { "#ffffff" };
        let width = radius * 0.36;
        self.push(format_args!(
            "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{radius:.2}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{width:.2}\"/>\n"
        ));
    }

    /// Opens a part that is one picture to those who hear the page.
    pub fn open_picture(&mut self, label: &str) {
        let label = escape(label);
        self.push(format_args!("<g role=\"img\" aria-label=\"{label}\">\n"));
    }

    /// Closes it.
    pub fn close_picture(&mut self) {
        self.push(format_args!("</g>\n"));
    }

    /// The whole page.
    pub fn page(self, width: f32, height: f32, title: &str) -> String {
        let (title, body) = (escape(title), self.svg);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
             viewBox=\"0 0 {width} {height}\" overflow=\"hidden\" {SANS}>\n<title>{title}</title>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{body}</svg>\n"
        )
    }

    fn push(&mut self, part: std::fmt::Arguments<'_>) {
        // Writing to a text cannot fail.
        let _ = self.svg.write_fmt(part);
    }
}

const SANS: &str = "font-family=\"Segoe UI, Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans Condensed, \
                    PingFang TC, Microsoft JhengHei, Noto Sans CJK TC, sans-serif\"";
const SERIF: &str = " font-family=\"Iowan Old Style, Palatino Linotype, Palatino, Georgia, Liberation Serif, \
                     DejaVu Serif Condensed, serif\"";
