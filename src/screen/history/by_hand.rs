//! Noting what was done without the program.

use std::time::Duration;

use iced::widget::{column, container, row};
use iced::{Alignment, Length, Size};

use crate::domain::history::{ByHand, Change, PlannedPress};
use crate::domain::point::{Point, Side};
use crate::domain::technique::Motion;
use crate::screen::{World, page};
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::Kind;
use crate::ui::theme::Place;
use crate::ui::{Element, card, field, space, type_scale};
use crate::words::{session, typed};

/// The name of the box for the point.
pub const POINT: &str = "by-hand-point";

/// The form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    point: String,
    side: Option<Side>,
    length: String,
    when: String,
    wrong: Option<String>,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// The point, as it is being typed.
    Point(String),
    /// On which side.
    Side(Side),
    /// How long, as it is being typed.
    Length(String),
    /// When, as it is being typed.
    When(String),
    /// Note it.
    Keep,
    /// Back to the history.
    Back,
}

/// What follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing more.
    None,
    /// Note this.
    Note(Box<ByHand>),
    /// Back to the history.
    Back,
}

/// The sides on which a point can be pressed.
fn sides(point: &Point) -> Vec<Side> {
    if point.bilateral { vec![Side::Left, Side::Right, Side::Both] } else { vec![Side::Midline] }
}

impl Form {
    /// An empty form; the moment is now.
    #[must_use]
    pub fn new(world: &World) -> Self {
        Self {
            point: String::new(),
            side: None,
            length: "2".to_owned(),
            when: typed::moment(&world.now),
            wrong: None,
        }
    }

    fn point<'a>(&self, world: &'a World) -> Option<&'a Point> {
        world.library.catalogue.find(self.point.trim())
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: Message, world: &World) -> Action {
        match message {
            Message::Point(text) => self.point = text,
            Message::Side(side) => self.side = Some(side),
            Message::Length(text) => self.length = text,
            Message::When(text) => self.when = text,
            Message::Back => return Action::Back,
            Message::Keep => match self.read(world) {
                Ok(by_hand) => return Action::Note(Box::new(by_hand)),
                Err(wrong) => self.wrong = Some(wrong),
            },
        }
        Action::None
    }

    fn read(&self, world: &World) -> Result<ByHand, String> {
        let text = self.point.trim();
        let point = self.point(world).ok_or_else(|| t!("by-hand-which", text = text))?;
        let sides = sides(point);
        let side = match (sides.as_slice(), self.side) {
            ([only], _) => *only,
            (sides, Some(side)) if sides.contains(&side) => side,
            _ => return Err(t!("by-hand-side")),
        };
        let most = typed::length_of(&self.length)?;
        if most == Duration::ZERO {
            return Err(t!("typed-length", text = self.length.trim()));
        }
        let zone = world.now.time_zone().clone();
        let began = typed::moment_of(&self.when, zone, &world.now)?;
        let press = PlannedPress {
            point: point.code.clone(),
            side,
            motion: Motion::Steady,
            most,
            until_release: false,
        };
        Ok(ByHand { began, presses: vec![press], change: Change::default() })
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let back = card::back(t!("history"), Message::Back, roles);
        let typed = |value: &str, width: f32, on_input: fn(String) -> Message| {
            field::entry("", value, width, on_input, Message::Keep, roles)
        };
        let known = self.point(world);
        let told = match known {
            Some(point) => point.title(),
            None if self.point.trim().is_empty() => t!("by-hand-point-hint"),
            None => t!("by-hand-unknown"),
        };
        let typed_point =
            field::remark(POINT, "HE-1", &self.point, Message::Point, Message::Keep, roles);
        let point = row![container(typed_point).width(160), type_scale::muted(told, roles)]
            .spacing(space::BASE)
            .align_y(Alignment::Center);
        let mut all = column![
            back,
            type_scale::title(t!("by-hand-title"), roles),
            type_scale::body(t!("by-hand-about"), roles),
            field::labelled(t!("by-hand-point"), None, point, roles)
        ]
        .spacing(space::WIDE)
        .max_width(space::MEASURE);
        if let Some(point) = known.filter(|point| point.bilateral) {
            let sides =
                sides(point).into_iter().map(|side| (Some(side), session::pressed_sides(&[side])));
            let on_choose = |side: Option<Side>| Message::Side(side.unwrap_or(Side::Left));
            let chips = field::chips(sides, self.side, on_choose, roles);
            all = all.push(field::labelled(t!("by-hand-which-side"), None, chips, roles));
        }
        let length = typed(&self.length, 110.0, Message::Length);
        let hint = Some(t!("by-hand-length-hint"));
        all = all.push(field::labelled(t!("by-hand-length"), hint, length, roles));
        let when = typed(&self.when, 220.0, Message::When);
        let hint = Some(t!("session-when-hint"));
        all = all.push(field::labelled(t!("session-when"), hint, when, roles));
        if let Some(wrong) = &self.wrong {
            all = all.push(
                type_scale::body(wrong.clone(), roles).color(roles.danger).width(Length::Fill),
            );
        }
        let keep = card::button(
            Kind::Main,
            Some(Icon::Check),
            t!("by-hand-keep"),
            None,
            Some(Message::Keep),
            roles,
        );
        page(all.push(keep), world, roles, size)
    }
}
