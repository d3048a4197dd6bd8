//! Routines: the shipped ones and the person's own, each a row that leads to its page.

pub mod bring;
pub mod builder;
mod page;

use iced::widget::{Column, column, row};
use iced::{Alignment, Length, Size};

pub use page::{Message as PageMessage, RoutinePage};

use super::{Gone, World};
use crate::domain::catalogue::squeeze;
use crate::domain::complaint::Complaint;
use crate::domain::point::Origin;
use crate::domain::routine::Routine;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, field, space, type_scale};
use crate::words::{library as words, time};

/// The name of the search box.
pub const SEARCH: &str = "routines-search";

/// The library of routines, as it was left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    search: String,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Open the page of that routine.
    Open(String),
    /// Go on with what was being built.
    GoOn(String),
    /// Build one from nothing.
    New,
    /// Search for one.
    Search(String),
    /// Make it a favourite, or take that back.
    Favourite(String),
    /// Put back the one that was deleted.
    PutBack,
    /// Bring one in from a file.
    Bring,
    /// Write all of the person's own as files.
    ExportAll,
}

impl List {
    /// Shows only what answers that search.
    pub fn search(&mut self, search: String) {
        self.search = search;
    }

    /// Whether a routine answers the search: by its name, its points or what it is for.
    fn answers(&self, routine: &Routine, world: &World) -> bool {
        let search = squeeze(&self.search);
        let complaints = routine.complaints.iter().filter_map(|key| {
            world.library.complaints.iter().find(|complaint| complaint.key == *key)
        });
        let codes = routine.items.iter().map(|item| item.code.as_str());
        search.is_empty()
            || std::iter::once(routine.name.as_str())
                .chain(codes)
                .chain(complaints.flat_map(Complaint::names))
                .any(|name| squeeze(name).contains(&search))
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let narrow = size.width < space::BAR_UNDER;
        let new = card::button(
            Kind::Main,
            Some(Icon::Plus),
            t!("routines-new"),
            None,
            Some(Message::New),
            roles,
        );
        let title = row![type_scale::title(t!("routines"), roles).width(Length::Fill), new]
            .spacing(space::BASE)
            .align_y(Alignment::Center);
        let search = field::search(
            SEARCH,
            &t!("routines-search"),
            &self.search,
            Message::Search,
            Message::Search(self.search.clone()),
            roles,
        );
        let mut content = column![
            title,
            type_scale::muted(t!("routines-lead"), roles).width(Length::Fill),
            search
        ]
        .spacing(space::BASE);
        let link = |icon: Icon, words: String, message: Message| {
            card::button(Kind::Link, Some(icon), words, None, Some(message), roles)
        };
        let export = (!world.own_routines.is_empty())
            .then(|| link(Icon::Share, t!("bring-export-all"), Message::ExportAll));
        let files = row![link(Icon::Bring, t!("bring-button"), Message::Bring)].push(export);
        content = content.push(files.spacing(space::WIDE).wrap());
        if let Some(gone) = &world.gone {
            content = content.push(gone_line(gone, roles));
        }
        let drafts = world.drafts.iter().filter(|one| self.answers(one, world));
        content =
            section(content, t!("routines-drafts"), drafts.map(|one| draft(one, roles)), roles);
        let is_favourite = |one: &&Routine| world.settings.favourite_routines.contains(&one.key);
        let own = || world.own_routines.iter().filter(|one| self.answers(one, world));
        let shipped = || world.library.routines.iter().filter(|one| self.answers(one, world));
        let row = |one: &Routine| item(one, world, roles, narrow);
        let favourites = own().chain(shipped()).filter(is_favourite);
        content = section(content, t!("routines-favourites"), favourites.map(row), roles);
        let rest = own().filter(|one| !is_favourite(one));
        content = section(content, t!("routines-own"), rest.map(row), roles);
        if world.own_routines.is_empty() && self.search.is_empty() {
            let how = type_scale::muted(t!("routines-none"), roles).width(Length::Fill);
            content = content.push(how);
        }
        let rest = shipped().filter(|one| !is_favourite(one));
        content = section(content, t!("routines-shipped"), rest.map(row), roles);
        if !self.search.is_empty() && own().chain(shipped()).next().is_none() {
            content = content.push(type_scale::muted(t!("routines-nothing"), roles));
        }
        super::page(content, world, roles, size)
    }
}

/// A section, unless nothing stands in it.
fn section<'a>(
    content: Column<'a, Message>,
    label: String,
    rows: impl Iterator<Item = Element<'a, Message>>,
    roles: &Roles,
) -> Column<'a, Message> {
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return content;
    }
    content.push(card::section(label, Column::with_children(rows), roles))
}

/// What was deleted, and the way back.
fn gone_line<'a>(gone: &Gone, roles: &Roles) -> Element<'a, Message> {
    let undo = card::button(
        Kind::Plain,
        Some(Icon::Undo),
        t!("put-back"),
        None,
        Some(Message::PutBack),
        roles,
    );
    let told = match gone {
        Gone::Routine(routine) => t!("routine-gone", routine = routine.name.clone()),
        Gone::Draft(routine) => t!("draft-gone", routine = routine.name.clone()),
    };
    let told = type_scale::body(told, roles);
    row![told.width(Length::Fill), undo].spacing(space::SNUG).align_y(Alignment::Center).into()
}

fn draft<'a>(routine: &Routine, roles: &Roles) -> Element<'a, Message> {
    let words = column![
        type_scale::strong(routine.name.clone(), roles),
        type_scale::muted(t!("points-count", count = routine.items.len()), roles)
    ]
    .width(Length::Fill);
    let line = row![Icon::Edit.view(20.0, roles.accent), words, Icon::Next.view(20.0, roles.muted)]
        .spacing(space::BASE)
        .align_y(Alignment::Center);
    let press = Press::new(line, style::button(Kind::Row, roles))
        .padding([12, 12])
        .width(Length::Fill)
        .on_press(Some(Message::GoOn(routine.key.clone())));
    column![press, card::line(roles)].into()
}

fn item<'a>(routine: &Routine, world: &World, roles: &Roles, narrow: bool) -> Element<'a, Message> {
    let fitted = routine.fit(&world.library.catalogue, &world.person());
    let total = fitted.plan(world.pacing()).map(|plan| plan.total());
    let mut about = vec![t!("points-count", count = fitted.parts.len())];
    if let Ok(total) = total {
        about.push(t!("about-time", time = time::length(total)));
    }
    if let Some(last) = world.history.last_of_routine(&routine.key) {
        let when = time::day_and_time(&last.began(), world.now.date());
        about.push(t!("routine-last-used", when = when));
    } else if !narrow && routine.origin == Origin::Shipped {
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
    let open = Press::new(line, style::button(Kind::Row, roles))
        .padding([12, 12])
        .width(Length::Fill)
        .on_press(Some(Message::Open(routine.key.clone())));
    let is_favourite = world.settings.favourite_routines.contains(&routine.key);
    let (star, color) =
        if is_favourite { (Icon::StarFilled, roles.accent) } else { (Icon::Star, roles.muted) };
    let star = Press::new(star.view(20.0, color), style::button(Kind::Row, roles))
        .padding(10)
        .on_press(Some(Message::Favourite(routine.key.clone())));
    column![row![star, open].align_y(Alignment::Center), card::line(roles)].into()
}
