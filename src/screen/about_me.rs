//! About me: the questions in plain words, each skippable, and what the answers do.

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Size};

use super::{World, page};
use crate::domain::point::{NotPlayable, Side};
use crate::domain::profile::{Answer, Part, Place as BodyPlace, Profile, Question};
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, field, space, type_scale};
use crate::words::{library as words, person, session, time};

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Answers a question; `None` takes the answer back.
    Answer(String, Option<Answer>),
    /// Takes all answers back.
    Clear,
    /// Puts back the answers that were taken back last.
    PutBack,
}

/// The answers that were taken back last, so that they can be put back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AboutMe {
    cleared: Option<Profile>,
}

/// What the app should do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Note that answer to that question.
    Answer(String, Option<Answer>),
    /// Make these the answers.
    Set(Profile),
}

impl AboutMe {
    /// Takes what the person did.
    pub fn update(&mut self, message: Message, world: &World) -> Action {
        match message {
            Message::Answer(key, answer) => {
                self.cleared = None;
                Action::Answer(key, answer)
            }
            Message::Clear => {
                self.cleared = Some(world.profile.clone());
                Action::Set(Profile::default())
            }
            Message::PutBack => Action::Set(self.cleared.take().unwrap_or_default()),
        }
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let now = world.now.timestamp();
        let open = world.profile.open_questions(&world.library.rules, now);
        let mut content = column![
            type_scale::title(t!("about-me"), roles),
            type_scale::body(t!("about-me-lead"), roles).width(Length::Fill),
            card::notice(&t!("about-me-open", count = open), effect(world), roles),
        ]
        .spacing(space::WIDE)
        .max_width(space::MEASURE);
        for question in &world.library.rules.questions {
            content = content.push(asked(question, world, roles));
        }
        if self.cleared.is_some() {
            content = content.push(card::button(
                Kind::Plain,
                Some(Icon::Undo),
                t!("about-me-put-back"),
                None,
                Some(Message::PutBack),
                roles,
            ));
        } else if !world.profile.answers.is_empty() {
            content = content.push(card::button(
                Kind::Link,
                Some(Icon::Close),
                t!("about-me-clear"),
                None,
                Some(Message::Clear),
                roles,
            ));
        }
        page(content, world, roles, size)
    }
}

/// What the answers do, in numbers.
fn effect(world: &World) -> String {
    let person = world.person();
    let (mut left_out, mut changed) = (0_usize, 0_usize);
    for point in world.library.catalogue.iter() {
        match person.suit(point) {
            Err(NotPlayable::LeftOut { .. }) => left_out += 1,
            Ok(suited) if !suited.changes().is_empty() => changed += 1,
            _ => {}
        }
    }
    if left_out + changed == 0 {
        t!("about-me-no-effect")
    } else {
        t!("about-me-effect", left_out = left_out, changed = changed)
    }
}

/// What a person can say to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Yes,
    No,
    Skip,
}

fn asked<'a>(question: &Question, world: &World, roles: &Roles) -> Element<'a, Message> {
    let given = world.profile.answers.get(&question.key);
    let said = match given.map(|given| &given.answer) {
        None => Said::Skip,
        Some(Answer::No) => Said::No,
        Some(Answer::Yes(_)) => Said::Yes,
    };
    let key = question.key.clone();
    let chips = field::chips(
        [
            (Said::Yes, t!("answer-yes")),
            (Said::No, t!("answer-no")),
            (Said::Skip, t!("answer-skip")),
        ],
        said,
        |to| {
            let answer = match to {
                Said::Yes => Some(Answer::Yes(Vec::new())),
                Said::No => Some(Answer::No),
                Said::Skip => None,
            };
            Message::Answer(key.clone(), answer)
        },
        roles,
    );
    let when = given.map(|given| {
        let date = given.at.to_zoned(world.now.time_zone().clone());
        let date = time::day_and_time(&date, world.now.date());
        if world.profile.is_old(&question.key, world.now.timestamp()) {
            t!("answered-old", date = date)
        } else {
            t!("answered", date = date)
        }
    });
    let mut answer = row![chips].spacing(space::BASE).align_y(Alignment::Center);
    if let Some(when) = when {
        answer = answer.push(type_scale::small(when, roles));
    }
    let mut all = column![
        type_scale::strong(question.ask.clone(), roles).width(Length::Fill),
        type_scale::small(question.hint.clone(), roles).width(Length::Fill),
        answer.wrap().vertical_spacing(space::HAIR),
    ]
    .spacing(space::TIGHT);
    if let (Some(Answer::Yes(places)), false) =
        (given.map(|given| &given.answer), question.offered.0.is_empty())
    {
        all = all.push(where_(question, places, roles));
    }
    container(all).padding(space::BASE).width(Length::Fill).style(style::card(roles)).into()
}

/// Where it applies: a row for each part, with a chip for each side.
fn where_<'a>(question: &Question, places: &[BodyPlace], roles: &Roles) -> Element<'a, Message> {
    let hint = if places.is_empty() { t!("where-none") } else { t!("where-some") };
    let part = |part: &Part| -> Element<'a, Message> {
        let toggle = |place: BodyPlace, words: String| -> Element<'a, Message> {
            let is_on = places.contains(&place);
            let mut to: Vec<BodyPlace> =
                places.iter().copied().filter(|one| *one != place).collect();
            if !is_on {
                to.push(place);
            }
            let message = Message::Answer(question.key.clone(), Some(Answer::Yes(to)));
            card::button(Kind::Chip { chosen: is_on }, None, words, None, Some(message), roles)
                .into()
        };
        let place = |side: Option<Side>| BodyPlace { part: *part, side };
        let mut chips = row![
            type_scale::body(session::capital(&person::part(*part)), roles).width(120),
            toggle(place(Some(Side::Left)), words::side(Side::Left)),
            toggle(place(Some(Side::Right)), words::side(Side::Right)),
        ]
        .spacing(space::TIGHT)
        .align_y(Alignment::Center);
        // A place in the middle is on no side.
        if matches!(part, Part::Region(_)) {
            chips = chips.push(toggle(place(None), t!("where-whole")));
        }
        chips.into()
    };
    let parts = Column::with_children(question.offered.0.iter().map(part)).spacing(space::HAIR);
    column![type_scale::small(hint, roles).width(Length::Fill), parts].spacing(space::TIGHT).into()
}
