//! Long texts that come again and again, as small numbers.

use std::cmp::Ordering;
use std::collections::HashMap;

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use super::super::SessionId;
use crate::domain::code::Code;

/// The name of a session in 16 bytes: the bytes of its UUID or, of any other name, twelve times 255 and a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key([u8; 16]);

const ODD: [u8; 12] = [0xFF; 12];

/// Texts, each once.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    texts: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Texts {
    /// The number of a text; a new one for a new text.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.into());
        let _ = self.numbers.insert(text.into(), number);
        number
    }

    /// The number of a text that is known.
    pub fn known(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The text of a number.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", |text| text)
    }
}

/// Everything that has a number.
#[derive(Debug, Clone, Default)]
pub struct Names {
    odd: Texts,
    /// Keys of routines and complaints.
    pub texts: Texts,
    codes: Vec<Code>,
    code_numbers: HashMap<Code, u32>,
    zones: Vec<TimeZone>,
    /// The numbers of zones by their name.
    named: HashMap<String, u32>,
    /// The numbers of zones without a name, by their offset in seconds.
    fixed: HashMap<i32, u32>,
}

impl Names {
    /// The key of a session's name; odd names are kept.
    pub fn key(&mut self, id: &SessionId) -> Key {
        match uuid(&id.0) {
            Some(key) => key,
            None => odd(self.odd.number(&id.0)),
        }
    }

    /// The key of a name, if a session may have it.
    pub fn known(&self, id: &SessionId) -> Option<Key> {
        uuid(&id.0).or_else(|| self.odd.known(&id.0).map(odd))
    }

    /// The name behind a key.
    pub fn id(&self, key: Key) -> SessionId {
        SessionId(match odd_number(key) {
            Some(number) => self.odd.text(number).to_owned(),
            None => written(key),
        })
    }

    /// The order of two names as texts.
    pub fn compare(&self, one: Key, other: Key) -> Ordering {
        if odd_number(one).is_none() && odd_number(other).is_none() {
            return one.0.cmp(&other.0);
        }
        self.id(one).cmp(&self.id(other))
    }

    /// The number of a point.
    pub fn code(&mut self, code: &Code) -> u32 {
        if let Some(number) = self.code_numbers.get(code) {
            return *number;
        }
        let number = u32::try_from(self.codes.len()).unwrap_or(u32::MAX);
        self.codes.push(code.clone());
        let _ = self.code_numbers.insert(code.clone(), number);
        number
    }

    /// The number of a point that occurs.
    pub fn known_code(&self, code: &Code) -> Option<u32> {
        self.code_numbers.get(code).copied()
    }

    /// The point of a number.
    pub fn code_of(&self, number: u32) -> Option<&Code> {
        self.codes.get(number as usize)
    }

    /// The number of the zone in which a moment is told; one without a name is kept as its offset at that moment.
    pub fn zone(&mut self, at: &Zoned) -> u32 {
        let zones = &mut self.zones;
        let mut add = |zone| {
            zones.push(zone);
            u32::try_from(zones.len() - 1).unwrap_or(u32::MAX)
        };
        let Some(name) = at.time_zone().iana_name() else {
            let seconds = at.offset().seconds();
            return *self.fixed.entry(seconds).or_insert_with(|| add(TimeZone::fixed(at.offset())));
        };
        if let Some(number) = self.named.get(name) {
            return *number;
        }
        let number = add(at.time_zone().clone());
        let _ = self.named.insert(name.to_owned(), number);
        number
    }

    /// A moment, in microseconds since 1970, in the zone of that number.
    pub fn moment(&self, micros: i64, zone: u32) -> Zoned {
        let at = Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH);
        at.to_zoned(self.zone_of(zone))
    }

    fn zone_of(&self, number: u32) -> TimeZone {
        self.zones.get(number as usize).cloned().unwrap_or_else(|| TimeZone::fixed(Offset::UTC))
    }
}

fn odd(number: u32) -> Key {
    let mut bytes = [0xFF; 16];
    bytes[12..].copy_from_slice(&number.to_be_bytes());
    Key(bytes)
}

fn odd_number(key: Key) -> Option<u32> {
    let rest = key.0.strip_prefix(&ODD)?;
    rest.try_into().ok().map(u32::from_be_bytes)
}

/// The places of the dashes in a UUID.
const DASHES: [usize; 4] = [8, 13, 18, 23];

/// The bytes of a UUID in its usual writing, in small letters; anything else is odd.
fn uuid(text: &str) -> Option<Key> {
    let text = text.as_bytes();
    if text.len() != 36 || DASHES.iter().any(|at| text[*at] != b'-') {
        return None;
    }
    let mut bytes = [0; 16];
    let mut digits = text.iter().enumerate().filter(|(at, _)| !DASHES.contains(at));
    for byte in &mut bytes {
        let mut digit = || match digits.next()?.1 {
            digit @ b'0'..=b'9' => Some(digit - b'0'),
            letter @ b'a'..=b'f' => Some(letter - b'a' + 10),
            _ => None,
        };
        *byte = digit()? << 4 | digit()?;
    }
    (!bytes.starts_with(&ODD)).then_some(Key(bytes))
}

fn written(key: Key) -> String {
    let mut text = String::with_capacity(36);
    for (at, byte) in key.0.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 0xF] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_comes_back_as_it_was() {
        let rows = [
            ("019ab0c4-5e10-7a3b-9d21-3f0c9e5b7a11", true),
            ("00000000-0000-0000-0000-000000000000", true),
            ("019AB0C4-5E10-7A3B-9D21-3F0C9E5B7A11", false),
            ("ffffffff-ffff-ffff-ffff-ffff00000001", false),
            ("019ab0c4-5e10-7a3b-9d21-3f0c9e5b7a1", false),
            ("019ab0c4+5e10-7a3b-9d21-3f0c9e5b7a11", false),
            ("", false),
            ("session 1", false),
        ];
        let mut names = Names::default();
        for (text, is_uuid) in rows {
            let id = SessionId(text.to_owned());
            assert_eq!(uuid(text).is_some(), is_uuid, "{text}");
            assert_eq!(names.known(&id).is_some(), is_uuid, "{text} is not known yet");
            let key = names.key(&id);
            assert_eq!(names.id(key), id);
            assert_eq!(names.known(&id), Some(key));
        }
        for (one, _) in rows {
            for (other, _) in rows {
                let key = |text: &str| names.known(&SessionId(text.to_owned())).unwrap();
                assert_eq!(names.compare(key(one), key(other)), one.cmp(other), "{one}, {other}");
            }
        }
    }
}
