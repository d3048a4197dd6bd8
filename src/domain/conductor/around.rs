//! What a session asks around itself: sentences at hand, the desktop, the screen that stays on.

use std::sync::Arc;

use super::{Ask, Conductor, Showing};
use crate::domain::plan::Phase;
use crate::domain::run::State;

impl Conductor {
    /// The sentences of this point, and those with which the next is told of and found, so that they can be made
    /// ready. The rest of the next follows when it begins: a long caution and two points would be too much to keep.
    pub(super) fn have_at_hand(&self, asks: &mut Vec<Ask>) {
        let Some(script) = self.script() else { return };
        let plan = self.run.plan();
        let point = self.run.press().point;
        let near = plan.steps().iter().enumerate().filter_map(|(index, step)| {
            let of = plan.presses()[step.press].point;
            let is_next = of == point + 1 && matches!(step.phase, Phase::Rest | Phase::Find);
            (of == point || is_next).then_some(index)
        });
        let mut texts: Vec<Arc<str>> = Vec::new();
        for line in script.lines_of(near, self.run.in_hand()..=point) {
            if !texts.contains(&line.text) {
                texts.push(Arc::clone(&line.text));
            }
        }
        asks.push(Ask::Voice(texts));
    }

    /// Tells the desktop where the session stands: after every input, and when a step begins by itself.
    pub(super) fn tell_desktop(&mut self, anyway: bool, asks: &mut Vec<Ask>) {
        let going =
            self.over.is_none() && matches!(self.run.state(), State::Going | State::CountIn { .. });
        if going != self.awake {
            self.awake = going;
            asks.push(Ask::Awake(going));
        }
        let now = (self.run.step_index(), self.run.length(), going);
        if self.over.is_some() {
            if self.shown.take().is_some() {
                asks.push(Ask::Show(None));
            }
        } else if anyway || self.shown != Some(now) {
            self.shown = Some(now);
            asks.push(Ask::Show(Some(Showing {
                plan: self.run.shared_plan(),
                step: now.0,
                elapsed: self.run.elapsed(),
                length: now.1,
                going,
            })));
        }
    }
}
