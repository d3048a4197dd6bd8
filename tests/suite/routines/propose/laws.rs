//! What every proposal, every suggestion and every adjusting holds to.

use std::collections::BTreeSet;
use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::Index;
use wellspring::domain::code::Code;
use wellspring::domain::plan::{Dose, Plan};
use wellspring::domain::point::{Grade, Point};
use wellspring::domain::profile::{Person, Profile};
use wellspring::domain::routine::{
    Fitted, MOST_SUGGESTIONS, NoProposal, Proposal, Start, Unmet, adjust, suggestions,
};

use super::{PACING, complaint, made, minutes, name, point, shelves, starts};
use crate::points::{library, none};
use crate::profile::laws::profiles;
use crate::profile::person;

/// The points that calm, read from the complaints anew.
fn calming() -> BTreeSet<&'static str> {
    let links = ["stress", "worry", "sleep"].map(|key| &complaint(key).links);
    links.into_iter().flatten().map(|link| link.code.as_str()).collect()
}

/// The seconds that a press may last: fives, where there are any.
fn allowed(least: u64, most: u64) -> Vec<u64> {
    let fives: Vec<u64> = (least..=most).filter(|seconds| seconds % 5 == 0).collect();
    if fives.is_empty() { (least..=most).collect() } else { fives }
}

/// A proposal, what it was asked for, and how it is played.
struct Case<'a> {
    start: &'a Start<'a>,
    target: Duration,
    person: Person<'a>,
    proposal: Proposal,
    fitted: Fitted<'a>,
    plan: Plan,
    points: Vec<&'a Point>,
    faults: Vec<String>,
}

/// Every law of a proposal; the faults are told.
fn faults(start: &Start<'_>, target: Duration, answers: &Profile) -> Vec<String> {
    let person = person(&library().rules, answers);
    let head = format!("{} at {} s", name(start), target.as_secs());
    let proposal = match made(start, target, answers) {
        Ok(proposal) => proposal,
        Err(refusal) if is_right(&refusal, start, &person) => return Vec::new(),
        Err(refusal) => return vec![format!("{head}: {refusal}")],
    };
    let fitted = proposal.routine.fit(&library().catalogue, &person);
    let plan = fitted.plan(PACING).expect("a plan");
    let points = proposal.routine.items.iter().map(|item| point(item.code.as_str())).collect();
    let faults = Vec::new();
    let mut case = Case { start, target, person, proposal, fitted, plan, points, faults };
    if made(start, target, answers).as_ref() != Ok(&case.proposal) {
        case.tell("another time it is another");
    }
    case.playing();
    case.time();
    case.order();
    case.more();
    case.faults.iter().map(|fault| format!("{head}: {fault}")).collect()
}

/// Whether there was indeed nothing to propose.
fn is_right(refusal: &NoProposal, start: &Start<'_>, person: &Person<'_>) -> bool {
    match (refusal, start) {
        (NoProposal::NotPlayable(why), Start::Point(point)) => {
            person.suit(point).err().as_ref() == Some(why)
        }
        (NoProposal::NothingLeft { .. }, Start::Complaint(complaint)) => {
            !complaint.links.iter().any(|link| person.is_safe(point(link.code.as_str())))
        }
        _ => false,
    }
}

impl Case<'_> {
    fn tell(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    /// It is played as it stands, and each point has its reason.
    fn playing(&mut self) {
        let items = self.proposal.routine.items.clone();
        if !self.fitted.left_out.is_empty() || self.fitted.parts.len() != items.len() {
            self.tell(format!("not played: {:?}", self.fitted.left_out));
        }
        if self.proposal.why.len() != items.len() || self.proposal.why.iter().any(Vec::is_empty) {
            self.tell("an item without a reason");
        }
        for (code, why) in self.proposal.left_out.clone() {
            let refused = self.person.suit(point(code.as_str())).err();
            if refused.as_ref() != Some(&why) || self.proposal.routine.has(&code) {
                self.tell(format!("{code} is said to be left out"));
            }
        }
        for (nth, one) in self.points.clone().into_iter().enumerate() {
            if self.points[..nth].iter().any(|other| other.is_same_spot(one)) {
                self.tell(format!("{} twice", one.code));
            }
            if matches!(one.grade, Grade::No { .. }) {
                self.tell(format!("{} is graded no", one.code));
            }
        }
    }

    /// It takes the time that it tells, within the ranges, and says why if that is not what was asked for.
    fn time(&mut self) {
        let (total, target) = (self.plan.total(), self.target);
        let unmet = self.proposal.unmet.clone();
        if total != self.proposal.total {
            self.tell(format!("takes {total:?}, tells {:?}", self.proposal.total));
        }
        if (total.abs_diff(target) * 20 <= target) == unmet.is_some() {
            self.tell(format!("{total:?}, and {unmet:?}"));
        }
        let (mut shortest, mut longest) = (true, true);
        let items = self.proposal.routine.items.clone();
        for (nth, item) in items.iter().enumerate() {
            let part = &self.fitted.parts[nth];
            let technique = part.suited.technique();
            let allowed = allowed(technique.least.as_secs(), technique.most.as_secs());
            let seconds = match item.dose {
                Dose::Fixed(time) if part.choices.dose == item.dose => time.as_secs(),
                _ => 0,
            };
            shortest &= allowed.first() == Some(&seconds);
            longest &= allowed.last() == Some(&seconds);
            if !allowed.contains(&seconds) {
                self.tell(format!("{} for {:?}", item.code, item.dose));
            }
        }
        let is_told_right = match unmet {
            None => true,
            Some(Unmet::AtMost { .. }) => longest && total < target,
            Some(Unmet::AtLeast { .. }) => shortest && total > target && items.len() == 1,
            Some(Unmet::Nearest { .. }) => !shortest && !longest,
            Some(Unmet::Empty | Unmet::UntilRelease { .. }) => false,
        };
        if !is_told_right {
            self.tell(format!("{total:?}, and {unmet:?}"));
        }
        let routine = &self.proposal.routine;
        let again = adjust(routine, target, PACING, &library().catalogue, &self.person);
        if again.routine != *routine || again.unmet != unmet || again.total != total {
            self.tell("adjusting it again changes it");
        }
    }

    /// What was asked for and what its page names come first, what calms comes last.
    fn order(&mut self) {
        let in_it: Vec<&str> = self.points.iter().map(|point| point.code.as_str()).collect();
        let named: Vec<&str> = match self.start {
            Start::Point(point) => {
                let guide = point.guide.as_ref().expect("playable");
                let related = guide.related.iter().filter_map(|named| named.code.as_ref());
                [&point.code].into_iter().chain(related).map(Code::as_str).collect()
            }
            Start::Complaint(_) => Vec::new(),
        };
        let first: Vec<&str> = named.iter().copied().filter(|code| in_it.contains(code)).collect();
        let calming = calming();
        let rest: Vec<bool> =
            in_it[first.len()..].iter().map(|code| calming.contains(code)).collect();
        let (begins, ends) =
            (in_it.starts_with(&first) && first.first() == named.first(), rest.is_sorted());
        if !begins || !ends {
            self.tell(format!("{in_it:?}; the page has {named:?}"));
        }
    }

    /// What could be added is new, can be played, and has its reason.
    fn more(&mut self) {
        let more = suggestions(&self.proposal.routine, &shelves(), &self.person);
        let again = suggestions(&self.proposal.routine, &shelves(), &self.person);
        if more.len() > MOST_SUGGESTIONS || more != again {
            self.tell("suggestions: too many, or others the second time");
        }
        for one in &more {
            let other = point(one.item.code.as_str());
            let is_there = self.points.iter().any(|point| point.is_same_spot(other));
            if is_there || !self.person.is_safe(other) || one.why.is_empty() {
                self.tell(format!("suggests {}", other.code));
            }
        }
    }
}

#[test]
fn every_start_at_every_length() {
    let none_answered = Profile::default();
    let mut all = Vec::new();
    for (nth, start) in starts().iter().enumerate() {
        // Each start at ten minutes, and at one more length in turn.
        let other = [1, 5, 15, 20, 60][nth % 5];
        for target in [10, other] {
            all.extend(faults(start, minutes(target), &none_answered));
        }
    }
    none(&all);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_start_for_everybody(
        start in any::<Index>(),
        seconds in 60_u64..3600,
        answers in profiles(),
    ) {
        let starts = starts();
        let faults = faults(start.get(&starts), Duration::from_secs(seconds), &answers);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// Any routine, for anybody: adjusted once, it is what it is adjusted to again, and only its doses change.
    #[test]
    fn adjusting(
        nth in any::<Index>(),
        seconds in 1_u64..7200,
        repeats in proptest::collection::vec((1_u8..=5, 0_u64..=300, any::<bool>()), 12),
        answers in profiles(),
    ) {
        let mut routine = nth.get(&library().routines).clone();
        for (item, (times, rest, release)) in routine.items.iter_mut().zip(repeats) {
            item.times = times;
            item.rest = Duration::from_secs(rest);
            if release {
                item.dose = Dose::UntilRelease;
            }
        }
        let person = person(&library().rules, &answers);
        let (catalogue, target) = (&library().catalogue, Duration::from_secs(seconds));
        let once = adjust(&routine, target, PACING, catalogue, &person);
        let twice = adjust(&once.routine, target, PACING, catalogue, &person);
        prop_assert_eq!(&once, &twice);
        let plan = once.routine.fit(catalogue, &person).plan(PACING);
        prop_assert_eq!(plan.map_or(Duration::ZERO, |plan| plan.total()), once.total);
        prop_assert_eq!(once.total.abs_diff(target) * 20 > target, once.unmet.is_some());
        let mut same = once.routine.clone();
        for (item, before) in same.items.iter_mut().zip(&routine.items) {
            item.dose = before.dose;
        }
        prop_assert_eq!(same, routine);
    }
}
