//! Roles of colour, in three suits: paper, night and high contrast. No screen names a colour.

#![allow(clippy::unreadable_literal, reason = "colours are written as everybody writes them")]

mod body;

use iced::theme::{Mode, Palette};
use iced::{Color, Theme};

use crate::body::raster::Tones;
use crate::domain::settings::{SkinTone, ThemeChoice};

const fn rgb(hex: u32) -> Color {
    // Each byte fits an f32 exactly.
    #[allow(clippy::cast_precision_loss, reason = "values up to 255")]
    const fn part(byte: u32) -> f32 {
        byte as f32 / 255.0
    }
    Color::from_rgb(part((hex >> 16) & 0xFF), part((hex >> 8) & 0xFF), part(hex & 0xFF))
}

/// A suit of colours by what they are for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Roles {
    /// Behind everything.
    pub ground: Color,
    /// Cards and chips.
    pub surface: Color,
    /// The rail and the picture side.
    pub sunk: Color,
    /// Text.
    pub ink: Color,
    /// Text of less weight.
    pub muted: Color,
    /// Rules and borders.
    pub line: Color,
    /// What is still to come on the ring and the bar.
    pub track: Color,
    /// The one accent.
    pub accent: Color,
    /// Text on the accent.
    pub on_accent: Color,
    /// The accent as a ground.
    pub accent_soft: Color,
    /// The point on the figure.
    pub point: Color,
    /// The ruler and the meridians on the figure.
    pub ruler: Color,
    /// Headline of a caution.
    pub caution: Color,
    /// Ground of a caution.
    pub caution_ground: Color,
    /// Headline of a red flag; the stop button.
    pub danger: Color,
    /// Ground of a red flag.
    pub danger_ground: Color,
}

/// Light.
pub const PAPER: Roles = Roles {
    ground: rgb(0xFAF6F0),
    surface: rgb(0xFFFFFF),
    sunk: rgb(0xF3EDE3),
    ink: rgb(0x2A2825),
    muted: rgb(0x6E675E),
    line: rgb(0xE5DCCF),
    track: rgb(0xE5DCCF),
    accent: rgb(0x1E7667),
    on_accent: rgb(0xFFFFFF),
    accent_soft: rgb(0xDDEFEA),
    point: rgb(0xCF4526),
    ruler: rgb(0x14655A),
    caution: rgb(0x8A5A00),
    caution_ground: rgb(0xFFF3D6),
    danger: rgb(0xA3281C),
    danger_ground: rgb(0xFBE4E0),
};

/// Dark.
pub const NIGHT: Roles = Roles {
    ground: rgb(0x14181A),
    surface: rgb(0x1B2124),
    sunk: rgb(0x101315),
    ink: rgb(0xEFEAE2),
    muted: rgb(0x98A1A1),
    line: rgb(0x2B3337),
    track: rgb(0x2B3337),
    accent: rgb(0x62CDB8),
    on_accent: rgb(0x0C1A17),
    accent_soft: rgb(0x17322D),
    point: rgb(0xFF7C5C),
    ruler: rgb(0x8FE3D2),
    caution: rgb(0xF2C46D),
    caution_ground: rgb(0x33290F),
    danger: rgb(0xFF9B8E),
    danger_ground: rgb(0x3A1613),
};

/// Black and white, with few and strong colours.
pub const CONTRAST: Roles = Roles {
    ground: rgb(0x000000),
    surface: rgb(0x000000),
    sunk: rgb(0x000000),
    ink: rgb(0xFFFFFF),
    muted: rgb(0xE6E6E6),
    line: rgb(0xFFFFFF),
    track: rgb(0x4D4D4D),
    accent: rgb(0x7CFFE6),
    on_accent: rgb(0x000000),
    accent_soft: rgb(0x002620),
    point: rgb(0xFFB09C),
    ruler: rgb(0x7CFFE6),
    caution: rgb(0xFFDC7A),
    caution_ground: rgb(0x2A2000),
    danger: rgb(0xFFB9B0),
    danger_ground: rgb(0x3A0602),
};

impl Roles {
    /// The colours of the human form in this suit, with that skin.
    #[must_use]
    pub fn body(&self, skin: SkinTone) -> Tones {
        body::tones(self, skin)
    }
}

/// Where a suit is worn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Any screen but the player.
    House,
    /// The player, which is night unless the person chose otherwise.
    Player,
}

/// The suit for that choice, place and mode of the system.
#[must_use]
pub const fn roles(choice: ThemeChoice, place: Place, system: Mode) -> Roles {
    match (choice, place) {
        (ThemeChoice::HighContrast, _) => CONTRAST,
        (ThemeChoice::Paper, _) => PAPER,
        (ThemeChoice::Night, _) | (ThemeChoice::System, Place::Player) => NIGHT,
        (ThemeChoice::System, Place::House) => match system {
            Mode::Dark => NIGHT,
            Mode::Light | Mode::None => PAPER,
        },
    }
}

/// The suit for that choice where no system says what it wears: paper unless chosen otherwise.
#[must_use]
pub const fn roles_by_day(choice: ThemeChoice) -> Roles {
    roles(choice, Place::House, Mode::Light)
}

/// The suit as iced's own widgets wear it.
#[must_use]
pub fn theme(roles: &Roles) -> Theme {
    Theme::custom(
        "Wellspring",
        Palette {
            background: roles.ground,
            text: roles.ink,
            primary: roles.accent,
            success: roles.accent,
            warning: roles.caution,
            danger: roles.danger,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast ratio by WCAG 2.2: 1 to 21.
    fn contrast(one: Color, other: Color) -> f32 {
        let (one, other) = (one.relative_luminance() + 0.05, other.relative_luminance() + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn text_can_be_read() {
        for (suit, roles, ink, muted) in [
            ("paper", PAPER, 7.0, 4.5),
            ("night", NIGHT, 7.0, 4.5),
            ("contrast", CONTRAST, 15.0, 12.0),
        ] {
            let rows = [
                ("ink on ground", roles.ink, roles.ground, ink),
                ("ink on surface", roles.ink, roles.surface, ink),
                ("ink on sunk", roles.ink, roles.sunk, ink),
                ("ink on caution", roles.ink, roles.caution_ground, ink),
                ("ink on danger", roles.ink, roles.danger_ground, ink),
                ("ink on soft accent", roles.ink, roles.accent_soft, ink),
                ("muted on ground", roles.muted, roles.ground, muted),
                ("muted on surface", roles.muted, roles.surface, muted),
                ("muted on sunk", roles.muted, roles.sunk, muted),
                ("accent on ground", roles.accent, roles.ground, 4.5),
                ("accent on soft accent", roles.accent, roles.accent_soft, 4.5),
                ("text on accent", roles.on_accent, roles.accent, 4.5),
                ("caution", roles.caution, roles.caution_ground, 4.5),
                ("danger", roles.danger, roles.danger_ground, 4.5),
                ("danger on ground", roles.danger, roles.ground, 4.5),
                ("accent on its track", roles.accent, roles.track, 3.0),
                ("point on sunk", roles.point, roles.sunk, 3.0),
            ];
            for (what, front, back, least) in rows {
                let found = contrast(front, back);
                assert!(found >= least, "{suit}: {what} has {found:.2}:1, needs {least}:1");
            }
        }
    }

    #[test]
    fn the_player_is_night_unless_chosen_otherwise() {
        let rows = [
            (ThemeChoice::System, Place::Player, Mode::Light, NIGHT),
            (ThemeChoice::System, Place::House, Mode::Light, PAPER),
            (ThemeChoice::System, Place::House, Mode::Dark, NIGHT),
            (ThemeChoice::System, Place::House, Mode::None, PAPER),
            (ThemeChoice::Paper, Place::Player, Mode::Dark, PAPER),
            (ThemeChoice::HighContrast, Place::Player, Mode::Dark, CONTRAST),
        ];
        for (choice, place, system, expected) in rows {
            assert_eq!(roles(choice, place, system), expected, "{choice:?} {place:?} {system:?}");
        }
    }
}
