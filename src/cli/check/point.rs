//! What is wrong with files of points.

use std::collections::HashMap;

use serde_json::Value;

use super::place::line_of;
use super::sentences::{MOST_WORDS, too_long};
use super::{Finding, Report};
use crate::domain::catalogue::squeeze;
use crate::domain::code::Code;
use crate::domain::point::{Grade, Point};
use crate::format::point::{self, Reading};
use crate::platform::library::Library;
use crate::t;

/// The fields whose sentences are spoken, or read while pressing.
const SPOKEN: [&str; 8] =
    ["introduction", "posture", "find", "feel", "press", "caution", "stop", "how_often"];

/// The files of points, and all that is known once they are laid over the catalogue.
pub(super) struct Points {
    library: Library,
    /// To which points a name, alias or code belongs.
    names: HashMap<String, Vec<Code>>,
    read: Vec<(String, String, Reading)>,
    broken: Vec<Finding>,
}

impl Points {
    /// Nothing but what came with Wellspring.
    pub(super) fn new(library: Library) -> Self {
        let mut points =
            Self { library, names: HashMap::new(), read: Vec::new(), broken: Vec::new() };
        for point in points.library.catalogue.iter() {
            add_names(&mut points.names, point);
        }
        points
    }

    /// All that is known with the points that were read.
    pub(super) const fn library(&self) -> &Library {
        &self.library
    }

    /// Reads a file.
    pub(super) fn read(&mut self, file: String, text: String) {
        match point::read(&text, &self.library.catalogue) {
            Ok(reading) => {
                add_names(&mut self.names, &reading.own);
                self.read.push((file, text, reading));
            }
            Err(error) => {
                let mut finding = Finding::from_error(&file, error);
                // The reader tells the first field of that name; the value tells which one it was.
                if let (Some(field), Some(value)) = (&finding.field, quoted(&finding.why)) {
                    finding.line = line_of(&text, field, Some(value)).or(finding.line);
                }
                self.broken.push(finding);
            }
        }
    }

    /// Adds all that is wrong with them to the report, and them to the catalogue.
    pub(super) fn check(&mut self, report: &mut Report) {
        report.problems.append(&mut self.broken);
        for (_, _, reading) in &self.read {
            self.library.catalogue.add_own(reading.own.clone());
        }
        let mut files: HashMap<&Code, &str> = HashMap::new();
        for (file, text, reading) in &self.read {
            let mut one = OneFile { file, text, report, library: &self.library };
            if let Some(other) = files.insert(&reading.point.code, file) {
                let code = reading.point.code.as_str();
                one.problem(
                    "code",
                    None,
                    t!("check-twice", code = code, file = other),
                    t!("check-twice-help"),
                );
            }
            one.aliases(&reading.own, &self.names);
            one.related(&reading.own);
            one.sources(&reading.own);
            one.find(&reading.own);
            one.hints(reading);
        }
    }
}

fn add_names(names: &mut HashMap<String, Vec<Code>>, point: &Point) {
    for name in point.names().chain([point.code.as_str()]) {
        let codes = names.entry(squeeze(name)).or_default();
        if !codes.contains(&point.code) {
            codes.push(point.code.clone());
        }
    }
}

/// What stands in quotes at the beginning of a reason.
fn quoted(why: &str) -> Option<&str> {
    why.strip_prefix('"')?.split_once('"').map(|(value, _)| value).filter(|value| !value.is_empty())
}

struct OneFile<'a> {
    file: &'a str,
    text: &'a str,
    report: &'a mut Report,
    library: &'a Library,
}

impl OneFile<'_> {
    fn problem(&mut self, field: &str, value: Option<&str>, why: String, help: String) {
        let finding = self.finding(field, value, why, help);
        self.report.problems.push(finding);
    }

    fn finding(&self, field: &str, value: Option<&str>, why: String, help: String) -> Finding {
        Finding {
            file: self.file.to_owned(),
            line: line_of(self.text, field, value),
            field: Some(field.to_owned()),
            why,
            help,
        }
    }

    fn aliases(&mut self, own: &Point, names: &HashMap<String, Vec<Code>>) {
        let catalogue = &self.library.catalogue;
        let own_code = catalogue.find(own.code.as_str()).map_or(&own.code, |known| &known.code);
        for alias in &own.aliases {
            let is_kept = |code: &Code| {
                catalogue.find(code.as_str()).is_some_and(|point| point.code == *code)
            };
            let by_code = Code::parse(alias).filter(is_kept);
            let by_name = names.get(&squeeze(alias)).into_iter().flatten().cloned();
            let Some(other) = by_code.into_iter().chain(by_name).find(|code| code != own_code)
            else {
                continue;
            };
            self.problem(
                "aliases",
                Some(alias),
                t!("check-alias", alias = alias.as_str(), code = other.as_str()),
                t!("check-alias-help"),
            );
        }
    }

    fn related(&mut self, own: &Point) {
        let library = self.library;
        for related in own.guide.iter().flat_map(|guide| &guide.related) {
            let written = related.written.as_str();
            match library.catalogue.find(written) {
                None => self.problem(
                    "related.code",
                    Some(written),
                    t!("check-related-unknown", code = written),
                    t!("check-related-unknown-help"),
                ),
                Some(Point { grade: Grade::No { .. }, .. }) => self.problem(
                    "related.code",
                    Some(written),
                    t!("check-related-no", code = written),
                    t!("check-related-no-help"),
                ),
                Some(_) => {}
            }
        }
    }

    fn sources(&mut self, own: &Point) {
        let ids = own.sources.iter().map(|id| ("sources", id));
        let guide = own.guide.iter();
        let evidence = guide.clone().flat_map(|guide| &guide.evidence);
        let evidence = evidence.map(|one| ("evidence.source", &one.source));
        let technique = guide.map(|guide| ("technique.source", &guide.technique.source));
        let ids: Vec<(&str, &String)> = ids.chain(evidence).chain(technique).collect();
        for (field, id) in ids {
            if let Some((why, help)) = unknown_source(self.library, id) {
                self.problem(field, Some(id), why, help);
            }
        }
    }

    /// A point that says how it is pressed says how it is found.
    fn find(&mut self, own: &Point) {
        let value: Value =
            serde_json::from_str(self.text.trim_start_matches('\u{feff}')).unwrap_or_default();
        let value = value.get("point").unwrap_or(&value);
        let has_steps = value["find"].as_array().is_some_and(|steps| !steps.is_empty());
        if own.guide.is_some() && !has_steps && !matches!(own.grade, Grade::No { .. }) {
            self.problem("find", None, t!("check-find"), t!("check-find-help"));
        }
    }

    fn hints(&mut self, reading: &Reading) {
        let mut hints = Vec::new();
        let value: Value =
            serde_json::from_str(self.text.trim_start_matches('\u{feff}')).unwrap_or_default();
        let value = value.get("point").unwrap_or(&value);
        for field in SPOKEN {
            let list = value[field].as_array().into_iter().flatten();
            for text in list.chain([&value[field]]).filter_map(Value::as_str) {
                hints.extend(
                    long_sentences(text)
                        .map(|(why, help)| self.finding(field, Some(text), why, help)),
                );
            }
        }
        // What the catalogue holds the point to, where the file would have more.
        let is_pressed = !matches!(reading.point.grade, Grade::No { .. });
        let held = reading.point.notes.iter().filter(|note| !reading.own.notes.contains(note));
        for note in held.filter(|_| is_pressed) {
            hints.push(Finding {
                file: self.file.to_owned(),
                line: None,
                field: None,
                why: note.clone(),
                help: String::new(),
            });
        }
        self.report.hints.append(&mut hints);
    }
}

/// The sentences of a text that are too long: why, and what would be right.
pub(super) fn long_sentences(text: &str) -> impl Iterator<Item = (String, String)> {
    too_long(text).into_iter().map(|(begins, words)| {
        let why = t!("check-long", words = words, begins = begins);
        (why, t!("check-long-help", most = MOST_WORDS))
    })
}

/// Why a source is not known, and what would be right; an empty one is none.
pub(super) fn unknown_source(library: &Library, id: &str) -> Option<(String, String)> {
    if id.is_empty() || library.source(id).is_some() {
        return None;
    }
    let near = library.sources.iter().find(|source| source.id.eq_ignore_ascii_case(id));
    let help = match near {
        Some(source) => t!("check-source-near", id = source.id.as_str()),
        None => t!("check-source-help"),
    };
    Some((t!("check-source", id = id), help))
}
