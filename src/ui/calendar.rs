//! A year of days as a field of cells, a column a week: the darker, the more was done. One place in the order of the
//! focus; the arrows walk from day to day within it.

use iced::widget::canvas::{self, Canvas, Frame, Path, Stroke, Text};
use iced::{Color, Length, Point, Rectangle, Renderer, Size, Theme, keyboard, mouse, touch};
use jiff::civil::Date;

use super::Element;
use super::fonts::TEXT;
use super::press::Press;
use super::style::{self, Kind};
use super::theme::Roles;
use crate::domain::history::review::{Calendar, Grid, Step, shade};

/// Room between two cells, in logical pixels.
const GAP: f32 = 3.0;
/// Room above the cells for the names of the months.
const MONTHS: f32 = 20.0;
/// A cell is no wider than this.
const WIDEST: f32 = 20.0;
/// A cell is no narrower than this; where the window is narrower, the latest weeks are shown.
const NARROWEST: f32 = 11.0;

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The shade of each day of the grid, from 0 (nothing) to 4.
    shades: Vec<u8>,
    grid: Grid,
    /// The first column that is shown.
    from: usize,
    /// The names of the months, at their columns.
    months: Vec<(usize, String)>,
    cursor: Date,
    chosen: Option<Date>,
    today: Date,
    cell: f32,
    roles: Roles,
}

impl Shown {
    /// The calendar in a field of that width.
    #[must_use]
    pub fn new(
        calendar: &Calendar,
        (cursor, chosen, today): (Date, Option<Date>, Date),
        width: f32,
        month: impl Fn(Date) -> String,
        roles: &Roles,
    ) -> Self {
        let grid = calendar.grid;
        #[allow(clippy::cast_precision_loss, reason = "54 columns at the most")]
        let cell = (width / grid.columns() as f32).clamp(NARROWEST, WIDEST).floor();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a window is some hundred cells wide"
        )]
        let fit = ((width / cell).max(1.0)) as usize;
        let from = grid.columns().saturating_sub(fit);
        Self {
            shades: calendar.iter().map(|(_, day)| shade(day)).collect(),
            from,
            months: grid.months().map(|(column, day)| (column, month(day))).collect(),
            grid,
            cursor,
            chosen,
            today,
            cell,
            roles: *roles,
        }
    }

    /// Its height, in logical pixels.
    fn height(&self) -> f32 {
        MONTHS + self.cell * 7.0
    }

    fn place(&self, column: usize, row: usize) -> Point {
        #[allow(clippy::cast_precision_loss, reason = "54 columns and 7 rows")]
        let at = |count: usize| count as f32 * self.cell;
        Point::new(at(column - self.from), MONTHS + at(row))
    }

    fn day_at(&self, at: Point) -> Option<Date> {
        if at.x < 0.0 || at.y < MONTHS {
            return None;
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not below 0, and no more than some thousand pixels"
        )]
        let cell = |pixels: f32| (pixels / self.cell) as usize;
        self.grid.day(cell(at.x) + self.from, cell(at.y - MONTHS))
    }

    fn color(&self, shade: u8) -> Color {
        let mix = |part: f32| style::towards(self.roles.ground, self.roles.accent, part);
        match shade {
            0 => self.roles.sunk,
            1 => mix(0.25),
            2 => mix(0.5),
            3 => mix(0.75),
            _ => self.roles.accent,
        }
    }

    fn draw(&self, frame: &mut Frame) {
        let mut free = 0.0;
        for (column, month) in &self.months {
            if *column < self.from {
                continue;
            }
            let at = self.place(*column, 0);
            // In a narrow field two names would run together.
            if at.x < free || at.x + self.cell * 2.0 > frame.width() {
                continue;
            }
            frame.fill_text(Text {
                content: month.clone(),
                position: Point::new(at.x, 0.0),
                color: self.roles.muted,
                size: 12.0.into(),
                font: TEXT,
                ..Text::default()
            });
            free = at.x + 32.0;
        }
        let side = Size::new(self.cell - GAP, self.cell - GAP);
        let days = (0..self.grid.columns())
            .flat_map(|column| (0..Grid::ROWS).map(move |row| (column, row)))
            .filter_map(|(column, row)| Some((column, row, self.grid.day(column, row)?)));
        for ((column, row, day), shade) in days.zip(&self.shades) {
            if column < self.from {
                continue;
            }
            let at = self.place(column, row);
            let cell = Path::rounded_rectangle(at, side, 3.0.into());
            frame.fill(&cell, self.color(*shade));
            let edge =
                |color: Color, width: f32| Stroke::default().with_color(color).with_width(width);
            if Some(day) == self.chosen {
                frame.stroke(&cell, edge(self.roles.ink, 2.0));
            } else if day == self.cursor {
                frame.stroke(&cell, edge(self.roles.muted, 1.5));
            } else if day == self.today {
                frame.stroke(&cell, edge(self.roles.point, 1.5));
            } else if self.roles.ground == self.roles.sunk && *shade == 0 {
                frame.stroke(
                    &cell,
                    edge(style::towards(self.roles.ground, self.roles.line, 0.3), 1.0),
                );
            }
        }
    }
}

/// What the pointer does on it.
struct Field<Message> {
    shown: Shown,
    on_choose: Box<dyn Fn(Date) -> Message>,
}

#[derive(Default)]
struct Last {
    cache: canvas::Cache,
    shown: std::cell::RefCell<Option<Shown>>,
}

impl<Message> canvas::Program<Message> for Field<Message> {
    type State = Last;

    fn update(
        &self,
        _last: &mut Last,
        event: &iced::Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
    ) -> Option<canvas::Action<Message>> {
        let (iced::Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
        | iced::Event::Touch(touch::Event::FingerPressed { .. })) = event
        else {
            return None;
        };
        let day = self.shown.day_at(cursor.position_in(bounds)?)?;
        Some(canvas::Action::publish((self.on_choose)(day)).and_capture())
    }

    fn mouse_interaction(
        &self,
        _last: &Last,
        bounds: Rectangle,
        cursor: mouse::Cursor,
    ) -> mouse::Interaction {
        let over = cursor.position_in(bounds).and_then(|at| self.shown.day_at(at));
        if over.is_some() { mouse::Interaction::Pointer } else { mouse::Interaction::default() }
    }

    fn draw(
        &self,
        last: &Last,
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<canvas::Geometry> {
        if last.shown.borrow().as_ref() != Some(&self.shown) {
            last.cache.clear();
            let _ = last.shown.replace(Some(self.shown.clone()));
        }
        vec![last.cache.draw(renderer, bounds.size(), |frame| self.shown.draw(frame))]
    }
}

/// Where a key leads from a day.
#[must_use]
pub fn step(key: &keyboard::Key) -> Option<Step> {
    use keyboard::key::Named;
    let keyboard::Key::Named(key) = key else { return None };
    Some(match key {
        Named::ArrowUp => Step::PreviousDay,
        Named::ArrowDown => Step::NextDay,
        Named::ArrowLeft => Step::PreviousWeek,
        Named::ArrowRight => Step::NextWeek,
        Named::PageUp => Step::PreviousMonth,
        Named::PageDown => Step::NextMonth,
        Named::Home => Step::First,
        Named::End => Step::Last,
        _ => return None,
    })
}

/// The name by which the focus is brought to it.
pub const CALENDAR: &str = "calendar";

/// The calendar: a click or Enter chooses a day, the arrows walk.
pub fn view<'a, Message: Clone + 'a>(
    shown: Shown,
    on_choose: impl Fn(Date) -> Message + 'static,
    on_step: impl Fn(Step) -> Message + 'a,
) -> Element<'a, Message> {
    let (cursor, height, roles) = (shown.cursor, shown.height(), shown.roles);
    let enter = on_choose(cursor);
    let field = Field { shown, on_choose: Box::new(on_choose) };
    let canvas = Canvas::new(field).width(Length::Fill).height(height);
    Press::new(canvas, style::button(Kind::Link, &roles))
        .id(iced::widget::Id::new(CALENDAR))
        .width(Length::Fill)
        .on_press(Some(enter))
        .on_key(move |key| step(key).map(&on_step))
        .into()
}
