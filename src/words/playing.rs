//! How far a session has come, and one that broke off, in words.

use jiff::Zoned;
use jiff::civil::Date;

use super::session;
use crate::domain::catalogue::Catalogue;
use crate::domain::code::Code;
use crate::domain::history::Unfinished;
use crate::domain::plan::{Phase, Plan};
use crate::domain::point::{NotPlayable, Point};
use crate::domain::routine::Fitted;
use crate::domain::run::Run;
use crate::t;

/// "Point 2 of 5", "Point 2 of 5, time 1 of 3"; nothing where there is one point, pressed once.
#[must_use]
pub fn progress(plan: &Plan, step: usize) -> Option<String> {
    let now = plan.progress(step)?;
    match (now.points, now.times) {
        (1, 1) => None,
        (_, 1) => Some(t!("point-of", point = now.point, points = now.points)),
        (1, _) => Some(t!("time-of", time = now.time, times = now.times)),
        _ => Some(t!(
            "point-and-time-of",
            point = now.point,
            points = now.points,
            time = now.time,
            times = now.times
        )),
    }
}

/// What doing the point in hand again is called: "This one again", in a rest "HE-1 again".
#[must_use]
pub fn once_more(run: &Run) -> String {
    if run.step().phase == Phase::Rest {
        let point = &run.plan().points()[run.in_hand()];
        t!("point-again", point = point.code.to_string())
    } else {
        t!("this-one-again")
    }
}

/// "You left Chest and shoulder opener at LI-4 Hégǔ, left hand (3 of 5 points done), yesterday at 21:10."
///
/// `routine` is the name of the routine, where there was one and it is known.
#[must_use]
pub fn unfinished(
    left: &Unfinished,
    routine: Option<&str>,
    catalogue: &Catalogue,
    today: Date,
) -> String {
    let how = if left.was_left { "left" } else { "broke" };
    let when = when(&left.at, today);
    let Some(press) = left.remaining.first() else { return String::new() };
    let point = catalogue.find(press.point.as_str());
    let title = point.map_or_else(|| press.point.to_string(), Point::title);
    let place = point.map(|point| session::place(point, press.side));
    let what = match (routine, &place) {
        (Some(name), _) => name.to_owned(),
        (None, Some(place)) if left.points == 1 => {
            let place = place.as_str();
            return t!("unfinished-point", how = how, point = title, place = place, when = when);
        }
        (None, _) => t!("unfinished-session"),
    };
    t!(
        "unfinished",
        how = how,
        what = what,
        place = [Some(title), place].into_iter().flatten().collect::<Vec<_>>().join(", "),
        done = left.done,
        points = left.points,
        when = when
    )
}

/// "yesterday at 21:10".
fn when(at: &Zoned, today: Date) -> String {
    let time = at.strftime("%H:%M").to_string();
    if at.date() == today {
        t!("when-today", time = time)
    } else {
        t!("when-yesterday", time = time)
    }
}

/// What is left and not played any more, each with its reason; nothing where all of it is.
#[must_use]
pub fn left_out(fitted: &Fitted<'_>) -> Vec<String> {
    let line = |(code, why): &(Code, NotPlayable)| {
        let point = code.to_string();
        match why {
            NotPlayable::LeftOut { because, .. } => {
                t!("left-out-for-you", point = point, because = because.as_str())
            }
            NotPlayable::Unknown { .. } => t!("left-out-unknown", point = point),
            other => other.to_string() + ".",
        }
    };
    let mut all: Vec<String> = Vec::new();
    for one in fitted.left_out.iter().map(line) {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::history::{PlannedPress, SessionId};
    use crate::domain::point::Side;
    use crate::domain::sample;
    use crate::domain::technique::Motion;

    #[test]
    fn what_broke_off_in_words() {
        let catalogue = Catalogue::new(vec![sample::point("HE-1", true)]);
        let today = jiff::civil::date(2026, 11, 23);
        let left = |was_left, at: &str, points, code: &str| Unfinished {
            id: SessionId("id".to_owned()),
            routine: None,
            was_left,
            at: at.parse().expect("a moment"),
            points,
            done: points - 1,
            remaining: vec![PlannedPress {
                point: Code::parse(code).expect("a code"),
                side: Side::Right,
                motion: Motion::Steady,
                most: Duration::from_secs(60),
                until_release: false,
            }],
        };
        let (now, before) = ("2026-11-23T08:05:00+00:00[UTC]", "2026-11-22T21:10:00+00:00[UTC]");
        let rows = [
            (
                left(true, before, 5, "HE-1"),
                Some("Evening"),
                "You left Evening at HE-1 Jíquán, right armpit (4 of 5 points done), yesterday at 21:10.",
            ),
            (
                left(false, now, 2, "HE-1"),
                Some("Evening"),
                "Evening broke off at HE-1 Jíquán, right armpit (1 of 2 points done), today at 08:05.",
            ),
            (
                left(true, now, 2, "HE-1"),
                None,
                "You left a session at HE-1 Jíquán, right armpit (1 of 2 points done), today at 08:05.",
            ),
            (
                left(true, now, 1, "HE-1"),
                None,
                "You left HE-1 Jíquán before the right armpit, today at 08:05.",
            ),
            (
                left(false, now, 1, "HE-1"),
                None,
                "HE-1 Jíquán broke off before the right armpit, today at 08:05.",
            ),
            (
                left(true, now, 2, "KI-99"),
                None,
                "You left a session at KI-99 (1 of 2 points done), today at 08:05.",
            ),
        ];
        for (unfinished, routine, words) in rows {
            assert_eq!(super::unfinished(&unfinished, routine, &catalogue, today), words);
        }
    }
}
