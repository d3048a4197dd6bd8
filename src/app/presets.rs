//! The window as it stands just before interesting moments: for pictures of it and for `.ice` scripts.
//!
//! Each preset has the shipped points, made-up days, one fixed date, and nothing behind it: no sound,
//! no files, no log.

mod year;

use std::time::{Duration, Instant};

use iced::{Preset, Program, Task, Theme};
use jiff::Zoned;
use jiff::tz::TimeZone;

use super::backstage::{self, Backstage};
use super::{App, Message, Played, Room, Screen, settings};
use crate::domain::caution::Fresh;
use crate::domain::code::Code;
use crate::domain::conductor::Input;
use crate::domain::history::{
    Book, Entry, Note, Occasion, Outcome, PlannedPress, PressEnd, Rating, SessionId, StopReason,
};
use crate::domain::point::Side;
use crate::domain::profile::Answer;
use crate::domain::reminder::Reminder;
use crate::domain::routine::Routine;
use crate::domain::settings::{Settings, ThemeChoice};
use crate::domain::technique::Motion;
use crate::platform::reminding::Here;
use crate::screen::caution;
use crate::screen::player;
use crate::screen::point::{self, PointPage};
use crate::screen::points::{self, Face, Shape};
use crate::screen::routines::RoutinePage;
use crate::screen::routines::builder::{self, Asked};
use crate::ui::figure::widget::Hand;

/// The fixed date: Monday, 23 November 2026, 09:30 in UTC.
#[must_use]
pub fn fixed_date() -> Zoned {
    let date = jiff::civil::date(2026, 11, 23).at(9, 30, 0, 0);
    date.to_zoned(TimeZone::UTC).unwrap_or_default()
}

/// A window on its first day.
#[must_use]
pub fn fresh() -> App {
    let mut app = App::new(backstage::read_nothing(), Backstage::empty(), fixed_date);
    // Pictures of the window are taken at two pixels to each.
    app.world.density = 2.0;
    app
}

/// A window after some days of use.
#[must_use]
pub fn used() -> App {
    with_history(Book::of(&some_days()))
}

/// A window after a year of use.
#[must_use]
pub fn used_for_a_year() -> App {
    with_history(Book::of(&year::entries(fixed_date().date())))
}

/// A window with that history.
#[must_use]
pub fn with_history(book: Book) -> App {
    let mut app = fresh();
    app.world.history = book;
    app.world.settings.sound_heard = true;
    app
}

impl App {
    /// The same window in that suit of colours.
    #[must_use]
    pub fn in_theme(mut self, theme: ThemeChoice) -> Self {
        self.world.settings.theme = theme;
        self
    }

    /// The same window with other settings.
    #[must_use]
    pub fn set(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.world.settings);
        self
    }

    /// The same window at that size of text.
    #[must_use]
    pub fn at_text(mut self, percent: u16) -> Self {
        self.world.settings.text_percent = percent;
        self
    }

    /// The same window in that room.
    #[must_use]
    pub fn in_room(mut self, room: Room) -> Self {
        let _ = self.step(Message::Go(room), Instant::now());
        self
    }

    /// The same window with that answer to a question of About me, given on its fixed date.
    #[must_use]
    pub fn answering(mut self, key: &str, answer: Answer) -> Self {
        let at = fixed_date().timestamp();
        self.world.profile.answer_with(key, Some(answer), at);
        self
    }

    /// The same window with that typed into the search box of the library.
    #[must_use]
    pub fn searching(self, query: &str) -> Self {
        let mut app = self.in_room(Room::Points);
        let query = points::Message::Query(query.to_owned());
        let _ = app.step(Message::Points(query), Instant::now());
        app
    }

    /// The same window with that filter of the library open.
    #[must_use]
    pub fn filtering(self, panel: points::Panel) -> Self {
        let mut app = self.in_room(Room::Points);
        let open = points::Message::Panel(Some(panel));
        let _ = app.step(Message::Points(open), Instant::now());
        app
    }

    /// The same window with the library on the body, seen from that side and that much nearer.
    #[must_use]
    pub fn on_body(self, face: Face, nearer: f32) -> Self {
        let mut app =
            if matches!(self.screen, Screen::Points) { self } else { self.in_room(Room::Points) };
        let zoom = points::Message::Hand(Hand::Zoom(nearer, glam::Vec2::ZERO));
        for message in [points::Message::Shape(Shape::Body), points::Message::Face(face), zoom] {
            let _ = app.step(Message::Points(message), Instant::now());
        }
        app
    }

    /// The same window with the pointer over the left point of that code on the body.
    #[must_use]
    pub fn pointing_at(mut self, code: &str) -> Self {
        let known = crate::body::body().and_then(|body| body.code(code));
        let over = Hand::Over(known.map(|code| (code, crate::body::Half::Left)));
        let _ = self.step(Message::Points(points::Message::Hand(over)), Instant::now());
        self
    }

    /// The same window at those reminders, on a desktop where they work like that.
    #[must_use]
    pub fn at_reminders(mut self, reminders: Vec<Reminder>, here: Here) -> Self {
        let _ = self.open_reminders(None);
        let _ = self.step(Message::RemindersRead(reminders), Instant::now());
        let _ = self.step(Message::RemindingHere(here), Instant::now());
        self
    }

    /// The same window at the page of that routine.
    #[must_use]
    pub fn at_routine(mut self, key: &str) -> Self {
        self.screen = Screen::Routine(RoutinePage::new(key.to_owned()));
        self
    }

    /// The same window at the page of the person's own routine of those points.
    #[must_use]
    pub fn at_own_routine(mut self, codes: &[&str]) -> Self {
        for code in codes.iter().filter_map(|code| Code::parse(code)) {
            let _ = self.add_to_routine(&code);
        }
        self.world.notices.clear();
        self.at_routine(super::building::MY_ROUTINE)
    }

    /// The same window in the builder, with what is proposed from that point.
    #[must_use]
    pub fn building_from(mut self, code: &str) -> Self {
        if let Some(code) = Code::parse(code) {
            drop(self.propose(Asked::Point(code)));
        }
        self
    }

    /// The same window in the builder, with that routine.
    #[must_use]
    pub fn building(mut self, routine: Routine) -> Self {
        drop(self.build(routine));
        self
    }

    /// The same window in the builder, with the choices of the point at that place open.
    #[must_use]
    pub fn choosing(mut self, place: usize) -> Self {
        let choose = builder::Message::Choose(place);
        let _ = self.step(Message::Builder(choose), Instant::now());
        self
    }

    /// The same window at the page of that point.
    #[must_use]
    pub fn at_point(mut self, code: &str, choosing: bool) -> Self {
        if let Some(code) = Code::parse(code) {
            self.screen = Screen::Point(PointPage::new(code));
            let _ = self.step(Message::Point(point::Message::Choosing(choosing)), Instant::now());
        }
        self
    }

    /// The same window at the caution prompt of that point.
    #[must_use]
    pub fn at_caution(mut self, code: &str) -> Self {
        if let Some(code) = Code::parse(code) {
            drop(self.go_to_caution(Played::Point(code), None));
        }
        self
    }

    /// The same window with that rated at its caution prompt.
    #[must_use]
    pub fn rated(mut self, of_ten: u8) -> Self {
        let rate = caution::Message::Rate(Rating::new(of_ten));
        let _ = self.step(Message::Caution(rate), Instant::now());
        self
    }

    /// The same window with that said once the session is over.
    #[must_use]
    pub fn saying(mut self, saying: player::Saying) -> Self {
        let said = Message::Player(player::Message::Note(saying));
        let _ = self.step(said, Instant::now());
        self
    }

    /// The same window in a session of that point, so long after the point was found; `None` while finding.
    #[must_use]
    pub fn in_session(self, code: &str, found: Option<Duration>) -> Self {
        self.at_caution(code).begun(found)
    }

    /// The same window in a session of the person's own routine of those points, each with the seconds of rest after
    /// it, so long after the first was found; `None` while finding.
    #[must_use]
    pub fn in_own_routine(mut self, points: &[(&str, u64)], found: Option<Duration>) -> Self {
        for (code, rest) in points {
            let Some(code) = Code::parse(code) else { continue };
            let _ = self.add_to_routine(&code);
            let own = self.world.own_routines.iter_mut();
            if let Some(item) = own.filter_map(|routine| routine.items.last_mut()).last() {
                item.rest = Duration::from_secs(*rest);
            }
        }
        drop(self.go_to_caution(Played::Routine(super::building::MY_ROUTINE.to_owned()), None));
        self.begun(found)
    }

    /// The same window after the session of its caution prompt was begun: so long after the first point was found;
    /// `None` while finding.
    #[must_use]
    pub fn begun(mut self, found: Option<Duration>) -> Self {
        let start = Instant::now();
        let _ = self.step(Message::Caution(caution::Message::Begin(Fresh::click())), start);
        if let Some(found) = found {
            let _ = self.step(super::to_player(Input::Big), start);
            let _ = self.step(Message::Player(player::Message::Tick), start + found);
        }
        self
    }

    /// The same window after that routine was left yesterday evening with so many of its presses done.
    #[must_use]
    pub fn left_yesterday(mut self, key: &str, done: usize) -> Self {
        let world = &self.world;
        let Some(routine) = world.routine(key) else { return self };
        let fitted = routine.fit(&world.library.catalogue, &world.person());
        let Ok(plan) = fitted.plan(world.pacing()) else { return self };
        let presses = plan.planned_presses();
        let occasion = Occasion { routine: Some(key.to_owned()), continues: None };
        let yesterday = fixed_date().date().saturating_sub(jiff::Span::new().days(1));
        let mut minute = 40;
        let mut entry = |note| {
            minute += 1;
            let at = yesterday.at(20, minute, 0, 0).to_zoned(TimeZone::UTC).unwrap_or_default();
            Entry { session: SessionId("left".to_owned()), at, note }
        };
        let mut entries = vec![entry(occasion.started(presses.clone()))];
        for (index, press) in presses.iter().enumerate().take(done) {
            entries.push(entry(Note::Press { index, pressed: press.most, end: PressEnd::Done }));
        }
        entries.push(entry(Note::Ended { outcome: Outcome::Left, reason: None }));
        for entry in &entries {
            self.world.history.take(entry);
        }
        self
    }

    /// The same window after that point was pressed so often this morning, once an hour from four o'clock on.
    #[must_use]
    pub fn pressed_today(mut self, code: &str, times: i8) -> Self {
        for hour in 4..4 + times {
            for entry in &session(0, (hour, 0), code, [60, 60], Outcome::Done) {
                self.world.history.take(entry);
            }
        }
        self
    }

    /// The same window after that.
    #[must_use]
    pub fn doing(mut self, message: Message) -> Self {
        let _ = self.step(message, Instant::now());
        self
    }

    /// The same window after that input to its session.
    #[must_use]
    pub fn after(mut self, input: Input) -> Self {
        let _ = self.step(super::to_player(input), Instant::now());
        self
    }
}

fn session(
    days_ago: i64,
    time: (i8, i8),
    code: &str,
    pressed: [u64; 2],
    outcome: Outcome,
) -> Vec<Entry> {
    let Some(point) = Code::parse(code) else { return Vec::new() };
    let date = fixed_date().date().saturating_sub(jiff::Span::new().days(days_ago));
    let at = date.at(time.0, time.1, 0, 0).to_zoned(TimeZone::UTC).unwrap_or_default();
    let id = SessionId(format!("{days_ago}-{}-{}", time.0, time.1));
    let press = |side| PlannedPress {
        point: point.clone(),
        side,
        motion: Motion::Circular,
        most: Duration::from_secs(120),
        until_release: true,
    };
    let entry = |note| Entry { session: id.clone(), at: at.clone(), note };
    let mut entries =
        vec![entry(Occasion::default().started(vec![press(Side::Left), press(Side::Right)]))];
    for (index, seconds) in pressed.into_iter().enumerate().filter(|(_, seconds)| *seconds > 0) {
        let end = if outcome == Outcome::Released { PressEnd::Released } else { PressEnd::Done };
        entries.push(entry(Note::Press { index, pressed: Duration::from_secs(seconds), end }));
    }
    if outcome != Outcome::Interrupted {
        let reason = (outcome == Outcome::Stopped).then_some(StopReason::Tingling);
        entries.push(entry(Note::Ended { outcome, reason }));
    }
    entries
}

/// What was noted on those days.
#[must_use]
pub fn some_days() -> Vec<Entry> {
    [
        session(0, (8, 12), "HE-1", [95, 110], Outcome::Released),
        session(1, (21, 40), "LI-4", [120, 120], Outcome::Done),
        session(3, (13, 5), "LU-1", [60, 12], Outcome::Stopped),
        session(4, (8, 20), "HE-1", [120, 0], Outcome::Left),
        session(9, (18, 2), "LI-4", [75, 0], Outcome::Interrupted),
    ]
    .concat()
}

/// The window as a program that a test or a picture can run, with its presets.
pub fn program()
-> iced::Application<impl Program<State = App, Message = (Message, Instant), Theme = Theme>> {
    fn preset(
        name: &'static str,
        boot: impl Fn() -> App + 'static,
    ) -> Preset<App, (Message, Instant)> {
        Preset::new(name, move || (boot(), Task::none()))
    }
    let seconds = Duration::from_secs;
    iced::application::timed(|| (fresh(), Task::none()), App::update, App::subscription, App::view)
        .theme(App::theme)
        .scale_factor(App::scale)
        .settings(settings())
        .presets([
            preset("Fresh", fresh),
            preset("Used", used),
            preset("Library", || fresh().in_room(Room::Points)),
            preset("Routines", || fresh().in_room(Room::Routines)),
            preset("AboutMe", || fresh().in_room(Room::AboutMe)),
            preset("Page", || fresh().at_point("HE-1", false)),
            preset("Prompt", || fresh().at_caution("HE-1")),
            preset("Finding", || fresh().in_session("HE-1", None)),
            preset("Pressing", move || fresh().in_session("HE-1", Some(seconds(60)))),
            preset("Second", move || fresh().in_session("HE-1", Some(seconds(137)))),
            preset("Last", move || fresh().in_session("HE-1", Some(seconds(262)))),
            preset("Done", move || fresh().at_caution("HE-1").rated(6).begun(Some(seconds(300)))),
            preset("Stopped", move || {
                fresh().in_session("HE-1", Some(seconds(60))).after(Input::Stop)
            }),
        ])
}
