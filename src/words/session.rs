//! What is said in a session: the same words for the window and the terminal.

use std::time::Duration;

use super::time;
use crate::domain::history::{Outcome, StopReason};
use crate::domain::plan::{Choices, Dose, Phase, Plan, Press, Sides};
use crate::domain::point::{Point, Region, Side};
use crate::domain::run::{Run, Unchanged};
use crate::domain::speech::Amount;
use crate::domain::technique::{Applicator, Motion, Pressure, Technique};
use crate::t;
use crate::words::text;

/// "armpit".
#[must_use]
pub fn region(region: Region) -> String {
    text(&format!("region-{}", region.name()))
}

/// "left armpit"; "head, both sides"; on the midline just "chest".
#[must_use]
pub fn place(point: &Point, side: Side) -> String {
    match side {
        Side::Midline => region(point.region),
        Side::Both => t!("place-of-both", region = region(point.region)),
        Side::Left | Side::Right => {
            t!(
                "place-of-side",
                side = text(&format!("side-{}", side.name())),
                region = region(point.region)
            )
        }
    }
}

/// "right hand", where only that hand reaches.
#[must_use]
pub fn hand(point: &Point, side: Side) -> Option<String> {
    let hand = point.guide.as_ref()?.hands.pressing(side)?;
    Some(text(&format!("hand-{}", hand.name())))
}

/// "Left armpit · right hand".
#[must_use]
pub fn place_and_hand(point: &Point, side: Side) -> String {
    let place = capital(&place(point, side));
    match hand(point, side) {
        Some(hand) => t!("hand-of-side", place = place, hand = hand),
        None => place,
    }
}

/// "with the fingertips of your right hand", "with both thumbs", "with a ball": what presses that side.
///
/// Empty where nobody has written how the point is pressed.
#[must_use]
pub fn hand_and_finger(point: &Point, side: Side) -> String {
    let Some(guide) = &point.guide else { return String::new() };
    let hand = point.hand(side).name();
    match guide.technique.applicator {
        Applicator::Thumb => t!("with-thumb", hand = hand),
        Applicator::Fingertip => t!("with-fingertip", hand = hand),
        Applicator::Fingertips => t!("with-fingertips", hand = hand),
        Applicator::FingertipsOrThumb => t!("with-fingertips-or-thumb", hand = hand),
        Applicator::ThumbAndFingertip => t!("with-thumb-and-fingertip", hand = hand),
        Applicator::FlatHand => t!("with-flat-hand", hand = hand),
        Applicator::Knuckle => t!("with-knuckle", hand = hand),
        Applicator::Fist => t!("with-fist", hand = hand),
        Applicator::Ball => t!("with-ball"),
    }
}

/// "both sides", "left side", "midline".
#[must_use]
pub fn sides(point: &Point, sides: Sides) -> String {
    if point.bilateral { text(&format!("sides-{}", sides.name())) } else { t!("sides-midline") }
}

/// The sides that were pressed, in words.
#[must_use]
pub fn pressed_sides(sides: &[Side]) -> String {
    match sides {
        [] => String::new(),
        [one] => text(&format!("sides-{}", one.name())),
        _ => t!("sides-both"),
    }
}

/// "Full guidance": how much is said.
#[must_use]
pub fn amount(amount: Amount) -> String {
    match amount {
        Amount::Full => t!("amount-full"),
        Amount::Short => t!("amount-short"),
        Amount::Chimes => t!("amount-chimes"),
    }
}

/// "circles" or "steady".
#[must_use]
pub fn motion(motion: Motion) -> String {
    match motion {
        Motion::Circular => t!("motion-circular"),
        Motion::Steady => t!("motion-steady"),
    }
}

/// "until release" or "1 min 30 s".
#[must_use]
pub fn dose(dose: Dose) -> String {
    match dose {
        Dose::Fixed(length) => time::length(length),
        Dose::UntilRelease => t!("dose-until-release"),
    }
}

/// "Both sides · circles · until release".
#[must_use]
pub fn choices(point: &Point, choices: Choices) -> String {
    let parts = [sides(point, choices.sides), motion(choices.motion), dose(choices.dose)];
    capital(&parts.join(" · "))
}

/// "Fingertips or thumb, firm but gentle, in circles or steadily, 1 to 2 minutes, or until you feel it let go."
#[must_use]
pub fn technique(technique: &Technique) -> String {
    let applicator = match technique.applicator {
        Applicator::Thumb => t!("applicator-thumb"),
        Applicator::Fingertip => t!("applicator-fingertip"),
        Applicator::Fingertips => t!("applicator-fingertips"),
        Applicator::FingertipsOrThumb => t!("applicator-fingertips-or-thumb"),
        Applicator::ThumbAndFingertip => t!("applicator-thumb-and-fingertip"),
        Applicator::FlatHand => t!("applicator-flat-hand"),
        Applicator::Knuckle => t!("applicator-knuckle"),
        Applicator::Fist => t!("applicator-fist"),
        Applicator::Ball => t!("applicator-ball"),
    };
    let pressure = match technique.pressure {
        Pressure::Light => t!("pressure-light"),
        Pressure::FirmButGentle => t!("pressure-firm-but-gentle"),
        Pressure::Firm => t!("pressure-firm"),
    };
    let motion = match technique.motions.as_slice() {
        [Motion::Circular] => t!("motion-in-circles"),
        [Motion::Steady] => t!("motion-steadily"),
        _ => t!("motion-either"),
    };
    let range = time::range(technique.least, technique.most);
    let release = if technique.until_release { "yes" } else { "no" };
    t!(
        "technique-line",
        applicator = applicator,
        pressure = pressure,
        motion = motion,
        time = range,
        release = release
    )
}

/// The name of what is being done: "Press in circles".
#[must_use]
pub fn phase(plan: &Plan, step: usize) -> String {
    let Some(step) = plan.steps().get(step) else { return String::new() };
    match (step.phase, plan.presses()[step.press].motion) {
        (Phase::Find, _) => t!("phase-find"),
        (Phase::EaseIn, _) => t!("phase-ease-in"),
        (Phase::Press, Motion::Circular) => t!("phase-press-circular"),
        (Phase::Press, Motion::Steady) => t!("phase-press-steady"),
        (Phase::EaseOff, _) => t!("phase-ease-off"),
        (Phase::Change, _) => t!("phase-change"),
        (Phase::Rest, _) => t!("phase-rest"),
    }
}

/// What to do now, in one or two sentences; finding has its own list of steps.
#[must_use]
pub fn instruction(plan: &Plan, step: usize) -> String {
    let Some(step) = plan.steps().get(step) else { return String::new() };
    let press = &plan.presses()[step.press];
    let point = plan.point_of(press);
    match step.phase {
        Phase::Find => point.guide.as_ref().map(|guide| guide.posture.clone()).unwrap_or_default(),
        Phase::EaseIn => t!("say-ease-in"),
        Phase::Press => {
            let how = match press.motion {
                Motion::Circular => t!("say-press-circular"),
                Motion::Steady => t!("say-press-steady"),
            };
            let own = point.guide.as_ref().map(|guide| guide.press.as_str()).unwrap_or_default();
            format!("{how} {own}").trim().to_owned()
        }
        Phase::EaseOff => t!("say-ease-off"),
        Phase::Rest => t!("say-rest"),
        Phase::Change => {
            let place = place(point, press.side);
            match hand(point, press.side) {
                Some(hand) => t!("say-change-with-hand", place = place, hand = hand),
                None => t!("say-change", place = place),
            }
        }
    }
}

/// "You may stop from 1:00 on, when it lets go.", once it is so "You may stop now, ...".
#[must_use]
pub fn release_hint(run: &Run) -> Option<String> {
    let press = run.press();
    if run.step().phase != Phase::Press || !press.until_release || press.least >= run.length()? {
        return None;
    }
    Some(if run.may_release() {
        t!("say-may-stop")
    } else {
        t!("say-may-stop-from", time = time::clock(run.length()?.saturating_sub(press.least)))
    })
}

/// What comes after the present step.
#[must_use]
pub fn next(plan: &Plan, step: usize) -> String {
    let Some(now) = plan.steps().get(step) else { return String::new() };
    let press = &plan.presses()[now.press];
    let following = plan.presses().get(now.press + 1);
    let other_point = |next: &Press| next.point != press.point;
    match now.phase {
        Phase::Find | Phase::Change => t!("next-ease-in"),
        Phase::Rest => {
            let point = plan.point_of(press);
            let place = place_and_hand(point, press.side);
            t!("next-point-at", point = point.title(), place = place)
        }
        Phase::EaseIn => {
            let dose = if press.until_release {
                t!("dose-up-to", time = time::length(press.length))
            } else {
                time::length(press.length)
            };
            t!("next-press", dose = dose, place = place(plan.point_of(press), press.side))
        }
        Phase::Press => match following {
            None => t!("next-ease-off-then-end"),
            Some(next) if other_point(next) => {
                t!("next-ease-off-then-point", point = plan.point_of(next).title())
            }
            Some(next) => {
                let point = plan.point_of(next);
                let place = place(point, next.side);
                match hand(point, next.side) {
                    Some(hand) => t!("next-ease-off-then-place-hand", place = place, hand = hand),
                    None => t!("next-ease-off-then-place", place = place),
                }
            }
        },
        Phase::EaseOff => match following {
            None => t!("next-end"),
            Some(next) if other_point(next) => {
                let point = plan.point_of(next);
                let same = point.code == plan.point_of(press).code;
                let title = point.title();
                let point = if same { t!("next-once-more", point = title) } else { title };
                match plan.steps().get(step + 1).filter(|next| next.phase == Phase::Rest) {
                    Some(rest) => {
                        let time = time::length(rest.length.unwrap_or_default());
                        t!("next-rest-then", time = time, point = point)
                    }
                    None => t!("next-point", point = point),
                }
            }
            Some(next) => {
                t!("next-side", place = capital(&place_and_hand(plan.point_of(next), next.side)))
            }
        },
    }
}

/// "done", "stopped: tingling or numbness".
#[must_use]
pub fn outcome(outcome: Outcome, reason: Option<StopReason>) -> String {
    let word = text(&format!("outcome-{}", outcome.name()));
    match reason {
        Some(reason) if reason != StopReason::Unsaid => {
            t!("outcome-because", outcome = word, reason = stop_reason(reason))
        }
        _ => word,
    }
}

/// "tingling or numbness".
#[must_use]
pub fn stop_reason(reason: StopReason) -> String {
    text(&format!("reason-{}", reason.name()))
}

/// Why the length of a press stays as it is.
#[must_use]
pub fn unchanged(why: Unchanged, most: Duration) -> String {
    match why {
        Unchanged::AtMost => t!("unchanged-at-most", time = time::length(most)),
        Unchanged::NearEnd => t!("unchanged-near-end"),
        Unchanged::NotPressing => t!("unchanged-not-pressing"),
    }
}

/// The text with a capital letter at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
