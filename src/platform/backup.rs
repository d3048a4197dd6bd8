//! Copies of all of the person's files, one a week, in a folder that they choose.
//!
//! A copy is a folder, `wellspring-backup-2026-W48-d7f3a1b2`: the week (ISO 8601) and the name of the device, so that
//! several machines may share one place. It is made under a hidden name, synced, and only then gets its name; only
//! then are older ones removed, and of these only those of this device that hold our mark. Nothing else is touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::platform::dirs::Dirs;
use crate::platform::lock::{Lock, Refused};
use crate::platform::store::fs::{Fs, Kind, RealFs, advice, make_dirs};
use crate::platform::store::replace::put;
use crate::t;

use super::tree::Tree;

/// So many copies are kept.
pub const KEPT: usize = 8;

const PREFIX: &str = "wellspring-backup-";
/// Stands in every copy that is whole: what has it is ours.
const MARK: &str = "wellspring-backup.json";
const READ_ME: &str = include_str!("backup/about.txt");

/// What came of making a copy.
#[derive(Debug)]
pub struct Made {
    /// The folder that holds it.
    pub folder: PathBuf,
    /// How many files it holds, ours beside them not counted.
    pub files: usize,
    /// The files and folders that could not be copied, and why. Where there are any, no older copy was removed.
    pub left_out: Vec<(PathBuf, String)>,
    /// The older copies that were removed.
    pub removed: Vec<PathBuf>,
}

/// Why there is no copy.
#[derive(Debug)]
pub enum NotMade {
    /// The folder is not named whole, so it would be another one wherever Wellspring is started.
    Relative(PathBuf),
    /// The folder lies among the files that are to be copied.
    Inside(PathBuf),
    /// The folder is not there: a disk or a share is missing, or it was never made.
    NoFolder(PathBuf),
    /// There is nothing to copy yet.
    Nothing(PathBuf),
    /// Another Wellspring makes one at this moment.
    Busy,
    /// The system refused.
    Failed {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl std::fmt::Display for NotMade {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |path: &Path| path.display().to_string();
        formatter.write_str(&match self {
            Self::Relative(path) => t!("backup-relative", folder = shown(path)),
            Self::Inside(path) => t!("backup-inside", folder = shown(path)),
            Self::NoFolder(path) => t!("backup-no-folder", folder = shown(path)),
            Self::Nothing(path) => t!("backup-nothing", folder = shown(path)),
            Self::Busy => t!("backup-busy"),
            Self::Failed { path, source } => {
                let why = format!("{source}. {}", advice(source));
                t!("backup-failed", file = shown(path), why = why)
            }
        })
    }
}

impl std::error::Error for NotMade {}

/// Whether no copy of this week is in that folder.
#[must_use]
pub fn due(dirs: &Dirs, folder: &Path, today: Date) -> bool {
    !is_whole(&folder.join(name(week_of(today), device(dirs).as_deref())))
}

/// Makes the copy of this week where a folder is set and none is there yet; `None` where nothing is to be done. Takes
/// as long as copying everything: not for the thread of a window.
#[must_use]
pub fn weekly(dirs: &Dirs, folder: Option<&str>, today: Date) -> Option<Result<Made, NotMade>> {
    let folder = Path::new(folder?);
    due(dirs, folder, today).then(|| make(dirs, folder, today))
}

/// The copies of this device in that folder, the newest week first: its Monday, and where it is.
#[must_use]
pub fn copies(dirs: &Dirs, folder: &Path) -> Vec<(Date, PathBuf)> {
    let device = device(dirs);
    let items = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut copies: Vec<(Date, PathBuf)> = items
        .filter_map(|item| {
            let monday = monday_of(item.file_name().to_str()?, device.as_deref())?;
            Some((monday, item.path()))
        })
        .filter(|(_, path)| is_whole(path))
        .collect();
    copies.sort_unstable_by(|one, other| other.cmp(one));
    copies
}

/// Makes the copy of this week, in place of one that is there, and removes what is older than the newest [`KEPT`].
///
/// # Errors
/// When there is nothing to copy, the folder cannot be used, or the system refuses: what was there is then as it was.
pub fn make(dirs: &Dirs, folder: &Path, today: Date) -> Result<Made, NotMade> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| NotMade::Failed { path, source }
    };
    if !folder.is_absolute() {
        return Err(NotMade::Relative(folder.to_owned()));
    }
    if !folder.is_dir() {
        return Err(NotMade::NoFolder(folder.to_owned()));
    }
    let target = RealFs.resolve(folder);
    if [&dirs.config, &dirs.state].iter().any(|own| target.starts_with(RealFs.resolve(own))) {
        return Err(NotMade::Inside(folder.to_owned()));
    }
    if !dirs.config.is_dir() {
        return Err(NotMade::Nothing(dirs.config.clone()));
    }
    make_dirs(&RealFs, &dirs.state, &dirs.state).map_err(failed(&dirs.state))?;
    let _alone = match Lock::try_take(&dirs.backup_lock()) {
        Ok(lock) => Some(lock),
        Err(Refused::Held) => return Err(NotMade::Busy),
        // Where there are no locks, two copies of one device at once are all but impossible.
        Err(Refused::Impossible(_)) => None,
    };
    let device = device(dirs);
    let name = name(week_of(today), device.as_deref());
    let place = folder.join(&name);
    let before = folder.join(format!(".{name}.before"));
    let draft = folder.join(format!(".{name}.draft"));
    clear_up(&place, &before, &draft).map_err(failed(&draft))?;
    let copied = copy(dirs, &draft, today, device.as_deref());
    let (files, left_out) = match copied {
        Ok((0, left_out)) if left_out.is_empty() => {
            let _ = fs::remove_dir_all(&draft);
            return Err(NotMade::Nothing(dirs.config.clone()));
        }
        Ok(copied) => copied,
        Err((path, source)) => {
            let _ = fs::remove_dir_all(&draft);
            return Err(NotMade::Failed { path, source });
        }
    };
    let had_one = place.exists();
    if had_one {
        fs::rename(&place, &before).map_err(failed(&place))?;
    }
    fs::rename(&draft, &place).and_then(|()| RealFs.sync_dir(folder)).map_err(failed(&place))?;
    if had_one {
        // The new one is whole; what cannot be removed is in nobody's way.
        let _ = fs::remove_dir_all(&before);
    }
    let removed = if left_out.is_empty() { remove_old(dirs, folder) } else { Vec::new() };
    Ok(Made { folder: place, files, left_out, removed })
}

/// Ends what a crash left: a draft is thrown away, a copy that was put aside comes back where none took its place.
fn clear_up(place: &Path, before: &Path, draft: &Path) -> io::Result<()> {
    if is_real_folder(before) {
        if place.exists() {
            fs::remove_dir_all(before)?;
        } else {
            fs::rename(before, place)?;
        }
    }
    if is_real_folder(draft) {
        fs::remove_dir_all(draft)?;
    }
    Ok(())
}

fn remove_old(dirs: &Dirs, folder: &Path) -> Vec<PathBuf> {
    let old = copies(dirs, folder).into_iter().skip(KEPT).map(|(_, path)| path);
    old.filter(|path| fs::remove_dir_all(path).is_ok()).collect()
}

/// What is copied: files, and folders with all that is in them.
fn parts(dirs: &Dirs) -> Vec<PathBuf> {
    let files = [dirs.settings_file(), dirs.profile_file(), dirs.reminders_file()];
    let before = files.clone().map(|file| crate::platform::store::replace::backup_of(&file));
    let folders = [
        dirs.points_dir(),
        dirs.routines_dir(),
        dirs.drafts_dir(),
        dirs.history_dir(),
        dirs.quarantine_dir(),
    ];
    files.into_iter().chain(before).chain(folders).collect()
}

type Copied = (usize, Vec<(PathBuf, String)>);

/// Copies all into a new folder. What cannot be read is told; what cannot be written ends it.
fn copy(
    dirs: &Dirs,
    draft: &Path,
    today: Date,
    device: Option<&str>,
) -> Result<Copied, (PathBuf, io::Error)> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    RealFs.make_dir(draft).map_err(at(draft))?;
    let mut files = 0;
    let mut left_out = Vec::new();
    let mut folders = vec![draft.to_owned()];
    for part in parts(dirs) {
        let tree = Tree::below(&part);
        for (folder, error) in tree.unread {
            left_out.push((folder, format!("{error}. {}", advice(&error))));
        }
        for other in tree.others {
            left_out.push((other, t!("backup-no-file")));
        }
        let inside = |path: &Path| path.strip_prefix(&dirs.config).ok().map(|it| draft.join(it));
        // Sorted, a folder comes before what is in it.
        for folder in tree.folders.iter().filter_map(|folder| inside(folder)) {
            RealFs.make_dir(&folder).map_err(at(&folder))?;
            folders.push(folder);
        }
        for file in &tree.files {
            let Some(to) = inside(file) else { continue };
            let bytes = match fs::read(file) {
                Ok(bytes) => bytes,
                Err(error) => {
                    left_out.push((file.clone(), format!("{error}. {}", advice(&error))));
                    continue;
                }
            };
            write(&to, &bytes).map_err(at(&to))?;
            files += 1;
        }
    }
    for folder in folders.iter().rev() {
        RealFs.sync_dir(folder).map_err(at(folder))?;
    }
    let device = device.unwrap_or_default();
    let mark = format!(
        "{{ \"version\": 1, \"made\": \"{today}\", \"device\": \"{device}\", \"files\": {files} }}\n"
    );
    for (name, text) in [("README.txt", READ_ME), (MARK, mark.as_str())] {
        let path = draft.join(name);
        put(&RealFs, &path, text.as_bytes()).map_err(at(&path))?;
    }
    Ok((files, left_out))
}

/// Writes a new file and has it synced; `put` would sync its folder each time.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = RealFs.create_new(path)?;
    let mut rest = bytes;
    while !rest.is_empty() {
        match file.write(rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => rest = rest.get(count..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    file.sync()
}

/// The name of this device, if it has one yet.
pub(super) fn device(dirs: &Dirs) -> Option<String> {
    let text = fs::read_to_string(dirs.device_file()).ok()?;
    let id = text.split_ascii_whitespace().next()?;
    let is_id = id.len() == 8 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| id.to_owned())
}

fn week_of(day: Date) -> (i16, i8) {
    let week = day.iso_week_date();
    (week.year(), week.week())
}

fn name((year, week): (i16, i8), device: Option<&str>) -> String {
    let device = device.map_or_else(String::new, |device| format!("-{device}"));
    format!("{PREFIX}{year:04}-W{week:02}{device}")
}

/// The Monday of the week of a copy, if that is the name of one of this device.
fn monday_of(text: &str, device: Option<&str>) -> Option<Date> {
    let (year, rest) = text.strip_prefix(PREFIX)?.split_once("-W")?;
    let week = (year.parse().ok()?, rest.get(..2)?.parse().ok()?);
    let monday = ISOWeekDate::new(week.0, week.1, Weekday::Monday).ok()?.date();
    (text == name(week, device)).then_some(monday)
}

/// Whether that is a copy that was made to its end.
fn is_whole(path: &Path) -> bool {
    is_real_folder(path) && RealFs.kind(&path.join(MARK)).is_ok_and(|kind| kind == Kind::File)
}

/// Whether that is a folder itself, and no link to one.
fn is_real_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_weeks() {
        let check = |day: &str, device, expected: &str| {
            let day: Date = day.parse().expect("a day");
            let name = name(week_of(day), device);
            assert_eq!(name, expected);
            let monday = monday_of(&name, device).expect("a name");
            assert!(monday <= day && (day - monday).get_days() < 7, "{name}: {monday}");
        };
        check("2026-11-23", Some("d7f3a1b2"), "wellspring-backup-2026-W48-d7f3a1b2");
        check("2026-11-29", None, "wellspring-backup-2026-W48");
        // The first days of January may belong to the last week of the year before.
        check("2027-01-03", None, "wellspring-backup-2026-W53");
        check("2024-12-30", None, "wellspring-backup-2025-W01");
    }

    #[test]
    fn what_is_not_ours_has_no_week() {
        for (name, device) in [
            ("wellspring-backup-2026-W48", Some("d7f3a1b2")),
            ("wellspring-backup-2026-W48-d7f3a1b2", None),
            ("wellspring-backup-2026-W48-00000000", Some("d7f3a1b2")),
            ("wellspring-backup-2026-W54", None),
            ("wellspring-backup-2026-W4", None),
            ("wellspring-backup-2026-W+4", None),
            ("wellspring-backup-2026-W48x", None),
            ("Wellspring-backup-2026-W48", None),
            ("wellspring-backup-", None),
            ("wellspring-backup-2026-Wé", None),
        ] {
            assert_eq!(monday_of(name, device), None, "{name}");
        }
    }
}
