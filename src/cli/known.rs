//! Every point that is known here: those that came with Wellspring, and the person's own.

use super::{Failure, complain, search};
use crate::domain::catalogue::Catalogue;
use crate::domain::caution::Lines;
use crate::domain::point::Point;
use crate::format::shipped;
use crate::platform::dirs::Dirs;
use crate::platform::library;
use crate::t;

/// How many points are offered in place of one that there is not.
const SUGGESTIONS: usize = 3;

/// The shipped points alone: what a file is read against.
pub(super) fn shipped_points() -> Result<Catalogue, Failure> {
    shipped::catalogue().map_err(|error| broken(&error))
}

/// The shared lines of the caution.
pub(super) fn lines() -> Result<Lines, Failure> {
    shipped::lines().map_err(|error| broken(&error))
}

fn broken(error: &impl ToString) -> Failure {
    Failure::Machine(t!("shipped-broken", why = error.to_string()))
}

/// All points. A file of the person's that cannot be used is told of, and the others stand.
pub(super) fn points(dirs: &Dirs) -> Result<Catalogue, Failure> {
    let (points, notices) = library::catalogue(Some(dirs)).map_err(|error| broken(&error))?;
    for notice in notices {
        complain(&notice.to_string());
    }
    Ok(points)
}

/// The point of that code in any spelling, alias or name.
pub(super) fn find<'a>(points: &'a Catalogue, text: &str) -> Result<&'a Point, Failure> {
    points.find(text).ok_or_else(|| {
        let nearest: Vec<String> =
            search::nearest(points, text).into_iter().take(SUGGESTIONS).map(Point::title).collect();
        Failure::Refused(if nearest.is_empty() {
            t!("unknown-point", text = text)
        } else {
            t!("unknown-point-nearest", text = text, nearest = nearest.join(", "))
        })
    })
}
