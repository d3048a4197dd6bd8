//! The window on the files of a later version.

use super::{at_rest, keep_picture};
use crate::rig::{AppUnderTest, Display, PATIENCE};
use crate::upgrade::{contents, person_of, untouched};

#[test]
#[ignore = "real time; ./test runs it"]
fn the_window_leaves_the_files_of_a_later_version_as_they_are() {
    let person = person_of("home-newer");
    let config = person.config();
    let before = contents(&config);
    let display = Display::start();
    let mut app = AppUnderTest::start(&display, None, &config, &[]);
    app.wait_painted();
    // Every page is looked at once.
    for key in ["1", "2", "3", "4", "5", "6", "1"] {
        app.key(key);
        let _ = at_rest(&app);
        keep_picture(&app, &format!("newer-{key}"));
    }
    app.key("ctrl+q");
    assert!(app.wait_exit(PATIENCE).success());
    untouched(&before, &config).expect("not a byte is changed");
    let quarantine = config.join("quarantine");
    let added: Vec<_> =
        contents(&config).into_keys().filter(|path| !before.contains_key(path)).collect();
    let strays: Vec<_> = added
        .iter()
        .filter(|path| {
            let helps = ["README.txt", ".gitattributes"].iter().any(|name| path.ends_with(name));
            // This device's own log, which is empty yet, the copies of damaged lines, and what explains the folder.
            let own_log = path.extension().is_some_and(|e| e == "jsonl");
            !helps && !own_log && !path.starts_with(&quarantine)
        })
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
}
