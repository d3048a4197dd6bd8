//! The library on the body: turned, brought near, pointed at, tapped.

use std::time::Duration;

use iced::keyboard::Key;
use iced::keyboard::key::{Code as Place, Named};
use iced::{Event, Point, mouse, window};
use wellspring::app::presets::fresh;
use wellspring::app::{App, Message, Room, Screen};
use wellspring::body::view::Camera;
use wellspring::screen::points::{self, Face, Shape};
use wellspring::ui::figure::widget::Hand;

use super::person::{Person, SIZE, enter};

fn on_body() -> Person {
    Person::at(fresh().on_body(Face::Front, 1.0))
}

fn camera(app: &App) -> Camera {
    app.list().body().expect("the body").table().camera
}

fn moved(x: f32, y: f32) -> Event {
    Event::Mouse(mouse::Event::CursorMoved { position: Point::new(x, y) })
}

const PRESS: Event = Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left));
const RELEASE: Event = Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left));

/// What the hand does, on a window that has been drawn.
fn hands(
    person: &Person,
    events: impl IntoIterator<Item = (f32, f32, Vec<Event>)>,
) -> Vec<Message> {
    let theme = person.app.theme();
    let mut window =
        iced_test::Simulator::with_size(super::pictures::settings(), SIZE, person.app.view());
    let _ = window.snapshot(&theme).expect("drawn");
    for (x, y, more) in events {
        window.point_at(Point::new(x, y));
        let _ = window.simulate(std::iter::once(moved(x, y)).chain(more));
    }
    window.into_messages().collect()
}

fn take(person: &mut Person, messages: Vec<Message>) {
    for message in messages {
        let effects = person.app.step(message, person.now);
        person.effects.extend(effects);
    }
}

/// The first point that a pointer meets on its way along a row of the window.
fn met(person: &Person, y: f32, columns: u8) -> Option<&'static str> {
    let way = (0..columns).map(|column| (360.0 + f32::from(column) * 8.0, y, Vec::new()));
    hands(person, way).into_iter().find_map(|message| match message {
        Message::Points(points::Message::Hand(Hand::Over(over))) => over.map(|(code, _)| code),
        _ => None,
    })
}

/// Where on the window a point is, found by moving the pointer over the body; and which.
fn first_point(person: &Person) -> (f32, f32, &'static str) {
    for row in 0..20_u8 {
        let y = 340.0 + f32::from(row) * 8.0;
        if let Some(code) = met(person, y, 40) {
            // Where on the row it is: by halving, since each way begins with a window of its own.
            let (mut short, mut long) = (0, 40);
            while long - short > 1 {
                let middle = u8::midpoint(short, long);
                if met(person, y, middle).is_some() { long = middle } else { short = middle }
            }
            return (360.0 + f32::from(long - 1) * 8.0, y, code);
        }
    }
    panic!("no point under the pointer");
}

#[test]
fn a_key_goes_to_the_body_and_back() {
    let mut person = Person::at(fresh().in_room(Room::Points));
    person.key(Key::Character("v".into()), Place::KeyV);
    assert_eq!(person.app.list().shape(), Shape::Body);
    assert!(person.sees("Front") && person.sees("411 points"));
    person.key(Key::Character("v".into()), Place::KeyV);
    assert_eq!(person.app.list().shape(), Shape::List);
}

#[test]
fn keys_turn_it_bring_it_near_and_put_it_back() {
    let mut person = on_body();
    let home = camera(&person.app);
    person.named(Named::ArrowLeft, Place::ArrowLeft);
    assert!((camera(&person.app).yaw - 15.0).abs() < 0.01);
    person.named(Named::ArrowUp, Place::ArrowUp);
    assert!((camera(&person.app).pitch + 15.0).abs() < 0.01);
    person.key(Key::Character("+".into()), Place::Equal);
    assert!(camera(&person.app).height < home.height);
    person.named(Named::Home, Place::Home);
    assert_eq!(camera(&person.app), home);
    for (key, code, yaw) in
        [("b", Place::KeyB, 180.0), ("l", Place::KeyL, 90.0), ("r", Place::KeyR, 270.0)]
    {
        person.key(Key::Character(key.into()), code);
        assert!((camera(&person.app).yaw - yaw).abs() < 0.01, "{key}");
    }
}

#[test]
fn a_drag_turns_it_and_opens_nothing() {
    let mut person = on_body();
    let messages = hands(
        &person,
        [(500.0, 450.0, vec![PRESS]), (540.0, 450.0, Vec::new()), (580.0, 440.0, vec![RELEASE])],
    );
    take(&mut person, messages);
    assert!((camera(&person.app).yaw - 328.0).abs() < 0.1, "{}", camera(&person.app).yaw);
    assert!(matches!(person.app.screen(), Screen::Points));
    assert_eq!(person.app.list().found().len(), 411);
}

#[test]
fn the_wheel_brings_near_what_is_under_the_pointer() {
    let mut person = on_body();
    let wheel = Event::Mouse(mouse::Event::WheelScrolled {
        delta: mouse::ScrollDelta::Lines { x: 0.0, y: 4.0 },
    });
    let before = camera(&person.app);
    let messages = hands(&person, [(540.0, 330.0, vec![wheel])]);
    take(&mut person, messages);
    let near = camera(&person.app);
    assert!(near.height < before.height / 1.5 && near.target != before.target);
}

#[test]
fn a_point_is_named_under_the_pointer_and_opened_by_a_tap() {
    let mut person = on_body();
    let (x, y, code) = first_point(&person);
    let messages = hands(&person, [(x, y, Vec::new())]);
    take(&mut person, messages);
    let shown = hands(&person, [(x, y, vec![PRESS, RELEASE])]);
    take(&mut person, shown);
    let Screen::Point(page) = person.app.screen() else { panic!("no page of {code}") };
    assert_eq!(page.code().as_str(), code);
    person.named(Named::Escape, Place::Escape);
    assert_eq!(person.app.list().shape(), Shape::Body, "back on the body as it was left");
}

#[test]
fn a_tap_on_the_body_shows_that_part_of_it() {
    let mut person = on_body();
    person.key(Key::Character("+".into()), Place::Equal);
    let tap = points::Message::Hand(Hand::Body(glam::Vec2::new(0.0, 0.0)));
    take(&mut person, vec![Message::Points(tap)]);
    let found = person.app.list().found().len();
    assert!((3..100).contains(&found), "{found} points in that part");
    assert!(camera(&person.app).height <= 6.0);
    person.named(Named::Escape, Place::Escape);
    assert_eq!(person.app.list().found().len(), 411, "Esc shows all again");
    assert_eq!(person.app.list().shape(), Shape::Body);
    let beside = points::Message::Hand(Hand::Body(glam::Vec2::new(0.9, 0.9)));
    take(&mut person, vec![Message::Points(beside)]);
    assert_eq!(person.app.list().found().len(), 411, "beside the body nothing happens");
}

#[test]
fn two_taps_beside_every_point_go_back() {
    // Two taps so long one after the other, on the ground beside the body.
    for (apart, back) in [(60, true), (380, true), (420, false), (5000, false)] {
        let mut person = on_body();
        person.named(Named::ArrowLeft, Place::ArrowLeft);
        let at = |milliseconds| {
            let now = person.now + Duration::from_millis(milliseconds);
            Event::Window(window::Event::RedrawRequested(now))
        };
        let taps = vec![at(0), PRESS, RELEASE, at(apart), PRESS, RELEASE];
        let messages = hands(&person, [(390.0, 450.0, taps)]);
        take(&mut person, messages);
        let yaw = camera(&person.app).yaw;
        assert_eq!(yaw.abs() < 0.01, back, "{apart} ms apart: {yaw}");
        assert_eq!(person.app.list().found().len(), 411, "the taps lie beside the body");
    }
}

#[test]
fn enter_opens_what_is_pointed_at_or_searched_for_and_nothing_else() {
    for (query, over, opened) in [
        ("", None, None),
        ("", Some("CV-8"), Some("CV-8")),
        ("li 4", None, Some("LI-4")),
        ("xyzzy", None, None),
    ] {
        let app = fresh().searching(query).on_body(Face::Front, 1.0);
        let mut person = Person::at(match over {
            Some(code) => app.pointing_at(code),
            None => app,
        });
        person.key(enter(), Place::Enter);
        let found = match person.app.screen() {
            Screen::Point(page) => Some(page.code().as_str()),
            _ => None,
        };
        assert_eq!(found, opened, "{query:?}, the pointer over {over:?}");
    }
}

#[test]
fn a_row_reached_in_the_list_is_not_opened_on_the_body() {
    let mut person = Person::at(fresh().in_room(Room::Points));
    person.named(Named::ArrowDown, Place::ArrowDown);
    person.key(Key::Character("v".into()), Place::KeyV);
    person.key(enter(), Place::Enter);
    assert!(matches!(person.app.screen(), Screen::Points));
}

#[test]
fn what_is_searched_is_what_lies_on_the_body() {
    let mut person = on_body();
    person.types("li 4");
    assert!(person.app.list().found().len() < 10);
    assert_eq!(person.app.list().shape(), Shape::Body);
}
