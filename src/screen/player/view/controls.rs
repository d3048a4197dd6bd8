//! The buttons of the player.

use iced::mouse::Interaction;
use iced::widget::{Row, column, mouse_area, row};
use iced::{Alignment, Length};

use super::super::{ADJUST_SECONDS, Message, Player, Stage};
use super::Scale;
use crate::domain::conductor::Input;
use crate::domain::plan::Phase;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::Kind;
use crate::ui::theme::Roles;
use crate::ui::{Element, card, space, type_scale};
use crate::words::playing;

/// The point in hand again, in the words that fit what stands before them.
pub(super) fn once_more<'a>(
    player: &Player,
    roles: &Roles,
    scale: Scale,
) -> Option<Element<'a, Message>> {
    let press = (player.stage() != Stage::Leaving).then_some(Message::Input(Input::OnceMore))?;
    let words = playing::once_more(player.run());
    let words = type_scale::strong(words, roles).size(15).color(roles.accent);
    let key = scale.keys.then(|| type_scale::small(t!("key-a"), roles));
    let words = row![Icon::OnceMore.view(18.0, roles.accent), words].push(key);
    let words = words.spacing(space::TIGHT).align_y(Alignment::Center);
    // Not in the way of the ring: the key A does the same.
    let link = mouse_area(words).interaction(Interaction::Pointer).on_press(press);
    Some(link.into())
}

/// What can be done now, in one line or two.
pub(super) fn view<'a>(player: &Player, roles: &Roles, scale: Scale) -> Element<'a, Message> {
    let run = player.run();
    let finding = run.step().phase == Phase::Find;
    let key = |key: String| scale.keys.then_some(key);
    let button = |kind, icon, words, cap, input| {
        Element::from(card::button(kind, icon, words, key(cap), Some(Message::Input(input)), roles))
    };
    let (icon, big) = match (player.stage(), finding) {
        (Stage::Paused, _) => (Icon::Play, t!("go-on")),
        (_, true) => (Icon::Play, t!("found-it")),
        _ => (Icon::Pause, t!("pause")),
    };
    let mut first: Vec<Element<'a, Message>> =
        vec![button(Kind::Main, Some(icon), big, t!("key-space"), Input::Big)];
    let mut second = Vec::new();
    if run.step().phase == Phase::Press && player.stage() == Stage::Going {
        first.push(button(
            Kind::Plain,
            Some(Icon::Check),
            t!("let-go"),
            t!("key-enter"),
            Input::Proceed,
        ));
        second.push(button(
            Kind::Plain,
            None,
            t!("shorter", seconds = ADJUST_SECONDS),
            t!("key-minus"),
            Input::Shorter,
        ));
        second.push(button(
            Kind::Plain,
            None,
            t!("longer", seconds = ADJUST_SECONDS),
            t!("key-plus"),
            Input::Longer,
        ));
    }
    if run.step().phase == Phase::Rest && player.stage() == Stage::Going {
        let key = t!("key-enter");
        first.push(button(
            Kind::Plain,
            Some(Icon::SkipNext),
            t!("rest-go-on"),
            key,
            Input::Proceed,
        ));
    }
    let icon = |icon, message| Element::from(card::icon_button(icon, message, roles));
    second.push(if scale.keys {
        let again = Some(Message::Again);
        let words = t!("say-again");
        card::button(Kind::Plain, Some(Icon::Repeat), words, key(t!("key-r")), again, roles).into()
    } else {
        icon(Icon::Repeat, Message::Again)
    });
    second.push(icon(Icon::SkipBack, Message::Input(Input::Back)));
    second.push(icon(Icon::SkipNext, Message::Input(Input::Skip)));
    if scale.two_lines {
        second.push(icon(Icon::OnceMore, Message::Input(Input::OnceMore)));
    }
    let stop = if scale.edge < space::PAGE { t!("stop-short") } else { t!("stop-too-much") };
    let stop = button(Kind::Danger, Some(Icon::Stop), stop, t!("key-s"), Input::Stop);
    let leave = button(Kind::Link, None, t!("leave"), t!("key-escape"), Input::Leave);
    let apart = if scale.edge < space::PAGE { space::TIGHT } else { space::SNUG };
    let line = |all: Vec<Element<'a, Message>>| {
        Row::with_children(all).spacing(apart).align_y(Alignment::Center).width(Length::Fill)
    };
    if scale.two_lines {
        // Narrow: what ends the press stands together with Stop; the rest in a line below.
        let above = line(first).push(iced::widget::space().width(Length::Fill)).push(stop);
        let below = line(second).push(iced::widget::space().width(Length::Fill)).push(leave);
        column![above, below].spacing(space::TIGHT).into()
    } else {
        first.extend(second);
        row![line(first), leave, stop].spacing(space::SNUG).align_y(Alignment::Center).into()
    }
}

/// Whether to leave.
pub(super) fn leaving<'a>(roles: &Roles, scale: Scale) -> Element<'a, Message> {
    let key = |key: String| scale.keys.then_some(key);
    row![
        card::button(
            Kind::Main,
            Some(Icon::Play),
            t!("go-on"),
            key(t!("key-space")),
            Some(Message::Input(Input::Big)),
            roles
        ),
        card::button(
            Kind::Plain,
            None,
            t!("leave-now"),
            key(t!("key-escape")),
            Some(Message::Input(Input::LeaveNow)),
            roles
        ),
        type_scale::muted(t!("leave-keeps"), roles)
    ]
    .spacing(space::SNUG)
    .align_y(Alignment::Center)
    .wrap()
    .into()
}
