//! Starts Wellspring: reads the command line, hands on, and turns what came of it into an exit code.

use std::process::ExitCode;

use wellspring::app::{self, Opening};
use wellspring::cli::{self, InTerminal, Next};
use wellspring::terminal::{self, Ended, Start};

fn main() -> ExitCode {
    let code = match cli::run(std::env::args_os()) {
        Next::Done(code) => code,
        Next::Window => window(Opening::Home),
        Next::WindowAtCaution { code, choices } => window(Opening::Caution { code, choices }),
        Next::WindowAtRoutine(routine) => window(Opening::Routine(routine)),
        Next::WindowTakingUp => window(Opening::Unfinished),
        Next::Terminal(session) => in_terminal(*session),
    };
    ExitCode::from(code)
}

fn window(opening: Opening) -> u8 {
    match app::run(opening) {
        Ok(()) => cli::WELL,
        Err(error) => {
            cli::complain(&error.to_string());
            cli::MACHINE_FAILED
        }
    }
}

fn in_terminal(session: InTerminal) -> u8 {
    let InTerminal { prompt, lines, settings, dirs, occasion, complaint } = session;
    match terminal::run(Start { prompt, lines, settings, dirs, occasion, complaint }) {
        Ok(Ended::Over) => cli::WELL,
        Ok(Ended::NotAcknowledged) => cli::REFUSED,
        Err(error) => {
            cli::complain(&error.to_string());
            cli::MACHINE_FAILED
        }
    }
}
