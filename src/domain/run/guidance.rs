//! What guides a person through a run, apart from its plan.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::speech::Script;

/// The pace of the hands and of the breath, and how much is said: what guides a person, apart from the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Guidance {
    /// Time from one circle to the next.
    pub circle: Duration,
    /// Whether a beat marks each circle.
    pub beat: bool,
    /// Time from one breath to the next in a steady press.
    pub breath: Duration,
    /// Whether rising and falling sounds pace the breath.
    pub breath_guide: bool,
    /// What is said; `None` where nothing is.
    pub script: Option<Arc<Script>>,
}

impl Default for Guidance {
    /// Forty circles and five and a half breaths a minute, a beat, no breath guide, nothing said. Both rates
    /// are comfort settings: no trial fixes a rate of circles; around 5.5 breaths a minute are the
    /// rates at which the heart's rhythm answers most (Lin et al. 2014).
    fn default() -> Self {
        Self {
            circle: Duration::from_millis(1500),
            beat: true,
            breath: Duration::from_millis(10_909),
            breath_guide: false,
            script: None,
        }
    }
}
