//! What the program says about itself, on standard error: warnings of its own, and no chatter of the
//! libraries that it uses.

use std::io::Write as _;
use std::sync::OnceLock;

use log::{Level, LevelFilter, Log, Metadata, Record};

/// Says more: `error`, `warn` (the usual), `info`, `debug` or `trace`.
pub const VARIABLE: &str = "WELLSPRING_LOG";

/// How the modules of this program begin.
const OURS: &str = "wellspring";

struct StandardError {
    most: LevelFilter,
}

/// From now on, what the program says about itself appears on standard error.
pub fn begin() {
    static LOGGER: OnceLock<StandardError> = OnceLock::new();
    let most = level(std::env::var(VARIABLE).ok().as_deref());
    if log::set_logger(LOGGER.get_or_init(|| StandardError { most })).is_ok() {
        log::set_max_level(most);
    }
}

/// What is not understood counts as the usual.
fn level(said: Option<&str>) -> LevelFilter {
    said.and_then(|level| level.trim().parse().ok()).unwrap_or(LevelFilter::Warn)
}

/// Others are heard only where somebody looks for the finest detail.
fn is_told(most: LevelFilter, target: &str, level: Level) -> bool {
    let is_ours =
        target == OURS || target.strip_prefix(OURS).is_some_and(|rest| rest.starts_with("::"));
    level <= most && (is_ours || most == LevelFilter::Trace)
}

impl Log for StandardError {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_told(self.most, metadata.target(), metadata.level())
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let text = match record.level() {
            Level::Error | Level::Warn => format!("wellspring: {}", record.args()),
            level => format!("wellspring: {level}: {}: {}", record.target(), record.args()),
        };
        say(&text);
    }

    fn flush(&self) {}
}

/// A line on standard error. In a terminal that gives single keys a line must end in both signs, or
/// the next would begin where this one ended.
pub fn say(text: &str) {
    let is_raw = crossterm::terminal::is_raw_mode_enabled().unwrap_or(false);
    let end = if is_raw { "\r\n" } else { "\n" };
    // Nobody is left to be told of an error here.
    let _ = std::io::stderr().lock().write_all(format!("{text}{end}").as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_warnings_are_told() {
        let rows = [
            (None, "wellspring::platform::audio", Level::Warn, true),
            (None, "wellspring", Level::Error, true),
            (None, "wellspring::platform::audio", Level::Info, false),
            (None, "wgpu_core", Level::Error, false),
            (None, "wellspringish", Level::Error, false),
            (Some("debug"), "wellspring::cli", Level::Debug, true),
            (Some("DEBUG"), "wellspring::cli", Level::Trace, false),
            (Some("debug"), "cpal", Level::Warn, false),
            (Some("trace"), "cpal", Level::Debug, true),
            (Some("off"), "wellspring", Level::Error, false),
            (Some("loud"), "wellspring", Level::Warn, true),
        ];
        for (said, target, at, expected) in rows {
            assert_eq!(is_told(level(said), target, at), expected, "{said:?} {target} {at}");
        }
    }
}
