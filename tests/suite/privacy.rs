//! Nothing goes out, and nothing lies open: no socket of a network is ever opened, and no file or folder of the
//! person's can be read by another user, whatever the umask.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::Person;
use crate::rig::{AppUnderTest, Display, PATIENCE, SoundServer, wait_until, wellspring};
use crate::store::writer::skipped;
use crate::window::at_rest;

/// strace beside the program, which stays our own child; every socket is written to the file.
fn traced(trace: &Path) -> Command {
    let mut command = Command::new("strace");
    command.args(["-D", "-f", "-q", "-e", "trace=socket,connect", "-o"]).arg(trace);
    command
}

/// Whether calls may be watched here; some containers forbid it.
fn may_trace() -> bool {
    let told = Command::new("strace").args(["-f", "-qq", "true"]).output();
    let told = told.expect("this test needs strace, which ./test installs");
    told.status.success() || skipped::<()>(&String::from_utf8_lossy(&told.stderr)).is_some()
}

/// The families of all sockets that were opened; waits until every process that was watched has ended.
fn families(trace: &Path) -> BTreeSet<String> {
    let read = || fs::read_to_string(trace).unwrap_or_default();
    let ended = |text: &str| {
        let of = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
        let gone = |line: &&str| line.contains("+++ exited with") || line.contains("+++ killed by");
        let all: BTreeSet<String> = text.lines().map(of).collect();
        let gone: BTreeSet<String> = text.lines().filter(gone).map(of).collect();
        !all.is_empty() && all == gone
    };
    wait_until(PATIENCE, "the end of what is watched", || ended(&read()));
    let text = read();
    let named = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
    named.filter(|word| word.starts_with("AF_")).map(str::to_owned).collect()
}

/// Sockets of this machine alone: of files, and of the kernel's own news.
fn stays_here(families: &BTreeSet<String>) -> bool {
    families.iter().all(|family| ["AF_UNIX", "AF_LOCAL", "AF_NETLINK"].contains(&family.as_str()))
}

/// The program that does what Wellspring never does.
#[test]
#[ignore = "run by the tests below as a program of its own"]
fn opens_a_socket() {
    if std::env::var_os("WELLSPRING_TEST_OPENS_A_SOCKET").is_some() {
        // Nobody listens there; the socket is opened all the same.
        let _ = std::net::TcpStream::connect(("127.0.0.1", 9));
    }
}

#[test]
fn a_program_that_opens_a_socket_of_a_network_is_found_out() {
    if !may_trace() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let trace = folder.path().join("trace");
    let ended = traced(&trace)
        .arg(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "privacy::opens_a_socket", "--test-threads=1"])
        .env("WELLSPRING_TEST_OPENS_A_SOCKET", "1")
        .stdout(Stdio::null())
        .status();
    assert!(ended.expect("it runs").success());
    let families = families(&trace);
    assert!(families.contains("AF_INET") && !stays_here(&families), "{families:?}");
}

/// Somebody who has done everything once that the command line can do, each command by way of `run`.
fn lived(person: &Person, run: &dyn Fn(&str, &[&str])) {
    let exported = person.config().with_file_name("exported");
    let path = |name: &str| exported.join(name).display().to_string();
    fs::create_dir_all(&exported).expect("made");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/cli/page.txt");
    let session = ["start", "HE-1", "--side", "left", "--terminal"];
    run("yes\n\n\n\n\n", &session);
    run("", &["remind", "add", "HE-1", "--at", "13:00"]);
    run("", &["remind", "off", "1"]);
    run("", &["profile", "pregnancy", "no"]);
    run("", &["profile", "heart", "no"]);
    run("", &["import", page]);
    run("", &["routine", "copy", "bedtime", "Evening"]);
    run("", &["routine", "rename", "evening", "Night"]);
    run("", &["routine", "copy", "bedtime", "Gone"]);
    run("", &["routine", "delete", "gone"]);
    run("", &["routine", "build", "HE-1", "--save", "Mine"]);
    run("", &["history"]);
    run("", &["history", "--json"]);
    run("", &["points", "headache"]);
    run("", &["show", "HE-1"]);
    run("", &["plan", "HE-1", "--json"]);
    run("", &["remind", "--list"]);
    run("", &["routine", "export", "evening", "--output", &path("routine.json")]);
    run("", &["routine", "import", &path("routine.json")]);
    run("", &["handout", "HE-1", "--output", &path("handout.html")]);
    run("", &["figure", "HE-1", "--size", "64x64", "--output", &path("figure.png")]);
    run(
        "",
        &[
            "render",
            "HE-1",
            "--seconds",
            "60",
            "--side",
            "left",
            "--voice",
            "chimes",
            "--output",
            &path("sound.wav"),
        ],
    );
    // A damaged line goes to quarantine with the next session.
    let log = logs(&person.config().join("history")).pop().expect("a log");
    let damaged = fs::read_to_string(&log).expect("text").replacen("HE-1", "HE-2", 1);
    fs::write(&log, damaged).expect("damaged");
    run("yes\n\n\n\n\n", &session);
}

/// The logs below a folder.
fn logs(folder: &Path) -> Vec<PathBuf> {
    let below = everything(folder);
    below.into_iter().filter(|path| path.extension().is_some_and(|e| e == "jsonl")).collect()
}

/// A folder and all below it.
fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![folder.to_owned()];
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        if item.path().is_dir() {
            all.extend(everything(&item.path()));
        } else {
            all.push(item.path());
        }
    }
    all
}

/// What another user might look into.
fn lies_open(folder: &Path) -> Vec<String> {
    let open = |path: &PathBuf| {
        let mode = fs::metadata(path).expect("there").permissions().mode() & 0o7777;
        let wanted = if path.is_dir() { 0o700 } else { 0o600 };
        (mode != wanted).then(|| format!("{mode:o} {}", path.display()))
    };
    everything(folder).iter().filter_map(open).collect()
}

/// The command with the surroundings of that person's own commands.
fn like(mut command: Command, person: &Person) -> Command {
    for (name, value) in person.command(&[]).get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs a program with nothing taken from the modes that it asks for.
fn without_umask() -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 000 && exec \"$0\" \"$@\""]);
    command
}

#[test]
fn the_command_line_opens_no_socket_of_a_network_and_leaves_nothing_open() {
    let (person, folder) = (Person::new(), tempfile::tempdir().expect("a folder"));
    let trace = folder.path().join("trace");
    let watched = may_trace();
    lived(&person, &|input, arguments| {
        let mut command = without_umask();
        if watched {
            let watch = traced(&trace);
            command.arg(watch.get_program()).args(watch.get_args());
        }
        command.arg(wellspring()).args(arguments);
        let came = crate::cli::came(like(command, &person), input);
        assert_eq!(came.code, 0, "{arguments:?}: {came:?}");
        let families = if watched { families(&trace) } else { BTreeSet::new() };
        assert!(stays_here(&families), "{arguments:?}: {families:?}");
    });
    let config = person.config();
    for wanted in [
        "history",
        "quarantine",
        "points/KI-3.json",
        "routines/evening.json",
        "routines/evening.json.bak",
        "routines/gone.json.bak",
        "profile.json",
        "profile.json.bak",
        "reminders.json",
        "reminders.json.bak",
        ".state/device-id",
        ".state/lock",
    ] {
        assert!(config.join(wanted).exists(), "{wanted} was never made");
    }
    assert_eq!(fs::read_dir(config.join("quarantine")).expect("a folder").count(), 1);
    assert_eq!(lies_open(&config), [] as [String; 0]);
    // A routine that is sent to somebody is the person's own too. Pictures, sounds and handouts are written where
    // and as the person's umask says.
    let exported = config.with_file_name("exported");
    assert_eq!(
        fs::metadata(exported.join("routine.json")).expect("there").permissions().mode() & 0o777,
        0o600
    );
    // It looks: one file that others may read is found.
    fs::set_permissions(config.join("profile.json"), fs::Permissions::from_mode(0o604))
        .expect("ours");
    assert_eq!(lies_open(&config).len(), 1);
}

/// The text of every file below a folder.
fn texts(folder: &Path) -> Vec<String> {
    let files = everything(folder).into_iter().filter(|path| path.is_file());
    files.filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// A routine built, saved and played in the real window; then it is left.
fn lived_in_the_window(app: &mut AppUnderTest<'_>, config: &Path) {
    let noted = |kind: &str| {
        let wanted = format!("\"k\":\"{kind}\"");
        texts(&config.join("history")).iter().any(|text| text.contains(&wanted))
    };
    app.wait_painted();
    app.key("2");
    // The library is read while the window opens; watched, that takes its time.
    let _ = at_rest(app);
    app.key("slash");
    app.type_text("HE-1");
    let _ = at_rest(app);
    app.key("Return");
    wait_until(PATIENCE, "the page", || app.title().starts_with("HE-1"));
    app.key("b");
    wait_until(PATIENCE, "a draft", || !texts(&config.join("drafts")).is_empty());
    // Looked at in the midst: it goes when the routine is saved.
    assert_eq!(lies_open(&config.join("drafts")), [] as [String; 0]);
    app.key("ctrl+s");
    wait_until(PATIENCE, "a routine", || !texts(&config.join("routines")).is_empty());
    app.key("Return");
    wait_until(PATIENCE, "its caution", || app.title().starts_with("Around HE-1"));
    app.key("Return");
    wait_until(PATIENCE, "the beginning noted", || {
        app.key("space");
        noted("start")
    });
    for _ in 0..60 {
        if noted("end") {
            break;
        }
        app.key("Right");
    }
    wait_until(PATIENCE, "the end noted", || noted("end"));
    app.key("ctrl+q");
    assert!(app.wait_exit(PATIENCE).success());
}

#[test]
#[ignore = "real time; ./test runs it"]
fn a_session_in_the_window_opens_no_socket_of_a_network_and_leaves_nothing_open() {
    if !may_trace() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (config, state) = (folder.path().join("config"), folder.path().join("state"));
    let trace = folder.path().join("trace");
    let (display, sound) = (Display::start(), SoundServer::start());
    let mut command = without_umask();
    let watch = traced(&trace);
    command.arg(watch.get_program()).args(watch.get_args());
    command.arg(wellspring()).env("WELLSPRING_CONFIG_DIR", &config);
    let mut app = AppUnderTest::launch(&display, Some(&sound), command, "Wellspring", |command| {
        command.env("WELLSPRING_STATE_DIR", &state);
    });
    lived_in_the_window(&mut app, &config);
    let families = families(&trace);
    println!("sockets: {families:?}");
    assert!(stays_here(&families), "{families:?}");
    assert!(families.contains("AF_UNIX"), "it was watched: the display is a socket too");
    for folder in [&config, &state] {
        assert_eq!(lies_open(folder), [] as [String; 0]);
    }
}
