//! Names that no two devices give: made of the time and of chance.
//!
//! The chance is that of the standard library's hash maps, which take their keys from the system:
//! good enough against meeting by accident, which is all that is asked here.

use std::hash::{BuildHasher, RandomState};
use std::time::Instant;

use jiff::Timestamp;

use crate::domain::history::SessionId;

/// A name in the form of a UUID of version 7 (RFC 9562): it sorts by time.
#[must_use]
pub fn id(at: Timestamp) -> String {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0) & 0xFFFF_FFFF_FFFF;
    let (one, other) = (chance(), chance());
    format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        millis >> 16,
        millis & 0xFFFF,
        one & 0xFFF,
        0x8000 | (one >> 12) & 0x3FFF,
        other & 0xFFFF_FFFF_FFFF,
    )
}

/// A name for a session that begins now.
#[must_use]
pub fn session(at: Timestamp) -> SessionId {
    SessionId(id(at))
}

/// A name for a device: eight hexadecimal digits that say nothing about it.
#[must_use]
pub fn device() -> String {
    format!("{:08x}", chance() & 0xFFFF_FFFF)
}

fn chance() -> u64 {
    RandomState::new().hash_one((Instant::now(), Timestamp::now(), std::process::id()))
}
