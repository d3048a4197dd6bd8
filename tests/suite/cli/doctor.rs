//! What the doctor finds, and that it changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use serde_json::Value;

use super::{Came, Person};

/// A person with a bit of everything, all of it well.
fn well() -> Person {
    let person = Person::new();
    for arguments in [
        &["history", "add", "LI-4", "--minutes", "5"][..],
        &["profile", "clot", "no"],
        &["remind", "add", "HE-1", "--at", "13:00"],
        &["routine", "copy", "bedtime", "Mine"],
        &["import", super::PAGE],
    ] {
        let came = person.run(arguments);
        assert_eq!(came.code, 0, "{arguments:?}: {came:?}");
    }
    person
}

/// The findings that are not well, as "part: what".
fn troubles(came: &Came) -> Vec<String> {
    let json = came.json();
    let findings = json["findings"].as_array().expect("a list");
    let troubles = findings.iter().filter(|one| one["standing"] == "trouble");
    let told = troubles.map(|one| {
        assert!(one["now"].as_str().is_some_and(|now| !now.is_empty()), "{one}");
        format!("{}: {}", one["part"].as_str().expect("a part"), one["what"])
    });
    told.collect()
}

/// Every file and folder, with its bytes and when it was changed.
fn state(person: &Person) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut state = BTreeMap::new();
    let mut folders = vec![person.config()];
    while let Some(folder) = folders.pop() {
        let changed = fs::metadata(&folder).expect("there").modified().expect("a time");
        let _ = state.insert(folder.clone(), (Vec::new(), changed));
        for item in fs::read_dir(folder).expect("a folder") {
            let path = item.expect("an item").path();
            match fs::metadata(&path) {
                Ok(about) if about.is_dir() => folders.push(path),
                Ok(about) => {
                    let bytes = fs::read(&path).unwrap_or_default();
                    let _ = state.insert(path, (bytes, about.modified().expect("a time")));
                }
                Err(_) => {}
            }
        }
    }
    state
}

fn log_file(person: &Person) -> PathBuf {
    let devices = fs::read_dir(person.config().join("history")).expect("a history");
    let mut folders =
        devices.map(|item| item.expect("an item").path()).filter(|path| path.is_dir());
    let folder = folders.next().expect("a device");
    fs::read_dir(folder).expect("a folder").next().expect("a log").expect("a log").path()
}

#[test]
fn all_is_well_where_all_is_well() {
    let fresh = Person::new();
    for person in [&fresh, &well()] {
        let there = person.config().exists();
        let before = there.then(|| state(person));
        let came = person.run(&["doctor", "--json"]);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{came:?}");
        assert_eq!(troubles(&came), Vec::<String>::new());
        assert_eq!(came.json()["well"], true);
        let read = person.run(&["doctor"]);
        assert!(read.code == 0 && read.out.ends_with("All is well.\n"), "{read:?}");
        assert_eq!(person.config().exists(), there, "it makes nothing");
        assert_eq!(before, there.then(|| state(person)), "it changes nothing");
    }
}

#[test]
fn what_is_not_well_is_found_and_left_as_it_is() {
    type Harm = fn(&Person);
    let rows: &[(&str, &str, Harm)] = &[
        ("settings", "not JSON", |person| drop(person.write("settings.json", "{ broken"))),
        ("profile", "not JSON", |person| drop(person.write("profile.json", "nonsense"))),
        ("reminders", "not JSON", |person| drop(person.write("reminders.json", "["))),
        ("points", "", |person| drop(person.write("points/HE-7.json", "{"))),
        ("routines", "", |person| drop(person.write("routines/bad.json", "{"))),
        ("drafts", "cannot be read", |person| {
            let path = person.write("drafts/bad.json", "");
            fs::write(path, [0xFF, 0xFE, 0xFD]).expect("written");
        }),
        ("history", "is not text that this program writes", |person| {
            let path = log_file(person);
            let text = fs::read_to_string(&path).expect("a log");
            let body = "{\"v\":1,nonsense";
            let line = format!("{body},\"crc\":\"{:08x}\"}}", crc32fast::hash(body.as_bytes()));
            fs::write(path, format!("{text}{line}\n")).expect("a log");
        }),
        ("history", "checksum", |person| {
            let path = log_file(person);
            let text = fs::read_to_string(&path).expect("a log");
            fs::write(path, text.replacen("\"k\":\"start\"", "\"k\":\"stark\"", 1)).expect("a log");
        }),
        ("history", "cut off while it was written", |person| {
            let path = log_file(person);
            let text = fs::read(&path).expect("a log");
            fs::write(path, &text[..text.len() - 9]).expect("a log");
        }),
        ("clock", "before the last note", |person| {
            let path = log_file(person);
            let text = fs::read_to_string(&path).expect("a log");
            let body =
                text.lines().next().expect("a line").split(",\"crc\"").next().expect("a body");
            let at = body.find("\"t\":\"").expect("a time") + 5;
            let body = format!("{}2999{}", &body[..at], &body[at + 4..]).replacen(
                "\"id\":\"",
                "\"id\":\"f",
                1,
            );
            let line = format!("{body},\"crc\":\"{:08x}\"}}", crc32fast::hash(body.as_bytes()));
            fs::write(path, format!("{text}{line}\n")).expect("a log");
        }),
        ("device", "does not hold the name", |person| {
            drop(person.write(".state/device-id", "nobody"));
        }),
        ("backup", "not there", |person| {
            drop(person.write("settings.json", "{ \"backup_folder\": \"/nonexistent/copies\" }"));
        }),
        ("backup", "none yet", |person| {
            let folder = person.config().with_file_name("copies");
            fs::create_dir(&folder).expect("a folder");
            let text = format!("{{ \"backup_folder\": {:?} }}", folder.display().to_string());
            drop(person.write("settings.json", &text));
        }),
        ("backup", "2020-12-28", |person| {
            let folder = person.config().with_file_name("copies");
            let id = fs::read_to_string(person.config().join(".state/device-id")).expect("a name");
            let copy = folder.join(format!("wellspring-backup-2020-W53-{}", &id[..8]));
            fs::create_dir_all(&copy).expect("a folder");
            fs::write(copy.join("wellspring-backup.json"), "{}").expect("a mark");
            let text = format!("{{ \"backup_folder\": {:?} }}", folder.display().to_string());
            drop(person.write("settings.json", &text));
        }),
        #[cfg(unix)]
        ("modes", "Other users", |person| {
            use std::os::unix::fs::PermissionsExt as _;
            let path = person.config().join("profile.json");
            fs::set_permissions(path, fs::Permissions::from_mode(0o644)).expect("a mode");
        }),
        #[cfg(unix)]
        ("modes", "Other users", |person| {
            use std::os::unix::fs::PermissionsExt as _;
            let path = person.config().join("history");
            fs::set_permissions(path, fs::Permissions::from_mode(0o711)).expect("a mode");
        }),
    ];
    for (part, what, harm) in rows {
        let person = well();
        harm(&person);
        #[cfg(unix)]
        if *part != "modes" {
            close(&person);
        }
        let before = state(&person);
        let came = person.run(&["doctor", "--json"]);
        is_found(&person, &came, part, what);
        assert_eq!(state(&person), before, "{part} {what}: it changes nothing");
    }
}

/// One thing is not well: that.
#[track_caller]
fn is_found(person: &Person, came: &Came, part: &str, what: &str) {
    let troubles = troubles(came);
    assert_eq!((came.code, &came.json()["well"]), (1, &Value::from(false)), "{part}: {came:?}");
    let [one] = troubles.as_slice() else { panic!("{part} {what}: {troubles:?}") };
    assert!(one.starts_with(&format!("{part}: ")) && one.contains(what), "{part} {what}: {one}");
    let read = person.run(&["doctor"]);
    assert!(read.code == 1 && read.out.contains("NOT WELL"), "{read:?}");
    assert!(read.out.ends_with("1 thing is not well.\n"), "{read:?}");
}

/// The test writes files as any program would; the program's own are for this user only.
#[cfg(unix)]
fn close(person: &Person) {
    use std::os::unix::fs::PermissionsExt as _;
    for (path, _) in state(person) {
        let mode = if path.is_dir() { 0o700 } else { 0o600 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    }
}

/// What needs nothing is told, and is no trouble.
#[test]
fn what_needs_nothing_is_a_note() {
    let person = well();
    let path = log_file(&person);
    let text = fs::read_to_string(&path).expect("a log");
    let body = "{\"v\":9,\"id\":\"x\"";
    let newer = format!("{body},\"crc\":\"{:08x}\"}}", crc32fast::hash(body.as_bytes()));
    fs::write(&path, format!("nonsense\n{text}{newer}\n")).expect("a log");
    let copy = path.with_file_name("2026.sync-conflict.jsonl");
    fs::write(&copy, &text).expect("a copy");
    let _ = person.write(".settings.json.draft-1", "{");
    let _ = person.write("settings.json.broken-1700000000", "{");
    // The next program that writes copies the damage to quarantine; from then on nothing is left to be done.
    assert_eq!(person.run(&["history", "add", "HE-1", "--minutes", "1"]).code, 0);
    #[cfg(unix)]
    close(&person);
    let came = person.run(&["doctor", "--json"]);
    assert_eq!((came.code, troubles(&came)), (0, Vec::new()), "{came:?}");
    let json = came.json();
    let notes: Vec<String> = json["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["standing"] == "note")
        .map(|one| format!("{}: {}", one["part"].as_str().expect("a part"), one["what"]))
        .collect();
    for says in [
        "history: \"no checksum",
        "history: \"Lines that a newer",
        "history: \"It has a name",
        "quarantine: \"1 copy",
        "strays: \"A draft",
        "strays: \"A file that could not",
        "backup: \"No weekly",
    ] {
        assert!(notes.iter().any(|note| note.starts_with(says)), "{says}: {notes:?}");
    }
    let twice = json["findings"].to_string();
    assert!(twice.contains("stand there twice"), "{twice}");
}

/// Who writes at this moment is told, and goes on writing.
#[cfg(target_os = "linux")]
#[test]
fn who_writes_is_told() {
    use wellspring::platform::lock::Lock;
    let person = well();
    assert!(person.run(&["doctor"]).out.contains("Nobody is writing"));
    let lock = Lock::try_take(&person.config().join(".state/lock")).expect("free");
    let told = person.run(&["doctor"]).out;
    let own = format!("process {}", std::process::id());
    assert!(told.contains(&own) || told.contains("a running Wellspring"), "{own}: {told}");
    drop(lock);
    assert!(person.run(&["doctor"]).out.contains("Nobody is writing"));
}
