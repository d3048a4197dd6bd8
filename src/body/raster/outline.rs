//! Pixels at edges: their surfaces mixed, and an outline on the nearer one.

use glam::Vec2;

use super::depth::NOBODY;
use super::edge::{Bits, Edges, number, steepness};
use super::light::{Fall, Scene, byte, light};
use super::paint::{Colour, mix};
use super::sample::{Sample, Samples};
use super::{Size, real};

/// How far behind a surface another must be to draw a line between them: pixels, decimetres, and the decimetres
/// over which the line grows to full strength.
const GAP_PIXELS: f32 = 4.0;
const GAP_DM: f32 = 0.02;
const GAP_SOFT_DM: f32 = 0.12;
/// How strong the line is.
const STRENGTH: f32 = 0.75;
/// How wide it is, and how many pixels make a picture in which that is so.
const WIDTH: f32 = 1.2;
const WIDTH_AT: f32 = 900.0;
/// How many times wider it may be in larger pictures, and how many pixels off that may reach.
const WIDEST: f32 = 3.0;
const FARTHEST: i8 = 5;

/// A surface in a pixel.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    near: f32,
    share: f32,
}

/// The two nearest surfaces in a pixel at an edge.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    front: Part,
    back: Part,
    /// How near a sample must be to count as the front.
    limit: f32,
}

/// What the pixels show, for those at edges from several samples.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Whose each pixel is, or which number among those at edges.
    pub owners: &'a [u32],
    /// The samples of those at edges.
    pub samples: &'a Samples,
}

/// A neighbour within reach of the line.
#[derive(Debug, Clone, Copy)]
struct Reach {
    right: isize,
    down: isize,
    weight: f32,
}

/// Draws what is at edges.
#[derive(Debug, Default)]
pub struct Outline {
    parts: Vec<Parts>,
    reach: Vec<Reach>,
    band: Vec<u64>,
}

impl Outline {
    /// Draws the pixels at edges again, and the line beside them.
    pub fn draw(
        &mut self,
        scene: &Scene<'_>,
        edges: &Edges,
        shown: &Shown<'_>,
        pixels: &mut [[u8; 4]],
    ) {
        self.parts.clear();
        self.parts.extend((0..edges.count).map(|number| parts(scene, shown.samples.of(number))));
        self.spread(scene.size);
        let fall = Fall::new(scene.paints);
        let width = scene.size.width;
        for (y, pixels) in pixels.chunks_exact_mut(width).enumerate() {
            self.beside(edges, y, scene.size.height);
            for (at, &word) in self.band.iter().enumerate() {
                for x in Bits(word).map(|bit| at * 64 + bit).take_while(|&x| x < width) {
                    let pixel = &mut pixels[x];
                    let at = y * width + x;
                    if let Some(number) = number(shown.owners[at]) {
                        *pixel = self.mixed(scene, shown, &fall, [x, y], number, *pixel);
                    } else if pixel[3] > 0 {
                        let line = self.line(scene, shown, [x, y], scene.depth[at]);
                        if line > 0.0 {
                            *pixel =
                                bytes(mix(colour_of(*pixel), scene.paints.tones().line, line), 1.0);
                        }
                    }
                }
            }
        }
    }

    /// The pixels that the line reaches.
    fn spread(&mut self, size: Size) {
        let smaller = real(size.width.min(size.height));
        let reach = WIDTH * (smaller / WIDTH_AT).clamp(1.0, WIDEST) + 0.6;
        self.reach.clear();
        for (down, right) in
            (-FARTHEST..=FARTHEST).flat_map(|y| (-FARTHEST..=FARTHEST).map(move |x| (y, x)))
        {
            let away = Vec2::new(f32::from(right), f32::from(down)).length();
            if away < reach {
                let weight = 1.0 - away / reach;
                self.reach.push(Reach { right: right.into(), down: down.into(), weight });
            }
        }
        let whole: f32 = self.reach.iter().map(|reach| reach.weight).sum();
        for reach in &mut self.reach {
            reach.weight *= 2.0 / whole;
        }
    }

    /// Marks the pixels of a row that are at an edge or within reach of one.
    fn beside(&mut self, edges: &Edges, y: usize, height: usize) {
        let far = self.reach.iter().map(|reach| reach.down.unsigned_abs()).max().unwrap_or(0);
        let rows = y.saturating_sub(far)..(y + far + 1).min(height);
        self.band.clear();
        self.band.extend_from_slice(edges.row(y));
        for row in rows {
            for (mark, bits) in self.band.iter_mut().zip(edges.row(row)) {
                *mark |= bits;
            }
        }
        for _ in 0..far {
            let mut carry = 0;
            for at in 0..self.band.len() {
                let next = self.band.get(at + 1).map_or(0, |word| word << 63);
                let word = self.band[at];
                self.band[at] = word | word << 1 | word >> 1 | carry | next;
                carry = word >> 63;
            }
        }
    }

    /// How strong the line is on a surface in a pixel.
    fn line(&self, scene: &Scene<'_>, shown: &Shown<'_>, [x, y]: [usize; 2], near: f32) -> f32 {
        let gap = near - GAP_PIXELS * scene.pixel_dm - GAP_DM;
        let behind = |other: f32| ((gap - other) * (1.0 / GAP_SOFT_DM)).clamp(0.0, 1.0);
        let Size { width, height } = scene.size;
        let mut sum = 0.0;
        for reach in &self.reach {
            // Before the first column or row is very far after the last.
            let x = x.wrapping_add_signed(reach.right);
            let y = y.wrapping_add_signed(reach.down);
            if x >= width || y >= height {
                continue;
            }
            let at = y * width + x;
            let part = if let Some(number) = number(shown.owners[at]) {
                let Parts { front, back, .. } = self.parts[number];
                let ground = 1.0 - front.share - back.share;
                ground + front.share * behind(front.near) + back.share * behind(back.near)
            } else {
                behind(scene.depth[at])
            };
            sum += part * reach.weight;
        }
        sum.min(1.0) * STRENGTH
    }

    /// A pixel at an edge.
    fn mixed(
        &self,
        scene: &Scene<'_>,
        shown: &Shown<'_>,
        fall: &Fall,
        [x, y]: [usize; 2],
        number: usize,
        pixel: [u8; 4],
    ) -> [u8; 4] {
        let parts = self.parts[number];
        let covered = parts.front.share + parts.back.share;
        if covered <= 0.0 {
            return [0; 4];
        }
        let centre = scene.depth[y * scene.size.width + x];
        let corner = Vec2::new(real(x), real(y));
        let shade = |part: Part, is_front: bool| {
            if part.share <= 0.0 {
                return [0.0; 3];
            }
            let is_own = |near: f32| near > f32::NEG_INFINITY && (near >= parts.limit) == is_front;
            // The surface at the centre has been shaded already.
            let colour = if is_own(centre) {
                colour_of(pixel)
            } else {
                let own = shown.samples.of(number).iter().zip(shown.samples.places());
                let own = own.filter(|(sample, _)| is_own(sample.near));
                surface(scene, fall, own.map(|(sample, &place)| (sample.owner, corner + place)))
            };
            mix(colour, scene.paints.tones().line, self.line(scene, shown, [x, y], part.near))
        };
        let front = shade(parts.front, true);
        let back = shade(parts.back, false);
        bytes(mix(front, back, parts.back.share / covered), covered)
    }
}

/// Tells the surfaces in a pixel apart.
fn parts(scene: &Scene<'_>, samples: &[Sample]) -> Parts {
    let Some(nearest) = samples.iter().copied().reduce(|a, b| if b.near > a.near { b } else { a })
    else {
        return Parts::default();
    };
    if nearest.near == f32::NEG_INFINITY {
        return Parts::default();
    }
    let slope = scene.facets[nearest.owner as usize].slope;
    let gap = GAP_DM + 2.0 * scene.pixel_dm + steepness(slope, scene.pixel_dm);
    let limit = nearest.near - gap;
    let each = 1.0 / real(samples.len());
    let mut parts = Parts {
        front: Part { near: nearest.near, share: 0.0 },
        back: Part { near: f32::NEG_INFINITY, share: 0.0 },
        limit,
    };
    for sample in samples {
        if sample.near >= limit {
            parts.front.share += each;
        } else if sample.near > f32::NEG_INFINITY {
            parts.back.share += each;
            parts.back.near = parts.back.near.max(sample.near);
        }
    }
    parts
}

/// The colour of a surface from samples of it.
fn surface(scene: &Scene<'_>, fall: &Fall, samples: impl Iterator<Item = (u32, Vec2)>) -> Colour {
    let mut facing = [0.0; 4];
    let mut whole = 0.0;
    let mut add = |owner: u32, midst: Vec2, count: f32| {
        let here = scene.facets[owner as usize].facing(midst);
        for (sum, value) in facing.iter_mut().zip(here) {
            *sum += value * count;
        }
        whole += count;
    };
    // Samples of the same facet are as good as one in their midst.
    let (mut last, mut midst, mut count) = (NOBODY, Vec2::ZERO, 0.0);
    for (owner, place) in samples {
        if owner != last && count > 0.0 {
            add(last, midst / count, count);
            (midst, count) = (Vec2::ZERO, 0.0);
        }
        last = owner;
        midst += place;
        count += 1.0;
    }
    if count <= 0.0 {
        return [0.0; 3];
    }
    add(last, midst / count, count);
    let facet = &scene.facets[last as usize];
    let colour = if let Some(single) = facet.single {
        scene.paints.colour(single)
    } else {
        let [fields, change] = facet.fields(scene.corners, midst / count);
        scene.paints.mixed(facet.label, fields, change)
    };
    let [x, y, z, open] = facing;
    fall.colour(colour, light([x, y, z, open / whole]))
}

fn colour_of([r, g, b, _]: [u8; 4]) -> Colour {
    let part = |channel: u8| f32::from(channel) * (1.0 / 255.0);
    [part(r), part(g), part(b)]
}

fn bytes([r, g, b]: Colour, alpha: f32) -> [u8; 4] {
    (byte(r) | byte(g) << 8 | byte(b) << 16 | byte(alpha) << 24).to_le_bytes()
}
