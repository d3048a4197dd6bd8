//! Handouts from the command line, and how many pages they take on paper.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Came, Person, golden};
use crate::handout::{faults, words};
use crate::points::library;

/// The page that a command writes.
#[track_caller]
fn made(person: &Person, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    let path = file.to_str().expect("a path");
    let came = person.run(&[&["handout"], arguments, &["-o", path]].concat());
    assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
    assert!(came.out.contains(path), "{}", came.out);
    let html = fs::read_to_string(&file).expect("written");
    assert_eq!(faults(&html), Vec::<String>::new(), "{arguments:?}");
    html
}

#[test]
fn a_page_is_as_it_was_read() {
    let html = made(&Person::new(), &["ht1"]);
    let lines = html.split_once("<body>").expect("a body").1.split('\n');
    let lines = lines.map(|line| words(&format!("<body>{line}"))).filter(|line| !line.is_empty());
    golden("handout-he-1.txt", &(lines.collect::<Vec<_>>().join("\n") + "\n"));
    assert_eq!(
        html.matches("<img src=\"data:image/png;base64,iVBORw0KGgo").count(),
        2,
        "close up and whole"
    );
    assert!(html.contains("@page { size: A4; }"));
    assert!(
        made(&Person::new(), &["HE-1", "--paper", "letter"]).contains("@page { size: letter; }")
    );
}

#[test]
fn a_side_a_habit_and_an_answer_are_kept_to() {
    let person = Person::new();
    let right = words(&made(&person, &["LI-4", "--side", "R"]));
    assert!(right.contains("Right hand: with") && !right.contains("Left hand: with"), "{right}");
    assert_eq!(person.run(&["profile", "skin", "yes", "--place", "left hand"]).code, 0);
    let own = words(&made(&person, &["LI-4"]));
    assert!(own.contains("The left side is left out: skin that must heal."), "{own}");
    assert!(!own.contains("Left hand: with"), "{own}");
    assert!(own.contains("Made with your own answers"), "{own}");
    let anybody = words(&made(&person, &["LI-4", "--for-anybody"]));
    assert!(
        anybody.contains("Left hand: with") && anybody.contains("Sore skin, a bruise"),
        "{anybody}"
    );
    assert!(!anybody.contains("left out"), "{anybody}");
    let refused = person.run(&["handout", "LI-4", "--side", "L", "-o", "x.html"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("skin that must heal"), "{}", refused.err);
}

#[test]
fn a_routine_has_its_therapists_note_and_its_points() {
    let person = Person::new();
    let routine = r#"{
        "version": 2, "key": "mine", "name": "For Ann <b>", "about": "Slowly & softly.", "grade": "C",
        "sources": [], "therapist_note": "Ann, press <script>alert(1)</script> lightly.\nSee you on Friday.",
        "points": [
            { "code": "LI-4", "sides": "left", "seconds": 60, "times": 2, "rest_seconds": 30, "note": "Lightly." },
            { "code": "CV-17", "seconds": 60 }
        ]
    }"#;
    let _ = person.write("routines/mine.json", routine);
    let html = made(&person, &["mine"]);
    let words = words(&html);
    for says in [
        "For Ann <b>",
        "Slowly & softly.",
        "From your therapist Ann, press <script>alert(1)</script> lightly. See you on Friday.",
        "2 points · ",
        "1 LI-4 Hégǔ",
        "Left side · in circles · 1 minute · 2 times in a row · then rest 30 s",
        "2 CV-17",
        "Lightly.",
    ] {
        assert!(words.contains(says), "{says}: {words}");
    }
    assert_eq!(html.matches("<img ").count(), 2);
    assert!(words.matches("Call 112").count() > 1, "{words}");
}

#[test]
fn what_has_no_page_is_refused_with_its_reason() {
    let person = Person::new();
    assert_eq!(person.run(&["profile", "skin", "yes", "--place", "wrist"]).code, 0);
    for (arguments, code, says) in [
        (&["CV-8"][..], 1, "not offered for self-massage"),
        (&["PC-7"], 1, "left out for you: skin that must heal"),
        (&["nausea"], 0, ""),
        (&["bedtime", "--side", "L"], 1, "Leave --side out"),
        (&["XX-99"], 1, "named by its key"),
        (&["HE-1", "--paper", "a5"], 2, "letter"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("x.html");
        let output = ["-o", file.to_str().expect("a path")];
        let Came { code: came, err, .. } = person.run(&[&["handout"], arguments, &output].concat());
        assert_eq!(came, code, "{arguments:?}: {err}");
        assert!(err.contains(says), "{arguments:?}: {err}");
        assert_eq!(file.exists(), code == 0, "{arguments:?}");
    }
    let nowhere = person.run(&["handout", "HE-1", "-o", "/no/such/folder/x.html"]);
    assert_eq!(nowhere.code, 3);
    assert!(nowhere.err.contains("Make its folder"), "{}", nowhere.err);
    assert_eq!(person.run(&["handout", "HE-1"]).code, 2, "where to is asked for");
}

/// The browser that prints, where this machine has one.
pub fn browser() -> Option<&'static str> {
    let answers = |program: &&str| {
        let asked = Command::new(program)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        asked.is_ok_and(|status| status.success())
    };
    ["chromium", "chromium-browser", "google-chrome"].iter().copied().find(|one| answers(one))
}

/// How many pages the browser prints.
#[track_caller]
pub fn pages(browser: &str, folder: &Path, html: &str) -> usize {
    let (page, pdf) = (folder.join("page.html"), folder.join("page.pdf"));
    fs::write(&page, html).expect("written");
    let _ = fs::remove_file(&pdf);
    let printed = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", folder.join("browser").display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(&page)
        .output()
        .expect("the browser starts");
    let pdf = fs::read(&pdf).unwrap_or_else(|error| panic!("{error}: {printed:?}"));
    // Each page is an object of its own; the tree of them is called "/Pages".
    let text = String::from_utf8_lossy(&pdf);
    ["/Type /Page\n", "/Type /Page ", "/Type /Page/"]
        .iter()
        .map(|one| text.matches(one).count())
        .sum()
}

/// Points with the most and the least to say, and every routine, on both papers.
#[test]
fn handouts_take_one_page() {
    let Some(browser) = browser() else {
        // Past the capture of the test runner, so that it is seen in every run.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: there is no chromium here, so no handout was printed and no page counted"
        );
        return;
    };
    let person = Person::new();
    let folder = tempfile::tempdir().expect("a folder");
    let points = ["HE-1", "LI-4", "EX-HN3", "SP-6", "LU-1", "PC-6", "EX-UE1"];
    let routines = library().routines.iter().map(|routine| routine.key.as_str());
    for what in points.into_iter().chain(routines) {
        for paper in ["a4", "letter"] {
            let html = made(&person, &[what, "--paper", paper, "--for-anybody"]);
            assert_eq!(pages(browser, folder.path(), &html), 1, "{what} on {paper}");
        }
    }
}
