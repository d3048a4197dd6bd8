//! The flags of `wellspring history` and of what goes by the same filters.

use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::cli::dates::from_today;
use crate::domain::history::{Outcome, Rating};
use crate::domain::plan::Sides;
use crate::domain::point::Side;
use crate::t;

/// Which sessions are wanted.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct FilterFlags {
    #[arg(long, value_name = "DATE", help = t!("help-history-since"), value_parser = from_today)]
    pub(super) since: Option<Date>,
    #[arg(long, value_name = "DATE", help = t!("help-history-until"), value_parser = from_today)]
    pub(super) until: Option<Date>,
    #[arg(long, value_name = "CODE", help = t!("help-history-point"))]
    pub(super) point: Option<String>,
    #[arg(long, value_name = "KEY", help = t!("help-history-routine"))]
    pub(super) routine: Option<String>,
    #[arg(long, value_name = "KEY", help = t!("help-history-complaint"))]
    pub(super) complaint: Option<String>,
    #[arg(long, value_name = "NAME", help = t!("help-history-outcome"), value_parser = outcomes())]
    pub(super) outcome: Option<Outcome>,
    #[arg(long, value_name = "WORDS", help = t!("help-history-search"), default_value = "", hide_default_value = true)]
    pub(super) search: String,
    #[arg(long, help = t!("help-history-struck"))]
    pub(super) struck: bool,
}

/// As what they are printed.
#[derive(Debug, Clone, Copy, Args)]
pub(in crate::cli) struct AsFlags {
    #[arg(long, help = t!("help-history-csv"), conflicts_with = "json")]
    pub(super) csv: bool,
    #[arg(long, help = t!("help-json"))]
    pub(super) json: bool,
}

/// What is to be changed in the history.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum HistoryChange {
    #[command(about = t!("help-history-add"), after_help = t!("help-history-add-examples"))]
    Add {
        #[arg(help = t!("help-code"))]
        code: String,
        #[arg(long, value_name = "N", required = true, help = t!("help-history-minutes"), value_parser = minutes)]
        minutes: Duration,
        #[arg(long, help = t!("help-history-side"), value_parser = places())]
        side: Option<Place>,
        #[arg(long, value_name = "WHEN", help = t!("help-history-at"))]
        at: Option<String>,
        #[command(flatten)]
        said: SaidFlags,
    },
    #[command(about = t!("help-history-amend"), after_help = t!("help-history-amend-examples"))]
    Amend {
        #[arg(help = t!("help-history-id"))]
        id: String,
        #[arg(long, value_name = "N", help = t!("help-history-minutes-amend"), value_parser = minutes)]
        minutes: Option<Duration>,
        #[arg(long, value_name = "WHEN", help = t!("help-history-at"))]
        at: Option<String>,
        #[command(flatten)]
        said: SaidFlags,
        #[arg(long, value_name = "WORD", help = t!("help-history-untag"), allow_hyphen_values = true)]
        untag: Vec<String>,
    },
    #[command(about = t!("help-history-strike"))]
    Strike {
        #[arg(help = t!("help-history-id"))]
        id: String,
    },
    #[command(about = t!("help-history-restore"))]
    Restore {
        #[arg(help = t!("help-history-id"))]
        id: String,
    },
}

/// What is said of a session. The word `none` takes back what was said.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct SaidFlags {
    #[arg(long, value_name = "0-10", help = t!("help-history-before"), value_parser = rating)]
    pub(super) before: Option<Told<Rating>>,
    #[arg(long, value_name = "0-10", help = t!("help-history-after"), value_parser = rating)]
    pub(super) after: Option<Told<Rating>>,
    #[arg(long, value_name = "KEY", help = t!("help-history-rated"))]
    pub(super) complaint: Option<String>,
    #[arg(long, help = t!("help-history-worse"), value_parser = worse())]
    pub(super) worse: Option<Told<Side>>,
    #[arg(long, value_name = "TEXT", help = t!("help-history-note"), allow_hyphen_values = true)]
    pub(super) note: Option<String>,
    #[arg(long, value_name = "WORD", help = t!("help-history-tag"), allow_hyphen_values = true)]
    pub(super) tag: Vec<String>,
}

/// Something that is said, or that nothing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Told<T>(pub(super) Option<T>);

/// What takes back what was said.
pub(super) const NONE: &str = "none";

/// Where a point was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Place {
    /// On the midline.
    Midline,
    /// On one side or both.
    Sides(Sides),
}

const MIDLINE: &str = "midline";

fn places() -> impl TypedValueParser<Value = Place> {
    let names = Sides::ALL.map(Sides::name).into_iter().chain([MIDLINE]);
    PossibleValuesParser::new(names)
        .map(|name| Sides::named(&name).map_or(Place::Midline, Place::Sides))
}

fn outcomes() -> impl TypedValueParser<Value = Outcome> {
    PossibleValuesParser::new(Outcome::ALL.map(Outcome::name))
        .map(|name| Outcome::named(&name).unwrap_or(Outcome::Done))
}

fn worse() -> impl TypedValueParser<Value = Told<Side>> {
    PossibleValuesParser::new([Side::Left.name(), Side::Right.name(), NONE]).map(|name| {
        let sides = [Side::Left, Side::Right];
        Told(sides.into_iter().find(|side| side.name() == name))
    })
}

fn rating(text: &str) -> Result<Told<Rating>, String> {
    if text == NONE {
        return Ok(Told(None));
    }
    let rating = text.parse().ok().and_then(Rating::new);
    rating.map(|rating| Told(Some(rating))).ok_or_else(|| t!("history-bad-rating"))
}

/// More than none, and at most a day: "12", "2.5".
fn minutes(text: &str) -> Result<Duration, String> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let minutes: Option<f64> = text.parse().ok().filter(|_| is_number);
    let seconds = minutes.map(|minutes| (minutes * 60.0).round());
    let seconds = seconds.filter(|seconds| (1.0..=86_400.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| t!("history-bad-minutes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_minutes() {
        for (text, seconds) in [
            ("1", Some(60)),
            ("2.5", Some(150)),
            ("0.02", Some(1)),
            ("1440", Some(86_400)),
            ("1440.1", None),
            ("0", None),
            ("0.001", None),
            ("-5", None),
            ("+5", None),
            ("1e3", None),
            ("", None),
            (".", None),
            ("NaN", None),
            ("inf", None),
            ("ten", None),
        ] {
            assert_eq!(minutes(text).ok(), seconds.map(Duration::from_secs), "{text}");
        }
    }
}
