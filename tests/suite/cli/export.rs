//! The history out of the program and into it again: tables, lines, union.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;
use wellspring::domain::history::{Book, Filter, Past, Session};
use wellspring::format::{csv, log};
use wellspring::platform::dirs::Dirs;
use wellspring::platform::history_files::{NotWritten, export, look, take, write};
use wellspring::platform::journal::load;

use super::Person;
use crate::log::records::{any_record, golden};

/// A machine with a history of that text.
struct Machine {
    folder: TempDir,
}

impl Machine {
    fn new(text: &[u8]) -> Self {
        let machine = Self { folder: TempDir::new().expect("a folder") };
        if !text.is_empty() {
            let folder = machine.dirs().history_dir().join("00000001");
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(folder.join("2026.jsonl"), text).expect("a log");
        }
        machine
    }

    fn dirs(&self) -> Dirs {
        let root = self.folder.path();
        Dirs { config: root.join("config"), state: root.join("state") }
    }

    fn exported(&self) -> Vec<u8> {
        export(&self.dirs(), &Filter::default()).text
    }

    /// Takes in those bytes; says whether anything was new.
    fn take(&self, bytes: &[u8]) -> bool {
        let file = self.folder.path().join("coming");
        fs::write(&file, bytes).expect("a file");
        let Ok(preview) = look(&[file], &self.dirs()) else { return false };
        let taken = take(&preview, &self.dirs()).expect("taken");
        assert_eq!(taken.path.is_none(), preview.is_empty());
        assert_eq!(taken.entries.len() + preview.notes_newer, preview.notes_new);
        taken.path.is_some()
    }

    fn sessions(&self) -> Vec<Session> {
        Book::of(&load(&self.dirs()).entries).all().map(Past::session).collect()
    }
}

fn text(records: &[log::Record]) -> Vec<u8> {
    records.iter().flat_map(|record| log::write(record).expect("a line").into_bytes()).collect()
}

/// A line of a version that is not known yet, with its checksum.
fn newer(session: &str) -> String {
    let body = format!(
        "{{\"v\":9,\"id\":\"n-{session}\",\"dev\":\"00000009\",\"seq\":1,\"k\":\"dream\",\"t\":\"2026-11-22T16:43:45+00:00\",\"session\":\"{session}\",\"colour\":\"blue\""
    );
    format!("{body},\"crc\":\"{:08x}\"}}\n", crc32fast::hash(body.as_bytes()))
}

fn lines(text: &[u8]) -> BTreeSet<Vec<u8>> {
    text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec).collect()
}

#[test]
fn an_export_taken_in_elsewhere_is_the_history_again() {
    let mut log = text(&golden());
    log.extend(newer("019ab0c4-5e10-7a3b-9d21-3f0c9e5b7a11").into_bytes());
    let here = Machine::new(&log);
    let exported = here.exported();
    assert_eq!(lines(&exported), lines(&log), "each line as it stands, newer ones too");
    let there = Machine::new(b"");
    assert!(there.take(&exported), "all is new");
    assert_eq!(there.exported(), exported, "byte for byte");
    assert_eq!(there.sessions(), here.sessions());
    assert!(!there.take(&exported), "twice is once");
    assert!(!here.take(&exported), "what is here is known");
    assert_eq!(here.exported(), exported);
}

#[test]
fn only_what_passes_is_exported() {
    let here = Machine::new(&text(&golden()));
    let book = Book::of(&load(&here.dirs()).entries);
    let all: Vec<Past<'_>> = book.all().collect();
    assert!(all.len() > 2);
    for past in &all {
        let point = past.presses().next().map(|(code, ..)| code.clone());
        let filter = Filter { point, struck: past.is_struck(), ..Filter::default() };
        let passed: BTreeSet<String> = book.filtered(&filter).map(|one| one.id().0).collect();
        let text = String::from_utf8(export(&here.dirs(), &filter).text).expect("text");
        let told: BTreeSet<String> = text
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
            .filter_map(|line| line["session"].as_str().map(str::to_owned))
            .collect();
        assert!(told == passed && told.contains(&past.id().0), "{filter:?}");
    }
}

#[test]
fn what_is_damaged_is_told_and_what_is_whole_is_taken() {
    let mut log = b"<<<<<<< HEAD\r\n\xEF\xBB\xBF".to_vec();
    let whole = text(&golden());
    log.extend(&whole);
    log.extend(b"{\"v\":1,\"id\":\"cut");
    log.extend(&whole[..40]);
    log.extend(b"\nnonsense\n\0\0\0\n");
    let there = Machine::new(b"");
    let file = there.folder.path().join("a copy.txt");
    fs::write(&file, &log).expect("a file");
    let preview = look(std::slice::from_ref(&file), &there.dirs()).expect("a history");
    assert_eq!((preview.damaged, preview.problems.len()), (3, 3), "{preview:?}");
    assert_eq!(preview.notes_new, golden().len());
    assert_eq!(preview.devices, ["d7f3a1b2"]);
    assert_eq!(preview.from.map(|day| day.to_string()).as_deref(), Some("2026-11-20"));
    let _ = take(&preview, &there.dirs()).expect("taken");
    assert_eq!(lines(&there.exported()), lines(&whole));
    assert_eq!(fs::read(file).expect("there"), log, "what came is as it was");
}

#[test]
fn what_was_taken_in_is_private_and_lies_apart() {
    let there = Machine::new(b"");
    assert!(there.take(&text(&golden())));
    let folder = there.dirs().history_dir().join("import");
    let files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("a folder").map(|item| item.expect("a file").path()).collect();
    assert_eq!(files.len(), 1, "and no draft: {files:?}");
    #[cfg(unix)]
    for (path, expected) in [(&folder, 0o700), (&files[0], 0o600)] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, expected, "{}", path.display());
    }
}

#[test]
fn an_export_never_goes_over_a_file_unasked() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("out.csv");
    write(&path, b"one", false).expect("written");
    assert!(matches!(write(&path, b"two", false), Err(NotWritten::Exists(_))));
    assert_eq!(fs::read(&path).expect("there"), b"one");
    write(&path, b"two", true).expect("written");
    assert_eq!(fs::read(&path).expect("there"), b"two");
    assert!(matches!(write(folder.path(), b"x", true), Err(NotWritten::Exists(_))));
    let nowhere = folder.path().join("nowhere/out.csv");
    assert!(matches!(write(&nowhere, b"x", true), Err(NotWritten::Failed { .. })));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn uniting_has_no_order_and_no_number(
        one in prop::collection::vec(any_record(), 0..8),
        other in prop::collection::vec(any_record(), 0..8),
        shared in prop::collection::vec(any_record(), 0..4),
    ) {
        let (mut one, mut other) = (text(&one), text(&other));
        one.extend(text(&shared));
        other.extend(text(&shared));
        let (here, there) = (Machine::new(&one), Machine::new(&other));
        let (mine, theirs) = (here.exported(), there.exported());
        let _ = here.take(&theirs);
        let _ = there.take(&mine);
        prop_assert_eq!(here.exported(), there.exported(), "whoever takes from whom");
        let mut both = lines(&one);
        both.extend(lines(&other));
        prop_assert_eq!(lines(&here.exported()), both, "nothing is lost, nothing is added");
        prop_assert!(!here.take(&theirs) && !here.take(&mine), "again changes nothing");
        let at_once = Machine::new(b"");
        let _ = at_once.take(&[theirs, mine].concat());
        prop_assert_eq!(at_once.exported(), here.exported(), "together or one by one");
    }

    #[test]
    fn any_bytes_are_looked_at_without_harm(
        noise in prop::collection::vec(any::<u8>(), 0..600),
        at in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = text(&golden());
        let place = at.index(bytes.len());
        let _ = bytes.splice(place..place, noise);
        bytes.truncate(cut.index(bytes.len() + 1));
        let there = Machine::new(b"");
        let _ = there.take(&bytes);
        prop_assert!(lines(&there.exported()).is_subset(&lines(&text(&golden()))));
        prop_assert!(!there.take(&bytes));
    }

    #[test]
    fn cells_are_harmless_and_can_be_had_back(cell in "[=+@'\t\r\n \",;a-]{0,6}|\\PC{0,6}") {
        let safe = csv::safe(&cell);
        prop_assert_eq!(csv::original(&safe), cell.as_str());
        let first = safe.trim_start().chars().next();
        prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@')), "{:?}", safe);
        prop_assert!(!safe.starts_with(['\t', '\r']), "{:?}", safe);
    }

    #[test]
    fn tables_are_read_as_they_were_meant(records in prop::collection::vec(any_record(), 0..6)) {
        let entries: Vec<_> = records.into_iter().map(|record| record.entry).collect();
        let book = Book::of(&entries);
        let sessions: Vec<Session> = book.all().map(Past::session).collect();
        let rows = rows(&csv::write(sessions.clone(), |code| format!("{code}, \"so\"")));
        let mut expected = 1;
        for session in &sessions {
            let remark = rows[expected][14].as_str();
            prop_assert_eq!(csv::original(remark), session.said.remark.replace('\0', "\u{fffd}"));
            prop_assert_eq!(csv::original(&rows[expected][0]), session.id.0.replace('\0', "\u{fffd}"));
            expected += session.presses.len().max(1);
        }
        prop_assert_eq!(rows.len(), expected);
        prop_assert!(rows.iter().all(|row| row.len() == csv::COLUMNS.len()));
    }
}

/// The plainest reader of RFC 4180.
fn rows(table: &str) -> Vec<Vec<String>> {
    let mut chars = table.strip_prefix('\u{feff}').expect("a mark").chars().peekable();
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'), "lines end in CRLF");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "it ends with a line");
    rows
}

/// A person with two sessions, one with a note that would like to be a formula.
fn person() -> Person {
    let person = Person::new();
    for flags in [
        &[
            "LI-4",
            "--minutes",
            "5",
            "--at",
            "2025-11-20 21:15",
            "--before",
            "6",
            "--after",
            "4",
            "--note",
            "=1+1, \"loud\"\nsecond line ü 極",
        ][..],
        &[
            "CV-17",
            "--minutes",
            "2",
            "--at",
            "2025-11-21 08:00",
            "--note",
            "-2 today",
            "--tag",
            "+1",
        ],
    ] {
        let came = person.run(&[&["history", "add"], flags].concat());
        assert_eq!(came.code, 0, "{came:?}");
    }
    person
}

#[test]
fn the_command_writes_tables_and_lines() {
    let person = person();
    let printed = person.run(&["export"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    assert_eq!(person.run(&["history", "--csv"]).out, printed.out, "the same table");
    let table = rows(&printed.out);
    assert_eq!(table[0], csv::COLUMNS);
    assert_eq!(table.len(), 4, "one press, then two");
    assert_eq!(&table[1][1..5], ["2025-11-21T08:00:00", "2025-11-21", "08:00:00", "UTC+00:00"]);
    assert_eq!((table[1][14].as_str(), table[1][15].as_str()), ("'-2 today", "'+1"));
    assert_eq!(table[2][14], "'=1+1, \"loud\"\nsecond line ü 極");
    assert_eq!(&table[3][17..21], ["2", "LI-4", "LI-4 Hégǔ", "right"]);
    assert_eq!(&table[3][22..], ["150", "150", "done"]);

    let to = |name: &str| person.config().with_file_name(name).display().to_string();
    for (flags, name, begins) in [
        (&["--csv"][..], "out.txt", "\u{feff}session,started"),
        (&["--jsonl"], "out.log", "{\"v\":1"),
        (&[], "out.csv", "\u{feff}session,started"),
        (&[], "out.jsonl", "{\"v\":1"),
    ] {
        let file = to(name);
        let arguments = [&["export", "-o", &file], flags].concat();
        let came = person.run(&arguments);
        assert_eq!(came.code, 0, "{came:?}");
        let text = fs::read_to_string(&file).expect("written");
        assert!(text.starts_with(begins), "{name}: {text}");
        let again = person.run(&arguments);
        assert!(again.code == 1 && again.err.contains("--replace"), "{again:?}");
        assert_eq!(person.run(&[arguments, vec!["--replace"]].concat()).code, 0);
    }
    assert_eq!(person.run(&["export", "--replace"]).code, 2);
    assert_eq!(person.run(&["export", "--csv", "--jsonl"]).code, 2);
    assert_eq!(person.run(&["export", "-o", &to("no/such.csv")]).code, 3);
    assert_eq!(rows(&person.run(&["export", "--point", "CV-17"]).out).len(), 2);
}

#[test]
fn the_command_takes_in_what_it_wrote_when_it_is_told_to() {
    let here = person();
    let file = here.config().with_file_name("out.jsonl").display().to_string();
    assert_eq!(here.run(&["export", "-o", &file]).code, 0);
    let config = here.config().display().to_string();
    let folder = here.config().join("history").display().to_string();
    for source in [&file, &config, &folder] {
        let there = Person::new();
        let history = there.config().join("history");
        for (input, flags, code) in
            [("", &["--check"][..], 0), ("", &[], 1), ("no\n", &[], 1), ("", &["--json"], 1)]
        {
            let came = there.typing(input, &[&["import", source], flags].concat());
            assert_eq!(came.code, code, "{flags:?}: {came:?}");
            assert!(!history.exists(), "{flags:?}: nothing is written");
        }
        let came = there.typing("yes\n", &["import", source]);
        assert_eq!(came.code, 0, "{came:?}");
        assert!(came.out.contains("New: 2 sessions, from 2025-11-20 to 2025-11-21."), "{came:?}");
        let printed = |person: &Person| person.run(&["history", "--json"]).json();
        assert_eq!(printed(&there), printed(&here));
        let again = there.run(&["import", source, "--yes"]);
        assert!(again.code == 0 && again.out.contains("here already"), "{again:?}");
        let json = there.run(&["import", source, "--json"]).json();
        assert_eq!(
            (&json["sessions_known"], &json["sessions_new"], &json["taken"]),
            (&json!(2), &json!(0), &Value::Null)
        );
    }
    for (paths, says) in [
        (vec![file.as_str(), super::PAGE], "either one page"),
        (vec!["/nonexistent.jsonl"], "cannot be read"),
    ] {
        let came = here.run(&[&["import"], paths.as_slice()].concat());
        assert!(came.code == 1 && came.err.contains(says), "{paths:?}: {came:?}");
    }
    let nothing = here.write("nothing/readme.jsonl", "nothing\n");
    let folder = nothing.parent().expect("a folder").display().to_string();
    let came = here.run(&["import", &folder]);
    assert!(came.code == 1 && came.err.contains("holds no history"), "{came:?}");
}

/// In the spreadsheet program itself: days are days, numbers are numbers, and what looks like a formula is text.
#[test]
fn libreoffice_opens_the_table_right() {
    let Some(office) = ["soffice", "libreoffice"].into_iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    }) else {
        println!(
            "SKIPPED LOUDLY: no LibreOffice here, so nobody has opened the exported table in it."
        );
        return;
    };
    let person = person();
    let folder = person.config().with_file_name("sheet");
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("history.csv");
    assert_eq!(person.run(&["export", "-o", &file.display().to_string()]).code, 0);
    let sheet = opened(office, &folder, &file);
    for (cell, why) in [
        ("office:value-type=\"date\" office:date-value=\"2025-11-20\"", "a day is a day"),
        (
            "office:value-type=\"date\" office:date-value=\"2025-11-20T21:15:00\"",
            "a moment is a moment",
        ),
        ("office:value-type=\"float\" office:value=\"150\"", "a number is a number"),
        ("<text:p>second line ü 極</text:p>", "other letters, and a second line in one cell"),
        ("LI-4 Hégǔ", "the name of a point"),
    ] {
        assert!(sheet.contains(cell), "{why}: {cell}\n{sheet}");
    }
    assert!(!sheet.contains("table:formula"), "nothing is run:\n{sheet}");
    assert!(sheet.contains("=1+1, &quot;loud&quot;"), "it is text:\n{sheet}");
    // The control: without what makes it harmless, it is run.
    let bare = folder.join("bare.csv");
    fs::write(&bare, "\u{feff}note\r\n=1+1\r\n").expect("written");
    assert!(opened(office, &folder, &bare).contains("table:formula"), "the check can fail");
}

/// The file as the program has it once opened: a flat sheet in XML.
fn opened(office: &str, folder: &Path, file: &Path) -> String {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let output = Command::new(office)
        // What its dialogue offers for such a file: comma, double quote, UTF-8 by the mark, from the first line.
        .args([&profile, "--headless", "--infilter=Text - txt - csv (StarCalc):44,34,76,1"])
        .args(["--convert-to", "fods", "--outdir"])
        .arg(folder)
        .arg(file)
        .output()
        .expect("it runs");
    let sheet = fs::read_to_string(file.with_extension("fods"));
    sheet.unwrap_or_else(|error| panic!("{error}: {output:?}"))
}
