//! Cues begin at exactly their frame, and nothing clicks.

#![allow(clippy::cast_precision_loss, clippy::float_cmp)]

use proptest::prelude::*;

use super::*;

const RATE: NonZero<u32> = NonZero::new(48_000).unwrap();
const FULL: Volumes = Volumes { cues: 1.0, beat: 1.0 };

/// A clip that no other is like, which begins and ends with 0 and takes no step over 0.1.
fn clip(length: usize, kind: u16) -> Arc<[f32]> {
    let turns = 2.0 + f32::from(kind);
    let shape = |place: usize| {
        let x = place as f32 / (length - 1) as f32 * std::f32::consts::TAU;
        0.5 * (0.5 - 0.5 * x.cos()) * (turns * x).sin()
    };
    (0..length).map(shape).collect()
}

fn cue(frame: u64, length: usize, kind: u16, channel: Channel) -> Cue {
    let clip = clip(length, kind);
    Cue { frame, clip, channel }
}

struct Bench {
    timeline: Timeline,
    control: Arc<Control>,
    levels: Arc<Levels>,
}

fn bench(cues: Vec<Cue>, volumes: Volumes) -> Bench {
    let control = Arc::new(Control::default());
    let levels = Arc::new(Levels::new(volumes));
    Bench {
        timeline: Timeline::new(cues, RATE, Arc::clone(&levels), Arc::clone(&control)),
        control,
        levels,
    }
}

/// What a schedule sounds like, worked out the plain way.
fn expected(cues: &[Cue], gains: [f32; 2], length: usize) -> Vec<f32> {
    let mut sum = vec![0.0; length];
    for cue in cues {
        let gain = gains[usize::from(cue.channel == Channel::Beat)];
        let from = usize::try_from(cue.frame).unwrap();
        for (out, sample) in sum.iter_mut().skip(from).zip(cue.clip.iter()) {
            *out += sample * gain;
        }
    }
    sum
}

fn assert_alike(made: &[f32], wanted: &[f32]) {
    assert_eq!(made.len(), wanted.len());
    let differs = |(a, b): (&f32, &f32)| (a - b).abs() > 1e-5;
    let place = made.iter().zip(wanted).position(differs);
    assert_eq!(place, None, "the first frame that differs");
}

fn any_cues() -> impl Strategy<Value = Vec<Cue>> {
    let one = (0_u64..20_000, 100_usize..3_000, 0_u16..5, any::<bool>());
    prop::collection::vec(one, 0..40).prop_map(|rows| {
        let cue = |(frame, length, kind, beat)| {
            let channel = if beat { Channel::Beat } else { Channel::Cues };
            cue(frame, length, kind, channel)
        };
        rows.into_iter().map(cue).collect()
    })
}

fn largest_step(samples: &[f32]) -> f32 {
    let steps = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    steps.fold(0.0, f32::max)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_cue_starts_at_exactly_its_frame(cues in any_cues(), cue_volume in 0_u8..=10, beat_volume in 0_u8..=10) {
        let volumes = Volumes { cues: f32::from(cue_volume) / 10.0, beat: f32::from(beat_volume) / 10.0 };
        let gains = [volumes.cues * volumes.cues, volumes.beat * volumes.beat];
        let end = cues.iter().map(|cue| cue.frame + cue.clip.len() as u64).max().unwrap_or(0);
        let wanted = expected(&cues, gains, usize::try_from(end).unwrap());
        let bench = bench(cues, volumes);
        let made: Vec<f32> = bench.timeline.collect();
        assert_alike(&made, &wanted); // and it ends with its last sample
        prop_assert!(bench.control.ended());
    }

    #[test]
    fn stopping_at_any_moment_leaves_no_click_and_soon_no_sound(cues in any_cues(), at in 0_usize..22_000) {
        let mut bench = bench(cues, FULL);
        let mut made: Vec<f32> = bench.timeline.by_ref().take(at).collect();
        let most = made.iter().fold(0.5_f32, |most, sample| most.max(sample.abs()));
        let own_step = largest_step(&expected(&bench.timeline.cues, [1.0; 2], 24_000));
        bench.control.stop();
        let rest: Vec<f32> = bench.timeline.by_ref().collect();
        prop_assert!(rest.len() <= 64 + 960, "{} frames", rest.len());
        let after = rest.iter().fold(most, |most, sample| most.max(sample.abs()));
        made.extend(rest);
        made.push(0.0);
        // The fade may add at the most its own slope to the steps of the sound itself.
        prop_assert!(largest_step(&made) <= own_step + after * 1.5 / 960.0 + 1e-5);
    }

    #[test]
    fn what_has_begun_rings_on_and_nothing_else_begins(cues in any_cues(), at in 0_u64..10_000, last in 0_u64..20_000) {
        let last = last.max(at);
        let kept: Vec<Cue> = cues.iter().filter(|cue| cue.frame <= last).cloned().collect();
        let mut bench = bench(cues, FULL);
        let mut made: Vec<f32> = bench.timeline.by_ref().take(usize::try_from(at).unwrap()).collect();
        bench.control.nothing_after(last);
        made.extend(bench.timeline.by_ref());
        let length = made.len();
        assert_alike(&made, &expected(&kept, [1.0; 2], length));
        let end = kept.iter().map(|cue| cue.frame + cue.clip.len() as u64).max().unwrap_or(0);
        prop_assert!(length as u64 >= end);
        prop_assert_eq!(bench.control.started(), kept.len());
    }

    #[test]
    fn a_change_of_volume_makes_no_click(at in 200_usize..4_000, from in 0_u8..=10, to in 0_u8..=10) {
        let [from, to] = [from, to].map(|volume| f32::from(volume) / 10.0);
        let mut bench = bench(vec![cue(0, 5_000, 3, Channel::Cues)], Volumes { cues: from, beat: 0.0 });
        let own_step = largest_step(&clip(5_000, 3));
        let mut made: Vec<f32> = bench.timeline.by_ref().take(at).collect();
        bench.levels.set(Volumes { cues: to, beat: 0.0 });
        made.extend(bench.timeline.by_ref());
        prop_assert!(largest_step(&made) <= own_step + 0.5 / 240.0 + 1e-6);
        let settled = at + 64 + 241;
        let wanted: Vec<f32> = clip(5_000, 3).iter().map(|sample| sample * to * to).collect();
        assert_alike(&made[settled..], &wanted[settled..]);
    }
}

#[test]
fn cues_whose_frame_has_gone_by_start_at_once() {
    let mut bench = bench(vec![cue(0, 500, 1, Channel::Cues)], FULL);
    bench.timeline.join_at(123_456);
    let made: Vec<f32> = bench.timeline.collect();
    assert_alike(&made, &clip(500, 1));
}

#[test]
fn the_control_tells_what_has_started_and_what_rings() {
    let cues = vec![cue(100, 300, 1, Channel::Cues), cue(300, 300, 1, Channel::Beat)];
    let mut bench = bench(cues, FULL);
    for (frames, started, ringing) in [(100, 0, 0), (1, 1, 1), (200, 2, 2), (150, 2, 1)] {
        let made = bench.timeline.by_ref().take(frames).count();
        assert_eq!(made, frames);
        assert_eq!(bench.control.started(), started);
        assert_eq!(bench.control.ringing(), ringing);
        assert!(!bench.control.ended());
    }
    drop(bench.timeline);
    assert!(bench.control.ended());
    assert_eq!(bench.control.ringing(), 0);
}

#[test]
fn volumes_out_of_range_are_brought_into_it() {
    for (volume, gain) in [(-1.0, 0.0), (0.5, 0.25), (1.0, 1.0), (7.0, 1.0), (f32::NAN, 0.0)] {
        let volumes = Volumes { cues: volume, beat: 1.0 };
        assert_eq!(Levels::new(volumes).gains(), [gain, 1.0], "{volume}");
    }
}

#[test]
fn times_become_the_nearest_frame() {
    for (nanoseconds, rate, frames) in [
        (0, 48_000, 0),
        (1_500_000_000, 48_000, 72_000),
        (1_000_000_000, 44_100, 44_100),
        (10_416, 48_000, 0),
        (10_417, 48_000, 1),
        (86_400_000_000_000, 44_100, 3_810_240_000),
    ] {
        let time = Duration::from_nanos(nanoseconds);
        let rate = NonZero::new(rate).unwrap();
        assert_eq!(frames_in(time, rate), frames, "{nanoseconds} at {rate}");
    }
}
