//! Keys of routines: names of files that every system takes.

use crate::domain::catalogue::squeeze_letter;

/// A key has at most so many letters.
const LONGEST_KEY: usize = 60;

/// What Windows takes for a device, whatever ending follows.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Whether that can be the key of a routine: small letters and digits in words that hyphens join, up to 60 of them,
/// and nothing that a system takes for a device. Whether it is free is another matter.
#[must_use]
pub fn is_key(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.len() <= LONGEST_KEY && text.split('-').all(is_word) && !is_device(text)
}

fn is_device(text: &str) -> bool {
    DEVICES.contains(&text)
        || NUMBERED_DEVICES.iter().any(|device| {
            text.strip_prefix(device).is_some_and(|rest| {
                rest.len() == 1 && rest.bytes().all(|digit| digit.is_ascii_digit())
            })
        })
}

/// The key for a name: "Jī Quán, at noon!" becomes `ji-quan-at-noon`. A name without a letter of the Latin
/// alphabet becomes `routine`. What is a key already stays.
#[must_use]
pub fn key_for(name: &str) -> String {
    let mut key = String::new();
    for letter in name.chars().flat_map(char::to_lowercase).map(squeeze_letter) {
        if letter.is_ascii_alphanumeric() {
            key.push(letter);
        } else if letter != '\'' && letter != '’' && !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    key.truncate(LONGEST_KEY);
    let key = key.trim_end_matches('-');
    match key {
        "" => "routine".to_owned(),
        device if is_device(device) => format!("routine-{device}"),
        key => key.to_owned(),
    }
}

/// That key, or the first of `key-2`, `key-3`, ... that is not taken.
#[must_use]
pub fn free_key(key: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut free = key.to_owned();
    let mut number = 2_u64;
    while is_taken(&free) {
        let ending = format!("-{number}");
        let room = LONGEST_KEY.saturating_sub(ending.len());
        let begin: String = key.chars().take(room).collect();
        free = format!("{}{ending}", begin.trim_end_matches('-'));
        number += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_become_keys() {
        let sixty = "a".repeat(60);
        for (name, key) in [
            ("Bedtime", "bedtime"),
            ("My heart's 10 minutes", "my-hearts-10-minutes"),
            ("Jī Quán, at noon!", "ji-quan-at-noon"),
            ("../../x", "x"),
            ("C:\\x\\y.json", "c-x-y-json"),
            ("", "routine"),
            ("朝の三分", "routine"),
            ("CON", "routine-con"),
            ("com7", "routine-com7"),
            ("com10", "com10"),
            ("--a--b--", "a-b"),
            (&"a".repeat(99), &sixty),
        ] {
            assert_eq!(key_for(name), key, "{name:?}");
        }
        for bad in ["", "../x", "con", "nul", "lpt1", "A", "a b", "a--b", "-a", "a-", "ä", "a.b"] {
            assert!(!is_key(bad), "{bad:?}");
        }
        assert!(!is_key(&"a".repeat(61)));
    }

    #[test]
    fn a_key_that_is_taken_gets_a_number() {
        let taken = ["a", "a-2"];
        assert_eq!(free_key("a", |key| taken.contains(&key)), "a-3");
        assert_eq!(free_key("b", |key| taken.contains(&key)), "b");
        let long = "a".repeat(60);
        assert_eq!(free_key(&long, |key| *key == *long), format!("{}-2", "a".repeat(58)));
    }

    proptest! {
        #[test]
        fn whatever_it_is_made_from_it_is_a_key(name in any::<String>()) {
            let key = key_for(&name);
            prop_assert!(is_key(&key), "{}", key);
            prop_assert_eq!(key_for(&key), key.clone(), "a key stays");
            let next = free_key(&key, |one| one == key);
            prop_assert!(is_key(&next) && next != key, "{}", next);
        }
    }
}
