//! Sessions that were stopped because it was too much.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::StopReason;
use super::Past;
use crate::domain::code::Code;

/// How often was stopped, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stops {
    /// How many sessions were stopped.
    pub sessions: usize,
    /// How many for which reason, in the order of [`StopReason::ALL`]; they sum up to `sessions`.
    pub reasons: [usize; StopReason::ALL.len()],
    /// At which points, the most often first. A stop while no point was pressed stands at none.
    pub at: Vec<StoppedAt>,
}

impl Stops {
    /// How many sessions were stopped for that reason.
    #[must_use]
    pub const fn because(&self, reason: StopReason) -> usize {
        self.reasons[reason as usize]
    }
}

/// That sessions were stopped at a point for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoppedAt {
    /// Which point.
    pub code: Code,
    /// Why.
    pub reason: StopReason,
    /// How often.
    pub times: usize,
}

/// Stops while sessions come in.
#[derive(Debug, Default)]
pub struct Gathering<'a> {
    stops: Stops,
    at: BTreeMap<(&'a Code, StopReason), usize>,
}

impl<'a> Gathering<'a> {
    pub fn session(&mut self, reason: Option<StopReason>) {
        self.stops.sessions += 1;
        self.stops.reasons[reason.unwrap_or(StopReason::Unsaid) as usize] += 1;
    }

    /// The press at which it was stopped.
    pub fn at(&mut self, past: Past<'a>, point: u32, reason: Option<StopReason>) {
        if let Some(code) = past.code_of(point) {
            *self.at.entry((code, reason.unwrap_or(StopReason::Unsaid))).or_default() += 1;
        }
    }

    pub fn done(self) -> Stops {
        let stopped = |((code, reason), times): ((&Code, StopReason), usize)| StoppedAt {
            code: code.clone(),
            reason,
            times,
        };
        let mut at: Vec<StoppedAt> = self.at.into_iter().map(stopped).collect();
        at.sort_by_key(|stopped| Reverse(stopped.times));
        Stops { at, ..self.stops }
    }
}
