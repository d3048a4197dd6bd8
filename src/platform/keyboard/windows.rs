//! Keys on Windows, where the console tells them one by one.

use std::sync::mpsc::Sender;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, poll, read};

use super::{Heard, Key};

/// The console tells of Ctrl-C as a key, and of being closed not at all: a session that ends with it
/// is kept as interrupted.
pub(super) fn hear_signals(_tell: Sender<Heard>) {}

pub(super) fn forget_what_was_typed() {
    while poll(Duration::ZERO).unwrap_or(false) {
        if read().is_err() {
            break;
        }
    }
}

pub(super) fn read_keys(tell: &Sender<Heard>) {
    while let Ok(event) = read() {
        if let Some(key) = key(&event)
            && tell.send(Heard::Key(key)).is_err()
        {
            return;
        }
    }
    let _ = tell.send(Heard::ToldToEnd);
}

fn key(event: &Event) -> Option<Key> {
    let Event::Key(event) = event else { return None };
    if event.kind == KeyEventKind::Release {
        return None;
    }
    match event.code {
        KeyCode::Char('c' | 'd') if event.modifiers.contains(KeyModifiers::CONTROL) => {
            Some(Key::Interrupt)
        }
        KeyCode::Char(' ') => Some(Key::Space),
        KeyCode::Char(letter) => Some(Key::Character(letter)),
        KeyCode::Enter => Some(Key::Enter),
        KeyCode::Esc => Some(Key::Escape),
        KeyCode::Left => Some(Key::Left),
        KeyCode::Right => Some(Key::Right),
        KeyCode::Backspace => Some(Key::Backspace),
        _ => None,
    }
}
