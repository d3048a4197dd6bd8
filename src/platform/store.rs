//! Settings, answers and the person's own points on disk: replaced in one step, never half written.
//!
//! A file is written beside the old one under another name, synced, and renamed over it; the one
//! before stays as `<name>.bak`. A file that cannot be read is never overwritten: it stays as
//! `<name>.broken-<time>`.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::code::Code;
use crate::domain::profile::Profile;
use crate::domain::reminder::{Memory, Reminder};
use crate::domain::settings::Settings;
use crate::format::{profile, reminded, reminders, settings};
use crate::platform::dirs::Dirs;

mod drafts;
pub mod fs;
pub(in crate::platform) mod replace;

pub use drafts::{load_drafts, remove_draft, save_draft};
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

/// A file could not be removed.
#[derive(Debug, thiserror::Error)]
#[error("{} could not be removed: {source}. {}, and try again", path.display(), advice(source))]
pub struct NotRemoved {
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

/// What a person has answered about themselves. Whatever is wrong with the file, this gives answers to
/// go on with, and says so.
#[must_use]
pub fn load_profile(dirs: &Dirs) -> (Profile, Vec<Notice>) {
    Store::new(RealFs, dirs.clone()).load_profile()
}

/// Saves the answers. What this version does not know in the file stays in it; nothing is written when
/// nothing changed.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn save_profile(dirs: &Dirs, profile: &Profile) -> Result<Replaced, NotStored> {
    Store::new(RealFs, dirs.clone()).save_profile(profile)
}

/// The person's reminders; none where there is no file. Whatever is wrong with it, this gives reminders to go
/// on with, and says so.
#[must_use]
pub fn load_reminders(dirs: &Dirs) -> (Vec<Reminder>, Vec<Notice>) {
    Store::new(RealFs, dirs.clone()).load_reminders()
}

/// Saves the reminders. What this version does not know in the file stays in it; nothing is written when
/// nothing changed.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn save_reminders(dirs: &Dirs, reminders: &[Reminder]) -> Result<Replaced, NotStored> {
    Store::new(RealFs, dirs.clone()).save_reminders(reminders)
}

/// What has been said of the reminders on this machine; nothing where that cannot be read.
#[must_use]
pub fn load_reminded(dirs: &Dirs) -> Memory {
    let store = Store::new(RealFs, dirs.clone());
    store.text_at(&dirs.reminded_file()).map(|text| reminded::read(&text)).unwrap_or_default()
}

/// Saves what has been said of the reminders.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn save_reminded(dirs: &Dirs, memory: &Memory) -> Result<(), NotStored> {
    let path = dirs.reminded_file();
    // Nothing of it is worth a second file.
    fs::make_dirs(&RealFs, &dirs.state, &dirs.state)
        .and_then(|()| replace::put(&RealFs, &path, reminded::write(memory).as_bytes()))
        .map_err(|source| NotStored { path, source })
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

/// The files of the person's own routines, in the order of their names, each with its text.
#[must_use]
pub fn load_routines(dirs: &Dirs) -> (Vec<(PathBuf, String)>, Vec<Notice>) {
    Store::new(RealFs, dirs.clone()).load_routines()
}

/// Saves one of the person's own routines as `routines/<key>.json`, and says where. The key must be fit for
/// the name of a file.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn save_routine(dirs: &Dirs, key: &str, json: &str) -> Result<PathBuf, NotStored> {
    Store::new(RealFs, dirs.clone()).save_routine(key, json)
}

/// Removes one of the person's own routines, and says where it is kept: as `routines/<key>.json.bak`, in place of
/// what stood there before.
///
/// # Errors
/// When there is none of that key, or the system refuses; the file is then where it was.
pub fn remove_routine(dirs: &Dirs, key: &str) -> Result<PathBuf, NotRemoved> {
    Store::new(RealFs, dirs.clone()).remove_routine(key)
}

/// Writes a page that can be made again, in place of an older one.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn write_page(path: &Path, text: &str) -> Result<(), NotStored> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written =
        std::fs::create_dir_all(folder).and_then(|()| replace::put(&RealFs, path, text.as_bytes()));
    written.map_err(|source| NotStored { path: path.to_owned(), source })
}

impl<F: Fs> Store<F> {
    /// The files in those folders of that file system.
    pub const fn new(fs: F, dirs: Dirs) -> Self {
        Self { fs, dirs }
    }

    /// See [`load_settings`].
    pub fn load_settings(&self) -> (Settings, Vec<Notice>) {
        let words = Unread {
            what: "the settings",
            before: "the settings before the last change are used",
            usual: "the usual settings are used",
        };
        self.load(&self.dirs.settings_file(), &words, settings::read)
    }

    /// See [`save_settings`].
    ///
    /// # Errors
    /// When the system refuses; the file is then as it was.
    pub fn save_settings(&self, settings: &Settings) -> Result<Replaced, NotStored> {
        self.save(
            &self.dirs.settings_file(),
            |known| settings::write(settings, known),
            |text| settings::read(text).is_ok(),
        )
    }

    /// See [`load_profile`].
    pub fn load_profile(&self) -> (Profile, Vec<Notice>) {
        let words = Unread {
            what: "your answers in About me",
            before: "the answers before the last change count",
            usual: "none counts, so all that may apply is shown",
        };
        self.load(&self.dirs.profile_file(), &words, profile::read)
    }

    /// See [`save_profile`].
    ///
    /// # Errors
    /// When the system refuses; the file is then as it was.
    pub fn save_profile(&self, profile: &Profile) -> Result<Replaced, NotStored> {
        self.save(
            &self.dirs.profile_file(),
            |known| profile::write(profile, known),
            |text| profile::read(text).is_ok(),
        )
    }

    /// See [`load_reminders`].
    pub fn load_reminders(&self) -> (Vec<Reminder>, Vec<Notice>) {
        let words = Unread {
            what: "the reminders",
            before: "the reminders before the last change are used",
            usual: "nothing is reminded of",
        };
        self.load(&self.dirs.reminders_file(), &words, reminders::read)
    }

    /// See [`save_reminders`].
    ///
    /// # Errors
    /// When the system refuses; the file is then as it was.
    pub fn save_reminders(&self, reminders: &[Reminder]) -> Result<Replaced, NotStored> {
        self.save(
            &self.dirs.reminders_file(),
            |known| reminders::write(reminders, known),
            |text| reminders::read(text).is_ok(),
        )
    }

    /// What a file holds; else what stood in it before the last change; else what is usual.
    fn load<T: Default, E: ToString>(
        &self,
        path: &Path,
        words: &Unread,
        read: impl Fn(&str) -> Result<(T, Vec<String>), E>,
    ) -> (T, Vec<Notice>) {
        let read_at = |path: &Path| {
            let text = self.text_at(path)?;
            read(&text).map_err(|error| Unreadable::Because(error.to_string()))
        };
        let why = match read_at(path) {
            Ok((value, told)) => {
                return (value, told.into_iter().map(|text| Notice::new(path, text)).collect());
            }
            Err(Unreadable::Missing) => return (T::default(), Vec::new()),
            Err(Unreadable::Because(why)) => why,
        };
        let (value, instead) = match read_at(&replace::backup_of(path)) {
            Ok((value, _)) => (value, words.before),
            Err(_) => (T::default(), words.usual),
        };
        let text = format!(
            "{} cannot be read: {why}. For now {instead}. The file is left as it is, and kept beside the new one at the next change",
            words.what
        );
        (value, vec![Notice::new(path, text)])
    }

    /// Replaces a file; `write` is handed what stands in it, so that what this version does not know is kept.
    fn save(
        &self,
        path: &Path,
        write: impl Fn(Option<&str>) -> String,
        is_sound: impl Fn(&str) -> bool,
    ) -> Result<Replaced, NotStored> {
        let before = self.text_at(path).ok().filter(|text| is_sound(text));
        // Where the file itself is broken, what it kept for newer versions is in the one before.
        let known = before.or_else(|| self.text_at(&replace::backup_of(path)).ok());
        let text = write(known.as_deref());
        self.replace(path, &text, |old| std::str::from_utf8(old).is_ok_and(&is_sound))
    }

    /// See [`load_points`].
    pub fn load_points(&self) -> (Vec<(PathBuf, String)>, Vec<Notice>) {
        self.texts_in(&self.dirs.points_dir(), "your points", "the point")
    }

    /// See [`load_routines`].
    pub fn load_routines(&self) -> (Vec<(PathBuf, String)>, Vec<Notice>) {
        self.texts_in(&self.dirs.routines_dir(), "your routines", "the routine")
    }

    /// The JSON files of a folder, in the order of their names, each with its text.
    fn texts_in(
        &self,
        folder: &Path,
        all: &str,
        one: &str,
    ) -> (Vec<(PathBuf, String)>, Vec<Notice>) {
        let mut items = match self.fs.list(folder) {
            Ok(items) => items,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Default::default(),
            Err(error) => {
                let text = format!("{all} cannot be read: {error}. {}", advice(&error));
                return (Vec::new(), vec![Notice::new(folder, text)]);
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
                    notices.push(Notice::new(&item.path, format!("{one} cannot be read: {why}")));
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

    /// See [`save_routine`].
    ///
    /// # Errors
    /// When the system refuses; the file is then as it was.
    pub fn save_routine(&self, key: &str, json: &str) -> Result<PathBuf, NotStored> {
        let path = self.dirs.routines_dir().join(format!("{key}.json"));
        let _ = self.replace(&path, json, |old| {
            serde_json::from_slice::<serde::de::IgnoredAny>(old).is_ok()
        })?;
        Ok(path)
    }

    /// See [`remove_routine`].
    ///
    /// # Errors
    /// When there is none of that key, or the system refuses; the file is then where it was.
    pub fn remove_routine(&self, key: &str) -> Result<PathBuf, NotRemoved> {
        let folder = self.dirs.routines_dir();
        let path = folder.join(format!("{key}.json"));
        let kept = replace::backup_of(&path);
        let removed = self.fs.rename(&path, &kept).and_then(|()| self.fs.sync_dir(&folder));
        match removed {
            Ok(()) => Ok(kept),
            Err(source) => Err(NotRemoved { path, source }),
        }
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

/// What is said of a file that cannot be read.
struct Unread {
    what: &'static str,
    before: &'static str,
    usual: &'static str,
}

enum Unreadable {
    Missing,
    Because(String),
}
