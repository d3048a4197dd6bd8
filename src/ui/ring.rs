//! The ring of the time left, with a mark where the press may end because it let go.

use std::f32::consts::{PI, TAU};

use iced::widget::canvas::{self, Path, Stroke, path};
use iced::widget::container;
use iced::{Color, Point, Radians};

use super::Element;
use super::drawing::{self, Drawing};
use super::theme::Roles;

/// What the ring shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ring {
    /// How much is done, 0 to 1; it is quantised to what can be seen.
    pub done: f32,
    /// Where the press may end, 0 to 1.
    pub mark: Option<f32>,
    /// Whether time stands still.
    pub still: bool,
    track: Color,
    arc: Color,
    sign: Color,
}

/// Thickness as a share of the diameter.
const THICKNESS: f32 = 0.027;

impl Ring {
    /// A ring that has that much done.
    #[must_use]
    pub fn new(done: f32, mark: Option<f32>, still: bool, roles: &Roles) -> Self {
        let arc = if still { roles.muted } else { roles.accent };
        Self {
            done: done.clamp(0.0, 1.0),
            mark,
            still,
            track: roles.track,
            arc,
            sign: roles.caution,
        }
    }

    /// The ring as a square of that size.
    pub fn view<'a, Message: 'a>(self, size: f32) -> Element<'a, Message> {
        container(drawing::view(self)).width(size).height(size).into()
    }
}

/// A band is drawn in pieces of this share of the ring. The renderer paints a stroke anew wherever the box around
/// it is touched: a whole circle whenever something moves inside it, a piece only when it is touched itself.
const PIECE: f32 = 1.0 / 16.0;

/// Pieces overlap by this share, so that no seam shows between them.
const OVERLAP: f32 = 0.0008;

/// The pieces of a band, each with where it begins and ends.
fn pieces(from: f32, to: f32) -> impl Iterator<Item = (f32, f32)> {
    std::iter::successors(Some(from), |start| Some(start + PIECE))
        .take_while(move |start| *start < to)
        .map(move |start| (start, (start + PIECE + OVERLAP).min(to)))
}

/// The angle of a share of the ring: it begins at the top and runs clockwise.
#[must_use]
pub fn angle(share: f32) -> Radians {
    Radians(share * TAU - PI / 2.0)
}

/// Where on a circle around that centre a share of the ring lies.
#[must_use]
pub fn place(centre: Point, radius: f32, share: f32) -> Point {
    let angle = angle(share).0;
    Point::new(centre.x + radius * angle.cos(), centre.y + radius * angle.sin())
}

impl Drawing for Ring {
    fn draw(&self, frame: &mut canvas::Frame) {
        let centre = frame.center();
        let width = frame.width() * THICKNESS;
        let radius = (frame.width() - width) / 2.0 - 2.0;
        let mut band = |from: f32, to: f32, color| {
            for (start, end) in pieces(from, to) {
                let arc = Path::new(|builder| {
                    builder.arc(path::Arc {
                        center: centre,
                        radius,
                        start_angle: angle(start),
                        end_angle: angle(end),
                    });
                });
                frame.stroke(&arc, Stroke::default().with_color(color).with_width(width));
            }
        };
        band(0.0, 1.0, self.track);
        if self.done > 0.0 {
            band(0.0, self.done, self.arc);
            for end in [0.0, self.done] {
                frame.fill(&Path::circle(place(centre, radius, end), width / 2.0), self.arc);
            }
        }
        if let Some(mark) = self.mark {
            let line = Path::line(
                place(centre, radius - width * 0.9, mark),
                place(centre, radius + width * 0.9, mark),
            );
            frame.stroke(
                &line,
                Stroke::default().with_color(self.sign).with_width((width * 0.28).max(2.0)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_a_band_and_no_more() {
        for to in [0.01, 0.3, 0.5, 0.999, 1.0] {
            let all: Vec<(f32, f32)> = pieces(0.0, to).collect();
            assert!(all[0].0 == 0.0 && (all[all.len() - 1].1 - to).abs() < 1e-6, "{to}: {all:?}");
            for pair in all.windows(2) {
                assert!(pair[0].1 >= pair[1].0 && pair[0].1 <= to, "{to}: {pair:?}");
            }
        }
        assert_eq!(pieces(0.0, 0.0).count(), 0);
    }

    #[test]
    fn the_ring_begins_at_the_top_and_runs_clockwise() {
        let centre = Point::new(100.0, 100.0);
        for (share, x, y) in
            [(0.0, 100.0, 50.0), (0.25, 150.0, 100.0), (0.5, 100.0, 150.0), (0.75, 50.0, 100.0)]
        {
            let at = place(centre, 50.0, share);
            assert!((at.x - x).abs() < 0.01 && (at.y - y).abs() < 0.01, "{share}: {at:?}");
        }
    }
}
