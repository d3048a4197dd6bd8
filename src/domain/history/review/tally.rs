//! How often and how long: by point, by routine, by side.

use std::cmp::Reverse;
use std::time::Duration;

use jiff::Zoned;

use super::super::book::Step;
use super::Past;
use crate::domain::code::Code;
use crate::domain::point::Side;

/// How long was pressed on which side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// On the left alone.
    pub left: Duration,
    /// On the right alone.
    pub right: Duration,
    /// On both sides at the same time; counted once.
    pub both: Duration,
    /// On the midline.
    pub midline: Duration,
}

impl Balance {
    /// All together.
    #[must_use]
    pub fn pressed(&self) -> Duration {
        self.left + self.right + self.both + self.midline
    }

    /// How much of what was pressed on one side alone was on the left: 0 to 1; `None` where nothing was.
    #[must_use]
    pub fn left_share(&self) -> Option<f64> {
        let (left, right) = (self.left.as_secs_f64(), self.right.as_secs_f64());
        (left + right > 0.0).then(|| left / (left + right))
    }
}

/// What was done with one point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfPoint {
    /// Which point.
    pub code: Code,
    /// In how many sessions it was pressed at all.
    pub sessions: usize,
    /// How long it was pressed, side by side.
    pub sides: Balance,
    /// When the latest of those sessions began.
    pub last: Zoned,
}

impl OfPoint {
    /// How long it was pressed in all.
    #[must_use]
    pub fn pressed(&self) -> Duration {
        self.sides.pressed()
    }
}

/// What was done with one routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfRoutine {
    /// Its key.
    pub key: String,
    /// How many sessions played it.
    pub sessions: usize,
    /// How long was pressed in them.
    pub pressed: Duration,
    /// When the latest of them began.
    pub last: Zoned,
}

/// Milliseconds in the order of [`place`].
type Millis = [u64; 4];

const fn place(side: Side) -> usize {
    match side {
        Side::Left => 0,
        Side::Right => 1,
        Side::Both => 2,
        Side::Midline => 3,
    }
}

fn balance(millis: Millis) -> Balance {
    let [left, right, both, midline] = millis.map(Duration::from_millis);
    Balance { left, right, both, midline }
}

/// One point or routine while sessions come in.
#[derive(Debug, Clone, Copy)]
struct Tally<'a> {
    sessions: usize,
    millis: Millis,
    latest: Past<'a>,
    /// The number of the session that was counted last.
    counted: usize,
}

impl<'a> Tally<'a> {
    fn count<'s>(slot: &'s mut Option<Self>, past: Past<'a>, session: usize) -> &'s mut Self {
        let tally =
            slot.get_or_insert(Tally { sessions: 0, millis: [0; 4], latest: past, counted: 0 });
        if tally.counted != session {
            tally.counted = session;
            tally.sessions += 1;
            if past.micros() > tally.latest.micros() {
                tally.latest = past;
            }
        }
        tally
    }
}

/// Everything by the numbers that it has in its book, so that nothing is looked up by name.
#[derive(Debug, Default)]
pub struct Tallies<'a> {
    /// How many sessions came in.
    sessions: usize,
    points: Vec<Option<Tally<'a>>>,
    routines: Vec<Option<Tally<'a>>>,
}

fn slot<T>(slots: &mut Vec<Option<T>>, number: u32) -> &mut Option<T> {
    let at = number as usize;
    if at >= slots.len() {
        slots.resize_with(at + 1, || None);
    }
    &mut slots[at]
}

impl<'a> Tallies<'a> {
    /// The next session comes.
    pub const fn next_session(&mut self) {
        self.sessions += 1;
    }

    /// A press of it.
    pub fn step(&mut self, past: Past<'a>, step: Step) {
        if step.pressed > 0 {
            let slot = slot(&mut self.points, step.point);
            let tally = Tally::count(slot, past, self.sessions);
            tally.millis[place(step.side)] += u64::from(step.pressed);
        }
    }

    /// Its end; so long was pressed.
    pub fn end_session(&mut self, past: Past<'a>, millis: u64) {
        if let (Some(number), _) = past.numbers() {
            let tally = Tally::count(slot(&mut self.routines, number), past, self.sessions);
            tally.millis[0] += millis;
        }
    }

    pub fn done(self) -> (Vec<OfPoint>, Vec<OfRoutine>, Balance) {
        let mut sum = Millis::default();
        for tally in self.points.iter().flatten() {
            for (all, one) in sum.iter_mut().zip(tally.millis) {
                *all += one;
            }
        }
        let point = |(number, tally): (u32, Option<Tally<'_>>)| {
            let tally = tally?;
            Some(OfPoint {
                code: tally.latest.code_of(number)?.clone(),
                sessions: tally.sessions,
                sides: balance(tally.millis),
                last: tally.latest.began(),
            })
        };
        let mut points: Vec<OfPoint> = (0..).zip(self.points).filter_map(point).collect();
        points.sort_by(|one, other| {
            other.pressed().cmp(&one.pressed()).then_with(|| one.code.cmp(&other.code))
        });
        let routine = |tally: Tally<'_>| {
            Some(OfRoutine {
                key: tally.latest.routine()?.to_owned(),
                sessions: tally.sessions,
                pressed: Duration::from_millis(tally.millis[0]),
                last: tally.latest.began(),
            })
        };
        let routines = self.routines.into_iter().flatten();
        let mut routines: Vec<OfRoutine> = routines.filter_map(routine).collect();
        routines.sort_by(|one, other| {
            (Reverse(one.sessions), &one.key).cmp(&(Reverse(other.sessions), &other.key))
        });
        (points, routines, balance(sum))
    }
}
