//! How the library looks.

use iced::widget::text::Wrapping;
use iced::widget::{Column, Row, column, container, row};
use iced::{Alignment, Length, Size};

use super::on_body;
use super::{Filters, List, Message, Panel, ROW, SEARCH};
use crate::domain::code::Meridian;
use crate::domain::complaint::Complaint;
use crate::domain::point::{Grade, NotPlayable, Origin, Point, Region};
use crate::screen::World;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::list::{self, Extent};
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, field, fonts, space, type_scale};
use crate::words::{library as words, session};

/// What stands above the rows is no higher than this: with an open filter or a complaint, and without.
const HIGH: f32 = 1200.0;
const PLAIN: f32 = 320.0;

/// From this width on the rows stand beside the body.
const BESIDE: f32 = 1060.0;

/// Under this height only the search box stays above the list.
const LOW: f32 = 560.0;

pub(super) fn view<'a>(all: &List, world: &World, size: Size) -> Element<'a, Message> {
    let roles = &world.roles(Place::House);
    let beside = all.body.is_some() && size.width >= BESIDE;
    let narrow = size.width < space::BAR_UNDER || beside;
    let edge = if size.width < space::BAR_UNDER { space::BASE } else { space::PAGE };
    let title = row![
        row![
            type_scale::title(t!("points"), roles),
            type_scale::muted(t!("points-found", count = all.found.len()), roles)
        ]
        .spacing(space::BASE)
        .align_y(Alignment::End)
        .width(Length::Fill),
        on_body::shapes(all.shape(), roles)
    ]
    .spacing(space::BASE)
    .align_y(Alignment::Center);
    let search = field::search(
        SEARCH,
        &t!("points-search"),
        &all.query,
        Message::Query,
        Message::OpenSelected,
        roles,
    );
    let mut top = Column::new().spacing(space::SNUG).max_width(space::MEASURE + 360.0);
    // In a low window all but the search box scrolls away with the list.
    let low = size.height < LOW;
    top = if low && all.body.is_some() {
        let back = on_body::shapes(all.shape(), roles);
        top.push(
            row![container(search).width(Length::Fill), back]
                .spacing(space::TIGHT)
                .align_y(Alignment::Center),
        )
    } else if low {
        top.push(search)
    } else {
        top.push(title).push(search).push(filters(all, world, roles))
    };
    let above = iced::Padding {
        top: if low { space::SNUG } else { space::BROAD },
        right: edge,
        bottom: space::SNUG,
        left: edge,
    };
    let extent = Extent {
        count: all.found.len(),
        row: ROW,
        offset: all.offset,
        header: if all.panel.is_some() || all.complaint(world).is_some() { HIGH } else { PLAIN },
        shown: if all.shown > 0.0 { all.shown.max(size.height) } else { size.height },
    };
    let header = header(all, world, low, roles, edge);
    let item = |index: usize| -> Element<'a, Message> {
        let point = all.found.get(index).and_then(|code| world.point(code));
        let chosen = all.selected == Some(index);
        point.map_or_else(
            || iced::widget::space().into(),
            |point| {
                container(item(point, world, all.complaint(world), chosen, roles, narrow))
                    .padding([0.0, edge - space::SNUG])
                    .max_width(space::MEASURE + 360.0 + 2.0 * edge)
                    .into()
            },
        )
    };
    let list = list::view(
        header,
        extent,
        item,
        |offset, shown| Message::Scrolled { offset, shown },
        roles,
    );
    let top = column![container(top).padding(above), card::line(roles)];
    let below: Element<'a, Message> = match &all.body {
        None => list,
        // Beside the body the same rows, where there is room for both.
        Some(body) if beside => row![
            container(body.view(world, roles, low)).width(Length::FillPortion(58)),
            container(list).width(Length::FillPortion(42))
        ]
        .into(),
        Some(body) => {
            let mut over = column![].max_width(space::MEASURE + 360.0);
            if let Some(open) = all.panel {
                over = over.push(panel(open, &all.filters, world, roles));
            }
            if all.found.is_empty() {
                over = over.push(nothing(all, world, roles));
            }
            let over = container(over).padding([0.0, edge]);
            column![over, body.view(world, roles, low)].into()
        }
    };
    column![top, below].into()
}

/// What scrolls away above the rows: an open filter, notices, the complaint, or that nothing was found.
fn header<'a>(
    all: &List,
    world: &World,
    low: bool,
    roles: &Roles,
    edge: f32,
) -> Element<'a, Message> {
    let mut header = Column::new().spacing(space::BASE).max_width(space::MEASURE + 360.0);
    if low {
        let found = type_scale::muted(t!("points-found", count = all.found.len()), roles);
        header = header
            .push(on_body::shapes(all.shape(), roles))
            .push(filters(all, world, roles))
            .push(found);
    }
    for notice in &world.notices {
        header = header.push(card::notice("", notice.clone(), roles));
    }
    if let Some(open) = all.panel {
        header = header.push(panel(open, &all.filters, world, roles));
    }
    if let Some(found) = all.complaint(world) {
        header = header.push(complaint(found, world, roles));
    }
    if all.found.is_empty() {
        header = header.push(nothing(all, world, roles));
    }
    container(header).padding([space::SNUG, edge]).width(Length::Fill).into()
}

/// That nothing was found, and the way back.
fn nothing<'a>(all: &List, world: &World, roles: &Roles) -> Element<'a, Message> {
    let clear =
        card::button(Kind::Plain, None, t!("points-clear"), None, Some(Message::Clear), roles);
    let words = if all.filters.favourites && world.settings.favourites.is_empty() {
        t!("points-no-favourites")
    } else {
        t!("points-nothing")
    };
    column![type_scale::body(words, roles).width(Length::Fill), clear].spacing(space::SNUG).into()
}

fn filters<'a>(all: &List, world: &World, roles: &Roles) -> Element<'a, Message> {
    let filters = &all.filters;
    let opener = |panel: Panel, words: String, is_set: bool| -> Element<'a, Message> {
        let to = if all.panel == Some(panel) { None } else { Some(panel) };
        card::button(
            Kind::Chip { chosen: is_set },
            Some(Icon::Down),
            words,
            None,
            Some(Message::Panel(to)),
            roles,
        )
        .into()
    };
    let toggle = |words: String, is_on: bool, to: Filters| -> Element<'a, Message> {
        let kind = Kind::Chip { chosen: is_on };
        card::button(kind, None, words, None, Some(Message::Filter(to)), roles).into()
    };
    let complaint = all.chosen(world).map(|complaint| session::capital(&complaint.name));
    let mut chips = Row::new()
        .push(opener(
            Panel::Complaint,
            complaint.unwrap_or_else(|| t!("filter-complaint")),
            filters.complaint.is_some(),
        ))
        .push(opener(
            Panel::Region,
            filters.region.map_or_else(
                || t!("filter-region"),
                |region| session::capital(&session::region(region)),
            ),
            filters.region.is_some(),
        ))
        .push(opener(
            Panel::Meridian,
            filters
                .meridian
                .map_or_else(|| t!("filter-meridian"), |meridian| meridian.name().to_owned()),
            filters.meridian.is_some(),
        ))
        .push(toggle(
            t!("filter-safe"),
            filters.safe,
            Filters { safe: !filters.safe, ..filters.clone() },
        ))
        .push(toggle(
            t!("filter-favourites"),
            filters.favourites,
            Filters { favourites: !filters.favourites, ..filters.clone() },
        ))
        .spacing(space::TIGHT);
    if all.is_narrowed() {
        chips = chips.push(card::button(
            Kind::Link,
            Some(Icon::Close),
            t!("points-clear"),
            None,
            Some(Message::Clear),
            roles,
        ));
    }
    chips.align_y(Alignment::Center).wrap().vertical_spacing(space::TIGHT).into()
}

/// All choices of one filter, with "any" first.
fn panel<'a>(open: Panel, filters: &Filters, world: &World, roles: &Roles) -> Element<'a, Message> {
    let chip = |words: String, chosen: bool, to: Filters| -> Element<'a, Message> {
        let kind = Kind::Chip { chosen };
        card::button(kind, None, words, None, Some(Message::Filter(to)), roles).into()
    };
    let any = |to: Filters, is_any: bool| chip(t!("filter-any"), is_any, to);
    let chips: Vec<Element<'a, Message>> = match open {
        Panel::Region => {
            let to = |region| Filters { region, ..filters.clone() };
            let shown = Region::ALL.into_iter().map(|region| {
                let words = session::capital(&session::region(region));
                chip(words, filters.region == Some(region), to(Some(region)))
            });
            std::iter::once(any(to(None), filters.region.is_none())).chain(shown).collect()
        }
        Panel::Meridian => {
            let to = |meridian| Filters { meridian, ..filters.clone() };
            let shown = Meridian::ALL.into_iter().map(|meridian| {
                let words = format!("{} {}", meridian.letters(), meridian.name());
                chip(words, filters.meridian == Some(meridian), to(Some(meridian)))
            });
            std::iter::once(any(to(None), filters.meridian.is_none())).chain(shown).collect()
        }
        Panel::Complaint => {
            let to = |complaint| Filters { complaint, ..filters.clone() };
            let shown = world.library.complaints.iter().map(|complaint| {
                let is_it = filters.complaint.as_ref() == Some(&complaint.key);
                let words = session::capital(&complaint.name);
                chip(words, is_it, to(Some(complaint.key.clone())))
            });
            std::iter::once(any(to(None), filters.complaint.is_none())).chain(shown).collect()
        }
    };
    let chips =
        Row::with_children(chips).spacing(space::TIGHT).wrap().vertical_spacing(space::TIGHT);
    container(chips).padding(space::BASE).width(Length::Fill).style(style::card(roles)).into()
}

/// A complaint: when it is a doctor's matter, and the routines that serve it.
fn complaint<'a>(one: &Complaint, world: &World, roles: &Roles) -> Element<'a, Message> {
    let mut all = column![type_scale::subtitle(session::capital(&one.name), roles)]
        .spacing(space::SNUG)
        .width(Length::Fill);
    let emergency = world.settings.emergency();
    for flag in one.red_flags.iter().filter_map(|key| world.library.lines.of_red_flag(key)) {
        let fill = |text: &str| text.replace("{emergency}", emergency);
        all = all.push(card::red_flag(&fill(&flag.title), fill(&flag.text), roles));
    }
    all = all.push(card::caution("", one.see_doctor.clone(), roles));
    let routines: Vec<_> = world.library.routines_for(&one.key).collect();
    if !routines.is_empty() {
        let chips = routines.into_iter().map(|routine| -> Element<'a, Message> {
            let open = Message::Routine(routine.key.clone());
            let name = routine.name.clone();
            card::button(
                Kind::Chip { chosen: false },
                Some(Icon::Routines),
                name,
                None,
                Some(open),
                roles,
            )
            .into()
        });
        let chips =
            Row::with_children(chips).spacing(space::TIGHT).wrap().vertical_spacing(space::TIGHT);
        all = all.push(card::section(t!("routines-for"), chips, roles));
    }
    let build = card::button(
        Kind::Plain,
        Some(Icon::Plus),
        t!("build-for"),
        None,
        Some(Message::Build(one.key.clone())),
        roles,
    );
    all = all.push(build);
    all.into()
}

fn item<'a>(
    point: &Point,
    world: &World,
    complaint: Option<&Complaint>,
    chosen: bool,
    roles: &Roles,
    narrow: bool,
) -> Element<'a, Message> {
    let is_favourite = world.settings.favourites.contains(&point.code);
    let title = row![
        type_scale::strong(point.title(), roles).wrapping(Wrapping::None),
        type_scale::muted(point.chinese.clone(), roles).font(fonts::HAN).wrapping(Wrapping::None)
    ]
    .spacing(space::TIGHT);
    let place = session::region(point.region);
    let below = format!("{} · {place}", point.english);
    let words = column![title, type_scale::muted(below, roles).wrapping(Wrapping::None)]
        .width(Length::Fill)
        // Each clip is a layer, which costs a software renderer dear: only where names may not fit.
        .clip(narrow);
    let mut line = row![words].spacing(space::SNUG).align_y(Alignment::Center);
    if !narrow
        && let Some(link) =
            complaint.and_then(|one| one.links.iter().find(|link| link.code == point.code))
    {
        line = line.push(type_scale::muted(words::ground(link.ground), roles).size(15));
    }
    if let Some(mark) = mark(point, world) {
        line = line.push(type_scale::small(mark, roles).size(15).wrapping(Wrapping::None));
    }
    line = line.push(Icon::Next.view(20.0, roles.muted));
    let open = Press::new(line, style::button(Kind::Row, roles))
        .padding([7, 12])
        .width(Length::Fill)
        .on_press(Some(Message::Open(point.code.clone())));
    let (star, color) =
        if is_favourite { (Icon::StarFilled, roles.accent) } else { (Icon::Star, roles.muted) };
    let star = Press::new(star.view(20.0, color), style::button(Kind::Row, roles))
        .padding(10)
        .on_press(Some(Message::Favourite(point.code.clone())));
    let line = row![star, open].align_y(Alignment::Center).width(Length::Fill);
    let mut line = container(line).height(ROW - 1.0).align_y(iced::Center);
    // Nothing is filled that need not be: each fill costs a software renderer time at every step of a scroll.
    if chosen {
        line = line.style(style::fill(roles.accent_soft));
    }
    column![line, card::line(roles)].into()
}

/// What sets a point apart from one that everybody may press.
fn mark(point: &Point, world: &World) -> Option<String> {
    match world.person().suit(point) {
        Err(NotPlayable::GradedNo { .. }) => Some(t!("mark-not-offered")),
        Err(NotPlayable::LeftOut { .. }) => Some(t!("mark-left-out")),
        Err(NotPlayable::NoGuide { .. } | NotPlayable::Unknown { .. }) => Some(t!("mark-no-guide")),
        Ok(_) if point.origin == Origin::Own => Some(t!("points-own")),
        Ok(_) if matches!(point.grade, Grade::WithCare { .. }) => Some(t!("mark-with-care")),
        Ok(_) => None,
    }
}
