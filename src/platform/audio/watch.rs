//! When a stream counts as lost, and when to try again.

use std::time::{Duration, Instant};

/// How often an open stream is looked at.
pub const LOOK: Duration = Duration::from_millis(20);

/// How long a stream may stand still after it has reported an error.
const TROUBLED: Duration = Duration::from_millis(250);

/// How long it may stand still without a word (a dead server does not always report).
const SILENT: Duration = Duration::from_millis(600);

/// How long it may take to move for the first time (some devices have to wake up).
const WAKING: Duration = Duration::from_millis(2_500);

/// What a look at a stream has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It plays; an error that it reported before has passed.
    Moving,
    /// It stands still, but not yet for too long.
    Still,
    /// It is lost: drop it and open another.
    Lost,
}

/// Watches the number of frames that a stream has made.
#[derive(Debug)]
pub struct Watchdog {
    frames: u64,
    looked: Instant,
    still: Duration,
}

impl Watchdog {
    /// For a stream that has just been opened.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self { frames: 0, looked: now, still: Duration::ZERO }
    }

    /// Looks at the stream. `trouble` says whether it has reported an error.
    pub fn look(&mut self, now: Instant, frames: u64, trouble: bool) -> Verdict {
        // If this thread itself was held up, the stream is not to blame for the whole of it.
        let gap = now.saturating_duration_since(self.looked).min(LOOK * 5);
        self.looked = now;
        if frames != self.frames {
            self.frames = frames;
            self.still = Duration::ZERO;
            return Verdict::Moving;
        }
        self.still += gap;
        let patience = match (frames, trouble) {
            (0, _) => WAKING,
            (_, true) => TROUBLED,
            (_, false) => SILENT,
        };
        if self.still >= patience { Verdict::Lost } else { Verdict::Still }
    }
}

/// Waits between tries: 200 ms, doubled each time, at the most 5 s.
#[derive(Debug)]
pub struct Patience {
    next: Duration,
}

impl Default for Patience {
    /// Nothing has failed yet.
    fn default() -> Self {
        Self { next: Self::FIRST }
    }
}

impl Patience {
    const FIRST: Duration = Duration::from_millis(200);
    const MOST: Duration = Duration::from_secs(5);

    /// How long to wait before the next try; longer each time.
    pub fn wait(&mut self) -> Duration {
        let wait = self.next;
        self.next = (wait * 2).min(Self::MOST);
        wait
    }

    /// It went well: begin with the short wait again.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many milliseconds after its last movement a stream is called lost.
    fn lost_after(frames: u64, trouble: bool) -> u64 {
        let start = Instant::now();
        let mut watchdog = Watchdog::new(start);
        if frames > 0 {
            assert_eq!(watchdog.look(start, frames, trouble), Verdict::Moving);
        }
        let mut now = start;
        for milliseconds in (20..).step_by(20) {
            now += LOOK;
            if watchdog.look(now, frames, trouble) == Verdict::Lost {
                return milliseconds;
            }
        }
        unreachable!("it is called lost some time")
    }

    #[test]
    fn patience_depends_on_what_the_stream_has_shown() {
        for (frames, trouble, milliseconds) in
            [(0, false, 2_500), (0, true, 2_500), (4_096, false, 600), (4_096, true, 260)]
        {
            assert_eq!(lost_after(frames, trouble), milliseconds);
        }
    }

    #[test]
    fn a_thread_that_was_held_up_does_not_blame_the_stream() {
        let start = Instant::now();
        let mut watchdog = Watchdog::new(start);
        assert_eq!(watchdog.look(start, 100, false), Verdict::Moving);
        let late = start + Duration::from_secs(30);
        assert_eq!(watchdog.look(late, 100, true), Verdict::Still);
        assert_eq!(watchdog.look(late + LOOK, 200, true), Verdict::Moving);
    }

    #[test]
    fn waits_double_up_to_five_seconds_and_begin_again_after_success() {
        let mut patience = Patience::default();
        let waits: Vec<_> = (0..7).map(|_| patience.wait().as_millis()).collect();
        assert_eq!(waits, [200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
        patience.reset();
        assert_eq!(patience.wait(), Duration::from_millis(200));
    }
}
