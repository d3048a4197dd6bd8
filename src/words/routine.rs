//! What the order of a routine asks for, in words.

use super::time;
use crate::domain::routine::Ease;
use crate::t;

/// "2 changes of posture; thumbs rest after at most 3 min."
#[must_use]
pub fn ease(ease: Ease) -> String {
    let thumbs = if ease.thumb.is_zero() { "rest" } else { "work" };
    t!("ease", changes = ease.posture_changes, thumbs = thumbs, time = time::length(ease.thumb))
}

/// "Easier now: from 5 changes of posture to 2.": what a new order has gained.
#[must_use]
pub fn eased(before: Ease, after: Ease) -> String {
    if after.posture_changes < before.posture_changes {
        t!("eased-postures", before = before.posture_changes, after = after.posture_changes)
    } else if after.thumb < before.thumb {
        t!("eased-thumbs", before = time::length(before.thumb), after = time::length(after.thumb))
    } else {
        t!("eased-hands")
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn asks(posture_changes: usize, seconds: u64) -> Ease {
        Ease { posture_changes, thumb: Duration::from_secs(seconds) }
    }

    #[test]
    fn an_order_in_words() {
        for (order, words) in [
            (asks(2, 180), "2 changes of posture; thumbs rest after at most 3 min."),
            (asks(1, 90), "1 change of posture; thumbs rest after at most 1 min 30 s."),
            (asks(0, 0), "No change of posture; no work for the thumbs."),
        ] {
            assert_eq!(ease(order), words);
        }
    }

    #[test]
    fn what_was_gained_in_words() {
        for (before, after, words) in [
            (asks(5, 60), asks(2, 120), "Easier now: from 5 changes of posture to 2."),
            (asks(1, 60), asks(0, 60), "Easier now: from 1 change of posture to none."),
            (asks(2, 300), asks(2, 120), "Easier now: thumbs rest after at most 2 min, not 5 min."),
            (asks(2, 60), asks(2, 60), "Easier now: thumbs and hands rest more often."),
        ] {
            assert_eq!(eased(before, after), words);
        }
    }
}
