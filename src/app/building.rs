//! Routines in the window: the library, a routine's page, and the builder.

use std::time::Duration;

use super::effect::{Effect, Printed};
use super::{App, Played, Room, Screen};
use crate::domain::code::Code;
use crate::domain::point::{Origin, Point};
use crate::domain::reminder::What;
use crate::domain::routine::{Item, MOST_ITEMS, Routine, free_key, key_for};
use crate::screen::Gone;
use crate::screen::point::PointPage;
use crate::screen::points::{self, Shape};
use crate::screen::routines::builder::{self, Asked, Builder};
use crate::screen::routines::{self, RoutinePage};
use crate::t;

/// The length of what is proposed first.
const FIRST_LENGTH: Duration = Duration::from_secs(600);

impl App {
    /// In the library of routines.
    pub(super) fn routines(&mut self, message: routines::Message) -> Vec<Effect> {
        match message {
            routines::Message::Search(search) => {
                self.routines.search(search);
                Vec::new()
            }
            routines::Message::Open(key) => self.open_routine(key),
            routines::Message::GoOn(key) => {
                let draft = self.world.drafts.iter().find(|draft| draft.key == key).cloned();
                draft.map_or_else(Vec::new, |draft| self.build(draft))
            }
            routines::Message::New => {
                let key = self.free_key(&t!("routine-mine"));
                self.build(Routine::own(&key, &t!("routine-mine")))
            }
            routines::Message::Bring => self.go_to_bring(),
            routines::Message::ExportAll => self.export_all(),
            routines::Message::Favourite(key) => self.turn_favourite_routine(&key),
            routines::Message::PutBack => match self.world.gone.take() {
                Some(Gone::Routine(routine)) => self.keep_routine(routine),
                Some(Gone::Draft(routine)) => self.keep_draft(routine),
                None => Vec::new(),
            },
        }
    }

    fn open_routine(&mut self, key: String) -> Vec<Effect> {
        self.screen = Screen::Routine(RoutinePage::new(key));
        vec![Effect::ScrollTo(0.0)]
    }

    fn turn_favourite_routine(&mut self, key: &str) -> Vec<Effect> {
        self.world.settings.turn_favourite_routine(key);
        vec![Effect::SaveSettings(Box::new(self.world.settings.clone()))]
    }

    /// On the page of a routine.
    pub(super) fn routine(&mut self, message: routines::PageMessage) -> Vec<Effect> {
        let Screen::Routine(page) = &self.screen else { return Vec::new() };
        let key = page.key().to_owned();
        match message {
            routines::PageMessage::Open(code) => self.open_point(code),
            routines::PageMessage::Favourite => self.turn_favourite_routine(&key),
            routines::PageMessage::Change => {
                let known = self.world.drafts.iter().chain(&self.world.own_routines);
                let routine = known.into_iter().find(|routine| routine.key == key).cloned();
                routine.map_or_else(Vec::new, |routine| self.build(routine))
            }
            routines::PageMessage::Copy => {
                let Some(routine) = self.world.routine(&key).cloned() else { return Vec::new() };
                let copy = self.copy_of(routine);
                self.build(copy)
            }
            routines::PageMessage::Remind => self.open_reminders(Some(What::Routine(key))),
            routines::PageMessage::Print => {
                let routine = self.world.routine(&key).cloned().map(Box::new);
                routine.map(|one| Effect::Print(Printed::Routine(one))).into_iter().collect()
            }
            routines::PageMessage::Export => {
                let routine = self.world.routine(&key).cloned();
                routine.map(|routine| Effect::Export(vec![routine])).into_iter().collect()
            }
            routines::PageMessage::Delete => self.delete(&key),
            routines::PageMessage::Back => {
                self.go(Room::Routines);
                Vec::new()
            }
            routines::PageMessage::BrokenOff(message) => self.broken_off(message),
            routines::PageMessage::Start => self.go_to_caution(Played::Routine(key), None),
        }
    }

    /// The same points under a name of its own; where they came from stands in its notes.
    fn copy_of(&self, mut routine: Routine) -> Routine {
        if routine.origin == Origin::Own {
            routine.name = t!("routine-copy", name = routine.name);
        }
        routine.key = self.free_key(&routine.name);
        routine.origin = Origin::Own;
        routine
    }

    fn delete(&mut self, key: &str) -> Vec<Effect> {
        let own = &mut self.world.own_routines;
        let Some(place) = own.iter().position(|routine| routine.key == key) else {
            return Vec::new();
        };
        let routine = own.remove(place);
        self.go(Room::Routines);
        self.world.gone = Some(Gone::Routine(routine));
        vec![Effect::RemoveRoutine(key.to_owned())]
    }

    /// Proposes a routine from a point or a complaint, and puts it on the bench.
    pub(super) fn propose(&mut self, asked: Asked) -> Vec<Effect> {
        match Builder::propose(asked, FIRST_LENGTH, |name| self.free_key(name), &self.world) {
            Ok(builder) => {
                let routine = builder.routine().clone();
                self.screen = Screen::Builder(Box::new(builder));
                let mut effects = self.keep_draft(routine);
                effects.push(Effect::ScrollTo(0.0));
                effects
            }
            Err(why) => {
                self.world.notices = vec![why];
                Vec::new()
            }
        }
    }

    /// Puts a routine on the bench.
    pub(super) fn build(&mut self, routine: Routine) -> Vec<Effect> {
        self.world.notices.clear();
        let builder = Builder::new(routine, &self.world);
        let is_new = self.world.own_routine(&builder.routine().key).is_none();
        let routine = builder.routine().clone();
        self.screen = Screen::Builder(Box::new(builder));
        let mut effects = vec![Effect::ScrollTo(0.0)];
        if is_new && !routine.items.is_empty() {
            effects.extend(self.keep_draft(routine));
        }
        effects
    }

    /// In the builder.
    pub(super) fn builder(&mut self, message: builder::Message) -> Vec<Effect> {
        let Screen::Builder(builder) = &mut self.screen else { return Vec::new() };
        let action = builder.update(message, &self.world);
        let scroll = builder.take_scroll().map(Effect::ScrollTo);
        let routine = builder.routine().clone();
        let mut effects = self.built(action, routine);
        effects.extend(scroll);
        effects
    }

    /// What came of something that was done in the builder.
    fn built(&mut self, action: builder::Action, routine: Routine) -> Vec<Effect> {
        match action {
            builder::Action::None => Vec::new(),
            builder::Action::Keep => self.keep_draft(routine),
            builder::Action::ToSearch => vec![Effect::FocusOn(builder::SEARCH)],
            builder::Action::Pick => {
                self.park();
                self.go(Room::Points);
                let _ = self.list.update(points::Message::Shape(Shape::Body), &self.world);
                vec![Effect::ScrollTo(0.0)]
            }
            builder::Action::Open(code) => {
                self.park();
                self.open_point(code)
            }
            builder::Action::Save => {
                let key = routine.key.clone();
                let mut effects = self.save(routine);
                effects.extend(self.open_routine(key));
                effects
            }
            builder::Action::Start => {
                let key = routine.key.clone();
                let mut effects = self.save(routine);
                effects.extend(self.go_to_caution(Played::Routine(key), None));
                effects
            }
            builder::Action::Back => {
                self.go(Room::Routines);
                Vec::new()
            }
            builder::Action::Discard => {
                let drafts = &mut self.world.drafts;
                let place = drafts.iter().position(|draft| draft.key == routine.key);
                let draft = place.map(|place| drafts.remove(place));
                self.go(Room::Routines);
                // What was thrown away can be put back, as what it was; a name alone is no loss.
                if let Some(draft) = draft.filter(|draft| !draft.items.is_empty()) {
                    self.world.gone = Some(Gone::Draft(draft));
                }
                vec![Effect::RemoveDraft(routine.key)]
            }
        }
    }

    /// Keeps what has been changed and not saved, so that a crash loses nothing.
    fn keep_draft(&mut self, routine: Routine) -> Vec<Effect> {
        let drafts = &mut self.world.drafts;
        match drafts.iter_mut().find(|draft| draft.key == routine.key) {
            Some(place) => *place = routine.clone(),
            None => drafts.push(routine.clone()),
        }
        vec![Effect::SaveDraft(Box::new(routine))]
    }

    fn save(&mut self, mut routine: Routine) -> Vec<Effect> {
        if routine.name.trim().is_empty() {
            routine.name = t!("routine-mine");
        }
        self.world.drafts.retain(|draft| draft.key != routine.key);
        let key = routine.key.clone();
        let mut effects = self.keep_routine(routine);
        effects.push(Effect::RemoveDraft(key));
        effects
    }

    fn keep_routine(&mut self, routine: Routine) -> Vec<Effect> {
        let own = &mut self.world.own_routines;
        match own.iter_mut().find(|one| one.key == routine.key) {
            Some(place) => *place = routine.clone(),
            None => own.push(routine.clone()),
        }
        vec![Effect::SaveRoutine(Box::new(routine))]
    }

    /// A key for a routine of that name that nothing has.
    fn free_key(&self, name: &str) -> String {
        let world = &self.world;
        let is_draft = |key: &str| world.drafts.iter().any(|draft| draft.key == key);
        free_key(&key_for(name), |key| world.routine(key).is_some() || is_draft(key))
    }

    /// Adds a point, as it was chosen last, to the routine that is being built, or else to the person's own one.
    pub(super) fn add_to_routine(&mut self, code: &Code) -> Vec<Effect> {
        if self.added_to().is_some_and(|routine| routine.items.len() >= MOST_ITEMS) {
            self.world.notices = vec![t!("builder-full", most = MOST_ITEMS)];
            return Vec::new();
        }
        let (routine, effects) = if let Some(builder) = &mut self.parked {
            if builder.add(code, &self.world) != builder::Action::Keep {
                return Vec::new();
            }
            let routine = builder.routine().clone();
            (routine.clone(), self.keep_draft(routine))
        } else {
            let Some(item) = self.item_of(code) else { return Vec::new() };
            let is_draft = self.my_draft().is_some();
            let mut routine = self
                .added_to()
                .cloned()
                .unwrap_or_else(|| Routine::own(MY_ROUTINE, &t!("routine-mine")));
            routine.items.push(item);
            let kept = routine.clone();
            let effects = if is_draft { self.keep_draft(kept) } else { self.keep_routine(kept) };
            (routine, effects)
        };
        let title = self.world.point(code).map(Point::title);
        self.world.notices = vec![t!(
            "routine-added",
            point = title.unwrap_or_else(|| code.to_string()),
            routine = routine.name,
            count = routine.items.len()
        )];
        effects
    }

    /// The routine that points are added to, if it has been begun.
    fn added_to(&self) -> Option<&Routine> {
        match &self.parked {
            Some(builder) => Some(builder.routine()),
            None => self.my_draft().or_else(|| self.world.own_routine(MY_ROUTINE)),
        }
    }

    fn my_draft(&self) -> Option<&Routine> {
        self.world.drafts.iter().find(|routine| routine.key == MY_ROUTINE)
    }

    fn item_of(&self, code: &Code) -> Option<Item> {
        let (suited, choices) = self.world.suit(self.world.point(code)?).ok()?;
        Some(Item::of(&suited, choices))
    }

    /// Puts the builder aside while a point is chosen or looked at.
    fn park(&mut self) {
        let screen = std::mem::replace(&mut self.screen, Screen::Today);
        if let Screen::Builder(builder) = screen {
            self.parked = Some(builder);
        }
    }

    /// Back to the builder, if one was put aside.
    pub(super) fn unpark(&mut self) -> bool {
        let Some(mut builder) = self.parked.take() else { return false };
        self.world.notices.clear();
        builder.look_again(&self.world);
        self.screen = Screen::Builder(builder);
        true
    }

    fn open_point(&mut self, code: Code) -> Vec<Effect> {
        self.screen = Screen::Point(PointPage::new(code));
        vec![Effect::ScrollTo(0.0)]
    }
}

/// The key of the routine that points are added to where none is being built.
pub(super) const MY_ROUTINE: &str = "my-routine";
