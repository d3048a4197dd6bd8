//! Which point is used for what: the complaints, looked up by point.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Shelves, Why};
use crate::domain::code::Code;
use crate::domain::complaint::{Complaint, place_of};
use crate::domain::point::{EvidenceKind, Grade, Origin, Point};

/// The complaints whose points come last, because they calm: those of nerves and of sleep.
const CALMING: [&str; 3] = ["stress", "worry", "sleep"];
/// What a complaint weighs that has no points, divided by [`FEWEST`]. It makes the weights whole numbers.
const RARITY: u32 = 10_000;
/// A complaint with so many points less than another does not outweigh it alone.
const FEWEST: u32 = 5;
/// How often a point may be told to share complaints: the most telling ones are enough.
const MOST_SHARED: usize = 3;

/// A use of a point.
#[derive(Debug, Clone, Copy)]
pub struct Used<'a> {
    /// For what.
    pub complaint: &'a Complaint,
    /// How much it says that a point is used for it too.
    pub weight: u32,
}

/// The uses of all points.
#[derive(Debug, Default)]
pub struct Links<'a> {
    by_code: HashMap<&'a Code, Vec<Used<'a>>>,
}

impl<'a> Links<'a> {
    /// The uses of all points that are known, a person's own points among them.
    pub fn of(shelves: &Shelves<'a>) -> Self {
        let mut by_code: HashMap<&Code, Vec<Used<'_>>> =
            HashMap::with_capacity(shelves.catalogue.len());
        let own: Vec<&Point> =
            shelves.catalogue.iter().filter(|point| point.origin == Origin::Own).collect();
        for complaint in shelves.complaints.iter() {
            let mut add = |code, ground| {
                let weight = weight(complaint, ground);
                by_code.entry(code).or_default().push(Used { complaint, weight });
            };
            for link in &complaint.links {
                add(&link.code, link.ground);
            }
            for point in &own {
                if place_of(complaint, point).is_some_and(|place| place == complaint.links.len()) {
                    add(&point.code, EvidenceKind::Tradition);
                }
            }
        }
        Self { by_code }
    }

    /// What that point is used for.
    pub fn of_point(&self, code: &Code) -> impl Iterator<Item = Used<'a>> {
        self.by_code.get(code).into_iter().flatten().copied()
    }

    /// Whether a point is one to end with: it is used for stress, worry or sleep.
    pub fn calms(&self, point: &Point) -> bool {
        self.of_point(&point.code).any(|used| CALMING.contains(&used.complaint.key.as_str()))
    }

    /// The complaints for which both points are used, as a reason; the most telling first.
    pub fn shares(&self, one: &Point, other: &Point) -> Option<Why> {
        let has = |complaint: &Complaint| {
            self.of_point(&one.code).any(|used| used.complaint.key == complaint.key)
        };
        self.shares_of(other, has)
    }

    /// Of those complaints the ones that a point is used for, as a reason.
    pub fn shares_of(&self, point: &Point, has: impl Fn(&Complaint) -> bool) -> Option<Why> {
        let mut shared: Vec<Used<'a>> =
            self.of_point(&point.code).filter(|used| has(used.complaint)).collect();
        shared.sort_by_key(|used| Reverse(used.weight));
        shared.truncate(MOST_SHARED);
        let complaints: Vec<String> =
            shared.iter().map(|used| used.complaint.key.clone()).collect();
        (!complaints.is_empty()).then_some(Why::Shares { complaints })
    }

    /// How much a point has to do with complaints that weigh so much each. A point that needs care weighs half.
    pub fn score(&self, point: &Point, of: impl Fn(&Used<'a>) -> u32) -> u32 {
        let score: u32 = self.of_point(&point.code).map(|used| of(&used)).sum();
        match point.grade {
            Grade::Yes => score * 2,
            Grade::WithCare { .. } => score,
            Grade::No { .. } => 0,
        }
    }

    /// The points that are used for what that point is used for, those that share the most first.
    ///
    /// A shared complaint weighs three times on a trial, twice on a clinic's page and once on tradition, and the
    /// more the fewer points it has. A point that needs care weighs half. What weighs the same keeps the order
    /// of the catalogue.
    pub fn shared(&self, point: &Point, shelves: &Shelves<'a>) -> Vec<&'a Point> {
        let own: Vec<&str> =
            self.of_point(&point.code).map(|used| used.complaint.key.as_str()).collect();
        let weight = |used: &Used<'_>| {
            if own.contains(&used.complaint.key.as_str()) { used.weight } else { 0 }
        };
        let scored = shelves.catalogue.iter().filter(|other| other.code != point.code);
        let mut scored: Vec<(u32, &Point)> = scored
            .map(|other| (self.score(other, weight), other))
            .filter(|(score, _)| *score > 0)
            .collect();
        scored.sort_by_key(|(score, _)| Reverse(*score));
        scored.into_iter().map(|(_, other)| other).collect()
    }
}

/// The points that are used for a complaint, in the order of its links, those on the same ground that need no
/// care first; then the person's own. Each with that as its reason.
pub fn used_for<'a>(complaint: &Complaint, shelves: &Shelves<'a>) -> Vec<(&'a Point, Why)> {
    let reason = |ground, source| Why::UsedFor { complaint: complaint.key.clone(), ground, source };
    let linked = complaint.links.iter().filter_map(|link| {
        let point = shelves.catalogue.find(link.code.as_str())?;
        Some((point, link.ground, link.source.clone()))
    });
    let own = shelves.catalogue.iter().filter(|point| {
        place_of(complaint, point).is_some_and(|place| place == complaint.links.len())
    });
    let own = own.map(|point| (point, EvidenceKind::Tradition, None));
    let mut all: Vec<(&Point, EvidenceKind, Option<String>)> = linked.collect();
    all.sort_by_key(|(point, ground, _)| (Reverse(firmness(*ground)), point.grade.strictness()));
    let all = all.into_iter().chain(own);
    all.filter(|(point, ..)| !matches!(point.grade, Grade::No { .. }))
        .map(|(point, ground, source)| (point, reason(ground, source)))
        .collect()
}

const fn firmness(ground: EvidenceKind) -> u32 {
    match ground {
        EvidenceKind::Trial => 3,
        EvidenceKind::Clinic => 2,
        EvidenceKind::Tradition => 1,
    }
}

fn weight(complaint: &Complaint, ground: EvidenceKind) -> u32 {
    let points = u32::try_from(complaint.links.len()).unwrap_or(RARITY);
    firmness(ground) * (RARITY / points.saturating_add(FEWEST)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::Catalogue;
    use crate::domain::complaint::{Complaints, Link};
    use crate::domain::sample;

    fn complaint(key: &str, links: &[(&str, EvidenceKind)]) -> Complaint {
        let link = |(code, ground): &(&str, EvidenceKind)| Link {
            code: Code::parse(code).expect("a code"),
            ground: *ground,
            source: None,
        };
        Complaint {
            key: key.to_owned(),
            name: key.to_owned(),
            ask: String::new(),
            words: Vec::new(),
            red_flags: Vec::new(),
            see_doctor: String::new(),
            links: links.iter().map(link).collect(),
        }
    }

    fn point(code: &str, grade: Grade) -> Point {
        Point { grade, ..sample::point(code, true) }
    }

    #[test]
    fn what_shares_the_most_comes_first() {
        let why = String::new;
        let catalogue = Catalogue::new(vec![
            point("ST-1", Grade::Yes),
            point("ST-2", Grade::Yes),
            point("ST-3", Grade::WithCare { why: why() }),
            point("ST-4", Grade::Yes),
            point("ST-5", Grade::Yes),
            point("ST-6", Grade::Yes),
            point("ST-7", Grade::No { why: why() }),
            point("ST-8", Grade::Yes),
        ]);
        let (old, clinic, trial) =
            (EvidenceKind::Tradition, EvidenceKind::Clinic, EvidenceKind::Trial);
        let many = ["ST-1", "ST-2", "ST-3", "ST-4", "ST-5", "ST-7", "LU-1", "LU-2", "LU-3", "LU-4"]
            .map(|code| {
                let ground = match code {
                    "ST-4" => clinic,
                    "ST-5" => trial,
                    _ => old,
                };
                (code, ground)
            });
        let complaints = Complaints::new(vec![
            complaint("many", &many),
            complaint("few", &[("ST-1", old), ("ST-6", old)]),
            complaint("sleep", &[("ST-8", old)]),
        ]);
        let shelves = Shelves { catalogue: &catalogue, complaints: &complaints, routines: &[] };
        let links = Links::of(&shelves);
        let asked = catalogue.find("ST-1").expect("known");
        let codes: Vec<&str> =
            links.shared(asked, &shelves).iter().map(|point| point.code.as_str()).collect();
        // A trial, then a clinic and the rarer complaint, then tradition, what needs care last. Nothing that is not
        // offered or not known, and nothing that shares nothing.
        assert_eq!(codes, ["ST-5", "ST-6", "ST-4", "ST-2", "ST-3"]);
        let many = complaints.find("many").expect("known");
        let used: Vec<&str> =
            used_for(many, &shelves).iter().map(|(point, _)| point.code.as_str()).collect();
        assert_eq!(used, ["ST-5", "ST-4", "ST-1", "ST-2", "ST-3"]);
        let calms = |code: &str| links.calms(catalogue.find(code).expect("known"));
        assert_eq!((calms("ST-8"), calms("ST-1")), (true, false));
    }

    /// What a person's own page names counts as tradition.
    #[test]
    fn own_points_are_used_for_what_their_page_names() {
        let mut own = Point { origin: Origin::Own, ..sample::point("ST-2", true) };
        if let Some(guide) = own.guide.as_mut() {
            guide.conditions = vec!["Few".to_owned()];
        }
        let catalogue = Catalogue::new(vec![point("ST-1", Grade::Yes), own]);
        let few = complaint("few", &[("ST-1", EvidenceKind::Tradition)]);
        let complaints = Complaints::new(vec![few]);
        let shelves = Shelves { catalogue: &catalogue, complaints: &complaints, routines: &[] };
        let links = Links::of(&shelves);
        let asked = catalogue.find("ST-1").expect("known");
        assert_eq!(links.shared(asked, &shelves).len(), 1);
        let few = complaints.find("few").expect("known");
        let used = used_for(few, &shelves);
        assert_eq!(
            used.iter().map(|(point, _)| point.code.as_str()).collect::<Vec<_>>(),
            ["ST-1", "ST-2"]
        );
    }
}
