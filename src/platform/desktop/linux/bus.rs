//! A connection to a message bus, worked by this thread alone and never waited for without an end.

use std::future::Future;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_io::Timer;
use futures_lite::future::or;
use zbus::Connection;
use zbus::connection::Builder;
use zbus::zvariant::{DynamicType, OwnedFd};

use crate::platform::desktop::NAME;
use crate::t;

/// A bus or a service that has not answered by then is given up.
const PATIENCE: Duration = Duration::from_secs(5);

/// The service that knows of the machine's sleep and of the person's login.
pub(super) const LOGIND: &str = "org.freedesktop.login1";
pub(super) const LOGIND_PATH: &str = "/org/freedesktop/login1";
pub(super) const LOGIND_MANAGER: &str = "org.freedesktop.login1.Manager";

/// One of the two buses, with its address where it is not the environment's.
#[derive(Debug, Clone)]
pub(super) enum Bus {
    Session(Option<String>),
    System(Option<String>),
}

impl Bus {
    /// Opens a connection to it.
    pub(super) async fn connect(&self) -> zbus::Result<Connection> {
        let builder = match self {
            Self::Session(Some(address)) | Self::System(Some(address)) => {
                Builder::address(address.as_str())
            }
            Self::Session(None) => Builder::session(),
            Self::System(None) => Builder::system(),
        }?;
        // Its own thread would be a second one for what this one has time for.
        let builder = builder.internal_executor(false).method_timeout(PATIENCE);
        or(builder.build(), async {
            let _ = Timer::after(PATIENCE).await;
            Err(io::Error::from(io::ErrorKind::TimedOut).into())
        })
        .await
    }
}

/// Works the connection while that work goes on, then closes it. Without this none of its calls would
/// come to an end.
pub(super) async fn with<T>(connection: Connection, work: impl Future<Output = T>) -> T {
    let done = or(work, async {
        loop {
            connection.executor().tick().await;
        }
    })
    .await;
    // Whoever might still hold a part of it: the bus is to see the end of it now.
    let _ = connection.close().await;
    done
}

/// Asks the bus itself.
pub(super) async fn ask<B>(
    connection: &Connection,
    member: &str,
    body: &B,
) -> zbus::Result<zbus::Message>
where
    B: serde::Serialize + DynamicType,
{
    let bus = "org.freedesktop.DBus";
    connection.call_method(Some(bus), "/org/freedesktop/DBus", Some(bus), member, body).await
}

/// Asks logind not to do that, or (mode `delay`) not at once, as long as what comes back stays open.
pub(super) async fn inhibit(
    connection: &Connection,
    what: &str,
    mode: &str,
) -> zbus::Result<OwnedFd> {
    let body = (what, NAME, t!("awake-reason"), mode);
    let reply = connection
        .call_method(Some(LOGIND), LOGIND_PATH, Some(LOGIND_MANAGER), "Inhibit", &body)
        .await?;
    reply.body().deserialize()
}

/// A line for the log, said once, however often it is so: desktops differ, and a machine without a bus is
/// as good as one with.
#[derive(Debug, Default)]
pub(super) struct Once {
    is_said: AtomicBool,
}

impl Once {
    pub(super) fn say(&self, what: &str, why: &impl std::fmt::Display) {
        if !self.is_said.swap(true, Ordering::Relaxed) {
            log::info!("{what}: {why}");
        }
    }
}
