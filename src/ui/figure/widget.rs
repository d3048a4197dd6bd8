//! The widget that shows a figure and, where it is under the hand, takes what the hand does.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use glam::Vec2;
use iced::advanced::layout::{self, Layout};
use iced::advanced::renderer::{self, Quad};
use iced::advanced::text::Renderer as _;
use iced::advanced::widget::tree::{self, Tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, Widget, image::Renderer as _, mouse};
use iced::{Border, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, touch, window};

use super::What;
use super::palette::Colors;
use super::shown::{self, Asked, Shown, Words};
use crate::body::Half;
use crate::body::plate::{Dot, Sheet};
use crate::body::raster::{Finish, Studio};
use crate::ui::Element;

/// After it was last turned, the body is drawn sharp.
const SHARP_AFTER: Duration = Duration::from_millis(90);

/// A press that moves no further than this (in logical pixels) is a tap.
const TAP: f32 = 4.0;

/// How far (in logical pixels) from a point a pointer still means it.
const REACH: f32 = 13.0;

/// Two taps within this time are one for going back.
const DOUBLE: Duration = Duration::from_millis(400);

/// One notch of a wheel brings the body this much nearer.
const NOTCH: f32 = 1.15;

/// The finest and largest picture that is drawn, in pixels a side.
const LONGEST: f32 = 4096.0;

/// What a hand does on the figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Hand {
    /// Turn it by a drag of so many pixels.
    Turn(Vec2),
    /// Bring it nearer by that factor, so that a place stays; from the middle, in shares of the height.
    Zoom(f32, Vec2),
    /// A point was tapped.
    Point(&'static str, Half),
    /// The body was tapped there, in shares of the picture's height from its middle.
    Body(Vec2),
    /// The pointer is over that point, or over none.
    Over(Option<(&'static str, Half)>),
    /// Back to the beginning.
    Home,
}

/// A figure.
pub struct Figure<'a, Message> {
    what: What,
    colors: Colors,
    density: f32,
    hand: Option<Box<dyn Fn(Hand) -> Message + 'a>>,
    tip: Option<(String, &'static str, Half)>,
}

impl<'a, Message> Figure<'a, Message> {
    /// Shows that, at so many physical pixels in a logical one.
    pub fn new(what: What, colors: Colors, density: f32) -> Self {
        Self { what, colors, density: density.max(0.1), hand: None, tip: None }
    }

    /// Takes what a hand does.
    #[must_use]
    pub fn on_hand(mut self, hand: impl Fn(Hand) -> Message + 'a) -> Self {
        self.hand = Some(Box::new(hand));
        self
    }

    /// Names a point beside it.
    #[must_use]
    pub fn tip(mut self, tip: Option<(String, &'static str, Half)>) -> Self {
        self.tip = tip;
        self
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held between 1 and the longest side"
    )]
    fn asked(&self, size: Size) -> Asked {
        let count = |length: f32| (length * self.density).round().clamp(1.0, LONGEST) as u32;
        let sheet =
            Sheet { width: count(size.width), height: count(size.height), density: self.density };
        Asked { what: self.what.clone(), colors: self.colors, sheet }
    }
}

struct State {
    /// Kept from one picture to the next only while the body turns: its memory is larger than a picture.
    studio: RefCell<Option<Studio>>,
    shown: RefCell<Option<Shown>>,
    /// When the body was first seen at rest after it was turned.
    rested: Option<Instant>,
    /// Draw it sharp with the next picture.
    sharpen: bool,
    held: Option<Held>,
    tapped: Option<Instant>,
    over: Option<(&'static str, Half)>,
    /// The name beside the pointer: kept, since the renderer sets words after the drawing is over.
    tip: RefCell<Option<Words>>,
    /// The clock as the last redraw told it.
    now: Option<Instant>,
}

#[derive(Clone, Copy)]
struct Held {
    from: Point,
    last: Point,
    is_drag: bool,
}

impl State {
    fn new() -> Self {
        Self {
            studio: RefCell::new(None),
            shown: RefCell::new(None),
            rested: None,
            sharpen: false,
            held: None,
            tapped: None,
            over: None,
            tip: RefCell::new(None),
            now: None,
        }
    }

    /// Makes ready what is asked for, unless it is ready.
    fn ready(&self, asked: Asked) {
        let mut shown = self.shown.borrow_mut();
        let finish = match shown.as_ref() {
            Some(shown) if shown.asked == asked => {
                if shown.finish == Finish::Sharp || !self.sharpen {
                    return;
                }
                Finish::Sharp
            }
            // Only the camera is another: it is being turned.
            Some(shown)
                if shown.asked.sheet == asked.sheet
                    && matches!(shown.asked.what, What::Turned { .. })
                    && matches!(asked.what, What::Turned { .. })
                    && is_turned(&shown.asked.what, &asked.what) =>
            {
                Finish::Moving
            }
            _ => Finish::Sharp,
        };
        let mut studio = self.studio.take().unwrap_or_default();
        *shown = asked.show(&mut studio, finish);
        if finish == Finish::Moving {
            let _ = self.studio.replace(Some(studio));
        }
    }

    fn dot_at(&self, at: Point, density: f32) -> Option<Dot> {
        let shown = self.shown.borrow();
        let at = Vec2::new(at.x, at.y) * density;
        let near = |dot: &&Dot| dot.at.distance(at);
        let best = shown.as_ref()?.dots.iter().min_by(|a, b| near(a).total_cmp(&near(b)))?;
        (near(&best) <= REACH * density).then_some(*best)
    }
}

fn is_turned(one: &What, other: &What) -> bool {
    match (one, other) {
        (What::Turned { camera, .. }, What::Turned { camera: other, .. }) => camera != other,
        _ => false,
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Figure<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::new())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        _tree: &mut Tree,
        _renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::atomic(limits, Length::Fill, Length::Fill)
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        if let Event::Window(window::Event::RedrawRequested(now)) = event {
            state.now = Some(*now);
            self.rest(state, *now, layout.bounds().size(), shell);
            return;
        }
        if let Some(hand) = &self.hand {
            let bounds = layout.bounds();
            let over = cursor.is_over(*viewport);
            self.handle(hand, state, event, bounds, cursor, over, shell);
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        _theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let bounds = layout.bounds();
        // A layer is not cut off by the one that it lies in: what scrolls out of view is cut off here.
        let Some(seen) = bounds.intersection(viewport) else { return };
        state.ready(self.asked(bounds.size()));
        let shown = state.shown.borrow();
        let Some(shown) = shown.as_ref() else { return };
        // On whole pixels, so that each pixel of the picture is one of the window; a quarter beyond, since the
        // renderer cuts off what a rounding leaves below a whole one.
        let snap = |place: f32| ((place * self.density).round() + 0.25) / self.density;
        let corner = Vector::new(snap(bounds.x), snap(bounds.y));
        for tile in shown.tiles.iter() {
            renderer.draw_image(shown::image(&tile.handle), tile.place + corner, seen);
        }
        let tip = self.tip.as_ref().and_then(|(words, code, half)| {
            let dot = shown.dots.iter().find(|dot| dot.code == *code && dot.half == *half)?;
            let at = dot.at / self.density;
            Some(shown::tip(words, Point::new(at.x, at.y), bounds.size()))
        });
        let mut kept = state.tip.borrow_mut();
        *kept = tip;
        if kept.is_some() || !shown.words.is_empty() {
            renderer.with_layer(seen, |renderer| {
                for words in shown.words.iter().chain(kept.as_ref()) {
                    self.plaque(renderer, words, Vector::new(bounds.x, bounds.y), seen);
                }
            });
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        let state = tree.state.downcast_ref::<State>();
        if self.hand.is_none() || !cursor.is_over(layout.bounds()) {
            mouse::Interaction::default()
        } else if state.held.is_some_and(|held| held.is_drag) {
            mouse::Interaction::Grabbing
        } else if state.over.is_some() {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::Grab
        }
    }
}

impl<Message> Figure<'_, Message> {
    /// After a turn the body is drawn sharp as soon as it rests.
    fn rest(&self, state: &mut State, now: Instant, size: Size, shell: &mut Shell<'_, Message>) {
        state.sharpen = false;
        let (is_moving, same) = match state.shown.borrow().as_ref() {
            Some(shown) => (shown.finish == Finish::Moving, shown.asked == self.asked(size)),
            None => return,
        };
        if !is_moving && same {
            state.rested = None;
            return;
        }
        if !same {
            state.rested = None;
        }
        let rested = *state.rested.get_or_insert(now);
        if same && now.saturating_duration_since(rested) >= SHARP_AFTER {
            state.sharpen = true;
            state.rested = None;
        } else {
            shell.request_redraw_at(rested + SHARP_AFTER);
        }
    }

    fn plaque(&self, renderer: &mut Renderer, words: &Words, by: Vector, clip: Rectangle) {
        let place = words.place + by;
        let border = Border { color: self.colors.plaque.line, width: 1.0, radius: 7.0.into() };
        renderer.fill_quad(
            Quad { bounds: place, border, ..Quad::default() },
            self.colors.plaque.ground,
        );
        let at = shown::inner(place);
        renderer.fill_paragraph(&words.paragraph, at, self.colors.plaque.ink, clip);
    }

    #[allow(clippy::too_many_arguments, reason = "what an event brings with it")]
    fn handle(
        &self,
        hand: &dyn Fn(Hand) -> Message,
        state: &mut State,
        event: &Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
        in_view: bool,
        shell: &mut Shell<'_, Message>,
    ) {
        let at = cursor.position();
        let inside = in_view && cursor.is_over(bounds);
        let from_middle = |at: Point| {
            let middle = bounds.center();
            Vec2::new(at.x - middle.x, at.y - middle.y) / bounds.height.max(1.0)
        };
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. })
                if inside =>
            {
                state.held = at.map(|at| Held { from: at, last: at, is_drag: false });
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::CursorMoved { .. })
            | Event::Touch(touch::Event::FingerMoved { .. }) => {
                let Some(at) = at else { return };
                if let Some(held) = &mut state.held {
                    held.is_drag = held.is_drag || held.from.distance(at) > TAP;
                    if held.is_drag {
                        let by = Vec2::new(at.x - held.last.x, at.y - held.last.y);
                        held.last = at;
                        shell.publish(hand(Hand::Turn(by)));
                        shell.capture_event();
                    }
                    return;
                }
                let over = inside.then(|| state.dot_at(local(at, bounds), self.density)).flatten();
                let over = over.map(|dot| (dot.code, dot.half));
                if over != state.over {
                    state.over = over;
                    shell.publish(hand(Hand::Over(over)));
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. }) => {
                let Some(held) = state.held.take() else { return };
                if held.is_drag {
                    return;
                }
                shell.capture_event();
                let twice = state
                    .tapped
                    .zip(state.now)
                    .is_some_and(|(tapped, now)| now.saturating_duration_since(tapped) < DOUBLE);
                state.tapped = if twice { None } else { state.now };
                let dot = state.dot_at(local(held.from, bounds), self.density);
                shell.publish(hand(match dot {
                    Some(dot) => Hand::Point(dot.code, dot.half),
                    None if twice => Hand::Home,
                    None => Hand::Body(from_middle(held.from)),
                }));
            }
            Event::Mouse(mouse::Event::CursorLeft)
            | Event::Touch(touch::Event::FingerLost { .. }) => {
                state.held = None;
                if state.over.take().is_some() {
                    shell.publish(hand(Hand::Over(None)));
                }
            }
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if inside => {
                let notches = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => *y,
                    mouse::ScrollDelta::Pixels { y, .. } => *y / 40.0,
                };
                if let Some(at) = at {
                    shell.publish(hand(Hand::Zoom(NOTCH.powf(notches), from_middle(at))));
                    shell.capture_event();
                }
            }
            _ => {}
        }
    }
}

/// A place in the window, from a figure's corner.
fn local(at: Point, bounds: Rectangle) -> Point {
    Point::new(at.x - bounds.x, at.y - bounds.y)
}

impl<'a, Message: 'a> From<Figure<'a, Message>> for Element<'a, Message> {
    fn from(figure: Figure<'a, Message>) -> Self {
        Self::new(figure)
    }
}

#[cfg(test)]
mod tests;
