//! Several samples in each pixel at an edge.

use glam::Vec2;

use super::depth::{NOBODY, Scan, nearest};
use super::edge::{Edges, number};
use super::facet::Facet;
use super::light::Scene;
use super::{Finish, real};

/// Samples in a pixel: one on each of so many lines, and on every line in a column of its own, so that edges have
/// as many steps as there are samples whichever way they run.
#[derive(Debug, Clone, Copy)]
pub struct Grid(&'static [f32]);

impl Grid {
    /// The grid for a finish.
    pub const fn new(finish: Finish) -> Self {
        Self(match finish {
            Finish::Moving => &[0.375, 0.875, 0.125, 0.625],
            Finish::Sharp => &[0.5625, 0.1875, 0.8125, 0.4375, 0.0625, 0.6875, 0.3125, 0.9375],
        })
    }

    /// Where the sample on a line of a pixel is in it.
    fn place(self, line: usize) -> Vec2 {
        Vec2::new(self.0[line], (real(line) + 0.5) / real(self.0.len()))
    }
}

/// What one sample shows.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// How near it is.
    pub near: f32,
    /// Of which facet it is.
    pub owner: u32,
}

const NOTHING: Sample = Sample { near: f32::NEG_INFINITY, owner: NOBODY };

/// The samples of all pixels at edges.
#[derive(Debug, Default)]
pub struct Samples {
    all: Vec<Sample>,
    places: Vec<Vec2>,
}

impl Samples {
    /// Takes samples of all facets that touch pixels at edges.
    pub fn take(&mut self, scene: &Scene<'_>, owners: &[u32], edges: &Edges, grid: Grid) {
        self.places.clear();
        self.places.extend((0..grid.0.len()).map(|line| grid.place(line)));
        self.all.clear();
        self.all.resize(edges.count * grid.0.len(), NOTHING);
        for (owner, facet) in (0_u32..).zip(scene.facets) {
            self.add(scene, owners, edges, owner, facet);
        }
    }

    fn add(&mut self, scene: &Scene<'_>, owners: &[u32], edges: &Edges, owner: u32, facet: &Facet) {
        let size = scene.size;
        let (width, height) = (real(size.width), real(size.height));
        let [low, high] = facet.bounds();
        // Half a pixel either way turns the nearest number into the one before and the one after.
        let (from, to) = (nearest(low.x - 0.5, width), nearest(high.x + 0.5, width));
        let rows = nearest(low.y - 0.5, height)..nearest(high.y + 0.5, height);
        if from >= to || !edges.any(rows.clone(), from, to) {
            return;
        }
        let per_pixel = self.places.len();
        let scan = Scan::new(facet.places, per_pixel, size);
        let [first, _, last] = scan.lines;
        for y in rows {
            if !edges.any(y..y + 1, from, to) {
                continue;
            }
            for line in first.max(y * per_pixel)..last.min((y + 1) * per_pixel) {
                self.add_line(scene, owners, edges, owner, facet, scan.line(line), [y, line]);
            }
        }
    }

    /// Adds the samples of one line of a row, from where to where it runs inside a facet.
    #[expect(clippy::too_many_arguments, reason = "the innermost loop but one has all in hand")]
    fn add_line(
        &mut self,
        scene: &Scene<'_>,
        owners: &[u32],
        edges: &Edges,
        owner: u32,
        facet: &Facet,
        [left, right]: [f32; 2],
        [y, line]: [usize; 2],
    ) {
        let width = scene.size.width;
        let per_pixel = self.places.len();
        let at = line - y * per_pixel;
        let place = self.places[at];
        // A line's samples lie where the centres do, but for this.
        let aside = 0.5 - place.x;
        let end = real(width);
        let (left, right) = (nearest(left + aside, end), nearest(right + aside, end));
        if left >= right {
            return;
        }
        let start = facet.depth(Vec2::new(0.0, real(y)) + place);
        for x in edges.between(y, left, right) {
            let near = start + real(x) * facet.slope.x;
            if let Some(number) = number(owners[y * width + x]) {
                let sample = &mut self.all[number * per_pixel + at];
                if near > sample.near {
                    *sample = Sample { near, owner };
                }
            }
        }
    }

    /// The samples of a pixel.
    pub fn of(&self, number: usize) -> &[Sample] {
        &self.all[number * self.places.len()..][..self.places.len()]
    }

    /// Where samples are in their pixel.
    pub fn places(&self) -> &[Vec2] {
        &self.places
    }
}
