//! Keys for the whole window: what no control has taken goes to the screen.
//!
//! A wrapper at the root of the view rather than a subscription, so that tests can type into it, and so
//! that it alone knows which keys are down and can tell a fresh press from a held one.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Shell, Widget, mouse, overlay, renderer};
use iced::keyboard::key::{Code, Physical};
use iced::keyboard::{self, Key, Modifiers};
use iced::{Event, Length, Rectangle, Renderer, Size, Theme, Vector, window};

use super::Element;
use crate::domain::caution::{Fresh, HeldKeys};
use crate::domain::history::Rating;

/// Whether a key only changes what others mean. Windows tell of it as of any key, before it counts as held.
#[must_use]
pub const fn is_modifier(key: &Key) -> bool {
    use iced::keyboard::key::Named;
    matches!(
        key,
        Key::Named(
            Named::Shift
                | Named::Control
                | Named::Alt
                | Named::AltGraph
                | Named::Super
                | Named::Meta
                | Named::Hyper
                | Named::Fn
                | Named::FnLock
                | Named::CapsLock
                | Named::NumLock
                | Named::ScrollLock
                | Named::Symbol
                | Named::SymbolLock
        )
    )
}

/// A key that went down and that no control has taken.
#[derive(Debug)]
pub struct Pressed<'a> {
    /// Which key.
    pub key: &'a Key,
    /// What was held with it.
    pub modifiers: Modifiers,
    /// Proof that it is a fresh press: neither a repeat nor held since before.
    pub fresh: Option<Fresh>,
}

/// The rating of a key that is pressed with no other, or with Shift: a digit, or T for ten.
#[must_use]
pub fn rating(pressed: &Pressed<'_>) -> Option<Rating> {
    let Key::Character(letter) = pressed.key.as_ref() else { return None };
    let mut letters = letter.chars();
    let only = letters.next().filter(|_| letters.next().is_none())?;
    let modifiers = pressed.modifiers;
    let plain = !modifiers.control() && !modifiers.alt() && !modifiers.logo();
    Rating::of_key(only).filter(|_| plain)
}

/// The keys that were down when the window got the keyboard.
///
/// Under X11 such a key tells itself as a fresh press at its next repeat. So the window asks which keys are
/// down each time it gets the keyboard, and until it knows, nothing is fresh.
#[derive(Debug, Clone, Default)]
pub struct HeldBefore {
    /// How many answers there have been.
    pub answers: u32,
    /// The keys of the last answer.
    pub keys: Vec<Code>,
}

/// Wraps the view of the window.
pub struct Keys<'a, Message> {
    content: Element<'a, Message>,
    on_key: Box<dyn Fn(Pressed<'_>) -> Option<Message> + 'a>,
    on_focus: Message,
    before: &'a HeldBefore,
}

/// Wraps the view of the window; `on_key` says what a key does. `on_focus` asks which keys are held; the
/// answer comes back as `before`.
pub fn keys<'a, Message>(
    content: impl Into<Element<'a, Message>>,
    on_key: impl Fn(Pressed<'_>) -> Option<Message> + 'a,
    on_focus: Message,
    before: &'a HeldBefore,
) -> Keys<'a, Message> {
    Keys { content: content.into(), on_key: Box::new(on_key), on_focus, before }
}

/// Keys by place where the system tells it; tests and on-screen keyboards tell the meaning only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Which {
    Place(Physical),
    Meaning(Key),
}

fn which(key: &Key, physical: Physical) -> Which {
    match physical {
        Physical::Code(_) => Which::Place(physical),
        Physical::Unidentified(_) => Which::Meaning(key.clone()),
    }
}

/// What is known of the window's keyboard.
#[derive(Default)]
struct State {
    held: HeldKeys<Which>,
    /// How many answers about held keys have been taken in.
    answers: u32,
    /// The window got the keyboard, and which keys were held then is not known yet.
    unsure: bool,
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Keys<'_, Message> {
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
        self.content.as_widget().size()
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, operation);
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
        let state = tree.state.downcast_mut::<State>();
        if state.answers != self.before.answers {
            state.answers = self.before.answers;
            state.unsure = false;
            for key in &self.before.keys {
                let _ = state.held.pressed(Which::Place(Physical::Code(*key)), true);
            }
        }
        // Told to the held keys first: a key that a control takes is down all the same.
        let fresh = match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, repeat, .. }) => {
                state.held.pressed(which(key, *physical_key), *repeat || state.unsure)
            }
            Event::Keyboard(keyboard::Event::KeyReleased { key, physical_key, .. }) => {
                state.held.released(&which(key, *physical_key));
                None
            }
            Event::Window(window::Event::Focused) => {
                state.unsure = true;
                shell.publish(self.on_focus.clone());
                None
            }
            _ => None,
        };
        self.content.as_widget_mut().update(
            &mut tree.children[0],
            event,
            layout,
            cursor,
            renderer,
            clipboard,
            shell,
            viewport,
        );
        if shell.is_event_captured() {
            return;
        }
        if let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event
            && let Some(message) = (self.on_key)(Pressed { key, modifiers: *modifiers, fresh })
        {
            shell.publish(message);
            shell.capture_event();
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        self.content.as_widget().draw(
            &tree.children[0],
            renderer,
            theme,
            style,
            layout,
            cursor,
            viewport,
        );
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.content.as_widget().mouse_interaction(
            &tree.children[0],
            layout,
            cursor,
            viewport,
            renderer,
        )
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        self.content.as_widget_mut().overlay(
            &mut tree.children[0],
            layout,
            renderer,
            viewport,
            translation,
        )
    }
}

impl<'a, Message: Clone + 'a> From<Keys<'a, Message>> for Element<'a, Message> {
    fn from(keys: Keys<'a, Message>) -> Self {
        Self::new(keys)
    }
}
