//! Sound: a session's cues at exact frames, on a thread of their own.
//!
//! # How it works
//! - A schedule is ONE source (`timeline`) that starts every cue at an exact frame, whatever the
//!   load of the machine. The clock on the wall leads: `clock` says which frame of the stream
//!   stands for which moment, always about a tenth of a second behind, by a constant amount.
//! - Everything of a stream comes together in one source (`master`), which turns all else down
//!   while a sentence is spoken (`duck`) and keeps the sum from distorting.
//! - The audio thread (`keeper`) opens the device, looks at its frame counter every 20 ms while a
//!   stream is open (`watch`), drops a dead stream, and tries again, ever more patiently, for as
//!   long as a session wants sound. While nothing is to sound no stream is open and the thread
//!   sleeps until it is asked for something.
//! - Nothing here ever holds up the caller: every request is a message.
//!
//! Measured facts and their sources stand beside the constants they led to. What our code has to
//! say goes to `log`; libasound's own complaints are kept off the standard error stream.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::voice::Clip;
use crate::domain::settings::Settings;
use crate::domain::sound::{Scheduled, Sound};
use command::Command;
use device::SystemDevices;
use keeper::Keeper;
use levels::Levels;
use line::Devices;
use timeline::FADE;

pub use clip::Clips;
pub use samples::Samples;
pub use spoken::Spoken;
pub use timeline::{Cue, frames_in};

mod breath;
mod clip;
mod clock;
mod command;
#[cfg(target_os = "linux")]
mod cookie;
mod device;
mod duck;
mod keeper;
mod levels;
mod line;
mod master;
pub mod offline;
mod programme;
mod samples;
mod spoken;
mod timeline;
mod watch;

/// The volumes, 0 (silent) to 1 (full). The strength of the sound is the square of it, so that
/// the middle of a slider sounds like the middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Volumes {
    /// Of every cue that tells of a change.
    pub cues: f32,
    /// Of the soft beat of the circles.
    pub beat: f32,
    /// Of the breath guide.
    pub breath: f32,
    /// Of spoken sentences.
    pub voice: f32,
}

impl Volumes {
    /// The volumes that a person has set.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let share = |percent: u8| f32::from(percent) / 100.0;
        Self {
            cues: share(settings.cue_percent),
            beat: share(settings.beat_percent),
            breath: share(settings.breath_percent),
            voice: share(settings.voice_percent),
        }
    }
}

impl Default for Volumes {
    /// Well heard, but not at the very top.
    fn default() -> Self {
        Self { cues: 0.8, beat: 0.6, breath: 0.6, voice: 0.9 }
    }
}

/// How things stand with the sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// No stream is open, because nothing is to sound.
    Closed,
    /// A stream is open and moves.
    Sounding {
        /// The device's name.
        device: String,
    },
    /// Sound is wanted and there is none. In a session it is tried again by itself.
    NoSound {
        /// What is the matter and what to do, in one or two sentences.
        why: String,
    },
    /// Sound is back after [`Self::NoSound`]; [`Self::Sounding`] follows at once.
    Restored,
}

/// A handle on the audio thread. It is cheap to clone; when the last one is dropped, what sounds
/// fades and the thread ends.
#[derive(Debug, Clone)]
pub struct Audio {
    thread: Option<Sender<Command>>,
    levels: Arc<Levels>,
}

impl Audio {
    /// Starts the audio thread, which opens nothing yet. `device` is one of [`devices`], or `None`
    /// for the system's default. `on_status` is called on the audio thread at every change and must
    /// not block.
    #[must_use]
    pub fn spawn(
        volumes: Volumes,
        device: Option<String>,
        on_status: impl Fn(Status) + Send + 'static,
    ) -> Self {
        Self::spawn_on(SystemDevices, volumes, device, on_status)
    }

    /// A handle that does nothing: for tests, and for people who have turned sound off.
    #[must_use]
    pub fn silent() -> Self {
        Self { thread: None, levels: Arc::new(Levels::new(Volumes::default())) }
    }

    fn spawn_on<D: Devices + Send + 'static>(
        devices: D,
        volumes: Volumes,
        device: Option<String>,
        on_status: impl Fn(Status) + Send + 'static,
    ) -> Self {
        let (sender, receiver) = channel();
        let levels = Arc::new(Levels::new(volumes));
        let of_thread = Arc::clone(&levels);
        let thread = std::thread::Builder::new().name("audio".to_owned());
        let spawned = thread.spawn(move || {
            let report = Box::new(on_status);
            run(Keeper::new(devices, device, of_thread, report), &receiver);
        });
        if let Err(error) = &spawned {
            log::error!("No sound: the audio thread could not be started ({error}).");
        }
        Self { thread: spawned.is_ok().then_some(sender), levels }
    }

    /// A session begins: the stream is opened and kept open with silence, so that its first sound
    /// is in time.
    pub fn open(&self) {
        self.send(Command::Open);
    }

    /// The session is over: what sounds, and what is due within that time (0.3 s at the least), is let
    /// finish, for 5 s more at the most, and the stream is closed.
    pub fn close(&self, within: Duration) {
        self.send(Command::Close(within));
    }

    /// These sentences may be scheduled, or have been and are played when their time comes.
    pub fn spoken(&self, sentences: Vec<(Arc<str>, Clip)>) {
        self.send(Command::Spoken(sentences));
    }

    /// Forgets all sentences but these.
    pub fn forget_all_but(&self, sentences: Vec<Arc<str>>) {
        self.send(Command::Keep(sentences));
    }

    /// Waits until the stream has been closed, for so long at the most. For a program that is about to end,
    /// after [`Self::close`]. Says whether everything has sounded to its end.
    #[must_use]
    pub fn finish(&self, at_most: Duration) -> bool {
        if self.thread.is_none() {
            return true;
        }
        let (sender, receiver) = channel();
        self.send(Command::WhenClosed(sender));
        receiver.recv_timeout(at_most).is_ok()
    }

    /// Replaces every future cue: each is due at `from + after`. What rings goes on ringing, and
    /// cues due by this moment that the old schedule holds still sound, once. A cue that is in the
    /// past by more than 150 ms is left out.
    pub fn schedule(&self, from: Instant, cues: Vec<Scheduled>) {
        self.send(Command::Schedule(Instant::now(), from, cues));
    }

    /// Plays a sound at once, over whatever is scheduled; opens the stream for it if need be.
    pub fn play(&self, sound: Sound) {
        self.send(Command::Play(sound));
    }

    /// Forgets the schedule and fades what rings, within 20 ms of the stream.
    pub fn silence(&self) {
        self.send(Command::Silence);
    }

    /// Fades the sentence that is being spoken, within 20 ms of the stream, and forgets those that
    /// were to follow; all else plays on.
    pub fn hush(&self) {
        self.send(Command::Hush);
    }

    /// The breath guide is made for half a breath of so long (1 to 20 s; at first 5.45 s, which is
    /// 5.5 breaths a minute). To be called before the session is opened: making it takes some
    /// hundredths of a second. What is scheduled already stays as it is.
    pub fn breathe(&self, half: Duration) {
        self.send(Command::Breathe(half));
    }

    /// Changes the volumes, also of what rings.
    pub fn volumes(&self, volumes: Volumes) {
        self.levels.set(volumes);
    }

    /// Changes the device, also in the middle of a session; `None` is the system's default.
    pub fn device(&self, device: Option<String>) {
        self.send(Command::Device(device));
    }

    fn send(&self, command: Command) {
        if let Some(thread) = &self.thread
            && thread.send(command).is_err()
        {
            log::error!("No sound: the audio thread has ended. Start the program again.");
        }
    }
}

/// The names of the devices that can play. Asks the system and may take a second: not for the
/// thread that draws.
#[must_use]
pub fn devices() -> Vec<String> {
    device::names()
}

/// The life of the audio thread.
fn run<D: Devices>(mut keeper: Keeper<D>, commands: &Receiver<Command>) {
    loop {
        let command = match keeper.wait(Instant::now()) {
            None => match commands.recv() {
                Ok(command) => Some(command),
                Err(_) => break,
            },
            Some(time) => match commands.recv_timeout(time) {
                Ok(command) => Some(command),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            },
        };
        if let Some(command) = command {
            keeper.obey(command, Instant::now());
        }
        // Asked for anew: opening a device may have taken seconds.
        keeper.look(Instant::now());
    }
    if keeper.leave() {
        std::thread::sleep(FADE * 4); // for the fade to be made and played
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use line::Stream;
    use std::convert::Infallible;

    /// Has no device, and says so when it is dropped.
    struct Nothing(Sender<&'static str>);

    impl Devices for Nothing {
        type Stream = NoStream;

        fn open(&mut self, _: Option<&str>) -> Result<NoStream, String> {
            let _ = self.0.send("tried");
            Err("nothing here".to_owned())
        }
    }

    impl Drop for Nothing {
        fn drop(&mut self) {
            let _ = self.0.send("dropped");
        }
    }

    struct NoStream(Infallible);

    impl Stream for NoStream {
        fn rate(&self) -> std::num::NonZero<u32> {
            match self.0 {}
        }
        fn device(&self) -> &str {
            match self.0 {}
        }
        fn frames(&self) -> u64 {
            match self.0 {}
        }
        fn troubled(&self) -> bool {
            match self.0 {}
        }
        fn calm(&self) {
            match self.0 {}
        }
        fn add(&self, _: timeline::Timeline) {
            match self.0 {}
        }
    }

    const SOON: Duration = Duration::from_secs(20);

    #[test]
    fn the_thread_tells_of_no_sound_and_ends_with_its_last_handle() {
        let (sender, told) = channel();
        let (seen, events) = channel();
        let report = move |status| {
            let _ = sender.send(status);
        };
        let audio = Audio::spawn_on(Nothing(seen), Volumes::default(), None, report);
        let other = audio.clone();
        audio.open();
        assert_eq!(events.recv_timeout(SOON), Ok("tried"));
        let why = "nothing here".to_owned();
        assert_eq!(told.recv_timeout(SOON), Ok(Status::NoSound { why }));
        assert_eq!(events.recv_timeout(SOON), Ok("tried"), "in a session again");
        audio.close(Duration::ZERO);
        assert!(audio.finish(SOON));
        assert_eq!(told.recv_timeout(SOON), Ok(Status::Closed));
        drop(audio);
        other.play(Sound::Start);
        drop(other);
        let events: Vec<_> = std::iter::from_fn(|| events.recv_timeout(SOON).ok()).collect();
        assert_eq!(events.last(), Some(&"dropped"), "{events:?}");
    }

    #[test]
    fn a_silent_handle_takes_everything_and_does_nothing() {
        let audio = Audio::silent();
        audio.open();
        audio.schedule(Instant::now(), Vec::new());
        audio.play(Sound::End);
        audio.silence();
        audio.hush();
        audio.breathe(Duration::from_secs(5));
        audio.device(Some("any".to_owned()));
        assert!(audio.finish(Duration::ZERO));
    }
}
