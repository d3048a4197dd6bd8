//! Complaints: what a person comes with, the points and routines that are used for it, and when it is a
//! doctor's matter.

use super::catalogue::squeeze;
use super::code::Code;
use super::point::{EvidenceKind, Origin, Point};

/// A point that is used for a complaint, and on what ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Which point.
    pub code: Code,
    /// On what ground it is used for this.
    pub ground: EvidenceKind,
    /// The id of the source, where it is more than tradition.
    pub source: Option<String>,
}

/// Something a person wants eased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Its key in the files.
    pub key: String,
    /// Its name in plain words: "shoulder pain and tension".
    pub name: String,
    /// How it is asked how strong it is, up to the comma before the scale: "How strong is the headache now".
    pub ask: String,
    /// Other words for it.
    pub words: Vec<String>,
    /// Which red flags matter for it: keys of the shared list.
    pub red_flags: Vec<String>,
    /// When it is a doctor's matter: a sentence or two.
    pub see_doctor: String,
    /// The points that are used for it, the best founded first.
    pub links: Vec<Link>,
}

impl Complaint {
    /// Whether that word or phrase names it.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let name = squeeze(name);
        self.names().any(|own| squeeze(own) == name)
    }

    /// Its name, its key and its other words.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.key].into_iter().chain(&self.words).map(String::as_str)
    }
}

/// All complaints that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Complaints(Vec<Complaint>);

impl Complaints {
    /// The complaints in the order of their file.
    #[must_use]
    pub const fn new(complaints: Vec<Complaint>) -> Self {
        Self(complaints)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Complaint> {
        self.0.iter()
    }

    /// The complaint of that key, name or word.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Complaint> {
        self.0.iter().find(|complaint| complaint.is_called(name))
    }

    /// The complaints that a point is used for. What a person's own page names counts too.
    pub fn of_point<'a>(&'a self, point: &'a Point) -> impl Iterator<Item = &'a Complaint> {
        self.0.iter().filter(move |complaint| place_of(complaint, point).is_some())
    }
}

/// What can be rated before and after a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToRate<'a> {
    /// What is rated; none for something else.
    pub chosen: Option<&'a Complaint>,
    /// What else could be, the likeliest first.
    pub offered: Vec<&'a Complaint>,
}

impl Complaints {
    /// What can be rated in a session that begins with that point: what the person came for first, then what its
    /// routine serves, then what the point is used for. What was `remembered` of the point stands before all but what
    /// the person came for, and within a routine only if that serves it.
    #[must_use]
    pub fn to_rate(
        &self,
        first: &Point,
        came_for: Option<&str>,
        of_routine: &[String],
        remembered: Option<&Option<String>>,
    ) -> ToRate<'_> {
        let by_key = |key: &str| self.0.iter().find(|complaint| complaint.key == key);
        let mut offered: Vec<&Complaint> = Vec::new();
        let came_for = came_for.and_then(by_key);
        let of_routine = || of_routine.iter().filter_map(|key| by_key(key));
        // In the order in which the point's page names them.
        let mut of_point: Vec<&Complaint> =
            self.0.iter().filter(|complaint| place_of(complaint, first).is_some()).collect();
        let named = first.guide.as_ref().map(|guide| guide.conditions.as_slice());
        let named = named.unwrap_or_default();
        of_point.sort_by_key(|complaint| {
            named.iter().position(|name| complaint.is_called(name)).unwrap_or(usize::MAX)
        });
        for complaint in came_for.into_iter().chain(of_routine()).chain(of_point) {
            if !offered.iter().any(|known| known.key == complaint.key) {
                offered.push(complaint);
            }
        }
        let serves = |key: &str| {
            of_routine().next().is_none() || of_routine().any(|complaint| complaint.key == key)
        };
        let chosen = match (came_for, remembered) {
            (Some(came_for), _) => Some(came_for),
            (None, Some(None)) if of_routine().next().is_none() => None,
            (None, Some(Some(key))) if serves(key) => {
                by_key(key).or_else(|| offered.first().copied())
            }
            _ => offered.first().copied(),
        };
        if let Some(chosen) = chosen.filter(|one| !offered.iter().any(|it| it.key == one.key)) {
            offered.insert(0, chosen);
        }
        ToRate { chosen, offered }
    }
}

/// The place of a point among those used for a complaint, the best first; a person's own points come last.
#[must_use]
pub fn place_of(complaint: &Complaint, point: &Point) -> Option<usize> {
    let linked = complaint.links.iter().position(|link| link.code == point.code);
    let own = || {
        let guide = point.guide.as_ref().filter(|_| point.origin == Origin::Own)?;
        guide
            .conditions
            .iter()
            .any(|name| complaint.is_called(name))
            .then_some(complaint.links.len())
    };
    linked.or_else(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample;

    fn complaint(key: &str) -> Complaint {
        let link = Link {
            code: Code::parse("HE-1").expect("a code"),
            ground: EvidenceKind::Tradition,
            source: None,
        };
        Complaint {
            key: key.to_owned(),
            name: key.to_owned(),
            ask: String::new(),
            words: Vec::new(),
            red_flags: Vec::new(),
            see_doctor: String::new(),
            links: if key == "sleep" { Vec::new() } else { vec![link] },
        }
    }

    #[test]
    fn what_is_rated_is_what_the_person_came_for() {
        type Row = (
            Option<&'static str>,
            &'static [&'static str],
            Option<Option<String>>,
            Option<&'static str>,
            &'static [&'static str],
        );
        let all = Complaints::new(["cough", "sleep", "arm", "chest"].map(complaint).into());
        let mut point = sample::point("HE-1", true);
        if let Some(guide) = point.guide.as_mut() {
            guide.conditions = vec!["arm".to_owned()];
        }
        let something = |key: &str| Some(Some(key.to_owned()));
        // What the person came for, what the routine serves, what is remembered; what is chosen and offered.
        let rows: [Row; 9] = [
            (None, &[], None, Some("arm"), &["arm", "cough", "chest"]),
            (Some("chest"), &[], None, Some("chest"), &["chest", "arm", "cough"]),
            (Some("chest"), &[], something("arm"), Some("chest"), &["chest", "arm", "cough"]),
            (None, &[], something("chest"), Some("chest"), &["arm", "cough", "chest"]),
            (None, &[], Some(None), None, &["arm", "cough", "chest"]),
            (None, &["sleep"], None, Some("sleep"), &["sleep", "arm", "cough", "chest"]),
            (
                None,
                &["sleep"],
                something("arm"),
                Some("sleep"),
                &["sleep", "arm", "cough", "chest"],
            ),
            (
                None,
                &["sleep", "arm"],
                something("arm"),
                Some("arm"),
                &["sleep", "arm", "cough", "chest"],
            ),
            (None, &[], something("sleep"), Some("sleep"), &["sleep", "arm", "cough", "chest"]),
        ];
        for (came_for, routine, remembered, chosen, offered) in rows {
            let routine: Vec<String> = routine.iter().map(|key| (*key).to_owned()).collect();
            let to_rate = all.to_rate(&point, came_for, &routine, remembered.as_ref());
            let key = |complaint: &&Complaint| complaint.key.clone();
            let given = (came_for, &routine, &remembered);
            assert_eq!(to_rate.chosen.as_ref().map(key).as_deref(), chosen, "{given:?}");
            assert_eq!(to_rate.offered.iter().map(key).collect::<Vec<_>>(), offered, "{given:?}");
        }
    }
}
