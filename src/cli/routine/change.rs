//! `wellspring routine delete`, `rename` and `copy`.

use super::{Routines, print_lines};
use crate::cli::Failure;
use crate::domain::point::Origin;
use crate::domain::routine::{LONGEST_NAME, Routine, key_for};
use crate::format::routine;
use crate::platform::dirs::Dirs;
use crate::platform::store;
use crate::t;

pub(super) fn delete(all: &Routines, dirs: &Dirs, key: &str) -> Result<(), Failure> {
    let routine = all.find_own(key)?;
    let kept =
        store::remove_routine(dirs, &routine.key).map_err(|error| Failure::machine(&error))?;
    let file = kept.display().to_string();
    let done = t!("delete-done", name = routine.name.as_str(), file = file.as_str());
    print_lines(&[done, t!("delete-back", file = file)])
}

pub(super) fn rename(all: &Routines, dirs: &Dirs, key: &str, name: &str) -> Result<(), Failure> {
    let before = all.find_own(key)?;
    let name = fit(name)?;
    if before.name == name {
        return print_lines(&[t!("rename-same", name = name)]);
    }
    let routine = Routine { name, ..before.clone() };
    let _ = save(dirs, &routine)?;
    print_lines(&[t!(
        "rename-done",
        before = before.name.as_str(),
        name = routine.name.as_str(),
        key = routine.key.as_str()
    )])
}

pub(super) fn copy(all: &Routines, dirs: &Dirs, key: &str, name: &str) -> Result<(), Failure> {
    let before = all.find(key)?;
    let name = fit(name)?;
    let key = all.known(&all.own, dirs).free_key(&key_for(&name));
    let routine = Routine { key, name, origin: Origin::Own, ..before.clone() };
    let file = save(dirs, &routine)?;
    print_lines(&[t!(
        "copy-done",
        name = routine.name.as_str(),
        key = routine.key.as_str(),
        file = file
    )])
}

/// A name that a routine may have.
pub(super) fn fit(name: &str) -> Result<String, Failure> {
    let name = name.trim();
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count());
    if fits && !name.contains(char::is_control) {
        Ok(name.to_owned())
    } else {
        Err(Failure::Refused(t!("routine-bad-name", most = LONGEST_NAME)))
    }
}

/// Keeps it among the person's own, and says in which file.
pub(super) fn save(dirs: &Dirs, routine: &Routine) -> Result<String, Failure> {
    let text = routine::write(routine).map_err(|error| Failure::machine(&error))?;
    let path = store::save_routine(dirs, &routine.key, &text);
    Ok(path.map_err(|error| Failure::machine(&error))?.display().to_string())
}
