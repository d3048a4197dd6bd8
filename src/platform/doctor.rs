//! Looks at every file of the person's, and says what is well and what is not. Nothing is repaired, made or changed:
//! files are opened to be read, and no lock is taken where the system can say who holds it.

use std::path::{Path, PathBuf};

use jiff::{Timestamp, Zoned};

use crate::domain::catalogue::Catalogue;
use crate::platform::backup;
use crate::platform::dirs::Dirs;
use crate::platform::library::{self, Library};
use crate::platform::store::{self, Notice};
use crate::t;
use crate::words::time::day_and_time;

use super::tree::Tree;

mod history;
mod machine;

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// As it should be.
    Well,
    /// Worth knowing; nothing needs to be done.
    Note,
    /// Not as it should be.
    Trouble,
}

impl Standing {
    /// Its name as programs read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Note => "note",
            Self::Trouble => "trouble",
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at: the key of a closed list, see `docs/json.md`.
    pub part: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// Where.
    pub place: PathBuf,
    /// In which line, from 1.
    pub line: Option<u64>,
    /// What was found, and why it is so.
    pub what: String,
    /// What to do now; empty where nothing needs to be done.
    pub now: String,
}

impl Finding {
    fn well(part: &'static str, place: &Path, what: String) -> Self {
        Self::new(part, Standing::Well, place, what, String::new())
    }

    fn note(part: &'static str, place: &Path, what: String, now: String) -> Self {
        Self::new(part, Standing::Note, place, what, now)
    }

    fn trouble(part: &'static str, place: &Path, what: String, now: String) -> Self {
        Self::new(part, Standing::Trouble, place, what, now)
    }

    fn new(
        part: &'static str,
        standing: Standing,
        place: &Path,
        what: String,
        now: String,
    ) -> Self {
        Self { part, standing, place: place.to_owned(), line: None, what, now }
    }
}

/// Looks at everything. Takes as long as reading the whole history.
#[must_use]
pub fn examine(dirs: &Dirs, now: &Zoned) -> Vec<Finding> {
    let mut findings = machine::folders(dirs);
    let (settings, notices) = store::load_settings(dirs);
    findings.extend(file("settings", &dirs.settings_file(), notices));
    findings.extend(file("profile", &dirs.profile_file(), store::load_profile(dirs).1));
    findings.extend(file("reminders", &dirs.reminders_file(), store::load_reminders(dirs).1));
    let catalogue = match Library::open(Some(dirs)) {
        Ok((library, notices)) => {
            findings.extend(many("points", &dirs.points_dir(), notices));
            library.catalogue
        }
        Err(error) => {
            let why = t!("shipped-broken", why = error.to_string());
            findings.push(Finding::trouble("points", &dirs.points_dir(), why, String::new()));
            Catalogue::default()
        }
    };
    let (_, notices) = library::own_routines(dirs, &catalogue);
    findings.extend(many("routines", &dirs.routines_dir(), notices));
    findings.extend(many("drafts", &dirs.drafts_dir(), store::load_drafts(dirs).1));
    let looked = history::look(dirs);
    findings.extend(looked.findings);
    findings.push(clock(dirs, looked.last, now));
    findings.push(quarantine(dirs));
    findings.extend(machine::device(dirs, looked.notes > 0));
    findings.push(machine::locks(dirs));
    findings.push(machine::modes(dirs));
    findings.extend(strays(dirs));
    findings.extend(machine::space(dirs));
    findings.push(copies(dirs, settings.backup_folder.as_deref(), now));
    findings
}

/// A file that a store reads, by what the store says of it.
fn file(part: &'static str, path: &Path, notices: Vec<Notice>) -> Vec<Finding> {
    if notices.is_empty() {
        let there = if path.exists() { t!("doctor-read") } else { t!("doctor-not-there") };
        return vec![Finding::well(part, path, there)];
    }
    let told = notices.into_iter();
    told.map(|one| Finding::trouble(part, &one.path, one.text, t!("doctor-edit"))).collect()
}

/// A folder of files.
fn many(part: &'static str, folder: &Path, notices: Vec<Notice>) -> Vec<Finding> {
    let is_json = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "json");
    let count = Tree::below(folder).files.iter().filter(is_json).count();
    if notices.is_empty() {
        return vec![Finding::well(part, folder, t!("doctor-files", count = count))];
    }
    let told = notices.into_iter();
    told.map(|one| Finding::trouble(part, &one.path, one.text, t!("doctor-check"))).collect()
}

/// Whether the clock stands behind the last note.
fn clock(dirs: &Dirs, last: Option<Timestamp>, now: &Zoned) -> Finding {
    let folder = dirs.history_dir();
    let shown = day_and_time(now, now.date());
    // Two machines may differ by a little.
    let bound = now.timestamp().saturating_add(jiff::Span::new().minutes(5)).ok();
    match last.filter(|last| bound.is_some_and(|bound| *last > bound)) {
        Some(last) => {
            let last = day_and_time(&last.to_zoned(now.time_zone().clone()), now.date());
            let what = t!("doctor-clock-behind", now = shown, last = last);
            Finding::trouble("clock", &folder, what, t!("doctor-clock-set"))
        }
        None => Finding::well("clock", &folder, t!("doctor-clock-well", now = shown)),
    }
}

fn quarantine(dirs: &Dirs) -> Finding {
    let folder = dirs.quarantine_dir();
    match Tree::below(&folder).files.len() {
        0 => Finding::well("quarantine", &folder, t!("doctor-quarantine-empty")),
        count => {
            let what = t!("doctor-quarantine", count = count);
            Finding::note("quarantine", &folder, what, t!("doctor-quarantine-now"))
        }
    }
}

/// What a crash, or a file that could not be read, left behind.
fn strays(dirs: &Dirs) -> Vec<Finding> {
    let mut findings = Vec::new();
    for folder in [&dirs.config, &dirs.state] {
        for path in Tree::below(folder).files {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with('.') && name.contains(".draft-") {
                let now = t!("doctor-stray-now");
                findings.push(Finding::note("strays", &path, t!("doctor-stray"), now));
            } else if name.contains(".broken-") {
                let now = t!("doctor-broken-now");
                findings.push(Finding::note("strays", &path, t!("doctor-broken"), now));
            }
        }
    }
    // Where the state lies within the configuration, it was met twice.
    findings.dedup_by(|one, other| one.place == other.place);
    findings.sort_by(|one, other| one.place.cmp(&other.place));
    findings.dedup();
    if findings.is_empty() {
        findings.push(Finding::well("strays", &dirs.config, t!("doctor-no-strays")));
    }
    findings
}

/// How old the newest weekly copy may be. Days.
const OLDEST_COPY: i32 = 14;

fn copies(dirs: &Dirs, folder: Option<&str>, now: &Zoned) -> Finding {
    let Some(folder) = folder.map(Path::new) else {
        let how = t!("doctor-backup-set");
        return Finding::note("backup", &dirs.config, t!("doctor-backup-none"), how);
    };
    let trouble = |what, now| Finding::trouble("backup", folder, what, now);
    if !folder.is_absolute() || !folder.is_dir() {
        return trouble(t!("doctor-backup-no-folder"), t!("doctor-backup-bring-back"));
    }
    let copies = backup::copies(dirs, folder);
    match copies.first() {
        None => trouble(t!("doctor-backup-not-yet"), t!("doctor-backup-now")),
        Some((monday, _)) if (now.date() - *monday).get_days() > OLDEST_COPY => {
            let what = t!("doctor-backup-old", day = monday.to_string());
            trouble(what, t!("doctor-backup-now"))
        }
        Some((monday, path)) => {
            let what = t!("doctor-backup-well", day = monday.to_string(), count = copies.len());
            Finding::well("backup", path, what)
        }
    }
}
