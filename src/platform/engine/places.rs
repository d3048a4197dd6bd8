//! Where engines and their voices lie on a machine. Only absolute paths count: nothing is taken from the folder that
//! happens to be the current one.

use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use directories::BaseDirs;

/// Folders of programs that a window started from an icon may have no word of in its PATH.
#[cfg(not(windows))]
const MORE: &[&str] = &["/usr/local/bin", "/opt/homebrew/bin", "/opt/local/bin"];
#[cfg(windows)]
const MORE: &[&str] = &["C:\\Program Files\\eSpeak NG", "C:\\Program Files\\piper"];

/// Where voices for piper are put by packages; in the person's folders the same, under their data folder.
const MODEL_FOLDERS: &[&str] = &["piper-voices", "piper/voices", "piper"];
#[cfg(not(windows))]
const SHARED: &[&str] = &["/usr/local/share", "/usr/share"];
#[cfg(windows)]
const SHARED: &[&str] = &[];

/// Voices lie at most so deep in a folder, and no more than so many files are looked at: a link that leads back, or
/// a folder that is the whole disk, must not hold up the start.
const DEEPEST: usize = 4;
const MOST_ENTRIES: usize = 2_000;

/// The folders to look in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// For programs.
    pub programs: Vec<PathBuf>,
    /// For voices of piper, the person's own first.
    pub models: Vec<PathBuf>,
}

impl Places {
    /// Those of this machine; `own` is the folder of the person's own voices.
    pub fn usual(own: Option<PathBuf>) -> Self {
        let mut programs = absolute_entries();
        let mut models: Vec<PathBuf> = own.into_iter().collect();
        if let Some(home) = BaseDirs::new() {
            programs.push(home.home_dir().join(".local/bin"));
            for data in [home.data_dir(), home.data_local_dir()] {
                models.extend(MODEL_FOLDERS.iter().map(|folder| data.join(folder)));
            }
        }
        programs.extend(MORE.iter().map(PathBuf::from));
        for shared in SHARED {
            models.extend(MODEL_FOLDERS.iter().map(|folder| Path::new(shared).join(folder)));
        }
        Self { programs, models }
    }

    /// The first program of that name that may be run.
    pub fn program(&self, name: &str) -> Option<PathBuf> {
        let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        let paths = self.programs.iter().filter(|folder| folder.is_absolute());
        paths.map(|folder| folder.join(&name)).find(|path| is_program(path))
    }

    /// The English voices for piper: each is a `.onnx` with its `.onnx.json` beside it, and English when its name
    /// begins with "en". No name twice; the first found counts.
    pub fn models(&self) -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> = Vec::new();
        let mut left = MOST_ENTRIES;
        for folder in self.models.iter().filter(|folder| folder.is_absolute()) {
            let mut here = Vec::new();
            collect(folder, DEEPEST, &mut left, &mut here);
            here.sort_by_key(|path| (path.components().count(), path.clone()));
            for path in here {
                if found.iter().all(|other| other.file_name() != path.file_name()) {
                    found.push(path);
                }
            }
        }
        found
    }
}

fn collect(folder: &Path, depth: usize, left: &mut usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = folder.read_dir() else { return };
    for entry in entries.flatten() {
        if *left == 0 {
            return;
        }
        *left -= 1;
        let path = entry.path();
        if path.is_dir() {
            if depth > 1 {
                collect(&path, depth - 1, left, found);
            }
        } else if is_model(&path) {
            found.push(path);
        }
    }
}

fn is_model(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_english = name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("en"));
    is_english
        && path.extension().is_some_and(|end| end == "onnx")
        && path.is_file()
        && path.with_extension("onnx.json").is_file()
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Whether that `piper` is not the engine but a tool of the same name that sets up mice and opens a window.
pub fn is_mouse_tool(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(4_096).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    read.is_ok() && head.starts_with("#!") && (head.contains("ratbag") || head.contains("Gtk"))
}

/// The folders of PATH that say where they are from the root on.
fn absolute_entries() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect()
}

/// PATH without what depends on the current folder.
pub fn absolute_path() -> OsString {
    std::env::join_paths(absolute_entries()).unwrap_or_default()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn put(path: &Path, text: &str, mode: u32) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_program_is_an_executable_file_in_an_absolute_folder() {
        let root = tempfile::tempdir().unwrap();
        let folder = |name: &str| root.path().join(name);
        put(&folder("a/flite"), "", 0o644);
        fs::create_dir_all(folder("b/flite")).unwrap();
        put(&folder("c/flite"), "", 0o755);
        put(&folder("d/flite"), "", 0o755);
        let relative = PathBuf::from(".");
        let programs =
            [relative, folder("none"), folder("a"), folder("b"), folder("c"), folder("d")];
        let places = Places { programs: programs.into(), models: Vec::new() };
        assert_eq!(places.program("flite"), Some(folder("c/flite")));
        assert_eq!(places.program("espeak-ng"), None);
        assert_eq!(places.program("Cargo.toml"), None, "it lies in the current folder");
        assert!(Places::usual(None).programs.iter().all(|folder| folder.is_absolute()));
    }

    #[test]
    fn a_model_is_english_has_its_description_and_counts_once() {
        let root = tempfile::tempdir().unwrap();
        let file = |name: &str| root.path().join(name);
        for name in ["own/en_GB-mine", "deep/en/en_US/lessac/en_US-lessac", "deep/en_GB-mine"] {
            put(&file(&format!("{name}.onnx")), "", 0o644);
            put(&file(&format!("{name}.onnx.json")), "{}", 0o644);
        }
        put(&file("own/en_US-bare.onnx"), "", 0o644);
        put(&file("own/de_DE-x.onnx"), "", 0o644);
        put(&file("own/de_DE-x.onnx.json"), "", 0o644);
        std::os::unix::fs::symlink(root.path(), file("own/back")).unwrap();
        let places = Places { programs: Vec::new(), models: vec![file("own"), file("deep")] };
        let found = places.models();
        let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap()).collect();
        assert_eq!(names, ["en_GB-mine.onnx", "en_US-lessac.onnx"], "{found:?}");
    }

    #[test]
    fn the_tool_for_mice_is_told_from_the_engine() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("piper");
        for (text, is_tool) in [
            ("#!/usr/bin/python3\nimport gi\ngi.require_version('Gtk', '3.0')\n", true),
            ("#!/usr/bin/python3\nfrom piper.__main__ import main\n", false),
            ("\u{7f}ELF Gtk", false),
        ] {
            put(&path, text, 0o755);
            assert_eq!(is_mouse_tool(&path), is_tool, "{text}");
        }
    }
}
