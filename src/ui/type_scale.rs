//! Roles of type: every text on a screen is one of these.

use iced::widget::{self, Text, text};
use iced::{Color, Font};

use super::fonts::{HAN, STRONG, TEXT};
use super::theme::Roles;

fn set<'a>(
    words: impl text::IntoFragment<'a>,
    size: f32,
    line: f32,
    font: Font,
    color: Color,
) -> Text<'a> {
    widget::text(words).size(size).line_height(iced::Pixels(line)).font(font).color(color)
}

/// The one title of a screen.
pub fn title<'a>(words: impl text::IntoFragment<'a>, roles: &Roles) -> Text<'a> {
    set(words, 34.0, 42.0, STRONG, roles.ink)
}

/// A Chinese name beside a title.
pub fn han<'a>(words: impl text::IntoFragment<'a>, roles: &Roles) -> Text<'a> {
    set(words, 32.0, 42.0, HAN, roles.muted)
}

/// A second name under a title.
pub fn subtitle<'a>(words: impl text::IntoFragment<'a>, roles: &Roles) -> Text<'a> {
    set(words, 20.0, 26.0, TEXT, roles.muted)
}

/// The label of a section.
pub fn section<'a>(words: impl text::IntoFragment<'a>, roles: &Roles) -> Text<'a> {
    set(words, 15.0, 20.0, STRONG, roles.muted)
}

/// Running text.
pub fn body<'a>(words: impl text::IntoFragment<'a>, roles: &Roles) -> Text<'a> {
    set(words, 16.0, 24.0, TEXT, roles.ink)
}

/// Running text with weight.
pub fn strong<'a>(words: impl text::IntoFragment<'a>, roles: &Roles) -> Text<'a> {
    set(words, 16.0, 24.0, STRONG, roles.ink)
}

/// Running text of less weight.
pub fn muted<'a>(words: impl text::IntoFragment<'a>, roles: &Roles) -> Text<'a> {
    set(words, 16.0, 24.0, TEXT, roles.muted)
}

/// Small print: sources, hints, labels of keys.
pub fn small<'a>(words: impl text::IntoFragment<'a>, roles: &Roles) -> Text<'a> {
    set(words, 14.0, 20.0, TEXT, roles.muted)
}

/// What to do now, in the player: read from a distance.
pub fn instruction<'a>(words: impl text::IntoFragment<'a>, roles: &Roles, size: f32) -> Text<'a> {
    set(words, size, size * 1.37, TEXT, roles.ink)
}

/// The name of what is being done, in the player.
pub fn phase<'a>(words: impl text::IntoFragment<'a>, roles: &Roles, size: f32) -> Text<'a> {
    set(words, size, size * 1.3, STRONG, roles.accent)
}

/// The time left, as large as the window allows.
pub fn time<'a>(words: impl text::IntoFragment<'a>, roles: &Roles, size: f32) -> Text<'a> {
    set(words, size, size, STRONG, roles.ink)
}
