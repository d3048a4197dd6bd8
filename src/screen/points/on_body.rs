//! The library on the body: all that is found, where it lies, to be turned and tapped.

use std::sync::Arc;

use glam::Vec2;
use iced::keyboard::{Key, key::Named};
use iced::widget::{Row, column, container};
use iced::{Alignment, Length};

use super::{Message, Shape};
use crate::body::view::Turntable;
use crate::body::{self, Half, lines};
use crate::domain::code::Code;
use crate::domain::point::Region;
use crate::screen::{World, figure_of};
use crate::t;
use crate::ui::figure::widget::Hand;
use crate::ui::figure::{Stars, What};
use crate::ui::icon::Icon;
use crate::ui::keys::Pressed;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, space, type_scale};

/// Degrees that an arrow key turns.
const STEP: f32 = 15.0;

/// How much nearer a key brings the body.
const NEARER: f32 = 1.25;

/// Decimetres shown when a part of the body was tapped.
const PART: f32 = 6.0;

/// A side that the body is seen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// From the front.
    Front,
    /// From its left.
    Left,
    /// From behind.
    Back,
    /// From its right.
    Right,
}

impl Face {
    const ALL: [Self; 4] = [Self::Front, Self::Left, Self::Back, Self::Right];

    /// How far the camera goes round the body, in degrees.
    const fn yaw(self) -> f32 {
        match self {
            Self::Front => 0.0,
            Self::Left => 90.0,
            Self::Back => 180.0,
            Self::Right => 270.0,
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Front => "f",
            Self::Left => "l",
            Self::Back => "b",
            Self::Right => "r",
        }
    }

    fn words(self) -> String {
        match self {
            Self::Front => t!("face-front"),
            Self::Left => t!("face-left"),
            Self::Back => t!("face-back"),
            Self::Right => t!("face-right"),
        }
    }
}

/// The body with what was found on it.
#[derive(Debug, Clone, PartialEq)]
pub struct OnBody {
    table: Turntable,
    stars: Arc<Stars>,
    over: Option<(&'static str, Half)>,
}

/// What came of a hand on the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Touched {
    /// Nothing but a turn.
    Nothing,
    /// A point is to be opened.
    Point(Code),
    /// A part of the body was tapped.
    Region(Region),
}

impl OnBody {
    /// The whole body from the front; nothing where the form could not be read.
    #[must_use]
    pub fn new(found: &[Code]) -> Option<Self> {
        let table = Turntable::new(body::middle(body::body()?.standing()));
        let mut all = Self { table, stars: Arc::default(), over: None };
        all.find(found);
        Some(all)
    }

    /// Shows what was found.
    pub(super) fn find(&mut self, found: &[Code]) {
        let Some(body) = body::body() else { return };
        let codes: Vec<&'static str> =
            found.iter().filter_map(|code| body.code(code.as_str())).collect();
        if codes == self.stars.codes {
            return;
        }
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        let is_shown = |code: &&'static str| sorted.binary_search(code).is_ok();
        let stretches =
            lines::all().iter().filter(|one| [&one.from, &one.to].into_iter().all(is_shown));
        self.stars = Arc::new(Stars { stretches: stretches.collect(), codes });
        self.over = None;
    }

    /// The camera.
    #[must_use]
    pub const fn table(&self) -> &Turntable {
        &self.table
    }

    /// The point under the pointer.
    pub(super) fn over(&self) -> Option<Code> {
        Code::parse(self.over?.0)
    }

    /// Looks from that side.
    pub(super) fn face(&mut self, face: Face) {
        self.table.face(face.yaw());
    }

    /// Takes what a hand did.
    pub(super) fn touch(&mut self, hand: &Hand, world: &World) -> Touched {
        match *hand {
            Hand::Turn(drag) => self.table.turn(drag),
            Hand::Zoom(factor, from_middle) => self.table.zoom(factor, from_middle),
            Hand::Over(over) => self.over = over,
            Hand::Home => self.table.face(0.0),
            Hand::Point(code, _) => {
                return Code::parse(code).map_or(Touched::Nothing, Touched::Point);
            }
            Hand::Body(from_middle) => return self.tap(from_middle, world),
        }
        Touched::Nothing
    }

    /// Brings the part of the body near that was tapped.
    fn tap(&mut self, from_middle: Vec2, world: &World) -> Touched {
        let Some(body) = body::body() else { return Touched::Nothing };
        let Some((code, at)) = body.nearest(&self.table.camera, from_middle) else {
            return Touched::Nothing;
        };
        self.table.camera.target = at;
        self.table.camera.height = self.table.camera.height.min(PART);
        let point = Code::parse(code).and_then(|code| world.point(&code).map(|one| one.region));
        point.map_or(Touched::Nothing, Touched::Region)
    }

    /// What a key does on the body.
    pub(super) fn key(pressed: &Pressed<'_>) -> Option<Message> {
        let turn = |x: f32, y: f32| {
            let degrees = Vec2::new(x, y) * STEP / body::view::DEGREES;
            Some(Message::Hand(Hand::Turn(degrees)))
        };
        let zoom = |factor| Some(Message::Hand(Hand::Zoom(factor, Vec2::ZERO)));
        let plain = !pressed.modifiers.command() && !pressed.modifiers.alt();
        match pressed.key.as_ref() {
            Key::Named(Named::ArrowLeft) => turn(-1.0, 0.0),
            Key::Named(Named::ArrowRight) => turn(1.0, 0.0),
            Key::Named(Named::ArrowUp) => turn(0.0, -1.0),
            Key::Named(Named::ArrowDown) => turn(0.0, 1.0),
            Key::Named(Named::Home) => Some(Message::Hand(Hand::Home)),
            Key::Character("+" | "=") => zoom(NEARER),
            Key::Character("-" | "_") => zoom(1.0 / NEARER),
            Key::Character(letter) if plain => {
                let letter = letter.to_lowercase();
                Face::ALL.into_iter().find(|face| face.key() == letter).map(Message::Face)
            }
            _ => None,
        }
    }

    /// The body, with the sides to look from below it.
    pub(super) fn view<'a>(&self, world: &World, roles: &Roles, low: bool) -> Element<'a, Message> {
        let what = What::Turned {
            camera: self.table.camera,
            stars: Arc::clone(&self.stars),
            chosen: self.over,
        };
        let tip = self.over.and_then(|(code, half)| {
            let point = world.point(&Code::parse(code)?)?;
            Some((format!("{} · {}", point.title(), point.english), code, half))
        });
        let figure = figure_of(what, world, Place::House).on_hand(Message::Hand).tip(tip);
        let here = |face: Face| {
            let camera = &self.table.camera;
            (camera.yaw - face.yaw()).abs() < 1.0 && camera.pitch.abs() < 1.0
        };
        let faces = Face::ALL.map(|face| {
            let kind = Kind::Chip { chosen: here(face) };
            card::button(kind, None, face.words(), None, Some(Message::Face(face)), roles).into()
        });
        let below = Row::with_children(faces).spacing(space::TIGHT).align_y(Alignment::Center);
        let zoom = |icon, factor| {
            card::icon_button(icon, Message::Hand(Hand::Zoom(factor, Vec2::ZERO)), roles)
        };
        let below = below.push(zoom(Icon::Minus, 1.0 / NEARER)).push(zoom(Icon::Plus, NEARER));
        let mut below = column![below.wrap()].spacing(space::HAIR);
        if !low {
            below = below.push(type_scale::small(t!("figure-hint"), roles));
        }
        let below = container(below).padding([space::TIGHT, space::BASE]).width(Length::Fill);
        column![
            container(figure).height(Length::Fill).style(style::fill(roles.sunk)),
            container(below).style(style::fill(roles.sunk))
        ]
        .width(Length::Fill)
        .height(Length::Fill)
        .into()
    }
}

/// The two shapes of the library, as chips.
pub(super) fn shapes<'a>(now: Shape, roles: &Roles) -> Element<'a, Message> {
    let shapes = [(Shape::List, t!("shape-list")), (Shape::Body, t!("shape-body"))];
    crate::ui::field::chips(shapes, now, Message::Shape, roles)
}
