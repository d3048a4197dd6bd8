//! What is said in a run, and when.

use super::*;
use crate::domain::speech::{Script, StepLines};

/// What is said, with the second in which it begins.
fn said(happenings: &[Happening]) -> Vec<(u64, String)> {
    let said = happenings.iter().filter_map(|happening| match &happening.event {
        Event::Say(text) => Some((happening.at.as_secs(), text.to_string())),
        _ => None,
    });
    said.collect()
}

fn speaking(millis: u64, find_wait: Option<Duration>) -> Run {
    let plan = sample::plan(
        &[sample::point("HE-1", true)],
        choices(Sides::Both, Motion::Steady, Dose::Fixed(s(60))),
        Pacing { find_wait, ..Pacing::default() },
    );
    let script = Some(Arc::new(sample::script(&plan, millis)));
    sample::guided(plan, Guidance { script, ..Guidance::default() })
}

#[test]
fn the_wait_for_finding_begins_when_everything_has_been_said() {
    let run = speaking(2000, Some(s(20)));
    // 0.6 s of chime, sentences of 2 s and 1 s with 0.3 s after each, 2 s of room to move.
    assert_eq!(run.length(), Some(Duration::from_millis(20_000 + 600 + 2300 + 1300 + 2000)));
}

#[test]
fn a_change_of_sides_takes_as_long_as_it_is_told() {
    let run = speaking(9000, None);
    let change = run.plan().steps().iter().position(|step| step.phase == Phase::Change);
    let length = run.length_of(change.expect("both sides"));
    assert!(length > Some(Pacing::default().change), "{length:?}");
}

#[test]
fn a_sentence_that_a_pause_cut_off_is_said_again_from_its_beginning() {
    let mut run = speaking(4000, None);
    let _ = run.proceed();
    assert_eq!(said(&run.advance(s(2))), [(0, "step 1".to_owned())]);
    run.pause();
    let mut after = run.go_on();
    after.extend(run.advance(s(5)));
    assert_eq!(said(&after), [(2, "going on".to_owned()), (2, "step 1".to_owned())]);
    assert_eq!(run.elapsed(), s(4), "three seconds were counted in");
}

#[test]
fn again_goes_back_sentence_by_sentence_while_finding() {
    let mut run = speaking(3000, None);
    assert_eq!(said(&run.advance(s(9))).len(), 2, "both sentences");
    run.again();
    assert_eq!(said(&run.advance(s(2))), [(9, "step 0".to_owned())], "all had been said");
    let _ = run.advance(Duration::from_millis(2500));
    run.again();
    let again = said(&run.advance(s(2)));
    assert_eq!(
        again.first().map(|(_, text)| text.as_str()),
        Some("step 0"),
        "just begun: the one before"
    );
    let _ = run.advance(s(5));
    run.again();
    let again = said(&run.advance(s(2)));
    assert_eq!(
        again.first().map(|(_, text)| text.as_str()),
        Some("more of 0"),
        "that one once more"
    );
}

#[test]
fn a_warning_that_would_come_too_late_is_left_out() {
    let mut run = speaking(200, None);
    let long = Arc::new(Script {
        steps: vec![
            StepLines {
                opening: vec![sample::line("very long", 58_000)],
                last_ten: vec![sample::line("ten", 500)],
                turn: vec![sample::line("turn", 500)],
                ..StepLines::default()
            };
            run.plan().steps().len()
        ],
        ..Script::default()
    });
    let _ = run.proceed();
    let _ = run.advance(EASE);
    let guidance = Guidance { script: Some(long), ..run.guidance().clone() };
    run.guide(guidance);
    run.again();
    let heard = run.advance(s(59));
    assert_eq!(said(&heard).len(), 1, "the long one only: {:?}", said(&heard));
    assert!(sounds(&heard).iter().any(|(_, sound)| *sound == Sound::LastTen), "its cue sounds");
}
