//! Orders held to the best of all orders, and what must be so of every order.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::domain::plan::{Choices, Dose, Pacing, Sides};
use crate::domain::point::{Hands, Point};
use crate::domain::profile::{Person, Profile, Rules};
use crate::domain::sample;
use crate::domain::technique::{Applicator, Motion};

/// A made-up point: its posture, what presses it, whether by the other hand, on which sides.
type Made = (char, Applicator, bool, Sides);

fn plan_of(made: &[Made]) -> Plan {
    let point = |(posture, applicator, opposite, _): &Made| -> Point {
        let mut point = sample::point("ST-36", true);
        if let Some(guide) = point.guide.as_mut() {
            guide.posture = posture.to_string();
            guide.technique.applicator = *applicator;
            guide.hands = Hands { opposite: *opposite, both_at_once: true };
        }
        point
    };
    let points: Vec<Point> = made.iter().map(point).collect();
    let (rules, profile) = (Rules::default(), Profile::default());
    let person = Person { rules: &rules, profile: &profile, now: jiff::Timestamp::UNIX_EPOCH };
    let parts: Vec<_> = points
        .iter()
        .zip(made)
        .map(|(point, (.., sides))| {
            let dose = Dose::Fixed(Duration::from_secs(60));
            let choices = Choices { sides: *sides, motion: Motion::Steady, dose };
            (person.suit(point).expect("playable"), choices)
        })
        .collect();
    Plan::new(&parts, Pacing::default()).expect("a plan")
}

fn eased(made: &[Made]) -> Vec<Made> {
    easiest(&plan_of(made)).into_iter().map(|place| made[place]).collect()
}

fn cost_of(made: &[Made]) -> i64 {
    let plan = plan_of(made);
    let in_order: Vec<usize> = (0..made.len()).collect();
    Costs::of(&work(&plan)).total(&in_order)
}

/// All orders of so many, the nearest to the given one first.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..count {
        let longer = |order: &Vec<usize>| -> Vec<Vec<usize>> {
            let left = (0..count).filter(|next| !order.contains(next));
            left.map(|next| [order.as_slice(), &[next]].concat()).collect()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

const PARTS: [Applicator; 4] =
    [Applicator::Thumb, Applicator::Fingertips, Applicator::FingertipsOrThumb, Applicator::Ball];

fn made(postures: &'static str) -> impl Strategy<Value = Made> {
    let posture = (0..postures.len()).prop_map(|nth| postures.as_bytes()[nth] as char);
    let applicator = (0..PARTS.len()).prop_map(|nth| PARTS[nth]);
    let sides = (0..Sides::ALL.len()).prop_map(|nth| Sides::ALL[nth]);
    (posture, applicator, any::<bool>(), sides)
}

fn postures(made: &[Made]) -> String {
    made.iter().map(|(posture, ..)| *posture).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_order_of_a_few_costs_less(made in vec(made("abc"), 1..=6)) {
        let costs = Costs::of(&work(&plan_of(&made)));
        let all = orders(made.len());
        let best = all.iter().min_by_key(|order| costs.total(order)).expect("one at least");
        prop_assert_eq!(&costs.exactly(), best, "the first of the best");
        let found = easiest(&plan_of(&made));
        prop_assert_eq!(costs.total(&found), costs.total(best));
        let thumb = |order: &[usize]| {
            Ease::of(&plan_of(&order.iter().map(|place| made[*place]).collect::<Vec<_>>())).thumb
        };
        prop_assert!(thumb(&found) <= thumb(best), "no longer for a thumb");
    }

    #[test]
    fn every_order_is_one_of_the_same_points_and_never_worse(made in vec(made("abcde"), 1..=30)) {
        let order = easiest(&plan_of(&made));
        let mut places = order.clone();
        places.sort_unstable();
        prop_assert!(places.into_iter().eq(0..made.len()), "{:?}", order);
        let eased = eased(&made);
        prop_assert!(cost_of(&eased) <= cost_of(&made));
        let kinds: std::collections::BTreeSet<char> = postures(&made).chars().collect();
        prop_assert_eq!(Ease::of(&plan_of(&eased)).posture_changes, kinds.len() - 1);
    }

    #[test]
    fn ordering_twice_changes_nothing(made in vec(made("abcd"), 1..=24)) {
        let once = eased(&made);
        prop_assert!(easiest(&plan_of(&once)).into_iter().eq(0..once.len()));
    }

    /// What the search finds for many is held, for few, to the best: at worst four thumbs more without a rest.
    #[test]
    fn the_search_comes_near_the_best(made in vec(made("abc"), 2..=EXACT)) {
        let costs = Costs::of(&work(&plan_of(&made)));
        let (best, found) = (costs.total(&costs.exactly()), costs.total(&costs.by_search()));
        prop_assert!(best <= found);
        prop_assert_eq!(best / POSTURE, found / POSTURE, "as few changes of posture");
        prop_assert!((found - best) / THUMB <= 4, "{} and {}", best, found);
    }
}

#[test]
fn postures_first_then_thumbs_then_hands() {
    use Applicator::{Ball, Fingertips, Thumb};
    let rows: &[(&str, &[Made], &[usize])] = &[
        (
            "what is easy stays",
            &[('a', Thumb, true, Sides::Both), ('b', Thumb, true, Sides::Both)],
            &[0, 1],
        ),
        (
            "postures come together, the first one first",
            &[
                ('a', Ball, false, Sides::Both),
                ('b', Ball, false, Sides::Both),
                ('a', Ball, false, Sides::Both),
            ],
            &[0, 2, 1],
        ),
        (
            "thumbs rest in between",
            &[
                ('a', Thumb, true, Sides::Both),
                ('a', Thumb, true, Sides::Both),
                ('a', Fingertips, true, Sides::AtOnce),
            ],
            &[0, 2, 1],
        ),
        (
            "the other thumb is a rest too",
            &[
                ('a', Thumb, true, Sides::Left),
                ('a', Thumb, true, Sides::Left),
                ('a', Thumb, true, Sides::Right),
            ],
            &[0, 2, 1],
        ),
        (
            "hands take turns",
            &[
                ('a', Fingertips, true, Sides::Left),
                ('a', Fingertips, true, Sides::Left),
                ('a', Fingertips, true, Sides::Right),
            ],
            &[0, 2, 1],
        ),
        (
            "the rest stands where the work is longest",
            &[
                ('a', Thumb, true, Sides::Both),
                ('a', Fingertips, true, Sides::Both),
                ('a', Thumb, true, Sides::Both),
                ('a', Thumb, true, Sides::Both),
                ('a', Thumb, true, Sides::Both),
            ],
            &[0, 2, 1, 3, 4],
        ),
        (
            "but no posture changes for a thumb",
            &[
                ('a', Thumb, true, Sides::Both),
                ('a', Thumb, true, Sides::Both),
                ('b', Fingertips, true, Sides::Both),
            ],
            &[0, 1, 2],
        ),
    ];
    for (name, made, expected) in rows {
        assert_eq!(easiest(&plan_of(made)), *expected, "{name}");
    }
}

#[test]
fn what_an_order_asks_for() {
    use Applicator::{Fingertips, Thumb};
    let both = ('a', Thumb, true, Sides::Both);
    let rest = ('b', Fingertips, true, Sides::Both);
    let left = ('a', Thumb, true, Sides::Left);
    let rows: &[(&[Made], usize, u64)] = &[
        (&[rest], 0, 0),
        (&[both], 0, 60),
        (&[both, both], 0, 120),
        (&[both, rest, both], 2, 60),
        (&[both, both, rest, both], 2, 120),
        // The right thumb presses the left side; the left thumb has rested meanwhile.
        (&[left, both, left], 0, 180),
        (&[('a', Thumb, true, Sides::AtOnce), left], 0, 120),
    ];
    for (made, posture_changes, seconds) in rows {
        let expected =
            Ease { posture_changes: *posture_changes, thumb: Duration::from_secs(*seconds) };
        assert_eq!(Ease::of(&plan_of(made)), expected, "{made:?}");
    }
}

/// After a point the rest comes in the order that costs the least with that point before it.
#[test]
fn after_a_point() {
    let point = |posture: char| (posture, Applicator::Fist, false, Sides::Left);
    let plan = plan_of(&['A', 'B', 'C', 'A', 'B'].map(point));
    // After the second point, which has posture B, the other B comes first.
    assert_eq!(easiest_after(&plan, Some(1), &[2, 3, 4]), [4, 2, 3]);
    assert_eq!(easiest_after(&plan, None, &[2, 3, 4]), [2, 3, 4]);
    assert_eq!(easiest_after(&plan, Some(0), &[4, 2, 3]), [3, 4, 2]);
    assert_eq!(easiest_after(&plan, Some(0), &[]), Vec::<usize>::new());
    assert_eq!(easiest_after(&plan, Some(9), &[9, 2]), [2], "places that the plan does not have");
    // So it is beyond the number for which all orders are weighed.
    let many: Vec<Made> = "BABABABABABABABA".chars().map(point).collect();
    let order = easiest_after(&plan_of(&many), Some(0), &(1..many.len()).collect::<Vec<_>>());
    let postures: String = order.iter().map(|place| many[*place].0).collect();
    assert_eq!(postures, "BBBBBBBAAAAAAAA");
}
