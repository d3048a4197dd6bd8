//! Sessions in the terminal on a clock of the test's own: what is typed when, what is said, noted and
//! scheduled.

mod elbow;
mod rated;
mod several;

use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;

use super::asking::{Refusal, ask};
use super::session::{ALONE, Ending, lead};
use super::{World, telling};
use crate::domain::caution::{Line, Lines, Prompt, Weight};
use crate::domain::conductor::{Ask, Input, Moment, Telling};
use crate::domain::history::{Note, Occasion, Outcome, PressEnd, Rating, StopReason};
use crate::domain::plan::{Choices, Dose, Pacing, Plan, Sides};
use crate::domain::run::Guidance;
use crate::domain::sample;
use crate::domain::speech::Amount;
use crate::domain::technique::Motion;
use crate::platform::keyboard::{Heard, Key, Manner};

/// A world whose time passes only while it is waited in.
#[derive(Default)]
struct Fake {
    /// Milliseconds.
    now: u64,
    /// When the machine sleeps for an hour that the monotonic clock does not count.
    sleeps_at: Option<u64>,
    typed: VecDeque<(u64, Heard)>,
    said: Vec<(u64, String)>,
    shown: String,
    notes: Vec<Note>,
    waits: usize,
    listens: bool,
    any_key: bool,
    amount: Amount,
    /// Milliseconds that reading the caution takes.
    reading: u64,
    wishes: VecDeque<(u64, Input)>,
    question: Option<String>,
    before: Option<Rating>,
}

impl Fake {
    fn typing(typed: impl IntoIterator<Item = (u64, Heard)>) -> Self {
        Self { typed: typed.into_iter().collect(), ..Self::default() }
    }

    fn keys(typed: &[(u64, Key)]) -> Self {
        Self::typing(typed.iter().map(|(at, key)| (*at, Heard::Key(*key))))
    }

    /// Lines that all come at once, and then the end of input.
    fn piped(lines: &[&str]) -> Self {
        let lines = lines.iter().map(|line| (0, Heard::Line((*line).to_owned())));
        Self::typing(lines.chain([(0, Heard::Ended)]))
    }

    /// When a line was first said that holds this, in milliseconds.
    fn when(&self, words: &str) -> u64 {
        let found = self.said.iter().find(|(_, line)| line.contains(words));
        found.unwrap_or_else(|| panic!("{words:?} was never said, but: {:#?}", self.said)).0
    }

    fn count(&self, words: &str) -> usize {
        self.said.iter().filter(|(_, line)| line.contains(words)).count()
    }
}

impl World for Fake {
    fn now(&self) -> Moment {
        let has_slept = self.sleeps_at.is_some_and(|at| self.now >= at);
        let millis = self.now + if has_slept { 3_600_000 } else { 0 };
        let wall =
            Timestamp::from_millisecond(1_800_000_000_000 + i64::try_from(millis).expect("small"));
        Moment { mono: Duration::from_millis(self.now), wall: wall.expect("in range") }
    }

    fn say(&mut self, line: &str) {
        assert!(!line.contains("{$"), "a place was not filled: {line}");
        self.said.push((self.now, line.to_owned()));
    }

    fn show(&mut self, text: &str) {
        self.shown.push_str(text);
    }

    fn listen(&mut self) {
        self.listens = true;
    }

    fn hear(&mut self, within: Duration) -> Heard {
        self.waits += 1;
        assert!(self.now < 3_600_000, "the session hangs; it said: {:#?}", self.said);
        let until = self.now + u64::try_from(within.as_millis()).expect("small").max(1);
        match self.typed.front() {
            Some((at, _)) if *at <= until => {
                self.now = self.now.max(*at);
                self.typed.pop_front().map_or(Heard::Nothing, |(_, heard)| heard)
            }
            _ => {
                self.now = until;
                Heard::Nothing
            }
        }
    }

    fn perform(&mut self, asks: Vec<Ask>) -> Vec<Telling> {
        let mut tellings = Vec::new();
        for ask in asks {
            match ask {
                Ask::Note(note) => self.notes.push(note),
                Ask::Tell(telling) => tellings.push(telling),
                _ => {}
            }
        }
        tellings
    }

    fn read(&mut self, _: &Prompt) -> Duration {
        Duration::from_millis(self.reading)
    }

    fn guidance(&self, _: &Plan) -> Guidance {
        Guidance::default()
    }

    fn voice_is_new(&mut self) -> bool {
        false
    }

    fn change_amount(&mut self) -> Amount {
        self.amount = self.amount.next();
        self.amount
    }

    fn any_key(&self) -> bool {
        self.any_key
    }

    fn question(&self) -> Option<String> {
        self.question.clone()
    }

    fn ask_no_more(&mut self) {
        self.question = None;
    }

    fn rated(&mut self, rating: Rating, _: bool) {
        self.before = Some(rating);
    }

    fn before(&self) -> (Option<String>, Option<Rating>) {
        (self.question.as_ref().map(|_| "headache".to_owned()), self.before)
    }

    fn wish(&mut self) -> Option<Input> {
        let (at, _) = self.wishes.front()?;
        if *at > self.now {
            return None;
        }
        self.wishes.pop_front().map(|(_, wish)| wish)
    }
}

fn plan(sides: Sides, dose: Dose) -> Plan {
    let choices = Choices { sides, motion: Motion::Circular, dose };
    let mut point = sample::point("HE-1", true);
    if let Some(guide) = &mut point.guide {
        "Sit down.".clone_into(&mut guide.posture);
        "A dull ache.".clone_into(&mut guide.feel);
        "Let go and rest the arm.".clone_into(&mut guide.stop);
    }
    sample::plan(&[point], choices, Pacing::default())
}

fn minute() -> Dose {
    Dose::Fixed(Duration::from_secs(60))
}

fn shared() -> Lines {
    let line = Line {
        weight: Weight::RedFlag,
        title: "Call {emergency}".to_owned(),
        text: "if you faint.".to_owned(),
        sources: Vec::new(),
    };
    Lines { after_stop: vec![line], ..Lines::default() }
}

fn led(plan: Plan, manner: Manner, world: &mut Fake) -> Ending {
    let cleared = Prompt::new(plan, &shared()).acknowledge(crate::domain::caution::Fresh::click());
    lead(cleared, Occasion::default(), manner, &shared(), "112", world)
}

fn presses(world: &Fake) -> Vec<(usize, u64, PressEnd)> {
    let press = |note: &Note| match note {
        Note::Press { index, pressed, end } if *end != PressEnd::GoesOn => {
            Some((*index, pressed.as_secs(), *end))
        }
        _ => None,
    };
    world.notes.iter().filter_map(press).collect()
}

#[test]
fn only_a_typed_yes_begins() {
    let check = |manner, typed: Vec<Heard>, expected: Option<Refusal>| {
        let mut world = Fake::typing(typed.clone().into_iter().map(|heard| (10, heard)));
        let answer =
            ask(Prompt::new(plan(Sides::Left, minute()), &shared()), "112", manner, &mut world);
        assert!(world.listens);
        assert_eq!(answer.err().map(|refused| refused.1), expected, "{typed:?}");
    };
    let line = |text: &str| Heard::Line(text.to_owned());
    let keys = |text: &str| -> Vec<Heard> {
        text.chars().map(|c| Heard::Key(Key::Character(c))).collect()
    };
    let entered = |text: &str| [keys(text), vec![Heard::Key(Key::Enter)]].concat();
    check(Manner::Lines, vec![line("yes")], None);
    check(Manner::Lines, vec![line(" YES ")], None);
    check(Manner::Lines, vec![line("y"), line("yes")], Some(Refusal::NotYes));
    check(Manner::Lines, vec![line(""), line("yes")], Some(Refusal::NotYes));
    check(Manner::Lines, vec![Heard::Ended], Some(Refusal::NoAnswer));
    check(Manner::Lines, vec![Heard::ToldToEnd], Some(Refusal::NoAnswer));
    check(Manner::Keys, entered("yes"), None);
    check(Manner::Keys, entered("y"), Some(Refusal::NotYes));
    check(
        Manner::Keys,
        [keys("yess"), vec![Heard::Key(Key::Backspace), Heard::Key(Key::Enter)]].concat(),
        None,
    );
    check(
        Manner::Keys,
        [keys("yes"), vec![Heard::Key(Key::Escape)]].concat(),
        Some(Refusal::NoAnswer),
    );
    check(
        Manner::Keys,
        [keys("yes"), vec![Heard::Key(Key::Interrupt)]].concat(),
        Some(Refusal::NoAnswer),
    );
    check(Manner::Keys, vec![Heard::Key(Key::Enter)], Some(Refusal::NotYes));
}

#[test]
fn the_caution_is_read_out_before_the_question() {
    let mut point = sample::point("HE-1", true);
    if let Some(guide) = &mut point.guide {
        guide.red_flags = vec!["chest".to_owned()];
    }
    let choices = Choices { sides: Sides::Left, motion: Motion::Steady, dose: minute() };
    let flag = Line {
        weight: Weight::RedFlag,
        title: "Do not start".to_owned(),
        text: "Call {emergency}.".to_owned(),
        sources: Vec::new(),
    };
    let lines = Lines { red_flags: vec![("chest".to_owned(), flag)], ..Lines::default() };
    let prompt = Prompt::new(sample::plan(&[point], choices, Pacing::default()), &lines);
    let said = telling::before(&prompt, "0-800");
    assert_eq!(
        said,
        [
            "HE-1 Jíquán, 極泉, Highest Spring",
            "Fingertips, firm but gentle, in circles or steadily, 1 to 2 minutes, or until you feel it let go.",
            "This session: left armpit, steady, 1 min. 1 min 10 s in all, and the time you need to find the point.",
            "",
            "Before you begin:",
            "! Do not start: Call 0-800.",
            "- HE-1 Jíquán: Mind it.",
            "",
        ]
    );
}

#[test]
fn a_session_is_told_at_each_phase_and_milestone_and_never_more() {
    let mut world = Fake::keys(&[(20_000, Key::Enter)]);
    let ending = led(plan(Sides::Both, Dose::UntilRelease), Manner::Keys, &mut world);
    assert_eq!((ending.outcome, ending.is_noted), (Outcome::Done, true));
    let said: Vec<(u64, &str)> =
        world.said.iter().map(|(at, line)| (*at / 1000, line.as_str())).collect();
    assert_eq!(
        said,
        [
            (0, ""),
            (0, "Find the point: HE-1 Jíquán, left armpit, with your right hand."),
            (0, "Sit down."),
            (0, "1. Find it."),
            (0, "What it feels like: A dull ache."),
            (0, "Press Enter or Space when you are on it."),
            (20, "Ease in, 5 s. Left armpit, with your right hand. Let the pressure rise slowly."),
            (
                25,
                "Press in circles, up to 2 min, until release. Left armpit, with your right hand. Small, slow circles. The skin moves with your finger."
            ),
            (25, "When it lets go, from 1 min on, press Enter."),
            (85, "You may stop now, when it lets go."),
            (88, "Now circle the other way."),
            (135, "Ten seconds left."),
            (
                145,
                "Ease off, 5 s. Left armpit, with your right hand. Let the pressure fall slowly."
            ),
            (150, "Change sides, 8 s. Now the right armpit, with your left hand."),
            (158, "Ease in, 5 s. Right armpit, with your left hand. Let the pressure rise slowly."),
            (
                163,
                "Press in circles, up to 2 min, until release. Right armpit, with your left hand. Small, slow circles. The skin moves with your finger."
            ),
            (163, "When it lets go, from 1 min on, press Enter."),
            (223, "You may stop now, when it lets go."),
            (226, "Now circle the other way."),
            (273, "Ten seconds left."),
            (
                283,
                "Ease off, 5 s. Right armpit, with your left hand. Let the pressure fall slowly."
            ),
        ]
    );
    assert_eq!(presses(&world), [(0, 120, PressEnd::Done), (1, 120, PressEnd::Done)]);
    // Four looks a second at the most, and one at each thing that is due.
    assert!(world.waits < 4 * 290 + 40, "{} waits in 288 s", world.waits);
    assert_eq!(
        telling::summary(ending.conductor.run(), ending.outcome, ending.reason),
        [
            "",
            "It is over: done.",
            "HE-1 Jíquán  left armpit   pressed 2 min",
            "HE-1 Jíquán  right armpit  pressed 2 min"
        ]
    );
}

#[test]
fn keys_steer_it() {
    let mut world = Fake::keys(&[
        (10_000, Key::Space),          // found: ease in until 15, press from 15
        (25_000, Key::Space),          // paused with 50 s left
        (40_000, Key::Enter),          // counted in until 43
        (45_000, Key::Character('+')), // 75 s
        (46_000, Key::Character('-')), // 60 s
        (47_000, Key::Character('r')),
        (48_000, Key::Character('?')),
        (50_000, Key::Enter), // it let go: 17 s pressed
        (51_000, Key::Right), // over ease off
        (52_000, Key::Left),  // the change has just begun: back to ease off
        (53_000, Key::Right),
        (54_000, Key::Right),          // over the change
        (55_000, Key::Right),          // over ease in
        (56_000, Key::Character('s')), // 1 s pressed
        (70_000, Key::Space),          // never goes on from a stop
        (71_000, Key::Character('g')), // a slip; goes on at 74
        (80_000, Key::Character('S')),
        (90_000, Key::Character('2')),
    ]);
    let ending = led(plan(Sides::Both, minute()), Manner::Keys, &mut world);
    assert_eq!((ending.outcome, ending.reason), (Outcome::Stopped, Some(StopReason::Tingling)));
    assert_eq!(
        presses(&world),
        [(0, 17, PressEnd::Released), (1, 1, PressEnd::Stopped), (1, 7, PressEnd::Stopped)]
    );
    assert_eq!(world.when("Paused, with 50 s left of this press. Space or Enter goes on."), 25_000);
    assert_eq!(world.when("Going on in 3 seconds."), 40_000);
    assert_eq!(world.when("This press is 1 min 15 s long now."), 45_000);
    assert_eq!(world.when("This press is 1 min long now."), 46_000);
    assert_eq!(world.when("46 s left of this step, 2 min 9 s in all."), 47_000);
    assert_eq!(world.when("Next: Ease off, then right armpit, left hand."), 47_000);
    assert_eq!(world.when("15 seconds more or less"), 48_000);
    assert_eq!(world.when("Stopped. Let go."), 56_000);
    assert_eq!(world.when("Let go and rest the arm."), 56_000);
    assert_eq!(world.when("- Call 112 if you faint."), 56_000);
    assert_eq!(world.when("2  tingling or numbness"), 56_000);
    assert_eq!(world.when("Type a number from 0 to 5"), 70_000);
}

#[test]
fn a_key_that_is_held_down_counts_once() {
    let held = |from: u64, key: Key| (0..20).map(move |nth| (from + nth * 33, Heard::Key(key)));
    let mut world = Fake::typing(
        held(10_000, Key::Enter)
            .chain(held(30_000, Key::Space))
            .chain([(40_000, Heard::Key(Key::Space))]),
    );
    let ending = led(plan(Sides::Left, minute()), Manner::Keys, &mut world);
    assert_eq!(ending.outcome, Outcome::Done);
    assert_eq!((world.count("Paused"), world.count("Going on in")), (1, 1));
    assert_eq!(presses(&world), [(0, 60, PressEnd::Done)]);
}

#[test]
fn leaving_is_asked_once() {
    let check = |keys: &[(u64, Key)], expected: (Outcome, u64)| {
        let mut world = Fake::keys(keys);
        let ending = led(plan(Sides::Left, minute()), Manner::Keys, &mut world);
        let pressed = ending.conductor.run().tallies()[0].pressed.as_secs();
        assert_eq!((ending.outcome, pressed), expected, "{keys:?}");
        assert_eq!(world.count("Leave the session?"), 1, "{keys:?}");
    };
    let found = (0, Key::Enter);
    check(&[found, (15_000, Key::Escape), (16_000, Key::Character('y'))], (Outcome::Left, 10));
    check(&[found, (15_000, Key::Interrupt), (15_001, Key::Interrupt)], (Outcome::Left, 10));
    check(
        &[
            found,
            (15_000, Key::Character('q')),
            (16_000, Key::Character('n')),
            (20_000, Key::Space),
        ],
        (Outcome::Done, 60),
    );
    check(&[found, (15_000, Key::Escape), (16_000, Key::Space)], (Outcome::Done, 60));
}

#[test]
fn leaving_while_finding_notes_nothing() {
    let mut world = Fake::keys(&[(5_000, Key::Escape), (6_000, Key::Character('y'))]);
    let ending = led(plan(Sides::Left, minute()), Manner::Keys, &mut world);
    assert_eq!((ending.outcome, ending.is_noted), (Outcome::Left, false));
    assert!(world.notes.is_empty());
}

#[test]
fn being_told_to_end_leaves_at_once_and_is_noted() {
    let mut world = Fake::typing([(0, Heard::Key(Key::Enter)), (25_000, Heard::ToldToEnd)]);
    let ending = led(plan(Sides::Left, minute()), Manner::Keys, &mut world);
    assert_eq!(ending.outcome, Outcome::Left);
    assert_eq!(world.notes.last(), Some(&Note::Ended { outcome: Outcome::Left, reason: None }));
    assert_eq!(world.now, 25_000);
}

#[test]
fn piped_input_that_ends_neither_hangs_nor_cuts_the_session_short() {
    let check = |lines: &[&str], expected: (Outcome, u64, u64)| {
        let mut world = Fake::piped(lines);
        let ending = led(plan(Sides::Left, minute()), Manner::Lines, &mut world);
        let pressed = ending.conductor.run().tallies()[0].pressed.as_secs();
        assert_eq!((ending.outcome, pressed, world.now / 1000), expected, "{lines:?}");
        assert!(world.waits < 800, "{} waits", world.waits);
        assert_eq!(
            world.count("The input has ended"),
            usize::from(expected.0 == Outcome::Done),
            "{lines:?}"
        );
    };
    // Nobody says that it is found: that ends after 20 s.
    check(&[], (Outcome::Done, 60, ALONE.as_secs() + 70));
    check(&[""], (Outcome::Done, 60, 70));
    // A pause that nobody can end is counted out.
    check(&["", "p"], (Outcome::Done, 60, 73));
    check(&["", "leave", "yes"], (Outcome::Left, 0, 0));
    check(&["", "s", "1"], (Outcome::Stopped, 0, 0));
}

#[test]
fn a_question_that_nobody_answers_any_more_is_answered_by_leaving() {
    for (lines, outcome) in
        [(vec!["", "leave"], Outcome::Left), (vec!["", "stop"], Outcome::Stopped)]
    {
        let mut world = Fake::piped(&lines);
        let ending = led(plan(Sides::Left, minute()), Manner::Lines, &mut world);
        assert_eq!((ending.outcome, ending.reason), (outcome, None), "{lines:?}");
        assert_eq!(world.now, 0);
    }
}

#[test]
fn a_line_that_means_nothing_is_answered() {
    let mut world = Fake::piped(&["faster"]);
    let _ = led(plan(Sides::Left, minute()), Manner::Lines, &mut world);
    assert_eq!(world.when("\"faster\" means nothing here. ? lists all words."), 0);
}

#[test]
fn sleep_pauses_and_says_so() {
    let mut world = Fake::keys(&[(0, Key::Enter), (40_000, Key::Space)]);
    world.sleeps_at = Some(20_000);
    let ending = led(plan(Sides::Left, minute()), Manner::Keys, &mut world);
    assert_eq!(ending.outcome, Outcome::Done);
    assert_eq!(world.when("The computer slept"), 20_000);
    // Slept at 20 s, went on at 40 s, counted in until 43: 15 s had been pressed.
    assert_eq!(world.now / 1000, 43 + 45 + 5);
}
