//! The one integration-test crate; each module is a subject.

#![allow(
    unused_results,
    reason = "a test builds commands and sends keys; what comes back is looked at where it matters"
)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong, and says so"
)]

mod body;
mod cli;
mod complaints;
#[cfg(target_os = "linux")]
mod desktop;
mod fuzzing;
mod handout;
mod log;
mod page;
mod points;
#[cfg(target_os = "linux")]
mod privacy;
mod profile;
#[cfg(target_os = "linux")]
mod rig;
mod routines;
mod screens;
mod search;
mod sounds;
mod speech;
mod store;
#[cfg(target_os = "linux")]
mod terminal;
mod tidy;
mod upgrade;
mod voice;
#[cfg(target_os = "linux")]
mod window;
