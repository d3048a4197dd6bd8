//! Copies of all files: one a week, whole or not at all, and nothing else is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tempfile::TempDir;
use wellspring::platform::backup::{KEPT, Made, NotMade, copies, due, make, weekly};
use wellspring::platform::dirs::Dirs;

use super::Person;

/// A machine with a few files, and a folder for copies.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().expect("a folder") };
        let config = desk.dirs().config;
        for (name, text) in [
            ("settings.json", "{}"),
            ("profile.json", "{}"),
            ("reminders.json", "{}"),
            ("reminders.json.bak", "{ }"),
            ("points/HE-1.json", "a point"),
            ("routines/mine.json", "a routine"),
            ("drafts/new.json", "a draft"),
            ("history/d7f3a1b2/2026.jsonl", "notes\n"),
            ("history/import/0a.jsonl", "more notes\n"),
            ("quarantine/x.txt", "damage"),
            ("something-else.txt", "not ours"),
        ] {
            let path = config.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        fs::create_dir_all(desk.dirs().state).expect("a folder");
        fs::write(desk.dirs().device_file(), "d7f3a1b2 64\n").expect("a name");
        fs::create_dir(desk.to()).expect("a folder");
        desk
    }

    fn dirs(&self) -> Dirs {
        let root = self.folder.path();
        Dirs { config: root.join("config"), state: root.join("state") }
    }

    fn to(&self) -> PathBuf {
        self.folder.path().join("copies")
    }

    #[track_caller]
    fn make(&self, day: &str) -> Made {
        make(&self.dirs(), &self.to(), date(day)).expect("a copy")
    }
}

fn date(day: &str) -> Date {
    day.parse().expect("a day")
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for item in fs::read_dir(one).expect("a folder") {
            let path = item.expect("an item").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_owned();
                let _ = files.insert(name, fs::read(path).expect("a file"));
            }
        }
    }
    files
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|item| item.expect("an item").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_copy_holds_all_of_the_persons_files_and_no_others() {
    let desk = Desk::new();
    assert!(due(&desk.dirs(), &desk.to(), date("2026-11-23")));
    let made = desk.make("2026-11-23");
    assert_eq!(names(&desk.to()), ["wellspring-backup-2026-W48-d7f3a1b2"], "no draft stays");
    assert!((made.files, made.left_out.len(), made.removed.len()) == (10, 0, 0), "{made:?}");
    let mut expected = files(&desk.dirs().config);
    let _ = expected.remove(Path::new("something-else.txt")).expect("not ours");
    let mut copied = files(&made.folder);
    for own in ["README.txt", "wellspring-backup.json"] {
        assert!(copied.remove(Path::new(own)).is_some(), "{own}");
    }
    assert_eq!(copied, expected);
    let folder = desk.to().display().to_string();
    for (folder, day, is_made) in [
        (None, "2026-11-30", false),
        (Some(folder.as_str()), "2026-11-29", false),
        (Some(folder.as_str()), "2026-11-30", true),
        (Some(folder.as_str()), "2026-12-06", false),
    ] {
        let came = weekly(&desk.dirs(), folder, date(day));
        assert_eq!(came.is_some_and(|made| made.is_ok()), is_made, "{folder:?} {day}");
    }
    for (day, is_due) in [("2026-11-29", false), ("2026-12-07", true), ("2026-11-22", true)] {
        assert_eq!(due(&desk.dirs(), &desk.to(), date(day)), is_due, "{day}");
    }
    #[cfg(unix)]
    for name in [
        "",
        "history",
        "history/d7f3a1b2",
        "settings.json",
        "history/import/0a.jsonl",
        "README.txt",
    ] {
        use std::os::unix::fs::PermissionsExt as _;
        let path = made.folder.join(name);
        let bits = fs::metadata(&path).expect("there").permissions().mode() & 0o777;
        assert_eq!(bits, if path.is_dir() { 0o700 } else { 0o600 }, "{name}");
    }
}

#[test]
fn the_newest_stay_and_only_what_is_ours_goes() {
    let desk = Desk::new();
    let to = desk.to();
    // What looks like ours and is not: without the mark, of another device, a file, a link to a folder.
    for name in
        ["wellspring-backup-2020-W01-d7f3a1b2", "wellspring-backup-2020-W02-00000000", "letters"]
    {
        fs::create_dir(to.join(name)).expect("a folder");
        fs::write(to.join(name).join("precious.txt"), "precious").expect("a file");
    }
    fs::write(to.join("wellspring-backup-2020-W02-00000000/wellspring-backup.json"), "{}")
        .expect("a mark");
    fs::write(to.join("wellspring-backup-2020-W03-d7f3a1b2"), "a file").expect("a file");
    #[cfg(unix)]
    {
        let far = desk.folder.path().join("far");
        fs::create_dir(&far).expect("a folder");
        fs::write(far.join("wellspring-backup.json"), "{}").expect("a mark");
        std::os::unix::fs::symlink(&far, to.join("wellspring-backup-2020-W04-d7f3a1b2"))
            .expect("a link");
    }
    let before = names(&to);
    let mut day = date("2026-01-05");
    let mut removed = 0;
    for made in 1..=KEPT + 3 {
        removed += desk.make(&day.to_string()).removed.len();
        assert_eq!(removed, made.saturating_sub(KEPT), "one for one");
        day = day.saturating_add(jiff::Span::new().weeks(1));
    }
    let kept: Vec<String> =
        copies(&desk.dirs(), &to).iter().map(|(day, _)| day.to_string()).collect();
    assert_eq!(kept.len(), KEPT);
    assert_eq!((kept[0].as_str(), kept[KEPT - 1].as_str()), ("2026-03-16", "2026-01-26"));
    let now = names(&to);
    assert!(before.iter().all(|name| now.contains(name)), "{before:?} {now:?}");
    assert_eq!(now.len(), before.len() + KEPT);
}

#[test]
fn a_copy_of_the_same_week_takes_the_place_of_the_first() {
    let desk = Desk::new();
    let _ = desk.make("2026-11-23");
    fs::write(desk.dirs().settings_file(), "{ \"new\": 1 }").expect("a file");
    let made = desk.make("2026-11-25");
    assert_eq!(names(&desk.to()).len(), 1);
    assert_eq!(
        fs::read_to_string(made.folder.join("settings.json")).expect("there"),
        "{ \"new\": 1 }"
    );
}

/// At whatever step the power went: the next copy ends it, and meanwhile a whole one is there under one name or another.
#[test]
fn what_a_crash_left_is_ended() {
    let name = "wellspring-backup-2026-W48-d7f3a1b2";
    for (place, before, draft) in [
        (true, false, true),
        (false, true, true),
        (false, true, false),
        (true, true, false),
        (false, false, true),
    ] {
        let desk = Desk::new();
        let made = desk.make("2026-11-23").folder;
        let hidden = |ending: &str| desk.to().join(format!(".{name}.{ending}"));
        let copy = |to: &Path| {
            fs::create_dir(to).expect("a folder");
            fs::write(to.join("wellspring-backup.json"), "{}").expect("a mark");
        };
        match (place, before) {
            (true, true) => copy(&hidden("before")),
            (false, true) => fs::rename(&made, hidden("before")).expect("renamed"),
            (false, false) => fs::remove_dir_all(&made).expect("removed"),
            (true, false) => {}
        }
        if draft {
            copy(&hidden("draft"));
        }
        let _ = desk.make("2026-11-23");
        assert_eq!(names(&desk.to()), [name], "{place} {before} {draft}");
        assert_eq!(fs::read_to_string(made.join("points/HE-1.json")).expect("there"), "a point");
    }
}

#[test]
fn what_cannot_be_is_said_and_changes_nothing() {
    let desk = Desk::new();
    let dirs = desk.dirs();
    let today = date("2026-11-23");
    let check = |folder: &Path, says: &str| {
        let before = files(desk.folder.path());
        let error = make(&dirs, folder, today).expect_err("refused").to_string();
        assert!(error.contains(says) && error.contains(". "), "{error}");
        let mut after = files(desk.folder.path());
        let _ = after.remove(Path::new("state/backup-lock"));
        assert_eq!(after, before, "{error}");
    };
    check(Path::new("copies"), "not named whole");
    check(&dirs.config, "would copy itself");
    check(&dirs.history_dir(), "would copy itself");
    check(&desk.folder.path().join("nowhere"), "not there now");
    check(&dirs.settings_file(), "is no folder");
    // Something of another's stands in its place.
    fs::write(desk.to().join(".wellspring-backup-2026-W48-d7f3a1b2.draft"), "x").expect("a file");
    check(&desk.to(), "was not made");
    let empty = Dirs { config: desk.folder.path().join("empty"), ..dirs.clone() };
    assert!(matches!(make(&empty, &desk.to(), today), Err(NotMade::Nothing(_))));
}

/// What cannot be read is told, the rest is copied, and no older copy goes for it.
#[cfg(unix)]
#[test]
fn a_part_that_cannot_be_copied_is_told() {
    let desk = Desk::new();
    for week in 0..i64::try_from(KEPT).expect("few") {
        let day = date("2026-01-05").saturating_add(jiff::Span::new().weeks(week));
        let _ = desk.make(&day.to_string());
    }
    std::os::unix::fs::symlink("/nonexistent", desk.dirs().points_dir().join("KI-3.json"))
        .expect("a link");
    let made = desk.make("2026-11-23");
    assert!((made.files, made.left_out.len(), made.removed.len()) == (10, 1, 0), "{made:?}");
    assert_eq!(copies(&desk.dirs(), &desk.to()).len(), KEPT + 1);
}

#[test]
fn the_command_copies_sets_the_week_and_says_how_to_come_back() {
    let person = Person::new();
    assert_eq!(person.run(&["history", "add", "LI-4", "--minutes", "5"]).code, 0);
    let where_to = person.run(&["backup"]);
    assert!(where_to.code == 1 && where_to.err.contains("--weekly"), "{where_to:?}");
    let to = person.config().with_file_name("copies");
    let folder = to.display().to_string();
    let missing = person.run(&["backup", "--to", &folder]);
    assert!(missing.code == 1 && missing.err.contains("make the folder"), "{missing:?}");
    fs::create_dir(&to).expect("a folder");
    for arguments in
        [&["backup", "--to", &folder][..], &["backup", "--weekly", &folder], &["backup"]]
    {
        let came = person.run(arguments);
        assert!(
            came.code == 0 && came.out.contains("wellspring import"),
            "{arguments:?}: {came:?}"
        );
    }
    let names = names(&to);
    assert_eq!(names.len(), 1, "{names:?}");
    let settings = fs::read_to_string(person.config().join("settings.json")).expect("settings");
    assert!(settings.contains(&format!("\"backup_folder\": \"{folder}\"")), "{settings}");
    // On another machine the history comes back from it.
    let there = Person::new();
    let copy = to.join(&names[0]).display().to_string();
    assert_eq!(there.run(&["import", &copy, "--yes"]).code, 0);
    let printed = |person: &Person| person.run(&["history", "--json"]).out;
    assert_eq!(printed(&there), printed(&person));
    assert_eq!(person.run(&["backup", "--no-weekly"]).code, 0);
    assert_eq!(person.run(&["backup"]).code, 1);
}
