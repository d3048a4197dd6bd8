//! Handouts: nothing of a caution is ever missing, and nothing that somebody wrote becomes part of the page.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is wrong"
)]

use std::time::Duration;

use proptest::prelude::*;
use wellspring::domain::caution::Prompt;
use wellspring::domain::plan::{Dose, Pacing, Plan, Sides};
use wellspring::domain::point::{Origin, Point};
use wellspring::domain::profile::{Answer, Answered, Person, Place, Profile};
use wellspring::domain::routine::{Item, Routine};
use wellspring::format::handout::{self, Basis, Paper, Picture, Pictures};

use crate::points::{library, none};
use crate::profile::{person, today};

/// Everything that the body of a page may consist of.
const TAGS: [&str; 18] = [
    "main",
    "header",
    "footer",
    "section",
    "aside",
    "div",
    "h1",
    "h2",
    "h3",
    "p",
    "b",
    "span",
    "ol",
    "ul",
    "li",
    "figure",
    "img",
    "figcaption",
];

/// The attributes that it may have.
const ATTRIBUTES: [&str; 6] = ["lang", "class", "src", "alt", "width", "height"];

/// The words of a page, one after the other, as somebody reads them.
pub fn words(html: &str) -> String {
    let body = html.split_once("<body>").expect("a body").1;
    let mut words = String::new();
    let mut in_tag = false;
    for letter in body.chars() {
        match letter {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                words.push(' ');
            }
            _ if !in_tag => words.push(letter),
            _ => {}
        }
    }
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    flat(&plain.into_iter().fold(words, |words, (sign, letter)| words.replace(sign, letter)))
}

/// Text with single spaces.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong with a page: a tag or an attribute that is not ours, or something from elsewhere.
pub fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let (head, body) = html.split_once("<body>").expect("a body");
    let (before, rest) = head.split_once("<title>").expect("a title");
    let (title, style) = rest.split_once("</title>").expect("its end");
    if title.contains(['<', '>', '"']) {
        faults.push(format!("a title that is not escaped: {title}"));
    }
    for elsewhere in ["url(", "@import", "<link", "<script", "http", "//"] {
        if before.contains(elsewhere) || style.contains(elsewhere) {
            faults.push(format!("the head holds {elsewhere}"));
        }
    }
    let body = body.strip_suffix("</body>\n</html>\n").expect("its end");
    for part in body.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else {
            faults.push(format!("a tag without an end: {part}"));
            continue;
        };
        if text.contains('>') || text.contains('"') {
            faults.push(format!("text that is not escaped: {text}"));
        }
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !TAGS.contains(&name) {
            faults.push(format!("a strange tag: {tag}"));
        }
        // name="value" name="value"
        let mut attributes = tag.trim_start_matches('/')[name.len()..].split('"');
        while let (Some(before), Some(value)) = (attributes.next(), attributes.next()) {
            let attribute = before.trim().trim_end_matches('=');
            if !ATTRIBUTES.contains(&attribute) {
                faults.push(format!("a strange attribute: {attribute} in {tag}"));
            }
            if attribute == "src" && !value.starts_with("data:image/png;base64,") {
                faults.push(format!("a picture from elsewhere: {value}"));
            }
            if attribute == "alt" && value.trim().is_empty() {
                faults.push(format!("a picture without words: {tag}"));
            }
        }
    }
    faults
}

fn basis(paper: Paper) -> Basis<'static> {
    let library = library();
    Basis {
        paper,
        emergency: "999",
        lines: &library.lines,
        sources: &library.sources,
        for_anybody: true,
    }
}

fn pictures() -> Pictures {
    let picture = || Some(Picture { png: b"not drawn here".to_vec(), width: 2, height: 2 });
    Pictures { close_up: picture(), is_marked: true, whole: picture() }
}

fn of_point(point: &Point, profile: &Profile) -> Option<(Prompt, String)> {
    let suited = person(&library().rules, profile).suit(point).ok()?;
    let choices = suited.choices(None);
    let plan = Plan::new(&[(suited, choices)], Pacing::default()).expect("a plan");
    let prompt = Prompt::new(plan, &library().lines);
    let html = handout::point(&prompt, &pictures(), &basis(Paper::A4));
    Some((prompt, html))
}

fn of_routine(routine: &Routine, person: &Person<'_>, paper: Paper) -> Option<(Prompt, String)> {
    let fitted = routine.fit(&library().catalogue, person);
    let prompt = Prompt::new(fitted.plan(Pacing::default()).ok()?, &library().lines);
    let pictures: Vec<Pictures> = fitted.parts.iter().map(|_| pictures()).collect();
    let html = handout::routine(routine, &fitted, &prompt, &pictures, &basis(paper));
    Some((prompt, html))
}

/// What a page lacks of a caution, and of what is minded after a stop.
fn lacking(prompt: &Prompt, html: &str) -> Vec<String> {
    let words = words(html);
    let lines = prompt.lines().iter().chain(&library().lines.after_stop);
    lines
        .flat_map(|line| [&line.title, &line.text])
        .map(|text| flat(&text.replace("{emergency}", "999")))
        .filter(|text| !words.contains(text.as_str()))
        .collect()
}

#[test]
fn every_point_has_a_page_with_its_whole_caution_and_every_step() {
    let nobody = Profile::default();
    let mut all = Vec::new();
    let mut pages = 0;
    for point in library().catalogue.iter() {
        let Some((prompt, html)) = of_point(point, &nobody) else { continue };
        pages += 1;
        let guide = point.guide.as_ref().expect("it is played");
        let words = words(&html);
        let told = [&point.location, &guide.posture, &guide.feel, &guide.press, &guide.how_often];
        let lacking = lacking(&prompt, &html).into_iter().chain(
            guide.find.iter().chain(told).filter(|text| !words.contains(&flat(text))).cloned(),
        );
        all.extend(lacking.chain(faults(&html)).map(|fault| format!("{}: {fault}", point.code)));
    }
    none(&all);
    assert!(pages > 370, "{pages}");
}

#[test]
fn every_routine_has_one_page_with_its_whole_caution() {
    let nobody = Profile::default();
    let person = person(&library().rules, &nobody);
    let mut all = Vec::new();
    for routine in &library().routines {
        for paper in Paper::ALL {
            let (prompt, html) = of_routine(routine, &person, paper).expect("it is played");
            let mut faults = faults(&html);
            faults.extend(lacking(&prompt, &html));
            let words = words(&html);
            for point in prompt.plan().points() {
                if !words.contains(&flat(&point.location)) {
                    faults.push(format!("where {} lies", point.code));
                }
            }
            if words.contains("on more than one page") {
                faults.push(format!("more than one page on {}", paper.name()));
            }
            all.extend(faults.into_iter().map(|fault| format!("{}: {fault}", routine.key)));
        }
    }
    none(&all);
}

/// A routine of so many points, each with that note.
fn long(points: usize, note: &str) -> Routine {
    let all = library().catalogue.iter().filter(|point| point.playable().is_ok());
    let items = all.step_by(5).take(points).map(|point| {
        let technique = &point.guide.as_ref().expect("it is played").technique;
        Item {
            code: point.code.clone(),
            sides: Sides::Both,
            motion: None,
            dose: Dose::Fixed(technique.default),
            times: 2,
            rest: Duration::from_secs(30),
            note: note.to_owned(),
        }
    });
    Routine { items: items.collect(), ..Routine::own("long", "A long one") }
}

#[test]
fn a_long_routine_says_that_it_is_long_and_begins_with_its_caution() {
    let routine = long(60, "Slowly.");
    let nobody = Profile::default();
    let (prompt, html) =
        of_routine(&routine, &person(&library().rules, &nobody), Paper::A4).expect("it is played");
    let words = words(&html);
    assert!(words.contains("60 points, on more than one page"), "{words}");
    let (care, order) = (words.find("Before you press"), words.find("In this order"));
    assert!(care < order && care.is_some(), "{care:?}, {order:?}");
    none(&lacking(&prompt, &html));
    assert_eq!(words.matches("2 times in a row").count(), 60);
    assert_eq!(words.matches("then rest 30 s").count(), 60);
}

#[test]
fn what_a_person_answered_is_told_and_kept_to() {
    let library = library();
    let mut profile = Profile::default();
    let yes = |places: &[&str]| Answered {
        answer: Answer::Yes(places.iter().filter_map(|place| Place::named(place)).collect()),
        at: today(),
    };
    let _ = profile.answers.insert("blood-thinners".to_owned(), yes(&[]));
    let _ = profile.answers.insert("skin".to_owned(), yes(&["left neck", "wrist"]));
    let routine = library.routines.iter().find(|one| one.key == "bedtime").expect("it is there");
    let (prompt, html) =
        of_routine(routine, &person(&library.rules, &profile), Paper::A4).expect("it is played");
    let words = words(&html);
    for says in [
        "HE-7 is left out: skin that must heal.",
        "GB-20: The left side is left out: skin that must heal.",
        "Set to 1 minute",
    ] {
        assert!(words.contains(says), "{says}: {words}");
    }
    assert!(!words.contains("Shénmén 神門"), "{words}");
    none(&lacking(&prompt, &html));
}

/// What somebody might write to break out of a page.
fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<script>alert(1)</script>".to_owned()),
        Just("\" onerror=\"alert(1)".to_owned()),
        Just("'><img src=https://example.org/x.png>".to_owned()),
        Just("</style></main><!-- ".to_owned()),
        Just("&lt;b&gt; &amp; ]]>".to_owned()),
        "[ -~\u{0}\u{7f}\u{85}é極\u{202e}]{0,24}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_is_written_becomes_part_of_the_page(
        texts in proptest::collection::vec(nasty(), 12),
    ) {
        let mut point = library().catalogue.find("LI-4").expect("it is there").clone();
        point.origin = Origin::Own;
        let text = |at: usize| texts[at].clone();
        (point.pinyin, point.chinese, point.english) = (text(0), text(1), text(2));
        point.location = text(3);
        if let Some(guide) = point.guide.as_mut() {
            (guide.posture, guide.feel, guide.press) = (text(4), text(5), text(6));
            (guide.caution, guide.stop, guide.how_often) = (text(7), text(8), text(9));
            guide.find = vec![text(10), text(11)];
            guide.traditional_uses = vec![text(0)];
            guide.evidence.iter_mut().for_each(|one| one.source = text(1));
        }
        let (prompt, html) = of_point(&point, &Profile::default()).expect("it is played");
        prop_assert_eq!(faults(&html), Vec::<String>::new());
        let shown = |text: &str| {
            let plain = |one: char| one.is_control() && one != '\n' && one != '\t';
            flat(&text.replace(plain, "\u{FFFD}"))
        };
        let read = words(&html);
        for text in &texts[3..] {
            prop_assert!(read.contains(&shown(text)), "{:?} in {}", text, read);
        }
        drop(prompt);

        let mut routine = long(3, &texts[0]);
        (routine.name, routine.about, routine.therapist) = (text(1), text(2), text(3));
        (routine.notes, routine.how_often) = (vec![text(4)], text(5));
        let nobody = Profile::default();
        let (_, html) = of_routine(&routine, &person(&library().rules, &nobody), Paper::Letter)
            .expect("it is played");
        prop_assert_eq!(faults(&html), Vec::<String>::new());
        let read = words(&html);
        for text in &texts[..6] {
            prop_assert!(read.contains(&shown(text)), "{:?} in {}", text, read);
        }
    }
}
