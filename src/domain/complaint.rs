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
