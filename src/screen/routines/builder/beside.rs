//! What stands beside the points of the builder: the search, what goes well with them, what to mind.

use iced::widget::{Column, column, container, row, scrollable};
use iced::{Alignment, Length};

use super::reckoned::Offer;
use super::{Builder, Message, SEARCH};
use crate::domain::caution::Weight;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::Roles;
use crate::ui::{Element, card, field, space, type_scale};

/// The box to search in, what was found, and the way to the body.
pub(super) fn search<'a>(builder: &'a Builder, roles: &Roles) -> Element<'a, Message> {
    let search = field::search(
        SEARCH,
        &t!("builder-search"),
        &builder.search,
        Message::Search,
        Message::AddFirst,
        roles,
    );
    let pick = card::button(
        Kind::Plain,
        Some(Icon::Points),
        t!("builder-pick"),
        None,
        Some(Message::Pick),
        roles,
    );
    let line = row![container(search).width(Length::Fill), pick.padding([12, 16])]
        .spacing(space::SNUG)
        .align_y(Alignment::Center);
    let mut all = column![line].spacing(space::TIGHT);
    if !builder.reckoned.found.is_empty() {
        let found = builder.reckoned.found.iter().map(|one| offer(one, roles));
        let found = Column::with_children(found);
        all = all.push(container(found).padding(space::TIGHT).style(style::card(roles)));
    } else if !builder.search.trim().is_empty() {
        all = all.push(type_scale::muted(t!("points-nothing"), roles));
    }
    all.into()
}

/// What goes well with the points, each with its reason.
pub(super) fn offers<'a>(builder: &'a Builder, roles: &Roles) -> Element<'a, Message> {
    let offers = &builder.reckoned.offers;
    if offers.is_empty() {
        return Column::new().into();
    }
    let all = Column::with_children(offers.iter().map(|one| offer(one, roles)));
    card::section(t!("builder-offers"), all, roles)
}

fn offer<'a>(one: &'a Offer, roles: &Roles) -> Element<'a, Message> {
    let words = column![
        row![
            type_scale::strong(one.code.to_string(), roles),
            type_scale::body(one.name.as_str(), roles)
        ]
        .spacing(space::TIGHT),
        type_scale::small(one.why.as_str(), roles).width(Length::Fill)
    ]
    .width(Length::Fill);
    let color = if one.is_playable { roles.accent } else { roles.line };
    let line =
        row![words, Icon::Plus.view(20.0, color)].spacing(space::SNUG).align_y(Alignment::Center);
    let add = Some(Message::Add(one.code.clone())).filter(|_| one.is_playable);
    let press = Press::new(line, style::button(Kind::Row, roles))
        .padding([8, 6])
        .width(Length::Fill)
        .on_press(add);
    column![press, card::line(roles)].into()
}

/// What to think over: each says what, and what to do.
pub(super) fn warnings<'a>(builder: &'a Builder, roles: &Roles) -> Element<'a, Message> {
    let reckoned = &builder.reckoned;
    let mut all = Column::new().spacing(space::TIGHT);
    for warning in &reckoned.warnings {
        all = all.push(card::caution("", warning.clone(), roles));
    }
    if !reckoned.changes.is_empty() {
        all = all.push(card::notice(&t!("for-you"), reckoned.changes.join(" "), roles));
    }
    all.into()
}

/// The cautions of the whole set, nothing twice and nothing left out.
pub(super) fn cautions<'a>(builder: &'a Builder, roles: &Roles) -> Element<'a, Message> {
    let cautions = &builder.reckoned.cautions;
    if cautions.is_empty() {
        return Column::new().into();
    }
    let of = |weight: Weight| cautions.iter().filter(move |(one, ..)| *one == weight);
    let mut all = Column::new().spacing(space::TIGHT);
    for (_, title, text) in of(Weight::RedFlag) {
        all = all.push(card::red_flag(title, text.clone(), roles));
    }
    for (_, title, text) in of(Weight::Care) {
        all = all.push(card::caution(title, text.clone(), roles));
    }
    for weight in [Weight::MayApply, Weight::Always] {
        for (_, title, text) in of(weight) {
            let words = format!("{title} {text}");
            all = all.push(type_scale::small(words.trim().to_owned(), roles).width(Length::Fill));
        }
    }
    card::section(t!("builder-cautions"), all, roles)
}

/// A column of its own that scrolls; the page keeps the keys that turn it.
pub(super) fn scroll<'a>(
    content: impl Into<Element<'a, Message>>,
    roles: &Roles,
) -> Element<'a, Message> {
    let bar = scrollable::Scrollbar::new().width(6).scroller_width(6).margin(3);
    iced::widget::Scrollable::with_direction(content, scrollable::Direction::Vertical(bar))
        .width(Length::Fill)
        .height(Length::Fill)
        .style(style::scroller(roles))
        .into()
}
