//! `wellspring remind`: reminds in the background, and keeps the list of reminders.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::arguments::{AtLogin, RemindChange, RemindFlags};
use super::{Failure, complain, known, print, print_lines};
use crate::domain::reminder::{Days, Reminder, Standing, What};
use crate::format::reminders::{self, MOST};
use crate::platform::autostart::{self, Login};
use crate::platform::dirs::Dirs;
use crate::platform::lock::Refused;
use crate::platform::reminding::{self, Here, Known, Place, Reminding, Setup, Told};
use crate::platform::{clock, notify, store};
use crate::t;
use crate::words::columns::aligned;
use crate::words::{reminder as words, time};

pub(super) fn run(
    dirs: &Dirs,
    change: Option<RemindChange>,
    flags: RemindFlags,
) -> Result<(), Failure> {
    match (change, flags) {
        (Some(change), _) => self::change(dirs, change),
        (None, RemindFlags { login: Some(login), .. }) => at_login(login),
        (None, RemindFlags { list: true, json, .. }) => list(dirs, json),
        (None, _) => remind(dirs),
    }
}

/// Reminds until it is ended.
fn remind(dirs: &Dirs) -> Result<(), Failure> {
    if !notify::IS_KNOWN_HERE {
        return Err(Failure::Machine(t!("notify-not-here")));
    }
    let _alone = match reminding::background_lock(dirs) {
        Ok(lock) => Some(lock),
        Err(Refused::Held) => return Err(Failure::Refused(t!("remind-runs-already"))),
        Err(why) => {
            log::info!("another one could run beside this: {why}");
            None
        }
    };
    let count = read(dirs).iter().filter(|one| one.is_on).count();
    print_lines(&[t!("remind-runs", count = count)])?;
    let setup = Setup::usual(dirs.clone(), Place::Background);
    let reminding = Reminding::spawn(setup, act).map_err(|error| Failure::machine(&error))?;
    reminding.until_told_to_end();
    Ok(())
}

/// Does what the person wants of a notification.
fn act(told: Told) {
    let opened = match told {
        Told::Start(What::Point(code)) => open(&["start", code.as_str()]),
        Told::Start(What::Routine(key)) => open(&["routine", "start", &key]),
        Told::Open => open(&[]),
        Told::Trouble(None) => Ok(()),
        Told::Trouble(Some(why)) => return complain(&t!("remind-not-shown", why = why)),
    };
    if let Err(why) = opened {
        complain(&t!("remind-not-opened", why = why.to_string()));
    }
}

/// Opens the window beside this process.
fn open(arguments: &[&str]) -> std::io::Result<()> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()?;
    // Waited for on a thread of its own, so that no dead process is left behind.
    let _ = std::thread::spawn(move || child.wait());
    Ok(())
}

fn at_login(login: AtLogin) -> Result<(), Failure> {
    let told = match login {
        AtLogin::Status => autostart::status().words(),
        AtLogin::On => autostart::set(true).map_err(Failure::Machine)?,
        AtLogin::Off => autostart::set(false).map_err(Failure::Machine)?,
    };
    print_lines(&[told])
}

/// The reminders; what is wrong with the file is told.
fn read(dirs: &Dirs) -> Vec<Reminder> {
    let (reminders, notices) = store::load_reminders(dirs);
    for notice in notices {
        complain(&notice.to_string());
    }
    reminders
}

fn change(dirs: &Dirs, change: RemindChange) -> Result<(), Failure> {
    let mut reminders = read(dirs);
    let known = Known::read(dirs);
    let mut lines = Vec::new();
    let line = |one: &Reminder, number: usize| {
        let title = words::titled(&known.name(&one.what), &one.label);
        (title, words::when(one), number)
    };
    match change {
        RemindChange::Add { what, at, days, label } => {
            let what = self::what(&what, &known)?;
            if reminders.len() >= MOST {
                return Err(Failure::Refused(t!("remind-too-many", most = MOST)));
            }
            let times = at.into_iter().collect();
            let days = days.unwrap_or(Days::ALL);
            let one = Reminder { what, label, days, times, is_on: true };
            let (title, when, number) = line(&one, reminders.len() + 1);
            reminders.push(one);
            lines.push(t!("remind-added", number = number, title = title, when = when));
            lines.push(t!("remind-how"));
        }
        RemindChange::Remove { number } => {
            let place = place(&reminders, number)?;
            let (title, when, _) = line(&reminders.remove(place), number);
            lines.push(t!("remind-removed", title = title, when = when));
        }
        RemindChange::On { number } => {
            let place = place(&reminders, number)?;
            reminders[place].is_on = true;
            let (title, when, number) = line(&reminders[place], number);
            lines.push(t!("remind-on", number = number, title = title, when = when));
        }
        RemindChange::Off { number } => {
            let place = place(&reminders, number)?;
            reminders[place].is_on = false;
            let (title, _, number) = line(&reminders[place], number);
            lines.push(t!("remind-off", number = number, title = title));
        }
    }
    // Before it is saved: who reminds may read it at once.
    reminding::seen(dirs, clock::now());
    let _ = store::save_reminders(dirs, &reminders).map_err(|error| Failure::machine(&error))?;
    print_lines(&lines)
}

/// Of what to remind.
fn what(text: &str, known: &Known) -> Result<What, Failure> {
    let Some(what) = known.find(text) else {
        let _ = known::find(&known.library().catalogue, text)?;
        return Err(Failure::Refused(t!("unknown-point", text = text)));
    };
    match known.standing(&what, &clock::zoned()) {
        Standing::NotOffered => {
            Err(Failure::Refused(t!("remind-not-offered", name = known.name(&what))))
        }
        Standing::Open | Standing::Done => Ok(what),
    }
}

/// The place of the reminder of that number, counted from 1.
fn place(reminders: &[Reminder], number: usize) -> Result<usize, Failure> {
    let place = number.checked_sub(1).filter(|place| *place < reminders.len());
    place.ok_or_else(|| {
        Failure::Refused(t!("remind-no-number", number = number, count = reminders.len()))
    })
}

fn list(dirs: &Dirs, is_json: bool) -> Result<(), Failure> {
    let reminders = read(dirs);
    let known = Known::read(dirs);
    let here = Here::look();
    let now = clock::zoned();
    if is_json {
        let all: Vec<Value> = reminders
            .iter()
            .enumerate()
            .map(|(index, one)| {
                let mut entry = reminders::entry_of(one);
                let next = one.next(&now).map(|at| at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
                let fields = [
                    ("number", json!(index + 1)),
                    ("name", json!(known.name(&one.what))),
                    ("next", json!(next)),
                    ("today", json!(standing_name(known.standing(&one.what, &now)))),
                ];
                entry.extend(fields.map(|(name, value)| (name.to_owned(), value)));
                Value::Object(entry)
            })
            .collect();
        let object = json!({
            "version": reminders::VERSION,
            "reminders": all,
            "notifications": {
                "server": here.notifications.as_ref().ok().map(|server| &server.name),
                "buttons": here.notifications.as_ref().is_ok_and(|server| server.has_actions),
                "why_not": here.notifications.as_ref().err(),
            },
            "login": match here.login {
                Login::On(_) => "on",
                Login::Off => "off",
                Login::ByHand => "by-hand",
            },
        });
        return print(&format!("{object:#}\n"));
    }
    let mut lines = if reminders.is_empty() {
        vec![t!("remind-none")]
    } else {
        let rows: Vec<[String; 4]> = reminders
            .iter()
            .enumerate()
            .map(|(index, one)| {
                let stands = match known.standing(&one.what, &now) {
                    _ if !one.is_on => t!("off"),
                    Standing::NotOffered => t!("reminder-not-offered"),
                    Standing::Done => t!("reminder-done-today"),
                    Standing::Open => one.next(&now).map_or_else(
                        || t!("reminder-never"),
                        |at| t!("reminder-next", at = time::day_ahead(&at, now.date())),
                    ),
                };
                let title = words::titled(&known.name(&one.what), &one.label);
                [(index + 1).to_string(), title, words::when(one), stands]
            })
            .collect();
        aligned(&rows)
    };
    lines.extend([here.words(), here.login.words()]);
    print_lines(&lines)
}

const fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "open",
        Standing::Done => "done",
        Standing::NotOffered => "not-offered",
    }
}
