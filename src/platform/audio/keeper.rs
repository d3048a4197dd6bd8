//! Keeps the sound of a session going: what to open, what to play, what to do when it is lost.
//!
//! A plain state machine. Time is handed in and devices stand behind a trait, so that tests play
//! through losses and returns without either.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::Status;
use super::clip::Clips;
use super::clock;
use super::command::Command;
use super::levels::Levels;
use super::line::{Devices, Line, Stream as _};
use super::programme::{Armed, Programme};
use super::spoken::Spoken;
use super::timeline::{Control, frames_in};
use super::watch::{LOOK, Patience, Verdict};
use crate::domain::sound::{Cue, Scheduled, Sound};
use crate::platform::voice::Clip;

/// What sounds may go on for so long after the session.
const RINGING: Duration = Duration::from_secs(5);

/// A sound due within this time of the session's end is still played: the stream runs behind the
/// clock by less.
const LAST: Duration = Duration::from_millis(300);

/// How long a stream stays open after the last sound, for what its device has not played yet.
const TAIL: Duration = Duration::from_millis(300);

/// Silence between "sound is back" and a sound that comes late.
const PAUSE: Duration = Duration::from_millis(250);

/// The state machine of the audio thread.
pub struct Keeper<D: Devices> {
    devices: D,
    levels: Arc<Levels>,
    report: Box<dyn FnMut(Status) + Send>,
    told: Status,
    wanted: Option<String>,
    session: bool,
    programme: Option<Programme>,
    /// Sounds that earlier programmes have played or still play, with the moments they were due.
    handled: Vec<(Instant, Cue)>,
    /// A vital sound that nobody heard, of a programme that has been replaced since.
    swallowed: Option<Sound>,
    line: Option<Line<D::Stream>>,
    clips: Option<Clips>,
    /// Sentences that came before there was a device to know their rate.
    early: Spoken,
    /// Half a breath of the breath guide, once that has been said.
    half: Option<Duration>,
    /// The person has been told that there is no sound.
    lost: bool,
    /// The programme was taken from a stream in the middle.
    torn: bool,
    patience: Patience,
    retry_at: Option<Instant>,
    quiet_by: Option<Instant>,
    /// By when the session is over, once it has been said that it will be.
    closing: Option<Instant>,
    waiting: Vec<Sender<()>>,
}

impl<D: Devices> Keeper<D> {
    /// A keeper with nothing open.
    pub fn new(
        devices: D,
        wanted: Option<String>,
        levels: Arc<Levels>,
        report: Box<dyn FnMut(Status) + Send>,
    ) -> Self {
        Self {
            devices,
            levels,
            report,
            told: Status::Closed,
            wanted,
            session: false,
            programme: None,
            handled: Vec::new(),
            swallowed: None,
            line: None,
            clips: None,
            early: Spoken::default(),
            half: None,
            lost: false,
            torn: false,
            patience: Patience::default(),
            retry_at: None,
            quiet_by: None,
            closing: None,
            waiting: Vec::new(),
        }
    }

    /// How long the thread may sleep; `None` until the next command.
    pub fn wait(&self, now: Instant) -> Option<Duration> {
        if self.line.is_some() {
            return Some(LOOK);
        }
        let next = self.retry_at.into_iter().chain(self.closing).min();
        next.map(|at| at.saturating_duration_since(now))
    }

    /// Does what is asked.
    pub fn obey(&mut self, command: Command, now: Instant) {
        match command {
            Command::Open => {
                self.session = true;
                self.closing = None;
                if self.line.is_none() {
                    self.try_open(now);
                }
            }
            Command::Close(within) => self.close_within(within, now),
            Command::Spoken(sentences) => self.learn(sentences, now),
            Command::Keep(sentences) => {
                self.spoken().keep(&sentences);
            }
            Command::Schedule(asked, from, cues) => self.schedule(asked, from, cues, now),
            Command::Play(sound) => self.play(sound, now),
            Command::Silence => self.silence(),
            Command::Hush => self.each_timeline(Control::hush),
            Command::Breathe(half) => {
                self.half = Some(half);
                self.clips.iter_mut().for_each(|clips| clips.breathe(half));
            }
            Command::Device(device) => self.change_device(device, now),
            Command::WhenClosed(sender) => {
                self.waiting.push(sender);
                self.tell_waiting();
            }
        }
    }

    /// Looks after the stream; to be called after every wait.
    pub fn look(&mut self, now: Instant) {
        if self.is_to_close(now) {
            self.close(now);
        }
        let Some(line) = &mut self.line else {
            if self.retry_at.is_some_and(|at| now >= at) {
                self.try_open(now);
            }
            return;
        };
        let frames = line.stream.frames();
        match line.watchdog.look(now, frames, line.stream.troubled()) {
            Verdict::Moving => line.stream.calm(),
            Verdict::Still => {}
            Verdict::Lost => return self.lose(now),
        }
        line.live.retain(|control| !control.ended());
        if frames > 0 {
            line.clock.look(now, frames);
            if line.moved {
                self.follow_clock(now);
            } else {
                line.moved = true;
                self.begin(now);
            }
        }
        if !self.session {
            self.close_when_quiet(now);
        }
    }

    /// Fades what rings; the caller gives it a moment and then drops the keeper.
    pub fn leave(&mut self) -> bool {
        self.silence();
        self.line.is_some()
    }

    fn tell(&mut self, status: Status) {
        if status != self.told {
            if status != Status::Restored {
                self.told = status.clone();
            }
            (self.report)(status);
        }
    }

    fn tell_waiting(&mut self) {
        if self.line.is_none() && !self.session {
            for sender in self.waiting.drain(..) {
                let _ = sender.send(()); // whoever waited may have given up
            }
        }
    }

    fn try_open(&mut self, now: Instant) {
        self.retry_at = None;
        match self.devices.open(self.wanted.as_deref()) {
            Ok(stream) => {
                let rate = stream.rate();
                if self.clips.as_ref().map(Clips::rate) != Some(rate) {
                    let mut clips = Clips::at(rate);
                    self.half.into_iter().for_each(|half| clips.breathe(half));
                    clips.take_spoken(std::mem::take(self.spoken()));
                    self.clips = Some(clips);
                }
                self.line = Some(Line::new(stream, now));
            }
            Err(why) => self.no_sound(why, now),
        }
    }

    fn no_sound(&mut self, why: String, now: Instant) {
        self.lost = self.session;
        self.retry_at = self.session.then(|| now + self.patience.wait());
        self.tell(Status::NoSound { why });
        self.tell_waiting();
    }

    /// The stream has moved for the first time.
    fn begin(&mut self, now: Instant) {
        self.patience.reset();
        let back = std::mem::take(&mut self.lost);
        if back {
            self.tell(Status::Restored);
        }
        if let Some(line) = &self.line {
            let device = line.stream.device().to_owned();
            self.tell(Status::Sounding { device });
        }
        let torn = std::mem::take(&mut self.torn);
        self.arm(now, back || torn, back);
    }

    fn lose(&mut self, now: Instant) {
        self.drop_line();
        let why = "The sound device has stopped answering. It is tried again by itself; \
                   check that it is plugged in and switched on.";
        self.no_sound(why.to_owned(), now);
    }

    fn drop_line(&mut self) {
        let Some(line) = self.line.take() else {
            return;
        };
        self.handled.clear();
        if let Some(programme) = &mut self.programme {
            let late = frames_in(Programme::LATE, line.stream.rate());
            programme.disarm(line.stream.frames().saturating_sub(late));
            self.torn = true;
        }
    }

    fn change_device(&mut self, device: Option<String>, now: Instant) {
        if device == self.wanted {
            return;
        }
        self.wanted = device;
        self.patience.reset();
        let open = self.line.is_some();
        self.drop_line();
        if self.session {
            self.try_open(now);
        } else if open {
            self.shut();
        }
    }

    /// Closes when everything has been heard, or that time is over. Until then a sentence that is not here yet
    /// may still come, and the device may still be waking up.
    fn close_within(&mut self, within: Duration, now: Instant) {
        if within.is_zero() || self.line.is_none() || self.programme.is_none() {
            self.close(now);
        } else {
            self.closing = Some(now + within);
        }
    }

    fn is_to_close(&self, now: Instant) -> bool {
        let heard = || self.programme.as_ref().is_none_or(|programme| programme.is_over(now));
        self.closing.is_some_and(|by| now >= by || heard())
    }

    fn close(&mut self, now: Instant) {
        self.closing = None;
        self.session = false;
        self.retry_at = None;
        self.lost = false;
        self.swallowed = None;
        self.quiet_by = Some(now + RINGING);
        let programme = self.programme.take();
        if let (Some(line), Some(armed)) = (&self.line, programme.and_then(|it| it.armed)) {
            let last = line.clock.frame(now, LAST);
            armed.control.nothing_after(last);
        }
        if self.line.is_none() {
            self.shut();
        }
    }

    fn close_when_quiet(&mut self, now: Instant) {
        let Some(line) = &mut self.line else {
            return;
        };
        if !line.live.is_empty() {
            line.quiet_since = None;
        }
        let quiet = line.live.is_empty() && *line.quiet_since.get_or_insert(now) + TAIL <= now;
        if quiet || self.quiet_by.is_none_or(|by| now >= by) {
            self.shut();
        }
    }

    fn shut(&mut self) {
        self.drop_line();
        self.tell(Status::Closed);
        self.tell_waiting();
    }

    fn play(&mut self, sound: Sound, now: Instant) {
        if self.line.is_none() && !self.session {
            self.try_open(now);
        }
        self.add(&[(sound, 0)]);
        self.quiet_by = Some(now + RINGING);
    }

    /// Adds sounds at frames of the stream, frame 0 standing for "at once".
    fn add(&mut self, sounds: &[(Sound, u64)]) {
        let (Some(line), Some(clips)) = (&mut self.line, &self.clips) else {
            return;
        };
        let cues = sounds.iter().map(|(sound, frame)| clips.cue(*sound, *frame));
        let _ = line.play(cues.collect(), &self.levels);
    }

    fn spoken(&mut self) -> &mut Spoken {
        match &mut self.clips {
            Some(clips) => clips.spoken(),
            None => &mut self.early,
        }
    }

    /// Takes sentences in. Those that are scheduled already are armed now.
    fn learn(&mut self, sentences: Vec<(Arc<str>, Clip)>, now: Instant) {
        let mut new = Vec::new();
        for (sentence, clip) in sentences {
            if self.spoken().learn(Arc::clone(&sentence), clip) {
                new.push(sentence);
            }
        }
        let awaited = self.programme.as_ref().is_some_and(|programme| {
            let armed = programme.armed.is_some();
            let says = |one: &Scheduled| matches!(&one.cue, Cue::Say(said) if new.contains(said));
            armed && programme.cues.iter().any(says)
        });
        if awaited && let Some(programme) = &self.programme {
            let (from, cues) = (programme.from, programme.cues.clone());
            self.schedule(now, from, cues, now);
        }
    }

    fn silence(&mut self) {
        self.programme = None;
        self.handled.clear();
        self.swallowed = None;
        self.each_timeline(Control::stop);
    }

    fn each_timeline(&self, tell: fn(&Control)) {
        let lines = self.line.iter();
        lines.flat_map(|line| &line.live).for_each(|control| tell(control));
    }

    fn schedule(&mut self, asked: Instant, from: Instant, cues: Vec<Scheduled>, now: Instant) {
        let mut waiting_since = asked;
        if let Some(old) = self.programme.take() {
            match (&self.line, &old.armed) {
                (Some(line), Some(armed)) => {
                    // Sounds due by now belong to the old programme, and keep their frames.
                    let made = line.stream.frames();
                    let last = line.clock.frame(asked, Duration::ZERO).max(made);
                    armed.control.nothing_after(last);
                    self.handled.retain(|(due, _)| *due + RINGING > asked);
                    self.handled.extend(old.due_by_frame(last, &line.clock));
                }
                // The device is still waking up: what was asked for then is not too old now.
                (Some(_), None) if !self.lost && !self.torn => waiting_since = old.asked,
                _ => self.swallowed = old.swallowed(asked).or(self.swallowed),
            }
        }
        self.programme = Some(Programme::new(waiting_since, from, cues));
        self.torn = false;
        if self.line.as_ref().is_some_and(|line| line.moved) {
            self.arm(now, false, false);
        }
    }

    /// Gives the programme's sounds their frames and plays them. `after_gap` if some may have been
    /// missed, `back` if the person is to hear that sound is back.
    fn arm(&mut self, now: Instant, after_gap: bool, back: bool) {
        let (Some(line), Some(clips)) = (&mut self.line, &self.clips) else {
            return;
        };
        let made = line.stream.frames();
        let mut missed = if after_gap { self.swallowed.take() } else { None };
        if let Some(programme) = &mut self.programme {
            let asked = (!after_gap).then_some((programme.asked, made));
            line.clock.lay_anchor(asked);
            let playable = programme.playable(now, after_gap, &self.handled);
            let cues = playable.iter().filter_map(|place| programme.cues.get(*place));
            let cues = cues.map(|cue| {
                let frame = line.clock.frame(programme.from, cue.after);
                clips.heard(&cue.cue, frame)
            });
            // A sentence that is not here yet keeps its place: it is played if it comes in time.
            let cues: Vec<Option<_>> = cues.collect();
            let places = playable.into_iter().zip(&cues).filter(|(_, cue)| cue.is_some());
            let playable: Vec<usize> = places.map(|(place, _)| place).collect();
            let cues: Vec<_> = cues.into_iter().flatten().collect();
            let frames = cues.iter().map(|cue| cue.frame).collect();
            let control = line.play(cues, &self.levels);
            if after_gap && let Some(late) = now.checked_sub(Programme::LATE) {
                missed = programme.swallowed(late).or(missed);
            }
            programme.armed = Some(Armed { control, places: playable, frames });
        }
        let mut sounds = Vec::new();
        let mut frame = 0;
        if back {
            sounds.push((Sound::Back, 0));
            let length = clips.of(Sound::Back).len() as u64;
            frame = made + length + frames_in(PAUSE, line.stream.rate());
        }
        sounds.extend(missed.map(|sound| (sound, frame)));
        if !sounds.is_empty() {
            self.add(&sounds);
        }
    }

    /// Moves the programme back onto the clock, in a silence, when the stream has gone astray, and says by how
    /// much: whoever compares what was played with what was planned has to know.
    fn follow_clock(&mut self, now: Instant) {
        let (Some(line), Some(programme)) = (&mut self.line, &mut self.programme) else {
            return;
        };
        let made = line.stream.frames();
        let silent_to = made + frames_in(Programme::LATE * 2, line.stream.rate());
        let Some(armed) = &programme.armed else {
            return;
        };
        if line.clock.astray() && armed.silent_until(silent_to) {
            let (from, after) = (programme.from, now.saturating_duration_since(programme.from));
            let old = line.clock.frame(from, after);
            armed.control.nothing_after(0);
            programme.disarm(made);
            line.clock.lift_anchor();
            self.arm(now, true, false);
            if let Some(line) = &self.line {
                let new = line.clock.frame(from, after);
                log::info!("{}", clock::put_right(old, new, line.stream.rate()));
            }
        }
    }
}

#[cfg(test)]
mod tests;
