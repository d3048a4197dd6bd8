//! The choices of a point: side, motion and time; on its page, and in a routine.

use std::time::Duration;

use iced::widget::{Column, column, row};
use iced::{Alignment, Length};

use super::theme::Roles;
use super::{card, field, space, type_scale};
use crate::domain::plan::{Choices, Dose, Sides};
use crate::domain::point::Point;
use crate::domain::technique::Technique;
use crate::t;
use crate::words::{session, time};

/// By how much a step makes a fixed press longer or shorter.
const STEP: Duration = Duration::from_secs(15);

/// The fields to choose with.
pub fn fields<'a, Message: Clone + 'a>(
    point: &Point,
    technique: &Technique,
    choices: Choices,
    choose: impl Fn(Choices) -> Message + Copy + 'a,
    roles: &Roles,
) -> Column<'a, Message> {
    let mut all = Column::new().spacing(space::BASE).width(Length::Fill);
    if point.bilateral {
        let mut sides = vec![
            (Sides::Both, t!("both-in-turn")),
            (Sides::Left, t!("left-side")),
            (Sides::Right, t!("right-side")),
        ];
        if point.guide.as_ref().is_some_and(|guide| guide.hands.both_at_once) {
            sides.insert(0, (Sides::AtOnce, t!("both-at-once")));
        }
        let chips = field::chips(
            sides,
            choices.sides,
            move |sides| choose(Choices { sides, ..choices }),
            roles,
        );
        all = all.push(card::section(t!("choose-side"), chips, roles));
    }
    if technique.motions.len() > 1 {
        let motions = technique
            .motions
            .iter()
            .map(|motion| (*motion, session::capital(&session::motion(*motion))));
        let chips = field::chips(
            motions,
            choices.motion,
            move |motion| choose(Choices { motion, ..choices }),
            roles,
        );
        all = all.push(card::section(t!("choose-motion"), chips, roles));
    }
    let fixed = match choices.dose {
        Dose::Fixed(time) => time,
        Dose::UntilRelease => technique.default,
    };
    let dose = move |dose: Dose| choose(Choices { dose, ..choices });
    let mut time_row = row![].spacing(space::BASE).align_y(Alignment::Center);
    if technique.until_release {
        let until = choices.dose == Dose::UntilRelease;
        let chips = [(true, t!("until-release")), (false, t!("fixed-time"))];
        let chips = field::chips(
            chips,
            until,
            move |until| dose(if until { Dose::UntilRelease } else { Dose::Fixed(fixed) }),
            roles,
        );
        time_row = time_row.push(chips);
    }
    if choices.dose != Dose::UntilRelease {
        let less = (fixed > technique.least)
            .then(|| dose(Dose::Fixed((fixed.saturating_sub(STEP)).max(technique.least))));
        let more =
            (fixed < technique.most).then(|| dose(Dose::Fixed((fixed + STEP).min(technique.most))));
        time_row = time_row.push(field::stepper(time::length(fixed), less, more, roles));
    }
    let hint = t!("choose-time-range", range = time::range(technique.least, technique.most));
    let time_column =
        column![time_row.wrap().vertical_spacing(space::TIGHT), type_scale::small(hint, roles)]
            .spacing(space::HAIR);
    all.push(card::section(t!("choose-time"), time_column, roles))
}
