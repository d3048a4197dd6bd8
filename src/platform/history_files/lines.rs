//! The lines of many files, each once.

use std::collections::HashSet;
use std::io::{self, Read as _};
use std::path::Path;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::domain::history::{Note, SessionId};
use crate::format::log::{Found, Newer, Reader};
use crate::platform::store::fs::{Fs, RealFs};

/// A whole line of the log as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    /// When its note was written; what does not say so comes last.
    order: (bool, Option<Timestamp>),
    /// Whose file it was written to; empty where it does not say.
    pub(super) device: String,
    /// Its number there.
    seq: u64,
    /// The line without its end.
    pub(super) text: Vec<u8>,
    /// The session that it belongs to, where it says so.
    pub(super) session: Option<SessionId>,
    /// A newer version wrote it.
    pub(super) is_newer: bool,
}

/// Lines, each once, whatever files they stand in.
#[derive(Default)]
pub(super) struct Lines {
    all: Vec<Line>,
    /// Of each line: two that meet in 128 bits of it are one.
    sums: HashSet<[u8; 16]>,
    /// The sessions that have a start.
    started: HashSet<SessionId>,
}

impl Lines {
    /// Reads one file; every line is told with its number, also one that is known.
    ///
    /// # Errors
    /// Those of the system; what was read until then stays.
    pub(super) fn read(
        &mut self,
        path: &Path,
        mut tell: impl FnMut(u64, &Found),
    ) -> io::Result<()> {
        let mut file = RealFs.open_read(path)?;
        let mut reader = Reader::default();
        let mut take = |number: u64, found: Found, text: &[u8]| {
            self.take(&found, text);
            tell(number, &found);
        };
        let mut buffer = vec![0; 64 * 1024];
        let read = loop {
            match file.read(&mut buffer) {
                Ok(0) => break Ok(()),
                Ok(count) => {
                    reader.push_lines(buffer.get(..count).unwrap_or_default(), &mut take);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
        };
        // A last line that is cut off may be under way at this moment.
        let _ = reader.finish_lines(false, &mut take);
        read
    }

    fn take(&mut self, found: &Found, text: &[u8]) {
        let is_whole = !matches!(found, Found::Damaged(..));
        if !is_whole || !self.sums.insert(sum(text)) {
            return;
        }
        let line = if let Found::Record(record, _) = found {
            if matches!(record.entry.note, Note::Started { .. }) {
                let _ = self.started.insert(record.entry.session.clone());
            }
            Line {
                order: (false, Some(record.entry.at.timestamp())),
                device: record.device.clone(),
                seq: record.seq,
                text: text.to_vec(),
                session: Some(record.entry.session.clone()),
                is_newer: false,
            }
        } else {
            let newer = Newer::of(text);
            Line {
                order: (newer.at.is_none(), newer.at),
                device: newer.device,
                seq: newer.seq,
                text: text.to_vec(),
                session: newer.session,
                is_newer: true,
            }
        };
        self.all.push(line);
    }

    /// Whether that line is among them.
    pub(super) fn holds(&self, text: &[u8]) -> bool {
        self.sums.contains(&sum(text))
    }

    /// Whether the start of that session is among them.
    pub(super) fn starts(&self, session: &SessionId) -> bool {
        self.started.contains(session)
    }

    /// All of them, by time, then by device and number.
    pub(super) fn in_order(self) -> Vec<Line> {
        let mut lines = self.all;
        lines.sort_unstable();
        lines
    }
}

fn sum(text: &[u8]) -> [u8; 16] {
    let mut sum = [0; 16];
    for (to, from) in sum.iter_mut().zip(Sha256::digest(text)) {
        *to = from;
    }
    sum
}
