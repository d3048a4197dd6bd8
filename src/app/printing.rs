//! Handouts: made behind the window, and opened where they can be printed.

use std::path::Path;
use std::sync::Arc;

use iced::Task;

use super::effect::Printed;
use super::{Message, opener};
use crate::domain::history::Filter;
use crate::domain::routine::{Routine, Shelves};
use crate::format::handout::Paper;
use crate::format::sheet::{self, Options, Remarks};
use crate::platform::dirs::documents;
use crate::platform::store;
use crate::screen::World;
use crate::t;
use crate::ui::handout::{self, From};

/// Makes the handout, writes it among the person's documents, and opens it.
pub(super) fn print(printed: Printed, world: &World) -> Task<Message> {
    let library = Arc::clone(&world.library);
    let (settings, profile) = (world.settings.clone(), world.profile.clone());
    let now = world.now.timestamp();
    let made = async move {
        let from = From {
            library: &library,
            settings: &settings,
            profile: &profile,
            now,
            paper: Paper::default(),
            for_anybody: false,
        };
        let (name, html) = match &printed {
            Printed::Point(code) => {
                let point = library.catalogue.find(code.as_str());
                let point = point.ok_or_else(|| t!("builder-unknown"))?;
                (code.to_string(), handout::point(point, None, &from))
            }
            Printed::Routine(routine) => (routine.key.clone(), handout::routine(routine, &from)),
        };
        let html = html.map_err(|error| error.to_string())?;
        let folder = documents().ok_or_else(|| t!("export-no-home"))?.join("Wellspring");
        let file = folder.join(format!("{name}.html"));
        store::write_page(&file, &html).map_err(|error| error.to_string())?;
        opened(&file)
    };
    Task::perform(made, |told: Result<String, String>| {
        Message::Notice(told.unwrap_or_else(|why| why))
    })
}

/// Makes a page for a clinician, writes it among the person's documents, and opens it.
pub(super) fn sheet(filter: Filter, remarks: bool, world: &World) -> Task<Message> {
    let library = Arc::clone(&world.library);
    let own = world.own_routines.clone();
    let (book, today) = (world.history.clone(), world.now.date());
    let made = async move {
        let routines: Vec<Routine> = own.into_iter().chain(library.routines.clone()).collect();
        let shelves = Shelves { routines: &routines, ..library.shelves() };
        let remarks = if remarks { Remarks::All } else { Remarks::None };
        let html = sheet::html(&sheet::of(&book, &filter, &shelves, &Options { today, remarks }));
        let folder = documents().ok_or_else(|| t!("export-no-home"))?.join("Wellspring");
        let file = folder.join(format!("clinician-{today}.html"));
        store::write_page(&file, &html).map_err(|error| error.to_string())?;
        opened(&file)
    };
    Task::perform(made, |told: Result<String, String>| {
        Message::Notice(told.unwrap_or_else(|why| why))
    })
}

/// Opens the file, and says where it is.
fn opened(file: &Path) -> Result<String, String> {
    let file = file.display().to_string();
    opener::open(&file)?;
    Ok(t!("handout-opened", file = file))
}
