//! All that is known on this machine: the shipped points, routines and questions, and the person's own.

use std::path::PathBuf;
use std::sync::{LazyLock, OnceLock};
use std::thread;

use crate::domain::catalogue::Catalogue;
use crate::domain::caution::Lines;
use crate::domain::complaint::Complaints;
use crate::domain::profile::Rules;
use crate::domain::routine::{Routine, Shelves, is_key, key_for};
use crate::domain::search::Index;
use crate::format::point::{FormatError, read};
use crate::format::routine::{self, Reading};
use crate::format::shipped::{self, Source};
use crate::format::{complaint, profile};
use crate::platform::dirs::Dirs;
use crate::platform::store::{Notice, load_drafts, load_points, load_routines};
use crate::t;
use crate::words::session;

/// Lays the person's own points over the shipped ones. A file that cannot be read is skipped with a notice
/// that names it; the rest loads.
fn add_own(catalogue: &mut Catalogue, dirs: Option<&Dirs>) -> Vec<Notice> {
    let Some(dirs) = dirs else { return Vec::new() };
    let (files, mut notices) = load_points(dirs);
    for (path, text) in files {
        match read(&text, catalogue) {
            Ok(reading) => catalogue.add_own(reading.own),
            Err(error) => notices.push(Notice { path, text: error.to_string() }),
        }
    }
    notices
}

/// The routines that are being built, perhaps without a name yet. What cannot be read stays where it is, and is
/// told of.
fn drafts(dirs: &Dirs, catalogue: &Catalogue) -> (Vec<Routine>, Vec<Notice>) {
    routines_of(load_drafts(dirs), |text| routine::read_draft(text, catalogue))
}

/// The person's own routines. A file that cannot be read is skipped with a notice that names it.
#[must_use]
pub fn own_routines(dirs: &Dirs, catalogue: &Catalogue) -> (Vec<Routine>, Vec<Notice>) {
    routines_of(load_routines(dirs), |text| routine::read(text, catalogue))
}

/// The name of its file is the key of each, whatever stands in the file, so that it is saved where it was found.
fn routines_of(
    (files, mut notices): (Vec<(PathBuf, String)>, Vec<Notice>),
    read: impl Fn(&str) -> Result<Reading, FormatError>,
) -> (Vec<Routine>, Vec<Notice>) {
    let mut routines = Vec::new();
    for (path, text) in files {
        let key = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match read(&text) {
            Ok(reading) if is_key(&key) && path.ends_with(format!("{key}.json")) => {
                routines.push(Routine { key, ..reading.routine });
            }
            Ok(_) => {
                let name = key_for(&key);
                let text = t!("routine-file-name", name = format!("{name}.json"));
                notices.push(Notice { path, text });
            }
            Err(error) => notices.push(Notice { path, text: error.to_string() }),
        }
    }
    routines.sort_by(|one, other| one.key.cmp(&other.key));
    (routines, notices)
}

/// All that can be looked up.
#[derive(Debug, Default)]
pub struct Library {
    /// Every point.
    pub catalogue: Catalogue,
    /// Every complaint.
    pub complaints: Complaints,
    /// Every routine.
    pub routines: Vec<Routine>,
    /// The questions of About me.
    pub rules: Rules,
    /// The shared lines of the caution prompt.
    pub lines: Lines,
    /// Where statements come from.
    pub sources: Vec<Source>,
    index: OnceLock<Index>,
}

/// The library, perhaps still being read: whoever asks for it first waits for it.
pub type Shelf = LazyLock<Library, Box<dyn FnOnce() -> Library + Send>>;

/// A library that has been read.
#[must_use]
pub fn shelf(library: Library) -> Shelf {
    LazyLock::new(Box::new(move || library))
}

/// What was noticed while the library was read, and the person's own routines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrival {
    /// What the person should know, a sentence each.
    pub notices: Vec<String>,
    /// The person's own routines.
    pub routines: Vec<Routine>,
    /// Those that are being built.
    pub drafts: Vec<Routine>,
}

/// Reads the library on a thread of its own, so that a window can open meanwhile; `arrived` is told once.
#[must_use]
pub fn read_behind(dirs: Option<Dirs>, arrived: impl FnOnce(Arrival) + Send + 'static) -> Shelf {
    let read = move || {
        let (library, arrival) = read_all(dirs.as_ref());
        arrived(arrival);
        library
    };
    match thread::Builder::new().name("library".to_owned()).spawn(read) {
        Ok(reading) => LazyLock::new(Box::new(move || {
            reading.join().unwrap_or_else(|_| {
                log::error!("reading the library broke off");
                Library::default()
            })
        })),
        Err(error) => {
            log::error!("no thread for reading the library: {error}");
            shelf(read_all(None).0)
        }
    }
}

/// The library and what comes with it, whatever is wrong.
#[must_use]
pub fn read_all(dirs: Option<&Dirs>) -> (Library, Arrival) {
    match Library::open(dirs) {
        Ok((library, mut odd)) => {
            let mut arrival = Arrival::default();
            if let Some(dirs) = dirs {
                let mut told;
                (arrival.routines, told) = own_routines(dirs, &library.catalogue);
                odd.append(&mut told);
                (arrival.drafts, told) = drafts(dirs, &library.catalogue);
                odd.append(&mut told);
            }
            arrival.notices = odd.iter().map(ToString::to_string).collect();
            (library, arrival)
        }
        Err(error) => {
            log::error!("{error}");
            let notices = vec![error.to_string()];
            (Library::default(), Arrival { notices, ..Arrival::default() })
        }
    }
}

impl Library {
    /// Reads everything that came with Wellspring, and the person's own points. A file of theirs that cannot
    /// be read is skipped with a notice that names it; the rest loads.
    ///
    /// # Errors
    /// When a shipped file is broken, which the tests of the project rule out.
    pub fn open(dirs: Option<&Dirs>) -> Result<(Self, Vec<Notice>), FormatError> {
        let mut catalogue = shipped::catalogue()?;
        // Before the person's own points: one with a shorter dose, or graded "no", spoils no routine. What is
        // played is fitted to them.
        let routines = shipped::routines(&catalogue)?;
        let notices = add_own(&mut catalogue, dirs);
        let library = Self {
            index: OnceLock::new(),
            routines,
            complaints: complaint::complaints()?,
            rules: profile::rules()?,
            lines: shipped::lines()?,
            sources: shipped::sources()?,
            catalogue,
        };
        Ok((library, notices))
    }

    /// What proposals and suggestions are taken from.
    #[must_use]
    pub fn shelves(&self) -> Shelves<'_> {
        Shelves {
            catalogue: &self.catalogue,
            complaints: &self.complaints,
            routines: &self.routines,
        }
    }

    /// The points, prepared for finding: at the first question (some 6 ms), so that a start does not wait for it.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.catalogue, &self.complaints, session::region))
    }

    /// The source of that id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The routines that serve a complaint.
    pub fn routines_for(&self, complaint: &str) -> impl Iterator<Item = &Routine> {
        self.routines
            .iter()
            .filter(move |routine| routine.complaints.iter().any(|key| key == complaint))
    }
}
