//! What the window paints: only what changed, and that completely.

use std::time::Duration;

use super::{begin, noted, start};
use crate::rig::{AppUnderTest, Display, PATIENCE, wait_until};

/// The picture of the window once it has come to rest.
pub fn at_rest(app: &AppUnderTest<'_>) -> Vec<[u8; 3]> {
    let mut last = app.pixels();
    wait_until(PATIENCE, "a picture at rest", || {
        std::thread::sleep(Duration::from_millis(300));
        let now = app.pixels();
        let same = now == last;
        last = now;
        same
    });
    last
}

/// The renderer paints anew only what changed. Once it took thick strokes for thin ones and left parts of the
/// ring behind when the notice about the sound moved it.
#[test]
#[ignore = "real time; ./test runs it"]
fn what_is_painted_in_parts_is_what_is_painted_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let display = Display::start_with(1400, 900);
    let app = start(&display, None, folder.path());
    begin(&app);
    app.key("space");
    wait_until(Duration::from_secs(60), "30 s of pressing noted", || noted(folder.path(), "step"));
    app.key("space");
    let in_parts = at_rest(&app);
    let (width, height) = app.size();
    app.resize(width + 40, height + 20);
    let _ = at_rest(&app);
    app.resize(width, height);
    let at_once = at_rest(&app);
    let far = |(one, other): &(&[u8; 3], &[u8; 3])| {
        one.iter().zip(*other).any(|(one, other)| one.abs_diff(*other) > 8)
    };
    let differing = in_parts.iter().zip(&at_once).filter(far).count();
    // A glyph may leave the pixels behind by which it overhangs its own box; a stroke left thousands.
    assert!(differing < 40, "{differing} pixels were left behind");
}
