//! Why a text was not spoken, as sentences that say what to do.

use std::io;
use std::time::Duration;

use super::plain::{LONGEST, Unspeakable};

/// Why a text was not spoken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// Its program is not there any more, or may not be run.
    #[error(
        "{engine} can no longer be started: {program}: {why}. Install it again, or choose another voice in Settings, Sound"
    )]
    Gone {
        /// Which engine.
        engine: &'static str,
        /// The path of its program.
        program: String,
        /// What the system says.
        why: String,
    },
    /// It ended and said that it had failed.
    #[error(
        "{engine} could not speak this: it ended with {}{}. Choose another voice in Settings, Sound",
        ending(*code), last(words)
    )]
    Ended {
        /// Which engine.
        engine: &'static str,
        /// Its exit code; none when the system ended it because it crashed.
        code: Option<i32>,
        /// The last line that it wrote on standard error; may be empty.
        words: String,
    },
    /// It was stopped at the time limit.
    #[error(
        "{engine} had not spoken this within {} seconds and was stopped. Choose another voice in Settings, Sound, or shorten the text",
        limit.as_secs_f32()
    )]
    TooSlow {
        /// Which engine.
        engine: &'static str,
        /// The limit.
        limit: Duration,
    },
    /// It ended well and there is nothing to hear.
    #[error(
        "{engine} made no sound of this{}. Write it in other words, or choose another voice in Settings, Sound",
        last(words)
    )]
    NoSound {
        /// Which engine.
        engine: &'static str,
        /// The last line that it wrote on standard error; may be empty.
        words: String,
    },
    /// What it wrote is not what an engine writes.
    #[error("the file that {engine} made {why}. Choose another voice in Settings, Sound")]
    Unreadable {
        /// Which engine.
        engine: &'static str,
        /// What is wrong with the file.
        why: &'static str,
    },
    /// It has no voice of that name.
    #[error(
        "{engine} has no voice \u{201c}{voice}\u{201d}. Choose another voice in Settings, Sound"
    )]
    NoSuchVoice {
        /// Which engine.
        engine: &'static str,
        /// The name.
        voice: String,
    },
    /// There is no word in the text that an English voice could say.
    #[error(
        "there is no word in this text that an English voice can say. Write it in Latin letters"
    )]
    NothingToSay,
    /// The text is too long to be spoken at one go.
    #[error("this text is too long to be spoken: at most {LONGEST} characters. Shorten it")]
    TooLong,
    /// Nobody waits for it any more.
    #[error("it was no longer needed and was stopped. Ask again to hear it")]
    Cancelled,
    /// The machine has no room for a file, or the like.
    #[error(
        "no file for speech could be made or read: {why}. Make room on the disk, and try again"
    )]
    Machine {
        /// What the system says.
        why: String,
    },
}

impl EngineError {
    pub(super) fn machine(why: &io::Error) -> Self {
        Self::Machine { why: why.to_string() }
    }

    /// Whether the text is at fault and not the engine: another sentence may be spoken well.
    pub fn is_about_text(&self) -> bool {
        matches!(self, Self::NothingToSay | Self::TooLong | Self::NoSound { .. })
    }
}

impl From<Unspeakable> for EngineError {
    fn from(why: Unspeakable) -> Self {
        match why {
            Unspeakable::NoWord => Self::NothingToSay,
            Unspeakable::TooLong => Self::TooLong,
        }
    }
}

fn ending(code: Option<i32>) -> String {
    code.map_or_else(|| "a crash".to_owned(), |code| format!("code {code}"))
}

fn last(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" and said \u{201c}{words}\u{201d}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_a_sentence_that_says_what_to_do() {
        let engine = "Festival";
        let why = "it is not there".to_owned();
        let ended =
            |code, words: &str| EngineError::Ended { engine, code, words: words.to_owned() };
        for (error, start, end) in [
            (
                EngineError::Gone {
                    engine,
                    program: "/usr/bin/text2wave".to_owned(),
                    why: why.clone(),
                },
                "Festival can no longer be started: /usr/bin/text2wave: it is not there.",
                "choose another voice in Settings, Sound",
            ),
            (
                ended(Some(3), "no voice"),
                "Festival could not speak this: it ended with code 3 and said \u{201c}no voice\u{201d}.",
                "Choose another voice in Settings, Sound",
            ),
            (ended(None, ""), "Festival could not speak this: it ended with a crash.", "Sound"),
            (
                EngineError::TooSlow { engine, limit: Duration::from_millis(2_500) },
                "Festival had not spoken this within 2.5 seconds and was stopped.",
                "shorten the text",
            ),
            (
                EngineError::NoSound { engine, words: String::new() },
                "Festival made no sound of this.",
                "choose another voice in Settings, Sound",
            ),
            (
                EngineError::Unreadable { engine, why: "is no WAV file" },
                "the file that Festival made is no WAV file.",
                "Choose another voice in Settings, Sound",
            ),
            (
                EngineError::NoSuchVoice { engine, voice: "x".to_owned() },
                "Festival has no voice \u{201c}x\u{201d}.",
                "Choose another voice in Settings, Sound",
            ),
            (EngineError::NothingToSay, "there is no word", "Write it in Latin letters"),
            (EngineError::TooLong, "this text is too long", "Shorten it"),
            (EngineError::Machine { why }, "no file for speech", "try again"),
        ] {
            let sentence = error.to_string();
            assert!(sentence.starts_with(start) && sentence.ends_with(end), "{sentence}");
        }
    }
}
