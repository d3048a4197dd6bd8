//! `wellspring start --resume`: takes up the session that was left or broke off.

use super::known::Here;
use super::{Failure, InTerminal, Next, complain, print_lines};
use crate::domain::caution::Prompt;
use crate::domain::history::{Occasion, TAKEN_UP, interrupted};
use crate::domain::routine::Routine;
use crate::platform::dirs::Dirs;
use crate::platform::library::own_routines;
use crate::platform::{clock, display, journal};
use crate::t;
use crate::words::playing;

pub(super) fn run(dirs: Dirs, terminal: bool) -> Result<Next, Failure> {
    let here = Here::open(&dirs)?;
    let (book, problems) = journal::read_book(&dirs);
    for problem in &problems {
        complain(&problem.to_string());
    }
    let now = clock::zoned();
    let catalogue = &here.library.catalogue;
    let sessions = book.since(now.date().saturating_sub(jiff::Span::new().days(TAKEN_UP)));
    // Whoever asks for it may have let it be before.
    let left = interrupted(&sessions, catalogue, None, &now)
        .ok_or_else(|| Failure::Refused(t!("resume-nothing")))?;
    let (own, notices) = own_routines(&dirs, catalogue);
    for notice in notices {
        complain(&notice.to_string());
    }
    let all = own.iter().chain(&here.library.routines);
    let of_key = |key: &str| all.clone().find(|routine| routine.key == key);
    let routine: Option<&Routine> = left.routine.as_deref().and_then(of_key);
    let fitted = left.fit(catalogue, &here.person(), routine);
    let left_out = playing::left_out(&fitted);
    let plan = fitted.plan(here.pacing()).map_err(|error| {
        let why = if left_out.is_empty() { error.to_string() } else { left_out.join(" ") };
        Failure::Refused(t!("resume-nothing-left", why = why))
    })?;
    for why in &left_out {
        complain(&t!("resume-without", why = why.as_str()));
    }
    if !terminal {
        match display::probe() {
            Ok(()) => return Ok(Next::WindowTakingUp),
            Err(why) => complain(&t!("no-display", why = why)),
        }
    }
    let name = routine.map(|routine| routine.name.as_str());
    print_lines(&[playing::unfinished(&left, name, catalogue, now.date()), String::new()])?;
    let of_routine = routine.map(|routine| routine.complaints.as_slice()).unwrap_or_default();
    Ok(Next::Terminal(Box::new(InTerminal {
        complaint: here.to_rate(&plan, of_routine),
        prompt: Prompt::new(plan, &here.library.lines),
        occasion: Occasion { routine: left.routine, continues: Some(left.id) },
        lines: here.library.lines,
        settings: here.settings,
        dirs,
    })))
}
