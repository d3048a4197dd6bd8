//! What a key or a typed line means, by what the person was asked last.

use crate::domain::conductor::Input;
use crate::domain::history::StopReason;
use crate::platform::keyboard::Key;

/// What the person was asked last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// Nothing: the session is led.
    Led,
    /// Whether to leave.
    Leaving,
    /// Why it was stopped.
    Stopped,
}

/// What the person wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Something of the session's.
    Do(Input),
    /// Does not leave, and goes on at once.
    StayAndGoOn,
    /// Hears more, or less.
    Amount,
    /// Hears again what is to be done now.
    Again,
    /// The list of keys.
    Help,
    /// This means nothing here.
    Unknown,
}

/// Reasons in the order of their numbers, from 1; 0 is to say none.
pub(super) const REASONS: [StopReason; 5] = [
    StopReason::Pain,
    StopReason::Tingling,
    StopReason::Unwell,
    StopReason::Tired,
    StopReason::Interruption,
];

/// What a key means where any key by itself is the big key: all but the one that stops, and those held with Shift
/// or Ctrl, as far as a terminal tells of them.
pub(super) fn elbow(key: Key) -> Option<Act> {
    match key {
        Key::Character('s') => Some(Act::Do(Input::Stop)),
        Key::Character(letter) if letter.is_uppercase() => None,
        Key::Interrupt => None,
        _ => Some(Act::Do(Input::Elbow)),
    }
}

/// What a key means.
pub(super) fn of_key(key: Key, page: Page) -> Act {
    let key = match key {
        Key::Character(letter) => Key::Character(letter.to_ascii_lowercase()),
        other => other,
    };
    match (page, key) {
        (_, Key::Character('?' | 'h')) => Act::Help,
        (_, Key::Character('r')) => Act::Again,
        (_, Key::Character('v')) => Act::Amount,
        (Page::Led | Page::Leaving, Key::Character('s')) => Act::Do(Input::Stop),

        (Page::Led, Key::Space) => Act::Do(Input::Big),
        (Page::Led, Key::Enter) => Act::Do(Input::Proceed),
        (Page::Led, Key::Right) => Act::Do(Input::Skip),
        (Page::Led, Key::Left) => Act::Do(Input::Back),
        (Page::Led, Key::Character('a')) => Act::Do(Input::OnceMore),
        (Page::Led, Key::Character('+' | '=')) => Act::Do(Input::Longer),
        (Page::Led, Key::Character('-' | '_')) => Act::Do(Input::Shorter),
        (Page::Led, Key::Escape | Key::Interrupt | Key::Character('q')) => Act::Do(Input::Leave),

        (Page::Leaving, Key::Character('y' | 'q') | Key::Interrupt)
        | (Page::Stopped, Key::Escape | Key::Interrupt | Key::Character('q')) => {
            Act::Do(Input::LeaveNow)
        }
        (Page::Leaving, Key::Character('n') | Key::Escape) => Act::Do(Input::Stay),
        (Page::Leaving, Key::Space | Key::Enter) => Act::StayAndGoOn,

        (Page::Stopped, Key::Character('g')) => Act::Do(Input::Slip),
        (Page::Stopped, Key::Character(digit)) => reason(digit),
        _ => Act::Unknown,
    }
}

/// What a typed line means: a word, or the name of a key.
pub(super) fn of_line(line: &str, page: Page) -> Act {
    let word = line.trim().to_lowercase();
    let key = match word.as_str() {
        "" | "enter" | "go" | "found" => Key::Enter,
        "p" | "pause" | "space" => Key::Space,
        "skip" | "next" | "right" => Key::Right,
        "back" | "left" => Key::Left,
        "anew" | "once more" => Key::Character('a'),
        "longer" => Key::Character('+'),
        "shorter" => Key::Character('-'),
        "again" | "repeat" => Key::Character('r'),
        "voice" => Key::Character('v'),
        "stop" => Key::Character('s'),
        "leave" | "quit" | "esc" => Key::Character('q'),
        "help" => Key::Character('?'),
        "yes" => Key::Character('y'),
        "no" => Key::Character('n'),
        "slip" => Key::Character('g'),
        other => {
            let mut letters = other.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => Key::Character(letter),
                _ => {
                    return StopReason::named(other)
                        .map_or(Act::Unknown, |reason| stands(reason, page));
                }
            }
        }
    };
    // An empty line says nothing after a stop, but "go" says that it was a slip.
    if page == Page::Stopped && word == "go" { Act::Do(Input::Slip) } else { of_key(key, page) }
}

fn reason(digit: char) -> Act {
    let number = digit.to_digit(10).and_then(|number| usize::try_from(number).ok());
    match number {
        Some(0) => Act::Do(Input::StopStands(StopReason::Unsaid)),
        Some(number) => REASONS
            .get(number - 1)
            .map_or(Act::Unknown, |reason| Act::Do(Input::StopStands(*reason))),
        None => Act::Unknown,
    }
}

fn stands(reason: StopReason, page: Page) -> Act {
    if page == Page::Stopped { Act::Do(Input::StopStands(reason)) } else { Act::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_mean_what_their_keys_mean() {
        use Input::{
            Back, Big, Leave, LeaveNow, Longer, OnceMore, Proceed, Shorter, Skip, Slip, Stay, Stop,
            StopStands,
        };
        let rows = [
            (Page::Led, "", Act::Do(Proceed)),
            (Page::Led, " \r", Act::Do(Proceed)),
            (Page::Led, "p", Act::Do(Big)),
            (Page::Led, "PAUSE", Act::Do(Big)),
            (Page::Led, "space", Act::Do(Big)),
            (Page::Led, "s", Act::Do(Stop)),
            (Page::Led, "stop", Act::Do(Stop)),
            (Page::Led, "r", Act::Again),
            (Page::Led, "+", Act::Do(Longer)),
            (Page::Led, "-", Act::Do(Shorter)),
            (Page::Led, "back", Act::Do(Back)),
            (Page::Led, "skip", Act::Do(Skip)),
            (Page::Led, "a", Act::Do(OnceMore)),
            (Page::Led, "anew", Act::Do(OnceMore)),
            (Page::Led, "Once more", Act::Do(OnceMore)),
            (Page::Leaving, "a", Act::Unknown),
            (Page::Stopped, "a", Act::Unknown),
            (Page::Led, "leave", Act::Do(Leave)),
            (Page::Led, "?", Act::Help),
            (Page::Led, "yes", Act::Unknown),
            (Page::Led, "pain", Act::Unknown),
            (Page::Led, "1", Act::Unknown),
            (Page::Leaving, "yes", Act::Do(LeaveNow)),
            (Page::Leaving, "y", Act::Do(LeaveNow)),
            (Page::Leaving, "leave", Act::Do(LeaveNow)),
            (Page::Leaving, "no", Act::Do(Stay)),
            (Page::Leaving, "", Act::StayAndGoOn),
            (Page::Leaving, "stop", Act::Do(Stop)),
            (Page::Leaving, "skip", Act::Unknown),
            (Page::Stopped, "", Act::Unknown),
            (Page::Stopped, "p", Act::Unknown),
            (Page::Stopped, "yes", Act::Unknown),
            (Page::Stopped, "g", Act::Do(Slip)),
            (Page::Stopped, "slip", Act::Do(Slip)),
            (Page::Stopped, "1", Act::Do(StopStands(StopReason::Pain))),
            (Page::Stopped, "5", Act::Do(StopStands(StopReason::Interruption))),
            (Page::Stopped, "tingling", Act::Do(StopStands(StopReason::Tingling))),
            (Page::Stopped, "0", Act::Do(StopStands(StopReason::Unsaid))),
            (Page::Stopped, "6", Act::Unknown),
            (Page::Stopped, "leave", Act::Do(LeaveNow)),
        ];
        for (page, line, expected) in rows {
            assert_eq!(of_line(line, page), expected, "{page:?} {line:?}");
        }
    }

    #[test]
    fn keys_that_differ_from_lines() {
        let rows = [
            (Page::Led, Key::Escape, Act::Do(Input::Leave)),
            (Page::Led, Key::Interrupt, Act::Do(Input::Leave)),
            (Page::Leaving, Key::Interrupt, Act::Do(Input::LeaveNow)),
            (Page::Leaving, Key::Escape, Act::Do(Input::Stay)),
            (Page::Stopped, Key::Interrupt, Act::Do(Input::LeaveNow)),
            (Page::Stopped, Key::Space, Act::Unknown),
            (Page::Stopped, Key::Enter, Act::Unknown),
            (Page::Led, Key::Character('S'), Act::Do(Input::Stop)),
            (Page::Led, Key::Character('='), Act::Do(Input::Longer)),
            (Page::Led, Key::Character('x'), Act::Unknown),
            (Page::Led, Key::Character('A'), Act::Do(Input::OnceMore)),
        ];
        for (page, key, expected) in rows {
            assert_eq!(of_key(key, page), expected, "{page:?} {key:?}");
        }
    }
}
