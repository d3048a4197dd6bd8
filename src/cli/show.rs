//! `wellspring show`: all that is known of one point.

use super::{Failure, describe, known, print, print_lines};
use crate::format::contract;
use crate::platform::dirs::Dirs;

pub(super) fn run(dirs: &Dirs, code: &str, json: bool) -> Result<(), Failure> {
    let points = known::points(dirs)?;
    let point = known::find(&points, code)?;
    if json {
        let text =
            contract::text(&contract::one(point)).map_err(|error| Failure::machine(&error))?;
        return print(&text);
    }
    let mut lines = describe::point(point, &known::lines()?);
    lines.push(String::new());
    lines.extend(describe::what_now(point));
    print_lines(&lines)
}
