//! Two windows at once: the second says so, and may go on in place of the first.
//!
//! Nothing is lost meanwhile: each writes a folder of its own, and the history is of both. The first lets go only when
//! everything is saved, and never in the middle of a session.

use std::time::Instant;

use iced::widget::{column, container, responsive, row, space as gap};
use iced::{Alignment, Length};

use super::effect::Effect;
use super::{App, Screen};
use crate::domain::profile::Profile;
use crate::domain::reminder::Reminder;
use crate::domain::settings::Settings;
use crate::platform::window_door::{CAN_ASK, Reason, Told};
use crate::t;
use crate::ui::style::{self, Kind};
use crate::ui::{Element, card, space, type_scale};

/// Between two windows.
#[derive(Debug, Clone)]
pub enum Message {
    /// From the door between them.
    Told(Told),
    /// This window is to go on in place of the other.
    GoOnHere,
    /// It goes on, with what the other has left.
    GoesOn(Box<Left>),
}

/// What the other window has left in the files.
#[derive(Debug, Clone)]
pub struct Left {
    /// What the person has set.
    pub settings: Settings,
    /// What they have answered about themselves.
    pub profile: Profile,
    /// What they want to be reminded of.
    pub reminders: Vec<Reminder>,
}

/// How it stands with other windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Neighbour {
    /// There is none.
    #[default]
    None,
    /// Another was there before.
    First,
    /// It was asked to let this one go on.
    Asked,
    /// It goes on, for that reason.
    Stays(Reason),
    /// It is gone; this one takes its place as soon as it has ended its session and read the history.
    Gone,
    /// It is gone, and this one has taken its place; told until the person goes to another room.
    WasFirst,
    /// This is the first; another has asked in vain.
    Second,
}

impl Neighbour {
    /// How it stands once the person has gone to another room.
    pub(super) const fn read(self) -> Self {
        if let Self::WasFirst = self { Self::None } else { self }
    }
}

impl App {
    /// What is told between the windows.
    pub(super) fn handing_over(&mut self, message: Message, now: Instant) -> Vec<Effect> {
        match message {
            Message::Told(Told::Another) => self.neighbour = Neighbour::First,
            Message::Told(Told::Ours) => self.neighbour = Neighbour::Gone,
            Message::Told(Told::Kept(reason)) if self.neighbour == Neighbour::Asked => {
                self.neighbour = Neighbour::Stays(reason);
            }
            // It has gone after all.
            Message::Told(Told::Kept(_)) => {}
            Message::Told(Told::Asked) => {
                if let Some(reason) = self.keeps() {
                    self.neighbour = Neighbour::Second;
                    return vec![Effect::Decline(reason)];
                }
                let mut effects = self.leave_player(now);
                effects.push(Effect::HandOver);
                return effects;
            }
            Message::GoOnHere => {
                if let Neighbour::First | Neighbour::Stays(_) = self.neighbour {
                    self.neighbour = Neighbour::Asked;
                    return vec![Effect::AskToGoOn];
                }
            }
            Message::GoesOn(left) => {
                self.world.settings = left.settings;
                self.world.profile = left.profile;
                self.world.reminders = left.reminders;
                self.neighbour = Neighbour::WasFirst;
            }
        }
        Vec::new()
    }

    /// What follows from where the person has come to: a window that is gone is followed once nothing is in the way.
    pub(super) fn follow(&mut self) -> Option<Effect> {
        if self.neighbour == Neighbour::Second && self.keeps().is_none() {
            self.neighbour = Neighbour::None;
        }
        // Nothing of one session is to be noted in two folders, and what is not saved yet is not let go of.
        let is_free = !matches!(self.screen, Screen::Caution(..) | Screen::Player(..))
            && self.unread.is_none()
            && self.world.unsaved.is_none();
        let may = self.neighbour == Neighbour::Gone && is_free;
        may.then(|| {
            self.neighbour = Neighbour::None;
            // What is noted while the history is read once more.
            self.unread = Some(Vec::new());
            Effect::GoOn
        })
    }

    /// Why this window cannot let another go on in its place.
    fn keeps(&self) -> Option<Reason> {
        if self.is_in_session() {
            return Some(Reason::InSession);
        }
        let has_form = matches!(self.screen, Screen::ByHand(_));
        (has_form || self.world.unsaved.is_some()).then_some(Reason::NotSaved)
    }

    fn is_in_session(&self) -> bool {
        match &self.screen {
            Screen::Caution(..) => true,
            Screen::Player(player, _) => !player.is_over(),
            _ => false,
        }
    }

    /// How it stands with other windows.
    #[must_use]
    pub const fn neighbour(&self) -> Neighbour {
        self.neighbour
    }

    /// The screens, below what is said of another window. That stays wherever the person goes.
    pub(super) fn beside_others(&self) -> Element<'_, super::Message> {
        let line = self.words_of_neighbour().map_or_else(
            || Element::from(gap().height(0)),
            |(words, offers)| self.line_of_neighbour(words, offers),
        );
        column![line, self.unsaved(), responsive(|size| self.framed(size))].into()
    }

    /// While something is in memory alone: a way to keep it elsewhere.
    fn unsaved(&self) -> Element<'_, super::Message> {
        if self.world.unsaved.is_none() || self.is_in_session() {
            return gap().height(0).into();
        }
        let press = Some(super::Message::SaveElsewhere);
        let roles = &self.world.roles(self.place());
        let elsewhere = card::button(Kind::Plain, None, t!("elsewhere-button"), None, press, roles);
        let words = type_scale::body(t!("elsewhere-offer"), roles).width(Length::Fill);
        let line = row![words, elsewhere].spacing(space::BASE).align_y(Alignment::Center);
        container(line)
            .padding([space::TIGHT, space::WIDE])
            .width(Length::Fill)
            .style(style::fill(roles.danger_ground))
            .into()
    }

    /// What is said of another window, and whether going on here is offered.
    fn words_of_neighbour(&self) -> Option<(String, bool)> {
        let quiet = self.is_in_session();
        match self.neighbour {
            Neighbour::Second if quiet => Some((t!("window-asked-session"), false)),
            Neighbour::Second => Some((t!("window-asked-unsaved"), false)),
            Neighbour::None | Neighbour::Gone => None,
            // Nothing is said of it in the middle of a session.
            _ if quiet => None,
            Neighbour::WasFirst => Some((t!("window-goes-on"), false)),
            Neighbour::First if CAN_ASK => Some((t!("window-another"), true)),
            Neighbour::First => Some((t!("window-another-close"), false)),
            Neighbour::Asked => Some((t!("window-asking"), false)),
            Neighbour::Stays(Reason::InSession) => Some((t!("window-in-session"), true)),
            Neighbour::Stays(Reason::NotSaved) => Some((t!("window-not-saved"), true)),
            Neighbour::Stays(Reason::Silent) => Some((t!("window-silent"), true)),
        }
    }

    fn line_of_neighbour(&self, words: String, offers: bool) -> Element<'_, super::Message> {
        let roles = &self.world.roles(self.place());
        let mut line = row![type_scale::body(words, roles).width(Length::Fill)]
            .spacing(space::BASE)
            .align_y(Alignment::Center);
        if offers {
            let press = super::Message::Window(Message::GoOnHere);
            line = line.push(card::button(
                Kind::Plain,
                None,
                t!("window-go-on"),
                None,
                Some(press),
                roles,
            ));
        }
        container(line)
            .padding([space::TIGHT, space::WIDE])
            .width(Length::Fill)
            .style(style::fill(roles.accent_soft))
            .into()
    }
}
