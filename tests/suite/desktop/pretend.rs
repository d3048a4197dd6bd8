//! Services that a desktop would have, pretended: they note who asks for what.

#![allow(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    reason = "an interface on the bus is made of methods that own what they are given"
)]

use std::collections::HashMap;
use std::io::{PipeReader, Read as _};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use zbus::connection::Builder;
use zbus::message::Header;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, Value};
use zbus::{Connection, interface};

use super::now;
use crate::rig::MessageBus;

/// One that may be asked to keep the screen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    ScreenSaver,
    SessionManager,
    Portal,
    Logind,
}

/// Where the person's session is told of.
const LOGIN: &str = "/org/freedesktop/login1/session/_32";

/// A service on its bus, until it is dropped.
pub struct Service {
    connection: Connection,
    pipes: Arc<Mutex<Vec<PipeReader>>>,
}

impl Service {
    /// Starts it; what it is asked for is sent to `notes`, one line a call.
    pub fn start(kind: Kind, bus: &MessageBus, cookie: u32, notes: &Sender<String>) -> Self {
        let pipes = Arc::default();
        let it = Asked { cookie, notes: notes.clone(), pipes: Arc::clone(&pipes) };
        let address = bus.address();
        let builder = Builder::address(address.as_str()).expect("an address");
        let builder = match kind {
            Kind::ScreenSaver => builder
                .serve_at("/org/freedesktop/ScreenSaver", ScreenSaver(it))
                .and_then(|builder| builder.name("org.freedesktop.ScreenSaver")),
            Kind::SessionManager => builder
                .serve_at("/org/gnome/SessionManager", SessionManager(it))
                .and_then(|builder| builder.name("org.gnome.SessionManager")),
            Kind::Portal => builder
                .serve_at("/org/freedesktop/portal/desktop", Portal(it.clone()))
                .and_then(|builder| builder.serve_at(request(cookie), Request(it)))
                .and_then(|builder| builder.name("org.freedesktop.portal.Desktop")),
            Kind::Logind => builder
                .serve_at("/org/freedesktop/login1", Logind(it))
                .and_then(|builder| builder.name("org.freedesktop.login1")),
        };
        let connection = now(builder.expect("a service").build()).expect("it starts");
        Self { connection, pipes }
    }

    /// Says that the machine goes to sleep, or has woken.
    pub fn prepare_for_sleep(&self, begins: bool) {
        let manager = "org.freedesktop.login1.Manager";
        self.emit("/org/freedesktop/login1", manager, "PrepareForSleep", &begins);
    }

    /// Says whether the screen is locked.
    pub fn locked(&self, is_locked: bool) {
        let of = "org.freedesktop.login1.Session";
        let body =
            (of, HashMap::from([("LockedHint", Value::from(is_locked))]), Vec::<&str>::new());
        self.emit(LOGIN, "org.freedesktop.DBus.Properties", "PropertiesChanged", &body);
    }

    fn emit<B>(&self, path: &str, interface: &str, member: &str, body: &B)
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        now(self.connection.emit_signal(None::<&str>, path, interface, member, body))
            .expect("it is said");
    }

    /// Watches the last lock that was given out; a word comes when it is given back.
    pub fn given_back(&self) -> Receiver<()> {
        let mut pipe = self.pipes.lock().expect("the pipes").pop().expect("a lock was given out");
        let (tell, told) = channel();
        std::thread::spawn(move || {
            let _ = pipe.read(&mut [0]);
            let _ = tell.send(());
        });
        told
    }
}

fn request(cookie: u32) -> String {
    format!("/org/freedesktop/portal/desktop/request/{cookie}")
}

#[derive(Clone)]
struct Asked {
    cookie: u32,
    notes: Sender<String>,
    pipes: Arc<Mutex<Vec<PipeReader>>>,
}

impl Asked {
    fn note(&self, note: String) {
        let _ = self.notes.send(note);
    }
}

struct ScreenSaver(Asked);

#[interface(name = "org.freedesktop.ScreenSaver")]
impl ScreenSaver {
    fn inhibit(&self, who: &str, why: &str) -> u32 {
        self.0.note(format!("ScreenSaver.Inhibit {who}, {why}"));
        self.0.cookie
    }

    fn un_inhibit(&self, cookie: u32) {
        self.0.note(format!("ScreenSaver.UnInhibit {cookie}"));
    }
}

struct SessionManager(Asked);

#[interface(name = "org.gnome.SessionManager")]
impl SessionManager {
    fn inhibit(&self, who: &str, window: u32, why: &str, flags: u32) -> u32 {
        self.0.note(format!("SessionManager.Inhibit {who}, {window}, {why}, {flags}"));
        self.0.cookie
    }

    fn uninhibit(&self, cookie: u32) {
        self.0.note(format!("SessionManager.Uninhibit {cookie}"));
    }
}

struct Portal(Asked);

#[interface(name = "org.freedesktop.portal.Inhibit")]
impl Portal {
    fn inhibit(
        &self,
        window: &str,
        flags: u32,
        options: HashMap<&str, Value<'_>>,
    ) -> OwnedObjectPath {
        self.0.note(format!("Portal.Inhibit {window:?}, {flags}, {}", options["reason"]));
        OwnedObjectPath::try_from(request(self.0.cookie)).expect("a path")
    }
}

struct Request(Asked);

#[interface(name = "org.freedesktop.portal.Request")]
impl Request {
    fn close(&self, #[zbus(header)] header: Header<'_>) {
        let path = header.path().expect("a path");
        self.0.note(format!("Request.Close {path}"));
    }
}

struct Logind(Asked);

#[interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> OwnedFd {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        self.0.pipes.lock().expect("the pipes").push(reader);
        self.0.note(format!("Logind.Inhibit {what}, {who}, {why}, {mode}"));
        std::os::fd::OwnedFd::from(writer).into()
    }

    fn get_session(&self, which: &str) -> OwnedObjectPath {
        assert_eq!(which, "auto");
        OwnedObjectPath::try_from(LOGIN).expect("a path")
    }
}
