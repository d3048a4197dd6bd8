//! Rounds the form where its corners would show.
//!
//! A side between two corners that face different ways stands for an arc. Where the arc leaves the straight line
//! by a visible part of a pixel, the side is cut in two at the middle of the arc, and so on. That asks only about
//! the side's own two ends and gives the same answer from both of them, so triangles that share a side always cut
//! it alike, and the surface stays closed.

use glam::Vec3;

use super::facet::{Corner, Facet};
use super::paint::Paints;
use super::{Finish, Size, real};
use crate::body::form::{Form, Label};

/// How often a side may be cut in two.
const DEEPEST: u32 = 4;
/// Surface that faces the camera, or away from it, more than this does not come to lie on the form's outline.
const FACING: f32 = 0.45;

/// How round the form is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Finest {
    /// Pixels, squared, by which an arc may leave a straight line.
    error: f32,
    /// Pixels in a decimetre.
    scale: f32,
}

impl Finest {
    /// For a finish, with `scale` pixels in a decimetre.
    pub const fn new(finish: Finish, scale: f32) -> Self {
        let error = match finish {
            Finish::Moving => 1.5,
            Finish::Sharp => 0.3,
        };
        Self { error: error * error, scale }
    }

    /// The middle of the arc between two corners, if it shows.
    fn middle(self, a: &Corner, b: &Corner) -> Option<Corner> {
        let (facing_a, facing_b) = (direction(a), direction(b));
        if facing_a.z.min(facing_b.z) > FACING || facing_a.z.max(facing_b.z) < -FACING {
            return None;
        }
        let side = b.at - a.at;
        // Facing counts upwards, pictures count down.
        let side = Vec3::new(side.x, -side.y, side.z * self.scale);
        let rise = (facing_b * side.dot(facing_b) - facing_a * side.dot(facing_a)) / 8.0;
        // What is not a number does not show.
        let shows = rise.truncate().length_squared() > self.error;
        if !shows {
            return None;
        }
        let mut at = (a.at + b.at) / 2.0;
        at += Vec3::new(rise.x, -rise.y, rise.z / self.scale);
        let facing = (facing_a + facing_b).try_normalize().unwrap_or(facing_a);
        let fields = [0, 1, 2].map(|field| a.fields[field].midpoint(b.fields[field]));
        let open = a.facing[3].midpoint(b.facing[3]);
        Some(Corner { at, facing: [facing.x, facing.y, facing.z, open], fields })
    }
}

const fn direction(corner: &Corner) -> Vec3 {
    let [x, y, z, _] = corner.facing;
    Vec3::new(x, y, z)
}

/// Gathers the triangles that face the camera and touch the picture, and adds the corners that round them.
pub fn gather(
    form: &Form,
    finest: Finest,
    paints: &Paints,
    size: Size,
    corners: &mut Vec<Corner>,
    facets: &mut Vec<Facet>,
) {
    facets.clear();
    let mut gathering = Gathering { finest, paints, size, corners, facets };
    for (ids, &label) in form.triangles.iter().zip(&form.labels) {
        gathering.add(ids.map(u32::from), label, 0);
    }
}

struct Gathering<'a> {
    finest: Finest,
    paints: &'a Paints,
    size: Size,
    corners: &'a mut Vec<Corner>,
    facets: &'a mut Vec<Facet>,
}

impl Gathering<'_> {
    /// Adds a triangle, in parts if it has to be rounded.
    fn add(&mut self, ids: [u32; 3], label: Label, depth: u32) {
        let [a, b, c] = ids;
        let corner = |id: u32| &self.corners[id as usize];
        let (a, b, c) = (corner(a), corner(b), corner(c));
        let [za, zb, zc] = [a.facing[2], b.facing[2], c.facing[2]];
        if za.max(zb).max(zc) < -FACING || self.is_outside(a.at, b.at, c.at) {
            return;
        }
        let middles = if depth < DEEPEST && za.min(zb).min(zc) <= FACING {
            [self.finest.middle(a, b), self.finest.middle(b, c), self.finest.middle(c, a)]
        } else {
            [None; 3]
        };
        if let [None, None, None] = middles {
            let facet = Facet::new(ids, [a, b, c], label, self.paints, self.size);
            self.facets.extend(facet);
            return;
        }
        let middles = if depth < DEEPEST && za.min(zb).min(zc) <= FACING {
            [self.finest.middle(a, b), self.finest.middle(b, c), self.finest.middle(c, a)]
        } else {
            [None; 3]
        };
        if let [None, None, None] = middles {
            self.facets.extend(Facet::new(ids, [a, b, c], label, self.paints, self.size));
            return;
        }
        let middles = middles.map(|middle| middle.map(|corner| self.push(corner)));
        for part in cut(ids, middles).into_iter().flatten() {
            self.add(part, label, depth + 1);
        }
    }

    /// Whether no part of the triangle, however round, can be in the picture.
    fn is_outside(&self, a: Vec3, b: Vec3, c: Vec3) -> bool {
        let (low, high) = (a.min(b).min(c), a.max(b).max(c));
        // A side bends out by a quarter of its length at most.
        let margin = (high.x - low.x) + (high.y - low.y);
        high.x + margin < 0.0
            || high.y + margin < 0.0
            || low.x - margin > real(self.size.width)
            || low.y - margin > real(self.size.height)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a vertex number is small, and so is a cut's"
    )]
    fn push(&mut self, corner: Corner) -> u32 {
        self.corners.push(corner);
        (self.corners.len() - 1) as u32
    }
}

/// The parts of a triangle whose sides (first to second corner, and so on round) are cut in the middle.
fn cut([a, b, c]: [u32; 3], middles: [Option<u32>; 3]) -> [Option<[u32; 3]>; 4] {
    match middles {
        [None, None, None] => [Some([a, b, c]), None, None, None],
        [Some(ab), None, None] => [Some([a, ab, c]), Some([ab, b, c]), None, None],
        [None, Some(bc), None] => [Some([a, b, bc]), Some([a, bc, c]), None, None],
        [None, None, Some(ca)] => [Some([a, b, ca]), Some([ca, b, c]), None, None],
        [Some(ab), Some(bc), None] => {
            [Some([ab, b, bc]), Some([a, ab, bc]), Some([a, bc, c]), None]
        }
        [None, Some(bc), Some(ca)] => {
            [Some([bc, c, ca]), Some([a, b, bc]), Some([a, bc, ca]), None]
        }
        [Some(ab), None, Some(ca)] => {
            [Some([a, ab, ca]), Some([ab, b, c]), Some([ab, c, ca]), None]
        }
        [Some(ab), Some(bc), Some(ca)] => {
            [Some([a, ab, ca]), Some([ab, b, bc]), Some([ca, bc, c]), Some([ab, bc, ca])]
        }
    }
}
