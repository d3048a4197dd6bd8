//! Shows a folder in the file manager of the system.

use std::process::{Command, Stdio};

/// The program that opens a folder on this system.
const PROGRAM: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Opens the folder; the program runs on by itself.
///
/// # Errors
/// What to tell the person when there is no such program.
pub fn open(folder: &str) -> Result<(), String> {
    let started = Command::new(PROGRAM)
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        Ok(mut child) => {
            // Waited for on a thread of its own, so that no dead process is left behind.
            let _ = std::thread::spawn(move || child.wait());
            Ok(())
        }
        Err(error) => Err(crate::t!(
            "folder-not-opened",
            folder = folder,
            why = format!("{PROGRAM}: {error}")
        )),
    }
}
