//! Figures without a window: for pictures in files.

use iced::advanced::layout::{Layout, Limits};
use iced::advanced::mouse;
use iced::advanced::renderer::{Headless, Style};
use iced::advanced::widget::Tree;
use iced::widget::{Column, Row, column, container};
use iced::{Length, Pixels, Rectangle, Renderer, Size};

use super::What;
use super::palette::Colors;
use super::widget::Figure;
use crate::domain::settings::SkinTone;
use crate::ui::theme::{self, Roles};
use crate::ui::{Element, fonts, type_scale};

/// A picture's pixels: red, green, blue and cover, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Four bytes each.
    pub pixels: Vec<u8>,
}

/// A printer of figures.
pub struct Printer {
    renderer: Renderer,
}

impl Printer {
    /// A printer; nothing when no renderer can be had.
    #[must_use]
    pub fn new() -> Option<Self> {
        for file in fonts::FILES {
            let system = iced::advanced::graphics::text::font_system();
            system.write().ok()?.load_font(file.into());
        }
        let renderer = iced::futures::executor::block_on(<Renderer as Headless>::new(
            fonts::TEXT,
            Pixels(16.0),
            Some("tiny-skia"),
        ))?;
        Some(Self { renderer })
    }

    /// Draws a figure at that size in pixels.
    #[must_use]
    pub fn print(&mut self, what: What, roles: &Roles, skin: SkinTone, size: (u32, u32)) -> Print {
        // Words and marks are made for the figure of the point page, which is about 640 high. They are never
        // made smaller: the renderer knows no pixels larger than a logical one.
        let shorter = f32::from(u16::try_from(size.0.min(size.1)).unwrap_or(u16::MAX));
        self.print_at(what, roles, skin, size, (shorter / 640.0).clamp(1.0, 4.0))
    }

    /// The same where words and marks are that many pixels a logical one: at least 1.
    #[must_use]
    pub fn print_at(
        &mut self,
        what: What,
        roles: &Roles,
        skin: SkinTone,
        size: (u32, u32),
        density: f32,
    ) -> Print {
        let figure: Figure<'_, ()> = Figure::new(what, Colors::new(roles, skin), density);
        self.draw(figure.into(), roles, size, density)
    }

    /// Draws many figures on one sheet, each with its caption; nothing for none.
    #[must_use]
    pub fn sheet(&mut self, all: Vec<Captioned>, roles: &Roles, skin: SkinTone) -> Option<Print> {
        let columns = COLUMNS.min(all.len());
        let rows = u32::try_from(all.len().div_ceil(columns.max(1))).ok()?;
        let size = (TILE * u32::try_from(columns).ok()?, (TILE + CAPTION) * rows);
        if size.0 == 0 {
            return None;
        }
        let (tile, caption) = (Length::Fixed(pixels(TILE)), Length::Fixed(pixels(CAPTION)));
        let mut lines = Column::new();
        let mut line = Row::new();
        for (index, one) in all.into_iter().enumerate() {
            let figure: Figure<'_, ()> = Figure::new(one.what, Colors::new(roles, skin), 1.0);
            let words = container(type_scale::strong(one.caption, roles))
                .padding([6, 10])
                .width(tile)
                .height(caption);
            let figure = container(figure).width(tile).height(tile).padding(2);
            line = line.push(column![words, figure]);
            if (index + 1) % columns == 0 {
                lines = lines.push(std::mem::replace(&mut line, Row::new()));
            }
        }
        Some(self.draw(lines.push(line).into(), roles, size, 1.0))
    }

    fn draw(
        &mut self,
        mut element: Element<'_, ()>,
        roles: &Roles,
        (width, height): (u32, u32),
        density: f32,
    ) -> Print {
        let logical = Size::new(pixels(width), pixels(height)) * (1.0 / density);
        let mut tree = Tree::new(&element);
        let limits = Limits::new(Size::ZERO, logical);
        let node = element.as_widget_mut().layout(&mut tree, &self.renderer, &limits);
        let viewport = Rectangle::with_size(logical);
        iced::advanced::Renderer::reset(&mut self.renderer, viewport);
        element.as_widget().draw(
            &tree,
            &mut self.renderer,
            &theme::theme(roles),
            &Style { text_color: roles.ink },
            Layout::new(&node),
            mouse::Cursor::Unavailable,
            &viewport,
        );
        let pixels = self.renderer.screenshot(Size::new(width, height), density, roles.sunk);
        Print { width, height, pixels }
    }
}

/// A figure with words above it.
#[derive(Debug, Clone)]
pub struct Captioned {
    /// The figure.
    pub what: What,
    /// The words.
    pub caption: String,
}

/// Figures side by side on a sheet, the side of each, and the height of the words above it, in pixels.
const COLUMNS: usize = 4;
const TILE: u32 = 380;
const CAPTION: u32 = 34;

#[allow(clippy::cast_precision_loss, reason = "a picture has few pixels")]
const fn pixels(count: u32) -> f32 {
    count as f32
}
