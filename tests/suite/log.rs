//! The lines of the log and what is folded from them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    unused_results,
    reason = "a test stops at the first thing that is wrong, and need not look at the rest"
)]

mod clocks;
mod fold;
mod lines;
pub mod records;
mod sessions;
