//! Ratings before and after, side by side in the order of the sessions.

use super::Rated;
use super::drawing::{Anchor, Drawing, Ink, Type};
use crate::t;

/// No two sessions stand closer, in millimetres, and few of them no further apart.
const CLOSEST: f32 = 1.5;
const FURTHEST: f32 = 9.0;
/// What the numbers of the scale take on the left.
const SCALE: f32 = 6.0;
/// What the days take below.
const DAYS: f32 = 4.6;
/// So much room a day takes.
const DAY: f32 = 19.0;

/// How many sessions such a width holds.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page is not large")]
pub fn holds(width: f32) -> usize {
    ((width - SCALE) / CLOSEST) as usize
}

/// Draws the latest ratings that such a place holds.
#[allow(clippy::cast_precision_loss, reason = "a page holds few sessions")]
pub fn draw(page: &mut Drawing, all: &[Rated], x: f32, y: f32, width: f32, height: f32) {
    let shown = &all[all.len().saturating_sub(holds(width))..];
    let (left, bottom) = (x + SCALE, y + height - DAYS);
    let at = |rating: u8| bottom - (bottom - y) * f32::from(rating) / 10.0;
    for rating in (0..=10).step_by(2) {
        let ink = if rating == 0 { Ink::Muted } else { Ink::Rule };
        page.line((left, at(rating)), (x + width, at(rating)), 0.15, ink);
        let label = rating.to_string();
        page.text(left - 1.2, at(rating) + 1.0, Anchor::End, Type::SMALL, &label);
    }
    let step = ((x + width - left) / shown.len().max(1) as f32).min(FURTHEST);
    let radius = (step * 0.4).min(1.0);
    let mut free_from = left;
    for (nth, rated) in shown.iter().enumerate() {
        let middle = left + step * (nth as f32 + 0.5);
        let (before, after) = (rated.before.get(), rated.after.get());
        page.line((middle, at(before)), (middle, at(after)), radius * 0.5, Ink::Muted);
        page.dot(middle, at(before), radius, false, Ink::Black);
        // Where nothing changed both are seen.
        let of = if before == after { 0.55 } else { 1.0 };
        page.dot(middle, at(after), radius * of, true, Ink::Accent);
        let day = rated.date.strftime("%-d %b %y").to_string();
        if middle >= free_from && middle + Type::SMALL.width(&day) <= x + width {
            page.line((middle, bottom), (middle, bottom + 1.0), 0.15, Ink::Muted);
            page.text(middle - radius, bottom + 4.0, Anchor::Start, Type::SMALL, &day);
            free_from = middle + DAY;
        }
    }
}

/// What ring and dot mean, ending at `x`.
pub fn legend(page: &mut Drawing, x: f32, y: f32) {
    let (before, after) = (t!("sheet-before"), t!("sheet-after"));
    page.text(x, y, Anchor::End, Type::SMALL, &after);
    let dot = x - Type::SMALL.width(&after) - 2.0;
    page.dot(dot, y - 1.0, 1.0, true, Ink::Accent);
    page.text(dot - 4.0, y, Anchor::End, Type::SMALL, &before);
    page.dot(dot - 6.0 - Type::SMALL.width(&before), y - 1.0, 1.0, false, Ink::Black);
}
