//! All that is replaced in one step: whatever fails and whenever the power goes, the old or the new is found,
//! whole, and the new where it was said to be saved.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::civil::time;
use wellspring::domain::profile::{Answer, Answered, Profile};
use wellspring::domain::reminder::{Days, Reminder, What};
use wellspring::domain::settings::{Settings, ThemeChoice};
use wellspring::platform::store::fs::Fs;
use wellspring::platform::store::{NotStored, Notice, Store};

use super::disk::{Disk, Fault, Left, Names, Skip};
use super::{code, dirs};

/// One kind of file: how it is saved, and what is found in it. The two that are saved are 1 and 2; 3 is saved
/// afterwards.
struct Kind {
    name: &'static str,
    save: fn(&Disk, u8) -> Result<(), NotStored>,
    load: fn(&Disk) -> (Option<u8>, Vec<Notice>),
}

fn theme(number: u8) -> ThemeChoice {
    match number {
        1 => ThemeChoice::Paper,
        2 => ThemeChoice::Night,
        _ => ThemeChoice::HighContrast,
    }
}

/// The number in the one text of a folder; none when there is no text, 0 when there is more than one.
fn number_in(texts: &[(PathBuf, String)]) -> Option<u8> {
    let [(_, text)] = texts else { return (!texts.is_empty()).then_some(0) };
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    value["number"].as_u64().and_then(|number| u8::try_from(number).ok())
}

fn text(number: u8) -> String {
    format!("{{\n  \"number\": {number},\n  \"words\": \"{}\"\n}}\n", "x".repeat(number.into()))
}

const KINDS: [Kind; 6] = [
    Kind {
        name: "settings",
        save: |disk, number| {
            let settings = Settings { theme: theme(number), ..Settings::default() };
            store(disk).save_settings(&settings).map(drop)
        },
        load: |disk| {
            let (found, notices) = store(disk).load_settings();
            ((1..=3).find(|number| theme(*number) == found.theme), notices)
        },
    },
    Kind {
        name: "answers",
        save: |disk, number| {
            let at = jiff::Timestamp::from_second(i64::from(number)).expect("a time");
            let answers = [("skin".to_owned(), Answered { answer: Answer::No, at })].into();
            store(disk).save_profile(&Profile { answers }).map(drop)
        },
        load: |disk| {
            let (found, notices) = store(disk).load_profile();
            let at = found.answers.get("skin").map(|answer| answer.at.as_second());
            (at.and_then(|at| u8::try_from(at).ok()), notices)
        },
    },
    Kind {
        name: "reminders",
        save: |disk, number| {
            let reminder = |hour: u8| Reminder {
                what: What::Point(code("HE-1")),
                label: String::new(),
                days: Days::ALL,
                times: [time(i8::try_from(hour).expect("small"), 0, 0, 0)].into(),
                is_on: true,
            };
            let all: Vec<Reminder> = (1..=number).map(reminder).collect();
            store(disk).save_reminders(&all).map(drop)
        },
        load: |disk| {
            let (found, notices) = store(disk).load_reminders();
            (u8::try_from(found.len()).ok().filter(|number| *number > 0), notices)
        },
    },
    Kind {
        name: "own point",
        save: |disk, number| store(disk).save_point(&code("LU-1"), &text(number)).map(drop),
        load: |disk| {
            let (texts, notices) = store(disk).load_points();
            (number_in(&texts), notices)
        },
    },
    Kind {
        name: "own routine",
        save: |disk, number| store(disk).save_routine("evening", &text(number)).map(drop),
        load: |disk| {
            let (texts, notices) = store(disk).load_routines();
            (number_in(&texts), notices)
        },
    },
    Kind {
        name: "draft",
        save: |disk, number| store(disk).save_draft("evening", &text(number)).map(drop),
        load: |disk| {
            let (texts, notices) = store(disk).load_drafts();
            (number_in(&texts), notices)
        },
    },
];

fn store(disk: &Disk) -> Store<Disk> {
    Store::new(disk.clone(), dirs(Path::new("/home/me")))
}

/// A disk that holds the first one, saved; or one that never held any.
fn prepared(kind: &Kind, first: bool) -> Disk {
    let disk = Disk::new(Fault::None, Skip::Nothing);
    if first {
        (kind.save)(&disk, 1).expect("a healthy disk");
    }
    disk.after_power_cut(Left::Nothing, Names::Lost)
}

/// The old or the new stands there, whole and without a word, and the next one can be saved.
fn check(kind: &Kind, image: &Disk, before: Option<u8>, saved: bool) -> Result<(), String> {
    let (found, notices) = (kind.load)(image);
    let right = found == Some(2) || (!saved && found == before);
    if !right || !notices.is_empty() {
        return Err(format!("{}: saved {saved}, found {found:?}, {notices:?}", kind.name));
    }
    (kind.save)(image, 3).map_err(|error| format!("refused afterwards: {error}"))?;
    let after = image.after_power_cut(Left::Nothing, Names::Lost);
    match (kind.load)(&after) {
        (Some(3), notices) if notices.is_empty() => Ok(()),
        other => Err(format!("{}: what was saved afterwards is gone: {other:?}", kind.name)),
    }
}

/// The power goes at every operation of saving, and every remainder is found.
fn every_power_cut(kind: &Kind, first: bool, skip: Skip) -> Result<usize, String> {
    let mut cases = 0;
    for at in 0.. {
        let disk = prepared(kind, first);
        disk.set_fault(Fault::Crash(at));
        disk.set_skip(skip);
        let saved = (kind.save)(&disk, 2).is_ok();
        for (left, image) in disk.after_power_cuts(".draft-") {
            cases += 1;
            check(kind, &image, first.then_some(1), saved)
                .map_err(|why| format!("cut at {at}, {left}: {why}"))?;
        }
        check(kind, &disk.after_kill(), first.then_some(1), saved)
            .map_err(|why| format!("killed at {at}: {why}"))?;
        if saved {
            break;
        }
    }
    Ok(cases)
}

#[test]
fn a_power_cut_at_every_operation_leaves_the_old_or_the_new() {
    for kind in &KINDS {
        for first in [false, true] {
            let cases = every_power_cut(kind, first, Skip::Nothing).expect("whole");
            assert!(cases > 100, "{}: the loop has lost its teeth: {cases} cases", kind.name);
        }
    }
}

#[test]
fn a_store_that_does_not_sync_is_found_out() {
    for kind in &KINDS {
        for (first, skip) in [
            (false, Skip::FileSync),
            (false, Skip::FolderSync),
            (true, Skip::FileSync),
            (true, Skip::FolderSync),
        ] {
            let found = every_power_cut(kind, first, skip);
            assert!(found.is_err(), "{}, first {first}, {skip:?}: nobody noticed", kind.name);
        }
    }
}

/// A file that is written over where it stands, as many programs do it, is found out too.
#[test]
fn a_store_that_writes_over_the_old_file_is_found_out() {
    let in_place = Kind {
        name: "routine, written over",
        save: |disk, number| {
            if number != 2 {
                return store(disk).save_routine("evening", &text(number)).map(drop);
            }
            let path = PathBuf::from("/home/me/config/routines/evening.json");
            let written = disk.open_append(&path).and_then(|mut file| {
                file.set_length(0)?;
                let _ = file.write(text(number).as_bytes())?;
                file.sync()
            });
            written.map_err(|source| NotStored { path, source })
        },
        load: KINDS[4].load,
    };
    assert!(every_power_cut(&in_place, true, Skip::Nothing).is_err());
}

#[test]
fn every_operation_of_saving_may_fail() {
    use ErrorKind::{Interrupted, Other, StorageFull};
    for kind in &KINDS {
        for first in [false, true] {
            for at in 0.. {
                let mut reached = false;
                for fault in [
                    Fault::At(at, StorageFull),
                    Fault::At(at, Other),
                    Fault::At(at, Interrupted),
                    Fault::Half(at, Other),
                    Fault::From(at, StorageFull),
                    Fault::From(at, Other),
                    Fault::Short(at),
                ] {
                    let disk = prepared(kind, first);
                    disk.set_fault(fault);
                    let saved = (kind.save)(&disk, 2).is_ok();
                    reached |= disk.operations() > at;
                    disk.set_fault(Fault::None);
                    for image in
                        [disk.after_kill(), disk.after_power_cut(Left::Nothing, Names::Lost)]
                    {
                        check(kind, &image, first.then_some(1), saved)
                            .unwrap_or_else(|why| panic!("{fault:?}: {why}"));
                    }
                }
                if !reached {
                    break;
                }
            }
        }
    }
}

/// Taking away: a routine stays as the one before, a draft goes with what it was.
#[test]
fn removing_may_fail_at_every_operation_too() {
    let routine = &KINDS[4];
    for at in 0..10 {
        for fault in
            [Fault::At(at, ErrorKind::Other), Fault::Half(at, ErrorKind::Other), Fault::Crash(at)]
        {
            let disk = prepared(routine, true);
            disk.set_fault(fault);
            let removed = store(&disk).remove_routine("evening").is_ok();
            for (left, image) in disk.after_power_cuts(".draft-") {
                let texts = image.files();
                let there = |name: &str| {
                    texts
                        .iter()
                        .any(|(path, data)| path.ends_with(name) && *data == text(1).as_bytes())
                };
                let (stands, kept) = (there("evening.json"), there("evening.json.bak"));
                assert!(stands || kept, "{fault:?}, {left}: it is gone");
                assert!(!removed || !stands, "{fault:?}, {left}: it is back");
            }
        }
    }
}
