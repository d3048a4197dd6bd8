//! What a session asks of the world.

use proptest::prelude::*;

use super::*;
use crate::domain::caution::{Fresh, Lines, Prompt};
use crate::domain::plan::{Choices, Dose, Pacing, Sides};
use crate::domain::sample;
use crate::domain::technique::Motion;

fn moment(millis: u64) -> Moment {
    let wall =
        Timestamp::from_millisecond(1_800_000_000_000 + i64::try_from(millis).expect("small"))
            .expect("in range");
    Moment { mono: Duration::from_millis(millis), wall }
}

fn session(sides: Sides) -> (Conductor, Vec<Ask>) {
    let choices =
        Choices { sides, motion: Motion::Steady, dose: Dose::Fixed(Duration::from_secs(60)) };
    let plan = sample::plan(&[sample::point("HE-1", true)], choices, Pacing::default());
    Conductor::begin(Prompt::new(plan, &Lines::default()).acknowledge(Fresh::click()), moment(0))
}

fn notes(asks: &[Ask]) -> Vec<Note> {
    asks.iter()
        .filter_map(|ask| if let Ask::Note(note) = ask { Some(note.clone()) } else { None })
        .collect()
}

fn press(index: usize, seconds: u64, end: PressEnd) -> Note {
    Note::Press { index, pressed: Duration::from_secs(seconds), end }
}

/// Plays the asks as a sound device would: what is heard, with its time in milliseconds.
#[derive(Default)]
struct Ear {
    scheduled: Vec<(u64, Sound)>,
    heard: Vec<(u64, Sound)>,
}

impl Ear {
    fn listen(&mut self, now: u64, asks: &[Ask]) {
        for ask in asks {
            if let Ask::Schedule(all) = ask {
                self.until(now);
                self.scheduled = all
                    .iter()
                    .map(|one| {
                        (now + u64::try_from(one.after.as_millis()).expect("small"), one.sound)
                    })
                    .collect();
            }
        }
    }

    fn until(&mut self, now: u64) {
        let (due, later): (Vec<_>, Vec<_>) =
            self.scheduled.drain(..).partition(|(at, _)| *at <= now);
        self.heard.extend(due);
        self.scheduled = later;
    }
}

#[test]
fn a_whole_session_is_noted_and_heard() {
    let (mut conductor, asks) = session(Sides::Left);
    let mut ear = Ear::default();
    ear.listen(0, &asks);
    assert!(notes(&asks).is_empty(), "nothing is noted while the point is being found");
    let begun = conductor.input(Input::Big, moment(20_000));
    ear.listen(20_000, &begun);
    let mut all = notes(&begun);
    for tick in 1..=400 {
        let now = 20_000 + tick * 250;
        let asks = conductor.tick(moment(now));
        ear.listen(now, &asks);
        all.extend(notes(&asks));
    }
    ear.until(200_000);
    assert!(matches!(all[0], Note::Started { .. }));
    assert_eq!(
        all[1..],
        [
            press(0, 30, PressEnd::GoesOn),
            press(0, 60, PressEnd::Done),
            Note::Ended { outcome: Outcome::Done, reason: None }
        ]
    );
    let heard: Vec<_> =
        ear.heard.iter().map(|(at, sound)| ((at - 20_000) / 1000, *sound)).collect();
    let expected = [
        (0, Sound::Start),
        (35, Sound::Turn),
        (55, Sound::LastTen),
        (65, Sound::Ease),
        (70, Sound::End),
    ];
    assert_eq!(heard, expected);
    assert_eq!(conductor.outcome(), Some(Outcome::Done));
}

#[test]
fn a_stalled_window_catches_up_silently_and_sleep_pauses() {
    let (mut conductor, _) = session(Sides::Left);
    let _ = conductor.input(Input::Big, moment(0));
    let asks = conductor.tick(moment(25_000));
    assert!(!asks.iter().any(|ask| matches!(ask, Ask::Schedule(_) | Ask::Silence)), "{asks:?}");
    assert_eq!(conductor.run().elapsed(), Duration::from_secs(20));
    // The monotonic clock stood still while the wall clock ran on for an hour.
    let mut woken = moment(25_250);
    woken.wall += jiff::SignedDuration::from_secs(3600);
    let asks = conductor.tick(woken);
    assert!(asks.contains(&Ask::Tell(Telling::Slept)) && asks.contains(&Ask::Silence));
    assert_eq!(conductor.standstill(), Some(Standstill::Slept));
    assert_eq!(conductor.run().elapsed(), Duration::from_millis(20_250));
}

#[test]
fn stopping_asks_nothing_and_a_slip_is_undone() {
    let (mut conductor, _) = session(Sides::Both);
    let _ = conductor.input(Input::Big, moment(0));
    let asks = conductor.input(Input::Stop, moment(17_000));
    assert_eq!(notes(&asks), [press(0, 12, PressEnd::Stopped)]);
    assert!(asks.contains(&Ask::Schedule(vec![Scheduled {
        after: Duration::ZERO,
        sound: Sound::Release
    }])));
    let _ = conductor.input(Input::Slip, moment(60_000));
    let _ = conductor.tick(moment(63_000));
    assert_eq!(conductor.run().left(), Some(Duration::from_secs(48)));
    let _ = conductor.input(Input::Stop, moment(64_000));
    let asks = conductor.input(Input::StopStands(StopReason::Tingling), moment(65_000));
    assert_eq!(
        notes(&asks),
        [Note::Ended { outcome: Outcome::Stopped, reason: Some(StopReason::Tingling) }]
    );
    assert!(conductor.input(Input::Slip, moment(66_000)).is_empty(), "the session is over");
}

#[test]
fn leaving_pauses_first_and_leaving_while_finding_notes_nothing() {
    let (mut conductor, _) = session(Sides::Both);
    let _ = conductor.input(Input::Big, moment(0));
    let asks = conductor.input(Input::Leave, moment(15_000));
    assert!(asks.contains(&Ask::Silence));
    assert_eq!(conductor.standstill(), Some(Standstill::Leaving));
    let _ = conductor.input(Input::Stay, moment(16_000));
    let _ = conductor.input(Input::Big, moment(17_000));
    let asks = conductor.input(Input::LeaveNow, moment(25_000));
    assert_eq!(
        notes(&asks),
        [press(0, 15, PressEnd::GoesOn), Note::Ended { outcome: Outcome::Left, reason: None }]
    );

    let (mut conductor, _) = session(Sides::Both);
    let asks = conductor.input(Input::LeaveNow, moment(30_000));
    assert!(notes(&asks).is_empty());
    assert!(asks.contains(&Ask::CloseSound));
}

#[test]
fn a_press_that_began_within_a_stall_is_noted_when_it_is_left() {
    let (mut conductor, _) = session(Sides::Left);
    let _ = conductor.input(Input::Big, moment(0));
    let stalled = conductor.tick(moment(33_000));
    assert_eq!(notes(&stalled), [], "28 s are not yet worth a note");
    let asks = conductor.input(Input::LeaveNow, moment(33_000));
    assert_eq!(
        notes(&asks),
        [press(0, 28, PressEnd::GoesOn), Note::Ended { outcome: Outcome::Left, reason: None }]
    );
}

proptest! {
    /// Whatever a person does, the ear hears the sounds of the run and none from a forgotten schedule.
    #[test]
    fn the_ear_hears_what_the_run_says(inputs in prop::collection::vec((0_u64..20_000, 0_usize..9), 1..30)) {
        const INPUTS: [Input; 9] = [
            Input::Big, Input::Big, Input::Proceed, Input::Skip, Input::Back,
            Input::Longer, Input::Shorter, Input::Stop, Input::Slip,
        ];
        let (mut conductor, asks) = session(Sides::Both);
        let mut ear = Ear::default();
        ear.listen(0, &asks);
        let mut now = 0;
        for (wait, which) in inputs {
            // One of the two walks in small ticks: they must not change what is heard.
            let mut coarse = conductor.clone();
            for tick in 1..=wait / 250 {
                ear.listen(now + tick * 250, &conductor.tick(moment(now + tick * 250)));
            }
            now += wait;
            let asks = conductor.input(INPUTS[which], moment(now));
            let same = coarse.input(INPUTS[which], moment(now));
            prop_assert_eq!(conductor.run(), coarse.run());
            let last = |asks: &[Ask]| asks.iter().rev().find_map(|ask| match ask {
                Ask::Schedule(all) => Some(all.clone()),
                _ => None,
            });
            prop_assert_eq!(last(&asks), last(&same));
            ear.listen(now, &asks);
            let mut upcoming = conductor.run().upcoming();
            // The ear counts whole milliseconds; half of an odd length of a press falls between two.
            for one in &mut upcoming {
                let after = u64::try_from(one.after.as_millis()).expect("a short session");
                one.after = Duration::from_millis(now + after);
            }
            let pending: Vec<_> = ear.scheduled.iter()
                .filter(|(at, _)| *at > now)
                .map(|(at, sound)| Scheduled { after: Duration::from_millis(*at), sound: *sound })
                .collect();
            let expected: Vec<_> =
                upcoming.into_iter().filter(|one| one.after > Duration::from_millis(now)).collect();
            prop_assert_eq!(pending, expected);
        }
    }
}
