//! The meridians as lines on the skin, from point to point.

use std::sync::LazyLock;

use super::Body;
use super::form::Spot;

/// Decimetres between two spots of a line.
const STEP: f32 = 0.2;

/// Points further apart than this (in dm) are not joined: the course between them runs inside the body or is a
/// branch, as from BL-40 at the knee to BL-41 at the shoulder blade.
const FARTHEST: f32 = 6.5;

/// The meridians that run as lines; the extra points lie outside them.
const MERIDIANS: [&str; 14] =
    ["LU", "LI", "ST", "SP", "HE", "SI", "BL", "KI", "PC", "TE", "GB", "LR", "CV", "GV"];

static ALL: LazyLock<Vec<Stretch>> = LazyLock::new(|| {
    let Some(body) = super::body() else { return Vec::new() };
    let line = |letters: &&str| {
        let number = |code: &&'static str| {
            let (meridian, number) = code.split_once('-')?;
            if meridian == *letters { number.parse::<u16>().ok() } else { None }
        };
        let mut codes: Vec<&'static str> =
            body.codes().filter(|code| number(code).is_some()).collect();
        codes.sort_by_key(number);
        stretches(body, &codes)
    };
    MERIDIANS.iter().flat_map(line).collect()
});

/// Every stretch of every meridian.
#[must_use]
pub fn all() -> &'static [Stretch] {
    &ALL
}

/// A stretch of a meridian between two neighbouring points, on the left or the midline.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// The point where it begins.
    pub from: &'static str,
    /// The point where it ends.
    pub to: &'static str,
    /// Where it runs.
    pub spots: Vec<Spot>,
}

/// The stretches that join the given codes in order, each with the next.
fn stretches(body: &Body, codes: &[&'static str]) -> Vec<Stretch> {
    let mut all = Vec::new();
    for pair in codes.windows(2) {
        let (Some(from), Some(to)) = (body.spot(pair[0]), body.spot(pair[1])) else { continue };
        let chord = body.skin.position(from).distance(body.skin.position(to));
        if chord > FARTHEST {
            continue;
        }
        let Some(tape) = body.skin.between(from, to, glam::Vec3::ZERO) else { continue };
        let length = tape.length();
        // A tape much longer than the way through the air has gone round the body.
        if length > chord * 1.8 + 0.2 {
            continue;
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a body is a few decimetres round"
        )]
        let count = (length / STEP).ceil().max(1.0) as u16;
        let spot = |part: u16| tape.spot(body.form, length * f32::from(part) / f32::from(count));
        all.push(Stretch {
            from: pair[0],
            to: pair[1],
            spots: (0..=count).filter_map(spot).collect(),
        });
    }
    all
}
