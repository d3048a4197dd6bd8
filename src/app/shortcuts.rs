//! What a key does, by where the person is.

use iced::keyboard::{Key, key::Named};

use super::{App, Message, Room, Screen};
use crate::screen::{history, point, reminders, routines};
use crate::ui::keys::Pressed;

impl App {
    /// What a key does that no control has taken.
    pub(super) fn key(&self, pressed: &Pressed<'_>) -> Option<Message> {
        if let Screen::Player(player, _) = &self.screen
            && self.world.settings.any_key
        {
            let message = player.key(pressed, true);
            // A key that is held, and a key that is only held with others, mean nothing by themselves.
            if message.is_some() || pressed.modifiers.is_empty() {
                return message.map(Message::Player);
            }
        }
        if let Key::Named(Named::Tab) = pressed.key {
            return Some(Message::Focus { back: pressed.modifiers.shift() });
        }
        if pressed.modifiers.command() && matches!(pressed.key.as_ref(), Key::Character("q" | "Q"))
        {
            return Some(Message::Close);
        }
        // In the library the arrows go from row to row.
        if let Screen::Points = &self.screen
            && let Some(message) = self.list.key(pressed)
        {
            return Some(Message::Points(message));
        }
        if let Screen::Points | Screen::Point(_) = &self.screen
            && self.parked.is_some()
            && matches!(pressed.key, Key::Named(Named::Escape))
        {
            return Some(Message::Picked);
        }
        if let Screen::Builder(builder) = &self.screen
            && let Some(message) = builder.key(pressed)
        {
            return Some(Message::Builder(message));
        }
        if let Screen::History = &self.screen
            && let Some(message) = self.history.key(pressed)
        {
            return Some(Message::History(message));
        }
        let playing = matches!(&self.screen, Screen::Player(player, _) if !player.is_over());
        if let Some(by) = turn(pressed.key, playing) {
            return Some(Message::Turn(by));
        }
        match &self.screen {
            Screen::Player(player, _) => player.key(pressed, false).map(Message::Player),
            Screen::Caution(caution, _) => {
                caution.key(pressed, self.world.settings.any_key).map(Message::Caution)
            }
            Screen::Point(_) if matches!(pressed.key, Key::Named(Named::Escape)) => {
                Some(Message::Point(point::Message::Back))
            }
            Screen::Point(_)
                if pressed.fresh.is_some()
                    && pressed.modifiers.is_empty()
                    && matches!(pressed.key.as_ref(), Key::Character("b" | "B")) =>
            {
                Some(Message::Point(point::Message::Build))
            }
            Screen::Routine(_)
                if pressed.fresh.is_some() && matches!(pressed.key, Key::Named(Named::Enter)) =>
            {
                Some(Message::Routine(routines::PageMessage::Start))
            }
            Screen::Bring(_) if matches!(pressed.key, Key::Named(Named::Escape)) => {
                Some(Message::Bring(routines::bring::Message::Back))
            }
            Screen::Routine(_) if matches!(pressed.key, Key::Named(Named::Escape)) => {
                Some(Message::Routine(routines::PageMessage::Back))
            }
            Screen::Session(_) if matches!(pressed.key, Key::Named(Named::Escape)) => {
                Some(Message::Session(history::session::Message::Back))
            }
            Screen::TakeIn(_) if matches!(pressed.key, Key::Named(Named::Escape)) => {
                Some(Message::TakeIn(history::bring::Message::Back))
            }
            Screen::ByHand(_) if matches!(pressed.key, Key::Named(Named::Escape)) => {
                Some(Message::ByHand(history::by_hand::Message::Back))
            }
            Screen::Reminders(_) if matches!(pressed.key, Key::Named(Named::Escape)) => {
                Some(Message::Reminders(reminders::Message::Back))
            }
            _ => room(pressed),
        }
    }
}

/// By how much a key turns the page; in the player the arrows are the session's.
fn turn(key: &Key, playing: bool) -> Option<f32> {
    match key {
        Key::Named(Named::PageDown) => Some(320.0),
        Key::Named(Named::PageUp) => Some(-320.0),
        Key::Named(Named::ArrowDown) if !playing => Some(64.0),
        Key::Named(Named::ArrowUp) if !playing => Some(-64.0),
        Key::Named(Named::End) if !playing => Some(100_000.0),
        Key::Named(Named::Home) if !playing => Some(-100_000.0),
        _ => None,
    }
}

/// The digits lead along the rail.
fn room(pressed: &Pressed<'_>) -> Option<Message> {
    let _ = pressed.fresh?;
    let Key::Character(digit) = pressed.key.as_ref() else { return None };
    let place: usize = digit.parse().ok()?;
    Room::ALL.get(place.checked_sub(1)?).map(|room| Message::Go(*room))
}
