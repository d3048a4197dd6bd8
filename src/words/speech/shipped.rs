//! The sentences that the shipped voice knows: what is recorded, and what a test holds the recordings to.
//!
//! They are not listed by hand. Sessions are planned in every way that a person can choose, and what they
//! would say is collected; a sentence that is added to a session is thereby asked for.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;

use super::{LENGTHS, Lengths, Manner, NUMBERS, SOME_NUMBER, caution, name, script};
use crate::domain::catalogue::Catalogue;
use crate::domain::caution::{Lines, Prompt};
use crate::domain::code::Code;
use crate::domain::plan::{Choices, Dose, Pacing, Plan, Sides};
use crate::domain::point::Point;
use crate::domain::profile::{Answer, Person, Profile, Rules};
use crate::domain::routine::Routine;
use crate::domain::speech::Amount;
use crate::t;

/// The point whose family is recorded whole: Wellspring began with its page.
const FIRST: &str = "HE-1";
/// The waits that a person can set for finding, in seconds.
pub const WAITS: [u64; 5] = [10, 20, 30, 45, 60];

/// What the sentences come from.
#[derive(Debug, Clone, Copy)]
pub struct Shelf<'a> {
    /// Every point.
    pub catalogue: &'a Catalogue,
    /// The shipped routines.
    pub routines: &'a [Routine],
    /// The questions of About me.
    pub rules: &'a Rules,
    /// The shared lines of the caution.
    pub lines: &'a Lines,
}

/// Every sentence that is recorded: the names of all points, what all points share, and everything that the
/// points of a shipped routine, of the first point and of its related ones say.
#[must_use]
pub fn sentences(shelf: &Shelf<'_>) -> BTreeSet<String> {
    let all = RefCell::new(BTreeSet::new());
    let record = |sentence: &str| {
        let mut all = all.borrow_mut();
        if sentence.contains(SOME_NUMBER) {
            all.extend(NUMBERS.map(|number| sentence.replace(SOME_NUMBER, number)));
        }
        if !all.contains(sentence) {
            let _ = all.insert(sentence.to_owned());
        }
        Some(Duration::from_secs(1))
    };
    let lengths: Lengths<'_> = &record;
    let manner = |amount, elbow| Manner {
        amount,
        elbow,
        beat: true,
        terminal: false,
        asks: true,
        emergency: SOME_NUMBER,
        lengths,
    };
    let nobody = Profile::default();
    for point in shelf.catalogue.iter() {
        let _ = record(&name(point));
        for_every_choice(shelf, point, &nobody, &mut |plan| {
            let _ = script(plan, shelf.lines, &manner(Amount::Short, false));
        });
    }
    for code in family(shelf) {
        let Some(point) = shelf.catalogue.find(code.as_str()) else { continue };
        for_every_choice(shelf, point, &nobody, &mut |plan| {
            let _ = script(plan, shelf.lines, &manner(Amount::Full, false));
        });
        for_every_answer(shelf, point, &mut |plan| {
            let said = manner(Amount::Full, true);
            let _ = script(&plan, shelf.lines, &said);
            let prompt = Prompt::new(plan, shelf.lines);
            let _ = caution(&prompt, &said);
            let _ = caution(&prompt, &manner(Amount::Full, false));
        });
    }
    for routine in shelf.routines {
        let person = person(shelf, &nobody);
        let fitted = routine.fit(shelf.catalogue, &person);
        for find_wait in WAITS.map(Duration::from_secs).map(Some).into_iter().chain([None]) {
            let pacing = Pacing { find_wait, ..Pacing::default() };
            let Ok(plan) = fitted.plan(pacing) else { continue };
            for elbow in [false, true] {
                let said = manner(Amount::Full, elbow);
                let _ = script(&plan, shelf.lines, &said);
                let _ = caution(&Prompt::new(plan.clone(), shelf.lines), &said);
            }
        }
    }
    // No shipped routine may rest or repeat: a person's own does.
    let between = [t!("say-then-rest"), t!("say-then-once-more"), t!("say-then-next")];
    for sentence in &between {
        let _ = record(sentence);
    }
    let more =
        [t!("voice-sample"), t!("say-begin-typed"), t!("say-begin-elbow"), t!("say-leaving-typed")];
    for sentence in more.iter().flat_map(|text| super::sentences(text)) {
        let _ = record(sentence);
    }
    for (_, said) in LENGTHS.iter() {
        let _ = record(said);
    }
    // A point of a person's own may carry any shared line.
    let tags = shelf.lines.tags.iter().map(|(_, line)| line);
    for line in tags.chain(shelf.lines.red_flags.iter().map(|(_, line)| line)) {
        for sentence in super::sentences(&super::warning(line, SOME_NUMBER)) {
            let _ = record(sentence);
        }
    }
    all.into_inner()
}

/// The points that are recorded whole.
#[must_use]
pub fn family(shelf: &Shelf<'_>) -> BTreeSet<Code> {
    let of_routines = shelf.routines.iter().flat_map(|routine| &routine.items);
    let mut codes: BTreeSet<Code> = of_routines.map(|item| item.code.clone()).collect();
    if let Some(first) = shelf.catalogue.find(FIRST) {
        let related = first.guide.iter().flat_map(|guide| &guide.related);
        codes.extend(related.filter_map(|related| related.code.clone()));
        let _ = codes.insert(first.code.clone());
    }
    codes
}

fn person<'a>(shelf: &Shelf<'a>, profile: &'a Profile) -> Person<'a> {
    Person { rules: shelf.rules, profile, now: Timestamp::UNIX_EPOCH }
}

/// Plans a point on every side, in every motion, for its least, usual and most time, and until release.
fn for_every_choice(
    shelf: &Shelf<'_>,
    point: &Point,
    profile: &Profile,
    then: &mut dyn FnMut(&Plan),
) {
    let person = person(shelf, profile);
    let Ok(suited) = person.suit(point) else { return };
    let technique = suited.technique();
    let times = [technique.least, technique.default, technique.most].map(Dose::Fixed);
    for sides in Sides::ALL {
        for motion in &technique.motions {
            for dose in times.into_iter().chain([Dose::UntilRelease]) {
                let choices = Choices { sides, motion: *motion, dose };
                if let Ok(plan) = Plan::new(&[(suited.clone(), choices)], Pacing::default()) {
                    then(&plan);
                }
            }
        }
    }
}

/// Plans a point for a person who has answered nothing, and for each answer "yes" by itself.
fn for_every_answer(shelf: &Shelf<'_>, point: &Point, then: &mut dyn FnMut(Plan)) {
    let answered = shelf.rules.questions.iter().map(|question| {
        let mut profile = Profile::default();
        let yes = Some(Answer::Yes(Vec::new()));
        profile.answer_with(&question.key, yes, Timestamp::UNIX_EPOCH);
        profile
    });
    for profile in std::iter::once(Profile::default()).chain(answered) {
        let person = person(shelf, &profile);
        let Ok(suited) = person.suit(point) else { continue };
        let choices = suited.choices(None);
        if let Ok(plan) = Plan::new(&[(suited, choices)], Pacing::default()) {
            then(plan);
        }
    }
}
