//! News of sleep and of the lock.

use std::sync::mpsc::{Receiver, TryRecvError, channel};

use wellspring::platform::desktop::{Desktop, Event};

use super::pretend::{Kind, Service};
use super::{NOWHERE, desktop, ends, showing};
use crate::rig::{MessageBus, PATIENCE};

/// A session on a machine with a login service, which has been asked for a moment before each sleep: by
/// then it is listened to.
struct Listening {
    bus: MessageBus,
    logind: Service,
    notes: Receiver<String>,
    desktop: Desktop,
    events: Receiver<Event>,
}

const MOMENT: &str = "Logind.Inhibit sleep, Wellspring, A session is running, delay";

fn listen() -> Listening {
    let bus = MessageBus::start();
    let (tell, notes) = channel();
    let logind = Service::start(Kind::Logind, &bus, 0, &tell);
    let (desktop, events) = desktop(NOWHERE, &bus.address());
    desktop.show(showing(1, true));
    let listening = Listening { bus, logind, notes, desktop, events };
    listening.noted();
    listening
}

impl Listening {
    #[track_caller]
    fn noted(&self) {
        assert_eq!(self.notes.recv_timeout(PATIENCE).as_deref(), Ok(MOMENT));
    }

    #[track_caller]
    fn hears(&self, event: Event) {
        assert_eq!(self.events.recv_timeout(PATIENCE), Ok(event));
    }
}

#[test]
fn sleep_waits_for_the_pause_and_is_told_with_waking_and_the_lock() {
    let it = listen();
    for _ in 0..2 {
        let given_back = it.logind.given_back();
        it.logind.prepare_for_sleep(true);
        it.hears(Event::WillSleep);
        assert_eq!(given_back.try_recv(), Err(TryRecvError::Empty), "the machine is to wait");
        it.desktop.show(showing(1, false));
        given_back.recv_timeout(PATIENCE).expect("the machine may sleep");
        it.logind.prepare_for_sleep(false);
        it.hears(Event::Woke);
        it.noted();
    }
    it.logind.locked(true);
    it.hears(Event::Locked);
    it.logind.locked(false);
    it.hears(Event::Unlocked);
}

#[test]
fn sleep_does_not_wait_for_ever() {
    let it = listen();
    let given_back = it.logind.given_back();
    it.logind.prepare_for_sleep(true);
    it.hears(Event::WillSleep);
    given_back.recv_timeout(PATIENCE).expect("the machine may sleep though nobody answered");
}

#[test]
fn after_the_session_no_news_come_and_sleep_waits_for_nobody() {
    let it = listen();
    let given_back = it.logind.given_back();
    it.desktop.hide();
    given_back.recv_timeout(PATIENCE).expect("the machine may sleep");
    it.logind.prepare_for_sleep(true);
    // The next session begins to listen after that; what it hears first is its own news.
    it.desktop.show(showing(0, true));
    it.noted();
    it.logind.locked(true);
    it.hears(Event::Locked);
    ends(it.desktop, &it.events);
    drop(it.bus);
}
