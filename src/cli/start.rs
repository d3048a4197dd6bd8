//! `wellspring` and `wellspring start`: choosing between the window and the terminal, and what a
//! session is made of.

use std::time::Duration;

use super::arguments::ChoiceFlags;
use super::known::{self, Here};
use super::{Failure, InTerminal, Next, complain};
use crate::domain::caution::Prompt;
use crate::domain::history::Occasion;
use crate::domain::plan::{Choices, Dose, Plan};
use crate::domain::profile::Suited;
use crate::domain::settings::Settings;
use crate::platform::dirs::Dirs;
use crate::platform::display;
use crate::t;

/// The window, if there is a display for it.
pub(super) fn window() -> Result<Next, Failure> {
    match display::probe() {
        Ok(()) => Ok(Next::Window),
        Err(why) => Err(Failure::Machine(t!("no-window", why = why))),
    }
}

pub(super) fn run(
    dirs: Dirs,
    code: &str,
    flags: &ChoiceFlags,
    terminal: bool,
) -> Result<Next, Failure> {
    let here = Here::open(&dirs)?;
    let person = here.person();
    let point = known::find(&here.library.catalogue, code)?;
    let suited = person.suit(point).map_err(|error| Failure::refused(&error))?;
    let part = choose(suited, flags, &here.settings);
    let choices = part.1;
    // Made for the window too, so that what it could not play is refused here, with the reason.
    let plan = Plan::new(&[part], here.pacing()).map_err(|error| Failure::refused(&error))?;
    if !terminal {
        match display::probe() {
            Ok(()) => {
                return Ok(Next::WindowAtCaution { code: point.code.clone(), choices });
            }
            Err(why) => complain(&t!("no-display", why = why)),
        }
    }
    Ok(Next::Terminal(Box::new(InTerminal {
        complaint: here.to_rate(&plan, &[]),
        prompt: Prompt::new(plan, &here.library.lines),
        lines: here.library.lines,
        settings: here.settings,
        dirs,
        occasion: Occasion::default(),
    })))
}

/// The flags over what was chosen last over what is offered.
pub(super) fn choose<'a>(
    suited: Suited<'a>,
    flags: &ChoiceFlags,
    settings: &Settings,
) -> (Suited<'a>, Choices) {
    let usual = suited.choices(settings.choices.get(&suited.point().code).copied());
    let fixed = flags.seconds.map(|seconds| Dose::Fixed(Duration::from_secs(seconds.into())));
    let choices = Choices {
        sides: flags.side.unwrap_or(usual.sides),
        motion: flags.motion.unwrap_or(usual.motion),
        dose: if flags.until_release { Dose::UntilRelease } else { fixed.unwrap_or(usual.dose) },
    };
    (suited, choices)
}
