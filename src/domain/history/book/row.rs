//! One session in few bytes, and how one more note of it is taken in.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use super::super::{Began, Change, Outcome, PlannedPress, PressEnd, Rating, SessionId, StopReason};
use super::names::{Key, Names};
use crate::domain::point::Side;
use crate::domain::technique::Motion;

/// One session.
#[derive(Debug, Clone)]
pub struct Row {
    pub key: Key,
    /// When it began, in microseconds since 1970; `i64::MAX` without a start.
    started: i64,
    /// When the last of its notes was written.
    last: i64,
    /// When the note was written that tells its end.
    ended: i64,
    started_zone: u32,
    last_zone: u32,
    /// The number of the routine, plus one; 0 for none.
    routine: u32,
    /// The local day on which it began.
    pub date: Date,
    pub presses: Box<[Press]>,
    extra: Option<Box<Extra>>,
    finish: Option<Finish>,
    pub by_hand: bool,
}

/// One press in few bytes.
#[derive(Debug, Clone, Copy)]
pub struct Press {
    /// The number of the point.
    pub point: u32,
    pub most_ms: u32,
    /// How far it came; meaningless while `end` is `None`.
    pressed_ms: u32,
    pub side: Side,
    pub motion: Motion,
    pub until_release: bool,
    pub end: Option<PressEnd>,
}

/// How far a press came; the greatest stands. The time pressed leads, because it only ever grows
/// while the wall clock may be set back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Came {
    pressed_ms: u32,
    ended: bool,
    end: PressEnd,
}

impl Came {
    pub fn new(pressed: Duration, end: PressEnd) -> Self {
        Self { pressed_ms: millis(pressed), ended: end != PressEnd::GoesOn, end }
    }
}

/// How a session ended; the greatest stands, the moment it was noted counting after the first. A session that was
/// played to its end outranks one that was not, and a reason that was said outranks none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finish {
    played: bool,
    pub outcome: Outcome,
    said: bool,
    pub reason: Option<StopReason>,
}

impl Finish {
    pub fn new(outcome: Outcome, reason: Option<StopReason>) -> Self {
        Self {
            played: matches!(outcome, Outcome::Done | Outcome::Released | Outcome::Partial),
            outcome,
            said: reason.is_some_and(|reason| reason != StopReason::Unsaid),
            reason,
        }
    }
}

/// How a session began; the earliest stands.
#[derive(Debug)]
pub struct Start<'a> {
    pub at: &'a Zoned,
    pub presses: &'a [PlannedPress],
    pub routine: Option<&'a str>,
    pub continues: Option<&'a SessionId>,
    pub by_hand: bool,
}

/// The latest that was said of a matter: that of the greatest revision, and of two with one revision the greater.
#[derive(Debug, Clone, Copy, Default)]
struct Said<T> {
    revision: u32,
    value: T,
}

impl<T: Ord> Said<T> {
    fn hear(&mut self, revision: u32, value: T) {
        let newer = (revision, &value) > (self.revision, &self.value);
        if newer || self.revision == 0 {
            *self = Self { revision, value };
        }
    }

    fn get(&self) -> Option<&T> {
        (self.revision > 0).then_some(&self.value)
    }
}

/// What only some sessions have.
#[derive(Debug, Clone, Default)]
struct Extra {
    before: Said<Option<Rating>>,
    after: Said<Option<Rating>>,
    worse: Said<Option<Side>>,
    struck: Said<bool>,
    /// The greatest revision.
    revision: u32,
    /// The number of the complaint, plus one.
    complaint: Said<u32>,
    continues: Option<Key>,
    words: Option<Box<Words>>,
}

/// What few sessions have.
#[derive(Debug, Clone, Default)]
pub struct Words {
    remark: Said<String>,
    tags: Said<Vec<String>>,
    began: Said<Option<Began>>,
    pressed: BTreeMap<usize, Said<u32>>,
    finish: Said<Option<Finish>>,
    /// Presses that the plan does not have, or that came before it.
    spare: BTreeMap<usize, Came>,
}

impl Row {
    pub fn new(key: Key) -> Self {
        Self {
            key,
            started: i64::MAX,
            last: i64::MIN,
            ended: i64::MIN,
            started_zone: 0,
            last_zone: 0,
            routine: 0,
            date: Date::ZERO,
            presses: Box::default(),
            extra: None,
            finish: None,
            by_hand: false,
        }
    }

    pub const fn has_start(&self) -> bool {
        self.started != i64::MAX
    }

    /// When it began, in microseconds since 1970: as it was noted, or as the person put it right.
    pub fn began(&self) -> i64 {
        self.corrected().map_or(self.started, |began| micros(&began.0))
    }

    /// The same with its zone.
    pub fn began_at(&self, names: &Names) -> Zoned {
        let corrected = self.corrected().map(|began| began.0.clone());
        corrected.unwrap_or_else(|| names.moment(self.started, self.started_zone))
    }

    fn corrected(&self) -> Option<&Began> {
        self.words().and_then(|words| words.began.get()).and_then(Option::as_ref)
    }

    /// Reckons the local day anew.
    pub fn date_it(&mut self, names: &Names) {
        self.date = self.began_at(names).date();
    }

    pub fn last_at(&self, names: &Names) -> Zoned {
        names.moment(self.last, self.last_zone)
    }

    pub fn routine<'a>(&self, names: &'a Names) -> Option<&'a str> {
        self.routine_number().map(|number| names.texts.text(number))
    }

    pub fn routine_number(&self) -> Option<u32> {
        self.routine.checked_sub(1)
    }

    pub fn complaint_number(&self) -> Option<u32> {
        self.extra.as_ref()?.complaint.get()?.checked_sub(1)
    }

    pub fn continues(&self) -> Option<Key> {
        self.extra.as_ref()?.continues
    }

    pub fn rated(&self) -> (Option<Rating>, Option<Rating>) {
        self.extra.as_ref().map_or((None, None), |extra| (extra.before.value, extra.after.value))
    }

    pub fn worse(&self) -> Option<Side> {
        self.extra.as_ref()?.worse.value
    }

    pub fn is_struck(&self) -> bool {
        self.extra.as_ref().is_some_and(|extra| extra.struck.value)
    }

    pub fn revision(&self) -> u32 {
        self.extra.as_ref().map_or(0, |extra| extra.revision)
    }

    pub fn remark(&self) -> &str {
        self.words().map_or("", |words| words.remark.value.as_str())
    }

    pub fn tags(&self) -> &[String] {
        self.words().map_or(&[], |words| words.tags.value.as_slice())
    }

    /// How that press came, in milliseconds: as noted, or as the person put it right.
    pub fn pressed_ms(&self, index: usize, press: &Press) -> u32 {
        let corrected = self.words().and_then(|words| words.pressed.get(&index)?.get());
        corrected.copied().unwrap_or(if press.end.is_some() { press.pressed_ms } else { 0 })
    }

    pub fn finish(&self) -> (Outcome, Option<StopReason>) {
        let corrected = self.words().and_then(|words| words.finish.get()).copied().flatten();
        match corrected.or(self.finish) {
            Some(finish) => (finish.outcome, finish.reason),
            // Somebody stopped because it was too much, and no reason could be asked any more.
            None if self.presses.iter().any(|press| press.end == Some(PressEnd::Stopped)) => {
                (Outcome::Stopped, Some(StopReason::Unsaid))
            }
            None => (Outcome::Interrupted, None),
        }
    }

    fn words(&self) -> Option<&Words> {
        self.extra.as_ref()?.words.as_deref()
    }

    fn extra(&mut self) -> &mut Extra {
        self.extra.get_or_insert_default()
    }

    fn words_mut(&mut self) -> &mut Words {
        self.extra().words.get_or_insert_default()
    }

    /// A note of it was written then.
    pub fn saw(&mut self, at: &Zoned, names: &mut Names) {
        let moment = micros(at);
        // One moment may be told in several zones: then the words decide.
        let by_words = || at.to_string() > names.moment(self.last, self.last_zone).to_string();
        if moment > self.last || (moment == self.last && by_words()) {
            self.last = moment;
            self.last_zone = names.zone(at);
        }
    }

    pub fn start(&mut self, start: &Start<'_>, names: &mut Names) {
        let moment = micros(start.at);
        let earlier = match moment.cmp(&self.started) {
            Ordering::Equal => self.has_start() && self.would_yield(start, names),
            other => other.is_lt(),
        };
        if !earlier {
            return;
        }
        let mut came: BTreeMap<usize, Came> = BTreeMap::new();
        for (index, press) in self.presses.iter().enumerate() {
            came.extend(press.came().map(|it| (index, it)));
        }
        if let Some(words) = self.extra.as_mut().and_then(|extra| extra.words.as_mut()) {
            came.extend(std::mem::take(&mut words.spare));
        }
        self.started = moment;
        self.started_zone = names.zone(start.at);
        self.routine = start.routine.map_or(0, |key| names.texts.number(key).saturating_add(1));
        self.by_hand = start.by_hand;
        if start.continues.is_some() || self.extra.is_some() {
            self.extra().continues = start.continues.map(|id| names.key(id));
        }
        self.presses = start.presses.iter().map(|press| Press::planned(press, names)).collect();
        for (index, came) in came {
            self.press(index, came);
        }
    }

    /// Whether a start of the same moment goes before this row's, by what it says.
    fn would_yield(&self, start: &Start<'_>, names: &Names) -> bool {
        let presses: Vec<PlannedPress> =
            self.presses.iter().filter_map(|press| press.plan(names)).collect();
        let continues = self.continues().map(|key| names.id(key));
        let zone = names.moment(self.started, self.started_zone).to_string();
        let own = (presses.as_slice(), self.routine(names), continues.as_ref(), self.by_hand, zone);
        let other =
            (start.presses, start.routine, start.continues, start.by_hand, start.at.to_string());
        other < own
    }

    pub fn press(&mut self, index: usize, came: Came) {
        let Some(press) = self.presses.get_mut(index) else {
            let kept = self.words_mut().spare.entry(index).or_insert(came);
            *kept = came.max(*kept);
            return;
        };
        let came = press.came().map_or(came, |known| known.max(came));
        press.pressed_ms = came.pressed_ms;
        press.end = Some(came.end);
    }

    pub fn end(&mut self, finish: Finish, at: i64) {
        let rank = |finish: Finish, at: i64| (finish.played, at, finish);
        if self.finish.is_none_or(|known| rank(known, self.ended) < rank(finish, at)) {
            self.finish = Some(finish);
            self.ended = at;
        }
    }

    pub fn change(&mut self, revision: u32, change: &Change, names: &mut Names) {
        // From 1, in the files; 0 would count as never said.
        let revision = revision.max(1);
        let complaint = change.complaint.as_ref().map(|key| key.as_deref());
        let complaint_before = self.complaint_number().map(|number| names.texts.text(number));
        let takes_complaint = complaint.is_some_and(|new| {
            let known = self.extra.as_ref().map_or(0, |extra| extra.complaint.revision);
            (revision, new) > (known, complaint_before) || known == 0
        });
        let extra = self.extra();
        extra.revision = extra.revision.max(revision);
        if let Some(rating) = change.before {
            extra.before.hear(revision, rating);
        }
        if let Some(rating) = change.after {
            extra.after.hear(revision, rating);
        }
        if let Some(side) = change.worse {
            extra.worse.hear(revision, side);
        }
        if let Some(struck) = change.struck {
            extra.struck.hear(revision, struck);
        }
        if let Some(key) = complaint.filter(|_| takes_complaint) {
            let value = key.map_or(0, |key| names.texts.number(key).saturating_add(1));
            extra.complaint = Said { revision, value };
        }
        if let Some(remark) = &change.remark {
            self.words_mut().remark.hear(revision, remark.clone());
        }
        if let Some(tags) = &change.tags {
            self.words_mut().tags.hear(revision, tags.clone());
        }
        if let Some(began) = &change.began {
            self.words_mut().began.hear(revision, Some(began.clone()));
        }
        for (index, pressed) in &change.pressed {
            self.words_mut().pressed.entry(*index).or_default().hear(revision, millis(*pressed));
        }
        if let Some((outcome, reason)) = change.outcome {
            self.words_mut().finish.hear(revision, Some(Finish::new(outcome, reason)));
        }
    }
}

impl Press {
    fn planned(press: &PlannedPress, names: &mut Names) -> Self {
        Self {
            point: names.code(&press.point),
            most_ms: millis(press.most),
            pressed_ms: 0,
            side: press.side,
            motion: press.motion,
            until_release: press.until_release,
            end: None,
        }
    }

    pub fn plan(&self, names: &Names) -> Option<PlannedPress> {
        Some(PlannedPress {
            point: names.code_of(self.point)?.clone(),
            side: self.side,
            motion: self.motion,
            most: Duration::from_millis(self.most_ms.into()),
            until_release: self.until_release,
        })
    }

    fn came(&self) -> Option<Came> {
        self.end.map(|end| Came::new(Duration::from_millis(self.pressed_ms.into()), end))
    }
}

/// Microseconds since 1970; the years that a moment can have fit.
pub fn micros(at: &Zoned) -> i64 {
    at.timestamp().as_microsecond()
}

/// At the most 49 days, which no press lasts.
fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}
