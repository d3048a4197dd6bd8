//! The `.ice` scripts: whole paths through the window, with its tasks and subscriptions running.

use wellspring::app::presets;

#[test]
fn every_script_passes() {
    // The emulator does not load the fonts of the program; they are loaded once for the whole process.
    let app = presets::fresh();
    let _ =
        iced_test::Simulator::with_size(super::pictures::settings(), [100.0, 100.0], app.view());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ice");
    iced_test::run(presets::program(), folder).expect("every script passes");
}
