//! A JSON text as a tree in which everything knows its line, and a field that stands twice stands twice.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Error, Number};

use crate::format::point::FormatError;

/// Something in a JSON text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// Where it stands, or its key, counted from 1.
    pub(super) line: usize,
    /// What it is.
    pub(super) value: Value,
}

/// What stands in a JSON text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Truth(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Fields(Vec<(String, Node)>),
}

impl Node {
    /// What stands there, in a few words.
    pub(super) fn kind(&self) -> String {
        match &self.value {
            Value::Null => "null".to_owned(),
            Value::Truth(is) => is.to_string(),
            Value::Number(number) => format!("the number {number}"),
            Value::Text(text) => format!("the text {}", quoted(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Fields(_) => "an object".to_owned(),
        }
    }
}

/// A text in quotes, its beginning if it is long, and nothing in it that a terminal obeys.
pub(super) fn quoted(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// The tree of a text.
///
/// # Errors
/// When it is no JSON: where, and what to do.
pub(super) fn parse(text: &str) -> Result<Node, FormatError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(FormatError::new("the file is empty", "Choose another, or export it again."));
    }
    let line = Cell::new(1);
    let mut json =
        serde_json::Deserializer::from_reader(Counting { rest: text.as_bytes(), line: &line });
    let node = Seed(&line).deserialize(&mut json);
    node.and_then(|node| json.end().map(|()| node)).map_err(|error| no_json(&error, text))
}

fn no_json(error: &Error, text: &str) -> FormatError {
    let says = error.to_string();
    let here = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let (why, help) = if error.is_eof() {
        (
            "the file ends in the middle",
            "Copy it once more, or ask for it again: its end is missing.",
        )
    } else if says.starts_with("recursion limit") {
        (
            "lists stand in lists, too deep to be a routine",
            "Choose a file that was exported as a routine.",
        )
    } else if says.starts_with("trailing characters") {
        (
            "more follows where the routine has ended",
            "Keep one routine in a file, and delete the rest.",
        )
    } else if ["NaN", "Infinity"].iter().any(|word| here.contains(word)) {
        ("that is no number", "Write a whole number, such as 60.")
    } else if says.starts_with("number out of range") {
        ("that number is too large", "Write a whole number, such as 60.")
    } else {
        return FormatError::from_json(error, text);
    };
    FormatError::new(why, help).on(error.line().max(1))
}

/// Hands a text over byte by byte, and counts its lines.
struct Counting<'a> {
    rest: &'a [u8],
    line: &'a Cell<usize>,
}

impl Read for Counting<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let (Some((byte, rest)), Some(place)) = (self.rest.split_first(), into.first_mut()) else {
            return Ok(0);
        };
        *place = *byte;
        self.rest = rest;
        self.line.set(self.line.get() + usize::from(*byte == b'\n'));
        Ok(1)
    }
}

/// Whatever comes next, on the line that has been reached.
#[derive(Clone, Copy)]
struct Seed<'a>(&'a Cell<usize>);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Node, D::Error> {
        let line = self.0.get();
        Ok(Node { line, value: json.deserialize_any(self)? })
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("anything")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, is: bool) -> Result<Value, E> {
        Ok(Value::Truth(is))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = items.next_key::<String>()? {
            let line = self.0.get();
            fields.push((name, Node { line, ..items.next_value_seed(self)? }));
        }
        Ok(Value::Fields(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_knows_its_line() {
        let text = "\u{feff}{\n \"a\":\n  1,\n \"b\": [\n  \"x\",\n\n  { \"c\": 2,\n    \"c\": null } ]\n}\n";
        let Value::Fields(fields) = parse(text).unwrap().value else { panic!() };
        let Value::List(list) = &fields[1].1.value else { panic!() };
        let Value::Fields(inner) = &list[1].value else { panic!() };
        let lines = [&fields[0].1, &fields[1].1, &list[0], &list[1], &inner[0].1, &inner[1].1];
        assert_eq!(lines.map(|node| node.line), [2, 4, 5, 7, 7, 8]);
        assert_eq!((inner[0].0.as_str(), inner[1].0.as_str()), ("c", "c"));
    }

    #[test]
    fn what_is_no_json_is_told() {
        for (text, line, says) in [
            (" \n", None, "is empty"),
            ("{\n \"a\": [1,", Some(2), "ends in the middle"),
            ("{}\n{}", Some(2), "more follows"),
            ("{\"a\":\n NaN}", Some(2), "whole number"),
            ("{\"a\": -Infinity}", Some(1), "whole number"),
            ("{\"a\": 1e999}", Some(1), "too large"),
            ("{\"a\" 1}", Some(1), "a comma, a quote or a bracket"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.to_string().contains(says), "{text}: {error}");
            assert_eq!(error.line, line, "{text}");
        }
        let deep = "[".repeat(100_000);
        assert!(parse(&deep).expect_err("deep").to_string().contains("too deep"));
    }
}
