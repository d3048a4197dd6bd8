//! Dragging a point of the list to another place.

use crate::ui::space;

/// The height of a row.
pub(super) const ROW: f32 = 78.0;
/// From the top of a row to that of the next.
pub(super) const PITCH: f32 = ROW + space::TIGHT;

/// A point being dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Drag {
    /// Where it was taken.
    pub(super) from: usize,
    /// Where it would go now.
    pub(super) to: usize,
}

impl Drag {
    pub(super) const fn new(from: usize) -> Self {
        Self { from, to: from }
    }

    /// The pointer is so far below the top of the list, of so many points.
    pub(super) fn to(&mut self, y: f32, count: usize) {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "held to 0 and above, and the list is short"
        )]
        let place = (y / PITCH).max(0.0) as usize;
        self.to = place.min(count.saturating_sub(1));
    }

    /// Which point stands at a place while this one is dragged.
    pub(super) const fn at(self, place: usize) -> usize {
        let Self { from, to } = self;
        if place == to {
            from
        } else if from <= place && place < to {
            place + 1
        } else if to < place && place <= from {
            place - 1
        } else {
            place
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_shown_as_it_would_be() {
        for (from, to, expected) in
            [(0, 0, [0, 1, 2, 3]), (0, 2, [1, 2, 0, 3]), (3, 1, [0, 3, 1, 2]), (2, 3, [0, 1, 3, 2])]
        {
            let drag = Drag { from, to };
            assert_eq!([0, 1, 2, 3].map(|place| drag.at(place)), expected, "{drag:?}");
        }
    }

    #[test]
    fn the_pointer_says_where() {
        let mut drag = Drag::new(1);
        for (y, to) in [(-50.0, 0), (10.0, 0), (PITCH + 1.0, 1), (PITCH * 2.5, 2), (9e9, 3)] {
            drag.to(y, 4);
            assert_eq!(drag.to, to, "{y}");
        }
    }
}
