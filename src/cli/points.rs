//! `wellspring points`: what is known, found by code, name or region.

use super::{Failure, known, print, print_lines, search};
use crate::domain::point::{Grade, Point};
use crate::format::contract;
use crate::platform::dirs::Dirs;
use crate::t;
use crate::words::columns::aligned;
use crate::words::session;

pub(super) fn run(dirs: &Dirs, query: &str, json: bool) -> Result<(), Failure> {
    let points = known::points(dirs)?;
    let found = search::matching(&points, query);
    if json {
        let text =
            contract::text(&contract::many(found)).map_err(|error| Failure::machine(&error))?;
        return print(&text);
    }
    if found.is_empty() {
        return print_lines(&[t!("points-none", query = query)]);
    }
    let heading = [
        t!("points-code"),
        t!("points-pinyin"),
        t!("points-chinese"),
        t!("points-english"),
        t!("points-region"),
        t!("points-how"),
    ];
    let rows: Vec<[String; 6]> =
        std::iter::once(heading).chain(found.iter().map(|point| row(point))).collect();
    let mut lines = aligned(&rows);
    let playable = found.iter().filter(|point| point.playable().is_ok()).count();
    lines.push(String::new());
    lines.push(t!("points-count", count = found.len(), playable = playable));
    print_lines(&lines)
}

fn row(point: &Point) -> [String; 6] {
    let how = match (&point.grade, point.playable()) {
        (Grade::No { .. }, _) => t!("points-not-offered"),
        (_, Ok(_)) => t!("points-playable"),
        (_, Err(_)) => String::new(),
    };
    [
        point.code.to_string(),
        point.pinyin.clone(),
        point.chinese.clone(),
        point.english.clone(),
        session::region(point.region),
        how,
    ]
}
