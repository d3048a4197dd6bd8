//! Writing sound into a WAV file: one channel, 16 bits.

use std::io::{self, BufWriter, Write as _};
use std::num::NonZero;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The system refused.
    #[error("{0}")]
    System(#[from] io::Error),
    /// A WAV file counts its bytes in 32 bits.
    #[error("the sound is too long for a WAV file; leave out some points")]
    TooLong,
}

/// A WAV file that is being written. It appears under its name when it is finished, and not before: a file that was
/// there stays until then.
#[derive(Debug)]
pub struct Writer {
    out: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Writer {
    /// Begins a file of exactly so many frames.
    ///
    /// # Errors
    /// When the folder takes no file, or the sound is too long.
    pub fn create(path: &Path, rate: NonZero<u32>, frames: u64) -> Result<Self, NotWritten> {
        let bytes = frames.checked_mul(2).and_then(|bytes| u32::try_from(bytes).ok());
        let bytes = bytes.filter(|bytes| *bytes <= u32::MAX - 36).ok_or(NotWritten::TooLong)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = NamedTempFile::new_in(folder.unwrap_or_else(|| Path::new(".")))?;
        let mut out = BufWriter::new(file);
        let rate = rate.get();
        out.write_all(b"RIFF")?;
        out.write_all(&(bytes + 36).to_le_bytes())?;
        out.write_all(b"WAVEfmt ")?;
        out.write_all(&16_u32.to_le_bytes())?;
        for word in [1_u16, 1] {
            out.write_all(&word.to_le_bytes())?; // whole numbers; one channel
        }
        out.write_all(&rate.to_le_bytes())?;
        out.write_all(&(rate * 2).to_le_bytes())?;
        for word in [2_u16, 16] {
            out.write_all(&word.to_le_bytes())?; // bytes a frame; bits a sample
        }
        out.write_all(b"data")?;
        out.write_all(&bytes.to_le_bytes())?;
        Ok(Self { out, path: path.to_owned() })
    }

    /// Adds a sample, from -1 to 1.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn push(&mut self, sample: f32) -> Result<(), NotWritten> {
        Ok(self.out.write_all(&whole(sample).to_le_bytes())?)
    }

    /// Puts the file under its name.
    ///
    /// # Errors
    /// When the disk is full, or the name is that of a folder.
    pub fn finish(self) -> Result<(), NotWritten> {
        let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        let _ = file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

/// The nearest of 16 bits.
#[must_use]
pub fn whole(sample: f32) -> i16 {
    // Within the range of an i16 by the clamp.
    #[allow(clippy::cast_possible_truncation)]
    let whole = (sample.clamp(-1.0, 1.0) * 32_767.0).round() as i16;
    whole
}
