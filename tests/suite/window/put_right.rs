//! How far what was recorded may lie from what was planned.
//!
//! Every distance is exact to the sample, but for two things that happen on a machine that is short of time,
//! and each of them has a witness:
//!
//! - The sound server ran dry and put silence in: all that follows comes later. The server notes each time in
//!   its log. (Its log's clock runs up to a second beside the recording, which starts late and is held up too.)
//! - Once that had made the sound late by more than the program bears, the program moved it back onto the
//!   clock. It says so on standard error, to the frame, which here is a sample.
//!
//! What neither explains is a fault of the program.

use std::collections::BTreeMap;

use crate::rig::{AppUnderTest, SoundServer};

/// How much silence a server puts in at the most, in samples: a stream that stands still for longer is lost.
const LONGEST_GAP: i64 = 33_600;
/// How far the server's log may run ahead of the recording, and behind it, in samples.
const LOG_AHEAD: i64 = 72_000;
const LOG_BEHIND: i64 = 14_400;

/// What the witnesses say.
#[derive(Debug, Default)]
pub struct Witnesses {
    /// By how many samples the program moved the sound, in order.
    shifts: Vec<i64>,
    /// When the server ran dry, in samples from the beginning of the recording.
    dry: Vec<i64>,
}

impl Witnesses {
    /// By how many samples the program moved the sound, in order, and when the server ran dry.
    pub fn new(shifts: Vec<i64>, dry: Vec<i64>) -> Self {
        Self { shifts, dry }
    }

    /// To be asked before the program and the server are gone.
    pub fn of(app: &AppUnderTest<'_>, sound: &SoundServer) -> Self {
        let dry = sound.dry().into_iter().map(samples).collect();
        Self { shifts: shifts(&app.stderr()), dry }
    }

    /// Whether nothing but the exact distances is allowed.
    pub fn is_calm(&self) -> bool {
        self.shifts.is_empty() && self.dry.is_empty()
    }

    /// By how many samples the program moved the sound, in order.
    pub fn shifts(&self) -> &[i64] {
        &self.shifts
    }

    /// How often the server ran dry while it was recorded.
    pub fn times_dry(&self) -> usize {
        self.dry.len()
    }

    fn was_dry(&self, from: i64, to: i64) -> bool {
        self.dry.iter().any(|at| (from - LOG_BEHIND..=to + LOG_AHEAD).contains(at))
    }
}

/// What the program said on standard error about moving the sound.
fn shifts(said: &str) -> Vec<i64> {
    let of_line = |line: &str| {
        let (_, rest) = line.split_once(" has been put right by ")?;
        let frames = rest.strip_suffix(" frames.").and_then(|frames| frames.parse().ok());
        Some(frames.unwrap_or_else(|| panic!("no number of frames in {line:?}")))
    };
    said.lines().filter_map(of_line).collect()
}

/// Seconds as samples of the recording.
pub fn samples(seconds: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "minutes of sound")]
    let samples = (seconds * super::RATE).round() as i64;
    samples
}

/// Something that was planned, in samples.
#[derive(Debug, Clone)]
pub struct Planned {
    pub what: String,
    /// From the beginning of the session.
    pub at: i64,
    pub length: i64,
}

/// Where things may stand after one of the planned sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    /// Where the last one that was heard lies in the recording.
    at: i64,
    /// How far that is from its planned distance.
    off: i64,
    /// How many of the shifts have happened by then.
    shifted: usize,
}

/// Holds what was heard against the plan. The first sound lies at `begin`; `places` says where another one was
/// heard, given the place at which it is expected and how far around that (0: there and nowhere else).
///
/// # Errors
/// Which sound is not where it must be.
pub fn compare(
    planned: &[Planned],
    begin: i64,
    witnesses: &Witnesses,
    mut places: impl FnMut(&Planned, i64, i64) -> Vec<i64>,
) -> Result<(), String> {
    let first = planned.first().ok_or("nothing is planned")?;
    let all = witnesses.shifts.len();
    // Some of the shifts may have happened before the first sound.
    let begin_with = |shifted| (State { at: begin, off: 0, shifted }, 1);
    // Each with how many have been heard at the most.
    let mut states: BTreeMap<State, usize> = (0..=all).map(begin_with).collect();
    for sound in &planned[1..] {
        let exact = begin + sound.at - first.at;
        let mut next: BTreeMap<State, usize> = BTreeMap::new();
        let mut reach = |state: State, heard: usize| {
            let most = next.entry(state).or_default();
            *most = heard.max(*most);
        };
        let mut heard = Vec::new();
        for (state, count) in &states {
            let expected = exact + state.off;
            let was_dry = witnesses.was_dry(state.at, expected + sound.length);
            let mut moved = 0;
            for shifted in state.shifted..=all {
                moved += if shifted > state.shifted { witnesses.shifts[shifted - 1] } else { 0 };
                let around = if was_dry { LONGEST_GAP } else { 0 };
                for at in places(sound, expected + moved, around) {
                    let gap = at - expected - moved;
                    if gap.abs() <= 1 || (was_dry && (-1..=LONGEST_GAP).contains(&gap)) {
                        reach(State { at, off: at - exact, shifted }, count + 1);
                    } else {
                        heard.push(at - expected);
                    }
                }
            }
            // Silence in the middle of a sound tears it apart, and it may not be known again.
            if witnesses.was_dry(expected, expected + sound.length) {
                reach(*state, *count);
            }
        }
        if next.is_empty() {
            heard.sort_unstable();
            heard.dedup();
            return Err(format!(
                "{:?} is not where it must be, at {exact}: off by {heard:?} from where the sound before it \
                 puts it, and there is no witness for that: {states:?}, {witnesses:?}",
                sound.what
            ));
        }
        states = next;
    }
    let most = states.values().copied().max().unwrap_or(0);
    if most * 3 < planned.len() * 2 {
        return Err(format!("only {most} of {} sounds were heard in their places", planned.len()));
    }
    Ok(())
}

/// By how much which sounds are off, what the program says, when the server ran dry, and whether that holds.
type Row<'a> = (&'a [(usize, i64)], &'a [i64], &'a [i64], bool);

#[test]
fn only_what_has_a_witness_is_excused() {
    let planned: Vec<Planned> =
        (0..10).map(|n| Planned { what: n.to_string(), at: n * 72_000, length: 6_000 }).collect();
    let rows: [Row<'_>; 17] = [
        (&[], &[], &[], true),
        (&[(4, 1)], &[], &[], true),
        (&[(4, 2)], &[], &[], false),
        (&[(4, -2)], &[], &[], false),
        (&[(7, -9_646)], &[], &[], false),
        (&[(7, -9_646)], &[-9_646], &[], true),
        (&[(7, 9_646)], &[-9_646], &[], false),
        (&[(7, -9_644)], &[-9_646], &[], false),
        (&[], &[-9_646], &[], true),
        (&[(3, -9_646), (7, 0)], &[-9_646], &[], false),
        (&[(3, -9_646), (7, -9_000)], &[-9_646, 646], &[], true),
        (&[(3, 646), (7, -9_000)], &[-9_646, 646], &[], false),
        // Late by what the server put in, and then put right.
        (&[(4, 13_708), (5, -3_054)], &[-16_762], &[3 * 72_000 + 30_000], true),
        (&[(4, 13_708), (5, -3_054)], &[-16_762], &[], false),
        (&[(4, 13_708), (5, -3_054)], &[], &[3 * 72_000 + 30_000], false),
        // Running dry elsewhere, or earlier rather than later, explains nothing.
        (&[(7, 13_708)], &[], &[3 * 72_000 + 30_000], false),
        (&[(4, -13_708)], &[], &[3 * 72_000 + 30_000], false),
    ];
    for (off, shifts, dry, holds) in rows {
        let mut by = 0;
        let heard: Vec<i64> = (0..10)
            .map(|n| {
                by = off.iter().find(|(at, _)| *at == n).map_or(by, |(_, off)| *off);
                500 + planned[n].at + by
            })
            .collect();
        let witnesses = Witnesses { shifts: shifts.to_vec(), dry: dry.to_vec() };
        let told = compare(&planned, heard[0], &witnesses, |_, expected, around| {
            let near = |at: &&i64| (**at - expected).abs() <= around.max(20_000);
            heard.iter().filter(near).copied().collect()
        });
        assert_eq!(told.is_ok(), holds, "{off:?} {shifts:?} {dry:?}: {told:?}");
    }
}

#[test]
fn what_the_program_says_of_a_shift_is_understood() {
    let said = "wellspring: INFO: wellspring::platform::audio::keeper: The sound ran 201 ms behind the clock \
                and has been put right by -9646 frames.\nwellspring: something else\nwellspring: INFO: x: The \
                sound ran 155 ms ahead of the clock and has been put right by +7441 frames.\n";
    assert_eq!(shifts(said), [-9_646, 7_441]);
}
