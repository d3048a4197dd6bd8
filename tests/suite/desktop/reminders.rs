//! Reminders as somebody at a desktop meets them: a pretend notification service on a bus of the test's own,
//! a clock that the test sets, and real files.

#![allow(
    clippy::too_many_arguments,
    clippy::needless_pass_by_value,
    clippy::unused_self,
    reason = "an interface on the bus is made of methods that own what they are given"
)]

use std::collections::HashMap;
use std::fs;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Zoned;
use tempfile::TempDir;
use wellspring::domain::history::{Note, Occasion, Outcome, PressEnd};
use wellspring::domain::point::Side;
use wellspring::domain::reminder::{Days, Reminder, What};
use wellspring::format::reminders::time_named;
use wellspring::platform::dirs::Dirs;
use wellspring::platform::journal::Journal;
use wellspring::platform::lock::Refused;
use wellspring::platform::notify;
use wellspring::platform::reminding::{Place, Reminding, Setup, Told, background_lock};
use wellspring::platform::store::save_reminders;
use zbus::connection::Builder;
use zbus::zvariant::Value;
use zbus::{Connection, interface};

use super::{NOWHERE, now};
use crate::rig::{MessageBus, PATIENCE, wait_until};
use crate::store::{code, entry, planned};

const PATH: &str = "/org/freedesktop/Notifications";
const SERVICE: &str = "org.freedesktop.Notifications";

/// What the service was asked for.
#[derive(Debug, PartialEq)]
enum Asked {
    Show { title: String, body: String, buttons: Vec<String>, hints: Vec<String> },
    Close(u32),
}

struct Pretend {
    can: Vec<&'static str>,
    last: u32,
    notes: Sender<Asked>,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Pretend {
    fn get_capabilities(&self) -> Vec<String> {
        self.can.iter().map(ToString::to_string).collect()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ["pretend", "tests", "1", "1.2"].map(str::to_owned).into()
    }

    fn notify(
        &mut self,
        who: &str,
        replaces: u32,
        icon: &str,
        title: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, Value<'_>>,
        stands: i32,
    ) -> u32 {
        assert_eq!((who, replaces, icon, stands), ("Wellspring", 0, "wellspring", -1));
        let mut hints: Vec<String> =
            hints.iter().map(|(name, value)| format!("{name} {value}")).collect();
        hints.sort_unstable();
        let buttons = actions.chunks(2).map(|pair| pair.join(": ")).collect();
        let _ = self.notes.send(Asked::Show { title, body, buttons, hints });
        self.last += 1;
        self.last
    }

    fn close_notification(&self, id: u32) {
        let _ = self.notes.send(Asked::Close(id));
    }
}

/// A pretend service, until it is dropped.
struct Service {
    connection: Connection,
    asked: Receiver<Asked>,
}

impl Service {
    fn start(bus: &MessageBus, can: &[&'static str]) -> Self {
        let (notes, asked) = channel();
        let pretend = Pretend { can: can.to_vec(), last: 0, notes };
        let address = bus.address();
        let builder = Builder::address(address.as_str())
            .and_then(|builder| builder.serve_at(PATH, pretend))
            .and_then(|builder| builder.name(SERVICE));
        let connection = now(builder.expect("a service").build()).expect("it starts");
        Self { connection, asked }
    }

    /// The title of what is shown next.
    #[track_caller]
    fn shows(&self) -> String {
        match self.asked.recv_timeout(PATIENCE) {
            Ok(Asked::Show { title, .. }) => title,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn closes(&self) -> u32 {
        match self.asked.recv_timeout(PATIENCE) {
            Ok(Asked::Close(id)) => id,
            other => panic!("{other:?}"),
        }
    }

    fn press(&self, id: u32, button: &str) {
        self.tell("ActionInvoked", &(id, button));
    }

    fn tell<B>(&self, member: &str, body: &B)
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        now(self.connection.emit_signal(None::<&str>, PATH, SERVICE, member, body)).expect("said");
    }
}

/// Somebody's files and clock.
struct Somebody {
    _folder: TempDir,
    dirs: Dirs,
    clock: Arc<Mutex<Zoned>>,
}

fn at(text: &str) -> Zoned {
    format!("2026-11-{text}[Europe/Lisbon]").parse().expect("a moment")
}

fn reminder(point: &str, label: &str, times: &[&str]) -> Reminder {
    Reminder {
        what: What::Point(code(point)),
        label: label.to_owned(),
        days: Days::ALL,
        times: times.iter().map(|time| time_named(time).expect("a time")).collect(),
        is_on: true,
    }
}

impl Somebody {
    fn with(reminders: &[Reminder]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let dirs = crate::store::dirs(folder.path());
        save_reminders(&dirs, reminders).expect("saved");
        Self { _folder: folder, dirs, clock: Arc::new(Mutex::new(at("23T12:59"))) }
    }

    fn reminded(&self, place: Place, bus: &str) -> (Reminding, Receiver<Told>) {
        let clock = Arc::clone(&self.clock);
        let setup = Setup {
            dirs: self.dirs.clone(),
            place,
            bus: Some(bus.to_owned()),
            wall: Arc::new(move || clock.lock().expect("a clock").clone()),
        };
        let (tell, told) = channel();
        let reminding = Reminding::spawn(setup, move |one| {
            let _ = tell.send(one);
        });
        // From its first look on everything is counted, and that is when it has noted it.
        let reminding = reminding.expect("a thread");
        if place == Place::Window {
            self.wait_for("looked");
        }
        (reminding, told)
    }

    /// It is that time, and somebody looks.
    fn at(&self, time: &str, reminding: &Reminding) {
        *self.clock.lock().expect("a clock") = at(time);
        reminding.nudge().look();
    }

    /// Waits until that stands in what has been said and answered.
    #[track_caller]
    fn wait_for(&self, words: &str) {
        wait_until(PATIENCE, words, || {
            fs::read_to_string(self.dirs.reminded_file()).is_ok_and(|text| text.contains(words))
        });
    }

    /// Presses HE-1 to the end, as the log has it.
    fn does_it(&self, started: &str) {
        let (journal, _) = Journal::open(&self.dirs, |_| {});
        let pressed = Duration::from_secs(60);
        let notes = [
            Occasion::default().started(vec![planned("HE-1", Side::Left)]),
            Note::Press { index: 0, pressed, end: PressEnd::Done },
            Note::Ended { outcome: Outcome::Done, reason: None },
        ];
        for note in notes {
            journal.append(entry(started, &at(started).to_string(), note));
        }
        journal.flush(PATIENCE).expect("saved");
    }
}

const ALL: &[&str] = &["actions", "body", "body-markup"];

#[test]
fn it_is_shown_gently_and_comes_again_when_asked() {
    let bus = MessageBus::start();
    let service = Service::start(&bus, ALL);
    let me = Somebody::with(&[reminder("HE-1", "after <lunch>", &["13:00", "13:30"])]);
    let (reminding, _told) = me.reminded(Place::Window, &bus.address());
    me.at("23T13:00", &reminding);
    let words = |text: &str| text.split(';').map(|one| one.trim().to_owned()).collect::<Vec<_>>();
    let expected = Asked::Show {
        title: "HE-1 Jíquán, after <lunch>".to_owned(),
        body: "A gentle reminder. Start leads to its caution first.".to_owned(),
        buttons: words(
            "default: Open Wellspring; start: Start; snooze: In 10 minutes; today: Not today",
        ),
        hints: words(
            "category \"x-wellspring.reminder\"; desktop-entry \"wellspring\"; suppress-sound true; urgency byte 0x01",
        ),
    };
    assert_eq!(service.asked.recv_timeout(PATIENCE), Ok(expected));
    service.press(1, "snooze");
    me.wait_for("\"until\": \"2026-11-23T13:10:00Z\"");
    // Neither a second look nor nine minutes bring it; ten do, once.
    me.at("23T13:00", &reminding);
    me.at("23T13:09", &reminding);
    me.at("23T13:10", &reminding);
    assert_eq!(service.shows(), "HE-1 Jíquán, after <lunch>");
    service.press(2, "today");
    me.wait_for("\"date\": \"2026-11-23\",\n      \"point\": \"HE-1\"\n    }\n  ],\n  \"passed\"");
    me.at("23T13:30", &reminding);
    me.at("24T12:30", &reminding);
    me.at("24T13:00", &reminding);
    let _ = service.shows();
    reminding.end();
    assert_eq!(service.closes(), 3, "what stands at the end is taken away");
    assert_eq!(service.asked.try_iter().count(), 0);
}

#[test]
fn it_is_silent_when_done_and_goes_when_done_meanwhile() {
    let bus = MessageBus::start();
    let service = Service::start(&bus, ALL);
    let me = Somebody::with(&[
        reminder("HE-1", "", &["13:00", "13:30", "18:00"]),
        reminder("LI-4", "", &["18:01"]),
    ]);
    let (reminding, _told) = me.reminded(Place::Window, &bus.address());
    me.at("23T13:00", &reminding);
    assert_eq!(service.shows(), "HE-1 Jíquán");
    me.does_it("23T13:05");
    me.at("23T13:07", &reminding);
    assert_eq!(service.closes(), 1);
    me.at("23T13:30", &reminding);
    me.at("23T18:00", &reminding);
    me.at("23T18:01", &reminding);
    assert_eq!(service.shows(), "LI-4 Hégǔ", "the first word since");
}

#[test]
fn nothing_is_said_during_a_session() {
    let bus = MessageBus::start();
    let service = Service::start(&bus, ALL);
    let me = Somebody::with(&[reminder("HE-1", "", &["13:00"]), reminder("LI-4", "", &["13:05"])]);
    let (reminding, _told) = me.reminded(Place::Window, &bus.address());
    reminding.playing(true);
    me.at("23T13:02", &reminding);
    me.does_it("23T13:01");
    *me.clock.lock().expect("a clock") = at("23T13:06");
    reminding.playing(false);
    assert_eq!(service.shows(), "LI-4 Hégǔ", "what came meanwhile, without what was done in it");
}

#[test]
fn answers_reach_the_program() {
    let bus = MessageBus::start();
    let service = Service::start(&bus, ALL);
    let me = Somebody::with(&[
        reminder("HE-1", "", &["13:00", "13:30"]),
        reminder("LI-4", "", &["14:00", "15:00"]),
    ]);
    let (reminding, told) = me.reminded(Place::Window, &bus.address());
    let rows = [
        ("23T13:00", "start", Told::Start(What::Point(code("HE-1")))),
        ("23T13:30", "default", Told::Open),
        ("23T14:00", "start", Told::Start(What::Point(code("LI-4")))),
    ];
    for (id, (time, button, expected)) in (1..).zip(rows) {
        me.at(time, &reminding);
        let _ = service.shows();
        service.press(id, "no-such-button");
        service.press(99, button);
        service.press(id, button);
        assert_eq!(told.recv_timeout(PATIENCE), Ok(expected), "{button}");
    }
    me.at("23T15:00", &reminding);
    let _ = service.shows();
    service.tell("NotificationClosed", &(4_u32, 2_u32));
    service.press(4, "start");
    // Nothing stands any more, so the connection is closed: the service is all that is left, with the bus.
    wait_until(PATIENCE, "the connection to end", || super::names(&service.connection).len() == 3);
    assert!(told.try_recv().is_err(), "what was put away answers nothing");
}

#[test]
fn without_buttons_it_says_what_to_do() {
    let bus = MessageBus::start();
    let service = Service::start(&bus, &["body"]);
    let me = Somebody::with(&[reminder("HE-1", "", &["13:00"])]);
    let (reminding, _told) = me.reminded(Place::Window, &bus.address());
    me.at("23T13:00", &reminding);
    match service.asked.recv_timeout(PATIENCE) {
        Ok(Asked::Show { body, buttons, .. }) => {
            assert_eq!(body, "A gentle reminder. Open Wellspring to begin.");
            assert!(buttons.is_empty(), "{buttons:?}");
        }
        other => panic!("{other:?}"),
    }
    let found = notify::server(Some(bus.address())).expect("it answers");
    assert_eq!((found.name.as_str(), found.has_actions), ("pretend", false));
}

#[test]
fn without_a_service_it_says_so_and_tries_again() {
    let bus = MessageBus::start();
    let me = Somebody::with(&[reminder("HE-1", "", &["13:00"])]);
    let (reminding, told) = me.reminded(Place::Window, &bus.address());
    me.at("23T13:00", &reminding);
    let why = match told.recv_timeout(PATIENCE) {
        Ok(Told::Trouble(Some(why))) => why,
        other => panic!("{other:?}"),
    };
    assert!(
        why.starts_with("nobody shows notifications on this desktop")
            && why.contains("ServiceUnknown"),
        "{why}"
    );
    assert_eq!(notify::server(Some(bus.address())), Err(why));
    // As at a login, where the desktop comes a little later.
    let service = Service::start(&bus, ALL);
    me.wait_for("\"until\"");
    me.at("23T13:01", &reminding);
    assert_eq!(service.shows(), "HE-1 Jíquán");
    assert_eq!(told.recv_timeout(PATIENCE), Ok(Told::Trouble(None)));

    let me = Somebody::with(&[reminder("HE-1", "", &["13:00"])]);
    let (reminding, told) = me.reminded(Place::Window, NOWHERE);
    me.at("23T13:00", &reminding);
    match told.recv_timeout(PATIENCE) {
        Ok(Told::Trouble(Some(why))) => {
            assert!(why.starts_with("this desktop cannot be reached"), "{why}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_window_goes_first_and_the_background_goes_on() {
    let bus = MessageBus::start();
    let service = Service::start(&bus, ALL);
    let me = Somebody::with(&[
        reminder("HE-1", "", &["13:00", "14:00"]),
        reminder("LI-4", "", &["13:30"]),
    ]);
    let (window, window_told) = me.reminded(Place::Window, &bus.address());
    let (background, told) = me.reminded(Place::Background, &bus.address());
    me.at("23T13:00", &background);
    me.at("23T13:00", &window);
    assert_eq!(service.shows(), "HE-1 Jíquán");
    service.press(1, "start");
    assert!(window_told.recv_timeout(PATIENCE).is_ok(), "the window has shown it");
    window.end();
    drop(window);
    me.at("23T13:30", &background);
    assert_eq!(service.shows(), "LI-4 Hégǔ", "and 13:00 is not said again");
    service.press(2, "start");
    assert_eq!(told.recv_timeout(PATIENCE), Ok(Told::Start(What::Point(code("LI-4")))));
    // A restart says nothing twice.
    background.end();
    let (background, _told) = me.reminded(Place::Background, &bus.address());
    me.at("23T13:31", &background);
    me.at("23T14:00", &background);
    assert_eq!(service.shows(), "HE-1 Jíquán");

    let _alone = background_lock(&me.dirs).expect("it is free");
    assert!(matches!(background_lock(&me.dirs), Err(Refused::Held)));
    assert!(!me.dirs.lock_file(1).exists(), "nobody here writes the history");
    assert!(!me.dirs.history_dir().exists());
}
