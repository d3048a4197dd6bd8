//! Fields of settings and options: a label, what it is set to, and ways to change it.

use iced::keyboard::{Key, key::Named};
use iced::widget::{Row, Slider, TextInput, column, row, text_input};
use iced::{Alignment, Border, Length};

use super::card;
use super::press::Press;
use super::style::{self, Kind};
use super::theme::Roles;
use super::{Element, fonts, space, type_scale};

/// A row of chips of which one is chosen.
pub fn chips<'a, T: PartialEq + Copy, Message: Clone + 'a>(
    choices: impl IntoIterator<Item = (T, String)>,
    chosen: T,
    on_choose: impl Fn(T) -> Message,
    roles: &Roles,
) -> Element<'a, Message> {
    let chip = |(choice, words): (T, String)| {
        let kind = Kind::Chip { chosen: choice == chosen };
        Element::from(card::button(kind, None, words, None, Some(on_choose(choice)), roles))
    };
    Row::with_children(choices.into_iter().map(chip))
        .spacing(space::TIGHT)
        .wrap()
        .vertical_spacing(space::TIGHT)
        .into()
}

/// A labelled field; the hint says what it is for.
pub fn labelled<'a, Message: 'a>(
    label: String,
    hint: Option<String>,
    field: impl Into<Element<'a, Message>>,
    roles: &Roles,
) -> Element<'a, Message> {
    let mut all =
        column![type_scale::strong(label, roles)].spacing(space::HAIR).width(Length::Fill);
    if let Some(hint) = hint {
        all = all.push(type_scale::small(hint, roles));
    }
    all.push(iced::widget::space().height(space::HAIR)).push(field).into()
}

/// Less and more around a value. Each does nothing at the end of the range.
pub fn stepper<'a, Message: Clone + 'a>(
    value: String,
    less: Option<Message>,
    more: Option<Message>,
    roles: &Roles,
) -> Element<'a, Message> {
    let step = |icon: super::icon::Icon, message: Option<Message>| {
        let color = if message.is_some() { roles.ink } else { roles.line };
        Press::new(icon.view(18.0, color), style::button(Kind::Chip { chosen: false }, roles))
            .padding(8)
            .on_press(message)
    };
    row![
        step(super::icon::Icon::Minus, less),
        type_scale::strong(value, roles).width(96).align_x(iced::Center),
        step(super::icon::Icon::Plus, more)
    ]
    .spacing(space::TIGHT)
    .align_y(Alignment::Center)
    .into()
}

/// A value from 0 to 100: dragged, or moved by the arrow keys while it has the ring.
pub fn percent<'a, Message: Clone + 'a>(
    value: u8,
    words: String,
    on_change: impl Fn(u8) -> Message + Clone + 'a,
    roles: &Roles,
) -> Element<'a, Message> {
    let by_key = on_change.clone();
    let slider = Slider::new(0..=100, value, on_change)
        .step(5_u8)
        .style(style::slider(roles))
        .width(Length::Fill);
    let content = row![slider, type_scale::body(words, roles).width(64)]
        .spacing(space::BASE)
        .align_y(Alignment::Center);
    Press::new(content, style::button(Kind::Row, roles))
        .padding([6, 8])
        .width(Length::Fill)
        .on_key(move |key| match key {
            Key::Named(Named::ArrowRight | Named::ArrowUp) => {
                Some(by_key(value.saturating_add(5).min(100)))
            }
            Key::Named(Named::ArrowLeft | Named::ArrowDown) => {
                Some(by_key(value.saturating_sub(5)))
            }
            _ => None,
        })
        .into()
}

/// A line of text to type.
pub fn line<'a, Message: Clone + 'a>(
    placeholder: &str,
    value: &str,
    on_input: impl Fn(String) -> Message + 'a,
    roles: &Roles,
) -> Element<'a, Message> {
    typed(placeholder, value, on_input, roles).padding([10, 14]).width(220).into()
}

/// The name of something, as large as a title.
pub fn name<'a, Message: Clone + 'a>(
    placeholder: &str,
    value: &str,
    on_input: impl Fn(String) -> Message + 'a,
    roles: &Roles,
) -> Element<'a, Message> {
    let name = typed(placeholder, value, on_input, roles).padding([6, 10]);
    name.size(28).font(fonts::STRONG).into()
}

/// A sentence or two, over the whole width.
pub fn text<'a, Message: Clone + 'a>(
    placeholder: &str,
    value: &str,
    on_input: impl Fn(String) -> Message + 'a,
    roles: &Roles,
) -> Element<'a, Message> {
    typed(placeholder, value, on_input, roles).padding([10, 14]).into()
}

/// A sentence or two over the whole width, in a box that has a name, taken with Enter.
pub fn remark<'a, Message: Clone + 'a>(
    id: &'static str,
    placeholder: &str,
    value: &str,
    on_input: impl Fn(String) -> Message + 'a,
    on_submit: Message,
    roles: &Roles,
) -> Element<'a, Message> {
    let remark = typed(placeholder, value, on_input, roles).padding([10, 14]);
    remark.id(iced::widget::Id::new(id)).on_submit(on_submit).into()
}

/// A short line of text that is taken with Enter.
pub fn entry<'a, Message: Clone + 'a>(
    placeholder: &str,
    value: &str,
    width: f32,
    on_input: impl Fn(String) -> Message + 'a,
    on_submit: Message,
    roles: &Roles,
) -> Element<'a, Message> {
    let entry = typed(placeholder, value, on_input, roles).padding([8, 12]);
    entry.on_submit(on_submit).width(width).into()
}

/// A box to type in, over the whole width.
fn typed<'a, Message: Clone + 'a>(
    placeholder: &str,
    value: &str,
    on_input: impl Fn(String) -> Message + 'a,
    roles: &Roles,
) -> TextInput<'a, Message> {
    text_input(placeholder, value)
        .on_input(on_input)
        .size(16)
        .width(Length::Fill)
        .style(paint(roles))
}

/// How a box to type in is painted.
fn paint(roles: &Roles) -> impl Fn(&iced::Theme, text_input::Status) -> text_input::Style + use<> {
    let roles = *roles;
    move |_, status| {
        let focused = matches!(status, text_input::Status::Focused { .. });
        text_input::Style {
            background: roles.surface.into(),
            border: Border {
                color: if focused { roles.accent } else { roles.line },
                width: if focused { 2.0 } else { 1.0 },
                radius: space::CORNER.into(),
            },
            icon: roles.muted,
            placeholder: roles.muted,
            value: roles.ink,
            selection: roles.accent_soft,
        }
    }
}

/// A search box over the whole width.
pub fn search<'a, Message: Clone + 'a>(
    id: &'static str,
    placeholder: &str,
    value: &str,
    on_input: impl Fn(String) -> Message + 'a,
    on_submit: Message,
    roles: &Roles,
) -> Element<'a, Message> {
    let search = typed(placeholder, value, on_input, roles).padding([12, 16]).size(17);
    search.id(iced::widget::Id::new(id)).on_submit(on_submit).into()
}
