//! Somebody at the window, who acts, looks, and remembers what the window asked of the world.

use std::time::{Duration, Instant};

use iced::keyboard::key::{Code, Named, Physical};
use iced::keyboard::{self, Key, Location, Modifiers};
use iced::{Event, Size};
use iced_test::Simulator;
use wellspring::app::effect::Effect;
use wellspring::app::{App, Message, Screen};
use wellspring::domain::conductor::Ask;
use wellspring::domain::history::Note;
use wellspring::screen::points;

pub const SIZE: Size = Size::new(1024.0, 768.0);

/// A person at the window: acts, waits, and remembers what the window asked of the world.
pub struct Person {
    pub app: App,
    pub now: Instant,
    pub effects: Vec<Effect>,
}

impl Person {
    pub fn at(app: App) -> Self {
        Self { app, now: Instant::now(), effects: Vec::new() }
    }

    pub fn with(&mut self, act: impl FnOnce(&mut Simulator<'_, wellspring::app::Message>)) {
        let mut simulator =
            Simulator::with_size(super::pictures::settings(), SIZE, self.app.view());
        act(&mut simulator);
        let messages: Vec<_> = simulator.into_messages().collect();
        for message in messages {
            let effects = self.app.step(message, self.now);
            self.effects.extend(effects);
        }
    }

    pub fn click(&mut self, words: &str) {
        self.with(|window| {
            let _ =
                window.click(words).unwrap_or_else(|error| panic!("click {words:?}: {error:?}"));
        });
    }

    pub fn events(&mut self, events: Vec<Event>) {
        self.with(|window| {
            let _ = window.simulate(events);
        });
    }

    pub fn key(&mut self, key: Key, code: Code) {
        self.events(vec![press(key.clone(), code, false), release(key, code)]);
    }

    /// Types into the search box, letter by letter.
    pub fn types(&mut self, words: &str) {
        for end in words.char_indices().map(|(at, letter)| at + letter.len_utf8()) {
            let query = points::Message::Query(words[..end].to_owned());
            let effects = self.app.step(Message::Points(query), self.now);
            self.effects.extend(effects);
        }
    }

    /// Clicks what may lie below the fold or want a wide window: in one that shows all of the page.
    pub fn clicks_in_all(&mut self, words: &str) {
        let all = Size::new(1400.0, 9000.0);
        let mut simulator = Simulator::with_size(super::pictures::settings(), all, self.app.view());
        let _ = simulator.click(words).unwrap_or_else(|error| panic!("click {words:?}: {error:?}"));
        let messages: Vec<_> = simulator.into_messages().collect();
        for message in messages {
            let effects = self.app.step(message, self.now);
            self.effects.extend(effects);
        }
    }

    pub fn named(&mut self, key: Named, code: Code) {
        self.key(Key::Named(key), code);
    }

    pub fn sees(&mut self, words: &str) -> bool {
        let mut simulator: Simulator<'_, wellspring::app::Message> =
            Simulator::with_size(super::pictures::settings(), SIZE, self.app.view());
        simulator.find(words).is_ok()
    }

    pub fn wait(&mut self, seconds: u64) {
        use wellspring::screen::player;
        self.now += Duration::from_secs(seconds);
        let effects = self.app.step(Message::Player(player::Message::Tick), self.now);
        self.effects.extend(effects);
    }

    pub fn notes(&self) -> Vec<Note> {
        self.asks()
            .filter_map(|ask| if let Ask::Note(note) = ask { Some(note.clone()) } else { None })
            .collect()
    }

    pub fn asks(&self) -> impl Iterator<Item = &Ask> {
        self.effects.iter().flat_map(|effect| {
            if let Effect::Perform { asks, .. } = effect { asks.as_slice() } else { &[] }
        })
    }

    pub fn is_playing(&self) -> bool {
        matches!(self.app.screen(), Screen::Player(..))
    }
}

pub fn press(key: Key, code: Code, repeat: bool) -> Event {
    Event::Keyboard(keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        key,
        physical_key: Physical::Code(code),
        location: Location::Standard,
        modifiers: Modifiers::empty(),
        text: None,
        repeat,
    })
}

pub fn release(key: Key, code: Code) -> Event {
    Event::Keyboard(keyboard::Event::KeyReleased {
        modified_key: key.clone(),
        key,
        physical_key: Physical::Code(code),
        location: Location::Standard,
        modifiers: Modifiers::empty(),
    })
}

pub fn space() -> Key {
    Key::Named(Named::Space)
}

pub fn enter() -> Key {
    Key::Named(Named::Enter)
}
