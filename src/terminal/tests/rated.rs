//! How strong it is, asked before and after in the terminal.

use super::super::rating;
use super::*;
use crate::domain::history::Change;

fn asking(mut world: Fake) -> Fake {
    world.question = Some("How strong is the headache now?".to_owned());
    world
}

fn answered(manner: Manner, world: &mut Fake) -> Option<Refusal> {
    let prompt = Prompt::new(plan(Sides::Left, minute()), &shared());
    ask(prompt, "112", manner, world).err().map(|refused| refused.1)
}

/// A session of a minute that is found at once, and the question after it.
fn led_and_asked(manner: Manner, world: &mut Fake) {
    let mut ending = led(plan(Sides::Left, minute()), manner, world);
    rating::after(&mut ending.conductor, manner, world);
}

fn changes(world: &Fake) -> Vec<(u32, Change)> {
    let change = |note: &Note| match note {
        Note::Changed { revision, change } => Some((*revision, (**change).clone())),
        _ => None,
    };
    world.notes.iter().filter_map(change).collect()
}

fn letters(word: &str) -> Vec<Heard> {
    word.chars().map(|letter| Heard::Key(Key::Character(letter))).collect()
}

#[test]
fn a_rating_never_answers_the_caution() {
    // What is typed; whether it begins, and what was rated.
    type Row = (Manner, Vec<Heard>, Option<Refusal>, Option<u8>);
    let line = |text: &str| Heard::Line(text.to_owned());
    let enter = Heard::Key(Key::Enter);
    let yes = [letters("yes"), vec![enter.clone()]].concat();
    let rows: [Row; 8] = [
        (Manner::Keys, [letters("4"), yes.clone()].concat(), None, Some(4)),
        (Manner::Keys, [letters("T"), yes.clone()].concat(), None, Some(10)),
        (Manner::Keys, [letters("47"), yes.clone()].concat(), None, Some(7)),
        (
            Manner::Keys,
            [letters("4"), vec![enter.clone()]].concat(),
            Some(Refusal::NotYes),
            Some(4),
        ),
        (Manner::Keys, [letters("y4"), vec![enter]].concat(), Some(Refusal::NotYes), None),
        (Manner::Lines, vec![line("10"), line("yes")], None, Some(10)),
        (Manner::Lines, vec![line("yes")], None, None),
        (Manner::Lines, vec![line("6"), Heard::Ended], Some(Refusal::NoAnswer), Some(6)),
    ];
    for (manner, typed, refusal, rated) in rows {
        let mut world = asking(Fake::typing(typed.clone().into_iter().map(|heard| (10, heard))));
        assert_eq!(answered(manner, &mut world), refusal, "{typed:?}");
        assert_eq!(world.before.map(Rating::get), rated, "{typed:?}");
        assert_eq!(
            world.count("Noted: "),
            usize::from(rated.is_some()) + usize::from(rated == Some(7))
        );
    }
    // Where it is not asked a digit is no rating.
    let typed = [letters("4"), vec![Heard::Key(Key::Enter)]].concat();
    let mut world = Fake::typing(typed.into_iter().map(|heard| (10, heard)));
    assert_eq!(answered(Manner::Keys, &mut world), Some(Refusal::NotYes));
    assert_eq!(world.before, None);
}

#[test]
fn with_an_elbow_a_digit_rates_and_any_other_key_begins() {
    let typed = letters("444j").into_iter().zip([10, 20, 30, 40]);
    let mut world = asking(Fake::typing(typed.map(|(heard, at)| (at, heard))));
    world.any_key = true;
    assert_eq!(answered(Manner::Keys, &mut world), None);
    assert_eq!(world.before, Rating::new(4));
    assert_eq!(world.count("Noted: 4."), 1, "a held key rates once");
    let _ = world.when("any key but 0 to 9 and T begins");
}

#[test]
fn what_is_rated_is_noted_with_the_beginning_and_at_the_end() {
    let rows: [(Manner, Heard, Option<u8>, &str); 5] = [
        (Manner::Keys, Heard::Key(Key::Character('3')), Some(3), "Noted: 3."),
        (Manner::Keys, Heard::Key(Key::Character('t')), Some(10), "Noted: 10."),
        (Manner::Keys, Heard::Key(Key::Space), None, "Not rated."),
        (Manner::Lines, Heard::Line("3".to_owned()), Some(3), "Noted: 3."),
        (Manner::Lines, Heard::Line(String::new()), None, "Not rated."),
    ];
    for (manner, answer, after, told) in rows {
        let found = match manner {
            Manner::Keys => Heard::Key(Key::Space),
            Manner::Lines => Heard::Line(String::new()),
        };
        let mut world = asking(Fake::typing([(1_000, found), (90_000, answer.clone())]));
        world.before = Rating::new(6);
        led_and_asked(manner, &mut world);
        assert!(matches!(world.notes[0], Note::Started { .. }));
        let complaint = Some(Some("headache".to_owned()));
        let before = Change { before: Some(Rating::new(6)), complaint, ..Change::default() };
        let mut expected = vec![(1, before.clone())];
        assert_eq!(world.notes[1], Note::Changed { revision: 1, change: Box::new(before) });
        if let Some(after) = after {
            let after = Change { after: Some(Rating::new(after)), ..Change::default() };
            expected.push((2, after));
        }
        assert_eq!(changes(&world), expected, "{answer:?}");
        let _ = world.when("How strong is the headache now? Before: 6.");
        let _ = world.when(told);
    }
}

#[test]
fn nobody_is_asked_who_cannot_answer() {
    // Nothing more can be typed.
    let mut world = asking(Fake::piped(&[""]));
    led_and_asked(Manner::Lines, &mut world);
    assert_eq!(world.count("How strong"), 0);
    // Nobody is there.
    let mut world = asking(Fake::keys(&[(1_000, Key::Space)]));
    led_and_asked(Manner::Keys, &mut world);
    assert_eq!(world.count("How strong"), 1);
    assert!(changes(&world).is_empty() && world.now < 180_000, "{}", world.now);
    // Nothing was pressed.
    let mut world = asking(Fake::keys(&[(1_000, Key::Interrupt), (2_000, Key::Interrupt)]));
    world.before = Rating::new(6);
    led_and_asked(Manner::Keys, &mut world);
    assert_eq!(world.count("How strong"), 0);
    assert!(world.notes.is_empty(), "{:?}", world.notes);
}
