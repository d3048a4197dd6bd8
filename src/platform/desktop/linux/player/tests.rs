//! What the media control says, to the second.

use super::*;
use crate::platform::desktop::Showing;
use std::sync::Arc;

const SECOND: Duration = Duration::from_secs(1);

/// A step of a minute (the fifth: as long as the person likes), so many seconds in.
fn showing(step: usize, position: f64, going: bool) -> Showing {
    Showing {
        step,
        title: "HE-1 Jíquán".to_owned(),
        below: format!("Step {step}"),
        length: (step != 5).then_some(60 * SECOND),
        position: Duration::from_secs_f64(position),
        going,
    }
}

#[test]
fn the_position_goes_on_by_itself_up_to_the_length() {
    let at = Instant::now();
    for (step, position, going, after, expected) in [
        (0, 10.0, true, 0, 10.0),
        (0, 10.0, true, 7, 17.0),
        (0, 10.0, false, 7, 10.0),
        (0, 55.0, true, 7, 60.0),
        (5, 55.0, true, 7, 62.0),
    ] {
        let shown = Shown { showing: showing(step, position, going), at };
        let found = shown.position(at + after * SECOND).as_secs_f64();
        assert!(
            (found - expected).abs() < 1e-9,
            "step {step}, {position} s, {after} s later: {found}"
        );
    }
}

/// What is told when, so many seconds after the first, the second is shown.
#[track_caller]
fn check(before: Showing, after: u32, now: Showing, properties: &[&str], jump: Option<i64>) {
    let at = Instant::now();
    let mut player = Player { shown: Shown { showing: before, at }, ear: Arc::new(|_| {}) };
    let (changed, jumped) = player.change(Shown { showing: now, at: at + after * SECOND });
    let mut names: Vec<_> = changed.into_keys().collect();
    names.sort_unstable();
    assert_eq!((names.as_slice(), jumped), (properties, jump.map(|seconds| seconds * 1_000_000)));
}

#[test]
fn only_what_a_client_cannot_reckon_is_told() {
    let longer = |mut showing: Showing| {
        showing.length = Some(75 * SECOND);
        showing
    };
    let (going, paused) = (true, false);
    // The same again, and a pause where the position stays.
    check(showing(1, 10.0, going), 5, showing(1, 15.0, going), &[], None);
    check(showing(1, 10.0, going), 5, showing(1, 15.4, going), &[], None);
    check(showing(1, 10.0, going), 5, showing(1, 15.0, paused), &["PlaybackStatus"], None);
    check(showing(1, 15.0, paused), 90, showing(1, 15.0, going), &["PlaybackStatus"], None);
    // Back to the beginning of the step.
    check(showing(1, 10.0, going), 5, showing(1, 0.0, going), &[], Some(0));
    check(showing(1, 15.0, paused), 90, showing(1, 20.0, paused), &[], Some(20));
    // Another step, a longer one, and one without a length.
    check(showing(1, 10.0, going), 50, showing(2, 0.0, going), &["Metadata"], Some(0));
    check(showing(1, 10.0, going), 5, longer(showing(1, 15.0, going)), &["Metadata"], None);
    check(showing(1, 0.0, paused), 5, showing(5, 0.0, paused), &["Metadata"], None);
}

#[test]
fn a_step_without_an_end_says_no_length() {
    let data = |step| Shown { showing: showing(step, 0.0, true), at: Instant::now() }.metadata();
    assert_eq!(data(1).get("mpris:length"), Some(&Value::I64(60_000_000)));
    assert_eq!(data(5).get("mpris:length"), None);
    let step = ObjectPath::from_static_str_unchecked("/wellspring/step/5");
    assert_eq!(data(5).get("mpris:trackid"), Some(&Value::ObjectPath(step)));
}
