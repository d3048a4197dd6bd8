//! `wellspring routine`: routines of several points, listed, shown, started, built, kept and shared.

use super::known::{Here, own_routines};
use super::{Failure, InTerminal, Next, WELL, complain, print, print_lines};
use crate::domain::catalogue::squeeze;
use crate::domain::caution::Prompt;
use crate::domain::history::Occasion;
use crate::domain::point::Origin;
use crate::domain::routine::Routine;
use crate::domain::search::nearest_words;
use crate::platform::dirs::Dirs;
use crate::platform::display;
use crate::platform::sharing::{Known, Refused};
use crate::t;
use crate::words::sharing as words;

mod arguments;
mod build;
mod change;
mod share;
mod told;

pub(super) use arguments::RoutineCommand;

pub(super) fn run(dirs: Dirs, command: RoutineCommand) -> Result<Next, Failure> {
    let all = Routines::open(&dirs)?;
    match command {
        RoutineCommand::List { json } => told::list(&all, json)?,
        RoutineCommand::Show { key, json } => told::show(&all, all.find(&key)?, json)?,
        RoutineCommand::Start { key, terminal } => return start(dirs, all, &key, terminal),
        RoutineCommand::Build { flags } => build::run(&all, &dirs, &flags)?,
        RoutineCommand::Export { keys, all: own, output, force } => {
            share::export(&all, &keys, own, &output, force)?;
        }
        RoutineCommand::Import { flags } => {
            return share::import(&all, &dirs, &flags).map(Next::Done);
        }
        RoutineCommand::Delete { key } => change::delete(&all, &dirs, &key)?,
        RoutineCommand::Rename { key, name } => change::rename(&all, &dirs, &key, &name)?,
        RoutineCommand::Copy { key, name } => change::copy(&all, &dirs, &key, &name)?,
    }
    Ok(Next::Done(WELL))
}

/// All that is known here, with the person's own routines.
struct Routines {
    here: Here,
    own: Vec<Routine>,
}

impl Routines {
    /// Reads it all; what is wrong with a file of the person's is told.
    fn open(dirs: &Dirs) -> Result<Self, Failure> {
        let here = Here::open(dirs)?;
        let own = own_routines(dirs, &here.library.catalogue);
        Ok(Self { here, own })
    }

    /// The person's own, and those that came with Wellspring, but for those whose key an own one has.
    fn all(&self) -> impl Iterator<Item = &Routine> {
        let is_covered = |one: &&Routine| self.own.iter().any(|own| own.key == one.key);
        let shipped = self.here.library.routines.iter().filter(move |one| !is_covered(one));
        self.own.iter().chain(shipped)
    }

    /// The routine of that key or name.
    fn find(&self, name: &str) -> Result<&Routine, Failure> {
        let wanted = squeeze(name);
        let same = |text: &str| !wanted.is_empty() && squeeze(text) == wanted;
        let named = || self.all().find(|one| one.name == name || same(&one.name));
        let keyed = || self.all().find(|one| same(&one.key));
        self.all().find(|one| one.key == name).or_else(keyed).or_else(named).ok_or_else(|| {
            let nearest = nearest_words(name, self.all().map(|one| one.key.as_str()));
            Failure::Refused(if nearest.is_empty() {
                t!("routine-none", name = name)
            } else {
                t!("routine-none-nearest", name = name, nearest = nearest.join(", "))
            })
        })
    }

    /// The person's own routine of that key or name.
    fn find_own(&self, name: &str) -> Result<&Routine, Failure> {
        let routine = self.find(name)?;
        match routine.origin {
            Origin::Own => Ok(routine),
            Origin::Shipped => {
                let (key, name) = (routine.key.as_str(), routine.name.to_lowercase());
                Err(Failure::Refused(t!("routine-is-shipped", key = key, name = name)))
            }
        }
    }

    fn known<'a>(&'a self, own: &'a [Routine], dirs: &'a Dirs) -> Known<'a> {
        Known { library: &self.here.library, own, dirs }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        if refused.is_failure() {
            Self::machine(&refused)
        } else {
            Self::refused(&share::told_refused(&refused))
        }
    }
}

fn start(dirs: Dirs, all: Routines, key: &str, terminal: bool) -> Result<Next, Failure> {
    let routine = all.find(key)?.clone();
    let here = all.here;
    let fitted = routine.fit(&here.library.catalogue, &here.person());
    let mut left_out = Vec::new();
    for (code, why) in &fitted.left_out {
        left_out.push(t!(
            "routine-start-left-out",
            code = code.as_str(),
            why = words::left_out(why)
        ));
    }
    left_out.dedup();
    // Made for the window too, so that what it could not play is refused here, with the reason.
    let plan = fitted.plan(here.pacing()).map_err(|error| {
        let why = if left_out.is_empty() { error.to_string() } else { left_out.join("; ") };
        Failure::Refused(t!("routine-start-empty", name = routine.name.as_str(), why = why))
    })?;
    for line in &left_out {
        complain(line);
    }
    if !terminal {
        match display::probe() {
            Ok(()) => return Ok(Next::WindowAtRoutine(Box::new(routine))),
            Err(why) => complain(&t!("no-display", why = why)),
        }
    }
    let occasion = Occasion { routine: Some(routine.key.clone()), continues: None };
    Ok(Next::Terminal(Box::new(InTerminal {
        complaint: here.to_rate(&plan, &routine.complaints),
        occasion,
        prompt: Prompt::new(plan, &here.library.lines),
        lines: here.library.lines,
        settings: here.settings,
        dirs,
    })))
}
