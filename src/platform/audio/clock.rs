//! The frames of a stream against the clock on the wall.
//!
//! The clock on the wall leads. A stream asks for frames in bursts, always a little ahead of what
//! is heard; the anchor says which frame stands for which moment, so far ahead that a sound due
//! this moment still finds its frame unplayed. It stays put for as long as stream and clock agree,
//! and so every sound of a session lies on one grid, however often its schedule is replaced.

use std::collections::VecDeque;
use std::num::NonZero;
use std::time::{Duration, Instant};

use super::timeline::frames_in;
use super::watch::LOOK;

/// How far stream and clock may drift apart before anything is done.
pub const TOLERANCE: Duration = Duration::from_millis(150);

/// How much further ahead than the device has ever been seen the anchor is laid.
const MARGIN: Duration = Duration::from_millis(30);

/// How many of the latest looks at the stream count (one second of looks).
const LOOKS: usize = 50;

/// The relation of one open stream to the clock.
#[derive(Debug)]
pub struct StreamClock {
    rate: NonZero<u32>,
    opened: Instant,
    looked: Option<Instant>,
    leads: VecDeque<f64>,
    anchor: Option<f64>,
}

impl StreamClock {
    /// For a stream opened at this moment.
    #[must_use]
    pub fn new(rate: NonZero<u32>, opened: Instant) -> Self {
        Self { rate, opened, looked: None, leads: VecDeque::with_capacity(LOOKS), anchor: None }
    }

    /// Notes that the stream has made so many frames by now.
    pub fn look(&mut self, now: Instant, frames: u64) {
        // Looks that follow upon a request do not count, or else a second would hold more of them.
        if self.looked.is_some_and(|last| now.saturating_duration_since(last) < LOOK * 3 / 4) {
            return;
        }
        self.looked = Some(now);
        if self.leads.len() == LOOKS {
            let _ = self.leads.pop_front();
        }
        let lead = whole(frames) - self.exact(now);
        self.leads.push_back(lead);
    }

    /// Lays the anchor if there is none. `at_least` is a moment whose frame must not have been made
    /// yet when `frames` have, as far as that can be had within the tolerance.
    pub fn lay_anchor(&mut self, at_least: Option<(Instant, u64)>) {
        if self.anchor.is_some() || self.leads.is_empty() {
            return;
        }
        let usual = self.lead() + self.span(MARGIN);
        let wanted = at_least.map_or(usual, |(moment, frames)| {
            whole(frames) + self.span(MARGIN) - self.exact(moment)
        });
        let most = usual + self.span(TOLERANCE) - self.span(MARGIN);
        self.anchor = Some(wanted.clamp(usual, most));
    }

    /// Takes the anchor up, to be laid anew.
    pub fn lift_anchor(&mut self) {
        self.anchor = None;
    }

    /// Whether stream and clock have been apart by more than the tolerance for a second.
    #[must_use]
    pub fn astray(&self) -> bool {
        self.anchor.is_some_and(|anchor| {
            let apart = |lead: f64| (lead + self.span(MARGIN) - anchor).abs();
            let before = greatest(self.leads.iter().take(LOOKS / 2));
            self.leads.len() == LOOKS
                && apart(before).min(apart(self.lead())) > self.span(TOLERANCE)
        })
    }

    /// The frame that stands for the moment `after` the moment `from`. Within one schedule, that is
    /// for one `from`, distances are exact.
    #[must_use]
    pub fn frame(&self, from: Instant, after: Duration) -> u64 {
        let from = (self.exact(from) + self.anchor.unwrap_or(0.0)).round();
        #[allow(clippy::cast_possible_truncation)] // thousands of years fit
        let from = from as i64;
        let after = i64::try_from(frames_in(after, self.rate)).unwrap_or(i64::MAX);
        u64::try_from(from.saturating_add(after)).unwrap_or(0)
    }

    /// The greatest lead of the stream over the clock in the last half second, in frames.
    fn lead(&self) -> f64 {
        greatest(self.leads.iter().rev().take(LOOKS / 2))
    }

    /// Frames from the stream's opening to a moment, by the clock.
    fn exact(&self, moment: Instant) -> f64 {
        let later = moment.saturating_duration_since(self.opened).as_secs_f64();
        let sooner = self.opened.saturating_duration_since(moment).as_secs_f64();
        (later - sooner) * f64::from(self.rate.get())
    }

    fn span(&self, time: Duration) -> f64 {
        time.as_secs_f64() * f64::from(self.rate.get())
    }
}

/// What is said when a moment that stood at the frame `old` of a stream now stands at the frame `new`.
#[must_use]
pub fn put_right(old: u64, new: u64, rate: NonZero<u32>) -> String {
    let (apart, way, sign) =
        if new < old { (old - new, "behind", "-") } else { (new - old, "ahead of", "+") };
    let milliseconds = apart * 1_000 / u64::from(rate.get());
    format!(
        "The sound ran {milliseconds} ms {way} the clock and has been put right by {sign}{apart} frames."
    )
}

fn greatest<'a>(leads: impl Iterator<Item = &'a f64>) -> f64 {
    leads.copied().fold(f64::NEG_INFINITY, f64::max)
}

#[allow(clippy::cast_precision_loss)] // exact for thousands of years
fn whole(frames: u64) -> f64 {
    frames as f64
}

#[cfg(test)]
#[allow(clippy::unchecked_time_subtraction)]
mod tests {
    use super::*;

    const RATE: NonZero<u32> = NonZero::new(48_000).unwrap();

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    /// A clock whose stream has always been `lead` milliseconds ahead, looked at for a second.
    fn running(opened: Instant, lead: u64) -> StreamClock {
        let mut clock = StreamClock::new(RATE, opened);
        for look in 0..LOOKS as u64 {
            clock.look(opened + ms(20 * look), 48 * (20 * look + lead));
        }
        clock
    }

    #[test]
    fn a_sound_due_now_finds_its_frame_unplayed() {
        let opened = Instant::now();
        for lead in [0, 43, 85, 400] {
            let mut clock = running(opened, lead);
            clock.lay_anchor(None);
            let now = opened + ms(980);
            assert_eq!(clock.frame(now, ms(0)), 48 * (980 + lead + 30));
            assert_eq!(clock.frame(now, ms(1_500)), 48 * (980 + lead + 30 + 1_500));
        }
    }

    #[test]
    fn the_first_sound_may_push_the_anchor_but_only_within_the_tolerance() {
        let opened = Instant::now();
        for (asked_before, pushed) in [(0, 0), (60, 60), (120, 120), (500, 120)] {
            let mut clock = running(opened, 85);
            let asked = opened + ms(980) - ms(asked_before);
            clock.lay_anchor(Some((asked, 48 * (980 + 85))));
            let frame = clock.frame(opened + ms(980), ms(0));
            assert_eq!(frame, 48 * (980 + 85 + 30 + pushed), "{asked_before} ms before");
        }
    }

    #[test]
    fn moments_before_the_opening_have_no_negative_frames() {
        let opened = Instant::now() + ms(10_000);
        let mut clock = running(opened, 0);
        clock.lay_anchor(None);
        assert_eq!(clock.frame(opened - ms(1_000), ms(500)), 0);
        assert_eq!(clock.frame(opened - ms(1_000), ms(1_000)), 48 * 30);
    }

    #[test]
    fn only_a_lasting_difference_leads_astray() {
        let opened = Instant::now();
        let mut clock = running(opened, 85);
        clock.lay_anchor(None);
        let mut time = 980;
        let mut look = |count: u64, lead_ms: i64| {
            for _ in 0..count {
                time += 20;
                let frames = 48 * (time + lead_ms);
                let now = opened + ms(u64::try_from(time).unwrap());
                clock.look(now, u64::try_from(frames).unwrap());
            }
            clock.astray()
        };
        assert!(!look(50, 85));
        assert!(!look(50, -60), "145 ms behind is borne");
        assert!(!look(25, -70), "half a second is too short to tell");
        assert!(!look(24, -70));
        assert!(look(1, -70), "155 ms behind for a whole second is not");
        assert!(!look(1, 85));
        assert!(look(50, 240), "nor is running ahead");
    }
}
