//! The media control: MPRIS 2.2 (<https://specifications.freedesktop.org/mpris-spec/2.2/>), through which
//! desktops show what is played and pass on media keys and the buttons of headsets.

#![allow(
    clippy::unused_self,
    reason = "an interface on the bus is made of methods, also where the answer is fixed"
)]

use std::collections::HashMap;
use std::time::{Duration, Instant};

use async_channel::Receiver;
use futures_lite::future::or;
use zbus::Connection;
use zbus::interface;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{ObjectPath, Value};

use super::bus::{self, Bus, Once};
use super::{Ear, Shown};
use crate::platform::desktop::{ENTRY, Event, NAME};

const PATH: &str = "/org/mpris/MediaPlayer2";
const PLAYER: &str = "org.mpris.MediaPlayer2.Player";

/// A position that differs by less from what a client reckons is the same one.
const JUMP: Duration = Duration::from_millis(500);

/// Shows what is wished until nobody wishes any more.
pub(super) async fn play(session: &Bus, wishes: &Receiver<Option<Shown>>, ear: &Ear) {
    let told = Once::default();
    while let Ok(wish) = wishes.recv().await {
        let Some(shown) = wish else { continue };
        match session.connect().await {
            Ok(connection) => {
                let work = present(&connection, shown, wishes, ear);
                if let Err(why) = bus::with(connection.clone(), work).await {
                    told.say("no media control", &why);
                }
            }
            Err(why) => told.say("no media control", &why),
        }
    }
}

/// Until it is to be hidden, or the bus is gone.
async fn present(
    connection: &Connection,
    shown: Shown,
    wishes: &Receiver<Option<Shown>>,
    ear: &Ear,
) -> zbus::Result<()> {
    let server = connection.object_server();
    let _ = server.at(PATH, Program).await?;
    let _ = server.at(PATH, Player { shown, ear: Ear::clone(ear) }).await?;
    take_name(connection).await?;
    let next = async || {
        let gone = async {
            connection.closed().await;
            None
        };
        or(async { wishes.recv().await.ok().flatten() }, gone).await
    };
    while let Some(shown) = next().await {
        let player = server.interface::<_, Player>(PATH).await?;
        let (changed, jump) = player.get_mut().await.change(shown);
        if !changed.is_empty() {
            let body = (PLAYER, changed, Vec::<&str>::new());
            let properties = "org.freedesktop.DBus.Properties";
            connection
                .emit_signal(None::<&str>, PATH, properties, "PropertiesChanged", &body)
                .await?;
        }
        if let Some(position) = jump {
            Player::seeked(player.signal_emitter(), position).await?;
        }
    }
    Ok(())
}

/// Takes the name by which players are found; the second Wellspring of a desktop takes a longer one.
async fn take_name(connection: &Connection) -> zbus::Result<()> {
    let name = format!("org.mpris.MediaPlayer2.{ENTRY}");
    let longer = format!("{name}.instance{}", std::process::id());
    for name in [name, longer] {
        /// `DBUS_NAME_FLAG_DO_NOT_QUEUE`
        const NOW_OR_NEVER: u32 = 4;
        let reply = bus::ask(connection, "RequestName", &(&name, NOW_OR_NEVER)).await?;
        // 3: it exists, and belongs to another.
        if reply.body().deserialize::<u32>()? != 3 {
            return Ok(());
        }
    }
    Err(zbus::Error::NameTaken)
}

/// The program that plays.
struct Program;

#[interface(name = "org.mpris.MediaPlayer2")]
impl Program {
    /// Without it, desktops bring the window to the front by the name of its `.desktop` file, and that
    /// works where a window may not push itself forward.
    #[zbus(property(emits_changed_signal = "const"))]
    fn can_raise(&self) -> bool {
        false
    }

    fn raise(&self) {}

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_quit(&self) -> bool {
        false
    }

    fn quit(&self) {}

    #[zbus(property(emits_changed_signal = "const"))]
    fn has_track_list(&self) -> bool {
        false
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn identity(&self) -> &str {
        NAME
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn desktop_entry(&self) -> &str {
        ENTRY
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn supported_uri_schemes(&self) -> &[&str] {
        &[]
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn supported_mime_types(&self) -> &[&str] {
        &[]
    }
}

/// What is played.
struct Player {
    shown: Shown,
    ear: Ear,
}

impl Player {
    /// Shows something else; says which properties that changes, and where the position is if no client
    /// can reckon it.
    fn change(&mut self, shown: Shown) -> (HashMap<&'static str, Value<'static>>, Option<i64>) {
        let before = std::mem::replace(&mut self.shown, shown);
        let now = &self.shown;
        let mut changed = HashMap::new();
        if now.status() != before.status() {
            let _ = changed.insert("PlaybackStatus", now.status().into());
        }
        if now.metadata() != before.metadata() {
            let _ = changed.insert("Metadata", now.metadata().into());
        }
        let is_jump = now.position(now.at).abs_diff(before.position(now.at)) > JUMP;
        (changed, is_jump.then(|| microseconds(now.position(now.at))))
    }
}

impl Shown {
    fn status(&self) -> &'static str {
        if self.showing.going { "Playing" } else { "Paused" }
    }

    fn metadata(&self) -> HashMap<String, Value<'static>> {
        let showing = &self.showing;
        let mut data = HashMap::from([
            ("xesam:title".to_owned(), showing.title.clone().into()),
            ("xesam:artist".to_owned(), vec![showing.below.clone()].into()),
        ]);
        if let Ok(step) = ObjectPath::try_from(format!("/wellspring/step/{}", showing.step)) {
            let _ = data.insert("mpris:trackid".to_owned(), step.into());
        }
        if let Some(length) = showing.length {
            let _ = data.insert("mpris:length".to_owned(), microseconds(length).into());
        }
        data
    }

    /// How far it is by then.
    fn position(&self, then: Instant) -> Duration {
        let passed = then.saturating_duration_since(self.at);
        let passed = if self.showing.going { passed } else { Duration::ZERO };
        let position = self.showing.position + passed;
        self.showing.length.map_or(position, |length| position.min(length))
    }
}

fn microseconds(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}

#[interface(name = "org.mpris.MediaPlayer2.Player")]
impl Player {
    fn play_pause(&self) {
        (self.ear)(Event::PlayPause);
    }

    fn play(&self) {
        (self.ear)(Event::Play);
    }

    fn pause(&self) {
        (self.ear)(Event::Pause);
    }

    fn next(&self) {
        (self.ear)(Event::Next);
    }

    fn previous(&self) {
        (self.ear)(Event::Previous);
    }

    fn stop(&self) {
        (self.ear)(Event::Stop);
    }

    /// As `CanSeek` says, it does nothing; nor do the two below.
    fn seek(&self, offset: i64) {
        let _ = offset;
    }

    fn set_position(&self, track_id: ObjectPath<'_>, position: i64) {
        let _ = (track_id, position);
    }

    fn open_uri(&self, uri: &str) {
        let _ = uri;
    }

    /// The position is not where a client would reckon it.
    #[zbus(signal)]
    async fn seeked(emitter: &SignalEmitter<'_>, position: i64) -> zbus::Result<()>;

    #[zbus(property)]
    fn playback_status(&self) -> &str {
        self.shown.status()
    }

    #[zbus(property)]
    fn metadata(&self) -> HashMap<String, Value<'static>> {
        self.shown.metadata()
    }

    #[zbus(property(emits_changed_signal = "false"))]
    fn position(&self) -> i64 {
        microseconds(self.shown.position(Instant::now()))
    }

    #[zbus(property)]
    fn rate(&self) -> f64 {
        1.0
    }

    #[zbus(property)]
    fn minimum_rate(&self) -> f64 {
        1.0
    }

    #[zbus(property)]
    fn maximum_rate(&self) -> f64 {
        1.0
    }

    /// The volumes of cues and beat are the settings' matter.
    #[zbus(property)]
    fn volume(&self) -> f64 {
        1.0
    }

    #[zbus(property)]
    fn can_go_next(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn can_go_previous(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn can_play(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn can_pause(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn can_seek(&self) -> bool {
        false
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_control(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests;
