//! The icons: one set, drawn in the colour of their place.

use std::collections::HashMap;
use std::sync::LazyLock;

use iced::widget::svg::{self, Svg};
use iced::{Color, Length};

use super::Element;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $file:literal),+ $(,)?) => {
        /// An icon by what it stands for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Icon { $($(#[$doc])* $name),+ }

        static HANDLES: LazyLock<HashMap<Icon, svg::Handle>> = LazyLock::new(|| {
            HashMap::from([$((
                Icon::$name,
                svg::Handle::from_memory(include_bytes!(concat!("../../assets/icons/", $file, ".svg")).as_slice()),
            )),+])
        });
    };
}

icons! {
    /// Where the day begins.
    Today = "today",
    /// The points.
    Points = "points",
    /// Past sessions.
    History = "history",
    /// Routines.
    Routines = "routines",
    /// About the person.
    Person = "person",
    /// Search.
    Search = "search",
    /// A favourite.
    StarFilled = "star-filled",
    /// Not a favourite yet.
    Star = "star",
    /// Take away.
    Close = "close",
    /// Opens below.
    Down = "chevron-down",
    /// Leads to the one before.
    Before = "chevron-left",
    /// Times of day.
    Clock = "clock",
    /// Settings.
    Settings = "settings",
    /// Start, go on.
    Play = "play",
    /// Pause.
    Pause = "pause",
    /// To the next step.
    SkipNext = "skip-next",
    /// To the step before.
    SkipBack = "skip-back",
    /// Once more.
    Repeat = "repeat",
    /// This point once more.
    OnceMore = "once-more",
    /// Stop, it is too much.
    Stop = "stop-hand",
    /// It let go; done.
    Check = "check",
    /// Leads back.
    Back = "back-arrow",
    /// A caution.
    Warning = "warning",
    /// A red flag.
    Alert = "alert",
    /// Sound is on.
    Sound = "sound",
    /// There is no sound.
    SoundOff = "sound-off",
    /// A folder.
    Folder = "folder",
    /// A slip undone.
    Undo = "undo",
    /// A change that was taken back, made again.
    Redo = "redo",
    /// One place up.
    Up = "arrow-up",
    /// One place down.
    Lower = "arrow-down",
    /// To be dragged.
    Grip = "grip",
    /// A copy of it.
    Copy = "copy",
    /// Away with it.
    Delete = "delete",
    /// On paper.
    Print = "print",
    /// Given away as a file.
    Share = "share",
    /// Brought in from a file.
    Bring = "bring",
    /// Change it.
    Edit = "edit",
    /// Leads on.
    Next = "chevron-right",
    /// Less.
    Minus = "minus",
    /// More.
    Plus = "plus",
}

impl Icon {
    /// The icon as a square of that size in that colour.
    pub fn view<'a, Message: 'a>(self, size: f32, color: Color) -> Element<'a, Message> {
        let Some(handle) = HANDLES.get(&self) else { return iced::widget::space().into() };
        Svg::new(handle.clone())
            .width(Length::Fixed(size))
            .height(Length::Fixed(size))
            .style(move |_, _| svg::Style { color: Some(color) })
            .into()
    }
}
