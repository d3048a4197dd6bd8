//! `wellspring history`: past sessions, newest first.

use super::{Failure, complain, known, print, print_lines};
use crate::domain::catalogue::Catalogue;
use crate::domain::code::Code;
use crate::domain::history::{Session, fold};
use crate::domain::point::Point;
use crate::format::sessions;
use crate::platform::dirs::Dirs;
use crate::platform::{clock, journal};
use crate::t;
use crate::words::columns::aligned;
use crate::words::{session, time};

pub(super) fn run(dirs: &Dirs, json: bool) -> Result<(), Failure> {
    let loaded = journal::load(dirs);
    for problem in &loaded.problems {
        complain(&problem.to_string());
    }
    let mut past = fold(&loaded.entries, None);
    past.retain(|session| !session.said.struck);
    if json {
        return print(&sessions::write(&past));
    }
    if past.is_empty() {
        return print_lines(&[t!("list-empty")]);
    }
    let points = known::points(dirs)?;
    let today = clock::zoned().date();
    let rows: Vec<[String; 5]> = past
        .iter()
        .map(|one| {
            [
                time::day_and_time(&one.started, today),
                titles(one, &points),
                session::pressed_sides(&one.sides()),
                time::length(one.pressed()),
                session::outcome(one.outcome, one.reason),
            ]
        })
        .collect();
    print_lines(&aligned(&rows))
}

fn titles(one: &Session, points: &Catalogue) -> String {
    let title =
        |code: &Code| points.find(code.as_str()).map_or_else(|| code.to_string(), Point::title);
    one.points().iter().map(title).collect::<Vec<_>>().join(", ")
}
