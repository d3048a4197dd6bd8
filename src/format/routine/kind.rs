//! Whether a JSON text is a routine at all, and of a version that is read here; and if not, what it is.

use super::VERSION;
use super::node::{Node, Value};
use crate::format::point::FormatError;

/// The object of the routine.
///
/// # Errors
/// When it is something else, or of another version.
pub(super) fn whole(node: Node) -> Result<Node, FormatError> {
    let Node { line, value: Value::Fields(mut fields) } = node else {
        let why = format!("this is {}, not a routine", node.kind());
        return Err(FormatError::new(why, EXPORTED).on(node.line));
    };
    // What `routine show --json` prints has the routine in a field of its own.
    let is_routine =
        |(name, node): &(String, Node)| name == "routine" && matches!(node.value, Value::Fields(_));
    if let Some(place) = fields.iter().position(is_routine) {
        return whole(fields.swap_remove(place).1);
    }
    let has = |name: &str| fields.iter().any(|(field, _)| field == name);
    if !has("points") || !(has("key") || has("name") || has("about")) {
        return Err(other(&has).on(line));
    }
    let version = fields.iter().find(|(field, _)| field == "version").map(|(_, node)| node);
    check_version(version, line)?;
    Ok(Node { line, value: Value::Fields(fields) })
}

const EXPORTED: &str =
    "Choose a file that `wellspring routine export` or the page of a routine has written.";

/// What it is instead.
fn other(has: &dyn Fn(&str) -> bool) -> FormatError {
    let (why, help) = if has("find_seconds") && has("points") {
        (
            "this is what `wellspring routine build --json` prints, not a routine",
            "Add --save NAME to that command to keep it as one.",
        )
    } else if has("code") || has("point") {
        ("this is a point, not a routine", "Import it with `wellspring import FILE`.")
    } else if has("routines") {
        ("this is a list of routines, not one of them", EXPORTED)
    } else if has("points") {
        ("it has no name", "Add \"name\", \"key\" and what else a routine has: see docs/json.md.")
    } else {
        ("this is no routine: it names no points", EXPORTED)
    };
    FormatError::new(why, help)
}

fn check_version(version: Option<&Node>, whole: usize) -> Result<(), FormatError> {
    let error = |why: String, help: &str| {
        let line = version.map_or(whole, |node| node.line);
        Err(FormatError::new(why, help).at("version").on(line))
    };
    let Some(node) = version else {
        return error("the version of the file is missing".to_owned(), "Write \"version\": 2.");
    };
    let Value::Number(number) = &node.value else {
        return error(format!("{} is no version of a routine", node.kind()), "Write 2.");
    };
    match number.as_u64() {
        Some(version) if (1..=VERSION.into()).contains(&version) => Ok(()),
        Some(0) | None => error(
            format!("there is no version {number}"),
            "This one reads versions 1 and 2; write 2.",
        ),
        Some(newer) => error(
            format!(
                "it was written by a newer Wellspring: version {newer}; this one reads 1 and 2"
            ),
            "Get the newest Wellspring, and import it there.",
        ),
    }
}
