//! A figure made ready: its picture in tiles for the renderer, and its words set and placed.

use std::sync::Arc;

use glam::Vec2;
use iced::advanced::image::{self, Handle};
use iced::advanced::text::{self, Paragraph as _};
use iced::{Color, Pixels, Point, Rectangle, Size, Vector};

use super::What;
use super::labels::{self, Wanted};
use super::palette::Colors;
use crate::body::plate::{self, CloseUp, Detail, Dot, Plate, Sheet, Starry};
use crate::body::raster::{Finish, Picture, Studio};
use crate::body::{self};
use crate::ui::fonts;

/// A paragraph as the renderer sets it.
type Paragraph = <iced::Renderer as text::Renderer>::Paragraph;

/// Size of the words at a figure, in logical pixels, and the room around them.
const WORDS: f32 = 15.0;
const ROOM: Vector = Vector::new(8.0, 3.0);

/// No label is wider, in logical pixels.
const WIDEST: f32 = 190.0;

/// Half the side of the tile that moves in the player, in logical pixels.
pub const MOVING: f32 = 62.0;

/// A part of the picture where it goes.
#[derive(Debug, Clone)]
pub struct Tile {
    /// The pixels.
    pub handle: Handle,
    /// Where, from the figure's corner, in logical pixels.
    pub place: Rectangle,
}

/// Words where they go.
#[derive(Debug, Clone)]
pub struct Words {
    /// The words, set.
    pub paragraph: Paragraph,
    /// Their ground, from the figure's corner, in logical pixels.
    pub place: Rectangle,
}

/// What was asked for: a figure is made again when it differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// What it shows.
    pub what: What,
    /// In which colours.
    pub colors: Colors,
    /// How large and dense.
    pub sheet: Sheet,
}

/// A figure made ready to be drawn.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What was asked for.
    pub asked: Asked,
    /// How finely it is drawn.
    pub finish: Finish,
    /// The picture in parts.
    pub tiles: Arc<[Tile]>,
    /// The words.
    pub words: Arc<[Words]>,
    /// The points that can be seen.
    pub dots: Arc<[Dot]>,
}

impl Asked {
    /// Draws it.
    #[must_use]
    pub fn show(self, studio: &mut Studio, finish: Finish) -> Option<Shown> {
        let (mut plate, words) = self.plate(studio, finish)?;
        if let Some(ground) = self.colors.round {
            plate.picture.cut_round([ground.r, ground.g, ground.b]);
        }
        let holes: Vec<Vec2> = match &self.what {
            What::CloseUp { detail: Detail::Bare, .. } => {
                plate.dots.iter().map(|dot| dot.at).collect()
            }
            _ => Vec::new(),
        };
        let tiles = tiles(&plate.picture, &holes, self.sheet.density).into();
        let dots = plate.dots.into();
        Some(Shown { asked: self, finish, tiles, words: words.into(), dots })
    }

    fn plate(&self, studio: &mut Studio, finish: Finish) -> Option<(Plate, Vec<Words>)> {
        let body = body::body()?;
        let palette = &self.colors.palette;
        let mut words = Vec::new();
        let plate = match &self.what {
            What::CloseUp { code, view, half, both, detail, measure } => {
                let what = CloseUp {
                    code,
                    view: view.as_deref(),
                    half: *half,
                    both: *both,
                    detail: *detail,
                };
                let mut plate = plate::close_up(studio, body, &what, palette, self.sheet)?;
                words = self.set(&mut plate, measure);
                plate
            }
            What::Whole { code, half } => {
                plate::whole(studio, body, code, *half, palette, self.sheet)?
            }
            What::Turned { camera, stars, chosen } => {
                let points =
                    Starry { codes: &stars.codes, stretches: &stars.stretches, chosen: *chosen };
                plate::turned(studio, body, *camera, &points, palette, self.sheet, finish)
            }
        };
        Some((plate, words))
    }

    /// Sets the words of a plate, places them, and draws the lines that lead from them.
    fn set(&self, plate: &mut Plate, measure: &str) -> Vec<Words> {
        let density = self.sheet.density;
        let logical = |at: Vec2| Point::new(at.x / density, at.y / density);
        let mut named: Vec<(String, Vec2, bool)> =
            plate.labels.drain(..).map(|label| (label.words, label.at, false)).collect();
        if let Some(at) = plate.ruler.filter(|_| !measure.is_empty()) {
            named.push((measure.to_owned(), at, true));
        }
        let set: Vec<Paragraph> =
            named.iter().map(|(words, ..)| paragraph(words, WORDS, WIDEST)).collect();
        let size = |paragraph: &Paragraph| {
            let size = paragraph.min_bounds();
            Size::new(size.width.ceil() + 2.0 * ROOM.x, size.height.ceil() + 2.0 * ROOM.y)
        };
        let wanted: Vec<Wanted> = named
            .iter()
            .zip(&set)
            .map(|((_, at, _), one)| Wanted { anchor: logical(*at), size: size(one) })
            .collect();
        #[allow(clippy::cast_precision_loss, reason = "a picture has few pixels")]
        let field = Rectangle::with_size(Size::new(
            self.sheet.width as f32 / density,
            self.sheet.height as f32 / density,
        ));
        let point = |dot: &Dot| {
            Rectangle::with_size(Size::new(52.0, 52.0)) + (logical(dot.at) - Point::new(26.0, 26.0))
        };
        let kept: Vec<Rectangle> = plate.dots.iter().map(point).collect();
        let placed = labels::arrange(&wanted, &kept, field.shrink(10.0));
        for ((_, at, is_measure), place) in named.iter().zip(&placed) {
            let inks = &self.colors.palette.inks;
            let near = nearest(*place, logical(*at));
            let near = Vec2::new(near.x, near.y) * density;
            let ink = if *is_measure { inks.ruler } else { inks.landmark };
            plate.picture.line(near, *at, 3.4 * density, inks.halo);
            plate.picture.line(near, *at, 1.3 * density, ink);
        }
        placed.into_iter().zip(set).map(|(place, paragraph)| Words { paragraph, place }).collect()
    }
}

/// Words set in the text font.
fn paragraph(words: &str, size: f32, widest: f32) -> Paragraph {
    Paragraph::with_text(text::Text {
        content: words,
        bounds: Size::new(widest, f32::INFINITY),
        size: Pixels(size),
        line_height: text::LineHeight::Relative(1.25),
        font: fonts::TEXT,
        align_x: text::Alignment::Left,
        align_y: iced::alignment::Vertical::Top,
        shaping: text::Shaping::Advanced,
        wrapping: text::Wrapping::Word,
    })
}

/// A name beside the pointer, within a field of that size.
#[must_use]
pub fn tip(words: &str, at: Point, field: Size) -> Words {
    let paragraph = paragraph(words, WORDS, WIDEST * 1.6);
    let size = paragraph.min_bounds();
    let size = Size::new(size.width.ceil() + 2.0 * ROOM.x, size.height.ceil() + 2.0 * ROOM.y);
    let x = (at.x + 14.0).min(field.width - size.width - 4.0).max(4.0);
    let above = at.y - size.height - 10.0;
    let y = if above > 4.0 { above } else { at.y + 18.0 };
    Words { paragraph, place: Rectangle::new(Point::new(x, y), size) }
}

/// Where text goes on its ground.
#[must_use]
pub fn inner(place: Rectangle) -> Point {
    place.position() + ROOM
}

/// The place of a rectangle that is nearest to a point.
fn nearest(place: Rectangle, to: Point) -> Point {
    Point::new(
        to.x.clamp(place.x, place.x + place.width),
        to.y.clamp(place.y, place.y + place.height),
    )
}

/// A part of a picture: left, top, right and bottom, in physical pixels.
type Part = (u32, u32, u32, u32);

/// The picture in tiles: one, or with holes where something moves, these and what is around them, so that a step
/// of the movement paints a small tile and not the whole picture.
fn tiles(picture: &Picture, holes: &[Vec2], density: f32) -> Vec<Tile> {
    let mut parts = vec![(0, 0, picture.width, picture.height)];
    for hole in holes {
        parts = parts.into_iter().flat_map(|part| around(part, *hole, density)).collect();
    }
    parts.into_iter().filter_map(|part| tile(picture, part, density)).collect()
}

/// What of a part lies around a hole, and what within it; some of these may be empty.
fn around((left, top, right, bottom): Part, hole: Vec2, density: f32) -> [Part; 5] {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held to the picture"
    )]
    let cut = |middle: f32, least: u32, most: u32| {
        let reach = (MOVING + 4.0) * density;
        let held = |place: f32| (place.max(0.0) as u32).clamp(least, most);
        (held(middle - reach), held(middle + reach))
    };
    let (from, to) = cut(hole.x, left, right);
    let (upper, lower) = cut(hole.y, top, bottom);
    [
        (left, top, right, upper),
        (left, upper, from, lower),
        (from, upper, to, lower),
        (to, upper, right, lower),
        (left, lower, right, bottom),
    ]
}

fn tile(picture: &Picture, (left, top, right, bottom): Part, density: f32) -> Option<Tile> {
    let (width, height) = (right.checked_sub(left)?, bottom.checked_sub(top)?);
    if width == 0 || height == 0 {
        return None;
    }
    let line = picture.width as usize * 4;
    let pixels: Vec<u8> = picture
        .pixels
        .chunks_exact(line)
        .take(bottom as usize)
        .skip(top as usize)
        .flat_map(|row| &row[left as usize * 4..right as usize * 4])
        .copied()
        .collect();
    #[allow(clippy::cast_precision_loss, reason = "a picture has few pixels")]
    let place = Rectangle {
        x: left as f32 / density,
        y: top as f32 / density,
        width: width as f32 / density,
        height: height as f32 / density,
    };
    Some(Tile { handle: Handle::from_rgba(width, height, pixels), place })
}

/// An image as it is drawn here: pixel for pixel.
#[must_use]
pub fn image(handle: &Handle) -> image::Image {
    image::Image::new(handle.clone()).filter_method(image::FilterMethod::Nearest)
}

/// Ground and ink of words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plaque {
    /// Behind the words.
    pub ground: Color,
    /// The words.
    pub ink: Color,
    /// Around the ground.
    pub line: Color,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each pixel is in one tile, and what moves in a hole is in few: that is what the holes are for.
    #[test]
    fn tiles_cover_the_picture_once_whatever_its_holes() {
        let picture = Picture::empty(600, 500);
        let hole = |x, y| Vec2::new(x, y);
        for (holes, most) in [
            (vec![], 1),
            (vec![hole(300.0, 250.0)], 5),
            (vec![hole(150.0, 250.0), hole(450.0, 250.0)], 17),
            (vec![hole(280.0, 250.0), hole(340.0, 230.0)], 17),
            (vec![hole(0.0, 0.0), hole(600.0, 500.0)], 17),
            (vec![hole(-900.0, 250.0), hole(300.0, 9000.0)], 9),
        ] {
            let tiles = tiles(&picture, &holes, 1.0);
            assert!(tiles.len() <= most, "{holes:?}: {} tiles", tiles.len());
            for (x, y) in
                (0..600_u16).step_by(7).flat_map(|x| (0..500_u16).step_by(7).map(move |y| (x, y)))
            {
                let at = Point::new(f32::from(x) + 0.5, f32::from(y) + 0.5);
                let count = tiles.iter().filter(|tile| tile.place.contains(at)).count();
                assert_eq!(count, 1, "{holes:?}: {at:?}");
            }
            for hole in holes {
                let at = Point::new(hole.x, hole.y);
                let Some(tile) = tiles.iter().find(|tile| tile.place.contains(at)) else {
                    continue;
                };
                let side = 2.0 * (MOVING + 4.0);
                assert!(tile.place.width <= side && tile.place.height <= side, "{tile:?}");
            }
        }
    }
}
