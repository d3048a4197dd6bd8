//! What a person has set, with the range of each value.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use super::code::Code;
use super::history::SessionId;
use super::plan::Choices;
use super::run::Guidance;
use super::speech::{Amount, Script};

/// Which colours are worn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// As the system says; the player is always night then.
    #[default]
    System,
    /// Light.
    Paper,
    /// Dark.
    Night,
    /// Black and white, for poor sight.
    HighContrast,
}

impl ThemeChoice {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::System, Self::Paper, Self::Night, Self::HighContrast];

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Paper => "paper",
            Self::Night => "night",
            Self::HighContrast => "high-contrast",
        }
    }

    /// The choice of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

/// Of which colour the figure's skin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SkinTone {
    /// Light.
    Light,
    /// Between light and brown.
    #[default]
    Medium,
    /// Brown.
    Brown,
    /// Dark.
    Dark,
}

impl SkinTone {
    /// All of them, from light to dark.
    pub const ALL: [Self; 4] = [Self::Light, Self::Medium, Self::Brown, Self::Dark];

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Medium => "medium",
            Self::Brown => "brown",
            Self::Dark => "dark",
        }
    }

    /// The tone of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tone| tone.name() == name)
    }
}

/// What a person has set.
#[allow(clippy::struct_excessive_bools, reason = "each is a wish of its own")]
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Which colours are worn.
    pub theme: ThemeChoice,
    /// Size of all text and with it of everything, in per cent of normal: 100 to 200.
    pub text_percent: u16,
    /// Of which colour the figure's skin is.
    pub skin_tone: SkinTone,
    /// No movement that only pleases.
    pub reduced_motion: bool,
    /// Volume of the cues in per cent: 0 to 100.
    pub cue_percent: u8,
    /// Volume of the circle beat in per cent: 0 to 100; 0 is off.
    pub beat_percent: u8,
    /// How much is spoken.
    pub amount: Amount,
    /// Who speaks: an engine of this machine and one of its voices, as `engine` or `engine/voice`; `None` is the
    /// voice that comes with Wellspring.
    pub voice: Option<String>,
    /// Volume of the voice in per cent: 0 to 100.
    pub voice_percent: u8,
    /// Volume of the breath guide in per cent: 0 to 100; 0 is off.
    pub breath_percent: u8,
    /// Circles a minute: 20 to 60. A comfort setting: no trial fixes a rate.
    pub circles_per_minute: u16,
    /// Tenths of breaths a minute: 45 to 70, that is 4.5 to 7 breaths. A comfort setting.
    pub breath_tenths: u16,
    /// Elbow mode: in a session any key is the big key, and a double press stops.
    pub any_key: bool,
    /// Whether a flash on the screen mirrors each cue.
    pub flash: bool,
    /// Whether the person has said that the sound can be heard.
    pub sound_heard: bool,
    /// Name of the sound device; `None` is the system's own choice.
    pub sound_device: Option<String>,
    /// Seconds to change sides: 3 to 60.
    pub change_seconds: u16,
    /// After how many seconds the finding of a point ends by itself: 10 to 60; `None` waits for the key.
    pub find_wait_seconds: Option<u16>,
    /// The number to call in an emergency.
    pub emergency_number: String,
    /// What was chosen last for each point.
    pub choices: BTreeMap<Code, Choices>,
    /// The favourite points.
    pub favourites: BTreeSet<Code>,
    /// The keys of the favourite routines.
    pub favourite_routines: BTreeSet<String>,
    /// Whether it is asked before and after a session how strong the discomfort is.
    pub ask_ratings: bool,
    /// Which complaint was rated last with each point, by its key; something else if none.
    pub rated: BTreeMap<Code, Option<String>>,
    /// The session that broke off and that the person does not want to take up.
    pub let_be: Option<SessionId>,
    /// The folder that a copy of all files goes to each week; `None` makes none.
    pub backup_folder: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_percent: 100,
            skin_tone: SkinTone::default(),
            reduced_motion: false,
            cue_percent: 70,
            beat_percent: 50,
            amount: Amount::Full,
            voice: None,
            voice_percent: 80,
            breath_percent: 25,
            circles_per_minute: 40,
            breath_tenths: 55,
            any_key: false,
            flash: true,
            sound_heard: false,
            sound_device: None,
            change_seconds: 8,
            find_wait_seconds: None,
            emergency_number: "112".to_owned(),
            choices: BTreeMap::new(),
            favourites: BTreeSet::new(),
            favourite_routines: BTreeSet::new(),
            ask_ratings: true,
            rated: BTreeMap::new(),
            let_be: None,
            backup_folder: None,
        }
    }
}

impl Settings {
    /// The settings with every value drawn into its range.
    #[must_use]
    pub fn within_ranges(mut self) -> Self {
        self.text_percent = self.text_percent.clamp(100, 200);
        self.cue_percent = self.cue_percent.min(100);
        self.beat_percent = self.beat_percent.min(100);
        self.voice_percent = self.voice_percent.min(100);
        self.breath_percent = self.breath_percent.min(100);
        self.circles_per_minute = self.circles_per_minute.clamp(20, 60);
        self.breath_tenths = self.breath_tenths.clamp(45, 70);
        self.voice = self.voice.filter(|voice| !voice.trim().is_empty());
        self.backup_folder = self.backup_folder.filter(|folder| !folder.trim().is_empty());
        self.change_seconds = self.change_seconds.clamp(3, 60);
        self.find_wait_seconds = self.find_wait_seconds.map(|seconds| seconds.clamp(10, 60));
        let number: String = self
            .emergency_number
            .chars()
            .filter(|c| c.is_ascii_digit() || "+-() ".contains(*c))
            .take(20)
            .collect();
        self.emergency_number = if number.trim().is_empty() {
            Self::default().emergency_number
        } else {
            number.trim().to_owned()
        };
        self
    }

    /// Makes a point a favourite, or takes that back.
    pub fn turn_favourite(&mut self, code: &Code) {
        if !self.favourites.remove(code) {
            let _ = self.favourites.insert(code.clone());
        }
    }

    /// Makes a routine a favourite, or takes that back.
    pub fn turn_favourite_routine(&mut self, key: &str) {
        if !self.favourite_routines.remove(key) {
            let _ = self.favourite_routines.insert(key.to_owned());
        }
    }

    /// The number to call in an emergency; never empty.
    #[must_use]
    pub fn emergency(&self) -> &str {
        match self.emergency_number.trim() {
            "" => "112",
            number => number,
        }
    }

    /// What guides a session: the pace that is set, and that script.
    #[must_use]
    pub fn guidance(&self, script: Option<Arc<Script>>) -> Guidance {
        let minute = Duration::from_secs(60);
        Guidance {
            circle: minute / u32::from(self.circles_per_minute.max(1)),
            beat: self.beat_percent > 0,
            breath: minute * 10 / u32::from(self.breath_tenths.max(1)),
            breath_guide: self.breath_percent > 0,
            script,
        }
    }

    /// How long changing sides takes.
    #[must_use]
    pub fn change(&self) -> Duration {
        Duration::from_secs(self.change_seconds.into())
    }

    /// After how long the finding of a point ends by itself.
    #[must_use]
    pub fn find_wait(&self) -> Option<Duration> {
        self.find_wait_seconds.map(|seconds| Duration::from_secs(seconds.into()))
    }
}
