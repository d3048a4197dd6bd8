//! The cookie of the sound server.
//!
//! PulseAudio and its stand-in of PipeWire let nobody in who shows no cookie of 256 bytes, whatever it holds
//! where the socket itself is trusted. The usual client library makes one where there is none; the client that
//! is compiled into Wellspring does not, and would be turned away from a fresh account. So it is made here, in
//! the same place and manner.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// So long is every cookie (`NATIVE_COOKIE_LENGTH` of the protocol).
const LENGTH: usize = 256;

/// Makes a cookie if there is none in the places where the client looks for it.
///
/// # Errors
/// When it cannot be written.
pub fn provide() -> io::Result<()> {
    let Some(home) = std::env::home_dir() else { return Ok(()) };
    provide_in(&home, std::env::var_os("PULSE_COOKIE").map(PathBuf::from))
}

fn provide_in(home: &Path, named: Option<PathBuf>) -> io::Result<()> {
    let usual = home.join(".config/pulse/cookie");
    let places = [named, Some(usual.clone()), Some(home.join(".pulse-cookie"))];
    if places.into_iter().flatten().any(|place| place.exists()) {
        return Ok(());
    }
    if let Some(folder) = usual.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let mut cookie = [0; LENGTH];
    File::open("/dev/urandom")?.read_exact(&mut cookie)?;
    let created = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&usual);
    match created {
        Ok(mut file) => file.write_all(&cookie),
        // Another program was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_cookie_is_made_once_and_never_over_another() {
        let home = tempfile::tempdir().expect("a folder");
        let cookie = home.path().join(".config/pulse/cookie");
        provide_in(home.path(), None).expect("made");
        let first = std::fs::read(&cookie).expect("a cookie");
        assert_eq!(first.len(), LENGTH);
        assert_eq!(std::fs::metadata(&cookie).expect("a file").permissions().mode() & 0o777, 0o600);
        provide_in(home.path(), None).expect("left alone");
        assert_eq!(std::fs::read(&cookie).expect("a cookie"), first);
    }

    #[test]
    fn a_cookie_elsewhere_is_enough() {
        let home = tempfile::tempdir().expect("a folder");
        let named = home.path().join("own");
        std::fs::write(&named, [7; LENGTH]).expect("written");
        provide_in(home.path(), Some(named)).expect("nothing to do");
        assert!(!home.path().join(".config").exists());
    }
}
