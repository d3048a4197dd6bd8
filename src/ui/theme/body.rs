//! The colours of the human form: four tones of skin in each suit.

use super::{CONTRAST, NIGHT, Roles, rgb};
use crate::body::raster::Tones;
use crate::domain::settings::SkinTone;

const fn tone(hex: u32) -> [f32; 3] {
    let color = rgb(hex);
    [color.r, color.g, color.b]
}

/// A tone of skin with what goes with it. The skin is as it is in full light: most of it is drawn darker.
const fn skin(tone_of: SkinTone) -> Tones {
    let [skin, hair, lips, nail, iris, line, shade] = match tone_of {
        SkinTone::Light => [0xFFE6D5, 0x4F3E36, 0xE8B0A3, 0xFFE2D4, 0x5C4537, 0x4F362B, 0x875749],
        SkinTone::Medium => [0xFBD7BE, 0x4F3E36, 0xE0A695, 0xFFE2D4, 0x5C4537, 0x4F362B, 0x784B3C],
        SkinTone::Brown => [0xDBAB87, 0x332821, 0xBA7A69, 0xE0B89E, 0x5C4537, 0x3D261C, 0x5E3828],
        SkinTone::Dark => [0x996E54, 0x1D1714, 0x855347, 0xB28770, 0x241A14, 0x1F130E, 0x331D16],
    };
    Tones {
        skin: tone(skin),
        hair: tone(hair),
        cloth: tone(0x87B0A7),
        lips: tone(lips),
        nail: tone(nail),
        white: tone(0xFFFCF7),
        iris: tone(iris),
        line: tone(line),
        shade: tone(shade),
    }
}

/// That much of a colour's light.
const fn dimmed(color: [f32; 3], light: f32) -> [f32; 3] {
    [color[0] * light, color[1] * light, color[2] * light]
}

/// The form in a suit.
pub(super) fn tones(roles: &Roles, tone_of: SkinTone) -> Tones {
    let plain = skin(tone_of);
    // On a dark ground dark skin needs its light, and fair skin would be a lamp beside the words.
    let light = match tone_of {
        SkinTone::Light | SkinTone::Medium => 0.92,
        SkinTone::Brown | SkinTone::Dark => 1.0,
    };
    if *roles == NIGHT {
        return Tones {
            skin: dimmed(plain.skin, light),
            hair: tone(0x453832),
            cloth: tone(0x5C8780),
            lips: dimmed(plain.lips, light),
            nail: dimmed(plain.nail, light),
            white: dimmed(plain.white, light),
            line: tone(0x1A1311),
            ..plain
        };
    }
    if *roles == CONTRAST {
        return Tones {
            hair: tone(0x6B574A),
            cloth: tone(0x4C9E91),
            white: [1.0; 3],
            line: tone(0x050403),
            ..plain
        };
    }
    plain
}
