//! The readers, and what must hold whatever they are given.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use serde_json::{Map, Value};
use wellspring::domain::catalogue::Catalogue;
use wellspring::domain::point::Point;
use wellspring::format::log::{Found, Reader, Tail, write};
use wellspring::format::point::PointFile;
use wellspring::format::{
    contract, page, point, profile, reminded, reminders, routine, settings, shipped,
};
use wellspring::platform::engine::wav;
use wellspring::platform::journal::Keeper;
use wellspring::platform::sharing::text_of;

use crate::store::disk::{Disk, Fault, Skip};
use crate::store::{dirs, session, told};

/// Reads the bytes: how it answered, in few words, or what of that is wrong.
pub type Run = fn(&[u8]) -> Result<String, String>;

/// A reader of bytes that come from anywhere.
pub struct Target {
    /// The name of its corpus.
    pub name: &'static str,
    /// Whether lines have a checksum.
    pub signed: bool,
    pub run: Run,
}

const fn plain(name: &'static str, run: Run) -> Target {
    Target { name, signed: false, run }
}

pub const TARGETS: [Target; 10] = [
    Target { name: "log", signed: true, run: log },
    Target { name: "history", signed: true, run: history },
    plain("settings", settings_file),
    plain("profile", profile_file),
    plain("reminders", reminders_file),
    plain("reminded", reminded_file),
    plain("routine", routine_file),
    plain("point", point_file),
    plain("page", page_of_words),
    plain("wav", speech),
];

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| shipped::catalogue().expect("it came with Wellspring"));

fn same<T: Debug>(what: &str, one: &T, other: &T) -> Result<(), String> {
    let (one, other) = (format!("{one:?}"), format!("{other:?}"));
    if one == other { Ok(()) } else { Err(format!("{what}:\n{one}\n{other}")) }
}

/// An error without what stands in the input: which kind it is.
fn kind(error: &impl ToString) -> String {
    let text = error.to_string();
    let bare: String = text.split(['"', '`']).step_by(2).collect();
    bare.chars().filter(|letter| !letter.is_ascii_digit()).take(120).collect()
}

/// Text, as the program reads its own files; what is no text is refused before any reader sees it.
fn text(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|_| "no text".to_owned())
}

/// All that a reader of the log tells of the pieces.
fn told_of(pieces: &[&[u8]]) -> (Vec<(u64, Found)>, u64, Tail) {
    let mut all = Vec::new();
    let mut reader = Reader::default();
    for piece in pieces {
        reader.push(piece, &mut |number, found| all.push((number, found)));
    }
    let lines = reader.lines();
    let tail = reader.finish(true, &mut |number, found| all.push((number, found)));
    (all, lines, tail)
}

#[allow(
    clippy::match_wildcard_for_single_variants,
    reason = "later versions find other things too"
)]
fn log(bytes: &[u8]) -> Result<String, String> {
    let whole = told_of(&[bytes]);
    let middle = bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>() % (bytes.len() + 1);
    let (one, other) = bytes.split_at(middle);
    same("in two pieces it reads otherwise", &whole, &told_of(&[one, other]))?;
    let mut answer = BTreeSet::new();
    for (number, found) in &whole.0 {
        if *number == 0 || *number > whole.1 + 1 {
            return Err(format!("line {number} of {}", whole.1));
        }
        let _ = answer.insert(match found {
            Found::Record(record, _) => {
                // Written again it is read again, unless it has grown too long for a line.
                if let Ok(line) = write(record) {
                    let (again, ..) = told_of(&[line.as_bytes()]);
                    let [(1, Found::Record(read, _))] = again.as_slice() else {
                        return Err(format!("written, it is not read: {record:?}: {again:?}"));
                    };
                    same("written, it is another", record, read)?;
                }
                format!("{:.12}", format!("{:?}", record.entry.note))
            }
            Found::Damaged(why, _) => kind(why),
            other => format!("{other:.12?}"),
        });
    }
    Ok(format!("{answer:?} {:?}", whole.2))
}

/// The file of another device, and the same as this device's own, in a whole history that is written on.
fn history(bytes: &[u8]) -> Result<String, String> {
    let disk = Disk::new(Fault::None, Skip::Nothing);
    let dirs = dirs(Path::new("/home/me"));
    let logs = [
        dirs.history_dir().join("0badcafe/2026.jsonl"),
        dirs.history_dir().join("d7f3a1b2/2026.jsonl"),
    ];
    for log in &logs {
        disk.put(log, bytes);
    }
    disk.put(&dirs.device_file(), b"d7f3a1b2 1000\n");
    let open = |disk: &Disk| Keeper::open(Arc::new(disk.clone()), &dirs);
    let (mut keeper, loaded) = open(&disk);
    let later = session("the next day").remove(0);
    keeper.note(&later).map_err(|error| error.to_string())?;
    keeper.save().map_err(|error| error.to_string())?;
    drop(keeper);
    let (_, again) = open(&disk);
    let before: BTreeSet<String> = loaded.entries.iter().chain([&later]).map(told).collect();
    let after: BTreeSet<String> = again.entries.iter().map(told).collect();
    if let Some(lost) = before.difference(&after).next() {
        return Err(format!("gone after one more note: {lost}"));
    }
    let files = disk.files();
    if files.get(&logs[0]).map(Vec::as_slice) != Some(bytes)
        || !files.get(&logs[1]).is_some_and(|now| now.starts_with(bytes))
    {
        return Err("what stood there was changed".to_owned());
    }
    let sessions = wellspring::domain::history::fold(&again.entries, None).len();
    let why: BTreeSet<String> = loaded.problems.iter().map(|one| kind(&one.why)).collect();
    Ok(format!("{} {why:?}", sessions.min(5)))
}

/// What a file holds that a reader does not know must be in it when it is written again.
fn keeps_unknown(before: &str, after: &str, known: &str) -> Result<(), String> {
    let object = |text: &str| {
        serde_json::from_str::<Map<String, Value>>(text.trim_start_matches('\u{feff}'))
    };
    let (before, after, known) = (object(before), object(after), object(known));
    let (Ok(before), Ok(after), Ok(known)) = (before, after, known) else {
        return Err("it is no object".to_owned());
    };
    let lost = before
        .iter()
        .filter(|(name, _)| !known.contains_key(*name))
        .find(|(name, value)| !after.get(*name).is_some_and(|found| alike(found, value)));
    lost.map_or(Ok(()), |(name, _)| Err(format!("`{name}` was lost")))
}

/// The same, but for the last bits of a number of more digits than a number of the machine holds.
fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) if one != other => {
            let (one, other) = (one.as_f64().unwrap_or(0.0), other.as_f64().unwrap_or(1.0));
            (one - other).abs() <= one.abs() * 1e-15
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let same = |(name, value)| other.get(name).is_some_and(|found| alike(found, value));
            one.len() == other.len() && one.iter().all(same)
        }
        _ => one == other,
    }
}

fn settings_file(bytes: &[u8]) -> Result<String, String> {
    let text = text(bytes).unwrap_or_default();
    match settings::read(text) {
        Err(error) => Ok(kind(&error)),
        Ok((found, notices)) => {
            let written = settings::write(&found, Some(text));
            let (again, _) = settings::read(&written).map_err(|error| error.to_string())?;
            same("written, they are others", &found, &again)?;
            keeps_unknown(text, &written, &settings::write(&found, None))?;
            Ok(notices.iter().map(kind).collect::<BTreeSet<_>>().into_iter().collect())
        }
    }
}

fn profile_file(bytes: &[u8]) -> Result<String, String> {
    let text = text(bytes).unwrap_or_default();
    match profile::read(text) {
        Err(error) => Ok(kind(&error)),
        Ok((found, notices)) => {
            let written = profile::write(&found, Some(text));
            let (again, _) = profile::read(&written).map_err(|error| error.to_string())?;
            same("written, they are others", &found, &again)?;
            keeps_unknown(text, &written, &profile::write(&found, None))?;
            let notices: BTreeSet<String> = notices.iter().map(kind).collect();
            Ok(format!("{} {notices:?}", found.answers.len().min(3)))
        }
    }
}

fn reminders_file(bytes: &[u8]) -> Result<String, String> {
    let text = text(bytes).unwrap_or_default();
    match reminders::read(text) {
        Err(error) => Ok(kind(&error)),
        Ok((found, notices)) => {
            let written = reminders::write(&found, Some(text));
            let (again, _) = reminders::read(&written).map_err(|error| error.to_string())?;
            same("written, they are others", &found, &again)?;
            keeps_unknown(text, &written, &reminders::write(&found, None))?;
            let notices: BTreeSet<String> = notices.iter().map(kind).collect();
            Ok(format!("{} {notices:?}", found.len().min(3)))
        }
    }
}

fn reminded_file(bytes: &[u8]) -> Result<String, String> {
    let found = reminded::read(text(bytes).unwrap_or_default());
    let written = reminded::write(&found);
    same("written, it is another", &found, &reminded::read(&written))?;
    let counts = [found.passed.len(), found.snoozed.len(), found.not_today.len()];
    Ok(format!("{:?} {}", counts.map(|count| count.min(3)), found.looked.is_some()))
}

fn routine_file(bytes: &[u8]) -> Result<String, String> {
    let text = match text_of(bytes) {
        Ok(text) => text,
        Err(why) => return Ok(kind(&why)),
    };
    let draft = routine::read_draft(&text, &CATALOGUE);
    let strict = routine::read_strictly(&text, &CATALOGUE);
    match routine::read(&text, &CATALOGUE) {
        Err(error) => {
            if strict.is_ok() {
                return Err(format!("strictly it is right, and leniently not: {error}"));
            }
            Ok(format!("{} {}", draft.is_ok(), kind(&error)))
        }
        Ok(reading) => {
            let drafted = draft.map_err(|error| format!("as a draft it is none: {error}"))?;
            same("a draft is read otherwise", &reading.routine, &drafted.routine)?;
            let written = routine::write(&reading.routine).map_err(|error| error.to_string())?;
            let again = routine::read(&written, &CATALOGUE).map_err(|error| error.to_string())?;
            same("written, it is another", &reading.routine, &again.routine)?;
            let verdicts: BTreeSet<String> =
                reading.points.iter().map(|verdict| format!("{verdict:.16?}")).collect();
            Ok(format!("{} {verdicts:?}", strict.is_ok()))
        }
    }
}

/// Kept and read again, a point is the same; what is shown of it never asks for less care than what came with
/// Wellspring.
fn kept(own: &Point) -> Result<(), String> {
    let stored = contract::text(&PointFile::stored(own)).map_err(|error| error.to_string())?;
    let again = point::read(&stored, &CATALOGUE).map_err(|error| format!("stored: {error}"))?;
    let shipped = CATALOGUE.find(own.code.as_str());
    if let Some(shipped) = shipped.filter(|shipped| shipped.playable().is_err())
        && again.point.playable().is_ok()
    {
        return Err(format!("{} is never played, and would be", shipped.code));
    }
    // The first reading may spell a code in the usual way; from then on only what the reader remarks may grow.
    let stored = |point: &Point| {
        let bare = Point { notes: Vec::new(), ..point.clone() };
        contract::text(&PointFile::stored(&bare)).map_err(|error| error.to_string())
    };
    let twice = stored(&again.own)?;
    let third = point::read(&twice, &CATALOGUE).map_err(|error| format!("stored: {error}"))?;
    let thrice = stored(&third.own)?;
    let other = twice.lines().zip(thrice.lines()).find(|(one, two)| one != two);
    other.map_or(Ok(()), |(one, two)| Err(format!("stored, it is another: {one} is {two}")))
}

fn point_file(bytes: &[u8]) -> Result<String, String> {
    let Ok(text) = text(bytes) else { return Ok("no text".to_owned()) };
    match point::read(text, &CATALOGUE) {
        Err(error) => Ok(kind(&error)),
        Ok(reading) => {
            kept(&reading.own)?;
            Ok(format!("{} {}", reading.own.notes.len().min(4), reading.point.playable().is_ok()))
        }
    }
}

fn page_of_words(bytes: &[u8]) -> Result<String, String> {
    let Ok(text) = text(bytes) else { return Ok("no text".to_owned()) };
    match page::read_page(text, &CATALOGUE) {
        Err(error) => Ok(format!("{} {}", page::is_page(text), kind(&error))),
        Ok(reading) => {
            kept(&reading.own)?;
            let parts: BTreeSet<&str> = reading.understood.iter().map(|one| one.part).collect();
            Ok(format!("{parts:?} {}", reading.unplaced.len().min(3)))
        }
    }
}

/// What a speech engine wrote.
fn speech(bytes: &[u8]) -> Result<String, String> {
    match wav::read(bytes) {
        Err(why) => Ok(why.to_owned()),
        Ok((rate, samples)) if samples.len() * 2 <= bytes.len() => {
            Ok(format!("{} {}", rate.get() / 1000, samples.len().min(2)))
        }
        Ok((_, samples)) => Err(format!("{} samples in {} bytes", samples.len(), bytes.len())),
    }
}
