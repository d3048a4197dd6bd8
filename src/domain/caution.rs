//! Cautions: what a person must have read before a plan may run.
//!
//! A [`Prompt`] is made from a plan and the shared lines; answering it is the only way to a
//! [`Cleared`] plan, and only a cleared plan can become a run.

use std::fmt;

use super::plan::Plan;

/// What must be minded with a point, as a short tag of the catalogue (`pregnancy`, `artery`, ...).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(pub String);

impl fmt::Display for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// How grave a line of the caution prompt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Do not start; call for help.
    RedFlag,
    /// Mind this, or leave the point today.
    Care,
    /// The person has not answered whether it applies to them, so it may.
    MayApply,
    /// What everybody is told, whatever the point.
    Always,
}

/// One line of the caution prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How grave.
    pub weight: Weight,
    /// A few words that catch the eye.
    pub title: String,
    /// What to do.
    pub text: String,
    /// The ids of its sources.
    pub sources: Vec<String>,
}

/// The shared lines: what each tag and each red flag says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// By tag.
    pub tags: Vec<(Tag, Line)>,
    /// By key.
    pub red_flags: Vec<(String, Line)>,
    /// What everybody is told, whatever the point.
    pub always: Vec<Line>,
    /// What to watch for after a stop, whatever the point.
    pub after_stop: Vec<Line>,
}

impl Lines {
    /// What that tag says; an unknown tag still gets a line, so that no caution is ever dropped.
    #[must_use]
    pub fn of_tag(&self, tag: &Tag) -> Line {
        self.tags.iter().find(|(known, _)| known == tag).map_or_else(
            || Line {
                weight: Weight::Care,
                title: tag.to_string(),
                text: "This point carries a caution that this version does not know. Ask someone who knows before you press it.".to_owned(),
                sources: Vec::new(),
            },
            |(_, line)| line.clone(),
        )
    }

    /// What that red flag says.
    #[must_use]
    pub fn of_red_flag(&self, key: &str) -> Option<&Line> {
        self.red_flags.iter().find(|(known, _)| known == key).map(|(_, line)| line)
    }
}

/// Proof of one deliberate act that came after a caution prompt had appeared.
///
/// It is made by [`HeldKeys::pressed`], [`Fresh::click`] and [`Fresh::typed`] alone, each called where
/// a person's own act arrives; a flag, a variable or a setting has no way to one. It can be copied because
/// messages of the window must be; the prompt that it answers is used up by the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fresh(());

impl Fresh {
    /// A click whose press and release both came after the prompt had appeared.
    #[must_use]
    pub const fn click() -> Self {
        Self(())
    }

    /// A typed line: "yes" in any case, nothing else.
    #[must_use]
    pub fn typed(line: &str) -> Option<Self> {
        line.trim().eq_ignore_ascii_case("yes").then_some(Self(()))
    }
}

/// The keys that are down, so that one held since before a prompt does not answer it.
#[derive(Debug, Clone)]
pub struct HeldKeys<K> {
    down: std::collections::HashSet<K>,
}

impl<K> Default for HeldKeys<K> {
    fn default() -> Self {
        Self { down: std::collections::HashSet::new() }
    }
}

impl<K: Eq + std::hash::Hash> HeldKeys<K> {
    /// A key went down; says whether that is a fresh press: not a repeat, and not down already.
    pub fn pressed(&mut self, key: K, repeat: bool) -> Option<Fresh> {
        let was_up = self.down.insert(key);
        (was_up && !repeat).then_some(Fresh(()))
    }

    /// A key went up.
    pub fn released(&mut self, key: &K) {
        let _ = self.down.remove(key);
    }
}

/// What a person reads before a plan may run.
#[derive(Debug, Clone)]
pub struct Prompt {
    plan: Plan,
    lines: Vec<Line>,
}

impl Prompt {
    /// The prompt for that plan: the red flags that matter for its points, each point's own
    /// caution, what its tags say but for what the person has answered with "no", what their other
    /// answers and open questions add, and what everybody is told; nothing twice, the gravest first.
    #[must_use]
    pub fn new(plan: Plan, shared: &Lines) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        let mut add = |line: Line| {
            if !lines.contains(&line) {
                lines.push(line);
            }
        };
        for guide in plan.points().iter().filter_map(|point| point.guide.as_ref()) {
            for flag in &guide.red_flags {
                if let Some(line) = shared.of_red_flag(flag) {
                    add(line.clone());
                }
            }
        }
        for point in plan.points() {
            if let Some(guide) = &point.guide
                && !guide.caution.is_empty()
            {
                add(Line {
                    weight: Weight::Care,
                    title: point.title(),
                    text: guide.caution.clone(),
                    sources: vec![guide.technique.source.clone()],
                });
            }
            for tag in point.tags.iter().filter(|tag| !plan.settled().contains(tag)) {
                add(shared.of_tag(tag));
            }
        }
        for line in plan.personal() {
            add(line.clone());
        }
        for line in &shared.always {
            add(line.clone());
        }
        lines.sort_by_key(|line| line.weight);
        Self { plan, lines }
    }

    /// The lines, the gravest first.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The plan that waits for the answer.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The person has read it and begins.
    #[must_use]
    pub fn acknowledge(self, _act: Fresh) -> Cleared<Plan> {
        Cleared(self.plan)
    }
}

/// A plan whose cautions a person has acknowledged, just now and for this once.
///
/// It cannot be copied, and nothing but [`Prompt::acknowledge`] makes one:
///
/// ```compile_fail
/// # fn plan() -> wellspring::domain::plan::Plan { loop {} }
/// let cleared = wellspring::domain::caution::Cleared(plan());
/// ```
#[derive(Debug)]
pub struct Cleared<T>(T);

impl<T> Cleared<T> {
    /// What was cleared, to be looked at.
    #[must_use]
    pub const fn get(&self) -> &T {
        &self.0
    }

    /// What was cleared.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_fresh_press_answers() {
        let mut keys = HeldKeys::default();
        assert!(keys.pressed("enter", false).is_some(), "the press that opened the prompt");
        assert!(keys.pressed("enter", true).is_none(), "its repeat");
        assert!(keys.pressed("enter", false).is_none(), "held since before, told as a new press");
        keys.released(&"enter");
        assert!(keys.pressed("enter", true).is_none(), "a repeat whose press was never seen");
        keys.released(&"enter");
        assert!(keys.pressed("enter", false).is_some(), "up, then down again");
    }

    #[test]
    fn only_yes_is_yes() {
        for (line, answers) in
            [("yes", true), (" YES\n", true), ("y", false), ("", false), ("yes please", false)]
        {
            assert_eq!(Fresh::typed(line).is_some(), answers, "{line:?}");
        }
    }
}
