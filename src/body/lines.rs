//! The meridians as lines on the skin, from point to point.

use std::sync::LazyLock;

use super::Body;
use super::form::Spot;

/// Decimetres between two spots of a line.
const STEP: f32 = 0.2;

/// Points that do not follow the one numbered before them, and those that they follow: the stomach meridian goes
/// from the jaw up to the temple and, as a branch, down the throat; the bladder meridian goes down the back twice,
/// in two branches that part at the nape and meet behind the knee.
const BRANCHES: [(&str, &[&str]); 4] = [
    ("ST-9", &["ST-5"]),
    ("BL-40", &["BL-39", "BL-54"]),
    ("BL-41", &["BL-10"]),
    ("BL-55", &["BL-40"]),
];

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

/// Pairs of neighbours on a meridian, given its codes by number.
fn neighbours(codes: &[&'static str]) -> Vec<[&'static str; 2]> {
    let before = |pair: &[&'static str]| {
        let (by_number, to) = (pair[0], pair[1]);
        let branch = BRANCHES.iter().find(|(code, _)| *code == to);
        let all = branch.map_or(vec![by_number], |(_, all)| all.to_vec());
        all.into_iter().map(move |from| [from, to])
    };
    codes.windows(2).flat_map(before).collect()
}

/// The stretches that join the given codes of a meridian.
fn stretches(body: &Body, codes: &[&'static str]) -> Vec<Stretch> {
    let mut all = Vec::new();
    for [from_code, to_code] in neighbours(codes) {
        let (Some(from), Some(to)) = (body.spot(from_code), body.spot(to_code)) else { continue };
        let chord = body.skin.position(from).distance(body.skin.position(to));
        let Some(tape) = body.skin.between(from, to, glam::Vec3::ZERO) else { continue };
        let length = tape.length();
        // A tape much longer than the way through the air has gone round the body, as between the shoulder's
        // GB-21 and GB-22 below the armpit.
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
        let spots = (0..=count).filter_map(spot).collect();
        all.push(Stretch { from: from_code, to: to_code, spots });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courses_branch_where_they_branch() {
        let is_drawn = |from, to| all().iter().any(|one| one.from == from && one.to == to);
        for (from, to, drawn) in [
            ("ST-7", "ST-8", true),
            ("ST-5", "ST-9", true),
            ("ST-8", "ST-9", false),
            ("BL-10", "BL-11", true),
            ("BL-10", "BL-41", true),
            ("BL-39", "BL-40", true),
            ("BL-40", "BL-41", false),
            ("BL-54", "BL-40", true),
            ("BL-40", "BL-55", true),
            ("BL-54", "BL-55", false),
            ("GB-21", "GB-22", false),
        ] {
            assert_eq!(is_drawn(from, to), drawn, "{from} to {to}");
        }
    }

    #[test]
    fn all_other_points_follow_the_one_numbered_before() {
        let body = crate::body::body().expect("the form");
        for letters in MERIDIANS {
            let count =
                body.codes().filter(|code| code.starts_with(&format!("{letters}-"))).count();
            let found = all().iter().filter(|one| one.from.starts_with(&format!("{letters}-")));
            // One point begins; the bladder has a branch that ends at another's point, the gallbladder a gap.
            let expected = match letters {
                "BL" => count,
                "GB" => count - 2,
                _ => count - 1,
            };
            assert_eq!(found.count(), expected, "{letters}");
        }
    }
}
