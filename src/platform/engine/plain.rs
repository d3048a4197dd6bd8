//! What of a text is handed to an engine: words and the marks that shape them, and nothing that an engine could
//! take for a command.

/// Longer texts are refused: at the pace of a session this is four and a half minutes of speech. Characters.
pub const LONGEST: usize = 4_000;

/// Why a text cannot be spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unspeakable {
    /// No letter of the Latin alphabet and no digit is in it.
    NoWord,
    /// It has more than [`LONGEST`] characters.
    TooLong,
}

/// The text on one line, in ASCII.
///
/// Letters lose their accents (English voices spell them out, or stop there: `Hégǔ` becomes "Hegu"), signs become
/// words or pauses, and characters of other scripts, emoji and the brackets and strokes that engines read as
/// markup (`<speed>`, `[[rate 200]]`) are left out.
///
/// # Errors
/// When nothing is left to say, or too much.
pub fn plain(text: &str) -> Result<String, Unspeakable> {
    let mut said = String::new();
    for character in text.chars() {
        if let Some(words) = sign(character) {
            said.push_str(words);
        } else {
            said.push(' ');
        }
        // Bounded here already: a text may have any length.
        if said.len() > 4 * LONGEST {
            return Err(Unspeakable::TooLong);
        }
    }
    let words: Vec<&str> = said.split_whitespace().collect();
    let line = words.join(" ").replace(" ,", ",");
    if !line.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        Err(Unspeakable::NoWord)
    } else if line.len() > LONGEST {
        Err(Unspeakable::TooLong)
    } else {
        Ok(line)
    }
}

/// How a character is written for an engine; nothing for those that part words.
fn sign(character: char) -> Option<&'static str> {
    if let Some(at) = KEPT.find(character) {
        return KEPT.get(at..=at);
    }
    let row = READ_AS.iter().find(|(characters, _)| characters.contains(character));
    row.map(|(_, written)| *written)
}

/// What stays as it is.
const KEPT: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'()-/%&+=$";

/// What is read as something else.
const READ_AS: &[(&str, &str)] = &[
    ("àáâãäåāăąǎ", "a"),
    ("ÀÁÂÃÄÅĀĂĄǍ", "A"),
    ("æ", "ae"),
    ("Æ", "Ae"),
    ("çćĉċč", "c"),
    ("ÇĆĈĊČ", "C"),
    ("ðďđ", "d"),
    ("ÐĎĐ", "D"),
    ("èéêëēĕėęě", "e"),
    ("ÈÉÊËĒĔĖĘĚ", "E"),
    ("ĝğġģ", "g"),
    ("ìíîïĩīĭįǐı", "i"),
    ("ÌÍÎÏĨĪĬĮǏİ", "I"),
    ("ĺļľł", "l"),
    ("ŁĽ", "L"),
    ("ñńņňǹ", "n"),
    ("ÑŃŅŇ", "N"),
    ("òóôõöøōŏőǒ", "o"),
    ("ÒÓÔÕÖØŌŎŐǑ", "O"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ŚŜŞŠȘ", "S"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűųǔǖǘǚǜ", "u"),
    ("ÙÚÛÜŨŪŬŮŰŲǓǕǗǙǛ", "U"),
    ("ýÿŷ", "y"),
    ("ÝŸ", "Y"),
    ("źżž", "z"),
    ("ŹŻŽ", "Z"),
    ("’‘ʼ´`", "'"),
    ("‐‑−", "-"),
    ("\u{ad}\u{200b}\u{200c}\u{200d}\u{feff}\u{fe0f}", ""),
    ("–—―", ", "),
    ("…", "..."),
    ("。", ". "),
    ("、，", ", "),
    ("×", " times "),
    ("÷", " divided by "),
    ("±", " plus or minus "),
    ("≈", " about "),
    ("°", " degrees "),
    ("½", " and a half "),
    ("¼", " and a quarter "),
    ("¾", " and three quarters "),
    ("→", ", then "),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_kept_and_commands_are_not() {
        let check = |text: &str, said: &str| assert_eq!(plain(text).as_deref(), Ok(said), "{text}");
        check("Press in slowly, 3 seconds.", "Press in slowly, 3 seconds.");
        check("  two\nlines\tand\u{0}\u{7f}\u{1b}[31m more ", "two lines and 31m more");
        check("Hégǔ (合谷), Nèiguān", "Hegu ( ), Neiguan");
        check("don’t “stop” — breathe…", "don't stop, breathe...");
        check("-w /etc/passwd --help", "-w /etc/passwd --help");
        check("<speak><speed level='9'>fast</speed>", "speak speed level='9' fast /speed");
        check("[[rate 200]] {x} |y| $(reboot) `reboot` \"z\"", "rate 200 x y $(reboot) 'reboot' z");
        check("press 😀 gently", "press gently");
        check("2½ cun at 45° × 3", "2 and a half cun at 45 degrees times 3");
        check("line\u{ad}break", "linebreak");
    }

    #[test]
    fn what_cannot_be_said_is_refused() {
        for text in ["", " \n", "😀", "合谷", "- ... !", "<>"] {
            assert_eq!(plain(text), Err(Unspeakable::NoWord), "{text}");
        }
        assert!(plain(&"a".repeat(LONGEST)).is_ok());
        for text in ["a".repeat(LONGEST + 1), "ab ".repeat(3_333) + "a", "😀".repeat(100_000)] {
            assert_eq!(plain(&text), Err(Unspeakable::TooLong));
        }
    }

    proptest! {
        #[test]
        fn nothing_but_safe_characters_on_one_line_comes_out(text in "\\PC*|[\\x00-\\x7f]*") {
            if let Ok(line) = plain(&text) {
                prop_assert!(line.chars().all(|c| c == ' ' || KEPT.contains(c)), "{:?}", line);
                prop_assert!(!line.is_empty() && line.len() <= LONGEST);
                prop_assert_eq!(plain(&line), Ok(line.clone()), "plain text stays as it is");
            }
        }
    }
}
