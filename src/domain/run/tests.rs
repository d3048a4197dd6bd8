//! The laws of a run.

use proptest::prelude::*;

use super::*;
use crate::domain::plan::{Choices, Dose, EASE, Pacing, Sides};
use crate::domain::sample;
use crate::domain::technique::Motion;

const fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn choices(sides: Sides, motion: Motion, dose: Dose) -> Choices {
    Choices { sides, motion, dose }
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let sides = prop::sample::select(Sides::ALL.to_vec());
    let motion = prop::sample::select(vec![Motion::Circular, Motion::Steady]);
    let dose =
        prop_oneof![Just(Dose::UntilRelease), (60_u64..=120).prop_map(|secs| Dose::Fixed(s(secs)))];
    let wait = prop_oneof![Just(None), (10_u64..=60).prop_map(|secs| Some(s(secs)))];
    (sides, motion, dose, wait, 3_u64..=60, prop::collection::vec(any::<bool>(), 1..4)).prop_map(
        |(sides, motion, dose, find_wait, change, bilateral)| {
            let points: Vec<_> =
                bilateral.into_iter().map(|both| sample::point("HE-1", both)).collect();
            sample::plan(
                &points,
                choices(sides, motion, dose),
                Pacing { change: s(change), find_wait },
            )
        },
    )
}

#[derive(Debug, Clone, Copy)]
enum Act {
    Advance(Duration),
    Pause,
    GoOn,
    Proceed,
    Skip,
    Back,
    Longer,
    Shorter,
    Stop,
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0_u64..40_000).prop_map(|millis| Act::Advance(Duration::from_millis(millis))),
        2 => (0_u64..40).prop_map(|half| Act::Advance(Duration::from_millis(half * 500))),
        1 => Just(Act::Pause),
        3 => Just(Act::GoOn),
        2 => Just(Act::Proceed),
        1 => Just(Act::Skip),
        1 => Just(Act::Back),
        1 => Just(Act::Longer),
        1 => Just(Act::Shorter),
        1 => Just(Act::Stop),
    ]
}

fn act(run: &mut Run, act: Act) -> Vec<Happening> {
    match act {
        Act::Advance(by) => run.advance(by),
        Act::Pause => {
            run.pause();
            Vec::new()
        }
        Act::GoOn => run.go_on(),
        Act::Proceed => run.proceed(),
        Act::Skip => run.skip(),
        Act::Back => run.back(),
        Act::Longer => {
            let _ = run.longer();
            Vec::new()
        }
        Act::Shorter => {
            let _ = run.shorter();
            Vec::new()
        }
        Act::Stop => run.stop(),
    }
}

fn sounds(happenings: &[Happening]) -> Vec<(Duration, Sound)> {
    happenings
        .iter()
        .filter_map(|happening| match happening.event {
            Event::Sound(sound) => Some((happening.at, sound)),
            _ => None,
        })
        .collect()
}

proptest! {
    #[test]
    fn portions_of_time_make_no_difference(
        plan in any_plan(), acts in prop::collection::vec(any_act(), 0..20), a in 0_u64..200_000, b in 0_u64..200_000,
    ) {
        let mut whole = sample::run(plan);
        for step in acts {
            let _ = act(&mut whole, step);
        }
        let mut parts = whole.clone();
        let at_once = whole.advance(Duration::from_millis(a + b));
        let mut in_two = parts.advance(Duration::from_millis(a));
        in_two.extend(parts.advance(Duration::from_millis(b)));
        prop_assert_eq!(at_once, in_two);
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn what_was_foretold_is_what_sounds(plan in any_plan(), acts in prop::collection::vec(any_act(), 0..20)) {
        let mut run = sample::run(plan);
        for step in acts {
            let _ = act(&mut run, step);
        }
        let count_in = if let State::CountIn { left } = run.state() { left } else { Duration::ZERO };
        let (now, foretold) = (run.time, run.upcoming());
        let going = matches!(run.state(), State::Going | State::CountIn { .. });
        let all = run.total_left() + count_in;
        let came = sounds(&run.advance(all));
        let foretold_after: Vec<_> = foretold
            .iter()
            .filter(|scheduled| !matches!(scheduled.sound, Sound::CountIn | Sound::Resume))
            .map(|scheduled| ((now + scheduled.after).saturating_sub(count_in), scheduled.sound))
            .collect();
        let came: Vec<_> =
            came.into_iter().filter(|(_, sound)| !matches!(sound, Sound::CountIn | Sound::Resume)).collect();
        prop_assert_eq!(foretold_after, came);
        prop_assert!(going || foretold.is_empty());
        prop_assert!(foretold.is_sorted_by_key(|scheduled| scheduled.after));
    }

    /// In each visit of a step no cue comes twice, and a step that ran for its time has had them all.
    #[test]
    fn no_cue_is_lost_or_doubled(plan in any_plan(), acts in prop::collection::vec(any_act(), 0..60)) {
        let mut run = sample::run(plan);
        let mut visit: Vec<Sound> = Vec::new();
        let mut shortened_or_extended = false;
        let check = |visit: &[Sound], run: &Run, step: usize, ran_out: bool, changed: bool| {
            let step = run.plan().steps()[step];
            let count = |sound| visit.iter().filter(|heard| **heard == sound).count();
            for sound in [Sound::Turn, Sound::Least, Sound::Start, Sound::Ease, Sound::Change] {
                prop_assert!(count(sound) <= 1, "{sound:?} twice in {step:?}: {visit:?}");
            }
            prop_assert!(changed || count(Sound::LastTen) <= 1);
            if ran_out && step.phase == Phase::Press {
                let press = &run.plan().presses()[step.press];
                prop_assert_eq!(count(Sound::Turn), 1);
                prop_assert!(count(Sound::LastTen) >= 1);
                if !changed {
                    prop_assert_eq!(count(Sound::Least), usize::from(press.until_release && press.least < press.length));
                }
                prop_assert_eq!(count(Sound::Beat) > 0, press.motion == Motion::Circular);
            }
            Ok(())
        };
        let mut step = run.step_index();
        for one in acts {
            let before = (run.step_index(), run.length());
            let happenings = act(&mut run, one);
            if before.0 == run.step_index() && before.1 != run.length() {
                shortened_or_extended = true;
            }
            let mut ran_out = false;
            for happening in happenings {
                match happening.event {
                    Event::PressEnded(_, end) => ran_out = end == PressEnd::Done,
                    Event::Began(next) => {
                        check(&visit, &run, step, ran_out, shortened_or_extended)?;
                        (step, ran_out, shortened_or_extended) = (next, false, false);
                        visit.clear();
                    }
                    Event::Sound(Sound::CountIn | Sound::Resume | Sound::End) | Event::Finished => {}
                    Event::Sound(sound) => visit.push(sound),
                }
            }
        }
    }

    #[test]
    fn a_plans_parts_add_up(plan in any_plan()) {
        let steps: Duration = plan.steps().iter().filter_map(|step| step.length).sum();
        let presses: Duration = plan.presses().iter().map(|press| press.length + EASE * 2).sum();
        let rest: Duration = plan
            .steps()
            .iter()
            .filter(|step| matches!(step.phase, Phase::Find | Phase::Change))
            .filter_map(|step| step.length)
            .sum();
        prop_assert_eq!(plan.total(), steps);
        prop_assert_eq!(plan.total(), presses + rest);
        let of = |phase| plan.steps().iter().filter(move |step| step.phase == phase).count();
        prop_assert_eq!(of(Phase::Press), plan.presses().len());
        prop_assert_eq!(of(Phase::Find), plan.points().len());
        prop_assert_eq!(of(Phase::Find) + of(Phase::Change), plan.presses().len());
    }

    #[test]
    fn pressed_time_is_the_time_of_the_press_phase(plan in any_plan()) {
        let planned: Duration = plan.presses().iter().map(|press| press.length).sum();
        let mut run = sample::run(plan);
        while run.state() != State::Over {
            let _ = run.advance(s(7));
            if run.length().is_none() {
                let _ = run.proceed();
            }
        }
        let pressed: Duration = run.tallies().iter().map(|tally| tally.pressed).sum();
        prop_assert_eq!(pressed, planned);
        prop_assert_eq!(run.outcome(), Outcome::Done);
        prop_assert_eq!(run.total_left(), Duration::ZERO);
    }
}

fn pressing(dose: Dose, motion: Motion) -> Run {
    let plan = sample::plan(
        &[sample::point("HE-1", true)],
        choices(Sides::Both, motion, dose),
        Pacing::default(),
    );
    let mut run = sample::run(plan);
    let _ = run.proceed();
    let _ = run.advance(EASE);
    assert_eq!(run.step().phase, Phase::Press);
    run
}

#[test]
fn cues_of_a_steady_minute() {
    let mut run = pressing(Dose::Fixed(s(60)), Motion::Steady);
    let at: Vec<_> =
        sounds(&run.advance(s(200))).into_iter().map(|(at, sound)| (at.as_secs(), sound)).collect();
    let expected = [
        (35, Sound::Turn),
        (55, Sound::LastTen),
        (65, Sound::Ease),
        (70, Sound::Change),
        (78, Sound::Start),
        (113, Sound::Turn),
        (133, Sound::LastTen),
        (143, Sound::Ease),
        (148, Sound::End),
    ];
    assert_eq!(at, expected);
}

#[test]
fn the_least_time_and_the_turn_of_an_until_release_press_do_not_fall_together() {
    let mut run = pressing(Dose::UntilRelease, Motion::Steady);
    let at: Vec<_> = sounds(&run.advance(s(125)))
        .into_iter()
        .map(|(at, sound)| (at.as_secs() - 5, sound))
        .collect();
    let expected = [
        (60, Sound::Least),
        (63, Sound::Turn),
        (110, Sound::LastTen),
        (120, Sound::Ease),
        (125, Sound::Change),
    ];
    assert_eq!(at, expected);
}

#[test]
fn circles_beat_forty_a_minute_and_give_way_to_cues() {
    let mut run = pressing(Dose::Fixed(s(60)), Motion::Circular);
    let beats =
        sounds(&run.advance(s(59))).into_iter().filter(|(_, sound)| *sound == Sound::Beat).count();
    // 40 circles, the first of which sounded on entering; the turn at 30 s covers one, the last ten at 50 s another.
    assert_eq!(beats, 37);
}

#[test]
fn pause_keeps_the_exact_remainder_and_counts_in() {
    let mut run = pressing(Dose::Fixed(s(60)), Motion::Steady);
    let _ = run.advance(Duration::from_millis(12_345));
    let left = run.left();
    run.pause();
    assert!(run.advance(s(500)).is_empty());
    assert_eq!(run.left(), left);
    assert_eq!(sounds(&run.go_on()).len(), 1, "first tick");
    let counted: Vec<_> = sounds(&run.advance(s(3))).into_iter().map(|(_, sound)| sound).collect();
    assert_eq!(counted, [Sound::CountIn, Sound::CountIn, Sound::Resume]);
    assert_eq!(run.left(), left);
    let _ = run.advance(s(1));
    assert_eq!(run.left(), left.map(|left| left.saturating_sub(s(1))));
}

#[test]
fn released_skipped_stopped() {
    type Steer = fn(&mut Run) -> Vec<Happening>;
    let rows: [(Steer, PressEnd, Outcome); 3] = [
        (Run::proceed, PressEnd::Released, Outcome::Partial),
        (Run::skip, PressEnd::Skipped, Outcome::Partial),
        (Run::stop, PressEnd::Stopped, Outcome::Partial),
    ];
    for (act, end, outcome) in rows {
        let mut run = pressing(Dose::UntilRelease, Motion::Circular);
        let _ = run.advance(s(70));
        let ended = act(&mut run);
        assert!(
            ended.iter().any(|happening| happening.event == Event::PressEnded(0, end)),
            "{end:?}"
        );
        assert_eq!(run.tallies()[0].pressed, s(70));
        assert_eq!(run.outcome(), outcome);
    }
    let mut run = pressing(Dose::UntilRelease, Motion::Circular);
    let _ = run.advance(s(70));
    let _ = run.proceed();
    let _ = run.advance(s(500));
    assert_eq!(run.outcome(), Outcome::Released);
}

#[test]
fn a_slip_of_the_stop_key_goes_on_where_it_was() {
    let mut run = pressing(Dose::UntilRelease, Motion::Circular);
    let _ = run.advance(s(33));
    let _ = run.stop();
    assert!(run.advance(s(1000)).is_empty());
    assert!(run.upcoming().is_empty());
    let _ = run.go_on();
    let _ = run.advance(s(3));
    assert_eq!((run.state(), run.left()), (State::Going, Some(s(87))));
}

#[test]
fn a_press_is_lengthened_to_its_ceiling_and_never_shortened_into_its_end() {
    let mut run = pressing(Dose::Fixed(s(60)), Motion::Steady);
    let mut lengths = Vec::new();
    while let Ok(length) = run.longer() {
        lengths.push(length.as_secs());
    }
    assert_eq!(lengths, [75, 90, 105, 120]);
    assert_eq!(run.longer(), Err(Unchanged::AtMost));
    let _ = run.advance(s(100));
    assert_eq!(run.shorter(), Ok(s(110)));
    assert_eq!(run.shorter(), Err(Unchanged::NearEnd));
    let _ = run.proceed();
    assert_eq!(run.longer(), Err(Unchanged::NotPressing));
}

#[test]
fn a_new_end_has_its_own_last_ten_seconds() {
    let mut run = pressing(Dose::Fixed(s(60)), Motion::Steady);
    let _ = run.advance(s(55));
    assert_eq!(run.longer(), Ok(s(75)));
    let again = sounds(&run.advance(s(20)));
    assert_eq!(
        again.first().map(|(at, sound)| (at.as_secs() - 5, *sound)),
        Some((65, Sound::LastTen))
    );
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
