//! Drawings of ours on a canvas, each drawn once and kept until what it shows changes.
//!
//! Keeping it is not only thrift. The software renderer paints anew only where something changed, and it
//! takes the extent of a stroked path to be that of its middle line: half of a thick stroke would be left
//! standing when a drawing changes or moves. Of a kept drawing it takes the whole field.

use std::cell::RefCell;

use iced::widget::canvas::{self, Canvas, Frame};
use iced::{Length, Rectangle, Renderer, Theme, mouse};

use super::Element;

/// Something that can be drawn; drawn anew when it is not equal to what was drawn before.
pub trait Drawing: Clone + PartialEq + 'static {
    /// Draws it over the whole frame.
    fn draw(&self, frame: &mut Frame);
}

/// The drawing, filling its place.
pub fn view<'a, Message: 'a>(drawing: impl Drawing) -> Element<'a, Message> {
    Canvas::new(Kept(drawing)).width(Length::Fill).height(Length::Fill).into()
}

struct Kept<D>(D);

/// What was drawn last.
struct Last<D> {
    cache: canvas::Cache,
    drawing: RefCell<Option<D>>,
}

impl<D> Default for Last<D> {
    fn default() -> Self {
        Self { cache: canvas::Cache::default(), drawing: RefCell::new(None) }
    }
}

impl<Message, D: Drawing> canvas::Program<Message> for Kept<D> {
    type State = Last<D>;

    fn draw(
        &self,
        last: &Last<D>,
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<canvas::Geometry> {
        if last.drawing.borrow().as_ref() != Some(&self.0) {
            last.cache.clear();
            let _ = last.drawing.replace(Some(self.0.clone()));
        }
        vec![last.cache.draw(renderer, bounds.size(), |frame| self.0.draw(frame))]
    }
}
