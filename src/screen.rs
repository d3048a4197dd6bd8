//! The screens. Each owns its state and shows three faces: `update` to an `Action`, `view`, and what keys do.
//!
//! A screen reads the [`World`] that the app lends it and never another screen's fields.

pub mod about_me;
pub mod caution;
pub mod history;
pub mod player;
pub mod point;
pub mod points;
pub mod reminders;
pub mod routines;
pub mod settings;
pub mod today;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use iced::theme::Mode;
use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Size};
use jiff::{Span, Zoned};

use crate::domain::code::Code;
use crate::domain::history::{Book, Session, TAKEN_UP, Unfinished, interrupted};
use crate::domain::plan::{Choices, Pacing, Plan};
use crate::domain::point::{NotPlayable, Point};
use crate::domain::profile::{Person, Profile, Suited};
use crate::domain::reminder::Reminder;
use crate::domain::routine::{Fitted, Routine};
use crate::domain::run::Guidance;
use crate::domain::settings::Settings;
use crate::domain::speech::Amount;
use crate::platform::library::Shelf;
use crate::platform::reminding;
use crate::ui::figure::What;
use crate::ui::figure::palette::Colors;
use crate::ui::figure::widget::Figure;
use crate::ui::icon::Icon;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{self, Place, Roles};
use crate::ui::{Element, card, space, type_scale};
use crate::words::speech::{self, Manner};
use crate::words::{playing, time};

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

/// Something that was deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// One of the person's own routines.
    Routine(Routine),
    /// What was being built, or changed, and had not been saved.
    Draft(Routine),
}

/// What all screens read.
#[derive(Debug, Clone)]
pub struct World {
    /// All that can be looked up.
    pub library: Arc<Shelf>,
    /// What the person has answered about themselves.
    pub profile: Profile,
    /// The person's own routines.
    pub own_routines: Vec<Routine>,
    /// The routines that are being built, as they were kept last.
    pub drafts: Vec<Routine>,
    /// What was deleted last, which can be put back.
    pub gone: Option<Gone>,
    /// What the person has set.
    pub settings: Settings,
    /// What the person wants to be reminded of.
    pub reminders: Vec<Reminder>,
    /// Whether and how reminding works here; none until that was looked for.
    pub reminding: Option<reminding::Here>,
    /// Past sessions, as far as they have been read.
    pub history: Book,
    /// How far the reading of older sessions has come, while it goes on: so many files of so many.
    pub reading: Option<(usize, usize)>,
    /// The wall clock at the last message.
    pub now: Zoned,
    /// How it stands with the sound.
    pub sound: Sound,
    /// Names of the sound devices that were found.
    pub devices: Vec<String>,
    /// How long the voice takes for each sentence of the session at hand that it can say.
    pub lengths: Arc<HashMap<Arc<str>, Duration>>,
    /// The voices of this machine that were found: what the settings call each, and its name.
    pub voices: Vec<(String, String)>,
    /// What could not be saved yet, and why; told until it is.
    pub unsaved: Option<String>,
    /// What was noticed while the person's files were read.
    pub notices: Vec<String>,
    /// Where the person's files are.
    pub files: String,
    /// Whether the system wears light or dark.
    pub system: Mode,
    /// Physical pixels in a logical one, before the size of text counts.
    pub density: f32,
}

impl World {
    /// The suit of colours worn there.
    #[must_use]
    pub const fn roles(&self, place: Place) -> Roles {
        theme::roles(self.settings.theme, place, self.system)
    }

    /// Physical pixels in a logical one.
    #[must_use]
    pub fn pixels(&self) -> f32 {
        self.density * f32::from(self.settings.text_percent) / 100.0
    }

    /// The names of a session's points: "HE-1 Jíquán".
    #[must_use]
    pub fn names(&self, session: &Session) -> String {
        let name = |code: Code| {
            self.library
                .catalogue
                .find(code.as_str())
                .map_or_else(|| code.to_string(), Point::title)
        };
        session.points().into_iter().map(name).collect::<Vec<_>>().join(", ")
    }

    /// The point of that code.
    #[must_use]
    pub fn point(&self, code: &Code) -> Option<&Point> {
        self.library.catalogue.find(code.as_str())
    }

    /// The routine of that key, the person's own before a shipped one.
    #[must_use]
    pub fn routine(&self, key: &str) -> Option<&Routine> {
        self.own_routines.iter().chain(&self.library.routines).find(|routine| routine.key == key)
    }

    /// The person's own routine of that key.
    #[must_use]
    pub fn own_routine(&self, key: &str) -> Option<&Routine> {
        self.own_routines.iter().find(|routine| routine.key == key)
    }

    /// The session to take up, if there is one: see [`interrupted`].
    #[must_use]
    pub fn unfinished(&self) -> Option<Unfinished> {
        let let_be = self.settings.let_be.as_ref();
        interrupted(&self.lately(TAKEN_UP), &self.library.catalogue, let_be, &self.now)
    }

    /// The sessions of the last days, today's included, newest first.
    #[must_use]
    pub fn lately(&self, days: i64) -> Vec<Session> {
        self.history.since(self.now.date().saturating_sub(Span::new().days(days)))
    }

    /// What is left of a session that broke off, as it suits the person.
    #[must_use]
    pub fn fit(&self, left: &Unfinished) -> Fitted<'_> {
        let routine = left.routine.as_deref().and_then(|key| self.routine(key));
        left.fit(&self.library.catalogue, &self.person(), routine)
    }

    /// The person as a session must know them.
    #[must_use]
    pub fn person(&self) -> Person<'_> {
        Person { rules: &self.library.rules, profile: &self.profile, now: self.now.timestamp() }
    }

    /// A point as it suits the person, with what they chose last as far as it is still offered.
    ///
    /// # Errors
    /// As [`Person::suit`].
    pub fn suit<'a>(&'a self, point: &'a Point) -> Result<(Suited<'a>, Choices), NotPlayable> {
        let suited = self.person().suit(point)?;
        let choices = suited.choices(self.settings.choices.get(&point.code).copied());
        Ok((suited, choices))
    }

    /// The pace between presses that the person has set.
    #[must_use]
    pub fn pacing(&self) -> Pacing {
        Pacing { change: self.settings.change(), find_wait: self.settings.find_wait() }
    }

    /// What guides a session of that plan, at the pace and with as many words as the person has set.
    #[must_use]
    pub fn guidance(&self, plan: &Plan) -> Guidance {
        let script = self.speaking(self.settings.amount, |manner| {
            speech::script(plan, &self.library.lines, manner)
        });
        self.settings.guidance(script.map(Arc::new))
    }

    /// What comes of speaking as much as that, as the voice can.
    pub fn speaking<T>(&self, amount: Amount, speak: impl FnOnce(&Manner<'_>) -> T) -> T {
        let lengths = |sentence: &str| self.lengths.get(sentence).copied();
        speak(&Manner::of(&self.settings, amount, &lengths))
    }

    /// A source as a reader sees it: title, place and year, and its id; the id alone where it is not known.
    #[must_use]
    pub fn source(&self, id: &str) -> String {
        let Some(source) = self.library.source(id) else { return id.to_owned() };
        match source.year {
            Some(year) if !source.place.contains(&year.to_string()) => {
                format!("{}. {}, {year} ({id})", source.title, source.place)
            }
            _ => format!("{}. {} ({id})", source.title, source.place),
        }
    }
}

/// A figure in the suit worn there, pixel for pixel.
pub fn figure_of<'a, Message: 'a>(what: What, world: &World, place: Place) -> Figure<'a, Message> {
    let colors = Colors::new(&world.roles(place), world.settings.skin_tone);
    Figure::new(what, colors, world.pixels())
}

/// A figure that only shows; nothing where there is nothing to show.
pub fn figure<'a, Message: 'a>(
    what: Option<What>,
    world: &World,
    place: Place,
) -> Element<'a, Message> {
    what.map_or_else(
        || iced::widget::space().width(Length::Fill).height(Length::Fill).into(),
        |what| figure_of(what, world, place).into(),
    )
}

/// Whether the window is too narrow for two columns.
#[must_use]
pub fn stacked(size: Size) -> bool {
    size.width < space::STACK_UNDER
}

/// The one main action of most screens.
pub fn start_button<'a, Message: Clone + 'a>(
    message: Message,
    roles: &Roles,
) -> Press<'a, Message> {
    card::button(Kind::Main, Some(Icon::Play), crate::t!("start"), None, Some(message), roles)
}

/// What a person does with the session that broke off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrokenOff {
    /// Takes it up.
    TakeUp,
    /// Does not; it is not offered again.
    LetBe,
}

/// The session that broke off, offered to be taken up; nothing where nothing is left, or where it is of another
/// routine than that.
pub fn broken_off<'a>(
    world: &World,
    of: Option<&str>,
    roles: &Roles,
    size: Size,
) -> Option<Element<'a, BrokenOff>> {
    let left = world.unfinished()?;
    if of.is_some() && of != left.routine.as_deref() {
        return None;
    }
    let fitted = world.fit(&left);
    let plan = fitted.plan(world.pacing()).ok()?;
    let name = left.routine.as_deref().and_then(|key| world.routine(key));
    let name = name.map(|routine| routine.name.as_str());
    let told = playing::unfinished(&left, name, &world.library.catalogue, world.now.date());
    let points = plan.points().chunk_by(|one, other| one.code == other.code).count();
    let rest = crate::t!("unfinished-rest", points = points, time = time::length(plan.total()));
    let mut words = column![
        type_scale::section(crate::t!("unfinished-heading"), roles),
        type_scale::body(told, roles).width(Length::Fill),
        type_scale::muted(rest, roles).width(Length::Fill),
    ]
    .spacing(space::HAIR)
    .width(Length::Fill);
    for line in playing::left_out(&fitted) {
        words = words.push(type_scale::small(line, roles).width(Length::Fill));
    }
    let press = |kind, icon, words, message| {
        Element::from(card::button(kind, icon, words, None, Some(message), roles))
    };
    let buttons = row![
        press(Kind::Plain, Some(Icon::Play), crate::t!("unfinished-take-up"), BrokenOff::TakeUp),
        press(Kind::Link, None, crate::t!("unfinished-let-be"), BrokenOff::LetBe),
    ]
    .spacing(space::BASE)
    .align_y(Alignment::Center)
    .wrap()
    .vertical_spacing(space::TIGHT);
    let content: Element<'a, BrokenOff> = if size.width < space::STACK_UNDER {
        column![words, buttons].spacing(space::BASE).into()
    } else {
        row![words, buttons].spacing(space::WIDE).align_y(Alignment::Center).into()
    };
    let card = container(content).padding(space::WIDE).width(Length::Fill);
    Some(card.style(style::card(roles)).into())
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
