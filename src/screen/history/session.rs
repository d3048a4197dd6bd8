//! One past session opened: its presses as they went, what is said of it, and what is put right.

use std::collections::BTreeMap;

use iced::widget::{Column, Row, column, row};
use iced::{Alignment, Length, Size};
use jiff::Zoned;

use super::parts::complaint;
use super::view::name;
use crate::domain::history::{Began, Change, Note, PastPress, Rating, Session, SessionId};
use crate::domain::point::Side;
use crate::screen::{World, page};
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::progress::{Segment, bar};
use crate::ui::style::Kind;
use crate::ui::theme::{Place, Roles};
use crate::ui::watched::watched;
use crate::ui::{Element, card, field, scale, space, type_scale};
use crate::words::{review as words, session, time, typed};

/// The name of the box for the remark.
const REMARK: &str = "session-remark";

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionPage {
    id: SessionId,
    /// The remark as it stands in its box, while it is not the one that is noted.
    remark: Option<String>,
    new_tag: String,
    right: Option<PutRight>,
}

/// What is typed to put right when it was and how long.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct PutRight {
    when: String,
    lengths: Vec<String>,
    wrong: Option<String>,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// That strong it was before; none takes it back.
    Before(Option<Rating>),
    /// That strong it was after.
    After(Option<Rating>),
    /// That side was worse; none was.
    Worse(Option<Side>),
    /// The remark as it is being typed.
    Remark(String),
    /// The remark is complete.
    KeepRemark,
    /// That tag is given, or taken back.
    Tag(String),
    /// A new tag as it is being typed.
    NewTag(String),
    /// The new tag is complete.
    AddTag,
    /// Put right when it was and how long, or leave it as it is.
    PutRight(bool),
    /// When it was, as it is being typed.
    When(String),
    /// How long that press was, as it is being typed.
    Length(usize, String),
    /// Note what was typed.
    Keep,
    /// Strike it, or bring it back.
    Strike(bool),
    /// Do the same once more.
    Again,
    /// Back to the history.
    Back,
}

/// What follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing more.
    None,
    /// Note this of the session.
    Note(Note),
    /// Do the same once more.
    Again,
    /// Back to the history.
    Back,
}

impl SessionPage {
    /// The page of that session.
    #[must_use]
    pub const fn new(id: SessionId) -> Self {
        Self { id, remark: None, new_tag: String::new(), right: None }
    }

    /// The session it shows.
    #[must_use]
    pub const fn id(&self) -> &SessionId {
        &self.id
    }

    /// The words in the box that are not noted yet, as the note that tells of them.
    #[must_use]
    pub fn words_in_hand(&self, world: &World) -> Option<Note> {
        let session = world.history.find(&self.id)?.session();
        let change = Change { remark: self.remark.clone(), ..Change::default() };
        session.said.clone().hear(change)
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: Message, world: &World) -> Action {
        let Some(past) = world.history.find(&self.id) else { return Action::Back };
        let whole = past.session();
        let change = match message {
            Message::Before(rating) => Change { before: Some(rating), ..Change::default() },
            Message::After(rating) => Change { after: Some(rating), ..Change::default() },
            Message::Worse(side) => Change { worse: Some(side), ..Change::default() },
            Message::Strike(struck) => Change::strike(struck),
            Message::Remark(remark) => {
                self.remark = Some(remark);
                return Action::None;
            }
            Message::KeepRemark => Change { remark: self.remark.take(), ..Change::default() },
            Message::NewTag(tag) => {
                self.new_tag = tag;
                return Action::None;
            }
            Message::AddTag => {
                let mut tags = whole.said.tags.clone();
                tags.push(std::mem::take(&mut self.new_tag));
                Change { tags: Some(tags), ..Change::default() }
            }
            Message::Tag(tag) => {
                let tags = whole.said.tags.iter().filter(|one| **one != tag).cloned();
                Change { tags: Some(tags.collect()), ..Change::default() }
            }
            Message::PutRight(on) => {
                self.right = on.then(|| PutRight::of(&whole));
                return Action::None;
            }
            Message::When(text) => {
                if let Some(right) = &mut self.right {
                    right.when = text;
                }
                return Action::None;
            }
            Message::Length(index, text) => {
                let lengths = self.right.as_mut().map(|right| &mut right.lengths);
                if let Some(length) = lengths.and_then(|lengths| lengths.get_mut(index)) {
                    *length = text;
                }
                return Action::None;
            }
            Message::Keep => match self.right.as_mut().map(|right| right.change(&whole, world)) {
                Some(Some(change)) => {
                    self.right = None;
                    change
                }
                _ => return Action::None,
            },
            Message::Again => return Action::Again,
            Message::Back => return Action::Back,
        };
        // What is as it was is not noted again; what puts times right always is.
        if !change.pressed.is_empty() || change.began.is_some() {
            return Action::Note(change.note(&whole.said));
        }
        whole.said.clone().hear(change).map_or(Action::None, Action::Note)
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let back = card::back(t!("history"), Message::Back, roles);
        let mut all = column![back].spacing(space::WIDE).max_width(space::MEASURE);
        let Some(past) = world.history.find(&self.id) else {
            return page(all.push(type_scale::body(t!("session-gone"), roles)), world, roles, size);
        };
        let whole = past.session();
        all = all.push(head(&whole, world, roles));
        if whole.said.struck {
            let again = card::button(
                Kind::Link,
                Some(Icon::Undo),
                t!("session-bring-back"),
                None,
                Some(Message::Strike(false)),
                roles,
            );
            all = all
                .push(type_scale::body(t!("session-is-struck"), roles).width(Length::Fill))
                .push(again);
        }
        all = all.push(match &self.right {
            Some(right) => right.view(&whole, world, roles),
            None => timeline(&whole, world, roles),
        });
        all = all.push(self.said(&whole, roles, world));
        all = all.push(buttons(&whole, self.right.is_some(), roles));
        page(all, world, roles, size)
    }

    fn said<'a>(&self, whole: &Session, roles: &Roles, world: &World) -> Element<'a, Message> {
        let said = &whole.said;
        let asked = said.complaint.as_deref().map(|key| complaint(key, world));
        let label = |words: String| match &asked {
            Some(complaint) => format!("{words} · {complaint}"),
            None => words,
        };
        let rate =
            |words: String, rating: Option<Rating>, message: fn(Option<Rating>) -> Message| {
                let on_choose = move |of_ten: Option<u8>| message(of_ten.and_then(Rating::new));
                field::labelled(
                    words,
                    None,
                    scale::scale(rating.map(Rating::get), on_choose, roles),
                    roles,
                )
            };
        let mut all = column![
            rate(label(t!("session-before")), said.before, Message::Before),
            rate(label(t!("session-after")), said.after, Message::After),
        ]
        .spacing(space::WIDE);
        let sides = whole.sides();
        if sides.contains(&Side::Left) && sides.contains(&Side::Right) {
            let sides = [
                (Some(Side::Left), t!("worse-left")),
                (Some(Side::Right), t!("worse-right")),
                (None, t!("worse-neither")),
            ];
            let chips = field::chips(sides, said.worse, Message::Worse, roles);
            all = all.push(field::labelled(t!("worse-side"), None, chips, roles));
        }
        let chip = |tag: &String| {
            let kind = Kind::Chip { chosen: true };
            let press = Some(Message::Tag(tag.clone()));
            Element::from(card::button(kind, Some(Icon::Close), tag.clone(), None, press, roles))
        };
        let mut chips: Vec<Element<'a, Message>> = said.tags.iter().map(chip).collect();
        let typed = field::entry(
            &t!("tag-new"),
            &self.new_tag,
            160.0,
            Message::NewTag,
            Message::AddTag,
            roles,
        );
        chips.push(watched(typed, Message::AddTag));
        let chips = Row::with_children(chips)
            .spacing(space::TIGHT)
            .align_y(Alignment::Center)
            .wrap()
            .vertical_spacing(space::TIGHT);
        all = all.push(field::labelled(t!("tags"), None, chips, roles));
        let remark = self.remark.as_ref().unwrap_or(&said.remark);
        let typed = field::remark(
            REMARK,
            &t!("remark-hint"),
            remark,
            Message::Remark,
            Message::KeepRemark,
            roles,
        );
        let remark = watched(typed, Message::KeepRemark);
        all.push(field::labelled(t!("remark"), None, remark, roles)).into()
    }
}

fn head<'a>(whole: &Session, world: &World, roles: &Roles) -> Element<'a, Message> {
    let mut about = vec![
        time::day_and_time(&whole.started, world.now.date()),
        t!("session-pressed", time = time::length(whole.pressed())),
        session::outcome(whole.outcome, whole.reason),
    ];
    if whole.by_hand {
        about.push(t!("history-by-hand-row"));
    }
    column![
        type_scale::title(name(whole, world), roles).width(Length::Fill),
        type_scale::muted(about.join(" · "), roles).width(Length::Fill)
    ]
    .spacing(space::HAIR)
    .into()
}

/// The presses in order, as they went.
fn timeline<'a>(whole: &Session, world: &World, roles: &Roles) -> Element<'a, Message> {
    let segments: Vec<Segment> = whole.presses.iter().map(segment).collect();
    let line = |press: &PastPress| -> Element<'a, Message> {
        let planned = &press.planned;
        let title = world
            .point(&planned.point)
            .map_or_else(|| planned.point.to_string(), crate::domain::point::Point::title);
        let told = t!(
            "session-press",
            pressed = time::clock_up(press.pressed),
            planned = time::clock_up(planned.most)
        );
        let how = [session::pressed_sides(&[planned.side]), session::motion(planned.motion)];
        row![
            column![type_scale::strong(title, roles), type_scale::small(how.join(", "), roles)]
                .width(Length::FillPortion(3)),
            type_scale::body(told, roles).width(Length::FillPortion(2)),
            type_scale::muted(words::step_outcome(press.came_out()), roles)
                .width(Length::FillPortion(2)),
        ]
        .spacing(space::BASE)
        .align_y(Alignment::Center)
        .into()
    };
    let lines = Column::with_children(whole.presses.iter().map(line)).spacing(space::SNUG);
    column![bar(&segments, roles), lines].spacing(space::BASE).into()
}

/// Its share of the bar: as long as it was planned, or was pressed.
fn segment(press: &PastPress) -> Segment {
    let length = press.planned.most.max(press.pressed).as_secs_f32().max(1.0);
    Segment { length, done: press.pressed.as_secs_f32() / length }
}

fn buttons<'a>(whole: &Session, is_put_right: bool, roles: &Roles) -> Element<'a, Message> {
    let button = |kind, icon, words, message| {
        Element::from(card::button(kind, Some(icon), words, None, Some(message), roles))
    };
    let mut all = vec![button(Kind::Main, Icon::Repeat, t!("session-again"), Message::Again)];
    if !is_put_right {
        all.push(button(Kind::Plain, Icon::Edit, t!("session-right"), Message::PutRight(true)));
    }
    if !whole.said.struck {
        all.push(button(Kind::Plain, Icon::Close, t!("session-strike"), Message::Strike(true)));
    }
    Row::with_children(all).spacing(space::SNUG).wrap().vertical_spacing(space::SNUG).into()
}

impl PutRight {
    fn of(whole: &Session) -> Self {
        Self {
            when: typed::moment(&whole.started),
            lengths: whole.presses.iter().map(|press| time::clock_up(press.pressed)).collect(),
            wrong: None,
        }
    }

    /// What was typed, as a change; what is wrong with it is kept to be told.
    fn change(&mut self, whole: &Session, world: &World) -> Option<Change> {
        match self.read(whole, &world.now) {
            Ok(change) => Some(change),
            Err(wrong) => {
                self.wrong = Some(wrong);
                None
            }
        }
    }

    fn read(&self, whole: &Session, now: &Zoned) -> Result<Change, String> {
        let mut change = Change::default();
        if self.when != typed::moment(&whole.started) {
            let zone = whole.started.time_zone().clone();
            change.began = Some(Began(typed::moment_of(&self.when, zone, now)?));
        }
        let mut pressed = BTreeMap::new();
        for (index, (text, press)) in self.lengths.iter().zip(&whole.presses).enumerate() {
            if *text != time::clock_up(press.pressed) {
                let _ = pressed.insert(index, typed::length_of(text)?);
            }
        }
        change.pressed = pressed;
        Ok(change)
    }

    fn view<'a>(&self, whole: &Session, world: &World, roles: &Roles) -> Element<'a, Message> {
        let when = field::entry("", &self.when, 220.0, Message::When, Message::Keep, roles);
        let when = field::labelled(t!("session-when"), Some(t!("session-when-hint")), when, roles);
        let mut all = column![when].spacing(space::BASE);
        for (index, (press, text)) in whole.presses.iter().zip(&self.lengths).enumerate() {
            let point = &press.planned.point;
            let title = world
                .point(point)
                .map_or_else(|| point.to_string(), crate::domain::point::Point::title);
            let side = session::pressed_sides(&[press.planned.side]);
            let on_input = move |text| Message::Length(index, text);
            let typed = field::entry("", text, 110.0, on_input, Message::Keep, roles);
            let line = row![
                type_scale::body(format!("{title}, {side}"), roles).width(Length::Fill),
                typed
            ]
            .spacing(space::BASE)
            .align_y(Alignment::Center);
            all = all.push(line);
        }
        if let Some(wrong) = &self.wrong {
            all = all.push(
                type_scale::body(wrong.clone(), roles).color(roles.danger).width(Length::Fill),
            );
        }
        let button = |kind, words, message| {
            Element::from(card::button(kind, None, words, None, Some(message), roles))
        };
        let buttons = row![
            button(Kind::Plain, t!("session-keep"), Message::Keep),
            button(Kind::Link, t!("session-leave"), Message::PutRight(false))
        ]
        .spacing(space::BASE)
        .align_y(Alignment::Center);
        all.push(buttons).into()
    }
}
