//! What Wellspring knows: points, techniques, cautions, people, complaints, routines, plans, runs and their history.
//!
//! Pure values and rules. Nothing here reads a clock, touches a file, knows serde or draws:
//! time and facts are handed in, and what should happen in the world comes out as values.

pub mod catalogue;
pub mod caution;
pub mod code;
pub mod complaint;
pub mod conductor;
pub mod history;
pub mod plan;
pub mod point;
pub mod profile;
pub mod reminder;
pub mod routine;
pub mod run;
#[cfg(test)]
pub mod sample;
pub mod search;
pub mod settings;
pub mod sound;
pub mod speech;
pub mod technique;
