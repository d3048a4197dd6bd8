//! Taking in a history: a copy, an export, that of another computer. What it would bring is shown first.

use iced::widget::{column, container};
use iced::{Length, Size};

use crate::platform::history_files::Preview;
use crate::screen::{World, page};
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::Kind;
use crate::ui::theme::Place;
use crate::ui::{Element, card, field, space, type_scale};

/// The name of the box for the file.
pub const FILE: &str = "take-in-file";

/// Taking in a history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakeIn {
    /// The file or folder as it was typed.
    file: String,
    /// It is being looked into, or taken in.
    works: bool,
    /// What it would bring, or why nothing.
    found: Option<Result<Box<Preview>, String>>,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Types the name of a file or folder.
    File(String),
    /// Looks into it.
    Look,
    /// What it would bring, or why nothing.
    Found(Result<Box<Preview>, String>),
    /// Takes it in.
    Take,
    /// Back to the history.
    Back,
}

/// What the app should do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Look into that file or folder.
    Look(String),
    /// Take in what it brings.
    Take(Box<Preview>),
    /// Back to the history.
    Back,
}

impl TakeIn {
    /// That file, which was dropped on the window.
    #[must_use]
    pub const fn of(file: String) -> Self {
        Self { file, works: true, found: None }
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::File(file) => {
                self.file = file;
                self.found = None;
            }
            Message::Look if self.file.trim().is_empty() || self.works => {}
            Message::Look => {
                self.works = true;
                return Action::Look(self.file.trim().to_owned());
            }
            Message::Found(found) => {
                self.works = false;
                self.found = Some(found);
            }
            Message::Take => {
                if let Some(Ok(preview)) = &self.found
                    && !self.works
                {
                    self.works = true;
                    return Action::Take(preview.clone());
                }
            }
            Message::Back => return Action::Back,
        }
        Action::None
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let file = field::remark(FILE, "", &self.file, Message::File, Message::Look, roles);
        let file = field::labelled(t!("take-in-file"), Some(t!("take-in-hint")), file, roles);
        let mut all = column![
            card::back(t!("history"), Message::Back, roles),
            type_scale::title(t!("take-in-title"), roles),
            type_scale::body(t!("take-in-about"), roles).width(Length::Fill),
            file
        ]
        .spacing(space::WIDE)
        .max_width(space::MEASURE);
        let button = |kind, icon, words, message| {
            Element::from(card::button(kind, Some(icon), words, None, Some(message), roles))
        };
        match &self.found {
            _ if self.works => all = all.push(type_scale::muted(t!("take-in-works"), roles)),
            None => {
                all = all.push(button(Kind::Main, Icon::Search, t!("take-in-look"), Message::Look));
            }
            Some(Err(why)) => {
                let why = type_scale::body(why.clone(), roles).color(roles.danger);
                all = all.push(why.width(Length::Fill));
            }
            Some(Ok(preview)) => {
                let lines = preview.told().into_iter();
                let lines =
                    lines.map(|line| type_scale::body(line, roles).width(Length::Fill).into());
                all = all.push(iced::widget::Column::with_children(lines).spacing(space::HAIR));
                let problems =
                    preview.problems.iter().take(8).map(|problem| {
                        container(card::caution("", problem.to_string(), roles)).into()
                    });
                all = all.push(iced::widget::Column::with_children(problems).spacing(space::TIGHT));
                if !preview.is_empty() {
                    all = all.push(button(
                        Kind::Main,
                        Icon::Check,
                        t!("take-in-take"),
                        Message::Take,
                    ));
                }
            }
        }
        page(all, world, roles, size)
    }
}
