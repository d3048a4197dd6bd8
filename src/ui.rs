//! The look: roles of colour, type and space; icons; widgets. Screens are built from these alone.

pub mod calendar;
pub mod card;
pub mod chart;
pub mod choosing;
pub mod drawing;
pub mod field;
pub mod figure;
pub mod fonts;
pub mod handout;
pub mod icon;
pub mod keys;
pub mod list;
pub mod press;
pub mod progress;
pub mod reveal;
pub mod ring;
pub mod scale;
pub mod space;
pub mod style;
pub mod theme;
pub mod type_scale;
pub mod watched;

/// What every widget of ours is drawn into.
pub type Element<'a, Message> = iced::Element<'a, Message, iced::Theme, iced::Renderer>;
