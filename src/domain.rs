//! What Wellspring knows: points, techniques, cautions, plans, runs and their history.
//!
//! Pure values and rules. Nothing here reads a clock, touches a file, knows serde or draws:
//! time and facts are handed in, and what should happen in the world comes out as values.

pub mod catalogue;
pub mod caution;
pub mod code;
pub mod conductor;
pub mod history;
pub mod plan;
pub mod point;
pub mod run;
#[cfg(test)]
pub mod sample;
pub mod settings;
pub mod sound;
pub mod technique;
