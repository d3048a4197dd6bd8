//! How the history looks.

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Size};

use super::parts::{filter, sum};
use super::{Message, Page};
use crate::domain::history::review::{Group, Grouping, Line};
use crate::domain::history::{Past, Session};
use crate::screen::World;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, list, space, type_scale};
use crate::words::{review as words, session, time};

/// A row has one line from this width on, in logical pixels.
const ONE_LINE: f32 = 960.0;

impl Page {
    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let edge = if size.width < space::BAR_UNDER { space::BASE } else { space::PAGE };
        let width = (size.width - 2.0 * edge).min(space::MEASURE + 360.0);
        // In one line a name would have no room beside how the session ended.
        let tall = width < ONE_LINE;
        let head = column![self.head(world, roles, width)]
            .push(self.notices(world, roles))
            .spacing(space::WIDE)
            .width(width);
        let head = container(head).padding(iced::Padding {
            top: space::BROAD,
            right: edge,
            bottom: 0.0,
            left: edge,
        });
        let line = |index: usize| -> Element<'a, Message> {
            let line = self.found.groups.line(index);
            let content = match line {
                Some(Line::Heading(group)) => {
                    let group = self.found.groups.as_slice().get(group);
                    group.map(|group| heading(*group, self.grouping, world, roles))
                }
                Some(Line::Session(position)) => {
                    let place = self.found.places.get(position);
                    let past = place.and_then(|place| world.history.at(*place));
                    past.map(|past| item(past, world, roles, tall))
                }
                None => None,
            };
            let content = content.unwrap_or_else(|| iced::widget::space().into());
            container(container(content).width(width)).padding([0.0, edge]).into()
        };
        let on_scroll = |offset, shown| Message::Scrolled { offset, shown };
        list::view(head.into(), self.extent(size.height, tall), line, on_scroll, roles)
    }

    /// Everything above the list.
    fn head<'a>(&self, world: &World, roles: &Roles, width: f32) -> Element<'a, Message> {
        let mut all = column![self.title(roles, width)].spacing(space::WIDE);
        if !self.found.any {
            let words = if world.reading.is_some() {
                t!("history-reading-first")
            } else {
                t!("history-empty")
            };
            return all.push(type_scale::body(words, roles).width(Length::Fill)).into();
        }
        if self.sheet {
            all = all.push(self.sheet(world, roles));
        }
        if self.filters {
            all = all.push(self.filters(world, roles));
        }
        all = all.push(self.narrowed(world, roles));
        all = all.push(self.numbers(world, roles));
        all = all.push(self.calendar(world, roles, width));
        all = all.push(self.ratings(world, roles, width));
        all = all.push(self.more(world, roles));
        all.push(self.list_head(roles)).into()
    }

    fn title<'a>(&self, roles: &Roles, width: f32) -> Element<'a, Message> {
        let chip = |words: String, chosen: bool, message: Message| {
            Element::from(card::button(
                Kind::Chip { chosen },
                None,
                words,
                None,
                Some(message),
                roles,
            ))
        };
        let mut chips = Vec::new();
        if self.found.any {
            chips.push(chip(t!("history-filter"), self.filters, Message::Filters));
        }
        chips.push(chip(t!("history-add"), false, Message::Add));
        if self.found.any {
            chips.push(chip(t!("history-export"), false, Message::Export));
            chips.push(chip(t!("history-sheet"), self.sheet, Message::Sheet));
        }
        chips.push(chip(t!("history-take-in"), false, Message::TakeIn));
        chips.push(chip(t!("history-folder"), false, Message::Folder));
        let chips = iced::widget::Row::with_children(chips)
            .spacing(space::TIGHT)
            .wrap()
            .vertical_spacing(space::TIGHT);
        let title = type_scale::title(t!("history"), roles);
        if width < 980.0 {
            column![title, chips].spacing(space::SNUG).into()
        } else {
            row![title.width(Length::Fill), chips].align_y(Alignment::Center).into()
        }
    }

    fn notices<'a>(&self, world: &World, roles: &Roles) -> Element<'a, Message> {
        let mut all = Column::new().spacing(space::TIGHT);
        if let Some(unsaved) = &world.unsaved {
            all = all.push(card::red_flag(&t!("not-saved-yet"), unsaved.clone(), roles));
        }
        if let Some((done, files)) = world.reading.filter(|_| self.found.any) {
            let words = match files {
                0 => t!("history-reading-older"),
                _ => t!("history-reading", done = done, files = files),
            };
            all = all.push(card::notice("", words, roles));
        }
        for notice in &world.notices {
            all = all.push(card::notice("", notice.clone(), roles));
        }
        all.into()
    }

    /// What the list leaves out, and the way back to everything.
    fn narrowed<'a>(&self, world: &World, roles: &Roles) -> Option<Element<'a, Message>> {
        if !self.is_narrowed() {
            return None;
        }
        let mut told = filter(&self.filter, world);
        told.extend(self.day.map(words::day));
        let told = t!("history-narrowed", what = told.join(" · "));
        let all = card::button(
            Kind::Link,
            Some(Icon::Close),
            t!("history-all"),
            None,
            Some(Message::Clear),
            roles,
        );
        let words = type_scale::muted(told, roles).width(Length::Fill);
        Some(row![words, all].spacing(space::BASE).align_y(Alignment::Center).into())
    }

    fn list_head<'a>(&self, roles: &Roles) -> Element<'a, Message> {
        let groupings = Grouping::ALL.map(|one| (one, words::grouping(one)));
        let count = self.found.places.len();
        let label = type_scale::section(t!("history-count", sessions = count), roles);
        let chips = crate::ui::field::chips(groupings, self.grouping, Message::Grouping, roles);
        row![label.width(Length::Fill), chips]
            .spacing(space::BASE)
            .align_y(Alignment::Center)
            .into()
    }
}

fn heading<'a>(group: Group, by: Grouping, world: &World, roles: &Roles) -> Element<'a, Message> {
    let name = words::heading_today(group.start, by, world.now.date());
    let sum = sum(group.count, group.pressed);
    let line =
        row![type_scale::section(name, roles).width(Length::Fill), type_scale::small(sum, roles)]
            .align_y(Alignment::End);
    container(line).height(Length::Fill).align_y(iced::Bottom).padding([space::TIGHT, 0.0]).into()
}

/// What a session is called: its routine, or its points.
pub(super) fn name(past: &Session, world: &World) -> String {
    let routine = past.routine.as_deref().and_then(|key| world.routine(key));
    routine.map_or_else(|| world.names(past), |routine| routine.name.clone())
}

fn item<'a>(past: Past<'_>, world: &World, roles: &Roles, tall: bool) -> Element<'a, Message> {
    let whole = past.session();
    let when = type_scale::muted(time::day_and_time(&whole.started, world.now.date()), roles);
    let what =
        type_scale::strong(name(&whole, world), roles).wrapping(iced::widget::text::Wrapping::None);
    let what = container(what).clip(true).width(Length::Fill);
    let points = whole.points().len();
    let sides = if points > 1 {
        t!("points-count", count = points)
    } else {
        session::pressed_sides(&whole.sides())
    };
    let sides = type_scale::muted(sides, roles);
    let minutes = type_scale::body(time::clock_up(whole.pressed()), roles);
    let mut outcome = session::outcome(whole.outcome, whole.reason);
    if whole.said.struck {
        outcome = t!("history-struck-row");
    } else if whole.by_hand {
        outcome = t!("history-by-hand-row");
    }
    let outcome = type_scale::muted(outcome, roles).wrapping(iced::widget::text::Wrapping::None);
    let rated = type_scale::body(words::rated(&whole.said), roles);
    let line: Element<'a, Message> = if tall {
        column![
            row![what, minutes].spacing(space::TIGHT),
            row![when, sides, rated, container(outcome).clip(true).width(Length::Fill)]
                .spacing(space::SNUG)
        ]
        .into()
    } else {
        row![
            when.width(170),
            what,
            sides.width(100),
            minutes.width(64),
            container(outcome).clip(true).width(236),
            rated.width(64),
        ]
        .spacing(space::BASE)
        .align_y(Alignment::Center)
        .into()
    };
    let press = Press::new(container(line).center_y(Length::Fill), style::button(Kind::Row, roles))
        .padding([0.0, space::TIGHT])
        .width(Length::Fill)
        .height(Length::Fill)
        .on_press(Some(Message::Open(whole.id)));
    column![card::line(roles), press].into()
}
