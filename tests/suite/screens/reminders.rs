//! The reminders: made from a point or by name, changed, removed and put back; and what a notification does.

use iced::keyboard::key::{Code as Place, Named};
use wellspring::app::effect::Effect;
use wellspring::app::presets::{fresh, used};
use wellspring::app::{App, Message, Room, Screen};
use wellspring::domain::code::Code;
use wellspring::domain::profile::Answer;
use wellspring::domain::reminder::{Days, Reminder, What};
use wellspring::format::reminders::time_named;
use wellspring::platform::autostart::Login;
use wellspring::platform::notify::Server;
use wellspring::platform::reminding::{Here, Told};
use wellspring::screen::reminders;

use super::person::Person;

pub fn lunch() -> Reminder {
    reminder(What::Point(Code::parse("HE-1").expect("a code")), "after lunch", &["13:00"])
}

pub fn reminder(what: What, label: &str, times: &[&str]) -> Reminder {
    Reminder {
        what,
        label: label.to_owned(),
        days: Days::WEEKDAYS,
        times: times.iter().map(|time| time_named(time).expect("a time")).collect(),
        is_on: true,
    }
}

pub fn works() -> Here {
    let server = Server { name: "gnome-shell".to_owned(), has_actions: true };
    Here { notifications: Ok(server), login: Login::Off }
}

/// Two reminders, on a desktop where they work.
pub fn two() -> App {
    let bedtime = reminder(What::Routine("bedtime".to_owned()), "", &["22:30", "23:00"]);
    let bedtime = Reminder { days: Days::ALL, is_on: false, ..bedtime };
    used().at_reminders(vec![lunch(), bedtime], works())
}

fn at(app: App) -> Person {
    Person::at(app)
}

/// What the window last asked to be saved.
#[track_caller]
fn saved(person: &Person) -> Vec<Reminder> {
    let saved = person.effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveReminders(reminders) => Some(reminders.clone()),
        _ => None,
    });
    saved.expect("something was saved")
}

fn says(person: &mut Person, message: reminders::Message) {
    let effects = person.app.step(Message::Reminders(message), person.now);
    person.effects.extend(effects);
}

#[test]
fn none_unless_asked_for() {
    let mut person = at(fresh().in_room(Room::Settings));
    person.clicks_in_all("Set reminders");
    let opened = [Effect::ScrollTo(0.0), Effect::ReadReminders, Effect::LookAtReminding];
    assert_eq!(person.effects, opened);
    assert!(person.sees("Looking who shows notifications here …"));
    assert!(person.sees("No reminders yet."), "and what to do");
    let effects = person.app.step(Message::RemindersRead(Vec::new()), person.now);
    assert_eq!(effects, [], "nothing is made unasked");
    person.click("Points");
    assert!(matches!(person.app.screen(), Screen::Points));
}

#[test]
fn from_a_point_to_a_reminder_once() {
    let mut person = at(fresh().at_point("HE-1", false));
    person.clicks_in_all("Remind me");
    let effects = person.app.step(Message::RemindersRead(Vec::new()), person.now);
    person.effects.extend(effects);
    assert_eq!(saved(&person), [Reminder { label: String::new(), ..lunch() }]);
    // It is there already: it is shown, and not made twice.
    let mut again = at(fresh().at_point("HE-1", false));
    again.clicks_in_all("Remind me");
    assert_eq!(again.app.step(Message::RemindersRead(vec![lunch()]), again.now), []);
    assert!(again.sees("HE-1 Jíquán"));
    // Esc leads back to where all settings are.
    again.named(Named::Escape, Place::Escape);
    assert!(matches!(again.app.screen(), Screen::Settings));
}

#[test]
fn by_name_and_what_is_wrong_with_one() {
    let rows = [
        ("ht 1", Some(What::Point(Code::parse("HE-1").expect("a code")))),
        ("Hegu", None),
        ("Bedtime", Some(What::Routine("bedtime".to_owned()))),
        ("the heel", None),
        ("  ", None),
    ];
    for (typed, expected) in rows {
        let pregnant = fresh().answering("pregnancy", Answer::Yes(Vec::new()));
        let mut person = at(pregnant.at_reminders(Vec::new(), works()));
        says(&mut person, reminders::Message::Wanted(typed.to_owned()));
        person.clicks_in_all("Add");
        match expected {
            Some(what) => assert_eq!(saved(&person)[0].what, what, "{typed}"),
            None => assert!(
                !person.effects.iter().any(|one| matches!(one, Effect::SaveReminders(_))),
                "{typed}"
            ),
        }
    }
    let mut person = at(fresh().at_reminders(Vec::new(), works()));
    says(&mut person, reminders::Message::Wanted("the heel".to_owned()));
    says(&mut person, reminders::Message::Add);
    assert!(
        person.sees(
            "No point and no routine is called “the heel”. Points and Routines list them all."
        )
    );
}

#[test]
fn everything_of_a_reminder_can_be_changed() {
    let mut person = at(fresh().at_reminders(vec![lunch()], works()));
    person.clicks_in_all("Mon");
    person.clicks_in_all("Sat");
    person.clicks_in_all("off");
    says(&mut person, reminders::Message::Label(0, "after  tea\n".to_owned()));
    for (typed, is_taken) in [("25:00", false), ("", false), ("16:30", true)] {
        let before = person.effects.len();
        says(&mut person, reminders::Message::Typed(0, typed.to_owned()));
        person.clicks_in_all("Add time");
        assert_eq!(person.effects.len() > before, is_taken, "{typed}");
        let told =
            format!("“{typed}” is no time of day. Type one from 00:00 to 23:59, such as 13:00.");
        assert_eq!(person.sees(&told), !is_taken && !typed.is_empty(), "{typed}");
    }
    person.clicks_in_all("13:00");
    let one = saved(&person).remove(0);
    let days: Vec<String> = one.days.days().map(|day| format!("{day:?}")).collect();
    assert_eq!(days, ["Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]);
    assert_eq!((one.is_on, one.label.as_str()), (false, "after  tea"));
    assert_eq!(one.times.into_iter().collect::<Vec<_>>(), [time_named("16:30").expect("a time")]);
}

#[test]
fn removed_and_put_back() {
    let mut person = at(two());
    let all = [0, 1].map(|_| ());
    says(&mut person, reminders::Message::Remove(0));
    assert_eq!(saved(&person).len(), all.len() - 1);
    assert!(person.sees("The reminder of HE-1 Jíquán was removed."));
    person.clicks_in_all("Put it back");
    assert_eq!(saved(&person)[0], lunch(), "at its place");
    assert_eq!(saved(&person).len(), all.len());
    // Of what is gone nothing can be changed.
    says(&mut person, reminders::Message::On(7, false));
    assert_eq!(saved(&person).len(), all.len());
    // A reading that comes late does not take back what was done meanwhile.
    assert_eq!(person.app.step(Message::RemindersRead(Vec::new()), person.now), []);
    assert!(person.sees("HE-1 Jíquán"));
}

#[test]
fn what_is_said_of_each() {
    // In the made-up days HE-1 was released this very morning; the clock stands at 09:30 on a Monday.
    let mut person = at(two());
    assert!(person.sees("done today, next: tomorrow 13:00"));
    let mut person = at(fresh().at_reminders(vec![lunch()], works()));
    assert!(person.sees("next: today 13:00"));
    let no_time = reminder(lunch().what, "", &[]);
    let mut person = at(fresh().at_reminders(vec![no_time], works()));
    assert!(person.sees("never: it has no day or no time"));
    let left_out = reminder(What::Point(Code::parse("LI-4").expect("a code")), "", &["13:00"]);
    let pregnant = fresh().answering("pregnancy", Answer::Yes(Vec::new()));
    let mut person = at(pregnant.at_reminders(vec![left_out], works()));
    assert!(person.sees("says nothing: it is not known any more, or left out for you"));
}

#[test]
fn the_start_at_login_is_offered() {
    let mut person = at(fresh().at_reminders(Vec::new(), works()));
    assert!(person.sees("gnome-shell shows them here."));
    says(&mut person, reminders::Message::StartAtLogin(true));
    assert_eq!(person.effects, [Effect::StartAtLogin(true), Effect::LookAtReminding]);
    let nobody = Here { notifications: Err("nobody is there".to_owned()), login: Login::ByHand };
    let mut person = at(fresh().at_reminders(Vec::new(), nobody));
    assert!(person.sees("Nothing can be shown.") && person.sees("Nobody is there."));
}

#[test]
fn a_notification_leads_to_the_caution_and_disturbs_no_session() {
    let start = |what| Message::Reminding(Told::Start(what));
    let mut person = at(fresh());
    let effects = person.app.step(start(lunch().what), person.now);
    assert_eq!(effects[0], Effect::Raise);
    assert!(matches!(person.app.screen(), Screen::Caution(..)), "never past it");
    let mut person = at(fresh());
    let _ = person.app.step(start(What::Routine("bedtime".to_owned())), person.now);
    assert!(matches!(person.app.screen(), Screen::Caution(..)));
    let mut person = at(fresh().in_session("HE-1", None));
    let effects = person.app.step(start(What::Routine("bedtime".to_owned())), person.now);
    assert_eq!(effects, [Effect::Raise]);
    assert!(person.is_playing());
}
