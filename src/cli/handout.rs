//! `wellspring handout`: a point or a routine as one page to print.

use super::arguments::HandoutFlags;
use super::known::{self, Here};
use super::{Failure, complain, print_lines};
use crate::domain::routine::Routine;
use crate::platform::dirs::Dirs;
use crate::platform::library;
use crate::t;
use crate::ui::handout::{self, From, NotMade};

pub(super) fn run(dirs: &Dirs, flags: &HandoutFlags) -> Result<(), Failure> {
    let here = Here::open(dirs)?;
    let from = From {
        library: &here.library,
        settings: &here.settings,
        profile: &here.profile,
        now: here.now,
        paper: flags.paper,
        for_anybody: flags.for_anybody,
    };
    let made = match routine(&here, dirs, &flags.what) {
        Some(_) if flags.side.is_some() => {
            return Err(Failure::Refused(t!("handout-side-routine")));
        }
        Some(routine) => handout::routine(&routine, &from),
        None => {
            let point = known::find(&here.library.catalogue, &flags.what).map_err(unknown)?;
            handout::point(point, flags.side, &from)
        }
    };
    let html = made.map_err(|error| match error {
        NotMade::Machine(why) => Failure::Machine(why),
        other => Failure::refused(&other),
    })?;
    let file = flags.output.display().to_string();
    std::fs::write(&flags.output, html).map_err(|error| {
        Failure::Machine(t!("handout-not-written", file = file.as_str(), why = error.to_string()))
    })?;
    print_lines(&[t!("handout-written", file = file)])
}

/// The routine of that key; one of the person's own comes before a shipped one.
fn routine(here: &Here, dirs: &Dirs, key: &str) -> Option<Routine> {
    let (own, notices) = library::own_routines(dirs, &here.library.catalogue);
    for notice in notices {
        complain(&notice.to_string());
    }
    own.into_iter()
        .chain(here.library.routines.iter().cloned())
        .find(|routine| routine.key.eq_ignore_ascii_case(key))
}

fn unknown(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(why) => {
            Failure::Refused(t!("handout-unknown", why = why.trim_end_matches('.')))
        }
        other => other,
    }
}
