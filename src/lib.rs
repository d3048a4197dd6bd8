//! Wellspring: guided self-massage of pressure points, from the caution to the log.
//!
//! The rooms of the house, from the ground up; a room uses only rooms below it:
//! [`domain`], [`body`], [`words`], [`mod@format`], [`platform`], then [`ui`], [`screen`] and [`app`] for the window,
//! [`cli`] and [`terminal`] for the command line. `ARCHITECTURE.md` has the map.

pub mod app;
pub mod body;
pub mod cli;
pub mod domain;
pub mod format;
pub mod platform;
pub mod screen;
pub mod terminal;
pub mod ui;
pub mod words;
