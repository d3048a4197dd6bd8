//! The frame around the screens: the rail on the left, or at the bottom of a narrow window.

use iced::widget::{Column, Row, column, container, row};
use iced::{Alignment, Length, Size};

use super::{App, Message, Room, Screen};
use crate::screen::{settings, today};
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::keys::keys;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::Roles;
use crate::ui::{Element, card, fonts, space, type_scale};

impl App {
    /// The whole window.
    #[must_use]
    pub fn view(&self) -> Element<'_, Message> {
        keys(self.beside_others(), |pressed| self.key(&pressed), Message::Focused, &self.held)
            .into()
    }

    pub(super) fn framed(&self, size: Size) -> Element<'_, Message> {
        let world = &self.world;
        let room = match &self.screen {
            Screen::Caution(caution, _) => return caution.view(world, size).map(Message::Caution),
            Screen::Player(player, _) => return player.view(world, size).map(Message::Player),
            Screen::Today => Room::Today,
            Screen::Points | Screen::Point(_) => Room::Points,
            Screen::Routines | Screen::Routine(_) | Screen::Builder(_) | Screen::Bring(_) => {
                Room::Routines
            }
            Screen::AboutMe(_) => Room::AboutMe,
            Screen::History | Screen::Session(_) | Screen::ByHand(_) | Screen::TakeIn(_) => {
                Room::History
            }
            Screen::Settings | Screen::Reminders(_) => Room::Settings,
        };
        let roles = &world.roles(self.place());
        let bar = size.width < space::BAR_UNDER;
        let inner = if bar {
            Size::new(size.width, size.height - BAR)
        } else {
            Size::new(size.width - space::RAIL, size.height)
        };
        let screen = match &self.screen {
            Screen::Points => self.choosing_points(inner, roles),
            Screen::Routines => self.routines.view(world, inner).map(Message::Routines),
            Screen::Bring(page) => page.view(world, inner).map(Message::Bring),
            Screen::Builder(builder) => builder.view(world, inner).map(Message::Builder),
            Screen::Routine(page) => page.view(world, inner).map(Message::Routine),
            Screen::AboutMe(page) => page.view(world, inner).map(Message::AboutMe),
            Screen::Point(page) => page.view(world, inner).map(Message::Point),
            Screen::History => self.history.view(world, inner).map(Message::History),
            Screen::Session(page) => page.view(world, inner).map(Message::Session),
            Screen::TakeIn(page) => page.view(world, inner).map(Message::TakeIn),
            Screen::ByHand(form) => form.view(world, inner).map(Message::ByHand),
            Screen::Settings => settings::view(world, inner).map(Message::Settings),
            Screen::Reminders(page) => page.view(world, inner).map(Message::Reminders),
            _ => today::view(world, inner).map(Message::Today),
        };
        if bar {
            column![screen, bottom(room, roles)].into()
        } else {
            row![rail(room, roles), screen].into()
        }
    }

    /// The list of points; while a routine is being built, what is chosen goes into it.
    fn choosing_points(&self, size: Size, roles: &Roles) -> Element<'_, Message> {
        let Some(builder) = &self.parked else {
            return self.list.view(&self.world, size).map(Message::Points);
        };
        let told = self.world.notices.first().cloned();
        let name = builder.routine().name.clone();
        let words = told.unwrap_or_else(|| t!("picking", routine = name));
        let done = card::button(
            Kind::Main,
            Some(Icon::Check),
            t!("picking-done"),
            None,
            Some(Message::Picked),
            roles,
        );
        let line = row![type_scale::body(words, roles).width(Length::Fill), done]
            .spacing(space::BASE)
            .align_y(Alignment::Center);
        let line = container(line)
            .padding([space::TIGHT, space::WIDE])
            .height(PICKING)
            .align_y(iced::Center)
            .style(style::fill(roles.accent_soft));
        let below = Size::new(size.width, size.height - PICKING);
        column![line, self.list.view(&self.world, below).map(Message::Points)].into()
    }
}

/// Height of the line above the points while one is chosen for a routine.
const PICKING: f32 = 72.0;

/// Height of the bar at the bottom.
const BAR: f32 = 66.0;

fn place<'a>(room: Room, here: Room, roles: &Roles) -> Press<'a, Message> {
    let (icon, words) = match room {
        Room::Today => (Icon::Today, t!("today")),
        Room::Points => (Icon::Points, t!("points")),
        Room::Routines => (Icon::Routines, t!("routines")),
        Room::History => (Icon::History, t!("history")),
        Room::AboutMe => (Icon::Person, t!("about-me")),
        Room::Settings => (Icon::Settings, t!("settings")),
    };
    let kind = Kind::Rail { here: room == here };
    let color = if room == here { roles.accent } else { roles.muted };
    let label = iced::widget::text(words).size(12).font(if room == here {
        fonts::STRONG
    } else {
        fonts::TEXT
    });
    let content = column![icon.view(22.0, color), label]
        .spacing(3)
        .align_x(Alignment::Center)
        .width(Length::Fill);
    Press::new(content, style::button(kind, roles))
        .padding([9, 2])
        .on_press(Some(Message::Go(room)))
}

fn rail<'a>(here: Room, roles: &Roles) -> Element<'a, Message> {
    let upper = [Room::Today, Room::Points, Room::Routines, Room::History]
        .map(|room| place(room, here, roles).width(Length::Fill).into());
    let all = Column::with_children(upper)
        .spacing(space::TIGHT)
        .push(iced::widget::space().height(Length::Fill))
        .push(place(Room::AboutMe, here, roles).width(Length::Fill))
        .push(place(Room::Settings, here, roles).width(Length::Fill))
        .padding([space::BASE + 4.0, space::TIGHT]);
    let line = container(iced::widget::space())
        .width(1)
        .height(Length::Fill)
        .style(style::fill(roles.line));
    let rail =
        container(all).width(space::RAIL - 1.0).height(Length::Fill).style(style::fill(roles.sunk));
    row![rail, line].into()
}

fn bottom<'a>(here: Room, roles: &Roles) -> Element<'a, Message> {
    let all = Room::ALL.map(|room| place(room, here, roles).width(Length::Fill).into());
    let all = Row::with_children(all).spacing(space::HAIR).padding([4.0, space::TIGHT]);
    container(all).width(Length::Fill).height(BAR).style(style::fill(roles.sunk)).into()
}
