//! Past sessions: looking at them, saying more of them, noting one by hand, doing one again.

use std::path::PathBuf;
use std::time::Instant;

use super::effect::Effect;
use super::{App, Played, Room, Screen};
use crate::domain::conductor::Ask;
use crate::domain::history::{Entry, Note, SessionId};
use crate::domain::plan::{Choices, Sides};
use crate::platform::journal::Reading;
use crate::platform::stage::new_session_id;
use crate::screen::history::bring::{self, TakeIn};
use crate::screen::history::by_hand::{self, Form};
use crate::screen::history::session::{self, SessionPage};
use crate::screen::history::{self, SEARCH};
use crate::t;

impl App {
    /// Takes in what has been read of the history, and what was noted here meanwhile.
    pub(super) fn has_read(&mut self, reading: Reading) {
        let (book, problems) = match reading {
            Reading::Older { done, files } => {
                self.world.reading = Some((done, files));
                return;
            }
            Reading::First(book) => {
                self.world.reading = Some((0, 0));
                (book, None)
            }
            Reading::All(book, problems) => {
                self.world.reading = None;
                (book, Some(problems))
            }
        };
        self.world.history = *book;
        for entry in self.unread.iter().flatten() {
            self.world.history.take(entry);
        }
        self.leave_out();
        if let Some(problems) = problems {
            self.unread = None;
            let new = problems.iter().filter(|problem| !problem.known);
            self.world.notices.extend(new.map(ToString::to_string));
        }
        if matches!(self.screen, Screen::History) {
            self.history.refresh(&self.world);
        }
    }

    /// The session that goes on is no past one yet.
    pub(super) fn leave_out(&mut self) {
        self.world.history.leave_out(self.playing.clone());
    }

    /// Takes a note into the history at hand.
    pub(super) fn note(&mut self, entry: Entry) {
        self.world.history.take(&entry);
        if let Some(unread) = &mut self.unread {
            unread.push(entry);
        }
    }

    pub(super) fn history(&mut self, message: history::Message) -> Vec<Effect> {
        match self.history.update(message, &self.world) {
            history::Action::None => Vec::new(),
            history::Action::Open(id) => {
                self.screen = Screen::Session(SessionPage::new(id));
                vec![Effect::ScrollTo(0.0)]
            }
            history::Action::Add => {
                self.screen = Screen::ByHand(Form::new(&self.world));
                vec![Effect::ScrollTo(0.0), Effect::FocusOn(by_hand::POINT)]
            }
            history::Action::Folder => vec![Effect::OpenFolder(self.world.files.clone())],
            history::Action::ToSearch => vec![Effect::FocusOn(SEARCH)],
            history::Action::Export(filter) => vec![Effect::ExportHistory(filter)],
            history::Action::Sheet(filter, remarks) => vec![Effect::Sheet(filter, remarks)],
            history::Action::TakeIn => {
                self.screen = Screen::TakeIn(TakeIn::default());
                vec![Effect::ScrollTo(0.0), Effect::FocusOn(bring::FILE)]
            }
        }
    }

    pub(super) fn past_session(&mut self, message: session::Message) -> Vec<Effect> {
        let Screen::Session(page) = &mut self.screen else { return Vec::new() };
        let id = page.id().clone();
        match page.update(message, &self.world) {
            session::Action::None => Vec::new(),
            session::Action::Note(note) => vec![self.note_past(id, vec![note])],
            session::Action::Again => self.again(&id),
            session::Action::Back => self.back_to_history(),
        }
    }

    pub(super) fn by_hand(&mut self, message: by_hand::Message) -> Vec<Effect> {
        let Screen::ByHand(form) = &mut self.screen else { return Vec::new() };
        match form.update(message, &self.world) {
            by_hand::Action::None => Vec::new(),
            by_hand::Action::Note(by_hand) => {
                let session = new_session_id(&self.world.now);
                let effect = self.note_past(session.clone(), by_hand.notes());
                // What was felt can be said there.
                self.screen = Screen::Session(SessionPage::new(session));
                vec![effect, Effect::ScrollTo(0.0)]
            }
            by_hand::Action::Back => self.back_to_history(),
        }
    }

    pub(super) fn take_in(&mut self, message: bring::Message) -> Vec<Effect> {
        let Screen::TakeIn(page) = &mut self.screen else { return Vec::new() };
        match page.update(message) {
            bring::Action::None => Vec::new(),
            bring::Action::Look(file) => vec![Effect::LookIntoHistory(file.into())],
            bring::Action::Take(preview) => vec![Effect::TakeHistory(preview)],
            bring::Action::Back => self.back_to_history(),
        }
    }

    /// A history was dropped on the window.
    pub(super) fn dropped_history(&mut self, file: PathBuf) -> Vec<Effect> {
        self.screen = Screen::TakeIn(TakeIn::of(file.display().to_string()));
        vec![Effect::LookIntoHistory(file)]
    }

    /// What came of taking it in.
    pub(super) fn took_in(&mut self, taken: Result<Vec<Entry>, String>) -> Vec<Effect> {
        match taken {
            Ok(entries) => {
                for entry in &entries {
                    self.world.history.gather(entry);
                }
                self.world.history.settle();
                // What is still being read holds them already, or is told them again: each counts once.
                if let Some(unread) = &mut self.unread {
                    unread.extend(entries);
                }
                let effects = self.back_to_history();
                self.world.notices = vec![t!("take-in-taken")];
                effects
            }
            Err(why) => {
                if let Screen::TakeIn(page) = &mut self.screen {
                    let _ = page.update(bring::Message::Found(Err(why)));
                }
                Vec::new()
            }
        }
    }

    fn back_to_history(&mut self) -> Vec<Effect> {
        self.go(Room::History);
        vec![Effect::ScrollTo(self.history.offset())]
    }

    /// Notes something of a session that is over.
    pub(super) fn note_past(&mut self, session: SessionId, notes: Vec<Note>) -> Effect {
        for note in &notes {
            let at = self.world.now.clone();
            self.note(Entry { session: session.clone(), at, note: note.clone() });
        }
        let asks = notes.into_iter().map(Ask::Note).collect();
        Effect::Perform { session, asks, at: Instant::now(), now: self.world.now.clone() }
    }

    /// The words in the box of a past session that are not noted yet.
    pub(super) fn past_words_in_hand(&self) -> Option<(SessionId, Note)> {
        let Screen::Session(page) = &self.screen else { return None };
        Some((page.id().clone(), page.words_in_hand(&self.world)?))
    }

    /// To the caution of the same once more: its routine where that is known, else its first point with the sides and
    /// the motion of then.
    fn again(&mut self, id: &SessionId) -> Vec<Effect> {
        let Some(past) = self.world.history.find(id) else { return Vec::new() };
        let whole = past.session();
        if let Some(key) = whole.routine.clone().filter(|key| self.world.routine(key).is_some()) {
            return self.go_to_caution(Played::Routine(key), None);
        }
        let Some(first) = whole.presses.first().map(|press| press.planned.clone()) else {
            return Vec::new();
        };
        let Some(point) = self.world.point(&first.point) else {
            self.world.notices = vec![t!("session-point-unknown", point = first.point.to_string())];
            return Vec::new();
        };
        let choices = self.world.suit(point).ok().map(|(_, last)| last);
        let sides: Vec<_> = whole.presses.iter().map(|press| press.planned.side).collect();
        let choices = choices.map(|last| Choices {
            sides: Sides::of(&sides).unwrap_or(last.sides),
            motion: first.motion,
            ..last
        });
        self.go_to_caution(Played::Point(first.point), choices)
    }
}
