//! The caution prompt in front of every session. It is answered by one deliberate act, each time.

use iced::keyboard::{Key, key::Named};
use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Size};

use super::{World, stacked};
use crate::body::plate::Detail;
use crate::domain::caution::{Cleared, Fresh, Line, Prompt, Weight};
use crate::domain::plan::Plan;
use crate::t;
use crate::ui::keys::Pressed;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, figure, space, type_scale};
use crate::words::{person, session, time};

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
        Self { prompt: Some(Prompt::new(plan, &world.library.lines)) }
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
        let header = header(plan, roles);
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
            super::figure(figure::close_up(point, press.side, Detail::Point), world, Place::House)
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
        let fill = |text: &str| text.replace("{emergency}", emergency);
        let plain = |line: &Line| {
            let words = format!("{} {}", fill(&line.title), fill(&line.text));
            type_scale::body(words, roles).width(Length::Fill)
        };
        let of = |weight: Weight| prompt.lines().iter().filter(move |line| line.weight == weight);
        let mut lines = Column::new().spacing(space::SNUG);
        let changes = prompt.plan().changes();
        if !changes.is_empty() {
            let changes = person::changes(changes).join(" ");
            lines = lines.push(card::notice(&t!("for-you"), changes, roles));
        }
        for line in of(Weight::RedFlag) {
            lines = lines.push(card::red_flag(&fill(&line.title), fill(&line.text), roles));
        }
        for line in of(Weight::Care) {
            lines = lines.push(card::caution(&fill(&line.title), fill(&line.text), roles));
        }
        let mut open = of(Weight::MayApply).peekable();
        if open.peek().is_some() {
            let open = open.map(|line| Element::from(plain(line)));
            let open = Column::with_children(open).spacing(space::HAIR);
            lines = lines.push(card::section(t!("may-apply"), open, roles));
        }
        for line in of(Weight::Always) {
            lines = lines.push(plain(line));
        }
        let mut sources: Vec<&str> = prompt
            .lines()
            .iter()
            .flat_map(|line| line.sources.iter().map(String::as_str))
            .collect();
        sources.sort_unstable();
        sources.dedup();
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

/// What is played: the point, or all points by their codes.
fn header<'a>(plan: &Plan, roles: &Roles) -> Column<'a, Message> {
    let total = t!("about-time", time = time::length(plan.total()));
    let (title, below) = match plan.points() {
        [point] => {
            let sides: Vec<_> = plan.presses().iter().map(|press| press.side).collect();
            let sides = session::pressed_sides(&sides);
            (point.title(), format!("{} · {sides} · {total}", point.english))
        }
        points => {
            let codes: Vec<String> = points.iter().map(|point| point.code.to_string()).collect();
            (codes.join(", "), total)
        }
    };
    column![
        type_scale::strong(title, roles).size(20).line_height(1.3).width(Length::Fill),
        type_scale::muted(below, roles).width(Length::Fill)
    ]
}
