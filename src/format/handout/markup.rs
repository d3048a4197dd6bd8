//! HTML that cannot hold what somebody else has written: every text is escaped on its way in.

use super::Picture;

/// How a page looks.
const STYLE: &str = include_str!("page.css");

/// A piece of a page. Tags and the names of attributes are literals of ours; all else is escaped.
#[derive(Debug, Default)]
pub(super) struct Markup {
    html: String,
    letters: usize,
    blocks: usize,
}

impl Markup {
    /// Opens an element.
    pub(super) fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.html.push('<');
        self.html.push_str(tag);
        for (name, value) in attributes {
            self.html.push(' ');
            self.html.push_str(name);
            self.html.push_str("=\"");
            self.html.push_str(&escape(value));
            self.html.push('"');
        }
        self.html.push('>');
    }

    /// Closes an element.
    pub(super) fn close(&mut self, tag: &'static str) {
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push_str(">\n");
    }

    /// Text within the element that is open.
    pub(super) fn text(&mut self, text: &str) {
        self.letters += text.chars().count();
        self.html.push_str(&escape(text));
    }

    /// An element with text; nothing where the text is empty.
    pub(super) fn element(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        text: &str,
    ) {
        if text.trim().is_empty() {
            return;
        }
        self.blocks += 1;
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// A heading of a section.
    pub(super) fn heading(&mut self, text: &str) {
        self.element("h2", &[], text);
    }

    /// A paragraph; nothing where it is empty.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.element("p", &[], text);
    }

    /// A paragraph or an item of a list with a bold beginning.
    pub(super) fn led(&mut self, tag: &'static str, lead: &str, text: &str) {
        self.blocks += 1;
        self.open(tag, &[]);
        self.open("b", &[]);
        self.text(lead);
        self.html.push_str("</b> ");
        self.text(text);
        self.close(tag);
    }

    /// A picture, inside the page.
    pub(super) fn picture(&mut self, picture: &Picture, alt: &str) {
        let source = format!("data:image/png;base64,{}", base64(&picture.png));
        let (width, height) = (picture.width.to_string(), picture.height.to_string());
        self.open("img", &[("src", &source), ("alt", alt), ("width", &width), ("height", &height)]);
    }

    /// Takes another piece in, at the end.
    pub(super) fn append(&mut self, other: &Self) {
        self.html.push_str(&other.html);
        self.letters += other.letters;
        self.blocks += other.blocks;
    }

    /// How much there is to read, in letters; a block counts for the rest of its last line.
    pub(super) const fn load(&self) -> usize {
        self.letters + self.blocks * 25
    }

    /// The HTML.
    pub(super) fn into_html(self) -> String {
        self.html
    }
}

/// Text as HTML and XML have it, in an element and in a quoted attribute alike. Control characters have no place there
/// and become the sign for what cannot be shown.
pub(in crate::format) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(letter),
            control if control.is_control() || is_nothing(control) => {
                escaped.push(char::REPLACEMENT_CHARACTER);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// Code points that are no characters, two of which XML refuses.
const fn is_nothing(letter: char) -> bool {
    matches!(letter, '\u{FDD0}'..='\u{FDEF}') || letter as u32 & 0xFFFE == 0xFFFE
}

/// Bytes as text (RFC 4648, with the standard alphabet and padding).
pub(super) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = ALPHABET[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

/// The whole file: the title of the window, the paper as style sheets name it, and the page.
pub(super) fn shell(title: &str, size: &'static str, body: Markup) -> String {
    let title = escape(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n@page {{ size: {size}; }}\n{STYLE}</style>\n</head>\n\
         <body>\n{}</body>\n</html>\n",
        body.into_html()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_as_text() {
        // The test vectors of RFC 4648, and all that differ from them in the last bits.
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg=="),
            (b"fooba", "Zm9vYmE="),
            (b"foobar", "Zm9vYmFy"),
            (&[0xFB, 0xFF, 0xBE], "+/++"),
            (&[0, 0, 0], "AAAA"),
        ] {
            assert_eq!(base64(bytes), text, "{bytes:?}");
        }
    }

    #[test]
    fn nothing_leaves_its_element() {
        for (text, escaped) in [
            ("plain, 極泉 – “so”", "plain, 極泉 – “so”"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x' &amp;", "&quot; onload=&#39;x&#39; &amp;amp;"),
            ("a\u{0}b\u{1b}[2J\nc", "a\u{FFFD}b\u{FFFD}[2J\nc"),
            ("a\u{FFFF}b\u{1FFFE}c\u{FDD0}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
        ] {
            assert_eq!(escape(text), escaped, "{text:?}");
        }
        let mut page = Markup::default();
        page.element("p", &[("title", "\"><script>")], "</p><script>");
        assert_eq!(
            page.into_html(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;script&gt;</p>\n"
        );
    }
}
