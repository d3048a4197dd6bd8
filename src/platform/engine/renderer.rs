//! Speaks sentences ahead of their time, one after the other, on a thread of its own.

use std::collections::VecDeque;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{Engine, EngineError};
use crate::platform::voice::Clip;

/// How much speech is kept, in bytes: about three minutes at 22 kHz. What was made first goes first.
pub const KEPT_BYTES: usize = 8 << 20;

/// Who speaks: an engine and one of its voices, or the one that it takes when none is named.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Speaker {
    /// The engine.
    pub engine: Engine,
    /// The name of a voice.
    pub voice: Option<String>,
}

/// What became of one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Which sentence of the list, from 0.
    pub number: usize,
    /// The sentence.
    pub sentence: String,
    /// Its sound, or why there is none.
    pub clip: Result<Clip, EngineError>,
}

/// The thread that has sentences spoken, and what it keeps of them. Never more than one engine runs.
///
/// Dropping it stops what is under way within a few hundredths of a second.
#[derive(Debug)]
pub struct Renderer {
    orders: Option<Sender<Order>>,
    kept: Arc<Mutex<Kept>>,
    ending: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// A list of sentences that is being spoken. Dropping it stops that.
#[derive(Debug)]
pub struct Job {
    results: Receiver<Rendered>,
    cancelled: Arc<AtomicBool>,
}

#[derive(Debug)]
struct Order {
    speaker: Speaker,
    sentences: Vec<String>,
    limit: Duration,
    results: Sender<Rendered>,
    cancelled: Arc<AtomicBool>,
}

impl Renderer {
    /// Starts the thread, which sleeps until there is something to do.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start() -> io::Result<Self> {
        let (orders, ordered) = channel();
        let kept = Arc::new(Mutex::new(Kept::new(KEPT_BYTES)));
        let ending = Arc::new(AtomicBool::new(false));
        let (keeps, ends) = (Arc::clone(&kept), Arc::clone(&ending));
        let thread = std::thread::Builder::new()
            .name("engine".to_owned())
            .spawn(move || work(&ordered, &keeps, &ends))?;
        Ok(Self { orders: Some(orders), kept, ending, thread: Some(thread) })
    }

    /// Has the sentences spoken in their order, each within the limit. What is kept already is answered without
    /// an engine. A list that was ordered before goes first, unless its job was dropped.
    ///
    /// Once the engine itself has failed, not merely a sentence, the rest gets the same answer without another try:
    /// an engine that hangs would hold up each of them to the limit.
    pub fn render(&self, speaker: &Speaker, sentences: Vec<String>, limit: Duration) -> Job {
        let (results, receiver) = channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let job = Job { results: receiver, cancelled: Arc::clone(&cancelled) };
        let order = Order { speaker: speaker.clone(), sentences, limit, results, cancelled };
        if let Some(orders) = &self.orders {
            // Only a thread that has ended cannot take it; then the job is at its end at once.
            let _ = orders.send(order);
        }
        job
    }

    /// The sound of a sentence, if it is kept.
    pub fn kept(&self, speaker: &Speaker, sentence: &str) -> Option<Clip> {
        open(&self.kept).find(speaker, sentence)
    }
}

impl Drop for Renderer {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::Relaxed);
        drop(self.orders.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Job {
    /// Waits for the next result; none when all have come.
    pub fn wait(&self) -> Option<Rendered> {
        self.results.recv().ok()
    }

    /// The next result if it is there: `None` means not yet.
    ///
    /// # Errors
    /// When all have come.
    pub fn look(&self) -> Result<Option<Rendered>, AllCame> {
        match self.results.try_recv() {
            Ok(rendered) => Ok(Some(rendered)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(AllCame),
        }
    }
}

/// There is nothing more to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllCame;

impl Drop for Job {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

fn work(ordered: &Receiver<Order>, kept: &Mutex<Kept>, ending: &AtomicBool) {
    for order in ordered {
        speak(order, kept, ending);
    }
}

fn speak(order: Order, kept: &Mutex<Kept>, ending: &AtomicBool) {
    let Order { speaker, sentences, limit, results, cancelled } = order;
    let mut failed = None;
    for (number, sentence) in sentences.into_iter().enumerate() {
        let is_over = || cancelled.load(Ordering::Relaxed) || ending.load(Ordering::Relaxed);
        if is_over() {
            return;
        }
        let found = open(kept).find(&speaker, &sentence);
        let clip = match (found, &failed) {
            (Some(clip), _) => Ok(clip),
            (None, Some(error)) => Err(EngineError::clone(error)),
            (None, None) => {
                let voice = speaker.voice.as_deref();
                speaker.engine.render_while(voice, &sentence, limit, &|| !is_over())
            }
        };
        match &clip {
            Ok(clip) => open(kept).keep(&speaker, &sentence, clip),
            Err(EngineError::Cancelled) => return,
            Err(error) if !error.is_about_text() => failed = Some(error.clone()),
            Err(_) => {}
        }
        if results.send(Rendered { number, sentence, clip }).is_err() {
            return;
        }
    }
}

/// Nothing that can fail happens while it is locked, so a lock that a panic left is as good as any.
fn open(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was spoken, the oldest first.
#[derive(Debug)]
struct Kept {
    clips: VecDeque<(Speaker, String, Clip)>,
    bytes: usize,
    most: usize,
}

impl Kept {
    const fn new(most: usize) -> Self {
        Self { clips: VecDeque::new(), bytes: 0, most }
    }

    fn find(&self, speaker: &Speaker, sentence: &str) -> Option<Clip> {
        let mut clips = self.clips.iter();
        let found = clips.find(|(who, said, _)| said == sentence && who == speaker);
        found.map(|(_, _, clip)| clip.clone())
    }

    fn keep(&mut self, speaker: &Speaker, sentence: &str, clip: &Clip) {
        if size(clip) > self.most || self.find(speaker, sentence).is_some() {
            return;
        }
        self.bytes += size(clip);
        self.clips.push_back((speaker.clone(), sentence.to_owned(), clip.clone()));
        while self.bytes > self.most {
            let Some((_, _, oldest)) = self.clips.pop_front() else { break };
            self.bytes -= size(&oldest);
        }
    }
}

fn size(clip: &Clip) -> usize {
    size_of_val::<[i16]>(&clip.samples)
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use super::*;

    #[test]
    fn what_was_kept_first_goes_first_and_never_more_than_its_measure_is_kept() {
        let speaker = |voice: &str| Speaker {
            engine: Engine {
                kind: super::super::Kind::Flite,
                program: "/x".into(),
                models: Vec::new(),
                scratch: "/tmp".into(),
            },
            voice: Some(voice.to_owned()),
        };
        let clip = |length: usize| Clip {
            rate: NonZero::new(16_000).unwrap(),
            samples: vec![1; length].into(),
        };
        let (rms, slt) = (speaker("rms"), speaker("slt"));
        let mut kept = Kept::new(100);
        kept.keep(&rms, "one", &clip(20));
        kept.keep(&slt, "one", &clip(10));
        kept.keep(&rms, "two", &clip(20));
        kept.keep(&rms, "two", &clip(20));
        assert_eq!((kept.bytes, kept.clips.len()), (100, 3));
        assert_eq!(kept.find(&slt, "one"), Some(clip(10)), "a voice has its own clips");
        kept.keep(&rms, "three", &clip(1));
        assert_eq!((kept.find(&rms, "one"), kept.bytes), (None, 62), "the oldest went");
        kept.keep(&rms, "huge", &clip(51));
        assert_eq!((kept.find(&rms, "huge"), kept.bytes), (None, 62), "it would push out all");
        kept.keep(&rms, "long", &clip(50));
        assert_eq!((kept.clips.len(), kept.bytes), (1, 100));
    }
}
