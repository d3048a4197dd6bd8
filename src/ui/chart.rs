//! Ratings before and after, session by session: an open ring for before, a filled one for after.

use iced::widget::canvas::{Frame, Path, Stroke, Text};
use iced::{Color, Point};

use super::drawing::{self, Drawing};
use super::fonts::TEXT;
use super::theme::Roles;
use super::{Element, type_scale};
use crate::domain::history::review::Pair;

/// So many of the latest are shown.
pub const MOST: usize = 30;
/// Room on the left for the numbers of the scale.
const SCALE: f32 = 26.0;
/// Room above and below the scale.
const EDGE: f32 = 10.0;
/// The height of the whole, in logical pixels.
pub const HEIGHT: f32 = 170.0;

#[derive(Debug, Clone, PartialEq)]
struct Chart {
    pairs: Vec<(u8, u8)>,
    roles: Roles,
}

impl Chart {
    fn level(of_ten: u8, height: f32) -> f32 {
        EDGE + (height - 2.0 * EDGE) * (1.0 - f32::from(of_ten) / 10.0)
    }
}

impl Drawing for Chart {
    fn draw(&self, frame: &mut Frame) {
        let (width, height) = (frame.width(), frame.height());
        let roles = &self.roles;
        let line = |color: Color, width: f32| Stroke::default().with_color(color).with_width(width);
        for of_ten in [0, 5, 10] {
            let y = Self::level(of_ten, height);
            let across = Path::line(Point::new(SCALE, y), Point::new(width, y));
            frame.stroke(&across, line(roles.line, 1.0));
            frame.fill_text(Text {
                content: of_ten.to_string(),
                position: Point::new(0.0, y - 8.0),
                color: roles.muted,
                size: 13.0.into(),
                font: TEXT,
                ..Text::default()
            });
        }
        #[allow(clippy::cast_precision_loss, reason = "30 at the most")]
        let step = (width - SCALE) / (self.pairs.len().max(8) + 1) as f32;
        let mut x = SCALE;
        for (before, after) in &self.pairs {
            x += step;
            let (from, to) = (Self::level(*before, height), Self::level(*after, height));
            let between = Path::line(Point::new(x, from), Point::new(x, to));
            frame.stroke(&between, line(roles.track, 2.5));
            let ring = Path::circle(Point::new(x, from), 4.0);
            frame.fill(&ring, roles.ground);
            frame.stroke(&ring, line(roles.muted, 1.5));
            frame.fill(&Path::circle(Point::new(x, to), 4.5), roles.accent);
        }
    }
}

/// The latest of those pairs.
pub fn ratings<'a, Message: 'a>(pairs: &[Pair], roles: &Roles) -> Element<'a, Message> {
    let latest = &pairs[pairs.len().saturating_sub(MOST)..];
    let pairs = latest.iter().map(|pair| (pair.before.get(), pair.after.get())).collect();
    let chart = drawing::view(Chart { pairs, roles: *roles });
    iced::widget::container(chart).height(HEIGHT).width(iced::Length::Fill).into()
}

/// What the two signs of the chart mean.
pub fn legend<'a, Message: 'a>(before: &str, after: &str, roles: &Roles) -> Element<'a, Message> {
    iced::widget::row![
        type_scale::small(format!("○ {before}"), roles),
        type_scale::small(format!("● {after}"), roles)
    ]
    .spacing(super::space::BASE)
    .into()
}
