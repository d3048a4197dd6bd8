//! The voices that came with the program, and the clips in them.
//!
//! The build puts each folder `sounds/voice/<language>/<voice>/` into one pack (`tools/voice/pack.rs`): the
//! sound of all clips, the headers of their streams once each, and an index. Nothing is decoded before it is
//! asked for, and the length of a clip is known without decoding.

use std::io::{Cursor, ErrorKind};
use std::num::NonZero;
use std::sync::LazyLock;
use std::time::Duration;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use symphonia::core::audio::{AudioBufferRef, Signal};
use symphonia::core::codecs::{CODEC_TYPE_VORBIS, Decoder, DecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::{FormatOptions, FormatReader};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::default::codecs::VorbisDecoder;
use symphonia::default::formats::OggReader;

use super::Clip;

include!(concat!(env!("OUT_DIR"), "/voices.rs"));

/// A voice as the build packed it.
#[derive(Debug)]
struct Source {
    language: &'static str,
    folder: &'static str,
    is_default: bool,
    /// The text of its `voice.json`.
    about: &'static str,
    bytes: &'static [u8],
    /// Where in the bytes the headers of Vorbis streams lie, and how long they are.
    heads: &'static [(usize, usize)],
    /// Sorted by hash.
    index: &'static [Entry],
}

/// A clip's place in a pack.
#[derive(Debug)]
struct Entry {
    /// The first eight bytes of the SHA-256 of voice, line break and sentence.
    hash: u64,
    /// Which headers belong before it; none for plain 16-bit samples.
    head: Option<usize>,
    begin: usize,
    length: usize,
    frames: u32,
    rate: u32,
}

/// What `voice.json` says of a voice.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    #[allow(dead_code, reason = "kept for the day when there is a second version")]
    version: u32,
    name: String,
    language: String,
    what: String,
    licence: String,
    #[allow(dead_code, reason = "for those who look into the folder; each clip tells its own")]
    rate: u32,
}

/// One voice with all its clips.
#[derive(Debug)]
pub struct Pack {
    source: &'static Source,
    about: Option<About>,
}

/// A clip that is there and cannot be played: the program's file is damaged.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PackError {
    /// Its stream cannot be decoded.
    #[error(
        "The clip {hash:016x} of the voice {voice} cannot be decoded ({why}). Show the sentence instead; to mend \
         it, install Wellspring again."
    )]
    Broken {
        /// The voice's folder.
        voice: &'static str,
        /// The clip's name.
        hash: u64,
        /// What the decoder said.
        why: String,
    },
    /// It holds another number of samples than the index says.
    #[error(
        "The clip {hash:016x} of the voice {voice} holds {found} samples where {wanted} belong. Show the sentence \
         instead; to mend it, install Wellspring again."
    )]
    Length {
        /// The voice's folder.
        voice: &'static str,
        /// The clip's name.
        hash: u64,
        /// Samples in it.
        found: usize,
        /// Samples that the index tells.
        wanted: usize,
    },
}

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| SOURCES.iter().map(Pack::of).collect());

impl Pack {
    /// The voice that speaks unless another is chosen: the one that `sounds/voice/en/default.txt` names.
    /// Nothing when the program was built without a voice.
    #[must_use]
    pub fn shipped() -> Option<&'static Self> {
        let all = Self::all();
        all.iter().find(|pack| pack.source.is_default && pack.language() == "en")
    }

    /// All voices that came with the program, by language and folder.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &PACKS
    }

    fn of(source: &'static Source) -> Self {
        let about = serde_json::from_str(source.about);
        let about = about.inspect_err(|error| {
            log::warn!("The voice {} does not tell of itself: {error}.", source.folder);
        });
        Self { source, about: about.ok() }
    }

    /// The name of its folder, which is part of every clip's name: `slt`. It never changes, so that a
    /// setting can keep it.
    #[must_use]
    pub fn folder(&self) -> &'static str {
        self.source.folder
    }

    /// Its name for people.
    #[must_use]
    pub fn name(&self) -> &str {
        self.about.as_ref().map_or(self.source.folder, |about| &about.name)
    }

    /// The language that it speaks: `en`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.about.as_ref().map_or(self.source.language, |about| &about.language)
    }

    /// What it is and where it is from, in a sentence or two, and its licence.
    #[must_use]
    pub fn about(&self) -> Option<(&str, &str)> {
        self.about.as_ref().map(|about| (about.what.as_str(), about.licence.as_str()))
    }

    /// How many clips it has.
    #[must_use]
    pub fn clips(&self) -> usize {
        self.source.index.len()
    }

    /// How long a sentence takes, without decoding it; nothing where it has no clip.
    #[must_use]
    pub fn length(&self, sentence: &str) -> Option<Duration> {
        let entry = self.entry(sentence)?;
        let nanos = u64::from(entry.frames) * 1_000_000_000 / u64::from(entry.rate.max(1));
        Some(Duration::from_nanos(nanos))
    }

    /// A sentence's sound, decoded now (some milliseconds); nothing where it has no clip.
    ///
    /// # Errors
    /// A clip that is there and cannot be played.
    pub fn clip(&self, sentence: &str) -> Option<Result<Clip, PackError>> {
        Some(self.decode(self.entry(sentence)?))
    }

    fn entry(&self, sentence: &str) -> Option<&'static Entry> {
        let index = self.source.index;
        let place =
            index.binary_search_by_key(&hash(self.source.folder, sentence), |entry| entry.hash);
        place.ok().and_then(|place| index.get(place))
    }

    fn decode(&self, entry: &Entry) -> Result<Clip, PackError> {
        let (voice, hash) = (self.source.folder, entry.hash);
        let broken = |why: &str| PackError::Broken { voice, hash, why: why.to_owned() };
        let part = |begin: usize, length: usize| self.source.bytes.get(begin..begin + length);
        let sound = part(entry.begin, entry.length).ok_or_else(|| broken("it is cut off"))?;
        let rate = NonZero::new(entry.rate).ok_or_else(|| broken("it has no rate"))?;
        let samples = match entry.head {
            None => plain(sound),
            Some(head) => {
                let head =
                    self.source.heads.get(head).and_then(|&(begin, length)| part(begin, length));
                let head = head.ok_or_else(|| broken("its headers are missing"))?;
                vorbis([head, sound].concat(), entry.frames)
                    .map_err(|error| broken(&error.to_string()))?
            }
        };
        let (found, wanted) = (samples.len(), entry.frames as usize);
        if found != wanted {
            return Err(PackError::Length { voice, hash, found, wanted });
        }
        Ok(Clip { rate, samples: samples.into() })
    }
}

/// The name of a sentence's clip.
fn hash(voice: &str, sentence: &str) -> u64 {
    let digest =
        Sha256::new().chain_update(voice).chain_update("\n").chain_update(sentence).finalize();
    digest.iter().take(8).fold(0, |hash, byte| hash << 8 | u64::from(*byte))
}

fn plain(sound: &[u8]) -> Vec<i16> {
    sound.chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]])).collect()
}

/// The samples of a Vorbis stream. An encoder fills its last block up with silence, so that the stream's own
/// count says where the sound ends; at its beginning Vorbis adds nothing.
fn vorbis(stream: Vec<u8>, frames: u32) -> Result<Vec<i16>, Error> {
    let stream = Box::new(Cursor::new(stream));
    let stream = MediaSourceStream::new(stream, MediaSourceStreamOptions::default());
    let mut reader = OggReader::try_new(stream, &FormatOptions::default())?;
    let track =
        reader.default_track().filter(|track| track.codec_params.codec == CODEC_TYPE_VORBIS);
    let track = track.ok_or(Error::Unsupported("it is no Vorbis"))?;
    let mut decoder = VorbisDecoder::try_new(&track.codec_params, &DecoderOptions::default())?;
    let mut samples = Vec::with_capacity(frames as usize);
    loop {
        match reader.next_packet() {
            Ok(packet) => {
                if let AudioBufferRef::F32(block) = decoder.decode(&packet)? {
                    samples.extend(block.chan(0).iter().map(|sample| whole(*sample)));
                }
            }
            Err(Error::IoError(error)) if error.kind() == ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        }
    }
    samples.truncate(frames as usize);
    Ok(samples)
}

#[allow(clippy::cast_possible_truncation)] // held to the range of 16 bits first
fn whole(sample: f32) -> i16 {
    (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16
}

#[cfg(test)]
mod tests;
