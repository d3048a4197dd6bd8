//! How strong it is before and after a session, what else is said of it, and how much there was today.

use std::time::Duration;

use iced::keyboard::Key;
use iced::keyboard::key::{Code, Named};
use iced_test::Simulator;
use wellspring::app::effect::Effect;
use wellspring::app::presets::{fresh, used};
use wellspring::app::{App, Message, Played, Room, Screen};
use wellspring::domain::conductor::{Ask, Input};
use wellspring::domain::history::review::Dose;
use wellspring::domain::history::{Book, Change, Entry, Note, Rating, SessionId};
use wellspring::domain::plan::Phase;
use wellspring::domain::point::Side;
use wellspring::screen::player::{self, Saying};
use wellspring::screen::points;

use super::person::{Person, SIZE, enter, press, space};

fn letter(key: &str, code: Code) -> (Key, Code) {
    (Key::Character(key.into()), code)
}

fn changes(person: &Person) -> Vec<(u32, Change)> {
    let change = |note| match note {
        Note::Changed { revision, change } => Some((revision, *change)),
        _ => None,
    };
    person.notes().into_iter().filter_map(change).collect()
}

fn before(of_ten: u8) -> Change {
    let complaint = Some(Some("shoulder".to_owned()));
    Change { before: Some(Rating::new(of_ten)), complaint, ..Change::default() }
}

fn after(of_ten: u8) -> Change {
    Change { after: Some(Rating::new(of_ten)), ..Change::default() }
}

fn say(person: &mut Person, saying: Saying) {
    let said = Message::Player(player::Message::Note(saying));
    let effects = person.app.step(said, person.now);
    person.effects.extend(effects);
}

/// Somebody at the end of HE-1 on both sides, who rated a 6 before.
fn at_the_end(app: App) -> Person {
    let mut person = Person::at(app.at_caution("HE-1").rated(6));
    person.key(enter(), Code::Enter);
    person.key(space(), Code::Space);
    person.wait(5 + 120 + 5 + 8 + 5 + 120 + 5);
    assert!(person.sees("Done"));
    person
}

#[test]
fn before_and_after_by_pointer() {
    let mut person = Person::at(fresh().at_caution("HE-1"));
    person.click("7");
    person.click("7");
    person.click("6");
    assert!(!person.is_playing(), "a rating begins nothing");
    person.click("I have read this, begin");
    person.click("I am on it, begin");
    person.wait(5 + 120 + 5 + 8 + 5 + 120 + 5);
    assert!(person.sees("Before: 6."));
    person.click("4");
    person.click("Right");
    person.clicks_in_all("3");
    person.clicks_in_all("3");
    let worse = Change { worse: Some(Some(Side::Right)), ..Change::default() };
    let none = Change { after: Some(None), ..Change::default() };
    assert!(matches!(person.notes()[0], Note::Started { .. }));
    assert!(matches!(person.notes()[1], Note::Changed { .. }), "with the beginning");
    let expected = [before(6), after(4), worse, after(3), none];
    assert_eq!(changes(&person), (1..).zip(expected).collect::<Vec<_>>());
    person.click("Close");
    assert!(matches!(person.app.screen(), Screen::Today));
}

#[test]
fn the_arrows_turn_the_page_of_the_end() {
    let mut person = at_the_end(fresh());
    person.named(Named::ArrowDown, Code::ArrowDown);
    assert_eq!(person.effects.last(), Some(&Effect::Turn(64.0)));
}

#[test]
fn before_and_after_by_keys() {
    let mut person = Person::at(fresh().at_caution("HE-1"));
    let (t, key_t) = letter("t", Code::KeyT);
    person.events(vec![press(t.clone(), key_t, true)]);
    person.key(enter(), Code::Enter);
    person.key(space(), Code::Space);
    assert!(changes(&person).is_empty(), "a key that is held down rates nothing");
    let mut person = Person::at(fresh().at_caution("HE-1"));
    for (key, code) in [letter("0", Code::Digit0), (t, key_t), letter("6", Code::Digit6)] {
        person.key(key, code);
        assert!(!person.is_playing());
    }
    person.key(enter(), Code::Enter);
    person.key(space(), Code::Space);
    person.wait(5 + 120 + 5 + 8 + 5 + 120 + 5);
    person.key(space(), Code::Space);
    assert!(!person.sees("skip"), "passed over");
    for (key, code) in [letter("9", Code::Digit9), letter("T", Code::KeyT)] {
        person.key(key, code);
    }
    person.named(Named::ArrowLeft, Code::ArrowLeft);
    let (key, code) = letter("n", Code::KeyN);
    person.key(key, code);
    let worse = |side| Change { worse: Some(side), ..Change::default() };
    let expected = [before(6), after(9), after(10), worse(Some(Side::Left)), worse(None)];
    assert_eq!(changes(&person), (1..).zip(expected).collect::<Vec<_>>());
    let (key, code) = letter("w", Code::KeyW);
    person.key(key, code);
    assert_eq!(person.effects.last(), Some(&Effect::FocusOn("remark")));
    person.key(enter(), Code::Enter);
    assert!(matches!(person.app.screen(), Screen::Today), "Enter closes");
}

#[test]
fn nothing_is_written_of_a_session_that_does_not_begin() {
    let mut person = Person::at(fresh().at_caution("HE-1").rated(6));
    person.click("Not now");
    assert!(person.notes().is_empty());
    let mut person = Person::at(fresh().at_caution("HE-1").rated(6));
    person.key(enter(), Code::Enter);
    person.named(Named::Escape, Code::Escape);
    person.named(Named::Escape, Code::Escape);
    assert!(person.sees("Nothing was pressed, so nothing was noted."));
    assert!(!person.sees("Before: 6.") && !person.sees("Remark"));
    let (key, code) = letter("4", Code::Digit4);
    person.key(key, code);
    assert!(person.notes().is_empty(), "{:?}", person.notes());
}

/// Whatever broke off, the notes until then tell the truth.
#[test]
fn what_was_said_survives_a_kill_at_any_note() {
    let mut person = at_the_end(fresh());
    say(&mut person, Saying::Rate(Rating::new(4)));
    say(&mut person, Saying::Tag("rain".to_owned()));
    let notes = person.notes();
    let entry = |note: &Note| Entry {
        session: SessionId("killed".to_owned()),
        at: wellspring::app::presets::fixed_date(),
        note: note.clone(),
    };
    let entries: Vec<Entry> = notes.iter().map(entry).collect();
    for end in 1..=entries.len() {
        let book = Book::of(&entries[..end]);
        let session = book.sessions().next().expect("it has a start").session();
        let said = session.said;
        assert_eq!(said.before, Rating::new(6).filter(|_| end >= 2), "{end} notes");
        assert_eq!(said.after, Rating::new(4).filter(|_| end >= entries.len() - 1), "{end} notes");
        assert_eq!(said.tags.is_empty(), end < entries.len(), "{end} notes");
    }
}

#[test]
fn where_it_is_not_asked_a_digit_rates_nothing() {
    let mut person = Person::at(fresh().set(|all| all.ask_ratings = false).at_caution("HE-1"));
    assert!(!person.sees("10"));
    let (key, code) = letter("4", Code::Digit4);
    person.key(key.clone(), code);
    person.key(enter(), Code::Enter);
    person.key(space(), Code::Space);
    person.wait(5 + 120 + 5 + 8 + 5 + 120 + 5);
    assert!(person.sees("Done") && !person.sees("10") && person.sees("Remark"));
    person.key(key, code);
    assert!(changes(&person).is_empty());
}

#[test]
fn what_is_rated_is_chosen_and_remembered() {
    let mut person = Person::at(fresh().at_caution("HE-1").rated(6));
    person.click("Another question");
    person.click("A congested chest");
    let asked = "You may rate it first. How strong is the congestion of your chest now, from 0 (none) to 10 (as strong as you can imagine)?";
    assert!(person.sees(asked));
    let saved = person.effects.iter().find_map(|effect| match effect {
        Effect::SaveSettings(settings) => Some(settings.rated.clone()),
        _ => None,
    });
    let saved = saved.expect("it is saved");
    assert_eq!(saved.values().next(), Some(&Some("congested-chest".to_owned())));
    person.click("I have read this, begin");
    person.click("I am on it, begin");
    assert!(changes(&person).is_empty(), "the 6 was of the shoulder");
    person.wait(5 + 120 + 5 + 8 + 5 + 120 + 5);
    person.click("2");
    let (_, change) = changes(&person).remove(0);
    assert_eq!(change.complaint, Some(Some("congested-chest".to_owned())));
    person.click("Once more");
    assert!(person.sees(asked), "remembered");
    person.click("Another question");
    person.click("Something else");
    assert!(person.sees("You may rate it first. How strong is the discomfort now, from 0 (none) to 10 (as strong as you can imagine)?"));
}

#[test]
fn who_comes_from_a_complaint_rates_that() {
    let mut person = Person::at(fresh().searching("arm pain"));
    let code = wellspring::domain::code::Code::parse("HE-1").expect("a code");
    let _ = person.app.step(Message::Points(points::Message::Open(code)), person.now);
    person.click("Start");
    assert!(person.sees("You may rate it first. How strong is the arm pain now, from 0 (none) to 10 (as strong as you can imagine)?"));
    let mut person = Person::at(fresh().at_routine("bedtime"));
    person.click("Start");
    assert!(person.sees("You may rate it first. How strong is the trouble sleeping now, from 0 (none) to 10 (as strong as you can imagine)?"));
}

#[test]
fn one_side_alone_has_no_worse_one() {
    let app = fresh().at_caution("HE-1").rated(6).begun(Some(Duration::from_secs(60)));
    let mut person = Person::at(app.after(Input::LeaveNow));
    assert!(person.sees("Left early") && person.sees("Before: 6."));
    assert!(!person.sees("Which side was worse?"));
    person.named(Named::ArrowLeft, Code::ArrowLeft);
    assert!(changes(&person).is_empty());
}

fn remark(text: &str) -> Change {
    Change { remark: Some(text.to_owned()), ..Change::default() }
}

#[test]
fn no_word_is_lost() {
    type Leave = fn(&mut Person);
    let rows: [(&str, Leave); 5] = [
        ("by Close", |person| person.click("Close")),
        ("by Once more", |person| person.click("Once more")),
        ("to another place", |person| {
            let effects = person.app.step(Message::Go(Room::History), person.now);
            person.effects.extend(effects);
        }),
        ("with the window", |person| {
            let effects = person.app.step(Message::Close, person.now);
            assert_eq!(effects.last(), Some(&Effect::Quit));
            person.effects.extend(effects);
        }),
        ("after a while", |person| person.wait(3)),
    ];
    for (what, leave) in rows {
        let mut person = at_the_end(fresh());
        say(&mut person, Saying::Remark("lighter ".to_owned()));
        assert_eq!(changes(&person).len(), 1, "{what}: not at each letter");
        leave(&mut person);
        let expected = [(1, before(6)), (2, remark("lighter"))];
        assert_eq!(changes(&person), expected, "{what}");
    }
    // A tag that was typed and not taken yet goes along.
    let mut person = at_the_end(fresh());
    say(&mut person, Saying::NewTag("rain".to_owned()));
    person.click("Close");
    assert_eq!(changes(&person)[1].1.tags, Some(vec!["rain".to_owned()]));
}

#[test]
fn letters_go_to_the_box_that_has_the_focus() {
    let person = at_the_end(fresh());
    let mut simulator: Simulator<'_, Message> =
        Simulator::with_size(super::pictures::settings(), SIZE, person.app.view());
    let _ = simulator.click("How it was, in your own words").expect("the box");
    let _ = simulator.typewrite("4");
    let _ = simulator.tap_key(iced::keyboard::key::Named::Enter);
    let _ = simulator.click("Which side was worse?");
    let said: Vec<Saying> = simulator
        .into_messages()
        .map(|message| match message {
            Message::Player(player::Message::Note(saying)) => saying,
            other => panic!("{other:?}"),
        })
        .collect();
    let typed = Saying::Remark("4".to_owned());
    assert_eq!(said, [typed, Saying::KeepRemark, Saying::KeepRemark], "typed, Enter, left");
}

#[test]
fn tags_used_before_are_offered() {
    let mut person = at_the_end(used());
    say(&mut person, Saying::NewTag("after work".to_owned()));
    say(&mut person, Saying::AddTag);
    assert!(person.sees("after work"));
    person.click("Once more");
    person.click("I have read this, begin");
    person.key(space(), Code::Space);
    person.wait(5 + 120 + 5 + 8 + 5 + 120 + 5);
    let given = changes(&person).len();
    person.click("after work");
    person.click("after work");
    let tags: Vec<_> = changes(&person).drain(given..).map(|(_, one)| one.tags).collect();
    assert_eq!(tags, [Some(vec!["after work".to_owned()]), Some(Vec::new())]);
}

/// What was pressed of HE-1 on the made-up day.
fn used_dose() -> String {
    let (times, pressed) = (1, Duration::from_secs(95 + 110));
    wellspring::words::review::dose("HE-1", Dose { times, pressed })
}

#[test]
fn todays_dose_is_told_and_another_point_offered() {
    let mut person = Person::at(used().at_point("HE-1", false));
    let once = used_dose();
    assert!(person.sees(&once), "on its page");
    person.click("Start");
    assert!(person.sees(&format!("{once}.")), "at its caution");
    let instead = |person: &Person| match person.app.screen() {
        Screen::Caution(_, Played::Point(code)) => code.to_string(),
        other => panic!("not at a caution: {other:?}"),
    };
    let enough = used().pressed_today("HE-1", 2).at_caution("HE-1");
    let mut person = Person::at(enough);
    let offered = {
        let mut window: Simulator<'_, Message> =
            Simulator::with_size(super::pictures::settings(), SIZE, person.app.view());
        window.find("I have read this, begin").expect("never a refusal");
        drop(window);
        let known = [
            "PC-6 Nèiguān",
            "HE-7 Shénmén",
            "HE-3 Shàohǎi",
            "LU-1 Zhōngfǔ",
            "CV-17 Dànzhōng",
            "PC-1 Tiānchí",
            "GB-21 Jiānjǐng",
            "LI-15 Jiānyú",
            "SI-9 Jiānzhēn",
        ];
        known.into_iter().find(|name| person.sees(&format!("Press {name} instead")))
    };
    let offered = offered.expect("a related point is offered");
    person.click(&format!("Press {offered} instead"));
    assert!(offered.starts_with(&instead(&person)), "one click leads to its caution");
    assert!(!person.is_playing());
}

/// What the last schedule says.
fn said(effects: &[Effect]) -> Vec<String> {
    let asks = effects.iter().flat_map(|effect| match effect {
        Effect::Perform { asks, .. } | Effect::Sound { asks, .. } => asks.as_slice(),
        _ => &[],
    });
    let last = asks.filter_map(|ask| match ask {
        Ask::Schedule(all) => Some(all),
        _ => None,
    });
    let last = last.fold(None, |_, all| Some(all)).cloned().unwrap_or_default();
    let text = |one: wellspring::domain::sound::Scheduled| match one.cue {
        wellspring::domain::sound::Cue::Say(text) => Some(text.to_string()),
        wellspring::domain::sound::Cue::Sound(_) => None,
    };
    last.into_iter().filter_map(text).collect()
}

#[test]
fn the_voice_asks_and_says_what_it_heard() {
    for any_key in [false, true] {
        let mut person = super::aloud::at_caution(|all| all.any_key = any_key);
        let read = said(&person.effects);
        assert!(read.contains(&"You may rate it first: press 0 to 9, or T for ten.".to_owned()));
        person.effects.clear();
        let (six, key_six) = letter("6", Code::Digit6);
        person.key(six.clone(), key_six);
        assert!(person.effects.is_empty(), "the caution is not interrupted");
        person.now += Duration::from_secs(180);
        let tick = Message::Caution(wellspring::screen::caution::Message::Tick);
        let _ = person.app.step(tick, person.now);
        person.key(six.clone(), key_six);
        assert_eq!(said(&person.effects), ["Noted: 6."]);
        person.key(enter(), Code::Enter);
        assert!(person.is_playing());
        person.wait(90);
        person.key(space(), Code::Space);
        person.wait(5 + 120 + 5 + 8 + 5 + 120 + 4);
        let to_come = said(&person.effects);
        let asked = to_come.iter().position(|one| one == "How strong is it now?");
        let over = to_come.iter().position(|one| one == "The session is over.");
        assert!(over.is_some() && over < asked, "{to_come:#?}");
        person.wait(2);
        match person.app.screen() {
            Screen::Player(player, _) => assert_eq!(player.run().step().phase, Phase::EaseOff),
            other => panic!("{other:?}"),
        }
        person.key(six, key_six);
        assert_eq!(said(&person.effects), ["Noted: 6."], "any key: {any_key}");
        assert_eq!(changes(&person).last(), Some(&(2, after(6))));
        if any_key {
            person.named(Named::ArrowLeft, Code::ArrowLeft);
            assert!(matches!(person.app.screen(), Screen::Today), "any other key closes");
        } else {
            person.key(space(), Code::Space);
            assert!(person.is_playing(), "the question is answered");
        }
    }
}

#[test]
fn what_is_asked_is_kept_in_the_settings_file() {
    use wellspring::domain::settings::Settings;
    use wellspring::format::settings::{read, write};
    let code = |code| wellspring::domain::code::Code::parse(code).expect("a code");
    let rated = [(code("HE-1"), Some("arm".to_owned())), (code("LI-4"), None)];
    let settings =
        Settings { ask_ratings: false, rated: rated.into_iter().collect(), ..Settings::default() };
    let (again, notices) = read(&write(&settings, None)).expect("settings");
    assert!(notices.is_empty(), "{notices:?}");
    assert_eq!(again, settings);
    let (usual, _) = read("{}").expect("settings");
    assert!(usual.ask_ratings, "asked unless it is turned off");
}
