//! The library: every point, found by code, name, part of the body or complaint, and filtered.

mod on_body;
mod view;

use iced::Size;
use iced::keyboard::{Key, key::Named};

use super::World;
use crate::domain::code::{Code, Meridian};
use crate::domain::complaint::{Complaint, place_of};
use crate::domain::point::{Point, Region};
use crate::ui::Element;
use crate::ui::figure::widget::Hand;
use crate::ui::keys::Pressed;
use on_body::{OnBody, Touched};

pub use on_body::Face;

/// The name of the search box, for bringing the cursor to it.
pub const SEARCH: &str = "search";

/// Height of a row, in logical pixels.
pub(crate) const ROW: f32 = 64.0;

/// Which filter stands open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// Parts of the body.
    Region,
    /// Meridians.
    Meridian,
    /// Complaints.
    Complaint,
}

/// What narrows the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Of that part of the body only.
    pub region: Option<Region>,
    /// Of that meridian only.
    pub meridian: Option<Meridian>,
    /// Used for that complaint only, by its key.
    pub complaint: Option<String>,
    /// Only what the person's answers leave in.
    pub safe: bool,
    /// Favourites only.
    pub favourites: bool,
}

/// How the library is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// As rows.
    List,
    /// As points on the body.
    Body,
}

/// The list of points: what was typed, what narrows it, and where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    query: String,
    filters: Filters,
    panel: Option<Panel>,
    /// What answers the query within the filters, the best first.
    found: Vec<Code>,
    /// Which row the arrow keys have reached.
    selected: Option<usize>,
    /// How far it is scrolled, and how much is shown, in logical pixels.
    offset: f32,
    shown: f32,
    /// The body, where the points are shown on it.
    body: Option<OnBody>,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Types into the search box.
    Query(String),
    /// Sets what narrows the list.
    Filter(Filters),
    /// Opens or closes a filter.
    Panel(Option<Panel>),
    /// Goes so many rows down, or up.
    Move(i32),
    /// Opens the row that the arrow keys have reached, or the first; on the body, as long as nothing is searched
    /// for, the point under the pointer.
    OpenSelected,
    /// Opens the page of that point.
    Open(Code),
    /// Makes it a favourite, or takes that back.
    Favourite(Code),
    /// Opens the page of that routine.
    Routine(String),
    /// Builds a routine for that complaint.
    Build(String),
    /// Empties the box and the filters.
    Clear,
    /// To the search box.
    ToSearch,
    /// Shows rows, or points on the body.
    Shape(Shape),
    /// A hand on the body.
    Hand(Hand),
    /// Looks at the body from that side.
    Face(Face),
    /// The list has been scrolled.
    Scrolled {
        /// How far.
        offset: f32,
        /// How much is shown.
        shown: f32,
    },
}

/// What the app should do.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Open the page of that point.
    Open(Code),
    /// Open the page of that routine.
    Routine(String),
    /// Build a routine for that complaint.
    Build(String),
    /// Make it a favourite, or take that back.
    Favourite(Code),
    /// Scroll the list so far down.
    ScrollTo(f32),
    /// Bring the cursor to the search box.
    ToSearch,
}

impl List {
    /// The list narrowed to one complaint.
    #[must_use]
    pub fn for_complaint(key: &str) -> Self {
        Self {
            filters: Filters { complaint: Some(key.to_owned()), ..Filters::default() },
            ..Self::default()
        }
    }

    /// Finds anew what answers: favourites, answers or points may have changed.
    pub fn refresh(&mut self, world: &World) {
        self.found = world
            .library
            .index()
            .find(&self.query)
            .into_iter()
            .filter(|code| world.point(code).is_some_and(|point| self.filters.let_in(point, world)))
            .cloned()
            .collect();
        // With nothing typed the catalogue's order stands, or with a complaint chosen the best founded first.
        if let (true, Some(complaint)) = (self.query.trim().is_empty(), self.chosen(world)) {
            self.found.sort_by_key(|code| {
                world.point(code).and_then(|point| place_of(complaint, point)).unwrap_or(usize::MAX)
            });
        }
        self.selected = self.selected.filter(|row| *row < self.found.len());
        if let Some(body) = &mut self.body {
            body.find(&self.found);
        }
    }

    /// The complaint of the filter.
    fn chosen<'a>(&self, world: &'a World) -> Option<&'a Complaint> {
        world.library.complaints.find(self.filters.complaint.as_deref()?)
    }

    /// The complaint of the filter, or the one that the query names.
    #[must_use]
    pub fn complaint<'a>(&self, world: &'a World) -> Option<&'a Complaint> {
        self.chosen(world).or_else(|| {
            let query = self.query.trim();
            (!query.is_empty()).then(|| world.library.complaints.find(query)).flatten()
        })
    }

    /// How far it is scrolled, in logical pixels.
    #[must_use]
    pub const fn offset(&self) -> f32 {
        self.offset
    }

    /// What was found, the best first.
    #[must_use]
    pub fn found(&self) -> &[Code] {
        &self.found
    }

    /// Whether anything narrows the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.query.is_empty() || self.filters != Filters::default()
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: Message, world: &World) -> Action {
        match message {
            Message::Query(query) => {
                self.query = query;
                return self.start_over(world);
            }
            Message::Filter(filters) => {
                self.filters = filters;
                self.panel = None;
                return self.start_over(world);
            }
            Message::Panel(panel) => {
                self.panel = panel;
                return Action::ScrollTo(0.0);
            }
            Message::Clear => {
                *self = Self { shown: self.shown, body: self.body.take(), ..Self::default() };
                return self.start_over(world);
            }
            Message::Move(rows) => return self.go(rows),
            Message::OpenSelected => {
                return self.chosen_point().map_or(Action::None, Action::Open);
            }
            Message::Open(code) => return Action::Open(code),
            Message::Favourite(code) => return Action::Favourite(code),
            Message::Routine(key) => return Action::Routine(key),
            Message::Build(key) => return Action::Build(key),
            Message::ToSearch => return Action::ToSearch,
            Message::Shape(Shape::List) => self.body = None,
            Message::Shape(Shape::Body) => {
                self.panel = None;
                self.selected = None;
                self.body = self.body.take().or_else(|| OnBody::new(&self.found));
            }
            Message::Face(face) => {
                if let Some(body) = &mut self.body {
                    body.face(face);
                }
            }
            Message::Hand(hand) => return self.touched(&hand, world),
            Message::Scrolled { offset, shown } => {
                self.offset = offset;
                self.shown = shown;
            }
        }
        Action::None
    }

    /// What Enter opens.
    fn chosen_point(&self) -> Option<Code> {
        match &self.body {
            // On the body nothing is the first until something is searched for.
            Some(body) if self.query.trim().is_empty() => body.over(),
            _ => self.found.get(self.selected.unwrap_or_default()).cloned(),
        }
    }

    fn touched(&mut self, hand: &Hand, world: &World) -> Action {
        let Some(body) = &mut self.body else { return Action::None };
        match body.touch(hand, world) {
            Touched::Nothing => Action::None,
            Touched::Point(code) => Action::Open(code),
            Touched::Region(region) => {
                self.filters.region = Some(region);
                self.start_over(world)
            }
        }
    }

    /// How it is shown.
    #[must_use]
    pub const fn shape(&self) -> Shape {
        if self.body.is_some() { Shape::Body } else { Shape::List }
    }

    /// The body, where the points are shown on it.
    #[must_use]
    pub const fn body(&self) -> Option<&OnBody> {
        self.body.as_ref()
    }

    fn start_over(&mut self, world: &World) -> Action {
        self.selected = None;
        self.offset = 0.0;
        self.refresh(world);
        Action::ScrollTo(0.0)
    }

    /// Goes to another row, and scrolls as far as is needed to show it.
    fn go(&mut self, rows: i32) -> Action {
        let Some(last) = self.found.len().checked_sub(1) else { return Action::None };
        let step = usize::try_from(rows.unsigned_abs()).unwrap_or(usize::MAX);
        let row = match self.selected {
            None => 0,
            Some(row) if rows < 0 => row.saturating_sub(step),
            Some(row) => row.saturating_add(step).min(last),
        };
        self.selected = Some(row);
        #[allow(clippy::cast_precision_loss, reason = "a list has a few hundred rows")]
        let top = row as f32 * ROW;
        if top < self.offset {
            Action::ScrollTo(top)
        } else if top + ROW > self.offset + self.shown {
            Action::ScrollTo(top + ROW - self.shown)
        } else {
            Action::None
        }
    }

    /// What a key does that no control has taken.
    #[must_use]
    pub fn key(&self, pressed: &Pressed<'_>) -> Option<Message> {
        if let Some(message) = self.body.as_ref().and_then(|_| OnBody::key(pressed)) {
            return Some(message);
        }
        match pressed.key.as_ref() {
            Key::Named(Named::ArrowDown) => Some(Message::Move(1)),
            Key::Named(Named::ArrowUp) => Some(Message::Move(-1)),
            Key::Named(Named::Enter) => Some(Message::OpenSelected),
            Key::Named(Named::Escape) if self.panel.is_some() => Some(Message::Panel(None)),
            Key::Named(Named::Escape) if self.is_narrowed() => Some(Message::Clear),
            Key::Character("/") => Some(Message::ToSearch),
            Key::Character("v" | "V") if !pressed.modifiers.command() => {
                Some(Message::Shape(match self.shape() {
                    Shape::List => Shape::Body,
                    Shape::Body => Shape::List,
                }))
            }
            Key::Character("f" | "F") if pressed.modifiers.command() => Some(Message::ToSearch),
            _ => None,
        }
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        view::view(self, world, size)
    }
}

impl Filters {
    fn let_in(&self, point: &Point, world: &World) -> bool {
        let complaint = || {
            let Some(key) = &self.complaint else { return true };
            let complaint = world.library.complaints.find(key);
            complaint.is_some_and(|complaint| place_of(complaint, point).is_some())
        };
        self.region.is_none_or(|region| region == point.region)
            && self.meridian.is_none_or(|meridian| meridian == point.meridian)
            && (!self.favourites || world.settings.favourites.contains(&point.code))
            && complaint()
            && (!self.safe || world.person().is_safe(point))
    }
}
