//! Speech engines that are on this machine, for text that no shipped voice covers and for a voice that a person
//! prefers.
//!
//! An engine is another program. It runs as a child with a time limit, reads the text from a private file, writes
//! a WAV beside it and ends; nothing of it stays, whatever it does. It is given no shell, no display, no sound
//! server and nothing of the text but plain words on one line. Wellspring itself asks nothing of a network for it,
//! and calls no engine in a way that would.
//!
//! ```no_run
//! # use std::time::Duration;
//! let engines = wellspring::platform::engine::found();
//! if let Some(engine) = engines.first() {
//!     let clip = engine.render(None, "Press in slowly.", Duration::from_secs(5));
//! }
//! ```

mod child;
mod error;
mod kind;
mod level;
mod places;
mod plain;
mod renderer;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
pub mod wav;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use error::EngineError;
pub use level::loudness;
pub use places::Places;
pub use plain::LONGEST;
pub use renderer::{AllCame, Job, KEPT_BYTES, Rendered, Renderer, Speaker};

use self::child::{Folder, NotEnded, Task};
use self::kind::Kind;
use crate::platform::dirs::Dirs;
use crate::platform::voice::Clip;

/// How long an engine may take to list its voices. Festival needs a second and a half when nothing of it is in
/// memory yet.
const LIST_LIMIT: Duration = Duration::from_secs(5);

/// A speech engine of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Engine {
    kind: Kind,
    program: PathBuf,
    /// The voices of piper that were found.
    models: Vec<PathBuf>,
    /// Where the folders of its runs are made.
    scratch: PathBuf,
}

/// A voice of an engine.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Voice {
    /// What the engine knows it by, and what a file of settings keeps.
    pub name: String,
    /// What a person is shown.
    pub title: String,
}

impl Voice {
    fn new(name: &str, title: &str) -> Self {
        Self { name: name.to_owned(), title: title.to_owned() }
    }
}

/// The engines of this machine, the one that we would choose first. Looks at folders only and starts nothing.
///
/// piper counts only with an English voice, which may lie in `voices` in the folder of the person's settings.
pub fn found() -> Vec<Engine> {
    let own = Dirs::find().ok().map(|dirs| dirs.config.join("voices"));
    found_in(&Places::usual(own))
}

/// The engines in those folders, the one that we would choose first.
pub fn found_in(places: &Places) -> Vec<Engine> {
    let scratch = std::env::temp_dir();
    Kind::ALL
        .into_iter()
        .filter_map(|kind| {
            let program = match kind {
                Kind::Windows => powershell()?,
                _ => kind.programs().iter().find_map(|name| places.program(name))?,
            };
            let models = match kind {
                Kind::Piper if places::is_mouse_tool(&program) => return None,
                Kind::Piper => places.models(),
                _ => Vec::new(),
            };
            let is_mute = kind == Kind::Piper && models.is_empty();
            (!is_mute).then(|| Engine { kind, program, models, scratch: scratch.clone() })
        })
        .collect()
}

/// PowerShell where Windows keeps it.
fn powershell() -> Option<PathBuf> {
    let root = std::env::var_os("SystemRoot").map(PathBuf::from).filter(|_| cfg!(windows))?;
    let program = root.join("System32\\WindowsPowerShell\\v1.0\\powershell.exe");
    (program.is_absolute() && program.is_file()).then_some(program)
}

impl Engine {
    /// A short name that stays the same from version to version, for a file of settings.
    pub fn id(&self) -> &'static str {
        self.kind.id()
    }

    /// What a person is shown.
    pub fn name(&self) -> &'static str {
        self.kind.name()
    }

    /// Its English voices, the one that speaks when none is named first where that is known. May take a second or
    /// two: not for the thread of the window. None when it cannot be asked; the log of the program then says why.
    pub fn voices(&self) -> Vec<Voice> {
        let Some(call) = self.kind.list() else {
            let models = self.models.iter().filter_map(|path| path.file_stem()?.to_str());
            return match self.kind {
                Kind::Piper => {
                    models.map(|name| Voice::new(name, &name.replace('_', " "))).collect()
                }
                kind => kind.read_list(""),
            };
        };
        let listed = self.folder().and_then(|folder| {
            let _ = self.run(call, &folder, LIST_LIMIT, &|| true)?;
            self.read(&folder.output())
        });
        match listed {
            Ok(bytes) => self.kind.read_list(&String::from_utf8_lossy(&bytes)),
            Err(error) => {
                log::warn!("The voices of {} could not be listed: {error}", self.name());
                Vec::new()
            }
        }
    }

    /// Speaks a text: about 150 words a minute, trimmed, at -18 LUFS or as near to it as peaks of -3 dBFS allow.
    /// Takes 50 ms to two seconds for a sentence, by engine.
    ///
    /// # Errors
    /// When the text cannot be spoken, the voice cannot be one of this engine, or the engine fails or has not ended
    /// by the limit. Whatever it is, no process and no file is left.
    pub fn render(
        &self,
        voice: Option<&str>,
        text: &str,
        limit: Duration,
    ) -> Result<Clip, EngineError> {
        self.render_while(voice, text, limit, &|| true)
    }

    /// [`Self::render`], ended within 10 ms after `is_wanted` says no.
    ///
    /// # Errors
    /// As there, and when it is not wanted any more.
    pub fn render_while(
        &self,
        voice: Option<&str>,
        text: &str,
        limit: Duration,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<Clip, EngineError> {
        let said = plain::plain(text)?;
        let model = self.model(voice)?;
        let folder = self.folder()?;
        folder.write_text(&said).map_err(|why| EngineError::machine(&why))?;
        let call = self.kind.speak(voice, model, &folder, &said);
        let words = self.run(call, &folder, limit, is_wanted)?;
        let (engine, unreadable) =
            (self.name(), |why| EngineError::Unreadable { engine: self.name(), why });
        let speech = self.read(&folder.speech())?;
        if speech.is_empty() {
            return Err(EngineError::NoSound { engine, words });
        }
        let (rate, samples) = wav::read(&speech).map_err(unreadable)?;
        level::finish(rate, &samples).ok_or(EngineError::NoSound { engine, words })
    }

    /// The file of piper's voice.
    fn model(&self, voice: Option<&str>) -> Result<Option<&Path>, EngineError> {
        let unknown = |voice: &str| EngineError::NoSuchVoice {
            engine: self.name(),
            voice: voice.chars().filter(|character| !character.is_control()).take(60).collect(),
        };
        if let Some(voice) = voice.filter(|voice| !self.kind.takes_voice(voice)) {
            return Err(unknown(voice));
        }
        if self.kind != Kind::Piper {
            return Ok(None);
        }
        let mut models = self.models.iter().map(PathBuf::as_path).filter(|path| path.is_file());
        let model = match voice {
            None => models.next(),
            Some(voice) => models.find(|path| path.file_stem().is_some_and(|stem| stem == voice)),
        };
        model.map(Some).ok_or_else(|| unknown(voice.unwrap_or("en")))
    }

    fn folder(&self) -> Result<Folder, EngineError> {
        Folder::new(&self.scratch).map_err(|why| EngineError::machine(&why))
    }

    /// Runs the program; the last line that it wrote on standard error.
    fn run(
        &self,
        call: kind::Call,
        folder: &Folder,
        limit: Duration,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<String, EngineError> {
        let kind::Call { arguments, variables } = call;
        let program = &self.program;
        let task = Task { program, arguments, variables, folder, limit, is_wanted };
        let engine = self.name();
        match child::run(&task) {
            Ok(ended) if ended.status.success() => Ok(ended.last_words),
            Ok(ended) => Err(EngineError::Ended {
                engine,
                code: ended.status.code(),
                words: ended.last_words,
            }),
            Err(NotEnded::NotStarted(why)) => Err(EngineError::Gone {
                engine,
                program: self.program.display().to_string(),
                why: why.to_string(),
            }),
            Err(NotEnded::TooSlow) => Err(EngineError::TooSlow { engine, limit }),
            Err(NotEnded::TooMuch) => {
                Err(EngineError::Unreadable { engine, why: "is larger than any speech" })
            }
            Err(NotEnded::Cancelled) => Err(EngineError::Cancelled),
            Err(NotEnded::Machine(why)) => Err(EngineError::machine(&why)),
        }
    }

    /// What the program wrote; nothing when it wrote no such file.
    fn read(&self, path: &Path) -> Result<Vec<u8>, EngineError> {
        let mut bytes = Vec::new();
        // Only what is an ordinary file: a pipe in its place would be waited for without end.
        match path.symlink_metadata() {
            Ok(file) if file.is_file() => {}
            _ => return Ok(bytes),
        }
        let read =
            File::open(path).and_then(|file| file.take(child::LARGEST + 1).read_to_end(&mut bytes));
        match read {
            Ok(_) if bytes.len() as u64 > child::LARGEST => Err(EngineError::Unreadable {
                engine: self.name(),
                why: "is larger than any speech",
            }),
            Ok(_) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(EngineError::machine(&error)),
        }
    }
}
