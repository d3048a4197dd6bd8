//! Speech as samples.

use std::num::NonZero;
use std::sync::Arc;

/// One spoken sentence, ready to be laid onto the timeline: one channel, trimmed, at the loudness of speech.
///
/// Cloning it copies no sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// Samples a second, as whatever spoke it made them.
    pub rate: NonZero<u32>,
    /// The sound.
    pub samples: Arc<[i16]>,
}
