//! `wellspring routine export` and `import`.

use std::io;
use std::path::Path;

use serde::Serialize;

use super::arguments::ImportFlags;
use super::told::{self, Judged, VERSION, print_json};
use super::{Routines, print, print_lines};
use crate::cli::describe::WIDEST;
use crate::cli::{Failure, REFUSED, WELL, complain};
use crate::domain::point::Origin;
use crate::domain::routine::Routine;
use crate::format::routine;
use crate::platform::dirs::Dirs;
use crate::platform::sharing::{self, Accepted, Clash, Present, Preview, Refused};
use crate::t;
use crate::words::columns::paragraph;
use crate::words::sharing as words;

/// Standard input or output in place of a file.
const STANDARD: &str = "-";

pub(super) fn export(
    all: &Routines,
    keys: &[String],
    own: bool,
    output: &Path,
    force: bool,
) -> Result<(), Failure> {
    let mut routines: Vec<&Routine> = Vec::new();
    for key in keys {
        let routine = all.find(key)?;
        if !routines.contains(&routine) {
            routines.push(routine);
        }
    }
    if own {
        routines.extend(&all.own);
        if routines.is_empty() {
            return Err(Failure::Refused(t!("export-none")));
        }
    } else if routines.is_empty() {
        return Err(Failure::Refused(t!("export-which")));
    }
    if output.as_os_str() == STANDARD {
        let [one] = routines.as_slice() else { return Err(Failure::Refused(t!("export-one"))) };
        return print(&routine::write(one).map_err(|error| Failure::machine(&error))?);
    }
    if own && output.is_file() {
        return Err(Refused::NoFolder(output.to_owned()).into());
    }
    // All of the person's own go into a folder also where they are only one.
    let folder = output.join("");
    let output = if own { &folder } else { output };
    let files = sharing::export(&routines, output, force)?;
    let told = files.iter().map(|file| t!("export-done", file = file.display().to_string()));
    print_lines(&told.collect::<Vec<_>>())
}

/// A file, and what came of it.
struct Imported {
    preview: Preview,
    accepted: Option<Accepted>,
}

/// Imports all of the files or, where one of them cannot be, none. Gives the exit code.
pub(super) fn import(all: &Routines, dirs: &Dirs, flags: &ImportFlags) -> Result<u8, Failure> {
    let clash = match (flags.clash.replace, flags.clash.keep_both) {
        (true, _) => Clash::Replace,
        (_, true) => Clash::KeepBoth,
        _ => Clash::Refuse,
    };
    let mut previews = Vec::new();
    let mut refused = Vec::new();
    for file in &flags.files {
        match preview(all, dirs, file) {
            Ok(preview) => previews.push(preview),
            Err(error) => refused.push(error),
        }
    }
    // As if each before it were kept already: two files may have one key.
    let mut own = all.own.clone();
    for preview in previews.iter().filter(|_| !flags.check) {
        match sharing::place(preview, clash, all.known(&own, dirs)) {
            Ok(Some(routine)) => put(&mut own, routine),
            Ok(None) => {}
            Err(error) => refused.push(error),
        }
    }
    let is_refused = !refused.is_empty();
    for error in &refused {
        complain(&told_refused(error));
    }
    let mut own = all.own.clone();
    let mut imported = Vec::new();
    for preview in previews {
        let known = all.known(&own, dirs);
        let is_kept = !flags.check && !is_refused;
        let accepted = if is_kept { Some(sharing::accept(&preview, clash, known)?) } else { None };
        if let Some(Accepted::Saved { routine, .. }) = &accepted {
            put(&mut own, (**routine).clone());
        }
        imported.push(Imported { preview, accepted });
    }
    if is_refused && !flags.check {
        complain(&t!("import-nothing"));
    }
    if flags.json {
        let routines = imported.iter().map(object).collect();
        print_json(&Printed { version: VERSION, routines })?;
    } else {
        let told: Vec<Vec<String>> =
            imported.iter().map(|one| told(all, one, flags.check)).collect();
        if !told.is_empty() {
            print_lines(&told.join(&String::new()))?;
        }
    }
    Ok(if is_refused { REFUSED } else { WELL })
}

fn put(own: &mut Vec<Routine>, routine: Routine) {
    match own.iter_mut().find(|one| one.key == routine.key) {
        Some(place) => *place = routine,
        None => own.push(routine),
    }
}

fn preview(all: &Routines, dirs: &Dirs, file: &Path) -> Result<Preview, Refused> {
    let known = all.known(&all.own, dirs);
    if file.as_os_str() != STANDARD {
        return sharing::preview(file, known);
    }
    let file = t!("import-stdin");
    match sharing::text_of(io::stdin().lock()) {
        Ok(text) => sharing::preview_text(&file, &text, known),
        Err(why) => Err(Refused::Unreadable { file, why }),
    }
}

fn told(all: &Routines, one: &Imported, check: bool) -> Vec<String> {
    let Preview { file, routine, points, present } = &one.preview;
    // A line with a file in it is not broken: it may be wanted whole.
    let mut lines = vec![t!("import-from", name = routine.name.as_str(), file = file.as_str())];
    let mut line = |text: &str| {
        lines.extend(text.lines().flat_map(|line| paragraph(line, WIDEST)));
    };
    line(&routine.about);
    if !routine.therapist.is_empty() {
        line(&t!("import-note", note = routine.therapist.as_str()));
    }
    lines.push(String::new());
    lines.extend(told::points(all, routine, points, true));
    lines.push(String::new());
    let mut line = |text: &str| lines.extend(paragraph(text, WIDEST));
    for sentence in words::summary(points) {
        line(&sentence);
    }
    match &one.accepted {
        Some(Accepted::Saved { routine, path, before }) => {
            let (name, file) = (routine.name.as_str(), path.display().to_string());
            lines.push(if routine.key == one.preview.routine.key {
                t!("import-kept", file = file)
            } else {
                t!("import-kept-renamed", name = name, file = file)
            });
            if let Some(before) = before {
                lines.push(t!("import-kept-before", file = before.display().to_string()));
            }
            lines.push(t!("import-start", key = routine.key.as_str()));
        }
        _ if *present == Present::Same => {
            let shipped = all.find(&routine.key).is_ok_and(|one| one.origin == Origin::Shipped);
            line(&if shipped { t!("import-same-shipped") } else { t!("import-same") });
        }
        _ => {
            if let Some(text) = clash(*present, &routine.key).filter(|_| check) {
                line(&text);
            }
            if check {
                line(&t!("import-would-keep"));
            }
        }
    }
    lines
}

/// Why a file is not taken and, where another routine stands in the way, what to add to the command.
pub(super) fn told_refused(refused: &Refused) -> String {
    let Refused::Clash { routine, present, .. } = refused else { return refused.to_string() };
    let how = match present {
        Present::Shipped => t!("import-clash-shipped-how"),
        Present::Unread => t!("import-clash-unread-how"),
        _ => t!("import-clash-how", key = &routine.key),
    };
    format!("{refused}. {how}")
}

/// What would stand in the way of keeping it.
fn clash(present: Present, key: &str) -> Option<String> {
    match present {
        Present::Own => Some(t!("import-present-own", key = key)),
        Present::Shipped => Some(t!("import-present-shipped", key = key)),
        Present::Unread => Some(t!("import-present-unread", key = key)),
        Present::No | Present::Same => None,
    }
}

/// What came of the files, as programs read it.
#[derive(Serialize)]
struct Printed {
    version: u64,
    routines: Vec<PrintedFile>,
}

#[derive(Serialize)]
struct PrintedFile {
    file: String,
    key: String,
    name: String,
    points: Vec<Judged>,
    present: &'static str,
    kept: Option<String>,
    before: Option<String>,
}

fn object(one: &Imported) -> PrintedFile {
    let Preview { file, routine, points, present } = &one.preview;
    let (mut key, mut name) = (&routine.key, &routine.name);
    let (mut kept, mut before) = (None, None);
    if let Some(Accepted::Saved { routine, path, before: old }) = &one.accepted {
        (key, name) = (&routine.key, &routine.name);
        kept = Some(path.display().to_string());
        before = old.as_ref().map(|old| old.display().to_string());
    }
    PrintedFile {
        file: file.clone(),
        key: key.clone(),
        name: name.clone(),
        points: told::judged(routine, points),
        present: present.name(),
        kept,
        before,
    }
}
