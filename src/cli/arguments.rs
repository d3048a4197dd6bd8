//! The commands and their flags.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use jiff::civil::Time;

use super::history::{AsFlags, FilterFlags, HistoryChange};
use super::routine::RoutineCommand;
use super::span::SpanFlags;
use crate::domain::plan::Sides;
use crate::domain::point::Side;
use crate::domain::reminder::Days;
use crate::domain::settings::{SkinTone, ThemeChoice};
use crate::domain::speech::Amount;
use crate::domain::technique::Motion;
use crate::format::handout::Paper;
use crate::format::reminders;
use crate::t;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "wellspring",
    version,
    about = t!("help-about"),
    after_help = t!("help-examples"),
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What can be asked for.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(about = t!("help-start"), after_help = t!("help-start-examples"))]
    Start {
        #[arg(help = t!("help-code"), required_unless_present = "resume")]
        code: Option<String>,
        #[command(flatten)]
        choices: ChoiceFlags,
        #[arg(long, help = t!("help-start-resume"), conflicts_with_all = ["code", "side", "motion", "seconds", "until_release"])]
        resume: bool,
        #[arg(long, help = t!("help-terminal"))]
        terminal: bool,
    },
    #[command(
        about = t!("help-history"),
        after_help = t!("help-history-examples"),
        args_conflicts_with_subcommands = true
    )]
    History {
        #[command(subcommand)]
        change: Option<HistoryChange>,
        #[command(flatten)]
        filter: FilterFlags,
        #[command(flatten)]
        as_what: AsFlags,
    },
    #[command(about = t!("help-export"), after_help = t!("help-export-examples"))]
    Export {
        #[command(flatten)]
        filter: FilterFlags,
        #[arg(long, help = t!("help-history-csv"), conflicts_with = "jsonl")]
        csv: bool,
        #[arg(long, help = t!("help-export-jsonl"))]
        jsonl: bool,
        #[arg(short, long, value_name = "FILE", help = t!("help-export-output"))]
        output: Option<PathBuf>,
        #[arg(long, help = t!("help-export-replace"), requires = "output")]
        replace: bool,
    },
    #[command(about = t!("help-backup"), after_help = t!("help-backup-examples"))]
    Backup {
        #[arg(long, value_name = "FOLDER", help = t!("help-backup-to"))]
        to: Option<PathBuf>,
        #[arg(long, value_name = "FOLDER", help = t!("help-backup-weekly"), conflicts_with = "to")]
        weekly: Option<PathBuf>,
        #[arg(long, help = t!("help-backup-no-weekly"), conflicts_with_all = ["to", "weekly"])]
        no_weekly: bool,
    },
    #[command(about = t!("help-doctor"), after_help = t!("help-doctor-examples"))]
    Doctor {
        #[arg(long, help = t!("help-json"))]
        json: bool,
    },
    #[command(about = t!("help-stats"), after_help = t!("help-stats-examples"))]
    Stats {
        #[command(flatten)]
        span: SpanFlags,
        #[arg(long, help = t!("help-json"))]
        json: bool,
    },
    #[command(about = t!("help-sheet"), after_help = t!("help-sheet-examples"))]
    Sheet {
        #[command(flatten)]
        span: SpanFlags,
        #[arg(long, help = t!("help-no-notes"))]
        no_notes: bool,
        #[arg(short, long, value_name = "FILE", required = true, help = t!("help-sheet-output"))]
        output: PathBuf,
    },
    #[command(about = t!("help-import"), after_help = t!("help-import-examples"))]
    Import {
        #[arg(required = true, value_name = "PATH", help = t!("help-import-paths"))]
        paths: Vec<PathBuf>,
        #[arg(long, help = t!("help-check"))]
        check: bool,
        #[arg(long, help = t!("help-import-yes"))]
        yes: bool,
        #[arg(long, help = t!("help-json"))]
        json: bool,
    },
    #[command(about = t!("help-points"), after_help = t!("help-points-examples"))]
    Points {
        #[arg(help = t!("help-query"))]
        query: Vec<String>,
        #[arg(long, help = t!("help-json"))]
        json: bool,
    },
    #[command(about = t!("help-show"), after_help = t!("help-show-examples"))]
    Show {
        #[arg(help = t!("help-code"))]
        code: String,
        #[arg(long, help = t!("help-json"))]
        json: bool,
    },
    #[command(about = t!("help-profile"), after_help = t!("help-profile-examples"))]
    Profile {
        #[command(flatten)]
        change: ProfileChange,
        #[arg(long, help = t!("help-json"))]
        json: bool,
    },
    #[command(about = t!("help-routine"), after_help = t!("help-routine-examples"))]
    Routine {
        #[command(subcommand)]
        command: RoutineCommand,
    },
    #[command(about = t!("help-check-files"), after_help = t!("help-check-files-examples"))]
    Check {
        #[arg(value_name = "DIR", help = t!("help-folder"))]
        folder: Option<PathBuf>,
        #[arg(long, help = t!("help-json"))]
        json: bool,
    },
    #[command(about = t!("help-figure"), after_help = t!("help-figure-examples"))]
    Figure {
        #[command(flatten)]
        flags: FigureFlags,
    },
    #[command(about = t!("help-handout"), after_help = t!("help-handout-examples"))]
    Handout {
        #[command(flatten)]
        flags: HandoutFlags,
    },
    #[command(about = t!("help-plan"), after_help = t!("help-plan-examples"))]
    Plan {
        #[arg(required = true, value_name = "CODE", help = t!("help-codes"))]
        codes: Vec<String>,
        #[command(flatten)]
        choices: ChoiceFlags,
        #[arg(long, value_name = "AMOUNT", help = t!("help-plan-voice"), value_parser = amounts())]
        voice: Option<Amount>,
        #[arg(long, help = t!("help-json"))]
        json: bool,
    },
    #[command(
        about = t!("help-remind"),
        after_help = t!("help-remind-examples"),
        args_conflicts_with_subcommands = true
    )]
    Remind {
        #[command(subcommand)]
        change: Option<RemindChange>,
        #[command(flatten)]
        flags: RemindFlags,
    },
    #[command(about = t!("help-render"), after_help = t!("help-render-examples"))]
    Render {
        #[arg(required = true, value_name = "CODE", help = t!("help-codes"))]
        codes: Vec<String>,
        #[command(flatten)]
        choices: ChoiceFlags,
        #[arg(long, value_name = "AMOUNT", help = t!("help-plan-voice"), value_parser = amounts())]
        voice: Option<Amount>,
        #[arg(long, value_name = "SECONDS", help = t!("help-render-wait"), value_parser = clap::value_parser!(u16).range(10..=60))]
        wait: Option<u16>,
        #[arg(short, long, value_name = "FILE", required = true, help = t!("help-render-output"))]
        output: PathBuf,
    },
}

/// What of the reminders is wanted, beside reminding.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct RemindFlags {
    #[arg(long, help = t!("help-remind-list"))]
    pub(super) list: bool,
    #[arg(long, help = t!("help-json"), requires = "list")]
    pub(super) json: bool,
    #[arg(long, value_name = "on|off|status", help = t!("help-remind-login"), value_parser = at_login(), conflicts_with = "list")]
    pub(super) login: Option<AtLogin>,
}

/// What is to be done with the start at login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtLogin {
    /// It is to start.
    On,
    /// It is not.
    Off,
    /// Say how it stands.
    Status,
}

fn at_login() -> impl TypedValueParser<Value = AtLogin> {
    PossibleValuesParser::new(["on", "off", "status"]).map(|name| match name.as_str() {
        "on" => AtLogin::On,
        "off" => AtLogin::Off,
        _ => AtLogin::Status,
    })
}

/// What is to be changed in the reminders.
#[derive(Debug, Subcommand)]
pub(super) enum RemindChange {
    #[command(about = t!("help-remind-add"), after_help = t!("help-remind-add-examples"))]
    Add {
        #[arg(help = t!("help-remind-what"))]
        what: String,
        #[arg(long, required = true, value_name = "HH:MM", help = t!("help-remind-at"), value_parser = time)]
        at: Vec<Time>,
        #[arg(long, value_name = "DAYS", help = t!("help-remind-days"), value_parser = days)]
        days: Option<Days>,
        #[arg(long, value_name = "WORDS", default_value = "", help = t!("help-remind-label"), value_parser = label)]
        label: String,
    },
    #[command(about = t!("help-remind-remove"))]
    Remove {
        #[arg(value_name = "N", help = t!("help-remind-number"))]
        number: usize,
    },
    #[command(about = t!("help-remind-on"))]
    On {
        #[arg(value_name = "N", help = t!("help-remind-number"))]
        number: usize,
    },
    #[command(about = t!("help-remind-off"))]
    Off {
        #[arg(value_name = "N", help = t!("help-remind-number"))]
        number: usize,
    },
}

fn time(text: &str) -> Result<Time, String> {
    reminders::time_named(text).ok_or_else(|| t!("remind-bad-time"))
}

fn days(text: &str) -> Result<Days, String> {
    reminders::days_named(text).ok_or_else(|| t!("remind-bad-days"))
}

fn label(text: &str) -> Result<String, String> {
    reminders::label_named(text)
        .ok_or_else(|| t!("remind-bad-label", most = reminders::LONGEST_LABEL))
}

fn amounts() -> impl TypedValueParser<Value = Amount> {
    PossibleValuesParser::new(Amount::ALL.map(Amount::name))
        .map(|name| Amount::named(&name).unwrap_or_default())
}

/// What of the figure is wanted, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct FigureFlags {
    #[arg(help = t!("help-code"), conflicts_with = "all")]
    pub(super) code: Option<String>,
    #[arg(long, value_name = "L|R", help = t!("help-figure-side"), value_parser = halves())]
    pub(super) side: Option<Side>,
    #[arg(long, value_name = "NAME", help = t!("help-figure-view"), requires = "code")]
    pub(super) view: Option<String>,
    #[arg(long, value_name = "WxH", help = t!("help-figure-size"), value_parser = size)]
    pub(super) size: Option<(u32, u32)>,
    #[arg(long, help = t!("help-figure-theme"), value_parser = themes())]
    pub(super) theme: Option<ThemeChoice>,
    #[arg(long, help = t!("help-figure-skin"), value_parser = skins())]
    pub(super) skin: Option<SkinTone>,
    #[arg(short, long, value_name = "FILE", help = t!("help-figure-output"))]
    pub(super) output: Option<PathBuf>,
    #[arg(long, help = t!("help-figure-sheet"), conflicts_with_all = ["code", "json", "size"])]
    pub(super) sheet: bool,
    #[arg(long, help = t!("help-figure-all"), requires = "json", conflicts_with = "sheet")]
    pub(super) all: bool,
    #[arg(long, help = t!("help-json"))]
    pub(super) json: bool,
}

/// What is to be printed, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct HandoutFlags {
    #[arg(value_name = "CODE|ROUTINE", help = t!("help-handout-what"))]
    pub(super) what: String,
    #[arg(short, long, value_name = "FILE", required = true, help = t!("help-handout-output"))]
    pub(super) output: PathBuf,
    #[arg(long, help = t!("help-handout-paper"), value_parser = papers(), default_value = "a4")]
    pub(super) paper: Paper,
    #[arg(long, value_name = "L|R", help = t!("help-handout-side"), value_parser = halves())]
    pub(super) side: Option<Side>,
    #[arg(long, help = t!("help-handout-anybody"))]
    pub(super) for_anybody: bool,
}

fn papers() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(Paper::ALL.map(Paper::name))
        .map(|name| Paper::named(&name).unwrap_or_default())
}

/// Left or right, in short or in full.
fn halves() -> impl TypedValueParser<Value = Side> {
    PossibleValuesParser::new(["L", "R", "left", "right"]).map(|name| match name.as_str() {
        "R" | "right" => Side::Right,
        _ => Side::Left,
    })
}

/// Pictures that can be asked for have sides of this length, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 64..=4096;

/// "900x1200".
fn size(text: &str) -> Result<(u32, u32), String> {
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(|| t!("figure-bad-size"))?;
    let side = |text: &str| text.trim().parse().ok().filter(|side| SIDES.contains(side));
    side(width).zip(side(height)).ok_or_else(|| t!("figure-bad-size"))
}

fn themes() -> impl TypedValueParser<Value = ThemeChoice> {
    let all = [ThemeChoice::Paper, ThemeChoice::Night, ThemeChoice::HighContrast];
    PossibleValuesParser::new(all.map(ThemeChoice::name))
        .map(|name| ThemeChoice::named(&name).unwrap_or_default())
}

fn skins() -> impl TypedValueParser<Value = SkinTone> {
    PossibleValuesParser::new(SkinTone::ALL.map(SkinTone::name))
        .map(|name| SkinTone::named(&name).unwrap_or_default())
}

/// What is to be changed in the answers about oneself, if anything.
#[derive(Debug, Clone, Args)]
pub(super) struct ProfileChange {
    #[arg(help = t!("help-question"))]
    pub(super) key: Option<String>,
    #[arg(help = t!("help-answer"), value_parser = replies())]
    pub(super) answer: Option<Reply>,
    #[arg(long = "place", value_name = "PLACE", help = t!("help-place"), requires = "answer")]
    pub(super) places: Vec<String>,
}

/// What a person can say to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reply {
    /// It applies.
    Yes,
    /// It does not.
    No,
    /// No answer; one that was given is taken back.
    Skip,
}

/// The flags that whatever plays or prints a plan shares.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct ChoiceFlags {
    #[arg(long, help = t!("help-side"), value_parser = sides())]
    pub(super) side: Option<Sides>,
    #[arg(long, help = t!("help-motion"), value_parser = motions())]
    pub(super) motion: Option<Motion>,
    #[arg(long, value_name = "N", help = t!("help-seconds"), conflicts_with = "until_release")]
    pub(super) seconds: Option<u32>,
    #[arg(long, help = t!("help-until-release"))]
    pub(super) until_release: bool,
}

fn sides() -> impl TypedValueParser<Value = Sides> {
    PossibleValuesParser::new(Sides::ALL.map(Sides::name))
        .map(|name| Sides::named(&name).unwrap_or(Sides::Both))
}

fn motions() -> impl TypedValueParser<Value = Motion> {
    PossibleValuesParser::new(Motion::ALL.map(Motion::name))
        .map(|name| Motion::named(&name).unwrap_or(Motion::Steady))
}

fn replies() -> impl TypedValueParser<Value = Reply> {
    PossibleValuesParser::new(["yes", "no", "skip"]).map(|name| match name.as_str() {
        "yes" => Reply::Yes,
        "no" => Reply::No,
        _ => Reply::Skip,
    })
}
