//! Which facet each pixel's centre shows.

use glam::{Vec2, Vec3};

use super::facet::Facet;
use super::{Size, real};

/// The owner of a pixel that shows no facet.
pub const NOBODY: u32 = u32::MAX;

/// A side of a triangle, from its upper end down.
#[derive(Debug, Clone, Copy)]
struct Side {
    from: Vec2,
    slope: f32,
}

impl Side {
    /// Triangles that share a side must find it in the same place to the last bit, so it is always reckoned from
    /// the same end. A level side is never asked where it is. Lines
    /// to a pixel are a power of two, so their places are exact.
    fn new(upper: Vec3, lower: Vec3) -> Self {
        Self { from: upper.truncate(), slope: (lower.x - upper.x) / (lower.y - upper.y) }
    }

    fn at(&self, y: f32) -> f32 {
        self.from.x + (y - self.from.y) * self.slope
    }
}

/// A triangle cut into level lines, several to a pixel or one.
#[derive(Debug, Clone, Copy)]
pub struct Scan {
    long: Side,
    short: [Side; 2],
    long_is_left: bool,
    /// The first line, the first one below the middle corner, and the one after the last.
    pub lines: [usize; 3],
    /// Pixels from line to line.
    spacing: f32,
}

impl Scan {
    /// Cuts a triangle into lines.
    pub fn new(corners: [Vec3; 3], per_pixel: usize, size: Size) -> Self {
        let per_pixel = real(per_pixel);
        let [mut a, mut b, mut c] = corners;
        if b.y < a.y {
            (a, b) = (b, a);
        }
        if c.y < b.y {
            (b, c) = (c, b);
        }
        if b.y < a.y {
            (a, b) = (b, a);
        }
        let last = real(size.height) * per_pixel;
        let (ab, ac) = (b - a, c - a);
        Self {
            long: Side::new(a, c),
            short: [Side::new(a, b), Side::new(b, c)],
            long_is_left: ac.x * ab.y < ab.x * ac.y,
            lines: [
                nearest(a.y * per_pixel, last),
                nearest(b.y * per_pixel, last),
                nearest(c.y * per_pixel, last),
            ],
            spacing: 1.0 / per_pixel,
        }
    }

    /// From where to where a line runs inside the triangle, in pixels.
    pub fn line(&self, line: usize) -> [f32; 2] {
        let y = (real(line) + 0.5) * self.spacing;
        let long = self.long.at(y);
        let short = self.short[usize::from(line >= self.lines[1])].at(y);
        if self.long_is_left { [long, short] } else { [short, long] }
    }
}

/// The nearest whole number from 0 to `last`, which is below 2^23.
///
/// A pixel's centre lies half a step in, so the first centre at or after `at` is the one of the nearest number.
/// Adding 2^23 leaves no room for a fraction; this is several times faster than `round` without special
/// instructions.
pub fn nearest(at: f32, last: f32) -> usize {
    const WHOLE: f32 = 8_388_608.0;
    // Unlike `max` and `min`, this also makes short work of what is not a number.
    let at = if at > 0.0 { at } else { 0.0 };
    let at = if at < last { at } else { last };
    let bits = (at + WHOLE).to_bits();
    (bits & 0x007f_ffff) as usize
}

/// What the middle of each pixel shows.
#[derive(Debug, Default)]
pub struct Owners {
    /// Which facet each pixel's centre shows, if any.
    pub pixels: Vec<u32>,
    /// From where to where each row shows anything.
    pub extents: Vec<[usize; 2]>,
}

impl Owners {
    /// Finds the nearest facet at each pixel's centre.
    pub fn find(&mut self, facets: &[Facet], size: Size, depth: &mut [f32]) {
        self.pixels.clear();
        self.pixels.resize(depth.len(), NOBODY);
        self.extents.clear();
        self.extents.resize(size.height, [size.width, 0]);
        for (index, facet) in (0_u32..).zip(facets) {
            self.add(index, facet, size, depth);
        }
    }

    fn add(&mut self, index: u32, facet: &Facet, size: Size, depth: &mut [f32]) {
        let width = real(size.width);
        let [low, high] = facet.bounds();
        if nearest(low.x, width) == nearest(high.x, width) {
            return;
        }
        let scan = Scan::new(facet.places, 1, size);
        for y in scan.lines[0]..scan.lines[2] {
            let [left, right] = scan.line(y);
            let (left, right) = (nearest(left, width), nearest(right, width));
            if left >= right {
                continue;
            }
            let extent = &mut self.extents[y];
            *extent = [extent[0].min(left), extent[1].max(right)];
            let row = y * size.width;
            let pixels = row + left..row + right;
            let first = facet.depth(Vec2::new(real(left) + 0.5, real(y) + 0.5));
            let mut count = 0.0;
            for (nearest, owner) in depth[pixels.clone()].iter_mut().zip(&mut self.pixels[pixels]) {
                let here = first + count * facet.slope.x;
                if here > *nearest {
                    *nearest = here;
                    *owner = index;
                }
                count += 1.0;
            }
        }
    }
}
