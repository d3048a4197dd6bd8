//! What a session says aloud: its sentences, as the screen shows them, in the order in which they help.
//!
//! A voice speaks whole sentences, so every text is taken apart into them; that also lets points share
//! what they have in common, and each sentence needs to be recorded only once.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use super::{caution, person, session, time};
use crate::domain::caution::{Line as Warning, Lines, Prompt, Weight};
use crate::domain::code::Meridian;
use crate::domain::history::Rating;
use crate::domain::plan::{Phase, Plan, Press, Step};
use crate::domain::point::{Point, Side};
use crate::domain::run::{ADJUSTMENT, LAST};
use crate::domain::settings::Settings;
use crate::domain::speech::{self as domain, Amount, Line, Script, StepLines};
use crate::domain::technique::Motion;
use crate::t;

pub mod shipped;

/// How long a voice takes to say a sentence; `None` if it cannot say it.
pub type Lengths<'a> = &'a dyn Fn(&str) -> Option<Duration>;

/// Room to move after each step of finding.
const STEP_WAIT: Duration = Duration::from_secs(6);
/// Room to feel, before the press.
const FEEL_WAIT: Duration = Duration::from_secs(2);
/// The number that is said where the voice cannot say the person's own.
const SOME_NUMBER: &str = "the emergency number";
/// The numbers that are called in an emergency in most of the world, and are recorded.
const NUMBERS: [&str; 4] = ["112", "911", "999", "000"];

/// What is said of each length that a press may be given: fives of seconds, up to ten minutes.
static LENGTHS: LazyLock<Vec<(Duration, String)>> = LazyLock::new(|| {
    let lengths = (2..=120).map(|fives| Duration::from_secs(fives * 5));
    lengths.map(|length| (length, t!("say-for", time = time::spoken(length)))).collect()
});

/// An emergency number as it is said: the usual ones, and words for any other.
fn spoken_number(number: &str) -> &str {
    if NUMBERS.contains(&number) { number } else { SOME_NUMBER }
}

/// What a session says depends on this, apart from its plan.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about the session")]
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// How much.
    pub amount: Amount,
    /// Any key is the big key.
    pub elbow: bool,
    /// A beat marks each circle.
    pub beat: bool,
    /// In the terminal, where some keys have another meaning.
    pub terminal: bool,
    /// It is asked how strong the discomfort is.
    pub asks: bool,
    /// The number to call in an emergency.
    pub emergency: &'a str,
    /// How long each sentence takes.
    pub lengths: Lengths<'a>,
}

/// The single sentences of a text.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut begin = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = matches!(c, '.' | '?' | '!' | ':');
        let after = at + c.len_utf8();
        let apart = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        // After a colon only a sentence of its own begins with a capital letter.
        let next = text[after..].trim_start().chars().next();
        let begins = next.is_none_or(|next| !next.is_lowercase());
        if ends && apart && begins {
            all.push(text[begin..after].trim());
            begin = after;
        }
    }
    all.push(text[begin..].trim());
    all.retain(|sentence| !sentence.is_empty());
    all
}

/// "Heart 1, Jiquan, Highest Spring."
#[must_use]
pub fn name(point: &Point) -> String {
    let code = point.code.as_str();
    let number = code.rsplit('-').next().unwrap_or(code);
    let place = match point.code.meridian() {
        Meridian::Extra => {
            let kind: String = number.chars().take_while(|c| !c.is_ascii_digit()).collect();
            let number: String = number.chars().skip_while(|c| !c.is_ascii_digit()).collect();
            let place = match kind.as_str() {
                "HN" => t!("extra-head-neck"),
                "CA" => t!("extra-chest-belly"),
                "B" => t!("extra-back"),
                "UE" => t!("extra-arm"),
                "LE" => t!("extra-leg"),
                _ => t!("extra-point"),
            };
            format!("{place} {number}")
        }
        meridian => format!("{} {number}", meridian.name()),
    };
    let parts = [place, point.pinyin_plain.clone(), point.english.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    parts.join(", ") + "."
}

/// All that is said in a session of that plan; nothing where chimes are enough.
#[must_use]
pub fn script(plan: &Plan, lines: &Lines, manner: &Manner<'_>) -> Option<Script> {
    if manner.amount == Amount::Chimes {
        return None;
    }
    let steps = 0..plan.steps().len();
    let go_on = if manner.elbow { t!("say-go-on-elbow") } else { t!("say-go-on-key") };
    let leaving = match (manner.elbow, manner.terminal) {
        (true, _) => t!("say-leaving-elbow"),
        (false, true) => t!("say-leaving-typed"),
        (false, false) => t!("say-leaving-key"),
    };
    let close = if manner.elbow { t!("say-close-elbow") } else { String::new() };
    let question = match (manner.asks, manner.elbow) {
        (false, _) => String::new(),
        (true, true) => t!("say-rate-elbow"),
        (true, false) => t!("say-rate-key"),
    };
    Some(Script {
        amount: manner.amount,
        steps: steps.map(|step| manner.of_step(plan, step)).collect(),
        end: manner.say(&[t!("say-end"), t!("over-watch")]),
        question: manner.say(&[question]),
        close: manner.say(&[close]),
        rated: manner.rated(),
        not_rated: manner.say(&[t!("say-not-rated")]),
        paused: manner.say(&[t!("say-paused"), go_on.clone()]),
        slept: manner.say(&[t!("standing-slept"), go_on.clone()]),
        going_on: manner.say(&[t!("say-going-on")]),
        leaving: manner.say(&[t!("standing-leaving"), leaving]),
        stopped: plan.points().iter().map(|point| manner.stopped(point, lines)).collect(),
        left: manner.say(&[t!("say-left")]),
        lengths: LENGTHS
            .iter()
            .filter(|(length, _)| plan.presses().iter().any(|press| may_become(press, *length)))
            .filter_map(|(length, said)| Some((*length, manner.line(said)?)))
            .collect(),
        at_most: manner.say(&[t!("say-at-most")]),
        near_end: manner.say(&[t!("say-near-end")]),
    })
}

/// The caution, from its first line to how it is answered. It is never shortened.
#[must_use]
pub fn caution(prompt: &Prompt, manner: &Manner<'_>) -> Vec<Line> {
    let mut lines = caution_alone(prompt, manner);
    if manner.asks {
        lines.extend(manner.say(&[t!("say-rate-first")]));
    }
    lines.extend(manner.say(&[match (manner.elbow, manner.terminal) {
        (true, _) if manner.asks => t!("say-begin-other"),
        (true, _) => t!("say-begin-elbow"),
        (false, true) => t!("say-begin-typed"),
        (false, false) => t!("say-begin-key"),
    }]));
    lines
}

/// What is said of a rating.
#[must_use]
pub fn rated(rating: Rating, manner: &Manner<'_>) -> Vec<Line> {
    manner.rated().into_iter().skip(rating.get().into()).take(1).collect()
}

/// The caution without how it is answered, for where nobody can answer.
#[must_use]
pub fn caution_alone(prompt: &Prompt, manner: &Manner<'_>) -> Vec<Line> {
    let plan = prompt.plan();
    let mut texts = vec![t!("say-before")];
    let mut before = None;
    texts.extend(plan.points().iter().map(name));
    let mut changes: Vec<String> =
        plan.changes().iter().map(|(_, change)| person::change(change)).collect();
    changes.dedup();
    texts.extend(changes);
    for line in prompt.lines() {
        if line.weight == Weight::MayApply && before != Some(Weight::MayApply) {
            texts.push(t!("say-may-apply"));
        }
        before = Some(line.weight);
        match plan.points().iter().find(|point| point.title() == line.title) {
            Some(point) if plan.points().len() == 1 => texts.push(guide_caution(point)),
            Some(point) => texts.extend([name(point), guide_caution(point)]),
            None => texts.push(warning(line, manner.emergency)),
        }
    }
    manner.say(&texts)
}

/// The same manner of a voice that can say everything, to list what is said.
fn listing<'a>(manner: &Manner<'a>, amount: Amount) -> Manner<'a> {
    Manner { amount, lengths: &|_| Some(Duration::from_secs(1)), ..*manner }
}

/// Every sentence of a caution.
#[must_use]
pub fn caution_sentences(prompt: &Prompt, manner: &Manner<'_>) -> Vec<Arc<str>> {
    let said = caution(prompt, &listing(manner, Amount::Full));
    said.into_iter().map(|line| line.text).collect()
}

/// Every sentence of a caution and of the session after it, whatever the amount, each once, in the order in
/// which they are said: what a voice must be able to say.
#[must_use]
pub fn all_sentences(prompt: &Prompt, lines: &Lines, manner: &Manner<'_>) -> Vec<Arc<str>> {
    let plan = prompt.plan();
    let mut all = caution_sentences(prompt, manner);
    for amount in [Amount::Full, Amount::Short] {
        let script = script(plan, lines, &listing(manner, amount)).unwrap_or_default();
        let answers = script.rated.iter().chain(&script.not_rated);
        let lines = script.lines_of(0..plan.steps().len(), ..).chain(answers);
        all.extend(lines.map(|line| Arc::clone(&line.text)));
    }
    let mut known = HashSet::new();
    all.retain(|text| known.insert(Arc::clone(text)));
    all
}

/// How long reading a caution aloud takes; a sentence that the voice cannot say counts with the time that reading it
/// takes.
#[must_use]
pub fn reading_time(prompt: &Prompt, manner: &Manner<'_>) -> Duration {
    let said: Vec<Line> = caution(prompt, manner);
    let mut unsaid = caution_sentences(prompt, manner);
    unsaid.retain(|sentence| (manner.lengths)(sentence).is_none());
    domain::length_of(&said) + estimate(&unsaid)
}

/// How long reading such sentences takes at 150 words a minute, the pace at which they are spoken.
#[must_use]
pub fn estimate(sentences: &[Arc<str>]) -> Duration {
    let words = sentences.iter().map(|sentence| sentence.split_whitespace().count()).sum::<usize>();
    Duration::from_millis(400) * u32::try_from(words).unwrap_or(u32::MAX)
}

/// Whether a press may be made as long as that, in steps of the keys that make it longer and shorter.
fn may_become(press: &Press, length: Duration) -> bool {
    let apart = length.abs_diff(press.length).as_secs();
    let reached = apart > 0 && apart.is_multiple_of(ADJUSTMENT.as_secs());
    length <= press.most && (length == press.most || reached)
}

fn guide_caution(point: &Point) -> String {
    point.guide.as_ref().map(|guide| guide.caution.clone()).unwrap_or_default()
}

/// A line of the caution, its title as a sentence of its own where it is none already.
fn warning(line: &Warning, emergency: &str) -> String {
    let joined = caution::line(line, emergency);
    let title = line.title.replace("{emergency}", emergency);
    match joined.strip_prefix(&title).and_then(|rest| rest.strip_prefix(':')) {
        Some(text) => format!("{title}.{text}"),
        None => joined,
    }
}

impl<'a> Manner<'a> {
    /// As much as that in the window, or in a file, as the person has set it.
    #[must_use]
    pub fn of(settings: &'a Settings, amount: Amount, lengths: Lengths<'a>) -> Self {
        Self {
            amount,
            elbow: settings.any_key,
            beat: settings.beat_percent > 0,
            terminal: false,
            asks: settings.ask_ratings,
            emergency: spoken_number(settings.emergency()),
            lengths,
        }
    }
}

impl Manner<'_> {
    /// The sentences of such texts, as far as the voice can say them.
    #[must_use]
    pub fn say(&self, texts: &[String]) -> Vec<Line> {
        texts.iter().flat_map(|text| sentences(text)).filter_map(|one| self.line(one)).collect()
    }

    /// What is said of each rating; nothing unless all of them can be said.
    fn rated(&self) -> Vec<Line> {
        let said = |rating: Rating| self.line(&t!("say-rated", rating = rating.get()));
        let all: Option<Vec<Line>> = Rating::all().map(said).collect();
        all.filter(|_| self.asks).unwrap_or_default()
    }

    fn line(&self, sentence: &str) -> Option<Line> {
        let line = |text: &str, length| Line {
            text: Arc::from(text),
            length,
            wait: Duration::ZERO,
            keeps: false,
        };
        (self.lengths)(sentence).map(|length| line(sentence, length))
    }

    fn of_step(&self, plan: &Plan, index: usize) -> StepLines {
        let Some(step) = plan.steps().get(index) else { return StepLines::default() };
        let press = &plan.presses()[step.press];
        let point = plan.point_of(press);
        let full = self.amount == Amount::Full;
        let mut lines = StepLines::default();
        match step.phase {
            Phase::Find => lines.opening = self.find(plan, press, step.length),
            Phase::EaseIn => {
                let ease = if full { t!("say-ease-in") } else { t!("say-ease-in-short") };
                let then = match press.motion {
                    Motion::Circular => t!("say-then-circular"),
                    Motion::Steady => t!("say-then-steady"),
                };
                lines.opening = self.say(&[ease, then]);
            }
            Phase::Press => {
                let mut texts = vec![dose(press)];
                if full {
                    let how = match press.motion {
                        Motion::Circular => t!("say-press-circular"),
                        Motion::Steady => t!("say-press-steady"),
                    };
                    let own = point.guide.as_ref().map(|guide| guide.press.clone());
                    let beat = self.beat && press.motion == Motion::Circular;
                    let beat = if beat { t!("say-beat") } else { String::new() };
                    texts = vec![how, beat, dose(press), own.unwrap_or_default()];
                }
                let half = match press.motion {
                    // Whoever may stop by now is not told to go on.
                    Motion::Circular if press.until_release && press.least < press.length => {
                        t!("say-turned-release")
                    }
                    Motion::Circular => t!("say-turned"),
                    Motion::Steady => t!("say-half"),
                };
                // A press too short for a cue before its end is told of its end at its beginning.
                if press.length <= LAST * 2 {
                    texts.push(t!("say-then-ease-off"));
                }
                lines.opening = self.say(&texts);
                lines.turn = self.say(&[half]);
                lines.least = self.say(&[t!("say-may-stop")]);
                lines.last_ten = self.say(&[t!("say-last-ten"), t!("say-then-ease-off")]);
            }
            Phase::EaseOff => {
                let ease = if full { t!("say-ease-off") } else { t!("say-ease-off-short") };
                lines.opening = self.say(&[ease]);
                lines.opening.extend(self.what_is_next(plan, index));
            }
            Phase::Rest => lines.opening = self.of_next(plan, index),
            Phase::Change => {
                lines.opening = self.say(&[
                    t!("say-change", place = session::place(point, press.side)),
                    with(point, press.side),
                    t!("say-then-ease-in"),
                ]);
            }
        }
        lines
    }

    fn find(&self, plan: &Plan, press: &Press, wait: Option<Duration>) -> Vec<Line> {
        let point = plan.point_of(press);
        let full = self.amount == Amount::Full;
        let place = session::capital(&session::place(point, press.side)) + ".";
        let mut lines = self.named(point);
        let guide = point.guide.as_ref();
        if full && plan.points().len() > 1 {
            // The caution of a single point has just been read; in a routine it may be long ago.
            lines.extend(self.say(&[guide_caution(point)]));
        }
        lines.extend(self.say(&[place]));
        if let Some(guide) = guide.filter(|_| full) {
            lines.extend(self.say(&[guide.posture.clone(), with(point, press.side)]));
            for step in &guide.find {
                let mut step = self.say(std::slice::from_ref(step));
                if let Some(last) = step.last_mut() {
                    last.wait = STEP_WAIT;
                }
                lines.extend(step);
            }
            let mut feel = self.say(std::slice::from_ref(&guide.feel));
            if let Some(last) = feel.last_mut() {
                last.wait = FEEL_WAIT;
            }
            lines.extend(feel);
        } else {
            lines.extend(self.say(&[with(point, press.side)]));
        }
        lines.extend(self.say(&[match wait {
            Some(wait) => t!("say-found-wait", seconds = wait.as_secs()),
            None if self.elbow => t!("say-found-elbow"),
            None => t!("say-found-key"),
        }]));
        lines
    }

    /// The name of a point, which is said even if its moment has passed.
    fn named(&self, point: &Point) -> Vec<Line> {
        let mut lines = self.say(&[name(point)]);
        for line in &mut lines {
            line.keeps = true;
        }
        lines
    }

    fn what_is_next(&self, plan: &Plan, index: usize) -> Vec<Line> {
        match plan.steps().get(index + 1).map(|next| next.phase) {
            None => self.say(&[t!("say-then-done")]),
            Some(Phase::Rest) => self.say(&[t!("say-then-rest")]),
            Some(Phase::Find) => self.of_next(plan, index),
            Some(_) => self.say(&[t!("say-then-change")]),
        }
    }

    /// The point that is found after such a step.
    fn of_next(&self, plan: &Plan, index: usize) -> Vec<Line> {
        let finds = |step: &&Step| step.phase == Phase::Find;
        let Some(find) = plan.steps().iter().skip(index + 1).find(finds) else { return Vec::new() };
        let next = plan.point_of(&plan.presses()[find.press]);
        let before = plan.presses().get(find.press.wrapping_sub(1));
        if before.is_some_and(|before| plan.point_of(before).code == next.code) {
            return self.say(&[t!("say-then-once-more")]);
        }
        let mut lines = self.say(&[t!("say-then-next")]);
        lines.extend(self.named(next));
        lines
    }

    /// What is said after a stop: what to do now, and when to call for help.
    fn stopped(&self, point: &Point, lines: &Lines) -> Vec<Line> {
        let guide = point.guide.as_ref();
        let advice = guide.map(|guide| guide.stop.clone()).filter(|stop| !stop.is_empty());
        let mut texts = vec![t!("say-stopped"), advice.unwrap_or_else(|| t!("stop-advice"))];
        texts.extend(lines.after_stop.iter().map(|line| warning(line, self.emergency)));
        let flags = guide.iter().flat_map(|guide| &guide.red_flags);
        for line in flags.filter_map(|key| lines.of_red_flag(key)) {
            let text = line.text.replace("{emergency}", self.emergency);
            texts.extend([t!("stopped-call"), text]);
        }
        if self.elbow {
            texts.push(t!("say-stopped-elbow"));
        }
        self.say(&texts)
    }
}

/// "With the fingertips of your right hand."
fn with(point: &Point, side: Side) -> String {
    session::capital(&session::hand_and_finger(point, side)) + "."
}

/// "For 1 minute.", "For up to 2 minutes, until it lets go."
fn dose(press: &Press) -> String {
    let length = time::spoken(press.length);
    if press.until_release {
        t!("say-for-up-to", time = length)
    } else {
        t!("say-for", time = length)
    }
}

#[cfg(test)]
mod tests;
