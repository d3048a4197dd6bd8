//! `wellspring doctor`: every file of the person's, what is well and what is not. Nothing is repaired.

use serde_json::json;

use super::describe::WIDEST;
use super::{Failure, REFUSED, WELL, print, print_lines};
use crate::platform::clock;
use crate::platform::dirs::Dirs;
use crate::platform::doctor::{self, Finding, Standing};
use crate::t;
use crate::words::columns::{aligned, paragraph};

/// Gives the exit code: whether all is well.
pub(super) fn run(dirs: &Dirs, json: bool) -> Result<u8, Failure> {
    let findings = doctor::examine(dirs, &clock::zoned());
    let troubles = findings.iter().filter(|one| one.standing == Standing::Trouble).count();
    if json {
        print(&object(&findings, troubles))?;
    } else {
        print_lines(&told(&findings, troubles))?;
    }
    Ok(if troubles == 0 { WELL } else { REFUSED })
}

fn told(findings: &[Finding], troubles: usize) -> Vec<String> {
    let rows: Vec<[String; 3]> = findings
        .iter()
        .map(|one| {
            let mark = match one.standing {
                Standing::Well => t!("doctor-mark-well"),
                Standing::Note => t!("doctor-mark-note"),
                Standing::Trouble => t!("doctor-mark-trouble"),
            };
            let place = one.place.display().to_string();
            let place = match one.line {
                Some(line) => t!("doctor-line", file = place, line = line),
                None => place,
            };
            [mark, one.part.to_owned(), place]
        })
        .collect();
    let mut lines = Vec::new();
    for (head, one) in aligned(&rows).into_iter().zip(findings) {
        lines.push(head);
        let now = Some(t!("doctor-now", now = one.now.as_str())).filter(|_| !one.now.is_empty());
        for text in [Some(one.what.clone()), now].into_iter().flatten() {
            lines.extend(paragraph(&format!("    {text}"), WIDEST));
        }
    }
    lines.push(String::new());
    lines.push(t!("doctor-sum", count = troubles));
    lines
}

fn object(findings: &[Finding], troubles: usize) -> String {
    let one = |finding: &Finding| {
        json!({
            "part": finding.part,
            "standing": finding.standing.name(),
            "where": finding.place.display().to_string(),
            "line": finding.line,
            "what": finding.what,
            "now": finding.now,
        })
    };
    let findings: Vec<_> = findings.iter().map(one).collect();
    let object = json!({ "version": 1, "well": troubles == 0, "findings": findings });
    format!("{object:#}\n")
}
