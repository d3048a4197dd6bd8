//! How boxes and buttons are painted, by role.

use iced::border::{Border, Radius};
use iced::widget::{container, scrollable};
use iced::{Background, Color};

use super::press::{Paint, Status};
use super::space;
use super::theme::Roles;

fn boxed(ground: Color, line: Option<Color>, radius: f32) -> container::Style {
    container::Style {
        background: Some(Background::Color(ground)),
        border: Border {
            color: line.unwrap_or(Color::TRANSPARENT),
            width: if line.is_some() { 1.0 } else { 0.0 },
            radius: Radius::new(radius),
        },
        ..container::Style::default()
    }
}

/// Fills a place with one colour.
pub fn fill(color: Color) -> impl Fn(&iced::Theme) -> container::Style {
    move |_| boxed(color, None, 0.0)
}

/// A card with a line around it.
pub fn card(roles: &Roles) -> impl Fn(&iced::Theme) -> container::Style + use<> {
    let roles = *roles;
    move |_| boxed(roles.surface, Some(roles.line), space::CORNER)
}

/// A box of that colour with that edge.
pub fn edged(ground: Color, edge: Color) -> impl Fn(&iced::Theme) -> container::Style {
    move |_| boxed(ground, Some(edge), space::CORNER)
}

/// A coloured box: a caution, a red flag, a notice.
pub fn banner(ground: Color, line: Option<Color>) -> impl Fn(&iced::Theme) -> container::Style {
    move |_| boxed(ground, line, space::CORNER)
}

/// A light along the edge, with nothing inside.
pub fn frame(color: Color, width: f32) -> impl Fn(&iced::Theme) -> container::Style {
    move |_| container::Style {
        border: iced::Border { color, width, radius: 0.0.into() },
        ..container::Style::default()
    }
}

/// A little key cap.
pub fn key_cap(roles: &Roles) -> impl Fn(&iced::Theme) -> container::Style + use<> {
    let roles = *roles;
    move |_| boxed(roles.surface, Some(roles.line), 5.0)
}

/// A thin bar that stays out of the way.
pub fn scroller(
    roles: &Roles,
) -> impl Fn(&iced::Theme, scrollable::Status) -> scrollable::Style + use<> {
    let roles = *roles;
    move |_, status| {
        let held = matches!(
            status,
            scrollable::Status::Hovered { is_vertical_scrollbar_hovered: true, .. }
                | scrollable::Status::Dragged { is_vertical_scrollbar_dragged: true, .. }
        );
        let rail = scrollable::Rail {
            background: None,
            border: Border::default(),
            scroller: scrollable::Scroller {
                background: Background::Color(if held {
                    roles.muted
                } else {
                    towards(roles.muted, roles.ground, 0.55)
                }),
                border: Border { radius: Radius::new(3.0), ..Border::default() },
            },
        };
        scrollable::Style {
            container: container::Style::default(),
            vertical_rail: rail,
            horizontal_rail: rail,
            gap: None,
            auto_scroll: scrollable::AutoScroll {
                background: Background::Color(roles.surface),
                border: Border { color: roles.line, width: 1.0, radius: Radius::new(20.0) },
                shadow: iced::Shadow::default(),
                icon: roles.ink,
            },
        }
    }
}

/// What a button is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The one main action of a screen.
    Main,
    /// Any other action.
    Plain,
    /// Stop.
    Danger,
    /// One of several choices.
    Chip {
        /// Whether it is the chosen one.
        chosen: bool,
    },
    /// A word that leads somewhere.
    Link,
    /// A place in the rail.
    Rail {
        /// Whether the person is there.
        here: bool,
    },
    /// A row of a list.
    Row,
}

/// A colour that far, from 0 to 1, on the way to another.
#[must_use]
pub fn towards(color: Color, other: Color, amount: f32) -> Color {
    let mix = |a: f32, b: f32| a + (b - a) * amount;
    Color {
        r: mix(color.r, other.r),
        g: mix(color.g, other.g),
        b: mix(color.b, other.b),
        a: color.a,
    }
}

/// The paint of a button of that kind.
pub fn button(kind: Kind, roles: &Roles) -> impl Fn(Status) -> Paint + use<> {
    let roles = *roles;
    move |status| {
        let (ground, line, text, radius) = match kind {
            Kind::Main => (Some(roles.accent), None, roles.on_accent, space::CORNER),
            Kind::Plain => (Some(roles.surface), Some(roles.line), roles.ink, space::CORNER),
            Kind::Danger => (Some(roles.ground), Some(roles.danger), roles.danger, space::CORNER),
            Kind::Chip { chosen: true } => {
                (Some(roles.accent_soft), Some(roles.accent), roles.accent, space::ROUND)
            }
            Kind::Chip { chosen: false } => {
                (Some(roles.surface), Some(roles.line), roles.ink, space::ROUND)
            }
            Kind::Link => (None, None, roles.accent, 6.0),
            Kind::Rail { here: true } => {
                (Some(roles.accent_soft), None, roles.accent, space::CORNER)
            }
            Kind::Rail { here: false } => (None, None, roles.muted, space::CORNER),
            Kind::Row => (None, None, roles.ink, 8.0),
        };
        let hover = ground.unwrap_or(roles.ground);
        let ground = match status {
            Status::Active => ground,
            Status::Hovered => Some(towards(hover, roles.ink, 0.06)),
            Status::Pressed => Some(towards(hover, roles.ink, 0.13)),
            Status::Disabled => ground.map(|ground| towards(ground, roles.ground, 0.6)),
        };
        let text = if status == Status::Disabled { towards(text, roles.ground, 0.5) } else { text };
        Paint {
            ground,
            text,
            border: Border {
                color: line.unwrap_or(Color::TRANSPARENT),
                width: if line.is_some() { 1.0 } else { 0.0 },
                radius: Radius::new(radius),
            },
            ring: roles.accent,
        }
    }
}

/// The slider of a volume.
pub fn slider(
    roles: &Roles,
) -> impl Fn(&iced::Theme, iced::widget::slider::Status) -> iced::widget::slider::Style + use<> {
    use iced::widget::slider::{Handle, HandleShape, Rail, Style};
    let roles = *roles;
    move |_, _| Style {
        rail: Rail {
            backgrounds: (Background::Color(roles.accent), Background::Color(roles.line)),
            width: 6.0,
            border: Border { radius: Radius::new(3.0), ..Border::default() },
        },
        handle: Handle {
            shape: HandleShape::Circle { radius: 9.0 },
            background: Background::Color(roles.accent),
            border_width: 2.0,
            border_color: roles.surface,
        },
    }
}
