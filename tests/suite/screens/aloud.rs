//! What the window has said aloud, and how it is led with one elbow, a headset or closed eyes.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use iced::keyboard::Key;
use iced::keyboard::key::{Code, Named};
use wellspring::app::effect::Effect;
use wellspring::app::presets::fresh;
use wellspring::app::{App, Message};
use wellspring::domain::conductor::Ask;
use wellspring::domain::settings::Settings;
use wellspring::domain::sound::Cue;
use wellspring::domain::speech::Amount;
use wellspring::platform::desktop::Event;
use wellspring::platform::voice::Told;
use wellspring::screen::caution;

use super::person::{Person, enter, press, space};

/// How long each sentence takes in these tests.
const SENTENCE: Duration = Duration::from_millis(1500);

/// Somebody at the caution of HE-1, with a voice that can say what it is asked for.
pub fn at_caution(change: impl FnOnce(&mut Settings)) -> Person {
    let mut person = Person::at(fresh().set(change));
    let effects = person.app.step(
        Message::Today(wellspring::screen::today::Message::Start(
            wellspring::domain::code::Code::parse("HE-1").unwrap(),
        )),
        person.now,
    );
    let sentences = effects.iter().find_map(|effect| match effect {
        Effect::Prepare { number, sentences } => Some((*number, sentences.clone())),
        _ => None,
    });
    let (number, sentences) = sentences.expect("the voice is asked to make itself ready");
    let lengths: HashMap<Arc<str>, Duration> =
        sentences.into_iter().map(|one| (one, SENTENCE)).collect();
    // What an engine tells before it has spoken the whole caution does not begin to be read.
    let some: HashMap<_, _> =
        lengths.iter().take(3).map(|(one, time)| (one.clone(), *time)).collect();
    let told = |number, lengths, all_came| {
        Message::Spoken(Told { number, lengths: Arc::new(lengths), all_came })
    };
    tell(&mut person, told(number, some.clone(), false));
    tell(&mut person, told(number + 1, some, true));
    assert!(person.effects.is_empty(), "{:?}", person.effects);
    tell(&mut person, told(number, lengths, true));
    person
}

fn tell(person: &mut Person, message: Message) {
    let effects = person.app.step(message, person.now);
    person.effects.extend(effects);
}

/// What the last schedule says, in order.
fn said(person: &Person) -> Vec<String> {
    let asks = person.effects.iter().flat_map(|effect| match effect {
        Effect::Perform { asks, .. } | Effect::Sound { asks, .. } => asks.as_slice(),
        _ => &[],
    });
    let scheduled = asks.filter_map(|ask| match ask {
        Ask::Schedule(all) => Some(all),
        _ => None,
    });
    let cues = scheduled.fold(None, |_, all| Some(all)).cloned().unwrap_or_default();
    let said = cues.into_iter().filter_map(|one| match one.cue {
        Cue::Say(text) => Some(text.to_string()),
        Cue::Sound(_) => None,
    });
    said.collect()
}

fn settings(app: &App) -> Settings {
    app.preferences().clone()
}

#[test]
fn the_caution_is_read_aloud_and_silenced_by_its_answer() {
    let mut person = at_caution(|_| {});
    let read = said(&person);
    assert_eq!(read.first().map(String::as_str), Some("Before you begin."));
    assert!(read.iter().any(|one| one == "Press beside the pulse, never on it."), "{read:#?}");
    assert!(read.iter().any(|one| one.contains("112")), "the red flags: {read:#?}");
    person.effects.clear();
    person.key(enter(), Code::Enter);
    assert!(person.is_playing());
    let asks: Vec<Ask> = person.asks().cloned().collect();
    assert_eq!(asks.first(), Some(&Ask::Silence), "what was being read ends");
    assert_eq!(said(&person)[0], "Heart 1, Jiquan, Highest Spring.");
    assert!(said(&person).iter().any(|one| one.contains("highest point of the hollow")));
}

#[test]
fn with_chimes_only_nothing_is_read_or_said() {
    let mut person = at_caution(|settings| settings.amount = Amount::Chimes);
    assert!(said(&person).is_empty());
    person.key(enter(), Code::Enter);
    assert!(person.is_playing() && said(&person).is_empty());
}

#[test]
fn any_key_begins_once_the_caution_has_been_read_and_no_sooner() {
    let mut person = at_caution(|settings| settings.any_key = true);
    assert!(person.sees("Once it has been read to its end, any key but 0 to 9 and T begins."));
    person.key(Key::Character("j".into()), Code::KeyJ);
    person.key(space(), Code::Space);
    assert!(!person.is_playing(), "it is still being read");
    person.now += Duration::from_secs(180);
    tell(&mut person, Message::Caution(caution::Message::Tick));
    assert!(person.sees("Any key but 0 to 9 and T begins."));
    person.events(vec![press(Key::Character("k".into()), Code::KeyK, true)]);
    assert!(!person.is_playing(), "a repeat is no fresh press");
    person.key(Key::Character("j".into()), Code::KeyJ);
    assert!(person.is_playing());
}

/// Somebody who let the caution be read to its end and began with an elbow.
fn begun_by_elbow() -> Person {
    let mut person = at_caution(|settings| settings.any_key = true);
    person.now += Duration::from_secs(180);
    tell(&mut person, Message::Caution(caution::Message::Tick));
    person.key(enter(), Code::Enter);
    assert!(person.is_playing());
    person
}

#[test]
fn a_key_that_is_held_or_only_held_with_others_is_no_big_key() {
    let mut person = begun_by_elbow();
    person.wait(2);
    person.key(space(), Code::Space);
    person.wait(20);
    let left = |person: &Person| match person.app.screen() {
        wellspring::app::Screen::Player(player, _) => player.run().length(),
        _ => None,
    };
    let length = left(&person);
    for _ in 0..5 {
        person.events(vec![press(Key::Character("=".into()), Code::Equal, true)]);
        person.events(vec![press(Key::Named(Named::Tab), Code::Tab, true)]);
        person.named(Named::Shift, Code::ShiftLeft);
    }
    assert_eq!(left(&person), length, "a held key changes nothing");
    assert!(!person.sees("Paused") && !person.sees("Stopped. Let go."));
}

#[test]
fn a_cat_on_the_keyboard_loses_nothing() {
    let mut person = begun_by_elbow();
    let keys = [
        (Key::Named(Named::Escape), Code::Escape),
        (Key::Named(Named::Tab), Code::Tab),
        (Key::Named(Named::Escape), Code::Escape),
        (Key::Named(Named::ArrowRight), Code::ArrowRight),
        (Key::Character("q".into()), Code::KeyQ),
        (Key::Named(Named::Escape), Code::Escape),
        (Key::Named(Named::Enter), Code::Enter),
        (Key::Character("4".into()), Code::Digit4),
        (Key::Named(Named::Escape), Code::Escape),
    ];
    for (key, code) in keys.iter().cycle().take(60) {
        person.now += Duration::from_millis(170);
        person.key(key.clone(), *code);
        assert!(person.is_playing(), "after {key:?}");
    }
    let ended = person
        .notes()
        .into_iter()
        .any(|note| matches!(note, wellspring::domain::history::Note::Ended { .. }));
    assert!(!ended, "{:?}", person.notes());
}

#[test]
fn a_stop_by_double_press_is_told_and_taken_back_by_another() {
    let mut person = begun_by_elbow();
    person.wait(2);
    person.key(space(), Code::Space);
    person.wait(20);
    person.key(space(), Code::Space);
    person.now += Duration::from_millis(300);
    person.key(space(), Code::Space);
    assert!(person.sees("Stopped. Let go."));
    let told = said(&person);
    assert_eq!(told[0], "Stopped.");
    assert!(told.iter().any(|one| one.contains("see a doctor")), "{told:#?}");
    person.wait(5);
    person.key(space(), Code::Space);
    person.now += Duration::from_millis(300);
    person.key(space(), Code::Space);
    assert!(person.sees("Going on in 3"));
}

#[test]
fn v_says_less_at_once_and_is_remembered() {
    let mut person = at_caution(|_| {});
    person.key(enter(), Code::Enter);
    let much = said(&person).len();
    person.key(Key::Character("v".into()), Code::KeyV);
    assert!(person.sees("Short prompts from now on."));
    assert!(said(&person).len() < much, "{:#?}", said(&person));
    assert!(person.asks().any(|ask| *ask == Ask::Hush));
    assert_eq!(settings(&person.app).amount, Amount::Short);
    assert!(person.effects.iter().any(|effect| matches!(
        effect,
        Effect::SaveSettings(settings) if settings.amount == Amount::Short
    )));
    person.key(Key::Character("v".into()), Code::KeyV);
    assert!(said(&person).is_empty(), "chimes only");
}

#[test]
fn a_headset_leads_and_the_machine_pauses_before_it_sleeps() {
    let mut person = at_caution(|_| {});
    person.key(enter(), Code::Enter);
    tell(&mut person, Message::Desktop(Event::PlayPause));
    assert!(person.sees("Ease in"), "found");
    person.wait(10);
    tell(&mut person, Message::Desktop(Event::WillSleep));
    assert!(person.sees("Paused"));
    tell(&mut person, Message::Desktop(Event::Pause));
    assert!(person.sees("Paused"), "it pauses already");
    tell(&mut person, Message::Desktop(Event::Play));
    assert!(person.sees("Going on in 3"));
    tell(&mut person, Message::Desktop(Event::Stop));
    assert!(person.sees("Leave the session?"), "not: it is too much");
}

#[test]
fn the_first_caution_asks_whether_the_sound_is_heard() {
    let mut person = at_caution(|_| {});
    assert!(person.sees("Can you hear this?"));
    person.clicks_in_all("Yes, I hear it");
    assert!(!person.sees("Can you hear this?"));
    assert!(settings(&person.app).sound_heard);
}
