//! A session that is killed in its midst, and what the next start shows of it.

use std::time::Duration;

use super::{at_rest, begin, keep_picture, noted, printed, the_session, walk};
use crate::rig::{AppUnderTest, Display, PATIENCE, wait_until};

#[test]
#[ignore = "real time; ./test runs it"]
fn a_killed_session_is_kept_as_interrupted() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path();
    let display = Display::start();
    std::fs::write(config.join("settings.json"), r#"{ "voice_amount": "chimes" }"#)
        .expect("settings");
    // Both sides: what is left after the first can be taken up.
    let arguments = ["start", "HE-1", "--seconds", "60", "--motion", "circular"];
    let mut app = AppUnderTest::start(&display, None, config, &arguments);
    app.wait_painted();
    begin(&app);
    app.key("space");
    wait_until(Duration::from_secs(60), "30 s of pressing noted", || noted(config, "step"));
    app.kill();
    let session = the_session(config);
    assert_eq!(session["outcome"], "interrupted");
    assert_eq!(session["pressed_seconds"], 30);
    let id = session["id"].as_str().expect("an id").to_owned();
    // The next start reads it, says nothing odd, offers to take it up, and can be used.
    let mut app = AppUnderTest::start(&display, None, config, &[]);
    app.wait_painted();
    let offered = at_rest(&app);
    keep_picture(&app, "interrupted");
    assert_eq!(app.stderr(), "", "nothing is wrong");
    app.key("ctrl+q");
    assert!(app.wait_exit(PATIENCE).success());
    // Where the person lets it be, the same page is without that offer: what was seen above is the offer.
    let settings = format!(r#"{{ "voice_amount": "chimes", "let_be": "{id}" }}"#);
    std::fs::write(config.join("settings.json"), settings).expect("settings");
    let mut app = AppUnderTest::start(&display, None, config, &[]);
    app.wait_painted();
    let without = at_rest(&app);
    app.key("ctrl+q");
    assert!(app.wait_exit(PATIENCE).success());
    let differing = offered.iter().zip(&without).filter(|(one, other)| one != other).count();
    assert!(differing > 2_000, "{differing} pixels tell of what broke off");
    // It is taken up, through its caution; what was noted of it before stands.
    let mut app = AppUnderTest::start(&display, None, config, &["start", "--resume"]);
    app.wait_painted();
    wait_until(PATIENCE, "the caution of what broke off", || app.title().starts_with("HE-1"));
    let _ = at_rest(&app);
    begin(&app);
    app.key("space");
    let continues = format!("\"continues\":\"{id}\"");
    wait_until(PATIENCE, "what takes it up", || {
        walk(&config.join("history")).iter().any(|text| text.contains(&continues))
    });
    app.kill();
    let sessions = printed(config, &["history", "--json"])["sessions"].clone();
    assert_eq!(sessions.as_array().map(Vec::len), Some(2), "{sessions:#}");
    assert_eq!(sessions[1], session, "{sessions:#}");
}
