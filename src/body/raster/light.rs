//! The light on the surface.

use std::ops::Range;

use glam::Vec2;

use super::depth::{NOBODY, Owners};
use super::facet::{Corner, Facet};
use super::paint::{Colour, Paints};
use super::{Size, real};

/// Where the light comes from, to the right, up and towards the camera: it moves with the camera, so that every
/// view can be read.
const KEY: [f32; 3] = [-0.45, 0.6, 0.661_4];
/// Soft light from the other side, so that shade keeps its form.
const FILL: [f32; 3] = [0.7, -0.25, 0.668_9];
/// How much each light gives.
const KEY_PART: f32 = 0.88;
const FILL_PART: f32 = 0.18;
const EVEN_PART: f32 = 0.02;
/// How much darker the surface is where it turns away.
const RIM: f32 = 0.4;
/// How much deeper hollows are than the light that reaches them.
const HOLLOW: f32 = 0.45;
/// How much deep shade keeps of a surface's own colour.
const OWN_SHADE: f32 = 0.75;

/// All that a picture is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The size of the picture.
    pub size: Size,
    /// The vertices.
    pub corners: &'a [Corner],
    /// The triangles that face the camera.
    pub facets: &'a [Facet],
    /// How near each pixel's centre is.
    pub depth: &'a [f32],
    /// The colours.
    pub paints: &'a Paints,
    /// Decimetres in a pixel.
    pub pixel_dm: f32,
}

/// How colours fall into the shade.
#[derive(Debug, Clone, Copy)]
pub struct Fall {
    base: Colour,
    own: Colour,
}

impl Fall {
    /// Deep shade is warm, and on every surface a little of its own colour.
    pub fn new(paints: &Paints) -> Self {
        let tones = paints.tones();
        let base = tones.shade.map(|part| part * (1.0 - OWN_SHADE));
        let own = [0, 1, 2].map(|at| {
            let part = tones.shade[at] * OWN_SHADE / tones.skin[at].max(0.05);
            part.min(1.0 - base[at])
        });
        Self { base, own }
    }

    /// A channel of a surface's colour in the light.
    #[inline]
    fn channel(&self, at: usize, colour: f32, light: f32) -> f32 {
        let deep = self.base[at] + self.own[at] * colour;
        deep + (colour - deep) * light
    }

    /// A surface's colour in the light.
    pub fn colour(&self, colour: Colour, light: f32) -> Colour {
        [0, 1, 2].map(|at| self.channel(at, colour[at], light))
    }
}

/// How much light falls on a surface, from 0 to 1. `facing` need not have length 1.
#[inline]
pub fn light([x, y, z, open]: [f32; 4]) -> f32 {
    let shorten = 1.0 / (x * x + y * y + z * z + 1.0e-12).sqrt();
    let (x, y, z) = (x * shorten, y * shorten, z * shorten);
    // Light wraps round the form: nothing is black, and nothing has an edge that is not the form's.
    let key = 0.5 + 0.5 * (x * KEY[0] + y * KEY[1] + z * KEY[2]);
    let fill = 0.5 + 0.5 * (x * FILL[0] + y * FILL[1] + z * FILL[2]);
    let away = if z > 0.0 { 1.0 - z } else { 1.0 };
    let rim = 1.0 - RIM * away * away * away;
    // Hollows are lit by less of the sky than by light from their own walls, so they darken late, then deeply.
    let hollow = open * (1.0 - HOLLOW + HOLLOW * open);
    let light = (EVEN_PART + KEY_PART * key * key + FILL_PART * fill) * rim * hollow;
    if light < 1.0 { light } else { 1.0 }
}

/// A colour channel as a byte.
#[inline]
pub fn byte(channel: f32) -> u32 {
    // As in `nearest`: adding 2^23 rounds to a whole number and leaves it in the low bits.
    (channel * 255.0 + 8_388_608.0).to_bits() & 0xff
}

/// What is known of the pixels of a row.
#[derive(Debug, Default)]
pub struct Row {
    facing: Vec<[f32; 4]>,
    colour: Vec<[f32; 4]>,
}

impl Row {
    fn fit(&mut self, width: usize) {
        self.facing.resize(width, [0.0; 4]);
        self.colour.resize(width, [0.0; 4]);
    }

    /// Fills in the pixels of a row that show the same facet.
    fn fill(&mut self, scene: &Scene<'_>, facet: &Facet, start: Vec2, at: Range<usize>) {
        let (first, step) = (facet.facing(start), facet.facing_step());
        let mut count = 0.0;
        for facing in &mut self.facing[at.clone()] {
            *facing = std::array::from_fn(|at| first[at] + step[at] * count);
            count += 1.0;
        }
        if let Some(single) = facet.single {
            let [r, g, b] = scene.paints.colour(single);
            self.colour[at].fill([r, g, b, 1.0]);
            return;
        }
        let mut place = start;
        for colour in &mut self.colour[at] {
            let [fields, change] = facet.fields(scene.corners, place);
            let [r, g, b] = scene.paints.mixed(facet.label, fields, change);
            *colour = [r, g, b, 1.0];
            place.x += 1.0;
        }
    }

    /// Writes the first pixels of the row.
    fn write(&self, fall: &Fall, pixels: &mut [[u8; 4]]) {
        for ((pixel, &facing), &[r, g, b, _]) in
            pixels.iter_mut().zip(&self.facing).zip(&self.colour)
        {
            let light = light(facing);
            let red = byte(fall.channel(0, r, light));
            let green = byte(fall.channel(1, g, light));
            let blue = byte(fall.channel(2, b, light));
            *pixel = (red | green << 8 | blue << 16 | 0xff00_0000).to_le_bytes();
        }
    }
}

/// Shades every pixel whose centre shows a facet.
pub fn shade(scene: &Scene<'_>, owners: &Owners, row: &mut Row, pixels: &mut [[u8; 4]]) {
    let width = scene.size.width;
    let fall = Fall::new(scene.paints);
    row.fit(width);
    let rows = pixels.chunks_exact_mut(width).zip(owners.pixels.chunks_exact(width));
    for (y, ((pixels, owners), &[mut x, end])) in rows.zip(&owners.extents).enumerate() {
        while x < end {
            let from = x;
            for run in owners[from..end].chunk_by(|a, b| a == b) {
                if run[0] == NOBODY {
                    break;
                }
                let start = Vec2::new(real(x) + 0.5, real(y) + 0.5);
                let at = x - from..x - from + run.len();
                row.fill(scene, &scene.facets[run[0] as usize], start, at);
                x += run.len();
            }
            row.write(&fall, &mut pixels[from..x]);
            x += owners[x..end].iter().take_while(|&&owner| owner == NOBODY).count();
        }
    }
}
