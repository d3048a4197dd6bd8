//! The command line: what can be asked for, and what comes of it.
//!
//! Commands that print are done here. A session and the window are only prepared: the caller opens
//! them, because each lives in a room of its own.

use std::ffi::OsString;
use std::io::{self, Write as _};

use clap::Parser as _;

use crate::domain::caution::{Lines, Prompt};
use crate::domain::code::Code;
use crate::domain::complaint::Complaint;
use crate::domain::history::Occasion;
use crate::domain::plan::Choices;
use crate::domain::routine::Routine;
use crate::domain::settings::Settings;
use crate::platform::diagnostics;
use crate::platform::dirs::Dirs;
use crate::platform::limits;

mod arguments;
mod around;
mod backup;
mod check;
mod dates;
mod describe;
mod doctor;
mod export;
mod figure;
mod handout;
mod history;
mod import;
mod known;
mod plan;
mod points;
mod profile;
mod remind;
mod render;
mod resume;
mod routine;
mod sheet;
mod show;
mod span;
mod start;
mod stats;

use arguments::{Arguments, Command};

/// All went well.
pub const WELL: u8 = 0;
/// The input was refused, or the caution not acknowledged.
pub const REFUSED: u8 = 1;
/// The command was used wrongly.
pub const WRONG_USAGE: u8 = 2;
/// This machine failed: its disk, its display.
pub const MACHINE_FAILED: u8 = 3;

/// What is to be done after the command line was read.
#[derive(Debug)]
pub enum Next {
    /// Nothing more; the exit code.
    Done(u8),
    /// The window, where it opens by itself.
    Window,
    /// The window, at the caution of a point.
    WindowAtCaution {
        /// Which point.
        code: Code,
        /// With what choices.
        choices: Choices,
    },
    /// The window, at the caution of a routine.
    WindowAtRoutine(Box<Routine>),
    /// The window, at the caution of what is left of the session that broke off.
    WindowTakingUp,
    /// A session in the terminal.
    Terminal(Box<InTerminal>),
}

/// A session in the terminal, ready for its caution.
#[derive(Debug)]
pub struct InTerminal {
    /// The caution, and the plan that waits for its answer.
    pub prompt: Prompt,
    /// The shared lines.
    pub lines: Lines,
    /// What the person has set.
    pub settings: Settings,
    /// Where the person's files are.
    pub dirs: Dirs,
    /// What it is played for.
    pub occasion: Occasion,
    /// What is rated before and after it; none for something else.
    pub complaint: Option<Complaint>,
}

/// Why a command came to nothing.
#[derive(Debug)]
enum Failure {
    /// The input is not to be used: a sentence.
    Refused(String),
    /// This machine failed: a sentence.
    Machine(String),
    /// What was to be printed could not be written.
    Output(io::Error),
}

impl Failure {
    fn refused(why: &impl ToString) -> Self {
        Self::Refused(why.to_string())
    }

    fn machine(why: &impl ToString) -> Self {
        Self::Machine(why.to_string())
    }
}

/// Reads the command line and does what it asks for.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Next {
    diagnostics::begin();
    limits::bear_size_limits();
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // A reader that went away while it was told is no failure.
            let _ = error.print();
            return Next::Done(if error.use_stderr() { WRONG_USAGE } else { WELL });
        }
    };
    match perform(arguments) {
        Ok(next) => next,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            Next::Done(WELL)
        }
        Err(failure) => {
            let (code, why) = match failure {
                Failure::Refused(why) => (REFUSED, why),
                Failure::Machine(why) => (MACHINE_FAILED, why),
                Failure::Output(error) => {
                    (MACHINE_FAILED, crate::t!("output-failed", why = error.to_string()))
                }
            };
            complain(&why);
            Next::Done(code)
        }
    }
}

fn perform(arguments: Arguments) -> Result<Next, Failure> {
    let Some(command) = arguments.command else { return start::window() };
    let dirs = Dirs::find().map_err(|error| Failure::machine(&error))?;
    match command {
        Command::Start { code: Some(code), choices, terminal, .. } => {
            return start::run(dirs, &code, &choices, terminal);
        }
        // Without a code it takes up: the arguments have seen to that.
        Command::Start { code: None, terminal, .. } => return resume::run(dirs, terminal),
        Command::Stats { span, json } => stats::run(&dirs, &span, json)?,
        Command::Sheet { span, no_notes, output } => sheet::run(&dirs, &span, no_notes, &output)?,
        Command::History { change, filter, as_what } => {
            history::run(&dirs, change, &filter, as_what)?;
        }
        Command::Export { filter, csv, jsonl, output, replace } => {
            let asked = export::Asked { jsonl, csv, output: output.as_deref(), replace };
            export::run(&dirs, &filter, &asked)?;
        }
        Command::Backup { to, weekly, no_weekly } => {
            let asked = backup::Asked { to, weekly, no_weekly };
            return backup::run(&dirs, asked).map(Next::Done);
        }
        Command::Doctor { json } => return doctor::run(&dirs, json).map(Next::Done),
        Command::Import { paths, check, yes, json } => {
            return import::run(&dirs, &paths, import::Asked { check, yes, json }).map(Next::Done);
        }
        Command::Points { query, json } => points::run(&dirs, &query.join(" "), json)?,
        Command::Show { code, json } => show::run(&dirs, &code, json)?,
        Command::Profile { change, json } => profile::run(&dirs, &change, json)?,
        Command::Check { folder, json } => {
            return check::run(&dirs, folder.as_deref(), json).map(Next::Done);
        }
        Command::Figure { flags } => figure::run(&dirs, &flags)?,
        Command::Handout { flags } => handout::run(&dirs, &flags)?,
        Command::Plan { codes, choices, voice, json } => {
            plan::run(&dirs, &codes, &choices, voice, json)?;
        }
        Command::Remind { change, flags } => remind::run(&dirs, change, flags)?,
        Command::Render { codes, choices, voice, wait, output } => {
            let asked = render::Asked { codes, choices, voice, wait, output };
            render::run(&dirs, &asked)?;
        }
        Command::Routine { command } => return routine::run(dirs, command),
    }
    Ok(Next::Done(WELL))
}

/// Says what is wrong, on standard error.
pub fn complain(why: &str) {
    diagnostics::say(&format!("wellspring: {why}"));
}

/// Prints to standard output.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
}

/// Prints lines to standard output.
fn print_lines(lines: &[String]) -> Result<(), Failure> {
    print(&(lines.join("\n") + "\n"))
}
