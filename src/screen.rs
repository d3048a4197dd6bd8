//! The screens. Each owns its state and shows three faces: `update` to an `Action`, `view`, and what keys do.
//!
//! A screen reads the [`World`] that the app lends it and never another screen's fields.

pub mod caution;
pub mod history;
pub mod player;
pub mod point;
pub mod points;
pub mod settings;
pub mod today;

use std::sync::Arc;

use iced::theme::Mode;
use iced::widget::{Column, container};
use iced::{Length, Size};
use jiff::Zoned;

use crate::domain::catalogue::Catalogue;
use crate::domain::caution::Lines;
use crate::domain::code::Code;
use crate::domain::history::Session;
use crate::domain::plan::Choices;
use crate::domain::point::Point;
use crate::domain::settings::Settings;
use crate::ui::theme::{self, Place, Roles};
use crate::ui::{Element, card, space};

/// How it stands with the sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sound {
    /// Nothing wants to sound.
    Quiet,
    /// It sounds, on that device.
    Sounding {
        /// The name of the device.
        device: String,
    },
    /// Nothing can be heard.
    None {
        /// Why, and what to do.
        why: String,
    },
}

/// What all screens read.
#[derive(Debug, Clone)]
pub struct World {
    /// Every point that is known.
    pub catalogue: Arc<Catalogue>,
    /// The shared lines of the caution prompt.
    pub lines: Arc<Lines>,
    /// What the person has set.
    pub settings: Settings,
    /// Past sessions, newest first.
    pub sessions: Arc<[Session]>,
    /// The wall clock at the last message.
    pub now: Zoned,
    /// How it stands with the sound.
    pub sound: Sound,
    /// Names of the sound devices that were found.
    pub devices: Vec<String>,
    /// What could not be saved yet, and why; told until it is.
    pub unsaved: Option<String>,
    /// What was noticed while the person's files were read.
    pub notices: Vec<String>,
    /// Where the person's files are.
    pub files: String,
    /// Whether the system wears light or dark.
    pub system: Mode,
}

impl World {
    /// The suit of colours worn there.
    #[must_use]
    pub const fn roles(&self, place: Place) -> Roles {
        theme::roles(self.settings.theme, place, self.system)
    }

    /// The names of a session's points: "HE-1 Jíquán".
    #[must_use]
    pub fn names(&self, session: &Session) -> String {
        let name = |code: Code| {
            self.catalogue.find(code.as_str()).map_or_else(|| code.to_string(), Point::title)
        };
        session.points().into_iter().map(name).collect::<Vec<_>>().join(", ")
    }

    /// What was chosen last for that point, as far as it is still offered.
    #[must_use]
    pub fn choices(&self, point: &Point) -> Option<Choices> {
        let technique = &point.guide.as_ref()?.technique;
        let offered = Choices::offered(technique);
        Some(
            self.settings
                .choices
                .get(&point.code)
                .map_or(offered, |chosen| chosen.within(technique)),
        )
    }
}

/// Whether the window is too narrow for two columns.
#[must_use]
pub fn stacked(size: Size) -> bool {
    size.width < space::STACK_UNDER
}

/// A page of text that scrolls, with the notices above it.
pub fn page<'a, Message: 'a>(
    content: Column<'a, Message>,
    world: &World,
    roles: &Roles,
    size: Size,
) -> Element<'a, Message> {
    let edge = if size.width < space::BAR_UNDER { space::BASE } else { space::PAGE };
    let mut all = Column::new().spacing(space::BASE).max_width(space::MEASURE + 360.0);
    if let Some(unsaved) = &world.unsaved {
        all = all.push(card::red_flag(&crate::t!("not-saved-yet"), unsaved.clone(), roles));
    }
    for notice in &world.notices {
        all = all.push(card::notice("", notice.clone(), roles));
    }
    let all = all.push(content.width(Length::Fill));
    card::scroll(container(all).padding([space::BROAD, edge]).width(Length::Fill), roles)
}
