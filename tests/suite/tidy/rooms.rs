//! The rule between the rooms of the house, and what must never be said in which room.

use super::lexer::{self, Placed, Token};
use super::paths::{self, Named};
use super::{Fault, Source, none, places, product, sample};

/// Each room and the rooms that it may use, from the ground up.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("body", &["domain"]),
    ("words", &["domain", "body"]),
    ("format", &["domain", "body", "words"]),
    ("platform", &["domain", "body", "words", "format"]),
    ("ui", &["domain", "body", "words", "format", "platform"]),
    ("screen", &["domain", "body", "words", "format", "platform", "ui"]),
    ("cli", &["domain", "body", "words", "format", "platform", "ui"]),
    ("terminal", &["domain", "words", "format", "platform"]),
    ("app", &["domain", "body", "words", "format", "platform", "ui", "screen", "cli", "terminal"]),
    ("main", &["app", "cli", "terminal"]),
];

const FILES: &[&str] = &["std::fs", "std::net"];
const CLOCKS: &[&str] = &["Instant::now", "SystemTime", "Timestamp::now", "Zoned::now"];
const WORLD: &[&str] =
    &["std::env", "std::io", "std::process", "println!", "print!", "eprintln!", "eprint!", "dbg!"];
const COLOURS: &[&str] = &[
    "Color::from_rgb",
    "Color::from_rgba",
    "Color::from_rgb8",
    "Color::from_rgba8",
    "rgb8",
    "rgba8",
    "color!",
    "Color::BLACK",
    "Color::WHITE",
];

/// What stays out of which rooms, and where it belongs instead. `name` is a crate, `Name` any part of a
/// path, `a::b` neighbours in a path, `name!` a macro, and `name*` the beginning of a part.
const FORBIDDEN: &[(&[&str], &[&str], &str)] = &[
    (
        &["domain", "body", "words", "format", "platform", "cli", "terminal"],
        &["iced"],
        "windows belong to ui, screen, app",
    ),
    (&["domain"], &["serde", "serde_json"], "files belong to format"),
    (&["domain", "body", "words", "format", "ui", "screen"], FILES, "files belong to platform"),
    (
        &["domain", "body", "words", "format", "ui", "screen"],
        CLOCKS,
        "the time is handed in by app, cli or terminal",
    ),
    (&["domain", "body"], WORLD, "the world belongs to platform and the rooms above it"),
    (&["ui", "screen"], COLOURS, "colours are roles, and stand in src/ui/theme*.rs"),
];

/// The room of a file; nothing for the root of the library, which only names the rooms, and for tools.
fn room_of(path: &str) -> Option<String> {
    match path {
        "src/lib.rs" => None,
        "src/main.rs" => Some("main".to_owned()),
        _ if path.starts_with("src/bin/") => None,
        _ => paths::module_of(path).into_iter().next(),
    }
}

/// Imports that go up or sideways.
fn imports(sources: &[Source]) -> Vec<Fault> {
    let files: Vec<(&Source, Vec<Placed<'_>>)> =
        sources.iter().map(|source| (source, lexer::tokens(&source.text))).collect();
    let macros: Vec<(&str, String)> = files
        .iter()
        .filter_map(|(source, tokens)| Some((room_of(&source.path)?, tokens)))
        .flat_map(|(room, tokens)| exported_macros(tokens).map(move |name| (name, room.clone())))
        .collect();
    let mut faults = Vec::new();
    for (source, tokens) in &files {
        let Some(room) = room_of(&source.path) else { continue };
        let Some((_, below)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            faults.push(Fault::new(
                source,
                0,
                format!("`{room}` is no room of the house; see ARCHITECTURE.md"),
            ));
            continue;
        };
        for named in paths::named(&source.path, tokens) {
            let Some(target) = target_of(&named, &room) else { continue };
            let Some(first) = target.first() else { continue };
            let used = macros
                .iter()
                .find(|(name, _)| name == first)
                .map_or(first.as_str(), |(_, home)| home);
            if used == room {
                if room == "screen"
                    && let Some(what) = between_screens(&source.path, &target, sources)
                {
                    faults.push(Fault::new(source, named.line, what));
                }
            } else if !ROOMS.iter().any(|(name, _)| *name == used) {
                faults.push(Fault::new(
                    source,
                    named.line,
                    format!("`{first}` is no room; name it where it lives"),
                ));
            } else if !below.contains(&used) {
                let may = if below.is_empty() { "none".to_owned() } else { below.join(", ") };
                faults.push(Fault::new(
                    source,
                    named.line,
                    format!("{room} uses {used}, which it may not (it may: {may})"),
                ));
            }
        }
    }
    faults
}

/// The path from the root of the library, for a path that leads into it.
fn target_of(named: &Named, room: &str) -> Option<Vec<String>> {
    if room == "main" && named.segments.first().is_some_and(|first| first == "wellspring") {
        return Some(named.segments[1..].to_vec());
    }
    named.absolute()
}

/// The names of the macros that a file puts at the root of the crate.
fn exported_macros<'a>(tokens: &'a [Placed<'a>]) -> impl Iterator<Item = &'a str> {
    tokens.windows(3).filter_map(|three| match three {
        [
            Placed { token: Token::Word("macro_rules"), .. },
            _,
            Placed { token: Token::Word(name), .. },
        ] => Some(*name),
        _ => None,
    })
}

/// Screens know themselves and their own children only, and what they share in `src/screen.rs`.
fn between_screens(path: &str, target: &[String], sources: &[Source]) -> Option<String> {
    let own = paths::module_of(path).get(1)?.clone();
    let other = target.get(1).map_or("*", String::as_str);
    let is_screen = sources.iter().any(|source| {
        let module = paths::module_of(&source.path);
        module.len() > 1 && module[0] == "screen" && module[1] == other
    });
    if other == "*" {
        Some(format!("the screen {own} takes in all screens; name what it shares with them"))
    } else if is_screen && other != own {
        Some(format!(
            "the screen {own} uses the screen {other}; share it in ui, or speak through app"
        ))
    } else {
        None
    }
}

/// Words that a room must not say, outside of its tests.
fn forbidden(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in sources {
        let Some(room) = room_of(&source.path) else { continue };
        let tokens = lexer::tokens(&source.text);
        for named in paths::named(&source.path, &tokens).iter().filter(|named| !named.in_test) {
            for (rooms, patterns, why) in FORBIDDEN {
                let is_exempt = *patterns == COLOURS && source.path.starts_with("src/ui/theme");
                if is_exempt || !rooms.contains(&room.as_str()) {
                    continue;
                }
                if let Some(pattern) = patterns.iter().find(|pattern| says(named, pattern)) {
                    faults.push(Fault::new(
                        source,
                        named.line,
                        format!("`{pattern}` in {room}: {why}"),
                    ));
                }
            }
            if matches!(room.as_str(), "ui" | "screen")
                && !source.path.starts_with("src/ui/theme")
                && named.segments.last().is_some_and(|last| last == "Color")
                && is_literal_of_parts(&tokens[named.end..])
            {
                faults.push(Fault::new(
                    source,
                    named.line,
                    format!("`Color {{ .. }}` in {room}: colours are roles"),
                ));
            }
        }
        if room != "platform" {
            faults.extend(only_on_linux(source, &room, &tokens));
        }
    }
    faults
}

fn says(named: &Named, pattern: &str) -> bool {
    if let Some(name) = pattern.strip_suffix('!') {
        return named.is_macro && named.segments.last().is_some_and(|last| last == name);
    }
    if let Some(start) = pattern.strip_suffix('*') {
        return named.segments.iter().any(|segment| segment.starts_with(start));
    }
    let run: Vec<&str> = pattern.split("::").collect();
    let is_crate = run.len() == 1
        && pattern.starts_with(char::is_lowercase)
        && pattern != "rgb8"
        && pattern != "rgba8";
    if is_crate {
        let within = format!("{pattern}_");
        return named
            .segments
            .first()
            .is_some_and(|first| first == pattern || first.starts_with(&within));
    }
    named.holds(&run)
}

/// `{ r: 0.5, ..` after `Color`: a part of it as a bare number. Mixing the parts of roles is no raw colour.
fn is_literal_of_parts(after: &[Placed<'_>]) -> bool {
    let is_in_braces = after.first().is_some_and(|first| first.token == Token::Sign('{'));
    let inside: Vec<Token<'_>> = after
        .iter()
        .map(|placed| placed.token)
        .take_while(|token| *token != Token::Sign('}'))
        .collect();
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    is_in_braces
        && inside.windows(3).any(|three| {
            matches!(three, [Token::Word("r" | "g" | "b"), Token::Sign(':'), Token::Word(part)] if is_number(part))
        })
}

/// What holds on Linux alone belongs to platform, so that the rest compiles and works everywhere. But app may
/// ask for the system: iced's settings of a window differ, and platform knows no iced.
fn only_on_linux(source: &Source, room: &str, tokens: &[Placed<'_>]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, placed) in tokens.iter().enumerate() {
        let Token::Text(text) = placed.token else { continue };
        let is_target = text == "linux"
            && room != "app"
            && at >= 2
            && tokens[at - 2].token == Token::Word("target_os")
            && tokens[at - 1].token == Token::Sign('=');
        if is_target || text.starts_with("/proc") || text.starts_with("/dev/") {
            faults.push(Fault::new(
                source,
                placed.line,
                format!("\"{text}\" holds on Linux alone: it belongs to platform"),
            ));
        }
    }
    faults
}

#[test]
fn no_room_uses_a_room_above_or_beside_it() {
    none(&imports(&product()));
}

#[test]
fn no_room_says_what_it_must_not() {
    none(&forbidden(&product()));
}

#[test]
fn a_wrong_import_is_found() {
    let check = |path: &str, text: &str, expected: &[&str]| {
        let shared = [
            ("src/words.rs", "#[macro_export]\nmacro_rules! t { () => {} }"),
            (
                "src/screen.rs",
                "pub mod today; pub mod player; pub enum Action {} use crate::screen::today::Today;",
            ),
            ("src/screen/today.rs", ""),
            ("src/screen/player.rs", ""),
        ];
        let mut files: Vec<(&str, &str)> =
            shared.into_iter().filter(|(other, _)| *other != path).collect();
        files.push((path, text));
        assert_eq!(places(&imports(&sample(&files))), expected, "{path}: {text}");
    };
    // Up.
    check("src/domain/plan.rs", "\nuse crate::format::Page;", &["src/domain/plan.rs:2"]);
    check("src/domain/plan.rs", "use super::super::ui;", &["src/domain/plan.rs:1"]);
    check("src/domain.rs", "fn f() { crate::words::text(\"a\") }", &["src/domain.rs:1"]);
    check(
        "src/format.rs",
        "use crate::{domain, platform::{store,\nlock}};",
        &["src/format.rs:1", "src/format.rs:2"],
    );
    check(
        "src/domain.rs",
        "#[cfg(test)] mod tests { use super::*; use crate::format::read; }",
        &["src/domain.rs:1"],
    );
    check("src/platform.rs", "use crate::screen::Action;", &["src/platform.rs:1"]);
    check("src/domain.rs", "use crate::t;", &["src/domain.rs:1"]);
    check("src/ui/ring.rs", "use crate::app::Message;", &["src/ui/ring.rs:1"]);
    // Sideways.
    check("src/cli.rs", "use crate::screen::Action;", &["src/cli.rs:1"]);
    check("src/terminal.rs", "use crate::cli::print;", &["src/terminal.rs:1"]);
    check("src/screen/player.rs", "use crate::screen::today::Today;", &["src/screen/player.rs:1"]);
    check(
        "src/screen/player/ring.rs",
        "use super::super::today;",
        &["src/screen/player/ring.rs:1"],
    );
    check("src/screen/player.rs", "use super::*;", &["src/screen/player.rs:1"]);
    check("src/screen/player.rs", "use crate::screen;", &["src/screen/player.rs:1"]);
    check("src/main.rs", "use wellspring::screen::player;", &["src/main.rs:1"]);
    // Nowhere.
    check("src/util.rs", "", &["src/util.rs:0"]);
    check("src/ui.rs", "use crate::helpers::x;", &["src/ui.rs:1"]);
    // As it should be.
    check(
        "src/app/effect.rs",
        "use crate::{screen::player::Player, platform, domain, t}; use super::Message;",
        &[],
    );
    check(
        "src/screen/player.rs",
        "use crate::screen::Action; use super::player::ring::X; use self::ring::Y;",
        &[],
    );
    check("src/domain/plan.rs", "// use crate::ui;\nfn f() -> &str { \"crate::ui::x\" }", &[]);
    check("src/main.rs", "use wellspring::{app, cli, terminal};", &[]);
    check("src/lib.rs", "pub mod app; pub use crate::app::run;", &[]);
}

#[test]
fn a_forbidden_word_is_found() {
    let check = |path: &str, text: &str, is_fault: bool| {
        let found = !forbidden(&sample(&[(path, text)])).is_empty();
        assert_eq!(found, is_fault, "{path}: {text}");
    };
    for (path, text) in [
        ("src/domain/run.rs", "use std::{fmt, fs};"),
        ("src/domain/run.rs", "use std::time::{Duration, Instant}; fn f() { Instant::now(); }"),
        ("src/domain/run.rs", "use std::time::SystemTime;"),
        ("src/domain/run.rs", "#[derive(serde::Serialize)] struct X;"),
        ("src/domain/run.rs", "fn f() { println!(\"x\") }"),
        ("src/domain/run.rs", "fn f() { std::env::var(\"x\"); }"),
        ("src/body/mesh.rs", "use iced::Color;"),
        ("src/format/page.rs", "use iced_core::Color;"),
        ("src/format/page.rs", "fn f() { ::std::fs::read(\"x\"); }"),
        ("src/platform/store.rs", "use iced::Task;"),
        ("src/terminal.rs", "use iced::Task;"),
        ("src/screen/today.rs", "fn f() { Timestamp::now(); }"),
        ("src/screen/today.rs", "let c = Color::from_rgb(1.0, 0.0, 0.0);"),
        ("src/ui/ring.rs", "let c = iced::color!(0xff0000);"),
        ("src/ui/ring.rs", "let c = Color { a: x, r: 0.5, ..other };"),
        ("src/screen/today.rs", "#[cfg(target_os = \"linux\")] fn f() {}"),
        ("src/app.rs", "fn f() { read(\"/proc/self/stat\") }"),
        ("src/main.rs", "fn f() { read(\"/proc/self/stat\") }"),
        ("src/cli.rs", "const TTY: &str = \"/dev/tty\";"),
    ] {
        check(path, text, true);
    }
    for (path, text) in [
        ("src/domain/run.rs", "//! Never std::fs.\nuse std::time::Duration; // Instant::now"),
        (
            "src/domain/run.rs",
            "#[cfg(test)] mod tests { fn f() { println!(\"{:?}\", std::time::Instant::now()); } }",
        ),
        ("src/format/page.rs", "use serde::Deserialize; use std::io::Write;"),
        (
            "src/platform/store.rs",
            "use std::fs; #[cfg(target_os = \"linux\")] fn f() { fs::read(\"/proc/self/stat\"); }",
        ),
        ("src/ui/theme.rs", "let c = color!(0xff0000);"),
        ("src/ui/theme/night.rs", "let c = Color::from_rgb8(1, 2, 3);"),
        (
            "src/ui/ring.rs",
            "impl Role for Color { fn f(self) -> Color { r } } fn g() -> Color { a }",
        ),
        ("src/ui/ring.rs", "let c = Color { a: 0.5, r: mix(1.0, other.r), ..role };"),
        ("src/screen/today.rs", "fn f(now: Instant) {}"),
        ("src/app.rs", "fn f() { Instant::now(); }"),
        ("src/app.rs", "#[cfg(target_os = \"linux\")] fn f() {}"),
    ] {
        check(path, text, false);
    }
}
