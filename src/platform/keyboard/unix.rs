//! Keys and signals on Unix. The bytes of the terminal are read directly: a library's own reader
//! never returns when the terminal has gone away.

use std::io::{self, Read};
use std::sync::mpsc::Sender;
use std::thread;

use rustix::termios::{QueueSelector, tcflush};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::{Heard, Key};

/// So many signals end the program at once, whatever it hangs on.
const PATIENCE: usize = 3;

/// Tells of Ctrl-C and of being asked to end, so that a session can be noted before it ends.
pub(super) fn hear_signals(tell: Sender<Heard>) {
    let mut signals = match Signals::new([SIGTERM, SIGHUP, SIGINT]) {
        Ok(signals) => signals,
        Err(error) => return log::warn!("Signals cannot be heard: {error}"),
    };
    let listen = move || {
        for (count, signal) in signals.forever().enumerate() {
            let heard =
                if signal == SIGINT { Heard::Key(Key::Interrupt) } else { Heard::ToldToEnd };
            if tell.send(heard).is_err() || count + 1 >= PATIENCE {
                let _ = crossterm::terminal::disable_raw_mode();
                std::process::exit(128 + signal);
            }
        }
    };
    if let Err(error) = thread::Builder::new().name("signals".to_owned()).spawn(listen) {
        log::warn!("Signals cannot be heard: {error}");
    }
}

pub(super) fn forget_what_was_typed() {
    if let Err(error) = tcflush(io::stdin(), QueueSelector::IFlush) {
        log::warn!("What was typed ahead could not be thrown away: {error}");
    }
}

pub(super) fn read_keys(tell: &Sender<Heard>) {
    let mut bytes = [0; 64];
    loop {
        match io::stdin().lock().read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // The end of a terminal is that it went away.
            Ok(0) | Err(_) => break,
            Ok(count) => {
                for key in keys(&bytes[..count]) {
                    if tell.send(Heard::Key(key)).is_err() {
                        return;
                    }
                }
            }
        }
    }
    let _ = tell.send(Heard::ToldToEnd);
}

/// The keys in bytes that arrived together. What is no key of ours is left out whole, so that the
/// rest of a function key is not taken for letters.
fn keys(bytes: &[u8]) -> Vec<Key> {
    const ESCAPE: char = '\u{1b}';
    let text = String::from_utf8_lossy(bytes);
    let mut rest = text.as_ref();
    let mut keys = Vec::new();
    while let Some(first) = rest.chars().next() {
        rest = &rest[first.len_utf8()..];
        match first {
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                keys.push(Key::Enter);
            }
            '\n' => keys.push(Key::Enter),
            ' ' => keys.push(Key::Space),
            '\u{8}' | '\u{7f}' => keys.push(Key::Backspace),
            '\u{3}' | '\u{4}' => keys.push(Key::Interrupt),
            ESCAPE if rest.starts_with(['[', 'O']) => {
                rest = &rest[1..];
                let end = rest.find(|c| ('@'..='~').contains(&c)).unwrap_or(rest.len());
                match rest[end..].chars().next() {
                    Some('C') => keys.push(Key::Right),
                    Some('D') => keys.push(Key::Left),
                    _ => {}
                }
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            ESCAPE if rest.is_empty() || rest.starts_with(ESCAPE) => keys.push(Key::Escape),
            // A letter with the Alt key.
            ESCAPE => rest = rest.chars().next().map_or("", |letter| &rest[letter.len_utf8()..]),
            '\u{fffd}' => {}
            letter if letter.is_control() => {}
            letter => keys.push(Key::Character(letter)),
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_bytes() {
        let rows: [(&[u8], &[Key]); 16] = [
            (b" ", &[Key::Space]),
            (b"\r", &[Key::Enter]),
            (b"\n", &[Key::Enter]),
            (b"\r\n", &[Key::Enter]),
            (b"\x1b", &[Key::Escape]),
            (b"\x1b\x1b", &[Key::Escape, Key::Escape]),
            (b"\x1b[C\x1b[D", &[Key::Right, Key::Left]),
            (b"\x1bOC", &[Key::Right]),
            (b"\x1b[1;2D", &[Key::Left]),
            (b"\x1b[15~s", &[Key::Character('s')]),
            (b"\x1b[", &[]),
            (b"\x1bsq", &[Key::Character('q')]),
            (b"\x03\x04", &[Key::Interrupt, Key::Interrupt]),
            (b"+\x7f", &[Key::Character('+'), Key::Backspace]),
            ("é\u{1}".as_bytes(), &[Key::Character('é')]),
            (b"\xff\xfer", &[Key::Character('r')]),
        ];
        for (bytes, expected) in rows {
            assert_eq!(keys(bytes), expected, "{bytes:?}");
        }
    }
}
