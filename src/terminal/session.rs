//! Leading a session: what is heard goes to the conductor, what it tells is said.

use std::time::Duration;

use crate::domain::caution::{Cleared, Lines};
use crate::domain::conductor::{Ask, Conductor, Input, Moment, Standstill, Telling};
use crate::domain::history::{Occasion, Outcome, StopReason};
use crate::domain::plan::{Phase, Plan};
use crate::domain::run::{COUNT_IN, State};
use crate::platform::keyboard::{Heard, Key, Manner};
use crate::t;
use crate::words::{session as words, time};

use super::acts::{self, Act, Page};
use super::{World, telling};

/// Where nobody can say any more that the point is found, finding ends after this time.
pub(super) const ALONE: Duration = Duration::from_secs(20);
/// Time is looked at this often while nothing is heard.
const TICK: Duration = Duration::from_millis(250);
/// A key that is held down begins to repeat after so long.
const FIRST_REPEAT: std::ops::Range<Duration> =
    Duration::from_millis(350)..Duration::from_millis(750);
/// The same key again within this time is one that is held down: keyboards repeat 10 to 40 times a
/// second.
pub(super) const REPEAT: Duration = Duration::from_millis(120);

/// How a session ended.
#[derive(Debug)]
pub(super) struct Ending {
    /// The session as it stood at its end.
    pub(super) conductor: Conductor,
    /// How it ended.
    pub(super) outcome: Outcome,
    /// Why it was stopped, if it was and if it was said.
    pub(super) reason: Option<StopReason>,
    /// Whether there is something of it in the log.
    pub(super) is_noted: bool,
}

struct Session<'a, W> {
    conductor: Conductor,
    world: &'a mut W,
    manner: Manner,
    lines: &'a Lines,
    emergency: &'a str,
    /// When the present step began, by the monotonic clock.
    step_began: Duration,
    /// Since when nobody can type any more.
    alone_since: Option<Duration>,
    last_key: Option<(Key, Duration)>,
    reason: Option<StopReason>,
    is_noted: bool,
}

/// Leads a session to its end.
pub(super) fn lead<W: World>(
    cleared: Cleared<Plan>,
    occasion: Occasion,
    manner: Manner,
    lines: &Lines,
    emergency: &str,
    world: &mut W,
) -> Ending {
    let now = world.now();
    let guidance = world.guidance(cleared.get());
    let (mut conductor, mut asks) = Conductor::begin(cleared, guidance, occasion, now);
    let (complaint, before) = world.before();
    asks.extend(conductor.rated_before(complaint, before));
    // What is still being read of the caution ends here.
    let asks = std::iter::once(Ask::Silence).chain(asks).collect();
    let mut session = Session {
        conductor,
        world,
        manner,
        lines,
        emergency,
        step_began: now.mono,
        alone_since: None,
        last_key: None,
        reason: None,
        is_noted: false,
    };
    session.perform(asks);
    loop {
        if let Some(outcome) = session.conductor.outcome() {
            let Session { conductor, reason, is_noted, .. } = session;
            return Ending { conductor, outcome, reason, is_noted };
        }
        let heard = session.world.hear(session.patience());
        session.take(heard);
        while let Some(input) = session.world.wish() {
            session.input(input);
        }
        if session.world.voice_is_new() {
            session.guide();
        }
        let now = session.world.now();
        let asks = session.conductor.tick(now);
        session.perform(asks);
        session.lead_alone(now);
    }
}

impl<W: World> Session<'_, W> {
    /// Until something is due, but no longer than a tick.
    fn patience(&self) -> Duration {
        let run = self.conductor.run();
        match (run.state(), run.left()) {
            (State::Going, Some(left)) => left.clamp(Duration::from_millis(1), TICK),
            _ => TICK,
        }
    }

    fn take(&mut self, heard: Heard) {
        let page = self.page();
        match heard {
            Heard::Nothing => {}
            Heard::Key(key) => {
                if !self.is_held_down(key) {
                    let act = match acts::elbow(key).filter(|_| self.world.any_key()) {
                        Some(act) => act,
                        None => acts::of_key(key, page),
                    };
                    self.act(act, None);
                }
            }
            Heard::Line(line) => self.act(acts::of_line(&line, page), Some(&line)),
            Heard::Ended => {
                self.alone_since = Some(self.world.now().mono);
                self.ask_no_more();
                let run = self.conductor.run();
                let plan_waits =
                    run.plan().steps()[run.step_index()..].iter().any(|step| step.length.is_none());
                self.world.say(&if plan_waits {
                    t!("alone-finding", time = time::length(ALONE))
                } else {
                    t!("alone")
                });
            }
            Heard::ToldToEnd => {
                self.ask_no_more();
                self.input(Input::LeaveNow);
            }
        }
    }

    /// A terminal does not tell a held key from one that is pressed again, but for its haste. Longer
    /// and shorter may be held, and whoever presses Ctrl-C twice wants to leave.
    fn is_held_down(&mut self, key: Key) -> bool {
        let now = self.world.now().mono;
        let last = self.last_key.replace((key, now));
        if self.world.any_key() && acts::elbow(key) == Some(Act::Do(Input::Elbow)) {
            // The first repeat of a key that an elbow leans on comes after a while, within which nobody presses the
            // same key twice on purpose unless quickly.
            let apart = last.filter(|(last, _)| *last == key).map(|(_, at)| now.saturating_sub(at));
            return apart.is_some_and(|apart| apart < REPEAT || FIRST_REPEAT.contains(&apart));
        }
        let may_be_held = matches!(key, Key::Character('+' | '=' | '-' | '_') | Key::Interrupt);
        !may_be_held
            && last.is_some_and(|(last, at)| last == key && now.saturating_sub(at) < REPEAT)
    }

    fn page(&self) -> Page {
        match (self.conductor.run().state(), self.conductor.standstill()) {
            (State::Stopped, _) => Page::Stopped,
            (_, Some(Standstill::Leaving)) => Page::Leaving,
            _ => Page::Led,
        }
    }

    fn act(&mut self, act: Act, line: Option<&str>) {
        match act {
            Act::Do(input) => self.input(input),
            Act::StayAndGoOn => {
                self.input(Input::Stay);
                self.input(Input::Proceed);
            }
            Act::Amount => {
                let amount = self.world.change_amount();
                let amount = words::amount(amount);
                self.world.say(&t!("amount-now", amount = amount));
                self.guide();
            }
            Act::Again => match self.page() {
                Page::Stopped => {
                    self.input(Input::Again);
                    self.say_all(self.stop_page());
                }
                page => {
                    self.input(Input::Again);
                    self.say_all(telling::again(&self.conductor, self.manner));
                    if page == Page::Leaving {
                        self.ask_to_leave();
                    }
                }
            },
            Act::Help => match self.page() {
                Page::Led => self.say_all(telling::help(self.manner)),
                Page::Leaving => self.ask_to_leave(),
                Page::Stopped => self.say_all(telling::reasons()),
            },
            Act::Unknown => match (self.page(), line) {
                (Page::Stopped, _) => self.world.say(&t!("stop-hint")),
                (Page::Leaving, _) => self.ask_to_leave(),
                (Page::Led, Some(line)) => self.world.say(&t!("unknown-line", line = line.trim())),
                // A key that means nothing is most likely a slip of the finger.
                (Page::Led, None) => {}
            },
        }
    }

    /// Nobody can answer how strong it is, so nobody is asked.
    fn ask_no_more(&mut self) {
        self.world.ask_no_more();
        self.guide();
    }

    /// Guides the session by what is set, and can be said, now.
    fn guide(&mut self) {
        let guidance = self.world.guidance(self.conductor.run().plan());
        let asks = self.conductor.guide(guidance, self.world.now());
        self.perform(asks);
    }

    fn input(&mut self, input: Input) {
        let was_standing = self.conductor.standstill().is_some();
        let asks = self.conductor.input(input, self.world.now());
        if let Input::StopStands(reason) = input {
            self.reason = Some(reason);
        }
        self.perform(asks);
        if self.conductor.outcome().is_some() {
            return;
        }
        match input {
            Input::Leave if self.page() == Page::Leaving => self.ask_to_leave(),
            Input::Stay => {
                self.world.say(&t!("told-still-paused", how = telling::to_go_on(self.manner)));
            }
            Input::Skip | Input::Back | Input::OnceMore if was_standing => {
                self.world.say(&t!("told-still-paused", how = telling::to_go_on(self.manner)));
            }
            _ => {}
        }
    }

    fn ask_to_leave(&mut self) {
        self.world.say(&match self.manner {
            Manner::Keys => t!("leaving-key"),
            Manner::Lines => t!("leaving-line"),
        });
    }

    fn perform(&mut self, asks: Vec<Ask>) {
        self.is_noted |= asks.iter().any(|ask| matches!(ask, Ask::Note(_)));
        for telling in self.world.perform(asks) {
            self.tell(telling);
        }
    }

    fn tell(&mut self, telling: Telling) {
        let run = self.conductor.run();
        match telling {
            Telling::Began(step) => {
                let lines = telling::began(run.plan(), step, self.manner);
                self.step_began = self.world.now().mono;
                self.say_all(lines);
            }
            Telling::Cue(sound) => {
                if let Some(line) = telling::cue(sound, run.press().motion) {
                    self.world.say(&line);
                }
            }
            Telling::Paused => {
                let left =
                    run.left().filter(|_| run.step().phase == Phase::Press).map(time::length);
                let paused = match left {
                    Some(left) => t!("told-paused-left", left = left),
                    None => t!("standing-paused") + ".",
                };
                self.world.say(&format!("{paused} {}", telling::to_go_on(self.manner)));
            }
            Telling::Slept => {
                self.world.say(&format!(
                    "{} {}",
                    t!("standing-slept"),
                    telling::to_go_on(self.manner)
                ));
            }
            Telling::GoingOn => {
                let line = if matches!(run.state(), State::CountIn { .. }) {
                    t!("told-counting-in", seconds = COUNT_IN.as_secs())
                } else {
                    t!("told-going-on")
                };
                self.world.say(&line);
            }
            Telling::Stopped => self.say_all(self.stop_page()),
            Telling::Length(length) => {
                self.world.say(&t!("length-now", time = time::length(length)));
            }
            Telling::Unchanged(why) => {
                let line = words::unchanged(why, run.press().most);
                self.world.say(&line);
            }
            // The summary follows.
            Telling::Over(_) => {}
        }
    }

    fn stop_page(&self) -> Vec<String> {
        let run = self.conductor.run();
        let point = &run.plan().points()[run.in_hand()];
        telling::stopped(point, &self.lines.after_stop, self.emergency)
    }

    fn say_all(&mut self, lines: Vec<String>) {
        for line in lines {
            self.world.say(&line);
        }
    }

    /// Where nobody can type any more: the session neither waits for an answer nor stands still.
    fn lead_alone(&mut self, now: Moment) {
        let Some(since) = self.alone_since else { return };
        let run = self.conductor.run();
        let waited = now.mono.saturating_sub(since.max(self.step_began));
        let input = match (self.page(), run.state()) {
            (Page::Leaving | Page::Stopped, _) => Input::LeaveNow,
            (Page::Led, State::Paused) => Input::Proceed,
            (Page::Led, State::Going) if run.length().is_none() && waited >= ALONE => {
                Input::Proceed
            }
            _ => return,
        };
        self.input(input);
    }
}
