//! The machine: folders, files and locks, the log, the sound, the terminal's keys, the display.

pub mod audio;
pub mod clock;
pub mod diagnostics;
pub mod dirs;
pub mod display;
pub mod journal;
pub mod keyboard;
pub mod library;
pub mod lock;
pub mod picture;
pub mod stage;
pub mod store;
