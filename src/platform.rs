//! The machine: folders, files and locks, the log, the sound, the speech engines, the terminal's keys, the
//! display, notifications.

pub mod audio;
pub mod autostart;
pub mod backup;
pub mod clock;
pub mod desktop;
pub mod diagnostics;
pub mod dirs;
pub mod display;
pub mod doctor;
pub mod engine;
pub mod history_files;
pub mod journal;
pub mod keyboard;
pub mod library;
pub mod limits;
pub mod lock;
pub mod notify;
pub mod picture;
pub mod reminding;
pub mod sharing;
pub mod stage;
pub mod store;
mod tree;
pub mod voice;
pub mod wave;
pub mod window_door;
