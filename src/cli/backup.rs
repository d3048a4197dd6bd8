//! `wellspring backup`: a copy of all files, by hand, and where the weekly one goes.

use std::path::{Path, PathBuf};

use super::{Failure, MACHINE_FAILED, WELL, complain, print_lines};
use crate::platform::backup::{self, Made, NotMade};
use crate::platform::dirs::Dirs;
use crate::platform::{clock, store};
use crate::t;

/// What is wanted.
pub(super) struct Asked {
    pub(super) to: Option<PathBuf>,
    pub(super) weekly: Option<PathBuf>,
    pub(super) no_weekly: bool,
}

/// Gives the exit code.
pub(super) fn run(dirs: &Dirs, asked: Asked) -> Result<u8, Failure> {
    let (mut settings, notices) = store::load_settings(dirs);
    for notice in notices {
        complain(&notice.to_string());
    }
    if asked.no_weekly {
        settings.backup_folder = None;
        let _ = store::save_settings(dirs, &settings).map_err(|error| Failure::machine(&error))?;
        print_lines(&[t!("backup-weekly-off")])?;
        return Ok(WELL);
    }
    if let Some(folder) = asked.weekly {
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        let Some(text) = folder.to_str() else {
            return Err(Failure::Refused(t!("backup-no-text")));
        };
        let code = make(dirs, &folder)?;
        settings.backup_folder = Some(text.to_owned());
        let _ = store::save_settings(dirs, &settings).map_err(|error| Failure::machine(&error))?;
        print_lines(&[t!("backup-weekly-on", kept = backup::KEPT)])?;
        return Ok(code);
    }
    let set = settings.backup_folder.map(PathBuf::from);
    let to = asked.to.map(|folder| std::path::absolute(&folder).unwrap_or(folder));
    match to.or(set) {
        Some(folder) => make(dirs, &folder),
        None => Err(Failure::Refused(t!("backup-where"))),
    }
}

fn make(dirs: &Dirs, folder: &Path) -> Result<u8, Failure> {
    let made = backup::make(dirs, folder, clock::zoned().date()).map_err(|error| match error {
        NotMade::Failed { .. } => Failure::machine(&error),
        _ => Failure::refused(&error),
    })?;
    let Made { folder, files, left_out, removed } = made;
    for (path, why) in &left_out {
        let file = path.display().to_string();
        complain(&t!("backup-left-out", file = file, why = why.as_str()));
    }
    let mut lines = vec![t!("backup-made", count = files, folder = folder.display().to_string())];
    for path in &removed {
        lines.push(t!("backup-removed", folder = path.display().to_string()));
    }
    lines.push(t!("backup-restore", folder = folder.display().to_string()));
    print_lines(&lines)?;
    Ok(if left_out.is_empty() { WELL } else { MACHINE_FAILED })
}
