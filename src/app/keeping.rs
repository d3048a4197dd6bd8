//! The history as files: written out, taken in, and copied each week.

use std::path::PathBuf;
use std::sync::Arc;

use iced::Task;

use super::Message;
use crate::domain::code::Code;
use crate::domain::history::{Filter, Past};
use crate::domain::point::Point;
use crate::format::csv;
use crate::platform::backup;
use crate::platform::dirs::{Dirs, documents};
use crate::platform::history_files::{self, Preview};
use crate::platform::journal::{self, Journal};
use crate::screen::World;
use crate::screen::history::bring;
use crate::t;

/// Writes the sessions that pass as a table and as lines of the log, among the person's documents.
pub(super) fn export(filter: Filter, world: &World, dirs: &Dirs) -> Task<Message> {
    let library = Arc::clone(&world.library);
    let (today, dirs) = (world.now.date(), dirs.clone());
    let written = async move {
        let folder = documents().ok_or_else(|| t!("export-no-home"))?.join("Wellspring");
        let (book, _) = journal::read_book(&dirs);
        let name = |code: &Code| {
            library.catalogue.find(code.as_str()).map(Point::title).unwrap_or_default()
        };
        let table = csv::write(book.filtered(&filter).map(Past::session), name);
        let lines = history_files::export(&dirs, &filter);
        for (ending, bytes) in [("csv", table.as_bytes()), ("jsonl", &lines.text)] {
            let file = folder.join(format!("history-{today}.{ending}"));
            history_files::write(&file, bytes, true).map_err(|error| error.to_string())?;
        }
        Ok(t!("history-exported-to", folder = folder.display().to_string()))
    };
    Task::perform(written, notice)
}

/// Writes what is in memory alone among the person's documents, where another disk may have room.
pub(super) fn elsewhere(journal: &Journal, world: &World) -> Task<Message> {
    let Some(folder) = documents() else {
        return Task::done(Message::Notice(t!("export-no-home")));
    };
    let folder = folder.join("Wellspring");
    let file = folder.join(format!("unsaved-{}.jsonl", world.now.strftime("%Y-%m-%d-%H%M%S")));
    let answered = match std::fs::create_dir_all(&folder) {
        Ok(()) => journal.save_elsewhere(file.clone()),
        Err(error) => {
            let why =
                t!("elsewhere-failed", file = file.display().to_string(), why = error.to_string());
            return Task::done(Message::Notice(why));
        }
    };
    let told = async move {
        let file = file.display().to_string();
        match answered.recv() {
            Ok(Ok(0)) => t!("elsewhere-none"),
            Ok(Ok(count)) => t!("elsewhere-saved", count = count, file = file),
            Ok(Err(error)) => t!("elsewhere-failed", file = file, why = error.to_string()),
            Err(_) => t!("elsewhere-failed", file = file, why = t!("elsewhere-no-thread")),
        }
    };
    Task::perform(told, Message::Notice)
}

/// Looks what a file or folder would bring into the history.
pub(super) fn look(file: PathBuf, dirs: &Dirs) -> Task<Message> {
    let dirs = dirs.clone();
    let found = async move {
        let found = history_files::look(&[file], &dirs);
        found.map(Box::new).map_err(|error| error.to_string())
    };
    Task::perform(found, |found| Message::TakeIn(bring::Message::Found(found)))
}

/// Takes in what was found.
pub(super) fn take(preview: Box<Preview>, dirs: &Dirs) -> Task<Message> {
    let dirs = dirs.clone();
    let taken = async move {
        let taken = history_files::take(&preview, &dirs);
        taken.map(|taken| taken.entries).map_err(|error| error.to_string())
    };
    Task::perform(taken, Message::TookIn)
}

/// Copies everything to a folder now.
pub(super) fn back_up(folder: PathBuf, world: &World, dirs: &Dirs) -> Task<Message> {
    let (dirs, today) = (dirs.clone(), world.now.date());
    let made = async move {
        let made = backup::make(&dirs, &folder, today).map_err(|error| error.to_string())?;
        let place = made.folder.display().to_string();
        Ok(t!("backup-made", count = made.files, folder = place))
    };
    Task::perform(made, notice)
}

/// Copies everything to the folder that the person has set, if a week has passed; tells only what went wrong.
pub(super) fn back_up_weekly(world: &World, dirs: &Dirs) -> Task<Message> {
    let folder = world.settings.backup_folder.clone();
    let (dirs, today) = (dirs.clone(), world.now.date());
    let made = async move {
        match backup::weekly(&dirs, folder.as_deref(), today)? {
            Ok(made) => made.left_out.first().map(|(path, why)| {
                let file = path.display().to_string();
                t!("backup-left-out", file = file, why = why.as_str())
            }),
            Err(error) => Some(error.to_string()),
        }
    };
    Task::perform(made, Message::BackedUp)
}

fn notice(told: Result<String, String>) -> Message {
    Message::Notice(told.unwrap_or_else(|why| why))
}
