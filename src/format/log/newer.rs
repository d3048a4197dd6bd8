//! What can be told of a line that a newer version wrote: what every version says alike, if it does.

use jiff::Timestamp;
use serde_json::Value;

use crate::domain::history::SessionId;

/// The outside of a line that this version does not understand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Newer {
    /// Whose file it was written to; empty where it does not say.
    pub device: String,
    /// Its number there; 0 where it does not say.
    pub seq: u64,
    /// When it was written.
    pub at: Option<Timestamp>,
    /// The session that it belongs to.
    pub session: Option<SessionId>,
}

impl Newer {
    /// What that line says of itself.
    #[must_use]
    pub fn of(line: &[u8]) -> Self {
        let Ok(value) = serde_json::from_slice::<Value>(line) else { return Self::default() };
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        Self {
            device: text("dev").unwrap_or_default().to_owned(),
            seq: value.get("seq").and_then(Value::as_u64).unwrap_or(0),
            at: text("t").and_then(|at| at.parse().ok()),
            session: text("session").map(|id| SessionId(id.to_owned())),
        }
    }
}
