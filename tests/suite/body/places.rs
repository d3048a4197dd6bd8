//! Where the points lie.

use std::collections::BTreeMap;
use std::path::Path;

use glam::Vec3;
use wellspring::body::atlas::Recipe;
use wellspring::body::form::Spot;
use wellspring::body::place::Chart;
use wellspring::body::plate::{self, CloseUp, Detail, Palette, Sheet};
use wellspring::body::raster::Studio;
use wellspring::body::{Body, Half, body};
use wellspring::domain::point::{Measure, Point};
use wellspring::domain::settings::SkinTone;
use wellspring::ui::figure::palette::Colors;
use wellspring::ui::theme::PAPER;

use crate::points::catalogue;

fn form() -> &'static Body {
    body().expect("the form")
}

fn palette() -> Palette {
    Colors::new(&PAPER, SkinTone::Medium).palette
}

fn at(code: &str) -> Vec3 {
    form().skin.position(form().spot(code).unwrap_or_else(|| panic!("{code} is not placed")))
}

/// What a recipe gives is kept in `spots.json`; `UPDATE_SPOTS=1` writes it anew.
#[test]
fn the_kept_spots_are_what_the_recipes_give() {
    let body = form();
    let chart = Chart::new(body.chart.atlas(), body.skin, BTreeMap::new());
    let atlas = body.chart.atlas();
    let names = atlas.points.keys().chain(atlas.landmarks.keys());
    let mut made: BTreeMap<String, Spot> = BTreeMap::new();
    for name in names {
        let spot = chart.place(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        // To a thousandth of a millimetre, so that machines agree on the last figure.
        let weights = spot.weights.map(|weight| (weight * 1e5).round() / 1e5);
        let _ = made.insert(name.clone(), Spot { weights, ..spot });
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/body/spots.json");
    if std::env::var_os("UPDATE_SPOTS").is_some() {
        let rows: Vec<String> = made
            .iter()
            .map(|(name, spot)| {
                format!("  {name:?}: {}", serde_json::to_string(spot).expect("JSON"))
            })
            .collect();
        std::fs::write(&path, format!("{{\n{}\n}}\n", rows.join(",\n"))).expect("written");
    }
    let kept: BTreeMap<String, Spot> =
        serde_json::from_str(&std::fs::read_to_string(&path).expect("readable")).expect("JSON");
    assert_eq!(kept.keys().collect::<Vec<_>>(), made.keys().collect::<Vec<_>>());
    for (name, made) in &made {
        let far = body.skin.position(*made).distance(body.skin.position(kept[name]));
        assert!(far < 1e-3, "{name} is {far} dm from where it is kept");
    }
}

#[test]
fn every_point_of_the_catalogue_is_placed_and_no_other() {
    let known: Vec<String> = catalogue().iter().map(|point| point.code.to_string()).collect();
    let mut placed: Vec<String> = form().codes().map(str::to_owned).collect();
    let mut known = known;
    known.sort();
    placed.sort();
    assert_eq!(placed, known);
    assert_eq!(known.len(), 411);
}

/// Cun that the facts ask for from the first landmark, given how many lie between the two.
fn wanted(point: &Point, between: f32) -> Option<f32> {
    match point.measure.as_ref()? {
        Measure::Along { distance, .. } => Some(f32::from(distance.tenths) / 10.0),
        Measure::Share { fraction, .. } => {
            let (part, of) = fraction.split_once('/').expect("a fraction");
            let number = |text: &str| text.parse::<f32>().expect("a number");
            Some(number(part) / number(of) * between)
        }
    }
}

#[test]
fn measured_points_lie_where_their_measure_says() {
    let mut measured = 0;
    for point in catalogue().iter() {
        let code = point.code.as_str();
        let found = form().measure(code);
        assert_eq!(found.is_some(), point.measure.is_some(), "{code}: measured or by eye");
        let Some(found) = found else { continue };
        measured += 1;
        let wanted = wanted(point, found.cun_between).expect("a measure");
        let off = (found.cun_from - wanted).abs();
        assert!(off <= 0.25, "{code}: {} cun, wanted {wanted}", found.cun_from);
        if let Some(Measure::Along { offset: Some(offset), .. }) = &point.measure {
            let aside = found.aside.unwrap_or_else(|| panic!("{code} is not aside"));
            let wanted = f32::from(offset.tenths) / 10.0;
            assert!((aside - wanted).abs() <= 0.25, "{code}: {aside} cun aside, wanted {wanted}");
        }
    }
    assert_eq!(measured, 271);
}

/// The negative control: a point that is moved is measured as moved.
#[test]
fn what_is_measured_is_the_place_and_not_the_recipe() {
    let body = form();
    let recipe = &body.place("PC-6").expect("placed").recipe;
    let moved = body.spot("PC-5").expect("placed");
    let found = body.chart.measure(recipe, moved).expect("measured").expect("a measure");
    assert!((found.cun_from - 3.0).abs() < 0.25, "PC-5 by PC-6's landmarks: {}", found.cun_from);
    let by_eye = Recipe { by_eye: true, ..recipe.clone() };
    assert_eq!(body.chart.measure(&by_eye, moved), Ok(None));
}

#[test]
fn the_other_side_is_the_mirror_image_to_within_a_hair() {
    for code in form().codes() {
        let spot = form().spot(code).expect("placed");
        let mirrored = form().form.mirrored(spot).unwrap_or_else(|| panic!("{code}"));
        let (left, right) = (form().skin.position(spot), form().skin.position(mirrored));
        let far = right.distance(Vec3::new(-left.x, left.y, left.z));
        assert!(far < 1e-3, "{code}: {far} dm");
    }
}

#[test]
fn points_lie_on_the_left_or_on_the_midline() {
    for point in catalogue().iter() {
        let x = at(point.code.as_str()).x;
        // The veins under the tongue are two points, one left and one right of its fold.
        if matches!(point.code.as_str(), "EX-HN12" | "EX-HN13") {
            assert!(x.abs() < 0.06 && (x > 0.0) == (point.code.as_str() == "EX-HN12"), "{x}");
        } else if point.bilateral {
            assert!(x > 0.01, "{}: {x}", point.code);
        } else {
            assert!(x.abs() < 0.01, "{}: {x}", point.code);
        }
    }
}

#[test]
fn every_point_faces_its_camera_and_is_seen() {
    let mut studio = Studio::new();
    for code in form().codes() {
        let sight = form().close_up(code, None, Half::Left).unwrap_or_else(|| panic!("{code}"));
        let spot = form().spot(code).expect("placed");
        let facing =
            form().form.normal(sight.pose, spot).dot(sight.camera.project(1.0, 1.0).towards);
        assert!(facing > 0.3, "{code} is turned away: {facing}");
        let sheet = Sheet { width: 300, height: 300, density: 1.0 };
        let what =
            CloseUp { code, view: None, half: Half::Left, both: false, detail: Detail::Bare };
        let shown = plate::close_up(&mut studio, form(), &what, &palette(), sheet).expect("drawn");
        let projection = sight.camera.project(300.0, 300.0);
        let place = projection.place(form().form.position(sight.pose, spot));
        assert!(shown.picture.sees(place, 0.06), "{code} is hidden");
        let edge = place.x.min(place.y).min(300.0 - place.x).min(300.0 - place.y) / 300.0;
        assert!(edge >= 0.08, "{code} is {edge} from the edge");
    }
}

/// The other half's mark: beside the first in a picture from the front or from behind, and only where it is seen.
#[test]
fn the_other_half_is_marked_where_it_is_seen() {
    for (code, seen) in [
        ("BL-10", true),
        ("BL-23", true),
        ("ST-25", true),
        ("KI-16", true),
        // At the edge of the head, behind it, behind the leg.
        ("GB-20", false),
        ("TE-20", false),
        ("GB-31", false),
        // On the other arm; on the rim.
        ("PC-6", false),
        ("ST-32", false),
    ] {
        for half in [Half::Left, Half::Right] {
            let other = form().other_stands_at(code, half);
            assert_eq!(other.is_some(), seen, "{code}, {half:?}: {other:?}");
            let own = form().stands_at(code, half).expect("placed");
            let Some(other) = other else { continue };
            assert!((own.y - other.y).abs() < 0.01, "{code}: {own} and {other}");
            // The left is on the right of a picture from the front, and on the left of one from behind.
            let from_behind = matches!(code, "BL-10" | "BL-23");
            let left_first = (half == Half::Left) == from_behind;
            assert_eq!(own.x < other.x, left_first, "{code}, {half:?}: {own} and {other}");
        }
    }
}

#[test]
fn what_a_point_shows_is_in_its_picture() {
    for code in form().codes() {
        let place = form().place(code).expect("placed");
        assert!(!place.show.is_empty(), "{code} shows no landmark");
        let sight = form().close_up(code, None, Half::Left).expect("a view");
        let projection = sight.camera.project(100.0, 100.0);
        for name in &place.show {
            let landmark = form().chart.atlas().landmarks.get(name);
            let label = landmark.unwrap_or_else(|| panic!("{code}: {name}")).label.as_deref();
            assert!(label.is_some_and(|label| !label.is_empty()), "{code}: {name} has no label");
            let spot = form().chart.place(name).expect("placed");
            let at = projection.place(form().form.position(sight.pose, spot));
            let inside = (0.0..=100.0).contains(&at.x) && (0.0..=100.0).contains(&at.y);
            assert!(inside, "{code}: {name} lies outside the picture at {at}");
        }
    }
}

#[test]
fn points_of_one_row_share_their_height() {
    let rows: [&[&str]; 12] = [
        &["CV-8", "KI-16", "ST-25", "SP-15"],
        &["CV-12", "KI-19", "ST-21"],
        &["CV-4", "KI-13", "ST-28"],
        &["CV-17", "KI-23", "ST-17", "SP-18", "PC-1"],
        &["CV-18", "KI-24", "ST-16", "SP-19"],
        &["CV-19", "KI-25", "ST-15", "SP-20"],
        &["GV-14", "EX-B1"],
        &["GV-4", "BL-23", "BL-52"],
        &["GV-9", "BL-17", "BL-46"],
        &["GV-12", "BL-13", "BL-42"],
        &["GV-3", "BL-25"],
        &["BL-27", "BL-31"],
    ];
    for row in rows {
        let heights: Vec<f32> = row.iter().map(|code| at(code).y).collect();
        for (code, height) in row.iter().zip(&heights) {
            assert!(
                (height - heights[0]).abs() < 0.06,
                "{code}: {height}, {}: {}",
                row[0],
                heights[0]
            );
        }
    }
}

/// Neighbours keep their order along the way that their meridian takes.
#[test]
fn neighbours_keep_their_order() {
    let up = Vec3::Y;
    // At rest the arm runs down and outwards.
    let arm = at("LI-5") - at("LI-15");
    let rows: &[(&str, std::ops::RangeInclusive<u32>, Vec3)] = &[
        ("LU", 3..=9, arm),
        ("LI", 5..=15, -arm),
        ("HE", 1..=7, arm),
        ("SI", 5..=8, -arm),
        ("PC", 2..=7, arm),
        ("TE", 4..=8, -arm),
        ("TE", 10..=13, -arm),
        ("ST", 12..=16, -up),
        ("ST", 18..=30, -up),
        ("ST", 31..=39, -up),
        ("SP", 5..=11, up),
        ("SP", 13..=16, up),
        ("SP", 17..=20, up),
        ("BL", 11..=30, -up),
        ("BL", 36..=39, -up),
        ("BL", 41..=54, -up),
        ("BL", 55..=60, -up),
        ("KI", 7..=10, up),
        ("KI", 11..=27, up),
        ("GB", 31..=34, -up),
        ("GB", 36..=39, -up),
        ("LR", 5..=8, up),
        ("CV", 2..=24, up),
        ("GV", 2..=16, up),
    ];
    for (meridian, numbers, way) in rows {
        let codes: Vec<String> =
            numbers.clone().map(|number| format!("{meridian}-{number}")).collect();
        for pair in codes.windows(2) {
            // TE-6 and TE-7 are measured alike and stand side by side.
            if pair[0] == "TE-6" {
                continue;
            }
            let step = (at(&pair[1]) - at(&pair[0])).dot(*way);
            assert!(step > -0.005, "{} comes before {}", pair[1], pair[0]);
        }
    }
}

#[test]
fn midpoints_lie_midway_and_opposites_opposite() {
    let lateral_of = |outer: &str, inner: &str| at(outer).x > at(inner).x;
    for (outer, inner) in [
        ("ST-25", "KI-16"),
        ("SP-15", "ST-25"),
        ("BL-41", "BL-12"),
        ("BL-52", "BL-23"),
        ("GB-34", "SP-9"),
        ("BL-60", "KI-3"),
        ("LU-2", "ST-13"),
    ] {
        assert!(lateral_of(outer, inner), "{outer} outside of {inner}");
    }
    let share = |from: &str, point: &str, to: &str| {
        at(from).distance(at(point)) / (at(from).distance(at(point)) + at(point).distance(at(to)))
    };
    for (from, point, to, wanted) in [
        ("PC-7", "PC-6", "PC-3", 2.0 / 12.0),
        ("LI-5", "LI-7", "LI-11", 5.0 / 12.0),
        ("CV-8", "CV-12", "CV-16", 0.5),
    ] {
        let found = share(from, point, to);
        assert!((found - wanted).abs() < 0.04, "{point}: {found} of the way, wanted {wanted}");
    }
}
