//! Building routines: by pointer alone, by keys alone, and what is kept meanwhile.

use iced::keyboard::key::{Code as Place, Named, Physical};
use iced::keyboard::{self, Key, Location, Modifiers};
use iced::{Event, Point, mouse};
use wellspring::app::effect::Effect;
use wellspring::app::presets::fresh;
use wellspring::app::{App, Message, Room, Screen};
use wellspring::domain::profile::Answer;
use wellspring::domain::routine::{MOST_ITEMS, Routine};
use wellspring::platform::dirs::Dirs;
use wellspring::platform::library::Arrival;
use wellspring::platform::sharing::{self, Clash, Known};
use wellspring::screen::routines::bring;
use wellspring::screen::routines::builder::Builder;

use super::person::{Person, release};

fn builder(app: &App) -> &Builder {
    match app.screen() {
        Screen::Builder(builder) => builder,
        other => panic!("not the builder: {other:?}"),
    }
}

fn codes(routine: &Routine) -> Vec<String> {
    routine.items.iter().map(|item| item.code.to_string()).collect()
}

fn on_bench(person: &Person) -> Vec<String> {
    codes(builder(&person.app).routine())
}

/// The routine that was saved last.
fn saved(person: &Person) -> Option<&Routine> {
    person.effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveRoutine(routine) => Some(&**routine),
        _ => None,
    })
}

/// The draft that was kept last.
fn kept(person: &Person) -> Option<&Routine> {
    person.effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveDraft(routine) => Some(&**routine),
        _ => None,
    })
}

/// A key with others held.
fn chord(person: &mut Person, key: Key, place: Place, modifiers: Modifiers) {
    let down = Event::Keyboard(keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        key: key.clone(),
        physical_key: Physical::Code(place),
        location: Location::Standard,
        modifiers,
        text: None,
        repeat: false,
    });
    person.events(vec![down, release(key, place)]);
}

fn letter(letter: &str) -> Key {
    Key::Character(letter.into())
}

fn from_he_1() -> Person {
    let mut person = Person::at(fresh().at_point("HE-1", false));
    person.clicks_in_all("Build a routine from this point");
    person
}

#[test]
fn from_he_1_to_a_saved_routine_by_pointer() {
    let mut person = from_he_1();
    let proposed = on_bench(&person);
    assert_eq!(proposed[..3], ["HE-1", "LU-1", "LI-4"]);
    assert!(person.sees("New routine from HE-1") && person.sees("Goes well with these"));
    assert_eq!(kept(&person).map(codes), Some(proposed.clone()), "kept before anything is done");
    // Another length proposes anew, as long as nothing has been changed by hand.
    person.click("20 min");
    let longer = on_bench(&person);
    assert!(longer.len() > proposed.len(), "{longer:?}");
    person.click("10 min");
    assert_eq!(on_bench(&person), proposed);
    // By hand: now a length scales what is there.
    person.click("LU-1");
    person.clicks_in_all("Take out");
    let without: Vec<_> = proposed.iter().filter(|code| *code != "LU-1").cloned().collect();
    assert_eq!(on_bench(&person), without);
    person.click("5 min");
    assert_eq!(on_bench(&person), without);
    person.click("Save");
    assert_eq!(saved(&person).map(codes), Some(without));
    let key = saved(&person).map(|routine| routine.key.clone()).unwrap_or_default();
    assert!(person.effects.contains(&Effect::RemoveDraft(key.clone())));
    assert!(matches!(person.app.screen(), Screen::Routine(page) if page.key() == key));
    person.click("Start");
    assert!(person.sees("Before you begin"), "one caution before the whole set");
    person.click("I have read this, begin");
    assert!(person.is_playing());
}

#[test]
fn by_keys_alone() {
    let mut person = from_he_1();
    let begin = on_bench(&person);
    let alt = Modifiers::ALT;
    let command = Modifiers::COMMAND;
    person.named(Named::ArrowDown, Place::ArrowDown);
    assert_eq!(builder(&person.app).chosen(), Some(0));
    chord(&mut person, Key::Named(Named::ArrowDown), Place::ArrowDown, alt);
    chord(&mut person, Key::Named(Named::ArrowDown), Place::ArrowDown, alt);
    assert_eq!(on_bench(&person)[..3], [begin[1].clone(), begin[2].clone(), begin[0].clone()]);
    assert_eq!(builder(&person.app).chosen(), Some(2), "it stays the chosen one");
    chord(&mut person, letter("d"), Place::KeyD, command);
    assert_eq!(on_bench(&person)[2..4], [begin[0].clone(), begin[0].clone()]);
    person.named(Named::Delete, Place::Delete);
    person.named(Named::Delete, Place::Delete);
    let end = on_bench(&person);
    assert!(end.len() == begin.len() - 1, "{end:?}");
    for _ in 0..5 {
        chord(&mut person, letter("z"), Place::KeyZ, command);
    }
    assert_eq!(on_bench(&person), begin);
    assert_eq!(kept(&person).map(codes), Some(begin));
    for _ in 0..5 {
        chord(&mut person, letter("Z"), Place::KeyZ, command | Modifiers::SHIFT);
    }
    assert_eq!(on_bench(&person), end);
    chord(&mut person, letter("s"), Place::KeyS, command);
    assert_eq!(saved(&person).map(codes), Some(end));
}

#[test]
fn a_point_is_dragged_to_another_place() {
    let mut person = from_he_1();
    let begin = on_bench(&person);
    // Grips stand at the left edge of their rows.
    let middle = |person: &mut Person, code: &str| {
        let mut at = Point::ORIGIN;
        person.with(|window| {
            let found = window.find(code).unwrap_or_else(|error| panic!("{code}: {error:?}"));
            at = found.visible_bounds().expect("in view").center();
        });
        at
    };
    let first = middle(&mut person, "HE-1");
    let third = middle(&mut person, "LI-4");
    let grip = Point::new(140.0, first.y);
    let hand = |person: &mut Person, position: Point, event: mouse::Event| {
        person.with(|window| {
            window.point_at(position);
            let moved = Event::Mouse(mouse::Event::CursorMoved { position });
            let _ = window.simulate([moved, Event::Mouse(event)]);
        });
    };
    let there = Point::new(150.0, third.y + 5.0);
    hand(&mut person, grip, mouse::Event::ButtonPressed(mouse::Button::Left));
    hand(&mut person, there, mouse::Event::CursorMoved { position: there });
    assert_eq!(on_bench(&person), begin, "not before it is let go");
    hand(&mut person, there, mouse::Event::ButtonReleased(mouse::Button::Left));
    assert_eq!(on_bench(&person)[..3], [begin[1].clone(), begin[2].clone(), begin[0].clone()]);
    let command = Modifiers::COMMAND;
    chord(&mut person, letter("z"), Place::KeyZ, command);
    assert_eq!(on_bench(&person), begin, "one drag is one change");
}

#[test]
fn points_come_by_search_and_from_the_library() {
    let mut person = Person::at(fresh().in_room(Room::Routines));
    person.click("New routine");
    assert!(on_bench(&person).is_empty() && person.sees("nothing to press yet"));
    person.with(|window| {
        let _ = window.click("Add a point: type a name, a code, or where it hurts").expect("a box");
        let _ = window.typewrite("nausea");
    });
    person.clicks_in_all("PC-6");
    assert_eq!(on_bench(&person), ["PC-6"]);
    person.clicks_in_all("On the body");
    assert!(person.sees("Choose points for My routine: each goes in at once."));
    person.click("List");
    person.click("LU-1 Zhōngfǔ");
    assert!(person.sees("LU-1 Zhōngfǔ is in My routine now, as point 2. Routines shows it."));
    person.click("Done");
    assert_eq!(on_bench(&person), ["PC-6", "LU-1"]);
    assert_eq!(kept(&person).map(codes), Some(vec!["PC-6".to_owned(), "LU-1".to_owned()]));
}

#[test]
fn a_full_routine_takes_no_more() {
    let item = builder(&from_he_1().app).routine().items[0].clone();
    let full = |key: &str| {
        let mut routine = Routine::own(key, "My routine");
        routine.items = vec![item.clone(); MOST_ITEMS];
        routine
    };
    let add = "Add to my routine";
    let told = "A routine has at most 100 points. Take one out, or begin a second routine.";
    for is_draft in [false, true] {
        let mut person = Person::at(fresh().at_point("HE-1", false));
        let mine = vec![full("my-routine")];
        let (routines, drafts) = if is_draft { (Vec::new(), mine) } else { (mine, Vec::new()) };
        let arrival = Arrival { routines, drafts, ..Arrival::default() };
        let _ = person.app.step(Message::Arrived(arrival), person.now);
        person.clicks_in_all(add);
        assert!(saved(&person).or(kept(&person)).is_none(), "that file could not be read");
    }
    // The same while points are chosen for the routine that is being built.
    let mut person = Person::at(fresh().in_room(Room::Routines));
    let arrival = Arrival { drafts: vec![full("full")], ..Arrival::default() };
    let _ = person.app.step(Message::Arrived(arrival), person.now);
    person.click("My routine");
    person.clicks_in_all("On the body");
    person.click("List");
    person.effects.clear();
    person.click("LU-1 Zhōngfǔ");
    assert!(person.sees(told) && kept(&person).is_none());
}

#[test]
fn what_was_being_built_is_there_after_a_crash() {
    let mut person = from_he_1();
    let draft = kept(&person).cloned().expect("a draft");
    let arrival = Arrival { drafts: vec![draft.clone()], ..Arrival::default() };
    let mut next = Person::at(fresh());
    let _ = next.app.step(Message::Arrived(arrival), next.now);
    next.click("Routines");
    assert!(next.sees("Not saved yet"));
    next.click(draft.name.as_str());
    assert_eq!(on_bench(&next), on_bench(&person));
    // Left, it stays; thrown away, it can be put back.
    next.click("Routines");
    assert!(next.sees("Not saved yet"));
    next.click(draft.name.as_str());
    next.clicks_in_all("Throw the draft away");
    assert!(!next.sees("Not saved yet"));
    assert!(next.effects.contains(&Effect::RemoveDraft(draft.key.clone())));
    assert!(next.sees(&format!("What was not saved of {} was thrown away.", draft.name)));
    next.click("Put it back");
    assert_eq!((saved(&next), kept(&next)), (None, Some(&draft)), "as the draft that it was");
    assert!(next.sees("Not saved yet") && !next.sees("Put it back"));
    person.effects.clear();
}

#[test]
fn changes_that_were_thrown_away_can_be_put_back() {
    let mut person = Person::at(fresh().at_own_routine(&["HE-7", "PC-6"]));
    person.click("Change");
    person.named(Named::ArrowDown, Place::ArrowDown);
    person.named(Named::Delete, Place::Delete);
    assert_eq!(on_bench(&person), ["PC-6"]);
    let draft = kept(&person).cloned().expect("a draft");
    person.clicks_in_all("Throw the draft away");
    assert!(
        !person.sees("Not saved yet")
            && person.effects.contains(&Effect::RemoveDraft(draft.key.clone()))
    );
    person.effects.clear();
    person.click("Put it back");
    assert_eq!(
        (saved(&person), kept(&person)),
        (None, Some(&draft)),
        "the routine stays as it was"
    );
    assert!(person.sees("Not saved yet"));
}

#[test]
fn a_shipped_routine_is_copied_changed_deleted_and_put_back() {
    let mut person = Person::at(fresh().at_routine("bedtime"));
    assert!(!person.sees("Delete"), "what is shipped stays as it is");
    person.click("Copy to change");
    let copied = on_bench(&person);
    assert_eq!(copied.len(), 6);
    person.click("Save");
    let copy = saved(&person).cloned().expect("saved");
    assert_eq!((copy.key.as_str(), codes(&copy)), ("bedtime-2", copied));
    person.click("Delete");
    assert!(person.effects.contains(&Effect::RemoveRoutine(copy.key.clone())));
    assert!(person.sees("Bedtime was deleted."));
    person.click("Put it back");
    assert_eq!(saved(&person), Some(&copy));
    assert!(person.sees("Your own") && !person.sees("Bedtime was deleted."));
}

#[test]
fn a_complaint_has_its_routine() {
    let mut person = Person::at(fresh().searching("headache"));
    person.clicks_in_all("Build a routine for this");
    assert!(on_bench(&person).contains(&"LI-4".to_owned()), "{:?}", on_bench(&person));
}

#[test]
fn what_is_left_out_is_told() {
    let pregnant = fresh().answering("pregnancy", Answer::Yes(Vec::new()));
    let mut person = Person::at(pregnant.at_point("HE-1", false));
    person.clicks_in_all("Build a routine from this point");
    let proposed = on_bench(&person);
    assert!(!proposed.contains(&"LI-4".to_owned()), "{proposed:?}");
    assert!(person.sees("LU-1"));
    let told = builder(&person.app).told().unwrap_or_default().to_owned();
    assert!(told.contains("LI-4"), "{told}");
}

#[test]
fn favourites_come_first_and_a_search_finds_by_point() {
    let mut person = Person::at(fresh().at_routine("nausea"));
    person.click("Make a favourite");
    person.click("Routines");
    assert!(person.sees("Favourites") && person.sees("Nausea"));
    person.with(|window| {
        let _ = window.click("Search: neck, sleep, LI-4 …").expect("a box");
        let _ = window.typewrite("he 7");
    });
    assert!(person.sees("Bedtime") && !person.sees("Nausea"));
}

#[test]
fn what_the_keys_reach_is_kept_in_view() {
    let mut person = Person::at(fresh().at_routine("energising-set"));
    person.click("Copy to change");
    person.effects.clear();
    let scrolled = |person: &Person| {
        person.effects.iter().rev().find_map(|effect| match effect {
            Effect::ScrollTo(down) => Some(*down),
            _ => None,
        })
    };
    person.named(Named::ArrowDown, Place::ArrowDown);
    assert_eq!(scrolled(&person), Some(0.0));
    for _ in 0..5 {
        person.named(Named::ArrowDown, Place::ArrowDown);
    }
    assert!(scrolled(&person) > Some(100.0), "{:?}", scrolled(&person));
    let alt = Modifiers::ALT;
    for _ in 0..5 {
        chord(&mut person, Key::Named(Named::ArrowUp), Place::ArrowUp, alt);
    }
    assert_eq!(builder(&person.app).chosen(), Some(0));
    assert_eq!(scrolled(&person), Some(0.0));
}

#[test]
fn a_file_is_shown_before_it_is_kept() {
    let library = wellspring::platform::library::Library::open(None).expect("the library").0;
    let folder = tempfile::tempdir().expect("a folder");
    let dirs = Dirs { config: folder.path().to_owned(), state: folder.path().join("state") };
    let known = Known { library: &library, own: &[], dirs: &dirs };
    let text = r#"{ "version": 2, "key": "from-anna", "name": "From Anna", "about": "", "grade": "C", "sources": [],
        "points": [{ "code": "PC-6", "seconds": 120 }, { "code": "LI-4", "seconds": 599 }, { "code": "ST-1", "seconds": 60 }] }"#;
    let preview = sharing::preview_text("anna.json", text, known).expect("a preview");
    let mut person = Person::at(fresh().in_room(Room::Routines));
    person.click("Bring one in");
    assert!(person.sees("Bring in a routine"));
    let found = bring::Message::Found(Ok(Box::new(preview.clone())));
    let _ = person.app.step(Message::Bring(found), person.now);
    assert!(person.sees("From Anna") && person.sees("differs") && person.sees("known"));
    person.clicks_in_all("Keep it");
    let accept = Effect::Accept(Box::new(preview.clone()), Clash::Refuse);
    assert_eq!(person.effects.last(), Some(&accept));
    let accepted = sharing::accept(&preview, Clash::Refuse, known).expect("kept");
    let _ = person.app.step(Message::Brought(Ok(accepted)), person.now);
    assert!(matches!(person.app.screen(), Screen::Routine(page) if page.key() == "from-anna"));
    assert!(person.sees("From Anna") && person.sees("1. PC-6 Nèiguān"));
    // What is refused is told, and nothing is kept.
    person.click("Routines");
    person.click("Bring one in");
    let refused = bring::Message::Found(Err("x.json: line 1, this is a list".to_owned()));
    let _ = person.app.step(Message::Bring(refused), person.now);
    person.clicks_in_all("Routines");
    assert!(person.sees("Your own") && person.sees("From Anna"));
}

#[test]
fn a_dropped_file_is_looked_into_but_never_in_a_session() {
    let mut person = Person::at(fresh());
    let effects = person.app.step(Message::Dropped("/tmp/x.json".into()), person.now);
    assert_eq!(effects, [Effect::LookInto("/tmp/x.json".into())]);
    assert!(person.sees("Bring in a routine"));
    let mut person = Person::at(fresh().in_session("HE-1", None));
    let effects = person.app.step(Message::Dropped("/tmp/x.json".into()), person.now);
    assert!(effects.is_empty() && person.is_playing());
}
