//! Whole sessions, without a device and without waiting.

use std::sync::mpsc::channel;

use proptest::prelude::*;

use super::super::breath::swell;
use super::super::clip::FILE_RATE;
use super::*;
use stage::{Stage, ms, put_right, steps};

mod stage;

#[test]
fn a_session_sounds_as_planned_and_leaves_nothing_open() {
    let mut stage = Stage::session();
    let cues = [(0, Sound::Start), (5_000, Sound::Least), (8_000, Sound::End)];
    stage.schedule(1_000, &cues);
    stage.pass(8_000);
    stage.ask(Command::Close(Duration::ZERO)); // at the very moment at which the end is due
    let (sender, closed) = channel();
    stage.ask(Command::WhenClosed(sender));
    stage.pass(4_400);
    assert!(stage.all_closed(), "3.9 s of sound, and no more than 0.5 s after it");
    assert!(closed.try_recv().is_ok());
    assert_eq!(stage.keeper.wait(stage.now()), None, "the thread sleeps");
    assert_eq!(stage.all_heard(0), [Sound::Start, Sound::Least, Sound::End]);
    let starts = [Sound::Start, Sound::Least, Sound::End].map(|sound| stage.heard(0, sound)[0]);
    assert_eq!(steps(&starts), [240_000, 144_000]);
    let late = stage.moment(0, starts[0]) - 1.0;
    assert!((0.08..0.13).contains(&late), "{late} s behind the clock");
    assert_eq!(stage.statuses(), "sounding on default, closed");
}

#[test]
fn the_first_sound_comes_once_even_if_the_device_wakes_up_slowly() {
    for (waking, again) in [(0, false), (30, false), (120, true), (400, true), (1_500, true)] {
        let mut stage = Stage::new();
        stage.world.borrow_mut().stalled = true;
        stage.ask(Command::Open);
        stage.schedule(0, &[(0, Sound::Start), (4_000, Sound::Least)]);
        stage.pass(waking);
        if again {
            stage.schedule(0, &[(0, Sound::Start), (4_000, Sound::Least)]);
        }
        stage.world.borrow_mut().stalled = false;
        stage.pass(7_000);
        assert_eq!(stage.all_heard(0), [Sound::Start, Sound::Least], "{waking}");
        if waking <= 30 {
            let starts = [Sound::Start, Sound::Least].map(|sound| stage.heard(0, sound)[0]);
            assert_eq!(steps(&starts), [192_000], "{waking}");
        }
    }
}

#[test]
fn replaced_sounds_do_not_come_and_ringing_ones_ring_on() {
    let mut stage = Stage::session();
    stage.schedule(1_000, &[(0, Sound::Start), (1_500, Sound::Least), (4_000, Sound::End)]);
    stage.pass(1_000);
    stage.schedule(1_000, &[(5_000, Sound::Ease)]);
    stage.pass(9_000);
    assert_eq!(stage.all_heard(0), [Sound::Start, Sound::Ease]);
    let starts = [stage.heard(0, Sound::Start)[0], stage.heard(0, Sound::Ease)[0]];
    assert_eq!(steps(&starts), [240_000], "the grid is the same");
}

#[test]
fn a_sound_that_is_just_due_survives_a_new_schedule_without_it() {
    for moment in [2_960, 3_000, 3_040, 3_200] {
        let mut stage = Stage::session();
        stage.schedule(1_000, &[(2_000, Sound::Change)]);
        stage.pass(moment - 1_000);
        stage.schedule(moment, &[(3_000, Sound::Least)]);
        stage.pass(6_000);
        let heard = stage.all_heard(0);
        if moment < 3_000 {
            assert_eq!(heard, [Sound::Least], "replaced before it was due");
        } else {
            assert_eq!(heard, [Sound::Change, Sound::Least], "{moment}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn replacing_a_schedule_by_itself_is_not_heard(
        moments in prop::collection::vec(0_u64..3_000, 1..12),
        beats in 300_u64..800,
    ) {
        let cues: Vec<_> = (0..4).map(|beat| (beat * beats, Sound::Beat)).collect();
        let play = |moments: &[u64]| {
            let mut stage = Stage::session();
            stage.schedule(1_100, &cues);
            let mut moments = moments.to_vec();
            moments.sort_unstable();
            let mut passed = 0;
            for moment in moments {
                stage.pass(moment - passed);
                passed = moment;
                stage.schedule(1_100, &cues);
            }
            stage.pass(3_200 - passed);
            stage.tape(0)
        };
        prop_assert!(play(&moments) == play(&[]));
    }
}

#[test]
fn silence_falls_at_once_and_what_is_played_after_it_is_heard() {
    let mut stage = Stage::session();
    stage.schedule(1_000, &[(0, Sound::End), (1_000, Sound::Beat), (2_000, Sound::Beat)]);
    stage.pass(700);
    let before = stage.tape(0).len();
    stage.ask(Command::Silence);
    stage.pass(500);
    let tape = stage.tape(0);
    assert!(tape[before - 200..before].iter().any(|sample| *sample != 0.0));
    // 20 ms of fade, and what the stream takes to notice.
    assert!(tape[before + 1_100..].iter().all(|sample| *sample == 0.0));
    stage.ask(Command::Play(Sound::Pause));
    stage.pass(3_000);
    assert_eq!(stage.all_heard(0), [Sound::Pause]);
}

#[test]
fn a_hush_ends_the_sentence_and_nothing_else() {
    let mut stage = Stage::session();
    stage.schedule(1_000, &[(1_000, Sound::Least), (3_000, Sound::Beat)]);
    stage.say(vec![9_000; 96_000]);
    stage.pass(300);
    let before = stage.tape(0).len();
    stage.ask(Command::Hush);
    stage.pass(5_000);
    let tape = stage.tape(0);
    assert!(tape[before - 100] > 0.2, "it is being spoken");
    assert!(tape[before + 1_100..before + 10_000].iter().all(|sample| *sample == 0.0));
    // Found sample by sample: nothing is turned down any more.
    assert_eq!(stage.all_heard(0), [Sound::Least, Sound::Beat]);
}

#[test]
fn the_breath_guide_is_as_long_as_was_said() {
    let mut stage = Stage::new();
    stage.ask(Command::Breathe(ms(4_300)));
    stage.ask(Command::Open);
    stage.pass(1_000);
    stage.ask(Command::Breathe(ms(5_000)));
    stage.schedule(1_000, &[(500, Sound::BreathIn), (5_500, Sound::BreathOut)]);
    stage.pass(12_000);
    let [rise, fall] = [false, true].map(|out| swell(ms(5_000), out, FILE_RATE));
    let tape = stage.tape(0);
    let join = rise.len() - 240_000;
    let starts = stage::find(&tape, &rise[..240_000]);
    assert_eq!(starts.len(), 1);
    let after = usize::try_from(starts[0]).unwrap() + 240_000 + join;
    let wanted = &fall[join..];
    assert!(tape[after..].iter().zip(wanted).all(|(one, two)| (one - two).abs() < 1e-6));
}

#[test]
fn a_lost_device_is_opened_again_and_the_vital_sound_comes_late() {
    for complains in [true, false] {
        let mut stage = Stage::session();
        let cues = [
            (1_000, Sound::Beat),
            (3_000, Sound::Beat),
            (3_500, Sound::Change),
            (4_000, Sound::Beat),
            (12_000, Sound::Least),
            (15_000, Sound::Ease),
        ];
        stage.schedule(1_000, &cues);
        stage.pass(2_500);
        {
            let mut world = stage.world.borrow_mut();
            (world.stalled, world.complains, world.absent) = (true, complains, true);
        }
        stage.pass(4_000); // it is 7.5 s
        assert_eq!(stage.statuses(), "sounding on default, no sound");
        let tries = stage.world.borrow().tries;
        assert!((4..=6).contains(&tries), "{tries} tries in four seconds");
        assert!(stage.all_closed());
        {
            let mut world = stage.world.borrow_mut();
            (world.stalled, world.complains, world.absent) = (false, false, false);
        }
        stage.pass(11_000);
        assert_eq!(stage.all_heard(0), [Sound::Beat]);
        let wanted = [Sound::Back, Sound::Change, Sound::Least, Sound::Ease];
        assert_eq!(stage.all_heard(1), wanted, "complains: {complains}");
        let starts = [Sound::Least, Sound::Ease].map(|sound| stage.heard(1, sound)[0]);
        assert_eq!(steps(&starts), [144_000]);
        let late = stage.moment(1, starts[0]) - 13.0;
        assert!((0.08..0.13).contains(&late), "{late} s behind the clock");
        let told = "sounding on default, no sound, restored, sounding on default";
        assert_eq!(stage.statuses(), told);
    }
}

#[test]
fn a_vital_sound_lost_before_the_schedule_was_replaced_still_comes() {
    let mut stage = Stage::session();
    stage.schedule(1_000, &[(1_000, Sound::Change), (9_000, Sound::Least)]);
    stage.world.borrow_mut().stalled = true;
    stage.world.borrow_mut().absent = true;
    stage.pass(2_000);
    stage.schedule(3_000, &[(7_000, Sound::Least)]);
    stage.world.borrow_mut().stalled = false;
    stage.world.borrow_mut().absent = false;
    stage.pass(10_000);
    assert_eq!(stage.all_heard(1), [Sound::Back, Sound::Change, Sound::Least]);
}

#[test]
fn what_was_silenced_during_a_loss_does_not_come_back() {
    let mut stage = Stage::session();
    stage.schedule(1_000, &[(1_000, Sound::Change), (9_000, Sound::Least)]);
    stage.world.borrow_mut().stalled = true;
    stage.pass(2_000);
    stage.ask(Command::Silence);
    stage.world.borrow_mut().stalled = false;
    stage.pass(10_000);
    assert_eq!(stage.all_heard(1), [Sound::Back]);
}

#[test]
fn without_a_device_it_is_tried_ever_more_seldom_until_there_is_one() {
    let mut stage = Stage::new();
    stage.world.borrow_mut().absent = true;
    stage.ask(Command::Open);
    stage.schedule(0, &[(1_000, Sound::Start), (70_000, Sound::Least)]);
    stage.pass(60_000);
    let tries = stage.world.borrow().tries;
    assert!((12..=18).contains(&tries), "{tries} tries in a minute");
    stage.world.borrow_mut().absent = false;
    stage.pass(13_000);
    assert_eq!(stage.all_heard(0), [Sound::Back, Sound::Least]);
    assert_eq!(stage.statuses(), "no sound, restored, sounding on default");
    stage.ask(Command::Close(Duration::ZERO));
    stage.pass(5_500);
    assert!(stage.all_closed());
}

#[test]
fn a_session_that_ends_without_a_device_asks_no_more() {
    let mut stage = Stage::new();
    stage.world.borrow_mut().absent = true;
    stage.ask(Command::Open);
    stage.pass(1_000);
    stage.ask(Command::Close(Duration::ZERO));
    let tries = stage.world.borrow().tries;
    stage.pass(20_000);
    assert_eq!(stage.world.borrow().tries, tries);
    assert_eq!(stage.keeper.wait(stage.now()), None);
    assert_eq!(stage.statuses(), "no sound, closed");
}

#[test]
fn one_sound_by_itself_opens_and_closes_its_stream() {
    let mut stage = Stage::new();
    stage.ask(Command::Play(Sound::Least));
    stage.pass(2_500);
    assert_eq!(stage.all_heard(0), [Sound::Least]);
    assert!(stage.all_closed());
    assert_eq!(stage.keeper.wait(stage.now()), None);
    stage.world.borrow_mut().absent = true;
    stage.ask(Command::Play(Sound::Least));
    assert_eq!(stage.keeper.wait(stage.now()), None, "nothing is tried again");
    assert_eq!(stage.statuses(), "sounding on default, closed, no sound");
}

#[test]
fn one_sound_on_a_device_that_dies_leaves_nothing_open() {
    let mut stage = Stage::new();
    stage.ask(Command::Play(Sound::End));
    stage.pass(100);
    stage.world.borrow_mut().stalled = true;
    stage.pass(1_000);
    assert!(stage.all_closed());
    assert_eq!(stage.keeper.wait(stage.now()), None);
    assert_eq!(stage.statuses(), "sounding on default, no sound");
}

#[test]
fn a_stream_that_never_moves_is_dropped() {
    let mut stage = Stage::new();
    stage.world.borrow_mut().stalled = true;
    stage.ask(Command::Open);
    stage.pass(10_000);
    assert!((3..=5).contains(&stage.streams()), "{}", stage.streams());
    assert_eq!(stage.statuses(), "no sound");
}

#[test]
fn another_device_takes_over_in_the_middle() {
    let mut stage = Stage::session();
    let cues = [(500, Sound::Beat), (2_000, Sound::Beat), (3_500, Sound::Beat)];
    stage.schedule(1_000, &cues);
    stage.pass(1_000);
    stage.ask(Command::Device(Some("headphones".to_owned())));
    stage.pass(5_000);
    assert_eq!(stage.heard(0, Sound::Beat).len(), 1);
    assert_eq!(steps(&stage.heard(1, Sound::Beat)), [72_000]);
    assert_eq!(stage.statuses(), "sounding on default, sounding on headphones");
    assert_eq!(stage.world.borrow().opened, [None, Some("headphones".to_owned())]);
}

#[test]
fn a_stream_that_fell_behind_catches_up_in_a_silence() {
    let mut stage = Stage::session();
    let cues: Vec<_> = (1..12).map(|beat| (beat * 1_500, Sound::Beat)).collect();
    stage.schedule(1_000, &cues);
    stage.pass(3_800);
    stage.world.borrow_mut().stalled = true;
    stage.pass(400); // too short to count as a loss
    stage.world.borrow_mut().stalled = false;
    stage.pass(14_500);
    assert_eq!(stage.streams(), 1);
    let beats = stage.heard(0, Sound::Beat);
    assert_eq!(beats.len(), 11, "none is lost or doubled");
    let odd: Vec<_> = steps(&beats).into_iter().filter(|step| *step != 72_000).collect();
    assert_eq!(odd.len(), 1, "one step is shorter: {odd:?}");
    assert_eq!(put_right(), [signed(odd[0]) - 72_000], "to the frame, and said once");
    // `began` has moved by the stall, and so this is time that people live in.
    let late = stage.moment(0, *beats.last().unwrap()) - (1.0 + 16.5);
    assert!((0.0..0.15).contains(&late), "{late} s behind the clock");
}

fn signed(frames: u64) -> i64 {
    i64::try_from(frames).unwrap()
}

#[test]
fn by_how_much_a_sound_is_put_right_is_said_to_the_frame() {
    // The schedule may count from long before the stream was opened, as it does after a loss.
    for (stream, from, stall, ahead) in
        [(0, 1_000, 160, false), (0, 1_333, 290, false), (1, 0, 300, false), (1, 1_000, 200, true)]
    {
        let mut stage = Stage::session();
        if stream == 1 {
            stage.pass(3_000);
            stage.ask(Command::Device(Some("another".to_owned())));
        }
        let cues: Vec<_> = (1..20).map(|beat| (beat * 1_111, Sound::Beat)).collect();
        stage.schedule(from, &cues);
        stage.pass(6_000);
        if ahead {
            // A device whose own clock jumped: it asks for more than time has passed.
            stage.world.borrow().streams[stream].borrow_mut().began -= ms(stall);
        } else {
            stage.world.borrow_mut().stalled = true;
            stage.pass(stall);
            stage.world.borrow_mut().stalled = false;
        }
        let before = put_right().len();
        stage.pass(6_000);
        let steps = steps(&stage.heard(stream, Sound::Beat));
        let off: Vec<_> = steps.iter().map(|step| signed(*step) - 1_111 * 48).collect();
        let odd: Vec<_> = off.into_iter().filter(|off| *off != 0).collect();
        assert_eq!(put_right()[before..], odd, "{stall} ms, ahead: {ahead}");
        let about = signed(stall * 48) * if ahead { 1 } else { -1 };
        assert!(odd.len() == 1 && (odd[0] - about).abs() < 4_096, "{odd:?}, about {about}");
    }
}

#[test]
fn a_machine_that_was_held_up_goes_on_without_a_notice() {
    let mut stage = Stage::session();
    stage.schedule(1_000, &[(1_000, Sound::Beat), (9_000, Sound::Least)]);
    stage.pass(2_000);
    // The whole process stands still for five seconds: no look, and no frame is made.
    *stage.time.borrow_mut() += ms(5_000);
    stage.world.borrow().streams[0].borrow_mut().began += ms(5_000);
    stage.pass(6_000);
    assert_eq!(stage.all_heard(0), [Sound::Beat, Sound::Least]);
    let late = stage.moment(0, stage.heard(0, Sound::Least)[0]) - 10.0;
    assert!((0.0..0.15).contains(&late), "{late} s behind the clock");
    assert_eq!(stage.statuses(), "sounding on default");
    assert_eq!(put_right(), [-240_000], "all of the five seconds, to the frame");
}

/// A sentence of half a second, a different one for each pitch.
#[allow(clippy::cast_possible_truncation)]
fn sentence(pitch: f32) -> Clip {
    let sample = |n: u16| (6_000.0 * (f32::from(n) * pitch).sin()) as i16;
    Clip { rate: super::super::clip::FILE_RATE, samples: (0..24_000).map(sample).collect() }
}

fn say(after: u64, sentence: &str) -> Scheduled {
    Scheduled { after: ms(after), cue: Cue::Say(sentence.into()) }
}

#[test]
fn sentences_sound_at_their_frames_whether_they_come_before_their_schedule_or_after_it() {
    let mut stage = Stage::session();
    stage.ask(Command::Spoken(vec![("one".into(), sentence(0.05))]));
    let from = stage.now();
    let cues = vec![say(500, "one"), say(3_000, "two"), say(5_000, "three")];
    stage.ask(Command::Schedule(from, from, cues));
    stage.pass(1_500);
    stage.ask(Command::Spoken(vec![("two".into(), sentence(0.07))]));
    stage.pass(4_500);
    // This one comes too late: its time has passed.
    stage.ask(Command::Spoken(vec![("three".into(), sentence(0.09))]));
    stage.pass(2_000);
    let heard = |pitch| stage.spoken(0, &sentence(pitch));
    let (one, two) = (heard(0.05), heard(0.07));
    assert_eq!((one.len(), two.len()), (1, 1), "each once");
    assert_eq!(two[0] - one[0], 2_500 * 48, "as far apart as they were scheduled");
    assert!(heard(0.09).is_empty(), "never long after its time");
}

#[test]
fn a_sentence_that_is_being_said_is_not_begun_anew_when_others_come() {
    let mut stage = Stage::session();
    stage.ask(Command::Spoken(vec![("one".into(), sentence(0.05))]));
    let from = stage.now();
    stage.ask(Command::Schedule(from, from, vec![say(200, "one"), say(2_000, "two")]));
    stage.pass(450);
    stage.ask(Command::Spoken(vec![("two".into(), sentence(0.07))]));
    stage.pass(3_000);
    assert_eq!(stage.spoken(0, &sentence(0.05)).len(), 1);
    assert_eq!(stage.spoken(0, &sentence(0.07)).len(), 1);
}

#[test]
fn the_last_words_are_let_finish() {
    let mut stage = Stage::session();
    stage.ask(Command::Spoken(vec![("one".into(), sentence(0.05))]));
    let from = stage.now();
    stage.ask(Command::Schedule(from, from, vec![say(2_000, "one"), say(20_000, "one")]));
    stage.ask(Command::Close(ms(3_000)));
    stage.pass(10_000);
    assert_eq!(stage.spoken(0, &sentence(0.05)).len(), 1, "and what comes later is not");
    assert!(stage.all_closed());
}

#[test]
fn a_sentence_that_comes_after_the_end_was_said_is_still_heard() {
    // As when the voice is tried: all is asked for at once, before the device has woken up.
    let mut stage = Stage::new();
    stage.ask(Command::Open);
    let from = stage.now();
    stage.ask(Command::Schedule(from, from, vec![say(800, "one")]));
    stage.ask(Command::Close(ms(1_500)));
    stage.ask(Command::Spoken(vec![("one".into(), sentence(0.05))]));
    stage.pass(4_000);
    assert_eq!(stage.spoken(0, &sentence(0.05)).len(), 1);
    assert!(stage.all_closed(), "and then the device is let go");
}

#[test]
fn the_device_is_let_go_when_everything_has_been_heard() {
    let mut stage = Stage::session();
    stage.ask(Command::Spoken(vec![("one".into(), sentence(0.05))]));
    let from = stage.now();
    stage.ask(Command::Schedule(from, from, vec![say(500, "one")]));
    stage.ask(Command::Close(ms(30_000)));
    stage.pass(3_000);
    assert_eq!(stage.spoken(0, &sentence(0.05)).len(), 1);
    assert!(stage.all_closed(), "not only after half a minute");
}

#[test]
fn sentences_outlive_the_loss_of_the_device() {
    let mut stage = Stage::session();
    stage.ask(Command::Spoken(vec![("one".into(), sentence(0.05))]));
    let from = stage.now();
    stage.ask(Command::Schedule(from, from, vec![say(8_000, "one")]));
    stage.ask(Command::Device(Some("another".to_owned())));
    stage.pass(10_000);
    assert_eq!(stage.spoken(1, &sentence(0.05)).len(), 1);
}
