//! Programs that write one folder at the same time, and are killed.

use std::path::Path;
use std::time::Duration;

use wellspring::platform::journal::{Journal, Writer as Which, load};

use super::writer::{Flaw, Said, Writer, check_all, check_notes};
use super::{dirs, session};

/// Two write for that long; then the first is killed, a third takes its place, and the second is killed.
fn two_together(root: &Path, flaw: Flaw, long: Duration) -> Result<[Said; 2], String> {
    let mut first = Writer::start(root, "one", 1_000_000, flaw);
    let one = first.hear_writer().to_owned();
    let mut second = Writer::start(root, "two", 1_000_000, flaw);
    let two = second.hear_writer().to_owned();
    if (one.as_str(), two.as_str()) != ("First", "Another { number: 2 }") {
        return Err(format!("both write the same files: {one}, {two}"));
    }
    std::thread::sleep(long);
    first.kill();
    let said = first.end();
    let (third, _) = Journal::open(&dirs(root), |_| {});
    if *third.writer() != Which::First {
        return Err(format!("the killed one still holds its lock: {:?}", third.writer()));
    }
    third.append(session("third").remove(0));
    third.flush(Duration::from_secs(30)).map_err(|error| error.to_string())?;
    second.kill();
    Ok([said, second.end()])
}

#[test]
#[ignore = "real time; ./test runs it"]
fn two_programs_write_one_folder_for_ten_seconds() {
    let root = tempfile::tempdir().expect("a folder");
    let [one, two] =
        two_together(root.path(), Flaw::None, Duration::from_secs(10)).expect("both write");
    println!("saved by the one {}, by the other {}", one.noted, two.noted);
    assert!(one.noted > 50 && two.noted > 50, "they hardly wrote: {} {}", one.noted, two.noted);
    let loaded = load(&dirs(root.path()));
    check_notes(&loaded, "one", one.noted).expect("it was saved");
    check_notes(&loaded, "two", two.noted).expect("it was saved");
    let third = super::told(&session("third").remove(0));
    assert_eq!(loaded.entries.iter().filter(|entry| super::told(entry) == third).count(), 1);
    // Each may have been killed with one note written and not yet said to be saved, and no more.
    let most = one.noted + two.noted + 1 + 2;
    assert!((most - 2..=most).contains(&loaded.entries.len()), "{} notes", loaded.entries.len());
    let torn = loaded.problems.iter().filter(|problem| problem.line.is_some()).count();
    assert!(torn <= 2, "{:?}", loaded.problems);
    // The check has teeth: one line less, and it says so; one line twice is one note.
    let log = std::fs::read_dir(dirs(root.path()).history_dir()).expect("a history").flatten();
    let file = log.map(|item| item.path().join("2026.jsonl")).find(|path| path.exists());
    let file = file.expect("a log");
    let text = std::fs::read_to_string(&file).expect("text");
    let (line, rest) = text.split_once('\n').expect("lines");
    std::fs::write(&file, format!("{text}{line}\n")).expect("doubled");
    assert_eq!(load(&dirs(root.path())).entries.len(), loaded.entries.len());
    std::fs::write(&file, rest).expect("shortened");
    let less = load(&dirs(root.path()));
    let found = [("one", one.noted), ("two", two.noted)]
        .map(|(name, noted)| check_notes(&less, name, noted).is_ok());
    assert!(found.contains(&false), "a lost line was not noticed");
}

#[test]
fn programs_that_take_the_same_lock_are_found_out() {
    let root = tempfile::tempdir().expect("a folder");
    let why = two_together(root.path(), Flaw::NoLock, Duration::ZERO).expect_err("no lock");
    assert!(why.contains("both write the same files"), "{why}");
}

/// Killed at any moment, again and again: the next start finds all that was said to be saved and writes on.
#[test]
fn killed_writers_lose_nothing_that_was_saved() {
    let root = tempfile::tempdir().expect("a folder");
    let mut all = Vec::new();
    for round in 0..20 {
        let name = format!("round {round}");
        let mut writer = Writer::start(root.path(), &name, 1_000_000, Flaw::None);
        assert_eq!(writer.hear_writer(), "First", "the lock went with the one before");
        writer.hear_until(1 + round * 5 % 17);
        writer.kill();
        let said = writer.end();
        all.push((name, said.noted));
        let loaded = load(&dirs(root.path()));
        check_all(&loaded, &all).expect("it was saved");
    }
}
