//! Whether there is a display to open a window on.
//!
//! It is asked before the window is: the window's library ends the program where there is none.
//! What counts is what that library will do: where a Wayland display is named it takes that one, and
//! X11 only where none is.

/// A key that matters for answering the caution prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldKey {
    /// Enter.
    Enter,
    /// Enter of the number pad.
    NumpadEnter,
    /// Space.
    Space,
}

/// Which of those keys are down at this moment. Only X11 has to be asked: it repeats a key into a window
/// that was not there when the key went down, as if it had been pressed anew.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn held_keys() -> Vec<HeldKey> {
    Vec::new()
}

/// Whether a window can be opened.
///
/// # Errors
/// Why not, and what would help: a sentence or two.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn probe() -> Result<(), String> {
    Ok(())
}

#[cfg(all(unix, not(target_os = "macos")))]
pub use unix::{held_keys, probe, probe_in};

#[cfg(all(unix, not(target_os = "macos")))]
mod unix {
    use std::ffi::OsString;
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;
    use std::path::{Path, PathBuf};
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use x11rb::protocol::xproto::ConnectionExt;

    use super::HeldKey;

    /// A display that has not answered by then is dead.
    const LIMIT: Duration = Duration::from_secs(3);

    /// The keys with their X11 keycodes: those of the kernel, plus 8.
    const KEYS: [(HeldKey, usize); 3] =
        [(HeldKey::Enter, 36), (HeldKey::NumpadEnter, 104), (HeldKey::Space, 65)];

    /// Which of those keys are down at this moment. Only X11 has to be asked: it repeats a key into a
    /// window that was not there when the key went down, as if it had been pressed anew.
    pub fn held_keys() -> Vec<HeldKey> {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let (None, Some(display)) = (set("WAYLAND_DISPLAY"), set("DISPLAY")) else {
            return Vec::new();
        };
        let map = || -> Option<[u8; 32]> {
            let (connection, _) = x11rb::connect(display.to_str()).ok()?;
            Some(connection.query_keymap().ok()?.reply().ok()?.keys)
        };
        let Some(map) = map() else { return Vec::new() };
        let down = |code: usize| map[code / 8] & (1 << (code % 8)) != 0;
        KEYS.into_iter().filter(|(_, code)| down(*code)).map(|(key, _)| key).collect()
    }

    /// Whether a window can be opened.
    ///
    /// # Errors
    /// Why not, and what would help: a sentence or two.
    pub fn probe() -> Result<(), String> {
        probe_in(|name| std::env::var_os(name), LIMIT)
    }

    /// The same with other variables and another patience.
    ///
    /// # Errors
    /// Why not, and what would help: a sentence or two.
    pub fn probe_in(
        variable: impl Fn(&str) -> Option<OsString>,
        limit: Duration,
    ) -> Result<(), String> {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        // A socket that was handed over is not ours to talk to before the window does.
        if set("WAYLAND_DISPLAY").is_none() && set("WAYLAND_SOCKET").is_some() {
            return Ok(());
        }
        match (set("WAYLAND_DISPLAY"), set("DISPLAY")) {
            (None, None) => Err(
                "there is no display: neither WAYLAND_DISPLAY nor DISPLAY is set. Start it from a desktop, or let the session run in the terminal"
                    .to_owned(),
            ),
            (None, Some(display)) => x11(&display, limit),
            (Some(name), x_display) => {
                let runtime = set("XDG_RUNTIME_DIR").map(PathBuf::from);
                wayland(Path::new(&name), runtime, limit).map_err(|why| match x_display {
                    Some(display) if x11(&display, limit).is_ok() => format!(
                        "{why}. The X11 display {} answers: start again with WAYLAND_DISPLAY empty to use it",
                        display.to_string_lossy()
                    ),
                    _ => why,
                })
            }
        }
    }

    /// Asks a Wayland display for the smallest answer there is: a `wl_display.sync`.
    fn wayland(name: &Path, runtime: Option<PathBuf>, limit: Duration) -> Result<(), String> {
        let path = match runtime {
            _ if name.is_absolute() => name.to_owned(),
            Some(runtime) => runtime.join(name),
            None => {
                return Err(format!(
                    "the Wayland display {} cannot be found, because XDG_RUNTIME_DIR is not set",
                    name.display()
                ));
            }
        };
        let dead = |why: &dyn std::fmt::Display| {
            format!("the Wayland display at {} does not answer: {why}", path.display())
        };
        within(limit, {
            let path = path.clone();
            move || {
                let mut socket = UnixStream::connect(path)?;
                // Object 1 (the display), 12 bytes, request 0 (sync), the new object 2.
                let request = [1_u32, 12 << 16, 2].map(u32::to_ne_bytes).concat();
                socket.write_all(&request)?;
                let mut answer = [0; 8];
                socket.read_exact(&mut answer)
            }
        })
        .map_err(|why| dead(&why))
    }

    fn x11(display: &OsString, limit: Duration) -> Result<(), String> {
        let name = display.to_string_lossy().into_owned();
        let asked = name.clone();
        within(limit, move || x11rb::connect(Some(&asked)).map(drop))
            .map_err(|why| format!("the X11 display {name} does not answer: {why}"))
    }

    /// Asks on a thread of its own, which is left behind when no answer comes.
    fn within<E: std::fmt::Display>(
        limit: Duration,
        ask: impl FnOnce() -> Result<(), E> + Send + 'static,
    ) -> Result<(), String> {
        let (answer, answered) = channel();
        let _ = std::thread::Builder::new()
            .name("display".to_owned())
            .spawn(move || {
                let _ = answer.send(ask().map_err(|error| error.to_string()));
            })
            .map_err(|error| error.to_string())?;
        answered
            .recv_timeout(limit)
            .unwrap_or_else(|_| Err(format!("no answer came within {} s", limit.as_secs_f32())))
    }
}
