//! What is written is read again; what is damaged costs that line alone.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use wellspring::domain::history::{Note, Occasion, PressEnd};
use wellspring::format::log::{Found, LONGEST_LINE, Reader, Record, write};

use super::records::{any_record, entry, golden, press};

const GOLDEN: &[u8] = include_bytes!("../../golden/log-v1.jsonl");

/// What a reader tells, line by line.
fn read(bytes: &[u8], own: bool) -> Vec<(u64, Found)> {
    let mut told = Vec::new();
    let mut reader = Reader::default();
    reader.push(bytes, &mut |number, found| told.push((number, found)));
    let _ = reader.finish(own, &mut |number, found| told.push((number, found)));
    told
}

fn records(told: &[(u64, Found)]) -> Vec<Record> {
    let record = |(_, found): &(u64, Found)| match found {
        Found::Record(record, _) => Some(record.clone()),
        _ => None,
    };
    told.iter().filter_map(record).collect()
}

/// Two moments in different time zones are equal to `==`; their texts are not.
fn text(record: &Record) -> String {
    format!("{record:?}")
}

fn line(record: &Record) -> String {
    write(record).expect("short enough")
}

/// A line with a right checksum and that body, which must lack its closing brace.
fn signed(body: &str) -> String {
    format!("{body},\"crc\":\"{:08x}\"}}\n", crc32fast::hash(body.as_bytes()))
}

#[test]
fn the_golden_log_of_version_1_is_read_and_written_as_ever() {
    let golden = golden();
    let told = read(GOLDEN, true);
    assert_eq!(
        records(&told).iter().map(text).collect::<Vec<_>>(),
        golden.iter().map(text).collect::<Vec<_>>()
    );
    assert_eq!(told.len(), golden.len(), "nothing else stands in it");
    let written: String = golden.iter().map(line).collect();
    assert_eq!(written, String::from_utf8_lossy(GOLDEN));
}

#[test]
fn the_checksum_is_that_of_the_bytes_before_it() {
    // From another program: python3 -c 'import zlib; print("%08x" % zlib.crc32(b"..."))'
    let first = std::str::from_utf8(GOLDEN).expect("text").lines().next().expect("a line");
    let (body, tail) = first.split_at(first.len() - 18);
    assert_eq!(tail, format!(",\"crc\":\"{:08x}\"}}", crc32fast::hash(body.as_bytes())));
    assert_eq!(crc32fast::hash(b"123456789"), 0xCBF4_3926, "the CRC-32 of zip and PNG");
}

/// A short word for each thing found.
fn summary(told: &[(u64, Found)]) -> String {
    let mut all = String::new();
    for (number, found) in told {
        let what = match found {
            Found::Record(..) => "note".to_owned(),
            Found::Newer => "newer".to_owned(),
            Found::Damaged(why, _) => format!("{why:?}"),
        };
        let _ = write!(all, "{number}:{what} ");
    }
    all.trim_end().to_owned()
}

#[test]
fn every_line_is_taken_for_what_it_is_worth() {
    let [one, two] = [line(&golden()[0]), line(&golden()[1])];
    let bare = one.trim_end();
    let long = format!("{}\n", "x".repeat(LONGEST_LINE + 100));
    let newer = signed(r#"{"v":2,"id":"a","k":"start","unheard":{"of":[1]}"#);
    let kind = signed(
        r#"{"v":1,"id":"a","dev":"b","seq":1,"k":"amend","t":"2026-11-22T16:43:45+00:00","session":"s""#,
    );
    let value = signed(
        line(&golden()[1]).replace("goes-on", "paused").rsplit_once(",\"crc\"").expect("one").0,
    );
    let extra = signed(
        bare.replace("\"dev\"", "\"colour\":\"red\",\"dev\"")
            .rsplit_once(",\"crc\"")
            .expect("one")
            .0,
    );
    let no_json = signed("{\"v\":1,");
    let rows: Vec<(&str, Vec<u8>, &str)> = vec![
        ("nothing", Vec::new(), ""),
        ("empty lines", b"\n\r\n  \n\t\n".to_vec(), ""),
        ("a byte order mark", format!("\u{feff}{one}").into(), "1:note"),
        ("CRLF", format!("{bare}\r\n{two}").into(), "1:note 2:note"),
        ("blanks around", format!("  {bare} \t\n{two}").into(), "1:note 2:note"),
        ("no last line end", format!("{one}{}", two.trim_end()).into(), "1:note 2:note"),
        (
            "git marks",
            format!("<<<<<<< HEAD\n{one}||||||| base\n=======\n{two}>>>>>>> other\n").into(),
            "2:note 5:note",
        ),
        ("zeros", [&[0; 500][..], b"\n", one.as_bytes()].concat(), "1:Zeros 2:note"),
        ("zeros before a note", [&[0; 500][..], one.as_bytes()].concat(), "1:note 1:Mixed"),
        ("not text", [b"\xFF\xFE\x80 \n", one.as_bytes()].concat(), "1:NoChecksum 2:note"),
        ("two in one line", format!("{bare}{two}").into(), "1:note 1:note 1:Mixed"),
        ("a torn one before a whole", format!("{}{two}", &bare[..60]).into(), "1:note 1:Mixed"),
        ("words after a note", format!("{bare} seen\n").into(), "1:note 1:Mixed"),
        ("too long", format!("{long}{one}").into(), "1:TooLong 2:note"),
        ("too long and last", long.trim_end().into(), "1:TooLong"),
        ("no checksum", b"{\"v\":1,\"id\":\"a\"}\n".to_vec(), "1:NoChecksum"),
        ("another checksum", one.replace("\"seq\":1", "\"seq\":7").into(), "1:Checksum"),
        ("a checksum in capitals", b"{\"v\":1,\"crc\":\"AAAAAAAA\"}\n".to_vec(), "1:NoChecksum"),
        ("right checksum, no JSON", no_json.into(), "1:NotJson"),
        ("a newer version", newer.into(), "1:newer"),
        ("a newer kind", kind.into(), "1:newer"),
        ("a newer value", value.into(), "1:newer"),
        ("a newer field", extra.into(), "1:note"),
        ("torn", format!("{one}{}", &two[..50]).into(), "1:note 2:Torn"),
        ("torn zeros", [one.as_bytes(), &[0; 50]].concat(), "1:note 2:Zeros"),
        ("a torn mark", format!("{one}>>>>>>> oth").into(), "1:note"),
    ];
    for (name, bytes, expected) in rows {
        assert_eq!(summary(&read(&bytes, true)), expected, "{name}");
    }
    let unfinished = format!("{one}{}", &two[..50]);
    assert_eq!(
        summary(&read(unfinished.as_bytes(), false)),
        "1:note",
        "another device's has not arrived yet"
    );
}

#[test]
fn damaged_lines_are_handed_over_whole() {
    let told = read(b"one bad line\r\n", true);
    assert!(
        matches!(&told[..], [(1, Found::Damaged(_, bytes))] if bytes == b"one bad line"),
        "{told:?}"
    );
}

#[test]
fn a_flipped_byte_costs_that_line_alone() {
    let golden = &golden()[1..5];
    let lines: Vec<String> = golden.iter().map(line).collect();
    let whole = lines.concat();
    let mut starts = vec![0];
    for line in &lines {
        starts.push(starts[starts.len() - 1] + line.len());
    }
    for at in 0..whole.len() {
        let hit = starts.iter().rposition(|start| *start <= at).expect("some line");
        let is_end = at + 1 == starts[hit + 1];
        for mask in [0x01, 0x20, 0x80, 0xFF, whole.as_bytes()[at], whole.as_bytes()[at] ^ b'\n'] {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] ^= mask;
            if mask == 0 {
                continue;
            }
            let told = read(&bytes, true);
            let found: BTreeSet<String> = records(&told).iter().map(text).collect();
            let rest = golden
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != hit || is_end)
                .map(|(_, record)| text(record));
            let expected: BTreeSet<String> = rest.collect();
            assert_eq!(found, expected, "byte {at}, mask {mask:#x}");
            assert!(
                told.iter().any(|(_, found)| matches!(found, Found::Damaged(..))),
                "byte {at}, mask {mask:#x}: silent"
            );
        }
    }
}

#[test]
fn the_local_time_that_was_written_is_the_one_that_is_shown() {
    let rows = [
        ("2026-11-22T16:43:45+00:00", "Europe/Lisbon", "2026-11-22T16:43:45+00:00[Europe/Lisbon]"),
        ("2026-11-22T16:43:45+05:45", "Mars/Olympus", "2026-11-22T16:43:45+05:45[+05:45]"),
        // The rules of the zone have changed since, or were other ones there.
        ("2026-11-22T16:43:45+03:00", "Europe/Lisbon", "2026-11-22T16:43:45+03:00[+03:00]"),
        // The hour that comes twice: the offset tells which.
        ("2026-10-25T01:30:00+01:00", "Europe/Lisbon", "2026-10-25T01:30:00+01:00[Europe/Lisbon]"),
        ("2026-10-25T01:30:00+00:00", "Europe/Lisbon", "2026-10-25T01:30:00+00:00[Europe/Lisbon]"),
    ];
    for (time, zone, expected) in rows {
        let body = format!(
            r#"{{"v":1,"id":"a","dev":"b","seq":1,"k":"step","t":"{time}","zone":"{zone}","session":"s","press":0,"pressed_ms":1,"end":"done""#
        );
        let told = records(&read(signed(&body).as_bytes(), true));
        assert_eq!(told[0].entry.at.to_string(), expected, "{time} {zone}");
    }
}

#[test]
fn a_note_longer_than_a_line_is_refused_before_it_is_written() {
    let Note::Started { presses, .. } = golden().remove(0).entry.note else { panic!("a start") };
    let record = |count: usize| Record {
        entry: entry(
            "s",
            "2026-11-22T16:43:45+00:00[UTC]",
            Occasion::default().started(presses.iter().cycle().take(count).cloned().collect()),
        ),
        ..golden().remove(0)
    };
    let error = write(&record(5000)).expect_err("too long");
    assert!(error.bytes > LONGEST_LINE);
    let longest =
        (400..5000).map_while(|count| write(&record(count)).ok()).last().expect("one fits");
    assert_eq!(records(&read(longest.as_bytes(), true)).len(), 1, "and what is written is read");
    assert!(longest.len() > LONGEST_LINE - 200);
}

proptest! {
    #[test]
    fn every_record_comes_back(record in any_record()) {
        let line = line(&record);
        prop_assert_eq!(line.matches('\n').count(), 1);
        let told = records(&read(line.as_bytes(), true));
        prop_assert_eq!(told.len(), 1);
        prop_assert_eq!(&told[0], &record);
        prop_assert_eq!(told[0].entry.at.datetime().round(jiff::Unit::Second).ok(),
            told[0].entry.at.timestamp().to_zoned(told[0].entry.at.time_zone().clone()).datetime().round(jiff::Unit::Second).ok());
        prop_assert_eq!(told[0].entry.at.time_zone().iana_name(), record.entry.at.time_zone().iana_name());
        prop_assert_eq!(told[0].entry.at.to_string(), record.entry.at.to_string());
    }

    /// Whatever the bytes: no panic, every line accounted for, and the size of the pieces changes nothing.
    #[test]
    fn any_bytes_are_read(
        parts in prop::collection::vec(prop_oneof![
            prop::collection::vec(any::<u8>(), 0..40),
            Just(b"\n".to_vec()),
            Just(b"{\"v\":".to_vec()),
            Just(b",\"crc\":\"00000000\"}".to_vec()),
            (0_usize..6).prop_map(|at| line(&golden()[at]).into_bytes()),
        ], 0..30),
        size in 1_usize..50,
        own in any::<bool>(),
    ) {
        let bytes = parts.concat();
        let whole = read(&bytes, own);
        let mut pieces = Vec::new();
        let mut reader = Reader::default();
        for piece in bytes.chunks(size) {
            reader.push(piece, &mut |number, found| pieces.push((number, found)));
        }
        let lines = reader.lines();
        let _ = reader.finish(own, &mut |number, found| pieces.push((number, found)));
        prop_assert_eq!(&pieces, &whole);
        prop_assert_eq!(lines, bytes.split(|byte| *byte == b'\n').count() as u64 - 1);
        let told: BTreeSet<u64> = whole.iter().map(|(number, _)| *number).collect();
        let nothing = |line: &[u8]| {
            let line = line.trim_ascii();
            let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line).trim_ascii();
            line.is_empty() || [b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"].iter().any(|mark| line.starts_with(*mark))
        };
        for (number, line) in (1..=lines).zip(bytes.split(|byte| *byte == b'\n')) {
            prop_assert_eq!(told.contains(&number), !nothing(line), "line {}", number);
        }
    }
}

#[test]
fn the_longest_line_in_memory_is_bounded() {
    let mut reader = Reader::default();
    let mut told = Vec::new();
    for _ in 0..1000 {
        reader.push(&[b'x'; 10_000], &mut |number, found| told.push((number, found)));
    }
    reader.push(b"\n", &mut |number, found| told.push((number, found)));
    reader.push(
        line(&Record {
            entry: entry("s", "2026-11-22T16:43:45+00:00[UTC]", press(0, 1, PressEnd::Done)),
            ..golden().remove(0)
        })
        .as_bytes(),
        &mut |number, found| told.push((number, found)),
    );
    assert_eq!(summary(&told), "1:TooLong 2:note");
    let Found::Damaged(_, kept) = &told[0].1 else { panic!("damaged") };
    assert!(kept.len() <= LONGEST_LINE + 8, "{} bytes", kept.len());
}
