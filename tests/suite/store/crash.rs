//! Every operation fails once, in every way; the power goes at every operation. What was saved is
//! there afterwards, or was told to be unsaved, and writing goes on.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use wellspring::domain::history::Entry;
use wellspring::platform::journal::{Keeper, Loaded};

use super::disk::{Disk, Fault, Left, Names, Skip};
use super::{dirs, session, told};

fn open(disk: &Disk) -> (Keeper, Loaded) {
    Keeper::open(Arc::new(disk.clone()), &dirs(Path::new("/home/me")))
}

/// How far a program came that noted all of these.
struct Played {
    keeper: Keeper,
    /// How many of the notes it took for saved.
    saved: usize,
}

/// Notes all, saving after each as the program does. A failure to save must have been told.
fn play(disk: &Disk, notes: &[Entry]) -> Result<Played, String> {
    let (mut keeper, _) = open(disk);
    for note in notes {
        keeper.note(note).map_err(|error| error.to_string())?;
        let told = keeper.save();
        match (&told, keeper.waiting()) {
            (Ok(()), 0) => {}
            (Err(not_saved), waiting) if waiting > 0 && not_saved.waiting == waiting => {}
            other => return Err(format!("told and kept differ: {other:?}")),
        }
    }
    let saved = notes.len() - keeper.waiting();
    Ok(Played { keeper, saved })
}

/// What a later start must find: all that was saved, nothing that was never noted, and a log that
/// takes the next note.
fn check_start(disk: &Disk, notes: &[Entry], saved: usize) -> Result<(), String> {
    let (mut keeper, loaded) = open(disk);
    let found: BTreeSet<String> = loaded.entries.iter().map(told).collect();
    if found.len() != loaded.entries.len() {
        return Err("a note is there twice".to_owned());
    }
    if let Some(lost) = notes[..saved].iter().find(|note| !found.contains(&told(note))) {
        return Err(format!("lost, though it was saved: {}", told(lost)));
    }
    let known: BTreeSet<String> = notes.iter().map(told).collect();
    if let Some(invented) = found.difference(&known).next() {
        return Err(format!("never noted: {invented}"));
    }
    let later = session("the next day").remove(0);
    keeper.note(&later).map_err(|error| error.to_string())?;
    keeper.save().map_err(|error| format!("a healthy disk is refused: {error}"))?;
    drop(keeper);
    let (_, loaded) = open(&disk.after_power_cut(Left::Nothing, Names::Lost));
    let after: BTreeSet<String> = loaded.entries.iter().map(told).collect();
    // What a failed sync held is still read until the power goes; it was told to be unsaved.
    let stays: Vec<String> = if disk.has_dropped() {
        notes[..saved].iter().map(told).collect()
    } else {
        found.into_iter().collect()
    };
    let expected: BTreeSet<String> = stays.into_iter().chain([told(&later)]).collect();
    if !expected.is_subset(&after) {
        return Err("what one start read, the next did not".to_owned());
    }
    Ok(())
}

/// How many operations the notes take on a healthy disk.
fn operations(notes: &[Entry]) -> usize {
    let disk = Disk::new(Fault::None, Skip::Nothing);
    let played = play(&disk, notes).expect("a healthy disk");
    assert_eq!(played.saved, notes.len());
    disk.operations()
}

/// The power goes at every operation, and every remainder of unsynced bytes is found.
fn every_power_cut(skip: Skip) -> Result<usize, String> {
    let notes = session("evening");
    let mut cases = 0;
    for at in 0..=operations(&notes) {
        let disk = Disk::new(Fault::Crash(at), skip);
        let saved = play(&disk, &notes)?.saved;
        for (left, image) in disk.after_power_cuts(".jsonl") {
            cases += 1;
            check_start(&image, &notes, saved)
                .map_err(|why| format!("power cut at operation {at}, {left}: {why}"))?;
        }
        check_start(&disk.after_kill(), &notes, saved)
            .map_err(|why| format!("killed at operation {at}: {why}"))?;
    }
    Ok(cases)
}

#[test]
fn what_was_saved_survives_a_power_cut_at_every_operation() {
    let cases = every_power_cut(Skip::Nothing).expect("nothing lost");
    assert!(cases > 1500, "the loop has lost its teeth: {cases} cases");
}

#[test]
fn a_journal_that_does_not_sync_its_file_is_found_out() {
    let why = every_power_cut(Skip::FileSync).expect_err("it loses notes");
    assert!(why.contains("lost, though it was saved"), "{why}");
}

#[test]
fn a_journal_that_does_not_sync_its_folder_is_found_out() {
    let why = every_power_cut(Skip::FolderSync).expect_err("it loses files");
    assert!(why.contains("lost, though it was saved"), "{why}");
}

#[test]
fn the_disk_of_these_tests_forgets_what_a_failed_sync_held() {
    use wellspring::platform::store::fs::Fs;
    let disk = Disk::new(Fault::None, Skip::Nothing);
    let path = Path::new("/file");
    let mut file = disk.open_append(path).expect("made");
    assert_eq!(file.write(b"words").expect("written"), 5);
    disk.set_fault(Fault::At(disk.operations(), ErrorKind::Other));
    assert!(file.sync().is_err());
    assert!(file.sync().is_ok(), "the second says that all is well");
    assert!(disk.sync_dir(Path::new("/")).is_ok());
    let after = disk.after_power_cut(Left::Nothing, Names::Lost);
    assert_eq!(after.files()[path], b"\0\0\0\0\0", "and it is not");
}

/// One fault: what was saved is there, what was not was told, and when the fault is gone all is saved.
fn check_fault(notes: &[Entry], fault: Fault) -> Result<(), String> {
    let disk = Disk::new(fault, Skip::Nothing);
    let Played { mut keeper, saved } = play(&disk, notes)?;
    for image in [
        disk.after_power_cut(Left::Nothing, Names::Lost),
        disk.after_power_cut(Left::Zeros, Names::Kept),
        disk.after_kill(),
    ] {
        check_start(&image, notes, saved)?;
    }
    disk.set_fault(Fault::None);
    keeper.save().map_err(|error| format!("healed, and still not saved: {error}"))?;
    drop(keeper);
    check_start(&disk.after_power_cut(Left::Nothing, Names::Lost), notes, notes.len())
}

#[test]
fn every_operation_may_fail() {
    use ErrorKind::{Interrupted, Other, StorageFull};
    let notes = session("evening").split_off(2);
    // A persistent "interrupted" would be tried for ever, rightly: it says "try again".
    let faults = |at| {
        [
            Fault::At(at, StorageFull),
            Fault::At(at, Other),
            Fault::At(at, Interrupted),
            Fault::Half(at, Other),
            Fault::Half(at, StorageFull),
            Fault::Half(at, Interrupted),
            Fault::From(at, StorageFull),
            Fault::From(at, Other),
            Fault::Short(at),
        ]
    };
    for fault in (0..operations(&notes) + 10).flat_map(faults) {
        check_fault(&notes, fault).unwrap_or_else(|why| panic!("{fault:?}: {why}"));
    }
}

/// The disk fails once, at every operation, and some operations later the power goes.
#[test]
fn a_fault_and_then_a_power_cut_lose_nothing_that_was_saved() {
    let notes = session("evening").split_off(3);
    let all = operations(&notes);
    for at in 0..all {
        for fault in [ErrorKind::StorageFull, ErrorKind::Other] {
            for later in 1..=(all + 10 - at) {
                let disk = Disk::new(Fault::AtThenCrash(at, fault, at + later), Skip::Nothing);
                let saved = play(&disk, &notes).expect("told as it is").saved;
                for (left, names) in [(Left::Nothing, Names::Lost), (Left::Zeros, Names::Kept)] {
                    check_start(&disk.after_power_cut(left, names), &notes, saved).unwrap_or_else(
                        |why| panic!("{fault:?} at {at}, cut {later} later, {left:?}: {why}"),
                    );
                }
            }
        }
    }
}

#[test]
fn after_a_failed_sync_the_note_goes_into_a_new_file() {
    let notes = session("evening");
    let healthy = Disk::new(Fault::None, Skip::Nothing);
    let _ = play(&healthy, &notes).expect("a healthy disk");
    let sync = *healthy.syncs().last().expect("it syncs");
    let disk = Disk::new(Fault::At(sync, ErrorKind::Other), Skip::Nothing);
    let played = play(&disk, &notes).expect("told as it is");
    assert_eq!(played.saved, notes.len(), "the new file took it");
    let files: Vec<_> = disk
        .files()
        .into_keys()
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    let names: Vec<_> = files.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    assert_eq!(names, ["2026.2.jsonl", "2026.jsonl"]);
}

#[test]
fn a_log_cut_at_every_byte_keeps_every_whole_line_and_takes_the_next() {
    let notes = session("evening").split_off(2);
    let disk = Disk::new(Fault::None, Skip::Nothing);
    drop(play(&disk, &notes).expect("a healthy disk"));
    let files = disk.files();
    let (log, whole) = files
        .iter()
        .find(|(path, _)| path.extension().is_some_and(|e| e == "jsonl"))
        .expect("a log");
    for cut in 0..=whole.len() {
        let disk = Disk::new(Fault::None, Skip::Nothing);
        for (path, data) in &files {
            disk.put(path, if path == log { &data[..cut] } else { data });
        }
        // A line that lacks only its end is whole too.
        let lines = (0..=cut).filter(|at| whole.get(*at) == Some(&b'\n')).count();
        check_start(&disk, &notes, lines).unwrap_or_else(|why| panic!("cut at byte {cut}: {why}"));
        let (_, loaded) = open(&disk.after_kill());
        assert_eq!(loaded.entries.len(), lines + 1, "cut at byte {cut}");
        let torn: Vec<_> = loaded.problems.iter().filter_map(|problem| problem.line).collect();
        let expected = if torn.is_empty() { lines + 1 } else { lines + 2 };
        let after = disk.files()[log].clone();
        assert_eq!(
            after.split(|byte| *byte == b'\n').count() - 1,
            expected,
            "cut at byte {cut}: each in a line of its own"
        );
    }
}

#[test]
fn a_log_grown_large_is_followed_by_a_new_file() {
    let notes = session("evening");
    let disk = Disk::new(Fault::None, Skip::Nothing);
    drop(play(&disk, &notes[..1]).expect("a healthy disk"));
    let log = disk.files().into_keys().find(|path| path.ends_with("2026.jsonl")).expect("a log");
    let mut large = disk.files()[&log].clone();
    large.resize(8 * 1024 * 1024, b' ');
    large.extend_from_slice(b"\n");
    disk.put(&log, &large);
    drop(play(&disk, &notes[1..]).expect("a healthy disk"));
    assert_eq!(disk.files()[&log].len(), large.len(), "the large one is let be");
    let (_, loaded) = open(&disk);
    assert_eq!(loaded.entries.len(), notes.len());
}
