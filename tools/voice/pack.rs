//! Puts the clips of each voice under `sounds/voice/` into one pack with an index, so that a program that
//! carries its voices is one file. The build runs this; `src/platform/voice/pack.rs` reads what it writes.
//!
//! A clip is `<hash>.ogg` (Vorbis) or `<hash>.wav` (16-bit), one channel, any rate. Only the bytes are moved
//! and their headings read: nothing is decoded here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A clip as its file tells of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    /// Samples a second.
    pub rate: u32,
    /// Samples in all.
    pub frames: u32,
    /// Where the headers of a Vorbis stream end and its sound begins; where plain samples begin.
    pub body: usize,
    /// Where the sound ends.
    pub end: usize,
    /// Plain samples, and no stream to decode.
    pub is_plain: bool,
}

/// Writes a pack for each voice, and `voices.rs`, which lists them, into the folder `out`.
///
/// # Errors
/// A folder or file that cannot be read or written, or is no clip; the message names it.
pub fn pack(voices: &Path, out: &Path) -> io::Result<()> {
    let mut list = String::new();
    let mut count = 0;
    for language in folders(voices)? {
        let default = read(&language.join("default.txt"))?;
        let default = default.trim();
        let all = folders(&language)?;
        if !all.iter().any(|voice| name(voice) == default) {
            let path = language.join("default.txt");
            return Err(fault(&path, &format!("no folder beside it is called `{default}`")));
        }
        for voice in all {
            let file = out.join(format!("{}-{}.pack", name(&language), name(&voice)));
            let (bytes, heads, index) = one(&voice)?;
            fs::write(&file, bytes)?;
            let is_default = name(&voice) == default;
            // Writing to a string does not fail.
            let _ = write!(
                list,
                "Source {{ language: {:?}, folder: {:?}, is_default: {is_default}, about: include_str!({:?}), \
                 bytes: include_bytes!({:?}), heads: &[{heads}], index: &[\n{index}] }},\n",
                name(&language),
                name(&voice),
                voice.join("voice.json").display().to_string(),
                file.display().to_string(),
            );
            count += 1;
        }
    }
    let list = format!(
        "/// The voices that came with the program.\n\
         #[allow(clippy::unreadable_literal, reason = \"nobody reads this list\")]\n\
         static SOURCES: [Source; {count}] = [\n{list}];\n"
    );
    fs::write(out.join("voices.rs"), list)
}

/// The bytes of a voice's pack, and in Rust the list of its headers and the list of its clips.
fn one(voice: &Path) -> io::Result<(Vec<u8>, String, String)> {
    let mut clips = Vec::new();
    for item in fs::read_dir(voice)? {
        let path = item?.path();
        if path.extension().is_some_and(|ending| ending == "ogg" || ending == "wav") {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let hash = u64::from_str_radix(&stem, 16).ok().filter(|_| stem.len() == 16);
            let why = "its name is not 16 hexadecimal digits (see sounds/voice/README.md)";
            clips.push((hash.ok_or_else(|| fault(&path, why))?, path));
        }
    }
    clips.sort();
    if let Some(two) = clips.windows(2).find(|two| two[0].0 == two[1].0) {
        return Err(fault(&two[0].1, "there is a second clip for the same sentence"));
    }
    // All clips of one encoder have the same headers, which are longer than a short clip's sound: they are
    // kept once.
    let mut heads: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let (mut bytes, mut index) = (Vec::new(), String::new());
    for (hash, path) in &clips {
        let file = fs::read(path).map_err(|error| fault(path, &error.to_string()))?;
        let told = tell(&file).map_err(|why| fault(path, why))?;
        let count = heads.len();
        let head =
            (!told.is_plain).then(|| *heads.entry(file[..told.body].to_vec()).or_insert(count));
        let sound = &file[told.body..told.end];
        let (begin, length, Told { rate, frames, .. }) = (bytes.len(), sound.len(), told);
        let _ = writeln!(
            index,
            "Entry {{ hash: {hash:#x}, head: {head:?}, begin: {begin}, length: {length}, frames: {frames}, rate: {rate} }},",
        );
        bytes.extend_from_slice(sound);
    }
    let mut by_number: Vec<_> = heads.into_iter().map(|(head, number)| (number, head)).collect();
    by_number.sort();
    let mut list = String::new();
    for (_, head) in by_number {
        let _ = write!(list, "({}, {}), ", bytes.len(), head.len());
        bytes.extend_from_slice(&head);
    }
    Ok((bytes, list, index))
}

/// What a clip's file tells of it.
///
/// # Errors
/// Why the file is no clip.
pub fn tell(file: &[u8]) -> Result<Told, &'static str> {
    let told = match file.get(..4) {
        Some(b"OggS") => vorbis(file),
        Some(b"RIFF") => return wave(file),
        _ => return Err("it is neither an Ogg nor a WAV file"),
    };
    told.ok_or("it is not a whole Ogg file with one channel of Vorbis")
}

/// See the Ogg framing (RFC 3533) and the Vorbis I specification, sections 4.2 and A.2.
fn vorbis(file: &[u8]) -> Option<Told> {
    let first = file.get(28..58)?;
    let is_vorbis = first.starts_with(b"\x01vorbis");
    let (channels, rate) = (first[11], number(first, 12)?);
    let (mut at, mut packets, mut body, mut frames) = (0, 0, 0, 0);
    while at < file.len() {
        let head = file.get(at..at + 27).filter(|head| head.starts_with(b"OggS"))?;
        let segments = file.get(at + 27..at + 27 + usize::from(head[26]))?;
        // A packet ends with a segment that is not full; three of them are headers, and those end a page.
        packets += segments.iter().filter(|length| **length < 255).count();
        let granule = i64::from_le_bytes(head[6..14].try_into().ok()?);
        if granule >= 0 {
            frames = u32::try_from(granule).ok()?;
        }
        at += 27 + segments.len();
        at += segments.iter().map(|length| usize::from(*length)).sum::<usize>();
        if packets == 3 && body == 0 {
            body = at;
        }
    }
    let is_whole = at == file.len() && body > 0 && frames > 0;
    (is_vorbis && channels == 1 && rate > 0 && is_whole).then_some(Told {
        rate,
        frames,
        body,
        end: at,
        is_plain: false,
    })
}

fn wave(file: &[u8]) -> Result<Told, &'static str> {
    const BROKEN: &str = "it is not a whole WAV file";
    let mut at = 12;
    let mut rate = None;
    loop {
        let length = number(file, at + 4).ok_or(BROKEN)? as usize;
        let chunk = file.get(at + 8..).and_then(|rest| rest.get(..length)).ok_or(BROKEN)?;
        match &file[at..at + 4] {
            // Format 1 (plain samples) or 0xfffe (the same, told at length), one channel, 16 bits.
            b"fmt " => match chunk {
                [1, 0, 1, 0, a, b, c, d, _, _, _, _, _, _, 16, 0, ..]
                | [0xfe, 0xff, 1, 0, a, b, c, d, _, _, _, _, _, _, 16, 0, ..] => {
                    rate = Some(u32::from_le_bytes([*a, *b, *c, *d]));
                }
                _ => return Err("it must be 16-bit with one channel"),
            },
            b"data" => {
                let rate = rate.filter(|rate| *rate > 0).ok_or(BROKEN)?;
                let frames = u32::try_from(length / 2).map_err(|_| BROKEN)?;
                if frames == 0 {
                    return Err("it holds no sound");
                }
                let end = at + 8 + length / 2 * 2;
                return Ok(Told { rate, frames, body: at + 8, end, is_plain: true });
            }
            _ => {}
        }
        at += 8 + length + length % 2;
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The folders in a folder, sorted.
fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let items = fs::read_dir(folder).map_err(|error| fault(folder, &error.to_string()))?;
    let mut found: Vec<PathBuf> = items.map(|item| Ok(item?.path())).collect::<io::Result<_>>()?;
    found.retain(|path| path.is_dir() && !name(path).starts_with('.'));
    found.sort();
    Ok(found)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> io::Result<String> {
    fs::read_to_string(path).map_err(|error| fault(path, &error.to_string()))
}

fn fault(path: &Path, why: &str) -> io::Error {
    io::Error::other(format!("{}: {why}", path.display()))
}
