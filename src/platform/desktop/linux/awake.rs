//! The screen stays on: the first service that takes the wish has it, until it is taken back.
//!
//! Debug with `gnome-session-inhibit --list` and `systemd-inhibit --list`.

use std::collections::HashMap;
use std::time::Duration;

use async_channel::Receiver;
use async_io::Timer;
use futures_lite::StreamExt as _;
use futures_lite::future::or;
use zbus::names::OwnedUniqueName;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, Value};
use zbus::{Connection, MessageStream};

use super::bus::{self, Bus, Once};
use super::until_no;
use crate::platform::desktop::{ENTRY, NAME};
use crate::t;

/// Before a wish is told anew to a desktop that has just lost the service which had it: it may be about
/// to start it again, and one that dies each time is not to be asked in a whirl.
const PAUSE: Duration = Duration::from_secs(1);

/// `GsmInhibitorFlag` and the portal's flag alike: the session is not to count as idle.
const IDLE: u32 = 8;

/// How holding it ended.
enum End {
    /// It is no longer wished.
    LetGo,
    /// The service has gone, or the bus.
    Lost,
    /// Nobody takes the wish.
    Refused,
}

/// Keeps the screen on while that is wished, until nobody wishes any more.
pub(super) async fn keep(session: &Bus, system: &Bus, wishes: &Receiver<bool>) {
    let told = Once::default();
    let mut wish = wishes.recv().await;
    while let Ok(wanted) = wish {
        wish = match if wanted { hold(session, system, wishes, &told).await } else { End::Refused }
        {
            // It is asked for anew, but not of the one that has just been told to let go.
            End::LetGo | End::Refused => wishes.recv().await,
            End::Lost => {
                let again = async {
                    let _ = Timer::after(PAUSE).await;
                    Ok(true)
                };
                or(wishes.recv(), again).await
            }
        };
    }
}

/// Tries one after the other, and holds what is had until it is no longer wished or is lost.
async fn hold(session: &Bus, system: &Bus, wishes: &Receiver<bool>, told: &Once) -> End {
    if let Ok(connection) = session.connect().await {
        let work = hold_in_session(&connection, wishes);
        match bus::with(connection.clone(), work).await {
            End::Refused => {}
            end => return end,
        }
    }
    match block_idle(system).await {
        // logind keeps its promise as long as this stays open, even if it is itself started anew.
        Ok(lock) => {
            until_no(wishes).await;
            drop(lock);
            End::LetGo
        }
        Err(why) => {
            told.say("the screen may go dark in a session", &why);
            End::Refused
        }
    }
}

async fn hold_in_session(connection: &Connection, wishes: &Receiver<bool>) -> End {
    for service in [Service::ScreenSaver, Service::SessionManager, Service::Portal] {
        let Ok(lease) = service.inhibit(connection).await else { continue };
        let let_go = async {
            until_no(wishes).await;
            End::LetGo
        };
        let lost = async {
            until_gone(connection, &lease.daemon).await;
            End::Lost
        };
        let end = or(let_go, lost).await;
        if let End::LetGo = end {
            // If this goes wrong the end of the connection, which follows, says the same.
            let _ = service.release(connection, &lease).await;
        }
        return end;
    }
    End::Refused
}

/// Who may take the wish, in the order of asking. Screen savers and session managers that do not know
/// one another stand behind the same names; the portal is what a sandbox leaves, and comes after
/// those that answer without being started first.
#[derive(Debug, Clone, Copy)]
enum Service {
    /// KDE, Xfce, Cinnamon, and GNOME's stand-in for it.
    ScreenSaver,
    /// GNOME and MATE.
    SessionManager,
    /// In a sandbox.
    Portal,
}

/// A promise, and by what it is given back.
struct Lease {
    daemon: OwnedUniqueName,
    ticket: Ticket,
}

enum Ticket {
    Cookie(u32),
    Request(OwnedObjectPath),
}

impl Service {
    /// Name, path and interface.
    const fn place(self) -> [&'static str; 3] {
        match self {
            Self::ScreenSaver => [
                "org.freedesktop.ScreenSaver",
                "/org/freedesktop/ScreenSaver",
                "org.freedesktop.ScreenSaver",
            ],
            Self::SessionManager => [
                "org.gnome.SessionManager",
                "/org/gnome/SessionManager",
                "org.gnome.SessionManager",
            ],
            Self::Portal => [
                "org.freedesktop.portal.Desktop",
                "/org/freedesktop/portal/desktop",
                "org.freedesktop.portal.Inhibit",
            ],
        }
    }

    async fn inhibit(self, connection: &Connection) -> zbus::Result<Lease> {
        let [name, path, interface] = self.place();
        let (name, interface, member) = (Some(name), Some(interface), "Inhibit");
        let reason = t!("awake-reason");
        let reply = match self {
            Self::ScreenSaver => {
                connection.call_method(name, path, interface, member, &(NAME, reason)).await
            }
            Self::SessionManager => {
                let body = (ENTRY, 0_u32, reason, IDLE);
                connection.call_method(name, path, interface, member, &body).await
            }
            Self::Portal => {
                let body = ("", IDLE, HashMap::from([("reason", Value::from(reason))]));
                connection.call_method(name, path, interface, member, &body).await
            }
        }?;
        let ticket = match self {
            Self::ScreenSaver | Self::SessionManager => Ticket::Cookie(reply.body().deserialize()?),
            Self::Portal => Ticket::Request(reply.body().deserialize()?),
        };
        let daemon = reply.header().sender().ok_or(zbus::Error::MissingField)?.to_owned();
        Ok(Lease { daemon: daemon.into(), ticket })
    }

    async fn release(self, connection: &Connection, lease: &Lease) -> zbus::Result<()> {
        let [name, path, interface] = self.place();
        let _ = match (&lease.ticket, self) {
            (Ticket::Cookie(cookie), Self::SessionManager) => {
                connection.call_method(Some(name), path, Some(interface), "Uninhibit", cookie).await
            }
            (Ticket::Cookie(cookie), _) => {
                connection.call_method(Some(name), path, Some(interface), "UnInhibit", cookie).await
            }
            (Ticket::Request(request), _) => {
                let interface = Some("org.freedesktop.portal.Request");
                connection.call_method(Some(name), request, interface, "Close", &()).await
            }
        }?;
        Ok(())
    }
}

/// Returns when that one has left the bus, or the bus is gone.
async fn until_gone(connection: &Connection, daemon: &OwnedUniqueName) {
    // First listen, then look: a leave-taking between the two is not missed.
    let mut messages = MessageStream::from(connection);
    let rule = format!(
        "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{daemon}'"
    );
    if bus::ask(connection, "AddMatch", &rule).await.is_err() {
        return connection.closed().await;
    }
    let is_there = bus::ask(connection, "NameHasOwner", daemon).await;
    if is_there.is_ok_and(|reply| !reply.body().deserialize().unwrap_or(true)) {
        return;
    }
    while let Some(Ok(message)) = messages.next().await {
        let is_told = message.header().member().is_some_and(|it| *it == "NameOwnerChanged");
        let change = message.body().deserialize::<(String, String, String)>();
        if is_told && change.is_ok_and(|(name, _, new)| name == daemon.as_str() && new.is_empty()) {
            return;
        }
    }
}

/// Asks logind, for desktops that have none of those above but look at its list.
async fn block_idle(system: &Bus) -> zbus::Result<OwnedFd> {
    let connection = system.connect().await?;
    bus::with(connection.clone(), bus::inhibit(&connection, "idle", "block")).await
}
