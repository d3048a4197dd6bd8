//! The caution prompt in front of every session. It is answered by one deliberate act, each time.

mod hearing;
mod rating;
mod today;

use iced::keyboard::{Key, key::Named};
use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Size};

use std::sync::Arc;
use std::time::Duration;

pub use rating::Before;

use super::{World, stacked};
use crate::body::plate::Detail;
use crate::domain::caution::{Cleared, Fresh, Line, Prompt, Weight};
use crate::domain::code::Code;
use crate::domain::complaint::ToRate;
use crate::domain::conductor::{Ask, Moment, reading};
use crate::domain::history::Rating;
use crate::domain::plan::Plan;
use crate::domain::settings::Settings;
use crate::domain::speech::{Amount, LEAD_IN};
use crate::t;
use crate::ui::keys::{self, Pressed, is_modifier};
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, figure, space, type_scale};
use crate::words::{person, session, speech, time};

/// The prompt, until it is answered.
#[derive(Debug)]
pub struct Caution {
    prompt: Option<Prompt>,
    /// How far it has been read aloud.
    reading: Reading,
    /// How strong it is before, where that is asked.
    question: Option<rating::Question>,
    /// How much of it there was today, if any.
    today: Option<today::Today>,
}

/// How far the caution has been read aloud. All moments are of the monotonic clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Nobody reads it.
    Not,
    /// It waits for the voice.
    Waiting,
    /// It is being read until then.
    Until(Duration),
    /// It has been read to its end.
    Read,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Has read it and begins.
    Begin(Fresh),
    /// Not now.
    NotNow,
    /// Read it aloud, from its beginning.
    Read,
    /// Time has passed.
    Tick,
    /// That strong it is before the session; none takes an answer back.
    Rate(Option<Rating>),
    /// Choose what is rated, or do not.
    Choosing(bool),
    /// This complaint is rated, by its key; none for something else.
    Complaint(Option<String>),
    /// Press that point instead.
    Instead(Code),
    /// Set everything so.
    Set(Box<Settings>),
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
    /// Read it aloud.
    Read,
    /// Say that rating aloud.
    Say(Rating),
    /// With that point this complaint is rated, also the next time.
    Remember(Code, Option<String>),
    /// To the prompt of that point instead.
    Instead(Code),
    /// Make these the settings.
    Set(Box<Settings>),
}

impl Caution {
    /// The prompt for that plan, with what can be rated.
    #[must_use]
    pub fn new(plan: Plan, to_rate: &ToRate<'_>, world: &World) -> Self {
        let asks = world.settings.ask_ratings;
        let question = asks.then(|| rating::Question::new(to_rate.chosen, &to_rate.offered));
        let today = today::Today::of(&plan, world);
        let prompt = Prompt::new(plan, &world.library.lines);
        let aloud = world.settings.any_key || world.settings.amount == Amount::Full;
        let reading = if aloud { Reading::Waiting } else { Reading::Not };
        Self { prompt: Some(prompt), reading, question, today }
    }

    /// Every sentence of the caution and of the session after it, in the order in which they are said.
    #[must_use]
    pub fn sentences(&self, world: &World) -> Vec<Arc<str>> {
        let Some(prompt) = &self.prompt else { return Vec::new() };
        let lines = &world.library.lines;
        world.speaking(Amount::Full, |manner| speech::all_sentences(prompt, lines, manner))
    }

    /// Whether it is read aloud as soon as the voice is ready; and whether it is, as far as the caution goes.
    #[must_use]
    pub fn waits_for_voice(&self, world: &World, all_came: bool) -> bool {
        let Some(prompt) = &self.prompt else { return false };
        let sentences =
            || world.speaking(Amount::Full, |manner| speech::caution_sentences(prompt, manner));
        self.reading == Reading::Waiting
            && (all_came || sentences().iter().all(|one| world.lengths.contains_key(one)))
    }

    /// Whether time has to be told to it.
    #[must_use]
    pub const fn wants_ticks(&self) -> bool {
        matches!(self.reading, Reading::Until(_))
    }

    /// Reads it aloud, from its beginning.
    pub fn read(&mut self, world: &World, now: Moment) -> Vec<Ask> {
        let Some(prompt) = &self.prompt else { return Vec::new() };
        let lines = world.speaking(Amount::Full, |manner| speech::caution(prompt, manner));
        let length = world.speaking(Amount::Full, |manner| speech::reading_time(prompt, manner));
        self.reading = Reading::Until(now.mono + LEAD_IN + length);
        if lines.is_empty() {
            return Vec::new();
        }
        reading(&lines)
    }

    /// The plan that waits for the answer.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        self.prompt.as_ref().map(Prompt::plan)
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: &Message, now: Moment) -> Action {
        match message {
            Message::Begin(fresh) => self
                .prompt
                .take()
                .map_or(Action::None, |prompt| Action::Begin(prompt.acknowledge(*fresh))),
            Message::NotNow => Action::NotNow,
            Message::Read => Action::Read,
            Message::Tick => {
                if let Reading::Until(end) = self.reading
                    && now.mono >= end
                {
                    self.reading = Reading::Read;
                }
                Action::None
            }
            Message::Rate(rating) => {
                let Some(question) = &mut self.question else { return Action::None };
                question.before.rating = *rating;
                // The caution is never interrupted.
                let being_read = matches!(self.reading, Reading::Waiting | Reading::Until(_));
                rating.filter(|_| !being_read).map_or(Action::None, Action::Say)
            }
            Message::Choosing(choosing) => {
                if let Some(question) = &mut self.question {
                    question.choosing(*choosing);
                }
                Action::None
            }
            Message::Complaint(key) => {
                let Some(question) = &mut self.question else { return Action::None };
                question.choose(key.clone());
                let first = self.plan().and_then(|plan| plan.points().first());
                first
                    .map_or(Action::None, |first| Action::Remember(first.code.clone(), key.clone()))
            }
            Message::Instead(code) => Action::Instead(code.clone()),
            Message::Set(settings) => Action::Set(settings.clone()),
        }
    }

    /// What a key does: Enter begins if it is a fresh press, Esc goes back, R reads it aloud. With `any_key` every
    /// key by itself but Esc begins once it has been read to its end, and none does before that. Where it is asked how
    /// strong it is, a digit and T answer that, and never the caution.
    #[must_use]
    pub fn key(&self, pressed: &Pressed<'_>, any_key: bool) -> Option<Message> {
        if self.question.is_some()
            && let Some(rating) = keys::rating(pressed)
        {
            return pressed.fresh.map(|_| Message::Rate(Some(rating)));
        }
        let escape = matches!(pressed.key, Key::Named(Named::Escape));
        if any_key && pressed.modifiers.is_empty() && !escape && !is_modifier(pressed.key) {
            return match (self.reading, pressed.key.as_ref()) {
                (Reading::Read, _) => pressed.fresh.map(Message::Begin),
                (_, Key::Character("r" | "R")) => pressed.fresh.map(|_| Message::Read),
                _ => None,
            };
        }
        match pressed.key.as_ref() {
            Key::Character("r" | "R") => pressed.fresh.map(|_| Message::Read),
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
        // Where there is little room the question gives it to the caution, and stands below that.
        let low = size.height < LOW;
        let (within, below) = match self.rating(world, roles, size) {
            question if low => (question, None),
            question => (None, question),
        };
        let words = self.text(prompt, world, roles, stacked(size)).push(within);
        if stacked(size) {
            let edge = if narrow { space::BASE } else { space::PAGE };
            let all = column![header, words].spacing(space::BASE).padding([space::BASE, edge]);
            let answer = column![].push(below).push(self.answer(world, roles, size));
            let answer = container(answer.spacing(space::SNUG)).padding([space::SNUG, edge]);
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
                    column![]
                        .push(below)
                        .push(self.answer(world, roles, size))
                        .spacing(space::BASE)
                        .max_width(space::MEASURE)
                        .width(Length::Fill)
                )
                .padding([space::BASE, space::PAGE])
                .center_x(Length::Fill)
            ]
            .width(Length::FillPortion(86))
        ]
        .into()
    }

    fn text<'a>(
        &self,
        prompt: &Prompt,
        world: &World,
        roles: &Roles,
        stacked: bool,
    ) -> Column<'a, Message> {
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
        lines = lines.push(self.today.as_ref().map(|today| today.view(roles)));
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
        let first = !world.settings.sound_heard && world.history.is_empty();
        let hearing = first.then(|| hearing::hearing(world, roles));
        // Where there is little room, nothing stands before the red flags.
        let (above, below) = if stacked { (None, hearing) } else { (hearing, None) };
        Column::new()
            .push(type_scale::title(t!("caution-title"), roles))
            .push(above)
            .push(lines)
            .push(below)
            .push(
                type_scale::small(t!("caution-sources", sources = sources.join(", ")), roles)
                    .width(Length::Fill),
            )
            .spacing(space::BASE + 4.0)
            .width(Length::Fill)
    }

    fn answer<'a>(&self, world: &World, roles: &Roles, size: Size) -> Element<'a, Message> {
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
        if world.settings.any_key {
            // What one elbow can do here, and when.
            let told = match (self.reading, self.question.is_some()) {
                (Reading::Read, false) => t!("caution-any-key"),
                (Reading::Read, true) => t!("caution-other-key"),
                (_, false) => t!("caution-any-key-later"),
                (_, true) => t!("caution-other-key-later"),
            };
            let buttons = row![begin, not_now].spacing(space::SNUG);
            return column![type_scale::strong(told, roles), buttons].spacing(space::TIGHT).into();
        }
        let mut buttons = row![begin, not_now].spacing(space::SNUG).align_y(Alignment::Center);
        if size.width >= space::BAR_UNDER {
            buttons = buttons
                .push(card::key(t!("key-enter"), t!("key-does-begin"), roles))
                .push(card::key(t!("key-escape"), t!("key-does-not-now"), roles));
        }
        if size.width >= ROOMY {
            buttons = buttons.push(card::key(t!("key-r"), t!("key-does-read"), roles));
        }
        buttons.wrap().vertical_spacing(space::SNUG).into()
    }
}

/// From this width on there is room to name every key.
const ROOMY: f32 = 1200.0;
/// With less height than this the caution needs all of it.
const LOW: f32 = 660.0;

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
