//! The embedded fonts, so that every machine sees the same text, Chinese included.

use iced::Font;
use iced::font::{Family, Weight};

/// The files, to be loaded at the start.
pub const FILES: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/WellspringSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/WellspringSans-SemiBold.ttf"),
    include_bytes!("../../assets/fonts/WellspringHan-Regular.otf"),
];

/// Running text; its figures are all of one width.
pub const TEXT: Font = Font::with_name("Wellspring Sans");
/// Headings, labels and the time.
pub const STRONG: Font = Font { weight: Weight::Semibold, ..TEXT };
/// Chinese names.
pub const HAN: Font = Font { family: Family::Name("Wellspring Han"), ..TEXT };
