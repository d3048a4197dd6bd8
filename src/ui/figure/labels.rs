//! Where the words beside the body go: near what they name, apart from each other, and off the point.

use iced::{Point, Rectangle, Size, Vector};

/// Room around a label, in logical pixels.
const GAP: f32 = 6.0;

/// How far from its place a label may stand, in logical pixels, nearest first.
const DISTANCES: [f32; 5] = [34.0, 60.0, 92.0, 130.0, 180.0];

/// The directions that are tried, as parts of a full turn from three o'clock, clockwise.
const DIRECTIONS: u8 = 16;

/// A label to be placed.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// What it names.
    pub anchor: Point,
    /// How large it is.
    pub size: Size,
}

/// Places labels in a field. `kept` are places that must stay free.
#[must_use]
pub fn arrange(wanted: &[Wanted], kept: &[Rectangle], field: Rectangle) -> Vec<Rectangle> {
    let mut placed: Vec<Rectangle> = Vec::new();
    for one in wanted {
        let best = candidates(*one, field).min_by(|a, b| {
            let cost = |at: &Rectangle| cost(at, one.anchor, &placed, kept, wanted);
            cost(a).total_cmp(&cost(b))
        });
        placed.push(best.unwrap_or_else(|| within(around(one.anchor, one.size), field)));
    }
    placed
}

fn around(middle: Point, size: Size) -> Rectangle {
    Rectangle::new(middle - Vector::new(size.width / 2.0, size.height / 2.0), size)
}

/// Moved into the field, if it fits there at all.
fn within(at: Rectangle, field: Rectangle) -> Rectangle {
    let x = at.x.min(field.x + field.width - at.width).max(field.x);
    let y = at.y.min(field.y + field.height - at.height).max(field.y);
    Rectangle { x, y, ..at }
}

fn candidates(one: Wanted, field: Rectangle) -> impl Iterator<Item = Rectangle> {
    DISTANCES.into_iter().flat_map(move |far| {
        (0..DIRECTIONS).map(move |part| {
            let angle = f32::from(part) / f32::from(DIRECTIONS) * std::f32::consts::TAU;
            let way = Vector::new(angle.cos(), angle.sin());
            // From the place to the label's edge, not to its middle: wide labels stand off further sideways.
            let reach =
                far + way.x.abs() * one.size.width / 2.0 + way.y.abs() * one.size.height / 2.0;
            within(around(one.anchor + way * reach, one.size), field)
        })
    })
}

fn cost(
    at: &Rectangle,
    anchor: Point,
    placed: &[Rectangle],
    kept: &[Rectangle],
    wanted: &[Wanted],
) -> f32 {
    let overlap = |other: &Rectangle| {
        at.expand(GAP).intersection(other).map_or(0.0, |both| 1.0 + both.width * both.height)
    };
    let others: f32 = placed.iter().map(overlap).sum();
    let free: f32 = kept.iter().map(overlap).sum();
    let anchors: f32 = wanted
        .iter()
        .map(|one| overlap(&Rectangle::new(one.anchor, Size::new(1.0, 1.0)).expand(4.0)))
        .sum();
    // Away from the point rather than across it: the leader should not run through the mark.
    let crossing: f32 = kept
        .iter()
        .map(|kept| {
            let middle = kept.center();
            let way = at.center() - anchor;
            let to = middle - anchor;
            let length = (way.x * way.x + way.y * way.y).max(1.0);
            let share = ((way.x * to.x + way.y * to.y) / length).clamp(0.0, 1.0);
            let near = anchor + way * share;
            if near.distance(middle) < kept.width / 2.0 { 400.0 } else { 0.0 }
        })
        .sum();
    (others + free * 2.0 + anchors) * 1000.0 + crossing + at.center().distance(anchor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn labels_stay_in_the_field_and_off_the_point_and_each_other(
            anchors in prop::collection::vec((60.0_f32..540.0, 60.0_f32..540.0), 1..4),
        ) {
            let field = Rectangle::new(Point::ORIGIN, Size::new(600.0, 600.0));
            let point = Rectangle::new(Point::new(275.0, 275.0), Size::new(50.0, 50.0));
            let wanted: Vec<Wanted> = anchors
                .iter()
                .map(|&(x, y)| Wanted { anchor: Point::new(x, y), size: Size::new(110.0, 26.0) })
                .collect();
            let placed = arrange(&wanted, &[point], field);
            for (index, one) in placed.iter().enumerate() {
                prop_assert!(one.is_within(&field), "{one:?}");
                prop_assert!(one.intersection(&point).is_none(), "{one:?} on the point");
                for other in &placed[..index] {
                    prop_assert!(one.intersection(other).is_none(), "{one:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn a_field_too_small_for_a_label_is_no_end_of_the_world() {
        let field = Rectangle::new(Point::ORIGIN, Size::new(40.0, 20.0));
        let wanted = Wanted { anchor: Point::new(20.0, 10.0), size: Size::new(100.0, 30.0) };
        let placed = arrange(&[wanted], &[], field);
        assert_eq!((placed[0].x, placed[0].y), (0.0, 0.0));
    }
}
