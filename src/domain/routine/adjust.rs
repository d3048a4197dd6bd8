//! A routine made to take a given time: each press longer or shorter, within what its technique allows.

use std::time::Duration;

use crate::domain::catalogue::Catalogue;
use crate::domain::code::Code;
use crate::domain::plan::{Dose, Pacing};
use crate::domain::profile::Person;
use crate::domain::technique::Technique;

use super::Routine;

/// A target is met where the total is no further from it than one part in so many: 5 %.
const PART: u32 = 20;
/// Presses are so many seconds long, or twice as many, and so on: a voice can say only those.
pub(super) const FIVE: u64 = 5;
/// One, in the parts by which presses are scaled.
const ONE: u64 = 1 << 12;
/// No press is scaled by more: from the shortest press of all to the longest it is sixty times.
const MOST_SCALED: u64 = 64 * ONE;

/// Why the time that was asked for is not met within 5 %.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmet {
    /// Nothing in the routine can be played for this person.
    Empty,
    /// Every press is as long as its technique allows, and that takes less.
    AtMost {
        /// How long it takes so.
        total: Duration,
    },
    /// Every press is as short as its technique allows, and that takes more.
    AtLeast {
        /// How long it takes so.
        total: Duration,
    },
    /// It takes more because of the presses until release, which count with the most that they may take.
    UntilRelease {
        /// How long it takes with every other press as short as its technique allows.
        total: Duration,
        /// Which points are pressed until release, each once.
        codes: Vec<Code>,
    },
    /// Presses are made longer by five seconds at a time, and no such step comes near enough.
    Nearest {
        /// The nearest that was found.
        total: Duration,
    },
}

/// A routine that was made to take a given time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjusted {
    /// The routine with its new times.
    pub routine: Routine,
    /// How long it takes, finding apart and with until-release at its most.
    pub total: Duration,
    /// Why that is not what was asked for, if it is further off than 5 %.
    pub unmet: Option<Unmet>,
}

/// The routine with presses so long that it takes the target time: all timed steps together, finding apart.
///
/// Presses grow and shrink in proportion, each within the range that its technique has for this person, in
/// whole fives of seconds where the range has any. Points, order, sides, motions, repeats and rests stay, and so
/// does what is pressed until release or is not played for this person. A routine that no single step of five
/// seconds brings nearer to the target stays as it is; so adjusting twice changes nothing more.
#[must_use]
pub fn adjust(
    routine: &Routine,
    target: Duration,
    pacing: Pacing,
    catalogue: &Catalogue,
    person: &Person<'_>,
) -> Adjusted {
    let mut routine = routine.clone();
    let fitted = routine.fit(catalogue, person);
    let Ok(plan) = fitted.plan(Pacing { find_wait: None, ..pacing }) else {
        return Adjusted { routine, total: Duration::ZERO, unmet: Some(Unmet::Empty) };
    };
    let mut dials: Vec<Dial> = Vec::new();
    let mut until_release: Vec<Code> = Vec::new();
    let mut rest = millis(plan.total());
    for press in plan.presses() {
        let part = &fitted.parts[press.point];
        if press.until_release {
            let code = &part.suited.point().code;
            if !until_release.contains(code) {
                until_release.push(code.clone());
            }
            continue;
        }
        rest -= millis(press.length);
        match dials.last_mut().filter(|dial| dial.place == part.place) {
            Some(dial) => dial.presses += 1,
            None => dials.push(Dial::new(part.place, press.length, part.suited.technique())),
        }
    }
    let mut desk = Desk { dials, rest, target: millis(target) };
    desk.settle();
    for dial in &desk.dials {
        routine.items[dial.place].dose = Dose::Fixed(Duration::from_secs(dial.length));
    }
    let total = Duration::from_millis(desk.total());
    let unmet =
        (total.abs_diff(target).saturating_mul(PART) > target).then(|| desk.unmet(until_release));
    Adjusted { routine, total, unmet }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// The lengths that a press may be given, in seconds: from the first to the second in fives; where the range has
/// no five, its least alone.
pub(super) fn range(technique: &Technique) -> (u64, u64) {
    let (least, most) = (technique.least.as_secs(), technique.most.as_secs());
    let (low, high) = (least.next_multiple_of(FIVE), most / FIVE * FIVE);
    if low <= high { (low, high) } else { (least, least) }
}

/// The length of the presses of one item, which can be turned up and down.
struct Dial {
    place: usize,
    /// How many presses it turns at once: sides and repeats.
    presses: u64,
    /// In seconds, as the three below.
    length: u64,
    least: u64,
    most: u64,
    /// Where it would stand if nothing had to be rounded; in milliseconds.
    ideal: u64,
}

impl Dial {
    fn new(place: usize, length: Duration, technique: &Technique) -> Self {
        let (least, most) = range(technique);
        let length = length.as_secs();
        Self { place, presses: 1, length, least, most, ideal: length * 1000 }
    }

    const fn is_even(&self) -> bool {
        self.least <= self.length
            && self.length <= self.most
            && (self.length.is_multiple_of(FIVE) || self.least == self.most)
    }

    fn scaled(&self, by: u64) -> u64 {
        (self.length * 1000 * by / ONE).clamp(self.least * 1000, self.most * 1000)
    }

    /// Where one step would take it.
    fn step(&self, up: bool) -> Option<u64> {
        let length = if up { self.length + FIVE } else { self.length.checked_sub(FIVE)? };
        (self.least..=self.most).contains(&length).then_some(length)
    }

    /// How far a length is from the ideal one, in milliseconds.
    const fn off(&self, length: u64) -> u64 {
        self.ideal.abs_diff(length * 1000)
    }
}

/// All dials of a routine. Times in milliseconds.
struct Desk {
    dials: Vec<Dial>,
    /// What no dial turns.
    rest: u64,
    target: u64,
}

impl Desk {
    fn sum(&self, of: impl Fn(&Dial) -> u64) -> u64 {
        self.rest + self.dials.iter().map(|dial| dial.presses * of(dial)).sum::<u64>()
    }

    fn total(&self) -> u64 {
        self.sum(|dial| dial.length * 1000)
    }

    /// Turns the dials until no step brings the total nearer to the target.
    fn settle(&mut self) {
        if self.dials.iter().all(Dial::is_even) && self.better_step().is_none() {
            return;
        }
        let (mut by, mut above) = (0, MOST_SCALED + 1);
        while above - by > 1 {
            let middle = by.midpoint(above);
            if self.sum(|dial| dial.scaled(middle)) <= self.target {
                by = middle;
            } else {
                above = middle;
            }
        }
        for dial in &mut self.dials {
            dial.ideal = dial.scaled(by);
            let fives = (dial.ideal + FIVE * 500) / (FIVE * 1000);
            dial.length = (fives * FIVE).clamp(dial.least, dial.most);
        }
        while let Some((nth, length)) = self.better_step() {
            self.dials[nth].length = length;
        }
    }

    /// The step that brings the total nearer and is the fairest of those: towards the ideal length, or the least
    /// far from it.
    fn better_step(&self) -> Option<(usize, u64)> {
        let total = self.total();
        let up = total < self.target;
        let off = total.abs_diff(self.target);
        let steps = self.dials.iter().enumerate().filter_map(|(nth, dial)| {
            let length = dial.step(up)?;
            let by = dial.presses * FIVE * 1000;
            let after = if up { total + by } else { total - by };
            (after.abs_diff(self.target) < off).then_some((nth, dial, length))
        });
        // Turned up or down by the same five seconds, all gain or lose between -5 and +5 seconds.
        let unfair = |dial: &Dial, length| FIVE * 1000 + dial.off(length) - dial.off(dial.length);
        steps
            .min_by_key(|(_, dial, length)| unfair(dial, *length))
            .map(|(nth, _, length)| (nth, length))
    }

    fn unmet(&self, until_release: Vec<Code>) -> Unmet {
        let total = Duration::from_millis(self.total());
        let is_over = self.total() > self.target;
        let at_end = |dial: &Dial| dial.length == if is_over { dial.least } else { dial.most };
        match (self.dials.iter().all(at_end), is_over) {
            (false, _) => Unmet::Nearest { total },
            (true, false) => Unmet::AtMost { total },
            (true, true) if until_release.is_empty() => Unmet::AtLeast { total },
            (true, true) => Unmet::UntilRelease { total, codes: until_release },
        }
    }
}

#[cfg(test)]
mod tests;
