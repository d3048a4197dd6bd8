//! What the audio thread can be asked for.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use crate::domain::sound::{Scheduled, Sound};
use crate::platform::voice::Clip;

/// What the audio thread is asked to do.
#[derive(Debug)]
pub enum Command {
    /// A session begins.
    Open,
    /// The session is over, but for what is due within that time.
    Close(Duration),
    /// These sentences may be played soon.
    Spoken(Vec<(Arc<str>, Clip)>),
    /// All sentences but these are forgotten.
    Keep(Vec<Arc<str>>),
    /// Replaces every future sound. The first moment is that of asking.
    Schedule(Instant, Instant, Vec<Scheduled>),
    /// Plays a sound at once.
    Play(Sound),
    /// Forgets the schedule and fades what rings.
    Silence,
    /// Fades what is being spoken, and lets nothing more of it come.
    Hush,
    /// Half a breath of the breath guide is so long from now on.
    Breathe(Duration),
    /// Changes the device.
    Device(Option<String>),
    /// Tells when nothing sounds any more and no session is open.
    WhenClosed(Sender<()>),
}
