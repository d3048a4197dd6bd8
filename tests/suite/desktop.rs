//! The desktop round a session, on message buses of the tests' own: with a real client for the media
//! control, pretend services for the screen and the sleep, and buses that are dead, deaf or die.

mod awake;
mod control;
mod faults;
mod news;
mod pretend;
mod reminders;

use std::future::Future;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use wellspring::platform::desktop::{Buses, Desktop, Event, Showing};
use zbus::Connection;
use zbus::connection::Builder;

use crate::rig::{MessageBus, PATIENCE};

/// What Wellspring is found by.
const NAME: &str = "org.mpris.MediaPlayer2.wellspring";
/// An address where no bus is.
const NOWHERE: &str = "unix:path=/nonexistent/bus";

/// A minute of pressing, 12 s in.
fn showing(step: usize, going: bool) -> Showing {
    Showing {
        step,
        title: "HE-1 Jíquán".to_owned(),
        below: "Press in circles, left armpit".to_owned(),
        length: Some(Duration::from_secs(60)),
        position: Duration::from_secs(12),
        going,
    }
}

/// A desktop on those buses, and its events. They end when its thread does.
fn desktop(session: &str, system: &str) -> (Desktop, Receiver<Event>) {
    let buses = Buses { session: Some(session.to_owned()), system: Some(system.to_owned()) };
    let (tell, events) = channel();
    let desktop = Desktop::spawn_on(buses, move |event| {
        let _ = tell.send(event);
    });
    (desktop, events)
}

/// The thread ends once no handle is left.
#[track_caller]
fn ends(desktop: Desktop, events: &Receiver<Event>) {
    drop(desktop);
    assert_eq!(events.recv_timeout(PATIENCE), Err(RecvTimeoutError::Disconnected));
}

/// Runs to the end what asks a bus, which answers soon or never.
fn now<T>(future: impl Future<Output = T>) -> T {
    futures_lite::future::block_on(future)
}

/// Someone else on that bus.
fn connect(bus: &MessageBus) -> Connection {
    let address = bus.address();
    now(Builder::address(address.as_str()).expect("an address").build()).expect("a connection")
}

/// All names on the bus.
fn names(connection: &Connection) -> Vec<String> {
    let bus = Some("org.freedesktop.DBus");
    let reply = now(connection.call_method(bus, "/org/freedesktop/DBus", bus, "ListNames", &()))
        .expect("the bus answers");
    reply.body().deserialize().expect("names")
}
