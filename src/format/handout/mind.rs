//! What a handout says of care: what to mind, when to stop, what it rests on, and for whom it was made.

use super::Basis;
use super::markup::Markup;
use crate::domain::caution::{Line, Prompt, Weight};
use crate::domain::code::Code;
use crate::domain::point::NotPlayable;
use crate::t;
use crate::words::{caution, person, sharing};

/// The whole caution but for its red flags, which [`stop`] has.
pub(super) fn mind(page: &mut Markup, prompt: &Prompt, basis: &Basis<'_>) {
    let of = |weight| prompt.lines().iter().filter(move |line| line.weight == weight);
    page.open("section", &[("class", "mind")]);
    page.heading(&t!("handout-mind"));
    list(page, of(Weight::Care).chain(of(Weight::Always)), basis);
    if of(Weight::MayApply).next().is_some() {
        page.element("h3", &[], &t!("handout-may-apply"));
        list(page, of(Weight::MayApply), basis);
    }
    page.close("section");
}

fn list<'a>(page: &mut Markup, lines: impl Iterator<Item = &'a Line>, basis: &Basis<'_>) {
    page.open("ul", &[]);
    for line in lines {
        let (title, text) = caution::parts(line, basis.emergency);
        page.led("li", &title, &text);
    }
    page.close("ul");
}

/// When to stop and whom to call: the red flags of these points, and what is minded after any stop; with what
/// the points themselves say of a stop, if that is wanted.
pub(super) fn stop(page: &mut Markup, prompt: &Prompt, basis: &Basis<'_>, with_advice: bool) {
    page.open("section", &[("class", "stop")]);
    page.heading(&t!("handout-stop"));
    page.open("ul", &[]);
    let flags = prompt.lines().iter().filter(|line| line.weight == Weight::RedFlag);
    let mut lines: Vec<(String, String)> = flags
        .chain(&basis.lines.after_stop)
        .map(|line| caution::parts(line, basis.emergency))
        .collect();
    let order: Vec<String> = lines.iter().map(|(title, _)| title.clone()).collect();
    lines.sort_by_cached_key(|(title, _)| order.iter().position(|other| other == title));
    // Red flags of one title follow each other: the title stands before the first.
    let mut before: Option<&str> = None;
    for (title, text) in &lines {
        if before.replace(title) == Some(title) {
            page.element("li", &[], text);
        } else {
            page.led("li", title, text);
        }
    }
    if with_advice {
        for guide in prompt.plan().points().iter().filter_map(|point| point.guide.as_ref()) {
            page.element("li", &[], &guide.stop.replace("{emergency}", basis.emergency));
        }
    }
    page.close("ul");
    page.close("section");
}

/// On what it rests, in a line or two.
pub(super) fn ground(page: &mut Markup, grounds: &[(String, Vec<String>)]) {
    if grounds.is_empty() {
        return;
    }
    let said: Vec<String> = grounds
        .iter()
        .map(|(kind, sources)| {
            t!("handout-ground-kind", kind = kind.as_str(), sources = sources.join("; "))
        })
        .collect();
    page.open("section", &[("class", "ground")]);
    page.led("p", &format!("{}.", t!("handout-ground")), &said.join(" "));
    page.close("section");
}

/// For whom it was made, and what that has changed.
pub(super) fn foot(
    page: &mut Markup,
    prompt: &Prompt,
    left_out: &[(Code, NotPlayable)],
    basis: &Basis<'_>,
) {
    let mut changed = person::changes(prompt.plan().changes());
    changed.extend(left_out.iter().map(|(code, why)| {
        let because = match why {
            NotPlayable::LeftOut { because, .. } => because.clone(),
            NotPlayable::GradedNo { why, .. } => why.trim_end_matches('.').to_owned(),
            NotPlayable::NoGuide { .. } => t!("point-no-guide").trim_end_matches('.').to_owned(),
            NotPlayable::Unknown { .. } => sharing::left_out(why),
        };
        t!("handout-left-out", code = code.as_str(), because = because)
    }));
    page.open("footer", &[]);
    if !changed.is_empty() {
        page.led("p", &format!("{}.", t!("handout-for-you")), &changed.join(" "));
    }
    page.open("p", &[]);
    page.text(&if basis.for_anybody {
        t!("handout-made-for-anybody")
    } else {
        t!("handout-made-for-you")
    });
    page.open("span", &[("class", "maker")]);
    page.text(&t!("handout-made-by"));
    page.close("span");
    page.close("p");
    page.close("footer");
}
