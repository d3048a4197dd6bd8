//! What is said within a run, and when: one sentence at a time, each at its place or not at all.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use super::{Event, Happening, Run, State};
use crate::domain::plan::Phase;
use crate::domain::sound::{Cue, Sound};
use crate::domain::speech::{
    AFTER_CUE, CHIME, GAP, Line, Script, StepLines, length_of, one_after_another,
};

/// A sentence that tells of a cue is left out rather than said later than this after it.
const STALE: Duration = Duration::from_secs(6);
/// Asking for a sentence again within this time of its beginning goes to the one before it.
const AGAIN_WITHIN: Duration = Duration::from_millis(2500);

/// A sentence that waits to be said.
#[derive(Debug, Clone, PartialEq)]
struct Waiting {
    line: Line,
    /// Its place among the sentences with which its step opens.
    place: Option<usize>,
    /// Not before this running time.
    from: Duration,
    /// It is left out if it cannot begin by this running time.
    by: Option<Duration>,
    /// A chime draws attention to it first.
    chime: bool,
}

/// What is said, and what waits to be said. All moments are running time.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Speech {
    script: Option<Arc<Script>>,
    waiting: VecDeque<Waiting>,
    /// What was said last, and when it began.
    said: Option<(Waiting, Duration)>,
    /// From when on the next sentence may begin.
    free: Duration,
    /// Until when something has been heard.
    pub(super) heard: Duration,
}

impl Speech {
    pub(super) fn new(script: Option<Arc<Script>>) -> Self {
        Self { script, ..Self::default() }
    }

    /// Nothing that waits is said any more, and what is being said has been cut off.
    pub(super) fn cut(&mut self, now: Duration) {
        self.waiting.clear();
        self.said = None;
        self.free = self.free.min(now);
        self.heard = self.heard.min(now);
    }

    /// Whether there is anything to be said.
    pub(super) const fn speaks(&self) -> bool {
        self.script.is_some()
    }

    /// Nothing is said before this running time.
    pub(super) fn hold_back(&mut self, until: Duration) {
        self.free = self.free.max(until);
    }

    fn ask(&mut self, lines: &[Line], from: Duration, by: Option<Duration>, chime: bool) {
        let first = self.waiting.len();
        for (place, line) in lines.iter().enumerate() {
            let place = by.is_none().then_some(place);
            self.waiting.push_back(Waiting { line: line.clone(), place, from, by, chime: false });
        }
        if chime && let Some(waiting) = self.waiting.get_mut(first) {
            waiting.chime = true;
        }
    }

    /// When the next sentence, or its chime, is due; those that would come too late are passed over.
    fn due(&self) -> Option<(usize, Duration)> {
        self.waiting.iter().enumerate().find_map(|(index, waiting)| {
            let at = waiting.from.max(self.free);
            waiting.by.is_none_or(|by| at <= by).then_some((index, at))
        })
    }
}

impl Run {
    /// The sentences of the present step.
    fn lines(&self, of: fn(&StepLines) -> &Vec<Line>) -> Vec<Line> {
        let script = self.speech.script.as_ref();
        script
            .and_then(|script| script.steps.get(self.step))
            .map(|step| of(step).clone())
            .unwrap_or_default()
    }

    /// How long a step is, with the time that its sentences take where they must be over before it ends.
    pub(super) fn length_of(&self, step: usize) -> Option<Duration> {
        let planned = self.plan.steps().get(step)?;
        let length = planned.length?;
        let opening = self.speech.script.as_ref().and_then(|script| script.steps.get(step));
        let spoken = opening.map_or(Duration::ZERO, |lines| length_of(&lines.opening));
        Some(match planned.phase {
            // The wait that the person has set begins when everything has been said.
            Phase::Find => length + spoken,
            Phase::Change | Phase::Rest => length.max(spoken + AFTER_CUE),
            Phase::EaseIn | Phase::Press | Phase::EaseOff => length,
        })
    }

    /// A step begins: what its forerunner still had to say is left out but for names, and its own sentences
    /// are asked for. `sounded` if a cue marks its beginning.
    pub(super) fn speak_opening(&mut self, sounded: bool) {
        self.speech.waiting.retain(|waiting| waiting.line.keeps);
        let mut lines = self.lines(|step| &step.opening);
        // The name of a point may have been said, or be waiting, at the end of the one before it.
        let named = self.speech.waiting.back().or(self.speech.said.as_ref().map(|(said, _)| said));
        if let (Some(named), Some(first)) = (named, lines.first())
            && named.line.keeps
            && named.line.text == first.text
        {
            let _ = lines.remove(0);
        }
        let from = if sounded { self.time + AFTER_CUE } else { self.time };
        self.speech.ask(&lines, from, None, !sounded && self.speech.waiting.is_empty());
    }

    /// A cue has sounded that has words of its own.
    pub(super) fn speak_of_cue(&mut self, sound: Sound) {
        let lines = match sound {
            Sound::Turn => self.lines(|step| &step.turn),
            Sound::Least => self.lines(|step| &step.least),
            Sound::LastTen => self.lines(|step| &step.last_ten),
            _ => return,
        };
        let by = Some(self.time + STALE);
        self.speech.ask(&lines, self.time + AFTER_CUE, by, false);
    }

    /// The press has another end now: what was to be said of the old one is left out.
    pub(super) fn forget_cues(&mut self) {
        self.speech.waiting.retain(|waiting| waiting.by.is_none());
    }

    /// When the next sentence or its chime is due, in the time of the step.
    pub(super) fn sentence_due(&self) -> Option<Duration> {
        self.speech.due().map(|(_, at)| self.elapsed + at.saturating_sub(self.time))
    }

    /// Says what is due.
    pub(super) fn say_what_is_due(&mut self, happenings: &mut Vec<Happening>) {
        while let Some((index, at)) = self.speech.due()
            && at <= self.time
        {
            drop(self.speech.waiting.drain(..index));
            let Some(mut next) = self.speech.waiting.pop_front() else { break };
            if next.chime {
                next.chime = false;
                self.push(Event::Sound(Sound::Attention), happenings);
                self.speech.free = self.time + CHIME;
                self.speech.waiting.push_front(next);
            } else {
                let Line { text, length, wait, .. } = &next.line;
                self.speech.free = self.time + *length + GAP + *wait;
                self.speech.heard = self.time + *length;
                let said = Event::Say(Arc::clone(text));
                happenings.push(Happening { at: self.time, event: said });
                self.speech.said = Some((next, self.time));
            }
        }
    }

    /// A pause cuts off what is being said; it is said from its beginning when the session goes on.
    pub(super) fn break_off(&mut self) {
        if let Some((said, began)) = self.speech.said.take() {
            if began + said.line.length > self.time {
                self.speech.waiting.push_front(said);
            } else {
                self.speech.said = Some((said, began));
            }
        }
        self.speech.free = self.time + AFTER_CUE;
        self.speech.heard = self.time;
        self.give_time();
    }

    /// Says it again: while a point is being found, the sentence that was said last, or the one before it if
    /// that has only just begun, and what follows; else all with which the step opens.
    pub(super) fn say_again(&mut self) {
        let lines = self.lines(|step| &step.opening);
        let mut place = 0;
        if self.step().phase == Phase::Find
            && let Some((said, began)) = &self.speech.said
            && let Some(last) = said.place
        {
            let all_said = self.speech.waiting.is_empty()
                && began.saturating_add(said.line.length + said.line.wait) <= self.time;
            place = if all_said {
                0
            } else if self.time.saturating_sub(*began) < AGAIN_WITHIN {
                last.saturating_sub(1)
            } else {
                last
            };
        }
        self.speech.cut(self.time);
        let before = self.speech.waiting.len();
        self.speech.ask(&lines, self.time, None, false);
        drop(self.speech.waiting.drain(before..(before + place).min(self.speech.waiting.len())));
        if let Some(first) = self.speech.waiting.front_mut() {
            first.chime = true;
        }
        self.give_time();
    }

    /// Says this in place of what is being said.
    pub(in crate::domain) fn say_now(&mut self, lines: &[Line]) {
        self.speech.cut(self.time);
        self.speech.ask(lines, self.time, None, false);
    }

    /// Another script from now on: more is said, or less. A point that is being found is told from the
    /// beginning where there is more to say than before.
    pub(super) fn follow_script(&mut self, script: Option<Arc<Script>>) {
        let amount = |script: &Option<Arc<Script>>| script.as_ref().map(|script| script.amount);
        let before = (amount(&self.speech.script), self.lines(|step| &step.opening).is_empty());
        self.speech.script = script;
        let now = (amount(&self.speech.script), self.lines(|step| &step.opening).is_empty());
        if before == now {
            // The same sentences, some of which can be said only now.
            return;
        }
        self.speech.cut(self.time);
        if self.step().phase == Phase::Find {
            self.speak_opening(false);
            self.give_time();
        }
    }

    /// Where finding ends by itself, its wait begins when everything has been said; and a change of sides
    /// does not end before it has been told.
    fn give_time(&mut self) {
        let step = self.step();
        let said = self.elapsed + self.speech_left();
        match (step.phase, step.length) {
            (Phase::Find, Some(wait)) => self.length = Some(said + wait),
            (Phase::Change | Phase::Rest, Some(length)) => {
                self.length = Some(self.length.unwrap_or(length).max(said));
            }
            _ => {}
        }
    }

    /// What is said when the session goes on: during the count-in, or where there is none, before anything
    /// else.
    pub(super) fn say_going_on(&mut self) -> Option<Happening> {
        let line = self.speech.script.as_ref()?.going_on.first()?.clone();
        if !matches!(self.state, State::CountIn { left } if line.length + GAP < left) {
            self.speech.hold_back(self.time + line.length + GAP);
        }
        Some(Happening { at: self.time, event: Event::Say(line.text) })
    }

    /// What is said at the end: how it is now is asked only of what was pressed.
    pub(in crate::domain) fn end_lines(&self) -> Vec<Line> {
        let Some(script) = &self.speech.script else { return Vec::new() };
        let question = self.question();
        let last = if question.is_empty() { script.close.clone() } else { question };
        script.end.iter().cloned().chain(last).collect()
    }

    /// How strong it is now, where something was pressed and it is asked.
    pub(in crate::domain) fn question(&self) -> Vec<Line> {
        let script = self.speech.script.as_ref().filter(|_| self.pressed_something());
        script.map(|script| script.question.clone()).unwrap_or_default()
    }

    /// Whether anything was pressed of which something could be said: for a second at least.
    pub(in crate::domain) fn pressed_something(&self) -> bool {
        let pressed: Duration = self.tallies.iter().map(|tally| tally.pressed).sum();
        pressed >= Duration::from_secs(1)
    }

    /// What is said when the last step has ended, after the cue that marks it.
    pub(super) fn last_words(&mut self) -> Vec<Happening> {
        let lines = self.end_lines();
        let from = self.time.max(self.speech.free.saturating_sub(AFTER_CUE));
        let said = one_after_another(&lines, from, true).into_iter();
        said.filter_map(|one| match one.cue {
            Cue::Say(text) => Some(Happening { at: one.after, event: Event::Say(text) }),
            Cue::Sound(_) => None,
        })
        .collect()
    }

    /// How long it takes from now until everything that waits has been said.
    #[must_use]
    pub fn speech_left(&self) -> Duration {
        let waiting = &self.speech.waiting;
        let each = waiting.iter().map(|one| one.line.length + GAP + one.line.wait);
        let chimes = waiting.iter().filter(|one| one.chime).map(|_| CHIME);
        self.speech.free.saturating_sub(self.time) + each.chain(chimes).sum::<Duration>()
    }
}
