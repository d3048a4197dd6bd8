//! Sorts the lines of a page into sections: by its headings, and where they are missing by its words.

use super::dose::doses;
use super::headings::{Section, heading};
use super::lines::Line;
use super::names::{codes, is_one, says, words};
use crate::domain::catalogue::{Catalogue, squeeze};
use crate::domain::code::Code;

/// A page in parts.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Each piece of text with its section, in the order of the page.
    pub pieces: Vec<(Section, String)>,
    /// The headings as they were written.
    pub headings: Vec<(Section, String)>,
    /// Lines that say no more than which point or meridian the page is about.
    pub captions: Vec<String>,
    /// Lines that found no place.
    pub unplaced: Vec<String>,
}

impl Sorted {
    /// The pieces of a section.
    pub(super) fn of(&self, section: Section) -> Vec<&str> {
        self.pieces
            .iter()
            .filter(|(one, _)| *one == section)
            .map(|(_, text)| text.as_str())
            .collect()
    }

    fn has(&self, section: Section) -> bool {
        self.pieces.iter().any(|(one, _)| *one == section)
    }
}

/// Where the reader stands.
#[derive(Clone, Copy)]
struct Place {
    section: Section,
    /// Opened by a heading that stands alone, so that it goes on over empty lines.
    headed: bool,
    /// Nothing has been put there yet.
    fresh: bool,
}

/// Sorts the lines; `code` and `own` are the point's code and the words of its names.
pub(super) fn sort(lines: &[Line], code: &Code, own: &[String], catalogue: &Catalogue) -> Sorted {
    let below_title = usize::from(lines.first().is_some_and(|line| is_title(&line.text, code)));
    let headed: Vec<Section> = lines[below_title..]
        .iter()
        .filter_map(|line| heading(&line.text, line.bullet, own))
        .map(|(section, ..)| section)
        .collect();
    let mut sorted = Sorted::default();
    let mut place: Option<Place> = None;
    let names_a_point = |text: &str| {
        let name = text.split(['(', ':', ',', '–', '—']).next().unwrap_or(text);
        codes(text).first().is_some_and(|(at, _)| at.start == 0)
            || catalogue.named(name.split(" - ").next().unwrap_or(name)).next().is_some()
    };
    for (index, line) in lines.iter().enumerate() {
        let text = line.text.as_str();
        let asking = place.is_some_and(|place| place.section == Section::Questions);
        if index < below_title || is_caption(text, code, own) {
            sorted.captions.push(text.to_owned());
            continue;
        }
        let question = question(line, asking);
        if (question.is_none() || !asking)
            && let Some((section, title, rest)) = heading(text, line.bullet, own)
        {
            sorted.headings.push((section, title.to_owned()));
            if !rest.is_empty() {
                sorted.pieces.push((section, rest.to_owned()));
            }
            let open = rest.is_empty() || !section.is_label();
            place =
                open.then_some(Place { section, headed: rest.is_empty(), fresh: rest.is_empty() });
            continue;
        }
        if let Some(question) = question {
            sorted.pieces.push((Section::Questions, question.to_owned()));
            place = Some(Place { section: Section::Questions, headed: true, fresh: false });
            continue;
        }
        if place.is_some_and(|place| place.section == Section::Related && !place.fresh)
            && ends_related(
                line,
                index.checked_sub(1).map(|before| &lines[before]),
                &sorted,
                &names_a_point,
            )
        {
            place = None;
        }
        if let Some(section) = choose(line, place, &sorted, &headed, code, own) {
            sorted.pieces.push((section, text.to_owned()));
            let stays = place.is_some_and(|place| place.section == section && place.headed);
            place = Some(Place { section, headed: stays, fresh: false });
        } else {
            sorted.unplaced.push(text.to_owned());
            // An unknown heading, or the end of what was told by its words: what follows stands on its own.
            let heads = line.marked || (!line.bullet && words(text).count() <= 4);
            place = place.filter(|place| place.headed && !heads);
        }
    }
    sorted
}

/// Where a line without a heading of its own belongs.
fn choose(
    line: &Line,
    place: Option<Place>,
    sorted: &Sorted,
    headed: &[Section],
    code: &Code,
    own: &[String],
) -> Option<Section> {
    use Section::{
        Caution, Conditions, Find, Introduction, Location, Questions, Related, Technique, Uses,
    };
    if line.marked {
        return None;
    }
    let told = kind(&line.text, sorted, code, own);
    let Some(place) = place else { return told };
    let section = place.section;
    if place.fresh || section == Questions {
        let closing = section == Questions && is_title_line(line, sorted.of(section).last());
        return (place.fresh || !closing).then_some(section);
    }
    // With a heading over it, a line leaves only for what no heading announces.
    let may_leave = |to: Section| {
        let open = !headed.contains(&to);
        match section {
            Introduction => {
                open && matches!(to, Location | Find | Uses | Technique | Caution | Related)
            }
            Location => open && matches!(to, Find | Uses | Technique | Caution | Related),
            Find => open && matches!(to, Uses | Technique | Caution | Related),
            Uses | Conditions => open && matches!(to, Technique | Caution | Related),
            Technique => open && to == Caution,
            _ if place.headed => false,
            // A time in a caution is no dose.
            Caution => open && (to != Technique || !sorted.has(Technique)),
            _ => open,
        }
    };
    if let Some(to) = told.filter(|to| *to != section && may_leave(*to)) {
        return Some(to);
    }
    let labelled = line.text.split_once(": ").is_some_and(|(label, _)| words(label).count() <= 3);
    let stays = if place.headed {
        !is_stray(line, section, sorted, told)
    } else {
        (line.blanks == 0 && !labelled)
            || (line.bullet
                && matches!(section, Uses | Conditions | Related | Find)
                && told.is_none())
    };
    if stays { Some(section) } else { told }
}

/// Whether a line under a heading is no part of it: a title without a full stop after sentences with one.
fn is_stray(line: &Line, section: Section, sorted: &Sorted, told: Option<Section>) -> bool {
    use Section::{Find, HowOften, Introduction, Location, Technique};
    matches!(section, Introduction | Location | Find | Technique | HowOften)
        && told.is_none()
        && is_title_line(line, sorted.of(section).last())
}

fn is_title_line(line: &Line, last: Option<&&str>) -> bool {
    !line.bullet
        && line.blanks > 0
        && !line.text.ends_with(['.', '!', '?', ':', ';', ','])
        && last.is_some_and(|last| last.ends_with('.'))
}

/// Whether the list of related points ends before a line: a paragraph of its own that names no point, and
/// is not the reason that stands below a bare name.
fn ends_related(
    line: &Line,
    before: Option<&Line>,
    sorted: &Sorted,
    names_a_point: &impl Fn(&str) -> bool,
) -> bool {
    let listed = sorted.of(Section::Related);
    let bare = |text: &&&str| words(text).count() <= 6 && !text.contains(": ");
    let below_a_name = listed.last().is_some_and(|last| bare(&last) && names_a_point(last))
        && !listed.iter().rev().nth(1).is_some_and(|one| bare(&one) && names_a_point(one))
        && !before.is_some_and(|before| before.bullet);
    line.blanks > 0
        && !below_a_name
        && !names_a_point(&line.text)
        && listed.iter().any(|one| names_a_point(one))
}

/// What a line is about, by its own words.
fn kind(text: &str, sorted: &Sorted, code: &Code, own: &[String]) -> Option<Section> {
    const FIND: &str = "to find|to locate|palpate|feel|slide|place|locate|bend|raise|lift|with|run|trace|\
        find|move|lay|put|measure|squeeze|sit|extend|rest|follow|start|go|from|turn|make|\
        open|stretch|look|relax";
    const USES: &str = "promotes|alleviates|relieves|eases|reduces|calms|soothes|supports|improves|helps|\
        strengthens|regulates|clears|opens|boosts|benefits|treats|used|good|may|encourages|\
        stimulates|nourishes|balances|enhances|settles|warms|cools|lowers|releases|loosens|\
        traditionally|quiets|relaxes|aids|lessens|comforts|unblocks";
    const PRESS: &str = "apply|press|massage|use|hold|rub|knead|push|stimulate|gently press|firmly press|\
        work|gently massage";
    const WHERE: &str = " sits |located|situated|we can find|is found|can be found|lies|in the center|\
        in the centre|in the middle|in the hollow|in the depression|on the inner|\
        on the outer|on the side|between the|\
        cun above|cun below|cun from|cun lateral|cun medial|cun superior|cun inferior|cun proximal|cun distal|\
        fingers above|fingers below|widths above|widths below|width above|width below|breadths above|breadths below";
    const CARE: &str = "caution|avoid|do not|don't|don’t|contraindicat|discontinue|stop if|stop at|\
        stop immediately|not recommended|should not|pregnan|warning|never|seek |consult|\
        not suitable|skip this|be careful|take care|not press|see a doctor";
    const NOT_HERE: &str = "not on|not over|not with|not in|not during|not if|not for|not after|not near|\
        no massage|no pressing";
    let lower = text.to_lowercase();
    let starts = |list: &str| {
        list.split('|').any(|word| {
            lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    let says = |list: &str| says(&lower, list);
    let first_code = codes(text).into_iter().next();
    if first_code.as_ref().is_some_and(|(at, one)| at.start == 0 && one != code) {
        return Some(Section::Related);
    }
    let named = first_code.is_some()
        || own.first().is_some_and(|name| words(text).any(|word| squeeze(&word) == squeeze(name)));
    if named
        && lower.contains("point")
        && says(" is a| is an| is the| is one|known as")
        && !sorted.has(Section::Introduction)
    {
        return Some(Section::Introduction);
    }
    let timed = !doses(text).is_empty();
    let pressing = says("press|massage|circular|circles|steady|hold|knead|rub");
    if starts(PRESS) && (timed || says("pressure|circular|circle|steady|thumb|finger")) {
        return Some(Section::Technique);
    }
    if says(CARE) || starts(NOT_HERE) {
        return Some(Section::Caution);
    }
    if timed && pressing {
        return Some(Section::Technique);
    }
    if starts(USES) {
        return Some(Section::Uses);
    }
    if starts(FIND) {
        return Some(Section::Find);
    }
    says(WHERE).then_some(Section::Location)
}

/// The question that a line asks, without its "Q:".
fn question(line: &Line, asking: bool) -> Option<&str> {
    const FIRST: &str = "can|how|what|is|are|does|do|should|may|when|where|why|who|which|will|could|would|am|\
        must|might";
    let text = line.text.as_str();
    let marked = ["Q:", "Q.", "Question:", "q:"]
        .into_iter()
        .find_map(|mark| text.strip_prefix(mark))
        .map(str::trim);
    let plain = marked.unwrap_or(text);
    let asks = plain.ends_with('?');
    let first = words(plain).next().is_some_and(|word| is_one(&word, FIRST));
    let on_one_line = plain.contains("? ") && (marked.is_some() || (asking && first));
    (asks && (asking || marked.is_some() || first) || on_one_line).then_some(plain)
}

/// Whether the first line is a title, whatever else it promises: "HE-1 Jiquan: location, benefits and uses".
fn is_title(text: &str, code: &Code) -> bool {
    let labelled = heading(text, false, &[]).is_some_and(|(section, ..)| section.is_label());
    let named = codes(text).iter().any(|(_, found)| found == code);
    named && !labelled && !text.ends_with('.') && words(text).count() <= 14
}

/// Whether a line says only which point or meridian the page is about: a title, a caption, a breadcrumb.
fn is_caption(text: &str, code: &Code, own: &[String]) -> bool {
    const ALONG: &str = "pressure|points|point|meridian|channel|acupressure|acupuncture|acupoint|the|of|on|\
        heart|lung|stomach|spleen|liver|kidney|bladder|gallbladder|pericardium|conception|\
        governing|governor|vessel|triple|energizer|intestine|large|small";
    if text.ends_with(['?', '!']) {
        return false;
    }
    let mut rest = text.to_owned();
    for (place, found) in codes(text).into_iter().rev() {
        if found != *code {
            return false;
        }
        rest.replace_range(place, " ");
    }
    let meridian = code.meridian();
    let letters = |word: &str| {
        std::iter::once(&meridian.letters())
            .chain(meridian.other_letters())
            .any(|letters| letters.eq_ignore_ascii_case(word))
    };
    words(&rest).all(|word| own.contains(&word) || is_one(&word, ALONG) || letters(&word))
}
