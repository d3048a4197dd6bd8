//! A long list of rows of one height: only what is shown is built, so that any length scrolls smoothly.

use iced::Length;
use iced::widget::{column, keyed, scrollable};

use super::theme::Roles;
use super::{Element, style};

/// Where a list stands: how many rows, how high, how far it is scrolled, and how much is shown.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// How many rows there are.
    pub count: usize,
    /// The height of each, in logical pixels.
    pub row: f32,
    /// How far it is scrolled, in logical pixels.
    pub offset: f32,
    /// How much is shown, in logical pixels.
    pub shown: f32,
    /// What stands above the rows is no higher than this, in logical pixels; rows are built for any height
    /// up to it.
    pub header: f32,
}

impl Extent {
    /// The rows that must be built: those shown, whatever stands above them, and one more at each end.
    #[must_use]
    pub fn built(&self) -> std::ops::Range<usize> {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "held to 0 and above, and a list has fewer rows than there are numbers"
        )]
        let rows = |pixels: f32| (pixels / self.row).max(0.0) as usize;
        let first = rows(self.offset - self.header).saturating_sub(1);
        let last = rows(self.offset + self.shown) + 2;
        first.min(self.count)..last.min(self.count)
    }
}

/// The list, below a header that scrolls with it.
pub fn view<'a, Message: 'a>(
    header: Element<'a, Message>,
    extent: Extent,
    row: impl Fn(usize) -> Element<'a, Message>,
    on_scroll: impl Fn(f32, f32) -> Message + 'a,
    roles: &Roles,
) -> Element<'a, Message> {
    #[allow(clippy::cast_precision_loss, reason = "far fewer rows than a float can count")]
    let height = |rows: usize| rows as f32 * extent.row;
    let built = extent.built();
    let gap = |rows: usize| iced::widget::space().width(Length::Fill).height(height(rows));
    let (before, after) = (built.start, extent.count - built.end);
    // By key, so that a row that stays in view is not set anew when others come and go.
    let rows = keyed::Column::with_children(
        built.map(|index| (index, iced::widget::container(row(index)).height(extent.row).into())),
    );
    let all = column![header, gap(before), rows, gap(after)].width(Length::Fill);
    let bar = scrollable::Scrollbar::new().width(6).scroller_width(6).margin(3);
    iced::widget::Scrollable::with_direction(all, scrollable::Direction::Vertical(bar))
        .id(iced::widget::Id::new(super::reveal::PAGE))
        .on_scroll(move |view| on_scroll(view.absolute_offset().y, view.bounds().height))
        .width(Length::Fill)
        .height(Length::Fill)
        .style(style::scroller(roles))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_built_and_little_more() {
        let extent =
            |offset: f32| Extent { count: 411, row: 64.0, offset, shown: 640.0, header: 900.0 };
        for (offset, expected) in [
            (0.0, 0..12),
            (900.0, 0..26),
            (6400.0, 84..112),
            (411.0 * 64.0 - 640.0, 385..411),
            (1e9, 411..411),
        ] {
            assert_eq!(extent(offset).built(), expected, "{offset}");
        }
        assert_eq!(Extent { count: 0, ..extent(0.0) }.built(), 0..0);
    }

    #[test]
    fn every_row_in_view_is_built_wherever_it_is_scrolled_and_however_high_the_header() {
        for step in 0_u16..260 {
            let offset = f32::from(step) * 97.0;
            let extent = Extent { count: 411, row: 64.0, offset, shown: 640.0, header: 900.0 };
            for header in [0.0, 300.0, 900.0] {
                for index in 0..411_u16 {
                    let top = header + f32::from(index) * 64.0;
                    let in_view = top + 64.0 > offset && top < offset + 640.0;
                    let is_built = extent.built().contains(&usize::from(index));
                    assert!(is_built || !in_view, "row {index} at {offset} under {header}");
                }
            }
        }
    }
}
