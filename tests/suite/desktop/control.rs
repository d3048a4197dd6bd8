//! The media control, as a client of it sees it.

use std::collections::HashMap;

use futures_lite::StreamExt as _;
use wellspring::platform::desktop::{Desktop, Event};
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, MatchRule, MessageStream};

use super::{NAME, NOWHERE, connect, desktop, ends, names, now, showing};
use crate::rig::{MessageBus, PATIENCE, wait_until};

const PATH: &str = "/org/mpris/MediaPlayer2";
const PROGRAM: &str = "org.mpris.MediaPlayer2";
const PLAYER: &str = "org.mpris.MediaPlayer2.Player";

fn wait_for_name(client: &Connection, name: &str, is_there: bool) {
    wait_until(PATIENCE, &format!("{name} there: {is_there}"), || {
        names(client).iter().any(|found| found == name) == is_there
    });
}

fn properties(client: &Connection, interface: &str) -> HashMap<String, OwnedValue> {
    let name = Some("org.freedesktop.DBus.Properties");
    let reply = now(client.call_method(Some(NAME), PATH, name, "GetAll", &interface))
        .expect("the player answers");
    reply.body().deserialize().expect("properties")
}

fn position(client: &Connection) -> i64 {
    properties(client, PLAYER)["Position"].downcast_ref().expect("a number")
}

/// Presses a key, as the desktop does for it.
pub fn call(client: &Connection, member: &str) {
    now(client.call_method(Some(NAME), PATH, Some(PLAYER), member, &())).expect("it is taken");
}

/// Shows a minute that goes on, and waits until clients can see it.
pub fn shown(desktop: &Desktop, client: &Connection) {
    desktop.show(showing(1, true));
    wait_for_name(client, NAME, true);
}

#[test]
fn a_client_reads_what_is_played() {
    let bus = MessageBus::start();
    let client = connect(&bus);
    let (desktop, _events) = desktop(&bus.address(), NOWHERE);
    shown(&desktop, &client);

    let mut player = properties(&client, PLAYER);
    let metadata: HashMap<String, OwnedValue> =
        player.remove("Metadata").expect("metadata").try_into().expect("a map");
    let step = zbus::zvariant::ObjectPath::from_static_str_unchecked("/wellspring/step/1");
    let below = vec!["Press in circles, left armpit"];
    for (key, expected) in [
        ("mpris:trackid", Value::from(step)),
        ("mpris:length", Value::from(60_000_000_i64)),
        ("xesam:title", Value::from("HE-1 Jíquán")),
        ("xesam:artist", Value::from(below)),
    ] {
        assert_eq!(*metadata[key], expected, "{key}");
    }
    assert_eq!(metadata.len(), 4, "{metadata:?}");

    let position = player.remove("Position").expect("a position");
    let position: i64 = position.downcast_ref().expect("a number");
    assert!((12_000_000..60_000_000).contains(&position), "{position}");
    wait_until(PATIENCE, "the position to go on", || self::position(&client) > position);

    let yes = |name| (name, Value::from(true));
    for (name, expected) in [
        ("PlaybackStatus", Value::from("Playing")),
        ("CanSeek", Value::from(false)),
        ("Rate", Value::from(1.0)),
        ("MinimumRate", Value::from(1.0)),
        ("MaximumRate", Value::from(1.0)),
        ("Volume", Value::from(1.0)),
        yes("CanControl"),
        yes("CanPlay"),
        yes("CanPause"),
        yes("CanGoNext"),
        yes("CanGoPrevious"),
    ] {
        let found = player.remove(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert_eq!(*found, expected, "{name}");
    }
    assert!(player.is_empty(), "{player:?}");

    let program = properties(&client, PROGRAM);
    for (name, expected) in [
        ("Identity", Value::from("Wellspring")),
        ("DesktopEntry", Value::from("wellspring")),
        ("CanQuit", Value::from(false)),
        ("CanRaise", Value::from(false)),
        ("HasTrackList", Value::from(false)),
        ("SupportedUriSchemes", Value::from(Vec::<&str>::new())),
        ("SupportedMimeTypes", Value::from(Vec::<&str>::new())),
    ] {
        assert_eq!(*program[name], expected, "{name}");
    }
    assert_eq!(program.len(), 7, "{program:?}");
}

#[test]
fn each_key_is_an_event() {
    let bus = MessageBus::start();
    let client = connect(&bus);
    let (desktop, events) = desktop(&bus.address(), NOWHERE);
    shown(&desktop, &client);
    for (member, event) in [
        ("PlayPause", Event::PlayPause),
        ("Play", Event::Play),
        ("Pause", Event::Pause),
        ("Next", Event::Next),
        ("Previous", Event::Previous),
        ("Stop", Event::Stop),
    ] {
        call(&client, member);
        assert_eq!(events.recv_timeout(PATIENCE), Ok(event), "{member}");
    }
    // What cannot be done is taken and left undone: the next event is that of the key after it.
    let seek = now(client.call_method(Some(NAME), PATH, Some(PLAYER), "Seek", &5_000_000_i64));
    assert!(seek.is_ok(), "{seek:?}");
    call(&client, "Pause");
    assert_eq!(events.recv_timeout(PATIENCE), Ok(Event::Pause));
}

/// The next signal of the player: its name and, in words, what it says.
fn signal(stream: &mut MessageStream) -> (String, String) {
    let message = now(stream.next()).expect("the bus lives").expect("a message");
    let member = message.header().member().expect("a name").to_string();
    let body = message.body();
    let said = if member == "Seeked" {
        body.deserialize::<i64>().expect("a position").to_string()
    } else {
        let (of, changed, lost): (String, HashMap<String, OwnedValue>, Vec<String>) =
            body.deserialize().expect("changed properties");
        assert_eq!((of.as_str(), lost.len()), (PLAYER, 0));
        let mut names: Vec<_> = changed.into_keys().collect();
        names.sort_unstable();
        names.join(" ")
    };
    (member, said)
}

#[test]
fn changes_and_jumps_are_told_and_nothing_else() {
    let bus = MessageBus::start();
    let client = connect(&bus);
    let (desktop, _events) = desktop(&bus.address(), NOWHERE);
    shown(&desktop, &client);
    let rule = MatchRule::builder()
        .msg_type(zbus::message::Type::Signal)
        .path(PATH)
        .expect("a path")
        .build();
    let mut stream = now(MessageStream::for_match_rule(rule, &client, None)).expect("a stream");
    let mut next = || signal(&mut stream);
    let said = |member: &str, what: &str| (member.to_owned(), what.to_owned());

    let mut paused = showing(1, false);
    paused.position = std::time::Duration::from_secs(40);
    desktop.show(paused.clone());
    assert_eq!(next(), said("PropertiesChanged", "PlaybackStatus"));
    assert_eq!(next(), said("Seeked", "40000000"));
    assert_eq!(position(&client), 40_000_000, "paused, it stays");

    paused.step = 2;
    desktop.show(paused.clone());
    assert_eq!(next(), said("PropertiesChanged", "Metadata"));

    paused.length = None;
    paused.going = true;
    desktop.show(paused);
    assert_eq!(next(), said("PropertiesChanged", "Metadata PlaybackStatus"));
}

#[test]
fn hidden_it_leaves_nothing_on_the_bus_and_comes_again() {
    let bus = MessageBus::start();
    let client = connect(&bus);
    let before = names(&client).len();
    let (desktop, events) = desktop(&bus.address(), NOWHERE);
    assert_eq!(names(&client).len(), before, "nothing is opened before a session");
    for _ in 0..3 {
        shown(&desktop, &client);
        desktop.hide();
        wait_for_name(&client, NAME, false);
        wait_until(PATIENCE, "the connection to end", || names(&client).len() == before);
    }
    shown(&desktop, &client);
    ends(desktop, &events);
    wait_until(PATIENCE, "everything to be left", || names(&client).len() == before);
}

#[test]
fn a_second_one_takes_a_longer_name() {
    let bus = MessageBus::start();
    let other = connect(&bus);
    now(other.request_name(NAME)).expect("it is free");
    let (desktop, _events) = desktop(&bus.address(), NOWHERE);
    desktop.show(showing(0, true));
    wait_for_name(&other, &format!("{NAME}.instance{}", std::process::id()), true);
}
