//! A message bus of a test's own.

use super::{PATIENCE, Process, program, wait_until};
use std::fs;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::Stdio;
use tempfile::TempDir;

/// A bus where everyone may do everything, ended with the value.
pub struct MessageBus {
    folder: TempDir,
    daemon: Process,
}

impl MessageBus {
    #[track_caller]
    pub fn start() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let configuration = format!(
            r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
    "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
            folder.path().join("bus").display()
        );
        fs::write(folder.path().join("bus.conf"), configuration).expect("a temporary file");
        let daemon = Self::run(&folder);
        Self { folder, daemon }
    }

    /// What belongs into `DBUS_SESSION_BUS_ADDRESS`.
    pub fn address(&self) -> String {
        format!("unix:path={}", self.socket().display())
    }

    /// Ends it as a crash would: whoever is connected is cut off.
    pub fn kill(&mut self) {
        self.daemon.kill();
        let _ = fs::remove_file(self.socket());
    }

    /// Starts it again at the same address.
    pub fn restart(&mut self) {
        self.kill();
        self.daemon = Self::run(&self.folder);
    }

    #[track_caller]
    fn run(folder: &TempDir) -> Process {
        let mut command = program("dbus-daemon");
        command
            .arg(format!("--config-file={}", folder.path().join("bus.conf").display()))
            .args(["--nofork", "--nopidfile", "--nosyslog"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let daemon = Process::start(&mut command);
        let socket = folder.path().join("bus");
        wait_until(PATIENCE, "the message bus", || UnixStream::connect(&socket).is_ok());
        daemon
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("bus")
    }
}
