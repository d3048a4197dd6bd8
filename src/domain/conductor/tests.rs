//! What a session asks of the world.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::domain::caution::{Fresh, Lines, Prompt};
use crate::domain::plan::{Choices, Dose, Pacing, Sides};
use crate::domain::sample;
use crate::domain::sound::Cue;
use crate::domain::technique::Motion;
mod clocks;

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
    let guidance =
        Guidance { script: Some(Arc::new(sample::script(&plan, 1500))), ..Guidance::default() };
    let cleared = Prompt::new(plan, &Lines::default()).acknowledge(Fresh::click());
    let occasion = Occasion { routine: Some("evening".to_owned()), continues: None };
    Conductor::begin(cleared, guidance, occasion, moment(0))
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
    scheduled: Vec<(u64, Cue)>,
    heard: Vec<(u64, Cue)>,
}

impl Ear {
    fn listen(&mut self, now: u64, asks: &[Ask]) {
        for ask in asks {
            if let Ask::Schedule(all) = ask {
                self.until(now);
                self.scheduled = all
                    .iter()
                    .map(|one| {
                        (
                            now + u64::try_from(one.after.as_millis()).expect("small"),
                            one.cue.clone(),
                        )
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
    assert!(
        matches!(&all[0], Note::Started { routine: Some(key), continues: None, .. } if key == "evening"),
        "{:?}",
        all[0]
    );
    assert_eq!(
        all[1..],
        [
            press(0, 30, PressEnd::GoesOn),
            press(0, 60, PressEnd::Done),
            Note::Ended { outcome: Outcome::Done, reason: None }
        ]
    );
    let telling = [Sound::Start, Sound::Turn, Sound::LastTen, Sound::Ease, Sound::End];
    let heard: Vec<_> = ear
        .heard
        .iter()
        .filter_map(|(at, cue)| {
            let sound = telling.into_iter().find(|sound| cue.is(*sound))?;
            Some((at.saturating_sub(20_000) / 1000, sound))
        })
        .collect();
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
    let scheduled = asks.iter().find_map(|ask| match ask {
        Ask::Schedule(all) => Some(all.as_slice()),
        _ => None,
    });
    let begins = scheduled.unwrap_or_default().iter().take(2).map(|one| one.cue.clone());
    assert_eq!(
        begins.collect::<Vec<_>>(),
        [Cue::Sound(Sound::Release), Cue::Say("stopped".into())],
        "the cue and what to do"
    );
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
    assert!(asks.iter().any(|ask| matches!(ask, Ask::CloseSound(_))));
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
    fn the_ear_hears_what_the_run_says(inputs in prop::collection::vec((0_u64..20_000, 0_usize..10), 1..30)) {
        const INPUTS: [Input; 10] = [
            Input::Big, Input::Big, Input::Proceed, Input::Skip, Input::Back, Input::OnceMore,
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
            let standing = matches!(conductor.run().state(), State::Paused | State::Stopped);
            if standing || conductor.outcome().is_some() {
                // What is heard then is not the run's affair.
                continue;
            }
            let mut upcoming = conductor.run().upcoming();
            // The ear counts whole milliseconds; half of an odd length of a press falls between two.
            for one in &mut upcoming {
                let after = u64::try_from(one.after.as_millis()).expect("a short session");
                one.after = Duration::from_millis(now + after);
            }
            // A wait is walked ahead for half an hour from each input on: the end of that moves.
            let soon = now + 600_000;
            let pending: Vec<_> = ear.scheduled.iter()
                .filter(|(at, _)| *at > now && *at < soon)
                .map(|(at, cue)| Scheduled { after: Duration::from_millis(*at), cue: cue.clone() })
                .collect();
            let (now, soon) = (Duration::from_millis(now), Duration::from_millis(soon));
            let expected: Vec<_> =
                upcoming.into_iter().filter(|one| one.after > now && one.after < soon).collect();
            prop_assert_eq!(pending, expected);
        }
    }
}

/// The press may not be come to again: what was pressed since its last note must not be lost.
#[test]
fn once_more_notes_what_was_pressed_and_leaving_after_it_loses_nothing() {
    let (mut conductor, _) = session(Sides::Both);
    let _ = conductor.input(Input::Big, moment(0));
    let _ = conductor.tick(moment(5_000 + 60_000 + 5_000 + 8_000 + 5_000 + 12_000));
    let asks = conductor.input(Input::OnceMore, moment(95_000));
    assert_eq!(notes(&asks), [press(1, 12, PressEnd::GoesOn)]);
    assert!(asks.contains(&Ask::Hush) && asks.contains(&Ask::Tell(Telling::Began(0))), "{asks:?}");
    let asks = conductor.input(Input::LeaveNow, moment(99_000));
    assert_eq!(notes(&asks), [Note::Ended { outcome: Outcome::Left, reason: None }]);

    let (mut conductor, _) = session(Sides::Both);
    let _ = conductor.input(Input::Big, moment(0));
    let _ = conductor.input(Input::Stop, moment(20_000));
    let before = conductor.run().clone();
    let _ = conductor.input(Input::OnceMore, moment(21_000));
    assert_eq!(conductor.run(), &before, "a stop stands");
}

#[test]
fn in_a_rest_a_stop_speaks_of_the_point_before_it() {
    let points = ["HE-1", "LI-4"].map(|code| (sample::point(code, false), Duration::from_secs(60)));
    let choices = Choices {
        sides: Sides::Both,
        motion: Motion::Steady,
        dose: Dose::Fixed(Duration::from_secs(60)),
    };
    let plan = sample::resting_plan(&points, choices, Pacing::default());
    let mut script = sample::script(&plan, 1500);
    script.stopped = vec![vec![sample::line("HE-1", 900)], vec![sample::line("LI-4", 900)]];
    let guidance = Guidance { script: Some(Arc::new(script)), ..Guidance::default() };
    let cleared = Prompt::new(plan, &Lines::default()).acknowledge(Fresh::click());
    let (mut conductor, _) = Conductor::begin(cleared, guidance, Occasion::default(), moment(0));
    let _ = conductor.input(Input::Big, moment(0));
    let rest = conductor.tick(moment(70_000));
    assert_eq!(conductor.run().step().phase, Phase::Rest);
    let at_hand = rest.iter().find_map(|ask| match ask {
        Ask::Voice(texts) => Some(texts.clone()),
        _ => None,
    });
    let at_hand = at_hand.expect("sentences for the next point");
    assert!(["HE-1", "LI-4"].iter().all(|one| at_hand.contains(&Arc::from(*one))), "{at_hand:?}");
    let asks = conductor.input(Input::Stop, moment(80_000));
    let said = asks.iter().any(|ask| match ask {
        Ask::Schedule(all) => all.iter().any(|one| one.cue == Cue::Say("HE-1".into())),
        _ => false,
    });
    assert!(said, "{asks:?}");
}

#[test]
fn one_elbow_leads_a_session_and_a_slip_of_it_is_undone() {
    let (mut conductor, _) = session(Sides::Left);
    let state = |conductor: &Conductor| conductor.run().state();
    let _ = conductor.input(Input::Elbow, moment(0));
    assert_eq!(conductor.run().step().phase, Phase::EaseIn, "found");
    let _ = conductor.input(Input::Elbow, moment(10_000));
    assert_eq!(state(&conductor), State::Paused);
    let _ = conductor.input(Input::Elbow, moment(12_000));
    assert!(matches!(state(&conductor), State::CountIn { .. }));
    let _ = conductor.input(Input::Elbow, moment(20_000));
    let _ = conductor.input(Input::Elbow, moment(20_601));
    assert!(matches!(state(&conductor), State::CountIn { .. }), "601 ms are two presses");
    let _ = conductor.input(Input::Elbow, moment(21_201));
    assert_eq!(state(&conductor), State::Stopped, "600 ms are a double press");
    for millis in [21_500, 22_000, 22_300, 23_500] {
        let _ = conductor.input(Input::Elbow, moment(millis));
        assert_eq!(state(&conductor), State::Stopped, "whoever hammers stays stopped");
    }
    let asks = conductor.input(Input::Elbow, moment(30_000));
    assert_eq!(state(&conductor), State::Stopped, "one press says it again");
    let says = |asks: &[Ask]| {
        asks.iter().any(|ask| match ask {
            Ask::Schedule(all) => all.iter().any(|one| one.cue == Cue::Say("stopped".into())),
            _ => false,
        })
    };
    assert!(says(&asks), "{asks:?}");
    let _ = conductor.input(Input::Elbow, moment(30_300));
    assert!(matches!(state(&conductor), State::CountIn { .. }), "a double press takes it back");
}

#[test]
fn the_screen_stays_awake_only_while_time_counts() {
    let awake = |asks: &[Ask]| {
        asks.iter().find_map(|ask| match ask {
            Ask::Awake(awake) => Some(*awake),
            _ => None,
        })
    };
    let (mut conductor, asks) = session(Sides::Left);
    assert_eq!(awake(&asks), Some(true));
    assert_eq!(awake(&conductor.input(Input::Big, moment(1000))), None);
    assert_eq!(awake(&conductor.input(Input::Pause, moment(2000))), Some(false));
    assert_eq!(awake(&conductor.input(Input::Pause, moment(2500))), None);
    assert_eq!(awake(&conductor.input(Input::Go, moment(3000))), Some(true));
    let asks = conductor.input(Input::LeaveNow, moment(9000));
    assert_eq!(awake(&asks), Some(false));
    assert!(asks.contains(&Ask::Show(None)), "the media control goes away: {asks:?}");
}

#[test]
fn the_media_control_is_told_of_each_step_once() {
    let (mut conductor, _) = session(Sides::Left);
    let _ = conductor.input(Input::Big, moment(0));
    let mut steps = Vec::new();
    for tick in 1..=280 {
        for ask in conductor.tick(moment(tick * 250)) {
            if let Ask::Show(Some(showing)) = ask {
                steps.push((showing.step, showing.elapsed.as_millis(), showing.going));
            }
        }
    }
    assert_eq!(steps, [(2, 0, true), (3, 0, true)], "press, ease off");
}

/// Whoever changes a length with closed eyes hears what it is now.
#[test]
fn a_new_length_is_said() {
    let (mut conductor, _) = session(Sides::Left);
    let mut script = (**conductor.run().guidance().script.as_ref().expect("one")).clone();
    script.lengths = vec![(Duration::from_secs(75), sample::line("for 75", 1000))];
    script.at_most = vec![sample::line("at most", 1000)];
    let guidance =
        Guidance { script: Some(Arc::new(script)), ..conductor.run().guidance().clone() };
    let _ = conductor.guide(guidance, moment(0));
    let _ = conductor.input(Input::Big, moment(0));
    let first = |asks: &[Ask]| {
        asks.iter().find_map(|ask| match ask {
            Ask::Schedule(all) => all.iter().find_map(|one| match &one.cue {
                Cue::Say(text) => Some(text.to_string()),
                Cue::Sound(_) => None,
            }),
            _ => None,
        })
    };
    let said = first(&conductor.input(Input::Longer, moment(20_000)));
    assert_eq!(said.as_deref(), Some("for 75"));
    for press in 1..=3 {
        let _ = conductor.input(Input::Longer, moment(20_000 + press));
    }
    let said = first(&conductor.input(Input::Longer, moment(21_000)));
    assert_eq!(said.as_deref(), Some("at most"));
}
