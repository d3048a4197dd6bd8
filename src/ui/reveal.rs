//! Scrolling for those without a pointer: what has the ring is brought into view, and keys turn the page.

use iced::advanced::widget::operation::{Focusable, Operation, Outcome, Scrollable};
use iced::advanced::widget::{self, Id, operate};
use iced::widget::operation;
use iced::widget::scrollable::AbsoluteOffset;
use iced::{Rectangle, Task, Vector};

/// The name of what scrolls on a screen.
pub const PAGE: &str = "page";
/// Room that is kept around what is brought into view.
const MARGIN: f32 = 24.0;

/// Turns the page by so many pixels, down if positive.
pub fn turn<T>(by: f32) -> Task<T> {
    operation::scroll_by(Id::new(PAGE), AbsoluteOffset { x: 0.0, y: by })
}

/// Scrolls the page so far down, from its top.
pub fn scroll_to<T>(offset: f32) -> Task<T> {
    operation::scroll_to(Id::new(PAGE), AbsoluteOffset { x: 0.0, y: offset })
}

/// Brings the cursor to the box of that name, behind what stands in it.
pub fn focus_on<T: Send + 'static>(name: &'static str) -> Task<T> {
    operation::focus(Id::new(name)).chain(operation::move_cursor_to_end(Id::new(name)))
}

/// Moves the ring on, or back, and brings what has it into view.
pub fn focus<T: Send + 'static>(back: bool) -> Task<T> {
    let moved = if back { operation::focus_previous() } else { operation::focus_next() };
    moved.chain(operate(Find::default()))
}

/// By how much something must move so that it lies within what is shown.
fn shift(thing: Rectangle, shown: Rectangle) -> f32 {
    let above = shown.y + MARGIN - thing.y;
    let below = thing.y + thing.height + MARGIN - (shown.y + shown.height);
    if above > 0.0 {
        -above
    } else if below > 0.0 {
        below.min(-above)
    } else {
        0.0
    }
}

/// Finds what has the ring, and what scrolls around it.
#[derive(Default)]
struct Find {
    next: Option<(Rectangle, Vector)>,
    within: Option<(Rectangle, Vector)>,
    scroll: Option<Scroll>,
}

impl<T> Operation<T> for Find {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        let outer = self.within;
        self.within = self.next.take().or(outer);
        operate(self);
        self.within = outer;
    }

    fn scrollable(
        &mut self,
        _id: Option<&widget::Id>,
        bounds: Rectangle,
        _content_bounds: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.next = Some((bounds, translation));
    }

    fn focusable(
        &mut self,
        _id: Option<&widget::Id>,
        bounds: Rectangle,
        state: &mut dyn Focusable,
    ) {
        if let Some((shown, translation)) = self.within
            && state.is_focused()
        {
            let by = shift(bounds - translation, shown);
            self.scroll = (by != 0.0).then_some(Scroll { bounds: shown, by });
        }
    }

    fn finish(&self) -> Outcome<T> {
        self.scroll.map_or(Outcome::None, |scroll| Outcome::Chain(Box::new(scroll)))
    }
}

/// Scrolls what lies there.
#[derive(Debug, Clone, Copy)]
struct Scroll {
    bounds: Rectangle,
    by: f32,
}

impl<T> Operation<T> for Scroll {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&widget::Id>,
        bounds: Rectangle,
        content_bounds: Rectangle,
        _translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if bounds == self.bounds {
            state.scroll_by(AbsoluteOffset { x: 0.0, y: self.by }, bounds, content_bounds);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_moved_no_further_than_needed() {
        let shown = Rectangle { x: 0.0, y: 100.0, width: 500.0, height: 400.0 };
        let thing = |y: f32, height: f32| Rectangle { x: 10.0, y, width: 80.0, height };
        let rows = [
            ("in view", thing(200.0, 50.0), 0.0),
            ("above", thing(40.0, 50.0), -84.0),
            ("below", thing(480.0, 50.0), 54.0),
            ("cut below", thing(440.0, 50.0), 14.0),
            ("taller than the view: its top is shown", thing(130.0, 900.0), 6.0),
        ];
        for (what, thing, expected) in rows {
            let by = shift(thing, shown);
            assert!((by - expected).abs() < 0.01, "{what}: {by}");
        }
    }
}
