//! Where the person's files are.

use std::ffi::OsString;
use std::path::PathBuf;

use directories::{ProjectDirs, UserDirs};

/// Sets the folder of settings, points and history.
pub const CONFIG_VARIABLE: &str = "WELLSPRING_CONFIG_DIR";
/// Sets the folder of the device name and the lock.
pub const STATE_VARIABLE: &str = "WELLSPRING_STATE_DIR";

/// The two folders that are the person's.
///
/// The configuration may be copied, synced between machines and put under version control. The state
/// belongs to this machine alone: were it shared, two machines would take themselves for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dirs {
    /// Settings, points and history.
    pub config: PathBuf,
    /// The name of this device and the lock.
    pub state: PathBuf,
}

/// Where the person keeps their documents, or else their home folder.
#[must_use]
pub fn documents() -> Option<PathBuf> {
    let dirs = UserDirs::new()?;
    Some(dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned())
}

/// Neither a variable nor the system says where the person's files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no place for your files: this user has no home folder. Set WELLSPRING_CONFIG_DIR to a folder that may be written, and start again"
)]
pub struct NoHome;

impl Dirs {
    /// The folders of this user on this machine. Nothing is created.
    ///
    /// # Errors
    /// When no variable is set and the user has no home folder.
    pub fn find() -> Result<Self, NoHome> {
        let usual = ProjectDirs::from("", "", "wellspring").map(|dirs| Self {
            config: dirs.config_dir().to_owned(),
            state: dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned(),
        });
        Self::choose(|name| std::env::var_os(name), usual)
    }

    /// Chooses between the variables and the usual folders.
    ///
    /// Where only the configuration is set, the state lies in its `.state` folder, so that nothing
    /// outside is touched: a stick or a test then carries all. Whoever syncs such a folder between
    /// machines sets both variables. An empty variable counts as none.
    ///
    /// # Errors
    /// When nothing says where the configuration is.
    pub fn choose(
        variable: impl Fn(&str) -> Option<OsString>,
        usual: Option<Self>,
    ) -> Result<Self, NoHome> {
        let set = |name| {
            let path = variable(name).filter(|value| !value.is_empty()).map(PathBuf::from)?;
            Some(std::path::absolute(&path).unwrap_or(path))
        };
        let state = set(STATE_VARIABLE);
        match (set(CONFIG_VARIABLE), usual) {
            (Some(config), _) => {
                let state = state.unwrap_or_else(|| config.join(".state"));
                Ok(Self { config, state })
            }
            (None, Some(usual)) => {
                Ok(Self { config: usual.config, state: state.unwrap_or(usual.state) })
            }
            (None, None) => Err(NoHome),
        }
    }

    /// What the person has set.
    #[must_use]
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// What the person has answered about themselves.
    #[must_use]
    pub fn profile_file(&self) -> PathBuf {
        self.config.join("profile.json")
    }

    /// What the person wants to be reminded of.
    #[must_use]
    pub fn reminders_file(&self) -> PathBuf {
        self.config.join("reminders.json")
    }

    /// What has been said of the reminders on this machine.
    #[must_use]
    pub fn reminded_file(&self) -> PathBuf {
        self.state.join("reminded.json")
    }

    /// The lock of that part of reminding: `background`, `window`, or the few moments of a change.
    #[must_use]
    pub fn reminding_lock(&self, part: &str) -> PathBuf {
        self.state.join(format!("reminding-{part}"))
    }

    /// Held by the first window as long as it is open.
    #[must_use]
    pub fn window_lock(&self) -> PathBuf {
        self.state.join("window-lock")
    }

    /// Where another window may ask the first.
    #[must_use]
    pub fn window_socket(&self) -> PathBuf {
        self.state.join("window-socket")
    }

    /// Held while a copy of all files is made.
    #[must_use]
    pub fn backup_lock(&self) -> PathBuf {
        self.state.join("backup-lock")
    }

    /// The person's own routines.
    #[must_use]
    pub fn routines_dir(&self) -> PathBuf {
        self.config.join("routines")
    }

    /// Routines that are being built.
    #[must_use]
    pub fn drafts_dir(&self) -> PathBuf {
        self.config.join("drafts")
    }

    /// The person's own points.
    #[must_use]
    pub fn points_dir(&self) -> PathBuf {
        self.config.join("points")
    }

    /// The log of all devices, one folder each.
    #[must_use]
    pub fn history_dir(&self) -> PathBuf {
        self.config.join("history")
    }

    /// Copies of damaged lines of the log.
    #[must_use]
    pub fn quarantine_dir(&self) -> PathBuf {
        self.config.join("quarantine")
    }

    /// The name of this device and how far it has counted.
    #[must_use]
    pub fn device_file(&self) -> PathBuf {
        self.state.join("device-id")
    }

    /// The lock of the first, second, ... program that writes at a time.
    #[must_use]
    pub fn lock_file(&self, number: u32) -> PathBuf {
        let name = if number <= 1 { "lock".to_owned() } else { format!("lock-{number}") };
        self.state.join(name)
    }
}
