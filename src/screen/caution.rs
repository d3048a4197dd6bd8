//! The caution prompt in front of every session. It is answered by one deliberate act, each time.

use iced::keyboard::{Key, key::Named};
use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Size};

use super::{World, stacked};
use crate::domain::caution::{Cleared, Fresh, Line, Prompt, Weight};
use crate::domain::plan::Plan;
use crate::t;
use crate::ui::keys::Pressed;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, figure, space, type_scale};
use crate::words::{session, time};

/// The prompt, until it is answered.
#[derive(Debug)]
pub struct Caution {
    prompt: Option<Prompt>,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Has read it and begins.
    Begin(Fresh),
    /// Not now.
    NotNow,
}

/// What the app should do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Begin the session that was cleared.
    Begin(Cleared<Plan>),
    /// Go back.
    NotNow,
}

impl Caution {
    /// The prompt for that plan.
    #[must_use]
    pub fn new(plan: Plan, world: &World) -> Self {
        Self { prompt: Some(Prompt::new(plan, &world.lines)) }
    }

    /// The plan that waits for the answer.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        self.prompt.as_ref().map(Prompt::plan)
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: &Message) -> Action {
        match *message {
            Message::Begin(fresh) => self
                .prompt
                .take()
                .map_or(Action::None, |prompt| Action::Begin(prompt.acknowledge(fresh))),
            Message::NotNow => Action::NotNow,
        }
    }

    /// What a key does: Enter begins if it is a fresh press, Esc goes back.
    #[must_use]
    pub fn key(pressed: &Pressed<'_>) -> Option<Message> {
        match pressed.key {
            Key::Named(Named::Enter) => pressed.fresh.map(Message::Begin),
            Key::Named(Named::Escape) => Some(Message::NotNow),
            _ => None,
        }
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let Some(prompt) = &self.prompt else { return iced::widget::space().into() };
        let plan = prompt.plan();
        let point = &plan.points()[0];
        let press = &plan.presses()[0];
        let sides: Vec<_> = plan.presses().iter().map(|press| press.side).collect();
        let header = column![
            type_scale::strong(point.title(), roles).size(20).line_height(1.3),
            type_scale::muted(
                format!(
                    "{} · {} · {}",
                    point.english,
                    session::pressed_sides(&sides),
                    t!("about-time", time = time::length(plan.total()))
                ),
                roles
            )
        ];
        let narrow = size.width < space::BAR_UNDER;
        let words = Self::text(prompt, world, roles);
        if stacked(size) {
            let edge = if narrow { space::BASE } else { space::PAGE };
            let all = column![header, words].spacing(space::BASE).padding([space::BASE, edge]);
            let answer = container(Self::answer(roles, size)).padding([space::SNUG, edge]);
            return column![card::scroll(all, roles), card::line(roles), answer].into();
        }
        let picture = column![
            header.padding([space::PAGE - 4.0, space::PAGE - 4.0]),
            figure::view(point.region, press.side)
        ];
        row![
            container(picture)
                .width(Length::FillPortion(42))
                .height(Length::Fill)
                .style(style::fill(roles.sunk)),
            column![
                card::scroll(
                    container(container(words).max_width(space::MEASURE))
                        .padding([space::PAGE, space::PAGE])
                        .center_x(Length::Fill),
                    roles
                ),
                card::line(roles),
                container(
                    container(Self::answer(roles, size))
                        .max_width(space::MEASURE)
                        .width(Length::Fill)
                )
                .padding([space::BASE + 4.0, space::PAGE])
                .center_x(Length::Fill)
            ]
            .width(Length::FillPortion(86))
        ]
        .into()
    }

    fn text<'a>(prompt: &Prompt, world: &World, roles: &Roles) -> Column<'a, Message> {
        let emergency = world.settings.emergency();
        let line = |line: &Line| -> Element<'a, Message> {
            let words = line.text.replace("{emergency}", emergency);
            let title = line.title.replace("{emergency}", emergency);
            match line.weight {
                Weight::RedFlag => card::red_flag(&title, words, roles),
                Weight::Care => card::caution(&title, words, roles),
                Weight::Always => {
                    type_scale::body(format!("{title} {words}"), roles).width(Length::Fill).into()
                }
            }
        };
        let mut sources: Vec<&str> = prompt
            .lines()
            .iter()
            .flat_map(|line| line.sources.iter().map(String::as_str))
            .collect();
        sources.sort_unstable();
        sources.dedup();
        let lines = Column::with_children(prompt.lines().iter().map(line)).spacing(space::SNUG);
        column![
            type_scale::title(t!("caution-title"), roles),
            lines,
            type_scale::small(t!("caution-sources", sources = sources.join(", ")), roles)
                .width(Length::Fill),
        ]
        .spacing(space::BASE + 4.0)
        .width(Length::Fill)
    }

    fn answer<'a>(roles: &Roles, size: Size) -> Element<'a, Message> {
        let begin = Press::new(
            iced::widget::text(t!("caution-begin")).size(17).font(crate::ui::fonts::STRONG),
            style::button(Kind::Main, roles),
        )
        .padding([14, 22])
        .on_press(Some(Message::Begin(Fresh::click())));
        let not_now = card::button(
            Kind::Plain,
            None,
            t!("caution-not-now"),
            None,
            Some(Message::NotNow),
            roles,
        );
        let mut buttons = row![begin, not_now].spacing(space::SNUG).align_y(Alignment::Center);
        if size.width >= space::BAR_UNDER {
            buttons = buttons
                .push(card::key(t!("key-enter"), t!("key-does-begin"), roles))
                .push(card::key(t!("key-escape"), t!("key-does-not-now"), roles));
        }
        buttons.wrap().vertical_spacing(space::SNUG).into()
    }
}
