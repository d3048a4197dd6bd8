//! What is wrong with files of routines.

use std::collections::HashMap;
use std::path::PathBuf;

use super::place::line_of;
use super::point::{long_sentences, unknown_source};
use super::{Finding, Report};
use crate::domain::routine::Routine;
use crate::format::routine;
use crate::platform::library::Library;
use crate::t;

/// Routines are held to what is known.
pub(super) struct Routines<'a> {
    library: &'a Library,
    keys: HashMap<String, String>,
}

impl<'a> Routines<'a> {
    /// Nothing is read yet.
    pub(super) fn new(library: &'a Library) -> Self {
        Self { library, keys: HashMap::new() }
    }

    /// Adds all that is wrong with the files to the report.
    pub(super) fn check(mut self, files: &[(PathBuf, String)], report: &mut Report) {
        for (path, text) in files {
            let file = path.display().to_string();
            match routine::read_strictly(text, &self.library.catalogue) {
                Ok(routine) => {
                    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                    self.check_one(&routine, &file, &stem, text, report);
                }
                Err(errors) => {
                    let findings =
                        errors.into_iter().map(|error| Finding::from_error(&file, error));
                    report.problems.extend(findings);
                }
            }
        }
    }

    fn check_one(
        &mut self,
        routine: &Routine,
        file: &str,
        stem: &str,
        text: &str,
        report: &mut Report,
    ) {
        let finding = |field: &str, value: Option<&str>, why: String, help: String| Finding {
            file: file.to_owned(),
            line: line_of(text, field, value),
            field: Some(field.to_owned()),
            why,
            help,
        };
        let key = routine.key.as_str();
        if let Some(other) = self.keys.insert(key.to_owned(), file.to_owned()) {
            let why = t!("check-key-twice", key = key, file = other);
            report.problems.push(finding("key", None, why, t!("check-key-twice-help")));
        }
        if key != stem {
            let why = t!("check-key-name", key = key);
            report.hints.push(finding("key", None, why, t!("check-key-name-help", file = key)));
        }
        for complaint in &routine.complaints {
            if !self.library.complaints.iter().any(|known| known.key == *complaint) {
                let why = t!("check-complaint", key = complaint.as_str());
                let help = self.complaint_help(complaint);
                report.problems.push(finding("complaints", Some(complaint), why, help));
            }
        }
        for id in &routine.sources {
            if let Some((why, help)) = unknown_source(self.library, id) {
                report.problems.push(finding("sources", Some(id), why, help));
            }
        }
        let notes = routine.notes.iter().map(|note| ("notes", note));
        let items = routine.items.iter().map(|item| ("points.note", &item.note));
        let own = [("about", &routine.about), ("how_often", &routine.how_often)];
        for (field, sentences) in own.into_iter().chain(notes).chain(items) {
            for (why, help) in long_sentences(sentences) {
                report.hints.push(finding(field, Some(sentences), why, help));
            }
        }
    }

    /// The key that was meant, where a name or word of a complaint stands in place of it; else all keys.
    fn complaint_help(&self, complaint: &str) -> String {
        if let Some(known) = self.library.complaints.find(complaint) {
            return t!("check-complaint-near", key = known.key.as_str());
        }
        let keys: Vec<&str> = self.library.complaints.iter().map(|one| one.key.as_str()).collect();
        t!("check-complaint-help", known = keys.join(", "))
    }
}
