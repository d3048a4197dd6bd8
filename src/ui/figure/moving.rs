//! The mark that moves in the player: fingertips that circle at the session's own rate, that press and breathe,
//! or a point that pulses while it is looked for.

use std::cell::RefCell;
use std::f32::consts::TAU;
use std::time::{Duration, Instant};

use glam::Vec2;
use iced::advanced::image::Handle;
use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::tree::{self, Tree};
use iced::advanced::{Clipboard, Shell, Widget, mouse, renderer};
use iced::{Color, Event, Length, Point, Rectangle, Renderer, Size, Theme, window};

use super::shown::{self, MOVING};
use crate::body::ink::Ink;
use crate::body::raster::Picture;
use crate::ui::Element;

/// Time from one picture of the movement to the next: 22 a second.
const FRAME: Duration = Duration::from_millis(45);

/// Time from one pulse of a point to the next.
const PULSE: Duration = Duration::from_millis(1600);

/// What the mark does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Movement {
    /// The point is looked for: it pulses.
    Pulse,
    /// Circles, clockwise as the person sees their own skin in the picture, or the other way.
    Circle {
        /// Time spent circling.
        elapsed: Duration,
        /// When the direction turns, in the same time.
        turn: Option<Duration>,
        /// Time from one circle to the next.
        circle: Duration,
    },
    /// A steady press that breathes.
    Press {
        /// Time spent pressing, counted so that a breath begins with each whole one.
        elapsed: Duration,
        /// Time from one breath to the next.
        breath: Duration,
    },
}

/// The colours of the mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inks {
    /// The point.
    pub point: Color,
    /// Around it, so that it stands out from the skin.
    pub halo: Color,
}

/// The mark, as a square of twice [`MOVING`] with the point in its middle.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// What it does.
    pub movement: Movement,
    /// Whether it moves; else it stands as it would at its beginning.
    pub moves: bool,
    /// Left and right are exchanged.
    pub mirrored: bool,
    /// Its colours.
    pub inks: Inks,
    /// Physical pixels in a logical one.
    pub density: f32,
}

/// What is drawn: compared, so that nothing is drawn anew that looks the same.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Look {
    Pulse { share: f32 },
    Circle { angle: f32 },
    Press { share: f32 },
}

impl Movement {
    /// How it looks where nothing is to move.
    fn still(self) -> Look {
        match self {
            Self::Pulse => Look::Pulse { share: 0.0 },
            Self::Circle { .. } => Look::Circle { angle: 0.0 },
            Self::Press { .. } => Look::Press { share: 0.0 },
        }
    }

    /// How it looks after it has gone on for so long.
    fn look(self, since: Duration, mirrored: bool) -> Look {
        match self {
            Self::Pulse => Look::Pulse { share: share(since, PULSE) },
            Self::Circle { elapsed, turn, circle } => {
                let all = elapsed + since;
                let there = turn.map_or(all, |turn| all.min(turn));
                let back = all.saturating_sub(there);
                let angle = (there.div_duration_f32(circle) - back.div_duration_f32(circle)) * TAU;
                Look::Circle { angle: if mirrored { -angle } else { angle } }
            }
            Self::Press { elapsed, breath } => {
                Look::Press { share: share(elapsed + since, breath) }
            }
        }
    }
}

/// How far into the present of many equal periods.
fn share(time: Duration, period: Duration) -> f32 {
    time.div_duration_f32(period).fract()
}

/// A small picture and where its corner goes, from the corner of the mark, in physical pixels.
#[derive(Debug, Clone)]
struct Sprite {
    handle: Handle,
    corner: Vec2,
    side: f32,
}

#[derive(Default)]
struct State {
    /// What stands still, with the density it was drawn for.
    standing: RefCell<Option<(Look, f32, Sprite)>>,
    /// What moves, with the look it was drawn for: a fingertip is drawn once and then only put elsewhere.
    moving: RefCell<Option<(Look, f32, Sprite)>>,
    /// What was last handed in, and when that was first seen.
    given: Option<(Movement, Instant)>,
    look: Option<Look>,
    next: Option<Instant>,
}

/// Radii and widths in logical pixels: the way of the fingertip, the fingertip, the point.
const WAY: f32 = 40.0;
const FINGERTIP: f32 = 12.0;
const DASHES: u16 = 18;

impl Mark {
    fn ink(color: Color, alpha: f32) -> Ink {
        [color.r, color.g, color.b, color.a * alpha]
    }

    /// An empty square picture with a middle.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a mark has few pixels"
    )]
    fn sprite(&self, reach: f32, draw: impl FnOnce(&mut Picture, Vec2)) -> Sprite {
        let side = (2.0 * reach * self.density).ceil().max(1.0) as u32;
        let mut picture = Picture::empty(side, side);
        let side_px = side as f32;
        draw(&mut picture, Vec2::splat(side_px / 2.0));
        let handle = Handle::from_rgba(side, side, picture.pixels);
        Sprite { handle, corner: Vec2::splat(-side_px / 2.0), side: side_px }
    }

    fn disc(&self, picture: &mut Picture, at: Vec2, radius: f32) {
        let unit = self.density;
        picture.disc(at, (radius + 2.0) * unit, Self::ink(self.inks.halo, 0.8));
        picture.disc(at, radius * unit, Self::ink(self.inks.point, 1.0));
    }

    /// What of a look stands still.
    fn standing(&self, look: Look) -> Sprite {
        let unit = self.density;
        self.sprite(MOVING, |picture, middle| match look {
            Look::Pulse { .. } => self.disc(picture, middle, 8.0),
            Look::Press { .. } => self.disc(picture, middle, 10.0),
            Look::Circle { .. } => {
                for (width, ink) in
                    [(5.0, Self::ink(self.inks.halo, 0.6)), (2.5, Self::ink(self.inks.point, 1.0))]
                {
                    for dash in 0..DASHES {
                        let turn = |part: f32| {
                            let angle = (f32::from(dash) + part) / f32::from(DASHES) * TAU;
                            middle + Vec2::from_angle(angle) * WAY * unit
                        };
                        picture.line(turn(0.0), turn(0.25), width * unit, ink);
                        picture.line(turn(0.25), turn(0.5), width * unit, ink);
                    }
                }
                self.disc(picture, middle, 5.0);
            }
        })
    }

    /// What of a look moves.
    fn moving(&self, look: Look) -> Sprite {
        let unit = self.density;
        let point = self.inks.point;
        match look {
            Look::Circle { .. } => self.sprite(FINGERTIP + 3.0, |picture, middle| {
                self.disc(picture, middle, FINGERTIP);
            }),
            Look::Pulse { share } => self.sprite(MOVING, |picture, middle| {
                let ink = Self::ink(point, 0.9 * (1.0 - share));
                picture.ring(middle, (12.0 + 36.0 * share) * unit, 2.5 * unit, ink);
            }),
            Look::Press { share } => self.sprite(MOVING, |picture, middle| {
                // In with the first half of a breath, out with the second.
                let deep = 0.5 - 0.5 * (share * TAU).cos();
                let ink = Self::ink(point, 0.35 + 0.5 * deep);
                picture.ring(middle, (22.0 + 28.0 * (1.0 - deep)) * unit, 2.5 * unit, ink);
                self.disc(picture, middle, 10.0 + 3.0 * deep);
            }),
        }
    }

    /// Where the moving part of a look stands, from the middle, in physical pixels.
    fn aside(&self, look: Look) -> Vec2 {
        match look {
            // From the top, clockwise; on whole pixels.
            Look::Circle { angle } => {
                (Vec2::new(angle.sin(), -angle.cos()) * WAY * self.density).round()
            }
            Look::Pulse { .. } | Look::Press { .. } => Vec2::ZERO,
        }
    }
}

impl Look {
    /// Whether a picture made for this serves for another look too.
    const fn serves(self, other: Self, moving: bool) -> bool {
        match (self, other) {
            (Self::Circle { .. }, Self::Circle { .. }) => true,
            (Self::Pulse { share }, Self::Pulse { share: other })
            | (Self::Press { share }, Self::Press { share: other }) => {
                !moving || share.to_bits() == other.to_bits()
            }
            _ => false,
        }
    }
}

/// The kept picture, or one made anew.
fn kept(
    kept: &RefCell<Option<(Look, f32, Sprite)>>,
    look: Look,
    density: f32,
    moving: bool,
    make: impl FnOnce() -> Sprite,
) -> Sprite {
    let mut kept = kept.borrow_mut();
    match kept.as_ref() {
        Some((drawn, at, sprite))
            if drawn.serves(look, moving) && at.to_bits() == density.to_bits() =>
        {
            sprite.clone()
        }
        _ => {
            let sprite = make();
            *kept = Some((look, density, sprite.clone()));
            sprite
        }
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Mark {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fixed(2.0 * MOVING), Length::Fixed(2.0 * MOVING))
    }

    fn layout(
        &mut self,
        _tree: &mut Tree,
        _renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::atomic(limits, 2.0 * MOVING, 2.0 * MOVING)
    }

    /// Moves by itself: a step of the movement draws this tile and asks the screen nothing.
    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        _layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _renderer: &Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        _viewport: &Rectangle,
    ) {
        let Event::Window(window::Event::RedrawRequested(now)) = event else { return };
        let state = tree.state.downcast_mut::<State>();
        let since = match state.given {
            Some((movement, seen)) if movement == self.movement => {
                now.saturating_duration_since(seen)
            }
            _ => {
                state.given = Some((self.movement, *now));
                Duration::ZERO
            }
        };
        if !self.moves {
            state.look = Some(self.movement.still());
            return;
        }
        // Other things may ask for a redraw in between: the movement keeps its own pace.
        if state.look.is_none() || state.next.is_none_or(|next| *now >= next) {
            state.look = Some(self.movement.look(since, self.mirrored));
            state.next = Some(*now + FRAME);
        }
        if let Some(next) = state.next {
            shell.request_redraw_at(next);
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
        use iced::advanced::image::Renderer as _;
        let state = tree.state.downcast_ref::<State>();
        let bounds = layout.bounds();
        let at_first = if self.moves {
            self.movement.look(Duration::ZERO, self.mirrored)
        } else {
            self.movement.still()
        };
        let look = state.look.unwrap_or(at_first);
        let density = self.density;
        let standing = kept(&state.standing, look, density, false, || self.standing(look));
        let moving = kept(&state.moving, look, density, true, || self.moving(look));
        let middle = Vec2::new(bounds.center_x(), bounds.center_y()) * density;
        for (sprite, aside) in [(standing, Vec2::ZERO), (moving, self.aside(look))] {
            // On whole pixels, and a quarter beyond: see the figure itself.
            let corner = ((middle + sprite.corner).round() + aside + Vec2::splat(0.25)) / density;
            let side = sprite.side / density;
            let place = Rectangle::new(Point::new(corner.x, corner.y), Size::new(side, side));
            renderer.draw_image(shown::image(&sprite.handle), place, *viewport);
        }
    }
}

impl<'a, Message: 'a> From<Mark> for Element<'a, Message> {
    fn from(mark: Mark) -> Self {
        Self::new(mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_takes_its_time_and_turns_back_half_way() {
        let turn = Some(Duration::from_secs(30));
        for (seconds, quarters) in [(0.0, 0.0), (0.375, 1.0), (30.0, 80.0), (30.375, 79.0)] {
            let movement = Movement::Circle {
                elapsed: Duration::from_secs_f32(seconds),
                turn,
                circle: Duration::from_millis(1500),
            };
            let Look::Circle { angle } = movement.look(Duration::ZERO, false) else {
                panic!("no circle");
            };
            let expected = quarters * TAU / 4.0;
            assert!((angle - expected).abs() < 0.01, "{seconds} s: {angle}");
            let Look::Circle { angle: mirrored } = movement.look(Duration::ZERO, true) else {
                panic!("no circle");
            };
            assert!((angle + mirrored).abs() < 1e-5);
        }
    }

    #[test]
    fn it_goes_on_between_two_tellings_of_the_time() {
        let told =
            |elapsed| Movement::Circle { elapsed, turn: None, circle: Duration::from_millis(1500) };
        let ahead = told(Duration::from_secs(2)).look(Duration::from_millis(250), false);
        let then = told(Duration::from_millis(2250)).look(Duration::ZERO, false);
        assert_eq!(ahead, then);
    }
}
