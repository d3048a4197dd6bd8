//! The reminders: of what, on which days, at which times, and whether and how they work here.

use std::collections::BTreeMap;

use iced::widget::{Column, Row, column, container, row};
use iced::{Alignment, Length, Size};
use jiff::civil::{Time, Weekday, time};

use super::{World, page};
use crate::domain::point::Point;
use crate::domain::reminder::{Days, Reminder, Standing, WEEK, What, is_done};
use crate::format::reminders::{LONGEST_LABEL, MOST, MOST_TIMES, time_name, time_named};
use crate::platform::autostart::Login;
use crate::platform::reminding;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, field, space, type_scale};
use crate::words::{reminder as words, time as times};

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Switches that one on or off.
    On(usize, bool),
    /// Sets its words for when.
    Label(usize, String),
    /// Puts a day in, or takes it out.
    Day(usize, Weekday),
    /// Types a time.
    Typed(usize, String),
    /// Adds the time that was typed.
    AddTime(usize),
    /// Takes a time out.
    RemoveTime(usize, Time),
    /// Removes it.
    Remove(usize),
    /// Puts back what was removed last.
    PutBack,
    /// Types what to be reminded of.
    Wanted(String),
    /// Adds a reminder of what was typed.
    Add,
    /// Lets reminding start at login, or no longer.
    StartAtLogin(bool),
    /// To the points.
    Points,
    /// Back to the settings.
    Back,
}

/// What the app should do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Make these the reminders.
    Set(Vec<Reminder>),
    /// Let reminding start at login, or no longer.
    StartAtLogin(bool),
    /// To the points.
    Points,
    /// Back to the settings.
    Back,
}

/// Where something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// What to be reminded of.
    Wanted,
    /// The time of that reminder.
    Time(usize),
}

/// The screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reminders {
    /// What the person came here for, until the reminders have been read.
    wanted: Option<What>,
    /// Whether the person has changed something since it was opened.
    is_changed: bool,
    typed_name: String,
    typed_times: BTreeMap<usize, String>,
    wrong: Option<(Where, String)>,
    /// What was removed last, and from where.
    removed: Option<(usize, Reminder)>,
}

impl Reminders {
    /// The screen; with something named, a reminder of it is added once the others are read.
    #[must_use]
    pub fn new(wanted: Option<What>) -> Self {
        Self { wanted, ..Self::default() }
    }

    /// Whether the person has changed something since it was opened.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// The reminders have been read, and stand in the world.
    pub fn read(&mut self, world: &World) -> Action {
        match self.wanted.take() {
            // Once is enough: it is there to be changed.
            Some(what) if !world.reminders.iter().any(|one| one.what == what) => {
                self.added(what, world)
            }
            _ => Action::None,
        }
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: Message, world: &World) -> Action {
        let mut all = world.reminders.clone();
        let count = all.len();
        let one = |index: usize| (index < count).then_some(index);
        self.wrong = None;
        match message {
            Message::On(index, is_on) if one(index).is_some() => all[index].is_on = is_on,
            Message::Label(index, label) if one(index).is_some() => {
                // Not trimmed: a space is typed before the next word.
                let label = label.chars().filter(|sign| !sign.is_control());
                all[index].label = label.take(LONGEST_LABEL).collect();
            }
            Message::Day(index, day) if one(index).is_some() => {
                all[index].days = all[index].days.turned(day);
            }
            Message::Typed(index, text) => {
                let _ = self.typed_times.insert(index, text);
                return Action::None;
            }
            Message::AddTime(index) if one(index).is_some() => {
                let typed = self.typed_times.get(&index).map_or("", String::as_str);
                let why = match time_named(typed) {
                    None if typed.is_empty() => t!("reminders-no-time"),
                    None => t!("reminders-bad-time", text = typed),
                    Some(_) if all[index].times.len() >= MOST_TIMES => {
                        t!("reminders-many-times", most = MOST_TIMES)
                    }
                    Some(time) => {
                        let _ = all[index].times.insert(time);
                        let _ = self.typed_times.remove(&index);
                        return self.set(all);
                    }
                };
                self.wrong = Some((Where::Time(index), why));
                return Action::None;
            }
            Message::RemoveTime(index, time) if one(index).is_some() => {
                let _ = all[index].times.remove(&time);
            }
            Message::Remove(index) if one(index).is_some() => {
                self.typed_times.clear();
                self.removed = Some((index, all.remove(index)));
            }
            Message::PutBack => {
                let Some((index, one)) = self.removed.take() else { return Action::None };
                self.typed_times.clear();
                all.insert(index.min(count), one);
            }
            Message::Wanted(text) => {
                self.typed_name = text;
                return Action::None;
            }
            Message::Add => return self.add(world),
            Message::StartAtLogin(is_on) => return Action::StartAtLogin(is_on),
            Message::Points => return Action::Points,
            Message::Back => return Action::Back,
            // Of a reminder that is gone.
            _ => return Action::None,
        }
        self.set(all)
    }

    fn set(&mut self, all: Vec<Reminder>) -> Action {
        self.is_changed = true;
        Action::Set(all)
    }

    /// Adds a reminder of what was typed.
    fn add(&mut self, world: &World) -> Action {
        let text = self.typed_name.trim();
        let routines = world.own_routines.iter().chain(&world.library.routines);
        let what = reminding::find(text, &world.library, routines);
        let why = match what {
            _ if text.is_empty() => t!("reminders-name-one"),
            None => t!("reminders-unknown", text = text),
            Some(what) if standing(&what, world) == Standing::NotOffered => {
                t!("reminders-not-offered", name = name(&what, world))
            }
            Some(what) => {
                self.typed_name.clear();
                return self.added(what, world);
            }
        };
        self.wrong = Some((Where::Wanted, why));
        Action::None
    }

    /// A reminder as it is made: after lunch on weekdays, to be changed by whoever lunches otherwise.
    fn added(&mut self, what: What, world: &World) -> Action {
        if world.reminders.len() >= MOST {
            self.wrong = Some((Where::Wanted, t!("remind-too-many", most = MOST)));
            return Action::None;
        }
        let one = Reminder {
            what,
            label: String::new(),
            days: Days::WEEKDAYS,
            times: [time(13, 0, 0, 0)].into(),
            is_on: true,
        };
        self.set(world.reminders.iter().cloned().chain([one]).collect())
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let back = card::back(t!("settings"), Message::Back, roles);
        let mut content = column![
            back,
            type_scale::title(t!("reminders"), roles),
            type_scale::body(t!("reminders-lead"), roles).width(Length::Fill),
        ]
        .spacing(space::WIDE)
        .max_width(space::MEASURE);
        if let Some((_, removed)) = &self.removed {
            let gone = t!("reminders-removed", name = name(&removed.what, world));
            let undo = Some(Message::PutBack);
            let undo =
                card::button(Kind::Plain, Some(Icon::Undo), t!("put-back"), None, undo, roles);
            content = content.push(
                row![type_scale::body(gone, roles).width(Length::Fill), undo]
                    .spacing(space::SNUG)
                    .align_y(Alignment::Center),
            );
        }
        if world.reminders.is_empty() {
            let points = Some(Message::Points);
            let points =
                card::button(Kind::Plain, Some(Icon::Points), t!("points"), None, points, roles);
            content = content
                .push(column![
                    type_scale::strong(t!("reminders-none"), roles),
                    type_scale::body(t!("reminders-none-help"), roles).width(Length::Fill)
                ])
                .push(points);
        }
        for (index, one) in world.reminders.iter().enumerate() {
            content = content.push(self.one(index, one, world, roles));
        }
        content = content.push(self.adding(roles)).push(card::section(
            t!("reminders-here"),
            here(world, roles),
            roles,
        ));
        page(content, world, roles, size)
    }

    /// One reminder with all that can be changed of it.
    fn one<'a>(
        &self,
        index: usize,
        one: &Reminder,
        world: &World,
        roles: &Roles,
    ) -> Element<'a, Message> {
        let is_on = field::chips(
            [(true, t!("reminders-on")), (false, t!("off"))],
            one.is_on,
            |is_on| Message::On(index, is_on),
            roles,
        );
        let heading = column![
            type_scale::strong(name(&one.what, world), roles),
            type_scale::small(stands(one, world), roles).width(Length::Fill)
        ]
        .width(Length::Fill);
        let heading = row![heading, is_on].spacing(space::BASE).align_y(Alignment::Center);
        let label = field::line(
            &t!("reminders-label-hint"),
            &one.label,
            move |label| Message::Label(index, label),
            roles,
        );
        let day = |day: Weekday| -> Element<'a, Message> {
            let kind = Kind::Chip { chosen: one.days.has(day) };
            let press = Some(Message::Day(index, day));
            card::button(kind, None, words::day(day), None, press, roles).padding([6, 11]).into()
        };
        let days = Row::with_children(WEEK.map(day))
            .spacing(space::TIGHT)
            .wrap()
            .vertical_spacing(space::TIGHT);
        let mut all = column![
            heading,
            field::labelled(t!("reminders-label"), None, label, roles),
            field::labelled(t!("reminders-days"), None, days, roles),
            field::labelled(t!("reminders-times"), None, self.times(index, one, roles), roles),
        ]
        .spacing(space::BASE);
        if let Some((Where::Time(place), why)) = &self.wrong
            && *place == index
        {
            all = all.push(wrong(why, roles));
        }
        let remove = Some(Message::Remove(index));
        let remove = card::button(
            Kind::Link,
            Some(Icon::Close),
            t!("reminders-remove"),
            None,
            remove,
            roles,
        );
        container(all.push(remove))
            .padding(space::BASE)
            .width(Length::Fill)
            .style(style::card(roles))
            .into()
    }

    /// The times, each to be taken out, and a box for one more.
    fn times<'a>(&self, index: usize, one: &Reminder, roles: &Roles) -> Element<'a, Message> {
        let chip = |time: &Time| -> Element<'a, Message> {
            let kind = Kind::Chip { chosen: false };
            let press = Some(Message::RemoveTime(index, *time));
            card::button(kind, Some(Icon::Close), time_name(*time), None, press, roles).into()
        };
        let typed = self.typed_times.get(&index).map_or("", String::as_str);
        let entry = field::entry(
            &t!("reminders-time-hint"),
            typed,
            90.0,
            move |text| Message::Typed(index, text),
            Message::AddTime(index),
            roles,
        );
        let add = Some(Message::AddTime(index));
        let add =
            card::button(Kind::Link, Some(Icon::Plus), t!("reminders-add-time"), None, add, roles);
        let adding = row![entry, add].spacing(space::TIGHT).align_y(Alignment::Center);
        Row::with_children(one.times.iter().map(chip))
            .push(adding)
            .spacing(space::TIGHT)
            .align_y(Alignment::Center)
            .wrap()
            .vertical_spacing(space::TIGHT)
            .into()
    }

    /// The box for one more reminder.
    fn adding<'a>(&self, roles: &Roles) -> Element<'a, Message> {
        let entry = field::entry(
            &t!("reminders-name-hint"),
            &self.typed_name,
            260.0,
            Message::Wanted,
            Message::Add,
            roles,
        );
        let add = card::button(
            Kind::Plain,
            Some(Icon::Plus),
            t!("reminders-add"),
            None,
            Some(Message::Add),
            roles,
        );
        let entry = row![entry, add]
            .spacing(space::SNUG)
            .align_y(Alignment::Center)
            .wrap()
            .vertical_spacing(space::TIGHT);
        let mut all = Column::new().push(entry).spacing(space::SNUG);
        if let Some((Where::Wanted, why)) = &self.wrong {
            all = all.push(wrong(why, roles));
        }
        field::labelled(t!("reminders-more"), None, all, roles)
    }
}

/// What is wrong with what was typed, beside it.
fn wrong<'a>(why: &str, roles: &Roles) -> Element<'a, Message> {
    let words = type_scale::body(why.to_owned(), roles).color(roles.danger).width(Length::Fill);
    row![Icon::Alert.view(20.0, roles.danger), words].spacing(space::TIGHT).into()
}

/// Its name: "HE-1 Jíquán", "Before sleep".
fn name(what: &What, world: &World) -> String {
    match what {
        What::Point(code) => world.point(code).map_or_else(|| code.to_string(), Point::title),
        What::Routine(key) => {
            world.routine(key).map_or_else(|| key.clone(), |routine| routine.name.clone())
        }
    }
}

/// How it stands with that today.
fn standing(what: &What, world: &World) -> Standing {
    let routine = match what {
        What::Point(_) => None,
        What::Routine(key) => world.routine(key),
    };
    match reminding::points(what, routine, &world.library, &world.person()) {
        None => Standing::NotOffered,
        Some(points) if is_done(&points, &world.lately(1), &world.now) => Standing::Done,
        Some(_) => Standing::Open,
    }
}

/// When it comes next, or why it does not; and that it was done today.
fn stands(one: &Reminder, world: &World) -> String {
    let standing = standing(&one.what, world);
    if standing == Standing::NotOffered {
        return t!("reminder-not-offered");
    }
    if !one.is_on {
        return t!("reminders-is-off");
    }
    // What was done is not heard of again today.
    let is_done = standing == Standing::Done;
    let after = is_done.then(|| world.now.end_of_day().ok()).flatten();
    let next = one.next(after.as_ref().unwrap_or(&world.now)).map_or_else(
        || t!("reminder-never"),
        |at| t!("reminder-next", at = times::day_ahead(&at, world.now.date())),
    );
    if is_done { format!("{}, {next}", t!("reminder-done-today")) } else { next }
}

/// Whether and how reminding works here.
fn here<'a>(world: &World, roles: &Roles) -> Element<'a, Message> {
    let body = |words: String| type_scale::body(words, roles).width(Length::Fill);
    let Some(here) = &world.reminding else {
        return body(t!("reminders-looking")).into();
    };
    let mut all = Column::new().spacing(space::BASE).width(Length::Fill);
    all = match &here.notifications {
        Ok(_) => all.push(body(here.words())),
        Err(why) => {
            let why = format!("{}.", crate::words::session::capital(why));
            all.push(type_scale::strong(t!("reminders-not-here"), roles)).push(body(why))
        }
    };
    all = all.push(body(t!("reminders-how")));
    let words = type_scale::small(here.login.words(), roles).width(Length::Fill);
    let login: Element<'a, Message> = match &here.login {
        Login::ByHand => words.into(),
        login => {
            let chips = field::chips(
                [(true, t!("reminders-on")), (false, t!("off"))],
                matches!(login, Login::On(_)),
                Message::StartAtLogin,
                roles,
            );
            column![chips, words].spacing(space::TIGHT).into()
        }
    };
    let hint = Some(t!("reminders-login-hint"));
    all.push(field::labelled(t!("reminders-login"), hint, login, roles)).into()
}
