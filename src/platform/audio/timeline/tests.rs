//! Cues begin at exactly their frame, and nothing clicks.

#![allow(clippy::cast_precision_loss, clippy::float_cmp)]

use proptest::prelude::*;

use super::super::Volumes;
use super::*;

const RATE: NonZero<u32> = NonZero::new(48_000).unwrap();
const FULL: Volumes = Volumes { cues: 1.0, beat: 1.0, breath: 1.0, voice: 1.0 };
const CHANNELS: [Channel; 4] = [Channel::Cues, Channel::Beat, Channel::Breath, Channel::Voice];

/// A clip that no other is like, which begins and ends with 0 and takes no step over 0.1.
fn clip(length: usize, kind: u16) -> Vec<f32> {
    let turns = 2.0 + f32::from(kind);
    let shape = |place: usize| {
        let x = place as f32 / (length - 1) as f32 * std::f32::consts::TAU;
        0.5 * (0.5 - 0.5 * x.cos()) * (turns * x).sin()
    };
    (0..length).map(shape).collect()
}

/// Speech in short samples, everything else in whole ones.
fn cue(frame: u64, length: usize, kind: u16, channel: Channel) -> Cue {
    let clip = clip(length, kind);
    if channel != Channel::Voice {
        return Cue { frame, samples: clip.into(), channel };
    }
    #[allow(clippy::cast_possible_truncation)] // from -0.5 to 0.5
    let short = |sample: &f32| (sample * 32_768.0).round() as i16;
    Cue::sentence(frame, clip.iter().map(short).collect::<Vec<i16>>().into())
}

/// What a timeline plays, with nothing turned down.
fn together(frame: Frame) -> f32 {
    frame.voice + frame.rest
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
fn expected(cues: &[Cue], volumes: [f32; 4], length: usize) -> Vec<f32> {
    let mut sum = vec![0.0; length];
    for cue in cues {
        let volume = volumes[CHANNELS.iter().position(|channel| *channel == cue.channel).unwrap()];
        let from = usize::try_from(cue.frame).unwrap();
        for (out, sample) in sum.iter_mut().skip(from).zip(cue.samples.iter()) {
            *out += sample * volume * volume;
        }
    }
    sum
}

fn end_of(cues: &[Cue]) -> u64 {
    cues.iter().map(|cue| cue.frame + cue.samples.len() as u64).max().unwrap_or(0)
}

fn assert_alike(made: &[f32], wanted: &[f32]) {
    assert_eq!(made.len(), wanted.len());
    let differs = |(a, b): (&f32, &f32)| (a - b).abs() > 1e-5;
    let place = made.iter().zip(wanted).position(differs);
    assert_eq!(place, None, "the first frame that differs");
}

/// Cues of all channels, of which those that are spoken do not overlap.
fn any_cues() -> impl Strategy<Value = Vec<Cue>> {
    let one = (0_u64..20_000, 100_usize..3_000, 0_u16..5, 0_usize..4);
    prop::collection::vec(one, 0..40).prop_map(|rows| {
        let mut cues: Vec<Cue> = Vec::new();
        for (frame, length, kind, channel) in rows {
            let cue = cue(frame, length, kind, CHANNELS[channel]);
            let end = |cue: &Cue| cue.frame + cue.samples.len() as u64;
            let meets = |other: &Cue| {
                other.is_spoken() && other.frame < end(&cue) && cue.frame < end(other)
            };
            if !(cue.is_spoken() && cues.iter().any(meets)) {
                cues.push(cue);
            }
        }
        cues
    })
}

fn largest_step(samples: &[f32]) -> f32 {
    let steps = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    steps.fold(0.0, f32::max)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_hush_fades_the_voice_alone_and_leaves_all_else_as_it_was(cues in any_cues(), at in 0_usize..22_000) {
        let (spoken, others): (Vec<Cue>, Vec<Cue>) = cues.iter().cloned().partition(Cue::is_spoken);
        let mut bench = bench(cues, FULL);
        let mut made: Vec<Frame> = bench.timeline.by_ref().take(at).collect();
        bench.control.hush();
        made.extend(bench.timeline.by_ref());
        prop_assert!(bench.control.ringing() == 0);
        let length = made.len();
        let rest: Vec<f32> = made.iter().map(|frame| frame.rest).collect();
        assert_alike(&rest, &expected(&others, [1.0; 4], length));
        prop_assert!(length as u64 >= end_of(&others));
        let voice: Vec<f32> = made.iter().map(|frame| frame.voice).collect();
        let whole = expected(&spoken, [1.0; 4], length.max(at));
        assert_alike(&voice[..at.min(length)], &whole[..at.min(length)]);
        let gone = (at + 64 + 960).min(length);
        prop_assert!(made[gone..].iter().all(|frame| frame.voice == 0.0 && !frame.speaking));
        let steepest = largest_step(&expected(&spoken, [1.0; 4], 24_000)) + 0.5 * 1.5 / 960.0 + 1e-5;
        prop_assert!(largest_step(&[&voice[..], &[0.0]].concat()) <= steepest, "a click");
        // And when nothing else is to come, it does not wait for sentences that will not.
        let rings = others.iter().any(|cue| cue.frame + cue.samples.len() as u64 > at as u64);
        prop_assert!(rings || length <= at + 64 + 960);
    }

    #[test]
    fn it_speaks_while_a_sentence_lasts_and_not_a_frame_longer(cues in any_cues(), voice in 0_u8..=1) {
        let volumes = Volumes { voice: f32::from(voice), ..FULL };
        let spoken: Vec<Cue> = cues.iter().filter(|cue| cue.is_spoken()).cloned().collect();
        let bench = bench(cues, volumes);
        for (frame, made) in (0_u64..).zip(bench.timeline) {
            let lasts = |cue: &Cue| (cue.frame..cue.frame + cue.samples.len() as u64).contains(&frame);
            // A voice that is turned off altogether turns nothing down.
            prop_assert_eq!(made.speaking, voice == 1 && spoken.iter().any(lasts), "frame {}", frame);
        }
    }

    #[test]
    fn every_cue_starts_at_exactly_its_frame(cues in any_cues(), tenths in prop::array::uniform4(0_u8..=10)) {
        let volumes = tenths.map(|tenths| f32::from(tenths) / 10.0);
        let wanted = expected(&cues, volumes, usize::try_from(end_of(&cues)).unwrap());
        let [cues_volume, beat, breath, voice] = volumes;
        let bench = bench(cues, Volumes { cues: cues_volume, beat, breath, voice });
        let made: Vec<f32> = bench.timeline.map(together).collect();
        assert_alike(&made, &wanted); // and it ends with its last sample
        prop_assert!(bench.control.ended());
    }

    #[test]
    fn stopping_at_any_moment_leaves_no_click_and_soon_no_sound(cues in any_cues(), at in 0_usize..22_000) {
        let mut bench = bench(cues, FULL);
        let mut made: Vec<f32> = bench.timeline.by_ref().take(at).map(together).collect();
        let most = made.iter().fold(0.5_f32, |most, sample| most.max(sample.abs()));
        let own_step = largest_step(&expected(&bench.timeline.cues, [1.0; 4], 24_000));
        bench.control.stop();
        let rest: Vec<f32> = bench.timeline.by_ref().map(together).collect();
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
        let at = usize::try_from(at).unwrap();
        let mut made: Vec<f32> = bench.timeline.by_ref().take(at).map(together).collect();
        bench.control.nothing_after(last);
        made.extend(bench.timeline.by_ref().map(together));
        let length = made.len();
        assert_alike(&made, &expected(&kept, [1.0; 4], length));
        prop_assert!(length as u64 >= end_of(&kept));
        prop_assert_eq!(bench.control.started(), kept.len());
    }

    #[test]
    fn a_change_of_volume_makes_no_click(at in 200_usize..4_000, from in 0_u8..=10, to in 0_u8..=10) {
        let [from, to] = [from, to].map(|volume| f32::from(volume) / 10.0);
        let mut bench = bench(vec![cue(0, 5_000, 3, Channel::Cues)], Volumes { cues: from, ..FULL });
        let own_step = largest_step(&clip(5_000, 3));
        let mut made: Vec<f32> = bench.timeline.by_ref().take(at).map(together).collect();
        bench.levels.set(Volumes { cues: to, ..FULL });
        made.extend(bench.timeline.by_ref().map(together));
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
    let made: Vec<f32> = bench.timeline.map(together).collect();
    assert_alike(&made, &clip(500, 1));
}

#[test]
fn a_sentence_that_meets_another_gives_way_to_it() {
    let cues = vec![cue(0, 9_000, 1, Channel::Voice), cue(4_000, 3_000, 2, Channel::Voice)];
    let later = cues[1].clone();
    let made: Vec<f32> = bench(cues, FULL).timeline.map(together).collect();
    assert_eq!(made.len(), 7_000, "the first is not taken up again");
    let second: Vec<f32> = later.samples.iter().collect();
    assert_alike(&made[4_960..], &second[960..]);
    assert!(largest_step(&made) < 0.01, "{}", largest_step(&made));
}

#[test]
fn a_sentence_that_is_hushed_counts_as_had() {
    let cues = vec![cue(100, 300, 1, Channel::Voice), cue(500, 300, 1, Channel::Cues)];
    let mut bench = bench(cues, FULL);
    bench.control.hush();
    for (frames, started, ringing) in [(100, 0, 0), (1, 1, 0), (400, 2, 1), (299, 2, 0)] {
        assert_eq!(bench.timeline.by_ref().take(frames).count(), frames);
        assert_eq!((bench.control.started(), bench.control.ringing()), (started, ringing));
    }
    assert_eq!(bench.timeline.next(), None);
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
