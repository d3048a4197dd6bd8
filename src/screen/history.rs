//! Past sessions, newest first.

use iced::widget::{Column, column, row};
use iced::{Length, Size};

use super::{World, page};
use crate::domain::history::{Past, Session};
use crate::t;
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, space, type_scale};
use crate::words::{session, time};

/// What a person does here: nothing but read, for now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {}

fn item<'a>(past: &Session, world: &World, roles: &Roles, narrow: bool) -> Element<'a, Message> {
    let when = type_scale::muted(time::day_and_time(&past.started, world.now.date()), roles);
    let what = type_scale::strong(world.names(past), roles);
    let sides = type_scale::muted(session::pressed_sides(&past.sides()), roles);
    let minutes = type_scale::body(time::clock(past.pressed()), roles);
    let outcome = type_scale::muted(session::outcome(past.outcome, past.reason), roles);
    let line: Element<'a, Message> = if narrow {
        column![
            row![what.width(Length::Fill), minutes],
            row![when, sides, outcome].spacing(space::SNUG).wrap()
        ]
        .into()
    } else {
        row![
            when.width(170),
            what.width(Length::Fill),
            sides.width(100),
            minutes.width(64),
            outcome.width(280),
        ]
        .spacing(space::BASE)
        .into()
    };
    column![card::line(roles), line].spacing(space::SNUG).into()
}

/// How many rows are shown; the whole is printed by `wellspring history`.
const SHOWN: usize = 200;

/// The screen.
pub fn view<'a>(world: &World, size: Size) -> Element<'a, Message> {
    let roles = &world.roles(Place::House);
    let narrow = size.width < space::STACK_UNDER - 100.0;
    let mut content = column![type_scale::title(t!("history"), roles)].spacing(space::WIDE);
    if world.history.is_empty() {
        content = content.push(type_scale::body(t!("history-empty"), roles));
    } else {
        let pressed = world.history.sessions().map(Past::pressed).sum();
        let count = world.history.sessions().count();
        let total = t!("history-total", sessions = count, time = time::length(pressed));
        content = content.push(type_scale::muted(total, roles));
        let rows = world.history.sessions().take(SHOWN);
        let rows = rows.map(|past| item(&past.session(), world, roles, narrow));
        content = content.push(Column::with_children(rows).spacing(space::SNUG));
        if count > SHOWN {
            content = content.push(type_scale::small(t!("history-more", shown = SHOWN), roles));
        }
    }
    page(content, world, roles, size)
}
