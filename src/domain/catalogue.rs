//! Every point that is known: those that came with Wellspring and the person's own.

use std::collections::HashMap;

use super::code::{Code, Meridian};
use super::point::{Origin, Point};

mod own;

pub use own::{CAREFUL_CEILING, RED_FLAG_WORDS};

/// All points, found by any of their spellings.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    points: Vec<Point>,
    by_code: HashMap<Code, usize>,
    by_alias: HashMap<String, usize>,
    /// Shipped points that lie under an own one: an own point is always held to the shipped one.
    covered: HashMap<Code, Point>,
}

impl Catalogue {
    /// A catalogue of the shipped points, in their order.
    #[must_use]
    pub fn new(points: Vec<Point>) -> Self {
        let mut catalogue = Self {
            points: Vec::with_capacity(points.len()),
            by_code: HashMap::with_capacity(points.len()),
            by_alias: HashMap::with_capacity(points.len() * 6),
            covered: HashMap::new(),
        };
        for point in points {
            catalogue.insert(point);
        }
        catalogue
    }

    fn insert(&mut self, point: Point) {
        let index = self.by_code.get(&point.code).copied().unwrap_or(self.points.len());
        let _ = self.by_code.insert(point.code.clone(), index);
        for name in point.names() {
            let _ = self.by_alias.entry(squeeze(name)).or_insert(index);
        }
        if let Some(place) = self.points.get_mut(index) {
            let before = std::mem::replace(place, point);
            if before.origin == Origin::Shipped {
                let _ = self.covered.insert(before.code.clone(), before);
            }
        } else {
            self.points.push(point);
        }
    }

    /// Adds one of the person's own points, or lays it over the shipped one of the same code.
    ///
    /// It may add cautions and change words. It can never remove a shipped caution, make a grade
    /// laxer or lengthen the press past the shipped ceiling: each such attempt is undone and told
    /// in the point's notes.
    pub fn add_own(&mut self, own: Point) {
        let own = self.laid_over(own);
        self.insert(own);
    }

    /// The person's own point as it stands once the catalogue has had its say.
    ///
    /// Laying it over a second time changes nothing more.
    #[must_use]
    pub fn laid_over(&self, own: Point) -> Point {
        own::laid_over(self, own)
    }

    /// All points, in the order of the catalogue.
    pub fn iter(&self) -> impl Iterator<Item = &Point> {
        self.points.iter()
    }

    /// How many points are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The point of that code in any spelling (`HE-1`, `ht 1`), alias or name (`Jiquan`, `極泉`).
    ///
    /// Ten names belong to two points each; the first is found. Ask [`Self::named`] where it matters.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&Point> {
        Code::parse(text)
            .and_then(|code| self.by_code.get(&code))
            .or_else(|| self.by_alias.get(&squeeze(text)))
            .and_then(|index| self.points.get(*index))
    }

    /// All points that bear that name or alias.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Point> {
        let name = squeeze(name);
        self.points
            .iter()
            .filter(move |point| !name.is_empty() && point.names().any(|one| squeeze(one) == name))
    }

    /// The points before and after one on its meridian; extra points lie on none.
    #[must_use]
    pub fn beside(&self, code: &Code) -> [Option<&Point>; 2] {
        let (meridian, group, number) = code.place();
        [number.checked_sub(1), number.checked_add(1)].map(|number| {
            let place = (meridian, group, number?);
            self.points
                .iter()
                .find(|point| meridian != Meridian::Extra && point.code.place() == place)
        })
    }

    /// The shipped point that answers to that code, also when an own point lies over it.
    #[must_use]
    pub fn shipped(&self, code: &Code) -> Option<&Point> {
        let point = self.find(code.as_str())?;
        match point.origin {
            Origin::Shipped => Some(point),
            Origin::Own => self.covered.get(&point.code),
        }
    }
}

/// A name without case, spaces, tone marks and whatever else people leave out, so that
/// `Jí Quán`, `jiquan` and `JIQUAN` are one.
#[must_use]
pub fn squeeze(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(squeeze_letter)
        .collect()
}

/// A letter without its tone mark.
pub(super) const fn squeeze_letter(letter: char) -> char {
    match letter {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' | 'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'u',
        other => other,
    }
}
