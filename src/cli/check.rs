//! `wellspring check`: whether files of points and routines are well, and if not, what would be right.
//! Nothing is changed.

use std::path::Path;

use serde::Serialize;

use super::{Failure, REFUSED, WELL, known, print, print_lines};
use crate::format::contract;
use crate::format::point::FormatError;
use crate::platform::dirs::Dirs;
use crate::t;

mod files;
mod place;
mod point;
mod routine;
mod sentences;

use files::{Found, Kind};
use point::Points;
use routine::Routines;

/// The version of the object that is printed.
const VERSION: u64 = 1;

/// Something about a file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Finding {
    file: String,
    /// Counted from 1, where it is known.
    line: Option<usize>,
    field: Option<String>,
    why: String,
    /// What would be right.
    help: String,
}

impl Finding {
    fn from_error(file: &str, error: FormatError) -> Self {
        let FormatError { line, field, why, help } = error;
        Self { file: file.to_owned(), line, field, why, help }
    }

    /// "points/HE-1.json:12: technique.motion: "round" is not known. It must be one of: circular, steady."
    fn line(&self, mark: &str) -> String {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        let field = self.field.as_ref().map(|field| format!("{field}: ")).unwrap_or_default();
        let (file, why) = (&self.file, self.why.trim_end_matches('.'));
        format!("{file}{line}: {mark}{field}{why}. {}", self.help).trim_end().to_owned()
    }
}

/// All that was found.
#[derive(Debug, Serialize)]
struct Report {
    version: u64,
    folder: String,
    /// How many files of points and routines were looked at.
    files: usize,
    problems: Vec<Finding>,
    hints: Vec<Finding>,
    passed_over: Vec<PassedOver>,
}

/// A file that is neither a point nor a routine.
#[derive(Debug, Serialize)]
struct PassedOver {
    file: String,
    why: String,
}

/// Checks a folder, or the person's own, and gives the exit code.
pub(super) fn run(dirs: &Dirs, folder: Option<&Path>, json: bool) -> Result<u8, Failure> {
    let wanted = folder.unwrap_or(&dirs.config);
    let found = files::in_folder(wanted, folder.is_none()).map_err(|error| {
        let folder = wanted.display().to_string();
        Failure::Refused(t!("check-no-folder", folder = folder, why = error.to_string()))
    })?;
    let report = report(wanted, found)?;
    if report.files == 0 && report.problems.is_empty() && folder.is_some() {
        let folder = wanted.display().to_string();
        return Err(Failure::Refused(t!("check-nothing-there", folder = folder)));
    }
    if json {
        print(&contract::text(&report).map_err(|error| Failure::machine(&error))?)?;
    } else {
        print_lines(&lines(&report))?;
    }
    Ok(if report.problems.is_empty() { WELL } else { REFUSED })
}

fn report(folder: &Path, found: Vec<Found>) -> Result<Report, Failure> {
    let mut report = Report {
        version: VERSION,
        folder: folder.display().to_string(),
        files: 0,
        problems: Vec::new(),
        hints: Vec::new(),
        passed_over: Vec::new(),
    };
    let mut points = Points::new(known::shipped()?);
    let mut routine_files = Vec::new();
    for one in found {
        let file = one.path.display().to_string();
        match one.kind {
            Kind::Point(text) => points.read(file, text),
            Kind::Routine(text) => routine_files.push((one.path, text)),
            Kind::Neither(why) => {
                report.passed_over.push(PassedOver { file, why });
                continue;
            }
            Kind::Misplaced(why, help) | Kind::Unreadable(why, help) => {
                report.problems.push(Finding { file, line: None, field: None, why, help });
            }
        }
        report.files += 1;
    }
    // Points first: the person's own may stand in their routines.
    points.check(&mut report);
    Routines::new(points.library()).check(&routine_files, &mut report);
    let place = |one: &Finding| (one.file.clone(), one.line);
    report.problems.sort_by_key(place);
    report.hints.sort_by_key(place);
    Ok(report)
}

fn lines(report: &Report) -> Vec<String> {
    let mark = format!("{} ", t!("check-hint"));
    let problems = report.problems.iter().map(|one| one.line(""));
    let hints = report.hints.iter().map(|one| one.line(&mark));
    let passed = report.passed_over.iter().map(|one| format!("{}: {}", one.file, one.why));
    let mut lines: Vec<String> = problems.chain(hints).chain(passed).collect();
    let (files, hints) = (report.files, report.hints.len());
    lines.push(match report.problems.len() {
        0 if files == 0 => t!("check-none-yet", folder = report.folder.as_str()),
        0 if hints == 0 => t!("check-well", files = files),
        0 => t!("check-well-hints", files = files, hints = hints),
        problems => t!("check-problems", files = files, problems = problems),
    });
    lines
}
