//! Pictures with their marks: a point close up with its ruler and landmarks, the whole body with the point on
//! it, and the body under the hand with all points.

use glam::{Vec2, Vec3};

use super::form::{Pose, Spot};
use super::ink::Ink;
use super::lines::Stretch;
use super::raster::{Finish, Picture, Studio, Tones};
use super::view::{Camera, Projection};
use super::{Body, Half, Sight};

/// The colours of the marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inks {
    /// The point.
    pub point: Ink,
    /// The ruler along the skin.
    pub ruler: Ink,
    /// Landmarks.
    pub landmark: Ink,
    /// Around marks, so that they stand out from the skin.
    pub halo: Ink,
    /// Meridian lines.
    pub line: Ink,
}

/// How large a picture is, and how dense.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// In physical pixels.
    pub width: u32,
    /// In physical pixels.
    pub height: u32,
    /// Physical pixels in a logical one: marks are drawn that much larger.
    pub density: f32,
}

/// The colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// Of the body.
    pub tones: Tones,
    /// Of the marks.
    pub inks: Inks,
}

/// A point that is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// Its code.
    pub code: &'static str,
    /// Left or right.
    pub half: Half,
    /// Where, in physical pixels.
    pub at: Vec2,
}

/// Words that belong to a place of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What to write.
    pub words: String,
    /// Where it belongs, in physical pixels.
    pub at: Vec2,
}

/// A picture with what a reader may want to know of it.
#[derive(Debug, Clone)]
pub struct Plate {
    /// The picture.
    pub picture: Picture,
    /// The points that can be seen.
    pub dots: Vec<Dot>,
    /// What is named.
    pub labels: Vec<Label>,
    /// The middle of the ruler, where there is one.
    pub ruler: Option<Vec2>,
}

/// What of a point is shown beside the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Detail {
    /// The point, its ruler and its landmarks.
    All,
    /// The point alone.
    Point,
    /// Nothing: something else draws the point.
    Bare,
}

/// A place may lie this far (in dm) behind the drawn skin and still count as seen: triangles are flat.
pub(super) const SLACK: f32 = 0.06;

/// Radii and widths of marks, in logical pixels.
const POINT: f32 = 7.0;
const RINGS: [(f32, f32); 2] = [(14.0, 0.9), (23.0, 0.45)];
const TICK: f32 = 6.0;

/// Something being drawn: the picture so far, and the way onto it.
struct Work<'a> {
    body: &'a Body,
    pose: &'a Pose,
    projection: Projection,
    picture: Picture,
    palette: &'a Palette,
    density: f32,
}

impl<'a> Work<'a> {
    #[allow(clippy::cast_precision_loss, reason = "a picture has few pixels")]
    fn begin(
        studio: &mut Studio,
        body: &'a Body,
        sight: &Sight,
        palette: &'a Palette,
        sheet: Sheet,
        finish: Finish,
    ) -> Self {
        let Sight { pose, camera } = sight;
        let (width, height) = (sheet.width, sheet.height);
        let picture = studio.draw(body.form, pose, camera, &palette.tones, width, height, finish);
        let projection = camera.project(width as f32, height as f32);
        Work { body, pose, projection, picture, palette, density: sheet.density }
    }

    fn place(&self, spot: Spot) -> Vec3 {
        self.projection.place(self.body.form.position(self.pose, spot))
    }

    /// Where a spot is seen, if it is not behind something.
    fn seen(&self, spot: Spot) -> Option<Vec2> {
        self.seen_at(self.body.form.position(self.pose, spot))
    }

    /// The same for a place of the body.
    fn seen_at(&self, position: Vec3) -> Option<Vec2> {
        let place = self.projection.place(position);
        self.picture.sees(place, SLACK).then(|| place.truncate())
    }

    fn is_inside(&self, at: Vec2) -> bool {
        #[allow(clippy::cast_precision_loss, reason = "a picture has few pixels")]
        let edge = Vec2::new(self.picture.width as f32, self.picture.height as f32);
        at.cmpge(Vec2::ZERO).all() && at.cmple(edge).all()
    }

    fn target(&mut self, at: Vec2, scale: f32) {
        let (unit, inks) = (self.density * scale, self.palette.inks);
        self.picture.disc(at, (POINT + 2.0) * unit, inks.halo);
        self.picture.disc(at, POINT * unit, inks.point);
        for (radius, cover) in RINGS {
            let [r, g, b, a] = inks.point;
            self.picture.ring(at, radius * unit, 2.0 * unit, [r, g, b, a * cover]);
        }
    }

    /// The ruler of a measure: its line, with a tick at each whole cun; returns the middle of what is seen.
    fn ruler(&mut self, code: &str) -> Option<Vec2> {
        let ruler = self.body.chart.ruler(&self.body.place(code)?.recipe)?;
        let (unit, inks) = (self.density, self.palette.inks);
        let mut seen_at = Vec::new();
        for run in &ruler {
            let places: Vec<(Option<Vec2>, bool)> =
                run.iter().map(|&(spot, whole)| (self.seen(spot), whole)).collect();
            for (width, ink) in [(5.0, inks.halo), (2.0, inks.ruler)] {
                for pair in places.windows(2) {
                    if let (Some(from), Some(to)) = (pair[0].0, pair[1].0) {
                        self.picture.line(from, to, width * unit, ink);
                    }
                }
                for (index, &(place, whole)) in places.iter().enumerate() {
                    let (Some(at), true) = (place, whole) else { continue };
                    let beside = |index: usize| places.get(index).and_then(|place| place.0);
                    let before = index.checked_sub(1).and_then(beside).unwrap_or(at);
                    let after = beside(index + 1).unwrap_or(at);
                    let across = (after - before).perp().normalize_or_zero() * TICK * unit;
                    self.picture.line(at - across, at + across, width * unit, ink);
                }
            }
            seen_at.extend(places.into_iter().filter_map(|(place, _)| place));
        }
        seen_at.get(seen_at.len() / 2).copied().filter(|at| self.is_inside(*at))
    }

    /// The landmarks that a point names, each with its label.
    fn landmarks(&mut self, code: &str) -> Vec<Label> {
        let Some(place) = self.body.place(code) else { return Vec::new() };
        let mut labels = Vec::new();
        for name in &place.show {
            let landmark = self.body.chart.atlas().landmarks.get(name);
            let Some(words) = landmark.and_then(|one| one.label.clone()) else { continue };
            let Ok(spot) = self.body.chart.place(name) else { continue };
            let at = self.place(spot).truncate();
            if self.is_inside(at) {
                let (unit, inks) = (self.density, self.palette.inks);
                self.picture.disc(at, 5.5 * unit, inks.halo);
                self.picture.disc(at, 3.5 * unit, inks.landmark);
                labels.push(Label { words, at });
            }
        }
        labels
    }

    fn done(self, dots: Vec<Dot>, labels: Vec<Label>, ruler: Option<Vec2>) -> Plate {
        Plate { picture: self.picture, dots, labels, ruler }
    }
}

/// A point close up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CloseUp<'a> {
    /// Its code.
    pub code: &'static str,
    /// In that view rather than its best.
    pub view: Option<&'a str>,
    /// Which half of the body.
    pub half: Half,
    /// Mark the other side too, where it is in view.
    pub both: bool,
    /// What is shown beside the body.
    pub detail: Detail,
}

/// Draws a point close up; nothing for a code that is not placed.
pub fn close_up(
    studio: &mut Studio,
    body: &Body,
    what: &CloseUp<'_>,
    palette: &Palette,
    sheet: Sheet,
) -> Option<Plate> {
    let sight = body.close_up(what.code, what.view, what.half)?;
    let mut work = Work::begin(studio, body, &sight, palette, sheet, Finish::Sharp);
    let place = body.place(what.code)?;
    let spot = body.spot(what.code)?;
    let (mut labels, mut ruler) = (Vec::new(), None);
    if what.detail == Detail::All {
        ruler = work.ruler(what.code);
        labels = work.landmarks(what.code);
        for recipe in &place.also {
            if let Some(at) = body.chart.follow(recipe).ok().and_then(|spot| work.seen(spot)) {
                work.picture.disc(at, 6.0 * work.density, palette.inks.halo);
                work.picture.disc(at, 4.5 * work.density, palette.inks.point);
            }
        }
    }
    let mut dots = vec![Dot { code: what.code, half: what.half, at: work.place(spot).truncate() }];
    if what.both
        && let Some(at) = body.form.mirrored(spot).and_then(|spot| work.seen(spot))
        && work.is_inside(at)
    {
        dots.push(Dot { code: what.code, half: what.half.other(), at });
    }
    if what.detail != Detail::Bare {
        for dot in &dots {
            work.target(dot.at, 1.0);
        }
    }
    Some(work.done(dots, labels, ruler))
}

/// Draws the whole body with a point on it: where the close-up belongs.
pub fn whole(
    studio: &mut Studio,
    body: &Body,
    code: &'static str,
    half: Half,
    palette: &Palette,
    sheet: Sheet,
) -> Option<Plate> {
    let sight = body.whole(code, half)?;
    let mut work = Work::begin(studio, body, &sight, palette, sheet, Finish::Sharp);
    let at = work.place(body.spot(code)?).truncate();
    let unit = work.density;
    work.picture.disc(at, 5.5 * unit, palette.inks.halo);
    work.picture.disc(at, 4.0 * unit, palette.inks.point);
    Some(work.done(vec![Dot { code, half, at }], Vec::new(), None))
}

/// The points that lie on the body under the hand.
#[derive(Debug)]
pub struct Starry<'a> {
    /// Which points.
    pub codes: &'a [&'static str],
    /// The meridians between them.
    pub stretches: &'a [&'a Stretch],
    /// One that stands out.
    pub chosen: Option<(&'static str, Half)>,
}

/// Draws the standing body under the hand.
pub fn turned(
    studio: &mut Studio,
    body: &Body,
    camera: Camera,
    points: &Starry<'_>,
    palette: &Palette,
    sheet: Sheet,
    finish: Finish,
) -> Plate {
    let sight = Sight { pose: body.standing(), camera };
    let mut work = Work::begin(studio, body, &sight, palette, sheet, finish);
    let unit = work.density;
    // The standing body is the same on both sides, so the other side needs no looking for.
    let both = |spot: Spot| {
        let left = body.form.position(sight.pose, spot);
        [left, Vec3::new(-left.x, left.y, left.z)]
    };
    for stretch in points.stretches {
        for side in 0..2 {
            let places: Vec<Option<Vec2>> =
                stretch.spots.iter().map(|&spot| work.seen_at(both(spot)[side])).collect();
            for pair in places.windows(2) {
                if let [Some(from), Some(to)] = *pair {
                    work.picture.line(from, to, 1.3 * unit, palette.inks.line);
                }
            }
        }
    }
    let mut dots = Vec::new();
    for &code in points.codes {
        let Some(spot) = body.spot(code) else { continue };
        let is_midline = body.skin.position(spot).x.abs() < 0.01;
        for (place, half) in both(spot).into_iter().zip([Half::Left, Half::Right]) {
            if is_midline && half == Half::Right {
                continue;
            }
            if let Some(at) = work.seen_at(place)
                && work.is_inside(at)
            {
                dots.push(Dot { code, half, at });
            }
        }
    }
    let radius = (1.4 + 12.0 / camera.height).min(6.0) * unit;
    for dot in &dots {
        work.picture.disc(dot.at, radius + 0.8 * unit, palette.inks.halo);
        work.picture.disc(dot.at, radius, palette.inks.point);
    }
    if let Some((code, half)) = points.chosen
        && let Some(dot) = dots.iter().find(|dot| dot.code == code && dot.half == half)
    {
        work.target(dot.at, 0.8);
    }
    work.done(dots, Vec::new(), None)
}

impl Picture {
    /// Cuts the picture round, as large as it goes, on a disc of that colour.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a picture has few pixels, and shares are between 0 and 1"
    )]
    pub fn cut_round(&mut self, ground: [f32; 3]) {
        let (width, height) = (self.width as usize, self.height as usize);
        let middle = Vec2::new(width as f32, height as f32) / 2.0;
        let radius = middle.min_element() - 0.5;
        for (index, pixel) in self.pixels.chunks_exact_mut(4).enumerate() {
            let at = Vec2::new((index % width) as f32 + 0.5, (index / width) as f32 + 0.5);
            let inside = (radius - at.distance(middle) + 0.5).clamp(0.0, 1.0);
            let cover = f32::from(pixel[3]) / 255.0;
            for (part, ground) in pixel.iter_mut().zip(ground) {
                let mixed = f32::from(*part) * cover + ground * 255.0 * (1.0 - cover);
                *part = (mixed + 0.5) as u8;
            }
            pixel[3] = (inside * 255.0 + 0.5) as u8;
        }
    }
}
