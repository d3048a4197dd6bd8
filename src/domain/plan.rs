//! Plans: from a technique, a side and the person's choices to an unbroken list of steps.

use std::time::Duration;

use super::caution::{Line, Tag};
use super::code::Code;
use super::history::PlannedPress;
use super::point::{Hands, Point, Side};
use super::profile::{Change, Suited};
use super::routine::Part;
use super::technique::{Motion, Technique};

mod progress;

pub use progress::Progress;

/// Which sides a person wants to press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sides {
    /// The left side only.
    Left,
    /// The right side only.
    Right,
    /// One after the other, the left first.
    Both,
    /// Both at the same time, with two hands; only where they can do it.
    AtOnce,
}

impl Sides {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Both, Self::AtOnce];

    /// Its name as the files and the command line spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Both => "both",
            Self::AtOnce => "at-once",
        }
    }

    /// The choice of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sides| sides.name() == name)
    }

    /// The choice by which those sides are pressed, each once, whatever their order.
    #[must_use]
    pub fn of(sides: &[Side]) -> Option<Self> {
        match sides {
            [Side::Left] => Some(Self::Left),
            [Side::Right] => Some(Self::Right),
            [Side::Left, Side::Right] | [Side::Right, Side::Left] => Some(Self::Both),
            [Side::Both] => Some(Self::AtOnce),
            _ => None,
        }
    }

    /// The sides in playing order.
    #[must_use]
    pub fn in_order(self) -> &'static [Side] {
        match self {
            Self::Left => &[Side::Left],
            Self::Right => &[Side::Right],
            Self::Both => &[Side::Left, Side::Right],
            Self::AtOnce => &[Side::Both],
        }
    }
}

/// How long a press lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dose {
    /// For that time.
    Fixed(Duration),
    /// From the least time on until it lets go, up to the most.
    UntilRelease,
}

/// What a person has chosen for a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choices {
    /// Which sides; midline points have one place only and ignore it.
    pub sides: Sides,
    /// In which motion.
    pub motion: Motion,
    /// For how long.
    pub dose: Dose,
}

impl Choices {
    /// What is offered first: both sides, at once where two hands can do it; the first motion; and until
    /// release where the source says so.
    #[must_use]
    pub fn offered(technique: &Technique, hands: Hands) -> Self {
        Self {
            sides: if hands.both_at_once { Sides::AtOnce } else { Sides::Both },
            motion: technique.motions.first().copied().unwrap_or(Motion::Steady),
            dose: if technique.until_release {
                Dose::UntilRelease
            } else {
                Dose::Fixed(technique.default)
            },
        }
    }

    /// These choices as far as the technique allows them; a remembered choice may be older than it.
    #[must_use]
    pub fn within(self, technique: &Technique, hands: Hands) -> Self {
        let offered = Self::offered(technique, hands);
        Self {
            sides: match self.sides {
                Sides::AtOnce if !hands.both_at_once => offered.sides,
                sides => sides,
            },
            motion: if technique.motions.contains(&self.motion) {
                self.motion
            } else {
                offered.motion
            },
            dose: match self.dose {
                Dose::UntilRelease if technique.until_release => Dose::UntilRelease,
                Dose::UntilRelease => offered.dose,
                Dose::Fixed(time) => Dose::Fixed(time.clamp(technique.least, technique.most)),
            },
        }
    }
}

/// The pace between presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pacing {
    /// How long changing sides takes.
    pub change: Duration,
    /// After how long the finding of a point ends by itself; `None` waits for the key.
    pub find_wait: Option<Duration>,
}

impl Default for Pacing {
    fn default() -> Self {
        Self { change: Duration::from_secs(8), find_wait: None }
    }
}

/// How long easing in takes, and easing off: five seconds each, a comfort setting of ours in the
/// manner of self-care texts that let pressure rise and fall.
pub const EASE: Duration = Duration::from_secs(5);

/// What a step is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Posture, hand and landmarks; outside the clock.
    Find,
    /// Pressure rises.
    EaseIn,
    /// The press itself.
    Press,
    /// Pressure falls.
    EaseOff,
    /// The hands change sides, or go on to the next point.
    Change,
    /// Nothing is pressed before the next point.
    Rest,
}

impl Phase {
    /// Its name as the files and the command line spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::EaseIn => "ease-in",
            Self::Press => "press",
            Self::EaseOff => "ease-off",
            Self::Change => "change",
            Self::Rest => "rest",
        }
    }
}

/// One step of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What it is for.
    pub phase: Phase,
    /// The press it belongs to, counted from 0; a change and a rest belong to the press they lead to.
    pub press: usize,
    /// How long it lasts; `None` waits for the person.
    pub length: Option<Duration>,
}

/// One press of a plan: one side of one point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// Which of the plan's points, counted from 0.
    pub point: usize,
    /// On which side.
    pub side: Side,
    /// In which motion.
    pub motion: Motion,
    /// From when on it may end because it let go.
    pub least: Duration,
    /// How long it lasts unless it is ended or changed.
    pub length: Duration,
    /// How long it may be made at the most.
    pub most: Duration,
    /// Whether it is meant to end when it lets go.
    pub until_release: bool,
}

/// Why choices do not make a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// No point was given.
    #[error("a plan needs at least one point")]
    Empty,
    /// The technique has no such motion.
    #[error("{code} is not pressed in that motion; its technique offers {offered}")]
    Motion {
        /// Which point.
        code: Code,
        /// What it offers.
        offered: &'static str,
    },
    /// The time is outside the technique's range.
    #[error(
        "{code} is pressed for {least} to {most} seconds a side; {asked} is outside that range"
    )]
    Seconds {
        /// Which point.
        code: Code,
        /// What was asked for.
        asked: u64,
        /// Seconds.
        least: u64,
        /// Seconds.
        most: u64,
    },
    /// The technique is not one to go on until release.
    #[error(
        "{code} is pressed for a fixed time, not until release; choose {least} to {most} seconds"
    )]
    NoRelease {
        /// Which point.
        code: Code,
        /// Seconds.
        least: u64,
        /// Seconds.
        most: u64,
    },
    /// Two hands cannot press both sides of it at once.
    #[error(
        "two hands cannot press both sides of {code} at once; choose `both` for one after the other"
    )]
    NotAtOnce {
        /// Which point.
        code: Code,
    },
    /// The side that was asked for is left out for this person.
    #[error(
        "the {side} side of {code} is left out for you: {because}. Your answers stand in About me; `wellspring profile` shows them"
    )]
    SideLeftOut {
        /// Which point.
        code: Code,
        /// Which side.
        side: &'static str,
        /// Which answer.
        because: String,
    },
}

/// An unbroken list of steps that leads a person through one or more points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    points: Vec<Point>,
    presses: Vec<Press>,
    steps: Vec<Step>,
    personal: Vec<Line>,
    settled: Vec<Tag>,
    changes: Vec<(Code, Change)>,
}

impl Plan {
    /// The plan for those points with those choices, in that order.
    ///
    /// # Errors
    /// When there is no point, or a choice is not one that its technique offers.
    pub fn new(parts: &[(Suited<'_>, Choices)], pacing: Pacing) -> Result<Self, PlanError> {
        let parts = parts.iter().map(|(suited, choices)| (suited, *choices, Duration::ZERO));
        Self::with_rests(parts, pacing)
    }

    /// The plan for such parts of a routine, with the rests between them.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn of_parts(parts: &[Part<'_>], pacing: Pacing) -> Result<Self, PlanError> {
        let parts = parts.iter().map(|part| (&part.suited, part.choices, part.rest));
        Self::with_rests(parts, pacing)
    }

    fn with_rests<'a, 'b: 'a>(
        parts: impl Iterator<Item = (&'a Suited<'b>, Choices, Duration)>,
        pacing: Pacing,
    ) -> Result<Self, PlanError> {
        let mut plan = Self {
            points: Vec::new(),
            presses: Vec::new(),
            steps: Vec::new(),
            personal: Vec::new(),
            settled: Vec::new(),
            changes: Vec::new(),
        };
        let mut before = Duration::ZERO;
        for (suited, choices, rest) in parts {
            plan.add(suited, choices, before, pacing)?;
            before = rest;
        }
        if plan.presses.is_empty() { Err(PlanError::Empty) } else { Ok(plan) }
    }

    fn add(
        &mut self,
        suited: &Suited<'_>,
        choices: Choices,
        rest: Duration,
        pacing: Pacing,
    ) -> Result<(), PlanError> {
        let (point, technique) = (suited.point(), suited.technique());
        let (least, most) = (technique.least.as_secs(), technique.most.as_secs());
        if !technique.motions.contains(&choices.motion) {
            let offered = match choices.motion {
                Motion::Circular => "a steady hold",
                Motion::Steady => "circles",
            };
            return Err(PlanError::Motion { code: point.code.clone(), offered });
        }
        let length = match choices.dose {
            Dose::UntilRelease if !technique.until_release => {
                return Err(PlanError::NoRelease { code: point.code.clone(), least, most });
            }
            Dose::UntilRelease => technique.most,
            Dose::Fixed(time) if (technique.least..=technique.most).contains(&time) => time,
            Dose::Fixed(time) => {
                return Err(PlanError::Seconds {
                    code: point.code.clone(),
                    asked: time.as_secs(),
                    least,
                    most,
                });
            }
        };
        let sides = sides(suited, choices.sides)?;
        self.points.push(suited.adapted());
        self.take_person(suited);
        if !rest.is_zero() {
            let press = self.presses.len();
            self.steps.push(Step { phase: Phase::Rest, press, length: Some(rest) });
        }
        for (nth, side) in sides.iter().enumerate() {
            let press = self.presses.len();
            self.presses.push(Press {
                point: self.points.len() - 1,
                side: *side,
                motion: choices.motion,
                least: technique.least,
                length,
                most: technique.most,
                until_release: choices.dose == Dose::UntilRelease,
            });
            // The hands know the way on the second side: changing over takes the place of finding.
            let opening = if nth == 0 {
                Step { phase: Phase::Find, press, length: pacing.find_wait }
            } else {
                Step { phase: Phase::Change, press, length: Some(pacing.change) }
            };
            let timed = |phase, length| Step { phase, press, length: Some(length) };
            self.steps.extend([
                opening,
                timed(Phase::EaseIn, EASE),
                timed(Phase::Press, length),
                timed(Phase::EaseOff, EASE),
            ]);
        }
        Ok(())
    }

    /// Takes over what the person's answers say about the point, nothing twice.
    fn take_person(&mut self, suited: &Suited<'_>) {
        for line in suited.lines() {
            if !self.personal.contains(line) {
                self.personal.push(line.clone());
            }
        }
        for tag in suited.settled() {
            if !self.settled.contains(tag) {
                self.settled.push(tag.clone());
            }
        }
        let code = &suited.point().code;
        self.changes.extend(suited.changes().iter().map(|change| (code.clone(), change.clone())));
    }

    /// What the person's answers, and the questions that they left open, add to the caution.
    #[must_use]
    pub fn personal(&self) -> &[Line] {
        &self.personal
    }

    /// The tags whose line the person has answered with "no".
    #[must_use]
    pub fn settled(&self) -> &[Tag] {
        &self.settled
    }

    /// What the person's answers have changed, point by point.
    #[must_use]
    pub fn changes(&self) -> &[(Code, Change)] {
        &self.changes
    }

    /// The points, in playing order.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The presses, in playing order.
    #[must_use]
    pub fn presses(&self) -> &[Press] {
        &self.presses
    }

    /// The steps, in playing order; never empty.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The point that a press is on.
    #[must_use]
    pub fn point_of(&self, press: &Press) -> &Point {
        // Presses are only ever made together with their point, in `add`.
        &self.points[press.point]
    }

    /// All timed steps together; finding without a wait counts as nothing.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.steps.iter().filter_map(|step| step.length).sum()
    }

    /// The presses as the log keeps them.
    #[must_use]
    pub fn planned_presses(&self) -> Vec<PlannedPress> {
        self.presses
            .iter()
            .map(|press| PlannedPress {
                point: self.point_of(press).code.clone(),
                side: press.side,
                motion: press.motion,
                most: press.length,
                until_release: press.until_release,
            })
            .collect()
    }
}

/// The sides that are pressed: those that were chosen, without those that are left out for the person.
pub(super) fn sides(suited: &Suited<'_>, chosen: Sides) -> Result<Vec<Side>, PlanError> {
    if !suited.point().bilateral {
        return Ok(vec![Side::Midline]);
    }
    let code = || suited.point().code.clone();
    if chosen == Sides::AtOnce && !suited.guide().hands.both_at_once {
        return Err(PlanError::NotAtOnce { code: code() });
    }
    let out = |side| suited.left_out(side).is_some();
    if chosen == Sides::AtOnce && !out(Side::Left) && !out(Side::Right) {
        return Ok(vec![Side::Both]);
    }
    // With one side left out, at once is the other side alone.
    let chosen = if chosen == Sides::AtOnce { Sides::Both } else { chosen };
    let sides = chosen.in_order().iter().copied();
    let kept: Vec<Side> = sides.clone().filter(|side| suited.left_out(*side).is_none()).collect();
    match sides.clone().find_map(|side| Some((side, suited.left_out(side)?))) {
        Some((side, because)) if kept.is_empty() => Err(PlanError::SideLeftOut {
            code: code(),
            side: side.name(),
            because: because.to_owned(),
        }),
        _ => Ok(kept),
    }
}
