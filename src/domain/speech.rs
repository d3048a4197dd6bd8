//! What is spoken in a session: sentences with the time that each takes.
//!
//! The sentences come from above (`words`), and so do their lengths, which only the voice knows. Which is said
//! when is the run's affair ([`super::run`]).

use std::ops::RangeBounds;
use std::sync::Arc;
use std::time::Duration;

use super::sound::{Cue, Scheduled, Sound};

/// How much is spoken. It can be changed while a session runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Amount {
    /// Every sentence that the session shows.
    #[default]
    Full,
    /// A few words at each change.
    Short,
    /// Nothing: chimes only.
    Chimes,
}

impl Amount {
    /// All of them, from much to nothing.
    pub const ALL: [Self; 3] = [Self::Full, Self::Short, Self::Chimes];

    /// Its name as the files and the command line spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
            Self::Chimes => "chimes",
        }
    }

    /// The amount of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The next one round: what the key that changes it leads to.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Full => Self::Short,
            Self::Short => Self::Chimes,
            Self::Chimes => Self::Full,
        }
    }
}

/// A sentence that can be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The sentence as the screen shows it.
    pub text: Arc<str>,
    /// How long saying it takes.
    pub length: Duration,
    /// Silence after it: room to move.
    pub wait: Duration,
    /// It is said though its step has passed meanwhile: the name of what comes next.
    pub keeps: bool,
}

/// What is said in one step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepLines {
    /// When it begins.
    pub opening: Vec<Line>,
    /// Half-way.
    pub turn: Vec<Line>,
    /// When the least time has been reached.
    pub least: Vec<Line>,
    /// Ten seconds before its end.
    pub last_ten: Vec<Line>,
}

/// All that is said in one session, at one amount. A sentence that nothing can say is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Script {
    /// How much is spoken.
    pub amount: Amount,
    /// For each step of the plan.
    pub steps: Vec<StepLines>,
    /// When the session is over.
    pub end: Vec<Line>,
    /// After that, where something was pressed: how strong it is now; empty if that is not asked.
    pub question: Vec<Line>,
    /// After that, where nothing is asked: how to close.
    pub close: Vec<Line>,
    /// What is said of each rating, from 0 to 10. These and the next are got ready when the answer has come.
    pub rated: Vec<Line>,
    /// What is said when the question is passed over.
    pub not_rated: Vec<Line>,
    /// When it pauses.
    pub paused: Vec<Line>,
    /// When it pauses because the machine slept.
    pub slept: Vec<Line>,
    /// When it goes on.
    pub going_on: Vec<Line>,
    /// When it is asked whether to leave.
    pub leaving: Vec<Line>,
    /// After a stop, for each of the plan's points.
    pub stopped: Vec<Vec<Line>>,
    /// When the session has been left, or its stop stands.
    pub left: Vec<Line>,
    /// When a press has been made longer or shorter: how long it is now, in all.
    pub lengths: Vec<(Duration, Line)>,
    /// When a press is as long as it may be.
    pub at_most: Vec<Line>,
    /// When too little of a press is left to shorten it.
    pub near_end: Vec<Line>,
}

impl Script {
    /// Everything that may be said in these steps and after a stop of these points, and what may be said at any time.
    pub fn lines_of(
        &self,
        steps: impl Iterator<Item = usize>,
        points: impl RangeBounds<usize>,
    ) -> impl Iterator<Item = &Line> {
        let of_steps = steps.filter_map(|step| self.steps.get(step)).flat_map(|step| {
            [&step.opening, &step.turn, &step.least, &step.last_ten].into_iter().flatten()
        });
        let at_any_time = [
            &self.end,
            &self.question,
            &self.close,
            &self.paused,
            &self.slept,
            &self.going_on,
            &self.leaving,
            &self.left,
            &self.at_most,
            &self.near_end,
        ];
        of_steps
            .chain(at_any_time.into_iter().flatten())
            .chain(
                self.stopped
                    .iter()
                    .enumerate()
                    .filter(move |(point, _)| points.contains(point))
                    .flat_map(|(_, lines)| lines),
            )
            .chain(self.lengths.iter().map(|(_, line)| line))
    }
}

/// The chime that draws attention to a sentence goes this long before it: it takes half a second, and
/// 400 to 600 ms is what listeners of synthetic speech are given (`research/audio`, section 5).
pub const CHIME: Duration = Duration::from_millis(600);
/// A sentence about a cue begins this long after the cue, which has drawn attention already.
pub const AFTER_CUE: Duration = Duration::from_millis(700);
/// Silence between two sentences.
pub const GAP: Duration = Duration::from_millis(300);
/// Before the first sound of a session: wireless headphones swallow what comes before they have woken up.
pub const LEAD_IN: Duration = Duration::from_millis(800);

/// How long such sentences take, one after the other, with their chime and the silence after each.
#[must_use]
pub fn length_of(lines: &[Line]) -> Duration {
    if lines.is_empty() {
        return Duration::ZERO;
    }
    CHIME + lines.iter().map(|line| line.length + GAP + line.wait).sum::<Duration>()
}

/// Such sentences one after the other, outside of the running time: the first after a chime of its own, or
/// where a cue has just sounded, [`AFTER_CUE`] later.
#[must_use]
pub fn one_after_another(lines: &[Line], from: Duration, after_cue: bool) -> Vec<Scheduled> {
    let mut all = Vec::new();
    if lines.is_empty() {
        return all;
    }
    let mut at = from;
    if after_cue {
        at += AFTER_CUE;
    } else {
        all.push(Scheduled { after: at, cue: Cue::Sound(Sound::Attention) });
        at += CHIME;
    }
    for line in lines {
        all.push(Scheduled { after: at, cue: Cue::Say(Arc::clone(&line.text)) });
        at += line.length + GAP + line.wait;
    }
    all
}
