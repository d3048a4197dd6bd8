//! What people read: help, tables, pages, plans.

use super::{PAGE, Person, golden};

#[test]
fn the_help_is_as_it_was_read() {
    let person = Person::new();
    let mut all = Vec::new();
    for command in
        ["", "start", "history", "import", "points", "show", "profile", "check", "handout", "plan"]
    {
        let arguments: Vec<&str> =
            [command, "--help"].into_iter().filter(|part| !part.is_empty()).collect();
        let came = person.run(&arguments);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{command}");
        all.push(came.out);
    }
    golden("help.txt", &all.join("\n----\n\n").replace("wellspring.exe", "wellspring"));
    assert!(
        person
            .run(&["--version"])
            .out
            .starts_with(concat!("wellspring ", env!("CARGO_PKG_VERSION")))
    );
}

#[test]
fn what_people_read_is_as_it_was_read() {
    let person = Person::new();
    let rows: [(&str, &[&str]); 7] = [
        ("points.txt", &["points", "axilla"]),
        ("points-none.txt", &["points", "no such thing"]),
        ("show-he-1.txt", &["show", "ht 1"]),
        ("show-no.txt", &["show", "CV-8"]),
        ("plan-at-once.txt", &["plan", "GB-20", "CV-17", "--side", "at-once"]),
        ("profile.txt", &["profile"]),
        ("plan.txt", &["plan", "HE-1", "li4", "--motion", "steady"]),
    ];
    for (name, arguments) in rows {
        let came = person.run(arguments);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
        golden(name, &came.out);
    }
    let refused = person.run(&["start", "HE-1", "--side", "left", "--seconds", "60", "--terminal"]);
    golden("start-refused.txt", &format!("{}----\n{}", refused.out, refused.err));
    golden("import.txt", &person.run(&["import", PAGE, "--check"]).out);
    golden("history-empty.txt", &person.run(&["history"]).out);
}

#[test]
fn no_line_of_a_page_is_too_wide_to_read() {
    let person = Person::new();
    for arguments in
        [&["show", "HE-1"][..], &["import", PAGE, "--check"], &["start", "HE-1", "--terminal"]]
    {
        for line in person.run(arguments).out.lines() {
            assert!(line.chars().count() <= 86, "{arguments:?}: {line}");
        }
    }
}
