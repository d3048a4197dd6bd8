//! The page of a routine: its points in order, what suits the person, and Start.

use iced::widget::{Column, Row, column, container, row};
use iced::{Alignment, Length, Size};

use crate::domain::code::Code;
use crate::domain::point::{NotPlayable, Origin, Point};
use crate::domain::routine::{Ease, Item, Routine, Totals};
use crate::screen::{BrokenOff, World, broken_off, start_button};
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, space, type_scale};
use crate::words::{library as words, person, routine as routine_words};

/// The page of one routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutinePage {
    key: String,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Open the page of a point.
    Open(Code),
    /// Make it a favourite, or take that back.
    Favourite,
    /// Change an own routine.
    Change,
    /// Make an own one of it, to be changed.
    Copy,
    /// Set a reminder for it.
    Remind,
    /// Make a handout of it.
    Print,
    /// Write it as a file.
    Export,
    /// Delete an own routine.
    Delete,
    /// Back to the list.
    Back,
    /// On what is left of it.
    BrokenOff(BrokenOff),
    /// Start.
    Start,
}

impl RoutinePage {
    /// The page of that routine.
    #[must_use]
    pub const fn new(key: String) -> Self {
        Self { key }
    }

    /// The routine it shows.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let narrow = size.width < space::BAR_UNDER;
        let edge = if narrow { space::BASE } else { space::PAGE };
        let back = card::back(t!("routines"), Message::Back, roles);
        let mut all = column![back].spacing(space::WIDE).max_width(space::MEASURE);
        for notice in &world.notices {
            all = all.push(card::notice("", notice.clone(), roles));
        }
        let Some(routine) = world.routine(&self.key) else {
            let gone = all.push(type_scale::body(t!("routine-empty"), roles).width(Length::Fill));
            return card::scroll(container(gone).padding([space::BROAD, edge]), roles);
        };
        let left = broken_off(world, Some(&self.key), roles, size);
        all = all.push(left.map(|card| card.map(Message::BrokenOff)));
        all = text(all, routine, world, roles);
        let body = container(all).padding([space::BROAD, edge]).width(Length::Fill);
        let fitted = routine.fit(&world.library.catalogue, &world.person());
        let Ok(plan) = fitted.plan(world.pacing()) else {
            return card::scroll(body, roles);
        };
        let start = start_button(Message::Start, roles).padding([16, 26]);
        let words = column![
            type_scale::strong(t!("points-count", count = fitted.parts.len()), roles),
            type_scale::small(routine_words::total(&Totals::of(&plan)), roles).size(15)
        ]
        .width(Length::Fill);
        let bar = column![
            card::line(roles),
            row![words, start].spacing(space::BASE).align_y(Alignment::Center)
        ]
        .spacing(space::BASE);
        let bar = container(bar).padding(iced::Padding {
            top: 0.0,
            right: edge,
            bottom: space::BASE,
            left: edge,
        });
        column![card::scroll(body, roles), bar].into()
    }
}

/// What can be done with it besides starting it.
fn actions<'a>(routine: &Routine, world: &World, roles: &Roles) -> Element<'a, Message> {
    let button = |icon: Icon, words: String, message: Message| {
        Element::from(card::button(
            Kind::Chip { chosen: false },
            Some(icon),
            words,
            None,
            Some(message),
            roles,
        ))
    };
    let is_favourite = world.settings.favourite_routines.contains(&routine.key);
    let star = if is_favourite {
        button(Icon::StarFilled, t!("favourite"), Message::Favourite)
    } else {
        button(Icon::Star, t!("favourite-add"), Message::Favourite)
    };
    let mut all = vec![star];
    all.push(button(Icon::Clock, t!("remind-me"), Message::Remind));
    all.push(button(Icon::Print, t!("print"), Message::Print));
    all.push(button(Icon::Share, t!("bring-export"), Message::Export));
    if routine.origin == Origin::Own {
        all.push(button(Icon::Edit, t!("routine-change"), Message::Change));
        all.push(button(Icon::Copy, t!("routine-duplicate"), Message::Copy));
        all.push(button(Icon::Delete, t!("routine-delete"), Message::Delete));
    } else {
        all.push(button(Icon::Copy, t!("routine-copy-to-change"), Message::Copy));
    }
    Row::with_children(all).spacing(space::TIGHT).wrap().vertical_spacing(space::TIGHT).into()
}

fn text<'a>(
    all: Column<'a, Message>,
    routine: &Routine,
    world: &World,
    roles: &Roles,
) -> Column<'a, Message> {
    let body = |words: String| type_scale::body(words, roles).width(Length::Fill);
    let fitted = routine.fit(&world.library.catalogue, &world.person());
    let mut heading = column![type_scale::title(routine.name.clone(), roles)].spacing(space::HAIR);
    if routine.origin == Origin::Shipped {
        heading = heading.push(type_scale::muted(words::routine_ground(routine.ground), roles));
    }
    let mut all = all.push(heading);
    if !routine.about.is_empty() {
        all = all.push(body(routine.about.clone()));
    }
    all = all.push(actions(routine, world, roles));
    if !routine.therapist.is_empty() {
        all = all.push(card::section(
            t!("builder-therapist"),
            body(routine.therapist.clone()),
            roles,
        ));
    }
    let items = routine.items.iter().enumerate().map(|(place, item)| {
        let is_out = fitted.left_out.iter().any(|(code, _)| *code == item.code);
        self::item(place, item, is_out, world, roles)
    });
    let plan = fitted.plan(world.pacing());
    let several = plan.as_ref().ok().filter(|plan| plan.points().len() > 1);
    let points = Column::new()
        .push(several.map(|plan| {
            let ease = routine_words::ease(Ease::of(plan));
            type_scale::muted(ease, roles).width(Length::Fill)
        }))
        .push(Column::with_children(items))
        .spacing(space::SNUG);
    all = all.push(card::section(t!("routine-points"), points, roles));
    let without = fitted.left_out.iter().map(|(code, why)| match why {
        NotPlayable::LeftOut { because, .. } => format!("{code}: {because}."),
        other => other.to_string(),
    });
    let without: Vec<String> = without.collect();
    if !without.is_empty() {
        all = all.push(card::caution(&t!("point-left-out"), without.join(" "), roles));
    }
    if let Some(plan) = plan.as_ref().ok().filter(|plan| !plan.changes().is_empty()) {
        let changes = person::changes(plan.changes()).join(" ");
        all = all.push(card::notice(&t!("for-you"), changes, roles));
    }
    if !routine.notes.is_empty() {
        let notes = routine.notes.iter().map(|note| body(note.clone()).into());
        let notes = Column::with_children(notes).spacing(space::HAIR);
        all = all.push(card::section(t!("routine-notes"), notes, roles));
    }
    if !routine.how_often.is_empty() {
        all = all.push(card::section(t!("how-often"), body(routine.how_often.clone()), roles));
    }
    if !routine.sources.is_empty() {
        let sources = routine
            .sources
            .iter()
            .map(|id| type_scale::small(world.source(id), roles).width(Length::Fill).into());
        let sources = Column::with_children(sources).spacing(space::HAIR);
        all = all.push(card::section(t!("section-sources"), sources, roles));
    }
    all
}

fn item<'a>(
    place: usize,
    item: &Item,
    is_out: bool,
    world: &World,
    roles: &Roles,
) -> Element<'a, Message> {
    let point = world.point(&item.code);
    let title = point.map_or_else(|| item.code.to_string(), Point::title);
    let mut below = words::dose(item, point.is_some_and(|point| point.bilateral));
    if !item.note.is_empty() {
        below = format!("{below} · {}", item.note);
    }
    if is_out {
        below = format!("{below} · {}", t!("mark-left-out"));
    }
    let words = column![
        type_scale::strong(format!("{}. {title}", place + 1), roles),
        type_scale::muted(below, roles).width(Length::Fill)
    ]
    .width(Length::Fill);
    let line = row![words, Icon::Next.view(20.0, roles.muted)]
        .spacing(space::BASE)
        .align_y(Alignment::Center);
    let open = Press::new(line, style::button(Kind::Row, roles))
        .padding([8, 12])
        .width(Length::Fill)
        .on_press(Some(Message::Open(item.code.clone())));
    column![open, card::line(roles)].into()
}
