//! The points that can be played, each a row that leads to its page.

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Size};

use super::{World, page};
use crate::domain::code::Code;
use crate::domain::point::{Origin, Point};
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, space, type_scale};
use crate::words::session;

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Open the page of that point.
    Open(Code),
}

/// The points shown: those that can be played, and the person's own whatever their grade.
pub fn shown(world: &World) -> impl Iterator<Item = &Point> {
    world.catalogue.iter().filter(|point| point.playable().is_ok() || point.origin == Origin::Own)
}

fn item<'a>(point: &Point, roles: &Roles, narrow: bool) -> Element<'a, Message> {
    let names = row![
        type_scale::strong(point.title(), roles),
        type_scale::muted(point.chinese.clone(), roles).font(crate::ui::fonts::HAN)
    ]
    .spacing(space::TIGHT);
    let words = column![names, type_scale::muted(point.english.clone(), roles)].width(Length::Fill);
    let mut line = row![words].spacing(space::BASE).align_y(Alignment::Center);
    if point.origin == Origin::Own {
        line = line.push(card::tag(t!("points-own"), roles));
    }
    if !narrow {
        line = line.push(type_scale::muted(session::region(point.region), roles));
    }
    line = line.push(Icon::Next.view(20.0, roles.muted));
    let press = Press::new(line, style::button(Kind::Row, roles))
        .padding([12, 12])
        .width(Length::Fill)
        .on_press(Some(Message::Open(point.code.clone())));
    column![press, card::line(roles)].into()
}

/// The screen.
pub fn view<'a>(world: &World, size: Size) -> Element<'a, Message> {
    let roles = &world.roles(Place::House);
    let narrow = size.width < space::BAR_UNDER;
    let list = Column::with_children(shown(world).map(|point| item(point, roles, narrow)));
    let content = column![
        type_scale::title(t!("points"), roles),
        type_scale::muted(t!("points-lead"), roles),
        container(list).width(Length::Fill),
        type_scale::small(t!("points-import"), roles),
    ]
    .spacing(space::BASE);
    page(content, world, roles, size)
}
