//! The bar of a whole session: one segment a step, as long as the step.

use iced::widget::{Row, container, row};
use iced::{Color, Length};

use super::theme::Roles;
use super::{Element, style};

/// One step of the bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Its length, in any unit; the bar shows the proportions.
    pub length: f32,
    /// How much of it is done, 0 to 1.
    pub done: f32,
}

const HEIGHT: f32 = 6.0;

fn part<'a, Message: 'a>(portion: f32, color: Color) -> Option<Element<'a, Message>> {
    // Portions are whole numbers; a thousandth of the length is finer than a pixel.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=65535"
    )]
    let portion = (portion * 10.0).round().clamp(0.0, 65_535.0) as u16;
    (portion > 0).then(|| {
        container(iced::widget::space())
            .width(Length::FillPortion(portion))
            .height(HEIGHT)
            .style(style::banner(color, None))
            .into()
    })
}

/// The bar.
pub fn bar<'a, Message: 'a>(segments: &[Segment], roles: &Roles) -> Element<'a, Message> {
    let segment = |segment: &Segment| -> Element<'a, Message> {
        let done = segment.length * segment.done;
        let parts = [part(done, roles.accent), part(segment.length - done, roles.track)];
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 1..=65535"
        )]
        let portion = (segment.length * 10.0).round().clamp(1.0, 65_535.0) as u16;
        Row::with_children(parts.into_iter().flatten()).width(Length::FillPortion(portion)).into()
    };
    row(segments.iter().map(segment)).spacing(6.0).width(Length::Fill).height(HEIGHT).into()
}
