//! How much of it there was today; past what is usual a kind word, and something else in its place. Never a refusal.

use iced::widget::{column, row};
use iced::{Alignment, Length};

use super::Message;
use crate::domain::code::Code;
use crate::domain::history::review::{dose_today, had_enough, instead};
use crate::domain::plan::Plan;
use crate::domain::point::Point;
use crate::screen::World;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::Kind;
use crate::ui::theme::Roles;
use crate::ui::{Element, card, space, type_scale};
use crate::words::review;

/// What is told of a point that was pressed today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Today {
    /// How often and how long.
    told: String,
    /// That this is usually enough, where it is.
    enough: Option<String>,
    /// What can be pressed in its place, with its name.
    instead: Option<(Code, String)>,
}

impl Today {
    /// What is told before a session of that plan: of its only point, or of the first of several that was had enough of.
    pub(super) fn of(plan: &Plan, world: &World) -> Option<Self> {
        let mut points: Vec<&Point> = Vec::new();
        for point in plan.points() {
            if !points.iter().any(|known| known.code == point.code) {
                points.push(point);
            }
        }
        let only = points.len() == 1;
        let today = world.now.date();
        let dose = |point: &Point| dose_today(&world.history, &point.code, today);
        let enough = points.iter().find(|point| had_enough(dose(point), point).is_some());
        let point = enough.or_else(|| points.first().filter(|_| only))?;
        let dose = dose(point);
        if dose.times == 0 {
            return None;
        }
        let a_day = had_enough(dose, point);
        let other = a_day.filter(|_| only).and_then(|_| {
            let shelves = world.library.shelves();
            let other = instead(point, &shelves, &world.person(), &world.history, today)?;
            world.point(&other.item.code)
        });
        let instead = other.map(|other| (other.code.clone(), other.title()));
        let name = instead.as_ref().map(|(_, title)| title.as_str());
        let enough = a_day.map(|a_day| review::enough(&point.title(), dose, a_day, name));
        let told = format!("{}.", review::dose(point.code.as_str(), dose));
        Some(Self { told, enough, instead })
    }

    pub(super) fn view<'a>(&self, roles: &Roles) -> Element<'a, Message> {
        let Some(enough) = &self.enough else {
            return type_scale::muted(self.told.clone(), roles).width(Length::Fill).into();
        };
        let notice = card::notice(&self.told, enough.clone(), roles);
        let other = self.instead.as_ref().map(|(code, title)| {
            let press = Some(Message::Instead(code.clone()));
            let words = t!("press-instead", point = title.as_str());
            row![card::button(Kind::Plain, Some(Icon::Play), words, None, press, roles)]
                .align_y(Alignment::Center)
        });
        column![notice].push(other).spacing(space::TIGHT).into()
    }
}
