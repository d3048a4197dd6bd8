//! What a person types at a terminal, key by key; and, where input is piped, line by line.
//!
//! A thread of its own reads, so that whoever listens can wait for a key and for the time at once,
//! and a terminal that goes away can neither block a session nor make it spin.

use std::io::{self, BufRead, IsTerminal};
use std::sync::Once;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

#[cfg(unix)]
#[path = "keyboard/unix.rs"]
mod system;
#[cfg(not(unix))]
#[path = "keyboard/windows.rs"]
mod system;

/// A key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// The space bar.
    Space,
    /// Enter.
    Enter,
    /// Esc.
    Escape,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// The key that takes back a letter.
    Backspace,
    /// Ctrl-C, or Ctrl-D.
    Interrupt,
    /// A letter, digit or sign.
    Character(char),
}

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A key was pressed.
    Key(Key),
    /// A line came in.
    Line(String),
    /// Nothing more will come: piped input is at its end.
    Ended,
    /// The system wants the program to end, or the terminal went away.
    ToldToEnd,
    /// Nothing, in the time that was given.
    Nothing,
}

/// How input comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Single keys: standard input is a terminal.
    Keys,
    /// Whole lines: standard input is a file or a pipe.
    Lines,
}

/// Standard input, read in its own manner.
#[derive(Debug)]
pub struct Keyboard {
    raw: Option<RawMode>,
    heard: Receiver<Heard>,
    /// Kept, so that waiting on the channel always lasts as long as it should.
    tell: Sender<Heard>,
}

impl Keyboard {
    /// Takes hold of standard input. Nothing is read before [`Self::listen`].
    ///
    /// A terminal that cannot give single keys is read by lines.
    #[must_use]
    pub fn take() -> Self {
        let (tell, heard) = channel();
        system::hear_signals(tell.clone());
        let raw = if io::stdin().is_terminal() { RawMode::begin() } else { None };
        Self { raw, heard, tell }
    }

    /// How input comes.
    #[must_use]
    pub const fn manner(&self) -> Manner {
        if self.raw.is_some() { Manner::Keys } else { Manner::Lines }
    }

    /// Begins to read. At a terminal, what was typed before this moment is thrown away unread.
    pub fn listen(&self) {
        if io::stdin().is_terminal() {
            system::forget_what_was_typed();
        }
        let tell = self.tell.clone();
        let read = match self.manner() {
            Manner::Keys => system::read_keys,
            Manner::Lines => read_lines,
        };
        if let Err(error) =
            thread::Builder::new().name("keyboard".to_owned()).spawn(move || read(&tell))
        {
            log::warn!(
                "Nothing can be typed: the thread that reads could not be started ({error})."
            );
            let _ = self.tell.send(Heard::Ended);
        }
    }

    /// Waits for something to be heard, for so long at the most.
    #[must_use]
    pub fn hear(&self, within: Duration) -> Heard {
        self.heard.recv_timeout(within).unwrap_or(Heard::Nothing)
    }
}

fn read_lines(tell: &Sender<Heard>) {
    for line in io::stdin().lock().split(b'\n') {
        let Ok(line) = line else { break };
        let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
        if tell.send(Heard::Line(line)).is_err() {
            return;
        }
    }
    let _ = tell.send(Heard::Ended);
}

/// The terminal gives single keys and prints nothing by itself for as long as this lives; on every
/// way out, a panic included, it is as before.
#[derive(Debug)]
struct RawMode;

impl RawMode {
    fn begin() -> Option<Self> {
        static ON_PANIC: Once = Once::new();
        match enable_raw_mode() {
            Ok(()) => {
                // The message of a panic is printed before anything is dropped.
                ON_PANIC.call_once(|| {
                    let (owner, usual) = (thread::current().id(), std::panic::take_hook());
                    std::panic::set_hook(Box::new(move |panic| {
                        if thread::current().id() == owner {
                            let _ = disable_raw_mode();
                        }
                        usual(panic);
                    }));
                });
                Some(Self)
            }
            Err(error) => {
                log::warn!("This terminal gives no single keys ({error}); type whole lines.");
                None
            }
        }
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        if let Err(error) = disable_raw_mode() {
            log::warn!("The terminal could not be set back ({error}). Type: reset");
        }
    }
}
