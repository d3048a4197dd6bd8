//! The sheet for a clinician: one A4 page that tells what was done, how it was rated and what was noted.
//!
//! It makes no claim of effect: it counts. It holds nothing of the person but what they have noted and chosen to show.
//! The page is laid out here, in millimetres, and is the same as SVG and within HTML. Texts are measured as wide as
//! in the widest usual type and cut to their places; long lists end in "and 12 more", so that it is always one page.

mod chart;
mod drawing;
mod page;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::domain::code::Code;
use crate::domain::history::review::{Balance, LOWER_BY, OfPoint, Review};
use crate::domain::history::{
    Book, Filter, Outcome, Past, PressEnd, Rating, SessionId, StepOutcome,
};
use crate::domain::point::Point;
use crate::domain::routine::Shelves;
use crate::format::handout::escape;
use crate::t;
use crate::words::{review as words, session};

/// Which of the person's remarks stand on the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Remarks {
    /// Those of all its sessions.
    #[default]
    All,
    /// None.
    None,
    /// Those of these sessions.
    Of(Vec<SessionId>),
}

/// What a sheet is made with, beside its sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The day on which it is made: the end of its time, unless the filter names another.
    pub today: Date,
    /// Which remarks it holds.
    pub remarks: Remarks,
}

/// The ratings of one session on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// The local day.
    pub date: Date,
    /// Before it.
    pub before: Rating,
    /// After it.
    pub after: Rating,
}

/// A point on the sheet: words for each column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PointRow {
    /// "HE-1 Jíquán".
    pub name: String,
    /// In how many sessions.
    pub sessions: usize,
    /// How long on the left, the right, both sides at once, the midline, and together; empty where nothing was.
    pub pressed: [String; 5],
    /// When it was pressed last.
    pub last: String,
    /// How long in all, for the sum of what finds no place.
    pub in_all: std::time::Duration,
}

/// Everything that stands on the sheet, in words, the most telling first where it is a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// "24 Aug to 23 Nov 2026".
    pub span: String,
    /// What was asked of the sessions, a sentence each.
    pub only: Vec<String>,
    /// Numbers and what they count: sessions, days, time pressed, weeks.
    pub figures: Vec<(String, String)>,
    /// Minutes pressed in each week of its time, the earliest first.
    pub weeks: Vec<u32>,
    /// The points.
    pub points: Vec<PointRow>,
    /// Routines: name, and how often.
    pub routines: Vec<(String, String)>,
    /// Ratings of sessions that have both, the earliest first.
    pub ratings: Vec<Rated>,
    /// How ratings changed: a sentence for all, then one for each complaint.
    pub changes: Vec<String>,
    /// How presses ended: in words, and how many.
    pub ended: Vec<(String, usize)>,
    /// Stops: the day, and at which point and why; the latest first.
    pub stops: Vec<(String, String)>,
    /// Remarks: the day, and the person's words; the latest first. `None` where they are left out.
    pub remarks: Option<Vec<(String, String)>>,
    /// When and from what it was made.
    pub foot: String,
    /// The first and the last day of its time.
    pub days: Option<(Date, Date)>,
}

/// The sheet of the sessions that pass.
#[must_use]
pub fn of(book: &Book, filter: &Filter, shelves: &Shelves<'_>, options: &Options) -> Sheet {
    let review = Review::of(book.filtered(filter));
    let (first, last) = review.span.unwrap_or((options.today, options.today));
    let from = filter.from.unwrap_or(first);
    let to = filter.to.unwrap_or_else(|| last.max(options.today)).max(from);
    let title = |code: &Code| {
        shelves.catalogue.find(code.as_str()).map_or_else(|| code.to_string(), Point::title)
    };
    let routines = review.routines.iter().map(|routine| {
        let name = words::routine_name(&routine.key, shelves.routines);
        (name, words::sessions(routine.sessions))
    });
    let pairs = review.ratings.pairs.iter();
    let steps = StepOutcome::ALL.into_iter().filter(|one| review.came_out(*one) > 0);
    Sheet {
        span: words::span(from, to),
        only: only(filter, shelves, title),
        figures: figures(&review, from, to),
        weeks: weeks(&review, from, to),
        points: review.points.iter().map(|point| point_row(point, title(&point.code))).collect(),
        routines: routines.collect(),
        ratings: pairs
            .map(|pair| Rated { date: pair.date, before: pair.before, after: pair.after })
            .collect(),
        changes: changes(&review, shelves),
        ended: steps.map(|one| (words::step_outcome(one), review.came_out(one))).collect(),
        stops: stops(book, filter, title),
        remarks: remarks(book, filter, &options.remarks),
        foot: t!("sheet-foot", day = words::short_day(options.today)),
        days: Some((from, to)),
    }
}

fn only(filter: &Filter, shelves: &Shelves<'_>, title: impl Fn(&Code) -> String) -> Vec<String> {
    let routine = |key: &String| words::routine_name(key, shelves.routines);
    let text = filter.text.trim();
    [
        filter.point.as_ref().map(|code| t!("sheet-only-point", name = title(code))),
        filter.routine.as_ref().map(|key| t!("sheet-only-routine", name = routine(key))),
        filter
            .complaint
            .as_ref()
            .map(|key| t!("sheet-only-complaint", name = complaint(key, shelves))),
        filter
            .outcome
            .map(|outcome| t!("sheet-only-outcome", name = session::outcome(outcome, None))),
        (!text.is_empty()).then(|| t!("sheet-only-text", name = text)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The name of a complaint; its key where it is not known any more.
fn complaint(key: &str, shelves: &Shelves<'_>) -> String {
    let known = shelves.complaints.iter().find(|complaint| complaint.key == key);
    known.map_or(key, |complaint| &complaint.name).to_owned()
}

fn figures(review: &Review, from: Date, to: Date) -> Vec<(String, String)> {
    if review.sessions == 0 {
        return Vec::new();
    }
    let (practised, all) = review.weeks.practised_of(from, to);
    vec![
        (review.sessions.to_string(), t!("sheet-sessions", count = review.sessions)),
        (review.days.to_string(), t!("sheet-days", count = review.days)),
        (words::sum(review.pressed), t!("sheet-pressed")),
        (words::weeks(practised, all), t!("sheet-weeks")),
    ]
}

/// Minutes of each week; a century at the most.
fn weeks(review: &Review, from: Date, to: Date) -> Vec<u32> {
    let minutes = |seconds: u64| u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX);
    let weeks = review.weeks.between(from, to).take(5_300);
    weeks.map(|week| minutes(week.pressed.as_secs())).collect()
}

fn point_row(point: &OfPoint, name: String) -> PointRow {
    let Balance { left, right, both, midline } = point.sides;
    let told = |pressed: std::time::Duration| {
        if pressed.is_zero() { String::new() } else { words::sum(pressed) }
    };
    PointRow {
        name,
        sessions: point.sessions,
        pressed: [left, right, both, midline, point.pressed()].map(told),
        last: words::short_day(point.last.date()),
        in_all: point.pressed(),
    }
}

fn changes(review: &Review, shelves: &Shelves<'_>) -> Vec<String> {
    let ratings = &review.ratings;
    if ratings.changes.rated == 0 {
        return Vec::new();
    }
    let all = words::changes(&ratings.changes);
    let least = t!("sheet-least", by = LOWER_BY);
    // One complaint alone would say the same again.
    if let [(Some(key), _)] = ratings.complaints.as_slice() {
        let name = session::capital(&complaint(key, shelves));
        return vec![format!("{} {least}", t!("sheet-change-of", name = name, changes = all))];
    }
    let mut lines = vec![format!("{} {least}", t!("sheet-change", changes = all))];
    let complaints = ratings.complaints.iter();
    lines.extend(complaints.filter_map(|(key, one)| {
        let name = session::capital(&complaint(key.as_deref()?, shelves));
        let (lower, rated, higher, same) = (one.lower, one.rated, one.higher, one.same);
        Some(t!(
            "sheet-complaint",
            name = name,
            lower = lower,
            rated = rated,
            higher = higher,
            same = same
        ))
    }));
    lines
}

fn stops(book: &Book, filter: &Filter, title: impl Fn(&Code) -> String) -> Vec<(String, String)> {
    let stopped = book.filtered(filter).filter(|past| past.outcome().0 == Outcome::Stopped);
    let stop = |past: Past<'_>| {
        let reason = session::stop_reason(
            past.outcome().1.unwrap_or(crate::domain::history::StopReason::Unsaid),
        );
        let at = past.presses().find(|(.., end)| *end == Some(PressEnd::Stopped));
        let why = match at {
            Some((code, ..)) => t!("sheet-stop", point = title(code), reason = reason),
            None => reason,
        };
        (words::short_day(past.date()), session::capital(&why))
    };
    stopped.map(stop).collect()
}

fn remarks(book: &Book, filter: &Filter, which: &Remarks) -> Option<Vec<(String, String)>> {
    let chosen = |past: &Past<'_>| match which {
        Remarks::All => true,
        Remarks::None => false,
        Remarks::Of(ids) => ids.contains(&past.id()),
    };
    let remarked = book.filtered(filter).filter(|past| !past.remark().trim().is_empty());
    let told = |past: Past<'_>| (words::short_day(past.date()), past.remark().to_owned());
    (*which != Remarks::None).then(|| remarked.filter(chosen).map(told).collect())
}

/// The sheet as an SVG file of A4.
#[must_use]
pub fn svg(sheet: &Sheet) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", page::svg(sheet))
}

/// The sheet as an HTML file that prints as one page of A4 and needs nothing else.
#[must_use]
pub fn html(sheet: &Sheet) -> String {
    let title = escape(&format!("{}, {}", t!("sheet-title"), sheet.span));
    // A page whose height is exactly that of the paper may be rounded up to a second one.
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n\
         @page {{ size: A4; margin: 0; }}\n\
         html, body {{ margin: 0; padding: 0; }}\n\
         svg {{ display: block; width: 210mm; height: 296.5mm; }}\n\
         @media screen {{ body {{ background: #e9e6e1; }} svg {{ max-width: 100%; height: auto; \
         margin: 6mm auto; background: #fff; box-shadow: 0 1px 6px #0003; }} }}\n\
         </style>\n</head>\n<body>\n{}</body>\n</html>\n",
        page::svg(sheet)
    )
}
