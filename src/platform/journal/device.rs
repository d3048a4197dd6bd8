//! Who writes: the name of this device, and which of its writers this program is.
//!
//! One program writes one folder. The first holds the lock and writes `<device>`; another that runs
//! at the same time writes `<device>-2`, and so on, so that no session in a second window is lost.

use std::any::Any;
use std::io;
use std::sync::Arc;

use crate::platform::dirs::Dirs;
use crate::platform::lock::Refused;
use crate::platform::store::fs::{Fs, make_dirs, read_bounded};
use crate::platform::store::replace::put;

use super::unique;

/// Which of this device's writers a program is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writer {
    /// The only one.
    First,
    /// Others were there before it: this is the second, third, ... It writes a folder of its own.
    Another {
        /// 2 or more.
        number: u32,
    },
    /// No lock can be had, so nobody knows. It writes a folder of its own.
    Unlocked {
        /// Why there is no lock.
        why: String,
    },
}

/// More programs than this never run at once; beyond it, each goes by its process number.
const MOST_WRITERS: u32 = 32;
/// So many numbers are set aside at a time.
const RESERVE: u64 = 64;

/// A writer's name, and its lock for as long as it lives.
pub(super) struct Device {
    fs: Arc<dyn Fs>,
    dirs: Dirs,
    id: String,
    /// No note of this device has a greater number, unless somebody else writes under its name.
    reserved: u64,
    pub(super) writer: Writer,
    _lock: Option<Box<dyn Any + Send>>,
}

impl Device {
    /// Takes the first lock that is free, and the name.
    pub(super) fn take(fs: Arc<dyn Fs>, dirs: &Dirs) -> Self {
        let made = make_dirs(&*fs, &dirs.state, &dirs.state);
        let (writer, lock) = match made {
            Ok(()) => lock(&*fs, dirs),
            Err(error) => (Writer::Unlocked { why: error.to_string() }, None),
        };
        let (id, reserved) = known(&*fs, dirs).unwrap_or_else(|| (unique::device(), 0));
        Self { fs, dirs: dirs.clone(), id, reserved, writer, _lock: lock }
    }

    /// The name of the device.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The name of this writer's folder.
    pub(super) fn folder_name(&self) -> String {
        match &self.writer {
            Writer::First => self.id.clone(),
            Writer::Another { number } => format!("{}-{number}", self.id),
            Writer::Unlocked { .. } => format!("{}-p{}", self.id, std::process::id()),
        }
    }

    /// Looks at the greatest number among the notes under this name. Where it was never set aside,
    /// somebody else writes under the name (the home folder was copied to a second machine, say):
    /// then it takes a new one. Says whether it did.
    pub(super) fn renounce_if_doubled(&mut self, greatest: u64) -> bool {
        let doubled = self.writer == Writer::First && greatest > self.reserved;
        if doubled {
            self.id = unique::device();
            self.reserved = 0;
        }
        doubled
    }

    /// The number for the next note when `last` is the greatest that was found in the newest file: it follows upon that
    /// where that can be the last that was given; else it follows upon all that were ever set aside.
    pub(super) fn least_next(&self, last: Option<u64>) -> u64 {
        let next = last.map_or(1, |last| last.saturating_add(1));
        let is_near = next.saturating_add(RESERVE) > self.reserved;
        if is_near { next } else { self.reserved.saturating_add(1) }
    }

    /// Sets numbers aside, before the first of them is used.
    pub(super) fn count(&mut self, number: u64) {
        if self.writer != Writer::First || number <= self.reserved {
            return;
        }
        let reserved = number + RESERVE;
        let text = format!("{} {reserved}\n", self.id);
        // Where this fails, the next start takes a new name: nothing is lost by that.
        if put(&*self.fs, &self.dirs.device_file(), text.as_bytes()).is_ok() {
            self.reserved = reserved;
        }
    }
}

fn lock(fs: &dyn Fs, dirs: &Dirs) -> (Writer, Option<Box<dyn Any + Send>>) {
    for number in 1..=MOST_WRITERS {
        match fs.lock(&dirs.lock_file(number)) {
            Ok(lock) if number == 1 => return (Writer::First, Some(lock)),
            Ok(lock) => return (Writer::Another { number }, Some(lock)),
            Err(Refused::Held) => {}
            Err(Refused::Impossible(error)) => {
                return (Writer::Unlocked { why: error.to_string() }, None);
            }
        }
    }
    let why = format!("{MOST_WRITERS} other programs hold one");
    (Writer::Unlocked { why }, None)
}

/// The name of this device and the greatest number set aside, if it has a name yet.
pub(super) fn known(fs: &dyn Fs, dirs: &Dirs) -> Option<(String, u64)> {
    let bytes: io::Result<Vec<u8>> = read_bounded(fs, &dirs.device_file(), 1024);
    let text = String::from_utf8(bytes.ok()?).ok()?;
    let mut words = text.split_ascii_whitespace();
    let id =
        words.next().filter(|id| id.len() == 8 && id.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let reserved = words.next()?.parse().ok()?;
    Some((id.to_owned(), reserved))
}
