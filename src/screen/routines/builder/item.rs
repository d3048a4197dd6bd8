//! How one point of a routine is pressed, to be changed.

use std::time::Duration;

use iced::widget::{Row, column, container, row};
use iced::{Alignment, Length};

use super::Message;
use crate::domain::plan::Choices;
use crate::domain::profile::Suited;
use crate::domain::routine::{Change, Edit, Item, LONGEST_REST, MOST_TIMES, Routine};
use crate::screen::World;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::{self, Kind};
use crate::ui::theme::Roles;
use crate::ui::{Element, card, choosing, field, space};
use crate::words::time;

/// By how much a rest grows with a press.
const REST_STEP: Duration = Duration::from_secs(10);

/// The fields of the point at that place.
pub(super) fn fields<'a>(
    routine: &Routine,
    place: usize,
    world: &World,
    roles: &Roles,
) -> Element<'a, Message> {
    let Some(item) = routine.items.get(place) else { return Row::new().into() };
    let change = move |change: Change| Message::Edit(Edit::Item(place, change));
    let mut all = column![].spacing(space::BASE);
    let point = world.point(&item.code);
    match point.map(|point| world.person().suit(point)) {
        Some(Ok(suited)) => all = all.push(pressing(item, &suited, place, roles)),
        Some(Err(why)) => all = all.push(card::caution("", why.to_string(), roles)),
        None => all = all.push(card::caution("", t!("builder-unknown"), roles)),
    }
    let note = field::text(
        &t!("builder-note-hint"),
        &item.note,
        move |note| change(Change::Note(note)),
        roles,
    );
    all = all.push(field::labelled(t!("builder-note"), None, note, roles));
    let link = |icon: Icon, words: String, message: Message| {
        Element::from(card::button(Kind::Link, Some(icon), words, None, Some(message), roles))
    };
    let to = |to: Option<usize>| to.map(|to| Message::Edit(Edit::Move { from: place, to }));
    let up = to(place.checked_sub(1));
    let down = to(Some(place + 1).filter(|to| *to < routine.items.len()));
    let mut links = Row::new().spacing(space::WIDE).align_y(Alignment::Center);
    if let Some(up) = up {
        links = links.push(link(Icon::Up, t!("builder-up"), up));
    }
    if let Some(down) = down {
        links = links.push(link(Icon::Lower, t!("builder-down"), down));
    }
    links = links
        .push(link(Icon::Copy, t!("builder-duplicate"), Message::Edit(Edit::Duplicate(place))))
        .push(link(Icon::Next, t!("builder-open"), Message::Open(item.code.clone())))
        .push(link(Icon::Close, t!("builder-remove"), Message::Edit(Edit::Remove(place))));
    all = all.push(links.wrap().vertical_spacing(space::TIGHT));
    container(all)
        .padding(space::BASE)
        .width(Length::Fill)
        .style(style::edged(roles.sunk, roles.line))
        .into()
}

fn pressing<'a>(
    item: &Item,
    suited: &Suited<'_>,
    place: usize,
    roles: &Roles,
) -> Element<'a, Message> {
    let change = move |change: Change| Message::Edit(Edit::Item(place, change));
    let press = move |choices: Choices| change(Change::Press(choices));
    let choices = item.choices(suited);
    let pressed = choosing::fields(suited.point(), suited.technique(), choices, press, roles);
    let times = |times: u8| change(Change::Times(times));
    let times = field::stepper(
        t!("times", count = item.times),
        (item.times > 1).then(|| times(item.times - 1)),
        (item.times < MOST_TIMES).then(|| times(item.times + 1)),
        roles,
    );
    let rest = |rest: Duration| change(Change::Rest(rest));
    let words = if item.rest.is_zero() { t!("rest-none") } else { time::length(item.rest) };
    let rest = field::stepper(
        words,
        (!item.rest.is_zero()).then(|| rest(item.rest.saturating_sub(REST_STEP))),
        (item.rest < LONGEST_REST).then(|| rest(item.rest + REST_STEP)),
        roles,
    );
    let times = container(card::section(t!("field-times"), times, roles)).width(210);
    let rest = container(card::section(t!("field-rest"), rest, roles)).width(210);
    let beside = row![times, rest].spacing(space::WIDE).wrap().vertical_spacing(space::BASE);
    pressed.push(beside).into()
}
