//! A stage for whole sessions: made-up devices, in made-up time.

#![allow(clippy::cast_precision_loss)] // frames are small numbers

use std::cell::RefCell;
use std::num::NonZero;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Mutex, OnceLock};

use super::super::super::Volumes;
use super::super::super::clip::FILE_RATE;
use super::super::super::line::Stream;
use super::super::super::master::Master;
use super::super::super::timeline::{Cue, Timeline};
use super::super::*;
use crate::domain::sound::Cue as Heard;

/// What the made-up devices do, and what they have played.
#[derive(Default)]
pub struct World {
    pub absent: bool,
    /// Streams stand still.
    pub stalled: bool,
    /// Streams that stand still say so.
    pub complains: bool,
    pub opened: Vec<Option<String>>,
    pub tries: usize,
    pub streams: Vec<Rc<RefCell<Tape>>>,
}

/// A stream: it asks for 2048 frames whenever it has played as many, and is twice as much ahead.
pub struct Tape {
    master: Master,
    pub began: Duration,
    played: Vec<f32>,
    trouble: bool,
    closed: bool,
}

pub struct MadeUpDevices(Rc<RefCell<World>>, Rc<RefCell<Duration>>);

pub struct MadeUpStream {
    name: String,
    tape: Rc<RefCell<Tape>>,
    counter: Arc<AtomicU64>,
    timelines: Sender<Timeline>,
}

impl Drop for MadeUpStream {
    fn drop(&mut self) {
        self.tape.borrow_mut().closed = true;
    }
}

impl Stream for MadeUpStream {
    fn rate(&self) -> NonZero<u32> {
        FILE_RATE
    }
    fn device(&self) -> &str {
        &self.name
    }
    fn frames(&self) -> u64 {
        self.counter.load(Ordering::Relaxed)
    }
    fn troubled(&self) -> bool {
        self.tape.borrow().trouble
    }
    fn calm(&self) {
        self.tape.borrow_mut().trouble = false;
    }
    fn add(&self, timeline: Timeline) {
        self.timelines.send(timeline).unwrap();
    }
}

impl Devices for MadeUpDevices {
    type Stream = MadeUpStream;

    fn open(&mut self, device: Option<&str>) -> Result<MadeUpStream, String> {
        let mut world = self.0.borrow_mut();
        world.tries += 1;
        if world.absent {
            return Err("absent".to_owned());
        }
        world.opened.push(device.map(ToOwned::to_owned));
        let (timelines, arrivals) = channel();
        let counter = Arc::new(AtomicU64::new(0));
        let tape = Rc::new(RefCell::new(Tape {
            master: Master::new(FILE_RATE, NonZero::<u16>::MIN, arrivals, Arc::clone(&counter)),
            began: *self.1.borrow(),
            played: Vec::new(),
            trouble: false,
            closed: false,
        }));
        world.streams.push(Rc::clone(&tape));
        Ok(MadeUpStream { name: device.unwrap_or("default").to_owned(), tape, counter, timelines })
    }
}

pub struct Stage {
    start: Instant,
    pub time: Rc<RefCell<Duration>>,
    pub world: Rc<RefCell<World>>,
    pub keeper: Keeper<MadeUpDevices>,
    next_look: Duration,
    statuses: Arc<Mutex<Vec<Status>>>,
}

impl Stage {
    pub fn new() -> Self {
        let _ = log::set_logger(&Listener); // the first test of them all does
        log::set_max_level(log::LevelFilter::Info);
        let world = Rc::new(RefCell::new(World::default()));
        let time = Rc::new(RefCell::new(Duration::ZERO));
        let statuses = Arc::new(Mutex::new(Vec::new()));
        let full = Volumes { cues: 1.0, beat: 1.0, breath: 1.0, voice: 1.0 };
        let told = Arc::clone(&statuses);
        let devices = MadeUpDevices(Rc::clone(&world), Rc::clone(&time));
        let report = Box::new(move |status| told.lock().unwrap().push(status));
        let mut keeper = Keeper::new(devices, None, Arc::new(Levels::new(full)), report);
        keeper.clips = Some(clips().clone()); // decoded once for all tests
        Self {
            start: Instant::now() + Duration::from_secs(3_600),
            time,
            world,
            keeper,
            next_look: Duration::ZERO,
            statuses,
        }
    }

    /// A session with its stream open for a second.
    pub fn session() -> Self {
        let mut stage = Self::new();
        stage.ask(Command::Open);
        stage.pass(1_000);
        stage
    }

    pub fn now(&self) -> Instant {
        self.start + *self.time.borrow()
    }

    pub fn ask(&mut self, command: Command) {
        self.keeper.obey(command, self.now());
        self.keeper.look(self.now());
    }

    pub fn schedule(&mut self, from_ms: u64, cues: &[(u64, Sound)]) {
        let from = self.start + ms(from_ms);
        let cues = cues
            .iter()
            .map(|(after, sound)| Scheduled { after: ms(*after), cue: Heard::Sound(*sound) });
        let cues = cues.collect();
        self.ask(Command::Schedule(self.now(), from, cues));
    }

    /// Begins to speak at once.
    pub fn say(&mut self, samples: Vec<i16>) {
        let cue = Cue::sentence(0, samples.into());
        let _ = self.keeper.line.as_mut().unwrap().play(vec![cue], &self.keeper.levels);
    }

    /// Lets time go by, a millisecond at a time.
    pub fn pass(&mut self, milliseconds: u64) {
        for _ in 0..milliseconds {
            *self.time.borrow_mut() += ms(1);
            let time = *self.time.borrow();
            let world = self.world.borrow();
            for tape in &world.streams {
                let mut tape = tape.borrow_mut();
                tape.trouble |= world.stalled && world.complains;
                if world.stalled {
                    tape.began += ms(1); // it will not make up for it
                }
                let due = frames_in(time.saturating_sub(tape.began), FILE_RATE) + 4_096;
                while !world.stalled && !tape.closed && tape.played.len() as u64 + 2_048 <= due {
                    let Tape { master, played, .. } = &mut *tape;
                    played.extend(master.by_ref().take(2_048));
                }
            }
            drop(world);
            match self.keeper.wait(self.now()) {
                None => self.next_look = time,
                Some(wait) => {
                    self.next_look = self.next_look.min(time + wait);
                    if time >= self.next_look {
                        self.keeper.look(self.now());
                        self.next_look = time + LOOK;
                    }
                }
            }
        }
    }

    pub fn tape(&self, stream: usize) -> Vec<f32> {
        self.world.borrow().streams[stream].borrow().played.clone()
    }

    /// The frames at which a sound begins in a stream.
    pub fn heard(&self, stream: usize, sound: Sound) -> Vec<u64> {
        find(&self.tape(stream), samples(sound))
    }

    /// The frames at which a sentence begins in a stream.
    pub fn spoken(&self, stream: usize, clip: &Clip) -> Vec<u64> {
        let samples: Vec<f32> =
            clip.samples.iter().map(|sample| f32::from(*sample) / 32_768.0).collect();
        find(&self.tape(stream), &samples)
    }

    pub fn all_heard(&self, stream: usize) -> Vec<Sound> {
        let tape = self.tape(stream);
        let found = Sound::ALL.into_iter().flat_map(|sound| {
            let frames = find(&tape, samples(sound));
            frames.into_iter().map(move |frame| (frame, sound))
        });
        let mut found: Vec<_> = found.collect();
        found.sort_unstable();
        found.into_iter().map(|(_, sound)| sound).collect()
    }

    pub fn statuses(&self) -> String {
        let statuses = self.statuses.lock().unwrap();
        let names = statuses.iter().map(|status| match status {
            Status::Closed => "closed".to_owned(),
            Status::Sounding { device } => format!("sounding on {device}"),
            Status::NoSound { .. } => "no sound".to_owned(),
            Status::Restored => "restored".to_owned(),
        });
        let mut names: Vec<_> = names.collect();
        names.dedup(); // "no sound" may be told again with a better reason
        names.join(", ")
    }

    pub fn streams(&self) -> usize {
        self.world.borrow().streams.len()
    }

    pub fn all_closed(&self) -> bool {
        let world = self.world.borrow();
        world.streams.iter().all(|tape| tape.borrow().closed)
    }

    /// When, by the clock, the frame of a stream is heard (its buffer of 4096 frames later).
    pub fn moment(&self, stream: usize, frame: u64) -> f64 {
        let began = self.world.borrow().streams[stream].borrow().began;
        began.as_secs_f64() + frame as f64 / 48_000.0
    }
}

fn clips() -> &'static Clips {
    static CLIPS: OnceLock<Clips> = OnceLock::new();
    CLIPS.get_or_init(|| Clips::at(FILE_RATE))
}

fn samples(sound: Sound) -> &'static [f32] {
    static SAMPLES: OnceLock<Vec<Vec<f32>>> = OnceLock::new();
    let all = || Sound::ALL.iter().map(|sound| clips().of(*sound).iter().collect()).collect();
    &SAMPLES.get_or_init(all)[sound as usize]
}

/// Where a clip lies in a recording, sample by sample.
pub fn find(tape: &[f32], clip: &[f32]) -> Vec<u64> {
    let strongest = |best: (usize, f32), (place, sample): (usize, &f32)| {
        if sample.abs() > best.1.abs() { (place, *sample) } else { best }
    };
    let (peak, strength) = clip.iter().enumerate().fold((0, 0.0), strongest);
    let alike = |(a, b): (&f32, &f32)| (a - b).abs() < 1e-6;
    let peaks = tape.iter().skip(peak).take(tape.len().saturating_sub(clip.len()));
    let places = peaks.enumerate().filter(|(_, sample)| alike((sample, &strength)));
    let places = places.filter(|(at, _)| tape[*at..].iter().zip(clip).all(alike));
    places.map(|(at, _)| at as u64).collect()
}

thread_local! {
    /// What has been said on this thread, and that is in this test.
    static SAID: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what is said to `log`, for the test that it is said in.
struct Listener;

impl log::Log for Listener {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }
    fn log(&self, record: &log::Record<'_>) {
        if record.level() <= log::Level::Info {
            SAID.with_borrow_mut(|said| said.push(record.args().to_string()));
        }
    }
    fn flush(&self) {}
}

/// By how many frames programmes have been put right in this test, as it was said.
pub fn put_right() -> Vec<i64> {
    let frames = |said: &String| {
        let (_, rest) = said.split_once(" has been put right by ")?;
        rest.strip_suffix(" frames.")?.parse().ok()
    };
    SAID.with_borrow(|said| said.iter().filter_map(frames).collect())
}

pub fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

pub fn steps(frames: &[u64]) -> Vec<u64> {
    frames.windows(2).map(|pair| pair[1] - pair[0]).collect()
}
