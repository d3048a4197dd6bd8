//! The library, About me and the routines: finding, answering, and what follows from it.

use iced::keyboard::Key;
use iced::keyboard::key::{Code as Place, Named};
use wellspring::app::effect::Effect;
use wellspring::app::presets::fresh;
use wellspring::app::{App, Room, Screen};
use wellspring::domain::caution::Weight;
use wellspring::domain::code::Code;
use wellspring::domain::profile::Answer;

use super::person::{Person, enter};

fn library() -> Person {
    Person::at(fresh().in_room(Room::Points))
}

fn code_shown(app: &App) -> Option<String> {
    match app.screen() {
        Screen::Point(page) => Some(page.code().to_string()),
        _ => None,
    }
}

#[test]
fn a_point_is_found_as_it_is_typed_and_opened_by_keys() {
    for (typed, expected) in [
        ("he1", "HE-1"),
        ("HT 1", "HE-1"),
        ("heart 1", "HE-1"),
        ("hoku", "LI-4"),
        ("neiguan", "PC-6"),
        ("neigaun", "PC-6"),
        ("内关", "PC-6"),
        ("headache", "LI-4"),
    ] {
        let mut person = library();
        person.types(typed);
        person.key(enter(), Place::Enter);
        assert_eq!(code_shown(&person.app).as_deref(), Some(expected), "{typed}");
        person.named(Named::Escape, Place::Escape);
        assert!(matches!(person.app.screen(), Screen::Points), "{typed}: back in the list");
        assert!(person.app.list().found().len() < 411, "{typed}: which stands as it was left");
        person.named(Named::Escape, Place::Escape);
        assert_eq!(person.app.list().found().len(), 411, "{typed}: Esc shows all again");
    }
}

#[test]
fn arrows_go_from_row_to_row_and_scroll_as_far_as_needed() {
    let mut person = library();
    for _ in 0..3 {
        person.named(Named::ArrowDown, Place::ArrowDown);
    }
    person.named(Named::ArrowUp, Place::ArrowUp);
    person.key(enter(), Place::Enter);
    assert_eq!(code_shown(&person.app).as_deref(), Some("LU-2"));

    let mut person = library();
    for _ in 0..30 {
        person.named(Named::ArrowDown, Place::ArrowDown);
    }
    let last = person.effects.iter().rev().find_map(|effect| match effect {
        Effect::ScrollTo(offset) => Some(*offset),
        _ => None,
    });
    assert!(last.is_some_and(|offset| offset > 0.0), "the thirtieth row lies below the fold");
}

#[test]
fn a_slash_goes_to_the_search_box() {
    let mut person = library();
    person.key(Key::Character("/".into()), Place::Slash);
    assert_eq!(person.effects, [Effect::FocusOn("search")]);
}

#[test]
fn filters_narrow_the_list_and_are_taken_back() {
    let mut person = library();
    person.click("Part of the body");
    person.click("Armpit");
    // HE-1 is the only point of the armpit.
    assert!(person.sees("1 point") && person.sees("HE-1 Jíquán"));
    person.click("Show all");
    assert!(person.sees("411 points"));
    person.click("Meridian");
    person.click("HE Heart");
    assert!(person.sees("9 points"));
    person.click("Show all");
    person.click("Favourites");
    assert!(person.sees("No favourites yet. The star beside a point makes it one."));
    person.click("Show all");
    person.click("Complaint");
    person.click("Nausea");
    assert!(person.sees("PC-6 Nèiguān") && person.sees("Routines for it"));
    let first = person.app.list().found().first().map(ToString::to_string);
    assert_eq!(first.as_deref(), Some("PC-6"), "the best founded comes first");
}

#[test]
fn a_favourite_is_saved_and_found_again() {
    let mut person = Person::at(fresh().at_point("LI-4", false));
    person.clicks_in_all("Make a favourite");
    let saved = person.effects.iter().find_map(|effect| match effect {
        Effect::SaveSettings(settings) => Some(settings.favourites.clone()),
        _ => None,
    });
    assert!(saved.is_some_and(|all| all.contains(&Code::parse("LI-4").expect("a code"))));
    person.click("Points");
    person.click("Favourites");
    assert!(person.sees("1 point") && person.sees("LI-4 Hégǔ"));
}

#[test]
fn safe_for_me_leaves_out_what_an_answer_leaves_out() {
    let pregnant = fresh().answering("pregnancy", Answer::Yes(Vec::new()));
    let mut person = Person::at(pregnant.in_room(Room::Points));
    person.click("Safe for me");
    let shown: Vec<String> = person.app.list().found().iter().map(ToString::to_string).collect();
    for (code, expected) in [("LI-4", false), ("SP-6", false), ("CV-6", false), ("PC-6", true)] {
        assert_eq!(shown.iter().any(|one| one == code), expected, "{code}");
    }
    assert!(!shown.iter().any(|code| code == "ST-9"), "what nobody may press is not safe either");
}

#[test]
fn an_answer_is_saved_at_once() {
    let mut person = Person::at(fresh().in_room(Room::AboutMe));
    assert!(person.sees("Do you take blood thinners, or do you bleed or bruise easily?"));
    // The first question is about the skin.
    person.click("No");
    let saved = person.effects.iter().find_map(|effect| match effect {
        Effect::SaveProfile(profile) => profile.answers.get("skin").map(|one| one.answer.clone()),
        _ => None,
    });
    assert_eq!(saved, Some(Answer::No));
}

#[test]
fn an_answer_changes_the_session_and_says_so() {
    let mut person = Person::at(
        fresh().answering("blood-thinners", Answer::Yes(Vec::new())).at_point("LI-4", false),
    );
    assert!(person.sees("Both sides · circles · 1 min"));
    assert!(person.sees("Thumb, light, in circles or steadily, 1 minute."));
    person.click("Start");
    let Screen::Caution(caution, _) = person.app.screen() else { panic!("the caution") };
    let lines = caution.plan().expect("a plan").personal();
    let line = lines.iter().find(|line| line.title.starts_with("Blood thinners"));
    assert_eq!(
        line.map(|line| line.weight),
        Some(Weight::Care),
        "it applies, it does not just may"
    );
    assert!(person.sees("Not answered in About me, so it may apply"));
}

#[test]
fn a_point_left_out_cannot_be_started_and_says_why() {
    let pregnant = || fresh().answering("pregnancy", Answer::Yes(Vec::new()));
    let mut person = Person::at(pregnant().at_point("LI-4", false));
    assert!(!person.sees("Start"), "no button");
    person.click("About me");
    assert!(person.sees("Are you pregnant, or might you be?"));
    let app = pregnant().at_caution("LI-4");
    assert!(!matches!(app.screen(), Screen::Caution(..)), "nor by any other way");
}

#[test]
fn answers_are_taken_back_and_put_back() {
    let mut person = Person::at(fresh().answering("young", Answer::No).in_room(Room::AboutMe));
    let answers = |person: &Person| {
        person.effects.iter().rev().find_map(|effect| match effect {
            Effect::SaveProfile(profile) => Some(profile.answers.len()),
            _ => None,
        })
    };
    person.clicks_in_all("Take all answers back");
    assert_eq!(answers(&person), Some(0));
    person.clicks_in_all("Put the answers back");
    assert_eq!(answers(&person), Some(1));
}

#[test]
fn a_routine_is_one_session_with_one_caution() {
    let mut person = Person::at(fresh().at_routine("nausea"));
    person.click("Start");
    assert!(person.sees("Before you begin"));
    person.click("Not now");
    assert!(matches!(person.app.screen(), Screen::Routine(_)));
    let mut person = Person::at(fresh().at_routine("period-cramps"));
    person.click("Start");
    assert!(person.sees("SP-6, LI-4, LR-3"));
    person.click("I have read this, begin");
    assert!(person.is_playing());
}

#[test]
fn a_routine_goes_on_without_what_is_left_out_and_says_so() {
    let pregnant = fresh().answering("pregnancy", Answer::Yes(Vec::new()));
    let mut person = Person::at(pregnant.at_routine("calm-before-a-talk"));
    assert!(person.sees("4 points"), "none of its points is avoided in pregnancy");
    let pregnant = fresh().answering("pregnancy", Answer::Yes(Vec::new()));
    let mut person = Person::at(pregnant.at_routine("short-fatigue-set"));
    assert!(person.sees("1 point"), "LI-4 and SP-6 are left out, ST-36 stays");
    let pregnant = fresh().answering("pregnancy", Answer::Yes(Vec::new()));
    let mut person = Person::at(pregnant.at_routine("headache-and-pain"));
    assert!(!person.sees("Start"), "nothing is left of it");
}

#[test]
fn points_are_added_to_an_own_routine() {
    let mut person = Person::at(fresh().at_point("PC-6", false));
    person.clicks_in_all("Add to my routine");
    let items = |person: &Person| {
        person.effects.iter().rev().find_map(|effect| match effect {
            Effect::SaveRoutine(routine) => {
                Some(routine.items.iter().map(|item| item.code.to_string()).collect::<Vec<_>>())
            }
            _ => None,
        })
    };
    assert_eq!(items(&person).as_deref(), Some(["PC-6".to_owned()].as_slice()));
    person.click("Routines");
    person.click("My routine");
    assert!(person.sees("1. PC-6 Nèiguān"));
}

#[test]
fn an_own_routine_is_put_in_an_easier_order_and_back() {
    let codes = ["PC-6", "ST-36", "LI-4", "KI-3", "TE-3", "SP-6", "HE-7", "GB-20"];
    let mut person = Person::at(fresh().at_own_routine(&codes));
    person.click("Change");
    let on_bench = |person: &Person| match person.app.screen() {
        Screen::Builder(builder) => {
            let items = builder.routine().items.iter();
            items.map(|item| item.code.to_string()).collect::<Vec<_>>()
        }
        other => panic!("not the builder: {other:?}"),
    };
    person.clicks_in_all("Put in an easier order");
    // The two with the ankle on the other knee come together; TE-3, without the thumbs, parts 10 min from 8 min.
    let eased = ["PC-6", "LI-4", "KI-3", "SP-6", "TE-3", "ST-36", "HE-7", "GB-20"];
    assert_eq!(on_bench(&person), eased);
    person.named(Named::Escape, iced::keyboard::key::Code::Escape);
    person.click("My routine");
    assert_eq!(on_bench(&person), eased, "the draft is gone on with");
}

#[test]
fn a_shipped_routine_says_what_its_order_asks_for_and_stays_as_it_is() {
    let mut person = Person::at(fresh().at_routine("bedtime"));
    assert!(person.sees("5 changes of posture; thumbs rest after at most 5 min."));
    assert!(!person.sees("Put in an easier order"));
    // One point has no order.
    let mut person = Person::at(fresh().at_own_routine(&["PC-6"]));
    assert!(person.sees("1. PC-6 Nèiguān") && !person.sees("No change of posture"));
}
