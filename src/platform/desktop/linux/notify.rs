//! Notifications (<https://specifications.freedesktop.org/notification-spec/latest/>).
//!
//! The connection is open while a notification stands that may be answered, and closed when none does.
//! Debug with `busctl --user monitor org.freedesktop.Notifications`.

use std::collections::HashMap;

use async_channel::{Receiver, Sender};
use futures_lite::StreamExt as _;
use futures_lite::future::{block_on, or};
use zbus::zvariant::Value;
use zbus::{Connection, Message, MessageStream};

use super::bus::{self, Bus};
use crate::platform::desktop::{ENTRY, NAME};
use crate::platform::notify::{Answer, Event, Server, Wish};
use crate::t;
use crate::words::reminder::Note;

const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// Gentle, but shown: what is `0`, low, some desktops put away unseen.
const NORMAL: u8 = 1;
/// The desktop says how long it stands.
const AS_USUAL: i32 = -1;

/// The names of the buttons on the bus. `default` is a click beside them.
const ANSWERS: [(&str, Answer); 4] = [
    ("default", Answer::Open),
    ("start", Answer::Start),
    ("snooze", Answer::Later),
    ("today", Answer::NotToday),
];

/// Starts the thread; none where the system gives none.
pub(in crate::platform) fn spawn(
    bus: Option<String>,
    tell: impl Fn(Event) + Send + 'static,
) -> Option<Sender<Wish>> {
    let (sender, wishes) = async_channel::unbounded();
    let work = move || block_on(serve(&Bus::Session(bus), &wishes, &tell));
    match std::thread::Builder::new().name("notify".to_owned()).spawn(work) {
        Ok(_) => Some(sender),
        Err(error) => {
            log::warn!("{}", t!("notify-no-thread", why = error.to_string()));
            None
        }
    }
}

/// Asks who shows notifications.
pub(in crate::platform) fn server(bus: Option<String>) -> Result<Server, String> {
    block_on(async {
        let connection = Bus::Session(bus).connect().await.map_err(|why| no_bus(&why))?;
        let ask = async {
            let reply = call(&connection, "GetServerInformation", &()).await?;
            let (name, ..): (String, String, String, String) = reply.body().deserialize()?;
            let has_actions = capabilities(&connection).await.iter().any(|one| one == "actions");
            Ok(Server { name, has_actions })
        };
        bus::with(connection.clone(), ask).await.map_err(|why: zbus::Error| no_service(&why))
    })
}

fn no_bus(why: &zbus::Error) -> String {
    t!("notify-no-bus", why = why.to_string())
}

fn no_service(why: &zbus::Error) -> String {
    // The text of the bus's own error says no more than its name.
    let why = match why {
        zbus::Error::MethodError(name, ..) => name.to_string(),
        other => other.to_string(),
    };
    t!("notify-no-service", why = why)
}

/// Shows what is wished until nobody wishes any more.
async fn serve(bus: &Bus, wishes: &Receiver<Wish>, tell: &impl Fn(Event)) {
    while let Ok(wish) = wishes.recv().await {
        let Wish::Show(number, note) = wish else { continue };
        match bus.connect().await {
            Ok(connection) => {
                let work = stand(&connection, (number, *note), wishes, tell);
                bus::with(connection.clone(), work).await;
            }
            Err(why) => tell(Event::Failed(number, no_bus(&why))),
        }
    }
}

async fn call<B>(connection: &Connection, member: &str, body: &B) -> zbus::Result<Message>
where
    B: serde::Serialize + zbus::zvariant::DynamicType,
{
    connection.call_method(Some(SERVICE), PATH, Some(SERVICE), member, body).await
}

/// What the service can do; nothing where it does not say.
async fn capabilities(connection: &Connection) -> Vec<String> {
    match call(connection, "GetCapabilities", &()).await {
        Ok(reply) => reply.body().deserialize().unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}

/// The notifications that stand: our number, and the service's.
type Standing = Vec<(u64, u32)>;

enum Turn {
    Wish(Wish),
    Word(Message),
    /// Nobody wishes any more.
    End,
    /// The bus is gone.
    Lost,
}

/// Shows the first one and what comes while any stands.
async fn stand(
    connection: &Connection,
    first: (u64, Note),
    wishes: &Receiver<Wish>,
    tell: &impl Fn(Event),
) {
    // First listen, then show: an answer is never too quick.
    let mut messages = MessageStream::from(connection);
    let rules = [
        format!("type='signal',sender='{SERVICE}',path='{PATH}',interface='{SERVICE}'"),
        format!(
            "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{SERVICE}'"
        ),
    ];
    for rule in &rules {
        if let Err(why) = bus::ask(connection, "AddMatch", rule).await {
            return tell(Event::Failed(first.0, no_bus(&why)));
        }
    }
    let mut standing = Standing::new();
    let mut to_show = Some(first);
    loop {
        if let Some((number, note)) = to_show.take() {
            match show(connection, &note).await {
                Ok(id) => {
                    standing.push((number, id));
                    tell(Event::Shown(number));
                }
                Err(why) => tell(Event::Failed(number, no_service(&why))),
            }
        }
        if standing.is_empty() {
            return;
        }
        let wish = async { wishes.recv().await.map_or(Turn::End, Turn::Wish) };
        let word =
            async { messages.next().await.and_then(Result::ok).map_or(Turn::Lost, Turn::Word) };
        match or(wish, word).await {
            Turn::Wish(Wish::Show(number, note)) => to_show = Some((number, *note)),
            Turn::Wish(Wish::Close(number)) => {
                if let Some(place) = standing.iter().position(|(own, _)| *own == number) {
                    close(connection, standing.remove(place).1).await;
                    tell(Event::Gone(number));
                }
            }
            Turn::Word(message) => hear(&message, &mut standing, tell),
            Turn::End => {
                for (_, id) in standing {
                    close(connection, id).await;
                }
                return;
            }
            Turn::Lost => {
                return forget(&mut standing, tell);
            }
        }
    }
}

async fn show(connection: &Connection, note: &Note) -> zbus::Result<u32> {
    let can = capabilities(connection).await;
    let can = |what: &str| can.iter().any(|one| one == what);
    let mut actions = Vec::new();
    if can("actions") {
        let words = [&note.open, &note.start, &note.later, &note.not_today];
        for ((name, _), words) in ANSWERS.iter().zip(words) {
            actions.extend([*name, words.as_str()]);
        }
    }
    let body = if actions.is_empty() { &note.body_alone } else { &note.body };
    let body = if can("body-markup") { marked(body) } else { body.clone() };
    let hints: HashMap<&str, Value<'_>> = HashMap::from([
        ("urgency", Value::from(NORMAL)),
        ("category", Value::from("x-wellspring.reminder")),
        ("desktop-entry", Value::from(ENTRY)),
        ("suppress-sound", Value::from(true)),
    ]);
    let body = (NAME, 0_u32, ENTRY, note.title.as_str(), body, actions, hints, AS_USUAL);
    call(connection, "Notify", &body).await?.body().deserialize()
}

/// A text for a service that reads marks in it.
fn marked(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

async fn close(connection: &Connection, id: u32) {
    // It may be gone already, which is what was wished.
    let _ = call(connection, "CloseNotification", &id).await;
}

/// What stood has gone with whoever showed it.
fn forget(standing: &mut Standing, tell: &impl Fn(Event)) {
    for (number, _) in standing.drain(..) {
        tell(Event::Gone(number));
    }
}

/// Takes what the service tells.
fn hear(message: &Message, standing: &mut Standing, tell: &impl Fn(Event)) {
    let header = message.header();
    let Some(member) = header.member() else { return };
    let body = message.body();
    let mut take = |id: u32| {
        let place = standing.iter().position(|(_, own)| *own == id)?;
        Some(standing.remove(place).0)
    };
    match member.as_str() {
        "ActionInvoked" => {
            let Ok((id, name)) = body.deserialize::<(u32, &str)>() else { return };
            let answer = ANSWERS.iter().find(|(own, _)| *own == name);
            if let Some((number, (_, answer))) = answer.and_then(|one| Some((take(id)?, one))) {
                tell(Event::Answered(number, *answer));
            }
        }
        "NotificationClosed" => {
            let Ok((id, _)) = body.deserialize::<(u32, u32)>() else { return };
            if let Some(number) = take(id) {
                tell(Event::Gone(number));
            }
        }
        "NameOwnerChanged" => {
            // A service that has gone has taken what it showed with it.
            let is_gone = body
                .deserialize::<(&str, &str, &str)>()
                .is_ok_and(|(name, old, _)| name == SERVICE && !old.is_empty());
            if is_gone {
                forget(standing, tell);
            }
        }
        _ => {}
    }
}
