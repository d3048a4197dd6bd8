//! What is played: where it comes from, and where its person goes back to; and taking up what broke off.

use super::effect::Effect;
use super::{App, Played, Screen};
use crate::domain::history::{Occasion, SessionId, TAKEN_UP, interrupted};
use crate::screen::BrokenOff;
use crate::screen::point::PointPage;
use crate::screen::routines::RoutinePage;
use crate::t;

impl App {
    /// What the person does with the session that broke off.
    pub(super) fn broken_off(&mut self, message: BrokenOff) -> Vec<Effect> {
        match message {
            BrokenOff::TakeUp => {
                let Some(left) = self.world.unfinished() else { return Vec::new() };
                self.go_to_caution(Played::Unfinished(Box::new(left)), None)
            }
            BrokenOff::LetBe => {
                let Some(left) = self.world.unfinished() else { return Vec::new() };
                self.let_be(left.id)
            }
        }
    }

    fn let_be(&mut self, session: SessionId) -> Vec<Effect> {
        self.world.settings.let_be = Some(session);
        vec![Effect::SaveSettings(Box::new(self.world.settings.clone()))]
    }

    /// Takes up what broke off, also if the person has let it be before: now they have asked for it.
    pub(super) fn take_up(&mut self) -> Vec<Effect> {
        let world = &self.world;
        let left = interrupted(&world.lately(TAKEN_UP), &world.library.catalogue, None, &world.now);
        if let Some(left) = left {
            return self.go_to_caution(Played::Unfinished(Box::new(left)), None);
        }
        self.world.notices = vec![t!("resume-nothing-here")];
        Vec::new()
    }

    /// What is played, by the name that its person knows.
    pub(super) fn name_of(&self, origin: &Played) -> String {
        let routine = |key: &str| self.world.routine(key).map(|routine| routine.name.clone());
        match origin {
            Played::Point(code) => code.to_string(),
            Played::Routine(key) => routine(key).unwrap_or_default(),
            Played::Unfinished(left) => {
                let first = || left.remaining.first().map(|press| press.point.to_string());
                left.routine.as_deref().and_then(routine).or_else(first).unwrap_or_default()
            }
        }
    }
}

/// The page that its person goes back to if it is not played now.
pub(super) fn page_of(origin: Played) -> Screen {
    match whole(origin) {
        Played::Point(code) => Screen::Point(PointPage::new(code)),
        Played::Routine(key) => Screen::Routine(RoutinePage::new(key)),
        Played::Unfinished(_) => Screen::Today,
    }
}

/// What the log says it is played for.
pub(super) fn occasion(origin: &Played) -> Occasion {
    match origin {
        Played::Point(_) => Occasion::default(),
        Played::Routine(key) => Occasion { routine: Some(key.clone()), continues: None },
        Played::Unfinished(left) => {
            Occasion { routine: left.routine.clone(), continues: Some(left.id.clone()) }
        }
    }
}

/// What is played once more: of a routine that was taken up all of it.
pub(super) fn whole(origin: Played) -> Played {
    match origin {
        Played::Unfinished(left) => match (&left.routine, left.remaining.first()) {
            (Some(key), _) => Played::Routine(key.clone()),
            (None, Some(press)) if left.points == 1 => Played::Point(press.point.clone()),
            _ => Played::Unfinished(left),
        },
        other => other,
    }
}
