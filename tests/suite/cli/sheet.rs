//! The sheet for a clinician from the command line, and how many pages it takes on paper.

use std::fs;
use std::io::Write as _;

use wellspring::domain::history::{Change, Outcome, PressEnd, StopReason};
use wellspring::domain::point::Side;

use super::handout::{browser, pages};
use super::stats::{Done, history, rated};
use super::{Person, golden};

/// The file that a command writes.
#[track_caller]
fn made(person: &Person, ending: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(format!("sheet.{ending}"));
    let path = file.to_str().expect("a path");
    let came = person.run(&[&["sheet"], arguments, &["-o", path]].concat());
    assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
    assert!(came.out.contains(path), "{}", came.out);
    fs::read_to_string(&file).expect("written")
}

/// The words of a page, a line for each text.
fn words(page: &str) -> String {
    let texts = page.split("<text ").skip(1).filter_map(|part| {
        let text = part.split_once('>')?.1.split_once("</text>")?.0;
        Some(
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                + "\n",
        )
    });
    texts.collect()
}

fn at(day: u32) -> String {
    format!("2026-11-{day:02}T20:15:00+01:00[Europe/Paris]")
}

fn few() -> Vec<Done> {
    let press = |point, side, seconds| vec![(point, side, seconds, PressEnd::Done)];
    let remark = "Softer.\n<script>alert(1)</script> \"so\"".to_owned();
    vec![
        Done {
            at: at(2),
            presses: press("HE-1", Side::Left, 60),
            said: Change { remark: Some(remark), ..rated(7, 4, Some("shoulder")) },
            ..Done::default()
        },
        Done {
            at: at(3),
            presses: press("HE-1", Side::Right, 60),
            routine: Some("bedtime"),
            said: rated(4, 4, Some("shoulder")),
            ..Done::default()
        },
        Done {
            at: at(9),
            presses: vec![("LI-4", Side::Right, 12, PressEnd::Stopped)],
            outcome: Some((Outcome::Stopped, Some(StopReason::Tingling))),
            said: Change { remark: Some("Too hard.".to_owned()), ..Change::default() },
            ..Done::default()
        },
    ]
}

#[test]
fn the_page_is_as_it_was_read() {
    let person = Person::new();
    history(&person, &few());
    let span = ["--since", "2026-11-01", "--until", "2026-11-20"];
    let svg = made(&person, "svg", &span);
    let (html, today) = (made(&person, "html", &span), jiff::Zoned::now().date());
    assert_eq!(words(&html), words(&svg), "one page in both files");
    assert!(html.contains("@page { size: A4; margin: 0; }"));
    let made_on = today.strftime("%-d %b %Y").to_string();
    let (words, foot) = words(&svg)
        .split_once("Made on ")
        .map(|(words, foot)| (words.to_owned(), foot.to_owned()))
        .expect("a foot");
    assert!(foot.starts_with(&made_on), "{foot}");
    golden("sheet.txt", &words);
    assert!(!svg.contains("<script"), "{svg}");
}

#[test]
fn flags_are_kept_to() {
    let person = Person::new();
    history(&person, &few());
    let all = words(&made(&person, "svg", &["--since", "2026-11-01"]));
    assert!(all.contains("Too hard.") && all.contains("LI-4 Hégǔ: tingling"), "{all}");
    let silent = words(&made(&person, "svg", &["--since", "2026-11-01", "--no-notes"]));
    assert!(!silent.contains("Too hard.") && silent.contains("Remarks are left out."), "{silent}");
    let point = words(&made(&person, "htm", &["--point", "ht1"]));
    assert!(point.contains("Only sessions with HE-1 Jíquán."), "{point}");
    assert!(!point.contains("LI-4") && point.contains("Never in this time."), "{point}");
    for (arguments, code, says) in [
        (&["-o", "sheet.pdf"][..], 1, "ending"),
        (&["-o", "sheet"], 1, "ending"),
        (&["-o", "x.svg", "--until", "2020-01-01"], 1, "nothing was done in that time"),
        (&["-o", "x.svg", "--since", "someday"], 2, "a day is 2026-11-20"),
        (&["-o", "/no/such/folder/x.svg"], 3, "Make its folder"),
        (&[], 2, "--output"),
    ] {
        let came = person.run(&[&["sheet"], arguments].concat());
        assert_eq!(came.code, code, "{arguments:?}: {}", came.err);
        assert!(came.err.contains(says), "{arguments:?}: {}", came.err);
    }
}

/// Months of everything, with remarks as long as they may be.
fn full() -> Vec<Done> {
    const POINTS: [&str; 12] = [
        "HE-1", "LI-4", "CV-17", "GB-20", "PC-6", "ST-36", "SP-6", "LU-1", "KI-3", "BL-2", "GV-20",
        "TE-5",
    ];
    let done = |nth: usize| {
        let point = |by: usize| POINTS[(nth * 5 + by) % POINTS.len()];
        let remark = ["so it went, ".repeat(333), "極".repeat(4000), "a".repeat(4000)];
        let is_stopped = nth.is_multiple_of(5);
        let end = if is_stopped { PressEnd::Stopped } else { PressEnd::Released };
        let complaints = ["shoulder", "headache", "nausea", "sleep"];
        Done {
            at: format!("2026-{:02}-{:02}T08:00:00+00:00[UTC]", 3 + nth / 25, 1 + nth % 25),
            presses: vec![
                (point(0), Side::Left, 60, PressEnd::Done),
                (point(1), Side::Both, 90, PressEnd::Skipped),
                (point(2), Side::Midline, 30, end),
            ],
            routine: Some(["bedtime", "nausea", "one", "two", "three", "four"][nth % 6]),
            outcome: is_stopped.then_some((Outcome::Stopped, Some(StopReason::ALL[nth % 6]))),
            said: Change {
                remark: Some(remark[nth % 3].clone()),
                ..rated(8, 4, Some(complaints[nth % 4]))
            },
        }
    };
    (0..200).map(done).collect()
}

#[test]
fn a_sheet_takes_one_page() {
    let Some(browser) = browser() else {
        // Past the capture of the test runner, so that it is seen in every run.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: there is no chromium here, so no sheet was printed and no page counted"
        );
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    for (name, sessions) in [("few", few()), ("full", full())] {
        let person = Person::new();
        history(&person, &sessions);
        let html = made(&person, "html", &["--since", "2026-01-01"]);
        assert_eq!(pages(browser, folder.path(), &html), 1, "{name}");
        // The counting itself: what is twice as high takes more.
        let longer = html.replace("height: 296.5mm", "height: 500mm");
        assert!(pages(browser, folder.path(), &longer) > 1, "{name}");
    }
}
