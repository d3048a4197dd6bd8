//! File systems that a test makes and mounts, where it may.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;

use super::writer::skipped;

/// A mount that goes when the test ends, however it ends.
pub struct Mount(PathBuf);

impl Mount {
    /// Mounts; none where this user may not, which is said.
    pub fn make(arguments: &[&str], at: &Path) -> Option<Self> {
        let made = Command::new("mount").args(arguments).arg(at).output();
        match made {
            Ok(output) if output.status.success() => Some(Self(at.to_owned())),
            Ok(output) => skipped(&String::from_utf8_lossy(&output.stderr)),
            Err(error) => skipped(&error.to_string()),
        }
    }

    /// Takes it off, which fails while anything in it is open.
    #[cfg(target_os = "linux")]
    #[track_caller]
    pub fn take_off(self) {
        let told = Command::new("umount").arg(&self.0).output().expect("umount runs");
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        std::mem::forget(self);
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
