//! What starts at login: one file of ours in the desktop's folder for that
//! (<https://specifications.freedesktop.org/autostart-spec/latest/>).

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::dirs::{CONFIG_VARIABLE, STATE_VARIABLE};
use super::store::fs::{RealFs, make_dirs};
use super::store::replace;
use crate::t;

/// The name of our file.
pub const FILE: &str = "wellspring-remind.desktop";
/// Stands in each file that we write, and in no other.
const OURS: &str = "X-Wellspring=remind";

/// How it stands with the start at login.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Login {
    /// That file starts it.
    On(PathBuf),
    /// Nothing starts.
    #[default]
    Off,
    /// It cannot be set up here; it must be done by hand.
    ByHand,
}

impl Login {
    /// It in a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::On(file) => t!("login-on", file = file.display().to_string()),
            Self::Off => t!("login-off"),
            Self::ByHand => t!("login-by-hand"),
        }
    }
}

/// How it stands.
#[must_use]
pub fn status() -> Login {
    file().map_or(Login::ByHand, |file| status_of(&file))
}

/// Lets the reminders start at login, or no longer. Says in a sentence what was done, and how to undo it.
///
/// # Errors
/// Why it could not be done, and what to do, in a sentence without its full stop.
pub fn set(is_on: bool) -> Result<String, String> {
    let Some(file) = file() else {
        return if IS_KNOWN_HERE { Err(t!("login-no-home")) } else { Ok(t!("login-by-hand")) };
    };
    if is_on { turn_on(&file, &command()) } else { turn_off(&file) }
}

const IS_KNOWN_HERE: bool = cfg!(target_os = "linux");

/// Where the file belongs; none where the system has no such folder or the user no home.
fn file() -> Option<PathBuf> {
    if !IS_KNOWN_HERE {
        return None;
    }
    let folder = directories::BaseDirs::new()?.config_dir().join("autostart");
    Some(folder.join(FILE))
}

fn status_of(file: &Path) -> Login {
    match fs::read_to_string(file) {
        Ok(text) if is_on(&text) => Login::On(file.to_owned()),
        _ => Login::Off,
    }
}

/// Desktops switch an entry off by a line in it.
fn is_on(text: &str) -> bool {
    let is_off = |line: &str| {
        let line = line.replace(' ', "").to_lowercase();
        matches!(line.as_str(), "hidden=true" | "x-gnome-autostart-enabled=false")
    };
    text.contains("Exec=") && !text.lines().any(is_off)
}

fn turn_on(file: &Path, command: &[String]) -> Result<String, String> {
    let shown = file.display().to_string();
    let failed = |error: io::Error| t!("login-failed", file = &*shown, why = error.to_string());
    match fs::read_to_string(file) {
        Ok(text) if !text.contains(OURS) => return Err(t!("login-not-ours", file = &*shown)),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    make_dirs(&RealFs, folder, folder)
        .and_then(|()| replace::put(&RealFs, file, entry(command).as_bytes()))
        .map_err(failed)?;
    Ok(t!("login-written", file = shown))
}

fn turn_off(file: &Path) -> Result<String, String> {
    let shown = file.display().to_string();
    match fs::read_to_string(file) {
        Ok(text) if !text.contains(OURS) => return Err(t!("login-not-ours", file = shown)),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(t!("login-was-off")),
        Err(error) => return Err(t!("login-failed", file = shown, why = error.to_string())),
    }
    fs::remove_file(file)
        .map_err(|error| t!("login-failed", file = &*shown, why = error.to_string()))?;
    Ok(t!("login-removed", file = shown))
}

/// What is to be run: this program, with the folders that it was told by variables.
fn command() -> Vec<String> {
    // An AppImage runs from a folder that is gone at the next login.
    let program = std::env::var_os("APPIMAGE")
        .or_else(|| std::env::current_exe().ok().map(PathBuf::into_os_string));
    let text = |text: OsString| text.to_string_lossy().into_owned();
    let variables = [CONFIG_VARIABLE, STATE_VARIABLE].into_iter().filter_map(|name| {
        let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
        let value = std::path::absolute(PathBuf::from(value)).ok()?;
        Some(format!("{name}={}", value.display()))
    });
    let variables: Vec<String> = variables.collect();
    let env = (!variables.is_empty()).then(|| "env".to_owned());
    let program = program.map_or_else(|| "wellspring".to_owned(), text);
    env.into_iter().chain(variables).chain([program, "remind".to_owned()]).collect()
}

/// The text of the file.
fn entry(command: &[String]) -> String {
    let words: Vec<String> = command.iter().map(|word| quoted(word)).collect();
    let (name, comment) = (t!("login-name"), t!("login-comment"));
    let command = words.join(" ");
    format!(
        "[Desktop Entry]\nType=Application\nName={name}\nComment={comment}\nExec={command}\nIcon=wellspring\nTerminal=false\n{OURS}\n"
    )
}

/// A word of a command, as `Exec` wants it
/// (<https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html>).
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-+=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    let mut all = String::from("\"");
    for sign in word.chars() {
        match sign {
            // Quoted once for the command, and once more for the line of the file.
            '"' | '`' | '$' => all.extend(['\\', '\\', sign]),
            '\\' => all.push_str("\\\\\\\\"),
            '%' => all.push_str("%%"),
            _ => all.push(sign),
        }
    }
    all.push('"');
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_command() {
        let rows = [
            ("/usr/bin/wellspring", "/usr/bin/wellspring"),
            ("A=/home/me/x", "A=/home/me/x"),
            ("/my apps/100%/x", r#""/my apps/100%%/x""#),
            (r#"a"b$c`d\e"#, r#""a\\"b\\$c\\`d\\\\e""#),
            ("", r#""""#),
        ];
        for (word, expected) in rows {
            assert_eq!(quoted(word), expected, "{word}");
        }
    }

    #[test]
    fn on_and_off_and_what_is_not_ours() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("autostart").join(FILE);
        let command = ["/opt/wellspring".to_owned(), "remind".to_owned()];
        assert_eq!(status_of(&file), Login::Off);
        assert_eq!(turn_off(&file).expect("nothing to do"), t!("login-was-off"));
        let told = turn_on(&file, &command).expect("it is written");
        assert!(told.contains(FILE) && told.contains("--login off"), "{told}");
        assert_eq!(status_of(&file), Login::On(file.clone()));
        let text = fs::read_to_string(&file).expect("a file");
        assert!(text.contains("\nExec=/opt/wellspring remind\n"), "{text}");
        // As a desktop switches it off, and Wellspring on again.
        fs::write(&file, format!("{text}X-GNOME-Autostart-enabled=false\n")).expect("written");
        assert_eq!(status_of(&file), Login::Off);
        let _ = turn_on(&file, &command).expect("it is written");
        assert_eq!(status_of(&file), Login::On(file.clone()));
        assert!(turn_off(&file).expect("it is removed").contains(FILE));
        assert!(!file.exists());
        fs::write(&file, "[Desktop Entry]\nExec=mine\n").expect("written");
        assert!(turn_on(&file, &command).is_err_and(|why| why.contains("by hand")));
        assert!(turn_off(&file).is_err());
        assert_eq!(fs::read_to_string(&file).expect("a file"), "[Desktop Entry]\nExec=mine\n");
    }
}
