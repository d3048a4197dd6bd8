//! Routines that are shared: previewed, accepted, exported and removed; nothing is overwritten unasked.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use wellspring::domain::routine::Routine;
use wellspring::format::routine;
use wellspring::platform::dirs::Dirs;
use wellspring::platform::library::own_routines;
use wellspring::platform::sharing::{
    Accepted, Clash, Known, Present, Refused, accept, export, place, preview,
};
use wellspring::platform::store;

use super::files::GOOD;
use crate::points::library;

struct Shelf {
    folder: TempDir,
    dirs: Dirs,
}

impl Shelf {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let dirs =
            Dirs { config: folder.path().join("config"), state: folder.path().join("state") };
        Self { folder, dirs }
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, bytes).expect("written");
        path
    }

    fn own(&self) -> Vec<Routine> {
        own_routines(&self.dirs, &library().catalogue).0
    }

    fn files(&self) -> Vec<String> {
        let Ok(all) = fs::read_dir(self.dirs.routines_dir()) else { return Vec::new() };
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = all.map(|entry| name(entry.expect("an entry"))).collect();
        names.sort();
        names
    }

    /// Imports a file, with what is here read anew.
    fn import(&self, file: &Path, clash: Clash) -> Result<Accepted, Refused> {
        let own = self.own();
        let known = Known { library: library(), own: &own, dirs: &self.dirs };
        accept(&preview(file, known)?, clash, known)
    }
}

fn saved(accepted: Result<Accepted, Refused>) -> (Routine, Option<PathBuf>) {
    match accepted.expect("accepted") {
        Accepted::Saved { routine, before, .. } => (*routine, before),
        Accepted::Same => panic!("it was not there before"),
    }
}

/// Files that hold no routine: nothing is kept of them, and what is said says what to do.
#[test]
fn bad_files_are_refused_whole() {
    let shelf = Shelf::new();
    let wide: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [&[0xFF, 0xFE], wide.as_slice()].concat();
    let large = GOOD.replace("For the evening.", &"a".repeat(1024 * 1024));
    let rows: [(&str, &[u8], &str); 8] = [
        ("empty.json", b"", "empty.json: the file is empty"),
        ("utf16.json", &wide, "it is UTF-16 text. Save it as UTF-8"),
        ("utf16-mark.json", &with_mark, "it is UTF-16 text. Save it as UTF-8"),
        ("picture.json", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is no text"),
        ("latin.json", b"{ \"name\": \"\xE9\" }", "it is no text"),
        ("large.json", large.as_bytes(), "larger than 1 MiB"),
        ("newer.json", b"{ \"version\": 9, \"name\": \"X\", \"points\": [] }", "version 9"),
        ("list.json", b"[1]", "this is a list"),
    ];
    for (name, bytes, says) in rows {
        let file = shelf.write(name, bytes);
        let error = shelf.import(&file, Clash::Replace).expect_err(name);
        let text = error.to_string();
        assert!(text.contains(name) && text.contains(says), "{text}");
        assert!(!error.is_failure(), "{name}");
    }
    let error = shelf.import(shelf.folder.path(), Clash::Refuse).expect_err("a folder");
    assert!(error.to_string().contains("it is a folder. Name the files in it"), "{error}");
    let error = shelf.import(Path::new("/no/such/file"), Clash::Refuse).expect_err("nothing");
    assert!(error.to_string().contains("Is the name right?"), "{error}");
    assert_eq!(shelf.files(), [""; 0]);
    // A mark at the beginning that means nothing is passed over.
    let marked = shelf.write("marked.json", format!("\u{feff}{GOOD}"));
    assert_eq!(saved(shelf.import(&marked, Clash::Refuse)).0.key, "my-evening");
}

#[test]
fn what_is_here_is_never_replaced_unasked() {
    let shelf = Shelf::new();
    let file = shelf.write("one.json", GOOD);
    let (first, before) = saved(shelf.import(&file, Clash::Refuse));
    assert_eq!((first.name.as_str(), before), ("My evening", None));
    assert_eq!(shelf.own(), std::slice::from_ref(&first));
    assert_eq!(shelf.import(&file, Clash::Replace).expect("the same"), Accepted::Same);

    let other = shelf.write("two.json", GOOD.replace("For the evening.", "For the morning."));
    let kept = fs::read(shelf.dirs.routines_dir().join("my-evening.json")).expect("kept");
    let error = shelf.import(&other, Clash::Refuse).expect_err("it differs");
    assert!(matches!(&error, Refused::Clash { present: Present::Own, .. }), "{error:?}");
    let text = error.to_string();
    assert!(
        text.contains("my-evening") && !text.contains("--"),
        "not only for a command line: {text}"
    );
    assert_eq!(shelf.own(), std::slice::from_ref(&first), "nothing was done");

    let (both, _) = saved(shelf.import(&other, Clash::KeepBoth));
    assert_eq!((both.key.as_str(), both.name.as_str()), ("my-evening-2", "My evening (2)"));
    let (replaced, before) = saved(shelf.import(&other, Clash::Replace));
    assert_eq!(
        (replaced.key.as_str(), replaced.about.as_str()),
        ("my-evening", "For the morning.")
    );
    let before = before.expect("kept beside it");
    assert_eq!(fs::read(&before).expect("the old one"), kept);
    assert_eq!(shelf.files(), ["my-evening-2.json", "my-evening.json", "my-evening.json.bak"]);
}

#[test]
fn what_came_with_it_is_not_replaced_at_all() {
    let shelf = Shelf::new();
    let shipped = library().routines.iter().find(|one| one.key == "bedtime").expect("bedtime");
    let text = routine::write(shipped).expect("text");
    let file = shelf.write("bedtime.json", &text);
    assert_eq!(shelf.import(&file, Clash::Refuse).expect("the same"), Accepted::Same);
    let file = shelf.write("bedtime.json", text.replace("90", "100"));
    for clash in [Clash::Refuse, Clash::Replace] {
        let error = shelf.import(&file, clash).expect_err("it came with Wellspring");
        assert!(matches!(&error, Refused::Clash { present: Present::Shipped, .. }), "{error:?}");
    }
    let (kept, _) = saved(shelf.import(&file, Clash::KeepBoth));
    assert_eq!((kept.key.as_str(), kept.name.as_str()), ("bedtime-2", "Bedtime (2)"));
}

/// A file of the person's own that this version cannot read is not taken for nothing.
#[test]
fn a_file_that_cannot_be_read_is_not_overwritten_unasked() {
    let shelf = Shelf::new();
    let newer = GOOD.replace("\"version\": 2", "\"version\": 3");
    let own = shelf.write("config/routines/my-evening.json", &newer);
    let _ = shelf.write("config/routines/My Evening.json", GOOD);
    assert_eq!(shelf.own(), [], "one is newer, the name of the other is no key");
    let (_, notices) = own_routines(&shelf.dirs, &library().catalogue);
    let told: Vec<String> = notices.iter().map(ToString::to_string).collect();
    assert!(told[0].contains("Rename it, such as to my-evening.json"), "{told:?}");
    assert!(told[1].contains("version 3"), "{told:?}");
    let file = shelf.write("one.json", GOOD);
    let error = shelf.import(&file, Clash::Refuse).expect_err("something is there");
    assert!(matches!(&error, Refused::Clash { present: Present::Unread, .. }), "{error:?}");
    assert_eq!(saved(shelf.import(&file, Clash::KeepBoth)).0.key, "my-evening-2");
    let _ = saved(shelf.import(&file, Clash::Replace));
    assert!(fs::read_to_string(own).expect("replaced").contains("\"version\": 2"));
    let kept = fs::read_to_string(shelf.dirs.routines_dir().join("my-evening.json.bak"));
    assert_eq!(kept.expect("kept"), newer);
}

#[test]
fn exported_and_imported_it_is_the_same() {
    let (shelf, other) = (Shelf::new(), Shelf::new());
    let file = shelf.write("one.json", GOOD);
    let _ = saved(shelf.import(&file, Clash::Refuse));
    let own = shelf.own();
    let all: Vec<&Routine> = own.iter().chain(&library().routines).collect();
    let to = shelf.folder.path().join("out/deep");
    let files = export(&all, &to, false).expect("exported");
    assert_eq!(files.len(), all.len());
    for (file, routine) in files.iter().zip(&all) {
        assert_eq!(*file, to.join(format!("{}.json", routine.key)));
        let known = Known { library: library(), own: &[], dirs: &other.dirs };
        let preview = preview(file, known).expect("its own file");
        let accepted = place(&preview, Clash::Refuse, known).expect("nothing stands in the way");
        assert_eq!(accepted, (routine.key == "my-evening").then(|| (*routine).clone()));
    }
    // The same once more changes nothing; what is other is not written over, and then none is written.
    let _ = export(&all, &to, false).expect("the same");
    fs::write(&files[0], "mine").expect("changed");
    fs::remove_file(&files[1]).expect("removed");
    let error = export(&all, &to, false).expect_err("something else is there");
    assert!(error.to_string().contains("--force"), "{error}");
    assert_eq!(fs::read_to_string(&files[0]).expect("there"), "mine");
    assert!(!files[1].exists(), "all or none");
    let _ = export(&all, &to, true).expect("forced");
    assert_eq!(
        fs::read_to_string(&files[0]).expect("there"),
        routine::write(all[0]).expect("text")
    );
    let error = export(&all, &files[0], true).expect_err("a file");
    assert!(error.to_string().contains("a folder is needed"), "{error}");
    let error = export(&all[..1], &to.join("not/there.json"), false).expect_err("no folder");
    assert!(error.is_failure() && error.to_string().contains("Make its folder"), "{error}");
}

#[test]
fn what_is_removed_is_kept_and_can_come_back() {
    let shelf = Shelf::new();
    let file = shelf.write("one.json", GOOD);
    let (routine, _) = saved(shelf.import(&file, Clash::Refuse));
    let kept = store::remove_routine(&shelf.dirs, "my-evening").expect("removed");
    assert_eq!((shelf.own(), shelf.files()), (Vec::new(), vec!["my-evening.json.bak".to_owned()]));
    let error = store::remove_routine(&shelf.dirs, "my-evening").expect_err("gone");
    assert!(error.to_string().contains("could not be removed"), "{error}");
    assert_eq!(saved(shelf.import(&kept, Clash::Refuse)).0, routine);
    assert_eq!(shelf.own(), [routine]);
}
