//! Who speaks, and what it takes: sentences as samples, made ready before they are needed.
//!
//! One session has one voice. The voice that comes with Wellspring speaks where it knows every sentence of the
//! session; else an engine of this machine speaks all of it, where there is one; where there is none, the shipped
//! voice says what it knows, and the rest is on the screen. A person may choose an engine for everything.
//! Nothing here asks the network for anything.

use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::audio::Audio;
use super::engine::{self, AllCame, Engine, Job, Renderer, Speaker};

mod pack;

pub use pack::{Pack, PackError};

/// One spoken sentence, ready to be laid onto the timeline: one channel, trimmed, at the loudness of speech.
///
/// Cloning it copies no sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// Samples a second, as whatever spoke it made them.
    pub rate: NonZero<u32>,
    /// The sound.
    pub samples: Arc<[i16]>,
}

impl Clip {
    /// How long it takes.
    #[must_use]
    pub fn length(&self) -> Duration {
        let samples = u64::try_from(self.samples.len()).unwrap_or(u64::MAX);
        Duration::from_nanos(samples.saturating_mul(1_000_000_000) / u64::from(self.rate.get()))
    }
}

/// How long each sentence takes that can be said.
pub type Lengths = Arc<HashMap<Arc<str>, Duration>>;

/// What the thread of the voice tells.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Of which preparation it tells.
    pub number: u32,
    /// How long each sentence takes that can be said by now.
    pub lengths: Lengths,
    /// Whether no more will come.
    pub all_came: bool,
}

/// An engine may take so long for one sentence.
const LIMIT: Duration = Duration::from_secs(8);
/// What an engine has made is told of this often.
const TELL_EVERY: Duration = Duration::from_millis(250);
/// So many sentences are decoded before they are handed on, so that the first of them need not wait.
const BATCH: usize = 4;

/// A handle on the thread that makes sentences ready. It is cheap to clone; nothing that is asked of it waits.
#[derive(Debug, Clone)]
pub struct Voice {
    thread: Option<Sender<Order>>,
}

#[derive(Debug)]
enum Order {
    Choose(Option<String>),
    Prepare(u32, Vec<Arc<str>>),
    AtHand(Vec<Arc<str>>),
}

impl Voice {
    /// Starts the thread. `chosen` is what the settings name: an engine, or an engine and one of its voices. What
    /// is at hand goes to `audio`; `on_told` is called on the thread.
    #[must_use]
    pub fn spawn(
        audio: Audio,
        chosen: Option<String>,
        on_told: impl Fn(Told) + Send + 'static,
    ) -> Self {
        let (sender, orders) = channel();
        let work = move || Worker::new(audio, chosen, Box::new(on_told)).work(&orders);
        let spawned = std::thread::Builder::new().name("voice".to_owned()).spawn(work);
        if let Err(error) = &spawned {
            log::error!(
                "Nothing is spoken: the thread of the voice could not be started ({error})."
            );
        }
        Self { thread: spawned.is_ok().then_some(sender) }
    }

    /// A handle that does nothing.
    #[must_use]
    pub const fn silent() -> Self {
        Self { thread: None }
    }

    /// Chooses who speaks from the next session on.
    pub fn choose(&self, chosen: Option<String>) {
        self.send(Order::Choose(chosen));
    }

    /// Finds out who can say these sentences, all those of a session in the order in which they are said, and tells
    /// how long each takes: the shipped voice at once, an engine as it speaks them. What is told bears the number.
    pub fn prepare(&self, number: u32, sentences: Vec<Arc<str>>) {
        self.send(Order::Prepare(number, sentences));
    }

    /// Hands these sentences to the sound, which may be asked to play them soon; it forgets all others.
    pub fn at_hand(&self, sentences: Vec<Arc<str>>) {
        self.send(Order::AtHand(sentences));
    }

    fn send(&self, order: Order) {
        if let Some(thread) = &self.thread
            && thread.send(order).is_err()
        {
            log::error!("Nothing is spoken: the thread of the voice has ended.");
        }
    }
}

/// Who speaks a session.
#[derive(Debug, Clone)]
enum Teller {
    Shipped,
    Engine(Speaker),
}

/// Who says those sentences: the chosen engine, else the shipped voice if it knows them all, else any engine, else
/// the shipped voice as far as it goes.
fn teller(chosen: Option<&str>, sentences: &[Arc<str>]) -> Teller {
    if let Some(chosen) = chosen {
        let (id, voice) = match chosen.split_once('/') {
            Some((id, voice)) => (id, Some(voice.to_owned())),
            None => (chosen, None),
        };
        match engine::found().into_iter().find(|engine| engine.id() == id) {
            Some(engine) => return Teller::Engine(Speaker { engine, voice }),
            None => log::warn!(
                "The voice {chosen} is not on this machine any more; Wellspring's own speaks. Choose another in Settings, Voice."
            ),
        }
    }
    let knows = |one: &Arc<str>| Pack::shipped().is_some_and(|pack| pack.length(one).is_some());
    if sentences.iter().all(knows) {
        return Teller::Shipped;
    }
    match engine::found().into_iter().next() {
        Some(engine) => Teller::Engine(Speaker { engine, voice: None }),
        None => Teller::Shipped,
    }
}

fn shipped_lengths(sentences: &[Arc<str>]) -> HashMap<Arc<str>, Duration> {
    let length = |one: &Arc<str>| Pack::shipped()?.length(one);
    let known = sentences.iter().filter_map(|one| Some((Arc::clone(one), length(one)?)));
    known.collect()
}

fn shipped_clip(sentence: &str) -> Option<Clip> {
    match Pack::shipped()?.clip(sentence)? {
        Ok(clip) => Some(clip),
        Err(error) => {
            log::error!("{sentence:?} cannot be said: {error}");
            None
        }
    }
}

/// The voices of this machine: what the settings call each, and its name for people. May take seconds.
#[must_use]
pub fn voices() -> Vec<(String, String)> {
    let of = |engine: Engine| {
        let voices = engine.voices();
        let name = engine.name();
        if voices.len() < 2 {
            return vec![(engine.id().to_owned(), name.to_owned())];
        }
        let each = voices.into_iter().map(|voice| {
            (format!("{}/{}", engine.id(), voice.name), format!("{name}: {}", voice.title))
        });
        each.collect()
    };
    engine::found().into_iter().flat_map(of).collect()
}

/// All sentences of a session, spoken: for a file of it, or to know how long they take.
#[derive(Debug, Default)]
pub struct Spoken {
    /// The sound of each.
    pub clips: HashMap<Arc<str>, Clip>,
    /// How long each takes.
    pub lengths: HashMap<Arc<str>, Duration>,
    /// Those that nothing can say.
    pub unsaid: Vec<Arc<str>>,
}

/// Has sentences spoken, and waits for it: by whom a session would have them spoken.
#[must_use]
pub fn speak(chosen: Option<&str>, sentences: &[Arc<str>]) -> Spoken {
    let mut spoken = Spoken::default();
    let clips: HashMap<Arc<str>, Clip> = match teller(chosen, sentences) {
        Teller::Shipped => {
            sentences.iter().filter_map(|one| Some((Arc::clone(one), shipped_clip(one)?))).collect()
        }
        Teller::Engine(speaker) => {
            let mut said = HashMap::new();
            for one in sentences {
                match speaker.engine.render(speaker.voice.as_deref(), one, LIMIT) {
                    Ok(clip) => {
                        let _ = said.insert(Arc::clone(one), clip);
                    }
                    Err(error) => {
                        log::warn!("{one:?} is not said: {error}");
                        if !error.is_about_text() {
                            break;
                        }
                    }
                }
            }
            said
        }
    };
    spoken.lengths = clips.iter().map(|(text, clip)| (Arc::clone(text), clip.length())).collect();
    spoken.unsaid = sentences.iter().filter(|one| !clips.contains_key(*one)).cloned().collect();
    spoken.clips = clips;
    spoken
}

/// How long sentences take with the voice that would speak them. Quick with the shipped voice; an engine has to
/// speak them all.
#[must_use]
pub fn lengths(chosen: Option<&str>, sentences: &[Arc<str>]) -> HashMap<Arc<str>, Duration> {
    match teller(chosen, sentences) {
        Teller::Shipped => shipped_lengths(sentences),
        Teller::Engine(_) => speak(chosen, sentences).lengths,
    }
}

struct Worker {
    audio: Audio,
    chosen: Option<String>,
    on_told: Box<dyn Fn(Told) + Send>,
    teller: Teller,
    number: u32,
    /// What was asked for last.
    asked: Vec<Arc<str>>,
    lengths: HashMap<Arc<str>, Duration>,
    /// Made when an engine is first needed.
    renderer: Option<Renderer>,
    job: Option<Job>,
    /// What the sound is to have at hand and has not got yet.
    wanted: HashSet<Arc<str>>,
    handed: HashSet<Arc<str>>,
    told: Option<Instant>,
}

impl Worker {
    fn new(audio: Audio, chosen: Option<String>, on_told: Box<dyn Fn(Told) + Send>) -> Self {
        Self {
            audio,
            chosen,
            on_told,
            teller: Teller::Shipped,
            number: 0,
            asked: Vec::new(),
            lengths: HashMap::new(),
            renderer: None,
            job: None,
            wanted: HashSet::new(),
            handed: HashSet::new(),
            told: None,
        }
    }

    fn work(mut self, orders: &Receiver<Order>) {
        loop {
            let order = if self.job.is_some() {
                match orders.recv_timeout(Duration::from_millis(20)) {
                    Ok(order) => Some(order),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            } else {
                match orders.recv() {
                    Ok(order) => Some(order),
                    Err(_) => return,
                }
            };
            match order {
                Some(Order::Choose(chosen)) => self.chosen = chosen,
                Some(Order::Prepare(number, sentences)) => {
                    self.number = number;
                    self.prepare(sentences);
                }
                Some(Order::AtHand(sentences)) => self.at_hand(sentences),
                None => {}
            }
            self.take_rendered();
        }
    }

    fn prepare(&mut self, sentences: Vec<Arc<str>>) {
        self.job = None;
        let teller = teller(self.chosen.as_deref(), &sentences);
        if !same(&teller, &self.teller) {
            // Another voice must not finish what the first one began.
            self.handed.clear();
        }
        self.teller = teller;
        self.asked = sentences;
        self.lengths = HashMap::new();
        self.told = Some(Instant::now());
        match &self.teller {
            Teller::Shipped => self.speak_shipped(),
            Teller::Engine(_) => {
                let asked = self.asked.clone();
                self.have_rendered(&asked);
                if self.job.is_none() {
                    self.speak_shipped();
                }
            }
        }
    }

    /// The shipped voice speaks: what it knows is known at once.
    fn speak_shipped(&mut self) {
        self.teller = Teller::Shipped;
        self.lengths = shipped_lengths(&self.asked);
        self.tell(true);
        let wanted: Vec<Arc<str>> = self.wanted.drain().collect();
        if !wanted.is_empty() {
            self.at_hand(wanted);
        }
    }

    fn have_rendered(&mut self, sentences: &[Arc<str>]) {
        let Teller::Engine(speaker) = &self.teller else { return };
        if self.renderer.is_none() {
            match Renderer::start() {
                Ok(renderer) => self.renderer = Some(renderer),
                Err(error) => log::error!("No engine speaks: {error}"),
            }
        }
        let texts = sentences.iter().map(ToString::to_string).collect();
        self.job = self.renderer.as_ref().map(|renderer| renderer.render(speaker, texts, LIMIT));
    }

    fn at_hand(&mut self, sentences: Vec<Arc<str>>) {
        self.audio.forget_all_but(sentences.clone());
        self.handed.retain(|one| sentences.contains(one));
        self.wanted.clear();
        let mut batch = Vec::new();
        for sentence in sentences {
            if self.handed.contains(&sentence) {
                continue;
            }
            let clip = match &self.teller {
                Teller::Shipped => shipped_clip(&sentence),
                Teller::Engine(speaker) => {
                    self.renderer.as_ref().and_then(|renderer| renderer.kept(speaker, &sentence))
                }
            };
            match clip {
                Some(clip) => {
                    let _ = self.handed.insert(Arc::clone(&sentence));
                    batch.push((sentence, clip));
                }
                None => {
                    let _ = self.wanted.insert(sentence);
                }
            }
            if batch.len() >= BATCH {
                self.audio.spoken(std::mem::take(&mut batch));
            }
        }
        if !batch.is_empty() {
            self.audio.spoken(batch);
        }
        if self.job.is_none() && !self.wanted.is_empty() {
            // An engine made them once, and they have been let go since.
            let wanted: Vec<Arc<str>> = self.wanted.iter().cloned().collect();
            self.have_rendered(&wanted);
        }
    }

    /// Takes what an engine has made.
    fn take_rendered(&mut self) {
        let Some(job) = &self.job else { return };
        let mut all_came = false;
        let mut batch = Vec::new();
        loop {
            match job.look() {
                Ok(Some(rendered)) => {
                    let sentence: Arc<str> = rendered.sentence.into();
                    match rendered.clip {
                        Ok(clip) => {
                            let _ = self.lengths.insert(Arc::clone(&sentence), clip.length());
                            if self.wanted.remove(&sentence) {
                                let _ = self.handed.insert(Arc::clone(&sentence));
                                batch.push((sentence, clip));
                            }
                        }
                        Err(error) => log::warn!("{sentence:?} is not said: {error}"),
                    }
                }
                Ok(None) => break,
                Err(AllCame) => {
                    all_came = true;
                    break;
                }
            }
        }
        if !batch.is_empty() {
            self.audio.spoken(batch);
        }
        if all_came {
            self.job = None;
            if self.lengths.is_empty() {
                log::warn!("The engine says nothing; Wellspring's own voice says what it knows.");
                return self.speak_shipped();
            }
        }
        if all_came || self.told.is_none_or(|told| told.elapsed() >= TELL_EVERY) {
            self.tell(all_came);
        }
    }

    fn tell(&mut self, all_came: bool) {
        self.told = Some(Instant::now());
        let lengths = Arc::new(self.lengths.clone());
        (self.on_told)(Told { number: self.number, lengths, all_came });
    }
}

fn same(one: &Teller, other: &Teller) -> bool {
    match (one, other) {
        (Teller::Shipped, Teller::Shipped) => true,
        (Teller::Engine(one), Teller::Engine(other)) => one == other,
        _ => false,
    }
}
