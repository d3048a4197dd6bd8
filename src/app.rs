//! The window: one state, one message, effects as values, and the only place that makes tasks.

mod aloud;
mod backstage;
mod building;
pub mod effect;
pub mod handing_over;
mod keeping;
mod message;
mod noting;
mod opener;
mod past;
mod playing;
pub mod presets;
mod printing;
mod reminding;
mod saver;
mod sharing;
mod shortcuts;
mod update;
mod view;

use std::cell::Cell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use iced::futures::channel::mpsc::{self, UnboundedReceiver};
use iced::theme::Mode;
use iced::{Subscription, Task, Theme, window};
use jiff::Zoned;

use crate::domain::code::Code;
use crate::domain::conductor::{Input, Moment};
use crate::domain::history::{Book, Entry, SessionId, Unfinished};
use crate::domain::plan::Choices;
use crate::domain::routine::Routine;
use crate::domain::settings::Settings;
use crate::platform::clock;
use crate::screen::about_me::AboutMe;
use crate::screen::caution::Caution;
use crate::screen::history::bring::TakeIn;
use crate::screen::history::by_hand::Form;
use crate::screen::history::session::SessionPage;
use crate::screen::player::Player;
use crate::screen::point::PointPage;
use crate::screen::reminders::Reminders;
use crate::screen::routines::bring::Bring;
use crate::screen::routines::builder::Builder;
use crate::screen::routines::{self, RoutinePage};
use crate::screen::{World, caution, history, player, points, settings};
use crate::ui::keys::HeldBefore;
use crate::ui::theme::Place;
use crate::ui::{fonts, theme};
use backstage::Backstage;
pub use message::Message;

/// Where the window opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// At today.
    Home,
    /// At the caution prompt of that point.
    Caution {
        /// Which point.
        code: Code,
        /// With what choices.
        choices: Choices,
    },
    /// At the caution prompt of that routine.
    Routine(Box<Routine>),
    /// At the caution prompt of what is left of the session that broke off.
    Unfinished,
}

/// Why the window could not open, or went away.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The window system refused.
    #[error("the window could not be opened: {0}. `wellspring start HE-1 --terminal` needs none")]
    Window(#[from] iced::Error),
}

/// What is played: where its session comes from, and where its person goes back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Played {
    /// A point.
    Point(Code),
    /// A routine, by its key.
    Routine(String),
    /// What is left of a session that broke off.
    Unfinished(Box<Unfinished>),
}

/// The screen that is shown.
#[derive(Debug)]
pub enum Screen {
    /// Where the day begins.
    Today,
    /// The list of points.
    Points,
    /// A point's page.
    Point(PointPage),
    /// The list of routines.
    Routines,
    /// A routine's page.
    Routine(RoutinePage),
    /// A routine being built.
    Builder(Box<Builder>),
    /// A routine being brought in from a file.
    Bring(Bring),
    /// The person's answers.
    AboutMe(AboutMe),
    /// The caution prompt for that point or routine.
    Caution(Caution, Played),
    /// A session of that point or routine.
    Player(Box<Player>, Played),
    /// Past sessions.
    History,
    /// One past session.
    Session(SessionPage),
    /// Noting what was done without the program.
    ByHand(Form),
    /// Taking in a history.
    TakeIn(TakeIn),
    /// The settings.
    Settings,
    /// The reminders.
    Reminders(Reminders),
}

/// A place in the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Where the day begins.
    Today,
    /// The list of points.
    Points,
    /// The list of routines.
    Routines,
    /// Past sessions.
    History,
    /// The person's answers.
    AboutMe,
    /// The settings.
    Settings,
}

impl Room {
    /// All of them, in the order of the rail and of the digits that lead to them.
    pub const ALL: [Self; 6] =
        [Self::Today, Self::Points, Self::Routines, Self::History, Self::AboutMe, Self::Settings];
}

/// The state of the window.
pub struct App {
    world: World,
    screen: Screen,
    /// The list of points: it stays as it was left.
    list: points::List,
    /// The library of routines: it stays as it was left.
    routines: routines::List,
    /// The history: it stays as it was left.
    history: history::Page,
    /// The builder, while a point for it is chosen or looked at.
    parked: Option<Box<Builder>>,
    /// What was noted here while the history is still being read.
    unread: Option<Vec<Entry>>,
    /// The session being played, left out of the history meanwhile.
    playing: Option<SessionId>,
    /// The key of the complaint for which the person looks at points.
    came_for: Option<String>,
    /// What is left of a session is taken up as soon as the library has been read.
    takes_up: bool,
    /// The keys that were held when the window got the keyboard.
    held: HeldBefore,
    backstage: Backstage,
    neighbour: handing_over::Neighbour,
    /// Which preparation of the voice is the latest.
    preparing: u32,
    clock: clock::Clock,
    wall: fn() -> Zoned,
}

impl App {
    /// Opens everything that a window needs; messages from behind it come out of the receiver.
    fn open() -> (Self, UnboundedReceiver<Message>) {
        let (sender, receiver) = mpsc::unbounded();
        let (backstage, opened) = Backstage::open(&sender);
        (Self::new(opened, backstage, clock::zoned), receiver)
    }

    /// Goes to the first screen.
    fn boot(
        (mut app, receiver): (Self, UnboundedReceiver<Message>),
        opening: &Opening,
    ) -> (Self, Task<Message>) {
        let mut tasks = vec![
            Task::run(receiver, std::convert::identity),
            iced::system::theme().map(Message::System),
        ];
        let effects = match opening {
            Opening::Home => Vec::new(),
            Opening::Caution { code, choices } => {
                app.go_to_caution(Played::Point(code.clone()), Some(*choices))
            }
            Opening::Routine(routine) => app.go_to_routine(routine),
            Opening::Unfinished => {
                app.takes_up = true;
                Vec::new()
            }
        };
        tasks.push(app.backstage.perform(effect::Effect::BackUpWeekly, &app.world));
        tasks.extend(effects.into_iter().map(|effect| app.backstage.perform(effect, &app.world)));
        (app, Task::batch(tasks))
    }

    fn new(opened: backstage::Opened, backstage: Backstage, wall: fn() -> Zoned) -> Self {
        let mut app = Self {
            world: World {
                library: Arc::new(opened.library),
                profile: opened.profile,
                own_routines: Vec::new(),
                drafts: Vec::new(),
                gone: None,
                settings: opened.settings,
                reminders: opened.reminders,
                reminding: None,
                history: Book::default(),
                reading: None,
                now: wall(),
                sound: crate::screen::Sound::Quiet,
                devices: Vec::new(),
                lengths: Arc::default(),
                voices: Vec::new(),
                unsaved: opened.unsaved,
                notices: opened.notices,
                files: opened.files,
                system: Mode::None,
                density: 1.0,
            },
            screen: Screen::Today,
            list: points::List::default(),
            routines: routines::List::default(),
            history: history::Page::default(),
            parked: None,
            unread: opened.history.is_some().then(Vec::new),
            playing: None,
            came_for: None,
            takes_up: false,
            held: HeldBefore::default(),
            backstage,
            neighbour: handing_over::Neighbour::default(),
            preparing: 0,
            clock: clock::Clock::start(),
            wall,
        };
        if let Some(reading) = opened.history {
            app.has_read(reading);
        }
        app
    }

    /// Both clocks at that instant.
    fn moment(&self, now: Instant) -> Moment {
        Moment { mono: self.clock.at(now), wall: self.world.now.timestamp() }
    }

    /// Takes one message: changes the state, and performs what follows from it.
    pub fn update(&mut self, message: Message, now: Instant) -> Task<Message> {
        let effects = self.step(message, now);
        Task::batch(effects.into_iter().map(|effect| self.backstage.perform(effect, &self.world)))
    }

    fn subscription(&self) -> Subscription<Message> {
        let mut all = vec![
            iced::system::theme_changes().map(Message::System),
            window::close_requests().map(|_| Message::Close),
            window::open_events().map(Message::Opened),
            iced::event::listen_with(|event, _, _| match event {
                iced::Event::Window(window::Event::Rescaled(density)) => {
                    Some(Message::Density(density))
                }
                iced::Event::Window(window::Event::FileDropped(file)) => {
                    Some(Message::Dropped(file))
                }
                _ => None,
            }),
        ];
        match &self.screen {
            Screen::Player(player, _) if player.wants_ticks() => {
                all.push(iced::time::every(TICK).map(|_| Message::Player(player::Message::Tick)));
            }
            Screen::Caution(caution, _) if caution.wants_ticks() => {
                all.push(iced::time::every(TICK).map(|_| Message::Caution(caution::Message::Tick)));
            }
            _ => {}
        }
        Subscription::batch(all)
    }

    /// The screen that is shown.
    #[must_use]
    pub const fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The list of points as it stands.
    #[must_use]
    pub const fn list(&self) -> &points::List {
        &self.list
    }

    /// What the person has set.
    #[must_use]
    pub const fn preferences(&self) -> &Settings {
        &self.world.settings
    }

    fn place(&self) -> Place {
        if matches!(self.screen, Screen::Player(..)) { Place::Player } else { Place::House }
    }

    /// What iced's own widgets wear.
    #[must_use]
    pub fn theme(&self) -> Theme {
        theme::theme(&self.world.roles(self.place()))
    }

    /// How much larger than normal everything is drawn.
    #[must_use]
    pub fn scale(&self) -> f32 {
        f32::from(self.world.settings.text_percent) / 100.0
    }

    fn title(&self) -> String {
        match &self.screen {
            Screen::Player(_, origin) | Screen::Caution(_, origin) => {
                format!("{} – {}", self.name_of(origin), crate::t!("app-name"))
            }
            Screen::Point(page) => format!("{} – {}", page.code(), crate::t!("app-name")),
            _ => crate::t!("app-name"),
        }
    }
}

/// How often a running clock is drawn anew.
const TICK: Duration = Duration::from_millis(250);

/// Name by which the desktop knows the window; the same as that of the `.desktop` file.
const APPLICATION_ID: &str = "wellspring";

fn window_settings() -> window::Settings {
    window::Settings {
        size: iced::Size::new(1280.0, 832.0),
        min_size: Some(iced::Size::new(480.0, 420.0)),
        icon: window::icon::from_rgba(
            include_bytes!("../assets/app/wellspring-64.rgba").to_vec(),
            64,
            64,
        )
        .ok(),
        exit_on_close_request: false,
        #[cfg(target_os = "linux")]
        platform_specific: window::settings::PlatformSpecific {
            application_id: APPLICATION_ID.to_owned(),
            ..window::settings::PlatformSpecific::default()
        },
        ..window::Settings::default()
    }
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When the window system refuses.
pub fn run(opening: Opening) -> Result<(), AppError> {
    // Opened before the window system is asked for a window: the library is read while that answers.
    let opened = Cell::new(Some(App::open()));
    iced::application::timed(
        move || App::boot(opened.take().unwrap_or_else(App::open), &opening),
        App::update,
        App::subscription,
        App::view,
    )
    .title(App::title)
    .theme(App::theme)
    .scale_factor(App::scale)
    .settings(settings())
    .window(window_settings())
    .run()?;
    Ok(())
}

fn settings() -> iced::Settings {
    iced::Settings {
        id: Some(APPLICATION_ID.to_owned()),
        fonts: fonts::FILES.iter().map(|file| (*file).into()).collect(),
        default_font: fonts::TEXT,
        default_text_size: iced::Pixels(16.0),
        antialiasing: true,
        ..iced::Settings::default()
    }
}

/// A person's input to the session, as the window's message.
const fn to_player(input: Input) -> Message {
    Message::Player(player::Message::Input(input))
}
