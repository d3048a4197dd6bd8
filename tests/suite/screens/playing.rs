//! Several points played one after the other, one of them again, and a session that broke off and is taken up.

use iced::keyboard::Key;
use iced::keyboard::key::{Code, Named};
use wellspring::app::effect::Effect;
use wellspring::app::presets::{fresh, used};
use wellspring::app::{App, Played, Screen};
use wellspring::domain::history::{Note, SessionId};
use wellspring::domain::plan::Phase;

use super::person::{Person, enter, space};

const ROUTINE: &str = "chest-and-shoulder-opener";

fn left() -> App {
    used().left_yesterday(ROUTINE, 3)
}

/// The routine and the session that the first note of a session tells of.
fn started(person: &Person) -> Option<(Option<String>, Option<SessionId>, usize)> {
    person.notes().into_iter().find_map(|note| match note {
        Note::Started { presses, routine, continues, .. } => {
            Some((routine, continues, presses.len()))
        }
        _ => None,
    })
}

fn phase(person: &Person) -> (Phase, usize) {
    match person.app.screen() {
        Screen::Player(player, _) => (player.run().step().phase, player.run().press().point),
        other => panic!("not in a session: {other:?}"),
    }
}

#[test]
fn in_a_rest_the_next_point_is_shown_and_enter_goes_on() {
    let mut person = Person::at(fresh().in_own_routine(&[("HE-1", 40), ("LI-4", 0)], None));
    assert!(person.sees("Point 1 of 2"));
    person.key(space(), Code::Space);
    person.wait(5 + 120 + 5 + 8 + 5 + 120 + 5);
    person.wait(10);
    assert_eq!(phase(&person), (Phase::Rest, 1));
    for words in ["Rest", "0:30", "LI-4 Hégǔ", "Let your hands rest.", "Point 2 of 2"] {
        assert!(person.sees(words), "{words}");
    }
    let posture = match person.app.screen() {
        Screen::Player(player, _) => {
            player.run().plan().points()[1].guide.clone().expect("a guide").posture
        }
        _ => String::new(),
    };
    assert!(!posture.is_empty() && person.sees(&posture), "{posture}");
    person.key(space(), Code::Space);
    assert!(person.sees("Paused"));
    person.key(space(), Code::Space);
    person.wait(3);
    person.click("Go on now");
    assert_eq!(phase(&person), (Phase::Find, 1));
    assert!(person.sees("LI-4 Hégǔ") && person.sees(&posture), "before it begins");
}

#[test]
fn this_one_again_by_pointer_and_by_key() {
    let mut person = Person::at(fresh().in_own_routine(&[("HE-1", 40), ("LI-4", 0)], None));
    person.key(space(), Code::Space);
    person.wait(60);
    person.click("This one again");
    assert_eq!(phase(&person), (Phase::Find, 0));
    assert!(person.sees("I am on it, begin"));
    let letter = || Key::Character("a".into());
    person.key(space(), Code::Space);
    // Ten seconds left of the second side.
    person.wait(5 + 120 + 5 + 8 + 5 + 112);
    person.key(letter(), Code::KeyA);
    assert_eq!(phase(&person), (Phase::Find, 0));
    person.key(space(), Code::Space);
    person.wait(5 + 120 + 5 + 8 + 5 + 120 + 5 + 10);
    assert_eq!(phase(&person), (Phase::Rest, 1));
    assert!(!person.sees("This one again"));
    person.click("HE-1 again");
    assert_eq!(phase(&person), (Phase::Find, 0), "the one before the rest");
    person.key(enter(), Code::Enter);
    person.key(space(), Code::Space);
    person.key(letter(), Code::KeyA);
    assert_eq!(phase(&person), (Phase::Find, 0));
    assert!(person.sees("Paused"), "it stands still as before");
    let pressed: Vec<u64> = person
        .notes()
        .into_iter()
        .filter_map(|note| match note {
            Note::Press { index: 0, pressed, .. } => Some(pressed.as_secs()),
            _ => None,
        })
        .collect();
    assert!(pressed.is_sorted() && pressed.last() == Some(&(55 + 120 + 120)), "{pressed:?}");
}

#[test]
fn what_was_left_yesterday_is_taken_up_through_its_caution() {
    let mut person = Person::at(left());
    let told = "You left Chest and shoulder opener at HE-1 Jíquán, left armpit (2 of 5 points done), yesterday at 20:45.";
    assert!(person.sees(told), "on Today");
    person.click("Take it up");
    assert!(matches!(person.app.screen(), Screen::Caution(_, Played::Unfinished(_))));
    person.click("Not now");
    assert!(matches!(person.app.screen(), Screen::Routine(page) if page.key() == ROUTINE));
    assert!(person.sees(told), "on the page of the routine");
    person.click("Take it up");
    person.click("I have read this, begin");
    assert!(person.sees("Point 1 of 3"));
    person.key(space(), Code::Space);
    let expected = (Some(ROUTINE.to_owned()), Some(SessionId("left".to_owned())), 6);
    assert_eq!(started(&person), Some(expected), "its first note");
    person.wait(5 + 200);
    person.named(Named::Escape, Code::Escape);
    person.named(Named::Escape, Code::Escape);
    assert!(
        person.sees("Today or tomorrow you can take it up where it is; the page Today offers it.")
    );
    person.click("Close");
    let again = "You left Chest and shoulder opener at LI-15 Jiānyú, left shoulder (3 of 5 points done), today at 09:30.";
    assert!(person.sees(again), "counted from its first beginning");
}

#[test]
fn what_is_let_be_is_not_offered_again() {
    let mut person = Person::at(left());
    person.click("Not now");
    let saved = person.effects.iter().find_map(|effect| match effect {
        Effect::SaveSettings(settings) => settings.let_be.clone(),
        _ => None,
    });
    assert_eq!(saved, Some(SessionId("left".to_owned())));
    assert!(!person.sees("Take it up"));
    let mut other = Person::at(left().at_routine("bedtime"));
    assert!(!other.sees("Take it up"), "the page of another routine");
}

#[test]
fn once_more_after_what_was_taken_up_is_the_whole_routine() {
    let mut person = Person::at(used().left_yesterday(ROUTINE, 8));
    person.click("Take it up");
    person.click("I have read this, begin");
    person.key(space(), Code::Space);
    person.wait(5 + 600);
    assert!(person.sees("Noted in your history."));
    person.click("Once more");
    match person.app.screen() {
        Screen::Caution(caution, Played::Routine(key)) => {
            assert_eq!(key, ROUTINE);
            assert_eq!(caution.plan().map(|plan| plan.presses().len()), Some(9));
        }
        other => panic!("not at the caution: {other:?}"),
    }
    person.click("Not now");
    assert!(!person.sees("Take it up"), "nothing is left of it");
}

#[test]
fn what_is_left_out_by_now_is_said() {
    use wellspring::domain::profile::Answer;
    let app = left().answering("pregnancy", Answer::Yes(Vec::new()));
    let mut person = Person::at(app);
    assert!(person.sees("LI-4 is left out for you: pregnancy. Your answers stand in About me."));
    person.click("Take it up");
    match person.app.screen() {
        Screen::Caution(caution, _) => {
            let plan = caution.plan().expect("a plan");
            assert!(plan.points().iter().all(|point| point.code.as_str() != "LI-4"));
        }
        other => panic!("not at the caution: {other:?}"),
    }
}
