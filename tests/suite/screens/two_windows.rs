//! Two windows: what the second says and asks, and how the first answers.

use wellspring::app::effect::Effect;
use wellspring::app::handing_over::{Left, Message, Neighbour};
use wellspring::app::presets::{fresh, used};
use wellspring::app::{self, App, Room};
use wellspring::domain::settings::Settings;
use wellspring::platform::window_door::{Reason, Told};

use super::person::Person;

const ANOTHER: &str = "Another Wellspring window is open. What you do here is kept as well.";
const GO_ON: &str = "Go on here instead";

/// What the window asks of the world when that is told.
fn told(person: &mut Person, told: Told) -> Vec<Effect> {
    person.app.step(app::Message::Window(Message::Told(told)), person.now)
}

fn shows(person: &mut Person, words: &str) -> bool {
    let mut found = false;
    person.with(|window| found = window.find(words).is_ok());
    found
}

fn second(app: App) -> Person {
    let mut person = Person::at(app);
    assert!(!shows(&mut person, ANOTHER));
    assert_eq!(told(&mut person, Told::Another), []);
    person
}

#[test]
fn the_second_says_so_in_every_room_and_goes_on_when_the_first_is_gone() {
    let mut person = second(used());
    for room in Room::ALL {
        let _ = person.app.step(app::Message::Go(room), person.now);
        assert!(shows(&mut person, ANOTHER), "{room:?}");
    }
    person.click(GO_ON);
    assert_eq!(person.effects, [Effect::AskToGoOn]);
    assert!(!shows(&mut person, GO_ON), "it is asked once");
    assert_eq!(told(&mut person, Told::Ours), [Effect::GoOn]);
    assert!(!shows(&mut person, ANOTHER));
    let settings =
        Settings { ask_ratings: !person.app.preferences().ask_ratings, ..Settings::default() };
    let left = Left {
        settings: settings.clone(),
        profile: wellspring::domain::profile::Profile::default(),
        reminders: Vec::new(),
    };
    let message = app::Message::Window(Message::GoesOn(Box::new(left)));
    assert_eq!(person.app.step(message, person.now), []);
    assert_eq!(*person.app.preferences(), settings, "what the other has set holds here now");
    assert!(shows(&mut person, "This window goes on."));
    let _ = person.app.step(app::Message::Go(Room::Today), person.now);
    assert!(!shows(&mut person, "This window goes on."), "it has been read");
}

#[test]
fn the_second_says_why_the_first_stays_and_may_ask_again() {
    let rows = [
        (
            Reason::InSession,
            "The other window is in a session. Finish or leave it there, then ask again.",
        ),
        (
            Reason::NotSaved,
            "Something in the other window is not saved. Save or leave it there, then ask again.",
        ),
        (
            Reason::Silent,
            "The other window has not answered; it may be in the middle of a session. Finish it there.",
        ),
    ];
    for (reason, words) in rows {
        let mut person = second(fresh());
        person.click(GO_ON);
        assert_eq!(told(&mut person, Told::Kept(reason)), []);
        assert!(shows(&mut person, words), "{reason:?}");
        person.click(GO_ON);
        assert_eq!(person.effects, [Effect::AskToGoOn, Effect::AskToGoOn]);
    }
}

#[test]
fn the_first_hands_over_where_nothing_is_in_hand() {
    let mut person = Person::at(fresh());
    assert_eq!(told(&mut person, Told::Asked), [Effect::HandOver]);
}

#[test]
fn the_first_stays_in_a_session_and_before_it_and_says_so() {
    for app in [fresh().at_caution("HE-1"), fresh().in_session("HE-1", None)] {
        let mut person = Person::at(app);
        assert_eq!(told(&mut person, Told::Asked), [Effect::Decline(Reason::InSession)]);
        assert!(shows(
            &mut person,
            "Another window asked to go on; finish or leave this session first."
        ));
        // Once the session is left nothing is said any more, and it hands over.
        let _ = person.app.step(app::Message::Go(Room::Today), person.now);
        assert_eq!(person.app.neighbour(), Neighbour::None);
        assert_eq!(told(&mut person, Told::Asked), [Effect::HandOver]);
    }
}

#[test]
fn what_is_not_saved_is_not_let_go_of() {
    let mut person = Person::at(fresh());
    let unsaved = app::Message::Unsaved(Some("the disk is full".to_owned()));
    let _ = person.app.step(unsaved, person.now);
    assert_eq!(told(&mut person, Told::Asked), [Effect::Decline(Reason::NotSaved)]);
    let _ = person.app.step(app::Message::Unsaved(None), person.now);
    assert_eq!(told(&mut person, Told::Asked), [Effect::HandOver]);
}

#[test]
fn a_second_that_is_in_a_session_takes_the_place_of_the_first_after_it() {
    let mut person = Person::at(fresh().in_session("HE-1", None));
    assert_eq!(told(&mut person, Told::Another), []);
    assert!(!shows(&mut person, ANOTHER), "nothing is said of it in a session");
    assert_eq!(told(&mut person, Told::Ours), []);
    let effects = person.app.step(app::Message::Go(Room::Today), person.now);
    assert_eq!(effects.last(), Some(&Effect::GoOn));
}
