//! What Wellspring is made of: licences, unwanted crates, and where they come from. The lists are those of
//! `deny.toml`, so that this check and `cargo deny` cannot differ.

use super::{Source, repository, sample};
use std::process::Command;

/// A crate of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    name: String,
    version: String,
    licence: String,
    /// What cargo says in brackets after it: nothing for a crate of the registry.
    origin: String,
}

/// The two lists of `deny.toml`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Rules {
    licences: Vec<String>,
    banned: Vec<String>,
}

/// Reads `allow = [ .. ]` of `[licenses]` and `deny = [ .. ]` of `[bans]`.
fn rules(text: &str) -> Rules {
    let mut rules = Rules::default();
    let (mut section, mut list) = ("", "");
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.starts_with('[') && line.ends_with(']') && list.is_empty() {
            section = line;
        } else if line == "allow = [" || line == "deny = [" {
            list = line;
        } else if line == "]" {
            list = "";
        } else if let Some(value) = line.split('"').nth(1) {
            match (section, list) {
                ("[licenses]", "allow = [") => rules.licences.push(value.to_owned()),
                ("[bans]", "deny = [") => rules.banned.push(value.to_owned()),
                _ => {}
            }
        }
    }
    rules
}

/// The crates of this machine's build with the default features, without those that only `edges` leave out.
/// `cargo tree` and not `cargo metadata`: the latter lists crates that a feature could, but does not, bring.
fn tree(edges: &str) -> Vec<Part> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "--prefix",
            "none",
            "--edges",
            edges,
            "--format",
            "{p}\t{l}",
        ])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    let mut parts: Vec<Part> =
        String::from_utf8_lossy(&output.stdout).lines().filter_map(part).collect();
    parts.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    parts.dedup();
    assert!(
        parts.len() > 50,
        "only {} crates were found: the rules would hold by accident",
        parts.len()
    );
    parts
}

/// A line `name v1.2.3 (origin)<tab>licence`, where a crate seen before ends in `(*)`.
fn part(line: &str) -> Option<Part> {
    let (package, licence) = line.split_once('\t')?;
    let mut words = package.splitn(3, ' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    let origin = words.next().unwrap_or_default().replace("(proc-macro)", "").replace("(*)", "");
    Some(Part {
        name: name.to_owned(),
        version: version.to_owned(),
        licence: licence.replace("(*)", "").trim().to_owned(),
        origin: origin.trim().to_owned(),
    })
}

/// Crates whose licence `deny.toml` does not allow, or that say none.
fn unlicensed(parts: &[Part], rules: &Rules) -> Vec<String> {
    let is_refused = |part: &&Part| !is_allowed(&part.licence, &rules.licences);
    parts
        .iter()
        .filter(is_refused)
        .map(|part| format!("{} {}: \"{}\"", part.name, part.version, part.licence))
        .collect()
}

fn banned(parts: &[Part], rules: &Rules) -> Vec<String> {
    parts
        .iter()
        .filter(|part| rules.banned.contains(&part.name))
        .map(|part| part.name.clone())
        .collect()
}

/// Crates from elsewhere than the registry, except for Wellspring itself.
fn foreign(parts: &[Part]) -> Vec<String> {
    let own = env!("CARGO_PKG_NAME");
    let is_foreign = |part: &&Part| !part.origin.is_empty() && part.name != own;
    parts.iter().filter(is_foreign).map(|part| format!("{} {}", part.name, part.origin)).collect()
}

/// Crates older than the version from which they may be used.
fn too_old(parts: &[Part], name: &str, least: [u64; 3]) -> Vec<String> {
    let number = |part: &Part| {
        let mut numbers =
            part.version.split(['.', '-', '+']).map(|number| number.parse().unwrap_or(0));
        [0; 3].map(|none: u64| numbers.next().unwrap_or(none))
    };
    let is_old = |part: &&Part| part.name == name && number(part) < least;
    parts.iter().filter(is_old).map(|part| format!("{name} {}", part.version)).collect()
}

/// Whether the SPDX expression can be satisfied with the allowed licences. `/` is an old way to say `OR`.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    any_of(&words, &mut at, allowed) && at == words.len()
}

fn any_of(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut holds = all_of(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        holds |= all_of(words, at, allowed);
    }
    holds
}

fn all_of(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut holds = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        holds &= one(words, at, allowed);
    }
    holds
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(&word) = words.get(*at) else { return false };
    *at += 1;
    if word == "(" {
        let holds = any_of(words, at, allowed);
        let closes = words.get(*at) == Some(&")");
        *at += 1;
        return holds && closes;
    }
    let mut licence = word.to_owned();
    if words.get(*at) == Some(&"WITH") {
        let exception = words.get(*at + 1).copied().unwrap_or_default();
        licence = format!("{word} WITH {exception}");
        *at += 2;
    }
    allowed.contains(&licence)
}

fn file(path: &str) -> Source {
    repository()
        .into_iter()
        .find(|source| source.path == path)
        .unwrap_or_else(|| panic!("{path} is missing"))
}

#[test]
fn licences_and_origins_are_as_deny_toml_says() {
    let rules = rules(&file("deny.toml").text);
    let parts = tree("normal,build,dev");
    assert_eq!(unlicensed(&parts, &rules), [""; 0]);
    assert_eq!(foreign(&parts), [""; 0]);
    // 0.14.0 draws only the first canvas of a window (iced #3452).
    assert!(
        parts.iter().any(|part| part.name == "iced_tiny_skia"),
        "the software renderer is gone"
    );
    assert_eq!(too_old(&parts, "iced_tiny_skia", [0, 14, 1]), [""; 0]);
}

/// The versions of that crate.
fn versions<'a>(parts: &'a [Part], name: &str) -> Vec<&'a str> {
    parts.iter().filter(|part| part.name == name).map(|part| part.version.as_str()).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn the_message_bus_is_spoken_to_through_one_crate() {
    // The toolkit brings it; mpris-server and notify-rust, among others, would bring a second one.
    let parts = tree("normal,build");
    assert_eq!(versions(&parts, "zbus").len(), 1, "{:?}", versions(&parts, "zbus"));
}

#[test]
fn nothing_unwanted_is_built_in() {
    let rules = rules(&file("deny.toml").text);
    assert!(rules.banned.iter().any(|name| name == "wgpu"), "deny.toml must ban wgpu");
    assert_eq!(banned(&tree("normal,build"), &rules), [""; 0]);
}

#[test]
fn the_lists_of_deny_toml_are_read() {
    let text = "# allow = [\n[graph]\ntargets = [\n    \"x\",\n]\n[licenses]\nallow = [\n    \"MIT\", # why\n    \"0BSD\",\n]\n\
                [bans]\nallow = [\n    \"no\",\n]\ndeny = [\n    { crate = \"wgpu\" },\n]\n[sources]\nallow = [\n    \"no\",\n]\n";
    let expected =
        Rules { licences: vec!["MIT".into(), "0BSD".into()], banned: vec!["wgpu".into()] };
    assert_eq!(rules(&sample(&[("deny.toml", text)])[0].text), expected);
}

#[test]
fn licence_expressions_are_understood() {
    let allowed: Vec<String> =
        ["MIT", "BSD-3-Clause", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned).to_vec();
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT OR GPL-3.0-only", true),
        ("GPL-3.0-only/MIT", true),
        ("MIT AND GPL-3.0-only", false),
        ("(GPL-2.0-only OR MIT) AND BSD-3-Clause", true),
        ("(GPL-2.0-only OR MIT) AND ISC", false),
        ("ISC OR GPL-2.0-only AND MIT", false),
        ("MIT OR ISC AND GPL-2.0-only", true),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("Apache-2.0", false),
        ("MIT WITH LLVM-exception", false),
        ("", false),
        ("MIT MIT", false),
        ("(MIT", false),
        ("OR MIT", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn an_unwanted_crate_is_found() {
    let lines = "wellspring v0.1.0 (/home/x)\tMIT OR Apache-2.0
serde v1.0.1 (*)\tMIT
serde_derive v1.0.1 (proc-macro)\tMIT
wgpu v27.0.1\tMIT
evil v0.1.0 (https://example.org/evil#123)\tMIT
odd v0.1.0\tGPL-3.0-only
mute v0.1.0\t
iced_tiny_skia v0.14.0\tMIT (*)";
    let parts: Vec<Part> = lines.lines().filter_map(part).collect();
    assert_eq!(parts.len(), 8);
    let rules = Rules { licences: vec!["MIT".into()], banned: vec!["wgpu".into()] };
    assert_eq!(unlicensed(&parts, &rules), ["odd 0.1.0: \"GPL-3.0-only\"", "mute 0.1.0: \"\""]);
    assert_eq!(banned(&parts, &rules), ["wgpu"]);
    assert_eq!(foreign(&parts), ["evil (https://example.org/evil#123)"]);
    assert_eq!(too_old(&parts, "iced_tiny_skia", [0, 14, 1]), ["iced_tiny_skia 0.14.0"]);
    assert_eq!(too_old(&parts, "iced_tiny_skia", [0, 14, 0]), [""; 0]);
    assert_eq!(too_old(&parts, "wgpu", [26, 99, 0]), [""; 0]);
}
