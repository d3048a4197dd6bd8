//! The fields of an object of a routine's file, taken one by one; what is wrong with one is told in a sentence.

use std::ops::RangeInclusive;

use super::node::{Node, Value, quoted};
use crate::domain::plan::Sides;
use crate::domain::routine::{LONGEST_NAME, LONGEST_NOTE, MOST_ITEMS};
use crate::domain::technique::Motion;
use crate::format::point::FormatError;

/// The fields of an object.
pub(super) struct Fields {
    /// `points.` before the fields of a point.
    within: &'static str,
    line: usize,
    all: Vec<(String, Node)>,
}

impl Fields {
    /// The fields of that object, each of which must be one of the known and stand once.
    pub(super) fn of(
        node: Node,
        within: &'static str,
        known: &[&str],
    ) -> Result<Self, FormatError> {
        let line = node.line;
        let Value::Fields(fields) = node.value else {
            let why = format!("{} stands where the fields of a point belong", node.kind());
            let help = "Write { \"code\": \"HE-1\", \"seconds\": 60 }.";
            return Err(FormatError::new(why, help).at("points").on(line));
        };
        let mut seen: Vec<&str> = Vec::new();
        for (name, node) in &fields {
            if !known.contains(&name.as_str()) {
                let error = match name.as_str() {
                    "routine" | "routines" => FormatError::new(
                        "a routine cannot stand in a routine",
                        "Name the points themselves, each with its code.",
                    )
                    .at(name),
                    _ => FormatError::unknown_field(&shown(name), known),
                };
                return Err(error.on(node.line));
            }
            if seen.contains(&name.as_str()) {
                let why = "this field stands twice";
                let error = FormatError::new(why, "Leave one of the two out.");
                return Err(error.at(&format!("{within}{name}")).on(node.line));
            }
            seen.push(name);
        }
        Ok(Self { within, line, all: fields })
    }

    /// Where that field stands; where the object does if it is missing.
    pub(super) fn line_of(&self, name: &str) -> usize {
        let field = self.all.iter().find(|(field, _)| field == name);
        field.map_or(self.line, |(_, node)| node.line)
    }

    /// Something wrong with that field.
    pub(super) fn wrong(&self, name: &str, why: impl Into<String>, help: &str) -> FormatError {
        let path = format!("{}{name}", self.within);
        FormatError::new(why, help).at(&path).on(self.line_of(name))
    }

    /// That the field must be there and is not.
    pub(super) fn missing(&self, name: &str) -> FormatError {
        self.wrong(name, "this field is missing", &remedy(name))
    }

    /// That the word in that field is none of those that are known.
    pub(super) fn not_known(&self, name: &str, word: &str) -> FormatError {
        self.wrong(name, format!("{} is not known", quoted(word)), &remedy(name))
    }

    fn wrong_kind(&self, name: &str, node: &Node, wanted: &str) -> FormatError {
        let why = format!("{} stands where {wanted} belongs", node.kind());
        self.wrong(name, why, &remedy(name))
    }

    /// What stands in that field; null counts as missing.
    pub(super) fn node(&self, name: &str) -> Option<&Node> {
        let (_, node) = self.all.iter().find(|(field, _)| field == name)?;
        (node.value != Value::Null).then_some(node)
    }

    /// The text of that field. A line of it is a name or a word; a long one may break.
    fn any_text(&self, name: &str) -> Result<Option<&str>, FormatError> {
        match self.node(name) {
            None => Ok(None),
            Some(Node { value: Value::Text(text), .. }) => Ok(Some(text)),
            Some(other) => Err(self.wrong_kind(name, other, "a text")),
        }
    }

    /// A name or a word: one line of at most 80 characters, and not empty.
    pub(super) fn name(&self, name: &str) -> Result<Option<&str>, FormatError> {
        let Some(text) = self.any_text(name)? else { return Ok(None) };
        if text.trim().is_empty() {
            return Err(self.wrong(name, "it is empty", &remedy(name)));
        }
        self.plain(name, text, LONGEST_NAME, false)?;
        Ok(Some(text))
    }

    /// Whether nothing is written in that text yet.
    pub(super) fn is_blank(&self, name: &str) -> bool {
        self.node(name)
            .is_some_and(|node| matches!(&node.value, Value::Text(text) if text.trim().is_empty()))
    }

    /// A text that may be empty and long, and have lines.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, FormatError> {
        let Some(text) = self.any_text(name)? else { return Ok(None) };
        self.plain(name, text, LONGEST_NOTE, true)?;
        Ok(Some(text.to_owned()))
    }

    /// A list of such texts.
    pub(super) fn texts(&self, name: &str) -> Result<Option<Vec<String>>, FormatError> {
        let Some(node) = self.node(name) else { return Ok(None) };
        let Value::List(list) = &node.value else {
            return Err(self.wrong_kind(name, node, "a list"));
        };
        if list.len() > MOST_ITEMS {
            let why = format!("there are {} of them", list.len());
            return Err(self.wrong(name, why, &format!("Keep at most {MOST_ITEMS}.")));
        }
        let mut texts = Vec::with_capacity(list.len());
        for one in list {
            let Value::Text(text) = &one.value else {
                return Err(self.wrong_kind(name, one, "a text").on(one.line));
            };
            self.plain(name, text, LONGEST_NOTE, true).map_err(|error| error.on(one.line))?;
            texts.push(text.clone());
        }
        Ok(Some(texts))
    }

    /// Whether that is so; no if it is missing.
    pub(super) fn truth(&self, name: &str) -> Result<bool, FormatError> {
        match self.node(name) {
            None => Ok(false),
            Some(Node { value: Value::Truth(is), .. }) => Ok(*is),
            Some(other) => Err(self.wrong_kind(name, other, "true or false")),
        }
    }

    /// A whole number in that range; `help` says which one that is.
    pub(super) fn whole(
        &self,
        name: &str,
        range: RangeInclusive<u64>,
        help: &str,
    ) -> Result<Option<u64>, FormatError> {
        let Some(node) = self.node(name) else { return Ok(None) };
        let Value::Number(number) = &node.value else {
            let why = format!("{} stands where a number belongs", node.kind());
            return Err(self.wrong(name, why, help));
        };
        let fits = |whole: &u64| range.contains(whole);
        // 60.0 is a whole number too; beyond the range nothing is lost.
        let whole = number.as_u64().or_else(|| {
            let number = number.as_f64()?;
            range.clone().take(1000).find(|whole| {
                u32::try_from(*whole).is_ok_and(|whole| number.total_cmp(&whole.into()).is_eq())
            })
        });
        match whole.filter(fits) {
            Some(whole) => Ok(Some(whole)),
            None => Err(self.wrong(name, format!("{number} is not possible"), help)),
        }
    }

    fn plain(
        &self,
        name: &str,
        text: &str,
        most: usize,
        has_lines: bool,
    ) -> Result<(), FormatError> {
        let is_odd = |c: &char| c.is_control() && !(has_lines && matches!(c, '\n' | '\r' | '\t'));
        if let Some(odd) = text.chars().find(is_odd) {
            let why =
                format!("a sign that cannot be shown stands in it (U+{:04X})", u32::from(odd));
            let help = "Take it out; letters, digits, signs and emoji may stand there.";
            return Err(self.wrong(name, why, help));
        }
        let count = text.chars().count();
        if count > most {
            let why = format!("it is {count} characters long");
            return Err(self.wrong(name, why, &format!("Shorten it to at most {most}.")));
        }
        Ok(())
    }
}

/// The name of a field as it may be shown.
fn shown(name: &str) -> String {
    quoted(name).trim_matches('"').to_owned()
}

/// What would be right in that field.
fn remedy(name: &str) -> String {
    match name {
        "version" => "Write 2.".to_owned(),
        "key" => "Write small letters, digits and hyphens, such as \"my-evening\".".to_owned(),
        "name" => "Write its name, such as \"My evening\".".to_owned(),
        "about" => "Say what it is for, or write \"\".".to_owned(),
        "grade" => "It must be one of: A (trial), B (clinic), C (widely taught).".to_owned(),
        "sources" => "Write a list of ids, such as [\"YOURS\"].".to_owned(),
        "complaints" => "Write a list of keys, such as [\"headache\"].".to_owned(),
        "notes" => "Write a list of sentences, each in quotes.".to_owned(),
        "points" => "Write a list, such as [{ \"code\": \"HE-1\", \"seconds\": 60 }].".to_owned(),
        "code" => "Write its code, such as \"HE-1\"; `wellspring points` lists all.".to_owned(),
        "sides" => format!("It must be one of: {}.", Sides::ALL.map(Sides::name).join(", ")),
        "motion" => format!("It must be one of: {}.", Motion::ALL.map(Motion::name).join(", ")),
        "until_release" => "Write true, or leave the field out.".to_owned(),
        _ => "Write a text in quotes.".to_owned(),
    }
}
