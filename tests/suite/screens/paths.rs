//! What clicks and keys do, followed into the effects that they lead to.

use std::time::Duration;

use iced::keyboard::Key;
use iced::keyboard::key::{Code, Named};
use iced::{Event, Point, mouse, window};
use iced_test::Simulator;
use wellspring::app::Message;
use wellspring::app::effect::Effect;
use wellspring::app::presets::fresh;
use wellspring::domain::conductor::Ask;
use wellspring::domain::history::{Note, Outcome, StopReason};
use wellspring::domain::sound::Sound;

use super::person::{Person, SIZE, enter, press, release, space};

#[test]
fn a_whole_session_from_today_by_pointer() {
    let mut person = Person::at(fresh());
    person.click("Start");
    assert!(!person.is_playing(), "the caution comes first");
    person.click("I have read this, begin");
    person.wait(40);
    assert!(person.notes().is_empty(), "finding is outside the clock");
    person.click("I am on it, begin");
    person.wait(5 + 65);
    assert!(person.sees("Now circle the other way."));
    person.wait(6);
    assert!(person.sees("You may stop now, when it lets go."));
    person.click("It let go");
    person.wait(5);
    assert!(person.sees("Now the right armpit, with your left hand."));
    person.wait(8 + 5 + 120 + 5);
    assert!(person.sees("Noted in your history."));
    let ended = person.notes().pop();
    assert_eq!(ended, Some(Note::Ended { outcome: Outcome::Released, reason: None }));
    person.click("Close");
    assert!(person.sees("HE-1 Jíquán") && person.sees("released early"));
}

#[test]
fn only_a_fresh_press_answers_the_caution() {
    // One window sees all these events, so that it knows which keys are down.
    let rows: [(&str, Vec<Event>, bool); 5] = [
        ("a repeat", vec![press(enter(), Code::Enter, true)], false),
        ("a fresh press", vec![press(enter(), Code::Enter, false)], true),
        ("Space", vec![press(space(), Code::Space, false)], false),
        (
            "a click that began elsewhere",
            vec![
                Event::Mouse(mouse::Event::CursorMoved { position: Point::new(900.0, 300.0) }),
                Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)),
                Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)),
            ],
            false,
        ),
        ("another key", vec![press(Key::Character("y".into()), Code::KeyY, false)], false),
    ];
    for (what, events, begins) in rows {
        let mut person = Person::at(fresh().at_caution("HE-1"));
        person.events(events);
        assert_eq!(person.is_playing(), begins, "{what}");
    }
}

#[test]
fn a_key_held_since_before_the_prompt_does_not_answer_it() {
    let app = fresh().at_caution("HE-1");
    let mut simulator = Simulator::with_size(super::pictures::settings(), SIZE, app.view());
    // Down once (on the screen before), then told again without having gone up.
    let _ =
        simulator.simulate([press(enter(), Code::Enter, true), press(enter(), Code::Enter, false)]);
    assert_eq!(simulator.into_messages().count(), 0);
    let mut simulator = Simulator::with_size(super::pictures::settings(), SIZE, app.view());
    let _ = simulator.simulate([
        press(enter(), Code::Enter, true),
        release(enter(), Code::Enter),
        press(enter(), Code::Enter, false),
    ]);
    assert_eq!(simulator.into_messages().count(), 1, "up, then down again");
}

/// Bug: a key held while the window opened told itself as a fresh press at its first repeat.
#[test]
fn a_key_held_while_the_window_gets_the_keyboard_answers_nothing() {
    use wellspring::platform::display::HeldKey;
    // What the person does once the window has asked, and whether the session begins.
    let rows = [
        ("no answer yet", None, vec![press(enter(), Code::Enter, false)], false),
        ("held", Some(vec![HeldKey::Enter]), vec![press(enter(), Code::Enter, false)], false),
        (
            "held, let go, pressed",
            Some(vec![HeldKey::Enter]),
            vec![release(enter(), Code::Enter), press(enter(), Code::Enter, false)],
            true,
        ),
        (
            "another key held",
            Some(vec![HeldKey::Space]),
            vec![press(enter(), Code::Enter, false)],
            true,
        ),
        ("nothing held", Some(Vec::new()), vec![press(enter(), Code::Enter, false)], true),
    ];
    for (what, answer, events, begins) in rows {
        let mut person = Person::at(fresh().at_caution("HE-1"));
        let focused = person.app.step(Message::Focused, person.now);
        assert_eq!(focused, [Effect::AskHeldKeys]);
        // One window from here on, so that it remembers what it is told.
        if let Some(keys) = answer {
            let _ = person.app.step(Message::Held(keys), person.now);
            person.events(events);
        } else {
            person.events([vec![Event::Window(window::Event::Focused)], events].concat());
        }
        assert_eq!(person.is_playing(), begins, "{what}");
    }
}

#[test]
fn a_click_on_a_button_leaves_no_focus_behind() {
    let mut person = Person::at(fresh().in_session("HE-1", Some(Duration::from_secs(30))));
    let app = &person.app;
    let mut simulator = Simulator::with_size(super::pictures::settings(), SIZE, app.view());
    let _ = simulator.click("Pause").expect("the button");
    let _ =
        simulator.simulate([press(space(), Code::Space, false), press(space(), Code::Space, true)]);
    let messages: Vec<_> = simulator.into_messages().collect();
    assert_eq!(messages.len(), 2, "one click, one Space, no repeat: {messages:?}");
    for message in messages {
        let _ = person.app.step(message, person.now);
    }
    assert!(!person.sees("Paused"), "paused by the click, gone on by Space");
}

#[test]
fn the_whole_window_answers_a_click_once() {
    let mut person = Person::at(fresh().in_session("HE-1", Some(Duration::from_secs(30))));
    let click = |x: f32, y: f32| {
        vec![
            Event::Mouse(mouse::Event::CursorMoved { position: Point::new(x, y) }),
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)),
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)),
        ]
    };
    for (x, y) in [(300.0, 380.0), (800.0, 300.0), (3.0, 3.0), (1020.0, 765.0)] {
        let before = person.sees("Paused");
        person.with(|window| {
            window.point_at(Point::new(x, y));
            let _ = window.simulate(click(x, y));
        });
        assert_ne!(person.sees("Paused"), before, "a click at {x}, {y}");
    }
}

#[test]
fn every_key_of_the_player() {
    let mut person = Person::at(fresh().in_session("HE-1", None));
    person.key(space(), Code::Space);
    assert!(person.sees("Ease in"), "Space: the point is found");
    person.key(Key::Named(Named::ArrowRight), Code::ArrowRight);
    assert!(person.sees("Press in circles"), "right: skip");
    person.wait(4);
    person.key(Key::Character("-".into()), Code::Minus);
    assert!(person.sees("This press is 1 min 45 s long now."));
    person.key(Key::Character("+".into()), Code::Equal);
    assert!(person.sees("This press is 2 min long now."));
    person.key(Key::Character("+".into()), Code::Equal);
    assert!(person.sees("2 min is the most for this point."));
    person.key(Key::Character("r".into()), Code::KeyR);
    assert!(
        person.sees("Slide them up along the ribs to the highest point of the hollow."),
        "R: again"
    );
    person.key(space(), Code::Space);
    assert!(person.sees("Paused"));
    person.key(enter(), Code::Enter);
    assert!(person.sees("Going on in 3"));
    person.wait(3);
    person.key(Key::Named(Named::ArrowLeft), Code::ArrowLeft);
    assert!(person.sees("2:00"), "left: the press begins again");
    person.key(enter(), Code::Enter);
    assert!(person.sees("Ease off"), "Enter: it let go");
    person.key(Key::Character("s".into()), Code::KeyS);
    assert!(person.sees("Stopped. Let go."));
    person.key(space(), Code::Space);
    assert!(person.sees("Stopped. Let go."), "the big key does not undo a stop");
    person.key(Key::Character("g".into()), Code::KeyG);
    assert!(person.sees("Going on in 3"), "a slip");
    person.key(Key::Character("s".into()), Code::KeyS);
    person.key(Key::Character("2".into()), Code::Digit2);
    let ended = person.notes().pop();
    assert_eq!(
        ended,
        Some(Note::Ended { outcome: Outcome::Stopped, reason: Some(StopReason::Tingling) })
    );
    assert!(person.asks().any(
        |ask| matches!(ask, Ask::Schedule(all) if all.iter().any(|one| one.cue.is(Sound::Release)))
    ));
}

#[test]
fn closing_the_window_in_a_session_notes_it_as_left() {
    let mut person = Person::at(fresh().at_caution("HE-1"));
    person.click("I have read this, begin");
    person.key(space(), Code::Space);
    person.wait(25);
    let effects = person.app.step(wellspring::app::Message::Close, person.now);
    assert_eq!(effects.last(), Some(&Effect::Quit));
    person.effects.extend(effects);
    assert_eq!(person.notes().pop(), Some(Note::Ended { outcome: Outcome::Left, reason: None }));
}

#[test]
fn choices_are_remembered_and_saved() {
    let mut person = Person::at(fresh().at_point("HE-1", true));
    person.click("Steady");
    person.click("A fixed time");
    let saved =
        person.effects.iter().filter(|effect| matches!(effect, Effect::SaveSettings(_))).count();
    assert_eq!(saved, 2);
    assert!(person.sees("Both sides · steady · 1 min"));
    person.click("Points");
    person.types("highest");
    person.click("Highest Spring · armpit");
    assert!(person.sees("Both sides · steady · 1 min"));
}
