//! The thread `desktop`: three services side by side, each with a mailbox that holds the newest wish.
//!
//! Each service has a connection of its own, opened when there is something to hold and closed when there
//! is not. The connection is the lease: with it go the name, the inhibition and the rules, whatever else
//! may have gone wrong. Nothing is looked at by the clock; a thread without news sleeps.

use std::sync::Arc;
use std::time::Instant;

use async_channel::{Receiver, Sender};
use futures_lite::future::{block_on, zip};

use super::{Buses, Event, Showing};

mod awake;
mod bus;
mod news;
pub(in crate::platform) mod notify;
mod player;

use bus::Bus;

/// Who is told of events.
type Ear = Arc<dyn Fn(Event) + Send + Sync>;

/// Something shown, and when.
#[derive(Debug, Clone)]
struct Shown {
    showing: Showing,
    at: Instant,
}

/// The mailboxes.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    shown: Sender<Option<Shown>>,
    is_on: Sender<bool>,
    awake: Sender<bool>,
}

impl Desk {
    pub(super) fn spawn(
        buses: Buses,
        on_event: impl Fn(Event) + Send + Sync + 'static,
    ) -> Option<Self> {
        let ear: Ear = Arc::new(on_event);
        let (shown, to_show) = async_channel::bounded(1);
        let (is_on, whether_on) = async_channel::bounded(1);
        let (awake, whether_awake) = async_channel::bounded(1);
        let Buses { session, system } = buses;
        let (session, system) = (Bus::Session(session), Bus::System(system));
        let work = move || {
            let player = player::play(&session, &to_show, &ear);
            let awake = awake::keep(&session, &system, &whether_awake);
            let news = news::listen(&system, &whether_on, &ear);
            // async-io's own would have this thread serve all timers and sockets of the program, and wake
            // its helper again and again at each of them.
            let _ = block_on(zip(player, zip(awake, news)));
        };
        match std::thread::Builder::new().name("desktop".to_owned()).spawn(work) {
            Ok(_) => Some(Self { shown, is_on, awake }),
            Err(error) => {
                log::info!("no media control: its thread could not be started ({error})");
                None
            }
        }
    }

    pub(super) fn show(&self, showing: Showing) {
        put(&self.shown, Some(Shown { showing, at: Instant::now() }));
        put(&self.is_on, true);
    }

    pub(super) fn hide(&self) {
        put(&self.shown, None);
        put(&self.is_on, false);
    }

    pub(super) fn awake(&self, wanted: bool) {
        put(&self.awake, wanted);
    }
}

/// Puts a wish where an older one may lie, which it replaces.
fn put<T>(mailbox: &Sender<T>, wish: T) {
    // Closed only if the thread has died; then nobody is there to care.
    let _ = mailbox.force_send(wish);
}

/// Waits until a yes is followed by a no, or nobody wishes any more.
async fn until_no(wishes: &Receiver<bool>) {
    while let Ok(true) = wishes.recv().await {}
}
