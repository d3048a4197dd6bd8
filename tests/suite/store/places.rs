//! Where the files are, and whether there is a display.

use std::collections::HashMap;
use std::ffi::OsString;

use wellspring::platform::dirs::{Dirs, NoHome};
use wellspring::platform::journal::unique;

#[test]
fn folders_are_chosen_by_variables_then_by_the_system() {
    let usual = || Dirs { config: "/usual/config".into(), state: "/usual/state".into() };
    let rows = [
        (None, None, Some(usual()), Some(("/usual/config", "/usual/state"))),
        (Some("/mine"), None, Some(usual()), Some(("/mine", "/mine/.state"))),
        (Some("/mine"), Some("/this"), Some(usual()), Some(("/mine", "/this"))),
        (None, Some("/this"), Some(usual()), Some(("/usual/config", "/this"))),
        (Some(""), Some(""), Some(usual()), Some(("/usual/config", "/usual/state"))),
        (Some("/mine"), None, None, Some(("/mine", "/mine/.state"))),
        (None, Some("/this"), None, None),
        (None, None, None, None),
    ];
    if cfg!(windows) {
        return; // A path without a drive is not absolute there.
    }
    for (config, state, usual, expected) in rows {
        let mut variables = HashMap::new();
        let _ = variables.insert("WELLSPRING_CONFIG_DIR", config);
        let _ = variables.insert("WELLSPRING_STATE_DIR", state);
        let chosen = Dirs::choose(|name| variables.get(name)?.map(OsString::from), usual);
        let expected = expected
            .map(|(config, state)| Dirs { config: config.into(), state: state.into() })
            .ok_or(NoHome);
        assert_eq!(chosen, expected, "{config:?} {state:?}");
    }
}

#[test]
fn a_relative_folder_is_taken_from_where_one_stands() {
    let dirs = Dirs::choose(|_| Some("here".into()), None).expect("chosen");
    assert_eq!(dirs.config, std::env::current_dir().expect("a folder").join("here"));
    assert!(NoHome.to_string().contains("WELLSPRING_CONFIG_DIR"), "it says what to do");
}

#[test]
fn names_are_unlike_and_sort_by_time() {
    let at = |millis| jiff::Timestamp::from_millisecond(millis).expect("in range");
    let names: Vec<String> =
        (0..10_000).map(|step| unique::id(at(1_800_000_000_000 + step / 100))).collect();
    let mut sorted = names.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), names.len());
    let times =
        |names: &[String]| names.iter().map(|name| name[..13].to_owned()).collect::<Vec<_>>();
    assert_eq!(times(&sorted), times(&names));
    for name in &names {
        let shape: String = name.chars().map(|c| if c == '-' { '-' } else { 'x' }).collect();
        assert_eq!(shape, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
        assert_eq!(&name[14..15], "7");
        assert!("89ab".contains(&name[19..20]), "{name}");
    }
    // Before 1970 there is no such name; it must not look like the far future.
    assert!(unique::id(at(-5)).starts_with("00000000-0000-7"));
    assert_ne!(unique::device(), unique::device());
}

#[cfg(all(unix, not(target_os = "macos")))]
mod display {
    use std::io::{Read, Write};
    use std::os::unix::net::UnixListener;
    use std::path::{Path, PathBuf};
    use std::time::{Duration, Instant};

    use wellspring::platform::display::probe_in;

    fn probe(variables: &[(&str, &Path)], limit: Duration) -> Result<(), String> {
        probe_in(
            |name| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| value.as_os_str().to_owned())
            },
            limit,
        )
    }

    /// A socket that takes callers and never says a word.
    fn dead(path: &Path) -> UnixListener {
        UnixListener::bind(path).expect("a socket")
    }

    /// A socket that answers the first caller as a Wayland display does.
    fn alive(path: &Path) {
        let listener = dead(path);
        let _ = std::thread::spawn(move || {
            let (mut caller, _) = listener.accept().expect("a caller");
            let mut request = [0; 12];
            caller.read_exact(&mut request).expect("a request");
            let request: Vec<u32> = request
                .chunks(4)
                .map(|word| u32::from_ne_bytes(word.try_into().expect("four")))
                .collect();
            assert_eq!(request, [1, 12 << 16, 2], "wl_display.sync with the new object 2");
            let answer = [2_u32, 12 << 16, 0].map(u32::to_ne_bytes).concat();
            caller.write_all(&answer).expect("an answer");
        });
    }

    #[test]
    fn a_display_counts_when_it_answers() {
        let root = tempfile::tempdir().expect("a folder");
        let path = |name: &str| root.path().join(name);
        let _silent = dead(&path("silent"));
        alive(&path("one"));
        alive(&path("two"));
        let short = Duration::from_millis(200);
        let long = Duration::from_secs(30);
        let [nothing, one, nobody, silent] =
            [PathBuf::new(), path("one"), path("nobody"), path("silent")];
        let rows = [
            (
                "nothing set",
                Vec::<(&str, &Path)>::new(),
                short,
                "neither WAYLAND_DISPLAY nor DISPLAY",
            ),
            (
                "empty",
                vec![("WAYLAND_DISPLAY", &nothing), ("DISPLAY", &nothing)],
                short,
                "neither WAYLAND_DISPLAY",
            ),
            ("whole path", vec![("WAYLAND_DISPLAY", &one)], long, ""),
            (
                "in the runtime folder",
                vec![("WAYLAND_DISPLAY", Path::new("two")), ("XDG_RUNTIME_DIR", root.path())],
                long,
                "",
            ),
            (
                "no runtime folder",
                vec![("WAYLAND_DISPLAY", Path::new("two"))],
                short,
                "XDG_RUNTIME_DIR",
            ),
            ("nobody there", vec![("WAYLAND_DISPLAY", &nobody)], short, "does not answer"),
            ("silent", vec![("WAYLAND_DISPLAY", &silent)], short, "no answer came within 0.2 s"),
            (
                "no such X11",
                vec![("DISPLAY", Path::new(":4567"))],
                short,
                "the X11 display :4567 does not answer",
            ),
        ];
        for (name, variables, limit, expected) in rows {
            let since = Instant::now();
            match probe(&variables, limit) {
                Ok(()) => assert_eq!(expected, "", "{name}"),
                Err(why) => {
                    assert!(!expected.is_empty() && why.contains(expected), "{name}: {why}");
                }
            }
            assert!(since.elapsed() < Duration::from_secs(20), "{name} took {:?}", since.elapsed());
        }
    }

    #[test]
    fn an_x11_display_that_takes_callers_and_never_answers_is_dead() {
        // X11 sockets have one place only; a number far from those of real displays.
        let number = 20_000 + std::process::id() % 10_000;
        let path = PathBuf::from(format!("/tmp/.X11-unix/X{number}"));
        let _ = std::fs::create_dir("/tmp/.X11-unix");
        let _ = std::fs::remove_file(&path);
        let Ok(listener) = UnixListener::bind(&path) else {
            let _ = writeln!(std::io::stderr(), "SKIPPED: no socket can be made in /tmp/.X11-unix");
            return;
        };
        let name = PathBuf::from(format!(":{number}"));
        let silent = probe(&[("DISPLAY", &name)], Duration::from_millis(200));
        drop(listener);
        let nobody = probe(&[("DISPLAY", &name)], Duration::from_secs(30));
        let _ = std::fs::remove_file(&path);
        let silent = silent.expect_err("it never answers");
        assert!(silent.contains("no answer came within 0.2 s"), "{silent}");
        let nobody = nobody.expect_err("nobody listens");
        assert!(nobody.contains("does not answer") && !nobody.contains("within"), "{nobody}");
    }
}
