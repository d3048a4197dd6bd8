//! What a reminder needs to know of what it reminds of: its name, and whether it was done. Read when
//! something is due, and let go again: a background process is small.

use jiff::Zoned;

use crate::domain::code::Code;
use crate::domain::history::Book;
use crate::domain::point::Point;
use crate::domain::profile::{Person, Profile};
use crate::domain::reminder::{Standing, What, is_done};
use crate::domain::routine::Routine;
use crate::platform::dirs::Dirs;
use crate::platform::library::{self, Library};
use crate::platform::{journal, store};

/// The library, the person's answers, and what they have done.
#[derive(Debug)]
pub struct Known {
    library: Library,
    own_routines: Vec<Routine>,
    profile: Profile,
    history: Book,
}

impl Known {
    /// Reads it all; what cannot be read is told elsewhere, by the window and by `wellspring check`.
    #[must_use]
    pub fn read(dirs: &Dirs) -> Self {
        let (library, arrival) = library::read_all(Some(dirs));
        Self {
            library,
            own_routines: arrival.routines,
            profile: store::load_profile(dirs).0,
            history: journal::read_book(dirs).0,
        }
    }

    /// How it stands with that today.
    #[must_use]
    pub fn standing(&self, what: &What, now: &Zoned) -> Standing {
        let person =
            Person { rules: &self.library.rules, profile: &self.profile, now: now.timestamp() };
        let yesterday = now.date().saturating_sub(jiff::Span::new().days(1));
        match points(what, self.routine_of(what), &self.library, &person) {
            None => Standing::NotOffered,
            // By the date of another zone, what was done today may have been done yesterday.
            Some(points) if is_done(&points, &self.history.since(yesterday), now) => Standing::Done,
            Some(_) => Standing::Open,
        }
    }

    /// Its name: "HE-1 Jíquán", "Before sleep"; its code or key where it is not known.
    #[must_use]
    pub fn name(&self, what: &What) -> String {
        match what {
            What::Point(code) => {
                let point = self.library.catalogue.find(code.as_str());
                point.map_or_else(|| code.to_string(), Point::title)
            }
            What::Routine(key) => {
                self.routine_of(what).map_or_else(|| key.clone(), |routine| routine.name.clone())
            }
        }
    }

    /// What a text means: a point in any spelling, or a routine by its key or its name.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<What> {
        find(text, &self.library, self.own_routines.iter().chain(&self.library.routines))
    }

    /// All that can be looked up.
    #[must_use]
    pub const fn library(&self) -> &Library {
        &self.library
    }

    fn routine_of(&self, what: &What) -> Option<&Routine> {
        let What::Routine(key) = what else { return None };
        self.own_routines.iter().chain(&self.library.routines).find(|one| one.key == *key)
    }
}

/// The points that are played of it for that person; `None` where there are none.
#[must_use]
pub fn points(
    what: &What,
    routine: Option<&Routine>,
    library: &Library,
    person: &Person<'_>,
) -> Option<Vec<Code>> {
    let points: Vec<Code> = match what {
        What::Point(code) => {
            let suited = person.suit(library.catalogue.find(code.as_str())?).ok()?;
            vec![suited.point().code.clone()]
        }
        What::Routine(_) => {
            let fitted = routine?.fit(&library.catalogue, person);
            fitted.parts.iter().map(|part| part.suited.point().code.clone()).collect()
        }
    };
    (!points.is_empty()).then_some(points)
}

/// What a text means among those.
pub fn find<'a>(
    text: &str,
    library: &Library,
    mut routines: impl Iterator<Item = &'a Routine>,
) -> Option<What> {
    if let Some(point) = library.catalogue.find(text) {
        return Some(What::Point(point.code.clone()));
    }
    let text = text.trim().to_lowercase();
    let key = text.replace([' ', '_'], "-");
    let routine = routines.find(|one| one.key == key || one.name.to_lowercase() == text)?;
    Some(What::Routine(routine.key.clone()))
}
