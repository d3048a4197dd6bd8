//! Two windows of one person: the second goes on in place of the first.

use std::process::Command;

use wellspring::platform::dirs::Dirs;
use wellspring::platform::lock::Lock;

use super::{at_rest, begin, keep_picture, noted};
use crate::rig::{AppUnderTest, Display, PATIENCE, wait_until, wellspring};

#[test]
#[ignore = "real time; ./test runs it"]
fn the_second_window_goes_on_in_place_of_the_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let dirs = Dirs { config: folder.path().to_owned(), state: folder.path().join(".state") };
    let settings = r#"{ "voice_amount": "chimes" }"#;
    std::fs::write(dirs.settings_file(), settings).expect("settings");
    // Both are of one device, which has a name already.
    std::fs::create_dir(&dirs.state).expect("a folder");
    std::fs::write(dirs.device_file(), "0123abcd 0\n").expect("a name");
    let display = Display::start();
    let shares = |command: &mut Command| {
        command.env("WELLSPRING_STATE_DIR", &dirs.state);
    };
    let mut one = AppUnderTest::start_with(&display, None, folder.path(), &[], shares);
    one.wait_painted();
    // It opens at a routine, so that its title is its own.
    let mut command = Command::new(wellspring());
    command.args(["routine", "start", "bedtime"]).env("WELLSPRING_CONFIG_DIR", &dirs.config);
    let mut two = AppUnderTest::launch(&display, None, command, "Bedtime", shares);
    two.wait_painted();
    assert!(Lock::try_take(&dirs.lock_file(2)).is_err(), "both write, each its own folder");
    two.key("Escape");
    let _ = at_rest(&two);
    keep_picture(&two, "second-window");
    two.key("Tab");
    two.key("Return");
    assert!(one.wait_exit(PATIENCE).success());
    assert_eq!(one.stderr(), "");
    wait_until(PATIENCE, "the folder of the first", || Lock::try_take(&dirs.lock_file(2)).is_ok());
    let _ = at_rest(&two);
    keep_picture(&two, "second-window-goes-on");
    // What is done now stands in the folder of the first.
    two.key("Return");
    wait_until(PATIENCE, "the caution", || two.title().contains("Bedtime"));
    let _ = at_rest(&two);
    begin(&two);
    two.key("space");
    wait_until(PATIENCE, "the first note", || noted(folder.path(), "start"));
    let folders = std::fs::read_dir(dirs.history_dir()).expect("a history").flatten();
    let names: Vec<_> = folders
        .filter(|item| item.path().is_dir())
        .map(|item| item.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["0123abcd"]);
    two.close();
    assert!(two.wait_exit(PATIENCE).success());
    assert_eq!(two.stderr(), "");
}
