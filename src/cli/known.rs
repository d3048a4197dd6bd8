//! All that is known here: those that came with Wellspring, and the person's own.

use jiff::Timestamp;

use super::{Failure, complain};
use crate::domain::catalogue::Catalogue;
use crate::domain::complaint::Complaint;
use crate::domain::plan::{Pacing, Plan};
use crate::domain::point::Point;
use crate::domain::profile::{Person, Profile};
use crate::domain::routine::Routine;
use crate::domain::search;
use crate::domain::settings::Settings;
use crate::platform::dirs::Dirs;
use crate::platform::library::{self, Library};
use crate::platform::{clock, store};
use crate::t;

/// How many points are offered in place of one that there is not.
const SUGGESTIONS: usize = 3;

/// What came with Wellspring alone: what a file is read against.
pub(super) fn shipped() -> Result<Library, Failure> {
    let (library, _) = Library::open(None).map_err(|error| broken(&error))?;
    Ok(library)
}

fn broken(error: &impl ToString) -> Failure {
    Failure::Machine(t!("shipped-broken", why = error.to_string()))
}

/// All that can be looked up. A file of the person's that cannot be used is told of, and the others stand.
pub(super) fn library(dirs: &Dirs) -> Result<Library, Failure> {
    let (library, notices) = Library::open(Some(dirs)).map_err(|error| broken(&error))?;
    for notice in notices {
        complain(&notice.to_string());
    }
    Ok(library)
}

/// All that is known, and the person to whom it is told.
pub(super) struct Here {
    /// What can be looked up.
    pub(super) library: Library,
    /// What the person has answered about themselves.
    pub(super) profile: Profile,
    /// What the person has set.
    pub(super) settings: Settings,
    /// The day on which it is told.
    pub(super) now: Timestamp,
}

impl Here {
    /// Reads it all; what is wrong with a file of the person's is told.
    pub(super) fn open(dirs: &Dirs) -> Result<Self, Failure> {
        Ok(Self::with(library(dirs)?, dirs))
    }

    /// The same with a library that is read already.
    pub(super) fn with(library: Library, dirs: &Dirs) -> Self {
        Self { library, profile: profile(dirs), settings: settings(dirs), now: clock::now() }
    }

    /// The person as sessions know them.
    pub(super) fn person(&self) -> Person<'_> {
        Person { rules: &self.library.rules, profile: &self.profile, now: self.now }
    }

    /// What is rated before and after that plan of a routine that serves such complaints, or of a point.
    pub(super) fn to_rate(&self, plan: &Plan, of_routine: &[String]) -> Option<Complaint> {
        let first = plan.points().first()?;
        let remembered = self.settings.rated.get(&first.code);
        self.library.complaints.to_rate(first, None, of_routine, remembered).chosen.cloned()
    }

    /// The pace between presses that the person has set.
    pub(super) fn pacing(&self) -> Pacing {
        pacing(&self.settings)
    }
}

/// The pace between presses that those settings say.
pub(super) fn pacing(settings: &Settings) -> Pacing {
    Pacing { change: settings.change(), find_wait: settings.find_wait() }
}

/// What the person has set; what is wrong with the file is told.
fn settings(dirs: &Dirs) -> Settings {
    let (settings, notices) = store::load_settings(dirs);
    for notice in notices {
        complain(&notice.to_string());
    }
    settings
}

/// The person's own routines. A file that cannot be used is told of, and the others stand.
pub(super) fn own_routines(dirs: &Dirs, points: &Catalogue) -> Vec<Routine> {
    let (routines, notices) = library::own_routines(dirs, points);
    for notice in notices {
        complain(&notice.to_string());
    }
    routines
}

/// What the person has answered about themselves; what is wrong with the file is told.
fn profile(dirs: &Dirs) -> Profile {
    let (profile, notices) = store::load_profile(dirs);
    for notice in notices {
        complain(&notice.to_string());
    }
    profile
}

/// The point of that code in any spelling, alias or name.
pub(super) fn find<'a>(points: &'a Catalogue, text: &str) -> Result<&'a Point, Failure> {
    points.find(text).ok_or_else(|| {
        let nearest: Vec<String> = search::nearest_points(points, text)
            .into_iter()
            .take(SUGGESTIONS)
            .map(Point::title)
            .collect();
        Failure::Refused(if nearest.is_empty() {
            t!("unknown-point", text = text)
        } else {
            t!("unknown-point-nearest", text = text, nearest = nearest.join(", "))
        })
    })
}
