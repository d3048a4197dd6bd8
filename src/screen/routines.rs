//! Routines: the shipped ones and the person's own, each a row that leads to its page.

mod page;

use iced::widget::{Column, column, row};
use iced::{Alignment, Length, Size};

pub use page::{Action, Message as PageMessage, RoutinePage};

use super::World;
use crate::domain::point::Origin;
use crate::domain::routine::Routine;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, space, type_scale};
use crate::words::{library as words, time};

/// An own routine as it was before a change that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The routine before.
    pub before: Routine,
    /// What was done to it.
    pub how: How,
}

/// What was done to an own routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A point was taken out.
    TakenOut,
    /// It was put in an easier order.
    Ordered,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Open the page of that routine.
    Open(String),
}

fn item<'a>(routine: &Routine, world: &World, roles: &Roles, narrow: bool) -> Element<'a, Message> {
    let fitted = routine.fit(&world.library.catalogue, &world.person());
    let total = fitted.plan(world.pacing()).map(|plan| plan.total());
    let mut about = vec![t!("points-count", count = fitted.parts.len())];
    if let Ok(total) = total {
        about.push(t!("about-time", time = time::length(total)));
    }
    if !narrow && routine.origin == Origin::Shipped {
        about.push(words::routine_ground(routine.ground));
    }
    let mut words = column![
        type_scale::strong(routine.name.clone(), roles),
        type_scale::muted(about.join(" · "), roles)
    ]
    .width(Length::Fill);
    if !fitted.left_out.is_empty() {
        words = words
            .push(type_scale::small(t!("routine-left-out", count = fitted.left_out.len()), roles));
    }
    let line = row![words, Icon::Next.view(20.0, roles.muted)]
        .spacing(space::BASE)
        .align_y(Alignment::Center);
    let press = Press::new(line, style::button(Kind::Row, roles))
        .padding([12, 12])
        .width(Length::Fill)
        .on_press(Some(Message::Open(routine.key.clone())));
    column![press, card::line(roles)].into()
}

/// The screen.
pub fn view<'a>(world: &World, size: Size) -> Element<'a, Message> {
    let roles = &world.roles(Place::House);
    let narrow = size.width < space::BAR_UNDER;
    let list = |routines: &[Routine]| {
        Column::with_children(routines.iter().map(|routine| item(routine, world, roles, narrow)))
    };
    let mut content = column![
        type_scale::title(t!("routines"), roles),
        type_scale::muted(t!("routines-lead"), roles).width(Length::Fill),
    ]
    .spacing(space::BASE);
    if !world.own_routines.is_empty() {
        content = content.push(card::section(t!("routines-own"), list(&world.own_routines), roles));
    }
    content =
        content.push(card::section(t!("routines-shipped"), list(&world.library.routines), roles));
    super::page(content, world, roles, size)
}
