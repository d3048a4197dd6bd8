//! How the builder looks.

use iced::widget::{Column, Row, column, container, mouse_area, row};
use iced::{Alignment, Length, Size};

use super::drag::ROW;
use super::{Builder, Message, beside, item};
use crate::domain::routine::{Edit, TARGETS};
use crate::screen::World;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, field, space, type_scale};

/// From this width on what goes well with the points stands beside them.
const BESIDE: f32 = 940.0;
/// Under this width of the list a row keeps its dose in its second line.
const SHORT: f32 = 620.0;
/// From this width of the list on the keys of the buttons are named.
const ROOMY: f32 = 760.0;
/// The width of what stands beside.
const SIDE: f32 = 330.0;

pub(super) fn view<'a>(builder: &'a Builder, world: &World, size: Size) -> Element<'a, Message> {
    let roles = &world.roles(Place::House);
    let narrow = size.width < space::BAR_UNDER;
    let is_beside = size.width >= BESIDE;
    let edge = if narrow { space::BASE } else { space::PAGE };
    let width = size.width - 2.0 * edge - if is_beside { SIDE } else { 0.0 };
    let mut all = column![heading(builder, roles), lengths(builder, roles)].spacing(space::BASE);
    for notice in &world.notices {
        all = all.push(card::notice("", notice.clone(), roles));
    }
    if let Some(told) = &builder.told {
        all = all.push(card::notice("", told.clone(), roles));
    }
    all = all.push(list(builder, world, roles, width < SHORT)).push(beside::search(builder, roles));
    if !builder.reckoned.ease.is_empty() {
        all = all.push(ease(builder, roles));
    }
    all = all.push(beside::warnings(builder, roles));
    if !is_beside {
        all = all.push(beside::offers(builder, roles)).push(beside::cautions(builder, roles));
    }
    all = all.push(notes(builder, roles));
    let all = container(all.max_width(space::MEASURE + 120.0).width(Length::Fill))
        .padding([space::BROAD, edge])
        .width(Length::Fill);
    let list = column![card::scroll(all, roles), bar(builder, roles, edge, width)];
    if !is_beside {
        return list.into();
    }
    let offered = column![beside::offers(builder, roles), beside::cautions(builder, roles)]
        .spacing(space::WIDE)
        .padding([space::BROAD, space::WIDE]);
    let column = container(beside::scroll(offered, roles))
        .width(SIDE)
        .height(Length::Fill)
        .style(style::fill(roles.sunk));
    row![list.width(Length::Fill), column].into()
}

fn heading<'a>(builder: &'a Builder, roles: &Roles) -> Element<'a, Message> {
    let back = card::back(t!("routines"), Message::Back, roles);
    let lead = match (builder.from.is_empty(), builder.unsaved) {
        (false, _) => t!("builder-from", from = builder.from.clone()),
        (true, true) => t!("builder-unsaved"),
        (true, false) => t!("builder-saved"),
    };
    let name = field::name(
        &t!("builder-name"),
        &builder.routine().name,
        |name| Message::Edit(Edit::Name(name)),
        roles,
    );
    column![
        row![back, type_scale::small(lead, roles).size(15)]
            .spacing(space::BASE)
            .align_y(Alignment::Center),
        name
    ]
    .spacing(space::TIGHT)
    .into()
}

/// How long it takes, and making it as long as one wants.
fn lengths<'a>(builder: &'a Builder, roles: &Roles) -> Element<'a, Message> {
    let reckoned = &builder.reckoned;
    let chips = TARGETS.map(|minutes| {
        let words = t!("builder-minutes", minutes = minutes);
        let make = Some(Message::Make(minutes)).filter(|_| !reckoned.rows.is_empty());
        let kind = Kind::Chip { chosen: builder.made == Some(minutes) };
        card::button(kind, None, words, None, make, roles).into()
    });
    let other = t!("builder-other");
    let typed =
        field::entry(&other, &builder.minutes, 92.0, Message::Typed, Message::MakeTyped, roles);
    let make = (!builder.minutes.is_empty()).then(|| {
        let make = Some(Message::MakeTyped);
        card::button(Kind::Chip { chosen: false }, None, t!("builder-make"), None, make, roles)
    });
    let chips = row![type_scale::muted(t!("builder-length"), roles)]
        .extend(chips)
        .push(typed)
        .push(make)
        .spacing(space::TIGHT)
        .align_y(Alignment::Center)
        .wrap()
        .vertical_spacing(space::TIGHT);
    let totals = row![
        type_scale::strong(reckoned.total.clone(), roles),
        type_scale::muted(reckoned.sides.clone(), roles)
    ]
    .spacing(space::BASE)
    .wrap();
    column![chips, totals].spacing(space::SNUG).into()
}

/// The points in their order; each can be dragged, opened, moved and taken out.
fn list<'a>(
    builder: &'a Builder,
    world: &World,
    roles: &Roles,
    short: bool,
) -> Element<'a, Message> {
    let count = builder.reckoned.rows.len();
    if count == 0 {
        let empty = type_scale::muted(t!("builder-empty"), roles).width(Length::Fill);
        return container(empty).padding(space::BASE).style(style::card(roles)).into();
    }
    let mut rows = Column::new().spacing(space::TIGHT).width(Length::Fill);
    for place in 0..count {
        let shown = builder.drag.map_or(place, |drag| drag.at(place));
        let is_dragged = builder.drag.is_some_and(|drag| drag.to == place);
        rows = rows.push(point_row(builder, place, shown, is_dragged, roles, short));
        if builder.chosen == Some(shown) {
            rows = rows.push(item::fields(builder.routine(), shown, world, roles));
        }
    }
    if builder.drag.is_none() {
        return rows.into();
    }
    mouse_area(rows)
        .on_move(|at| Message::Drag(at.y))
        .on_release(Message::Drop)
        .on_exit(Message::Drop)
        .into()
}

fn point_row<'a>(
    builder: &'a Builder,
    place: usize,
    shown: usize,
    is_dragged: bool,
    roles: &Roles,
    short: bool,
) -> Element<'a, Message> {
    let count = builder.reckoned.rows.len();
    let one = &builder.reckoned.rows[shown];
    let is_chosen = is_dragged || builder.chosen == Some(shown);
    let grip =
        mouse_area(container(Icon::Grip.view(20.0, roles.muted)).padding([space::BASE, 6.0]))
            .interaction(iced::mouse::Interaction::Grab)
            .on_press(Message::Grab(shown));
    let no_wrap = iced::widget::text::Wrapping::None;
    let ink = if one.is_out { roles.muted } else { roles.ink };
    let code = type_scale::strong(one.code.to_string(), roles).color(ink).wrapping(no_wrap);
    let below = match (short, one.is_out || one.why.is_empty()) {
        (true, false) => format!("{} · {}", one.dose, one.why),
        (true, true) if !one.is_out => one.dose.clone(),
        _ => one.why.clone(),
    };
    let below = (!below.is_empty())
        .then(|| container(type_scale::small(below, roles)).max_height(40).clip(true));
    let words = column![type_scale::body(one.name.clone(), roles).color(ink).wrapping(no_wrap)]
        .push(below)
        .width(Length::Fill)
        .clip(true);
    let mut inner = row![code.width(76), words].spacing(space::TIGHT).align_y(Alignment::Center);
    if !short {
        inner = inner.push(card::tag(one.dose.clone(), roles));
    }
    inner = inner.push(
        type_scale::strong(one.time.clone(), roles)
            .width(46)
            .align_x(iced::Right)
            .wrapping(no_wrap),
    );
    let open = Press::new(inner, style::button(Kind::Row, roles))
        .padding([8, 6])
        .width(Length::Fill)
        .on_press(Some(Message::Choose(shown)));
    let icon = |icon: Icon, message: Option<Message>| {
        let color = if message.is_some() { roles.muted } else { roles.line };
        Press::new(icon.view(18.0, color), style::button(Kind::Row, roles))
            .padding(8)
            .on_press(message)
    };
    let to = |to: usize| Some(Message::Edit(Edit::Move { from: shown, to }));
    let up = icon(Icon::Up, place.checked_sub(1).and_then(to));
    let down = icon(Icon::Lower, Some(place + 1).filter(|to| *to < count).and_then(to));
    let out = icon(Icon::Close, Some(Message::Edit(Edit::Remove(shown))));
    let mut line = row![grip, open].align_y(Alignment::Center);
    if !short {
        line = line.push(up).push(down);
    }
    let line = line.push(out);
    let edge = if is_chosen { roles.accent } else { roles.line };
    container(line)
        .height(ROW)
        .padding([0.0, space::TIGHT])
        .width(Length::Fill)
        .align_y(iced::Center)
        .style(style::edged(roles.surface, edge))
        .into()
}

/// What the order asks for, and an easier one.
fn ease<'a>(builder: &'a Builder, roles: &Roles) -> Element<'a, Message> {
    let button = builder.reckoned.can_be_easier.then(|| {
        card::button(Kind::Link, None, t!("routine-ease"), None, Some(Message::Ease), roles)
    });
    row![type_scale::muted(builder.reckoned.ease.clone(), roles)]
        .push(button)
        .spacing(space::BASE)
        .align_y(Alignment::Center)
        .wrap()
        .into()
}

/// What it is for, and what the therapist says.
fn notes<'a>(builder: &'a Builder, roles: &Roles) -> Element<'a, Message> {
    let routine = builder.routine();
    let about = field::text(
        &t!("builder-about-hint"),
        &routine.about,
        |about| Message::Edit(Edit::About(about)),
        roles,
    );
    let therapist = field::text(
        &t!("builder-therapist-hint"),
        &routine.therapist,
        |note| Message::Edit(Edit::Therapist(note)),
        roles,
    );
    column![
        field::labelled(t!("builder-about"), None, about, roles),
        field::labelled(t!("builder-therapist"), None, therapist, roles)
    ]
    .spacing(space::BASE)
    .into()
}

/// Undo, redo, and what becomes of it.
fn bar<'a>(builder: &'a Builder, roles: &Roles, edge: f32, width: f32) -> Element<'a, Message> {
    let step = |icon: Icon, can: bool, message: Message| {
        let color = if can { roles.ink } else { roles.line };
        Press::new(icon.view(20.0, color), style::button(Kind::Plain, roles))
            .padding([13, 14])
            .on_press(Some(message).filter(|_| can))
    };
    let mut left = Row::new()
        .push(step(Icon::Undo, builder.bench.can_undo(), Message::Undo))
        .push(step(Icon::Redo, builder.bench.can_redo(), Message::Redo))
        .spacing(space::TIGHT)
        .align_y(Alignment::Center);
    if width >= ROOMY {
        left = left.push(card::key(t!("key-undo"), t!("builder-undo"), roles)).push(card::key(
            t!("key-move"),
            t!("builder-move"),
            roles,
        ));
    }
    if builder.unsaved {
        let words = if width < SHORT { String::new() } else { t!("builder-discard") };
        let discard = card::button(
            Kind::Link,
            Some(Icon::Delete),
            words,
            None,
            Some(Message::Discard),
            roles,
        );
        left = left.push(discard);
    }
    let is_empty = builder.routine().items.is_empty();
    let save = Some(Message::Save).filter(|_| builder.unsaved);
    let save = card::button(Kind::Plain, None, t!("save"), None, save, roles);
    let is_played = builder.reckoned.rows.iter().any(|row| !row.is_out);
    let start = Some(Message::Start).filter(|_| !is_empty && is_played);
    let start = card::button(Kind::Main, Some(Icon::Play), t!("start"), None, start, roles);
    let right = row![save, start].spacing(space::SNUG).align_y(Alignment::Center);
    let line =
        row![left.width(Length::Fill), right].spacing(space::BASE).align_y(Alignment::Center);
    container(column![card::line(roles), line].spacing(space::SNUG))
        .padding(iced::Padding { top: 0.0, right: edge, bottom: space::SNUG, left: edge })
        .into()
}
