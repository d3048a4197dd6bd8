//! Whether a text is a point page at all, and of which point.

use super::headings::{Section, heading, section_of};
use super::lines::Line;
use super::names::{Hint, Names, codes, words};
use super::sort::Sorted;
use super::{PageError, looks_like_json};
use crate::domain::catalogue::Catalogue;
use crate::domain::code::Code;
use crate::domain::point::Point;
use crate::format::point::LARGEST;

/// Refuses what cannot be a page of words.
pub(super) fn is_text(text: &str) -> Result<(), PageError> {
    if text.len() > LARGEST {
        return Err(PageError::TooLarge);
    }
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(PageError::Empty);
    }
    let odd =
        text.chars().filter(|c| (c.is_control() && !c.is_whitespace()) || *c == '\u{fffd}').count();
    if text.contains('\0')
        || text.starts_with("{\\rtf")
        || text.starts_with("%PDF")
        || odd * 50 > text.chars().count()
    {
        return Err(PageError::NotText);
    }
    if looks_like_json(text) { Err(PageError::Json) } else { Ok(()) }
}

/// The point that a page is about: by a code in its title, else by a name in it.
pub(super) fn which_point(
    lines: &[Line],
    catalogue: &Catalogue,
) -> Result<(Code, Vec<String>), PageError> {
    let headings: Vec<_> = lines.iter().map(|line| heading(&line.text, line.bullet, &[])).collect();
    let first_code = |text: &str| {
        let found = codes(text);
        let known = found.iter().find(|(_, code)| catalogue.find(code.as_str()).is_some());
        known.or(found.first()).map(|(_, code)| code.clone())
    };
    let labelled = headings
        .iter()
        .flatten()
        .filter(|(section, ..)| *section == Section::Code)
        .find_map(|(_, _, rest)| first_code(rest));
    // Points that go with this one come late, and under their own heading.
    let before_related = headings
        .iter()
        .position(|heading| matches!(heading, Some((Section::Related, ..))))
        .unwrap_or(lines.len());
    let short = |line: &&Line| line.marked || words(&line.text).count() <= 10;
    let in_title =
        || lines[..before_related].iter().filter(short).find_map(|line| first_code(&line.text));
    let in_words = || {
        let is_firm = |code: &Code| catalogue.find(code.as_str()).is_some();
        lines[..before_related].iter().find_map(|line| {
            codes(&line.text)
                .into_iter()
                .find(|(at, code)| at.len() > 3 && is_firm(code))
                .map(|(_, code)| code)
        })
    };
    if let Some(code) = labelled.or_else(in_title).or_else(in_words) {
        return Ok((code, Vec::new()));
    }
    by_name(lines, &headings, catalogue)
}

type Heading<'a> = Option<(Section, &'a str, &'a str)>;

fn by_name(
    lines: &[Line],
    headings: &[Heading<'_>],
    catalogue: &Catalogue,
) -> Result<(Code, Vec<String>), PageError> {
    let labels = headings
        .iter()
        .flatten()
        .filter(|(section, ..)| section.is_label())
        .map(|(_, _, rest)| *rest);
    let titles = lines.iter().take(3).map(|line| line.text.as_str());
    for text in labels.chain(titles) {
        let mut names = Names::default();
        names.take(text, None, Hint::Either);
        for name in [names.chinese, names.pinyin, names.english, text.to_owned()] {
            let found: Vec<&Point> = catalogue.named(&name).collect();
            match found[..] {
                [] => {}
                [point] => {
                    return Ok((
                        point.code.clone(),
                        vec![format!(
                            "No code is given; by its name \"{name}\" it is {}.",
                            point.code
                        )],
                    ));
                }
                _ => {
                    let points =
                        found.iter().map(|point| point.title()).collect::<Vec<_>>().join(" and ");
                    return Err(PageError::Ambiguous { name, points });
                }
            }
        }
    }
    let begins = lines.first().map(|line| line.text.chars().take(60).collect()).unwrap_or_default();
    Err(PageError::NoPoint { begins })
}

/// The words of the point's names, the catalogue's and the title's: lines of these alone are captions.
pub(super) fn title_names(lines: &[Line], code: &Code, known: Option<&Point>) -> Vec<String> {
    let mut names = Names::default();
    for line in lines.iter().take(12) {
        match heading(&line.text, line.bullet, &[]) {
            Some((Section::Chinese, _, rest)) => names.take(rest, known, Hint::Pinyin),
            Some((Section::English, _, rest)) => names.take(rest, known, Hint::English),
            Some((Section::Code | Section::Name, _, rest)) => names.take(rest, known, Hint::Either),
            None if words(&line.text).count() <= 6
                && codes(&line.text).iter().any(|(_, one)| one == code) =>
            {
                names.take(&line.text, known, Hint::Either);
            }
            _ => {}
        }
    }
    let mut own: Vec<String> =
        [names.pinyin, names.chinese, names.english].iter().flat_map(|name| words(name)).collect();
    own.extend(known.iter().flat_map(|known| known.names()).flat_map(words));
    // A name may hold a word that is a heading too; then it is the heading.
    own.retain(|word| section_of(word, &[]).is_none());
    own
}

/// How many parts of a page have something in them.
pub(super) fn said(sorted: &Sorted) -> usize {
    use Section::{Caution, Conditions, Find, Introduction, Location, Related, Technique, Uses};
    let core = [Location, Find, Uses, Technique, Caution, Conditions];
    let found = core.iter().filter(|section| !sorted.of(**section).is_empty()).count();
    let more = [Introduction, Related].iter().any(|section| !sorted.of(*section).is_empty());
    found + usize::from(found > 0 && more)
}
