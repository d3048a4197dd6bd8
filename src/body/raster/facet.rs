//! Triangles as planes of the picture.

use glam::{Vec2, Vec3};

use super::paint::{Paints, Single};
use super::{Size, real};
use crate::body::form::{Form, Label, Pose};
use crate::body::view::Projection;

/// Beyond this many pixels from the picture's corner, numbers are too coarse to draw with.
const FARTHEST: f32 = 1.0e7;

/// Where, within the form, the kind of surface changes.
#[derive(Debug, Default)]
pub struct Fields {
    /// Per vertex: bit 0 when it touches a plain triangle, bit 1 when it touches a special one.
    touches: Vec<u8>,
}

impl Fields {
    /// Finds out which vertices lie on lips, nails and irises.
    pub fn mark(&mut self, form: &Form) {
        self.touches.clear();
        self.touches.resize(form.cloth.len(), 0);
        for (corners, &label) in form.triangles.iter().zip(&form.labels) {
            let bit = if is_special(label) { 2 } else { 1 };
            for &corner in corners {
                self.touches[usize::from(corner)] |= bit;
            }
        }
    }

    /// From 0, outside lips, nails and irises, to 1; half on their border.
    fn mark_of(&self, vertex: usize) -> f32 {
        [0.0, 0.0, 1.0, 0.5][usize::from(self.touches[vertex])]
    }
}

/// Whether a kind of surface is painted over another.
const fn is_special(label: Label) -> bool {
    matches!(label, Label::Iris | Label::Lips | Label::Nail)
}

/// A vertex as the camera sees it.
#[derive(Debug, Clone, Copy)]
pub struct Corner {
    /// Pixels to the right and down, decimetres towards the camera.
    pub at: Vec3,
    /// To the right, up and towards the camera: which way the surface faces. Then how open it lies to the light.
    pub facing: [f32; 4],
    /// How far inside clothes, hair, and lips, nails or irises it lies.
    pub fields: [f32; 3],
}

/// Puts the vertices where the camera sees them.
pub fn place(
    form: &Form,
    pose: &Pose,
    fields: &Fields,
    projection: &Projection,
    corners: &mut Vec<Corner>,
) {
    let [right, up, towards] = projection.axes();
    let surface = pose.positions.iter().zip(&pose.normals).zip(&pose.open);
    let regions = form.cloth.iter().zip(&form.hair).enumerate();
    corners.clear();
    corners.extend(surface.zip(regions).map(
        |(((&position, &normal), &open), (vertex, (&cloth, &hair)))| Corner {
            at: projection.place(position),
            facing: [right.dot(normal), up.dot(normal), towards.dot(normal), open],
            fields: [cloth, hair, fields.mark_of(vertex)],
        },
    ));
}

/// A triangle that faces the camera.
#[derive(Debug, Clone, Copy)]
pub struct Facet {
    /// Where its corners are in the picture.
    pub places: [Vec3; 3],
    /// Which they are.
    pub corners: [u32; 3],
    /// What it is made of.
    pub label: Label,
    /// Its colour, if it has only one.
    pub single: Option<Single>,
    /// How nearness changes per pixel to the right and down.
    pub slope: Vec2,
    /// Which way its first corner faces and how open it is, and how that changes per pixel to the right and down.
    facing: [[f32; 4]; 3],
}

impl Facet {
    /// The triangle with these corners, if it faces the camera and touches the picture.
    pub fn new(
        ids: [u32; 3],
        [a, b, c]: [&Corner; 3],
        label: Label,
        paints: &Paints,
        size: Size,
    ) -> Option<Self> {
        let (low, high) = (a.at.min(b.at).min(c.at), a.at.max(b.at).max(c.at));
        let on = high.x >= 0.0
            && high.y >= 0.0
            && low.x <= real(size.width)
            && low.y <= real(size.height);
        let fine = low.min_element() > -FARTHEST && high.max_element() < FARTHEST;
        let (ab, ac) = (b.at - a.at, c.at - a.at);
        let area = doubled_area(ab, ac);
        if !(on && fine && area > 0.0) {
            return None;
        }
        let [second, third] = weight_steps(ab, ac, area);
        let change = |second: f32, third: f32| {
            std::array::from_fn(|at| {
                (b.facing[at] - a.facing[at]) * second + (c.facing[at] - a.facing[at]) * third
            })
        };
        Some(Self {
            places: [a.at, b.at, c.at],
            corners: ids,
            label,
            single: paints.single(label, [a.fields, b.fields, c.fields]),
            slope: second * ab.z + third * ac.z,
            facing: [a.facing, change(second.x, third.x), change(second.y, third.y)],
        })
    }

    /// How near the facet's plane is there.
    pub fn depth(&self, at: Vec2) -> f32 {
        self.places[0].z + self.slope.dot(at - self.places[0].truncate())
    }

    /// Which way the surface faces there (not of length 1) and how open it is.
    pub fn facing(&self, at: Vec2) -> [f32; 4] {
        let from = at - self.places[0].truncate();
        let [first, right, down] = &self.facing;
        std::array::from_fn(|at| first[at] + right[at] * from.x + down[at] * from.y)
    }

    /// How that changes from one pixel to the next on the right.
    pub const fn facing_step(&self) -> [f32; 4] {
        self.facing[1]
    }

    /// What the fields of the corners are there, and how much they change per pixel whichever way they change
    /// most.
    pub fn fields(&self, corners: &[Corner], at: Vec2) -> [[f32; 3]; 2] {
        let [a, b, c] = self.places;
        let (ab, ac) = (b - a, c - a);
        let [second, third] = weight_steps(ab, ac, doubled_area(ab, ac));
        let from = at - a.truncate();
        let weights = Vec2::new(second.dot(from), third.dot(from));
        let [a, b, c] = self.corners;
        let fields = |id: u32| corners[id as usize].fields;
        let (a, b, c) = (fields(a), fields(b), fields(c));
        let (mut here, mut change) = ([0.0; 3], [0.0; 3]);
        for field in 0..3 {
            let (b, c) = (b[field] - a[field], c[field] - a[field]);
            here[field] = a[field] + b * weights.x + c * weights.y;
            change[field] = (second * b + third * c).length();
        }
        [here, change]
    }

    /// The corners of its bounds.
    pub fn bounds(&self) -> [Vec2; 2] {
        let [a, b, c] = self.places;
        [a.min(b).min(c).truncate(), a.max(b).max(c).truncate()]
    }
}

/// Twice the area of a triangle, from two of its sides; y runs down the picture, which is why counter-clockwise
/// would be negative and is turned over here.
fn doubled_area(ab: Vec3, ac: Vec3) -> f32 {
    ac.x * ab.y - ac.y * ab.x
}

/// How much the weights of the second and the third corner change per pixel.
fn weight_steps(ab: Vec3, ac: Vec3, area: f32) -> [Vec2; 2] {
    // A sliver has no plane worth the name, but must still close the surface.
    let inverse = if area > 1.0e-3 { 1.0 / area } else { 0.0 };
    [Vec2::new(-ac.y, ac.x) * inverse, Vec2::new(ab.y, -ab.x) * inverse]
}
