//! Looking back: filters, the calendar, one session opened and put right, one noted by hand, a history taken in.

use std::path::PathBuf;
use std::time::Duration;

use iced::keyboard::Key;
use iced::keyboard::key::{Code as Place, Named};
use jiff::civil::date;
use wellspring::app::effect::Effect;
use wellspring::app::presets::{fresh, used, used_for_a_year};
use wellspring::app::{Message, Room, Screen};
use wellspring::domain::code::Code;
use wellspring::domain::conductor::Ask;
use wellspring::domain::history::review::{Grouping, Step};
use wellspring::domain::history::{Change, Note, Outcome, Rating, SessionId};
use wellspring::domain::point::Side;
use wellspring::screen::history::session::Message as OnSession;
use wellspring::screen::history::{Message as OnHistory, Period, bring, by_hand};

use super::person::Person;

fn looking_back() -> Person {
    Person::at(used_for_a_year().in_room(Room::History))
}

fn does(person: &mut Person, message: Message) {
    let effects = person.app.step(message, person.now);
    person.effects.extend(effects);
}

fn history(person: &mut Person, message: OnHistory) {
    does(person, Message::History(message));
}

fn session(person: &mut Person, message: OnSession) {
    does(person, Message::Session(message));
}

fn open(id: &str) -> Person {
    let mut person = looking_back();
    history(&mut person, OnHistory::Open(SessionId(id.to_owned())));
    person
}

fn changes(person: &Person) -> Vec<(u32, Change)> {
    let change = |note| match note {
        Note::Changed { revision, change } => Some((revision, *change)),
        _ => None,
    };
    person.notes().into_iter().filter_map(change).collect()
}

fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

#[test]
fn filters_narrow_the_list_and_the_numbers_and_are_told() {
    let rows: [(OnHistory, usize, &str); 7] = [
        (OnHistory::Point(Some(code("LU-1"))), 30, "Only: LU-1"),
        (OnHistory::Routine(Some("bedtime".to_owned())), 17, "Only: Bedtime"),
        (OnHistory::Complaint(Some("headache".to_owned())), 25, "Only: headache"),
        (OnHistory::Outcome(Some(Outcome::Stopped)), 4, "Only: stopped"),
        (OnHistory::Search("EVENING desk".to_owned()), 0, "Only: “EVENING desk”"),
        (OnHistory::Search("softer EVEN".to_owned()), 25, "Only: “softer EVEN”"),
        (OnHistory::Period(Period::Week), 2, "Only: since Tuesday 17 November 2026"),
    ];
    for (message, count, only) in rows {
        let mut person = looking_back();
        assert!(person.sees("150"), "all of them first");
        history(&mut person, message.clone());
        assert_eq!(told(&person), count, "{message:?}");
        assert!(person.sees(only), "{message:?}: {only}");
        person.click("Show everything");
        assert_eq!(told(&person), 150, "{message:?}");
    }
}

/// How many sessions the list says it holds.
fn told(person: &Person) -> usize {
    let says = |count: &usize| match count {
        0 => sees_in_all(person, "No session"),
        1 => sees_in_all(person, "1 session"),
        _ => sees_in_all(person, &format!("{count} sessions")),
    };
    (0..=150).find(says).expect("a number of sessions")
}

/// Whether those words stand anywhere on the page.
fn sees_in_all(person: &Person, words: &str) -> bool {
    let all = iced::Size::new(1400.0, 9000.0);
    let mut simulator: iced_test::Simulator<'_, Message> =
        iced_test::Simulator::with_size(super::pictures::settings(), all, person.app.view());
    simulator.find(words).is_ok()
}

#[test]
fn filters_by_pointer_and_search_by_key() {
    let mut person = looking_back();
    person.click("Filter");
    person.click("LI-4");
    person.click("Last 90 days");
    assert!(person.sees("Only: since Wednesday 26 August 2026 · LI-4"));
    person.named(Named::Escape, Place::Escape);
    assert!(!sees_in_all(&person, "Show everything"), "Escape shows everything");
    person.key(Key::Character("/".into()), Place::Slash);
    let to_search = Effect::FocusOn(wellspring::screen::history::SEARCH);
    assert!(person.effects.contains(&to_search), "{:?}", person.effects);
}

#[test]
fn the_calendar_is_walked_by_keys_and_each_day_says_itself() {
    let mut person = looking_back();
    assert!(person.sees("Monday 23 November 2026: 1 session, 3 min"));
    history(&mut person, OnHistory::Walk(Step::PreviousWeek));
    assert!(person.sees("Monday 16 November 2026: nothing"));
    history(&mut person, OnHistory::Walk(Step::PreviousDay));
    assert!(person.sees("Sunday 15 November 2026: 1 session, 3 min"));
    history(&mut person, OnHistory::Day(date(2026, 11, 12)));
    assert!(person.sees("Only: Thursday 12 November 2026"));
    assert_eq!(told(&person), 2);
    history(&mut person, OnHistory::Day(date(2026, 11, 12)));
    assert!(sees_in_all(&person, "150 sessions"));
    history(&mut person, OnHistory::Year(Some(2025)));
    assert!(person.sees("Wednesday 31 December 2025: nothing"));
}

#[test]
fn headings_by_day_week_and_month() {
    for (grouping, heading) in [
        (Grouping::Day, "Today"),
        (Grouping::Week, "Week 48, 23 Nov to 29 Nov 2026"),
        (Grouping::Month, "November 2026"),
    ] {
        let mut person = looking_back();
        history(&mut person, OnHistory::Grouping(grouping));
        assert!(sees_in_all(&person, heading), "{grouping:?}");
    }
}

#[test]
fn points_routines_stops_and_the_honest_line() {
    let mut person = looking_back();
    assert!(person.sees("Ratings say how it felt, not why."));
    assert!(!sees_in_all(&person, "By point"));
    person.clicks_in_all("Points, routines and stops");
    for words in ["By point", "By routine", "4 sessions.", "HE-1 Jíquán"] {
        assert!(sees_in_all(&person, words), "{words}");
    }
}

#[test]
fn an_empty_history_says_what_to_do() {
    let mut person = Person::at(fresh().in_room(Room::History));
    let empty =
        "Nothing here yet. When you have pressed a point, the session is noted here by itself.";
    assert!(person.sees(empty));
    assert!(!person.sees("Export"), "there is nothing to write");
    assert!(person.sees("Add by hand"));
}

#[test]
fn what_is_said_of_a_session_is_noted_once_each_with_the_next_revision() {
    let mut person = open("year-1");
    assert!(person.sees("LI-4 Hégǔ"));
    session(&mut person, OnSession::After(Rating::new(3)));
    session(&mut person, OnSession::After(Rating::new(3)));
    session(&mut person, OnSession::Worse(Some(Side::Left)));
    session(&mut person, OnSession::NewTag(" rainy ".to_owned()));
    session(&mut person, OnSession::AddTag);
    session(&mut person, OnSession::Remark("Cold hands".to_owned()));
    // Whoever goes away has not lost a word.
    does(&mut person, Message::Go(Room::Today));
    let said = [
        Change { after: Some(Rating::new(3)), ..Change::default() },
        Change { worse: Some(Some(Side::Left)), ..Change::default() },
        Change { tags: Some(vec!["rainy".to_owned()]), ..Change::default() },
        Change { remark: Some("Cold hands".to_owned()), ..Change::default() },
    ];
    assert_eq!(changes(&person), (1..).zip(said).collect::<Vec<_>>());
    let all_of_it = |effect: &Effect| match effect {
        Effect::Perform { session, asks, .. } => {
            session.0 == "year-1" && asks.iter().all(|ask| matches!(ask, Ask::Note(_)))
        }
        _ => true,
    };
    assert!(person.effects.iter().all(all_of_it), "{:?}", person.effects);
}

#[test]
fn a_struck_session_counts_nowhere_and_comes_back() {
    let mut person = open("year-1");
    person.clicks_in_all("Strike");
    assert!(person.sees("This session is struck: it is kept, and counted nowhere."));
    person.named(Named::Escape, Place::Escape);
    assert!(sees_in_all(&person, "149 sessions"));
    history(&mut person, OnHistory::Struck(true));
    assert!(sees_in_all(&person, "struck"));
    history(&mut person, OnHistory::Open(SessionId("year-1".to_owned())));
    person.click("Bring it back");
    person.named(Named::Escape, Place::Escape);
    history(&mut person, OnHistory::Clear);
    assert!(sees_in_all(&person, "150 sessions"));
    let struck: Vec<_> = changes(&person).iter().map(|(_, change)| change.struck).collect();
    assert_eq!(struck, [Some(true), Some(false)]);
}

#[test]
fn times_are_put_right_and_what_cannot_be_read_is_told() {
    let mut person = open("year-1");
    session(&mut person, OnSession::PutRight(true));
    for (when, length, told) in [
        ("yesterday", "1:23", "“yesterday” is no day and time. Type them as 2026-11-20 21:15."),
        ("2027-01-01 10:00", "1:23", "“2027-01-01 10:00” is still to come. Type when it was."),
        (
            "2026-11-01 10:00",
            "long",
            "“long” is no length. Type minutes such as 2 or 2:30, at the most 24 hours.",
        ),
    ] {
        session(&mut person, OnSession::When(when.to_owned()));
        session(&mut person, OnSession::Length(0, length.to_owned()));
        session(&mut person, OnSession::Keep);
        assert!(sees_in_all(&person, told), "{told}");
        assert_eq!(changes(&person), []);
    }
    session(&mut person, OnSession::Length(0, "2:30".to_owned()));
    session(&mut person, OnSession::Keep);
    let noted = changes(&person);
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].1.pressed.get(&0), Some(&Duration::from_secs(150)));
    assert!(person.sees("LI-4 Hégǔ"));
    assert!(sees_in_all(&person, "2:30 of 2:00"), "and it was longer than planned");
    assert!(sees_in_all(&person, "pressed longer than planned"));
}

#[test]
fn a_session_is_done_again_through_its_caution() {
    let mut person = open("year-1");
    person.clicks_in_all("Do it again");
    assert!(matches!(person.app.screen(), Screen::Caution(..)), "{:?}", person.app.screen());
    let mut person = open("year-4");
    person.clicks_in_all("Do it again");
    assert!(matches!(person.app.screen(), Screen::Caution(..)));
}

#[test]
fn what_was_done_without_the_program_is_noted_by_hand() {
    use by_hand::Message::{Keep, Length, Point, Side as On, When};
    let mut person = Person::at(used().in_room(Room::History));
    person.key(Key::Character("n".into()), Place::KeyN);
    assert!(person.effects.contains(&Effect::FocusOn(by_hand::POINT)), "{:?}", person.effects);
    let rows = [
        (
            Point("XX-9".to_owned()),
            "There is no point “XX-9”. Type a code such as HE-1, or look it up under Points.",
        ),
        (Point("heart 1".to_owned()), "On which side was it? Choose one."),
        (On(Side::Left), ""),
        (
            Length("0".to_owned()),
            "“0” is no length. Type minutes such as 2 or 2:30, at the most 24 hours.",
        ),
        (Length("3".to_owned()), ""),
        (
            When("2026-11-24 10:00".to_owned()),
            "“2026-11-24 10:00” is still to come. Type when it was.",
        ),
        (When("2026-11-20 21:15".to_owned()), ""),
    ];
    for (message, told) in rows {
        does(&mut person, Message::ByHand(message));
        if !told.is_empty() {
            does(&mut person, Message::ByHand(Keep));
            assert!(sees_in_all(&person, told), "{told}");
        }
    }
    assert_eq!(person.notes(), []);
    does(&mut person, Message::ByHand(Keep));
    assert!(matches!(person.app.screen(), Screen::Session(_)), "to say how it was");
    assert!(person.sees("HE-1 Jíquán"));
    let notes = person.notes();
    assert_eq!(notes.len(), 3);
    let began = match &notes[0] {
        Note::Started { by_hand: Some(began), presses, .. } => {
            assert_eq!((presses.len(), presses[0].side), (1, Side::Left));
            began.to_string()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(began, "2026-11-20T21:15:00+00:00[UTC]");
    person.named(Named::Escape, Place::Escape);
    assert!(sees_in_all(&person, "6 sessions"));
}

#[test]
fn exports_sheets_and_folders_are_asked_of_the_world() {
    let mut person = looking_back();
    history(&mut person, OnHistory::Point(Some(code("LU-1"))));
    person.click("Export");
    person.click("Page for my clinician");
    person.click("Without remarks");
    person.click("Make the page");
    person.click("Open folder");
    let asked: Vec<String> = person.effects.iter().map(|effect| format!("{effect:?}")).collect();
    let has = |words: &str| asked.iter().any(|effect| effect.starts_with(words));
    assert!(has("ExportHistory(Filter { point: Some(Code(\"LU-1\"))"), "{asked:#?}");
    assert!(has("Sheet(Filter { point: Some(Code(\"LU-1\"))"));
    assert!(asked.iter().any(|effect| effect.starts_with("Sheet(") && effect.ends_with("false)")));
    assert!(has("OpenFolder("));
}

#[test]
fn a_history_is_taken_in_only_after_a_look() {
    let mut person = Person::at(used().in_room(Room::History));
    person.click("Take in");
    does(&mut person, Message::TakeIn(bring::Message::Look));
    assert!(!person.effects.iter().any(|effect| matches!(effect, Effect::LookIntoHistory(_))));
    does(&mut person, Message::TakeIn(bring::Message::File(" /media/old ".to_owned())));
    person.click("Look what it would bring");
    assert!(person.effects.contains(&Effect::LookIntoHistory(PathBuf::from("/media/old"))));
    does(&mut person, Message::TakeIn(bring::Message::Take));
    assert!(!person.effects.iter().any(|effect| matches!(effect, Effect::TakeHistory(_))));
    let why = "There is nothing.".to_owned();
    does(&mut person, Message::TakeIn(bring::Message::Found(Err(why.clone()))));
    assert!(person.sees(&why));
    let entries = used_notes();
    does(&mut person, Message::TookIn(Ok(entries)));
    assert!(person.sees("History"), "back where it can be seen");
    assert!(sees_in_all(&person, "5 sessions"), "the same once more counts once");
}

/// The very notes that a used window holds already.
fn used_notes() -> Vec<wellspring::domain::history::Entry> {
    wellspring::app::presets::some_days()
}
