//! `wellspring` and `wellspring start`: choosing between the window and the terminal, and what a
//! session is made of.

use std::time::Duration;

use super::arguments::ChoiceFlags;
use super::{Failure, InTerminal, Next, complain, known};
use crate::domain::caution::Prompt;
use crate::domain::plan::{Choices, Dose, Pacing, Plan};
use crate::domain::point::Playable;
use crate::domain::settings::Settings;
use crate::platform::dirs::Dirs;
use crate::platform::{display, store};
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
    let points = known::points(&dirs)?;
    let point = known::find(&points, code)?;
    let settings = settings(&dirs);
    let part =
        choose(point.playable().map_err(|error| Failure::refused(&error))?, flags, &settings);
    // Made for the window too, so that what it could not play is refused here, with the reason.
    let plan = Plan::new(&[part], pacing(&settings)).map_err(|error| Failure::refused(&error))?;
    if !terminal {
        match display::probe() {
            Ok(()) => {
                return Ok(Next::WindowAtCaution { code: point.code.clone(), choices: part.1 });
            }
            Err(why) => complain(&t!("no-display", why = why)),
        }
    }
    let lines = known::lines()?;
    Ok(Next::Terminal(Box::new(InTerminal {
        prompt: Prompt::new(plan, &lines),
        lines,
        settings,
        dirs,
    })))
}

/// What the person has set; what is wrong with the file is told.
pub(super) fn settings(dirs: &Dirs) -> Settings {
    let (settings, notices) = store::load_settings(dirs);
    for notice in notices {
        complain(&notice.to_string());
    }
    settings
}

/// The pace between presses that the person has set.
pub(super) fn pacing(settings: &Settings) -> Pacing {
    Pacing { change: settings.change(), find_wait: settings.find_wait() }
}

/// The flags over what was chosen last over what is offered.
pub(super) fn choose<'a>(
    playable: Playable<'a>,
    flags: &ChoiceFlags,
    settings: &Settings,
) -> (Playable<'a>, Choices) {
    let technique = &playable.guide().technique;
    let last =
        settings.choices.get(&playable.point().code).map(|choices| choices.within(technique));
    let usual = last.unwrap_or_else(|| Choices::offered(technique));
    let fixed = flags.seconds.map(|seconds| Dose::Fixed(Duration::from_secs(seconds.into())));
    let choices = Choices {
        sides: flags.side.unwrap_or(usual.sides),
        motion: flags.motion.unwrap_or(usual.motion),
        dose: if flags.until_release { Dose::UntilRelease } else { fixed.unwrap_or(usual.dose) },
    };
    (playable, choices)
}
