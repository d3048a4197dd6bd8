//! The screens: golden pictures, and what clicks and keys do.

mod aloud;
mod body;
mod building;
mod history;
mod library;
mod paths;
mod person;
mod pictures;
mod playing;
mod rating;
mod reminders;
mod scripts;
mod two_windows;
