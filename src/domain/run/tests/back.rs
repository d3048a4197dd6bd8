//! Going back, beginning again, and rests.

use super::*;

proptest! {
    /// Once more leads to the finding of the point in hand, takes nothing back that has been pressed, and afterwards
    /// the session can still come to a good end.
    #[test]
    fn once_more_begins_the_point_in_hand_again(run in any_run()) {
        let mut run = run;
        let (before, in_hand) = (run.clone(), run.in_hand());
        let happenings = run.once_more();
        if matches!(before.state(), State::Stopped | State::Over) {
            prop_assert_eq!((happenings, run), (Vec::new(), before));
            return Ok(());
        }
        prop_assert_eq!((run.step().phase, run.press().point), (Phase::Find, in_hand));
        prop_assert_eq!((run.state(), run.elapsed()), (before.state(), Duration::ZERO));
        for (press, (now, then)) in run.plan().presses().iter().zip(run.tallies().iter().zip(before.tallies())) {
            prop_assert_eq!(now.pressed, then.pressed);
            prop_assert_eq!(now.end, if press.point == in_hand { None } else { then.end });
        }
        let _ = run.go_on();
        while run.state() != State::Over {
            let _ = run.advance(run.left().unwrap_or_default() + s(1));
            if run.length().is_none() {
                let _ = run.proceed();
            }
        }
        for (press, (now, then)) in run.plan().presses().iter().zip(run.tallies().iter().zip(before.tallies())) {
            if press.point == in_hand {
                prop_assert_eq!(now.end, Some(PressEnd::Done));
                prop_assert!(now.pressed >= then.pressed + press.length);
            }
        }
    }
}

#[test]
fn back_restarts_the_step_or_goes_to_the_one_before() {
    let mut run = pressing(Dose::Fixed(s(60)), Motion::Steady);
    let _ = run.advance(s(20));
    let _ = run.back();
    assert_eq!((run.step().phase, run.elapsed()), (Phase::Press, Duration::ZERO));
    let _ = run.back();
    assert_eq!(run.step().phase, Phase::EaseIn);
    let _ = run.back();
    let _ = run.back();
    assert_eq!(run.step().phase, Phase::Find, "the first step begins again");
}

#[test]
fn going_back_to_the_easing_off_leaves_the_press_done() {
    let mut run = pressing(Dose::Fixed(s(60)), Motion::Steady);
    let _ = run.advance(s(60 + 5 + 1));
    assert_eq!(run.step().phase, Phase::Change);
    let _ = run.back();
    assert_eq!(run.step().phase, Phase::EaseOff);
    assert_eq!(run.tallies()[0].end, Some(PressEnd::Done));
}

fn resting() -> Run {
    let points = [("HE-1", 30), ("LI-4", 0)];
    let points = points.map(|(code, rest)| (sample::point(code, false), s(rest)));
    let choices = choices(Sides::Both, Motion::Steady, Dose::Fixed(s(60)));
    let mut run = sample::run(sample::resting_plan(&points, choices, Pacing::default()));
    let _ = run.proceed();
    let _ = run.advance(s(5 + 60 + 5 + 10));
    assert_eq!((run.step().phase, run.left()), (Phase::Rest, Some(s(20))));
    run
}

#[test]
fn a_rest_counts_down_to_the_next_point_pauses_and_is_cut_short() {
    let mut run = resting();
    assert_eq!(
        (run.press().point, run.in_hand()),
        (1, 0),
        "it shows the next, the hands leave the one before"
    );
    run.pause();
    assert!(run.advance(s(100)).is_empty());
    let _ = run.go_on();
    let counted = run.advance(COUNT_IN + s(20));
    assert_eq!((run.step().phase, run.press().point), (Phase::Find, 1));
    assert!(sounds(&counted).contains(&(s(100), Sound::Change)), "a cue ends it: {counted:?}");
    let mut run = resting();
    let _ = run.proceed();
    assert_eq!((run.step().phase, run.press().point), (Phase::Find, 1), "go on at once");
    assert_eq!(run.tallies()[0].end, Some(PressEnd::Done));
}

#[test]
fn once_more_in_a_rest_is_the_point_before_it() {
    let mut run = resting();
    run.pause();
    let _ = run.once_more();
    assert_eq!((run.step().phase, run.press().point, run.state()), (Phase::Find, 0, State::Paused));
    let _ = run.go_on();
    let _ = run.proceed();
    // In the last seconds of the press once more, and then to its end.
    let _ = run.advance(s(5 + 58));
    let _ = run.once_more();
    let _ = run.proceed();
    let _ = run.advance(s(70));
    assert_eq!(run.step().phase, Phase::Rest);
    assert_eq!(
        (run.tallies()[0].pressed, run.tallies()[0].end),
        (s(60 + 58 + 60), Some(PressEnd::Done))
    );
}
