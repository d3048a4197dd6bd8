//! `wellspring import`: a page or a file of a point becomes one of the person's own points; a history is united with
//! the one that is here.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::known::{self, Here};
use super::{Failure, WELL, describe, print, print_lines};
use crate::domain::catalogue::Catalogue;
use crate::domain::point::Point;
use crate::format::contract;
use crate::format::page::{self, Understood};
use crate::format::point::{self, PointFile};
use crate::platform::diagnostics;
use crate::platform::dirs::Dirs;
use crate::platform::history_files::is_history;
use crate::platform::store::{self, LARGEST_FILE};
use crate::t;

mod history;

pub(super) use history::Asked;

/// Tells by what they are whether it is a history or a page that is to be imported. Gives the exit code.
pub(super) fn run(dirs: &Dirs, paths: &[PathBuf], asked: Asked) -> Result<u8, Failure> {
    match paths {
        [file] if !is_history(file) => page(dirs, file, asked.check, asked.json).map(|()| WELL),
        paths if paths.iter().all(|path| is_history(path)) => history::run(dirs, paths, asked),
        _ => Err(Failure::Refused(t!("import-one-page"))),
    }
}

fn page(dirs: &Dirs, file: &Path, check: bool, json: bool) -> Result<(), Failure> {
    let text = text_of(file)?;
    let here = Here::with(known::shipped()?, dirs);
    let read = read(&text, &here.library.catalogue)
        .map_err(|why| Failure::Refused(t!("import-refused", file = name(file), why = why)))?;
    let mut kept = if check { vec![t!("import-checked")] } else { store(dirs, &read.own)? };
    if !check || read.point.playable().is_err() {
        kept.extend(describe::what_now(&read.point, &here));
    }
    if json {
        for line in kept.iter().filter(|_| !check) {
            diagnostics::say(line);
        }
        let text = contract::text(&contract::one(&read.point));
        return print(&text.map_err(|error| Failure::machine(&error))?);
    }
    let mut lines = match &read.understood {
        Some(understood) => describe::understood(understood, &read.point, &here.library.lines),
        None => describe::point(&read.point, &here),
    };
    lines.push(String::new());
    lines.extend(kept);
    print_lines(&lines)
}

/// What was read of a file.
struct Read {
    /// As the file says: what is stored.
    own: Point,
    /// As it stands under the catalogue: what is shown, and played.
    point: Point,
    /// What was found in a page, part by part.
    understood: Option<Vec<Understood>>,
}

fn read(text: &str, catalogue: &Catalogue) -> Result<Read, String> {
    if page::is_page(text) {
        let reading = page::read_page(text, catalogue).map_err(|error| error.to_string())?;
        Ok(Read { own: reading.own, point: reading.point, understood: Some(reading.understood) })
    } else {
        let reading = point::read(text, catalogue).map_err(|error| error.to_string())?;
        Ok(Read { own: reading.own, point: reading.point, understood: None })
    }
}

/// Stores the point; says where, and what became of one that was there before.
fn store(dirs: &Dirs, own: &Point) -> Result<Vec<String>, Failure> {
    let text = contract::text(&PointFile::stored(own)).map_err(|error| Failure::machine(&error))?;
    let before = fs::read_to_string(dirs.points_dir().join(format!("{}.json", own.code))).ok();
    let path =
        store::save_point(dirs, &own.code, &text).map_err(|error| Failure::machine(&error))?;
    let mut lines =
        vec![t!("import-stored", code = own.code.as_str(), file = path.display().to_string())];
    if before.is_some_and(|before| before != text) {
        lines.push(t!("import-before", file = format!("{}.bak", path.display())));
    }
    Ok(lines)
}

/// The text of a file, or of standard input for `-`. No more is read than a point can hold.
fn text_of(file: &Path) -> Result<String, Failure> {
    let cannot = |why: &dyn std::fmt::Display| {
        Failure::Refused(t!("import-unreadable", file = name(file), why = why.to_string()))
    };
    let mut bytes = Vec::new();
    let most = LARGEST_FILE + 1;
    let read = if file.as_os_str() == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|open| open.take(most).read_to_end(&mut bytes))
    };
    let _ = read.map_err(|error| cannot(&error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_FILE {
        return Err(cannot(&t!("import-too-large")));
    }
    String::from_utf8(bytes).map_err(|_| cannot(&t!("import-no-text")))
}

fn name(file: &Path) -> String {
    if file.as_os_str() == "-" { t!("import-stdin") } else { file.display().to_string() }
}
