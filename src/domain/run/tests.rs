//! The laws of a run.

use proptest::prelude::*;

use super::*;
use crate::domain::plan::{Choices, Dose, EASE, Pacing, Sides};
use crate::domain::sample;
use crate::domain::technique::Motion;

mod back;
mod speech;

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
    let rest = prop_oneof![Just(0), 1_u64..=300];
    let points = prop::collection::vec((any::<bool>(), 1_usize..=2, rest), 1..4);
    (sides, motion, dose, wait, 3_u64..=60, points).prop_map(
        |(sides, motion, dose, find_wait, change, points)| {
            let codes = ["HE-1", "LI-4", "CV-17"];
            let points: Vec<_> = points
                .into_iter()
                .zip(codes)
                .flat_map(|((both, times, rest), code)| {
                    vec![(sample::point(code, both), s(rest)); times]
                })
                .collect();
            sample::resting_plan(
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
    OnceMore,
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
        1 => Just(Act::OnceMore),
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
        Act::OnceMore => run.once_more(),
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

/// The sounds that tell of something: without those that lie under others or only fill a silence.
fn sounds(happenings: &[Happening]) -> Vec<(Duration, Sound)> {
    happenings
        .iter()
        .filter_map(|happening| match happening.event {
            Event::Sound(Sound::Rise | Sound::Fall | Sound::Here | Sound::Attention) => None,
            Event::Sound(sound) => Some((happening.at, sound)),
            _ => None,
        })
        .collect()
}

fn any_guidance(plan: &Plan) -> impl Strategy<Value = Guidance> + use<> {
    let plan = plan.clone();
    (prop::option::of(200_u64..6000), 20_u64..=60, 45_u64..=70, any::<bool>(), any::<bool>())
        .prop_map(move |(millis, circles, breaths, beat, breath_guide)| Guidance {
            circle: Duration::from_millis(60_000 / circles),
            beat,
            breath: Duration::from_millis(600_000 / breaths),
            breath_guide,
            script: millis.map(|millis| Arc::new(sample::script(&plan, millis))),
        })
}

/// A run with any plan and guidance, after a few acts.
fn any_run() -> impl Strategy<Value = Run> {
    let guided = any_plan().prop_flat_map(|plan| (Just(plan.clone()), any_guidance(&plan)));
    (guided, prop::collection::vec(any_act(), 0..20)).prop_map(|((plan, guidance), acts)| {
        let mut run = sample::guided(plan, guidance);
        for one in acts {
            let _ = act(&mut run, one);
        }
        run
    })
}

/// How long a sentence of `sample::script` takes, read from the script.
fn length_of(run: &Run, text: &str) -> Duration {
    let script = run.guidance().script.clone().expect("a script");
    let line = script
        .lines_of(0..run.plan().steps().len(), ..)
        .find(|line| &*line.text == text)
        .expect("a sentence of the script");
    line.length
}

proptest! {
    #[test]
    fn portions_of_time_make_no_difference(
        run in any_run(), a in 0_u64..200_000, b in 0_u64..200_000,
    ) {
        let (mut whole, mut parts) = (run.clone(), run);
        let at_once = whole.advance(Duration::from_millis(a + b));
        let mut in_two = parts.advance(Duration::from_millis(a));
        in_two.extend(parts.advance(Duration::from_millis(b)));
        prop_assert_eq!(at_once, in_two);
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn what_was_foretold_is_what_is_heard(run in any_run()) {
        let mut run = run;
        let count_in = if let State::CountIn { left } = run.state() { left } else { Duration::ZERO };
        let (now, foretold) = (run.time, run.upcoming());
        let going = matches!(run.state(), State::Going | State::CountIn { .. });
        let outside = |cue: &Cue| cue.is(Sound::CountIn) || cue.is(Sound::Resume);
        let foretold_after: Vec<_> = foretold
            .iter()
            .filter(|one| !outside(&one.cue))
            .map(|one| ((now + one.after).saturating_sub(count_in), one.cue.clone()))
            .collect();
        let mut came = run.advance(count_in);
        while run.state() == State::Going && let Some(left) = run.left() {
            came.extend(run.advance(left));
        }
        came.extend(run.advance(WAIT_AHEAD));
        let came: Vec<_> = came
            .iter()
            .filter_map(|happening| Some((happening.at, happening.cue()?)))
            .filter(|(_, cue)| !outside(cue))
            .collect();
        prop_assert_eq!(foretold_after, came);
        prop_assert!(going || foretold.is_empty());
        prop_assert!(foretold.is_sorted_by_key(|scheduled| scheduled.after));
    }

    /// Whatever is done, and however slow the voice, no sentence begins before the one before it has ended.
    #[test]
    fn no_two_sentences_at_once(run in any_run()) {
        prop_assume!(run.guidance().script.is_some());
        let mut free = Duration::ZERO;
        for one in run.upcoming() {
            if let Cue::Say(text) = &one.cue {
                prop_assert!(one.after >= free, "{text} at {:?}, before {free:?}", one.after);
                free = one.after + length_of(&run, text);
            }
        }
    }

    /// While a press goes on something is heard every fifteen seconds, whatever is said, beaten or breathed.
    #[test]
    fn a_press_is_never_silent_for_long(run in any_run()) {
        let mut run = run;
        prop_assume!(run.state() == State::Going);
        let mut heard = run.time;
        while run.state() == State::Going && let Some(left) = run.left() {
            let pressing = run.step().phase == Phase::Press;
            for happening in run.advance(left) {
                let Some(cue) = happening.cue() else { continue };
                let silent = happening.at.saturating_sub(heard);
                prop_assert!(!pressing || silent <= s(15), "silent for {silent:?} before {cue:?}");
                heard = heard.max(happening.at);
                if let Cue::Say(text) = &cue {
                    heard = heard.max(happening.at + length_of(&run, text));
                }
            }
        }
    }

    /// The breaths that are paced alternate, begin with one in, keep their distance, and the last ends with the press.
    #[test]
    fn the_last_breath_ends_with_the_press(tenths in 45_u64..=70, seconds in 60_u64..=120) {
        let breath = Duration::from_millis(600_000 / tenths);
        let plan = sample::plan(
            &[sample::point("HE-1", true)],
            choices(Sides::Left, Motion::Steady, Dose::Fixed(s(seconds))),
            Pacing::default(),
        );
        let guidance = Guidance { breath, breath_guide: true, ..Guidance::default() };
        let mut run = sample::guided(plan, guidance);
        let _ = run.proceed();
        let breaths: Vec<_> = run
            .advance(EASE + s(seconds))
            .into_iter()
            .filter_map(|happening| match happening.event {
                Event::Sound(sound @ (Sound::BreathIn | Sound::BreathOut)) => {
                    Some((happening.at.saturating_sub(EASE), sound))
                }
                _ => None,
            })
            .collect();
        let half = breath / 2;
        prop_assert!(breaths.len() >= 2 && breaths.len() % 2 == 0, "{breaths:?}");
        for (index, (at, sound)) in breaths.iter().enumerate() {
            let wanted = if index % 2 == 0 { Sound::BreathIn } else { Sound::BreathOut };
            prop_assert_eq!(*sound, wanted);
            let left = u32::try_from(breaths.len() - index).expect("few");
            prop_assert_eq!(*at + half * left, s(seconds));
        }
        prop_assert!(breaths[0].0 < breath, "the first begins as soon as a whole one fits");
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
                    Event::Sound(Sound::CountIn | Sound::Resume | Sound::End)
                    | Event::Say(_)
                    | Event::Finished => {}
                    Event::Sound(sound) => visit.push(sound),
                }
            }
        }
    }

    #[test]
    fn a_plans_parts_add_up(plan in any_plan()) {
        let steps: Duration = plan.steps().iter().filter_map(|step| step.length).sum();
        let presses: Duration = plan.presses().iter().map(|press| press.length + EASE * 2).sum();
        let between: Duration = plan
            .steps()
            .iter()
            .filter(|step| matches!(step.phase, Phase::Find | Phase::Change | Phase::Rest))
            .filter_map(|step| step.length)
            .sum();
        prop_assert_eq!(plan.total(), steps);
        prop_assert_eq!(plan.total(), presses + between);
        let of = |phase| plan.steps().iter().filter(move |step| step.phase == phase).count();
        prop_assert_eq!(of(Phase::Press), plan.presses().len());
        prop_assert_eq!(of(Phase::Find), plan.points().len());
        prop_assert_eq!(of(Phase::Find) + of(Phase::Change), plan.presses().len());
        // A rest stands between two points: after all that is pressed of the one, before the other is found.
        for (index, step) in plan.steps().iter().enumerate().filter(|(_, step)| step.phase == Phase::Rest) {
            let (before, after) = (plan.steps()[index - 1], plan.steps()[index + 1]);
            prop_assert_eq!((before.phase, after.phase), (Phase::EaseOff, Phase::Find));
            prop_assert_eq!((before.press + 1, after.press), (step.press, step.press));
            prop_assert!(step.length.is_some_and(|length| !length.is_zero()));
        }
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
