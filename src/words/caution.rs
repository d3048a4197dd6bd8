//! A line of the caution as one sentence after another, for where its title cannot stand out.

use crate::domain::caution::Line;

/// The line with the number to call in an emergency, its title and its text joined: "Lymphoedema? Leave
/// this point out.", "Not now on broken skin.", "HE-1: press beside the pulse."
#[must_use]
pub fn line(line: &Line, emergency: &str) -> String {
    let (title, text) = parts(line, emergency);
    format!("{title} {text}")
}

/// The same in two: the title as it leads the text ("HE-1:"), and the text.
#[must_use]
pub fn parts(line: &Line, emergency: &str) -> (String, String) {
    let fill = |text: &str| text.replace("{emergency}", emergency);
    let (title, text) = (fill(&line.title), fill(&line.text));
    let is_closed = title.ends_with(['.', '?', '!', ':']);
    let goes_on = text.starts_with(char::is_lowercase);
    if is_closed || goes_on { (title, text) } else { (format!("{title}:"), text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::caution::Weight;

    #[test]
    fn title_and_text_are_joined_as_they_are_read() {
        let rows = [
            ("Lymphoedema?", "Leave it out.", "Lymphoedema? Leave it out."),
            ("Not now", "on broken skin.", "Not now on broken skin."),
            ("HE-1 Jíquán", "Press lightly.", "HE-1 Jíquán: Press lightly."),
            ("Call {emergency}", "if your chest hurts.", "Call 112 if your chest hurts."),
        ];
        for (title, text, expected) in rows {
            let one = Line {
                weight: Weight::Care,
                title: title.to_owned(),
                text: text.to_owned(),
                sources: Vec::new(),
            };
            assert_eq!(line(&one, "112"), expected);
        }
    }
}
