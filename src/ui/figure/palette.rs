//! The colours of the body and its marks, by the suit that the window wears and the skin that was chosen.

use iced::Color;

use super::shown::Plaque;
use crate::body::plate::{Inks, Palette};
use crate::domain::settings::SkinTone;
use crate::ui::theme::Roles;

/// All colours of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colors {
    /// Body and marks.
    pub palette: Palette,
    /// Words.
    pub plaque: Plaque,
    /// The figure is cut round, on a disc of that colour.
    pub round: Option<Color>,
}

const fn ink(color: Color, cover: f32) -> [f32; 4] {
    [color.r, color.g, color.b, cover]
}

impl Colors {
    /// The colours for that suit and skin.
    #[must_use]
    pub fn new(roles: &Roles, skin: SkinTone) -> Self {
        let body = roles.body(skin);
        let inks = Inks {
            point: ink(roles.point, 1.0),
            ruler: ink(roles.ruler, 1.0),
            landmark: ink(roles.ink, 1.0),
            halo: ink(roles.surface, 0.85),
            line: ink(roles.ruler, 0.75),
        };
        let plaque =
            Plaque { ground: Color { a: 0.92, ..roles.surface }, ink: roles.ink, line: roles.line };
        Self { palette: Palette { tones: body, inks }, plaque, round: None }
    }

    /// Cut round, on a disc of that colour.
    #[must_use]
    pub const fn round(self, ground: Color) -> Self {
        Self { round: Some(ground), ..self }
    }
}
