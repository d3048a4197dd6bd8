//! What can be said on the page of the end.

use iced::widget::{Column, Row, column, row};
use iced::{Alignment, Length};

use super::super::noting::{self, REMARK};
use super::super::{Message, Player};
use crate::domain::history::Rating;
use crate::domain::point::Side;
use crate::screen::World;
use crate::t;
use crate::ui::style::Kind;
use crate::ui::theme::Roles;
use crate::ui::watched::watched;
use crate::ui::{Element, card, field, scale, space, type_scale};
use crate::words::rating;

/// Which side was worse, tags, a remark; nothing where nothing was pressed.
pub(super) fn more<'a>(player: &Player, roles: &Roles) -> Option<Element<'a, Message>> {
    if !player.conductor.can_be_rated() {
        return None;
    }
    let all = Column::new()
        .push(player.both_sides().then(|| worse(player, roles)))
        .push(tags(player, roles))
        .push(remark(player, roles))
        .spacing(space::WIDE);
    Some(all.width(Length::Fill).into())
}

/// How strong it is now; nothing where that is not asked.
pub(super) fn now<'a>(
    player: &Player,
    world: &World,
    roles: &Roles,
) -> Option<Element<'a, Message>> {
    if !player.asks_rating() {
        return None;
    }
    let said = player.conductor.said();
    let complaint = player.conductor.complaint();
    let complaint = complaint.and_then(|key| world.library.complaints.find(key));
    let before = said.before.map(|before| type_scale::strong(rating::before(before), roles));
    let asked = row![type_scale::body(rating::question(complaint), roles).width(Length::Fill)]
        .push(before)
        .spacing(space::BASE)
        .align_y(Alignment::Center);
    let on_choose =
        |of_ten: Option<u8>| Message::Note(noting::Message::Rate(of_ten.and_then(Rating::new)));
    let scale = scale::scale(said.after.map(Rating::get), on_choose, roles);
    let keys = row![card::key(t!("rate-key"), t!("rate-does"), roles)]
        .push(
            (!player.noting.answered)
                .then(|| card::key(t!("key-space"), t!("rate-does-skip"), roles)),
        )
        .spacing(space::BASE)
        .wrap();
    Some(column![asked, scale, keys].spacing(space::TIGHT).into())
}

fn worse<'a>(player: &Player, roles: &Roles) -> Element<'a, Message> {
    let said = player.conductor.said().worse;
    let chip = |words: String, key: String, side: Option<Side>| {
        let chosen =
            if side.is_none() { said.is_none() && player.noting.neither } else { said == side };
        let press = Some(Message::Note(noting::Message::Worse(side)));
        Element::from(card::button(Kind::Chip { chosen }, None, words, Some(key), press, roles))
    };
    let chips = [
        chip(t!("worse-left"), t!("key-left"), Some(Side::Left)),
        chip(t!("worse-right"), t!("key-right"), Some(Side::Right)),
        chip(t!("worse-neither"), t!("key-n"), None),
    ];
    let chips =
        Row::with_children(chips).spacing(space::TIGHT).wrap().vertical_spacing(space::TIGHT);
    field::labelled(t!("worse-side"), None, chips, roles)
}

fn tags<'a>(player: &Player, roles: &Roles) -> Element<'a, Message> {
    let given = &player.conductor.said().tags;
    let others = player.noting.usual.iter().filter(|tag| !given.contains(tag));
    let chip = |tag: &String, chosen: bool| {
        let press = Some(Message::Note(noting::Message::Tag(tag.clone())));
        Element::from(card::button(Kind::Chip { chosen }, None, tag.clone(), None, press, roles))
    };
    let mut chips: Vec<Element<'a, Message>> = given.iter().map(|tag| chip(tag, true)).collect();
    chips.extend(others.map(|tag| chip(tag, false)));
    let typed = field::entry(
        &t!("tag-new"),
        &player.noting.new_tag,
        160.0,
        |text| Message::Note(noting::Message::NewTag(text)),
        Message::Note(noting::Message::AddTag),
        roles,
    );
    chips.push(watched(typed, Message::Note(noting::Message::AddTag)));
    let chips = Row::with_children(chips)
        .spacing(space::TIGHT)
        .align_y(Alignment::Center)
        .wrap()
        .vertical_spacing(space::TIGHT);
    field::labelled(t!("tags"), None, chips, roles)
}

fn remark<'a>(player: &Player, roles: &Roles) -> Element<'a, Message> {
    let keep = Message::Note(noting::Message::KeepRemark);
    let typed = field::remark(
        REMARK,
        &t!("remark-hint"),
        &player.noting.remark,
        |text| Message::Note(noting::Message::Remark(text)),
        keep.clone(),
        roles,
    );
    let label = row![
        type_scale::strong(t!("remark"), roles),
        card::key(t!("key-w"), t!("remark-does"), roles)
    ]
    .spacing(space::SNUG)
    .align_y(Alignment::Center);
    column![label, watched(typed, keep)].spacing(space::TIGHT).into()
}
