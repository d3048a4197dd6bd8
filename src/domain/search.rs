//! Finding points by what a person remembers of them: a code in any spelling, a name in any script, a part
//! of the body, or what hurts; with small typing mistakes.
//!
//! The index is made once: all words that can be looked for stand in one `Vocabulary`, each with its uses.
//! A query is a pass over that vocabulary for the whole of it, and one for each of its words.

use std::collections::{HashMap, HashSet};

use super::catalogue::{Catalogue, squeeze};
use super::code::{Code, Meridian};
use super::complaint::{Complaint, Complaints, place_of};
use super::point::{EvidenceKind, Origin, Point, Region};

mod query;
mod vocabulary;

use query::Query;
use vocabulary::{Fit, Vocabulary, distance};

/// How well a point answers a query; the lower the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// It is its code or one of its names.
    Whole,
    /// The letters or the name of its meridian.
    Meridian,
    /// It is used for that complaint; the best founded first.
    Complaint(usize),
    /// Its region.
    Region,
    /// Its code begins so.
    CodeBegins,
    /// One of its names begins so.
    Begins,
    /// A word of one of its names begins so.
    WordBegins,
    /// Its region begins so, or its location speaks of that part of the body.
    Located,
    /// A word of a complaint that it is used for begins so.
    ComplaintBegins(usize),
    /// It is somewhere within its names or its meridian's.
    Within,
    /// A word that is like it but for so many letters; of a complaint, the best founded first.
    Like(usize, usize),
    /// The beginning of a word that is like it, where nothing else is found.
    BeginsLike(usize, usize),
}

/// Where a word of the vocabulary is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// As the code of that entry.
    Code(usize),
    /// As one of its names.
    Name(usize),
    /// In one of its names.
    Word(usize),
    /// As that region.
    Region(usize),
    /// In its location.
    Location(usize),
    /// As the name of that meridian.
    Meridian(usize),
    /// As the letters of that meridian's codes.
    Letters(usize),
    /// As a name of that complaint.
    Complaint(usize),
    /// In a name of that complaint.
    ComplaintWord(usize),
}

/// What is known of one point beside its words.
#[derive(Debug, Clone)]
struct Entry {
    code: Code,
    unplayable: bool,
    /// How many trials and clinics speak of it.
    grounds: usize,
}

/// Every point, prepared for finding.
#[derive(Debug, Clone, Default)]
pub struct Index {
    entries: Vec<Entry>,
    vocabulary: Vocabulary<Use>,
    /// The entries of each region.
    regions: Vec<Vec<usize>>,
    /// The entries of each meridian.
    meridians: Vec<Vec<usize>>,
    /// For each complaint, the entries that are used for it, each with its place.
    complaints: Vec<Vec<(usize, usize)>>,
}

impl Index {
    /// The index of those points and complaints; `region_name` says what people call a region.
    #[must_use]
    pub fn new(
        catalogue: &Catalogue,
        complaints: &Complaints,
        region_name: impl Fn(Region) -> String,
    ) -> Self {
        let mut uses: Vec<(String, Use)> = Vec::new();
        let regions =
            Region::ALL.map(|region| (region, region_words(region, &region_name(region))));
        let parts = Parts::new(&regions);
        for (nth, point) in catalogue.iter().enumerate() {
            uses.extend(point.names().map(|name| (squeeze(name), Use::Name(nth))));
            uses.extend(point.names().flat_map(words).map(|word| (word, Use::Word(nth))));
            uses.push((squeeze(point.code.as_str()), Use::Code(nth)));
            let named = parts.named_in(&point.location);
            uses.extend(named.map(|word| (word, Use::Location(nth))));
        }
        for (nth, meridian) in Meridian::ALL.into_iter().enumerate() {
            uses.push((squeeze(meridian.name()), Use::Meridian(nth)));
            let letters = [meridian.letters()];
            let letters = letters.iter().chain(meridian.other_letters());
            uses.extend(letters.map(|letters| (squeeze(letters), Use::Letters(nth))));
        }
        for (nth, (_, words)) in regions.iter().enumerate() {
            uses.extend(words.iter().map(|word| (word.clone(), Use::Region(nth))));
        }
        for (nth, complaint) in complaints.iter().enumerate() {
            for name in complaint.names() {
                let said: Vec<String> =
                    words(name).filter(|word| !query::is_filler(word)).collect();
                uses.push((squeeze(name), Use::Complaint(nth)));
                uses.push((said.concat(), Use::Complaint(nth)));
                uses.extend(said.into_iter().map(|word| (word, Use::ComplaintWord(nth))));
            }
        }
        let by_code: HashMap<&Code, usize> =
            catalogue.iter().enumerate().map(|(nth, point)| (&point.code, nth)).collect();
        let own: Vec<(usize, &Point)> =
            catalogue.iter().enumerate().filter(|(_, one)| one.origin == Origin::Own).collect();
        let places = |complaint: &Complaint| {
            let linked = complaint.links.iter().enumerate();
            let linked =
                linked.filter_map(|(place, link)| Some((*by_code.get(&link.code)?, place)));
            let own =
                own.iter().filter_map(|(nth, point)| Some((*nth, place_of(complaint, point)?)));
            linked.chain(own).collect()
        };
        let entries_of = |belongs: &dyn Fn(&Point) -> bool| -> Vec<usize> {
            let all = catalogue.iter().enumerate();
            all.filter(|(_, point)| belongs(point)).map(|(nth, _)| nth).collect()
        };
        let entry = |point: &Point| Entry {
            code: point.code.clone(),
            unplayable: point.playable().is_err(),
            grounds: grounds(point),
        };
        Self {
            entries: catalogue.iter().map(entry).collect(),
            vocabulary: Vocabulary::new(uses),
            regions: Region::ALL.map(|one| entries_of(&|point| point.region == one)).into(),
            meridians: Meridian::ALL.map(|one| entries_of(&|point| point.meridian == one)).into(),
            complaints: complaints.iter().map(places).collect(),
        }
    }

    /// The codes of the points that answer a query, the best first; all of them in the catalogue's order for
    /// an empty query. A code names its point, and at most those whose codes begin with it.
    ///
    /// Every word of the query must fit, each in its own way; a word that fits nothing at all is passed
    /// over if another does. What can be played comes before what cannot; of those that fit equally, what
    /// trials and clinics speak of comes first, and then the order of the catalogue stands.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<&Code> {
        if squeeze(query).is_empty() {
            return self.entries.iter().map(|entry| &entry.code).collect();
        }
        let matches = Query::new(query).matches(self);
        let mut found: Vec<_> = matches
            .into_iter()
            .zip(&self.entries)
            .filter_map(|(how, entry)| {
                let how = how?;
                // Along a meridian, and among codes, the numbers count.
                let by_number = matches!(how, Match::Meridian | Match::CodeBegins);
                let grounds = if by_number { 0 } else { entry.grounds };
                Some((how, entry.unplayable, std::cmp::Reverse(grounds), &entry.code))
            })
            .collect();
        found.sort_by_key(|(how, unplayable, grounds, _)| (*how, *unplayable, *grounds));
        if let Some(asked) = Code::parse(query)
            && found.first().is_some_and(|(.., code)| **code == asked)
        {
            found.retain(|(how, .., code)| {
                *how == Match::Whole || code.as_str().starts_with(asked.as_str())
            });
        }
        found.into_iter().map(|(.., code)| code).collect()
    }

    /// How each entry answers a text that is the whole query, or one word of it.
    fn answers(&self, text: &str, is_whole: bool, with_beginnings: bool) -> Vec<Option<Match>> {
        let mut best: Vec<Option<Match>> = vec![None; self.entries.len()];
        let mut better = |nth: usize, how: Match| {
            if best[nth].is_none_or(|before| how < before) {
                best[nth] = Some(how);
            }
        };
        self.vocabulary.fits(text, with_beginnings, |place, fit| match *place {
            Use::Complaint(nth) | Use::ComplaintWord(nth) => {
                let is_name = matches!(place, Use::Complaint(_));
                for (entry, place) in &self.complaints[nth] {
                    let how = match fit {
                        Fit::Equal if is_whole && is_name => Match::Complaint(*place),
                        Fit::Equal | Fit::Begins => Match::ComplaintBegins(*place),
                        Fit::Within => continue,
                        Fit::Like(far) => Match::Like(far, *place + 1),
                        Fit::BeginsLike(far) => Match::BeginsLike(far, *place + 1),
                    };
                    better(*entry, how);
                }
            }
            Use::Code(nth) | Use::Name(nth) | Use::Word(nth) | Use::Location(nth) => {
                if let Some(how) = of_point(*place, fit, is_whole) {
                    better(nth, how);
                }
            }
            Use::Region(nth) | Use::Meridian(nth) | Use::Letters(nth) => {
                let is_region = matches!(place, Use::Region(_));
                let group = if is_region { &self.regions } else { &self.meridians };
                if let Some(how) = of_point(*place, fit, is_whole) {
                    group[nth].iter().for_each(|nth| better(*nth, how));
                }
            }
        });
        best
    }
}

/// What it means that a text fits a word of a point.
fn of_point(place: Use, fit: Fit, is_whole: bool) -> Option<Match> {
    Some(match (fit, place) {
        (Fit::Equal, Use::Code(_) | Use::Name(_)) => Match::Whole,
        (Fit::Equal, Use::Meridian(_)) => Match::Meridian,
        (Fit::Equal, Use::Letters(_)) if is_whole => Match::Meridian,
        (_, Use::Letters(_)) | (Fit::Like(_) | Fit::BeginsLike(_), Use::Code(_)) => return None,
        (Fit::Equal, Use::Region(_)) => Match::Region,
        (Fit::Begins, Use::Code(_)) => Match::CodeBegins,
        (Fit::Begins, Use::Name(_)) => Match::Begins,
        (Fit::Equal | Fit::Begins, Use::Word(_)) => Match::WordBegins,
        (Fit::Begins, Use::Region(_)) | (Fit::Equal, Use::Location(_)) => Match::Located,
        (Fit::Begins | Fit::Within, Use::Meridian(_))
        | (Fit::Within, Use::Code(_) | Use::Name(_)) => Match::Within,
        (Fit::Like(far), _) => Match::Like(far, 0),
        (Fit::BeginsLike(far), _) => Match::BeginsLike(far, 0),
        _ => return None,
    })
}

/// How many statements of trials and clinics its page holds.
fn grounds(point: &Point) -> usize {
    let evidence = point.guide.as_ref().map_or(&[][..], |guide| &guide.evidence);
    evidence.iter().filter(|one| one.kind != EvidenceKind::Tradition).count()
}

/// The words of all regions, to be found in a location.
struct Parts(HashSet<String>);

impl Parts {
    fn new(regions: &[(Region, Vec<String>)]) -> Self {
        Self(regions.iter().flat_map(|(_, words)| words.clone()).collect())
    }

    fn named_in(&self, location: &str) -> impl Iterator<Item = String> {
        words(location).filter(|word| self.0.contains(word))
    }
}

/// The points whose code or name is most like the text, the most like first; none where nothing is
/// like it at all. For an error that says what was perhaps meant.
#[must_use]
pub fn nearest_points<'a>(points: &'a Catalogue, text: &str) -> Vec<&'a Point> {
    let wanted = squeeze(text);
    let near = wanted.chars().count().div_ceil(3).min(3);
    let code = Code::parse(text);
    let mut found: Vec<(usize, usize, bool, &Point)> = points
        .iter()
        .filter_map(|point| {
            let codes = [point.code.as_str(), &point.pinyin_plain, &point.english];
            let far = codes
                .into_iter()
                .chain(point.aliases.iter().map(String::as_str))
                .filter(|name| !name.is_empty())
                .map(|name| distance(&squeeze(name), &wanted))
                .min()?;
            // On the same meridian, the nearest number.
            let beside = code.as_ref().filter(|code| code.meridian() == point.meridian);
            let apart = beside.map_or(usize::MAX, |code| {
                usize::from(code.number().abs_diff(point.code.number()))
            });
            (far <= near || apart != usize::MAX).then_some((
                far,
                apart,
                point.playable().is_err(),
                point,
            ))
        })
        .collect();
    found.sort_by_key(|(far, apart, unplayable, _)| {
        (*apart == usize::MAX, *far, *apart, *unplayable)
    });
    found.into_iter().map(|(.., point)| point).collect()
}

/// Those of the words that are most like the text, the most like first, three at the most; none where nothing is
/// like it at all.
#[must_use]
pub fn nearest_words<'a>(text: &str, words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = squeeze(text);
    let near = wanted.chars().count().div_ceil(3).min(3);
    let far = |word: &str| {
        let word = squeeze(word);
        let holds = wanted.len() > 2 && word.contains(&wanted);
        if holds { 0 } else { distance(&word, &wanted) }
    };
    let mut found: Vec<(usize, &str)> =
        words.map(|word| (far(word), word)).filter(|(far, _)| *far <= near).collect();
    found.sort_by_key(|(far, _)| *far);
    found.into_iter().take(3).map(|(_, word)| word).collect()
}

fn words(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| c.is_whitespace() || "-\u{2013}\u{2019}'/,.;()".contains(c))
        .map(squeeze)
        .filter(|word| !word.is_empty())
}

fn region_words(region: Region, spoken: &str) -> Vec<String> {
    let names = [region.name(), spoken].into_iter().chain(region.words().iter().copied());
    names.clone().map(squeeze).chain(names.flat_map(words)).collect()
}
