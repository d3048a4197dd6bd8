//! A plain picture of the part of the body where a point lies, with the place marked.
//!
//! It shows the region, not the exact point: the words of the finding steps do that.

use std::collections::HashMap;
use std::sync::LazyLock;

use iced::widget::canvas::{self, Path, Stroke};
use iced::widget::svg::{Handle, Svg};
use iced::widget::{container, stack};
use iced::{Color, Length, Point, Size};

use super::Element;
use super::drawing::{self, Drawing};
use super::theme::ON_SKIN;
use crate::domain::point::{Region, Side};

/// The pictures are drawn on a field of this size.
const FIELD: Size = Size { width: 400.0, height: 600.0 };

#[derive(Debug, serde::Deserialize)]
struct Spot {
    picture: String,
    left: Option<[f32; 2]>,
    midline: Option<[f32; 2]>,
}

struct Picture {
    left: Handle,
    right: Handle,
}

static SPOTS: LazyLock<HashMap<String, Spot>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../assets/region/regions.json")).unwrap_or_else(|error| {
        log::error!("assets/region/regions.json: {error}");
        HashMap::new()
    })
});

macro_rules! picture {
    ($name:literal) => {
        include_bytes!(concat!("../../assets/region/", $name, ".svg")).as_slice()
    };
}

static PICTURES: LazyLock<HashMap<&'static str, Picture>> = LazyLock::new(|| {
    // The whole figures are the same from left to right.
    let files = [
        ("front", picture!("front"), picture!("front")),
        ("back", picture!("back"), picture!("back")),
        ("arm-raised", picture!("arm-raised"), picture!("arm-raised-mirrored")),
        ("hand", picture!("hand"), picture!("hand-mirrored")),
    ];
    let picture = |left, right| Picture {
        left: Handle::from_memory(left),
        right: Handle::from_memory(right),
    };
    files.into_iter().map(|(name, left, right)| (name, picture(left, right))).collect()
});

/// Where the mark goes on the field, and whether the picture is mirrored.
fn spot(region: Region, side: Side) -> Option<(&'static str, Point, bool)> {
    let spot = SPOTS.get(region.name())?;
    let name = PICTURES.keys().find(|name| **name == spot.picture)?;
    let [x, y] = match side {
        Side::Midline => spot.midline.or(spot.left),
        Side::Left | Side::Right | Side::Both => spot.left.or(spot.midline),
    }?;
    let mirror = side == Side::Right;
    let x = if mirror { FIELD.width - x } else { x };
    Some((name, Point::new(x, y), mirror))
}

/// The picture of that region with the mark on that side, or on both, filling its place.
pub fn view<'a, Message: 'a>(region: Region, side: Side) -> Element<'a, Message> {
    let Some((name, mark, mirror)) = spot(region, side) else {
        return iced::widget::space().into();
    };
    let Some(picture) = PICTURES.get(name) else { return iced::widget::space().into() };
    let handle = if mirror { picture.right.clone() } else { picture.left.clone() };
    let svg = Svg::new(handle).width(Length::Fill).height(Length::Fill);
    let mut at = vec![mark];
    if side == Side::Both && mark.x != FIELD.width / 2.0 {
        at.push(Point::new(FIELD.width - mark.x, mark.y));
    }
    let mark = drawing::view(Mark { at, color: ON_SKIN });
    container(stack![svg, mark]).width(Length::Fill).height(Length::Fill).into()
}

#[derive(Debug, Clone, PartialEq)]
struct Mark {
    at: Vec<Point>,
    color: Color,
}

/// How the field is fitted into a place: scale and upper left corner.
fn fit(place: Size) -> (f32, Point) {
    let scale = (place.width / FIELD.width).min(place.height / FIELD.height);
    let corner = Point::new(
        (place.width - FIELD.width * scale) / 2.0,
        (place.height - FIELD.height * scale) / 2.0,
    );
    (scale, corner)
}

impl Drawing for Mark {
    fn draw(&self, frame: &mut canvas::Frame) {
        let (scale, corner) = fit(frame.size());
        let unit = (scale * 6.0).clamp(3.0, 12.0);
        for at in &self.at {
            let at = Point::new(corner.x + at.x * scale, corner.y + at.y * scale);
            frame.fill(&Path::circle(at, unit), self.color);
            for (radius, alpha) in [(2.1, 0.9), (3.6, 0.45)] {
                let stroke = Stroke::default()
                    .with_width((unit * 0.28).max(1.5))
                    .with_color(Color { a: alpha, ..self.color });
                frame.stroke(&Path::circle(at, unit * radius), stroke);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_has_its_place_on_a_picture() {
        for region in Region::ALL {
            for side in [Side::Left, Side::Right, Side::Midline] {
                let (name, at, _) =
                    spot(region, side).unwrap_or_else(|| panic!("{region:?} {side:?}"));
                let inside =
                    (0.0..=FIELD.width).contains(&at.x) && (0.0..=FIELD.height).contains(&at.y);
                assert!(inside, "{region:?} {side:?} on {name}: {at:?}");
            }
        }
    }

    #[test]
    fn the_right_side_mirrors_the_left() {
        let (_, left, plain) = spot(Region::Axilla, Side::Left).expect("a place");
        let (_, right, mirror) = spot(Region::Axilla, Side::Right).expect("a place");
        assert!(!plain && mirror);
        assert!((left.x + right.x - FIELD.width).abs() < 0.01 && (left.y - right.y).abs() < 0.01);
    }
}
