//! Sessions led with one elbow, or by the keys of a headset.

use super::*;

#[test]
fn any_key_answers_the_caution_once_it_has_been_read() {
    let rows: [(&[(u64, Key)], bool); 4] = [
        (&[(5_000, Key::Space), (11_000, Key::Character('x'))], true),
        // Held since before the end: it repeats, and does not answer.
        (
            &[
                (9_900, Key::Space),
                (9_990, Key::Space),
                (10_080, Key::Space),
                (10_170, Key::Interrupt),
            ],
            false,
        ),
        (&[(8_900, Key::Space), (10_080, Key::Space)], true),
        (&[(1_000, Key::Interrupt)], false),
    ];
    for (keys, begins) in rows {
        let mut world = Fake { any_key: true, reading: 10_000, ..Fake::keys(keys) };
        let prompt = Prompt::new(plan(Sides::Left, minute()), &shared());
        let answer = ask(prompt, "112", Manner::Keys, &mut world);
        assert_eq!(answer.is_ok(), begins, "{keys:?}");
    }
}

#[test]
fn one_elbow_leads_a_session_in_the_terminal() {
    let keys = [
        (1_000, Key::Character('j')), // found
        (20_000, Key::Escape),        // pause: Esc is a key like any other
        (25_000, Key::Left),          // go on
        (60_000, Key::Enter),
        (60_400, Key::Character('k')), // twice quickly: stop
        (70_000, Key::Interrupt),
    ];
    let mut world = Fake { any_key: true, ..Fake::keys(&keys) };
    let ending = led(plan(Sides::Left, minute()), Manner::Keys, &mut world);
    assert_eq!(ending.outcome, Outcome::Stopped);
    assert_eq!(world.when("Paused"), 20_000);
    assert!(world.count("Let go and rest the arm.") >= 1);
}

#[test]
fn media_keys_steer_and_v_changes_how_much_is_said() {
    let mut world = Fake::keys(&[
        (2_000, Key::Character('v')),
        (30_000, Key::Character('q')),
        (31_000, Key::Character('q')),
    ]);
    world.wishes = [(1_000, Input::Big), (10_000, Input::Pause), (12_000, Input::Go)].into();
    let ending = led(plan(Sides::Left, minute()), Manner::Keys, &mut world);
    assert_eq!(ending.outcome, Outcome::Left);
    assert_eq!(world.count("Paused"), 1);
    assert_eq!(world.amount, Amount::Short);
    assert_eq!(world.count("Short prompts from now on."), 1);
}
