//! How long a long history takes to read and to search, and how much memory it keeps.
//!
//! `cargo bench --bench history` makes histories of 100,000 and 1,000,000 sessions as the program writes them, and
//! prints each figure against its budget: the first sessions within 300 ms, all of them within 1.5 times a plain typed
//! read of the same bytes by `serde_json` in the same run, a letter in the search box within a frame of 16 ms at
//! 100,000, and 256 bytes of memory a session besides remarks. `WELLSPRING_BENCH_SESSIONS` measures one number alone.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a measurement, not a program"
)]

use std::alloc::System;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use serde::Deserialize;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tempfile::TempDir;
use wellspring::app::presets::with_history;
use wellspring::app::{Message, Room};
use wellspring::domain::code::Code;
use wellspring::domain::history::{
    Book, Change, Entry, Note, Occasion, Outcome, PlannedPress, PressEnd, Rating, Said,
};
use wellspring::domain::point::Side;
use wellspring::domain::technique::Motion;
use wellspring::format::log::{Record, write};
use wellspring::platform::dirs::Dirs;
use wellspring::platform::journal::{Reading, read_behind, read_book, unique};
use wellspring::screen::history;

#[global_allocator]
static MEMORY: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Within this the first sessions are there.
const FIRST: Duration = Duration::from_millis(300);
/// So many times a plain read may the whole take.
const RATIO: f64 = 1.5;
/// Within this a letter in the search box has its answer, at 100,000 sessions.
const FRAME: Duration = Duration::from_millis(16);
/// So much memory a session may keep, remarks not counted.
const BYTES: f64 = 256.0;
/// Each is measured so often; the least time counts, so that other work on the machine does not.
const TIMES: usize = 5;
/// A file is followed by another at this length, as the program has it.
const LARGEST: usize = 8 * 1024 * 1024;

fn main() {
    let asked = std::env::var("WELLSPRING_BENCH_SESSIONS").ok();
    let asked = asked.and_then(|count| count.parse().ok());
    for count in asked.map_or_else(|| vec![100_000, 1_000_000], |count| vec![count]) {
        measure(count);
    }
}

fn measure(count: usize) {
    let home = made(count);
    let dirs = Dirs { config: home.path().to_owned(), state: home.path().join("state") };
    let times = if count > 200_000 { 1 } else { TIMES };
    let bytes = files(&dirs.history_dir());
    println!(
        "{count} sessions, {:.1} MB of log",
        bytes.iter().map(Vec::len).sum::<usize>() as f64 / 1e6
    );
    drop(bytes);

    let first = least(times, || first_of(&dirs));
    tell("the first sessions", first, FIRST);

    let plain = least(times, || {
        let lines: Vec<Line> =
            files(&dirs.history_dir()).iter().flat_map(|file| plain(file)).collect();
        let _ = black_box(lines);
    });
    let whole = least(times, || drop(black_box(read_book(&dirs))));
    let ratio = whole.as_secs_f64() / plain.as_secs_f64();
    println!(
        "  all of them: {:.0} ms; a plain typed read {:.0} ms: {ratio:.2} times ({:.0} % of {RATIO})",
        milliseconds(whole),
        milliseconds(plain),
        100.0 * ratio / RATIO
    );

    let region = Region::new(MEMORY);
    let (book, problems) = read_book(&dirs);
    assert!(problems.is_empty(), "{problems:?}");
    let change = region.change();
    let kept = change.bytes_allocated as f64 - change.bytes_deallocated as f64;
    let each = kept / count as f64;
    println!("  memory: {each:.0} bytes a session ({:.0} % of {BYTES})", 100.0 * each / BYTES);

    search(book, count);
}

/// What a letter in the search box costs, and a filter, with all numbers reckoned anew.
fn search(book: Book, count: usize) {
    assert_eq!(book.sessions().count(), count);
    let mut app = with_history(book);
    let mut step = |message| {
        let begun = Instant::now();
        let _ = black_box(app.step(message, begun));
        begun.elapsed()
    };
    let opening = step(Message::Go(Room::History));
    println!("  opening the history: {:.1} ms", milliseconds(opening));
    let mut worst = Duration::ZERO;
    for text in ["s", "so", "sof", "soft", "softe", "softer"] {
        let search = || history::Message::Search(text.to_owned());
        let took = (0..3).map(|_| step(Message::History(search()))).min().unwrap_or_default();
        worst = worst.max(took);
    }
    tell("a letter in the search box", worst, FRAME);
    let clear = step(Message::History(history::Message::Clear));
    tell("back to everything", clear, FRAME);
}

/// From asking to the first sessions.
fn first_of(dirs: &Dirs) {
    let (told, read) = mpsc::channel();
    read_behind(dirs, move |reading| {
        let _ = told.send(matches!(reading, Reading::First(_) | Reading::All(..)));
    });
    while read.recv().is_ok_and(|is_there| !is_there) {}
}

/// A history as the program writes it, over ten years: one point on both sides, some of it rated, some with a remark.
fn made(count: usize) -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("history/d7f3a1b2");
    std::fs::create_dir_all(&folder).expect("a folder");
    let now = Timestamp::from_second(1_795_000_000).expect("a moment");
    let step = SignedDuration::from_secs(10 * 365 * 86_400) / i32::try_from(count).expect("fewer");
    let zone = TimeZone::get("Europe/Lisbon").expect("a zone");
    let points =
        ["HE-1", "LI-4", "LU-1", "PC-6", "SP-6"].map(|code| Code::parse(code).expect("a code"));
    let mut log = Log { folder: folder.as_path(), seq: 0, year: 0, number: 1, bytes: Vec::new() };
    for index in 0..count {
        let back = step * i32::try_from(count - index).expect("fewer");
        let at = (now - back).to_zoned(zone.clone());
        log.session(index, &at, &points[index % points.len()]);
    }
    log.end();
    home
}

struct Log<'a> {
    folder: &'a Path,
    seq: u64,
    year: i16,
    number: u32,
    bytes: Vec<u8>,
}

impl Log<'_> {
    fn session(&mut self, index: usize, at: &Zoned, point: &Code) {
        let session = unique::session(at.timestamp());
        let press = |side| PlannedPress {
            point: point.clone(),
            side,
            motion: Motion::Circular,
            most: Duration::from_secs(120),
            until_release: true,
        };
        let mut notes =
            vec![Occasion::default().started(vec![press(Side::Left), press(Side::Right)])];
        for (press, seconds) in [(0, 95), (1, 110)] {
            let pressed = Duration::from_secs(seconds);
            notes.push(Note::Press { index: press, pressed, end: PressEnd::Released });
        }
        notes.push(Note::Ended { outcome: Outcome::Released, reason: None });
        if index.is_multiple_of(3) {
            let remark =
                index.is_multiple_of(30).then(|| "Softer after the first minute.".to_owned());
            let change = Change {
                before: Some(Rating::new(6)),
                after: Some(Rating::new(4)),
                complaint: Some(Some("shoulder".to_owned())),
                remark,
                ..Change::default()
            };
            notes.push(change.note(&Said::default()));
        }
        for note in notes {
            let entry = Entry { session: session.clone(), at: at.clone(), note };
            self.line(entry);
        }
    }

    fn line(&mut self, entry: Entry) {
        let year = entry.at.year();
        if year != self.year || self.bytes.len() > LARGEST {
            self.end();
            self.number = if year == self.year { self.number + 1 } else { 1 };
            self.year = year;
        }
        self.seq += 1;
        let record = Record {
            id: unique::id(entry.at.timestamp()),
            device: "d7f3a1b2".to_owned(),
            seq: self.seq,
            clock_back: false,
            entry,
        };
        self.bytes.extend_from_slice(write(&record).expect("short").as_bytes());
    }

    fn end(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let name = match self.number {
            1 => format!("{}.jsonl", self.year),
            number => format!("{}.{number}.jsonl", self.year),
        };
        let mut file = std::fs::File::create(self.folder.join(name)).expect("a file");
        file.write_all(&self.bytes).expect("written");
        self.bytes.clear();
    }
}

/// A line as plainly as `serde_json` reads it into a type.
#[derive(Deserialize)]
#[allow(dead_code, reason = "what is read is measured, and not used")]
struct Line {
    v: u64,
    id: String,
    dev: String,
    seq: u64,
    k: String,
    t: String,
    zone: Option<String>,
    session: String,
    presses: Option<Vec<Press>>,
    press: Option<usize>,
    pressed_ms: Option<u64>,
    end: Option<String>,
    outcome: Option<String>,
    rev: Option<u32>,
    before: Option<u8>,
    after: Option<u8>,
    complaint: Option<String>,
    note: Option<String>,
    crc: String,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "what is read is measured, and not used")]
struct Press {
    point: String,
    side: String,
    motion: String,
    most_ms: u64,
    until_release: bool,
}

fn plain(bytes: &[u8]) -> Vec<Line> {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).expect("a line")).collect()
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .flat_map(|path| {
            if path.is_dir() { files(&path) } else { vec![std::fs::read(path).expect("a file")] }
        })
        .collect()
}

fn least(times: usize, mut what: impl FnMut()) -> Duration {
    let once = |_| {
        let begun = Instant::now();
        what();
        begun.elapsed()
    };
    (0..times).map(once).min().unwrap_or_default()
}

fn tell(what: &str, took: Duration, budget: Duration) {
    let share = 100.0 * took.as_secs_f64() / budget.as_secs_f64();
    println!(
        "  {what}: {:.1} ms ({share:.0} % of {:.0})",
        milliseconds(took),
        milliseconds(budget)
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
