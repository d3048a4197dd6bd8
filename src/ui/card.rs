//! Boxes, banners and labels that several screens use.

use iced::widget::{Column, Row, column, container, rich_text, row, scrollable, span};
use iced::{Alignment, Color, Length};

use super::fonts::{STRONG, TEXT};
use super::icon::Icon;
use super::press::Press;
use super::style::{self, Kind};
use super::theme::Roles;
use super::{Element, space, type_scale};

/// A line of the caution prompt or a notice: a few words that catch the eye, then the sentence.
pub fn banner<'a, Message: 'a>(
    title: &str,
    words: String,
    ink: Color,
    ground: Color,
    roles: &Roles,
) -> Element<'a, Message> {
    // In high contrast the grounds are near black, so the edge carries the box.
    let line = (roles.ground == roles.surface).then_some(ink);
    let lead = if title.is_empty() { String::new() } else { format!("{title} ") };
    let text = rich_text![
        span::<(), _>(lead).font(STRONG).color(ink),
        span(words).font(TEXT).color(roles.ink)
    ]
    .size(16)
    .line_height(iced::Pixels(24.0))
    .width(Length::Fill);
    container(text)
        .padding([space::SNUG - 2.0, space::BASE + 2.0])
        .width(Length::Fill)
        .style(style::banner(ground, line))
        .into()
}

/// A caution.
pub fn caution<'a, Message: 'a>(title: &str, words: String, roles: &Roles) -> Element<'a, Message> {
    banner(title, words, roles.caution, roles.caution_ground, roles)
}

/// A red flag.
pub fn red_flag<'a, Message: 'a>(
    title: &str,
    words: String,
    roles: &Roles,
) -> Element<'a, Message> {
    banner(title, words, roles.danger, roles.danger_ground, roles)
}

/// A notice.
pub fn notice<'a, Message: 'a>(title: &str, words: String, roles: &Roles) -> Element<'a, Message> {
    banner(title, words, roles.accent, roles.accent_soft, roles)
}

/// A section: its label above its content.
pub fn section<'a, Message: 'a>(
    label: String,
    content: impl Into<Element<'a, Message>>,
    roles: &Roles,
) -> Element<'a, Message> {
    column![type_scale::section(label, roles), content.into()]
        .spacing(space::TIGHT)
        .width(Length::Fill)
        .into()
}

/// A numbered list.
pub fn numbered<'a, Message: 'a>(lines: &[String], roles: &Roles) -> Element<'a, Message> {
    let line = |(index, line): (usize, &String)| -> Element<'a, Message> {
        row![
            type_scale::body(format!("{}.", index + 1), roles).width(20),
            type_scale::body(line.clone(), roles).width(Length::Fill)
        ]
        .spacing(space::HAIR)
        .into()
    };
    Column::with_children(lines.iter().enumerate().map(line)).width(Length::Fill).into()
}

/// A word in a round frame that cannot be pressed.
pub fn tag<'a, Message: 'a>(words: String, roles: &Roles) -> Element<'a, Message> {
    let roles = *roles;
    container(type_scale::body(words, &roles).size(15).line_height(iced::Pixels(20.0)))
        .padding([5.0, 13.0])
        .style(move |_| container::Style {
            background: Some(roles.surface.into()),
            border: iced::border::rounded(space::ROUND).width(1).color(roles.line),
            ..container::Style::default()
        })
        .into()
}

/// A key cap with what the key does.
pub fn key<'a, Message: 'a>(cap: String, does: String, roles: &Roles) -> Element<'a, Message> {
    row![
        container(type_scale::small(cap, roles).size(13))
            .padding([1.0, 8.0])
            .style(style::key_cap(roles)),
        type_scale::small(does, roles)
    ]
    .spacing(6)
    .align_y(Alignment::Center)
    .into()
}

/// A button: an icon if any, its words, and the key that does the same if any.
pub fn button<'a, Message: Clone + 'a>(
    kind: Kind,
    icon: Option<Icon>,
    words: String,
    key: Option<String>,
    on_press: Option<Message>,
    roles: &Roles,
) -> Press<'a, Message> {
    let paint = style::button(kind, roles);
    let at_rest = if on_press.is_some() {
        super::press::Status::Active
    } else {
        super::press::Status::Disabled
    };
    let ink = paint(at_rest).text;
    let (across, down) = match kind {
        Kind::Main | Kind::Plain | Kind::Danger => (20.0, 14.0),
        Kind::Chip { .. } => (14.0, 6.0),
        Kind::Link => (4.0, 2.0),
        Kind::Rail { .. } | Kind::Row => (8.0, 8.0),
    };
    let size = if matches!(kind, Kind::Main | Kind::Plain | Kind::Danger) { 17.0 } else { 15.0 };
    let font = match kind {
        Kind::Chip { chosen: false } | Kind::Row => TEXT,
        _ => STRONG,
    };
    let label =
        iced::widget::text(words).size(size).line_height(iced::Pixels(size * 1.32)).font(font);
    let mut content = Row::new().spacing(10).align_y(Alignment::Center);
    if let Some(icon) = icon {
        content = content.push(icon.view(size + 3.0, ink));
    }
    content = content.push(label);
    if let Some(key) = key {
        let dimmed = Color { a: 0.72, ..ink };
        content = content.push(iced::widget::text(key).size(14).font(TEXT).color(dimmed));
    }
    Press::new(content, paint).padding([down, across]).on_press(on_press)
}

/// The way back to where one came from, which it names.
pub fn back<'a, Message: Clone + 'a>(
    words: String,
    on_press: Message,
    roles: &Roles,
) -> Press<'a, Message> {
    button(Kind::Link, Some(Icon::Back), words, None, Some(on_press), roles)
}

/// A button that is an icon alone.
pub fn icon_button<'a, Message: Clone + 'a>(
    icon: Icon,
    message: Message,
    roles: &Roles,
) -> Press<'a, Message> {
    Press::new(icon.view(20.0, roles.ink), style::button(Kind::Plain, roles))
        .padding([15, 16])
        .on_press(Some(message))
}

/// Content that scrolls where it does not fit.
pub fn scroll<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    roles: &Roles,
) -> Element<'a, Message> {
    let bar = scrollable::Scrollbar::new().width(6).scroller_width(6).margin(3);
    iced::widget::Scrollable::with_direction(content, scrollable::Direction::Vertical(bar))
        .id(iced::widget::Id::new(super::reveal::PAGE))
        .width(Length::Fill)
        .height(Length::Fill)
        .style(style::scroller(roles))
        .into()
}

/// A thin line from side to side.
pub fn line<'a, Message: 'a>(roles: &Roles) -> Element<'a, Message> {
    container(iced::widget::space())
        .width(Length::Fill)
        .height(1)
        .style(style::fill(roles.line))
        .into()
}
