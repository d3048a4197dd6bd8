//! The scripts `tests/**/*.ice` say what they do. iced's reader drops whatever follows a valid instruction
//! and reads `press enter` as a press of the mouse, so each line must come back as it was written.

use super::{Fault, Source, none, places, repository, sample};
use iced_test::{Ice, Instruction};

fn misread(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| source.path.ends_with(".ice")) {
        if let Err(error) = Ice::parse(&source.text) {
            faults.push(Fault::new(source, 0, error.to_string()));
            continue;
        }
        let mut lines = source.text.lines().enumerate();
        // The head ends at the first `-`, wherever that stands: it must be the line of dashes.
        for (number, line) in lines.by_ref() {
            if line.contains('-') {
                if !line.trim_matches('-').is_empty() {
                    faults.push(Fault::new(
                        source,
                        number + 1,
                        "a `-` in the head ends it: name the preset without",
                    ));
                }
                break;
            }
        }
        for (number, line) in lines {
            let printed = Instruction::parse(line).map(|instruction| instruction.to_string());
            match printed {
                Ok(printed) if printed == line || printed == escaped(line) => {}
                Ok(printed) => faults.push(Fault::new(
                    source,
                    number + 1,
                    format!("`{line}` is read as `{printed}`"),
                )),
                Err(error) => faults.push(Fault::new(source, number + 1, error.to_string())),
            }
        }
    }
    faults
}

/// The line as iced prints it: letters beyond ASCII, and apostrophes, escaped.
fn escaped(line: &str) -> String {
    let escape = |c: char| {
        if c == '\'' || !c.is_ascii() { c.escape_default().to_string() } else { c.to_string() }
    };
    line.chars().map(escape).collect()
}

#[test]
fn every_script_is_read_as_it_is_written() {
    none(&misread(&repository()));
}

#[test]
fn a_misread_line_is_found() {
    let head = "viewport: 480x360\nmode: Immediate\npreset: Fresh\n-----\n";
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(places(&misread(&sample(&[("tests/ice/a.ice", text)]))), expected, "{text}");
    };
    for line in [
        "click \"Start\"",
        "click (10.00, 20.50)",
        "move \"Don't\"",
        "expect \"合谷, Hégǔ\"",
        "type \"plain words\"",
        "type escape",
        "press ",
        "click right",
    ] {
        check(&format!("{head}{line}\n"), &[]);
    }
    for line in [
        "click \"Start\" twice",
        "click right \"Start\"",
        "press enter",
        "type enter now",
        "expect \"Done\" # at last",
        " click \"Start\"",
        "click \"Start\" ",
        "click (10, 20)",
    ] {
        let found = misread(&sample(&[("tests/ice/a.ice", &format!("{head}{line}\n"))]));
        assert_eq!(found.len(), 1, "{line}");
    }
    check(&format!("{head}click \"A\"\nclick \"B\" C\n"), &["tests/ice/a.ice:6"]);
    check("mode: Zen\n-----\n", &["tests/ice/a.ice:0"]);
    check(
        "viewport: 480x360\nmode: Zen\npreset: Half-way\n-----\nclick \"A\"\n",
        &["tests/ice/a.ice:0"],
    );
}
