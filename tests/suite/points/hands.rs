//! Hands: that each point is given to a hand that reaches it, with a finger that can press there.

use std::collections::{BTreeMap, BTreeSet};

use wellspring::domain::point::{Hand, Point, Side};
use wellspring::domain::technique::Applicator as With;
use wellspring::words::session;

use super::{files_as_json, library, none};

/// Which hand reaches a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The other hand alone.
    Other,
    /// Either; a session names the hand of the same side.
    Same,
    /// Either; a session names the other hand.
    Across,
    /// None: a ball.
    Ball,
}
use Reach::{Across, Ball, Other, Same};

/// A region: which hand reaches it, whether two hands press both sides at once, and what presses.
struct Row {
    region: &'static str,
    reach: Reach,
    at_once: bool,
    with: &'static [With],
}

const ARM: &[With] = &[
    With::Thumb,
    With::Fingertip,
    With::Fingertips,
    With::FingertipsOrThumb,
    With::ThumbAndFingertip,
];
const HEAD: &[With] = &[
    With::Fingertip,
    With::Fingertips,
    With::FingertipsOrThumb,
    With::ThumbAndFingertip,
    With::Thumb,
];
const BACK: &[With] =
    &[With::Fingertip, With::Fingertips, With::Thumb, With::Knuckle, With::Fist, With::Ball];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row { region: "head",           reach: Same,  at_once: true,  with: HEAD },
    Row { region: "face",           reach: Same,  at_once: true,  with: &[With::Fingertip, With::Fingertips] },
    Row { region: "neck",           reach: Same,  at_once: true,  with: HEAD },
    Row { region: "shoulder",       reach: Other, at_once: false, with: &[With::Fingertip, With::Fingertips] },
    Row { region: "axilla",         reach: Other, at_once: false, with: &[With::FingertipsOrThumb] },
    Row { region: "chest",          reach: Other, at_once: false, with: &[With::Fingertips] },
    Row { region: "abdomen",        reach: Same,  at_once: true,  with: &[With::Fingertip, With::Fingertips, With::FlatHand] },
    Row { region: "upper-back",     reach: Ball,  at_once: false, with: &[With::Ball, With::Fingertips] },
    Row { region: "lower-back",     reach: Same,  at_once: true,  with: BACK },
    Row { region: "sacrum-buttock", reach: Same,  at_once: true,  with: BACK },
    Row { region: "upper-arm",      reach: Other, at_once: false, with: ARM },
    Row { region: "elbow",          reach: Other, at_once: false, with: ARM },
    Row { region: "forearm",        reach: Other, at_once: false, with: ARM },
    Row { region: "wrist",          reach: Other, at_once: false, with: ARM },
    Row { region: "hand",           reach: Other, at_once: false, with: ARM },
    Row { region: "thigh",          reach: Same,  at_once: true,  with: &[With::Fingertips, With::Thumb, With::Knuckle, With::ThumbAndFingertip] },
    Row { region: "knee",           reach: Same,  at_once: true,  with: &[With::Fingertips, With::Thumb, With::ThumbAndFingertip] },
    Row { region: "lower-leg",      reach: Same,  at_once: false, with: ARM },
    Row { region: "ankle",          reach: Same,  at_once: false, with: ARM },
    Row { region: "foot",           reach: Same,  at_once: false, with: ARM },
];

/// Where a point is reached otherwise than its region, and why.
#[rustfmt::skip]
const REACHED_OTHERWISE: &[(Reach, &str, &str)] = &[
    (Across, "beside the breastbone and below the breast both hands reach",
        "GB-24 KI-22 KI-23 KI-24 KI-25 KI-26 KI-27 LR-14 ST-14 ST-15 ST-16 ST-18"),
    (Other, "the elbow of that side shows the place, so the other hand must feel", "LR-13"),
    (Other, "at the base of the neck, over the front", "EX-B1 SI-14 SI-15"),
    (Ball, "the hand has no strength behind the hip", "BL-53 BL-54 GB-30"),
    (Across, "the ankle lies on the other knee, by the other hand",
        "KI-1 KI-2 KI-3 KI-4 KI-5 KI-6 KI-7 KI-8 KI-9 LR-4 LR-5 LR-6 SP-1 SP-2 SP-3 SP-4 SP-5 SP-6 SP-7 SP-8"),
    (Across, "between the first two toes, from the inner side", "LR-1 LR-2 LR-3"),
];

/// Where "both at once" is otherwise than in the region, and why.
#[rustfmt::skip]
const AT_ONCE_OTHERWISE: &[(bool, &str, &str)] = &[
    (false, "a pulse must be felt for and kept clear of, one at a time", "ST-5 TE-22"),
    (false, "by the great vessels and nerves of the neck, one side at a time", "TE-16 TE-17"),
    (true, "close to the midline, below the collarbones: both hands lie there at ease", "KI-26 KI-27"),
    (false, "under the rib arch, by liver and stomach: one side at a time", "KI-21 LR-13 SP-16 ST-19"),
    (false, "by the groin, where a pulse must be kept clear of", "GB-27 GB-28 SP-13 ST-31"),
    (false, "lying on the side, one side is up", "BL-30 BL-34 BL-36 BL-37 GB-25 GB-29"),
    (false, "one ball, one side", "BL-53 BL-54 GB-30"),
    (false, "over the great vessels of the thigh, one side at a time", "LR-9"),
    (false, "at the back of the knee, one at a time", "BL-38 BL-39 BL-40 KI-10 LR-8"),
    (true, "both feet on the floor, a hand on each shin", "EX-LE6 EX-LE7 GB-34 ST-36 ST-37"),
];

/// The entry of that point in one of the lists above.
fn otherwise<T: Copy>(list: &[(T, &str, &str)], code: &str) -> Option<T> {
    list.iter().find(|(_, _, codes)| codes.split(' ').any(|one| one == code)).map(|(is, ..)| *is)
}

fn playable() -> impl Iterator<Item = &'static Point> {
    library().catalogue.iter().filter(|point| point.playable().is_ok())
}

fn expected_hands(reach: Reach) -> (bool, Hand, Hand) {
    match reach {
        Other => (true, Hand::Right, Hand::Left),
        Same => (false, Hand::Left, Hand::Right),
        Across => (false, Hand::Right, Hand::Left),
        Ball => (false, Hand::Neither, Hand::Neither),
    }
}

/// The table holds for all of them: which hand, both at once or not, and with what.
#[test]
fn hands_and_fingers_fit_the_place() {
    let mut faults = Vec::new();
    let mut regions: BTreeMap<&str, usize> = BTreeMap::new();
    for point in playable() {
        let (code, guide) = (point.code.as_str(), point.guide.as_ref().expect("playable"));
        let Some(row) = ROWS.iter().find(|row| row.region == point.region.name()) else {
            faults.push(format!("{code}: no row for the {}", point.region.name()));
            continue;
        };
        *regions.entry(row.region).or_default() += 1;
        if !row.with.contains(&guide.technique.applicator) {
            faults.push(format!(
                "{code}: {} at the {}",
                guide.technique.applicator.name(),
                row.region
            ));
        }
        if !point.bilateral {
            let hand = point.hand(Side::Midline);
            if guide.hands.opposite || guide.hands.both_at_once || hand != Hand::Either {
                faults.push(format!("{code}: on the midline either hand will do"));
            }
            continue;
        }
        let reach = otherwise(REACHED_OTHERWISE, code).unwrap_or(row.reach);
        let at_once = otherwise(AT_ONCE_OTHERWISE, code).unwrap_or(row.at_once);
        let found = (guide.hands.opposite, point.hand(Side::Left), point.hand(Side::Right));
        if found != expected_hands(reach) {
            faults.push(format!("{code}: {found:?}, not {reach:?}"));
        }
        if guide.hands.both_at_once != at_once {
            faults.push(format!("{code}: both at once is {}", guide.hands.both_at_once));
        }
        if at_once && point.hand(Side::Both) != Hand::Both {
            faults.push(format!("{code}: {:?} presses both sides", point.hand(Side::Both)));
        }
    }
    none(&faults);
    assert_eq!(regions.len(), ROWS.len(), "a row of no point");
    assert_eq!(regions.values().sum::<usize>(), 376);
}

/// An exception that says what its region says, or names no point, is none.
#[test]
fn each_exception_is_one() {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let mut check = |kind: &'static str, codes: &'static str, same: &dyn Fn(&Row) -> bool| {
        for code in codes.split(' ') {
            let point = playable().find(|point| point.code.as_str() == code);
            let row = point.and_then(|one| ROWS.iter().find(|row| row.region == one.region.name()));
            if row.is_none_or(same) || !seen.insert((kind, code)) {
                faults.push(format!("{code}: not played, no exception, or twice, in {kind}"));
            }
        }
    };
    for (reach, _, codes) in REACHED_OTHERWISE {
        check("reach", codes, &|row| row.reach == *reach);
    }
    for (at_once, _, codes) in AT_ONCE_OTHERWISE {
        check("at once", codes, &|row| row.at_once == *at_once);
    }
    none(&faults);
}

/// The posture leaves the hands free that press.
#[test]
fn postures_leave_the_hands_free() {
    // Which arm rests, or how one lies, and what follows: only the other hand, and never or always at once.
    let rows: &[(&str, bool, Option<bool>)] = &[
        ("arm-on-table-away-from-side", true, Some(false)),
        ("sit-arm-across", true, Some(false)),
        ("hand-in-lap-palm-down", true, Some(false)),
        ("hand-in-lap-palm-up", true, Some(false)),
        ("hand-in-lap-fist", true, Some(false)),
        ("forearm-on-table-palm-up", true, Some(false)),
        ("forearm-on-table-palm-down", true, Some(false)),
        ("forearm-on-table-thumb-up", true, Some(false)),
        ("elbow-bent-on-table", true, Some(false)),
        ("sit-shoulders-loose", false, None),
        ("sit-chin-tucked", false, None),
        ("sit-head-upright", false, None),
        ("elbows-on-table", false, None),
        ("lean-back", false, None),
        ("lie-on-back-knees-bent", false, None),
        ("lie-on-side", false, Some(false)),
        ("hands-behind-waist", false, Some(true)),
        ("ball-back-to-wall", false, Some(false)),
        ("ball-side-to-wall", false, Some(false)),
        ("sit-foot-on-floor", false, None),
        ("sit-knee-drawn-up", false, Some(false)),
        ("ankle-on-other-knee", false, Some(false)),
    ];
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for point in playable() {
        let (code, guide) = (point.code.as_str(), point.guide.as_ref().expect("playable"));
        let posture = files_as_json()[code]["posture"].as_str().expect("text");
        let Some((key, other, at_once)) = rows.iter().find(|(key, ..)| *key == posture) else {
            // GB-31 is pressed standing, in words of its own.
            if code != "GB-31" {
                faults.push(format!("{code}: {posture:?} is not in the table"));
            }
            continue;
        };
        let _ = used.insert(*key);
        let hands = guide.hands;
        if *other && !hands.opposite
            || point.bilateral && at_once.is_some_and(|at_once| at_once != hands.both_at_once)
        {
            faults.push(format!("{code}: {hands:?} in {posture}"));
        }
    }
    none(&faults);
    assert_eq!(used.len(), rows.len(), "a posture of no point");
}

/// Where the way to a point speaks of the other hand, that hand goes on to press.
#[test]
fn sentences_and_hands_agree() {
    // Both hands measure, and then each presses its own side.
    let both_measure = ["ST-25", "KI-19"];
    let mut faults = Vec::new();
    let mut told = 0;
    for point in playable() {
        let (code, guide) = (point.code.as_str(), point.guide.as_ref().expect("playable"));
        let said = format!("{} {}", guide.find.join(" "), guide.press).to_lowercase();
        let other = ["other hand", "other thumb", "reaching arm"];
        if other.iter().any(|words| said.contains(words)) && !both_measure.contains(&code) {
            told += 1;
            if !matches!(point.hand(Side::Left), Hand::Right | Hand::Neither) {
                faults.push(format!("{code}: {said}"));
            }
        }
        if guide.hands.opposite && said.contains("both hands") {
            faults.push(format!("{code}: {said}"));
        }
    }
    none(&faults);
    assert!(told > 50, "{told}");
}

/// What is said of hand and finger, a row for each kind.
#[test]
fn hand_and_finger_in_words() {
    let rows = [
        ("HE-1", Side::Left, "with the fingertips or thumb of your right hand"),
        ("PC-6", Side::Right, "with your left thumb"),
        ("GB-20", Side::Both, "with both thumbs"),
        ("GB-20", Side::Left, "with your left thumb"),
        ("LI-20", Side::Both, "with the fingertips of both hands"),
        ("GB-21", Side::Right, "with the fingertips of your left hand"),
        ("TE-3", Side::Left, "with one fingertip of your right hand"),
        ("BL-1", Side::Both, "with one fingertip of each hand"),
        ("EX-HN3", Side::Midline, "with one fingertip of either hand"),
        ("GV-20", Side::Midline, "with the fingertips of either hand"),
        ("CV-12", Side::Midline, "with the flat of either hand"),
        ("ST-25", Side::Left, "with the flat of your left hand"),
        ("ST-25", Side::Both, "with both hands flat"),
        ("BL-23", Side::Both, "with two soft fists"),
        ("BL-23", Side::Right, "with a soft right fist"),
        ("GB-31", Side::Right, "with a knuckle of your right hand"),
        ("GB-31", Side::Both, "with a knuckle of each hand"),
        ("BL-10", Side::Both, "with the fingertips or thumbs of both hands"),
        ("LI-1", Side::Left, "with thumb and fingertip of your right hand"),
        ("EX-HN6", Side::Both, "with thumb and fingertip of each hand"),
        ("SP-6", Side::Left, "with your right thumb"),
        ("ST-36", Side::Left, "with your left thumb"),
        ("KI-27", Side::Left, "with the fingertips of your right hand"),
        ("BL-13", Side::Left, "with a ball"),
    ];
    for (code, side, words) in rows {
        let point = library().catalogue.find(code).expect("known");
        assert_eq!(session::hand_and_finger(point, side), words, "{code} {side:?}");
    }
    for point in playable() {
        let guide = point.guide.as_ref().expect("playable");
        let mut sides =
            if point.bilateral { vec![Side::Left, Side::Right] } else { vec![Side::Midline] };
        sides.extend(guide.hands.both_at_once.then_some(Side::Both));
        let said: BTreeSet<String> =
            sides.iter().map(|side| session::hand_and_finger(point, *side)).collect();
        let is_ball = guide.technique.applicator == With::Ball;
        assert!(said.iter().all(|words| words.starts_with("with ")), "{}: {said:?}", point.code);
        assert_eq!(said.len(), if is_ball { 1 } else { sides.len() }, "{}: {said:?}", point.code);
    }
    let refused = library().catalogue.find("ST-17").expect("known");
    assert_eq!(session::hand_and_finger(refused, Side::Left), "");
}
