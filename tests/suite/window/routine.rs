//! The whole way from a point to a routine of one's own.

use std::path::Path;

use serde_json::Value;

use super::{begin, keep_picture, noted, the_session, walk};
use crate::rig::{AppUnderTest, Display, PATIENCE, wait_until};

/// The one file in that folder, as JSON, once there is one.
fn the_file(folder: &Path) -> Option<Value> {
    let texts = walk(folder);
    texts.first().and_then(|text| serde_json::from_str(text).ok())
}

fn points_of(routine: &Value) -> Vec<&str> {
    let points = routine["points"].as_array().expect("a list");
    points.iter().map(|point| point["code"].as_str().expect("a code")).collect()
}

#[test]
#[ignore = "real time; ./test runs it"]
fn from_he_1_to_a_saved_routine_played_and_logged() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path();
    std::fs::write(config.join("settings.json"), r#"{ "voice_amount": "chimes" }"#)
        .expect("settings are written");
    let display = Display::start();
    let mut app = AppUnderTest::start(&display, None, config, &[]);
    app.wait_painted();
    app.key("2");
    app.key("slash");
    app.type_text("HE-1");
    app.key("Return");
    wait_until(PATIENCE, "the page", || app.title().starts_with("HE-1"));
    app.key("b");
    wait_until(PATIENCE, "a draft", || the_file(&config.join("drafts")).is_some());
    let draft = the_file(&config.join("drafts")).expect("a draft");
    assert_eq!(points_of(&draft), ["HE-1", "LU-1", "LI-4"]);
    keep_picture(&app, "builder");
    // A crash loses nothing: the draft is gone on with.
    app.kill();
    let mut app = AppUnderTest::start(&display, None, config, &[]);
    app.wait_painted();
    app.key("3");
    keep_picture(&app, "drafts");
    assert_eq!(the_file(&config.join("drafts")), Some(draft));
    app.key("2");
    app.key("slash");
    app.type_text("HE-1");
    app.key("Return");
    wait_until(PATIENCE, "the page", || app.title().starts_with("HE-1"));
    app.key("b");
    wait_until(PATIENCE, "a second draft", || walk(&config.join("drafts")).len() == 2);
    app.key("ctrl+s");
    wait_until(PATIENCE, "a routine", || the_file(&config.join("routines")).is_some());
    wait_until(PATIENCE, "no second draft", || walk(&config.join("drafts")).len() == 1);
    let routine = the_file(&config.join("routines")).expect("a routine");
    let key = routine["key"].as_str().expect("a key").to_owned();
    app.key("Return");
    wait_until(PATIENCE, "its caution", || app.title().starts_with("Around HE-1"));
    begin(&app);
    // Found, and then on from step to step: what is skipped is noted as skipped.
    app.key("space");
    wait_until(PATIENCE, "the beginning noted", || noted(config, "start"));
    for _ in 0..40 {
        if noted(config, "end") {
            break;
        }
        app.key("Right");
    }
    wait_until(PATIENCE, "the end noted", || noted(config, "end"));
    let session = the_session(config);
    assert_eq!(session["routine"], key);
    assert_eq!(session["outcome"], "partial");
    app.key("ctrl+q");
    assert!(app.wait_exit(PATIENCE).success());
}
