//! How a page says that its point is pressed.

use std::time::Duration;

use super::dose::{Bound, Dose, doses};
use super::names::{is_one, says, words};
use crate::domain::technique::{
    Applicator, LONGEST_PRESS, Motion, Pressure, SHORTEST_PRESS, Technique,
};
use crate::format::point::default_technique;

/// The technique in a page's words, and what had to be assumed.
///
/// `own` are the words under its technique; the `steps` count for what these leave open. Cautions are
/// never read for a dose, nor are the `answers`: what one mentions is told, and left alone.
pub(super) fn technique(
    own: &str,
    steps: &str,
    answers: &str,
    notes: &mut Vec<String>,
) -> Technique {
    let said = [own, steps];
    let first = |notes: &mut Vec<String>, what: &str, is: &dyn Fn(&str) -> bool| {
        let at = said.iter().position(|text| is(text))?;
        if at > 0 {
            notes.push(format!("The technique itself gives no {what}; taken from the steps."));
        }
        Some(said[at])
    };
    let mut technique = Technique {
        until_release: until_release(if own.is_empty() { steps } else { own }),
        ..default_technique()
    };
    match first(notes, "time", &|text| best(&doses(text)).is_some())
        .and_then(|text| best(&doses(text)))
    {
        Some(dose) => take_time(&mut technique, &dose, notes),
        None => notes.push(match doses(answers).first() {
            Some(dose) => format!(
                "No time is given; 1-2 minutes is used. (An answer speaks of {}.)",
                dose.written
            ),
            None => "No time is given; 1-2 minutes is used.".to_owned(),
        }),
    }
    match first(notes, "motion", &|text| !motions(text).is_empty()) {
        Some(text) => technique.motions = motions(text),
        None => {
            notes
                .push("No motion is given; both circles and a steady hold are offered.".to_owned());
        }
    }
    if let Some(pressure) = pressure(own) {
        technique.pressure = pressure;
    } else {
        notes.push("How firmly is not said; firm but gentle is used.".to_owned());
    }
    match first(notes, "finger", &|text| applicator(text).is_some()).and_then(applicator) {
        Some(applicator) => technique.applicator = applicator,
        None => {
            notes.push("With what to press is not said; fingertips or thumb is used.".to_owned());
        }
    }
    technique
}

/// The dose among the times of a text: the longest, as "hold 5 seconds, repeat for 2 minutes" tells.
fn best(found: &[Dose]) -> Option<Dose> {
    let exact = found
        .iter()
        .filter(|dose| dose.bound == Bound::Exact)
        .max_by(|a, b| a.most.total_cmp(&b.most).then(b.least.total_cmp(&a.least)));
    exact.or_else(|| found.first()).cloned()
}

fn take_time(technique: &mut Technique, dose: &Dose, notes: &mut Vec<String>) {
    let usual = default_technique();
    let (low, high) = match dose.bound {
        Bound::Exact => (dose.least, dose.most),
        Bound::AtMost => (dose.most.min(usual.least.as_secs_f64()), dose.most),
        Bound::AtLeast => (dose.least, dose.least.max(usual.most.as_secs_f64())),
    };
    let held = |seconds: f64| {
        let most = LONGEST_PRESS.as_secs_f64();
        Duration::from_secs_f64(seconds.clamp(SHORTEST_PRESS.as_secs_f64(), most).round())
    };
    technique.least = held(low);
    technique.default = held(low);
    technique.most = held(high);
    let range = if technique.least == technique.most {
        format!("{} seconds", technique.most.as_secs())
    } else {
        format!("{} to {} seconds", technique.least.as_secs(), technique.most.as_secs())
    };
    let changed = low < SHORTEST_PRESS.as_secs_f64() || high > LONGEST_PRESS.as_secs_f64();
    if changed {
        notes.push(format!("\"{}\" is outside 10 to 600 seconds; {range} is used.", dose.written));
    } else if dose.vague || dose.bound != Bound::Exact {
        notes.push(format!("\"{}\" is taken for {range}.", dose.written));
    }
}

/// The motions that a text names, in its order; "not in circles" names none.
fn motions(text: &str) -> Vec<Motion> {
    const CIRCULAR: &str = "circular|circle|rotat|clockwise|knead";
    const STEADY: &str =
        "steady|steadi|sustained|constant|static|stationary|continuous|maintain|hold";
    let text = text.to_lowercase();
    let first = |words: &'static str| {
        words
            .split('|')
            .flat_map(|word| text.match_indices(word))
            .filter(|(at, word)| {
                !is_denied(&text[..*at]) && (*word != "hold" || holds_still(&text, *at))
            })
            .map(|(at, _)| at)
            .min()
    };
    let mut found: Vec<(usize, Motion)> = Vec::new();
    found.extend(first(CIRCULAR).map(|at| (at, Motion::Circular)));
    found.extend(first(STEADY).map(|at| (at, Motion::Steady)));
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, motion)| motion).collect()
}

/// Whether that "hold" is a steady press: "hold for a minute", not "hold your arm" or "household".
fn holds_still(text: &str, at: usize) -> bool {
    let after = text[at..].trim_start_matches("holding").trim_start_matches("hold");
    let held = " your| the arm| the hand| the wrist| the leg| the foot| a | an |er";
    !text[..at].ends_with(char::is_alphanumeric)
        && !held.split('|').any(|thing| after.starts_with(thing))
}

/// Whether one of the three words before denies what follows.
fn is_denied(before: &str) -> bool {
    before
        .rsplit(|c: char| c.is_whitespace())
        .take(4)
        .any(|word| is_one(word, "no|not|without|avoid|never|don't|don’t"))
}

fn pressure(text: &str) -> Option<Pressure> {
    let text = text.to_lowercase();
    // A word's beginning ("slightly" is not "light"), and not of a breath: "while you breathe deeply".
    let counts = |at: usize, word: &str| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let breath =
            before.split_whitespace().next_back().is_some_and(|one| one.contains("breath"))
                || after.split_whitespace().take(2).any(|one| one.starts_with("breath"));
        !before.ends_with(char::is_alphanumeric) && !breath && !is_denied(before)
    };
    let says = |words: &str| {
        words.split('|').any(|word| text.match_indices(word).any(|(at, _)| counts(at, word)))
    };
    let firm = says("firm|deep|strong");
    let light = says("gentl|light|soft|feather");
    match (firm, light) {
        (true, false) => Some(Pressure::Firm),
        (false, true) => Some(Pressure::Light),
        (true, true) => Some(Pressure::FirmButGentle),
        (false, false) => says("moderate|medium").then_some(Pressure::FirmButGentle),
    }
}

fn applicator(text: &str) -> Option<Applicator> {
    let text = without_measures(text);
    let says = |words: &str| says(&text, words);
    let fingers = says("fingers|fingertips|finger tips|index and middle|finger pads");
    let finger = fingers || says("finger");
    Some(if says("thumb") {
        if finger { Applicator::FingertipsOrThumb } else { Applicator::Thumb }
    } else if fingers {
        Applicator::Fingertips
    } else if finger {
        Applicator::Fingertip
    } else if says("knuckle") {
        Applicator::Knuckle
    } else if says("fist") {
        Applicator::Fist
    } else if says("palm of|heel of|flat hand|flat of|your palm") {
        Applicator::FlatHand
    } else if says("tennis ball|massage ball|a ball") {
        Applicator::Ball
    } else {
        return None;
    })
}

/// The text in lower case, without the fingers that measure or tell the place: "three finger widths",
/// "two thumbs above the wrist", "the little finger's side".
fn without_measures(text: &str) -> String {
    const AFTER: &str = "width|widths|breadth|breadths|wide|s";
    let all: Vec<String> = words(text).collect();
    let kept = all.iter().enumerate().filter(|(at, word)| {
        let is = |at: Option<usize>, list: &str| {
            at.and_then(|at| all.get(at)).is_some_and(|word| is_one(word, list))
        };
        let digit = is_one(word, "finger|fingers|thumb|thumbs");
        let before = at.checked_sub(1);
        let measures = is(Some(at + 1), "above|below") && !is(before, "your|the|a|with");
        !(digit && (measures || is(Some(at + 1), AFTER) || is(before, "little|ring")))
    });
    kept.map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ")
}

fn until_release(text: &str) -> bool {
    const SIGNS: &str = "release|relax|ease|soften|let go|lets go|lessen|subside|melt|fade|give way|\
        gives way|loosen|dissolve";
    let text = text.to_lowercase();
    text.match_indices("until").any(|(at, _)| {
        let after: String = text[at..].chars().take(70).take_while(|c| *c != '.').collect();
        says(&after, SIGNS)
    })
}

#[cfg(test)]
mod tests {
    use super::technique;
    use crate::domain::technique::{Applicator, Motion};

    #[test]
    fn techniques_as_pages_write_them() {
        let rows = [
            (
                "Apply firm but gentle pressure using your fingertips or thumbs. Use circular motions or steady pressure for 1-2 minutes, or until you feel a release of tension.",
                "60-120 circular steady firm but gentle fingertips or thumb release",
            ),
            ("Press and hold deeply with one thumb for two minutes.", "120-120 steady firm thumb"),
            (
                "Rub lightly with your index finger, clockwise, 30 seconds.",
                "30-30 circular light fingertip",
            ),
            (
                "Hold for 5 seconds and let go; repeat for 2 minutes with the knuckle.",
                "120-120 steady firm but gentle knuckle",
            ),
            (
                "Steady pressure, no circles. 20 minutes.",
                "600-600 steady firm but gentle fingertips or thumb",
            ),
            (
                "Hold your arm out and circle with the thumb, one minute",
                "60-60 circular firm but gentle thumb",
            ),
            ("thumb, 2 minutes, hold", "120-120 steady firm but gentle thumb"),
            ("Massage it.", "60-120 circular steady firm but gentle fingertips or thumb"),
            (
                "At least three minutes until the ache fades",
                "180-180 circular steady firm but gentle fingertips or thumb release",
            ),
            (
                "Slightly tilt the head, breathe deeply and maintain the pressure.",
                "60-120 steady firm but gentle fingertips or thumb",
            ),
            ("up to 3 min", "60-180 circular steady firm but gentle fingertips or thumb"),
        ];
        for (text, expected) in rows {
            let found = technique(text, "", "", &mut Vec::new());
            let told = format!(
                "{}-{} {} {} {}{}",
                found.least.as_secs(),
                found.most.as_secs(),
                found.motions.iter().map(|motion| motion.name()).collect::<Vec<_>>().join(" "),
                found.pressure.name(),
                found.applicator.name(),
                if found.until_release { " release" } else { "" }
            );
            assert_eq!(told, expected, "{text:?}");
        }
    }

    #[test]
    fn steps_fill_what_the_technique_leaves_open_and_answers_never() {
        let other = "Use circles with the thumb for 9 minutes.";
        let mut notes = Vec::new();
        let found = technique("Steady pressure for one minute.", other, other, &mut notes);
        assert_eq!((found.most.as_secs(), &found.motions[..]), (60, &[Motion::Steady][..]));
        assert!(!notes.iter().any(|note| note.contains("time")), "{notes:?}");
        let mut measured = Vec::new();
        let place =
            "Two thumbs above the wrist, three finger-widths up, on the little finger's side.";
        let found = technique("Press.", place, "", &mut measured);
        assert_eq!(found.applicator, Applicator::FingertipsOrThumb);
        assert!(!measured.iter().any(|note| note.contains("no finger; taken")), "{measured:?}");
        let found = technique("Press.", other, "", &mut notes);
        assert_eq!((found.most.as_secs(), &found.motions[..]), (540, &[Motion::Circular][..]));
        assert!(
            notes.iter().any(|note| note.contains("no time; taken from the steps")),
            "{notes:?}"
        );
        let mut notes = Vec::new();
        let found = technique("Press.", "", other, &mut notes);
        assert_eq!(
            (found.least.as_secs(), found.most.as_secs(), found.motions.len()),
            (60, 120, 2)
        );
        assert!(notes[0].contains("No time") && notes[0].contains("9 minutes"), "{notes:?}");
    }
}
