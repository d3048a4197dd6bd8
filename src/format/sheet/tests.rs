//! The page holds whatever it is given, and nothing of it becomes part of the page.

use std::time::Duration;

use jiff::civil::date;
use proptest::prelude::*;

use super::drawing::Type;
use super::*;

/// Everything that a page may consist of, and the attributes that may hold words.
const TAGS: [&str; 7] = ["svg", "title", "rect", "text", "line", "circle", "g"];
const ATTRIBUTES: [&str; 27] = [
    "xmlns",
    "width",
    "height",
    "viewBox",
    "overflow",
    "font-family",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "fill",
    "stroke",
    "stroke-width",
    "font-size",
    "font-weight",
    "text-anchor",
    "role",
    "aria-label",
    "lang",
    "class",
    "style",
    "id",
];

/// One element: its tag, its attributes, and the text up to the next tag.
struct Element<'a> {
    tag: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    text: &'a str,
}

impl Element<'_> {
    fn number(&self, name: &str) -> Option<f32> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.and_then(|(_, value)| value.parse().ok())
    }
}

/// The elements of a page in order. Panics where it is not made of them alone.
fn elements(svg: &str) -> Vec<Element<'_>> {
    let mut all = Vec::new();
    let mut open = Vec::new();
    for part in svg.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag has an end");
        assert!(!text.contains('"'), "text that is not escaped: {text}");
        let is_control = |one: char| one.is_control() && one != '\n';
        assert!(!text.contains(is_control) && !text.contains(['\u{FFFE}', '\u{FFFF}']), "{text:?}");
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "closed where it was opened");
            continue;
        }
        let is_whole = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(TAGS.contains(&name), "a strange tag: {tag}");
        let mut attributes = Vec::new();
        let mut parts = rest.split('"');
        while let (Some(before), Some(value)) = (parts.next(), parts.next()) {
            let attribute = before.trim().trim_end_matches('=');
            assert!(ATTRIBUTES.contains(&attribute), "a strange attribute: {before} in {tag}");
            attributes.push((attribute, value));
        }
        if !is_whole {
            open.push(name);
        }
        all.push(Element { tag: name, attributes, text });
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    all
}

fn plain(text: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    signs.into_iter().fold(text.to_owned(), |text, (sign, letter)| text.replace(sign, letter))
}

/// The lines of text of a page, from above.
fn lines(svg: &str) -> Vec<String> {
    elements(svg)
        .iter()
        .filter(|one| one.tag == "text")
        .map(|one| plain(one.text.trim_end()))
        .collect()
}

/// Holds every part of a page to its edges: the white of the paper, and the foot.
#[track_caller]
fn check_edges(svg: &str) {
    let (left, right) = (page::LEFT - 0.01, page::RIGHT + 0.01);
    for one in elements(svg) {
        if one.tag == "text" {
            let (x, y) = (one.number("x").expect("x"), one.number("y").expect("y"));
            let size = one.number("font-size").expect("a size");
            let bold = one.attributes.iter().any(|(name, _)| *name == "font-weight");
            let width = Type { size, bold, ..Type::BODY }.width(&plain(one.text.trim_end()));
            let is_end = one.attributes.contains(&("text-anchor", "end"));
            let (from, to) = if is_end { (x - width, x) } else { (x, x + width) };
            assert!((10.0..=page::HEIGHT - 10.0).contains(&y), "{y}: {}", one.text);
            assert!(from >= left && to <= right + 0.1, "{from} to {to}: {}", one.text);
            // The foot alone stands below.
            assert!(y <= 275.1 || y >= 280.0, "{y}: {}", one.text);
        }
        for name in ["x", "x1", "x2", "cx"] {
            let within = one.number(name).is_none_or(|at| at >= left && at <= right);
            assert!(within, "{} {name} {:?}", one.tag, one.number(name));
        }
        for name in ["y1", "y2", "cy"] {
            let within = one.number(name).is_none_or(|at| (10.0..=280.0).contains(&at));
            assert!(within, "{} {name} {:?}", one.tag, one.number(name));
        }
    }
}

/// What somebody might write to break out of a page, and what is hard to set.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<script>alert(1)</script>".to_owned()),
        Just("\" onload=\"alert(1)".to_owned()),
        Just("'/><image href='https://example.org/x.png'>".to_owned()),
        Just("]]></svg><!-- &lt;b&gt; &amp; ".to_owned()),
        Just("מרגיש רך יותר \u{202e} אחרי דקה".to_owned()),
        Just("極".repeat(300)),
        Just("a".repeat(4000)),
        Just("so it went, ".repeat(333)),
        Just("\u{0}\u{1b}[2J\u{FFFF}\u{85}\n\n\tend".to_owned()),
        Just(String::new()),
        "\\PC{0,60}",
        "[ -~]{0,200}",
    ]
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let row = (words(), 0_usize..100_000, prop::collection::vec("[0-9]{1,4} h [0-9]{1,2} min", 5));
    let row = row.prop_map(|(name, sessions, pressed)| PointRow {
        name,
        sessions,
        pressed: <[String; 5]>::try_from(pressed).expect("five"),
        last: "22 Nov 2026".to_owned(),
        in_all: Duration::from_secs(60),
    });
    let rated = (0_u8..=10, 0_u8..=10).prop_map(|(before, after)| Rated {
        date: date(2026, 11, 22),
        before: Rating::new(before).expect("of ten"),
        after: Rating::new(after).expect("of ten"),
    });
    let pair = || (words(), words());
    let upper = (
        prop::collection::vec(words(), 0..5),
        prop::collection::vec(("[0-9 hmin]{1,20}", words()), 0..5),
        prop::collection::vec(prop_oneof![Just(0_u32), 0_u32..5000], 0..400),
        prop::collection::vec(row, 0..40),
        prop::collection::vec(pair(), 0..20),
    );
    let lower = (
        prop::collection::vec(rated, 0..300),
        prop::collection::vec(words(), 0..9),
        prop::collection::vec((words(), 0_usize..1000), 0..8),
        prop::collection::vec(pair(), 0..30),
        prop::option::of(prop::collection::vec(pair(), 0..40)),
        words(),
    );
    (upper, lower).prop_map(|(upper, lower)| {
        let (only, figures, weeks, points, routines) = upper;
        let (ratings, changes, ended, stops, remarks, foot) = lower;
        let span = "22 Nov 2026".to_owned();
        Sheet {
            span,
            only,
            figures,
            weeks,
            points,
            routines,
            ratings,
            changes,
            ended,
            stops,
            remarks,
            foot,
            days: None,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn whatever_there_is_keeps_to_one_page(sheet in any_sheet()) {
        let svg = svg(&sheet);
        check_edges(svg.split_once('\n').expect("a first line").1);
        let html = html(&sheet);
        let (head, body) = html.split_once("<body>\n").expect("a body");
        let body = body.strip_suffix("</body>\n</html>\n").expect("its end");
        check_edges(body);
        assert!(svg.ends_with(body), "one page in both files");
        for elsewhere in ["url(", "@import", "<link", "<script", "http"] {
            assert!(!head.contains(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn lines_keep_to_their_width_and_lose_nothing_unsaid(text in words(), width in 4_f32..180.0, most in 1_usize..6) {
        let lines = Type::BODY.wrap(&text, width, most);
        assert!(lines.len() <= most);
        for line in &lines {
            let wide = line.chars().count() > 2;
            assert!(!wide || Type::BODY.width(line) <= width + 0.01, "{line:?} in {width}");
        }
        let whole: String = text.split_whitespace().collect();
        let kept: String = lines.concat().split_whitespace().collect();
        if lines.last().is_some_and(|line| line.ends_with('…')) && !whole.ends_with('…') {
            let kept = kept.trim_end_matches('…');
            assert!(whole.starts_with(kept), "{kept:?}");
        } else {
            assert_eq!(kept, whole);
        }
    }
}

/// A sheet with so many of each.
fn many(count: usize, remark: &str) -> Sheet {
    let rated = Rated {
        date: date(2026, 11, 22),
        before: Rating::new(6).expect("of ten"),
        after: Rating::new(3).expect("of ten"),
    };
    let point = |nth| PointRow {
        name: format!("point {nth}."),
        sessions: 1,
        in_all: Duration::from_secs(60),
        ..PointRow::default()
    };
    let named = |what: &str| {
        (0..count).map(|nth| ("22 Nov 2026".to_owned(), format!("{what} {nth}."))).collect()
    };
    Sheet {
        span: "22 Nov 2026".to_owned(),
        figures: vec![("1".to_owned(), "session".to_owned())],
        points: (0..count).map(point).collect(),
        routines: (0..count).map(|nth| (format!("routine {nth}."), "1".to_owned())).collect(),
        ratings: vec![rated; count],
        changes: (0..count).map(|nth| format!("change {nth}.")).collect(),
        ended: StepOutcome::ALL.map(|one| (one.name().to_owned(), 1)).into(),
        stops: named("stop"),
        remarks: Some(named(remark)),
        ..Sheet::default()
    }
}

#[test]
fn what_finds_no_place_is_counted() {
    for count in [0, 1, 3, 8, 9, 17, 60, 500] {
        let lines = lines(page::svg(&many(count, "remark")).as_str());
        for (what, more) in
            [("point", "more point"), ("routine", ""), ("stop", ""), ("remark", "more remark")]
        {
            let shown = lines.iter().filter(|line| line.starts_with(&format!("{what} "))).count();
            let told: usize = lines
                .iter()
                .filter(|line| line.starts_with("and ") && !more.is_empty() && line.contains(more))
                .filter_map(|line| line.split(' ').nth(1)?.parse::<usize>().ok())
                .sum();
            if more.is_empty() {
                let told = lines.contains(&format!("and {} more", count - shown));
                assert!(shown == count || told, "{what}: {shown} of {count} in {lines:#?}");
            } else {
                assert_eq!(shown + told, count, "{what} in {lines:#?}");
            }
            assert!(count == 0 || shown > 0, "{what} of {count}");
        }
    }
}

#[test]
fn remarks_are_whole_where_there_is_room() {
    let long = "one two three four five six seven ".repeat(40);
    let all = lines(&page::svg(&many(1, &long))).join(" ");
    assert!(all.contains("seven 0.") && !all.contains('…'), "{all}");
    let cut = lines(&page::svg(&many(30, &long))).join(" ");
    assert!(cut.contains('…') && cut.contains("more remarks"), "{cut}");
    let left_out = Sheet { remarks: None, ..many(3, "remark") };
    let without = lines(&page::svg(&left_out)).join(" ");
    assert!(
        without.contains("Remarks are left out.") && !without.contains("remark 0"),
        "{without}"
    );
}

#[test]
fn nothing_done_is_a_page_that_says_so() {
    let svg = svg(&Sheet { span: "22 Nov 2026".to_owned(), ..Sheet::default() });
    assert!(svg.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "));
    let lines = lines(&page::svg(&Sheet::default()));
    assert!(lines.contains(&"Nothing was done in this time.".to_owned()), "{lines:?}");
}
