//! A plan in lines: what happens when, for somebody who reads it before or instead of pressing.

use std::time::Duration;

use super::columns::aligned;
use super::{session, time};
use crate::domain::plan::{Phase, Plan, Step};
use crate::domain::point::{Point, Side};
use crate::t;

/// A line for each step, with the time at which it begins, and one for the end.
#[must_use]
pub fn steps(plan: &Plan) -> Vec<String> {
    let mut at = Duration::ZERO;
    let mut rows = Vec::new();
    for (index, step) in plan.steps().iter().enumerate() {
        let press = &plan.presses()[step.press];
        let point = plan.point_of(press);
        let place = match step.phase {
            Phase::Find => {
                let place = session::capital(&place_with_hand(point, press.side));
                if plan.points().len() > 1 { format!("{}: {place}", point.code) } else { place }
            }
            Phase::Rest => String::new(),
            _ => session::capital(&session::place(point, press.side)),
        };
        rows.push([time::clock(at), session::phase(plan, index), place, how_long(plan, *step)]);
        at += step.length.unwrap_or_default();
    }
    rows.push([time::clock(at), t!("next-end"), String::new(), String::new()]);
    aligned(&rows)
}

/// "left armpit, with your right hand": for a text that is read aloud.
#[must_use]
pub fn place_with_hand(point: &Point, side: Side) -> String {
    let place = session::place(point, side);
    match session::hand(point, side) {
        Some(hand) => t!("place-with-hand", place = place, hand = hand),
        None => place,
    }
}

fn how_long(plan: &Plan, step: Step) -> String {
    match step.length {
        None => t!("plan-waits"),
        Some(length) if step.phase == Phase::Press && plan.presses()[step.press].until_release => {
            t!("dose-up-to", time = time::length(length))
        }
        Some(length) => time::length(length),
    }
}
