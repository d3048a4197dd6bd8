//! Before the first session: whether the sound is heard, which leads whoever has their eyes closed.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};

use super::Message;
use crate::domain::settings::Settings;
use crate::screen::{Sound, World};
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::{self, Kind};
use crate::ui::theme::Roles;
use crate::ui::{Element, card, field, space, type_scale};

/// The question, with the volume.
pub(super) fn hearing<'a>(world: &World, roles: &Roles) -> Element<'a, Message> {
    let settings = &world.settings;
    let set = |change: &dyn Fn(&mut Settings)| {
        let mut settings = settings.clone();
        change(&mut settings);
        Message::Set(Box::new(settings))
    };
    let all = settings.clone();
    let volume = field::percent(
        settings.voice_percent,
        t!("percent", value = settings.voice_percent),
        move |percent| {
            let cue_percent = percent.saturating_sub(10);
            let volumes = Settings { voice_percent: percent, cue_percent, ..all.clone() };
            Message::Set(Box::new(volumes))
        },
        roles,
    );
    let heard = set(&|settings| settings.sound_heard = true);
    let buttons = row![
        card::button(Kind::Plain, Some(Icon::Check), t!("hear-yes"), None, Some(heard), roles),
        card::button(
            Kind::Link,
            Some(Icon::Sound),
            t!("hear-again"),
            Some(t!("key-r")),
            Some(Message::Read),
            roles
        ),
    ]
    .spacing(space::SNUG)
    .wrap()
    .vertical_spacing(space::TIGHT);
    let title = row![type_scale::strong(t!("hear-title"), roles).width(Length::Fill), buttons]
        .spacing(space::SNUG)
        .align_y(Alignment::Center)
        .wrap()
        .vertical_spacing(space::TIGHT);
    let mut all = column![title, volume].spacing(space::TIGHT);
    if let Sound::None { why } = &world.sound {
        all =
            all.push(type_scale::body(why.clone(), roles).color(roles.caution).width(Length::Fill));
    }
    container(all)
        .padding([space::SNUG, space::BASE])
        .width(Length::Fill)
        .style(style::card(roles))
        .into()
}
