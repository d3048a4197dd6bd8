//! Bringing in a routine from a file: what it would bring is shown before anything is kept.

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Size};

use crate::domain::point::Point;
use crate::domain::routine::Verdict;
use crate::platform::sharing::{Clash, Present, Preview};
use crate::screen::World;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, field, space, type_scale};
use crate::words::{library, sharing as words};

/// The name of the box for the file.
pub const FILE: &str = "bring-file";

/// Bringing in a routine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bring {
    /// The file as it was typed.
    file: String,
    /// What it would bring, or why nothing.
    found: Option<Result<Box<Preview>, String>>,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Types the name of a file.
    File(String),
    /// Looks into it.
    Look,
    /// What it would bring, or why nothing.
    Found(Result<Box<Preview>, String>),
    /// Keeps it.
    Keep(Clash),
    /// Back to the routines.
    Back,
}

/// What the app should do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Look into that file.
    Look(String),
    /// Keep what it brings.
    Keep(Box<Preview>, Clash),
    /// Back to the routines.
    Back,
}

impl Bring {
    /// That file, which was dropped on the window.
    #[must_use]
    pub const fn of(file: String) -> Self {
        Self { file, found: None }
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::File(file) => {
                self.file = file;
                self.found = None;
            }
            Message::Look => {
                // Files come pasted with quotes around them, or as an address.
                let file = self.file.trim().trim_matches(['"', '\'']);
                let file = file.strip_prefix("file://").unwrap_or(file);
                if !file.is_empty() {
                    return Action::Look(file.to_owned());
                }
            }
            Message::Found(found) => self.found = Some(found),
            Message::Keep(clash) => {
                if let Some(Ok(preview)) = &self.found {
                    return Action::Keep(preview.clone(), clash);
                }
            }
            Message::Back => return Action::Back,
        }
        Action::None
    }

    /// The screen.
    pub fn view<'a>(&'a self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let back = card::back(t!("routines"), Message::Back, roles);
        let file =
            field::search(FILE, &t!("bring-file"), &self.file, Message::File, Message::Look, roles);
        let look = Some(Message::Look).filter(|_| !self.file.trim().is_empty());
        let look = card::button(Kind::Plain, None, t!("bring-look"), None, look, roles);
        let line = row![container(file).width(Length::Fill), look.padding([12, 18])]
            .spacing(space::SNUG)
            .align_y(Alignment::Center);
        let mut all = column![
            back,
            type_scale::title(t!("bring-title"), roles),
            type_scale::muted(t!("bring-lead"), roles).width(Length::Fill),
            line
        ]
        .spacing(space::BASE)
        .max_width(space::MEASURE);
        match &self.found {
            None => {}
            Some(Err(why)) => {
                all = all.push(card::red_flag(&t!("bring-refused"), why.clone(), roles));
            }
            Some(Ok(preview)) => all = all.push(found(preview, world, roles)),
        }
        crate::screen::page(all, world, roles, size)
    }
}

/// What the file would bring, and the ways to keep it.
fn found<'a>(preview: &'a Preview, world: &World, roles: &Roles) -> Element<'a, Message> {
    let routine = &preview.routine;
    let mut all = column![type_scale::subtitle(routine.name.clone(), roles).color(roles.ink)]
        .spacing(space::SNUG);
    if !routine.about.is_empty() {
        all = all.push(type_scale::body(routine.about.clone(), roles).width(Length::Fill));
    }
    if !routine.therapist.is_empty() {
        let note = type_scale::body(routine.therapist.clone(), roles).width(Length::Fill);
        all = all.push(card::section(t!("builder-therapist"), note, roles));
    }
    for line in words::summary(&preview.points) {
        all = all.push(type_scale::strong(line, roles).width(Length::Fill));
    }
    let points = routine.items.iter().zip(&preview.points).map(|(item, verdict)| {
        let point = world.point(&item.code);
        let title = point.map_or_else(|| item.code.to_string(), Point::title);
        let dose = library::dose(item, point.is_some_and(|point| point.bilateral));
        let (color, icon) = match verdict {
            Verdict::Known => (roles.accent, Icon::Check),
            Verdict::Differs(_) | Verdict::Unknown => (roles.caution, Icon::Warning),
            Verdict::CannotBePlayed { .. } => (roles.danger, Icon::Alert),
        };
        let mut lines = column![
            row![
                type_scale::strong(title, roles).width(Length::Fill),
                type_scale::small(words::verdict(verdict), roles).color(color)
            ]
            .spacing(space::SNUG),
            type_scale::muted(dose, roles)
        ];
        for why in words::reasons(verdict) {
            lines = lines.push(type_scale::small(why, roles).width(Length::Fill));
        }
        let line = row![icon.view(20.0, color), lines].spacing(space::SNUG);
        column![line, card::line(roles)].spacing(space::TIGHT).into()
    });
    let points = Column::with_children(points).spacing(space::TIGHT);
    all = all.push(points);
    let button = |kind: Kind, words: String, clash: Clash| {
        card::button(kind, None, words, None, Some(Message::Keep(clash)), roles)
    };
    let keep = match preview.present {
        Present::Same => row![type_scale::body(t!("bring-same"), roles)],
        Present::No => row![button(Kind::Main, t!("bring-keep"), Clash::Refuse)],
        Present::Own | Present::Unread => {
            all = all.push(card::notice("", t!("bring-clash"), roles));
            row![
                button(Kind::Main, t!("bring-both"), Clash::KeepBoth),
                button(Kind::Plain, t!("bring-replace"), Clash::Replace)
            ]
        }
        Present::Shipped => {
            all = all.push(card::notice("", t!("bring-clash-shipped"), roles));
            row![button(Kind::Main, t!("bring-both"), Clash::KeepBoth)]
        }
    };
    all = all.push(keep.spacing(space::SNUG).wrap().vertical_spacing(space::TIGHT));
    container(all).padding(space::WIDE).width(Length::Fill).style(style::card(roles)).into()
}
