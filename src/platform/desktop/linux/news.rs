//! News of sleep and of the lock, from logind
//! (<https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html>).

use std::collections::HashMap;
use std::time::Duration;

use async_channel::Receiver;
use async_io::Timer;
use futures_lite::StreamExt as _;
use futures_lite::future::or;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, Value};
use zbus::{Connection, Message, MessageStream};

use super::Ear;
use super::bus::{self, Bus, LOGIND, LOGIND_MANAGER, LOGIND_PATH, Once};
use crate::platform::desktop::Event;

/// How long the machine is kept from sleeping while a session pauses: by its own rules logind waits for
/// 5 s at the most.
const PAUSING: Duration = Duration::from_secs(1);

/// Tells the news while a session is on, until nobody wishes any more.
pub(super) async fn listen(system: &Bus, wishes: &Receiver<bool>, ear: &Ear) {
    let told = Once::default();
    while let Ok(is_on) = wishes.recv().await {
        if !is_on {
            continue;
        }
        match system.connect().await {
            Ok(connection) => {
                let work = hear(&connection, wishes, ear);
                if let Err(why) = bus::with(connection.clone(), work).await {
                    told.say("no news of sleep", &why);
                }
            }
            Err(why) => told.say("no news of sleep", &why),
        }
    }
}

enum Turn {
    Wish(bool),
    Word(Message),
    Gone,
}

/// Until the session is over, or the bus is gone.
async fn hear(connection: &Connection, wishes: &Receiver<bool>, ear: &Ear) -> zbus::Result<()> {
    let mut messages = MessageStream::from(connection);
    let rule = format!(
        "type='signal',sender='{LOGIND}',path='{LOGIND_PATH}',interface='{LOGIND_MANAGER}',member='PrepareForSleep'"
    );
    let _ = bus::ask(connection, "AddMatch", &rule).await?;
    // Without a lock to speak of, as in a service, there is still the sleep.
    if let Ok(session) = own_session(connection).await {
        let rule = format!(
            "type='signal',sender='{LOGIND}',path='{session}',member='PropertiesChanged',arg0='org.freedesktop.login1.Session'"
        );
        let _ = bus::ask(connection, "AddMatch", &rule).await?;
    }
    let mut delay = delay_sleep(connection).await;
    loop {
        let wish = async { wishes.recv().await.map_or(Turn::Gone, Turn::Wish) };
        let word =
            async { messages.next().await.and_then(Result::ok).map_or(Turn::Gone, Turn::Word) };
        let event = match or(wish, word).await {
            Turn::Wish(true) => None,
            Turn::Wish(false) | Turn::Gone => return Ok(()),
            Turn::Word(message) => event_of(&message),
        };
        let Some(event) = event else { continue };
        ear(event);
        match event {
            Event::WillSleep => {
                let shown = async { wishes.recv().await.unwrap_or(false) };
                let patience = async {
                    let _ = Timer::after(PAUSING).await;
                    true
                };
                let is_on = or(shown, patience).await;
                delay = None;
                if !is_on {
                    return Ok(());
                }
            }
            Event::Woke if delay.is_none() => delay = delay_sleep(connection).await,
            _ => {}
        }
    }
}

/// What a message tells.
fn event_of(message: &Message) -> Option<Event> {
    let body = message.body();
    match message.header().member()?.as_str() {
        "PrepareForSleep" => {
            let begins: bool = body.deserialize().ok()?;
            Some(if begins { Event::WillSleep } else { Event::Woke })
        }
        "PropertiesChanged" => {
            let (_, changed, _): (&str, HashMap<&str, Value<'_>>, Vec<&str>) =
                body.deserialize().ok()?;
            let locked = changed.get("LockedHint")?.downcast_ref::<bool>().ok()?;
            Some(if locked { Event::Locked } else { Event::Unlocked })
        }
        _ => None,
    }
}

/// The desktop session that this program belongs to, also where it runs as a service of it.
async fn own_session(connection: &Connection) -> zbus::Result<OwnedObjectPath> {
    let reply = connection
        .call_method(Some(LOGIND), LOGIND_PATH, Some(LOGIND_MANAGER), "GetSession", &"auto")
        .await?;
    reply.body().deserialize()
}

/// Asks for a moment before each sleep, so that the pause is heard and noted before and not after it.
async fn delay_sleep(connection: &Connection) -> Option<OwnedFd> {
    bus::inhibit(connection, "sleep", "delay").await.ok()
}
