//! Handouts: a point or a routine as one page to print, in one HTML file that needs nothing else.
//!
//! No scripts, nothing from elsewhere; pictures are handed in as PNG and stand in the file. All text is
//! escaped by `markup`, so what somebody has written into a point or a routine stays text. How the page is set
//! is `handout/page.css`: pictures take the room that the words leave, and where there are many words the page
//! is set closer (`Room`). A caution is never left out.

mod markup;
mod mind;
mod point;
mod routine;

use crate::domain::caution::Lines;
use crate::domain::plan::{Press, Sides};
use crate::domain::point::{Point, Side};
use crate::domain::technique::Motion;
use crate::format::shipped::Source;
use crate::t;
use crate::words::{session, time};
use markup::Markup;
pub(super) use markup::escape;

pub use point::point;
pub use routine::routine;

/// The paper that a handout is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 mm by 297 mm.
    #[default]
    A4,
    /// US Letter, 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Its name as the command line spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }

    /// The paper of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name() == name)
    }

    /// Its name in style sheets.
    const fn size(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::Letter => "letter",
        }
    }
}

/// A picture that is part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The PNG file.
    pub png: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The pictures of a point. A handout without them is whole but for them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pictures {
    /// The point close up.
    pub close_up: Option<Picture>,
    /// Whether the point is marked on it: for a person's own point it is the part of the body alone.
    pub is_marked: bool,
    /// The whole body with the point on it.
    pub whole: Option<Picture>,
}

/// What a handout is made with, beside its point or routine.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// The paper.
    pub paper: Paper,
    /// The number to call in an emergency.
    pub emergency: &'a str,
    /// The shared lines of the caution.
    pub lines: &'a Lines,
    /// Where statements come from.
    pub sources: &'a [Source],
    /// Whether nobody's answers were used.
    pub for_anybody: bool,
}

impl Basis<'_> {
    /// "Acupressure for nausea (2014)"; the id where the list does not have it.
    fn source(&self, id: &str) -> String {
        let Some(source) = self.sources.iter().find(|source| source.id == id) else {
            return id.to_owned();
        };
        match source.year {
            Some(year) if !source.title.contains(&year.to_string()) => {
                t!("handout-source-year", title = source.title.as_str(), year = year.to_string())
            }
            _ => source.title.clone(),
        }
    }
}

/// How close a page is set, from the roomiest on. No type is smaller than 9.5 points: pictures shrink first, then
/// lines close up, at last the lines of a list run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    Ample,
    Usual,
    Little,
    Less,
    Least,
    Last,
    /// More than one page.
    Pages,
}

impl Room {
    /// The room for so much to read, where each takes up to so much on A4.
    fn of(load: usize, most: [usize; 6], paper: Paper) -> Self {
        // US Letter is wider and shorter, and holds about that much less.
        let load = if paper == Paper::Letter { load + load / 14 } else { load };
        let rooms = [Self::Ample, Self::Usual, Self::Little, Self::Less, Self::Least, Self::Last];
        let fits = most.into_iter().zip(rooms).find(|(most, _)| load <= *most);
        fits.map_or(Self::Pages, |(_, room)| room)
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Ample => "ample",
            Self::Usual => "usual",
            Self::Little => "little",
            Self::Less => "less",
            Self::Least => "least",
            // As the least, and closer still.
            Self::Last => "least last",
            Self::Pages => "pages",
        }
    }
}

/// The whole file; the page is of that kind, a class of the style sheet.
fn page(title: &str, kind: &str, room: Room, basis: &Basis<'_>, words: &Markup) -> String {
    let class = format!("page {kind} {} {}", basis.paper.name(), room.class());
    let mut body = Markup::default();
    body.open("main", &[("class", &class)]);
    body.append(words);
    body.close("main");
    markup::shell(title, basis.paper.size(), body)
}

/// "both sides", "in circles", "until it lets go, 1 to 2 minutes on each side": how a point is pressed.
fn dose(point: &Point, presses: &[&Press]) -> Vec<String> {
    let sides: Vec<Side> = presses.iter().map(|press| press.side).collect();
    let chosen = match sides.as_slice() {
        [Side::Both] => Sides::AtOnce,
        [Side::Left] => Sides::Left,
        [Side::Right] => Sides::Right,
        _ => Sides::Both,
    };
    let Some(press) = presses.first() else { return Vec::new() };
    let motion = match press.motion {
        Motion::Circular => t!("motion-in-circles"),
        Motion::Steady => t!("motion-steadily"),
    };
    let length = if press.until_release {
        t!("handout-release", range = time::range(press.least, press.length))
    } else {
        time::range(press.length, press.length)
    };
    let length = if sides.len() > 1 { t!("handout-each-side", dose = length) } else { length };
    vec![session::sides(point, chosen), motion, length]
}
