//! The times in a text: `1-2 minutes`, `half a minute`, `30 seconds to 1 minute`, `up to two min.`

use super::names::{is_dash, is_one};

/// A time that a text gives, in seconds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dose {
    pub least: f64,
    pub most: f64,
    pub bound: Bound,
    /// As it is written.
    pub written: String,
    /// Whether the words are vague: "a few minutes".
    pub vague: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Exact,
    AtMost,
    AtLeast,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Word(String),
    Dash,
    Slash,
    Stop,
}

/// The times of a press, in the order of the text; waits, limits of a day and times of the clock are no doses.
pub(super) fn doses(text: &str) -> Vec<Dose> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((dose, next)) = dose_at(&tokens, at) {
            if let Some(bound) = bound(&tokens, at, next) {
                let written = tokens[at..next]
                    .iter()
                    .map(written)
                    .collect::<Vec<_>>()
                    .join(" ")
                    .replace(" - ", "-");
                found.push(Dose { bound, written, ..dose });
            }
            at = next;
        } else {
            at += 1;
        }
    }
    found
}

fn written(token: &Token) -> String {
    match token {
        Token::Number(number) => number.to_string(),
        Token::Word(word) => word.clone(),
        Token::Dash => "-".to_owned(),
        Token::Slash => "/".to_owned(),
        Token::Stop => ".".to_owned(),
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let signs: Vec<char> = text.to_lowercase().chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&sign) = signs.get(at) {
        let run = |is: fn(char) -> bool| signs[at..].iter().take_while(|c| is(**c)).count();
        if sign.is_ascii_digit() {
            let digits = run(|c| c.is_ascii_digit());
            let mut end = at + digits;
            let decimal = matches!(signs.get(end), Some('.' | ','))
                && signs.get(end + 1).is_some_and(char::is_ascii_digit);
            if decimal {
                end += 1 + signs[end + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
            }
            let number: String = signs[at..end].iter().collect::<String>().replace(',', ".");
            // "1:30 min"
            let sixtieths = signs[end..].iter().skip(1).take_while(|c| c.is_ascii_digit()).count();
            let (mut part, mut after) = (0.0, end);
            if !decimal && signs.get(end) == Some(&':') && sixtieths == 2 {
                after = end + 3;
                let digits: String = signs[end + 1..after].iter().collect();
                part = digits.parse::<f64>().unwrap_or_default() / 60.0;
            }
            let number = number.parse::<f64>().map(|whole| whole + part);
            tokens.push(number.map_or(Token::Stop, Token::Number));
            at = after;
        } else if let Some(part) = fraction(sign) {
            match tokens.last_mut() {
                Some(Token::Number(number)) => *number += part,
                _ => tokens.push(Token::Number(part)),
            }
            at += 1;
        } else if sign.is_alphabetic() {
            let letters = run(|c| c.is_alphabetic() || c == '\'' || c == '’');
            let word: String = signs[at..at + letters].iter().collect();
            tokens.push(number_word(&word).map_or(Token::Word(word), Token::Number));
            at += letters;
        } else {
            match sign {
                '/' => tokens.push(Token::Slash),
                _ if is_dash(sign) => tokens.push(Token::Dash),
                '~' if matches!(tokens.last(), Some(Token::Number(_))) => tokens.push(Token::Dash),
                _ if sign.is_whitespace() || sign == '~' => {}
                _ => tokens.push(Token::Stop),
            }
            at += 1;
        }
    }
    tokens
}

const fn fraction(sign: char) -> Option<f64> {
    match sign {
        '½' => Some(0.5),
        '¼' => Some(0.25),
        '¾' => Some(0.75),
        _ => None,
    }
}

fn number_word(word: &str) -> Option<f64> {
    const ONES: &str = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";
    const TENS: &str = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
    let place = |list: &str| {
        list.split('|').zip(1_u8..).find(|(one, _)| *one == word).map(|(_, at)| f64::from(at))
    };
    if word == "fifteen" {
        return Some(15.0);
    }
    place(ONES).or_else(|| place(TENS).map(|at| (at + 1.0) * 10.0))
}

fn unit(token: Option<&Token>) -> Option<f64> {
    let Some(Token::Word(word)) = token else { return None };
    match word.as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1.0),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(60.0),
        _ => None,
    }
}

fn is_word(token: Option<&Token>, words: &[&str]) -> bool {
    matches!(token, Some(Token::Word(word)) if words.contains(&word.as_str()))
}

/// Where "and a half" ends that begins there.
fn half_more(tokens: &[Token], at: usize) -> Option<usize> {
    let says =
        ["and", "a", "half"].iter().zip(at..).all(|(word, at)| is_word(tokens.get(at), &[word]));
    says.then_some(at + 3)
}

/// A quantity from there on: least, most, whether it is vague, and where it ends.
fn quantity(tokens: &[Token], at: usize) -> Option<(f64, f64, bool, usize)> {
    match tokens.get(at)? {
        Token::Number(whole) => {
            let mut number = *whole;
            let mut next = at + 1;
            match (tokens.get(next), tokens.get(next + 1), tokens.get(next + 2)) {
                (Some(Token::Slash), Some(Token::Number(below)), _) if *below > 0.0 => {
                    number /= below;
                    next += 2;
                }
                (Some(Token::Number(above)), Some(Token::Slash), Some(Token::Number(below)))
                    if *below > *above =>
                {
                    number += above / below;
                    next += 3;
                }
                // "forty-five", "forty five"
                (Some(Token::Dash), Some(Token::Number(ones)), _)
                    if number >= 20.0 && number % 10.0 == 0.0 && *ones < 10.0 =>
                {
                    number += ones;
                    next += 2;
                }
                (Some(Token::Number(ones)), _, _)
                    if number >= 20.0 && number % 10.0 == 0.0 && *ones < 10.0 =>
                {
                    number += ones;
                    next += 1;
                }
                _ => {}
            }
            if let Some(after) = half_more(tokens, next) {
                number += 0.5;
                next = after;
            }
            Some((number, number, false, next))
        }
        Token::Word(word) => {
            let of = |from: usize| from + usize::from(is_word(tokens.get(from), &["of"]));
            let article = usize::from(word == "a" || word == "an");
            let next = at + article;
            if is_word(tokens.get(next), &["half"]) {
                let after = next + 1 + usize::from(is_word(tokens.get(next + 1), &["a"]));
                Some((0.5, 0.5, false, after))
            } else if is_word(tokens.get(next), &["couple"]) {
                Some((2.0, 2.0, false, of(next + 1)))
            } else if is_word(tokens.get(next), &["few", "several"]) {
                Some((2.0, 3.0, true, of(next + 1)))
            } else {
                (article == 1 && unit(tokens.get(next)).is_some())
                    .then_some((1.0, 1.0, false, next))
            }
        }
        _ => None,
    }
}

fn dose_at(tokens: &[Token], at: usize) -> Option<(Dose, usize)> {
    let (mut least, mut most, vague, mut next) = quantity(tokens, at)?;
    let mut first_unit = unit(tokens.get(next));
    if first_unit.is_some() {
        next += 1;
        // "a minute and a half"
        if let Some(after) = half_more(tokens, next) {
            (least, most, next) = (least + 0.5, most + 0.5, after);
        }
        // "1 min 30 sec", "one minute and thirty seconds"
        let and = usize::from(
            is_word(tokens.get(next), &["and"])
                && !is_word(tokens.get(at.wrapping_sub(1)), &["between"]),
        );
        if first_unit == Some(60.0)
            && let Some((more, _, false, after)) = quantity(tokens, next + and)
            && more < 60.0
            && unit(tokens.get(after)) == Some(1.0)
        {
            (least, most, next) = (least + more / 60.0, most + more / 60.0, after + 1);
        }
        if matches!(tokens.get(next), Some(Token::Stop))
            && matches!(tokens.get(next + 1), Some(Token::Dash))
        {
            next += 1;
        }
    }
    // "30 seconds up to two minutes"
    if is_word(tokens.get(next), &["up"]) && is_word(tokens.get(next + 1), &["to"]) {
        next += 1;
    }
    let joined = matches!(tokens.get(next), Some(Token::Dash))
        || is_word(tokens.get(next), &["to", "or", "and"]);
    if joined && let Some((low, high, also_vague, after)) = quantity(tokens, next + 1) {
        let second_unit = unit(tokens.get(after));
        let end = after + usize::from(second_unit.is_some());
        if let Some(second) =
            second_unit.or(first_unit.filter(|_| is_word(tokens.get(next), &["or"])))
            && (first_unit.is_some()
                || !is_word(tokens.get(next), &["and"])
                || is_word(tokens.get(at.wrapping_sub(1)), &["between"]))
        {
            let (from, to) = (least * first_unit.unwrap_or(second), high.max(low) * second);
            return Some((exact(from.min(to), from.max(to), vague || also_vague), end));
        }
    }
    if first_unit.is_none() && matches!(tokens.get(next), Some(Token::Dash)) {
        first_unit = unit(tokens.get(next + 1));
        next += 2;
    }
    first_unit.map(|seconds| (exact(least * seconds, most * seconds, vague), next))
}

const fn exact(least: f64, most: f64, vague: bool) -> Dose {
    Dose { least, most, bound: Bound::Exact, written: String::new(), vague }
}

/// What the words around a time make of it; `None` where it is no dose.
fn bound(tokens: &[Token], at: usize, next: usize) -> Option<Bound> {
    let before: Vec<&str> = tokens[at.saturating_sub(4)..at]
        .iter()
        .rev()
        .take_while(|token| !matches!(token, Token::Stop))
        .filter_map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .collect();
    let says = |words: &str| before.iter().any(|word| is_one(word, words));
    // "every two hours for 30 seconds", "before bed for a minute": what "for" opens is a press.
    let waits = says("wait|waiting|rest|resting|pause|last|lasts|lasting")
        || (before.first() != Some(&"for") && says("after|every|within|before"));
    let later = is_word(tokens.get(next), &["after", "before", "later", "ago", "apart", "earlier"]);
    if later || (waits && !says("hold|press|massage")) {
        return None;
    }
    // The words stand in reverse.
    let ends_in = |pairs: [[&str; 2]; 2]| pairs.iter().any(|pair| before.starts_with(pair));
    Some(if says("than|exceed|maximum|max|exceeding") || ends_in([["to", "up"], ["most", "at"]]) {
        Bound::AtMost
    } else if says("minimum") || ends_in([["least", "at"], ["minimum", "a"]]) {
        Bound::AtLeast
    } else {
        Bound::Exact
    })
}

#[cfg(test)]
mod tests {
    use super::doses;

    #[test]
    fn times_as_pages_write_them() {
        let rows = [
            ("for 1-2 minutes, or until", "60-120 Exact"),
            ("1–2 minutes", "60-120 Exact"),
            ("1 — 2 mins.", "60-120 Exact"),
            ("1 to 3 min", "60-180 Exact"),
            ("2 or 3 minutes", "120-180 Exact"),
            ("between 1 and 2 minutes", "60-120 Exact"),
            ("two to three minutes", "120-180 Exact"),
            ("30 seconds", "30-30 Exact"),
            ("90 sec", "90-90 Exact"),
            ("90s each", "90-90 Exact"),
            ("2 min. each side", "120-120 Exact"),
            ("2min", "120-120 Exact"),
            ("a 2-minute hold", "120-120 Exact"),
            ("two minutes", "120-120 Exact"),
            ("forty-five seconds", "45-45 Exact"),
            ("a minute", "60-60 Exact"),
            ("half a minute", "30-30 Exact"),
            ("a half minute", "30-30 Exact"),
            ("1½ minutes", "90-90 Exact"),
            ("1 1/2 minutes", "90-90 Exact"),
            ("1.5 minutes", "90-90 Exact"),
            ("one and a half minutes", "90-90 Exact"),
            ("a minute and a half", "90-90 Exact"),
            ("a minute and a half to two minutes", "90-120 Exact"),
            ("1 min 30 sec; one minute and fifteen seconds", "90-90 Exact, 75-75 Exact"),
            ("between 1 minute and 90 seconds", "60-90 Exact"),
            ("thirty seconds up to two minutes", "30-120 Exact"),
            ("a minute or two", "60-120 Exact"),
            ("a couple of minutes", "120-120 Exact"),
            ("a few minutes", "120-180 Exact"),
            ("30 seconds to 1 minute", "30-60 Exact"),
            ("30-60 seconds", "30-60 Exact"),
            ("1~2 minutes, ~3 min", "60-120 Exact, 180-180 Exact"),
            ("at 10:15 for 1:30 min", "90-90 Exact"),
            ("every 2 hours for 20-30 seconds; wait for 5 minutes", "20-30 Exact"),
            ("before bed for a minute, before 5 minutes pass", "60-60 Exact"),
            ("up to 3 minutes", "180-180 AtMost"),
            ("no more than 2 minutes", "120-120 AtMost"),
            ("at least 1 minute", "60-60 AtLeast"),
            ("hold 5 seconds, repeat for 2 minutes", "5-5 Exact, 120-120 Exact"),
            ("30 minutes after eating; stop after 10 minutes; wait 5 minutes", ""),
            ("a few times a day, 3-5 times", ""),
            ("1", ""),
            ("5 -", ""),
            ("- / ½", ""),
        ];
        for (text, expected) in rows {
            let found: Vec<String> = doses(text)
                .iter()
                .map(|dose| format!("{}-{} {:?}", dose.least, dose.most, dose.bound))
                .collect();
            assert_eq!(found.join(", "), expected, "{text:?}");
        }
    }
}
