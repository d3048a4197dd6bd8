//! Several points in the terminal: where it stands, rests between, one once more.

use super::*;
use crate::domain::point::Point;

/// HE-1 twice in a row with a rest of 30 seconds after each, then LI-4.
fn twice_and_another() -> Plan {
    let point = |code: &str| -> Point {
        let mut point = sample::point(code, false);
        if let Some(guide) = &mut point.guide {
            guide.posture = format!("Sit for {code}.");
        }
        point
    };
    let rest = Duration::from_secs(30);
    let points = [(point("HE-1"), rest), (point("HE-1"), rest), (point("LI-4"), rest)];
    let choices = Choices { sides: Sides::Both, motion: Motion::Steady, dose: minute() };
    sample::resting_plan(&points, choices, Pacing::default())
}

#[test]
fn where_it_stands_and_what_comes_is_told_before_it_begins() {
    let mut world = Fake::keys(&[
        (0, Key::Enter),
        (100_000, Key::Enter),
        (170_000, Key::Enter),
        (180_000, Key::Enter),
    ]);
    let ending = led(twice_and_another(), Manner::Keys, &mut world);
    assert_eq!(ending.outcome, Outcome::Done);
    assert_eq!(world.when("Point 1 of 2, time 1 of 2."), 0);
    assert_eq!(world.when("Rest, 30 s. Let your hands rest."), 70_000);
    assert_eq!(world.when("Next: HE-1 Jíquán · Armpit."), 70_000);
    assert_eq!(world.when("Point 1 of 2, time 2 of 2."), 100_000);
    // Enter ends the second rest at once.
    assert_eq!(world.when("Next: LI-4 Jíquán · Armpit."), 170_000);
    assert_eq!(world.when("Sit for LI-4."), 170_000);
    assert_eq!(world.when("Point 2 of 2."), 170_000);
    assert_eq!(world.now / 1000, 180 + 70);
}

#[test]
fn a_point_is_done_once_more_also_from_its_rest() {
    let keys = [
        (0, Key::Enter),
        (70_000, Key::Character('a')),  // in the rest: HE-1 once more
        (71_000, Key::Enter),           // found
        (76_000 + 59_500, Key::Space),  // half a second is left
        (140_000, Key::Character('A')), // once more while it stands still
        (141_000, Key::Space),          // goes on: finding
        (142_000, Key::Enter),
        (215_000, Key::Escape), // in the rest after it
        (216_000, Key::Character('y')),
    ];
    let mut world = Fake::keys(&keys);
    let ending = led(twice_and_another(), Manner::Keys, &mut world);
    assert_eq!(ending.outcome, Outcome::Left);
    assert_eq!(world.count("Point 1 of 2, time 1 of 2."), 3);
    assert_eq!(world.count("Still paused."), 1);
    assert_eq!(presses(&world), [(0, 60, PressEnd::Done), (0, 60 + 59 + 60, PressEnd::Done)]);
    let summary = telling::summary(ending.conductor.run(), ending.outcome, ending.reason);
    assert!(summary.iter().any(|line| line.contains("wellspring start --resume")), "{summary:?}");
}

#[test]
fn a_word_does_it_too_where_input_is_piped() {
    let mut world = Fake::piped(&["", "anew", "leave", "yes"]);
    let _ = led(twice_and_another(), Manner::Lines, &mut world);
    assert_eq!(world.count("Point 1 of 2, time 1 of 2."), 2);
}
