//! Routines that come and go as files.

use std::path::PathBuf;
use std::sync::Arc;

use iced::Task;

use super::effect::Effect;
use super::{App, Message, Screen};
use crate::domain::routine::Routine;
use crate::platform::dirs::{Dirs, documents};
use crate::platform::history_files;
use crate::platform::library::Shelf;
use crate::platform::sharing::{self, Accepted, Clash, Known, Preview, Refused};
use crate::screen::World;
use crate::screen::routines::RoutinePage;
use crate::screen::routines::bring::{self, Bring};
use crate::t;

/// What is here, to be taken along to another thread.
struct Here {
    library: Arc<Shelf>,
    own: Vec<Routine>,
    dirs: Dirs,
}

impl Here {
    fn of(world: &World, dirs: &Dirs) -> Self {
        let (library, own) = (Arc::clone(&world.library), world.own_routines.clone());
        Self { library, own, dirs: dirs.clone() }
    }

    fn known(&self) -> Known<'_> {
        Known { library: &self.library, own: &self.own, dirs: &self.dirs }
    }
}

/// Looks into a file.
pub(super) fn look(file: PathBuf, world: &World, dirs: &Dirs) -> Task<Message> {
    let here = Here::of(world, dirs);
    let found = async move {
        let found = sharing::preview(&file, here.known());
        found.map(Box::new).map_err(|error| error.to_string())
    };
    Task::perform(found, |found| Message::Bring(bring::Message::Found(found)))
}

/// Keeps what a file brings.
pub(super) fn accept(
    preview: Box<Preview>,
    clash: Clash,
    world: &World,
    dirs: &Dirs,
) -> Task<Message> {
    let here = Here::of(world, dirs);
    let accepted =
        async move { sharing::accept(&preview, clash, here.known()).map_err(|error| told(&error)) };
    Task::perform(accepted, Message::Brought)
}

/// Why a routine is not kept. That another one has its key was asked before, so it has come since then.
fn told(refused: &Refused) -> String {
    match refused {
        Refused::Clash { .. } => format!("{refused}. {}", t!("bring-again")),
        _ => refused.to_string(),
    }
}

/// Writes routines as files where the person keeps their documents, beside what is there already.
pub(super) fn export(routines: Vec<Routine>) -> Task<Message> {
    let written = async move {
        let folder = documents().ok_or_else(|| t!("export-no-home"))?.join("Wellspring");
        let count = routines.len();
        for routine in &routines {
            let to = sharing::free_file(&folder, routine);
            let _ = sharing::export(&[routine], &to, false).map_err(|error| error.to_string())?;
            if count == 1 {
                return Ok((count, to));
            }
        }
        Ok((count, folder))
    };
    Task::perform(written, Message::Exported)
}

impl App {
    /// Bringing in a routine.
    pub(super) fn bring(&mut self, message: bring::Message) -> Vec<Effect> {
        let Screen::Bring(page) = &mut self.screen else { return Vec::new() };
        match page.update(message) {
            bring::Action::None => Vec::new(),
            bring::Action::Look(file) => vec![Effect::LookInto(file.into())],
            bring::Action::Keep(preview, clash) => vec![Effect::Accept(preview, clash)],
            bring::Action::Back => {
                self.go(super::Room::Routines);
                Vec::new()
            }
        }
    }

    /// A file was dropped on the window. In a session nothing takes it.
    pub(super) fn dropped(&mut self, file: PathBuf) -> Vec<Effect> {
        if matches!(self.screen, Screen::Player(..) | Screen::Caution(..)) {
            return Vec::new();
        }
        if history_files::is_history(&file) {
            return self.dropped_history(file);
        }
        self.screen = Screen::Bring(Bring::of(file.display().to_string()));
        vec![Effect::LookInto(file)]
    }

    /// What came of keeping it.
    pub(super) fn brought(&mut self, brought: Result<Accepted, String>) -> Vec<Effect> {
        match brought {
            Ok(Accepted::Saved { routine, .. }) => {
                let own = &mut self.world.own_routines;
                own.retain(|one| one.key != routine.key);
                own.push((*routine).clone());
                self.screen = Screen::Routine(RoutinePage::new(routine.key.clone()));
                self.world.notices = vec![t!("bring-kept", routine = routine.name)];
            }
            Ok(Accepted::Same) => self.world.notices = vec![t!("bring-same")],
            Err(why) => self.world.notices = vec![why],
        }
        vec![Effect::ScrollTo(0.0)]
    }

    /// What came of writing files.
    pub(super) fn exported(&mut self, written: Result<(usize, PathBuf), String>) {
        self.world.notices = vec![match written {
            Ok((1, file)) => t!("exported", file = file.display().to_string()),
            Ok((count, folder)) => {
                t!("exported-all", count = count, folder = folder.display().to_string())
            }
            Err(why) => why,
        }];
    }

    /// All of the person's own routines, to be written as files.
    pub(super) fn export_all(&self) -> Vec<Effect> {
        vec![Effect::Export(self.world.own_routines.clone())]
    }

    /// The screen for bringing one in.
    pub(super) fn go_to_bring(&mut self) -> Vec<Effect> {
        self.world.notices.clear();
        self.screen = Screen::Bring(Bring::default());
        vec![Effect::FocusOn(bring::FILE)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sharing::Present;

    #[test]
    fn the_window_speaks_of_what_can_be_done_in_it() {
        for present in [Present::Own, Present::Shipped, Present::Unread] {
            let (file, routine) = ("neck.json".to_owned(), Box::new(Routine::own("neck", "Neck")));
            let told = told(&Refused::Clash { file, routine, present });
            assert!(told.starts_with("neck.json: ") && told.ends_with("what to keep."), "{told}");
            assert!(!told.contains("--") && !told.contains("wellspring "), "{told}");
        }
    }
}
