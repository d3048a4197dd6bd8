//! Whatever can be pressed: by pointer, by touch, and by Enter or Space once Tab has brought the ring to it.
//!
//! iced's own button cannot be reached by keyboard, and a button that takes the focus on a click would
//! fire again at the next Space, which in the player is the session's key. So here a click takes no focus
//! and takes away any, key repeat presses nothing, and the ring is always visible where the focus is.

use iced::advanced::layout::{self, Layout};
use iced::advanced::renderer::{self, Quad};
use iced::advanced::widget::operation::{Focusable, Operation};
use iced::advanced::widget::{self, Tree, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, Widget, mouse};
use iced::border::{Border, Radius};
use iced::keyboard::{self, key};
use iced::{
    Background, Color, Event, Length, Padding, Rectangle, Renderer, Size, Theme, Vector, touch,
};

use super::Element;

/// How it stands with the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing.
    Active,
    /// The pointer is over it.
    Hovered,
    /// It is held down.
    Pressed,
    /// It can do nothing now.
    Disabled,
}

/// How it is painted.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// Its ground.
    pub ground: Option<Color>,
    /// Its text.
    pub text: Color,
    /// Its edge.
    pub border: Border,
    /// The ring of the focus.
    pub ring: Color,
}

type OnKey<'a, Message> = Box<dyn Fn(&keyboard::Key) -> Option<Message> + 'a>;

/// Something that can be pressed.
pub struct Press<'a, Message> {
    content: Element<'a, Message>,
    does: Option<Box<dyn Fn() -> Message + 'a>>,
    on_key: Option<OnKey<'a, Message>>,
    id: Option<widget::Id>,
    width: Length,
    height: Length,
    padding: Padding,
    paint: Box<dyn Fn(Status) -> Paint + 'a>,
    drawn: Option<Status>,
}

impl<'a, Message> Press<'a, Message> {
    /// Something that can be pressed, once it has been told what that does.
    pub fn new(
        content: impl Into<Element<'a, Message>>,
        paint: impl Fn(Status) -> Paint + 'a,
    ) -> Self {
        Self {
            content: content.into(),
            does: None,
            on_key: None,
            id: None,
            width: Length::Shrink,
            height: Length::Shrink,
            padding: Padding::ZERO,
            paint: Box::new(paint),
            drawn: None,
        }
    }

    /// What a press does; nothing makes it disabled.
    #[must_use]
    pub fn on_press(mut self, message: Option<Message>) -> Self
    where
        Message: Clone + 'a,
    {
        self.does =
            message.map(|message| Box::new(move || message.clone()) as Box<dyn Fn() -> Message>);
        self
    }

    /// What other keys do while it has the ring.
    #[must_use]
    pub fn on_key(mut self, on_key: impl Fn(&keyboard::Key) -> Option<Message> + 'a) -> Self {
        self.on_key = Some(Box::new(on_key));
        self
    }

    /// Its name, for bringing the ring to it.
    #[must_use]
    pub fn id(mut self, id: impl Into<widget::Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Its width.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Its height.
    #[must_use]
    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }

    /// The room around its content.
    #[must_use]
    pub fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }
}

#[derive(Debug, Default)]
struct State {
    held: bool,
    ring: bool,
}

impl Focusable for State {
    fn is_focused(&self) -> bool {
        self.ring
    }

    fn focus(&mut self) {
        self.ring = true;
    }

    fn unfocus(&mut self) {
        self.ring = false;
    }
}

impl<Message> Press<'_, Message> {
    fn enabled(&self) -> bool {
        self.does.is_some() || self.on_key.is_some()
    }

    fn key(&self, key: &keyboard::Key, repeat: bool, shell: &mut Shell<'_, Message>) {
        let presses = matches!(key, keyboard::Key::Named(key::Named::Enter | key::Named::Space));
        if presses && let Some(on_press) = &self.does {
            // A repeat is swallowed as well: it must not reach the session's keys.
            if !repeat {
                shell.publish(on_press());
            }
            shell.capture_event();
        } else if let Some(message) = self.on_key.as_ref().and_then(|on_key| on_key(key)) {
            shell.publish(message);
            shell.capture_event();
        }
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Press<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        Size { width: self.width, height: self.height }
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::padded(limits, self.width, self.height, self.padding, |limits| {
            self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits)
        })
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if self.enabled() {
            operation.focusable(
                self.id.as_ref(),
                layout.bounds(),
                tree.state.downcast_mut::<State>(),
            );
        }
        operation.container(self.id.as_ref(), layout.bounds());
        operation.traverse(&mut |operation| {
            if let Some(inner) = layout.children().next() {
                self.content.as_widget_mut().operate(
                    &mut tree.children[0],
                    inner,
                    renderer,
                    operation,
                );
            }
        });
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        if let Some(inner) = layout.children().next() {
            self.content.as_widget_mut().update(
                &mut tree.children[0],
                event,
                inner,
                cursor,
                renderer,
                clipboard,
                shell,
                viewport,
            );
        }
        let state = tree.state.downcast_mut::<State>();
        if let Event::Mouse(mouse::Event::ButtonPressed(_))
        | Event::Touch(touch::Event::FingerPressed { .. }) = event
            && state.ring
        {
            state.ring = false;
            shell.request_redraw();
        }
        if shell.is_event_captured() {
            return;
        }
        let over = cursor.is_over(layout.bounds()) && cursor.is_over(*viewport);
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. })
                if self.does.is_some() && over =>
            {
                state.held = true;
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. })
                if state.held =>
            {
                state.held = false;
                if over && let Some(on_press) = &self.does {
                    shell.publish(on_press());
                }
                shell.capture_event();
            }
            Event::Touch(touch::Event::FingerLost { .. }) => state.held = false,
            Event::Keyboard(keyboard::Event::KeyPressed { key, repeat, .. }) if state.ring => {
                self.key(key, *repeat, shell);
            }
            _ => {}
        }
        let status = match (self.enabled(), over, state.held) {
            (false, ..) => Status::Disabled,
            (true, true, true) => Status::Pressed,
            (true, true, false) => Status::Hovered,
            (true, false, _) => Status::Active,
        };
        if let Event::Window(iced::window::Event::RedrawRequested(_)) = event {
            self.drawn = Some(status);
        } else if self.drawn.is_some_and(|drawn| drawn != status) {
            shell.request_redraw();
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let at_rest = if self.enabled() { Status::Active } else { Status::Disabled };
        let paint = (self.paint)(self.drawn.unwrap_or(at_rest));
        if paint.ground.is_some() || paint.border.width > 0.0 {
            renderer.fill_quad(
                Quad { bounds, border: paint.border, ..Quad::default() },
                Background::Color(paint.ground.unwrap_or(Color::TRANSPARENT)),
            );
        }
        if tree.state.downcast_ref::<State>().ring {
            let radius = paint.border.radius.top_left;
            renderer.fill_quad(
                Quad {
                    bounds: bounds.expand(4.0),
                    border: Border {
                        color: paint.ring,
                        width: 2.5,
                        radius: Radius::new(radius + 4.0),
                    },
                    ..Quad::default()
                },
                Background::Color(Color::TRANSPARENT),
            );
        }
        if let Some(inner) = layout.children().next() {
            let style = renderer::Style { text_color: paint.text };
            self.content.as_widget().draw(
                &tree.children[0],
                renderer,
                theme,
                &style,
                inner,
                cursor,
                viewport,
            );
        }
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        if self.does.is_some() && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::default()
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<iced::advanced::overlay::Element<'b, Message, Theme, Renderer>> {
        let inner = layout.children().next()?;
        self.content.as_widget_mut().overlay(
            &mut tree.children[0],
            inner,
            renderer,
            viewport,
            translation,
        )
    }
}

impl<'a, Message: 'a> From<Press<'a, Message>> for Element<'a, Message> {
    fn from(press: Press<'a, Message>) -> Self {
        Self::new(press)
    }
}
