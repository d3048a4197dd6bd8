//! Settings and the person's own points on disk: replaced in one step, never half written.
//!
//! A file is written beside the old one under another name, synced, and renamed over it; the one
//! before stays as `<name>.bak`. A file that cannot be read is never overwritten: it stays as
//! `<name>.broken-<time>`.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::code::Code;
use crate::domain::settings::Settings;
use crate::format::settings as file;
use crate::platform::dirs::Dirs;

pub mod fs;
pub(in crate::platform) mod replace;

use fs::{Fs, Kind, RealFs, advice, read_bounded};
pub use replace::Replaced;

/// No settings and no point are larger than this many bytes.
pub const LARGEST_FILE: u64 = 1024 * 1024;

/// Something that the person should know about one of their files, and that stopped nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which file.
    pub path: PathBuf,
    /// What was found, and what was done, in a sentence.
    pub text: String,
}

impl Notice {
    fn new(path: &Path, text: impl Into<String>) -> Self {
        Self { path: path.to_owned(), text: text.into() }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path.display(), self.text)
    }
}

/// A file could not be saved.
#[derive(Debug, thiserror::Error)]
#[error("{} could not be saved: {source}. {}, and save again", path.display(), advice(source))]
pub struct NotStored {
    /// Which file.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

/// The person's files, on a file system.
#[derive(Debug, Clone)]
pub struct Store<F> {
    fs: F,
    dirs: Dirs,
}

/// What a person has set; what is missing has its default. Whatever is wrong with the file, this
/// gives settings to go on with, and says so.
#[must_use]
pub fn load_settings(dirs: &Dirs) -> (Settings, Vec<Notice>) {
    Store::new(RealFs, dirs.clone()).load_settings()
}

/// Saves what a person has set. What this version does not know in the file stays in it; nothing is
/// written when nothing changed.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn save_settings(dirs: &Dirs, settings: &Settings) -> Result<Replaced, NotStored> {
    Store::new(RealFs, dirs.clone()).save_settings(settings)
}

/// The files of the person's own points, in the order of their names, each with its text.
#[must_use]
pub fn load_points(dirs: &Dirs) -> (Vec<(PathBuf, String)>, Vec<Notice>) {
    Store::new(RealFs, dirs.clone()).load_points()
}

/// Saves one of the person's own points as `points/<code>.json`, and says where.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn save_point(dirs: &Dirs, code: &Code, json: &str) -> Result<PathBuf, NotStored> {
    Store::new(RealFs, dirs.clone()).save_point(code, json)
}

impl<F: Fs> Store<F> {
    /// The files in those folders of that file system.
    pub const fn new(fs: F, dirs: Dirs) -> Self {
        Self { fs, dirs }
    }

    /// See [`load_settings`].
    pub fn load_settings(&self) -> (Settings, Vec<Notice>) {
        let path = self.dirs.settings_file();
        let why = match self.settings_at(&path) {
            Ok((settings, sentences)) => {
                return (
                    settings,
                    sentences.into_iter().map(|text| Notice::new(&path, text)).collect(),
                );
            }
            Err(Unreadable::Missing) => return (Settings::default(), Vec::new()),
            Err(Unreadable::Because(why)) => why,
        };
        let backup = replace::backup_of(&path);
        let (settings, instead) = match self.settings_at(&backup) {
            Ok((settings, _)) => (settings, "the settings before the last change are used"),
            Err(_) => (Settings::default(), "the usual settings are used"),
        };
        let text = format!(
            "the settings cannot be read: {why}. For now {instead}. The file is left as it is, and kept beside the new one when you change a setting"
        );
        (settings, vec![Notice::new(&path, text)])
    }

    /// See [`save_settings`].
    ///
    /// # Errors
    /// When the system refuses; the file is then as it was.
    pub fn save_settings(&self, settings: &Settings) -> Result<Replaced, NotStored> {
        let path = self.dirs.settings_file();
        let before = match self.text_at(&path) {
            Ok(text) => file::read(&text).is_ok().then_some(text),
            Err(_) => None,
        };
        // Where the file itself is broken, what it kept for newer versions is in the one before.
        let known = before.or_else(|| self.text_at(&replace::backup_of(&path)).ok());
        let text = file::write(settings, known.as_deref());
        self.replace(&path, &text, |old| {
            std::str::from_utf8(old).is_ok_and(|text| file::read(text).is_ok())
        })
    }

    /// See [`load_points`].
    pub fn load_points(&self) -> (Vec<(PathBuf, String)>, Vec<Notice>) {
        let folder = self.dirs.points_dir();
        let mut items = match self.fs.list(&folder) {
            Ok(items) => items,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Default::default(),
            Err(error) => {
                let text = format!("your points cannot be read: {error}. {}", advice(&error));
                return (Vec::new(), vec![Notice::new(&folder, text)]);
            }
        };
        items.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        let mut texts = Vec::new();
        let mut notices = Vec::new();
        for item in items {
            let ending =
                item.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
            let hidden =
                item.path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            if !ending || hidden || item.kind == Kind::Folder {
                continue;
            }
            match self.text_at(&item.path) {
                Ok(text) => texts.push((item.path, text)),
                Err(Unreadable::Missing) => {
                    notices
                        .push(Notice::new(&item.path, "it is a link to a file that is not there"));
                }
                Err(Unreadable::Because(why)) => {
                    notices
                        .push(Notice::new(&item.path, format!("the point cannot be read: {why}")));
                }
            }
        }
        (texts, notices)
    }

    /// See [`save_point`].
    ///
    /// # Errors
    /// When the system refuses; the file is then as it was.
    pub fn save_point(&self, code: &Code, json: &str) -> Result<PathBuf, NotStored> {
        let path = self.dirs.points_dir().join(format!("{code}.json"));
        let _ = self.replace(&path, json, |old| {
            serde_json::from_slice::<serde::de::IgnoredAny>(old).is_ok()
        })?;
        Ok(path)
    }

    fn replace(
        &self,
        path: &Path,
        text: &str,
        sound: impl Fn(&[u8]) -> bool,
    ) -> Result<Replaced, NotStored> {
        replace::replace(&self.fs, path, &self.dirs.config, text.as_bytes(), sound)
            .map_err(|source| NotStored { path: path.to_owned(), source })
    }

    fn settings_at(&self, path: &Path) -> Result<(Settings, Vec<String>), Unreadable> {
        let text = self.text_at(path)?;
        file::read(&text).map_err(|error| Unreadable::Because(error.to_string()))
    }

    fn text_at(&self, path: &Path) -> Result<String, Unreadable> {
        let bytes =
            read_bounded(&self.fs, path, LARGEST_FILE).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => Unreadable::Missing,
                _ => Unreadable::Because(error.to_string()),
            })?;
        String::from_utf8(bytes).map_err(|error| {
            Unreadable::Because(format!(
                "it is not UTF-8 text (first at byte {})",
                error.utf8_error().valid_up_to()
            ))
        })
    }
}

enum Unreadable {
    Missing,
    Because(String),
}
