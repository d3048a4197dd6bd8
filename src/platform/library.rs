//! All points that are known on this machine: the shipped ones and the person's own.

use crate::domain::catalogue::Catalogue;
use crate::format::point::{FormatError, read};
use crate::format::shipped;
use crate::platform::dirs::Dirs;
use crate::platform::store::{Notice, load_points};

/// The shipped points with the person's own laid over them. A file that cannot be read is skipped with
/// a notice that names it; the rest loads.
///
/// # Errors
/// When a shipped file is broken, which the tests of the project rule out.
pub fn catalogue(dirs: Option<&Dirs>) -> Result<(Catalogue, Vec<Notice>), FormatError> {
    let mut catalogue = shipped::catalogue()?;
    let Some(dirs) = dirs else { return Ok((catalogue, Vec::new())) };
    let (files, mut notices) = load_points(dirs);
    for (path, text) in files {
        match read(&text, &catalogue) {
            Ok(reading) => catalogue.add_own(reading.own),
            Err(error) => notices.push(Notice { path, text: error.to_string() }),
        }
    }
    Ok((catalogue, notices))
}
