//! What the player shows after a stop, and when the session is over.

use iced::widget::{Column, Row, column, container, row};
use iced::{Length, Size};

use super::super::{Message, Player};
use super::noting;
use crate::domain::conductor::Input;
use crate::domain::history::{Outcome, StopReason};
use crate::screen::World;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::Kind;
use crate::ui::theme::Roles;
use crate::ui::{Element, card, space, type_scale};
use crate::words::{session, time};

/// The page is no wider than this.
const WIDE: f32 = space::MEASURE + 80.0;

fn page<'a>(content: Column<'a, Message>, roles: &Roles, size: Size) -> Element<'a, Message> {
    let edge = if size.width < space::BAR_UNDER { space::BASE } else { space::PAGE };
    let inner =
        container(content.max_width(WIDE)).center_x(Length::Fill).padding([space::PAGE, edge]);
    card::scroll(inner, roles)
}

/// Stopped because it was too much: advice, red flags, reasons, and a way back if it was a slip.
pub(super) fn stopped<'a>(
    player: &Player,
    world: &World,
    roles: &Roles,
    size: Size,
) -> Element<'a, Message> {
    let run = player.run();
    let point = &run.plan().points()[run.in_hand()];
    let emergency = world.settings.emergency();
    let mut all = column![type_scale::title(t!("stopped-title"), roles)].spacing(space::BASE);
    if let Some(guide) = point.guide.as_ref().filter(|guide| !guide.stop.is_empty()) {
        all = all.push(
            type_scale::body(guide.stop.clone(), roles)
                .size(18)
                .line_height(1.5)
                .width(Length::Fill),
        );
    }
    for line in &world.library.lines.after_stop {
        let words = line.text.replace("{emergency}", emergency);
        all = all.push(card::red_flag(&line.title.replace("{emergency}", emergency), words, roles));
    }
    // The red flags of the point itself, under a headline that fits a session already begun.
    let own = point
        .guide
        .iter()
        .flat_map(|guide| &guide.red_flags)
        .filter_map(|key| world.library.lines.of_red_flag(key));
    for line in own {
        let words = line.text.replace("{emergency}", emergency);
        all = all.push(card::red_flag(&t!("stopped-call"), words, roles));
    }
    let reasons =
        StopReason::ALL.into_iter().filter(|reason| *reason != StopReason::Unsaid).enumerate();
    let chips = reasons.map(|(index, reason)| {
        let words = session::capital(&session::stop_reason(reason));
        let press = Some(Message::Input(Input::StopStands(reason)));
        let key = Some((index + 1).to_string());
        Element::from(card::button(Kind::Chip { chosen: false }, None, words, key, press, roles))
    });
    let chips =
        Row::with_children(chips).spacing(space::TIGHT).wrap().vertical_spacing(space::TIGHT);
    let end = Some(Message::Input(Input::LeaveNow));
    let slip = Some(Message::Input(Input::Slip));
    let left = run.left().map(time::clock).unwrap_or_default();
    let buttons = row![
        card::button(Kind::Main, None, t!("stopped-end"), Some(t!("key-escape")), end, roles),
        card::button(
            Kind::Plain,
            Some(Icon::Undo),
            t!("stopped-slip", left = left),
            Some(t!("key-g")),
            slip,
            roles
        ),
    ]
    .spacing(space::SNUG)
    .wrap()
    .vertical_spacing(space::TIGHT);
    let all = all.push(card::section(t!("stopped-why"), chips, roles)).push(buttons);
    page(all, roles, size)
}

/// The session is over: what was pressed, and what to watch for.
pub(super) fn over<'a>(
    player: &Player,
    world: &World,
    roles: &Roles,
    size: Size,
) -> Element<'a, Message> {
    let run = player.run();
    let title = match player.outcome() {
        Some(Outcome::Done | Outcome::Released) => t!("over-done"),
        Some(Outcome::Partial) => t!("over-partial"),
        Some(Outcome::Stopped) => t!("over-stopped"),
        Some(Outcome::Left | Outcome::Interrupted) | None => t!("over-left"),
    };
    let pressed = run.plan().presses().iter().zip(run.tallies()).map(|(press, tally)| {
        let point = run.plan().point_of(press);
        let what = format!("{} · {}", point.title(), session::place(point, press.side));
        let long =
            if tally.pressed.is_zero() { t!("not-pressed") } else { time::length(tally.pressed) };
        Element::from(
            row![
                type_scale::body(what, roles).width(Length::Fill),
                type_scale::strong(long, roles)
            ]
            .spacing(space::BASE),
        )
    });
    let pressed = column![
        card::line(roles),
        Column::with_children(pressed).spacing(space::TIGHT),
        card::line(roles)
    ];
    let begun = run.tallies().iter().any(|tally| !tally.pressed.is_zero());
    let noted: Element<'a, Message> = match &world.unsaved {
        Some(why) => card::red_flag(&t!("not-saved-yet"), why.clone(), roles),
        None if begun => type_scale::muted(t!("over-noted"), roles).into(),
        None => type_scale::muted(t!("over-not-noted"), roles).into(),
    };
    let take_up = run.can_be_taken_up() && player.outcome() == Some(Outcome::Left);
    let take_up = take_up.then(|| type_scale::body(t!("over-take-up"), roles).width(Length::Fill));
    // The one question stands where it is seen in the smallest window; below it what takes a look or a word.
    let all = column![
        type_scale::title(title, roles),
        type_scale::body(t!("over-watch"), roles).width(Length::Fill)
    ]
    .push(noting::now(player, world, roles))
    .push(pressed.spacing(space::SNUG))
    .push(noted)
    .push(take_up)
    .push(noting::more(player, roles))
    .spacing(space::BASE);
    let buttons = row![
        card::button(
            Kind::Main,
            Some(Icon::Check),
            t!("over-close"),
            Some(t!("key-enter")),
            Some(Message::Close),
            roles
        ),
        card::button(
            Kind::Plain,
            Some(Icon::Repeat),
            t!("over-again"),
            None,
            Some(Message::Repeat),
            roles
        ),
    ]
    .spacing(space::SNUG)
    .wrap()
    .vertical_spacing(space::TIGHT);
    let edge = if size.width < space::BAR_UNDER { space::BASE } else { space::PAGE };
    let buttons = container(container(buttons).max_width(WIDE).width(Length::Fill))
        .center_x(Length::Fill)
        .padding([space::SNUG, edge]);
    column![page(all, roles, size), card::line(roles), buttons].into()
}
