//! A point in words, section by section.

use super::known::Here;
use crate::domain::caution::{Line, Lines};
use crate::domain::point::{Grade, Guide, NotPlayable, Point};
use crate::format::page::Understood;
use crate::t;
use crate::words::columns::paragraph;
use crate::words::{self, session};

mod beside;

pub(super) use beside::source;

/// No line is longer, in places of a terminal.
pub(super) const WIDEST: usize = 78;

/// All that is known of a point. A section of which nothing is known is left out.
pub(super) fn point(point: &Point, here: &Here) -> Vec<String> {
    let mut page = Page::new();
    let names = [point.title(), beside::chinese(point), point.english.clone()];
    page.line(&names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", "));
    let also: Vec<String> = point.code.who().into_iter().chain(point.aliases.iter().cloned()).fold(
        Vec::new(),
        |mut all, name| {
            if !all.contains(&name) {
                all.push(name);
            }
            all
        },
    );
    if !also.is_empty() {
        page.line(&t!("show-also", names = also.join(", ")));
    }
    page.line(&t!(
        "show-place",
        meridian = point.meridian.name(),
        region = session::region(point.region)
    ));
    if let Some(why) = point.grade.why() {
        page.line(&t!("show-grade", grade = point.grade.name(), why = why));
    }
    if let Some(guide) = &point.guide {
        page.section(&t!("show-introduction"), [guide.introduction.as_str()]);
    }
    let measure = point.measure.as_ref().map(words::measure::words).unwrap_or_default();
    page.section(&t!("show-location"), [point.location.as_str(), &measure]);
    if let Some(guide) = &point.guide {
        how(&mut page, guide);
    }
    beside::person(&mut page, point, here);
    mind(&mut page, point, &here.library.lines);
    if let Some(guide) = &point.guide {
        why(&mut page, point, guide, here);
    }
    beside::places(&mut page, point, here);
    page.section(&t!("show-notes"), point.notes.iter().map(String::as_str));
    beside::sources(&mut page, point, &here.library);
    page.lines
}

/// What was found in a page, part by part, and what the catalogue adds.
pub(super) fn understood(parts: &[Understood], point: &Point, shared: &Lines) -> Vec<String> {
    let mut page = Page::new();
    page.line(&point.title());
    for part in parts {
        let name = words::text(&format!("part-{}", part.part.replace(' ', "-")));
        let heading = match part.headings.as_slice() {
            [] => name,
            written => t!("part-under", part = name, headings = written.join("\", \"")),
        };
        if part.found.is_empty() {
            // Captions are no part that a page ought to have.
            if part.part != "captions" {
                page.section(&heading, [t!("part-nothing").as_str()]);
            }
        } else {
            page.section(&heading, part.found.iter().map(String::as_str));
        }
    }
    let is_pressed = !matches!(point.grade, Grade::No { .. });
    let added: Vec<String> =
        point.tags.iter().filter(|_| is_pressed).map(|tag| caution(&shared.of_tag(tag))).collect();
    let grade =
        point.grade.why().map(|why| t!("show-grade", grade = point.grade.name(), why = why));
    page.section(&t!("part-added"), grade.iter().chain(&added).map(String::as_str));
    page.section(&t!("show-notes"), point.notes.iter().map(String::as_str));
    page.lines
}

fn how(page: &mut Page, guide: &Guide) {
    let find =
        guide.find.iter().enumerate().map(|(number, step)| format!("{}. {step}", number + 1));
    let find: Vec<String> = std::iter::once(guide.posture.clone()).chain(find).collect();
    page.section(&t!("show-find"), find.iter().map(String::as_str));
    page.section(&t!("show-feel"), [guide.feel.as_str()]);
    page.section(
        &t!("show-technique"),
        [session::technique(&guide.technique).as_str(), &guide.press, &guide.how_often],
    );
}

fn mind(page: &mut Page, point: &Point, shared: &Lines) {
    let own = point.guide.as_ref().map(|guide| guide.caution.clone()).unwrap_or_default();
    let flags = point
        .guide
        .iter()
        .flat_map(|guide| &guide.red_flags)
        .filter_map(|flag| shared.of_red_flag(flag));
    // How to press with care is no advice where nothing is to be pressed.
    let is_pressed = !matches!(point.grade, Grade::No { .. });
    let tags: Vec<_> =
        point.tags.iter().filter(|_| is_pressed).map(|tag| shared.of_tag(tag)).collect();
    let lines: Vec<String> = std::iter::once(own).chain(flags.chain(&tags).map(caution)).collect();
    page.section(&t!("show-caution"), lines.iter().map(String::as_str));
}

fn caution(line: &Line) -> String {
    format!("- {}", words::caution::line(line, &t!("show-emergency")))
}

fn why(page: &mut Page, point: &Point, guide: &Guide, here: &Here) {
    page.list(&t!("show-uses"), &guide.traditional_uses);
    beside::complaints(page, point, guide, &here.library);
    let evidence: Vec<String> =
        guide.evidence.iter().map(|one| beside::evidence(one, &here.library)).collect();
    page.list(&t!("show-evidence"), &evidence);
    page.list(&t!("show-related"), &beside::related(guide, here));
    let questions: Vec<&str> = guide
        .questions
        .iter()
        .flat_map(|one| [one.question.as_str(), one.answer.as_str()])
        .collect();
    page.section(&t!("show-questions"), questions);
}

/// How to start it, or why it is not played.
pub(super) fn what_now(point: &Point, here: &Here) -> Vec<String> {
    let text = match here.person().suit(point) {
        Ok(_) => t!("show-start", code = point.code.as_str()),
        Err(NotPlayable::GradedNo { .. }) => t!("show-not-offered"),
        Err(left_out @ NotPlayable::LeftOut { .. }) => left_out.to_string(),
        Err(NotPlayable::NoGuide { .. } | NotPlayable::Unknown { .. }) => t!("show-no-guide"),
    };
    paragraph(&text, WIDEST)
}

/// A text for people, section by section.
pub(super) struct Page {
    lines: Vec<String>,
}

impl Page {
    /// Nothing yet.
    pub(super) const fn new() -> Self {
        Self { lines: Vec::new() }
    }

    /// All lines of it.
    pub(super) fn all(self) -> Vec<String> {
        self.lines
    }

    /// Lines that stand as they are.
    pub(super) fn lines(&mut self, lines: impl IntoIterator<Item = String>) {
        self.lines.extend(lines);
    }

    /// A line, broken where it is too long.
    pub(super) fn line(&mut self, line: &str) {
        self.lines.extend(paragraph(line, WIDEST));
    }

    /// A heading and its paragraphs, further in; nothing where all are empty.
    pub(super) fn section<'a>(
        &mut self,
        heading: &str,
        paragraphs: impl IntoIterator<Item = &'a str>,
    ) {
        let mut paragraphs =
            paragraphs.into_iter().filter(|text| !text.trim().is_empty()).peekable();
        if paragraphs.peek().is_none() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        if !heading.is_empty() {
            self.line(heading);
        }
        for text in paragraphs.flat_map(str::lines) {
            self.line(&format!("  {text}"));
        }
    }

    /// The same as a list.
    pub(super) fn list(&mut self, heading: &str, items: &[String]) {
        let items: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
        self.section(heading, items.iter().map(String::as_str));
    }
}
