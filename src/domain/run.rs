//! A run: a cleared plan being walked as time passes, saying which sounds and sentences are due.
//!
//! The run reads no clock: time is handed to [`Run::advance`] in any portions, and the portions make no
//! difference. What will sound from here on is the same walk done ahead of time ([`Run::upcoming`]), so the
//! sound and the screen cannot disagree.

mod back;
mod cues;
mod guidance;
mod length;
mod speech;

pub use guidance::Guidance;

use std::sync::Arc;
use std::time::Duration;

use super::caution::Cleared;
use super::history::{Outcome, PressEnd};
use super::plan::{Phase, Plan, Press, Step};
use super::sound::{Cue, Sound};
use super::speech::LEAD_IN;

mod foreseen;

pub use foreseen::{Foreseen, foreseen};

/// The count-in before a paused press goes on.
pub const COUNT_IN: Duration = Duration::from_secs(3);
/// By how much one key makes a press longer or shorter.
pub const ADJUSTMENT: Duration = Duration::from_secs(15);
/// How long before the end the last cue comes; also the least that may be left after shortening.
pub const LAST: Duration = Duration::from_secs(10);
/// A step that waits for the person is walked ahead for so long.
const WAIT_AHEAD: Duration = Duration::from_secs(30 * 60);
/// Going back within this time of a step's beginning goes to the step before it.
pub const BACK_WITHIN: Duration = Duration::from_secs(3);
/// Whether time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Time counts.
    Going,
    /// Time stands still.
    Paused,
    /// Counting in; then time counts.
    CountIn {
        /// How long until then.
        left: Duration,
    },
    /// Stopped because it was too much; it may have been a slip.
    Stopped,
    /// The session is over.
    Over,
}

/// What happened while a run advanced or was steered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A sound is due.
    Sound(Sound),
    /// A sentence is due.
    Say(Arc<str>),
    /// A step began; its place in the plan.
    Began(usize),
    /// A press ended; its place in the plan.
    PressEnded(usize, PressEnd),
    /// Every step is done.
    Finished,
}

/// An event with the running time at which it happened (pauses and count-ins not counted).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// Running time since the run began.
    pub at: Duration,
    /// What happened.
    pub event: Event,
}

/// How far one press has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How long it has been pressed.
    pub pressed: Duration,
    /// How it ended, if it has.
    pub end: Option<PressEnd>,
}

/// Why the length of a press was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unchanged {
    /// Nothing is being pressed.
    NotPressing,
    /// It is as long as its technique allows.
    AtMost,
    /// Too little is left to shorten it.
    NearEnd,
}

/// A cleared plan being walked.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    plan: Arc<Plan>,
    step: usize,
    /// Time spent in the step.
    elapsed: Duration,
    /// Length of the step as it is now.
    length: Option<Duration>,
    /// Which of the step's milestones have sounded, in the order of `milestones`.
    sounded: [bool; 3],
    /// How many circle beats have been passed.
    beats: u32,
    /// The last breath that was paced: its place in the step, and whether it was a breath in.
    breathed: Option<(Duration, bool)>,
    guidance: Guidance,
    speech: speech::Speech,
    state: State,
    /// Running time in all.
    time: Duration,
    tallies: Vec<Tally>,
}

impl Run {
    /// Begins to walk a cleared plan: its first step begins at once.
    #[must_use]
    pub fn begin(cleared: Cleared<Plan>, guidance: Guidance) -> (Self, Vec<Happening>) {
        Self::at_the_beginning(Arc::new(cleared.into_inner()), guidance)
    }

    fn at_the_beginning(plan: Arc<Plan>, guidance: Guidance) -> (Self, Vec<Happening>) {
        let mut run = Self {
            tallies: vec![Tally::default(); plan.presses().len()],
            plan,
            step: 0,
            elapsed: Duration::ZERO,
            length: None,
            sounded: [false; 3],
            beats: 0,
            breathed: None,
            speech: speech::Speech::new(guidance.script.clone()),
            guidance,
            state: State::Going,
            time: Duration::ZERO,
        };
        let mut happenings = Vec::new();
        run.enter(0, &mut happenings);
        if run.speech.speaks() {
            run.speech.hold_back(LEAD_IN);
        }
        (run, happenings)
    }

    /// The plan being walked.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The plan being walked, shared.
    #[must_use]
    pub fn shared_plan(&self) -> Arc<Plan> {
        Arc::clone(&self.plan)
    }

    /// Whether time counts.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// Place of the present step in the plan.
    #[must_use]
    pub const fn step_index(&self) -> usize {
        self.step
    }

    /// The present step.
    #[must_use]
    pub fn step(&self) -> Step {
        // `step` is only ever set by `enter`, which stays inside the plan.
        self.plan.steps()[self.step]
    }

    /// The press that the present step belongs to.
    #[must_use]
    pub fn press(&self) -> &Press {
        &self.plan.presses()[self.step().press]
    }

    /// Running time since the run began; pauses and count-ins are not counted.
    #[must_use]
    pub const fn time(&self) -> Duration {
        self.time
    }

    /// Time spent in the present step.
    #[must_use]
    pub const fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Length of the present step as it is now; `None` waits for the person.
    #[must_use]
    pub const fn length(&self) -> Option<Duration> {
        self.length
    }

    /// What is left of the present step.
    #[must_use]
    pub fn left(&self) -> Option<Duration> {
        self.length.map(|length| length.saturating_sub(self.elapsed))
    }

    /// What is left of the whole session, finding without a wait counted as nothing.
    #[must_use]
    pub fn total_left(&self) -> Duration {
        if self.state == State::Over {
            return Duration::ZERO;
        }
        let later = self.step + 1..self.plan.steps().len();
        let later: Duration = later.filter_map(|step| self.length_of(step)).sum();
        later + self.left().unwrap_or_default()
    }

    /// What guides the person through it.
    #[must_use]
    pub const fn guidance(&self) -> &Guidance {
        &self.guidance
    }

    /// Other guidance from now on.
    pub fn guide(&mut self, guidance: Guidance) {
        if guidance.circle != self.guidance.circle && self.step().phase == Phase::Press {
            let passed = self.elapsed.as_nanos().div_ceil(guidance.circle.as_nanos().max(1));
            self.beats = u32::try_from(passed).unwrap_or(u32::MAX);
        }
        self.follow_script(guidance.script.clone());
        self.guidance = guidance;
    }

    /// How far each press has come.
    #[must_use]
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// Whether the person may end the press now because it let go.
    #[must_use]
    pub fn may_release(&self) -> bool {
        self.step().phase == Phase::Press && self.elapsed >= self.press().least
    }

    /// How the session has gone, judged by its presses.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let ends = || self.tallies.iter().map(|tally| tally.end);
        if ends().any(|end| {
            matches!(end, None | Some(PressEnd::Skipped | PressEnd::GoesOn | PressEnd::Stopped))
        }) {
            Outcome::Partial
        } else if ends().any(|end| end == Some(PressEnd::Released)) {
            Outcome::Released
        } else {
            Outcome::Done
        }
    }

    /// Whether there is something to take up later, once it has been left: of several presses one is left to do, and
    /// something was pressed at all.
    #[must_use]
    pub fn can_be_taken_up(&self) -> bool {
        let mut presses = self.plan.presses().iter().zip(&self.tallies);
        self.tallies.len() > 1
            && self.tallies.iter().any(|tally| !tally.pressed.is_zero())
            && presses.any(|(press, tally)| tally.end.is_none() && tally.pressed < press.least)
    }

    /// Lets time pass. The portions make no difference: advancing by `a` and then by `b` is advancing by `a + b`.
    pub fn advance(&mut self, by: Duration) -> Vec<Happening> {
        let mut happenings = Vec::new();
        let mut left = by;
        loop {
            match self.state {
                State::Paused | State::Stopped | State::Over => break,
                State::CountIn { left: count } => {
                    // The next tick of the count-in lies at the next whole second.
                    let whole = Duration::from_secs(count.as_secs());
                    let to_tick = if whole == count {
                        Duration::from_secs(1)
                    } else {
                        count.saturating_sub(whole)
                    };
                    if left < to_tick {
                        self.state = State::CountIn { left: count.saturating_sub(left) };
                        break;
                    }
                    left -= to_tick;
                    let count = count.saturating_sub(to_tick);
                    if count.is_zero() {
                        self.state = State::Going;
                        self.push(Event::Sound(Sound::Resume), &mut happenings);
                    } else {
                        self.state = State::CountIn { left: count };
                        self.push(Event::Sound(Sound::CountIn), &mut happenings);
                    }
                }
                State::Going => {
                    self.sound_what_is_due(&mut happenings);
                    let until = self.next_due().map(|due| due.saturating_sub(self.elapsed));
                    match until {
                        Some(until) if until <= left => {
                            self.pass(until);
                            left -= until;
                            if self.length.is_some_and(|length| self.elapsed >= length) {
                                self.sound_what_is_due(&mut happenings);
                                self.next_step(PressEnd::Done, &mut happenings);
                            }
                        }
                        _ => {
                            self.pass(left);
                            break;
                        }
                    }
                }
            }
        }
        happenings
    }

    /// Time stands still from now on; the exact remainder is kept.
    pub fn pause(&mut self) {
        if matches!(self.state, State::Going | State::CountIn { .. }) {
            self.state = State::Paused;
            self.break_off();
        }
    }

    /// Goes on after a pause, or after a stop that was a slip: counted in where a clock runs.
    pub fn go_on(&mut self) -> Vec<Happening> {
        let mut happenings = Vec::new();
        if matches!(self.state, State::Paused | State::Stopped) {
            if self.length.is_some() {
                self.state = State::CountIn { left: COUNT_IN };
                self.push(Event::Sound(Sound::CountIn), &mut happenings);
            } else {
                self.state = State::Going;
            }
            happenings.extend(self.say_going_on());
        }
        happenings
    }

    /// "Go on": the point is found, the press let go, the hands have changed.
    pub fn proceed(&mut self) -> Vec<Happening> {
        self.move_on(PressEnd::Released)
    }

    /// Leaves the present step for the next.
    pub fn skip(&mut self) -> Vec<Happening> {
        self.move_on(PressEnd::Skipped)
    }

    fn move_on(&mut self, end: PressEnd) -> Vec<Happening> {
        let mut happenings = Vec::new();
        if !matches!(self.state, State::Stopped | State::Over) {
            self.speech.cut(self.time);
            self.next_step(end, &mut happenings);
        }
        happenings
    }

    /// Stopped because it was too much: at once, asking nothing.
    pub fn stop(&mut self) -> Vec<Happening> {
        let mut happenings = Vec::new();
        if !matches!(self.state, State::Stopped | State::Over) {
            self.state = State::Stopped;
            self.speech.cut(self.time);
            if self.step().phase == Phase::Press {
                self.push(Event::PressEnded(self.step().press, PressEnd::Stopped), &mut happenings);
            }
        }
        happenings
    }

    /// The session is over for good.
    pub fn end(&mut self) {
        self.state = State::Over;
    }

    fn pass(&mut self, by: Duration) {
        self.elapsed += by;
        self.time += by;
        let step = self.step();
        if step.phase == Phase::Press {
            self.tallies[step.press].pressed += by;
        }
    }

    /// Says again what is to be done now.
    pub fn again(&mut self) {
        if matches!(self.state, State::Going) {
            self.say_again();
        }
    }

    fn push(&mut self, event: Event, happenings: &mut Vec<Happening>) {
        if matches!(event, Event::Sound(_)) {
            self.speech.heard = self.speech.heard.max(self.time);
        }
        happenings.push(Happening { at: self.time, event });
    }

    fn enter(&mut self, step: usize, happenings: &mut Vec<Happening>) {
        self.step = step;
        self.elapsed = Duration::ZERO;
        self.length = self.length_of(step);
        self.sounded = [false; 3];
        self.beats = 0;
        self.breathed = None;
        self.push(Event::Began(step), happenings);
        let opening: &[Sound] = match self.step().phase {
            // Nothing else would tell that the rest is over.
            Phase::Find if self.is_after_rest() => &[Sound::Change],
            Phase::Find | Phase::Press | Phase::Rest => &[],
            Phase::EaseIn => &[Sound::Start, Sound::Rise],
            Phase::EaseOff => &[Sound::Ease, Sound::Fall],
            Phase::Change => &[Sound::Change],
        };
        for sound in opening {
            self.push(Event::Sound(*sound), happenings);
        }
        self.speak_opening(!opening.is_empty());
    }

    fn is_after_rest(&self) -> bool {
        let before = self.step.checked_sub(1).and_then(|step| self.plan.steps().get(step));
        before.is_some_and(|before| before.phase == Phase::Rest)
    }

    fn next_step(&mut self, end: PressEnd, happenings: &mut Vec<Happening>) {
        let step = self.step();
        if step.phase == Phase::Press {
            self.tallies[step.press].end = Some(end);
            self.push(Event::PressEnded(step.press, end), happenings);
        }
        if self.step + 1 < self.plan.steps().len() {
            self.enter(self.step + 1, happenings);
        } else {
            self.state = State::Over;
            self.push(Event::Sound(Sound::End), happenings);
            happenings.extend(self.last_words());
            self.push(Event::Finished, happenings);
        }
    }
}

impl Happening {
    /// What is heard of it.
    #[must_use]
    pub fn cue(&self) -> Option<Cue> {
        match &self.event {
            Event::Sound(sound) => Some(Cue::Sound(*sound)),
            Event::Say(text) => Some(Cue::Say(Arc::clone(text))),
            Event::Began(_) | Event::PressEnded(..) | Event::Finished => None,
        }
    }
}

#[cfg(test)]
mod tests;
