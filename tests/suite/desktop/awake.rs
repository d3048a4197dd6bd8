//! The screen stays on while it is wished, through whatever service there is.

use std::sync::mpsc::{Receiver, channel};

use super::pretend::{Kind, Service};
use super::{NOWHERE, desktop, ends};
use crate::rig::{MessageBus, PATIENCE};

#[track_caller]
fn noted(notes: &Receiver<String>, expected: &str) {
    assert_eq!(notes.recv_timeout(PATIENCE).as_deref(), Ok(expected));
}

/// What is asked for where those services are there, and how it is given back: by a call or, where none is
/// named, by closing what was given.
#[track_caller]
fn check(there: &[Kind], (inhibited, released): (&str, Option<&str>)) {
    let (session, system) = (MessageBus::start(), MessageBus::start());
    let (tell, notes) = channel();
    let start = |kind: &Kind| {
        let bus = if *kind == Kind::Logind { &system } else { &session };
        Service::start(*kind, bus, 4_711, &tell)
    };
    let services: Vec<_> = there.iter().map(start).collect();
    let last = services.last().expect("a service");
    let (desktop, events) = desktop(&session.address(), &system.address());
    let asked = || {
        desktop.awake(true);
        noted(&notes, inhibited);
        released.is_none().then(|| last.given_back())
    };
    let let_go = |lock: Option<Receiver<()>>| match (released, lock) {
        (Some(released), _) => noted(&notes, released),
        (None, lock) => lock.expect("a lock").recv_timeout(PATIENCE).expect("it is given back"),
    };

    let lock = asked();
    // Held, it is not asked for twice: what is noted next is that it is let go.
    desktop.awake(true);
    desktop.awake(false);
    let_go(lock);

    // And with the last handle.
    let lock = asked();
    ends(desktop, &events);
    let_go(lock);
    assert_eq!(notes.try_iter().collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_first_service_that_is_there_is_asked_and_told_when_it_is_over() {
    use Kind::{Logind, Portal, ScreenSaver, SessionManager};
    let saver = (
        "ScreenSaver.Inhibit Wellspring, A session is running",
        Some("ScreenSaver.UnInhibit 4711"),
    );
    let manager = (
        "SessionManager.Inhibit wellspring, 0, A session is running, 8",
        Some("SessionManager.Uninhibit 4711"),
    );
    let portal = (
        "Portal.Inhibit \"\", 8, \"A session is running\"",
        Some("Request.Close /org/freedesktop/portal/desktop/request/4711"),
    );
    let logind = ("Logind.Inhibit idle, Wellspring, A session is running, block", None);
    check(&[ScreenSaver], saver);
    check(&[SessionManager], manager);
    check(&[Portal], portal);
    check(&[Logind], logind);
    check(&[Logind, Portal, SessionManager, ScreenSaver], saver);
    check(&[Logind, Portal, SessionManager], manager);
    check(&[Logind, Portal], portal);
}

#[test]
fn a_service_that_goes_and_comes_is_asked_anew() {
    let bus = MessageBus::start();
    let (tell, notes) = channel();
    let first = Service::start(Kind::ScreenSaver, &bus, 1, &tell);
    let (desktop, _events) = desktop(&bus.address(), NOWHERE);
    desktop.awake(true);
    let inhibited = "ScreenSaver.Inhibit Wellspring, A session is running";
    noted(&notes, inhibited);
    drop(first);
    let second = Service::start(Kind::ScreenSaver, &bus, 2, &tell);
    noted(&notes, inhibited);
    desktop.awake(false);
    noted(&notes, "ScreenSaver.UnInhibit 2");
    drop(second);
}

#[test]
fn another_takes_over_from_one_that_goes_and_the_wish_is_tried_again_where_none_was() {
    let bus = MessageBus::start();
    let (tell, notes) = channel();
    let (desktop, _events) = desktop(&bus.address(), NOWHERE);
    desktop.awake(true);
    let manager = Service::start(Kind::SessionManager, &bus, 1, &tell);
    // Whether the first wish came too early or not, this one does not.
    desktop.awake(true);
    noted(&notes, "SessionManager.Inhibit wellspring, 0, A session is running, 8");
    let portal = Service::start(Kind::Portal, &bus, 2, &tell);
    drop(manager);
    noted(&notes, "Portal.Inhibit \"\", 8, \"A session is running\"");
    desktop.awake(false);
    noted(&notes, "Request.Close /org/freedesktop/portal/desktop/request/2");
    drop(portal);
}
