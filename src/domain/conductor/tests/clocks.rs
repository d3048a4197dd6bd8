//! A wall clock that jumps while a session goes on.

use jiff::SignedDuration;

use super::*;

/// A moment whose wall clock has been set by so many seconds.
fn set_by(seconds: i64, millis: u64) -> Moment {
    let mut now = moment(millis);
    now.wall += SignedDuration::from_secs(seconds);
    now
}

#[test]
fn a_clock_that_is_set_changes_no_time_that_was_pressed() {
    let year = 365 * 24 * 3600;
    // Seconds by which it is set in the middle of a press, and whether that looks like sleep.
    let rows =
        [(-year, false), (-3600, false), (-1, false), (1, false), (3600, true), (year, true)];
    for (seconds, slept) in rows {
        let (mut conductor, _) = session(Sides::Left);
        let mut all = notes(&conductor.input(Input::Big, moment(0)));
        let mut now = 0;
        let mut set = 0;
        while conductor.outcome().is_none() && now < 200_000 {
            now += 250;
            if now == 25_000 {
                set = seconds;
            }
            all.extend(notes(&conductor.tick(set_by(set, now))));
            if conductor.standstill().is_some() {
                assert!(slept, "{seconds} s: it stands still");
                // The person comes back ten seconds later, and none of them counts as pressed.
                now += 10_000;
                all.extend(notes(&conductor.input(Input::Big, set_by(set, now))));
            }
        }
        // Progress is noted at every standstill too.
        let whole = |note: &&Note| !matches!(note, Note::Press { end: PressEnd::GoesOn, .. });
        let ended = Note::Ended { outcome: Outcome::Done, reason: None };
        let done = [press(0, 60, PressEnd::Done), ended];
        assert_eq!(all[1..].iter().filter(whole).cloned().collect::<Vec<_>>(), done, "{seconds} s");
        let stood = if slept { 10_000..30_000 } else { 0..1 };
        assert!(stood.contains(&(now - 70_000)), "{seconds} s: it ended at {now} ms");
    }
}
