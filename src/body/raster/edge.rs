//! Which pixels more than one surface may show in.

use std::ops::Range;

use glam::Vec2;

use super::depth::{NOBODY, Owners};
use super::light::Scene;

/// A step in depth that is not the surface's own slope, in pixels and in decimetres.
const STEP_PIXELS: f32 = 1.5;
const STEP_DM: f32 = 0.01;
/// A surface steeper than this many pixels in a pixel is taken for an edge.
const STEEPEST: f32 = 8.0;

/// In the place of a pixel's owner: that it is at an edge, and which number it has among those.
const MARK: u32 = 1 << 31;

/// Pixels whose neighbours are looked at together.
const CHUNK: usize = 16;

/// Pixels at edges, a bit for each.
#[derive(Debug, Default)]
pub struct Edges {
    words: Vec<u64>,
    per_row: usize,
    /// How many pixels there are at edges.
    pub count: usize,
}

impl Edges {
    /// Finds the pixels where the surface breaks off, and numbers them in the place of their owners.
    pub fn find(&mut self, scene: &Scene<'_>, owners: &mut Owners) {
        let (width, height) = (scene.size.width, scene.size.height);
        self.per_row = width.div_ceil(64);
        self.words.clear();
        self.words.resize(self.per_row * height, 0);
        for y in 0..height {
            let [left, right] = owners.extents[y];
            let [left_below, right_below] = *owners.extents.get(y + 1).unwrap_or(&[width, 0]);
            // A surface may begin one pixel before the next one on the right.
            let across = left.saturating_sub(1)..right.min(width - 1);
            self.look(scene, y, across, [1, 0]);
            if y + 1 < height {
                self.look(scene, y, left.min(left_below)..right.max(right_below), [0, 1]);
            }
        }
        self.number(width, &mut owners.pixels);
    }

    /// Looks for breaks between some pixels of a row and those one further to the right, or below.
    fn look(
        &mut self,
        scene: &Scene<'_>,
        y: usize,
        columns: Range<usize>,
        [right, down]: [usize; 2],
    ) {
        let width = scene.size.width;
        let further = right + down * width;
        let step = STEP_PIXELS * scene.pixel_dm + STEP_DM;
        let limit = STEEPEST * scene.pixel_dm;
        for start in columns.clone().step_by(CHUNK) {
            let end = (start + CHUNK).min(columns.end);
            let chunk = y * width + start..y * width + end;
            if !may_break(scene.depth, chunk, further, step) {
                continue;
            }
            for x in start..end {
                let at = y * width + x;
                if breaks(scene.depth, at, further, step, limit) {
                    self.set(x, y);
                    self.set(x + right, y + down);
                }
            }
        }
    }

    fn set(&mut self, x: usize, y: usize) {
        self.words[y * self.per_row + x / 64] |= 1 << (x % 64);
    }

    fn number(&mut self, width: usize, owners: &mut [u32]) {
        let mut count = 0;
        for (words, owners) in
            self.words.chunks_exact(self.per_row).zip(owners.chunks_exact_mut(width))
        {
            for (word, owners) in words.iter().zip(owners.chunks_mut(64)) {
                for x in Bits(*word) {
                    owners[x] = MARK | count;
                    count += 1;
                }
            }
        }
        self.count = count as usize;
    }

    /// The bits of a row.
    pub fn row(&self, y: usize) -> &[u64] {
        &self.words[y * self.per_row..][..self.per_row]
    }

    /// Whether any pixels of some rows are at edges, from one column to another.
    pub fn any(&self, mut rows: Range<usize>, from: usize, to: usize) -> bool {
        let (first, last) = (from / 64, (to - 1) / 64);
        rows.any(|y| {
            let row = &self.row(y)[first..=last];
            row.iter().enumerate().any(|(at, word)| word & within(first + at, from, to) != 0)
        })
    }

    /// The pixels of a row that are at edges, from one column to another.
    pub fn between(&self, y: usize, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let row = self.row(y);
        (from / 64..to.div_ceil(64))
            .flat_map(move |at| Bits(row[at] & within(at, from, to)).map(move |bit| at * 64 + bit))
    }
}

/// The number among those at edges that stands in the place of a pixel's owner.
pub const fn number(owner: u32) -> Option<usize> {
    if owner & MARK != 0 && owner != NOBODY { Some((owner & !MARK) as usize) } else { None }
}

/// The places of the bits in a word, from the lowest.
pub struct Bits(pub u64);

impl Iterator for Bits {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let bit = self.0.trailing_zeros() as usize;
        self.0 &= self.0.checked_sub(1)?;
        Some(bit)
    }
}

/// The bits of a word that stand for columns from one to another; some of them do.
const fn within(word: usize, from: usize, to: usize) -> u64 {
    let (start, end) = (word * 64, word * 64 + 64);
    let low = if from > start { u64::MAX << (from - start) } else { u64::MAX };
    let high = if to < end { u64::MAX >> (end - to) } else { u64::MAX };
    low & high
}

/// Whether the surface may break off between any pixel of a chunk and the pixel so much further on.
#[inline]
fn may_break(depth: &[f32], chunk: Range<usize>, further: usize, step: f32) -> bool {
    let there = &depth[chunk.start + further..chunk.end + further];
    let both = depth[chunk].iter().zip(there);
    // Nothing beside nothing differs by not-a-number, which is not more than the step.
    both.fold(false, |any, (a, b)| any | ((a - b).abs() > step))
}

/// Whether the surface breaks off between a pixel and the one so much further on: whether depth changes there
/// otherwise than before and after.
#[inline]
fn breaks(depth: &[f32], at: usize, further: usize, step: f32, limit: f32) -> bool {
    let change = depth[at + further] - depth[at];
    if change.is_nan() || change.abs() <= step {
        return false;
    }
    let slope = |from: usize| {
        let change = depth.get(from + further).map_or(0.0, |near| near - depth[from]);
        if change.is_finite() { change.clamp(-limit, limit) } else { 0.0 }
    };
    let before = at.checked_sub(further).map_or(0.0, slope);
    let after = slope(at + further);
    change < before.min(after) - step || change > before.max(after) + step
}

/// How steep a facet is, as far as that counts.
pub fn steepness(slope: Vec2, pixel_dm: f32) -> f32 {
    (slope.x.abs() + slope.y.abs()).min(STEEPEST * pixel_dm)
}
