//! Whether a routine can be played as it stands: what a file from elsewhere asks for, held to what is known here.

use std::time::Duration;

use super::{Item, LONGEST_REST, MOST_TIMES, Routine};
use crate::domain::catalogue::Catalogue;
use crate::domain::plan::{Choices, Dose, Sides};
use crate::domain::point::NotPlayable;
use crate::domain::technique::Motion;

/// How a point of a routine stands to what is known here, whoever plays it.
///
/// Whatever it says, the item keeps what its file says: it is judged anew when more is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is played as it stands.
    Known,
    /// It is played, but otherwise than it says: at least one difference.
    Differs(Vec<Difference>),
    /// No point of that code is known here; it is passed over.
    Unknown,
    /// The point is known and not played.
    CannotBePlayed {
        /// Why not: graded "no", or nobody has written how.
        why: NotPlayable,
    },
}

impl Verdict {
    /// Its name as programs read it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Differs(_) => "differs",
            Self::Unknown => "unknown",
            Self::CannotBePlayed { .. } => "cannot-be-played",
        }
    }
}

/// What an item asks for and its point does not offer, and what it becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Two hands cannot press both sides of it at once.
    Sides {
        /// What it asks for.
        what: Sides,
        /// What is played.
        becomes: Sides,
    },
    /// It is not pressed in that motion.
    Motion {
        /// What it asks for.
        what: Motion,
        /// What is played.
        becomes: Motion,
    },
    /// It is not pressed for so long, or not until release.
    Dose {
        /// What it asks for.
        what: Dose,
        /// What is played.
        becomes: Dose,
        /// The least that its technique allows.
        least: Duration,
        /// The most that its technique allows.
        most: Duration,
    },
    /// So many times in a row no point is pressed.
    Times {
        /// What it asks for.
        what: u8,
        /// What is played.
        becomes: u8,
    },
    /// So long no rest is.
    Rest {
        /// What it asks for.
        what: Duration,
        /// What is played.
        becomes: Duration,
    },
}

/// How each point of a routine stands to what is known here, in their order.
#[must_use]
pub fn judge(routine: &Routine, catalogue: &Catalogue) -> Vec<Verdict> {
    routine.items.iter().map(|item| of_item(item, catalogue)).collect()
}

fn of_item(item: &Item, catalogue: &Catalogue) -> Verdict {
    let Some(point) = catalogue.find(item.code.as_str()) else { return Verdict::Unknown };
    let guide = match point.playable() {
        Ok(playable) => playable.guide(),
        Err(why) => return Verdict::CannotBePlayed { why },
    };
    let technique = &guide.technique;
    let asked = Choices {
        sides: item.sides,
        motion: item.motion.unwrap_or_else(|| Choices::offered(technique, guide.hands).motion),
        dose: item.dose,
    };
    let played = asked.within(technique, guide.hands);
    let mut all = Vec::new();
    // On the midline there are no sides to choose from.
    if point.bilateral && played.sides != asked.sides {
        all.push(Difference::Sides { what: asked.sides, becomes: played.sides });
    }
    if played.motion != asked.motion {
        all.push(Difference::Motion { what: asked.motion, becomes: played.motion });
    }
    if played.dose != asked.dose {
        let (least, most) = (technique.least, technique.most);
        all.push(Difference::Dose { what: asked.dose, becomes: played.dose, least, most });
    }
    let times = item.times.clamp(1, MOST_TIMES);
    if times != item.times {
        all.push(Difference::Times { what: item.times, becomes: times });
    }
    let rest = item.rest.min(LONGEST_REST);
    if rest != item.rest {
        all.push(Difference::Rest { what: item.rest, becomes: rest });
    }
    if all.is_empty() { Verdict::Known } else { Verdict::Differs(all) }
}
