//! A whole file of the log, line by line, in bounded memory.

use super::line::{self, Damage, Whole};
use super::{LONGEST_LINE, Record};

/// What stands in a line. Empty lines and the marks that git leaves in a file with a conflict are
/// nothing.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "nearly every line is a record")]
pub enum Found {
    /// A note, with the checksum of its line.
    Record(Record, u32),
    /// A line of a newer version: let be, for the version that understands it.
    Newer,
    /// Damage, with the bytes of the line (of an endless one the first 64 KiB).
    Damaged(Damage, Vec<u8>),
}

/// How a file ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// At the end of a line.
    Clean,
    /// In the midst of a line; see [`Reader::finish`].
    Open,
}

/// Takes a file's bytes in pieces of any size, and tells what stands in each line.
#[derive(Debug, Default)]
pub struct Reader {
    /// The line that is being read, or the beginning of one that is too long.
    line: Vec<u8>,
    too_long: bool,
    lines: u64,
}

impl Reader {
    /// How many lines have been read.
    #[must_use]
    pub const fn lines(&self) -> u64 {
        self.lines
    }

    /// Takes the next bytes; tells each line's number, from 1, and what stands in it.
    pub fn push(&mut self, bytes: &[u8], tell: &mut impl FnMut(u64, Found)) {
        self.push_lines(bytes, &mut |number, found, _| tell(number, found));
    }

    /// The same, told with the bytes that it stands in: of a note its whole line without what others put around it.
    pub fn push_lines(&mut self, bytes: &[u8], tell: &mut impl FnMut(u64, Found, &[u8])) {
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|byte| *byte == b'\n') {
            self.keep(&rest[..at]);
            self.end_line(tell);
            rest = &rest[at + 1..];
        }
        self.keep(rest);
    }

    /// Ends the file. A last line without its end is whole, or was cut off: in the file of this very
    /// machine (`own`) that is damage; in another's it has not arrived yet, and nothing is said.
    pub fn finish(self, own: bool, tell: &mut impl FnMut(u64, Found)) -> Tail {
        self.finish_lines(own, &mut |number, found, _| tell(number, found))
    }

    /// The same, told with the bytes that it stands in.
    pub fn finish_lines(mut self, own: bool, tell: &mut impl FnMut(u64, Found, &[u8])) -> Tail {
        if self.line.is_empty() {
            return Tail::Clean;
        }
        if self.too_long {
            self.end_line(tell);
            return Tail::Open;
        }
        let number = self.lines + 1;
        let bare = bare(&self.line);
        if bare.is_empty() || is_mark(bare) {
            return Tail::Open;
        }
        match line::read(bare) {
            Ok((whole, sum)) => tell(number, found(whole, sum), bare),
            Err(damage) => {
                for (bytes, whole, sum) in line::salvage(bare) {
                    tell(number, found(whole, sum), bytes);
                }
                if own {
                    let why = if damage == Damage::Zeros { damage } else { Damage::Torn };
                    tell(number, Found::Damaged(why, bare.to_vec()), bare);
                }
            }
        }
        Tail::Open
    }

    fn keep(&mut self, bytes: &[u8]) {
        // A little more than a line, for what may stand around it.
        let room = (LONGEST_LINE + 8).saturating_sub(self.line.len());
        self.line.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.too_long |= bytes.len() > room;
    }

    fn end_line(&mut self, tell: &mut impl FnMut(u64, Found, &[u8])) {
        self.lines += 1;
        let number = self.lines;
        if std::mem::take(&mut self.too_long) {
            tell(number, Found::Damaged(Damage::TooLong, std::mem::take(&mut self.line)), &[]);
            return;
        }
        let bare = bare(&self.line);
        if !bare.is_empty() && !is_mark(bare) {
            match line::read(bare) {
                Ok((whole, sum)) => tell(number, found(whole, sum), bare),
                Err(damage) => {
                    let saved = line::salvage(bare);
                    let why = if saved.is_empty() { damage } else { Damage::Mixed };
                    for (bytes, whole, sum) in saved {
                        tell(number, found(whole, sum), bytes);
                    }
                    tell(number, Found::Damaged(why, bare.to_vec()), bare);
                }
            }
        }
        self.line.clear();
    }
}

fn found(whole: Whole, sum: u32) -> Found {
    match whole {
        Whole::Record(record) => Found::Record(record, sum),
        Whole::Newer => Found::Newer,
    }
}

/// The line without what editors, other systems and merges put around it.
fn bare(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii();
    line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line).trim_ascii()
}

/// Whether git set the line between two sides of a conflict; both sides are read.
fn is_mark(line: &[u8]) -> bool {
    [b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"].iter().any(|mark| line.starts_with(*mark))
}
