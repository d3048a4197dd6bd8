//! What colour the surface has before light falls on it.

use super::Tones;
use crate::body::form::Label;

/// A colour: sRGB, 0 to 1.
pub type Colour = [f32; 3];

/// How wide the border of hair is, in decimetres.
const HAIR_SOFT: f32 = 0.05;
/// How wide the borders of lips, nails and irises are, as a part of the triangles there.
const LIPS_SOFT: f32 = 0.55;
const NAIL_SOFT: f32 = 0.3;
const IRIS_SOFT: f32 = 0.1;
/// How dark the seam at the edge of the clothes is.
const SEAM: f32 = 0.3;
/// Fields end at 1.27 dm; a border must stay within them.
const FIELD_END: f32 = 1.2;

/// What a surface of one colour is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Single {
    /// Bare skin.
    Skin,
    /// Hair.
    Hair,
    /// Clothes.
    Cloth,
    /// Lips.
    Lips,
    /// Nails.
    Nail,
    /// White of the eye.
    White,
    /// Iris.
    Iris,
}

/// The colours of the surface, and how finely their borders can be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Paints {
    tones: Tones,
    seam: Colour,
    /// Decimetres from the line where clothes or hair begin to where they hide the skin for certain.
    cloth_reach: f32,
    hair_reach: f32,
}

impl Paints {
    /// The colours for a picture with `scale` pixels in a decimetre.
    pub fn new(tones: &Tones, scale: f32) -> Self {
        // Surfaces at a slant squeeze a border into fewer pixels, never into more, so this far is always enough.
        let pixel = 1.0 / scale;
        let tones = tones.limited();
        Self {
            tones,
            seam: mix(tones.cloth, tones.line, SEAM),
            cloth_reach: (3.0 * pixel).min(FIELD_END),
            hair_reach: (HAIR_SOFT + pixel).min(FIELD_END),
        }
    }

    /// The lights and the deep shade depend on these.
    pub const fn tones(&self) -> &Tones {
        &self.tones
    }

    /// The colour of a triangle that has only one, from the fields at its corners.
    pub fn single(&self, label: Label, fields: [[f32; 3]; 3]) -> Option<Single> {
        let [[cloth_a, hair_a, mark_a], [cloth_b, hair_b, mark_b], [cloth_c, hair_c, mark_c]] =
            fields;
        let most = |a: f32, b: f32, c: f32| a.max(b).max(c);
        let least = |a: f32, b: f32, c: f32| a.min(b).min(c);
        if most(hair_a, hair_b, hair_c) > -self.hair_reach {
            let inside = least(hair_a, hair_b, hair_c) >= self.hair_reach;
            return inside.then_some(Single::Hair);
        }
        if most(cloth_a, cloth_b, cloth_c) > -self.cloth_reach {
            let inside = least(cloth_a, cloth_b, cloth_c) >= self.cloth_reach;
            return inside.then_some(Single::Cloth);
        }
        let is_under = most(mark_a, mark_b, mark_c) <= 0.0;
        let is_over = least(mark_a, mark_b, mark_c) >= 1.0;
        let [under, over] = layers(label);
        match (is_under, is_over) {
            (true, _) => Some(under),
            (_, true) => Some(over),
            _ => None,
        }
    }

    /// What colour that is.
    pub const fn colour(&self, single: Single) -> Colour {
        match single {
            Single::Skin => self.tones.skin,
            Single::Hair => self.tones.hair,
            Single::Cloth => self.tones.cloth,
            Single::Lips => self.tones.lips,
            Single::Nail => self.tones.nail,
            Single::White => self.tones.white,
            Single::Iris => self.tones.iris,
        }
    }

    /// The colour where fields are `at`, when they change by `change` from pixel to pixel.
    pub fn mixed(&self, label: Label, at: [f32; 3], change: [f32; 3]) -> Colour {
        let [under, over] = layers(label);
        let soft = match over {
            Single::Iris => IRIS_SOFT,
            Single::Nail => NAIL_SOFT,
            _ => LIPS_SOFT,
        };
        let part = cover((at[2] - 0.5) / change[2].max(soft));
        let skin = mix(self.colour(under), self.colour(over), part);
        let pixels = at[0] / change[0].max(1.0e-6);
        let seam = (1.0 - (pixels - 1.0).abs() * 0.6).max(0.0);
        let cloth = mix(self.tones.cloth, self.seam, seam);
        let dressed = mix(skin, cloth, cover(pixels));
        mix(dressed, self.tones.hair, cover(at[1] / change[1].max(HAIR_SOFT)))
    }
}

/// What a triangle may be painted with, and with what over that where it is marked.
const fn layers(label: Label) -> [Single; 2] {
    match label {
        Label::White | Label::Iris => [Single::White, Single::Iris],
        Label::Nail => [Single::Skin, Single::Nail],
        // Of the marks that lie half over skin, those of lips show; those of nails are too narrow.
        Label::Skin | Label::Lips => [Single::Skin, Single::Lips],
    }
}

/// From one colour to another.
pub fn mix(from: Colour, to: Colour, part: f32) -> Colour {
    [0, 1, 2].map(|channel| from[channel] + (to[channel] - from[channel]) * part)
}

/// How much of a pixel lies inside a border, from how many pixels inside its centre lies.
fn cover(inside: f32) -> f32 {
    let part = (inside + 0.5).clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}
