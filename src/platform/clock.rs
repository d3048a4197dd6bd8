//! The two clocks of the machine.

use std::time::{Duration, Instant};

use jiff::{Timestamp, Zoned};

/// Now, with the time zone of the machine.
#[must_use]
pub fn zoned() -> Zoned {
    Zoned::now()
}

/// Now.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A monotonic clock that counts from its start, read together with the wall clock.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    start: Instant,
}

impl Clock {
    /// Starts counting.
    #[must_use]
    pub fn start() -> Self {
        Self { start: Instant::now() }
    }

    /// The time since the start, and the wall clock.
    #[must_use]
    pub fn now(&self) -> (Duration, Timestamp) {
        (self.start.elapsed(), Timestamp::now())
    }

    /// The time since the start at an instant; none for one before it.
    #[must_use]
    pub fn at(&self, instant: Instant) -> Duration {
        instant.saturating_duration_since(self.start)
    }
}
