//! Going back: to the beginning of a step, to the one before, to the beginning of the point.

use super::{BACK_WITHIN, Happening, Run, State};
use crate::domain::plan::{Phase, Step};

impl Run {
    /// Begins the present step again, or goes to the one before it if this one has only just begun.
    pub fn back(&mut self) -> Vec<Happening> {
        let to = if self.elapsed < BACK_WITHIN { self.step.saturating_sub(1) } else { self.step };
        let step = self.plan.steps()[to];
        // The press is over while it eases off: that stays so.
        let undone = (step.phase != Phase::EaseOff).then_some(step.press);
        self.go_back(to, undone)
    }

    /// Begins the point in hand again, from its finding; its presses are pressed again, and what has been pressed
    /// counts all the same. In a rest that is the point that has just been left.
    pub fn once_more(&mut self) -> Vec<Happening> {
        let point = self.in_hand();
        let of_point = |press: usize| self.plan.presses()[press].point == point;
        let finds = |step: &Step| step.phase == Phase::Find && of_point(step.press);
        let Some(to) = self.plan.steps().iter().position(finds) else { return Vec::new() };
        let undone: Vec<usize> =
            (0..self.plan.presses().len()).filter(|press| of_point(*press)).collect();
        self.go_back(to, undone)
    }

    /// Which of the plan's points the hands are at: in a rest the one before it.
    #[must_use]
    pub fn in_hand(&self) -> usize {
        let Step { phase, press, .. } = self.step();
        let press = if phase == Phase::Rest { press.saturating_sub(1) } else { press };
        self.plan.presses()[press].point
    }

    fn go_back(&mut self, to: usize, undone: impl IntoIterator<Item = usize>) -> Vec<Happening> {
        let mut happenings = Vec::new();
        if !matches!(self.state, State::Stopped | State::Over) {
            for press in undone {
                self.tallies[press].end = None;
            }
            self.speech.cut(self.time);
            self.enter(to, &mut happenings);
        }
        happenings
    }
}
