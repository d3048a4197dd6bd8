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
        let stroke = |color| {
            Stroke::default()
                .with_color(color)
                .with_width(width)
                .with_line_cap(canvas::LineCap::Round)
        };
        frame.stroke(&Path::circle(centre, radius), stroke(self.track));
        if self.done > 0.0 {
            let arc = Path::new(|builder| {
                builder.arc(path::Arc {
                    center: centre,
                    radius,
                    start_angle: angle(0.0),
                    end_angle: angle(self.done),
                });
            });
            frame.stroke(&arc, stroke(self.arc));
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
