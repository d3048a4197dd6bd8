//! `wellspring render`: the sound of a whole session as a file, to check it or to take it on a walk.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::arguments::ChoiceFlags;
use super::known::Here;
use super::plan::of_codes;
use super::{Failure, print_lines};
use crate::domain::caution::Prompt;
use crate::domain::plan::Pacing;
use crate::domain::run::foreseen;
use crate::domain::sound::{Cue, Scheduled};
use crate::domain::speech::{self as domain, Amount, GAP, LEAD_IN};
use crate::platform::audio::{Clips, Volumes, frames_in, offline};
use crate::platform::dirs::Dirs;
use crate::platform::voice;
use crate::platform::wave::{NotWritten, Writer};
use crate::t;
use crate::words::speech::{self, Manner};
use crate::words::time;

/// Frames a second of the file.
const RATE: NonZero<u32> = NonZero::new(48_000).unwrap();
/// After how long the finding of a point ends by itself in a file, unless something else is asked for or set.
const WAIT: u16 = 20;
/// Between the caution and the session.
const PAUSE: Duration = Duration::from_secs(2);
/// What rings on after the last sound of a session.
const RINGING: Duration = Duration::from_secs(4);

/// What is asked for.
pub(super) struct Asked {
    pub(super) codes: Vec<String>,
    pub(super) choices: ChoiceFlags,
    pub(super) voice: Option<Amount>,
    pub(super) wait: Option<u16>,
    pub(super) output: PathBuf,
}

pub(super) fn run(dirs: &Dirs, asked: &Asked) -> Result<(), Failure> {
    let here = Here::open(dirs)?;
    let wait = asked.wait.or(here.settings.find_wait_seconds).unwrap_or(WAIT);
    let find_wait = Some(Duration::from_secs(wait.into()));
    let plan =
        of_codes(&here, &asked.codes, &asked.choices, Pacing { find_wait, ..here.pacing() })?;
    let lines = &here.library.lines;
    let prompt = Prompt::new(plan, lines);
    let amount = asked.voice.unwrap_or(here.settings.amount);
    let silent = Manner::of(&here.settings, amount, &|_| None);
    let sentences = speech::all_sentences(&prompt, lines, &silent);
    let spoken = voice::speak(here.settings.voice.as_deref(), &sentences);
    let length = |sentence: &str| spoken.lengths.get(sentence).copied();
    let manner = Manner { asks: false, lengths: &length, ..silent };
    // Nobody can press a key in a file: nothing is asked in it, and how the caution is answered is left out of it.
    let caution = speech::caution_alone(&prompt, &Manner { amount: Amount::Full, ..manner });
    let script = speech::script(prompt.plan(), lines, &manner).map(Arc::new);
    let guidance = here.settings.guidance(script);
    let breath = guidance.breath;
    let session = foreseen(prompt.plan(), &guidance);
    let begin = LEAD_IN + domain::length_of(&caution) + PAUSE;
    let mut cues = domain::one_after_another(&caution, LEAD_IN, false);
    cues.extend(
        session.cues.into_iter().map(|one| Scheduled { after: begin + one.after, cue: one.cue }),
    );
    let end = cues.iter().map(|one| one.after + sounding(one, &length)).max().unwrap_or_default();
    let total = (begin + session.total).max(end) + RINGING;

    let mut clips = Clips::at(RATE);
    clips.spoken().at(RATE);
    clips.breathe(breath / 2);
    for (text, clip) in &spoken.clips {
        let _ = clips.spoken().learn(Arc::clone(text), clip.clone());
    }
    let volumes = Volumes::of(&here.settings);
    write(&asked.output, offline::render(&clips, &cues, volumes, total), total)?;

    let mut told = vec![t!(
        "render-done",
        file = asked.output.display().to_string(),
        time = time::length(total)
    )];
    if !spoken.unsaid.is_empty() {
        told.push(t!("render-unsaid", count = spoken.unsaid.len()));
    }
    print_lines(&told)
}

/// How long a sentence goes on after it has begun.
fn sounding(one: &Scheduled, length: &dyn Fn(&str) -> Option<Duration>) -> Duration {
    match &one.cue {
        Cue::Say(text) => length(text).unwrap_or_default() + GAP,
        Cue::Sound(_) => Duration::ZERO,
    }
}

fn write(file: &Path, sound: impl Iterator<Item = f32>, length: Duration) -> Result<(), Failure> {
    let failed = |error: NotWritten| {
        let file = file.display().to_string();
        Failure::Machine(t!("render-not-written", file = file, why = error.to_string()))
    };
    let mut writer = Writer::create(file, RATE, frames_in(length, RATE)).map_err(failed)?;
    for sample in sound {
        writer.push(sample).map_err(failed)?;
    }
    writer.finish().map_err(failed)
}
