//! The conductor: leads one session and says, as values, what it asks of the world.
//!
//! The window and the terminal hand it the same inputs and perform the same asks, so they cannot
//! differ in what a session does, sounds or notes.

use std::time::Duration;

use jiff::Timestamp;

use super::caution::Cleared;
use super::history::{Note, Outcome, PressEnd, StopReason};
use super::plan::{Phase, Plan};
use super::run::{Event, Happening, Run, State, Unchanged};
use super::sound::{Scheduled, Sound};

/// A moment, by both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The monotonic clock, counted from any fixed beginning.
    pub mono: Duration,
    /// The wall clock.
    pub wall: Timestamp,
}

/// A wall clock that ran this much further than the monotonic one tells of sleep.
pub const SLEPT: Duration = Duration::from_secs(5);
/// How often a press that goes on is noted, so that a crash loses little.
pub const NOTE_EVERY: Duration = Duration::from_secs(30);

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// The big key: pause or go on; while finding, the point is found.
    Big,
    /// Go on: the point is found, the press let go, the hands have changed.
    Proceed,
    /// To the next step.
    Skip,
    /// To the beginning of the step, or the one before.
    Back,
    /// Fifteen seconds more.
    Longer,
    /// Fifteen seconds less.
    Shorter,
    /// Stop, it is too much.
    Stop,
    /// The stop was a slip.
    Slip,
    /// The stop stands, for that reason.
    StopStands(StopReason),
    /// Wants to leave: a pause first.
    Leave,
    /// Does not leave.
    Stay,
    /// Leaves.
    LeaveNow,
}

/// What a session asks of the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// A session begins: keep the sound device open.
    OpenSound,
    /// These are all sounds to come, counted from the moment of this answer; forget any others.
    Schedule(Vec<Scheduled>),
    /// Fade what rings.
    Silence,
    /// The session is over: let what rings end, then close the sound device.
    CloseSound,
    /// Note this in the log.
    Note(Note),
    /// Tell the person, where telling is by words.
    Tell(Telling),
}

/// What can be told in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// A step began; its place in the plan.
    Began(usize),
    /// A cue sounded that has words of its own.
    Cue(Sound),
    /// The session pauses.
    Paused,
    /// The machine slept; the session pauses.
    Slept,
    /// Counting in.
    GoingOn,
    /// Stopped because it was too much.
    Stopped,
    /// The press is as long as this now, in all.
    Length(Duration),
    /// The length stays as it is.
    Unchanged(Unchanged),
    /// The session is over.
    Over(Outcome),
}

/// Why the session stands still, as far as the person should be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standstill {
    /// The person paused.
    Paused,
    /// The machine slept.
    Slept,
    /// Asked whether to leave.
    Leaving,
}

/// Leads one session.
#[derive(Debug, Clone)]
pub struct Conductor {
    run: Run,
    last: Moment,
    standstill: Standstill,
    /// Whether the log knows of the session: it begins with the first timed step.
    noted: bool,
    /// Pressed time of each press at its last note.
    noted_pressed: Vec<Duration>,
    over: Option<Outcome>,
}

impl Conductor {
    /// Begins a session.
    #[must_use]
    pub fn begin(cleared: Cleared<Plan>, now: Moment) -> (Self, Vec<Ask>) {
        let (run, happenings) = Run::begin(cleared);
        let mut conductor = Self {
            run,
            last: now,
            standstill: Standstill::Paused,
            noted: false,
            noted_pressed: Vec::new(),
            over: None,
        };
        conductor.noted_pressed = vec![Duration::ZERO; conductor.run.tallies().len()];
        let mut asks = vec![Ask::OpenSound];
        conductor.follow(&happenings, &mut asks);
        conductor.reschedule(&happenings, &mut asks);
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
        let mut asks = self.tick(now);
        if self.over.is_some() {
            return asks;
        }
        match input {
            Input::Big => match self.run.state() {
                State::Going if self.run.step().phase == Phase::Find => {
                    self.steer(Run::proceed, &mut asks);
                }
                State::Going | State::CountIn { .. } => {
                    self.stand_still(Standstill::Paused, &mut asks);
                    asks.push(Ask::Tell(Telling::Paused));
                }
                State::Paused => self.go_on(&mut asks),
                State::Stopped | State::Over => {}
            },
            Input::Proceed if self.run.state() == State::Paused => self.go_on(&mut asks),
            Input::Proceed => self.steer(Run::proceed, &mut asks),
            Input::Skip => self.steer(Run::skip, &mut asks),
            Input::Back => self.steer(Run::back, &mut asks),
            Input::Longer => self.adjust(Run::longer, &mut asks),
            Input::Shorter => self.adjust(Run::shorter, &mut asks),
            Input::Stop => self.stop(&mut asks),
            Input::Slip if self.run.state() == State::Stopped => self.go_on(&mut asks),
            Input::StopStands(reason) if self.run.state() == State::Stopped => {
                self.finish(Outcome::Stopped, Some(reason), &mut asks);
            }
            Input::Leave => {
                if self.run.state() != State::Stopped {
                    self.stand_still(Standstill::Leaving, &mut asks);
                }
            }
            Input::Stay if self.standstill == Standstill::Leaving => {
                self.standstill = Standstill::Paused;
            }
            Input::LeaveNow if self.run.state() == State::Stopped => {
                self.finish(Outcome::Stopped, Some(StopReason::Unsaid), &mut asks);
            }
            Input::LeaveNow => self.finish(Outcome::Left, None, &mut asks),
            Input::Slip | Input::StopStands(_) | Input::Stay => {}
        }
        asks
    }

    fn steer(&mut self, act: fn(&mut Run) -> Vec<Happening>, asks: &mut Vec<Ask>) {
        let happenings = act(&mut self.run);
        self.follow(&happenings, asks);
        self.reschedule(&happenings, asks);
    }

    fn adjust(&mut self, act: fn(&mut Run) -> Result<Duration, Unchanged>, asks: &mut Vec<Ask>) {
        match act(&mut self.run) {
            Ok(length) => {
                self.reschedule(&[], asks);
                asks.push(Ask::Tell(Telling::Length(length)));
            }
            Err(why) => asks.push(Ask::Tell(Telling::Unchanged(why))),
        }
    }

    fn go_on(&mut self, asks: &mut Vec<Ask>) {
        self.standstill = Standstill::Paused;
        let happenings = self.run.go_on();
        asks.push(Ask::Tell(Telling::GoingOn));
        self.reschedule(&happenings, asks);
    }

    fn stand_still(&mut self, why: Standstill, asks: &mut Vec<Ask>) {
        self.standstill = why;
        let was_going = self.run.state() != State::Paused;
        self.run.pause();
        if was_going {
            asks.push(Ask::Silence);
            asks.push(Ask::Schedule(vec![Scheduled {
                after: Duration::ZERO,
                sound: Sound::Pause,
            }]));
            self.note_press(PressEnd::GoesOn, asks);
        }
    }

    fn stop(&mut self, asks: &mut Vec<Ask>) {
        if matches!(self.run.state(), State::Stopped | State::Over) {
            return;
        }
        let happenings = self.run.stop();
        asks.push(Ask::Silence);
        asks.push(Ask::Schedule(vec![Scheduled { after: Duration::ZERO, sound: Sound::Release }]));
        self.follow(&happenings, asks);
        asks.push(Ask::Tell(Telling::Stopped));
    }

    /// Everything to come, with what happened just now at its beginning.
    fn reschedule(&self, happenings: &[Happening], asks: &mut Vec<Ask>) {
        let now = happenings.iter().filter_map(|happening| match happening.event {
            Event::Sound(sound) => Some(Scheduled { after: Duration::ZERO, sound }),
            _ => None,
        });
        asks.push(Ask::Schedule(now.chain(self.run.upcoming()).collect()));
    }

    fn follow(&mut self, happenings: &[Happening], asks: &mut Vec<Ask>) {
        for happening in happenings {
            match happening.event {
                Event::Sound(sound @ (Sound::Turn | Sound::Least | Sound::LastTen)) => {
                    asks.push(Ask::Tell(Telling::Cue(sound)));
                }
                Event::Sound(_) => {}
                Event::Began(step) => {
                    let phase = self.run.plan().steps()[step].phase;
                    if phase != Phase::Find && !self.noted {
                        self.noted = true;
                        asks.push(Ask::Note(Note::Started {
                            presses: self.run.plan().planned_presses(),
                        }));
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
        if outcome == Outcome::Left {
            self.note_press(PressEnd::GoesOn, asks);
            asks.push(Ask::Silence);
            asks.push(Ask::Schedule(Vec::new()));
        }
        self.run.end();
        self.over = Some(outcome);
        if self.noted {
            asks.push(Ask::Note(Note::Ended { outcome, reason }));
        }
        asks.push(Ask::CloseSound);
        asks.push(Ask::Tell(Telling::Over(outcome)));
    }
}

#[cfg(test)]
mod tests;
