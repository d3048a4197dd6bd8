//! Where the day begins: start again what was done last, and what was done today.

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Size};

use super::{BrokenOff, World, broken_off, page, start_button};
use crate::domain::code::Code;
use crate::domain::history::Session;
use crate::domain::point::Point;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, space, type_scale};
use crate::words::{session, time};

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Start that point as it was chosen last.
    Start(Code),
    /// Open its page.
    Open(Code),
    /// To the questions about the person.
    AboutMe,
    /// On the session that broke off.
    BrokenOff(BrokenOff),
}

/// So many of the last sessions are looked at for a point to offer again.
const MANY: usize = 50;

/// The point that is offered on the first day.
pub const FIRST: &str = "HE-1";

/// The point to start again: the one of the last session that suits the person still, or the first.
#[must_use]
pub fn offered(world: &World) -> Option<&Point> {
    world
        .history
        .sessions()
        .take(MANY)
        .flat_map(|past| past.session().points())
        .filter_map(|code| world.library.catalogue.find(code.as_str()))
        .chain(world.library.catalogue.find(FIRST))
        // Where the answers leave the first point out, the next that suits is offered.
        .chain(world.library.catalogue.iter())
        .find(|point| world.person().is_safe(point))
}

fn offer<'a>(world: &World, roles: &Roles, size: Size) -> Option<Element<'a, Message>> {
    let point = offered(world)?;
    let (_, choices) = world.suit(point).ok()?;
    let first = world.history.is_empty();
    let lead = if first { t!("today-first") } else { t!("today-again") };
    let start = start_button(Message::Start(point.code.clone()), roles);
    let look = card::button(
        Kind::Plain,
        None,
        t!("today-look"),
        None,
        Some(Message::Open(point.code.clone())),
        roles,
    );
    let words = column![
        type_scale::section(lead, roles),
        row![
            type_scale::title(point.title(), roles).size(28).line_height(1.3),
            type_scale::han(point.chinese.clone(), roles).size(26).line_height(1.4)
        ]
        .spacing(space::SNUG)
        .wrap(),
        type_scale::muted(format!("{} · {}", point.english, session::region(point.region)), roles),
        type_scale::body(session::choices(point, choices), roles),
    ]
    .spacing(space::HAIR)
    .width(Length::Fill);
    let buttons = row![start, look].spacing(space::SNUG).wrap().vertical_spacing(space::TIGHT);
    let content: Element<'a, Message> = if size.width < space::BAR_UNDER {
        column![words, buttons].spacing(space::BASE).into()
    } else {
        row![words, buttons].spacing(space::WIDE).align_y(Alignment::Center).into()
    };
    Some(
        container(content)
            .padding(space::WIDE)
            .width(Length::Fill)
            .style(style::card(roles))
            .into(),
    )
}

/// The questions that wait for an answer, as long as there are any.
fn about_me<'a>(world: &World, roles: &Roles) -> Option<Element<'a, Message>> {
    let now = world.now.timestamp();
    let open = world.profile.open_questions(&world.library.rules, now);
    if open == 0 {
        return None;
    }
    let words = column![
        type_scale::strong(t!("today-about-me", count = open), roles).width(Length::Fill),
        type_scale::muted(t!("today-about-me-why"), roles).width(Length::Fill)
    ];
    let line =
        row![Icon::Person.view(24.0, roles.muted), words, Icon::Next.view(20.0, roles.muted)]
            .spacing(space::BASE)
            .align_y(Alignment::Center);
    let press = crate::ui::press::Press::new(line, style::button(Kind::Row, roles))
        .padding([12.0, space::WIDE])
        .width(Length::Fill)
        .on_press(Some(Message::AboutMe));
    Some(press.into())
}

fn done<'a>(session: &Session, world: &World, roles: &Roles) -> Element<'a, Message> {
    row![
        type_scale::muted(session.started.strftime("%H:%M").to_string(), roles).width(64),
        type_scale::strong(world.names(session), roles).width(Length::Fill),
        type_scale::body(time::length(session.pressed()), roles),
        type_scale::muted(session::outcome(session.outcome, session.reason), roles),
    ]
    .spacing(space::BASE)
    .into()
}

/// The screen.
pub fn view<'a>(world: &World, size: Size) -> Element<'a, Message> {
    let roles = &world.roles(Place::House);
    let today = world.lately(0);
    let mut content = column![type_scale::title(t!("today"), roles)].spacing(space::WIDE);
    if world.history.is_empty() {
        content = content.push(type_scale::body(t!("today-welcome"), roles).width(Length::Fill));
    }
    let left = broken_off(world, None, roles, size);
    content = content.push(left.map(|card| card.map(Message::BrokenOff)));
    content = content.push(offer(world, roles, size));
    content = content.push(about_me(world, roles));
    let list: Element<'a, Message> = if today.is_empty() {
        type_scale::muted(t!("today-nothing-yet"), roles).into()
    } else {
        Column::with_children(today.iter().map(|session| done(session, world, roles)))
            .spacing(space::TIGHT)
            .into()
    };
    content = content.push(card::section(t!("today-sessions"), list, roles));
    page(content, world, roles, size)
}
