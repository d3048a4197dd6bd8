//! The conductor: leads one session and says, as values, what it asks of the world.
//!
//! The window and the terminal hand it the same inputs and perform the same asks, so they cannot
//! differ in what a session does, sounds or notes.

use std::sync::Arc;
use std::time::Duration;

mod around;
mod asks;
mod rating;
mod standing;

pub use asks::{Ask, Input, Moment, Showing, Standstill, Telling, reading};

use super::caution::Cleared;
use super::history::{Change, Note, Occasion, Outcome, PressEnd, Said, StopReason};
use super::plan::{Phase, Plan};
use super::run::{Event, Guidance, Happening, Run, State, Unchanged};
use super::sound::{Scheduled, Sound};
use standing::{standing, standing_still};

use super::speech::{AFTER_CUE, GAP, Line, Script, length_of, one_after_another};

/// A wall clock that ran this much further than the monotonic one tells of sleep.
pub const SLEPT: Duration = Duration::from_secs(5);
/// How often a press that goes on is noted, so that a crash loses little.
pub const NOTE_EVERY: Duration = Duration::from_secs(30);
/// Two presses of the elbow within this time are a double press: stop.
pub const DOUBLE_PRESS: Duration = Duration::from_millis(600);
/// After a stop by the elbow nothing counts before the key has been at rest for so long.
pub const AT_REST: Duration = Duration::from_millis(1500);

/// Leads one session.
#[derive(Debug, Clone)]
pub struct Conductor {
    run: Run,
    occasion: Occasion,
    /// What the person has said of it, as it stands in the log.
    said: Said,
    /// What was said before it began; it is noted with its beginning.
    said_before: Change,
    /// The key of the complaint that is rated.
    complaint: Option<String>,
    last: Moment,
    standstill: Standstill,
    /// Whether the log knows of the session: it begins with the first timed step.
    noted: bool,
    /// Pressed time of each press at its last note.
    noted_pressed: Vec<Duration>,
    over: Option<Outcome>,
    awake: bool,
    /// What was shown last: the step, its length, and whether time counts.
    shown: Option<(usize, Option<Duration>, bool)>,
    /// When the elbow came down last, by the monotonic clock.
    elbow: Option<Duration>,
    /// The elbow has stopped the session, and has not been at rest since.
    hammered: bool,
    /// The point whose sentences, with those of the next, are at hand.
    at_hand: Option<usize>,
}

impl Conductor {
    /// Begins a session, played for that.
    #[must_use]
    pub fn begin(
        cleared: Cleared<Plan>,
        guidance: Guidance,
        occasion: Occasion,
        now: Moment,
    ) -> (Self, Vec<Ask>) {
        let (run, happenings) = Run::begin(cleared, guidance);
        let mut conductor = Self {
            run,
            occasion,
            said: Said::default(),
            said_before: Change::default(),
            complaint: None,
            last: now,
            standstill: Standstill::Paused,
            noted: false,
            noted_pressed: Vec::new(),
            over: None,
            awake: false,
            shown: None,
            elbow: None,
            hammered: false,
            at_hand: None,
        };
        conductor.noted_pressed = vec![Duration::ZERO; conductor.run.tallies().len()];
        let mut asks = vec![Ask::OpenSound];
        conductor.follow(&happenings, &mut asks);
        conductor.reschedule(&happenings, &mut asks);
        conductor.tell_desktop(false, &mut asks);
        (conductor, asks)
    }

    /// The run, to be shown.
    #[must_use]
    pub const fn run(&self) -> &Run {
        &self.run
    }

    /// Why it stands still, if it does.
    #[must_use]
    pub fn standstill(&self) -> Option<Standstill> {
        (self.run.state() == State::Paused).then_some(self.standstill)
    }

    /// How it ended, once it has.
    #[must_use]
    pub const fn outcome(&self) -> Option<Outcome> {
        self.over
    }

    /// Time passes. What sounds has been scheduled before, so a late tick changes nothing that is heard.
    pub fn tick(&mut self, now: Moment) -> Vec<Ask> {
        let mut asks = self.pass(now);
        self.tell_desktop(false, &mut asks);
        asks
    }

    /// Other guidance from now on: more is said, or less, or at another pace.
    pub fn guide(&mut self, guidance: Guidance, now: Moment) -> Vec<Ask> {
        let mut asks = self.pass(now);
        if self.over.is_none() {
            if amount(guidance.script.as_ref()) != amount(self.script()) {
                asks.push(Ask::Hush);
            }
            self.run.guide(guidance);
            self.have_at_hand(&mut asks);
            // What is said while it stands still has been scheduled already.
            if matches!(self.run.state(), State::Going | State::CountIn { .. }) {
                self.reschedule(&[], &mut asks);
            }
        }
        asks
    }

    fn pass(&mut self, now: Moment) -> Vec<Ask> {
        let mut asks = Vec::new();
        let passed = now.mono.saturating_sub(self.last.mono);
        let by_wall =
            Duration::try_from(now.wall.duration_since(self.last.wall)).unwrap_or_default();
        self.last = now;
        let happenings = self.run.advance(passed);
        self.follow(&happenings, &mut asks);
        let slept = by_wall.saturating_sub(passed) > SLEPT;
        if slept
            && matches!(self.run.state(), State::Going | State::CountIn { .. })
            && self.run.length().is_some()
        {
            self.stand_still(Standstill::Slept, &mut asks);
            asks.push(Ask::Tell(Telling::Slept));
        }
        self.note_progress(&mut asks);
        asks
    }

    /// A person does something; time up to now passes first.
    pub fn input(&mut self, input: Input, now: Moment) -> Vec<Ask> {
        let mut asks = self.pass(now);
        if self.over.is_none() {
            let input = if input == Input::Elbow { self.elbow(now) } else { Some(input) };
            if let Some(input) = input {
                self.take(input, &mut asks);
            }
        }
        self.tell_desktop(true, &mut asks);
        asks
    }

    /// What a press of the elbow means. Whoever hits the key again and again because it hurts has stopped, and stays
    /// stopped: after a stop no press counts before the key has been at rest for a while.
    fn elbow(&mut self, now: Moment) -> Option<Input> {
        let before = self.elbow.replace(now.mono);
        let since = before.map(|before| now.mono.saturating_sub(before));
        let stopped = self.run.state() == State::Stopped;
        if stopped && self.hammered && since.is_some_and(|since| since < AT_REST) {
            return None;
        }
        self.hammered = false;
        let double = since.is_some_and(|since| since <= DOUBLE_PRESS);
        if double {
            self.hammered = !stopped;
            if stopped {
                // A third press begins anew.
                self.elbow = None;
            }
        }
        Some(match (stopped, double) {
            (false, false) => Input::Big,
            (false, true) => Input::Stop,
            (true, false) => Input::Again,
            (true, true) => Input::Slip,
        })
    }

    fn take(&mut self, input: Input, asks: &mut Vec<Ask>) {
        match input {
            Input::Big => match self.run.state() {
                State::Going if self.run.step().phase == Phase::Find => self.take(Input::Go, asks),
                State::Going | State::CountIn { .. } => self.take(Input::Pause, asks),
                State::Paused | State::Stopped | State::Over => self.take(Input::Go, asks),
            },
            Input::Pause => {
                if matches!(self.run.state(), State::Going | State::CountIn { .. }) {
                    self.stand_still(Standstill::Paused, asks);
                    asks.push(Ask::Tell(Telling::Paused));
                }
            }
            Input::Go => match self.run.state() {
                State::Going if self.run.step().phase == Phase::Find => {
                    self.steer(Run::proceed, asks);
                }
                State::Paused => self.go_on(asks),
                State::Going | State::CountIn { .. } | State::Stopped | State::Over => {}
            },
            Input::Again => self.again(asks),
            Input::Proceed if self.run.state() == State::Paused => self.go_on(asks),
            Input::Proceed => self.steer(Run::proceed, asks),
            Input::Skip => self.steer(Run::skip, asks),
            Input::Back => self.go_back(Run::back, asks),
            Input::OnceMore => self.go_back(Run::once_more, asks),
            Input::Longer => self.adjust(Run::longer, asks),
            Input::Shorter => self.adjust(Run::shorter, asks),
            Input::Stop => self.stop(asks),
            Input::Slip if self.run.state() == State::Stopped => self.go_on(asks),
            Input::StopStands(reason) if self.run.state() == State::Stopped => {
                self.finish(Outcome::Stopped, Some(reason), asks);
            }
            Input::Leave => {
                if self.run.state() != State::Stopped {
                    self.stand_still(Standstill::Leaving, asks);
                }
            }
            Input::Stay if self.standstill == Standstill::Leaving => {
                self.standstill = Standstill::Paused;
                self.again(asks);
            }
            Input::LeaveNow if self.run.state() == State::Stopped => {
                self.finish(Outcome::Stopped, Some(StopReason::Unsaid), asks);
            }
            Input::LeaveNow => self.finish(Outcome::Left, None, asks),
            Input::Slip | Input::StopStands(_) | Input::Stay | Input::Elbow => {}
        }
    }

    fn steer(&mut self, act: fn(&mut Run) -> Vec<Happening>, asks: &mut Vec<Ask>) {
        if self.run.state() == State::Stopped {
            return;
        }
        let happenings = act(&mut self.run);
        asks.push(Ask::Hush);
        // Scheduled first: what follows may close the sound, which lets end what is scheduled by then.
        self.reschedule(&happenings, asks);
        self.follow(&happenings, asks);
    }

    /// What has been pressed until now is noted first: the press may not be come to again.
    fn go_back(&mut self, act: fn(&mut Run) -> Vec<Happening>, asks: &mut Vec<Ask>) {
        if self.run.state() != State::Stopped {
            self.note_press(PressEnd::GoesOn, asks);
        }
        self.steer(act, asks);
    }

    /// Says again what is to be done: the step, or why the session stands still.
    fn again(&mut self, asks: &mut Vec<Ask>) {
        match self.run.state() {
            State::Going => {
                self.run.again();
                asks.push(Ask::Hush);
                self.reschedule(&[], asks);
            }
            State::Stopped => speak(self.stop_lines(), asks),
            State::Paused => {
                let lines = self.script().map(|script| standing(script, self.standstill));
                speak(lines, asks);
            }
            State::CountIn { .. } | State::Over => {}
        }
    }

    fn adjust(&mut self, act: fn(&mut Run) -> Result<Duration, Unchanged>, asks: &mut Vec<Ask>) {
        let answer = act(&mut self.run);
        let lines = self.script().map(|script| match answer {
            Ok(length) => {
                let said = script.lengths.iter().find(|(known, _)| *known == length);
                said.map(|(_, line)| line.clone()).into_iter().collect()
            }
            Err(Unchanged::AtMost) => script.at_most.clone(),
            Err(Unchanged::NearEnd) => script.near_end.clone(),
            Err(Unchanged::NotPressing) => Vec::new(),
        });
        if self.run.state() == State::Paused {
            // What a pause has cut off waits for going on.
            speak(lines.as_deref(), asks);
        } else {
            if let Some(lines) = lines.filter(|lines| !lines.is_empty()) {
                self.run.say_now(&lines);
                asks.push(Ask::Hush);
            }
            self.reschedule(&[], asks);
        }
        asks.push(Ask::Tell(match answer {
            Ok(length) => Telling::Length(length),
            Err(why) => Telling::Unchanged(why),
        }));
    }

    fn go_on(&mut self, asks: &mut Vec<Ask>) {
        self.standstill = Standstill::Paused;
        let happenings = self.run.go_on();
        asks.push(Ask::Tell(Telling::GoingOn));
        asks.push(Ask::Tell(Telling::Cue(Sound::CountIn)));
        asks.push(Ask::Hush);
        self.reschedule(&happenings, asks);
    }

    fn stand_still(&mut self, why: Standstill, asks: &mut Vec<Ask>) {
        let before = std::mem::replace(&mut self.standstill, why);
        let was_going = self.run.state() != State::Paused;
        self.run.pause();
        if was_going {
            asks.push(Ask::Silence);
            let lines = self.script().map(|script| standing(script, why));
            asks.push(Ask::Schedule(standing_still(Some(Sound::Pause), lines)));
            asks.push(Ask::Tell(Telling::Cue(Sound::Pause)));
            self.note_press(PressEnd::GoesOn, asks);
        } else if before != why {
            self.again(asks);
        }
    }

    fn stop(&mut self, asks: &mut Vec<Ask>) {
        if matches!(self.run.state(), State::Stopped | State::Over) {
            return;
        }
        let happenings = self.run.stop();
        asks.push(Ask::Silence);
        asks.push(Ask::Schedule(standing_still(Some(Sound::Release), self.stop_lines())));
        asks.push(Ask::Tell(Telling::Cue(Sound::Release)));
        self.follow(&happenings, asks);
        asks.push(Ask::Tell(Telling::Stopped));
    }

    fn script(&self) -> Option<&Arc<Script>> {
        self.run.guidance().script.as_ref()
    }

    /// What is said after a stop of the point in hand.
    fn stop_lines(&self) -> Option<&[Line]> {
        let lines = self.script()?.stopped.get(self.run.in_hand())?;
        Some(lines)
    }

    /// Everything to come, with what happened just now at its beginning.
    fn reschedule(&self, happenings: &[Happening], asks: &mut Vec<Ask>) {
        let now = happenings.iter().filter_map(|happening| {
            let after = happening.at.saturating_sub(self.run.time());
            Some(Scheduled { after, cue: happening.cue()? })
        });
        match self.run.state() {
            // The cue of a step that was gone to in a pause would say that time counts.
            State::Paused | State::Stopped => {
                asks.push(Ask::Schedule(standing_still(None, None)));
            }
            State::Going | State::CountIn { .. } | State::Over => {
                asks.push(Ask::Schedule(now.chain(self.run.upcoming()).collect()));
            }
        }
    }

    fn follow(&mut self, happenings: &[Happening], asks: &mut Vec<Ask>) {
        for happening in happenings {
            match happening.event {
                Event::Sound(
                    Sound::Beat | Sound::BreathIn | Sound::BreathOut | Sound::Rise | Sound::Fall,
                )
                | Event::Say(_) => {}
                Event::Sound(sound) => asks.push(Ask::Tell(Telling::Cue(sound))),
                Event::Began(step) => {
                    let point = Some(self.run.press().point);
                    if self.at_hand != point {
                        self.at_hand = point;
                        self.have_at_hand(asks);
                    }
                    let phase = self.run.plan().steps()[step].phase;
                    if phase != Phase::Find && !self.noted {
                        self.noted = true;
                        let presses = self.run.plan().planned_presses();
                        asks.push(Ask::Note(self.occasion.started(presses)));
                        self.note_what_was_said(asks);
                    }
                    asks.push(Ask::Tell(Telling::Began(step)));
                }
                Event::PressEnded(index, end) => {
                    let pressed = self.run.tallies()[index].pressed;
                    self.noted_pressed[index] = pressed;
                    asks.push(Ask::Note(Note::Press { index, pressed, end }));
                }
                Event::Finished => self.finish(self.run.outcome(), None, asks),
            }
        }
    }

    fn note_progress(&mut self, asks: &mut Vec<Ask>) {
        let step = self.run.step();
        let pressed = self.run.tallies()[step.press].pressed;
        if step.phase == Phase::Press
            && pressed.saturating_sub(self.noted_pressed[step.press]) >= NOTE_EVERY
        {
            self.note_press(PressEnd::GoesOn, asks);
        }
    }

    fn note_press(&mut self, end: PressEnd, asks: &mut Vec<Ask>) {
        let step = self.run.step();
        let pressed = self.run.tallies()[step.press].pressed;
        if step.phase == Phase::Press
            && self.noted
            && self.over.is_none()
            && pressed > self.noted_pressed[step.press]
        {
            self.noted_pressed[step.press] = pressed;
            asks.push(Ask::Note(Note::Press { index: step.press, pressed, end }));
        }
    }

    fn finish(&mut self, outcome: Outcome, reason: Option<StopReason>, asks: &mut Vec<Ask>) {
        if self.over.is_some() {
            return;
        }
        let last_words = match outcome {
            Outcome::Left | Outcome::Stopped | Outcome::Interrupted => {
                if outcome == Outcome::Left {
                    self.note_press(PressEnd::GoesOn, asks);
                }
                asks.push(Ask::Silence);
                let left = self.script().map(|script| script.left.clone()).unwrap_or_default();
                let words: Vec<Line> = left.into_iter().chain(self.run.question()).collect();
                asks.push(Ask::Schedule(one_after_another(&words, GAP, false)));
                words
            }
            Outcome::Done | Outcome::Released | Outcome::Partial => self.run.end_lines(),
        };
        self.run.end();
        self.over = Some(outcome);
        if self.noted {
            asks.push(Ask::Note(Note::Ended { outcome, reason }));
        }
        let tail = if last_words.is_empty() {
            Duration::ZERO
        } else {
            // A sentence that is being said when the last step ends is let finish first.
            length_of(&last_words) + AFTER_CUE + LAST_SENTENCE
        };
        asks.push(Ask::CloseSound(tail));
        if self.script().is_some() {
            // What is being said has been handed out; the rest of the sentences need not be kept.
            asks.push(Ask::Voice(Vec::new()));
        }
        asks.push(Ask::Tell(Telling::Over(outcome)));
    }
}

/// No sentence that is being said when the last step ends goes on for longer.
const LAST_SENTENCE: Duration = Duration::from_secs(5);

/// Says such sentences while the session stands still, in place of what is being said.
fn speak(lines: Option<&[Line]>, asks: &mut Vec<Ask>) {
    asks.push(Ask::Hush);
    asks.push(Ask::Schedule(standing_still(None, lines)));
}

fn amount(script: Option<&Arc<Script>>) -> Option<super::speech::Amount> {
    script.map(|script| script.amount)
}

#[cfg(test)]
mod tests;
