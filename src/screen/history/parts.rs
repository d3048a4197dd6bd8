//! The parts above the list: filters, numbers, the calendar, the ratings, points and stops.

use std::time::Duration;

use iced::widget::{Column, Row, column, row};
use iced::{Alignment, Length};

use super::{Message, Page, Period, SEARCH, minutes};
use crate::domain::history::review::Balance;
use crate::domain::history::{Filter, Outcome};
use crate::domain::point::Point;
use crate::screen::World;
use crate::t;
use crate::ui::calendar::{self, Shown};
use crate::ui::icon::Icon;
use crate::ui::press::Press;
use crate::ui::style::{self, Kind};
use crate::ui::theme::Roles;
use crate::ui::{Element, card, chart, field, space, type_scale};
use crate::words::{review as words, session, time};

/// So many of the points that were pressed longest can be chosen; the others by search in the library.
const MOST_CHIPS: usize = 14;
/// So many points and routines are told of.
const MOST_TOLD: usize = 12;

fn chips<'a, T: PartialEq + Clone>(
    label: String,
    every: String,
    choices: impl Iterator<Item = (T, String)>,
    chosen: Option<&T>,
    message: impl Fn(Option<T>) -> Message,
    roles: &Roles,
) -> Element<'a, Message> {
    let chip = |words: String, chosen: bool, message: Message| {
        let kind = Kind::Chip { chosen };
        Element::from(card::button(kind, None, words, None, Some(message), roles))
    };
    let mut all = vec![chip(every, chosen.is_none(), message(None))];
    for (choice, words) in choices {
        let is_chosen = chosen == Some(&choice);
        all.push(chip(words, is_chosen, message((!is_chosen).then_some(choice))));
    }
    let all = Row::with_children(all).spacing(space::TIGHT).wrap().vertical_spacing(space::TIGHT);
    card::section(label, all, roles)
}

impl Page {
    pub(super) fn filters<'a>(&self, world: &World, roles: &Roles) -> Element<'a, Message> {
        let filter = &self.filter;
        let search = field::search(
            SEARCH,
            &t!("history-search"),
            &filter.text,
            Message::Search,
            Message::Filters,
            roles,
        );
        let mut all = column![search].spacing(space::BASE);
        let periods = Period::ALL.into_iter().skip(1).map(|one| (one, period(one)));
        all = all.push(chips(
            t!("history-when"),
            period(Period::All),
            periods,
            Some(&self.period).filter(|one| **one != Period::All),
            |one| Message::Period(one.unwrap_or_default()),
            roles,
        ));
        let points = self.found.points.iter().take(MOST_CHIPS);
        all = all.push(chips(
            t!("points"),
            t!("history-every-point"),
            points.map(|code| (code.clone(), code.to_string())),
            filter.point.as_ref(),
            Message::Point,
            roles,
        ));
        if !self.found.routines.is_empty() {
            let keys = self.found.routines.iter().take(MOST_CHIPS);
            all = all.push(chips(
                t!("routines"),
                t!("history-every-routine"),
                keys.map(|key| (key.clone(), routine(key, world))),
                filter.routine.as_ref(),
                Message::Routine,
                roles,
            ));
        }
        if !self.found.complaints.is_empty() {
            let keys = self.found.complaints.iter().take(MOST_CHIPS);
            all = all.push(chips(
                t!("history-complaint"),
                t!("history-every-complaint"),
                keys.map(|key| (key.clone(), complaint(key, world))),
                filter.complaint.as_ref(),
                Message::Complaint,
                roles,
            ));
        }
        let outcomes = Outcome::ALL.into_iter();
        all = all.push(chips(
            t!("history-outcome"),
            t!("history-every-outcome"),
            outcomes.map(|one| (one, session::capital(&session::outcome(one, None)))),
            filter.outcome.as_ref(),
            Message::Outcome,
            roles,
        ));
        if self.found.struck > 0 || filter.struck {
            let words = t!("history-struck", count = self.found.struck);
            let kind = Kind::Chip { chosen: filter.struck };
            let message = Message::Struck(!filter.struck);
            all = all.push(card::button(kind, None, words, None, Some(message), roles));
        }
        all.into()
    }

    /// What a page for a clinician holds, and making it.
    pub(super) fn sheet<'a>(&self, world: &World, roles: &Roles) -> Element<'a, Message> {
        let mut span = filter(&self.filter, world);
        if span.is_empty() {
            span.push(t!("sheet-everything"));
        }
        let remarks = [(true, t!("sheet-with-remarks")), (false, t!("sheet-without-remarks"))];
        let remarks = field::chips(remarks, self.sheet_remarks, Message::SheetRemarks, roles);
        let make = card::button(
            Kind::Plain,
            Some(Icon::Check),
            t!("sheet-make"),
            None,
            Some(Message::MakeSheet),
            roles,
        );
        let all = column![
            type_scale::body(t!("sheet-about", what = span.join(" · ")), roles).width(Length::Fill),
            row![remarks, make].spacing(space::WIDE).align_y(Alignment::Center).wrap()
        ]
        .spacing(space::SNUG);
        iced::widget::container(all)
            .padding(space::BASE)
            .width(Length::Fill)
            .style(style::card(roles))
            .into()
    }

    /// Weeks, minutes, sessions and sides, large.
    pub(super) fn numbers<'a>(&self, world: &World, roles: &Roles) -> Element<'a, Message> {
        let review = &self.found.review;
        let number = |number: String, what: String| {
            row![
                iced::widget::text(number)
                    .size(28)
                    .line_height(iced::Pixels(36.0))
                    .font(crate::ui::fonts::STRONG)
                    .color(roles.ink),
                type_scale::muted(what, roles)
            ]
            .spacing(space::HAIR + 2.0)
            .align_y(Alignment::End)
        };
        let today = world.now.date();
        let from = review.span.map_or(today, |(from, _)| from);
        let (practised, of) = review.weeks.practised_of(from, today);
        let mut all = vec![
            number(practised.to_string(), t!("history-weeks", of = of)).into(),
            number(minutes(review.pressed).to_string(), t!("history-minutes")).into(),
            number(review.sessions.to_string(), t!("history-sessions", sessions = review.sessions))
                .into(),
        ];
        if let Some(sides) = sides(&review.sides) {
            all.push(number(sides, t!("history-sides")).into());
        }
        Row::with_children(all).spacing(space::PAGE).wrap().vertical_spacing(space::TIGHT).into()
    }

    pub(super) fn calendar<'a>(
        &self,
        world: &World,
        roles: &Roles,
        width: f32,
    ) -> Option<Element<'a, Message>> {
        let calendar = self.found.calendar.as_ref()?;
        let today = world.now.date();
        let days = (self.cursor, self.day, today);
        let shown = Shown::new(calendar, days, width, words::month, roles);
        let field = calendar::view(shown, Message::Day, Message::Walk);
        let told = words::day_done(self.cursor, calendar.on(self.cursor));
        let told = type_scale::muted(told, roles).width(Length::Fill);
        let mut years = vec![(None, t!("history-last-year"))];
        years.extend(self.found.years.iter().map(|year| (Some(*year), year.to_string())));
        let years = field::chips(years, self.year, Message::Year, roles);
        let below: Element<'a, Message> = if width < 760.0 {
            column![told, years].spacing(space::TIGHT).into()
        } else {
            row![told, years].spacing(space::BASE).align_y(Alignment::Center).into()
        };
        Some(column![field, below].spacing(space::SNUG).into())
    }

    /// How ratings changed, in a drawing and in a sentence that claims nothing.
    pub(super) fn ratings<'a>(
        &self,
        world: &World,
        roles: &Roles,
        width: f32,
    ) -> Option<Element<'a, Message>> {
        let ratings = &self.found.review.ratings;
        if ratings.pairs.is_empty() {
            return None;
        }
        let label = match self.filter.complaint.as_deref() {
            Some(key) => t!("history-rated-of", complaint = complaint(key, world)),
            None => t!("history-rated"),
        };
        let drawn = column![
            chart::ratings(&ratings.pairs, roles),
            chart::legend(&t!("before"), &t!("after"), roles)
        ]
        .spacing(space::HAIR);
        let mut told = column![type_scale::strong(words::lower_sentence(&ratings.changes), roles)]
            .spacing(space::HAIR);
        told = told.push(type_scale::muted(words::others(&ratings.changes), roles));
        if self.filter.complaint.is_none() && ratings.complaints.len() > 1 {
            for (key, changes) in ratings.complaints.iter().take(4) {
                let name = key
                    .as_deref()
                    .map_or_else(|| t!("history-unnamed"), |key| complaint(key, world));
                told = told.push(type_scale::muted(words::lower_of(&name, changes), roles));
            }
        }
        told = told.push(type_scale::small(t!("history-ratings-say"), roles));
        let content: Element<'a, Message> = if width < 760.0 {
            column![drawn, told].spacing(space::BASE).into()
        } else {
            row![drawn.width(Length::FillPortion(11)), told.width(Length::FillPortion(9))]
                .spacing(space::BROAD)
                .align_y(Alignment::Center)
                .into()
        };
        Some(card::section(label, content, roles))
    }

    /// Points, routines and stops, behind one line.
    pub(super) fn more<'a>(&self, world: &World, roles: &Roles) -> Option<Element<'a, Message>> {
        let review = &self.found.review;
        if review.sessions == 0 {
            return None;
        }
        let icon = if self.details { Icon::Up } else { Icon::Down };
        let words = if self.details { t!("history-less") } else { t!("history-more") };
        let line = row![type_scale::body(words, roles), icon.view(18.0, roles.muted)]
            .spacing(space::TIGHT)
            .align_y(Alignment::Center);
        let turn = Press::new(line, style::button(Kind::Link, roles))
            .padding([6, 0])
            .on_press(Some(Message::Details));
        let mut all = column![turn].spacing(space::BASE);
        if !self.details {
            return Some(all.into());
        }
        let today = world.now.date();
        let line = |what: String, told: String| {
            row![
                type_scale::strong(what, roles).width(Length::FillPortion(2)),
                type_scale::muted(told, roles).width(Length::FillPortion(3))
            ]
            .spacing(space::BASE)
            .into()
        };
        let points = review.points.iter().take(MOST_TOLD).map(|one| {
            let name = world.point(&one.code).map_or_else(|| one.code.to_string(), Point::title);
            let mut told = vec![sum(one.sessions, one.pressed())];
            told.extend(sides(&one.sides).map(|sides| format!("{sides} %")));
            told.push(t!("history-last", when = time::day_and_time(&one.last, today)));
            line(name, told.join(" · "))
        });
        all = all.push(card::section(
            t!("history-by-point"),
            Column::with_children(points).spacing(space::HAIR),
            roles,
        ));
        if !review.routines.is_empty() {
            let routines = review.routines.iter().take(MOST_TOLD).map(|one| {
                let told = [
                    sum(one.sessions, one.pressed),
                    t!("history-last", when = time::day_and_time(&one.last, today)),
                ];
                line(routine(&one.key, world), told.join(" · "))
            });
            all = all.push(card::section(
                t!("history-by-routine"),
                Column::with_children(routines).spacing(space::HAIR),
                roles,
            ));
        }
        let stops = words::stops(&review.stops);
        let stops = stops.into_iter().map(|told| type_scale::body(told, roles).into());
        all = all.push(card::section(t!("history-stops"), Column::with_children(stops), roles));
        Some(all.into())
    }
}

/// The name of that routine; its key where it is not known any more.
pub(super) fn routine(key: &str, world: &World) -> String {
    world.routine(key).map_or_else(|| key.to_owned(), |routine| routine.name.clone())
}

/// The name of that complaint; its key where it is not known.
pub(super) fn complaint(key: &str, world: &World) -> String {
    let known = world.library.complaints.find(key);
    known.map_or_else(|| key.to_owned(), |complaint| complaint.name.clone())
}

/// What a filter asks, in words.
pub(super) fn filter(filter: &Filter, world: &World) -> Vec<String> {
    let mut all = Vec::new();
    all.extend(filter.from.map(|day| t!("filter-since", day = words::day(day))));
    all.extend(filter.to.map(|day| t!("filter-until", day = words::day(day))));
    all.extend(filter.point.as_ref().map(ToString::to_string));
    all.extend(filter.routine.as_deref().map(|key| routine(key, world)));
    all.extend(filter.complaint.as_deref().map(|key| complaint(key, world)));
    all.extend(filter.outcome.map(|outcome| session::outcome(outcome, None)));
    if !filter.text.trim().is_empty() {
        all.push(t!("filter-words", words = filter.text.trim()));
    }
    if filter.struck {
        all.push(t!("filter-struck"));
    }
    all
}

/// "24 sessions, 96 min".
pub(super) fn sum(sessions: usize, pressed: Duration) -> String {
    format!("{}, {}", words::sessions(sessions), words::sum(pressed))
}

fn period(one: Period) -> String {
    match one {
        Period::All => t!("history-always"),
        Period::Year => t!("history-this-year"),
        Period::Quarter => t!("history-days", days = 90),
        Period::Month => t!("history-days", days = 30),
        Period::Week => t!("history-days", days = 7),
    }
}

/// "L 52 · R 48", of what was pressed on one side at a time.
fn sides(balance: &Balance) -> Option<String> {
    let left = balance.left_share()?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share from 0 to 1"
    )]
    let left = (left * 100.0).round() as u8;
    Some(t!("history-left-right", left = left, right = 100 - left.min(100)))
}
