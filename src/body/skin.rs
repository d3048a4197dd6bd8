//! Lengths along the skin: a tape laid over the mesh at rest, in a plane.

use std::collections::HashMap;

use glam::{Vec2, Vec3};

use super::form::{Form, Spot};

/// Corners count at least this much at the beginning of a tape, so that it begins inside a triangle.
const LEAST_WEIGHT: f32 = 1e-3;

/// No tape is longer, in triangles crossed: a closed curve round the body crosses far fewer.
const MOST_STEPS: usize = 4000;

/// A tape pulled taut across a furrow of the body, such as the cleft of the buttocks: what a measuring tape does.
/// Seen in the tape's plane, with the midline at 0 and the same on the other side.
#[derive(Debug, Clone, PartialEq)]
pub struct Taut {
    /// Sideways and outwards, from the midline on.
    bends: Vec<Vec2>,
}

impl Taut {
    /// Pulls a tape taut that sets out sideways from the midline; `out` points out of the body there.
    #[must_use]
    pub fn new(tape: &Tape, out: Vec3) -> Self {
        let flat = |place: &Vec3| Vec2::new(place.x.abs(), place.dot(out));
        let places: Vec<Vec2> = tape.points.iter().map(flat).collect();
        let high = places.iter().map(|place| place.y).fold(f32::NEG_INFINITY, f32::max);
        // From the midline straight to the highest place of either side, and on over what stands out.
        let mut bends = vec![Vec2::new(0.0, high)];
        for &place in places.iter().skip_while(|place| place.y < high) {
            while let [.., before, last] = bends[..]
                && (last - before).perp_dot(place - last) >= 0.0
            {
                let _ = bends.pop();
            }
            if bends.last().is_none_or(|last| place.x > last.x) {
                bends.push(place);
            }
        }
        Self { bends }
    }

    /// How much of it lies between the midline and a place that far aside.
    #[must_use]
    pub fn length_to(&self, aside: f32) -> f32 {
        let mut length = 0.0;
        for pair in self.bends.windows(2) {
            let across = pair[1].x - pair[0].x;
            if pair[1].x >= aside {
                return length + pair[0].distance(pair[1]) * (aside - pair[0].x).max(0.0) / across;
            }
            length += pair[0].distance(pair[1]);
        }
        length
    }
}

/// The mesh at rest with its neighbourhoods.
#[derive(Debug)]
pub struct Skin<'a> {
    form: &'a Form,
    /// The triangle across each edge; edge `i` runs from corner `i` to the next.
    across: Vec<[Option<u32>; 3]>,
}

/// A tape on the skin.
#[derive(Debug, Clone, PartialEq)]
pub struct Tape {
    /// Where it runs, with the triangle that each piece ends in.
    pub points: Vec<Vec3>,
    triangles: Vec<u32>,
}

impl Tape {
    /// Its length in decimetres.
    #[must_use]
    pub fn length(&self) -> f32 {
        self.points.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
    }

    /// What is at that length from its beginning: the place, the triangle there and the way it runs.
    fn at(&self, length: f32) -> Option<(Vec3, u32, Vec3)> {
        let mut left = length.max(0.0);
        let mut last = None;
        for (pair, &triangle) in self.points.windows(2).zip(&self.triangles) {
            let step = pair[0].distance(pair[1]);
            if step <= 0.0 {
                continue;
            }
            let way = (pair[1] - pair[0]) / step;
            if left <= step {
                return Some((pair[0] + way * left, triangle, way));
            }
            left -= step;
            last = Some((pair[1], triangle, way));
        }
        // The sum of the pieces may fall short of the asked length by a rounding.
        last.filter(|_| left < 1e-3)
    }

    /// The spot at that length from the beginning.
    #[must_use]
    pub fn spot(&self, form: &Form, length: f32) -> Option<Spot> {
        self.at(length).map(|(place, triangle, _)| spot_in(form, triangle, place))
    }

    /// Which way the tape runs at that length.
    #[must_use]
    pub fn way(&self, length: f32) -> Option<Vec3> {
        self.at(length).map(|(_, _, way)| way)
    }

    /// The length at which the tape comes nearest to a place.
    #[must_use]
    pub fn nearest(&self, place: Vec3) -> f32 {
        let mut best = (f32::INFINITY, 0.0);
        let mut before = 0.0;
        for pair in self.points.windows(2) {
            let along = pair[1] - pair[0];
            let step = along.length();
            if step > 0.0 {
                let share = ((place - pair[0]).dot(along) / (step * step)).clamp(0.0, 1.0);
                let far = place.distance_squared(pair[0] + along * share);
                if far < best.0 {
                    best = (far, before + share * step);
                }
            }
            before += step;
        }
        best.1
    }

    /// This tape and then another.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.points.extend(other.points.into_iter().skip(1));
        self.triangles.extend(other.triangles);
        self
    }
}

/// The spot of a triangle that is nearest to a place in its plane.
fn spot_in(form: &Form, triangle: u32, place: Vec3) -> Spot {
    let [first, second, third] = form.corners(form.rest(), triangle as usize);
    let (ab, ac, ap) = (second - first, third - first, place - first);
    let (d00, d01, d11) = (ab.dot(ab), ab.dot(ac), ac.dot(ac));
    let (d20, d21) = (ap.dot(ab), ap.dot(ac));
    let area = (d00 * d11 - d01 * d01).max(f32::MIN_POSITIVE);
    let v = ((d11 * d20 - d01 * d21) / area).clamp(0.0, 1.0);
    let w = ((d00 * d21 - d01 * d20) / area).clamp(0.0, 1.0 - v);
    Spot { triangle, weights: [1.0 - v - w, v, w] }
}

impl<'a> Skin<'a> {
    /// The skin of a form.
    #[must_use]
    pub fn new(form: &'a Form) -> Self {
        let mut owner: HashMap<(u16, u16), u32> = HashMap::with_capacity(form.triangles.len() * 3);
        for (index, corners) in (0..).zip(&form.triangles) {
            for edge in edges(*corners) {
                let _ = owner.insert(edge, index);
            }
        }
        let across = form
            .triangles
            .iter()
            .map(|corners| edges(*corners).map(|(from, to)| owner.get(&(to, from)).copied()))
            .collect();
        Self { form, across }
    }

    /// The form it is the skin of.
    #[must_use]
    pub const fn form(&self) -> &'a Form {
        self.form
    }

    /// Where a spot is at rest.
    #[must_use]
    pub fn position(&self, spot: Spot) -> Vec3 {
        self.form.position(self.form.rest(), spot)
    }

    /// The tape from one spot to another, in the plane that holds both and stands square on the skin between
    /// them; `lean` is added to the skin's direction where the plane should stand otherwise.
    #[must_use]
    pub fn between(&self, from: Spot, to: Spot, lean: Vec3) -> Option<Tape> {
        let (from, to) = (inside(from), inside(to));
        let rest = self.form.rest();
        let chord = self.position(to) - self.position(from);
        let upright = self.form.normal(rest, from) + self.form.normal(rest, to) + lean;
        let normal = chord.cross(upright).try_normalize()?;
        let ways = [chord, -chord].map(|heading| self.walk(from, normal, heading, Goal::Spot(to)));
        ways.into_iter().flatten().min_by(|a, b| a.length().total_cmp(&b.length()))
    }

    /// A tape of a given length from a spot, in the plane across `normal`, setting out towards `heading`.
    #[must_use]
    pub fn along(&self, from: Spot, normal: Vec3, heading: Vec3, length: f32) -> Option<Tape> {
        self.walk(inside(from), normal.try_normalize()?, heading, Goal::Length(length))
    }

    fn walk(&self, from: Spot, normal: Vec3, heading: Vec3, goal: Goal) -> Option<Tape> {
        let start = self.position(from);
        let side =
            |corner: u16| normal.dot(self.form.rest().positions[usize::from(corner)] - start);
        let mut tape = Tape { points: vec![start], triangles: Vec::new() };
        let (mut triangle, mut came) = (from.triangle, None);
        let mut length = 0.0;
        for _ in 0..MOST_STEPS {
            if let Goal::Spot(to) = goal
                && to.triangle == triangle
            {
                tape.points.push(self.position(to));
                tape.triangles.push(triangle);
                return Some(tape);
            }
            let here = tape.points.last().copied()?;
            let crossing = (0..3).filter(|edge| Some(*edge) != came).filter_map(|edge| {
                let (a, b) = edges(self.form.triangles[triangle as usize])[edge];
                let (da, db) = (side(a), side(b));
                // A corner in the plane itself counts as in front of it, in each of its triangles alike.
                ((da >= 0.0) != (db >= 0.0)).then(|| {
                    let [a, b] = [a, b].map(|one| self.form.rest().positions[usize::from(one)]);
                    (edge, a + (b - a) * (da / (da - db)))
                })
            });
            let (edge, place) = crossing.max_by(|(_, a), (_, b)| {
                (*a - here).dot(heading).total_cmp(&(*b - here).dot(heading))
            })?;
            tape.points.push(place);
            tape.triangles.push(triangle);
            length += here.distance(place);
            if let Goal::Length(wanted) = goal
                && length >= wanted
            {
                return tape.cut(wanted);
            }
            let next = self.across[triangle as usize][edge]?;
            let left = edges(self.form.triangles[triangle as usize])[edge];
            came =
                edges(self.form.triangles[next as usize]).iter().position(|&(a, b)| (b, a) == left);
            triangle = next;
            if triangle == from.triangle {
                return None;
            }
        }
        None
    }

    /// What a line of sight meets first: from far away in the direction `towards`, looking back along it.
    #[must_use]
    pub fn seen(&self, through: Vec3, towards: Vec3) -> Option<Spot> {
        self.seen_in(&self.form.rest().positions, through, towards)
    }

    /// The same in a pose.
    #[must_use]
    pub fn seen_in(&self, positions: &[Vec3], through: Vec3, towards: Vec3) -> Option<Spot> {
        let mut best: Option<(f32, Spot)> = None;
        for (index, corners) in (0..).zip(&self.form.triangles) {
            let [first, second, third] = corners.map(|corner| positions[usize::from(corner)]);
            let (ab, ac) = (second - first, third - first);
            let across = ab.cross(ac);
            // Turned away from the eye.
            let facing = across.dot(towards);
            if facing <= 0.0 {
                continue;
            }
            let from = through - first;
            let turned = towards.cross(from);
            let (v, w) = (ac.dot(turned) / facing, -ab.dot(turned) / facing);
            if v < 0.0 || w < 0.0 || v + w > 1.0 {
                continue;
            }
            let near = -from.dot(across) / facing;
            if best.is_none_or(|(nearest, _)| near > nearest) {
                best = Some((near, Spot { triangle: index, weights: [1.0 - v - w, v, w] }));
            }
        }
        best.map(|(_, spot)| spot)
    }
}

impl Tape {
    /// The first part of a tape.
    fn cut(mut self, length: f32) -> Option<Self> {
        let too_long = self.length() - length;
        let [before, last] = *self.points.last_chunk::<2>()?;
        let step = before.distance(last);
        if step > 0.0 {
            let share = (1.0 - too_long / step).clamp(0.0, 1.0);
            *self.points.last_mut()? = before + (last - before) * share;
        }
        Some(self)
    }

    /// The spot where it ends.
    #[must_use]
    pub fn end(&self, form: &Form) -> Option<Spot> {
        Some(spot_in(form, *self.triangles.last()?, *self.points.last()?))
    }
}

#[derive(Clone, Copy)]
enum Goal {
    Spot(Spot),
    Length(f32),
}

fn edges([a, b, c]: [u16; 3]) -> [(u16, u16); 3] {
    [(a, b), (b, c), (c, a)]
}

/// The spot moved a hair into its triangle.
fn inside(spot: Spot) -> Spot {
    let weights = spot.weights.map(|weight| weight.max(LEAST_WEIGHT));
    let sum: f32 = weights.iter().sum();
    Spot { weights: weights.map(|weight| weight / sum), ..spot }
}
