//! A session in the terminal: the same caution, run, cues and log as in the window, told in lines.
//!
//! It is the road for screen readers, for machines without a screen, and for scripts. What it says
//! and what it does with what it hears knows neither clock nor keyboard: both are a `World`.

use std::collections::VecDeque;
use std::io::{self, Write as _};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::domain::caution::{Lines, Prompt};
use crate::domain::complaint::Complaint;
use crate::domain::conductor::{Ask, Input, Moment, Telling, reading};
use crate::domain::history::{Occasion, Rating, SessionId};
use crate::domain::plan::Plan;
use crate::domain::run::Guidance;
use crate::domain::settings::Settings;
use crate::domain::speech::{Amount, LEAD_IN};
use crate::platform::audio::{Audio, Status, Volumes};
use crate::platform::clock::{self, Clock};
use crate::platform::desktop::{Desktop, Event};
use crate::platform::diagnostics;
use crate::platform::dirs::Dirs;
use crate::platform::journal::{Journal, JournalStatus, NotSaved, Reading, read_behind};
use crate::platform::keyboard::{Heard, Keyboard, Manner};
use crate::platform::stage::{Stage, new_session_id, wish};
use crate::platform::voice::{Lengths, Told, Voice};
use crate::t;
use crate::words::columns::paragraph;
use crate::words::plan;
use crate::words::rating as rating_words;
use crate::words::speech::{self, Manner as Speaking};

mod acts;
mod asking;
mod rating;
mod session;
mod telling;
#[cfg(test)]
mod tests;

use asking::Refusal;

/// No line is longer, in places of the terminal; a wider one is hard to read.
const WIDEST: usize = 78;
/// How long the end waits for the log to be saved.
const SAVING: Duration = Duration::from_secs(5);
/// How long the end waits for the last sound to ring out.
const RINGING: Duration = Duration::from_secs(14);
/// How long the caution waits for the voice at most.
const VOICE: Duration = Duration::from_millis(400);
/// The same where the caution is answered by ear alone, and an engine has to speak it first.
const ENGINE: Duration = Duration::from_secs(30);

/// What a session in the terminal needs.
#[derive(Debug)]
pub struct Start {
    /// The caution, and the plan that waits for its answer.
    pub prompt: Prompt,
    /// The shared lines: what to watch for after a stop.
    pub lines: Lines,
    /// What the person has set.
    pub settings: Settings,
    /// Where the log is.
    pub dirs: Dirs,
    /// What it is played for.
    pub occasion: Occasion,
    /// What is rated before and after it; none for something else.
    pub complaint: Option<Complaint>,
}

/// How it came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// There was a session: played to its end, stopped or left.
    Over,
    /// The caution was not acknowledged, and nothing was started.
    NotAcknowledged,
}

/// What this machine failed to do.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Something of the session is not in the log.
    #[error("the session is not fully in your history: {0}")]
    NotSaved(#[from] NotSaved),
    /// What was to be said could not be written.
    #[error(
        "the terminal takes no more text: {0}. The session was ended; run it again where its output can be written"
    )]
    Output(#[source] io::Error),
}

/// What a session in the terminal hears, sees the time on, and speaks through.
trait World {
    /// This moment by both clocks.
    fn now(&self) -> Moment;
    /// Says a line.
    fn say(&mut self, line: &str);
    /// Shows a bit of text where the last one ended.
    fn show(&mut self, text: &str);
    /// Begins to listen; at a terminal, what was typed before is forgotten.
    fn listen(&mut self);
    /// Waits for something to be heard, for so long at the most.
    fn hear(&mut self, within: Duration) -> Heard;
    /// Performs what the session asks; what is to be told comes back.
    fn perform(&mut self, asks: Vec<Ask>) -> Vec<Telling>;
    /// Reads the caution aloud; says how long that takes.
    fn read(&mut self, prompt: &Prompt) -> Duration;
    /// What guides a session of that plan.
    fn guidance(&self, plan: &Plan) -> Guidance;
    /// Whether there is news of the voice since this was asked last.
    fn voice_is_new(&mut self) -> bool;
    /// Says more, or less, from now on: as much as that.
    fn change_amount(&mut self) -> Amount;
    /// Whether any key is the big key.
    fn any_key(&self) -> bool;
    /// How it is asked how strong it is; nothing where that is not asked, or nobody can answer.
    fn question(&self) -> Option<String>;
    /// Nobody can answer any more.
    fn ask_no_more(&mut self);
    /// Takes how strong it is before the session, and says so aloud.
    fn rated(&mut self, rating: Rating, aloud: bool);
    /// The key of what is rated, and how strong it is before the session.
    fn before(&self) -> (Option<String>, Option<Rating>);
    /// What the desktop wants of the session: a media key, a button of a headset.
    fn wish(&mut self) -> Option<Input>;
}

/// Asks, leads and sums up a session, at the terminal or with piped input.
///
/// # Errors
/// When something could not be saved or said.
pub fn run(start: Start) -> Result<Ended, Trouble> {
    let Start { prompt, lines, settings, dirs, occasion, complaint } = start;
    let mut terminal = Terminal::new();
    let manner = terminal.keyboard.manner();
    let emergency = settings.emergency();
    terminal.open_stage(&settings, &lines);
    terminal.question = settings.ask_ratings.then(|| rating_words::question(complaint.as_ref()));
    terminal.complaint = complaint.map(|complaint| complaint.key);
    terminal.prepare(&prompt);
    let cleared = match asking::ask(prompt, emergency, manner, &mut terminal) {
        Ok(cleared) => cleared,
        Err(refused) => {
            let (unplayed, why) = *refused;
            terminal.fall_silent();
            refuse(&mut terminal, &unplayed, why);
            return terminal.end(Ended::NotAcknowledged);
        }
    };
    terminal.say("");
    terminal.say(&match manner {
        Manner::Keys => t!("begin-keys"),
        Manner::Lines => t!("begin-lines"),
    });
    terminal.open_journal(&dirs);
    let mut ending = session::lead(cleared, occasion, manner, &lines, emergency, &mut terminal);
    for line in telling::summary(ending.conductor.run(), ending.outcome, ending.reason) {
        terminal.say(&line);
    }
    rating::after(&mut ending.conductor, manner, &mut terminal);
    terminal.close_stage(ending.is_noted)?;
    terminal.end(Ended::Over)
}

/// Says what would have been, and why it was not.
fn refuse(terminal: &mut Terminal, unplayed: &crate::domain::plan::Plan, why: Refusal) {
    terminal.say("");
    terminal.say(&t!("refused-plan"));
    for line in plan::steps(unplayed) {
        terminal.say(&line);
    }
    diagnostics::say(&match why {
        Refusal::NotYes => t!("refused-not-yes"),
        Refusal::NoAnswer => t!("refused-no-answer"),
    });
}

/// The real world.
#[allow(clippy::struct_excessive_bools, reason = "each tells of another thread")]
struct Terminal {
    keyboard: Keyboard,
    clock: Clock,
    stage: Option<(Stage, SessionId)>,
    settings: Settings,
    lines: Lines,
    lengths: Lengths,
    all_came: bool,
    voice_is_new: bool,
    wishes: VecDeque<Input>,
    news: Receiver<News>,
    tell: Sender<News>,
    /// Why the caution was not heard, if it was not.
    no_sound: Option<String>,
    sound_is_missed: bool,
    saving_is_missed: bool,
    /// How it is asked how strong it is, while that is asked.
    question: Option<String>,
    /// The key of what is rated.
    complaint: Option<String>,
    /// How strong it is before the session.
    before: Option<Rating>,
    /// Why nothing more can be said.
    mute: Option<io::Error>,
}

/// What sound and log tell from their threads.
enum News {
    Sound(Status),
    Log(JournalStatus),
    Voice(Told),
    Desktop(Event),
}

impl Terminal {
    fn new() -> Self {
        let (tell, news) = channel();
        Self {
            keyboard: Keyboard::take(),
            clock: Clock::start(),
            stage: None,
            settings: Settings::default(),
            lines: Lines::default(),
            lengths: Lengths::default(),
            all_came: false,
            voice_is_new: false,
            wishes: VecDeque::new(),
            news,
            tell,
            no_sound: None,
            sound_is_missed: false,
            saving_is_missed: false,
            question: None,
            complaint: None,
            before: None,
            mute: None,
        }
    }

    /// Opens all but the log: nothing is noted of a session that never begins.
    fn open_stage(&mut self, settings: &Settings, lines: &Lines) {
        self.settings = settings.clone();
        self.lines = lines.clone();
        let tell = self.tell.clone();
        let audio =
            Audio::spawn(Volumes::of(settings), settings.sound_device.clone(), move |status| {
                drop(tell.send(News::Sound(status)));
            });
        audio.breathe(settings.guidance(None).breath / 2);
        let tell = self.tell.clone();
        let voice = Voice::spawn(audio.clone(), settings.voice.clone(), move |told| {
            drop(tell.send(News::Voice(told)));
        });
        let tell = self.tell.clone();
        // A desktop that is not heard in time is heard later; nothing waits for it.
        let tell = Mutex::new(tell);
        let desktop = Desktop::spawn(move |event| {
            if let Ok(tell) = tell.lock() {
                drop(tell.send(News::Desktop(event)));
            }
        });
        let stage = Stage { audio, journal: None, voice, desktop };
        self.stage = Some((stage, new_session_id(&clock::zoned())));
    }

    fn open_journal(&mut self, dirs: &Dirs) {
        let tell = self.tell.clone();
        // Nobody listens any more once the session is over.
        let journal = Journal::begin(dirs, move |status| drop(tell.send(News::Log(status))));
        // Nobody waits for it: it copies what is damaged to quarantine, as every start does.
        read_behind(dirs, |reading| {
            if let Reading::All(_, problems) = reading {
                for problem in problems {
                    log::info!("{problem}");
                }
            }
        });
        if let Some((stage, _)) = &mut self.stage {
            stage.journal = Some(journal);
        }
        if let Some(why) = self.no_sound.take() {
            self.take_news(News::Sound(Status::NoSound { why }));
        }
    }

    fn is_before_session(&self) -> bool {
        self.stage.as_ref().is_some_and(|(stage, _)| stage.journal.is_none())
    }

    /// Has the sentences of a session made ready, and gives the voice a moment for it.
    fn prepare(&mut self, prompt: &Prompt) {
        let Some((stage, _)) = &self.stage else { return };
        let lines = &self.lines;
        let sentences =
            self.speaking(Amount::Full, |manner| speech::all_sentences(prompt, lines, manner));
        let caution =
            self.speaking(Amount::Full, |manner| speech::caution_sentences(prompt, manner));
        stage.voice.prepare(1, sentences);
        if !self.reads_aloud() {
            return;
        }
        let by = Instant::now() + if self.settings.any_key { ENGINE } else { VOICE };
        while !self.all_came && !caution.iter().all(|one| self.lengths.contains_key(one)) {
            match self.news.recv_timeout(by.saturating_duration_since(Instant::now())) {
                Ok(news) => self.take_news(news),
                Err(_) => return,
            }
        }
    }

    /// Whether the caution is read aloud.
    fn reads_aloud(&self) -> bool {
        self.settings.any_key || self.settings.amount == Amount::Full
    }

    /// Ends what is being read aloud.
    fn fall_silent(&mut self) {
        drop(self.perform(vec![Ask::Silence, Ask::CloseSound(Duration::ZERO)]));
    }

    fn speaking<T>(&self, amount: Amount, speak: impl FnOnce(&Speaking<'_>) -> T) -> T {
        let lengths = |sentence: &str| self.lengths.get(sentence).copied();
        let asks = self.question.is_some();
        speak(&Speaking { terminal: true, asks, ..Speaking::of(&self.settings, amount, &lengths) })
    }

    fn close_stage(&mut self, is_noted: bool) -> Result<(), Trouble> {
        let Some((stage, _)) = self.stage.take() else { return Ok(()) };
        let Some(journal) = &stage.journal else { return Ok(()) };
        let saved = journal.flush(SAVING);
        match (&saved, is_noted) {
            (Ok(()), true) => {
                self.say(&t!("summary-noted", folder = journal.folder().display().to_string()));
            }
            (Ok(()), false) => self.say(&t!("summary-not-noted")),
            (Err(_), _) => {}
        }
        if !stage.audio.finish(RINGING) {
            log::debug!("the last sound did not ring out");
        }
        saved.map_err(Trouble::from)
    }

    /// The terminal is as before; a reader that went away is no failure.
    fn end(self, ended: Ended) -> Result<Ended, Trouble> {
        match self.mute {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Trouble::Output(error)),
            _ => Ok(ended),
        }
    }

    fn write(&mut self, text: &str) {
        if self.mute.is_none() {
            let mut out = io::stdout().lock();
            self.mute = out.write_all(text.as_bytes()).and_then(|()| out.flush()).err();
        }
    }

    fn say_news(&mut self) {
        while let Ok(news) = self.news.try_recv() {
            self.take_news(news);
        }
    }

    fn take_news(&mut self, news: News) {
        match news {
            News::Voice(told) => {
                self.lengths = told.lengths;
                self.all_came = told.all_came;
                self.voice_is_new = true;
            }
            News::Desktop(event) => self.wishes.extend(wish(event)),
            // Where nothing has begun yet, nothing goes on in words either.
            News::Sound(Status::NoSound { why }) if self.is_before_session() => {
                self.no_sound = Some(why);
            }
            News::Sound(Status::NoSound { why }) if !self.sound_is_missed => {
                self.sound_is_missed = true;
                self.say(&t!("news-no-sound", why = why));
            }
            News::Sound(Status::Restored | Status::Sounding { .. }) if self.sound_is_missed => {
                self.sound_is_missed = false;
                self.say(&t!("news-sound"));
            }
            News::Log(JournalStatus::NotSaved(not_saved)) if !self.saving_is_missed => {
                self.saving_is_missed = true;
                self.say(&t!("news-not-saved", why = not_saved.to_string()));
            }
            News::Log(JournalStatus::Saved) if self.saving_is_missed => {
                self.saving_is_missed = false;
                self.say(&t!("news-saved"));
            }
            News::Sound(_) | News::Log(_) => {}
        }
    }
}

impl World for Terminal {
    fn now(&self) -> Moment {
        let (mono, wall) = self.clock.now();
        Moment { mono, wall }
    }

    fn say(&mut self, line: &str) {
        // A terminal that gives single keys does not go back to the left by itself.
        let end = match self.keyboard.manner() {
            Manner::Keys => "\r\n",
            Manner::Lines => "\n",
        };
        for part in paragraph(line, WIDEST) {
            self.write(&format!("{part}{end}"));
        }
    }

    fn show(&mut self, text: &str) {
        self.write(text);
    }

    fn listen(&mut self) {
        self.keyboard.listen();
    }

    fn hear(&mut self, within: Duration) -> Heard {
        self.say_news();
        // Nobody reads what is said: the session ends, and is noted.
        if self.mute.is_some() { Heard::ToldToEnd } else { self.keyboard.hear(within) }
    }

    fn perform(&mut self, asks: Vec<Ask>) -> Vec<Telling> {
        let at = Instant::now();
        match &self.stage {
            Some((stage, session)) => stage.perform(Some(session), asks, at, &clock::zoned()),
            None => Vec::new(),
        }
    }

    fn read(&mut self, prompt: &Prompt) -> Duration {
        if !self.reads_aloud() {
            return Duration::ZERO;
        }
        let lines = self.speaking(Amount::Full, |manner| speech::caution(prompt, manner));
        if !lines.is_empty() {
            drop(self.perform(reading(&lines)));
        }
        LEAD_IN + self.speaking(Amount::Full, |manner| speech::reading_time(prompt, manner))
    }

    fn guidance(&self, plan: &Plan) -> Guidance {
        let amount = self.settings.amount;
        let script = self.speaking(amount, |manner| speech::script(plan, &self.lines, manner));
        self.settings.guidance(script.map(Arc::new))
    }

    fn voice_is_new(&mut self) -> bool {
        std::mem::take(&mut self.voice_is_new)
    }

    fn change_amount(&mut self) -> Amount {
        self.settings.amount = self.settings.amount.next();
        self.settings.amount
    }

    fn any_key(&self) -> bool {
        self.settings.any_key
    }

    fn question(&self) -> Option<String> {
        self.question.clone()
    }

    fn ask_no_more(&mut self) {
        self.question = None;
    }

    fn rated(&mut self, rating: Rating, aloud: bool) {
        self.before = Some(rating);
        if aloud && (self.settings.any_key || self.settings.amount != Amount::Chimes) {
            let lines = self.speaking(Amount::Full, |manner| speech::rated(rating, manner));
            if !lines.is_empty() {
                drop(self.perform(reading(&lines)));
            }
        }
    }

    fn before(&self) -> (Option<String>, Option<Rating>) {
        (self.complaint.clone(), self.before)
    }

    fn wish(&mut self) -> Option<Input> {
        self.wishes.pop_front()
    }
}
