//! How strong it is before: asked beside the caution, and never an answer to it.

use iced::widget::{Row, column, row};
use iced::{Alignment, Length, Size};

use super::{Caution, Message};
use crate::domain::complaint::Complaint;
use crate::domain::history::Rating;
use crate::screen::World;
use crate::t;
use crate::ui::style::Kind;
use crate::ui::theme::Roles;
use crate::ui::{Element, card, scale, space, type_scale};
use crate::words::rating;

/// What is rated, and how strong it is before the session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Before {
    /// The key of the complaint; none for something else.
    pub complaint: Option<String>,
    /// The answer, if there is one.
    pub rating: Option<Rating>,
}

/// The question, as it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Question {
    pub(super) before: Before,
    /// The keys of the complaints that can be chosen.
    offered: Vec<String>,
    /// Whether one is being chosen.
    choosing: bool,
}

impl Question {
    /// Asks about the first of those complaints.
    pub(super) fn new(chosen: Option<&Complaint>, offered: &[&Complaint]) -> Self {
        let key = |complaint: &&Complaint| complaint.key.clone();
        Self {
            before: Before { complaint: chosen.as_ref().map(key), rating: None },
            offered: offered.iter().map(key).collect(),
            choosing: false,
        }
    }

    pub(super) fn choosing(&mut self, choosing: bool) {
        self.choosing = choosing;
    }

    /// Another complaint: what was answered was of the one before.
    pub(super) fn choose(&mut self, complaint: Option<String>) {
        if complaint != self.before.complaint {
            self.before = Before { complaint, rating: None };
        }
        self.choosing = false;
    }
}

impl Caution {
    /// What is rated, and how strong it is before the session, as far as it is asked.
    #[must_use]
    pub fn before(&self) -> Before {
        self.question.as_ref().map(|question| question.before.clone()).unwrap_or_default()
    }

    /// The question with its scale; nothing where it is not asked.
    pub(super) fn rating<'a>(
        &self,
        world: &World,
        roles: &Roles,
        size: Size,
    ) -> Option<Element<'a, Message>> {
        let question = self.question.as_ref()?;
        let known = |key: &String| world.library.complaints.find(key);
        if question.choosing {
            return Some(chips(question, world, roles));
        }
        let complaint = question.before.complaint.as_ref().and_then(known);
        let asked = format!("{} {}", t!("rate-first"), rating::question(complaint));
        let asked = type_scale::body(asked, roles).width(Length::Fill);
        let change = Some(Message::Choosing(true));
        let change = card::button(Kind::Link, None, t!("rate-change"), None, change, roles);
        let change = (!question.offered.is_empty()).then_some(change);
        let on_choose = |of_ten: Option<u8>| Message::Rate(of_ten.and_then(Rating::new));
        let scale = scale::scale(question.before.rating.map(Rating::get), on_choose, roles);
        let all = column![asked].spacing(space::TIGHT).width(Length::Fill);
        Some(if size.width < space::BAR_UNDER {
            // The eleven buttons need all of the width.
            all.push(scale).push(change).into()
        } else {
            let line = row![scale].push(change).spacing(space::BASE);
            all.push(line.align_y(Alignment::Center)).into()
        })
    }
}

fn chips<'a>(question: &Question, world: &World, roles: &Roles) -> Element<'a, Message> {
    let offered = question.offered.iter().filter_map(|key| world.library.complaints.find(key));
    let chip = |complaint: Option<&Complaint>| {
        let key = complaint.map(|complaint| complaint.key.clone());
        let kind = Kind::Chip { chosen: key == question.before.complaint };
        let press = Some(Message::Complaint(key));
        Element::from(card::button(kind, None, rating::name(complaint), None, press, roles))
    };
    let all = offered.map(Some).chain([None]).map(chip);
    let chips = Row::with_children(all).spacing(space::TIGHT).wrap().vertical_spacing(space::TIGHT);
    card::section(t!("rate-what"), chips, roles)
}
