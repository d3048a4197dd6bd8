//! Routines of made-up points made longer and shorter.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::domain::plan::Sides;
use crate::domain::profile::{Profile, Rules};
use crate::domain::routine::Item;
use crate::domain::sample;

/// A press of so many seconds, of a point whose technique goes from the least to the most, on those sides.
type Made = (u64, u64, u64, Sides);

const BOTH: Sides = Sides::Both;
const LEFT: Sides = Sides::Left;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A routine of such points, and what is known of them. A press of no seconds goes on until release.
fn routine(made: &[Made]) -> (Routine, Catalogue) {
    let mut routine = Routine::own("mine", "Mine");
    let mut points = Vec::new();
    for ((length, least, most, sides), number) in made.iter().zip(1..) {
        let mut point = sample::point(&format!("ST-{number}"), true);
        if let Some(guide) = point.guide.as_mut() {
            let technique = &mut guide.technique;
            (technique.least, technique.default) = (seconds(*least), seconds(*least));
            technique.most = seconds(*most);
        }
        let dose = if *length == 0 { Dose::UntilRelease } else { Dose::Fixed(seconds(*length)) };
        routine.items.push(Item {
            code: point.code.clone(),
            sides: *sides,
            motion: None,
            dose,
            times: 1,
            rest: Duration::ZERO,
            note: String::new(),
        });
        points.push(point);
    }
    (routine, Catalogue::new(points))
}

fn adjusted(routine: &Routine, catalogue: &Catalogue, target: u64) -> Adjusted {
    let (rules, profile) = (Rules::default(), Profile::default());
    let person = Person { rules: &rules, profile: &profile, now: jiff::Timestamp::UNIX_EPOCH };
    adjust(routine, seconds(target), Pacing::default(), catalogue, &person)
}

fn lengths(routine: &Routine) -> Vec<u64> {
    let length = |item: &Item| match item.dose {
        Dose::Fixed(time) => time.as_secs(),
        Dose::UntilRelease => 0,
    };
    routine.items.iter().map(length).collect()
}

#[test]
fn presses_grow_and_shrink_in_proportion() {
    // A press takes ten seconds of easing besides; a change of sides eight.
    for (made, target, expected) in [
        (vec![(60, 30, 120, LEFT)], 70, vec![60]),
        (vec![(60, 30, 120, LEFT)], 100, vec![90]),
        (vec![(60, 30, 120, LEFT)], 102, vec![90]),
        (vec![(60, 30, 120, LEFT), (120, 60, 240, LEFT)], 290, vec![90, 180]),
        (vec![(60, 30, 120, LEFT), (120, 60, 240, LEFT)], 110, vec![30, 60]),
        // What is at its end leaves the rest to the others.
        (vec![(60, 30, 70, LEFT), (60, 30, 240, LEFT)], 240, vec![70, 150]),
        // Two sides count twice.
        (vec![(60, 30, 120, BOTH), (60, 30, 120, LEFT)], 308, vec![90, 90]),
        // Off the fives, it is put on them.
        (vec![(62, 30, 120, LEFT), (58, 30, 120, LEFT)], 140, vec![60, 60]),
        // A range without a five keeps its least; one within it begins and ends on fives.
        (vec![(12, 11, 14, LEFT), (60, 30, 120, LEFT)], 120, vec![11, 90]),
        (vec![(33, 33, 118, LEFT)], 44, vec![35]),
        (vec![(33, 33, 118, LEFT)], 126, vec![115]),
    ] {
        let (routine, catalogue) = routine(&made);
        let adjusted = adjusted(&routine, &catalogue, target);
        assert_eq!(lengths(&adjusted.routine), expected, "{made:?} to {target}");
        assert_eq!(adjusted.unmet, None, "{made:?} to {target}");
    }
}

#[test]
fn what_cannot_be_met_says_why() {
    let code = |number: u32| Code::parse(&format!("ST-{number}")).expect("a code");
    let total = seconds;
    for (made, target, expected) in [
        (vec![(60, 30, 120, LEFT)], 300, Unmet::AtMost { total: total(130) }),
        (vec![(60, 30, 120, LEFT)], 20, Unmet::AtLeast { total: total(40) }),
        (
            vec![(60, 30, 120, LEFT), (0, 30, 120, LEFT)],
            120,
            Unmet::UntilRelease { total: total(170), codes: vec![code(2)] },
        ),
        // Until release counts with its most: that cannot grow.
        (vec![(0, 30, 120, LEFT)], 300, Unmet::AtMost { total: total(130) }),
        // 88 or 98 seconds, and nothing between.
        (vec![(30, 30, 120, BOTH)], 93, Unmet::Nearest { total: total(88) }),
        (vec![], 60, Unmet::Empty),
        (vec![(60, 30, 120, LEFT)], 0, Unmet::AtLeast { total: total(40) }),
        (vec![(60, 30, 120, LEFT)], u64::MAX, Unmet::AtMost { total: total(130) }),
    ] {
        let (routine, catalogue) = routine(&made);
        let adjusted = adjusted(&routine, &catalogue, target);
        assert_eq!(adjusted.unmet, Some(expected), "{made:?} to {target}");
    }
}

fn made() -> impl Strategy<Value = Made> {
    let sides = prop_oneof![Just(BOTH), Just(LEFT), Just(Sides::AtOnce)];
    (10_u64..=600, 10_u64..=600, any::<prop::sample::Index>(), sides).prop_map(
        |(one, other, at, sides)| {
            let (least, most) = (one.min(other), one.max(other));
            let within = usize::try_from(most - least + 1).expect("small");
            let length = least + u64::try_from(at.index(within)).expect("small");
            (length, least, most, sides)
        },
    )
}

proptest! {
    /// Within its range, as near as one step brings it, and the same when it is asked for again.
    #[test]
    fn laws(made in vec(made(), 1..8), target in 1_u64..6000) {
        let (routine, catalogue) = routine(&made);
        let once = adjusted(&routine, &catalogue, target);
        prop_assert_eq!(&adjusted(&once.routine, &catalogue, target), &once);
        let off = once.total.abs_diff(seconds(target));
        prop_assert_eq!(off * 20 > seconds(target), once.unmet.is_some());
        for (length, (_, least, most, sides)) in lengths(&once.routine).into_iter().zip(&made) {
            prop_assert!((*least..=*most).contains(&length));
            let has_five = least.next_multiple_of(5) <= *most;
            prop_assert!(length % 5 == 0 || !has_five);
            // One step towards the target would lead past it, or out of the range.
            let step = if *sides == BOTH { 10 } else { 5 };
            let is_short = once.total < seconds(target);
            let can = if is_short { length + 5 <= *most } else { length >= *least + 5 };
            prop_assert!(!can || !has_five || seconds(step) >= off * 2);
        }
    }
}
