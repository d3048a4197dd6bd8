//! Speech over everything else, in several timelines at once.

#![allow(clippy::cast_precision_loss, clippy::float_cmp)]

use std::sync::mpsc::{Sender, channel};

use proptest::prelude::*;

use super::super::Volumes;
use super::super::duck::DUCKED;
use super::super::levels::Levels;
use super::super::timeline::{Control, Cue};
use super::*;
use crate::domain::sound::Channel;

const RATE: NonZero<u32> = NonZero::new(48_000).unwrap();

/// The frames of a whole ramp, and some more.
const SETTLED: usize = 5_900;

/// A mixer without a device, and the controls of what plays in it.
struct Desk {
    master: Master,
    timelines: Sender<Timeline>,
    levels: Arc<Levels>,
}

impl Desk {
    fn new() -> Self {
        let (timelines, arrivals) = channel();
        let counter = Arc::new(AtomicU64::new(0));
        let full = Volumes { cues: 1.0, beat: 1.0, breath: 1.0, voice: 1.0 };
        let master = Master::new(RATE, NonZero::<u16>::MIN, arrivals, counter);
        Self { master, timelines, levels: Arc::new(Levels::new(full)) }
    }

    fn add(&self, cues: &[Cue]) -> Arc<Control> {
        let control = Arc::new(Control::default());
        let (levels, shared) = (Arc::clone(&self.levels), Arc::clone(&control));
        self.timelines.send(Timeline::new(cues.to_vec(), RATE, levels, shared)).unwrap();
        control
    }

    fn take(&mut self, frames: usize) -> Vec<f32> {
        self.master.by_ref().take(frames).collect()
    }
}

/// So soft that the limiter has nothing to do when forty play at once.
fn cue(frame: u64, length: usize, channel: Channel) -> Cue {
    let shape = |place: usize| {
        let x = place as f32 / (length - 1) as f32 * std::f32::consts::TAU;
        0.02 * (0.5 - 0.5 * x.cos()) * (5.0 * x).sin()
    };
    Cue { frame, samples: (0..length).map(shape).collect::<Vec<f32>>().into(), channel }
}

/// A level tone without a swing, in which every step is one of ours.
fn level(frame: u64, length: usize, strength: f32, channel: Channel) -> Cue {
    Cue { frame, samples: vec![strength; length].into(), channel }
}

/// A plan: cues at any frames, and sentences one after the other with pauses between.
fn any_plan() -> impl Strategy<Value = Vec<Cue>> {
    let others = prop::collection::vec((0_u64..30_000, 100_usize..9_000, 0_usize..3), 0..30);
    let sentences = prop::collection::vec((0_u64..9_000, 100_usize..9_000), 0..5);
    (others, sentences).prop_map(|(others, sentences)| {
        let mut from = 0;
        let spoken = sentences.into_iter().map(|(pause, length)| {
            let sentence = cue(from + pause, length, Channel::Voice);
            from += pause + length as u64;
            sentence
        });
        let mut plan: Vec<Cue> = spoken.collect();
        let channels = [Channel::Cues, Channel::Beat, Channel::Breath];
        plan.extend(
            others
                .into_iter()
                .map(|(frame, length, channel)| cue(frame, length, channels[channel])),
        );
        plan
    })
}

/// The plan worked out the plain way: what is spoken, and everything else as loud as it is alone.
fn plain(plan: &[Cue], length: usize) -> (Vec<f32>, Vec<f32>) {
    let (mut voice, mut rest) = (vec![0.0; length], vec![0.0; length]);
    for cue in plan {
        let sum = if cue.channel == Channel::Voice { &mut voice } else { &mut rest };
        let from = usize::try_from(cue.frame).unwrap();
        for (out, sample) in sum.iter_mut().skip(from).zip(cue.samples.iter()) {
            *out += sample;
        }
    }
    (voice, rest)
}

fn largest_step(samples: &[f32]) -> f32 {
    let steps = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    steps.fold(0.0, f32::max)
}

fn strongest(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |most, sample| most.max(sample.abs()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn however_a_plan_is_dealt_out_each_frame_is_the_voice_and_the_rest_turned_down(
        plan in any_plan(),
        deal in prop::collection::vec(0_usize..3, 35),
    ) {
        let mut hands = [const { Vec::new() }; 3];
        for (cue, hand) in plan.iter().zip(deal) {
            hands[hand].push(cue.clone());
        }
        let mut desk = Desk::new();
        for hand in &hands {
            let _ = desk.add(hand);
        }
        let length = 90_000;
        let made = desk.take(length);
        let (voice, rest) = plain(&plan, length);
        let mut gain = 1.0_f32;
        for frame in 0..length {
            let lasts = |cue: &Cue| {
                let from = usize::try_from(cue.frame).unwrap();
                cue.channel == Channel::Voice && (from..from + cue.samples.len()).contains(&frame)
            };
            // 30 ms down, 120 ms up.
            gain = if plan.iter().any(lasts) {
                (gain - 0.499 / 1_440.0).max(0.501)
            } else {
                (gain + 0.499 / 5_760.0).min(1.0)
            };
            let wanted = rest[frame] * gain + voice[frame];
            prop_assert!((made[frame] - wanted).abs() < 1e-5, "frame {frame}: {} {wanted}", made[frame]);
        }
    }

    #[test]
    fn nothing_clicks_and_nothing_stays_turned_down_whatever_is_broken_off(
        plan in any_plan(),
        others in any_plan(),
        at in 0_usize..40_000,
        how in 0_u8..3,
    ) {
        let mut desk = Desk::new();
        let others: Vec<Cue> = others.into_iter().filter(|cue| cue.channel != Channel::Voice).collect();
        let (first, _second) = (desk.add(&plan), desk.add(&others));
        let mut made = desk.take(at);
        match how {
            0 => first.stop(),
            1 => first.hush(),
            _ => first.nothing_after(at as u64),
        }
        made.extend(desk.take(60_000));
        let both = [plan, others].concat();
        let (voice, rest) = plain(&both, 100_000);
        // What the clips do themselves, the slope of the fade of 20 ms, and that of the ramp.
        let own = largest_step(&voice) + largest_step(&rest);
        let fade = (strongest(&voice) + strongest(&rest)) * 1.5 / 960.0;
        let ramp = strongest(&rest) * 0.499 / 1_440.0;
        prop_assert!(largest_step(&made) <= own + fade + ramp + 1e-6);
        // Whatever comes when all of that is over is as loud as ever.
        let _ = desk.take(60_000);
        let probe = cue(0, 3_000, Channel::Beat);
        let _control = desk.add(std::slice::from_ref(&probe));
        let made = desk.take(3_064);
        let wanted: Vec<f32> = probe.samples.iter().collect();
        let from = made.windows(2).position(|pair| pair[1] != 0.0).unwrap();
        prop_assert_eq!(&made[from..from + 3_000], &wanted[..]);
    }
}

#[test]
fn what_a_newer_schedule_says_is_said_alone() {
    let mut desk = Desk::new();
    let old = desk.add(&[level(0, 48_000, 0.3, Channel::Voice)]);
    assert_eq!(desk.take(10_000)[9_999], 0.3);
    let _new = desk.add(&[level(12_000, 5_000, 0.2, Channel::Voice)]);
    let made = desk.take(10_000);
    assert_eq!(made[1_999], 0.3, "until the new one begins");
    assert!((0.2..=0.5).contains(&made[2_100]), "{}", made[2_100]);
    // The master looks every 32 frames, the fade takes 960.
    assert!(made[2_000 + 32 + 960..7_000].iter().all(|sample| *sample == 0.2));
    assert!(made[7_000..].iter().all(|sample| *sample == 0.0), "and the old one is not taken up");
    assert!(old.ended());
}

#[test]
fn a_stopped_sentence_gives_the_rest_back_its_strength() {
    for (how, name) in
        [(Control::stop as fn(&Control), "stop"), (Control::hush as fn(&Control), "hush")]
    {
        let mut desk = Desk::new();
        let _rest = desk.add(&[level(0, 48_000, 0.1, Channel::Breath)]);
        let speech = desk.add(&[level(0, 48_000, 0.3, Channel::Voice)]);
        let made = desk.take(9_000);
        assert!((made[8_999] - 0.3 - 0.1 * DUCKED).abs() < 1e-6, "{name}: {}", made[8_999]);
        how(&speech);
        let made = desk.take(64 + 960 + SETTLED);
        assert_eq!(made.last(), Some(&0.1), "{name}");
        assert!(speech.ended(), "{name}");
    }
}

#[test]
fn a_stream_that_hangs_in_the_middle_of_a_sentence_turns_nothing_down_in_the_next() {
    let mut hung = Desk::new();
    let _speech = hung.add(&[level(0, 48_000, 0.3, Channel::Voice)]);
    let _ = hung.take(5_000);
    let mut next = Desk { levels: Arc::clone(&hung.levels), ..Desk::new() };
    let _rest = next.add(&[level(0, 48_000, 0.1, Channel::Cues)]);
    assert!(next.take(9_000).iter().all(|sample| *sample == 0.1));
}
