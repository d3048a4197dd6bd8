//! The commands for routines and their flags.

use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::{Args, Subcommand};

use crate::domain::routine::{LONGEST_TARGET, SHORTEST_TARGET};
use crate::t;

/// What can be asked for with a routine.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RoutineCommand {
    #[command(about = t!("help-routine-list"), after_help = t!("help-routine-list-examples"))]
    List {
        #[arg(long, help = t!("help-json"))]
        json: bool,
    },
    #[command(about = t!("help-routine-show"), after_help = t!("help-routine-show-examples"))]
    Show {
        #[arg(help = t!("help-routine-key"))]
        key: String,
        #[arg(long, help = t!("help-json"))]
        json: bool,
    },
    #[command(about = t!("help-routine-start"), after_help = t!("help-routine-start-examples"))]
    Start {
        #[arg(help = t!("help-routine-key"))]
        key: String,
        #[arg(long, help = t!("help-terminal"))]
        terminal: bool,
    },
    #[command(about = t!("help-routine-build"), after_help = t!("help-routine-build-examples"))]
    Build {
        #[command(flatten)]
        flags: BuildFlags,
    },
    #[command(about = t!("help-routine-export"), after_help = t!("help-routine-export-examples"))]
    Export {
        #[arg(value_name = "KEY", help = t!("help-routine-keys"), conflicts_with = "all")]
        keys: Vec<String>,
        #[arg(long, help = t!("help-routine-all"))]
        all: bool,
        #[arg(short, long, value_name = "FILE", required = true, help = t!("help-routine-output"))]
        output: PathBuf,
        #[arg(long, help = t!("help-routine-force"))]
        force: bool,
    },
    #[command(about = t!("help-routine-import"), after_help = t!("help-routine-import-examples"))]
    Import {
        #[command(flatten)]
        flags: ImportFlags,
    },
    #[command(about = t!("help-routine-delete"), after_help = t!("help-routine-delete-examples"))]
    Delete {
        #[arg(help = t!("help-routine-key"))]
        key: String,
    },
    #[command(about = t!("help-routine-rename"), after_help = t!("help-routine-rename-examples"))]
    Rename {
        #[arg(help = t!("help-routine-key"))]
        key: String,
        #[arg(help = t!("help-routine-name"))]
        name: String,
    },
    #[command(about = t!("help-routine-copy"), after_help = t!("help-routine-copy-examples"))]
    Copy {
        #[arg(help = t!("help-routine-key"))]
        key: String,
        #[arg(help = t!("help-routine-name"))]
        name: String,
    },
}

/// Which files are imported, and how.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportFlags {
    #[arg(required = true, value_name = "FILE", help = t!("help-routine-files"))]
    pub(super) files: Vec<PathBuf>,
    #[arg(long, help = t!("help-routine-check"))]
    pub(super) check: bool,
    #[arg(long, help = t!("help-json"))]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) clash: ClashFlags,
}

/// What to do where another routine has the key of one that is imported.
#[derive(Debug, Args)]
pub(in crate::cli) struct ClashFlags {
    #[arg(long, help = t!("help-routine-replace"), conflicts_with = "keep_both")]
    pub(super) replace: bool,
    #[arg(long, help = t!("help-routine-keep-both"))]
    pub(super) keep_both: bool,
}

/// From what a routine is built, and for how long.
#[derive(Debug, Args)]
pub(in crate::cli) struct BuildFlags {
    #[arg(required = true, value_name = "FROM", help = t!("help-routine-from"))]
    pub(super) from: Vec<String>,
    #[arg(long, value_name = "N", help = t!("help-routine-minutes"), value_parser = minutes())]
    pub(super) minutes: Option<u16>,
    #[arg(long, value_name = "NAME", help = t!("help-routine-save"))]
    pub(super) save: Option<String>,
    #[arg(long, help = t!("help-json"))]
    pub(super) json: bool,
}

fn minutes() -> impl TypedValueParser<Value = u16> {
    clap::value_parser!(u16).range(i64::from(SHORTEST_TARGET)..=i64::from(LONGEST_TARGET))
}
