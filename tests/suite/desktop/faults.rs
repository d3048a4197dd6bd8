//! Buses that are not there, do not answer, or die.

use std::fs;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use wellspring::platform::desktop::{Buses, Desktop, Event};

use super::control::{call, shown};
use super::pretend::{Kind, Service};
use super::{NOWHERE, connect, desktop, ends, showing};
use crate::rig::{MessageBus, PATIENCE, wait_until};

/// Nobody who speaks to the desktop waits for it, whatever the bus does: it is given 5 s.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Says all that there is to say, and does not wait for it.
fn play(desktop: &Desktop) {
    let since = Instant::now();
    for step in 0..20 {
        desktop.show(showing(step, true));
        desktop.awake(true);
        desktop.show(showing(step, false));
        desktop.awake(false);
    }
    desktop.clone().hide();
    assert!(since.elapsed() < AT_ONCE, "the caller waited {:?}", since.elapsed());
}

#[test]
fn without_a_bus_nothing_happens() {
    for (session, system) in [(NOWHERE, NOWHERE), ("disabled:", ""), ("tcp:host=;;;", "unix:")] {
        let (desktop, events) = desktop(session, system);
        desktop.show(showing(0, true));
        desktop.awake(true);
        play(&desktop);
        ends(desktop, &events);
    }
}

#[test]
fn a_bus_that_never_answers_holds_nobody_up() {
    let folder = TempDir::new().expect("a temporary folder");
    let socket = folder.path().join("bus");
    let listener = UnixListener::bind(&socket).expect("a socket");
    listener.set_nonblocking(true).expect("a socket");
    let address = format!("unix:path={}", socket.display());
    let (desktop, events) = desktop(&address, &address);
    desktop.show(showing(0, true));
    desktop.awake(true);
    // The media control, the screen and the news each wait for an answer now, and get none.
    let mut held = Vec::new();
    wait_until(PATIENCE, "three calls", || {
        held.extend(listener.accept());
        held.len() == 3
    });
    play(&desktop);
    ends(desktop, &events);
}

#[test]
fn nobody_at_all_does_nothing() {
    let desktop = Desktop::none();
    desktop.show(showing(0, true));
    desktop.awake(true);
    desktop.hide();
}

/// What a thread of ours does in a stretch of time, which is what is measured here.
struct Stretch {
    /// How often it woke.
    wakes: u64,
    /// How much of a core it had, 1 being all of it.
    share: f64,
}

fn stretch(thread: &Path) -> Stretch {
    let thread = Path::new("/proc").join(thread);
    let number = |file: &str, field: usize| -> u64 {
        let text = fs::read_to_string(thread.join(file)).expect("the thread lives");
        let lines = text.lines().filter(|line| !line.contains(':') || line.starts_with("vol"));
        let fields: Vec<_> = lines.flat_map(str::split_whitespace).collect();
        fields[field].parse().expect("a number")
    };
    // Nanoseconds on a core, and `voluntary_ctxt_switches`.
    let look = || (Instant::now(), number("schedstat", 0), number("status", 1));
    let mut last = 0;
    wait_until(PATIENCE, "the thread to come to rest", || {
        let (before, now) = (last, look().2);
        last = now;
        before == now
    });
    let (since, core_before, wakes_before) = look();
    wait_until(PATIENCE, "two seconds to pass", || since.elapsed() > Duration::from_secs(2));
    let (_, core, wakes) = look();
    let used = Duration::from_nanos(core - core_before);
    Stretch {
        wakes: wakes - wakes_before,
        share: used.as_secs_f64() / since.elapsed().as_secs_f64(),
    }
}

#[test]
fn it_sleeps_until_something_happens_and_a_bus_that_dies_is_let_go_and_found_again() {
    let (mut session, mut system) = (MessageBus::start(), MessageBus::start());
    let client = connect(&session);
    let (tell, notes) = channel();
    let saver = Service::start(Kind::ScreenSaver, &session, 1, &tell);
    let logind = Service::start(Kind::Logind, &system, 1, &tell);
    let (tell_event, events) = channel();
    let buses = Buses { session: Some(session.address()), system: Some(system.address()) };
    let desktop = Desktop::spawn_on(buses, move |event| {
        let thread = fs::read_link("/proc/thread-self").expect("a thread knows itself");
        let _ = tell_event.send((event, thread));
    });
    shown(&desktop, &client);
    desktop.awake(true);
    call(&client, "Pause");
    let (event, thread) = events.recv_timeout(PATIENCE).expect("an event");
    assert_eq!(event, Event::Pause);
    for _ in 0..2 {
        notes.recv_timeout(PATIENCE).expect("both services are asked");
    }

    let idle = stretch(&thread);
    assert!(idle.wakes <= 1, "woke {} times though nothing happened", idle.wakes);

    session.kill();
    system.kill();
    drop((client, saver, logind));
    let bereft = stretch(&thread);
    assert!(bereft.wakes <= 200 && bereft.share < 0.05, "{} wakes, {}", bereft.wakes, bereft.share);

    session.restart();
    let client = connect(&session);
    shown(&desktop, &client);
    call(&client, "Stop");
    assert_eq!(events.recv_timeout(PATIENCE), Ok((Event::Stop, thread)));
}
