//! Draws the form into a picture, without a graphics processor.
//!
//! Five steps. `curve` rounds the form where its corners would show, and `facet` turns the triangles that face
//! the camera into planes of the picture. `depth` finds which of them each pixel's centre shows. `light` shades these pixels, row by row. `edge` looks where neighbouring
//! pixels show different surfaces; only in those few pixels `sample` looks at several places each, and `outline`
//! mixes what they show and draws a thin line on the nearer surface. Borders of clothes, hair, lips and nails need no samples: they are lines where
//! a field of the surface is zero, and how much of a pixel lies beyond a line is known.

mod curve;
mod depth;
mod edge;
mod facet;
mod light;
mod outline;
mod paint;
mod sample;

use glam::Vec3;

use super::form::{Form, Pose};
use super::view::Camera;
use depth::Owners;
use edge::Edges;
use facet::{Corner, Facet, Fields};
use light::{Row, Scene};
use outline::{Outline, Shown};
use paint::Paints;
use sample::{Grid, Samples};

/// The longest side of a picture; longer ones are cut there.
pub const LONGEST: u32 = 8192;

/// The colours of the figure: sRGB, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tones {
    /// Skin in the light.
    pub skin: [f32; 3],
    /// Hair and eyebrows.
    pub hair: [f32; 3],
    /// Top and shorts.
    pub cloth: [f32; 3],
    /// Lips.
    pub lips: [f32; 3],
    /// Nails of fingers and toes.
    pub nail: [f32; 3],
    /// White of the eye.
    pub white: [f32; 3],
    /// Iris and pupil.
    pub iris: [f32; 3],
    /// The outline.
    pub line: [f32; 3],
    /// What deep shade tends to.
    pub shade: [f32; 3],
}

impl Tones {
    /// Tones that fit into bytes, whatever was asked for.
    fn limited(&self) -> Self {
        let limit = |colour: [f32; 3]| colour.map(|part| part.clamp(0.0, 1.0));
        Self {
            skin: limit(self.skin),
            hair: limit(self.hair),
            cloth: limit(self.cloth),
            lips: limit(self.lips),
            nail: limit(self.nail),
            white: limit(self.white),
            iris: limit(self.iris),
            line: limit(self.line),
            shade: limit(self.shade),
        }
    }
}

/// How carefully edges are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// Coarser, while the figure turns.
    Moving,
    /// For looking at.
    Sharp,
}

/// A drawn figure on a transparent ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green, blue and (straight) alpha of each pixel, row by row from the top.
    pub pixels: Vec<u8>,
    /// How near the camera the middle of each pixel is, in decimetres; negative infinity where there is nothing
    /// there (though some of the pixel may be covered).
    pub depth: Vec<f32>,
}

impl Picture {
    /// Whether a place, as [`Projection::place`](super::view::Projection::place) returns it, is in the picture and
    /// not hidden by more than `slack_dm` of body in front of it.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "only a place within the picture is cut to whole pixels"
    )]
    pub fn sees(&self, place: Vec3, slack_dm: f32) -> bool {
        let (width, height) = (self.width as usize, self.height as usize);
        let is_inside =
            (0.0..real(width)).contains(&place.x) && (0.0..real(height)).contains(&place.y);
        is_inside && place.z + slack_dm >= self.depth[place.y as usize * width + place.x as usize]
    }
}

/// How many pixels there are to draw on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    width: usize,
    height: usize,
}

/// A count of pixels or samples as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "a picture has far fewer than 2^24 in a row")]
const fn real(count: usize) -> f32 {
    count as f32
}

/// Draws pictures, and keeps its working memory from one to the next.
#[derive(Debug, Default)]
pub struct Studio {
    fields: Fields,
    corners: Vec<Corner>,
    facets: Vec<Facet>,
    owners: Owners,
    edges: Edges,
    samples: Samples,
    outline: Outline,
    row: Row,
}

impl Studio {
    /// A studio that has drawn nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Draws the form in a pose.
    #[expect(clippy::too_many_arguments, reason = "a picture is all of this")]
    pub fn draw(
        &mut self,
        form: &Form,
        pose: &Pose,
        camera: &Camera,
        tones: &Tones,
        width: u32,
        height: u32,
        finish: Finish,
    ) -> Picture {
        let (width, height) = (width.min(LONGEST), height.min(LONGEST));
        let size = Size { width: width as usize, height: height as usize };
        let area = size.width * size.height;
        let mut picture = Picture {
            width,
            height,
            pixels: vec![0; area * 4],
            depth: vec![f32::NEG_INFINITY; area],
        };
        // The other side of the body is this picture turned over, so only one way round needs to be right.
        let camera_unmirrored = Camera { mirrored: false, ..*camera };
        let projection = camera_unmirrored.project(real(size.width), real(size.height));
        if area == 0 || !projection.scale().is_finite() || projection.scale() <= 0.0 {
            return picture;
        }
        let paints = Paints::new(tones, projection.scale());

        self.fields.mark(form);
        facet::place(form, pose, &self.fields, &projection, &mut self.corners);
        let finest = curve::Finest::new(finish, projection.scale());
        curve::gather(form, finest, &paints, size, &mut self.corners, &mut self.facets);
        self.owners.find(&self.facets, size, &mut picture.depth);

        let (pixels, _) = picture.pixels.as_chunks_mut();
        let scene = Scene {
            size,
            corners: &self.corners,
            facets: &self.facets,
            depth: &picture.depth,
            paints: &paints,
            pixel_dm: 1.0 / projection.scale(),
        };
        light::shade(&scene, &self.owners, &mut self.row, pixels);
        self.edges.find(&scene, &mut self.owners);
        self.samples.take(&scene, &self.owners.pixels, &self.edges, Grid::new(finish));
        let shown = Shown { owners: &self.owners.pixels, samples: &self.samples };
        self.outline.draw(&scene, &self.edges, &shown, pixels);
        if camera.mirrored {
            turn_over(size, pixels, &mut picture.depth);
        }
        picture
    }
}

/// Exchanges left and right.
fn turn_over(size: Size, pixels: &mut [[u8; 4]], depth: &mut [f32]) {
    pixels.chunks_exact_mut(size.width).for_each(<[_]>::reverse);
    depth.chunks_exact_mut(size.width).for_each(<[_]>::reverse);
}

#[cfg(test)]
mod tests;
