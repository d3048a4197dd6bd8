//! Writes every sound of a session into the folder `sounds/` (or the one named).
//!
//! `cargo run --example make-sounds` after a change to `tools/sounds/synth.rs`. A new sound's file
//! must be there before the library compiles, so make it first without cargo:
//! `rustc --edition 2024 tools/sounds/main.rs -o /tmp/make-sounds && /tmp/make-sounds sounds`.

use std::path::PathBuf;
use std::process::ExitCode;

#[path = "synth.rs"] // so that `synth.rs` finds its own parts beside it, as in the tests
mod synth;

#[allow(clippy::print_stderr)] // a tool for the command line
fn main() -> ExitCode {
    let package = option_env!("CARGO_MANIFEST_DIR").unwrap_or(".");
    let named = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = named.unwrap_or_else(|| PathBuf::from(package).join("sounds"));
    for recipe in synth::RECIPES {
        let path = folder.join(recipe.name).with_extension("wav");
        if let Err(error) = std::fs::write(&path, recipe.wav()) {
            eprintln!(
                "The sound {} could not be written: {error}. Does the folder exist, and may it be written to?",
                path.display()
            );
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
