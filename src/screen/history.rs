//! Past sessions: what was done, how it went, and any one of them opened.

use std::time::Duration;

use iced::keyboard::{Key, key::Named};
use jiff::Span;
use jiff::civil::Date;

use super::World;
use crate::domain::code::Code;
use crate::domain::history::review::{Calendar, Grid, Grouping, Groups, Review, Step};
use crate::domain::history::{Filter, Outcome, Past, SessionId};
use crate::ui::keys::Pressed;
use crate::ui::list::Extent;

pub mod bring;
pub mod by_hand;
mod parts;
pub mod session;
mod view;

/// The height of a row, in logical pixels.
const ROW: f32 = 52.0;
/// The same in a narrow window, where a row has two lines.
const TALL_ROW: f32 = 72.0;
/// The name of the search box.
pub const SEARCH: &str = "history-search";

/// Over which days is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    /// All there is.
    #[default]
    All,
    /// Since the first of January.
    Year,
    /// The last 90 days.
    Quarter,
    /// The last 30 days.
    Month,
    /// The last 7 days.
    Week,
}

impl Period {
    const ALL: [Self; 5] = [Self::All, Self::Year, Self::Quarter, Self::Month, Self::Week];

    /// The first of its days.
    fn from(self, today: Date) -> Option<Date> {
        let back = |days: i64| today.saturating_sub(Span::new().days(days - 1));
        match self {
            Self::All => None,
            Self::Year => Some(today.first_of_year()),
            Self::Quarter => Some(back(90)),
            Self::Month => Some(back(30)),
            Self::Week => Some(back(7)),
        }
    }
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Show or hide the filters.
    Filters,
    /// Show or hide the numbers of points, routines and stops.
    Details,
    /// Search in remarks and tags.
    Search(String),
    /// To the search box.
    ToSearch,
    /// Only sessions with that point.
    Point(Option<Code>),
    /// Only sessions that played that routine.
    Routine(Option<String>),
    /// Only sessions in which that complaint was rated.
    Complaint(Option<String>),
    /// Only sessions that ended so.
    Outcome(Option<Outcome>),
    /// Only those days.
    Period(Period),
    /// Only struck sessions, or none of them.
    Struck(bool),
    /// Everything again.
    Clear,
    /// Headings by day, week or month.
    Grouping(Grouping),
    /// Another year of the calendar; the last twelve months without one.
    Year(Option<i16>),
    /// That day, or all days again.
    Day(Date),
    /// From day to day.
    Walk(Step),
    /// The list was scrolled.
    Scrolled {
        /// How far, in logical pixels.
        offset: f32,
        /// How much is shown, in logical pixels.
        shown: f32,
    },
    /// Look at one session.
    Open(SessionId),
    /// Note one that was done without the program.
    Add,
    /// Write them as a table.
    Export,
    /// Show or hide what a page for a clinician holds.
    Sheet,
    /// Whether the remarks stand on that page.
    SheetRemarks(bool),
    /// Make that page.
    MakeSheet,
    /// Take in the history of another computer, a copy, an export.
    TakeIn,
    /// Show the folder.
    Folder,
}

/// What follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing more.
    None,
    /// Look at that session.
    Open(SessionId),
    /// Note one by hand.
    Add,
    /// Write what passes this filter as a table.
    Export(Box<Filter>),
    /// Make a page for a clinician of what passes this filter, with the remarks or without.
    Sheet(Box<Filter>, bool),
    /// Take in a history.
    TakeIn,
    /// Show the folder.
    Folder,
    /// Bring the cursor to the search box.
    ToSearch,
}

/// The screen: it stays as it was left.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each panel is open or not, by itself")]
pub struct Page {
    filter: Filter,
    period: Period,
    grouping: Grouping,
    filters: bool,
    details: bool,
    sheet: bool,
    sheet_remarks: bool,
    year: Option<i16>,
    cursor: Date,
    day: Option<Date>,
    offset: f32,
    shown: f32,
    found: Found,
}

/// What was found, reckoned once and kept until the filter or the history changes.
#[derive(Debug, Clone, Default)]
struct Found {
    /// The places in the book of those that pass, and of those of the chosen day.
    places: Vec<u32>,
    groups: Groups,
    review: Review,
    calendar: Option<Calendar>,
    /// What can be chosen: of all that is not struck.
    points: Vec<Code>,
    routines: Vec<String>,
    complaints: Vec<String>,
    years: Vec<i16>,
    struck: usize,
    any: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            period: Period::All,
            grouping: Grouping::Day,
            filters: false,
            details: false,
            sheet: false,
            sheet_remarks: true,
            year: None,
            cursor: Date::ZERO,
            day: None,
            offset: 0.0,
            shown: 0.0,
            found: Found::default(),
        }
    }
}

impl Page {
    /// Reckons everything anew.
    pub fn refresh(&mut self, world: &World) {
        let today = world.now.date();
        if self.cursor == Date::ZERO {
            self.cursor = today;
        }
        self.filter.from = self.period.from(today);
        let book = &world.history;
        let all = Review::of(book.sessions());
        let years = all.span.map(|(from, to)| (from.year()..=to.year()).rev().collect());
        let grid = self.year.map_or_else(|| Grid::up_to(today), Grid::year);
        let places = book.places(&self.filter);
        let past = |place: &u32| book.at(*place);
        let found: Vec<Past<'_>> = places.iter().filter_map(past).collect();
        let review = Review::of(found.iter().copied());
        let calendar = Calendar::of(found.iter().copied(), grid);
        let of_day = |past: &Past<'_>| self.day.is_none_or(|day| past.date() == day);
        let chosen: Vec<(u32, Past<'_>)> =
            places.into_iter().zip(found).filter(|(_, past)| of_day(past)).collect();
        let rated = all.ratings.complaints.iter().filter_map(|(key, _)| key.clone());
        self.found = Found {
            groups: Groups::of(chosen.iter().map(|(_, past)| *past), self.grouping),
            places: chosen.into_iter().map(|(place, _)| place).collect(),
            review,
            calendar: Some(calendar),
            points: all.points.iter().map(|point| point.code.clone()).collect(),
            routines: all.routines.iter().map(|routine| routine.key.clone()).collect(),
            complaints: rated.collect(),
            years: years.unwrap_or_default(),
            struck: book.all().filter(|past| past.is_struck()).count(),
            any: book.all().next().is_some(),
        };
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: Message, world: &World) -> Action {
        match message {
            Message::Filters => {
                self.filters = !self.filters;
                return Action::None;
            }
            Message::Details => {
                self.details = !self.details;
                return Action::None;
            }
            Message::Scrolled { offset, shown } => {
                (self.offset, self.shown) = (offset, shown);
                return Action::None;
            }
            Message::ToSearch => {
                self.filters = true;
                return Action::ToSearch;
            }
            Message::Walk(step) => {
                if let Some(calendar) = &self.found.calendar {
                    self.cursor = calendar.grid.step(self.cursor, step);
                }
                return Action::None;
            }
            Message::Open(id) => return Action::Open(id),
            Message::Add => return Action::Add,
            Message::Export => return Action::Export(Box::new(self.filter.clone())),
            Message::Sheet => {
                self.sheet = !self.sheet;
                return Action::None;
            }
            Message::SheetRemarks(remarks) => {
                self.sheet_remarks = remarks;
                return Action::None;
            }
            Message::MakeSheet => {
                return Action::Sheet(Box::new(self.filter.clone()), self.sheet_remarks);
            }
            Message::TakeIn => return Action::TakeIn,
            Message::Folder => return Action::Folder,
            Message::Search(text) => self.filter.text = text,
            Message::Point(code) => self.filter.point = code,
            Message::Routine(key) => self.filter.routine = key,
            Message::Complaint(key) => self.filter.complaint = key,
            Message::Outcome(outcome) => self.filter.outcome = outcome,
            Message::Period(period) => self.period = period,
            Message::Struck(struck) => self.filter.struck = struck,
            Message::Clear => {
                self.filter = Filter::default();
                self.period = Period::All;
                self.day = None;
            }
            Message::Grouping(grouping) => self.grouping = grouping,
            Message::Year(year) => {
                self.year = year;
                let today = world.now.date();
                let last = year.and_then(|year| Date::new(year, 12, 31).ok());
                self.cursor = last.map_or(today, |last| last.min(today));
            }
            Message::Day(day) => {
                self.cursor = day;
                self.day = (self.day != Some(day)).then_some(day);
            }
        }
        self.refresh(world);
        Action::None
    }

    /// What a key does here that no control has taken.
    #[must_use]
    pub fn key(&self, pressed: &Pressed<'_>) -> Option<Message> {
        let plain = pressed.fresh.is_some() && pressed.modifiers.is_empty();
        match pressed.key.as_ref() {
            Key::Character("/") if pressed.fresh.is_some() => Some(Message::ToSearch),
            Key::Character("n" | "N") if plain => Some(Message::Add),
            Key::Character("f" | "F") if plain => Some(Message::Filters),
            Key::Named(Named::Escape) if self.day.is_some() => self.day.map(Message::Day),
            Key::Named(Named::Escape) if self.is_narrowed() => Some(Message::Clear),
            _ => None,
        }
    }

    /// Whether not everything is shown.
    fn is_narrowed(&self) -> bool {
        self.period != Period::All || !self.filter.is_empty() || self.day.is_some()
    }

    /// How far it is scrolled, in logical pixels.
    #[must_use]
    pub const fn offset(&self) -> f32 {
        self.offset
    }

    fn extent(&self, height: f32, tall: bool) -> Extent {
        Extent {
            count: self.found.groups.lines(),
            row: if tall { TALL_ROW } else { ROW },
            offset: self.offset,
            shown: if self.shown > 0.0 { self.shown.max(height) } else { height },
            // Filters, numbers and details together, in a narrow window with large text.
            header: 3_000.0,
        }
    }
}

/// The sum of what was pressed, in whole minutes, rounded to the nearest.
fn minutes(time: Duration) -> u64 {
    (time.as_secs() + 30) / 60
}
