//! Reads a point page: the form of web pages and hand-outs about one pressure point.
//!
//! The form varies: headings present or missing, bullets of any kind, many words for one thing. What
//! is understood goes into a point; what is not goes into its notes, word for word. Nothing is dropped.

use crate::domain::catalogue::{Catalogue, squeeze};
use crate::domain::code::Code;
use crate::domain::point::{Guide, Point};

use super::point::{OWN_SOURCE, looks_like_json};
use headings::Section;
use names::{Hint, Names};
use sort::Sorted;

mod check;
mod dose;
mod headings;
mod lines;
mod names;
mod parts;
mod related;
mod sort;
mod technique;

/// What was understood of a page.
#[derive(Debug, Clone)]
pub struct PageReading {
    /// The point as the page says: what is stored.
    pub own: Point,
    /// With the catalogue's cautions, grade and ceilings: what is shown, printed and played.
    pub point: Point,
    /// What was found under each part, in the order in which a page is read.
    pub understood: Vec<Understood>,
    /// Lines that found no place; they stand in the notes too.
    pub unplaced: Vec<String>,
}

/// What was found of one part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// Which part: `names`, `introduction`, `location`, `steps`, `uses`, `technique`, `caution`,
    /// `conditions`, `related`, `questions`, `how often`, `captions`.
    pub part: &'static str,
    /// Its headings as the page writes them; none where it was told by its words.
    pub headings: Vec<String>,
    /// What was found; none where the page says nothing.
    pub found: Vec<String>,
}

/// Why a text was not read as a point page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// There is nothing in it.
    #[error(
        "the file is empty; a point page has a title such as \"HE 1 - Jiquan\" and says where the point is and how to press it"
    )]
    Empty,
    /// It is larger than 1 MiB.
    #[error(
        "the file is larger than 1 MiB; a point page takes a few kilobytes. Is it the right file?"
    )]
    TooLarge,
    /// It is no text.
    #[error(
        "the file is not text (it holds bytes that no page holds). Save the page as plain text and import that"
    )]
    NotText,
    /// It is JSON.
    #[error(
        "the file is JSON, not a page of words; a point's JSON is read by its own fields (see docs/json.md)"
    )]
    Json,
    /// It names no point.
    #[error(
        "no point was found in it. A point page has a title with a code such as \"HE 1 - Jiquan\", \"HT-1\" or \"LI 4\", or a name that the catalogue knows; this begins with \"{begins}\""
    )]
    NoPoint {
        /// The first words of the file.
        begins: String,
    },
    /// Its name belongs to more than one point.
    #[error(
        "the name \"{name}\" belongs to {points}; write the code into the title and import it again"
    )]
    Ambiguous {
        /// The name.
        name: String,
        /// The points that bear it.
        points: String,
    },
    /// It names a point, but says nothing about it.
    #[error(
        "{code} is named, but nothing more was found. A point page has at least two of these: location, how to find it, benefits, technique, caution, conditions"
    )]
    NothingSaid {
        /// The point.
        code: Code,
    },
}

/// Reads a page.
///
/// # Errors
/// When the text is empty, too large, no text, JSON, or no page about one point; the error says what
/// was looked for.
pub fn read_page(text: &str, catalogue: &Catalogue) -> Result<PageReading, PageError> {
    check::is_text(text)?;
    let lines = lines::lines(text);
    let (code, mut notes) = check::which_point(&lines, catalogue)?;
    let known = catalogue.shipped(&code);
    let own_words = check::title_names(&lines, &code, known);
    let sorted = sort::sort(&lines, &code, &own_words, catalogue);
    if check::said(&sorted) < 2 {
        return Err(PageError::NothingSaid { code });
    }
    let region_words =
        [sorted.of(Section::Location), sorted.of(Section::Find), sorted.of(Section::Introduction)]
            .concat()
            .join("\n");
    let region = known.map_or_else(
        || super::point::guessed_region(&region_words, &mut notes),
        |known| known.region,
    );
    let grade = known.map_or_else(super::point::ungraded, |known| known.grade.clone());
    let mut own = Point::unknown(known.map_or(code, |known| known.code.clone()), region, grade);
    if known.is_none() {
        notes.push(super::point::not_in_catalogue(own.code.as_str()));
    }
    let names = names_of(&sorted, known);
    own.pinyin_plain = squeeze(&names.pinyin);
    own.pinyin = names.pinyin;
    own.chinese_simplified.clone_from(&names.chinese);
    own.chinese = names.chinese;
    own.english = names.english;
    own.sources = vec![OWN_SOURCE.to_owned()];
    own.location = parts::location(&sorted, known, &mut notes);
    own.guide = Some(guide(&sorted, &own, catalogue, &mut notes));
    let unplaced = parts::left_over(&lines, &sorted, &own);
    notes.extend(unplaced.iter().map(|line| format!("Could not place: {line}")));
    own.notes = notes;
    let point = catalogue.laid_over(own.clone());
    Ok(PageReading { understood: parts::understood(&sorted, &own), own, point, unplaced })
}

fn names_of(sorted: &Sorted, known: Option<&Point>) -> Names {
    let mut names = Names::default();
    let labels = [
        (Section::Chinese, Hint::Pinyin),
        (Section::English, Hint::English),
        (Section::Name, Hint::Either),
    ];
    for (section, hint) in labels {
        for value in sorted.of(section) {
            names.take(value, known, hint);
        }
    }
    let labelled = !names.pinyin.is_empty() || !names.english.is_empty();
    let hint = if labelled { Hint::Nothing } else { Hint::Either };
    let captions = sorted.captions.iter().take(1).map(String::as_str);
    for title in sorted.of(Section::Code).into_iter().chain(captions) {
        names.take(title, known, hint);
    }
    names
}

fn guide(sorted: &Sorted, own: &Point, catalogue: &Catalogue, notes: &mut Vec<String>) -> Guide {
    let joined = |section: Section| parts::joined(sorted, section);
    let questions = parts::questions(sorted);
    let mut find = parts::steps(sorted);
    if find.is_empty() {
        notes.push("No steps for finding it are given; its location is shown instead.".to_owned());
        find.push(own.location.clone());
    }
    let press = joined(Section::Technique);
    let answers = questions.iter().map(|one| one.answer.as_str()).collect::<Vec<_>>().join(" ");
    let technique = technique::technique(&press, &joined(Section::Find), &answers, notes);
    let caution = joined(Section::Caution);
    if caution.is_empty() {
        notes.push("The page gives no caution of its own.".to_owned());
    }
    let how_often = match joined(Section::HowOften) {
        said if said.is_empty() => {
            parts::how_often(&press).or_else(|| parts::how_often(&answers)).unwrap_or_default()
        }
        said => said,
    };
    Guide {
        introduction: joined(Section::Introduction),
        posture: String::new(),
        hands: own.region.hands(),
        find,
        feel: String::new(),
        press,
        technique,
        caution,
        stop: String::new(),
        red_flags: Vec::new(),
        traditional_uses: parts::items(sorted, Section::Uses),
        conditions: parts::items(sorted, Section::Conditions),
        evidence: Vec::new(),
        related: related::related(sorted, &own.code, catalogue, notes),
        questions,
        how_often,
    }
}

/// Whether to read a file as a page; the other kind is a point's JSON.
#[must_use]
pub fn is_page(text: &str) -> bool {
    !looks_like_json(text)
}
